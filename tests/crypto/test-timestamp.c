/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>

#include "crypto/yx-crypto.h"
#include "crypto/yx-timestamp.h"
#include "lib/yx-test-clock.h"
#include "lib/yx-test-pki.h"

typedef struct
{
  YxTestPki *pki;
  guint8 digest[YX_SHA256_SIZE];
  GBytes *request;
  GBytes *answer;
  GBytes *token;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->pki = yx_test_pki_new (YX_TEST_NOW);
  yx_sha256 ("document", 8, fixture->digest);
  fixture->request = yx_timestamp_request (fixture->digest);
  fixture->answer
      = yx_timestamp_answer (&fixture->pki->tsa->signer, fixture->request, YX_TEST_NOW + 1250000, &error);
  g_assert_no_error (error);
  fixture->token = yx_timestamp_token (fixture->answer, fixture->request, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_bytes_unref (fixture->token);
  g_bytes_unref (fixture->answer);
  g_bytes_unref (fixture->request);
  yx_test_pki_free (fixture->pki);
}

static void
test_token (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YxTimestamp) timestamp = yx_timestamp_verify (fixture->token, fixture->digest, &error);
  YxTrustResult trust;

  g_assert_no_error (error);
  g_assert_cmpint (timestamp->time, ==, YX_TEST_NOW + 1250000);
  g_assert_cmpuint (strlen (timestamp->serial), ==, 32);
  g_assert_true (g_str_has_prefix (timestamp->policy, "2.25."));
  g_assert_true (yx_certificate_equal (timestamp->tsa, fixture->pki->tsa->certificate));
  trust = yx_trust_check (fixture->pki->trust, timestamp->tsa, timestamp->certificates, YX_PURPOSE_TIMESTAMPS,
                          timestamp->time);
  g_assert_cmpint (trust.status, ==, YX_TRUST_TRUSTED);
}

static char *
write_file (const char *folder, const char *name, gconstpointer bytes, gsize size)
{
  char *path = g_build_filename (folder, name, NULL);

  g_assert_true (g_file_set_contents (path, bytes, (gssize) size, NULL));
  return path;
}

static char *
write_bytes (const char *folder, const char *name, GBytes *bytes)
{
  return write_file (folder, name, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

static gboolean
run (const char *const *arguments)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *said = NULL;
  g_autoptr (GSubprocess) process = g_subprocess_newv (
      arguments, G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_MERGE, &error);

  g_assert_no_error (error);
  g_assert_true (g_subprocess_communicate_utf8 (process, NULL, NULL, &said, NULL, &error));
  g_test_message ("%s", said);
  return g_subprocess_get_successful (process);
}

/* Both the whole answer and the bare token, as a document timestamp has it. */
static void
test_openssl_agrees (Fixture *fixture, gconstpointer data)
{
  g_autofree char *folder = g_dir_make_tmp ("yx-XXXXXX", NULL);
  g_autofree char *root = yx_certificate_to_pem (yx_authority_certificate (fixture->pki->root));
  g_autofree char *root_path = write_file (folder, "root", root, strlen (root));
  g_autofree char *answer = write_bytes (folder, "answer", fixture->answer);
  g_autofree char *token = write_bytes (folder, "token", fixture->token);
  g_autofree char *request = write_bytes (folder, "request", fixture->request);
  g_autofree char *document = write_file (folder, "document", "document", 8);
  g_autofree char *other = write_file (folder, "other", "Document", 8);
  const char *whole[] = { "openssl", "ts",      "-verify", "-queryfile", request,      "-in",
                          answer,    "-CAfile", root_path, "-attime",    "1772323200", NULL };
  const char *bare[] = { "openssl", "ts",      "-verify", "-data",   document,     "-token_in", "-in",
                         token,     "-CAfile", root_path, "-attime", "1772323200", NULL };
  const char *wrong[] = { "openssl", "ts",      "-verify", "-data",   other,        "-token_in", "-in",
                          token,     "-CAfile", root_path, "-attime", "1772323200", NULL };
  const char *clean_up[] = { "rm", "-r", folder, NULL };

  g_assert_true (run (whole));
  g_assert_true (run (bare));
  g_assert_false (run (wrong));
  g_assert_true (run (clean_up));
}

/* Requests made by openssl are answered too. */
static void
test_foreign_request (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("yx-XXXXXX", NULL);
  g_autofree char *document = write_file (folder, "document", "document", 8);
  g_autofree char *path = g_build_filename (folder, "request", NULL);
  const char *query[]
      = { "openssl", "ts", "-query", "-data", document, "-sha256", "-cert", "-out", path, NULL };
  const char *sha512[]
      = { "openssl", "ts", "-query", "-data", document, "-sha512", "-cert", "-out", path, NULL };
  const char *policy[] = { "openssl",   "ts",      "-query", "-data", document, "-sha256",
                           "-tspolicy", "1.2.3.4", "-out",   path,    NULL };
  const struct
  {
    const char **arguments;
    gboolean good;
  } rows[] = { { query, TRUE }, { sha512, FALSE }, { policy, FALSE } };
  const char *clean_up[] = { "rm", "-r", folder, NULL };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      char *bytes;
      gsize size;
      g_autoptr (GBytes) request = NULL;
      g_autoptr (GBytes) answer = NULL;

      g_assert_true (run (rows[i].arguments));
      g_assert_true (g_file_get_contents (path, &bytes, &size, NULL));
      request = g_bytes_new_take (bytes, size);
      answer = yx_timestamp_answer (&fixture->pki->tsa->signer, request, YX_TEST_NOW, &error);
      g_assert_cmpint (answer != NULL, ==, rows[i].good);
      if (!rows[i].good)
        g_assert_error (error, YX_CRYPTO_ERROR, YX_CRYPTO_ERROR_UNSUPPORTED);
      g_clear_error (&error);
    }
  g_assert_true (run (clean_up));
}

/* Requests written by hand: what RFC 3161 §2.4.1 allows and what is answered here are not the same. */
static void
test_odd_requests (Fixture *fixture, gconstpointer data)
{
#define IMPRINT(size) "\x30\x0d\x06\x09\x60\x86\x48\x01\x65\x03\x04\x02\x01\x05\x00\x04" size
#define DIGEST "0123456789abcdef0123456789abcdef"
#define ROW(text, code)                                                                                      \
  {                                                                                                          \
    text, sizeof text - 1, code                                                                              \
  }
  static const struct
  {
    const char *bytes;
    gsize size;
    gint error; /* -1: it is answered */
  } rows[] = {
    ROW ("\x30\x36\x02\x01\x01\x30\x31" IMPRINT ("\x20") DIGEST, -1),
    ROW ("\x30\x36\x02\x01\x02\x30\x31" IMPRINT ("\x20") DIGEST, YX_CRYPTO_ERROR_MALFORMED),
    ROW ("\x30\x35\x02\x01\x01\x30\x30" IMPRINT ("\x1f") "0123456789abcdef0123456789abcde",
         YX_CRYPTO_ERROR_UNSUPPORTED),
    ROW ("\x30\x43\x02\x01\x01\x30\x31" IMPRINT ("\x20") DIGEST "\xa0\x0b\x30\x09\x06\x03\x2a\x03\x04\x04\x02\x05\x00",
         YX_CRYPTO_ERROR_UNSUPPORTED),
    ROW ("\x30\x3b\x02\x01\x01\x30\x31" IMPRINT ("\x20") DIGEST "\x06\x03\x2a\x03\x04", YX_CRYPTO_ERROR_UNSUPPORTED),
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) request = g_bytes_new_static (rows[i].bytes, rows[i].size);
      g_autoptr (GBytes) answer
          = yx_timestamp_answer (&fixture->pki->tsa->signer, request, YX_TEST_NOW, &error);
      g_autoptr (GBytes) token = NULL;
      g_autoptr (YxTimestamp) timestamp = NULL;

      if (rows[i].error >= 0)
        {
          g_assert_null (answer);
          g_assert_error (error, YX_CRYPTO_ERROR, rows[i].error);
          continue;
        }
      g_assert_no_error (error);
      token = yx_timestamp_token (answer, request, &error);
      g_assert_no_error (error);
      timestamp = yx_timestamp_verify (token, (const guint8 *) DIGEST, &error);
      g_assert_no_error (error);
      g_assert_cmpint (timestamp->time, ==, YX_TEST_NOW);
    }
}

static void
test_other_digest (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YxTimestamp) timestamp = NULL;

  fixture->digest[31] ^= 1;
  timestamp = yx_timestamp_verify (fixture->token, fixture->digest, &error);
  g_assert_null (timestamp);
  g_assert_error (error, YX_CRYPTO_ERROR, YX_CRYPTO_ERROR_MISMATCH);
}

/* An answer to somebody else's question: same digest, other nonce; and another digest. */
static void
test_answer_to_another (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) again = yx_timestamp_request (fixture->digest);
  g_autoptr (GBytes) other = NULL;

  g_assert_null (yx_timestamp_token (fixture->answer, again, &error));
  g_assert_error (error, YX_CRYPTO_ERROR, YX_CRYPTO_ERROR_MISMATCH);
  g_clear_error (&error);
  fixture->digest[0] ^= 1;
  other = yx_timestamp_request (fixture->digest);
  g_assert_null (yx_timestamp_token (fixture->answer, other, &error));
  g_assert_error (error, YX_CRYPTO_ERROR, YX_CRYPTO_ERROR_MISMATCH);
}

static void
test_hostile (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) nothing = g_bytes_new_static ("", 0);
  g_autoptr (GBytes) refused = g_bytes_new_static ("\x30\x05\x30\x03\x02\x01\x02", 7);
  g_autoptr (GBytes) granted = g_bytes_new_static ("\x30\x05\x30\x03\x02\x01\x00", 7);
  g_autoptr (GBytes) modified = g_bytes_new_static ("\x30\x05\x30\x03\x02\x01\x01", 7);
  g_autoptr (GBytes) junk = g_bytes_new_static ("\x30\x03\x02\x01\x01", 5);
  g_autoptr (GBytes) huge = g_bytes_new_take (g_malloc0 (YX_CMS_MAX_SIZE + 1), YX_CMS_MAX_SIZE + 1);
  const struct
  {
    GBytes *bytes;
    YxCryptoError code;
  } rows[] = {
    { nothing, YX_CRYPTO_ERROR_MALFORMED },
    { junk, YX_CRYPTO_ERROR_MALFORMED },
    { refused, YX_CRYPTO_ERROR_FAILED },
    { granted, YX_CRYPTO_ERROR_MALFORMED }, /* and no token comes along */
    { modified, YX_CRYPTO_ERROR_MALFORMED },
    { huge, YX_CRYPTO_ERROR_MALFORMED },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (yx_timestamp_token (rows[i].bytes, fixture->request, &error));
      g_assert_error (error, YX_CRYPTO_ERROR, (gint) rows[i].code);
      g_clear_error (&error);
      g_assert_null (yx_timestamp_answer (&fixture->pki->tsa->signer, rows[i].bytes, YX_TEST_NOW, &error));
      g_assert_error (error, YX_CRYPTO_ERROR, YX_CRYPTO_ERROR_MALFORMED);
    }
}

/* RFC 3161 §2.4.2: "granted with modifications" is granted. */
static void
test_granted_with_modifications (Fixture *fixture, gconstpointer data)
{
  static const guint8 granted[] = { 0x30, 0x03, 0x02, 0x01, 0x00 };
  gsize size = g_bytes_get_size (fixture->answer);
  g_autofree guint8 *copy = g_memdup2 (g_bytes_get_data (fixture->answer, NULL), size);
  guint8 *at = memmem (copy, size, granted, sizeof granted);
  g_autoptr (GBytes) answer = NULL;
  g_autoptr (GBytes) token = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (at);
  at[4] = 1;
  answer = g_bytes_new (copy, size);
  token = yx_timestamp_token (answer, fixture->request, &error);
  g_assert_no_error (error);
  g_assert_true (g_bytes_equal (token, fixture->token));
}

/* No changed byte gives another time under a signature that holds. */
static void
test_every_byte (Fixture *fixture, gconstpointer data)
{
  gsize size = g_bytes_get_size (fixture->token);

  for (gsize i = 0; i < size; i++)
    {
      g_autofree guint8 *copy = g_memdup2 (g_bytes_get_data (fixture->token, NULL), size);
      g_autoptr (GBytes) changed = NULL;
      g_autoptr (YxTimestamp) timestamp = NULL;

      copy[i] ^= 1;
      changed = g_bytes_new (copy, size);
      timestamp = yx_timestamp_verify (changed, fixture->digest, NULL);
      if (timestamp != NULL)
        g_assert_cmpint (timestamp->time, ==, YX_TEST_NOW + 1250000);
    }
}

static void
test_times (Fixture *fixture, gconstpointer data)
{
  const gint64 times[] = { YX_TEST_NOW, YX_TEST_NOW + 1000, YX_TEST_NOW + 999000, YX_TEST_NOW + 500000 };

  for (gsize i = 0; i < G_N_ELEMENTS (times); i++)
    {
      g_autoptr (GBytes) answer
          = yx_timestamp_answer (&fixture->pki->tsa->signer, fixture->request, times[i], NULL);
      g_autoptr (GBytes) token = yx_timestamp_token (answer, fixture->request, NULL);
      g_autoptr (YxTimestamp) timestamp = yx_timestamp_verify (token, fixture->digest, NULL);

      g_assert_cmpint (timestamp->time, ==, times[i]);
    }
}

#define ADD(name, function) g_test_add ("/crypto/timestamp/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_assert_true (yx_crypto_init ());
  g_test_init (&argc, &argv, NULL);
  ADD ("token", test_token);
  ADD ("openssl-agrees", test_openssl_agrees);
  ADD ("foreign-request", test_foreign_request);
  ADD ("odd-requests", test_odd_requests);
  ADD ("other-digest", test_other_digest);
  ADD ("answer-to-another", test_answer_to_another);
  ADD ("hostile", test_hostile);
  ADD ("granted-with-modifications", test_granted_with_modifications);
  ADD ("every-byte", test_every_byte);
  ADD ("times", test_times);
  return g_test_run ();
}
