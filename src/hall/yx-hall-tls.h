/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "hall/yx-hall-config.h"

G_BEGIN_DECLS

/**
 * YxHallTls:
 * @certificate: (owned): the certificate, its chain and its key, for TLS
 * @fingerprint: (owned): SHA-256 in hex of its SubjectPublicKeyInfo, which clients pin
 * @expires: when it ends
 *
 * What the hall shows on TLS.
 */
typedef struct
{
  GTlsCertificate *certificate;
  char *fingerprint;
  gint64 expires;
} YxHallTls;

char *yx_hall_tls_certificate_path (const YxHallConfig *config, const char *folder);
char *yx_hall_tls_key_path (const YxHallConfig *config, const char *folder);
gboolean yx_hall_tls_expiry (const YxHallConfig *config, const char *folder, gint64 *expires, GError **error);
gboolean yx_hall_tls_load (
    const YxHallConfig *config, const char *folder, gint64 now, YxHallTls *tls, GError **error);
void yx_hall_tls_clear (YxHallTls *tls);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (YxHallTls, yx_hall_tls_clear)

G_END_DECLS
