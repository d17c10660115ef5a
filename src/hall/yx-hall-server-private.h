/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

#include "base/yx-workers.h"
#include "hall/yx-hall-answer.h"
#include "hall/yx-hall-rates.h"
#include "hall/yx-hall-request.h"
#include "hall/yx-hall-server.h"
#include "hall/yx-hall-sessions.h"
#include "hall/yx-hall-turns.h"

G_BEGIN_DECLS

typedef struct _YxHallConnection YxHallConnection;
typedef struct _YxHallExchange YxHallExchange;

struct _YxHallServer
{
  YxHall *hall; /* (unowned) */
  YxHallServerOptions options;
  GMainContext *context;        /* (owned) */
  SoupServer *soup;             /* (owned) */
  int silent_end;               /* of the socketpair that libsoup believes to listen at; -1: none */
  GSocketService *service;      /* (owned) */
  GTlsCertificate *certificate; /* (owned) (nullable): none on a Unix socket */
  char *url;                    /* (owned) (nullable) */
  char *socket_path;            /* (owned) (nullable) */
  GHashTable *connections;      /* (owned): set of YxHallConnection */
  GSource *sweep;           /* (owned) (nullable): looks which connections have run out of time */
  gint64 sweeps;            /* monotonic: when; never later than any is due */
  int ends;                 /* an epoll set of the connections: sees the other sides say their last */
  GSource *ends_source;     /* (owned) */
  GHashTable *exchanges;    /* (owned): set of YxHallExchange from dispatch to the end, each a reference */
  GHashTable *parked;       /* (owned): account → number of exchanges that wait */
  YxHallSessions *sessions; /* (owned) */
  YxHallRates *rates;       /* (owned) */
  YxWorkers *reads;         /* (owned) */
  YxWorkers *writes;        /* (owned) */
  YxWorkers *cpu;           /* (owned): scrypt, few at once */
  YxWorkers *codes;         /* (owned): those who send SMS codes */
  YxHallTurns *turns;       /* (owned): of what is costly, within writes */
  gint posted;              /* atomic: what other threads have sent to the context and it has not yet done */
  gboolean stopping;
  YxHallStoppedFunc stopped;
  gpointer stopped_data;
  GSource *stop_source; /* (owned) (nullable) */
};

/* What a connection is allowed some time for. */
typedef enum
{
  YX_HALL_UNLIMITED,
  YX_HALL_IDLE,
  YX_HALL_HEADERS,
  YX_HALL_BODY,
  YX_HALL_ANSWER,
} YxHallPhase;

YxHallConnection *yx_hall_connection_of (SoupServerMessage *message);
void yx_hall_connection_accept (YxHallServer *server, GSocketConnection *socket);
void yx_hall_connection_free (gpointer data);
gboolean yx_hall_connections_ended (gint fd, GIOCondition condition, gpointer data);
void yx_hall_connection_enter (YxHallConnection *connection, YxHallPhase phase);
const char *yx_hall_connection_address (YxHallConnection *connection);
void
yx_hall_connection_refuse (YxHallConnection *connection, SoupServerMessage *message, YxHallAnswer *answer);

gboolean
yx_hall_judge_head (YxHallServer *server,
                    SoupServerMessage *message,
                    YxHallCall *call,
                    YxHallRequestHead *head,
                    GError **error);
gboolean yx_hall_judge_sign_in (YxHallServer *server, YxHallCall *call, GError **error);
gboolean yx_hall_judge_session (YxHallCall *call, GError **error);

void yx_hall_exchange_begin (YxHallServer *server, SoupServerMessage *message);
void yx_hall_exchange_run (YxHallServer *server, SoupServerMessage *message);
void yx_hall_exchange_hurry (YxHallExchange *exchange);
void yx_hall_exchange_finished (SoupServerMessage *message);
void yx_hall_exchange_unref (gpointer data);

void yx_hall_server_post (YxHallServer *server, GSourceFunc func, YxHallExchange *exchange);
void yx_hall_server_ended (YxHallServer *server, YxHallExchange *exchange);

G_END_DECLS
