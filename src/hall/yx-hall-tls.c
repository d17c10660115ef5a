/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "hall/yx-hall-tls.h"

#include "base/yx-clock.h"
#include "base/yx-files.h"
#include "crypto/yx-certificate.h"
#include "crypto/yx-digest.h"
#include "hall/yx-hall-error.h"

#define MOST_BYTES (64 * 1024)

/**
 * yx_hall_tls_certificate_path:
 * @config: what hall.conf says
 * @folder: the data folder
 *
 * Returns: (transfer full): where the TLS certificate and its chain are
 */
char *
yx_hall_tls_certificate_path (const YxHallConfig *config, const char *folder)
{
  return config->certificate != NULL ? g_strdup (config->certificate)
                                     : g_build_filename (folder, "tls", "server.pem", NULL);
}

/**
 * yx_hall_tls_key_path:
 * @config: what hall.conf says
 * @folder: the data folder
 *
 * Returns: (transfer full): where its key is
 */
char *
yx_hall_tls_key_path (const YxHallConfig *config, const char *folder)
{
  return config->key != NULL ? g_strdup (config->key)
                             : g_build_filename (folder, "tls", "server.key", NULL);
}

static YxCertificate *
read_certificate (const char *path, GError **error)
{
  g_autoptr (GBytes) pem = yx_file_read (path, MOST_BYTES, error);
  g_autoptr (GPtrArray) chain = NULL;

  if (pem == NULL)
    return NULL;
  chain = yx_certificate_list_from_pem (pem, error);
  if (chain != NULL)
    return yx_certificate_ref (chain->pdata[0]);
  g_prefix_error (error, "%s: ", path);
  return NULL;
}

/**
 * yx_hall_tls_expiry:
 * @config: what hall.conf says
 * @folder: the data folder
 * @expires: (out): when the TLS certificate ends
 * @error: why it cannot be read
 *
 * Returns: whether it could be read
 */
gboolean
yx_hall_tls_expiry (const YxHallConfig *config, const char *folder, gint64 *expires, GError **error)
{
  g_autofree char *path = yx_hall_tls_certificate_path (config, folder);
  g_autoptr (YxCertificate) certificate = read_certificate (path, error);

  if (certificate == NULL)
    return FALSE;
  *expires = yx_certificate_not_after (certificate);
  return TRUE;
}

static gboolean
refuse_time (const char *path, const char *what, gint64 instant, GError **error)
{
  g_autofree char *when = yx_instant_format (instant);

  g_set_error (error, YX_HALL_ERROR, YX_HALL_ERROR_LISTEN, "%s %s %s", path, what, when);
  return FALSE;
}

static gboolean
check_time (const char *path, YxCertificate *certificate, gint64 now, GError **error)
{
  if (now > yx_certificate_not_after (certificate))
    return refuse_time (path, "has expired on", yx_certificate_not_after (certificate), error);
  if (now < yx_certificate_not_before (certificate))
    return refuse_time (path, "is not valid before", yx_certificate_not_before (certificate), error);
  return TRUE;
}

static gboolean
check_key (const char *path, YxCertificate *certificate, GError **error)
{
  g_autoptr (YxSecret) pem = yx_file_read_secret (path, MOST_BYTES, error);

  if (pem == NULL)
    return FALSE;
  if (yx_certificate_check_key (certificate, pem, error))
    return TRUE;
  g_prefix_error (error, "%s: ", path);
  return FALSE;
}

/**
 * yx_hall_tls_load:
 * @config: what hall.conf says
 * @folder: the data folder
 * @now: the hall's time; 0: whether the certificate is valid now is not asked
 * @tls: (out): what is found
 * @error: why it is of no use: unreadable, expired, not yet valid, or another certificate's key
 *
 * Returns: whether the hall can show it
 */
gboolean
yx_hall_tls_load (const YxHallConfig *config, const char *folder, gint64 now, YxHallTls *tls, GError **error)
{
  g_autofree char *path = yx_hall_tls_certificate_path (config, folder);
  g_autofree char *key_path = yx_hall_tls_key_path (config, folder);
  g_autoptr (YxCertificate) certificate = read_certificate (path, error);
  GBytes *public_key;

  if (certificate == NULL || !check_key (key_path, certificate, error)
      || (now != 0 && !check_time (path, certificate, now, error)))
    return FALSE;
  tls->certificate = g_tls_certificate_new_from_files (path, key_path, error);
  if (tls->certificate == NULL)
    return FALSE;
  public_key = yx_certificate_public_key (certificate);
  tls->fingerprint = yx_sha256_hex (g_bytes_get_data (public_key, NULL), g_bytes_get_size (public_key));
  tls->expires = yx_certificate_not_after (certificate);
  return TRUE;
}

/**
 * yx_hall_tls_clear:
 * @tls: what yx_hall_tls_load() gave, or zeros
 */
void
yx_hall_tls_clear (YxHallTls *tls)
{
  g_clear_object (&tls->certificate);
  g_clear_pointer (&tls->fingerprint, g_free);
}
