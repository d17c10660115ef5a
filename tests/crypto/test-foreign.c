/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>

#include "crypto/yx-crypto.h"
#include "crypto/yx-timestamp.h"
#include "lib/yx-test-clock.h"
#include "lib/yx-test-pki.h"

#define TST_INFO "1.2.840.113549.1.9.16.1.4"

/* Two users as files that the openssl command takes. */
typedef struct
{
  YxTestPki *pki;
  YxTestUser *users[2];
  char *folder;
  guint8 digest[YX_SHA256_SIZE];
} Fixture;

static void
write_file (Fixture *fixture, const char *name, gconstpointer bytes, gsize size)
{
  g_autofree char *path = g_build_filename (fixture->folder, name, NULL);

  g_assert_true (g_file_set_contents (path, bytes, (gssize) size, NULL));
}

static void
write_user (Fixture *fixture, YxTestUser *user, const char *certificate_name, const char *key_name)
{
  g_autoptr (YxSecret) passphrase = yx_secret_new_text ("test");
  g_autoptr (GBytes) key = yx_key_to_pem (user->key, passphrase, NULL);
  g_autofree char *certificate = yx_certificate_to_pem (user->certificate);

  write_file (fixture, key_name, g_bytes_get_data (key, NULL), g_bytes_get_size (key));
  write_file (fixture, certificate_name, certificate, strlen (certificate));
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->pki = yx_test_pki_new (YX_TEST_NOW);
  fixture->users[0] = yx_test_pki_person (fixture->pki, "李想");
  fixture->users[1] = yx_test_pki_person (fixture->pki, "王芳");
  fixture->folder = g_dir_make_tmp ("yx-XXXXXX", NULL);
  write_user (fixture, fixture->users[0], "a.pem", "a.key");
  write_user (fixture, fixture->users[1], "b.pem", "b.key");
  write_file (fixture, "content", "contract", 8);
  yx_sha256 ("contract", 8, fixture->digest);
}

static GBytes *
run (Fixture *fixture, const char *command)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *line = g_strdup_printf ("cd '%s' && %s", fixture->folder, command);
  g_autoptr (GSubprocess) shell
      = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, "sh", "-c", line, NULL);
  GBytes *out = NULL;

  g_assert_no_error (error);
  g_assert_true (g_subprocess_communicate (shell, NULL, NULL, &out, NULL, &error));
  g_assert_true (g_subprocess_get_successful (shell));
  return out;
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_bytes_unref (run (fixture, "rm a.pem a.key b.pem b.key content"));
  g_rmdir (fixture->folder);
  g_free (fixture->folder);
  yx_test_user_free (fixture->users[0]);
  yx_test_user_free (fixture->users[1]);
  yx_test_pki_free (fixture->pki);
}

#define SIGN                                                                                                 \
  "openssl cms -sign -binary -outform DER -passin pass:test -in content -signer a.pem -inkey a.key "

/* What others sign, RFC 5652 allowing more than PAdES does. */
static void
test_signatures (Fixture *fixture, gconstpointer data)
{
  const struct
  {
    const char *command;
    gint error; /* -1: it could be read */
    const char *reason;
    gboolean ess;
    gboolean time;
  } rows[] = {
    { SIGN, -1, NULL, FALSE, TRUE },
    { SIGN "-cades", -1, NULL, TRUE, TRUE },
    { SIGN "-keyid", -1, NULL, FALSE, TRUE },
    { SIGN "-md sha512", -1, "algorithm", FALSE, TRUE },
    { SIGN "-nocerts", -1, "no-certificate", FALSE, TRUE },
    { SIGN "-noattr", -1, "attributes", FALSE, FALSE },
    { SIGN "-signer b.pem -inkey b.key", YX_CRYPTO_ERROR_UNSUPPORTED, NULL, FALSE, FALSE },
    { SIGN "-nodetach", YX_CRYPTO_ERROR_UNSUPPORTED, NULL, FALSE, FALSE },
    { SIGN "-nodetach -stream", YX_CRYPTO_ERROR_MALFORMED, NULL, FALSE, FALSE },
    { "openssl cms -digest_create -binary -outform DER -in content", YX_CRYPTO_ERROR_MALFORMED, NULL, FALSE,
      FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) der = run (fixture, rows[i].command);
      g_autoptr (YxCms) cms = yx_cms_verify (der, fixture->digest, &error);

      g_test_message ("%s", rows[i].command);
      if (rows[i].error >= 0)
        {
          g_assert_null (cms);
          g_assert_error (error, YX_CRYPTO_ERROR, rows[i].error);
          continue;
        }
      g_assert_no_error (error);
      g_assert_cmpstr (cms->reason, ==, rows[i].reason);
      g_assert_cmpint (cms->valid, ==, rows[i].reason == NULL);
      g_assert_cmpint (cms->has_ess, ==, rows[i].ess);
      g_assert_cmpint (cms->has_signing_time, ==, rows[i].time);
    }
}

static GBytes *
pad (GBytes *der)
{
  GByteArray *padded = g_byte_array_new ();
  const guint8 zeros[16] = { 0 };

  g_byte_array_append (padded, g_bytes_get_data (der, NULL), (guint) g_bytes_get_size (der));
  g_byte_array_append (padded, zeros, sizeof zeros);
  return g_byte_array_free_to_bytes (padded);
}

static YxCms *
verify_foreign (GBytes *der, const char *content, gboolean sha1, GError **error)
{
  g_autoptr (GBytes) padded = pad (der);
  const YxCmsForeign what = { padded, content, 3, content + 3, strlen (content) - 3, sha1 };

  return yx_cms_verify_foreign (&what, error);
}

#define SIGN_SHA1                                                                                            \
  "openssl dgst -sha1 -binary content | openssl cms -sign -binary -outform DER -passin pass:test -nodetach" \
  " -signer a.pem -inkey a.key "

/* What yx_cms_verify() is too strict for, over "contract" and over something else. */
static void
test_leniently (Fixture *fixture, gconstpointer data)
{
  const struct
  {
    const char *command;
    gboolean sha1;
    gint error; /* -1: it could be read */
    const char *reason;
    const char *other; /* the reason when something else was signed */
    gboolean weak;
  } rows[] = {
    { SIGN, FALSE, -1, NULL, "digest-mismatch", FALSE },
    { SIGN "-cades", FALSE, -1, NULL, "digest-mismatch", FALSE },
    { SIGN "-md sha384", FALSE, -1, NULL, "digest-mismatch", FALSE },
    { SIGN "-md sha512", FALSE, -1, NULL, "digest-mismatch", FALSE },
    { SIGN "-md sha1", FALSE, -1, NULL, "digest-mismatch", TRUE },
    { SIGN "-md sha224", FALSE, -1, "algorithm", "algorithm", FALSE },
    { SIGN "-noattr", FALSE, -1, NULL, "signature-invalid", FALSE },
    { SIGN "-nocerts", FALSE, -1, "no-certificate", "no-certificate", FALSE },
    { SIGN_SHA1, TRUE, -1, NULL, "digest-mismatch", TRUE },
    { SIGN_SHA1 "-noattr", TRUE, -1, NULL, "signature-invalid", TRUE },
    { SIGN "-nodetach", TRUE, -1, "digest-mismatch", "digest-mismatch", TRUE },
    { SIGN "-nodetach", FALSE, YX_CRYPTO_ERROR_UNSUPPORTED, NULL, NULL, FALSE },
    { SIGN, TRUE, YX_CRYPTO_ERROR_UNSUPPORTED, NULL, NULL, FALSE },
    { SIGN "-signer b.pem -inkey b.key", FALSE, YX_CRYPTO_ERROR_UNSUPPORTED, NULL, NULL, FALSE },
    { "openssl cms -digest_create -binary -outform DER -in content", FALSE, YX_CRYPTO_ERROR_MALFORMED, NULL, NULL,
      FALSE },
    { "cat content", FALSE, YX_CRYPTO_ERROR_MALFORMED, NULL, NULL, FALSE },
    { SIGN "; cat content", FALSE, YX_CRYPTO_ERROR_MALFORMED, NULL, NULL, FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) der = run (fixture, rows[i].command);
      g_autoptr (YxCms) cms = verify_foreign (der, "contract", rows[i].sha1, &error);
      g_autoptr (YxCms) other = verify_foreign (der, "contracts", rows[i].sha1, NULL);

      g_test_message ("%s", rows[i].command);
      if (rows[i].error >= 0)
        {
          g_assert_null (cms);
          g_assert_error (error, YX_CRYPTO_ERROR, rows[i].error);
          continue;
        }
      g_assert_no_error (error);
      g_assert_cmpstr (cms->reason, ==, rows[i].reason);
      g_assert_cmpstr (other->reason, ==, rows[i].other);
      g_assert_cmpint (cms->valid, ==, rows[i].reason == NULL);
      g_assert_cmpint (cms->weak, ==, rows[i].weak);
      g_assert_true (cms->in_der);
    }
}

/* The same of indefinite length, as NSS writes it (X.690 §8.1.3.6). */
static void
test_leniently_ber (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) der = run (fixture, SIGN);
  gsize size = g_bytes_get_size (der);
  const guint8 *bytes = g_bytes_get_data (der, NULL);
  gsize head = 2 + (bytes[1] & 0x7f);
  g_autoptr (GByteArray) ber = g_byte_array_new ();
  g_autoptr (GBytes) whole = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (YxCms) cms = NULL;

  g_assert_cmpuint (bytes[1] & 0x80, !=, 0);
  g_byte_array_append (ber, (const guint8 *) "\x30\x80", 2);
  g_byte_array_append (ber, bytes + head, (guint) (size - head));
  g_byte_array_append (ber, (const guint8 *) "\0", 2);
  whole = g_bytes_new (ber->data, ber->len);
  cms = verify_foreign (whole, "contract", FALSE, &error);
  g_assert_no_error (error);
  g_assert_true (cms->valid);
  g_assert_false (cms->in_der);
  g_assert_null (yx_cms_verify (whole, fixture->digest, &error));
  g_assert_error (error, YX_CRYPTO_ERROR, YX_CRYPTO_ERROR_MALFORMED);
}

/* Another byte anywhere: none crashes, and none of the signature's own, which come last, is taken. */
/* More certificates than anybody needs. */
static void
test_many_certificates (Fixture *fixture, gconstpointer data)
{
  static const char command[]
      = "for n in $(seq 34); do openssl x509 -req -in a.csr -key a.key -passin pass:test -set_serial $n -outform PEM"
        " 2>/dev/null; done >many && " SIGN "-certfile many; rm many a.csr";
  g_autoptr (GBytes) request
      = run (fixture, "openssl req -new -key a.key -passin pass:test -subj /CN=x -out a.csr 2>/dev/null");
  g_autoptr (GBytes) der = run (fixture, command);
  g_autoptr (GError) error = NULL;

  g_assert_null (yx_cms_verify (der, fixture->digest, &error));
  g_assert_error (error, YX_CRYPTO_ERROR, YX_CRYPTO_ERROR_TOO_LARGE);
  g_clear_error (&error);
  g_assert_null (verify_foreign (der, "contract", FALSE, &error));
  g_assert_error (error, YX_CRYPTO_ERROR, YX_CRYPTO_ERROR_TOO_LARGE);
}

#define SIGNATURE_BYTES 64
static void
test_leniently_changed (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) der = run (fixture, SIGN "-md sha512");
  gsize size = g_bytes_get_size (der);

  for (gsize i = 0; i < size; i++)
    {
      g_autofree guint8 *copy = g_memdup2 (g_bytes_get_data (der, NULL), size);
      g_autoptr (GBytes) changed = NULL;
      g_autoptr (YxCms) cms = NULL;

      copy[i] ^= 1;
      changed = g_bytes_new (copy, size);
      cms = verify_foreign (changed, "contract", FALSE, NULL);
      if (i + SIGNATURE_BYTES >= size)
        g_assert_true (cms == NULL || !cms->valid);
    }
}

/* A certificate that is not the one signing-certificate-v2 names: same key, another certificate. */
static void
test_substituted_certificate (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  YxTestUser *user = fixture->users[0];
  g_autoptr (GBytes) der = yx_cms_sign (&user->signer, fixture->digest, &error);
  g_autoptr (GBytes) content = g_bytes_new_static ("seal", 4);
  GBytes *certificate = yx_certificate_der (user->certificate);
  gsize size = g_bytes_get_size (der);
  g_autofree guint8 *copy = g_memdup2 (g_bytes_get_data (der, NULL), size);
  guint8 *at = memmem (copy, size, g_bytes_get_data (certificate, NULL), g_bytes_get_size (certificate));
  g_autoptr (GBytes) changed = NULL;
  g_autoptr (YxCms) cms = NULL;

  /* The last byte of the certificate's own signature. */
  at[g_bytes_get_size (certificate) - 1] ^= 1;
  changed = g_bytes_new (copy, size);
  cms = yx_cms_verify (changed, fixture->digest, &error);
  g_assert_no_error (error);
  g_assert_false (cms->valid);
  g_assert_cmpstr (cms->reason, ==, "attributes");
}

/* Signed by a TSA, but not a TSTInfo, or one for SHA-1. */
static void
test_tokens (Fixture *fixture, gconstpointer data)
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
    ROW ("junk"),
    ROW ("\x30\x00"),
    ROW (
        "\x30\x3c\x02\x01\x01\x06\x03\x2a\x03\x04\x30\x1e\x30\x09\x06\x05\x2b\x0e\x03\x02\x1a\x05\x00\x04\x14"
        "aaaaaaaaaaaaaaaaaaaa\x02\x01\x05\x18\x0f"
        "20260301000000Z"),
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) content = g_bytes_new (rows[i].bytes, rows[i].size);
      g_autoptr (GBytes) token = yx_cms_wrap (&fixture->pki->tsa->signer, TST_INFO, content, &error);
      g_autoptr (YxTimestamp) timestamp = yx_timestamp_verify (token, fixture->digest, &error);

      g_assert_null (timestamp);
      g_assert_error (error, YX_CRYPTO_ERROR, YX_CRYPTO_ERROR_MALFORMED);
    }
}

/* Somebody's TSTInfo with a fraction of six digits, and without accuracy and nonce. */
static void
test_foreign_token (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GByteArray) info = g_byte_array_new ();
  g_autoptr (GBytes) content = NULL;
  g_autoptr (GBytes) token = NULL;
  g_autoptr (YxTimestamp) timestamp = NULL;

  g_byte_array_append (info,
                       (const guint8 *) "\x30\x55\x02\x01\x01\x06\x03\x2a\x03\x04\x30\x2f\x30\x0b\x06\x09"
                                        "\x60\x86\x48\x01\x65\x03\x04\x02\x01\x04\x20",
                       27);
  g_byte_array_append (info, fixture->digest, YX_SHA256_SIZE);
  g_byte_array_append (info,
                       (const guint8 *) "\x02\x01\x05\x18\x16"
                                        "20260301000000.123456Z\x02\x02\x01\x00",
                       31);
  info->data[1] = (guint8) (info->len - 2);
  content = g_bytes_new (info->data, info->len);
  token = yx_cms_wrap (&fixture->pki->tsa->signer, TST_INFO, content, &error);
  timestamp = yx_timestamp_verify (token, fixture->digest, &error);
  g_assert_no_error (error);
  g_assert_cmpint (timestamp->time, ==, YX_TEST_NOW + 123456);
  g_assert_cmpstr (timestamp->policy, ==, "1.2.3.4");
  g_assert_cmpstr (timestamp->serial, ==, "05");
}

#define REQUEST                                                                                              \
  "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-384 -nodes -keyout /dev/null -outform DER"      \
  " -subj '/CN=Somebody/serialNumber=PNOCN-1/O=Firm' 2>/dev/null "

/* Certificates of other authorities: what they are for, and nothing about our capacities. */
static void
test_certificates (Fixture *fixture, gconstpointer data)
{
  const struct
  {
    const char *command;
    gboolean documents;
  } rows[] = {
    { REQUEST, TRUE },
    { REQUEST "-addext extendedKeyUsage=emailProtection", TRUE },
    { REQUEST "-addext extendedKeyUsage=anyExtendedKeyUsage", TRUE },
    { REQUEST "-addext extendedKeyUsage=codeSigning,timeStamping", FALSE },
    { REQUEST "-addext keyUsage=keyEncipherment", FALSE },
    { REQUEST "-addext keyUsage=nonRepudiation -addext certificatePolicies=1.2.3", TRUE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) der = run (fixture, rows[i].command);
      g_autoptr (YxCertificate) certificate = yx_certificate_from_der (der, &error);

      g_assert_no_error (error);
      g_assert_cmpint (yx_certificate_is_for_documents (certificate), ==, rows[i].documents);
      g_assert_cmpint (yx_certificate_capacity (certificate), ==, YX_CERTIFICATE_OTHER);
      g_assert_cmpint (yx_certificate_identity (certificate), ==, YX_CERTIFICATE_IDENTITY_NONE);
      g_assert_cmpstr (yx_certificate_account (certificate), ==, "PNOCN-1");
      g_assert_cmpstr (yx_certificate_algorithm (certificate), ==, "EC 384 with sha256");
      g_assert_null (yx_certificate_uscc (certificate));
    }
}

/* Certificates are issued for the algorithms of the table only. */
static void
test_requests (Fixture *fixture, gconstpointer data)
{
  const char *commands[] = {
    "openssl req -new -newkey ec -pkeyopt ec_paramgen_curve:P-384 -nodes -keyout /dev/null -outform DER "
    "-subj /CN=x"
    " 2>/dev/null",
    "openssl req -new -newkey rsa:2048 -nodes -keyout /dev/null -outform DER -subj /CN=x 2>/dev/null",
  };
  const YxSubject subject
      = { .name = "李想", .account = "acc_aaaaaaaaaaaaaaaaaaaaaaaaaa", .capacity = YX_CERTIFICATE_PERSONAL };

  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) request = run (fixture, commands[i]);

      g_assert_null (yx_authority_issue_user (fixture->pki->issuing, request, &subject, YX_TEST_NOW, &error));
      g_assert_error (error, YX_CRYPTO_ERROR, YX_CRYPTO_ERROR_WEAK);
    }
}

/* What a request says of itself is not taken over. */
static void
test_subject_is_ours (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) request
      = run (fixture, "openssl req -new -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout /dev/null"
                      " -outform DER -subj '/CN=Evil/O=Evil' -addext basicConstraints=CA:TRUE 2>/dev/null");
  const YxSubject subject
      = { .name = "李想", .account = "acc_aaaaaaaaaaaaaaaaaaaaaaaaaa", .capacity = YX_CERTIFICATE_PERSONAL };
  g_autoptr (YxCertificate) certificate
      = yx_authority_issue_user (fixture->pki->issuing, request, &subject, YX_TEST_NOW, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (yx_certificate_name (certificate), ==, "李想");
  g_assert_null (yx_certificate_organisation (certificate));
  g_assert_false (yx_certificate_is_authority (certificate));
}

static void
test_weak_key (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) weak
      = run (fixture, "openssl genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:1024 2>/dev/null"
                      " | openssl pkey -pubout -outform DER");
  g_autoptr (GBytes) signature = g_bytes_new_static ("x", 1);

  g_assert_false (yx_signature_verify (weak, "x", 1, signature, &error));
  g_assert_error (error, YX_CRYPTO_ERROR, YX_CRYPTO_ERROR_WEAK);
}

#define ADD(name, function) g_test_add ("/crypto/foreign/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_assert_true (yx_crypto_init ());
  g_test_init (&argc, &argv, NULL);
  ADD ("signatures", test_signatures);
  ADD ("leniently", test_leniently);
  ADD ("leniently-ber", test_leniently_ber);
  ADD ("many-certificates", test_many_certificates);
  ADD ("leniently-changed", test_leniently_changed);
  ADD ("substituted-certificate", test_substituted_certificate);
  ADD ("tokens", test_tokens);
  ADD ("foreign-token", test_foreign_token);
  ADD ("certificates", test_certificates);
  ADD ("requests", test_requests);
  ADD ("subject-is-ours", test_subject_is_ours);
  ADD ("weak-key", test_weak_key);
  return g_test_run ();
}
