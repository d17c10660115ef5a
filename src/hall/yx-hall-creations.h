/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hall/yx-hall-write.h"

G_BEGIN_DECLS

char *yx_hall_request_digest (const YxHallCall *call, GError **error);
char *yx_hall_creation_digest (const YxHallCall *call, GError **error);
gboolean
yx_hall_creation_seen (YxDatabase *db, const char *id, const char *digest, gboolean *seen, GError **error);
gboolean
yx_hall_creation_seen_now (YxHall *hall, const char *id, const char *digest, gboolean *seen, GError **error);
gboolean yx_hall_creation_write (YxHallWrite *write, const char *id, const char *digest, GError **error);

G_END_DECLS
