/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>

#include "crypto/yx-crypto.h"
#include "crypto/yx-key.h"

static YxKey *
make_key (YxAlgorithm algorithm)
{
  g_autoptr (GError) error = NULL;
  YxKey *key = yx_key_generate (algorithm, &error);

  g_assert_no_error (error);
  return key;
}

static void
test_round_trip (gconstpointer data)
{
  YxAlgorithm algorithm = GPOINTER_TO_INT (data);
  g_autoptr (GError) error = NULL;
  g_autoptr (YxKey) key = make_key (algorithm);
  g_autoptr (YxSecret) der = yx_key_to_pkcs8 (key, &error);
  g_autoptr (YxKey) again = yx_key_from_pkcs8 (der, &error);
  g_autoptr (GBytes) public_key = yx_key_public (key, &error);
  g_autoptr (GBytes) signature = yx_key_sign (again, "nonce", 5, &error);

  g_assert_no_error (error);
  g_assert_true (yx_key_is_secure (key));
  g_assert_true (yx_key_is_secure (again));
  g_assert_cmpint (yx_key_algorithm (again), ==, algorithm);
  g_assert_true (yx_signature_verify (public_key, "nonce", 5, signature, &error));
  g_assert_false (yx_signature_verify (public_key, "Nonce", 5, signature, &error));
  g_assert_error (error, YX_CRYPTO_ERROR, YX_CRYPTO_ERROR_INVALID);
}

static void
test_other_key (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YxKey) key = make_key (YX_ALGORITHM_P256);
  g_autoptr (YxKey) other = make_key (YX_ALGORITHM_P256);
  g_autoptr (GBytes) public_key = yx_key_public (other, NULL);
  g_autoptr (GBytes) signature = yx_key_sign (key, "nonce", 5, NULL);
  g_autoptr (GBytes) junk = g_bytes_new_static ("junk", 4);

  g_assert_false (yx_signature_verify (public_key, "nonce", 5, signature, &error));
  g_assert_error (error, YX_CRYPTO_ERROR, YX_CRYPTO_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_false (yx_signature_verify (junk, "nonce", 5, signature, &error));
  g_assert_error (error, YX_CRYPTO_ERROR, YX_CRYPTO_ERROR_MALFORMED);
  g_assert_false (yx_signature_verify (public_key, "nonce", 5, junk, NULL));
}

static void
test_pem (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YxKey) key = make_key (YX_ALGORITHM_P256);
  g_autoptr (YxSecret) passphrase = yx_secret_new_text ("root passphrase");
  g_autoptr (YxSecret) wrong = yx_secret_new_text ("root Passphrase");
  g_autoptr (YxSecret) empty = yx_secret_new (0);
  g_autoptr (GBytes) pem = yx_key_to_pem (key, passphrase, &error);
  g_autoptr (YxKey) again = yx_key_from_pem (pem, passphrase, &error);
  g_autoptr (GBytes) public_key = yx_key_public (key, NULL);
  g_autoptr (GBytes) public_again = yx_key_public (again, NULL);
  g_autoptr (GBytes) junk = g_bytes_new_static ("-----BEGIN ENCRYPTED PRIVATE KEY-----\nAAAA\n", 42);

  g_assert_no_error (error);
  g_assert_true (g_str_has_prefix (g_bytes_get_data (pem, NULL), "-----BEGIN ENCRYPTED PRIVATE KEY-----"));
  g_assert_true (g_bytes_equal (public_key, public_again));
  g_assert_null (yx_key_from_pem (pem, wrong, &error));
  g_assert_error (error, YX_CRYPTO_ERROR, YX_CRYPTO_ERROR_WRONG_PASSWORD);
  g_clear_error (&error);
  g_assert_null (yx_key_to_pem (key, empty, &error));
  g_assert_error (error, YX_CRYPTO_ERROR, YX_CRYPTO_ERROR_WEAK);
  g_clear_error (&error);
  g_assert_null (yx_key_from_pem (junk, passphrase, &error));
  g_assert_error (error, YX_CRYPTO_ERROR, YX_CRYPTO_ERROR_MALFORMED);
}

/* The root key's file can be opened by other software with the passphrase. */
static void
test_openssl_reads_pem (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YxKey) key = make_key (YX_ALGORITHM_P256);
  g_autoptr (YxSecret) passphrase = yx_secret_new_text ("root");
  g_autoptr (GBytes) pem = yx_key_to_pem (key, passphrase, &error);
  g_autoptr (GSubprocess) openssl
      = g_subprocess_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_SILENCE, &error,
                          "openssl", "pkey", "-passin", "pass:root", "-pubout", NULL);

  g_assert_no_error (error);
  g_assert_true (g_subprocess_communicate (openssl, pem, NULL, NULL, NULL, &error));
  g_assert_true (g_subprocess_get_successful (openssl));
}

static void
test_bad_pkcs8 (void)
{
  g_autoptr (YxKey) key = make_key (YX_ALGORITHM_P256);
  g_autoptr (YxSecret) der = yx_key_to_pkcs8 (key, NULL);
  gsize size = yx_secret_size (der);
  g_autoptr (YxSecret) longer = yx_secret_new (size + 1);
  g_autoptr (YxSecret) huge = yx_secret_new (9000);
  g_autoptr (GError) error = NULL;

  memcpy (yx_secret_bytes (longer), yx_secret_bytes (der), size);
  g_assert_null (yx_key_from_pkcs8 (longer, &error));
  g_assert_error (error, YX_CRYPTO_ERROR, YX_CRYPTO_ERROR_MALFORMED);
  g_assert_null (yx_key_from_pkcs8 (huge, NULL));
  for (gsize cut = 0; cut < size; cut++)
    {
      g_autoptr (YxSecret) shorter = yx_secret_new_copy (yx_secret_bytes (der), cut);

      g_assert_null (yx_key_from_pkcs8 (shorter, NULL));
    }
}

/* Keys of algorithms that are not in the table are no keys here: P-384. */
static void
test_foreign_algorithm (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) out = NULL;
  g_autoptr (YxSecret) der = NULL;
  g_autoptr (GSubprocess) openssl = g_subprocess_new (
      G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_SILENCE, &error, "sh", "-c",
      "openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-384"
      " | openssl pkcs8 -topk8 -nocrypt -outform DER",
      NULL);

  g_assert_true (g_subprocess_communicate (openssl, NULL, NULL, &out, NULL, &error));
  der = yx_secret_new_copy (g_bytes_get_data (out, NULL), g_bytes_get_size (out));
  g_assert_null (yx_key_from_pkcs8 (der, &error));
  g_assert_error (error, YX_CRYPTO_ERROR, YX_CRYPTO_ERROR_UNSUPPORTED);
}

static void
test_algorithms (void)
{
  YxAlgorithm algorithm = YX_ALGORITHM_P256;

  g_assert_true (yx_algorithm_parse ("rsa3072", &algorithm));
  g_assert_cmpint (algorithm, ==, YX_ALGORITHM_RSA3072);
  g_assert_cmpstr (yx_algorithm_nick (YX_ALGORITHM_P256), ==, "p256");
  g_assert_cmpstr (yx_algorithm_name (YX_ALGORITHM_RSA3072), ==, "RSA 3072 with SHA-256");
  g_assert_false (yx_algorithm_parse ("rsa1024", &algorithm));
  g_assert_false (yx_algorithm_parse (NULL, &algorithm));
}

int
main (int argc, char **argv)
{
  g_assert_true (yx_crypto_init ());
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/crypto/key/p256", GINT_TO_POINTER (YX_ALGORITHM_P256), test_round_trip);
  g_test_add_data_func ("/crypto/key/rsa3072", GINT_TO_POINTER (YX_ALGORITHM_RSA3072), test_round_trip);
  g_test_add_func ("/crypto/key/other-key", test_other_key);
  g_test_add_func ("/crypto/key/pem", test_pem);
  g_test_add_func ("/crypto/key/openssl-reads-pem", test_openssl_reads_pem);
  g_test_add_func ("/crypto/key/bad-pkcs8", test_bad_pkcs8);
  g_test_add_func ("/crypto/key/foreign-algorithm", test_foreign_algorithm);
  g_test_add_func ("/crypto/key/algorithms", test_algorithms);
  return g_test_run ();
}
