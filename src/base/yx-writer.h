/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/yx-database.h"

G_BEGIN_DECLS

/* The one thread that writes to a database, and the queue before it. */
typedef struct _YxWriter YxWriter;

YxWriter *yx_writer_new (YxDatabase *db, guint group, guint limit);
void yx_writer_free (YxWriter *writer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YxWriter, yx_writer_free)

guint yx_writer_waiting (YxWriter *writer);
guint yx_writer_commits (YxWriter *writer);
gboolean yx_writer_run (YxWriter *writer, YxTransactionFunc func, gpointer data, GError **error);

G_END_DECLS
