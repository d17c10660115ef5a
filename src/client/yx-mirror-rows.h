/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "client/yx-line.h"
#include "client/yx-local-store.h"

G_BEGIN_DECLS

/* The mirror's rows in the local store, read and written within its transactions. */

#define YX_MIRROR_FILING "fil"
#define YX_MIRROR_DOCUMENT "doc"
#define YX_MIRROR_CONTRACT "ctr"

GBytes *yx_mirror_seal (YxLocalStore *store, const char *id, gconstpointer record, GError **error);
gpointer yx_mirror_unseal (YxLocalStore *store, const char *id, const YxRecordType *type, GBytes *sealed, GError **error);

gboolean yx_mirror_write (YxDatabase *db, const char *id, const char *link, gint64 round, GBytes *sealed, GError **error);
gboolean yx_mirror_delete (YxDatabase *db, const char *table, const char *id, GError **error);
gboolean yx_mirror_read (YxDatabase *db, YxLocalStore *store, const char *id, const YxRecordType *type, gpointer *record,
                         GError **error);
gboolean yx_mirror_linked (YxDatabase *db, const char *link, const char *prefix, char **id, GError **error);

gboolean yx_mirror_write_line (YxDatabase *db, YxLocalStore *store, const YxLine *line, GError **error);
gboolean yx_mirror_ids (YxDatabase *db, const char *sql, gint64 number, GPtrArray *ids, GError **error);

G_END_DECLS
