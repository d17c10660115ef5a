/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "crypto/yx-authority.h"
#include "crypto/yx-crypto.h"
#include "crypto/yx-digest.h"
#include "lib/yx-test-clock.h"
#include "lib/yx-test-folder.h"
#include "lib/yx-test-pki.h"

#define ACCOUNT "acc_aaaaaaaaaaaaaaaaaaaaaaaaaa"
#define USCC "91220101MA0XXXXX1A"
#define DAY (G_GINT64_CONSTANT (24 * 3600) * G_USEC_PER_SEC)

typedef struct
{
  YxTestPki *pki;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->pki = yx_test_pki_new (YX_TEST_NOW);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  yx_test_pki_free (fixture->pki);
}

static YxCertificate *
issue (Fixture *fixture, const YxSubject *subject, GError **error)
{
  g_autoptr (YxKey) key = yx_key_generate (YX_ALGORITHM_P256, NULL);
  g_autoptr (GBytes) request = yx_key_request (key, NULL);

  return yx_authority_issue_user (fixture->pki->issuing, request, subject, YX_TEST_NOW, error);
}

static void
test_enterprise (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  const YxSubject subject = { "李想",  "长春市某某有限公司",      USCC,
                              ACCOUNT, YX_CERTIFICATE_ENTERPRISE, YX_CERTIFICATE_IDENTITY_ATTENDED,
                              TRUE };
  g_autoptr (YxCertificate) certificate = issue (fixture, &subject, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (yx_certificate_name (certificate), ==, "李想");
  g_assert_cmpstr (yx_certificate_organisation (certificate), ==, "长春市某某有限公司");
  g_assert_cmpstr (yx_certificate_organisation_identifier (certificate), ==, "NTRCN-" USCC);
  g_assert_cmpstr (yx_certificate_uscc (certificate), ==, USCC);
  g_assert_cmpstr (yx_certificate_account (certificate), ==, ACCOUNT);
  g_assert_cmpint (yx_certificate_capacity (certificate), ==, YX_CERTIFICATE_ENTERPRISE);
  g_assert_cmpint (yx_certificate_identity (certificate), ==, YX_CERTIFICATE_IDENTITY_ATTENDED);
  g_assert_true (yx_certificate_own_hall (certificate));
  g_assert_cmpint (yx_certificate_not_before (certificate), ==, YX_TEST_NOW);
  g_assert_cmpint (yx_certificate_not_after (certificate) - YX_TEST_NOW, >, 3 * 365 * DAY - DAY);
  g_assert_cmpint (yx_certificate_not_after (certificate) - YX_TEST_NOW, <, 3 * 366 * DAY);
  g_assert_true (yx_certificate_is_for_documents (certificate));
  g_assert_false (yx_certificate_is_authority (certificate));
  g_assert_cmpuint (strlen (yx_certificate_serial (certificate)), ==, 32);
  g_assert_cmpuint (strlen (yx_certificate_fingerprint (certificate)), ==, 64);
  g_assert_cmpstr (yx_certificate_algorithm (certificate), ==, "ECDSA P-256 with SHA-256");
  g_assert_nonnull (strstr (yx_certificate_subject (certificate), "CN=李想"));
  g_assert_nonnull (strstr (yx_certificate_issuer (certificate), "CN=测试网厅签发中心"));
}

static void
test_person (Fixture *fixture, gconstpointer data)
{
  const YxCertificateIdentity identities[]
      = { YX_CERTIFICATE_IDENTITY_NONE, YX_CERTIFICATE_IDENTITY_ATTENDED, YX_CERTIFICATE_IDENTITY_PROVIDER };

  for (gsize i = 0; i < G_N_ELEMENTS (identities); i++)
    {
      g_autoptr (GError) error = NULL;
      const YxSubject subject = { .name = "阿依古丽·买买提",
                                  .account = ACCOUNT,
                                  .capacity = YX_CERTIFICATE_PERSONAL,
                                  .identity = identities[i] };
      g_autoptr (YxCertificate) certificate = issue (fixture, &subject, &error);

      g_assert_no_error (error);
      g_assert_cmpint (yx_certificate_capacity (certificate), ==, YX_CERTIFICATE_PERSONAL);
      g_assert_cmpint (yx_certificate_identity (certificate), ==, identities[i]);
      g_assert_false (yx_certificate_own_hall (certificate));
      g_assert_null (yx_certificate_organisation (certificate));
      g_assert_null (yx_certificate_uscc (certificate));
    }
}

static void
test_bad_subjects (Fixture *fixture, gconstpointer data)
{
  g_autofree char *long_name = g_strnfill (65, 'x');
  const YxSubject rows[] = {
    { "李想", NULL, NULL, ACCOUNT, YX_CERTIFICATE_OTHER },
    { "李想", "公司", NULL, ACCOUNT, YX_CERTIFICATE_ENTERPRISE },
    { "李想", NULL, USCC, ACCOUNT, YX_CERTIFICATE_ENTERPRISE },
    { "李想", "公司", USCC, ACCOUNT, YX_CERTIFICATE_PERSONAL },
    { "李想", "公司", "91220101", ACCOUNT, YX_CERTIFICATE_ENTERPRISE },
    { "李想", "公司", "91220101ma0xxxxx1a", ACCOUNT, YX_CERTIFICATE_ENTERPRISE },
    { "李想", NULL, NULL, "per_aaaaaaaaaaaaaaaaaaaaaaaaaa", YX_CERTIFICATE_PERSONAL },
    { "李想", NULL, NULL, NULL, YX_CERTIFICATE_PERSONAL },
    { NULL, NULL, NULL, ACCOUNT, YX_CERTIFICATE_PERSONAL },
    { "", NULL, NULL, ACCOUNT, YX_CERTIFICATE_PERSONAL },
    { long_name, NULL, NULL, ACCOUNT, YX_CERTIFICATE_PERSONAL },
    { "\xff\xfe", NULL, NULL, ACCOUNT, YX_CERTIFICATE_PERSONAL },
    { "李想", long_name, USCC, ACCOUNT, YX_CERTIFICATE_ENTERPRISE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (YxCertificate) certificate = issue (fixture, &rows[i], &error);

      g_assert_null (certificate);
      g_assert_error (error, YX_CRYPTO_ERROR, YX_CRYPTO_ERROR_MALFORMED);
    }
}

/* A request whose signature or bytes are not its key's. */
static void
test_bad_requests (Fixture *fixture, gconstpointer data)
{
  g_autoptr (YxKey) key = yx_key_generate (YX_ALGORITHM_P256, NULL);
  g_autoptr (GBytes) request = yx_key_request (key, NULL);
  gsize size = g_bytes_get_size (request);
  const YxSubject subject = { .name = "李想", .account = ACCOUNT, .capacity = YX_CERTIFICATE_PERSONAL };

  for (gsize i = 0; i < size; i++)
    {
      g_autofree guint8 *copy = g_memdup2 (g_bytes_get_data (request, NULL), size);
      g_autoptr (GBytes) changed = NULL;
      g_autoptr (GBytes) cut = g_bytes_new_from_bytes (request, 0, i);

      copy[i] ^= 0x01;
      changed = g_bytes_new (copy, size);
      g_assert_null (yx_authority_issue_user (fixture->pki->issuing, changed, &subject, YX_TEST_NOW, NULL));
      g_assert_null (yx_authority_issue_user (fixture->pki->issuing, cut, &subject, YX_TEST_NOW, NULL));
    }
}

static void
test_authorities (Fixture *fixture, gconstpointer data)
{
  YxCertificate *root = yx_authority_certificate (fixture->pki->root);
  YxCertificate *issuing = yx_authority_certificate (fixture->pki->issuing);
  g_autoptr (GError) error = NULL;
  g_autoptr (YxTestUser) user = yx_test_pki_person (fixture->pki, "李想");

  g_assert_true (yx_certificate_is_authority (root));
  g_assert_true (yx_certificate_is_authority (issuing));
  g_assert_false (yx_certificate_is_authority (fixture->pki->tsa->certificate));
  g_assert_false (yx_certificate_is_for_documents (fixture->pki->tsa->certificate));
  g_assert_false (yx_certificate_is_for_documents (fixture->pki->seal_maker->certificate));
  g_assert_cmpint (yx_certificate_not_after (root) - YX_TEST_NOW, >, 20 * 365 * DAY);
  g_assert_cmpint (yx_certificate_not_after (issuing) - YX_TEST_NOW, <, 10 * 366 * DAY);
  g_assert_null (yx_authority_new (user->certificate, user->key, NULL, &error));
  g_assert_error (error, YX_CRYPTO_ERROR, YX_CRYPTO_ERROR_MISMATCH);
  g_clear_error (&error);
  g_assert_null (yx_authority_new (root, user->key, NULL, &error));
  g_assert_error (error, YX_CRYPTO_ERROR, YX_CRYPTO_ERROR_MISMATCH);
}

/* Nothing outlives its issuer, and an expired authority issues nothing. */
static void
test_issuer_ends (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  const YxSubject subject = { .name = "李想", .account = ACCOUNT, .capacity = YX_CERTIFICATE_PERSONAL };
  g_autoptr (YxTestUser) late = yx_test_pki_user (fixture->pki, &subject, YX_TEST_NOW + 9 * 365 * DAY);
  YxCertificate *issuing = yx_authority_certificate (fixture->pki->issuing);
  g_autoptr (GBytes) request = yx_key_request (late->key, NULL);

  g_assert_cmpint (yx_certificate_not_after (late->certificate), ==, yx_certificate_not_after (issuing));
  g_assert_null (yx_authority_issue_user (fixture->pki->issuing, request, &subject,
                                          yx_certificate_not_after (issuing), &error));
  g_assert_error (error, YX_CRYPTO_ERROR, YX_CRYPTO_ERROR_MISMATCH);
  g_clear_error (&error);
  g_assert_null (
      yx_authority_issue_user (fixture->pki->issuing, request, &subject, YX_TEST_NOW - DAY, &error));
  g_assert_error (error, YX_CRYPTO_ERROR, YX_CRYPTO_ERROR_MISMATCH);
}

static void
test_server (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YxKey) key = yx_key_generate (YX_ALGORITHM_P256, NULL);
  g_autoptr (GBytes) public_key = yx_key_public (key, NULL);
  const char *hosts[] = { "hall.example.cn", "10.0.0.7", "localhost", "fe80::1", NULL };
  const char *bad[][2] = { { "a,DNS:evil" }, { "" }, { "a b" }, { "a\nb" } };
  g_autoptr (YxCertificate) certificate
      = yx_authority_issue_server (fixture->pki->issuing, "网厅", hosts, public_key, YX_TEST_NOW, &error);
  GBytes *der;

  g_assert_no_error (error);
  der = yx_certificate_der (certificate);
  g_assert_nonnull (memmem (g_bytes_get_data (der, NULL), g_bytes_get_size (der), "hall.example.cn", 15));
  g_assert_nonnull (
      memmem (g_bytes_get_data (der, NULL), g_bytes_get_size (der), "\x87\x04\x0a\x00\x00\x07", 6));
  g_assert_nonnull (
      memmem (g_bytes_get_data (der, NULL), g_bytes_get_size (der), "\x87\x04\x7f\x00\x00\x01", 6));
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_assert_null (
          yx_authority_issue_server (fixture->pki->issuing, "网厅", bad[i], public_key, YX_TEST_NOW, &error));
      g_assert_error (error, YX_CRYPTO_ERROR, YX_CRYPTO_ERROR_MALFORMED);
      g_clear_error (&error);
    }
}

static void
test_urls (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YxKey) key = yx_key_generate (YX_ALGORITHM_P256, NULL);
  g_autoptr (YxAuthority) root = yx_authority_new_root ("根", key, YX_TEST_NOW, &error);
  const YxAuthorityUrls urls = { "http://hall.cn/crl", "http://hall.cn/ocsp", "http://hall.cn/ca" };
  const YxAuthorityUrls some = { NULL, NULL, "http://hall.cn/ca" };
  const YxAuthorityUrls bad[] = {
    { "http://hall.cn/crl,DNS:evil", NULL, NULL },
    { NULL, "http://hall.cn/ocsp,DNS:evil", NULL },
    { NULL, NULL, "no address" },
  };
  g_autoptr (YxAuthority) full = yx_authority_new (yx_authority_certificate (root), key, &urls, &error);
  g_autoptr (YxAuthority) part = yx_authority_new (yx_authority_certificate (root), key, &some, &error);
  const YxSubject subject = { .name = "李想", .account = ACCOUNT, .capacity = YX_CERTIFICATE_PERSONAL };
  g_autoptr (GBytes) request = yx_key_request (key, NULL);
  g_autoptr (YxCertificate) a = yx_authority_issue_user (full, request, &subject, YX_TEST_NOW, &error);
  g_autoptr (YxCertificate) b = yx_authority_issue_user (part, request, &subject, YX_TEST_NOW, &error);
  const char *wanted[] = { "http://hall.cn/crl", "http://hall.cn/ocsp", "http://hall.cn/ca" };

  g_assert_no_error (error);
  for (gsize i = 0; i < G_N_ELEMENTS (wanted); i++)
    {
      GBytes *in_a = yx_certificate_der (a);
      GBytes *in_b = yx_certificate_der (b);
      gsize n = strlen (wanted[i]);

      g_assert_nonnull (memmem (g_bytes_get_data (in_a, NULL), g_bytes_get_size (in_a), wanted[i], n));
      g_assert_cmpint (memmem (g_bytes_get_data (in_b, NULL), g_bytes_get_size (in_b), wanted[i], n) != NULL,
                       ==, i == 2);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_assert_null (yx_authority_new (yx_authority_certificate (root), key, &bad[i], &error));
      g_assert_error (error, YX_CRYPTO_ERROR, YX_CRYPTO_ERROR_MALFORMED);
      g_clear_error (&error);
    }
}

/* A key as openssl writes it is the certificate's, another's, or none. */
static void
test_key_pair (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *certificate; /* whose */
    const char *text;        /* (nullable): instead of the key */
    gint error;              /* -1: it fits */
  } rows[] = {
    { "a", NULL, -1 },
    { "b", NULL, YX_CRYPTO_ERROR_MISMATCH },
    { "a", "", YX_CRYPTO_ERROR_MALFORMED },
    { "a", "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n", YX_CRYPTO_ERROR_MALFORMED },
    { "a", "-----BEGIN ENCRYPTED PRIVATE KEY-----\nMAA=\n-----END ENCRYPTED PRIVATE KEY-----\n",
      YX_CRYPTO_ERROR_MALFORMED },
  };
  static const char command[]
      = "cd \"$0\" && for n in a b; do openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj /CN=$n"
        " -keyout $n.key -out $n.pem 2>/dev/null || exit 1; done";
  g_autoptr (YxTestFolder) folder = yx_test_folder_new ();
  const char *const make[] = { "sh", "-c", command, folder, NULL };
  g_autofree char *key_path = yx_test_folder_path (folder, "a.key");
  g_autofree char *key = NULL;
  g_autoptr (GError) error = NULL;
  int status = 1;

  g_assert_true (g_spawn_sync (NULL, (char **) make, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, &status, NULL));
  g_assert_cmpint (status, ==, 0);
  g_assert_true (g_file_get_contents (key_path, &key, NULL, NULL));
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *name = g_strconcat (rows[i].certificate, ".pem", NULL);
      g_autofree char *path = yx_test_folder_path (folder, name);
      g_autoptr (YxSecret) pem = yx_secret_new_text (rows[i].text != NULL ? rows[i].text : key);
      g_autoptr (YxCertificate) certificate = NULL;
      g_autoptr (GBytes) bytes = NULL;
      char *text = NULL;
      gsize size = 0;

      g_assert_true (g_file_get_contents (path, &text, &size, NULL));
      bytes = g_bytes_new_take (text, size);
      certificate = yx_certificate_from_pem (bytes, &error);
      g_assert_no_error (error);
      g_assert_cmpint (yx_certificate_check_key (certificate, pem, &error), ==, rows[i].error < 0);
      if (rows[i].error >= 0)
        g_assert_error (error, YX_CRYPTO_ERROR, rows[i].error);
      g_clear_error (&error);
    }
}

static void
test_pem (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  YxCertificate *root = yx_authority_certificate (fixture->pki->root);
  YxCertificate *issuing = yx_authority_certificate (fixture->pki->issuing);
  g_autofree char *one = yx_certificate_to_pem (root);
  g_autofree char *two = yx_certificate_to_pem (issuing);
  g_autofree char *both = g_strconcat ("comment\n", two, one, NULL);
  g_autoptr (GBytes) pem = g_bytes_new (both, strlen (both));
  g_autoptr (GPtrArray) list = yx_certificate_list_from_pem (pem, &error);
  g_autoptr (YxCertificate) first = yx_certificate_from_pem (pem, &error);
  g_autoptr (YxCertificate) again = yx_certificate_from_der (yx_certificate_der (root), &error);

  g_assert_no_error (error);
  g_assert_cmpuint (list->len, ==, 2);
  g_assert_true (yx_certificate_equal (first, issuing));
  g_assert_true (yx_certificate_equal (g_ptr_array_index (list, 1), root));
  g_assert_true (yx_certificate_equal (again, root));
  g_assert_false (yx_certificate_equal (root, issuing));
}

static void
test_hostile (Fixture *fixture, gconstpointer data)
{
  GBytes *der = yx_certificate_der (yx_authority_certificate (fixture->pki->root));
  gsize size = g_bytes_get_size (der);
  g_autofree guint8 *large = g_malloc0 (YX_CERTIFICATE_MAX_SIZE + 1);
  g_autoptr (GBytes) too_large = g_bytes_new (large, YX_CERTIFICATE_MAX_SIZE + 1);
  g_autoptr (GBytes) text = g_bytes_new_static ("no certificate", 14);
  g_autoptr (GError) error = NULL;

  g_assert_null (yx_certificate_from_der (too_large, &error));
  g_assert_error (error, YX_CRYPTO_ERROR, YX_CRYPTO_ERROR_TOO_LARGE);
  g_clear_error (&error);
  g_assert_null (yx_certificate_from_pem (text, &error));
  g_assert_error (error, YX_CRYPTO_ERROR, YX_CRYPTO_ERROR_MALFORMED);
  for (gsize i = 0; i < size; i++)
    {
      g_autofree guint8 *copy = g_memdup2 (g_bytes_get_data (der, NULL), size);
      g_autoptr (GBytes) cut = g_bytes_new_from_bytes (der, 0, i);
      g_autoptr (GBytes) changed = NULL;
      g_autoptr (YxCertificate) certificate = NULL;

      copy[i] ^= 0x21;
      changed = g_bytes_new (copy, size);
      certificate = yx_certificate_from_der (changed, NULL);
      if (certificate != NULL)
        g_assert_true (g_utf8_validate (yx_certificate_subject (certificate), -1, NULL));
      g_assert_null (yx_certificate_from_der (cut, NULL));
    }
}

static void
test_nicks (void)
{
  YxCertificateIdentity identity = YX_CERTIFICATE_IDENTITY_NONE;

  g_assert_cmpstr (yx_certificate_capacity_nick (YX_CERTIFICATE_ENTERPRISE), ==, "enterprise");
  g_assert_cmpstr (yx_certificate_identity_nick (YX_CERTIFICATE_IDENTITY_PROVIDER), ==, "provider");
  g_assert_true (yx_certificate_identity_parse ("attended", &identity));
  g_assert_cmpint (identity, ==, YX_CERTIFICATE_IDENTITY_ATTENDED);
  g_assert_false (yx_certificate_identity_parse ("perhaps", &identity));
  g_assert_false (yx_certificate_identity_parse (NULL, &identity));
}

#define ADD(name, function)                                                                                  \
  g_test_add ("/crypto/certificate/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_assert_true (yx_crypto_init ());
  g_test_init (&argc, &argv, NULL);
  ADD ("enterprise", test_enterprise);
  ADD ("person", test_person);
  ADD ("bad-subjects", test_bad_subjects);
  ADD ("bad-requests", test_bad_requests);
  ADD ("authorities", test_authorities);
  ADD ("issuer-ends", test_issuer_ends);
  ADD ("server", test_server);
  ADD ("urls", test_urls);
  ADD ("key-pair", test_key_pair);
  ADD ("pem", test_pem);
  ADD ("hostile", test_hostile);
  g_test_add_func ("/crypto/certificate/nicks", test_nicks);
  return g_test_run ();
}
