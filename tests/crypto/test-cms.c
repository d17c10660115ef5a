/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>

#include "crypto/yx-cms.h"
#include "crypto/yx-crypto.h"
#include "lib/yx-test-clock.h"
#include "lib/yx-test-pki.h"

#define TYPE_SEAL "1.2.156.10197.6.1.4.1"

typedef struct
{
  YxTestPki *pki;
  YxTestUser *user;
  guint8 digest[YX_SHA256_SIZE];
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->pki = yx_test_pki_new (YX_TEST_NOW);
  fixture->user = yx_test_pki_person (fixture->pki, "李想");
  yx_sha256 ("contract", 8, fixture->digest);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  yx_test_user_free (fixture->user);
  yx_test_pki_free (fixture->pki);
}

static GBytes *
sign (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  GBytes *der = yx_cms_sign (&fixture->user->signer, fixture->digest, &error);

  g_assert_no_error (error);
  return der;
}

/* EN 319 142-1 §6.3, level B-B. */
static void
test_sign (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) der = sign (fixture);
  g_autoptr (YxCms) cms = yx_cms_verify (der, fixture->digest, &error);
  YxTrustResult trust;

  g_assert_no_error (error);
  g_assert_cmpstr (cms->reason, ==, NULL);
  g_assert_true (cms->valid);
  g_assert_true (cms->has_ess);
  g_assert_false (cms->has_signing_time);
  g_assert_null (cms->timestamp);
  g_assert_null (cms->content);
  g_assert_cmpstr (cms->algorithm, ==, "ECDSA P-256 with SHA-256");
  g_assert_cmpuint (cms->certificates->len, ==, 2);
  g_assert_true (yx_certificate_equal (cms->signer, fixture->user->certificate));
  g_assert_cmpuint (g_bytes_get_size (der), <, 6144 / 2);
  trust = yx_trust_check (fixture->pki->trust, cms->signer, cms->certificates, YX_PURPOSE_DOCUMENTS,
                          YX_TEST_NOW);
  g_assert_cmpint (trust.status, ==, YX_TRUST_TRUSTED);
}

static void
test_rsa (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YxKey) key = yx_key_generate (YX_ALGORITHM_RSA3072, &error);
  g_autoptr (GBytes) request = yx_key_request (key, &error);
  const YxSubject subject
      = { .name = "王芳", .account = "acc_aaaaaaaaaaaaaaaaaaaaaaaaaa", .capacity = YX_CERTIFICATE_PERSONAL };
  g_autoptr (YxCertificate) certificate
      = yx_authority_issue_user (fixture->pki->issuing, request, &subject, YX_TEST_NOW, &error);
  const YxSigner signer = { certificate, NULL, yx_cms_sign_with_key, key };
  g_autoptr (GBytes) der = yx_cms_sign (&signer, fixture->digest, &error);
  g_autoptr (YxCms) cms = der != NULL ? yx_cms_verify (der, fixture->digest, &error) : NULL;

  g_assert_no_error (error);
  g_assert_true (cms->valid);
  g_assert_cmpstr (cms->algorithm, ==, "RSA 3072 with SHA-256");
}

/* What other people's software says of it. */
static void
test_openssl_agrees (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("yx-XXXXXX", &error);
  g_autofree char *cms_path = g_build_filename (folder, "cms", NULL);
  g_autofree char *root_path = g_build_filename (folder, "root", NULL);
  g_autofree char *content_path = g_build_filename (folder, "content", NULL);
  g_autofree char *root = yx_certificate_to_pem (yx_authority_certificate (fixture->pki->root));
  g_autofree char *said = NULL;
  g_autoptr (GBytes) der = sign (fixture);
  g_autoptr (GSubprocess) openssl = NULL;

  g_assert_true (
      g_file_set_contents (cms_path, g_bytes_get_data (der, NULL), (gssize) g_bytes_get_size (der), NULL));
  g_assert_true (g_file_set_contents (root_path, root, -1, NULL));
  g_assert_true (g_file_set_contents (content_path, "contract", 8, NULL));
  openssl = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_MERGE, &error,
                              "openssl", "cms", "-verify", "-binary", "-inform", "DER", "-in", cms_path,
                              "-content", content_path, "-CAfile", root_path, "-cades", "-purpose", "any",
                              "-attime", "1772323200", NULL);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_communicate_utf8 (openssl, NULL, NULL, &said, NULL, &error));
  g_test_message ("%s", said);
  g_assert_true (g_subprocess_get_successful (openssl));
  g_assert_nonnull (strstr (said, "CAdES Verification successful"));
  g_unlink (cms_path);
  g_unlink (root_path);
  g_unlink (content_path);
  g_rmdir (folder);
}

static void
test_other_digest (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) der = sign (fixture);
  g_autoptr (YxCms) cms = NULL;

  fixture->digest[0] ^= 1;
  cms = yx_cms_verify (der, fixture->digest, NULL);
  g_assert_false (cms->valid);
  g_assert_cmpstr (cms->reason, ==, "digest-mismatch");
}

static GBytes *
change (GBytes *der, gsize at, guint8 difference)
{
  GByteArray *copy = g_byte_array_new ();

  g_byte_array_append (copy, g_bytes_get_data (der, NULL), (guint) g_bytes_get_size (der));
  copy->data[at] ^= difference;
  return g_byte_array_free_to_bytes (copy);
}

/*
 * Every byte changed in turn: none may leave the signature both valid and its chain whole. Only bytes of the
 * chain's certificates may leave it valid, and those break the chain.
 */
static void
test_every_byte (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) der = sign (fixture);
  const guint8 differences[] = { 0x01, 0x02, 0xff };

  for (gsize i = 0; i < g_bytes_get_size (der); i++)
    {
      g_autoptr (GBytes) changed = change (der, i, differences[i % G_N_ELEMENTS (differences)]);
      g_autoptr (YxCms) cms = yx_cms_verify (changed, fixture->digest, NULL);
      YxTrustResult trust;

      if (cms == NULL || !cms->valid)
        continue;
      g_assert_true (yx_certificate_equal (cms->signer, fixture->user->certificate));
      g_assert_true (cms->has_ess);
      trust = yx_trust_check (fixture->pki->trust, cms->signer, cms->certificates, YX_PURPOSE_DOCUMENTS,
                              YX_TEST_NOW);
      g_assert_cmpint (trust.status, !=, YX_TRUST_TRUSTED);
    }
}

/* Cut at every place. */
static void
test_truncated (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) der = sign (fixture);

  for (gsize size = 0; size < g_bytes_get_size (der); size++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) cut = g_bytes_new_from_bytes (der, 0, size);
      g_autoptr (YxCms) cms = yx_cms_verify (cut, fixture->digest, &error);

      g_assert_null (cms);
      g_assert_error (error, YX_CRYPTO_ERROR, YX_CRYPTO_ERROR_MALFORMED);
    }
}

static void
test_trim (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) der = sign (fixture);
  gsize size = g_bytes_get_size (der);
  g_autofree guint8 *padded = g_malloc0 (6144);
  g_autoptr (GBytes) whole = NULL;
  g_autoptr (GBytes) dirty = NULL;
  g_autoptr (GBytes) trimmed = NULL;
  g_autoptr (GBytes) zeros = g_bytes_new_static ("\0\0\0\0", 4);
  g_autoptr (GBytes) nothing = g_bytes_new_static ("", 0);
  g_autoptr (YxCms) untrimmed = NULL;

  memcpy (padded, g_bytes_get_data (der, NULL), size);
  whole = g_bytes_new (padded, 6144);
  trimmed = yx_cms_trim (whole, &error);
  g_assert_no_error (error);
  g_assert_true (g_bytes_equal (trimmed, der));
  untrimmed = yx_cms_verify (whole, fixture->digest, &error);
  g_assert_null (untrimmed);
  g_assert_error (error, YX_CRYPTO_ERROR, YX_CRYPTO_ERROR_MALFORMED);
  g_clear_error (&error);
  padded[6143] = 1;
  dirty = g_bytes_new (padded, 6144);
  g_assert_null (yx_cms_trim (dirty, &error));
  g_assert_error (error, YX_CRYPTO_ERROR, YX_CRYPTO_ERROR_MALFORMED);
  g_assert_null (yx_cms_trim (nothing, NULL));
  g_clear_error (&error);
  g_clear_pointer (&trimmed, g_bytes_unref);
  trimmed = yx_cms_trim (zeros, NULL);
  g_assert_cmpuint (trimmed != NULL ? g_bytes_get_size (trimmed) : 0, <=, 2);
}

/* A key that is not the certificate's, and one that refuses. */
static GBytes *
refuse (gpointer data, gconstpointer bytes, gsize size, GError **error)
{
  yx_crypto_error_set (error, YX_CRYPTO_ERROR_FAILED, "The card was pulled out");
  return NULL;
}

static void
test_wrong_key (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YxTestUser) other = yx_test_pki_person (fixture->pki, "王芳");
  YxSigner mixed = fixture->user->signer;

  mixed.data = other->key;
  g_assert_null (yx_cms_sign (&mixed, fixture->digest, &error));
  g_assert_error (error, YX_CRYPTO_ERROR, YX_CRYPTO_ERROR_MISMATCH);
  g_clear_error (&error);
  mixed.sign = refuse;
  g_assert_null (yx_cms_sign (&mixed, fixture->digest, &error));
  g_assert_error (error, YX_CRYPTO_ERROR, YX_CRYPTO_ERROR_FAILED);
}

static void
test_wrap (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) content = g_bytes_new_static ("{\"seal\":1}", 10);
  g_autoptr (GBytes) der = yx_cms_wrap (&fixture->pki->seal_maker->signer, TYPE_SEAL, content, &error);
  g_autoptr (YxCms) cms = yx_cms_unwrap (der, TYPE_SEAL, &error);
  g_autoptr (YxCms) other = NULL;
  YxTrustResult trust;

  g_assert_no_error (error);
  g_assert_true (cms->valid);
  g_assert_true (g_bytes_equal (cms->content, content));
  trust = yx_trust_check (fixture->pki->trust, cms->signer, cms->certificates, YX_PURPOSE_SEALS, YX_TEST_NOW);
  g_assert_cmpint (trust.status, ==, YX_TRUST_TRUSTED);
  other = yx_cms_unwrap (der, "1.2.3.4", &error);
  g_assert_null (other);
  g_assert_error (error, YX_CRYPTO_ERROR, YX_CRYPTO_ERROR_UNSUPPORTED);
  g_clear_error (&error);
  other = yx_cms_verify (der, fixture->digest, &error);
  g_assert_null (other);
  g_assert_error (error, YX_CRYPTO_ERROR, YX_CRYPTO_ERROR_UNSUPPORTED);
}

static void
test_wrapped_content_changed (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) content = g_bytes_new_static ("QQQQQQQQQQQQQQQQ", 16);
  g_autoptr (GBytes) der = yx_cms_wrap (&fixture->pki->seal_maker->signer, TYPE_SEAL, content, NULL);
  const guint8 *bytes = g_bytes_get_data (der, NULL);
  const guint8 *found = memmem (bytes, g_bytes_get_size (der), "QQQQQQQQQQQQQQQQ", 16);
  g_autoptr (GBytes) changed = change (der, (gsize) (found - bytes) + 3, 1);
  g_autoptr (YxCms) cms = yx_cms_unwrap (changed, TYPE_SEAL, NULL);

  g_assert_false (cms->valid);
  g_assert_cmpstr (cms->reason, ==, "digest-mismatch");
}

static void
test_detached_is_not_attached (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) der = sign (fixture);
  g_autoptr (YxCms) cms = yx_cms_unwrap (der, "1.2.840.113549.1.7.1", &error);

  g_assert_null (cms);
  g_assert_error (error, YX_CRYPTO_ERROR, YX_CRYPTO_ERROR_UNSUPPORTED);
}

static void
test_limits (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree guint8 *zeros = g_malloc0 (YX_CMS_MAX_SIZE + 1);
  g_autoptr (GBytes) large = g_bytes_new (zeros, YX_CMS_MAX_SIZE + 1);
  g_autoptr (YxCms) cms = yx_cms_verify (large, fixture->digest, &error);

  g_assert_null (cms);
  g_assert_error (error, YX_CRYPTO_ERROR, YX_CRYPTO_ERROR_TOO_LARGE);
  g_clear_error (&error);
  g_assert_null (yx_cms_wrap (&fixture->user->signer, TYPE_SEAL, large, &error));
  g_assert_error (error, YX_CRYPTO_ERROR, YX_CRYPTO_ERROR_TOO_LARGE);
}

#define ADD(name, function) g_test_add ("/crypto/cms/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_assert_true (yx_crypto_init ());
  g_test_init (&argc, &argv, NULL);
  ADD ("sign", test_sign);
  ADD ("rsa", test_rsa);
  ADD ("openssl-agrees", test_openssl_agrees);
  ADD ("other-digest", test_other_digest);
  ADD ("every-byte", test_every_byte);
  ADD ("truncated", test_truncated);
  ADD ("trim", test_trim);
  ADD ("wrong-key", test_wrong_key);
  ADD ("wrap", test_wrap);
  ADD ("wrapped-content-changed", test_wrapped_content_changed);
  ADD ("detached-is-not-attached", test_detached_is_not_attached);
  ADD ("limits", test_limits);
  return g_test_run ();
}
