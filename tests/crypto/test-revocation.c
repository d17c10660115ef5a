/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <gio/gio.h>
#include <string.h>

#include "crypto/yx-crypto.h"
#include "crypto/yx-revocation.h"
#include "lib/yx-test-clock.h"
#include "lib/yx-test-folder.h"
#include "lib/yx-test-pki.h"

#define DAY (24 * G_TIME_SPAN_HOUR)

/* An authority, what it has issued, and a folder for the openssl command. */
typedef struct
{
  YxTestFolder *folder;
  YxTestPki *pki;
  YxTestUser *users[3];
  YxKey *responder_key;
  YxCertificate *responder;
  gint64 now;
} Fixture;

static void
write_bytes (Fixture *fixture, const char *name, gconstpointer bytes, gsize size)
{
  g_autofree char *path = yx_test_folder_path (fixture->folder, name);

  g_assert_true (g_file_set_contents (path, bytes, (gssize) size, NULL));
}

static void
write_certificate (Fixture *fixture, const char *name, YxCertificate *certificate)
{
  g_autofree char *pem = yx_certificate_to_pem (certificate);

  write_bytes (fixture, name, pem, strlen (pem));
}

static YxAlgorithm
algorithm_of (gconstpointer data)
{
  return (YxAlgorithm) GPOINTER_TO_INT (data);
}

/* The openssl command asks the system what time it is. */
static void
set_up (Fixture *fixture, gconstpointer data)
{
  static const char *const names[] = { "good.pem", "revoked.pem", "held.pem" };
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) public_key = NULL;

  fixture->now = g_get_real_time () - G_TIME_SPAN_MINUTE;
  fixture->folder = yx_test_folder_new ();
  fixture->pki = yx_test_pki_new (fixture->now);
  fixture->responder_key = yx_key_generate (algorithm_of (data), &error);
  public_key = yx_key_public (fixture->responder_key, &error);
  fixture->responder
    = yx_authority_issue_responder (fixture->pki->issuing, "测试网厅查询", public_key, fixture->now, &error);
  g_assert_no_error (error);
  for (gsize i = 0; i < G_N_ELEMENTS (fixture->users); i++)
    {
      fixture->users[i] = yx_test_pki_person (fixture->pki, "李想");
      write_certificate (fixture, names[i], fixture->users[i]->certificate);
    }
  write_certificate (fixture, "root.pem", yx_authority_certificate (fixture->pki->root));
  write_certificate (fixture, "issuing.pem", yx_authority_certificate (fixture->pki->issuing));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  for (gsize i = 0; i < G_N_ELEMENTS (fixture->users); i++)
    yx_test_user_free (fixture->users[i]);
  yx_certificate_unref (fixture->responder);
  yx_key_unref (fixture->responder_key);
  yx_test_pki_free (fixture->pki);
  yx_test_folder_free (fixture->folder);
}

/* What a command prints, errors included. */
static char *
run (Fixture *fixture, const char *command)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = yx_test_folder_path (fixture->folder, "");
  g_autofree char *line = g_strdup_printf ("cd '%s' && %s", folder, command);
  g_autoptr (GSubprocess) shell
    = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_MERGE, &error, "sh", "-c", line, NULL);
  char *out = NULL;

  g_assert_no_error (error);
  g_assert_true (g_subprocess_communicate_utf8 (shell, NULL, NULL, &out, NULL, &error));
  g_assert_no_error (error);
  g_test_message ("%s: %s", command, out);
  return out;
}

static void
prints (Fixture *fixture, const char *command, const char *wanted)
{
  g_autofree char *out = run (fixture, command);

  g_assert_nonnull (strstr (out, wanted));
}

static YxRevocationStatus
status_of (YxTestUser *user, YxRevocation revocation, gint64 since, guint reason)
{
  return (YxRevocationStatus){ yx_certificate_serial (user->certificate), revocation, since, reason };
}

static GBytes *
make_list (Fixture *fixture, guint64 number)
{
  const YxRevocationStatus revoked[]
    = { status_of (fixture->users[1], YX_REVOCATION_REVOKED, fixture->now, 1),
        status_of (fixture->users[2], YX_REVOCATION_REVOKED, fixture->now, 6) };
  g_autoptr (GError) error = NULL;
  GBytes *list = yx_authority_list_revoked (fixture->pki->issuing, revoked, 2, number, fixture->now, fixture->now + DAY, &error);

  g_assert_no_error (error);
  return list;
}

/* RFC 5280 §5, as OpenSSL reads it and as it then judges certificates. */
static void
test_list (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) list = make_list (fixture, 7);
  static const char *const wanted[] = { "CRL Number: \n                7", "Key Compromise", "Certificate Hold",
                                        "Authority Key Identifier", "Version 2" };
  g_autofree char *text = NULL;

  write_bytes (fixture, "list.crl", g_bytes_get_data (list, NULL), g_bytes_get_size (list));
  text = run (fixture, "openssl crl -inform DER -in list.crl -noout -text");
  for (gsize i = 0; i < G_N_ELEMENTS (wanted); i++)
    g_assert_nonnull (strstr (text, wanted[i]));
  prints (fixture, "openssl crl -inform DER -in list.crl -CAfile issuing.pem -noout", "verify OK");
  g_free (run (fixture, "openssl crl -inform DER -in list.crl -out list.pem"));
#define VERIFY "openssl verify -crl_check -CAfile root.pem -untrusted issuing.pem -CRLfile list.pem "
  prints (fixture, VERIFY "good.pem", "good.pem: OK");
  prints (fixture, VERIFY "revoked.pem", "certificate revoked");
  prints (fixture, VERIFY "held.pem", "certificate revoked");
}

static void
test_empty_list (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) list
    = yx_authority_list_revoked (fixture->pki->issuing, NULL, 0, 1, fixture->now, fixture->now + DAY, &error);

  g_assert_no_error (error);
  write_bytes (fixture, "list.crl", g_bytes_get_data (list, NULL), g_bytes_get_size (list));
  prints (fixture, "openssl crl -inform DER -in list.crl -noout -text", "No Revoked Certificates");
}

/* A serial that is none is nobody's to revoke. */
static void
test_bad_serials (Fixture *fixture, gconstpointer data)
{
  static const char *const serials[] = { "", "a", "zz", "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f20" };

  for (gsize i = 0; i < G_N_ELEMENTS (serials); i++)
    {
      const YxRevocationStatus status = { serials[i], YX_REVOCATION_REVOKED, fixture->now, 0 };
      g_autoptr (GError) error = NULL;

      g_assert_null (yx_authority_list_revoked (fixture->pki->issuing, &status, 1, 1, fixture->now, fixture->now, &error));
      g_assert_error (error, YX_CRYPTO_ERROR, YX_CRYPTO_ERROR_FAILED);
    }
}

static GBytes *
read_bytes (Fixture *fixture, const char *name)
{
  g_autofree char *path = yx_test_folder_path (fixture->folder, name);
  char *bytes;
  gsize size;

  g_assert_true (g_file_get_contents (path, &bytes, &size, NULL));
  return g_bytes_new_take (bytes, size);
}

static YxOcspRequest *
ask (Fixture *fixture, const char *options)
{
  g_autofree char *command = g_strdup_printf ("openssl ocsp -reqout request.der %s", options);
  g_autoptr (GBytes) der = NULL;
  g_autoptr (GError) error = NULL;
  YxOcspRequest *request;

  g_free (run (fixture, command));
  der = read_bytes (fixture, "request.der");
  request = yx_ocsp_request_parse (der, &error);
  g_assert_no_error (error);
  return request;
}

static void
answer (Fixture *fixture, const YxOcspRequest *request)
{
  const YxRevocationStatus statuses[]
    = { status_of (fixture->users[0], YX_REVOCATION_GOOD, 0, 0),
        status_of (fixture->users[1], YX_REVOCATION_REVOKED, fixture->now, 1) };
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) reply = yx_ocsp_answer (request, fixture->responder, fixture->responder_key, statuses, 2, fixture->now,
                                             fixture->now + DAY, &error);

  g_assert_no_error (error);
  write_bytes (fixture, "answer.der", g_bytes_get_data (reply, NULL), g_bytes_get_size (reply));
}

#define ABOUT_ALL "-issuer issuing.pem -cert good.pem -cert revoked.pem -cert held.pem "
#define READ "openssl ocsp -respin answer.der -CAfile root.pem -verify_other issuing.pem "

/* RFC 6960 with SHA-1 and SHA-256, with and without a nonce; who asks verifies with the root alone and the chain. */
static void
test_ocsp (Fixture *fixture, gconstpointer data)
{
  static const char *const ways[] = { ABOUT_ALL, "-no_nonce " ABOUT_ALL, "-sha256 " ABOUT_ALL };

  for (gsize i = 0; i < G_N_ELEMENTS (ways); i++)
    {
      g_autoptr (YxOcspRequest) request = ask (fixture, ways[i]);
      g_autofree char *command = g_strdup_printf (READ "-no_nonce %s", ways[i]);
      g_autofree char *said = NULL;

      g_assert_cmpuint (g_strv_length ((char **) yx_ocsp_request_serials (request)), ==, 3);
      g_assert_cmpstr (yx_ocsp_request_serials (request)[0], ==, yx_certificate_serial (fixture->users[0]->certificate));
      g_assert_true (yx_ocsp_request_is_for (request, yx_authority_certificate (fixture->pki->issuing)));
      g_assert_false (yx_ocsp_request_is_for (request, yx_authority_certificate (fixture->pki->root)));
      answer (fixture, request);
      said = run (fixture, command);
      g_assert_nonnull (strstr (said, "Response verify OK"));
      g_assert_nonnull (strstr (said, "good.pem: good"));
      g_assert_nonnull (strstr (said, "revoked.pem: revoked"));
      g_assert_nonnull (strstr (said, "Reason: keyCompromise"));
      g_assert_nonnull (strstr (said, "held.pem: unknown"));
      g_assert_null (strstr (said, "WARNING"));
    }
}

/* The answer to another question is none. */
static void
test_ocsp_nonce (Fixture *fixture, gconstpointer data)
{
  g_autoptr (YxOcspRequest) request = ask (fixture, ABOUT_ALL);
  g_autoptr (YxOcspRequest) other = NULL;

  answer (fixture, request);
  prints (fixture, READ "-reqin request.der", "Response verify OK");
  other = ask (fixture, ABOUT_ALL);
  g_assert_nonnull (other);
  prints (fixture, READ "-reqin request.der", "Nonce Verify error");
}

static void
test_ocsp_nonsense (Fixture *fixture, gconstpointer data)
{
  g_autoptr (YxOcspRequest) request = ask (fixture, ABOUT_ALL);
  g_autoptr (GBytes) good = read_bytes (fixture, "request.der");
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_autofree char *much = g_strnfill (YX_OCSP_MOST + 1, '0');
  guint read = 0;

  for (guint cut = 0; cut < g_bytes_get_size (good); cut++)
    {
      g_autoptr (GBytes) part = g_bytes_new_from_bytes (good, 0, cut);

      g_assert_null (yx_ocsp_request_parse (part, NULL));
    }
  for (guint at = 0; at < g_bytes_get_size (good); at++)
    {
      g_autoptr (GBytes) changed = NULL;
      g_autoptr (YxOcspRequest) parsed = NULL;

      g_byte_array_set_size (bytes, 0);
      g_byte_array_append (bytes, g_bytes_get_data (good, NULL), (guint) g_bytes_get_size (good));
      bytes->data[at] ^= 0x5a;
      changed = g_bytes_new (bytes->data, bytes->len);
      parsed = yx_ocsp_request_parse (changed, NULL);
      if (parsed != NULL)
        {
          (void) yx_ocsp_request_is_for (parsed, yx_authority_certificate (fixture->pki->issuing));
          answer (fixture, parsed);
          read++;
        }
    }
  g_assert_cmpuint (read, >, 0);
  g_byte_array_set_size (bytes, 0);
  g_byte_array_append (bytes, (const guint8 *) much, YX_OCSP_MOST + 1);
  {
    g_autoptr (GBytes) large = g_bytes_new (bytes->data, bytes->len);

    g_assert_null (yx_ocsp_request_parse (large, NULL));
  }
}

/* One issuer and a few questions at a time. */
static void
test_ocsp_limits (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GString) many = g_string_new ("openssl ocsp -reqout request.der -issuer issuing.pem");
  g_autoptr (GBytes) too_many = NULL;
  g_autoptr (GBytes) two_issuers = NULL;

  for (guint i = 0; i <= YX_OCSP_MOST_SERIALS; i++)
    g_string_append_printf (many, " -serial %u", i + 1);
  g_free (run (fixture, many->str));
  too_many = read_bytes (fixture, "request.der");
  g_assert_null (yx_ocsp_request_parse (too_many, NULL));
  g_free (run (fixture, "openssl ocsp -reqout request.der -issuer issuing.pem -cert good.pem -issuer root.pem -cert issuing.pem"));
  two_issuers = read_bytes (fixture, "request.der");
  g_assert_null (yx_ocsp_request_parse (two_issuers, NULL));
}

static void
test_failures (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    YxOcspFailure failure;
    const char *words;
  } rows[] = {
    { YX_OCSP_MALFORMED, "malformedrequest (1)" },
    { YX_OCSP_INTERNAL, "internalerror (2)" },
    { YX_OCSP_TRY_LATER, "trylater (3)" },
    { YX_OCSP_UNAUTHORIZED, "unauthorized (6)" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GBytes) bytes = yx_ocsp_failure (rows[i].failure);

      write_bytes (fixture, "answer.der", g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
      prints (fixture, "openssl ocsp -respin answer.der -noverify", rows[i].words);
    }
}

static void
test_issued_by (Fixture *fixture, gconstpointer data)
{
  g_autoptr (YxTestPki) other = yx_test_pki_new (fixture->now);
  YxCertificate *user = fixture->users[0]->certificate;
  YxCertificate *root = yx_authority_certificate (fixture->pki->root);

  g_assert_true (yx_certificate_is_issued_by (user, yx_authority_certificate (fixture->pki->issuing)));
  g_assert_true (yx_certificate_is_issued_by (root, root));
  g_assert_false (yx_certificate_is_issued_by (user, root));
  g_assert_false (yx_certificate_is_issued_by (user, yx_authority_certificate (other->issuing)));
}

int
main (int argc, char **argv)
{
  gconstpointer p256 = GINT_TO_POINTER (YX_ALGORITHM_P256);
  gconstpointer rsa = GINT_TO_POINTER (YX_ALGORITHM_RSA3072);

  g_test_init (&argc, &argv, NULL);
  g_assert_true (yx_crypto_init ());
  g_test_add ("/crypto/revocation/list", Fixture, p256, set_up, test_list, tear_down);
  g_test_add ("/crypto/revocation/empty-list", Fixture, p256, set_up, test_empty_list, tear_down);
  g_test_add ("/crypto/revocation/bad-serials", Fixture, p256, set_up, test_bad_serials, tear_down);
  g_test_add ("/crypto/revocation/ocsp", Fixture, p256, set_up, test_ocsp, tear_down);
  g_test_add ("/crypto/revocation/ocsp-rsa", Fixture, rsa, set_up, test_ocsp, tear_down);
  g_test_add ("/crypto/revocation/ocsp-nonce", Fixture, p256, set_up, test_ocsp_nonce, tear_down);
  g_test_add ("/crypto/revocation/ocsp-nonsense", Fixture, p256, set_up, test_ocsp_nonsense, tear_down);
  g_test_add ("/crypto/revocation/ocsp-limits", Fixture, p256, set_up, test_ocsp_limits, tear_down);
  g_test_add ("/crypto/revocation/failures", Fixture, p256, set_up, test_failures, tear_down);
  g_test_add ("/crypto/revocation/issued-by", Fixture, p256, set_up, test_issued_by, tear_down);
  return g_test_run ();
}
