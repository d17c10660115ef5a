/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* A few named threads and a bounded queue before them. */
typedef struct _YxWorkers YxWorkers;

/* The work of a task: a plain function that tests call directly. */
typedef gpointer (*YxTaskFunc) (gpointer task_data, GCancellable *cancellable, GError **error);
typedef void (*YxWorkFunc) (gpointer data);

YxWorkers *yx_workers_new (const char *name, guint threads, guint limit);
void yx_workers_free (YxWorkers *workers);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YxWorkers, yx_workers_free)

guint yx_workers_waiting (YxWorkers *workers);
gboolean yx_workers_run (YxWorkers *workers, YxWorkFunc func, gpointer data, GDestroyNotify destroy, GError **error);
void yx_workers_run_task (YxWorkers *workers, GTask *task, YxTaskFunc func, GDestroyNotify result_destroy);

G_END_DECLS
