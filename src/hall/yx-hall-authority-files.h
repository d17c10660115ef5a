/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/yx-database.h"
#include "crypto/yx-certificate.h"
#include "crypto/yx-key.h"

G_BEGIN_DECLS

/* The files of an authority or service: `ca/NAME.pem` and `ca/NAME.key`, those that came later `ca/NAME-2.pem` … The
 * one with the highest number signs. */
#define YX_HALL_CA_ROOT "root"
#define YX_HALL_CA_ISSUING "issuing"
#define YX_HALL_CA_SEAL_MAKER "seal-maker"
#define YX_HALL_CA_TSA "tsa"
#define YX_HALL_CA_RECORDS "records"
/* Root and further certificates of a licensed authority that issues for this hall. */
#define YX_HALL_CA_LICENSED "licensed"

#define YX_HALL_CA_MOST (64 * 1024)

char *yx_hall_authority_path (const char *folder, const char *file, const char *suffix);
char *yx_hall_authority_file (const char *name, guint number);
guint yx_hall_authority_count (const char *folder, const char *name);

YxCertificate *yx_hall_authority_certificate (const char *folder, const char *file, GError **error);
YxKey *yx_hall_authority_key (const char *folder, const char *file, GError **error);

gboolean yx_hall_authorities_note (const char *folder, YxDatabase *db, GError **error);

G_END_DECLS
