/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define YX_SHA256_SIZE 32

/**
 * YxDigest:
 *
 * A SHA-256 that is fed piece by piece.
 */
typedef struct _YxDigest YxDigest;

YxDigest *yx_digest_new (void);
void yx_digest_free (YxDigest *digest);
void yx_digest_update (YxDigest *digest, gconstpointer bytes, gsize size);
void yx_digest_finish (YxDigest *digest, guint8 out[YX_SHA256_SIZE]);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YxDigest, yx_digest_free)

void yx_sha256 (gconstpointer bytes, gsize size, guint8 out[YX_SHA256_SIZE]);
char *yx_sha256_hex (gconstpointer bytes, gsize size);

char *yx_hex (gconstpointer bytes, gsize size);
gboolean yx_hex_parse (const char *text, guint8 *bytes, gsize size);
gboolean yx_bytes_equal (gconstpointer a, gconstpointer b, gsize size);

G_END_DECLS
