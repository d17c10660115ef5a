/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/yx-database.h"
#include "base/yx-secret.h"
#include "crypto/yx-authority.h"
#include "model/yx-words.h"

G_BEGIN_DECLS

/* The files of an authority or service: `ca/NAME.pem` and `ca/NAME.key`. */
#define YX_HALL_CA_ROOT "root"
#define YX_HALL_CA_ISSUING "issuing"
#define YX_HALL_CA_SEAL_MAKER "seal-maker"
#define YX_HALL_CA_TSA "tsa"
#define YX_HALL_CA_RECORDS "records"

gboolean yx_hall_authorities_make (const char *folder,
                                   const char *name,
                                   YxSecret *passphrase,
                                   const char *const *hosts,
                                   gint64 now,
                                   GError **error);
gboolean yx_hall_authorities_insert (const char *folder, YxDatabase *db, GError **error);

YxCertificate *yx_hall_authority_certificate (const char *folder, const char *name, GError **error);
YxKey *yx_hall_authority_key (const char *folder, const char *name, GError **error);

G_END_DECLS
