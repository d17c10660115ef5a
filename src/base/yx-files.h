/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "base/yx-secret.h"

G_BEGIN_DECLS

/* An exclusive lock on a file; the system lets go of it when the process ends, however it ends. */
typedef struct _YxFileLock YxFileLock;

GBytes *yx_file_read (const char *path, gsize max_size, GError **error);
YxSecret *yx_file_read_secret (const char *path, gsize max_size, GError **error);
gboolean yx_file_write (const char *path, gconstpointer bytes, gsize size, guint mode, GError **error);
gboolean yx_directory_make (const char *path, GError **error);
void yx_directory_remove (const char *path);
gboolean yx_directory_sync (const char *path, GError **error);

YxFileLock *yx_file_lock_new (const char *path, GError **error);
void yx_file_lock_free (YxFileLock *lock);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YxFileLock, yx_file_lock_free)

G_END_DECLS
