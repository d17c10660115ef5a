/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Kind prefix, an underscore, 26 characters. */
#define YX_ID_LENGTH 30

void yx_random_bytes (gpointer bytes, gsize size);
char *yx_id_new (const char *kind);
char *yx_id_from_bytes (const char *kind, const guint8 bytes[16]);
gboolean yx_id_check (const char *kind, const char *id);

G_END_DECLS
