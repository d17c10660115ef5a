/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hall/hall-fixture.h"

G_BEGIN_DECLS

/* A server in a thread of its own, on a Unix socket, with handlers that a test can hold and release. */
typedef struct
{
  HallFixture *fixture; /* (owned) */
  YxHallServerOptions options;
  GTlsCertificate *certificate; /* (owned) (nullable): TLS on loopback instead */
  char *socket;                 /* (owned) */
  char *url;                    /* (owned) */
  GThread *thread;              /* (owned) (nullable) */
  GMainContext *context;        /* (owned) */
  GMainLoop *loop;              /* (owned) */
  YxHallServer *server;         /* the thread's */
  GMutex mutex;
  GCond changed;
  gboolean running; /* under the mutex */
  gboolean stopped; /* under the mutex: a graceful stop came to its end */
} ServerFixture;

#define TOKEN_ENTERPRISE "token-of-an-enterprise"
#define TOKEN_PERSON "token-of-a-person-here"
#define AUTH(token) "\r\nAuthorization: Bearer " token

/* Limits that no test meets by chance. */
#define SERVER_WIDE                                                                                          \
  "[hall]\nname=测试网厅\n[scrypt]\nlog2n=4\n"                                                           \
  "[limits]\nread-per-second=10000\nwrite-per-second=10000\naddress-per-minute=100000\n"
#define SERVER_WAIT_MS 15000

/* Whose sessions they are: the parties of the one document that is there. */
#define SCOPE "per_aaaaaaaaaaaaaaaaaaaaaaaaaa"
#define ENTERPRISE "ent_aaaaaaaaaaaaaaaaaaaaaaaaaa"
#define DOCUMENT "doc_aaaaaaaaaaaaaaaaaaaaaaaaaa"

ServerFixture *server_fixture_new (const char *config);
void server_fixture_free (ServerFixture *fixture);
void server_fixture_start (ServerFixture *fixture);
void server_fixture_end (ServerFixture *fixture);
void server_fixture_ask_to_stop (ServerFixture *fixture);
gboolean server_fixture_has_stopped (gpointer fixture);

GSocketConnection *server_fixture_connect (ServerFixture *fixture);
void server_fixture_send (GSocketConnection *connection, const char *bytes, gssize size);
char *server_fixture_receive (GSocketConnection *connection);
char *server_fixture_receive_until (GSocketConnection *connection, const char *end);
char *server_fixture_ask (ServerFixture *fixture, const char *format, ...) G_GNUC_PRINTF (2, 3);
char *server_fixture_post (ServerFixture *fixture, const char *type, const char *body, gssize size);

ServerFixture *server_fixture_started (void);
void server_fixture_assert (const char *reply, guint status, const char *code);
void
server_fixture_expect (GSocketConnection *connection, const char *request, const char *line, const char *end);

/* What the handlers do. */
void server_handlers_reset (void);
void server_handlers_hold (void);
void server_handlers_release (void);
gboolean server_handlers_holding (gpointer number);
gboolean server_handlers_asked (gpointer number);
void server_handlers_ring (guint times);
void server_handlers_feed (gboolean fed);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ServerFixture, server_fixture_free)

G_END_DECLS
