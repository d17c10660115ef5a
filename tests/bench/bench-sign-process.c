/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/yx-clock.h"
#include "base/yx-files.h"
#include "crypto/yx-crypto.h"
#include "crypto/yx-key.h"
#include "pdf/yx-pdf-sign.h"

#define MOST (16 * 1024 * 1024)

static GBytes *
join (GBytes *document, GBytes *appended)
{
  GByteArray *all = g_byte_array_new ();

  g_byte_array_append (all, g_bytes_get_data (document, NULL), (guint)g_bytes_get_size (document));
  g_byte_array_append (all, g_bytes_get_data (appended, NULL), (guint)g_bytes_get_size (appended));
  return g_byte_array_free_to_bytes (all);
}

static gboolean
sign (char **arguments, GError **error)
{
  g_autoptr (GBytes) document = yx_file_read (arguments[1], MOST, error);
  g_autoptr (YxSecret) der = document != NULL ? yx_file_read_secret (arguments[2], MOST, error) : NULL;
  g_autoptr (GBytes) certificate_pem = der != NULL ? yx_file_read (arguments[3], MOST, error) : NULL;
  g_autoptr (YxKey) key = certificate_pem != NULL ? yx_key_from_pkcs8 (der, error) : NULL;
  g_autoptr (YxCertificate) certificate = key != NULL ? yx_certificate_from_pem (certificate_pem, error) : NULL;
  const YxSigner signer = { .certificate = certificate, .sign = yx_cms_sign_with_key, .data = key };
  const YxPdfSigning what
      = { .field = "yx.worker", .at = yx_clock_now (yx_clock_system ()), .signer = &signer };
  g_autoptr (GBytes) appended = certificate != NULL ? yx_pdf_sign (document, &what, error) : NULL;
  g_autoptr (GBytes) signed_document = appended != NULL ? join (document, appended) : NULL;

  return signed_document != NULL
         && yx_file_write (arguments[4], g_bytes_get_data (signed_document, NULL), g_bytes_get_size (signed_document),
                           0600, error);
}

/* bench-sign-process DOCUMENT KEY CERTIFICATE OUT: what `mutool sign` does, by our functions. The key is PKCS#8, DER. */
int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;

  if (argc == 5 && yx_crypto_init () && sign (argv, &error))
    return 0;
  g_printerr ("bench-sign-process: %s\n", error != NULL ? error->message : "DOCUMENT KEY CERTIFICATE OUT");
  return 1;
}
