/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "crypto/yx-cipher.h"
#include "crypto/yx-crypto.h"
#include "crypto/yx-password.h"

static YxSecret *
secret_from_hex (const char *hex)
{
  YxSecret *secret = yx_secret_new (strlen (hex) / 2);

  g_assert_true (yx_hex_parse (hex, yx_secret_bytes (secret), yx_secret_size (secret)));
  return secret;
}

/* FIPS 180-4 examples. */
static void
test_sha256 (void)
{
  g_autofree char *empty = yx_sha256_hex ("", 0);
  g_autofree char *abc = yx_sha256_hex ("abc", 3);
  g_autoptr (YxDigest) digest = yx_digest_new ();
  guint8 out[YX_SHA256_SIZE];
  g_autofree char *streamed = NULL;

  g_assert_cmpstr (empty, ==, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  g_assert_cmpstr (abc, ==, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  yx_digest_update (digest, "a", 1);
  yx_digest_update (digest, "", 0);
  yx_digest_update (digest, "bc", 2);
  yx_digest_finish (digest, out);
  streamed = yx_hex (out, sizeof out);
  g_assert_cmpstr (streamed, ==, abc);
}

static void
test_hex (void)
{
  const struct
  {
    const char *text;
    gboolean good;
  } rows[] = {
    { "00ff7F", TRUE },  { "00ff7", FALSE }, { "00ff7f00", FALSE }, { "00fg7f", FALSE },
    { "0 ff7f", FALSE }, { "", FALSE },      { NULL, FALSE },       { "0x00ff", FALSE },
  };
  guint8 bytes[3];

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    g_assert_cmpint (yx_hex_parse (rows[i].text, bytes, sizeof bytes), ==, rows[i].good);
  g_assert_true (yx_hex_parse ("00ff7F", bytes, sizeof bytes));
  g_assert_cmpmem (bytes, 3, "\x00\xff\x7f", 3);
  g_assert_true (yx_bytes_equal (bytes, "\x00\xff\x7f", 3));
  g_assert_false (yx_bytes_equal (bytes, "\x00\xff\x7e", 3));
}

static void
test_seal (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YxSecret) key = yx_secret_new_text ("0123456789abcdef0123456789abcdef");
  const char *plains[]
      = { "", "x", "李想的身份证号", "a rather longer text that fills more than one block of AES" };

  for (gsize i = 0; i < G_N_ELEMENTS (plains); i++)
    {
      gsize size = strlen (plains[i]);
      g_autoptr (GBytes) sealed = yx_cipher_seal (key, "person.name", plains[i], size);
      g_autoptr (GBytes) again = yx_cipher_seal (key, "person.name", plains[i], size);
      g_autoptr (YxSecret) opened = yx_cipher_open (key, "person.name", sealed, &error);
      g_autoptr (GBytes) plain = g_bytes_new (plains[i], size);
      g_autoptr (GBytes) bytes = yx_cipher_open_bytes (key, "person.name", sealed, &error);

      g_assert_no_error (error);
      g_assert_true (g_bytes_equal (bytes, plain));
      g_assert_cmpstr (yx_secret_text (opened), ==, plains[i]);
      g_assert_cmpuint (g_bytes_get_size (sealed), ==, size + YX_CIPHER_OVERHEAD);
      g_assert_false (g_bytes_equal (sealed, again));
    }
}

static void
test_open_refuses (void)
{
  g_autoptr (YxSecret) key = yx_secret_new_text ("0123456789abcdef0123456789abcdef");
  g_autoptr (YxSecret) other = yx_secret_new_text ("0123456789abcdef0123456789abcdeF");
  g_autoptr (GBytes) sealed = yx_cipher_seal (key, "a", "plain", 5);
  g_autoptr (GError) error = NULL;

  g_assert_null (yx_cipher_open (other, "a", sealed, &error));
  g_assert_error (error, YX_CRYPTO_ERROR, YX_CRYPTO_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_null (yx_cipher_open_bytes (other, "a", sealed, &error));
  g_assert_error (error, YX_CRYPTO_ERROR, YX_CRYPTO_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_null (yx_cipher_open (key, "b", sealed, &error));
  g_assert_error (error, YX_CRYPTO_ERROR, YX_CRYPTO_ERROR_INVALID);
  for (gsize i = 0; i < g_bytes_get_size (sealed); i++)
    {
      g_autofree guint8 *copy = g_memdup2 (g_bytes_get_data (sealed, NULL), g_bytes_get_size (sealed));
      g_autoptr (GBytes) changed = NULL;
      g_autoptr (GBytes) cut = g_bytes_new_from_bytes (sealed, 0, i);

      copy[i] ^= 1;
      changed = g_bytes_new (copy, g_bytes_get_size (sealed));
      g_assert_null (yx_cipher_open (key, "a", changed, NULL));
      g_assert_null (yx_cipher_open (key, "a", cut, NULL));
      g_assert_null (yx_cipher_open_bytes (key, "a", changed, NULL));
      g_assert_null (yx_cipher_open_bytes (key, "a", cut, NULL));
    }
}

/* Text after text, whatever came before: nothing of one is left for the next. */
static void
test_opener (void)
{
  g_autoptr (YxSecret) key = yx_secret_new_text ("0123456789abcdef0123456789abcdef");
  g_autoptr (YxSecret) other = yx_secret_new_text ("0123456789abcdef0123456789abcdeF");
  g_autoptr (YxCipherOpener) opener = yx_cipher_opener_new (key);
  g_autoptr (GBytes) foreign = yx_cipher_seal (other, "0", "plain", 5);

  for (gsize size = 0; size < 280; size += 7)
    {
      g_autofree char *context = g_strdup_printf ("%zu", size);
      g_autofree char *text = g_strnfill (size, 'x');
      g_autoptr (GBytes) plain = g_bytes_new (text, size);
      g_autoptr (GBytes) sealed = yx_cipher_seal (key, context, text, size);
      g_autoptr (GBytes) cut = g_bytes_new_from_bytes (sealed, 0, g_bytes_get_size (sealed) - 1);
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) opened = yx_cipher_opener_open (opener, context, sealed, &error);

      g_assert_no_error (error);
      g_assert_true (g_bytes_equal (opened, plain));
      g_assert_null (yx_cipher_opener_open (opener, "else", sealed, NULL));
      g_assert_null (yx_cipher_opener_open (opener, context, cut, NULL));
      g_assert_null (yx_cipher_opener_open (opener, "0", foreign, &error));
      g_assert_error (error, YX_CRYPTO_ERROR, YX_CRYPTO_ERROR_INVALID);
    }
}

/* As openssl computes it over domain, NUL and value. */
static void
test_hmac (void)
{
  g_autoptr (YxSecret) key = yx_secret_new_text ("Jefe");
  guint8 out[YX_SHA256_SIZE];
  guint8 other[YX_SHA256_SIZE];
  g_autofree char *hex = NULL;

  yx_hmac_sha256 (key, "phone", "13800000000", 11, out);
  hex = yx_hex (out, sizeof out);
  g_assert_cmpstr (hex, ==, "f1b3177e29c07777e67d9725449b2afcbb78933122bf3f1d2713de4c064db1db");
  yx_hmac_sha256 (key, "document", "13800000000", 11, other);
  g_assert_false (yx_bytes_equal (out, other, sizeof out));
  yx_hmac_sha256 (key, "phone", "", 0, other);
  g_assert_false (yx_bytes_equal (out, other, sizeof out));
}

/* RFC 5869 A.1 and A.3. */
static void
test_hkdf (void)
{
  g_autoptr (YxSecret) key = secret_from_hex ("0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b");
  g_autoptr (YxSecret) expected
      = secret_from_hex ("8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d"
                         "9d201395faa4b61a96c8");
  g_autoptr (YxSecret) derived = yx_hkdf_sha256 (key, NULL, "", 42);
  guint8 salt[13];
  g_autoptr (GBytes) salt_bytes = NULL;
  g_autoptr (YxSecret) salted = NULL;
  g_autoptr (YxSecret) salted_expected
      = secret_from_hex ("3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56"
                         "ecc4c5bf34007208d5b887185865");

  for (guint8 i = 0; i < sizeof salt; i++)
    salt[i] = i;
  salt_bytes = g_bytes_new (salt, sizeof salt);
  g_assert_true (yx_secret_equal (derived, expected));
  salted = yx_hkdf_sha256 (key, salt_bytes, "\xf0\xf1\xf2\xf3\xf4\xf5\xf6\xf7\xf8\xf9", 42);
  g_assert_true (yx_secret_equal (salted, salted_expected));
}

/* RFC 7914 §12, second vector. */
static void
test_scrypt (void)
{
  const YxScrypt scrypt = { 10, 8, 16 };
  g_autoptr (YxSecret) password = yx_secret_new_text ("password");
  g_autoptr (YxSecret) expected
      = secret_from_hex ("fdbabe1c9d3472007856e7190d01e9fe7c6ad7cbc8237830e77376634b3731622eaf30d92e22a388"
                         "6ff109279d9830dac727afb94a83ee6d8360cbdfa2cc0640");
  g_autoptr (YxSecret) key = yx_scrypt_derive (&scrypt, password, "NaCl", 4, 64, NULL);

  g_assert_true (yx_secret_equal (key, expected));
}

static void
test_scrypt_limits (void)
{
  const struct
  {
    YxScrypt scrypt;
    gint code;
  } rows[] = {
    { { 17, 8, 1 }, -1 },
    { { 23, 1, 1 }, YX_CRYPTO_ERROR_TOO_LARGE },
    { { 20, 8, 1 }, YX_CRYPTO_ERROR_TOO_LARGE },
    { { 15, 33, 1 }, YX_CRYPTO_ERROR_TOO_LARGE },
    { { 15, 8, 33 }, YX_CRYPTO_ERROR_TOO_LARGE },
    { { 0, 8, 1 }, YX_CRYPTO_ERROR_WEAK },
    { { 15, 0, 1 }, YX_CRYPTO_ERROR_WEAK },
    { { 15, 8, 0 }, YX_CRYPTO_ERROR_WEAK },
    { { G_MAXUINT, 8, 1 }, YX_CRYPTO_ERROR_TOO_LARGE },
  };
  const YxScrypt least = YX_SCRYPT_ENVELOPE;

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_cmpint (yx_scrypt_check (&rows[i].scrypt, &least, &error), ==, rows[i].code < 0);
      if (rows[i].code >= 0)
        g_assert_error (error, YX_CRYPTO_ERROR, rows[i].code);
    }
}

static void
test_password (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YxSecret) password = yx_secret_new_text ("Geheim12");
  g_autoptr (YxSecret) wrong = yx_secret_new_text ("Geheim13");
  g_autofree char *hash = yx_password_hash (password, &YX_SCRYPT_TEST, &error);
  g_autofree char *again = yx_password_hash (password, &YX_SCRYPT_TEST, &error);

  g_assert_no_error (error);
  g_assert_true (g_str_has_prefix (hash, "$scrypt$ln=4,r=8,p=1$"));
  g_assert_cmpstr (hash, !=, again);
  g_assert_true (yx_password_verify (password, hash, &error));
  g_assert_no_error (error);
  g_assert_false (yx_password_verify (wrong, hash, &error));
  g_assert_error (error, YX_CRYPTO_ERROR, YX_CRYPTO_ERROR_WRONG_PASSWORD);
  g_assert_true (yx_password_is_current (hash, &YX_SCRYPT_TEST));
  g_assert_false (yx_password_is_current (hash, &YX_SCRYPT_ACCOUNT));
  /* Cheaper parameters are no reason to weaken what is stored. */
  g_assert_true (yx_password_is_current ("$scrypt$ln=15,r=8,p=2$AAAAAAAAAAAAAAAAAAAAAA$"
                                         "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                                         &YX_SCRYPT_ACCOUNT));
  g_assert_false (yx_password_is_current ("", &YX_SCRYPT_ACCOUNT));
}

/* What scrypt with production parameters takes is worth one look. */
static void
test_account_parameters (void)
{
  g_autoptr (YxSecret) password = yx_secret_new_text ("Geheim12");
  g_autofree char *hash = yx_password_hash (password, &YX_SCRYPT_ACCOUNT, NULL);

  g_assert_true (g_str_has_prefix (hash, "$scrypt$ln=15,r=8,p=1$"));
  g_assert_true (yx_password_verify (password, hash, NULL));
}

static void
test_bad_hashes (void)
{
  static const char salt[] = "AAAAAAAAAAAAAAAAAAAAAA";
  static const char hash[] = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
  const struct
  {
    const char *parameters;
    const char *salt;
    const char *hash;
    gint code;
  } rows[] = {
    { "ln=4,r=8,p=1", salt, hash, YX_CRYPTO_ERROR_WRONG_PASSWORD },
    { "ln=04,r=8,p=1", salt, hash, YX_CRYPTO_ERROR_MALFORMED },
    { "ln= 4,r=8,p=1", salt, hash, YX_CRYPTO_ERROR_MALFORMED },
    { "ln=-4,r=8,p=1", salt, hash, YX_CRYPTO_ERROR_MALFORMED },
    { "ln=4,r=8,p=1,", salt, hash, YX_CRYPTO_ERROR_MALFORMED },
    { "r=8,p=1", salt, hash, YX_CRYPTO_ERROR_MALFORMED },
    { "ln=4,r=8,p=1", "AAAA", hash, YX_CRYPTO_ERROR_MALFORMED },
    { "ln=4,r=8,p=1", "AAAAAAAAAAAAAAAAAAAAAB", hash, YX_CRYPTO_ERROR_MALFORMED },
    { "ln=4,r=8,p=1", "AAAAAAAAAAA!AAAAAAAAAA", hash, YX_CRYPTO_ERROR_MALFORMED },
    { "ln=4,r=8,p=1", salt, "AAAA", YX_CRYPTO_ERROR_MALFORMED },
    { "ln=22,r=32,p=1", salt, hash, YX_CRYPTO_ERROR_TOO_LARGE },
    { "ln=99,r=8,p=1", salt, hash, YX_CRYPTO_ERROR_TOO_LARGE },
  };
  const char *others[] = { "",         "$",
                           "$scrypt$", "$argon2$ln=4,r=8,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAA",
                           "plain",    "$scrypt$ln=4,r=8,p=1$a$b$c$d" };
  g_autoptr (YxSecret) password = yx_secret_new_text ("x");

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *text
          = g_strdup_printf ("$scrypt$%s$%s$%s", rows[i].parameters, rows[i].salt, rows[i].hash);

      g_assert_false (yx_password_verify (password, text, &error));
      g_assert_error (error, YX_CRYPTO_ERROR, rows[i].code);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (yx_password_verify (password, others[i], &error));
      g_assert_error (error, YX_CRYPTO_ERROR, YX_CRYPTO_ERROR_MALFORMED);
    }
}

int
main (int argc, char **argv)
{
  g_assert_true (yx_crypto_init ());
  g_assert_true (yx_crypto_init ());
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/crypto/cipher/sha256", test_sha256);
  g_test_add_func ("/crypto/cipher/hex", test_hex);
  g_test_add_func ("/crypto/cipher/seal", test_seal);
  g_test_add_func ("/crypto/cipher/open-refuses", test_open_refuses);
  g_test_add_func ("/crypto/cipher/opener", test_opener);
  g_test_add_func ("/crypto/cipher/hmac", test_hmac);
  g_test_add_func ("/crypto/cipher/hkdf", test_hkdf);
  g_test_add_func ("/crypto/cipher/scrypt", test_scrypt);
  g_test_add_func ("/crypto/cipher/scrypt-limits", test_scrypt_limits);
  g_test_add_func ("/crypto/password/verify", test_password);
  g_test_add_func ("/crypto/password/account-parameters", test_account_parameters);
  g_test_add_func ("/crypto/password/bad-hashes", test_bad_hashes);
  return g_test_run ();
}
