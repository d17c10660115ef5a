/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

/* What the server says next. */
typedef struct
{
  guint status;
  const char *type;
  const char *body;
  gsize size; /* 0: the text's length */
  const char *retry_after;
  gboolean hang_up; /* close without an answer */
} Answer;

/* What was asked last. */
typedef struct
{
  char *method;
  char *path;
  char *query;
  char *token;
  char *if_match;
  char *if_none_match;
  char *type;
  char *body;
  guint count;
} Asked;

/* An HTTP server on a Unix socket that says what it is told to: not a hall. */
typedef struct _AnsweringServer AnsweringServer;

AnsweringServer *answering_server_new (const char *socket_path);
void answering_server_say (AnsweringServer *server, const Answer *answers, gsize n);
const Asked *answering_server_asked (AnsweringServer *server);
void answering_server_free (AnsweringServer *server);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AnsweringServer, answering_server_free)
