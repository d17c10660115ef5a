/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "crypto/yx-crypto.h"
#include "crypto/yx-key.h"

/* Without yx_crypto_init() no private key is touched; too late it refuses. */
static void
test_not_ready (void)
{
  g_autoptr (YxSecret) secret = yx_secret_new_text ("x");
  g_autoptr (GBytes) bytes = g_bytes_new_static ("x", 1);
  guint8 digest[YX_SHA256_SIZE];

  for (int i = 0; i < 2; i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (yx_key_generate (YX_ALGORITHM_P256, &error));
      g_assert_error (error, YX_CRYPTO_ERROR, YX_CRYPTO_ERROR_FAILED);
      g_clear_error (&error);
      g_assert_null (yx_key_from_pkcs8 (secret, &error));
      g_assert_error (error, YX_CRYPTO_ERROR, YX_CRYPTO_ERROR_FAILED);
      g_clear_error (&error);
      g_assert_null (yx_key_from_pem (bytes, secret, &error));
      g_assert_error (error, YX_CRYPTO_ERROR, YX_CRYPTO_ERROR_FAILED);
      yx_sha256 ("", 0, digest);
      g_assert_false (yx_crypto_init ());
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/crypto/init/not-ready", test_not_ready);
  return g_test_run ();
}
