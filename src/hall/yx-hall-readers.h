/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/yx-database.h"

G_BEGIN_DECLS

/* A few reading connections; whoever takes one waits until one is free, but for one thread that has its own. */
typedef struct _YxHallReaders YxHallReaders;

typedef gboolean (*YxHallReadFunc) (YxDatabase *db, gpointer data, GError **error);

YxHallReaders *yx_hall_readers_new (const char *path, guint count, GError **error);
void yx_hall_readers_free (YxHallReaders *readers);
gboolean yx_hall_readers_reside (YxHallReaders *readers, GError **error);
gboolean yx_hall_readers_ask (YxHallReaders *readers, YxHallReadFunc func, gpointer data, GError **error);
gboolean yx_hall_readers_run (YxHallReaders *readers, YxHallReadFunc func, gpointer data, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YxHallReaders, yx_hall_readers_free)

G_END_DECLS
