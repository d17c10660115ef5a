/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "lib/yx-test-pki.h"

#include "base/yx-id.h"
#include "crypto/yx-crypto.h"

static YxTestUser *
make_user (YxTestPki *pki, YxKey *key, YxCertificate *certificate)
{
  YxTestUser *user = g_new0 (YxTestUser, 1);

  user->key = key;
  user->certificate = certificate;
  user->chain = g_ptr_array_ref (pki->chain);
  user->signer = (YxSigner){ certificate, user->chain, yx_cms_sign_with_key, key };
  return user;
}

static YxKey *
make_key (void)
{
  g_autoptr (GError) error = NULL;
  YxKey *key = yx_key_generate (YX_ALGORITHM_P256, &error);

  g_assert_no_error (error);
  return key;
}

static YxTestUser *
make_service (YxTestPki *pki, YxService service, const char *name)
{
  g_autoptr (GError) error = NULL;
  YxKey *key = make_key ();
  g_autoptr (GBytes) public_key = yx_key_public (key, NULL);
  YxCertificate *certificate
      = yx_authority_issue_service (pki->issuing, service, name, public_key, pki->now, &error);

  g_assert_no_error (error);
  return make_user (pki, key, certificate);
}

static YxAuthority *
make_issuing (YxAuthority *root, gint64 now)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YxKey) key = make_key ();
  g_autoptr (GBytes) public_key = yx_key_public (key, NULL);
  g_autoptr (YxCertificate) certificate
      = yx_authority_issue_authority (root, "测试网厅签发中心", public_key, now, &error);
  YxAuthority *issuing;

  g_assert_no_error (error);
  issuing = yx_authority_new (certificate, key, NULL, &error);
  g_assert_no_error (error);
  return issuing;
}

/* Makes the authorities of a hall, all keys P-256, all certificates beginning at @now. */
YxTestPki *
yx_test_pki_new (gint64 now)
{
  g_autoptr (GError) error = NULL;
  YxTestPki *pki = g_new0 (YxTestPki, 1);
  g_autoptr (YxKey) key = NULL;

  g_assert_true (yx_crypto_init ());
  key = make_key ();
  pki->now = now;
  pki->root = yx_authority_new_root ("测试网厅根", key, now, &error);
  g_assert_no_error (error);
  pki->issuing = make_issuing (pki->root, now);
  pki->chain = yx_certificate_list_new ();
  g_ptr_array_add (pki->chain, yx_certificate_ref (yx_authority_certificate (pki->issuing)));
  pki->trust = yx_trust_new ();
  yx_trust_add_anchor (pki->trust, yx_authority_certificate (pki->root));
  pki->seal_maker = make_service (pki, YX_SERVICE_SEAL_MAKER, "测试网厅制章中心");
  pki->tsa = make_service (pki, YX_SERVICE_TSA, "测试网厅时间戳");
  return pki;
}

void
yx_test_pki_free (YxTestPki *pki)
{
  yx_test_user_free (pki->seal_maker);
  yx_test_user_free (pki->tsa);
  yx_authority_free (pki->root);
  yx_authority_free (pki->issuing);
  yx_trust_unref (pki->trust);
  g_ptr_array_unref (pki->chain);
  g_free (pki);
}

/* A user with a new P-256 key, whose certificate begins at @now. */
YxTestUser *
yx_test_pki_user (YxTestPki *pki, const YxSubject *subject, gint64 now)
{
  g_autoptr (GError) error = NULL;
  YxKey *key = make_key ();
  g_autoptr (GBytes) request = yx_key_request (key, &error);
  YxCertificate *certificate = NULL;

  g_assert_no_error (error);
  certificate = yx_authority_issue_user (pki->issuing, request, subject, now, &error);
  g_assert_no_error (error);
  return make_user (pki, key, certificate);
}

/* Somebody who signs for themselves; identity `none`. */
YxTestUser *
yx_test_pki_person (YxTestPki *pki, const char *name)
{
  g_autofree char *account = yx_id_new ("acc");
  const YxSubject subject = { .name = name, .account = account, .capacity = YX_CERTIFICATE_PERSONAL };

  return yx_test_pki_user (pki, &subject, pki->now);
}

/* Somebody who signs for an enterprise; identity `none`. */
YxTestUser *
yx_test_pki_enterprise (YxTestPki *pki, const char *name, const char *organisation, const char *uscc)
{
  g_autofree char *account = yx_id_new ("acc");
  const YxSubject subject = { .name = name,
                              .organisation = organisation,
                              .uscc = uscc,
                              .account = account,
                              .capacity = YX_CERTIFICATE_ENTERPRISE };

  return yx_test_pki_user (pki, &subject, pki->now);
}

void
yx_test_user_free (YxTestUser *user)
{
  yx_key_unref (user->key);
  yx_certificate_unref (user->certificate);
  g_ptr_array_unref (user->chain);
  g_free (user);
}
