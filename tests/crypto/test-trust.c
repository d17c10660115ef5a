/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "crypto/yx-crypto.h"
#include "crypto/yx-trust.h"
#include "lib/yx-test-clock.h"
#include "lib/yx-test-pki.h"

#define DAY (G_GINT64_CONSTANT (24 * 3600) * G_USEC_PER_SEC)

typedef struct
{
  YxTestPki *pki;
  YxTestUser *user;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->pki = yx_test_pki_new (YX_TEST_NOW);
  fixture->user = yx_test_pki_person (fixture->pki, "李想");
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  yx_test_user_free (fixture->user);
  yx_test_pki_free (fixture->pki);
}

static void
test_purposes (Fixture *fixture, gconstpointer data)
{
  YxTestPki *pki = fixture->pki;
  const struct
  {
    YxCertificate *certificate;
    YxPurpose purpose;
  } good[] = {
    { fixture->user->certificate, YX_PURPOSE_DOCUMENTS },
    { pki->tsa->certificate, YX_PURPOSE_TIMESTAMPS },
    { pki->seal_maker->certificate, YX_PURPOSE_SEALS },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (good); i++)
    for (YxPurpose purpose = YX_PURPOSE_DOCUMENTS; purpose <= YX_PURPOSE_SEALS; purpose++)
      {
        YxTrustResult result
            = yx_trust_check (pki->trust, good[i].certificate, pki->chain, purpose, YX_TEST_NOW);

        g_assert_cmpint (result.status, ==,
                         purpose == good[i].purpose ? YX_TRUST_TRUSTED : YX_TRUST_UNTRUSTED);
        g_assert_cmpstr (result.reason, ==, purpose == good[i].purpose ? NULL : "purpose");
        g_assert_false (result.expired);
      }
}

/* An authority signs no documents, even where its chain holds. */
static void
test_authority_is_no_signer (Fixture *fixture, gconstpointer data)
{
  YxTrustResult result
      = yx_trust_check (fixture->pki->trust, yx_authority_certificate (fixture->pki->issuing), NULL,
                        YX_PURPOSE_DOCUMENTS, YX_TEST_NOW);

  g_assert_cmpint (result.status, ==, YX_TRUST_UNTRUSTED);
  g_assert_cmpstr (result.reason, ==, "purpose");
}

static void
test_times (Fixture *fixture, gconstpointer data)
{
  const struct
  {
    gint64 at;
    const char *reason;
  } rows[] = {
    { YX_TEST_NOW, NULL },
    { YX_TEST_NOW + 1000 * DAY, NULL },
    { YX_TEST_NOW - DAY, "not-yet-valid" },
    { YX_TEST_NOW + 4 * 365 * DAY, "expired" },
    { YX_TEST_NOW + 30 * 365 * DAY, "expired" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      YxTrustResult result = yx_trust_check (fixture->pki->trust, fixture->user->certificate,
                                             fixture->pki->chain, YX_PURPOSE_DOCUMENTS, rows[i].at);

      g_assert_cmpstr (result.reason, ==, rows[i].reason);
      g_assert_cmpint (result.expired, ==, rows[i].reason != NULL);
      g_assert_cmpint (result.status, ==, rows[i].reason == NULL ? YX_TRUST_TRUSTED : YX_TRUST_UNTRUSTED);
    }
}

static void
test_unknown (Fixture *fixture, gconstpointer data)
{
  g_autoptr (YxTrust) nothing = yx_trust_new ();
  g_autoptr (YxTestPki) other = yx_test_pki_new (YX_TEST_NOW);
  const struct
  {
    YxTrust *trust;
    GPtrArray *chain;
  } rows[] = {
    { nothing, fixture->pki->chain },
    { other->trust, fixture->pki->chain },
    { fixture->pki->trust, NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      YxTrustResult result = yx_trust_check (rows[i].trust, fixture->user->certificate, rows[i].chain,
                                             YX_PURPOSE_DOCUMENTS, YX_TEST_NOW);

      g_assert_cmpint (result.status, ==, YX_TRUST_UNKNOWN);
      g_assert_cmpstr (result.reason, ==, "no-anchor");
    }
}

/* A root that comes along with the signature is no anchor. */
static void
test_root_brought_along (Fixture *fixture, gconstpointer data)
{
  g_autoptr (YxTrust) nothing = yx_trust_new ();
  YxTrustResult result;

  g_ptr_array_add (fixture->pki->chain, yx_certificate_ref (yx_authority_certificate (fixture->pki->root)));
  result = yx_trust_check (nothing, fixture->user->certificate, fixture->pki->chain, YX_PURPOSE_DOCUMENTS,
                           YX_TEST_NOW);
  g_assert_cmpint (result.status, ==, YX_TRUST_UNKNOWN);
}

static void
test_anchors (Fixture *fixture, gconstpointer data)
{
  YxCertificate *issuing = yx_authority_certificate (fixture->pki->issuing);
  g_autoptr (YxTrust) by_intermediate = yx_trust_new ();
  g_autoptr (YxTrust) by_issuing = yx_trust_new ();
  g_autoptr (YxTrust) shared = yx_trust_ref (by_issuing);
  YxTrustResult result;

  yx_trust_add_anchor (by_intermediate, yx_authority_certificate (fixture->pki->root));
  yx_trust_add_intermediate (by_intermediate, issuing);
  result
      = yx_trust_check (by_intermediate, fixture->user->certificate, NULL, YX_PURPOSE_DOCUMENTS, YX_TEST_NOW);
  g_assert_cmpint (result.status, ==, YX_TRUST_TRUSTED);
  yx_trust_add_anchor (by_issuing, issuing);
  result = yx_trust_check (shared, fixture->user->certificate, NULL, YX_PURPOSE_DOCUMENTS, YX_TEST_NOW);
  g_assert_cmpint (result.status, ==, YX_TRUST_TRUSTED);
  g_assert_cmpuint (yx_trust_anchors (by_issuing)->len, ==, 1);
  g_assert_cmpstr (yx_trust_status_nick (result.status), ==, "trusted");
  g_assert_cmpstr (yx_trust_status_nick (YX_TRUST_UNKNOWN), ==, "unknown");
  g_assert_cmpstr (yx_trust_status_nick (YX_TRUST_UNTRUSTED), ==, "untrusted");
}

/* A changed certificate under a good name is not its issuer's. */
static void
test_forged (Fixture *fixture, gconstpointer data)
{
  GBytes *der = yx_certificate_der (fixture->user->certificate);
  gsize size = g_bytes_get_size (der);

  for (gsize i = 0; i < size; i++)
    {
      g_autofree guint8 *copy = g_memdup2 (g_bytes_get_data (der, NULL), size);
      g_autoptr (GBytes) changed = NULL;
      g_autoptr (YxCertificate) certificate = NULL;
      YxTrustResult result;

      copy[i] ^= 0x01;
      changed = g_bytes_new (copy, size);
      certificate = yx_certificate_from_der (changed, NULL);
      if (certificate == NULL)
        continue;
      result = yx_trust_check (fixture->pki->trust, certificate, fixture->pki->chain, YX_PURPOSE_DOCUMENTS,
                               YX_TEST_NOW);
      g_assert_cmpint (result.status, !=, YX_TRUST_TRUSTED);
    }
}

#define ADD(name, function) g_test_add ("/crypto/trust/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_assert_true (yx_crypto_init ());
  g_test_init (&argc, &argv, NULL);
  ADD ("purposes", test_purposes);
  ADD ("authority-is-no-signer", test_authority_is_no_signer);
  ADD ("times", test_times);
  ADD ("unknown", test_unknown);
  ADD ("root-brought-along", test_root_brought_along);
  ADD ("anchors", test_anchors);
  ADD ("forged", test_forged);
  return g_test_run ();
}
