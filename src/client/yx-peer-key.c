/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client/yx-peer-key.h"

#include "crypto/yx-certificate.h"
#include "crypto/yx-digest.h"

/**
 * yx_peer_key:
 * @certificate: what a hall showed in the TLS handshake
 *
 * Returns: (transfer full) (nullable): hex SHA-256 of its SubjectPublicKeyInfo (as RFC 7469 §2.4
 *   pins), or %NULL where it can't be read
 */
char *
yx_peer_key (GTlsCertificate *certificate)
{
  g_autoptr (GByteArray) der = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (YxCertificate) parsed = NULL;
  GBytes *key;

  g_object_get (certificate, "certificate", &der, NULL);
  if (der == NULL)
    return NULL;
  bytes = g_bytes_new (der->data, der->len);
  parsed = yx_certificate_from_der (bytes, NULL);
  if (parsed == NULL)
    return NULL;
  key = yx_certificate_public_key (parsed);
  return yx_sha256_hex (g_bytes_get_data (key, NULL), g_bytes_get_size (key));
}
