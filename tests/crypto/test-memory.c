/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "crypto/yx-cms.h"
#include "crypto/yx-crypto.h"
#include "crypto/yx-envelope.h"
#include "lib/yx-test-clock.h"
#include "lib/yx-test-memory.h"
#include "lib/yx-test-pki.h"

/* Where the private number stands in a P-256 key as PKCS#8 (RFC 5915 §3 in RFC 5958 §2). */
#define SCALAR_OFFSET 36
#define SCALAR_SIZE 32

/* The private number in both orders: as DER writes it, and as OpenSSL holds it. */
typedef struct
{
  guint8 written[SCALAR_SIZE];
  guint8 held[SCALAR_SIZE];
} Wanted;

static void
remember (Wanted *wanted, YxSecret *pkcs8)
{
  const guint8 *bytes = yx_secret_bytes (pkcs8);

  g_assert_cmpuint (yx_secret_size (pkcs8), ==, 138);
  memcpy (wanted->written, bytes + SCALAR_OFFSET, SCALAR_SIZE);
  yx_test_memory_mask (wanted->written, SCALAR_SIZE);
  for (gsize i = 0; i < SCALAR_SIZE; i++)
    wanted->held[i] = wanted->written[SCALAR_SIZE - 1 - i];
}

static guint
count (const Wanted *wanted, YxTestMemory where)
{
  return yx_test_memory_find (where, wanted->written, SCALAR_SIZE)
         + yx_test_memory_find (where, wanted->held, SCALAR_SIZE);
}

/* The search itself finds what is there. */
static void
test_search (void)
{
  guint8 masked[SCALAR_SIZE];
  g_autofree guint8 *plain = g_malloc (SCALAR_SIZE);
  g_autoptr (YxSecret) secret = NULL;

  for (guint8 i = 0; i < SCALAR_SIZE; i++)
    masked[i] = (guint8) (i * 37 + 11);
  memcpy (plain, masked, SCALAR_SIZE);
  yx_test_memory_mask (plain, SCALAR_SIZE);
  g_assert_cmpuint (yx_test_memory_find (YX_TEST_MEMORY_PLAIN, masked, SCALAR_SIZE), ==, 1);
  secret = yx_secret_new_copy (plain, SCALAR_SIZE);
  g_assert_cmpuint (yx_test_memory_find (YX_TEST_MEMORY_PLAIN, masked, SCALAR_SIZE), ==, 1);
  g_assert_cmpuint (yx_test_memory_find (YX_TEST_MEMORY_ALL, masked, SCALAR_SIZE), ==, 2);
  yx_wipe (plain, SCALAR_SIZE);
  g_assert_cmpuint (yx_test_memory_find (YX_TEST_MEMORY_PLAIN, masked, SCALAR_SIZE), ==, 0);
}

/* Everything that happens to a user's key on the desktop. */
static void
use_key (YxTestPki *pki, Wanted *wanted)
{
  g_autoptr (GError) error = NULL;
  const YxSubject subject
      = { .name = "李想", .account = "acc_aaaaaaaaaaaaaaaaaaaaaaaaaa", .capacity = YX_CERTIFICATE_PERSONAL };
  const guint8 digest[YX_SHA256_SIZE] = { 1, 2, 3 };
  g_autoptr (YxKey) key = yx_key_generate (YX_ALGORITHM_P256, &error);
  g_autoptr (YxSecret) pkcs8 = yx_key_to_pkcs8 (key, &error);
  g_autoptr (GBytes) request = yx_key_request (key, &error);
  g_autoptr (YxCertificate) certificate
      = yx_authority_issue_user (pki->issuing, request, &subject, pki->now, &error);
  g_autoptr (YxKeyBundle) empty = yx_key_bundle_new ();
  g_autoptr (YxKeyBundle) bundle = yx_key_bundle_with (empty, "crt_1", pkcs8);
  g_autoptr (YxSecret) password = yx_secret_new_text ("correct horse 9");
  g_autoptr (GBytes) parameters = yx_envelope_parameters_new (&YX_SCRYPT_TEST, &error);
  g_autoptr (YxEnvelopeKeys) keys = yx_envelope_derive (parameters, password, &error);
  g_autoptr (GBytes) envelope = yx_envelope_seal (parameters, keys->wrap, bundle, &error);
  g_autoptr (YxKeyBundle) opened = yx_envelope_open (envelope, keys->wrap, &error);
  g_autoptr (YxKey) unlocked = yx_key_from_pkcs8 (yx_key_bundle_find (opened, "crt_1"), &error);
  const YxSigner signer = { certificate, pki->chain, yx_cms_sign_with_key, unlocked };
  g_autoptr (GBytes) cms = yx_cms_sign (&signer, digest, &error);
  g_autoptr (GBytes) pem = yx_key_to_pem (unlocked, password, &error);
  g_autoptr (YxKey) from_pem = yx_key_from_pem (pem, password, &error);

  g_assert_no_error (error);
  g_assert_nonnull (cms);
  g_assert_true (yx_key_is_secure (key));
  g_assert_true (yx_key_is_secure (unlocked));
  g_assert_true (yx_key_is_secure (from_pem));
  remember (wanted, pkcs8);
  g_assert_cmpuint (yx_test_memory_find (YX_TEST_MEMORY_ALL, wanted->written, SCALAR_SIZE), >=, 1);
  g_assert_cmpuint (yx_test_memory_find (YX_TEST_MEMORY_ALL, wanted->held, SCALAR_SIZE), >=, 2);
  g_assert_cmpuint (count (wanted, YX_TEST_MEMORY_PLAIN), ==, 0);
}

static void
test_private_key (void)
{
  g_autoptr (YxTestPki) pki = yx_test_pki_new (YX_TEST_NOW);
  guint secrets = yx_secret_count ();
  Wanted wanted;

  for (int i = 0; i < 3; i++)
    {
      use_key (pki, &wanted);
      g_assert_cmpuint (yx_secret_count (), ==, secrets);
      g_assert_cmpuint (count (&wanted, YX_TEST_MEMORY_ALL), ==, 0);
    }
}

/* The same when OpenSSL writes and reads PKCS#8 and nothing goes wrong at once. */
static void
test_refused_key (void)
{
  g_autoptr (YxKey) key = yx_key_generate (YX_ALGORITHM_P256, NULL);
  g_autoptr (YxSecret) pkcs8 = yx_key_to_pkcs8 (key, NULL);
  Wanted wanted;

  remember (&wanted, pkcs8);
  for (gsize i = 0; i < SCALAR_OFFSET; i++)
    {
      guint8 *byte = (guint8 *) yx_secret_bytes (pkcs8) + i;
      g_autoptr (YxKey) other = NULL;

      *byte ^= 0x41;
      other = yx_key_from_pkcs8 (pkcs8, NULL);
      *byte ^= 0x41;
      g_assert_cmpuint (count (&wanted, YX_TEST_MEMORY_PLAIN), ==, 0);
    }
}

int
main (int argc, char **argv)
{
  g_assert_true (yx_crypto_init ());
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/crypto/memory/search", test_search);
  g_test_add_func ("/crypto/memory/private-key", test_private_key);
  g_test_add_func ("/crypto/memory/refused-key", test_refused_key);
  return g_test_run ();
}
