/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "base/yx-secret.h"
#include "crypto/yx-crypto-error.h"

G_BEGIN_DECLS

/**
 * YxScrypt:
 * @log2n: the binary logarithm of N, the cost
 * @r: block size
 * @p: parallelisation
 *
 * Parameters of scrypt (RFC 7914 §2); it takes 128 · N · r bytes of memory.
 */
typedef struct
{
  guint log2n;
  guint r;
  guint p;
} YxScrypt;

/* Defaults: hall.conf [scrypt] for account passwords, and what a key envelope must have at least. */
#define YX_SCRYPT_ACCOUNT ((YxScrypt){ 15, 8, 1 })
#define YX_SCRYPT_ENVELOPE ((YxScrypt){ 17, 8, 1 })
/* For tests only: refused unless built with -Dtests=true. */
#define YX_SCRYPT_TEST ((YxScrypt){ 4, 8, 1 })

gboolean yx_scrypt_check (const YxScrypt *scrypt, const YxScrypt *least, GError **error);
YxSecret *yx_scrypt_derive (const YxScrypt *scrypt,
                            YxSecret *password,
                            gconstpointer salt,
                            gsize salt_size,
                            gsize size,
                            GError **error);

char *yx_password_hash (YxSecret *password, const YxScrypt *scrypt, GError **error);
gboolean yx_password_verify (YxSecret *password, const char *hash, GError **error);
gboolean yx_password_is_current (const char *hash, const YxScrypt *scrypt);

G_END_DECLS
