/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * YxSecret:
 *
 * Bytes that must not be seen: kept in pages of their own that are locked in memory, left out of
 * core dumps and of forked children, and wiped when the last reference goes.
 * Reference counting is atomic; the bytes never change once other threads hold a reference.
 */
typedef struct _YxSecret YxSecret;

YxSecret *yx_secret_new (gsize size);
YxSecret *yx_secret_try_new (gsize size);
YxSecret *yx_secret_new_copy (gconstpointer bytes, gsize size);
YxSecret *yx_secret_new_take_text (char *text);
YxSecret *yx_secret_new_text (const char *text);
YxSecret *yx_secret_ref (YxSecret *secret);
void yx_secret_unref (YxSecret *secret);
gpointer yx_secret_bytes (YxSecret *secret);
const char *yx_secret_text (const YxSecret *secret);
gsize yx_secret_size (const YxSecret *secret);
void yx_secret_truncate (YxSecret *secret, gsize size);
gboolean yx_secret_equal (const YxSecret *a, const YxSecret *b);
void yx_wipe (gpointer bytes, gsize size);
guint yx_secret_count (void);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YxSecret, yx_secret_unref)

G_END_DECLS
