/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lib/yx-test-hall.h"

G_BEGIN_DECLS

/* A connection to a real hall, over which a test says what it likes. */
typedef struct
{
  GSocketConnection *socket; /* (owned) */
  GIOStream *stream;         /* (owned): the socket, or TLS over it */
} RealConnection;

RealConnection *real_connection_try (YxTestHall *hall);
RealConnection *real_connection_new (YxTestHall *hall);
void real_connection_free (RealConnection *connection);
void real_connection_send (RealConnection *connection, const char *text);
char *real_connection_receive (RealConnection *connection);
char *real_connection_ask (YxTestHall *hall, const char *request);
GTlsCertificate *real_connection_certificate (RealConnection *connection);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RealConnection, real_connection_free)

G_END_DECLS
