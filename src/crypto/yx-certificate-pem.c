/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "crypto/yx-certificate.h"

#include <openssl/pem.h>

#include "crypto/yx-openssl.h"

#define MAX_LIST 64

/**
 * yx_certificate_list_new:
 *
 * Returns: (transfer full) (element-type YxCertificate): an empty list that lets go of what is added
 */
GPtrArray *
yx_certificate_list_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) yx_certificate_unref);
}

/**
 * yx_certificate_list_from_pem:
 * @pem: a file with one certificate or more (RFC 7468 §5), at most 1 MiB and 64 certificates
 * @error: return location
 *
 * Returns: (transfer full) (element-type YxCertificate) (nullable): the certificates, at least one
 */
GPtrArray *
yx_certificate_list_from_pem (GBytes *pem, GError **error)
{
  gsize size;
  gconstpointer text = g_bytes_get_data (pem, &size);
  g_autoptr (GPtrArray) list = yx_certificate_list_new ();
  g_autoptr (BIO) file = size > 0 && size <= MAX_LIST * 16 * 1024 ? BIO_new_mem_buf (text, (int) size) : NULL;

  while (file != NULL && list->len < MAX_LIST)
    {
      g_autoptr (X509) x509 = PEM_read_bio_X509 (file, NULL, NULL, NULL);
      YxCertificate *certificate = x509 != NULL ? yx_certificate_from_x509 (x509, error) : NULL;

      if (x509 == NULL)
        break;
      if (certificate == NULL)
        return NULL;
      g_ptr_array_add (list, certificate);
    }
  if (list->len == 0)
    {
      yx_crypto_error_set (error, YX_CRYPTO_ERROR_MALFORMED, "No certificate in the file");
      return NULL;
    }
  yx_crypto_error_set (NULL, YX_CRYPTO_ERROR_MALFORMED, "");
  return g_steal_pointer (&list);
}

/**
 * yx_certificate_from_pem:
 * @pem: a file that begins with the certificate
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the first certificate
 */
YxCertificate *
yx_certificate_from_pem (GBytes *pem, GError **error)
{
  g_autoptr (GPtrArray) list = yx_certificate_list_from_pem (pem, error);

  return list != NULL ? yx_certificate_ref (g_ptr_array_index (list, 0)) : NULL;
}

/**
 * yx_certificate_to_pem:
 * @certificate: a certificate
 *
 * Returns: (transfer full): @certificate as text (RFC 7468 §5)
 */
char *
yx_certificate_to_pem (YxCertificate *certificate)
{
  g_autoptr (BIO) out = BIO_new (BIO_s_mem ());
  char *text;
  long size;

  PEM_write_bio_X509 (out, yx_certificate_x509 (certificate));
  size = BIO_get_mem_data (out, &text);
  return g_strndup (text, (gsize) MAX (size, 0));
}
