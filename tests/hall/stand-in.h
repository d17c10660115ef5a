/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

G_BEGIN_DECLS

/* How a reply is given. */
typedef enum
{
  STAND_IN_ANSWERS,
  STAND_IN_LATE,     /* once stand_in_release() is called */
  STAND_IN_NEVER,
  STAND_IN_CLOSES,   /* without a word */
  STAND_IN_HALF,     /* part of the answer, then closes */
  STAND_IN_DRIPS,    /* part of the answer, then nothing more */
  STAND_IN_NONSENSE, /* what is no HTTP */
} StandInManner;

typedef struct
{
  StandInManner manner;
  guint status;
  const char *location; /* (nullable): of a redirect */
  char *body;           /* (owned) (nullable): JSON */
} StandInReply;

/* Somebody else's HTTP server on loopback, in a thread of its own: an SMS gateway, a certificate authority. */
typedef struct _StandIn StandIn;

/* Runs in the server's thread. */
typedef StandInReply (*StandInFunc) (gpointer data, const char *path, const char *body);

StandIn *stand_in_new (StandInFunc func, gpointer data, GTlsCertificate *certificate);
void stand_in_free (StandIn *server);
const char *stand_in_url (StandIn *server);
guint stand_in_count (StandIn *server);
char *stand_in_last (StandIn *server, const char *what);
gboolean stand_in_asked (gpointer server);
void stand_in_release (StandIn *server);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (StandIn, stand_in_free)

G_END_DECLS
