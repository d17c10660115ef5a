/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "crypto/yx-cipher.h"
#include "crypto/yx-crypto.h"
#include "crypto/yx-envelope.h"

typedef struct
{
  YxSecret *password;
  GBytes *parameters;
  YxEnvelopeKeys *keys;
  YxKeyBundle *bundle;
  GBytes *envelope;
} Fixture;

static YxKeyBundle *
add_key (YxKeyBundle *bundle, const char *id, const char *key)
{
  g_autoptr (YxSecret) secret = yx_secret_new_text (key);
  YxKeyBundle *more = yx_key_bundle_with (bundle, id, secret);

  yx_key_bundle_unref (bundle);
  return more;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->password = yx_secret_new_text ("证书密码 Abc123");
  fixture->parameters = yx_envelope_parameters_new (&YX_SCRYPT_TEST, &error);
  g_assert_no_error (error);
  fixture->keys = yx_envelope_derive (fixture->parameters, fixture->password, &error);
  g_assert_no_error (error);
  fixture->bundle = add_key (yx_key_bundle_new (), "crt_personal", "the first private key");
  fixture->bundle = add_key (fixture->bundle, "crt_enterprise", "the second private key");
  fixture->envelope = yx_envelope_seal (fixture->parameters, fixture->keys->wrap, fixture->bundle, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  yx_secret_unref (fixture->password);
  g_bytes_unref (fixture->parameters);
  yx_envelope_keys_free (fixture->keys);
  yx_key_bundle_unref (fixture->bundle);
  g_bytes_unref (fixture->envelope);
}

/* A client that knows only the password and the public parameters. */
static void
test_open (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) parameters = yx_envelope_parameters (fixture->envelope, &error);
  g_autoptr (YxEnvelopeKeys) keys = yx_envelope_derive (parameters, fixture->password, &error);
  g_autoptr (YxKeyBundle) bundle = yx_envelope_open (fixture->envelope, keys->wrap, &error);

  g_assert_no_error (error);
  g_assert_true (g_bytes_equal (parameters, fixture->parameters));
  g_assert_true (yx_secret_equal (keys->proof, fixture->keys->proof));
  g_assert_false (yx_secret_equal (keys->proof, keys->wrap));
  g_assert_cmpuint (yx_key_bundle_count (bundle), ==, 2);
  g_assert_cmpstr (yx_key_bundle_id (bundle, 0), ==, "crt_personal");
  g_assert_cmpstr (yx_secret_text (yx_key_bundle_find (bundle, "crt_enterprise")), ==,
                   "the second private key");
  g_assert_null (yx_key_bundle_find (bundle, "crt_other"));
}

static void
test_wrong_password (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YxSecret) wrong = yx_secret_new_text ("证书密码 Abc124");
  g_autoptr (YxEnvelopeKeys) keys = yx_envelope_derive (fixture->parameters, wrong, &error);

  g_assert_false (yx_secret_equal (keys->proof, fixture->keys->proof));
  g_assert_null (yx_envelope_open (fixture->envelope, keys->wrap, &error));
  g_assert_error (error, YX_CRYPTO_ERROR, YX_CRYPTO_ERROR_WRONG_PASSWORD);
}

/* The proof, which the hall sees, does not open anything. */
static void
test_proof_opens_nothing (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (yx_envelope_open (fixture->envelope, fixture->keys->proof, &error));
  g_assert_error (error, YX_CRYPTO_ERROR, YX_CRYPTO_ERROR_WRONG_PASSWORD);
}

/* A further certificate under the same password; then another password. */
static void
test_wrap_again (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YxKeyBundle) more = add_key (yx_key_bundle_ref (fixture->bundle), "crt_third", "third");
  g_autoptr (GBytes) same = yx_envelope_seal (fixture->parameters, fixture->keys->wrap, more, &error);
  g_autoptr (YxKeyBundle) opened = yx_envelope_open (same, fixture->keys->wrap, &error);
  g_autoptr (YxSecret) password = yx_secret_new_text ("another one 77");
  g_autoptr (GBytes) parameters = yx_envelope_parameters_new (&YX_SCRYPT_TEST, &error);
  g_autoptr (YxEnvelopeKeys) keys = yx_envelope_derive (parameters, password, &error);
  g_autoptr (GBytes) other = yx_envelope_seal (parameters, keys->wrap, opened, &error);
  g_autoptr (YxKeyBundle) again = yx_envelope_open (other, keys->wrap, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (yx_key_bundle_count (opened), ==, 3);
  g_assert_cmpuint (yx_key_bundle_count (again), ==, 3);
  g_assert_cmpuint (yx_key_bundle_count (fixture->bundle), ==, 2);
  g_assert_null (yx_envelope_open (other, fixture->keys->wrap, NULL));
  g_assert_false (g_bytes_equal (parameters, fixture->parameters));
}

/* No byte can be changed, parameters included, and none left out. */
static void
test_every_byte (Fixture *fixture, gconstpointer data)
{
  gsize size = g_bytes_get_size (fixture->envelope);

  for (gsize i = 0; i < size; i++)
    {
      g_autofree guint8 *copy = g_memdup2 (g_bytes_get_data (fixture->envelope, NULL), size);
      g_autoptr (GBytes) cut = g_bytes_new_from_bytes (fixture->envelope, 0, i);
      g_autoptr (GBytes) changed = NULL;

      copy[i] ^= 1;
      changed = g_bytes_new (copy, size);
      g_assert_null (yx_envelope_open (changed, fixture->keys->wrap, NULL));
      g_assert_null (yx_envelope_open (cut, fixture->keys->wrap, NULL));
    }
}

/* What a hall keeps, which cannot open it. */
static void
test_check (Fixture *fixture, gconstpointer data)
{
  g_autofree guint8 *large = g_malloc0 (YX_ENVELOPE_MAX_SIZE + 1);
  g_autoptr (GBytes) too_large = g_bytes_new (large, YX_ENVELOPE_MAX_SIZE + 1);
  g_autoptr (GBytes) nothing = g_bytes_new_static ("", 0);
  g_autoptr (GBytes) greedy = NULL;
  const struct
  {
    GBytes *bytes;
    gint code;
  } rows[] = {
    { nothing, YX_CRYPTO_ERROR_MALFORMED },
    { fixture->parameters, YX_CRYPTO_ERROR_MALFORMED },
    { too_large, YX_CRYPTO_ERROR_TOO_LARGE },
  };
  g_autoptr (GError) error = NULL;

  g_assert_true (yx_envelope_check (fixture->envelope, NULL));
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_assert_false (yx_envelope_check (rows[i].bytes, &error));
      g_assert_error (error, YX_CRYPTO_ERROR, rows[i].code);
      g_clear_error (&error);
    }
  memcpy (large, "YXKE\1\x16\x20\x01", 8);
  greedy = g_bytes_new (large, 200);
  g_assert_false (yx_envelope_check (greedy, &error));
  g_assert_error (error, YX_CRYPTO_ERROR, YX_CRYPTO_ERROR_TOO_LARGE);
}

/* The production parameters work within OpenSSL's limits. */
static void
test_production (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YxSecret) password = yx_secret_new_text ("Abcdef12");
  g_autoptr (GBytes) parameters = yx_envelope_parameters_new (&YX_SCRYPT_ENVELOPE, &error);
  g_autoptr (YxEnvelopeKeys) keys = yx_envelope_derive (parameters, password, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (yx_secret_size (keys->wrap), ==, YX_CIPHER_KEY_SIZE);
}

static void
test_bundle (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YxKeyBundle) empty = yx_key_bundle_new ();
  g_autoptr (YxSecret) none = yx_key_bundle_write (empty);
  g_autoptr (YxKeyBundle) read = yx_key_bundle_read (none, &error);
  g_autoptr (YxKeyBundle) one = add_key (yx_key_bundle_ref (empty), "a", "1");
  g_autoptr (YxKeyBundle) replaced = add_key (yx_key_bundle_ref (one), "a", "2");
  g_autoptr (YxKeyBundle) without = yx_key_bundle_without (replaced, "a");

  g_assert_no_error (error);
  g_assert_cmpuint (yx_key_bundle_count (read), ==, 0);
  g_assert_cmpstr (yx_secret_text (yx_key_bundle_find (one, "a")), ==, "1");
  g_assert_cmpstr (yx_secret_text (yx_key_bundle_find (replaced, "a")), ==, "2");
  g_assert_cmpuint (yx_key_bundle_count (replaced), ==, 1);
  g_assert_cmpuint (yx_key_bundle_count (without), ==, 0);
}

static void
test_bad_bundles (void)
{
#define ROW(text)                                                                                            \
  {                                                                                                          \
    text, sizeof (text) - 1                                                                                  \
  }
  const struct
  {
    const char *bytes;
    gsize size;
  } rows[] = {
    ROW (""),
    ROW ("\1"),
    ROW ("\2\0"),
    ROW ("\1\1"),
    ROW ("\1\0x"),
    ROW ("\1\101"),
    ROW ("\1\1\0\0\1k"),
    ROW ("\1\1\1a\0\0"),
    ROW ("\1\1\1a\0\2k"),
    ROW ("\1\1\1A\0\1k"),
    ROW ("\1\1\1\0\0\1k"),
    ROW ("\1\1\1a\0\1kx"),
    ROW ("\1\2\1a\0\1k\1a\0\1k"),
    ROW ("\1\1\5a"),
    ROW ("\1\1\1a\377\377k"),
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (YxSecret) bytes = yx_secret_new_copy (rows[i].bytes, rows[i].size);

      g_assert_null (yx_key_bundle_read (bytes, &error));
      g_assert_error (error, YX_CRYPTO_ERROR, YX_CRYPTO_ERROR_MALFORMED);
    }
}

static void
test_too_many (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < YX_KEY_BUNDLE_MAX; i++)
    {
      g_autofree char *id = g_strdup_printf ("crt_%u", i);

      fixture->bundle = add_key (fixture->bundle, id, "key");
    }
  g_assert_null (yx_envelope_seal (fixture->parameters, fixture->keys->wrap, fixture->bundle, &error));
  g_assert_error (error, YX_CRYPTO_ERROR, YX_CRYPTO_ERROR_TOO_LARGE);
}

#define ADD(name, function) g_test_add ("/crypto/envelope/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_assert_true (yx_crypto_init ());
  g_test_init (&argc, &argv, NULL);
  ADD ("open", test_open);
  ADD ("wrong-password", test_wrong_password);
  ADD ("proof-opens-nothing", test_proof_opens_nothing);
  ADD ("wrap-again", test_wrap_again);
  ADD ("every-byte", test_every_byte);
  ADD ("check", test_check);
  ADD ("too-many", test_too_many);
  g_test_add_func ("/crypto/envelope/production", test_production);
  g_test_add_func ("/crypto/key-bundle/make", test_bundle);
  g_test_add_func ("/crypto/key-bundle/bad", test_bad_bundles);
  return g_test_run ();
}
