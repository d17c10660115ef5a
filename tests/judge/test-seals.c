/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "base/yx-id.h"
#include "crypto/yx-crypto.h"
#include "judge/yx-judge-seal.h"
#include "lib/yx-test-clock.h"
#include "pdf/yx-pdf-judge.h"
#include "pdf/yx-pdf-picture.h"
#include "seal/yx-seal-drawing.h"
#include "seal/yx-seal-number.h"
#include "seal/yx-seal-object.h"
#include "pdf/yx-sample.h"

#define DAY (G_GINT64_CONSTANT (86400) * G_USEC_PER_SEC)
#define USCC "91350100M000100Y43"
#define OTHER_USCC "91220101MA0000007M"
#define NAME "杭州印信科技有限公司"

typedef struct
{
  YxTestPki *pki;
  YxTestPki *elsewhere;
  YxTestUser *user;
  YxTestUser *other;
  GBytes *prepared;
  GBytes *picture;
  GBytes *other_picture;
  char *id;
  char *number;
} Fixture;

/* One thing that is not as it should be. */
typedef enum
{
  NOTHING,
  NO_GRANT,
  OTHER_PICTURE,
  OTHER_NUMBER,
  NO_NUMBER,
  EXPIRED,
  NOT_A_SEAL_MAKER,
  GARBAGE,
  OTHER_ENTERPRISE,
  OTHER_ENTERPRISES_SEAL,
  OTHER_MAKER,
  CHANGED,
  CUT,
  OTHER_SEAL,
  OTHER_SEALS_PICTURE,
  OTHER_DIGEST,
  NOT_YET,
  TYPE_CONTRACT,
  TYPE_LABOUR,
  TYPE_PERSONNEL,
  TYPE_FINANCE,
  TYPE_INVOICE,
  TYPE_HEAD,
} Fault;

typedef struct
{
  const char *name;
  Fault fault;
  YxVerdictStatus status;
  const char *reason;
} Case;

static const Case cases[] = {
  { "good", NOTHING, YX_VERDICT_PASSED, NULL },
  { "not-granted", NO_GRANT, YX_VERDICT_FAILED, "seal-not-entitled" },
  { "other-picture", OTHER_PICTURE, YX_VERDICT_FAILED, "seal-not-shown" },
  { "other-number", OTHER_NUMBER, YX_VERDICT_FAILED, "seal-not-shown" },
  { "no-number", NO_NUMBER, YX_VERDICT_FAILED, "seal-not-shown" },
  { "expired", EXPIRED, YX_VERDICT_FAILED, "seal-not-valid" },
  { "not-yet-valid", NOT_YET, YX_VERDICT_FAILED, "seal-not-valid" },
  { "forged-by-a-user", NOT_A_SEAL_MAKER, YX_VERDICT_FAILED, "seal-forged" },
  { "another-halls-maker", OTHER_MAKER, YX_VERDICT_INDETERMINATE, "seal-maker-not-trusted" },
  { "changed", CHANGED, YX_VERDICT_FAILED, "seal-unreadable" },
  { "cut", CUT, YX_VERDICT_FAILED, "seal-unreadable" },
  { "another-enterprises-seal", OTHER_ENTERPRISES_SEAL, YX_VERDICT_FAILED, "seal-not-entitled" },
  { "another-seal", OTHER_SEAL, YX_VERDICT_FAILED, "seal-not-shown" },
  { "another-seals-picture", OTHER_SEALS_PICTURE, YX_VERDICT_FAILED, "seal-not-shown" },
  { "another-digest", OTHER_DIGEST, YX_VERDICT_FAILED, "seal-not-shown" },
  { "type-contract", TYPE_CONTRACT, YX_VERDICT_PASSED, NULL },
  { "type-labour-contract", TYPE_LABOUR, YX_VERDICT_PASSED, NULL },
  { "type-personnel", TYPE_PERSONNEL, YX_VERDICT_PASSED, NULL },
  { "type-finance", TYPE_FINANCE, YX_VERDICT_FAILED, "seal-wrong-type" },
  { "type-invoice", TYPE_INVOICE, YX_VERDICT_FAILED, "seal-wrong-type" },
  { "type-name-seal", TYPE_HEAD, YX_VERDICT_FAILED, "seal-wrong-type" },
  { "garbage", GARBAGE, YX_VERDICT_FAILED, "seal-unreadable" },
  { "other-enterprise", OTHER_ENTERPRISE, YX_VERDICT_FAILED, "seal-not-entitled" },
};

static void
set_up (Fixture *fixture, gconstpointer data)
{
  YxSealFace face = { .kind = YX_SEAL_UNIT, .name = NAME, .uscc = USCC };
  g_autoptr (GBytes) base = yx_sample_pages (1);
  g_autoptr (GError) error = NULL;

  fixture->pki = yx_test_pki_new (YX_TEST_NOW);
  fixture->user = yx_test_pki_enterprise (fixture->pki, "赵敏", NAME, USCC);
  fixture->other = yx_test_pki_enterprise (fixture->pki, "王强", "长春示例有限公司", OTHER_USCC);
  fixture->prepared = yx_sample_prepared (base);
  fixture->elsewhere = yx_test_pki_new (YX_TEST_NOW);
  face.measures = yx_seal_measures (face.kind, YX_UNIT_LIMITED);
  fixture->picture = yx_seal_pdf (&face, &error);
  g_assert_no_error (error);
  face.kind = YX_SEAL_CONTRACT;
  fixture->other_picture = yx_seal_pdf (&face, &error);
  g_assert_no_error (error);
  fixture->id = yx_id_new ("sea");
  fixture->number = yx_seal_number_new (USCC, 1, NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  yx_test_user_free (fixture->user);
  yx_test_user_free (fixture->other);
  yx_test_pki_free (fixture->pki);
  yx_test_pki_free (fixture->elsewhere);
  g_bytes_unref (fixture->prepared);
  g_bytes_unref (fixture->picture);
  g_bytes_unref (fixture->other_picture);
  g_free (fixture->id);
  g_free (fixture->number);
}

static YxTestUser *
find_maker (Fixture *fixture, Fault fault)
{
  if (fault == OTHER_MAKER)
    return fixture->elsewhere->seal_maker;
  return fault == NOT_A_SEAL_MAKER ? fixture->user : fixture->pki->seal_maker;
}

/* The digest that the seal object names. */
static GBytes *
find_digest (Fixture *fixture, Fault fault)
{
  if (fault == OTHER_DIGEST)
    return g_bytes_new_take (g_strnfill (YX_SHA256_SIZE, 'x'), YX_SHA256_SIZE);
  return yx_pdf_picture_digest (fault == OTHER_SEAL ? fixture->other_picture : fixture->picture, NULL);
}

/* The object with something other than it was signed. */
static GBytes *
spoil (GBytes *object, Fault fault)
{
  gsize size;
  guint8 *bytes = g_bytes_unref_to_data (object, &size);
  guint8 *label = memmem (bytes, size, "公章", strlen ("公章"));

  if (fault == CUT)
    size -= 7;
  g_assert_nonnull (label);
  if (fault == CHANGED)
    memcpy (label, "私章", strlen ("私章"));
  return g_bytes_new_take (bytes, size);
}

static YxSealKind
find_kind (Fault fault)
{
  return fault >= TYPE_CONTRACT ? (YxSealKind) (YX_SEAL_CONTRACT + fault - TYPE_CONTRACT) : YX_SEAL_UNIT;
}

static GBytes *
make_object (Fixture *fixture, Fault fault)
{
  g_autoptr (GPtrArray) grantees = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  g_autoptr (GBytes) digest = find_digest (fixture, fault);
  g_autoptr (GBytes) content = NULL;
  g_autoptr (GError) error = NULL;
  YxTestUser *grantee = fault == NO_GRANT || fault == OTHER_ENTERPRISE ? fixture->other : fixture->user;
  guint8 fingerprint[YX_SHA256_SIZE];
  GBytes *object = NULL;
  YxSealObjectFields fields = {
    .id = fixture->id, .version = 3, .kind = find_kind (fault), .label = "公章", .name = NAME,
    .uscc = fault == OTHER_ENTERPRISES_SEAL ? OTHER_USCC : USCC,
    .number = fixture->number, .remark = YX_SEAL_REMARK_OWN, .picture_digest = digest, .width = 40, .height = 40,
    .created = YX_TEST_NOW - 9 * DAY, .valid_from = YX_TEST_NOW - 9 * DAY,
    .valid_to = fault == EXPIRED ? YX_TEST_NOW - DAY : YX_TEST_NOW + 1000 * DAY, .grantees = grantees,
  };

  if (fault == GARBAGE)
    return g_bytes_new_static ("no seal", 7);
  if (fault == NOT_YET)
    fields.valid_from = YX_TEST_NOW + 500 * DAY;
  g_assert_true (yx_hex_parse (yx_certificate_fingerprint (grantee->certificate), fingerprint, sizeof fingerprint));
  g_ptr_array_add (grantees, g_bytes_new (fingerprint, sizeof fingerprint));
  content = yx_seal_object_content (&fields, &error);
  g_assert_no_error (error);
  object = yx_seal_object_sign (&find_maker (fixture, fault)->signer, content, &error);
  g_assert_no_error (error);
  return fault == CHANGED || fault == CUT ? spoil (object, fault) : object;
}

/* What the place shows. */
static GBytes *
find_mark (Fixture *fixture, Fault fault)
{
  if (fault == OTHER_PICTURE)
    return yx_sample_picture (113.386, 113.386, 5);
  return g_bytes_ref (fault == OTHER_SEALS_PICTURE ? fixture->other_picture : fixture->picture);
}

static GBytes *
seal (Fixture *fixture, Fault fault)
{
  g_autoptr (GBytes) object = make_object (fixture, fault);
  g_autoptr (GBytes) mark = find_mark (fixture, fault);
  g_autoptr (GBytes) appended = NULL;
  g_autoptr (GError) error = NULL;
  const char *const lines[] = { fault == NO_NUMBER ? NULL : fault == OTHER_NUMBER ? "350100000024" : fixture->number,
                                NULL };
  const YxPdfSigning what = {
    .field = "yx.employer", .at = YX_TEST_NOW, .mark = mark, .captions = lines, .seal = object,
    .signer = fault == OTHER_ENTERPRISE ? &fixture->other->signer : &fixture->user->signer,
  };

  appended = yx_pdf_sign (fixture->prepared, &what, &error);
  g_assert_no_error (error);
  return yx_sample_join (fixture->prepared, appended);
}

static void
test_seal (Fixture *fixture, gconstpointer data)
{
  const Case *checked = data;
  const YxPdfJudging by = { fixture->pki->trust, YX_TEST_NOW + DAY, NULL };
  g_autoptr (GBytes) document = seal (fixture, checked->fault);
  g_autoptr (YxVerdict) verdict = yx_pdf_judge (document, &by);
  YxVerdictSignature *signature = verdict->signatures->pdata[0];

  g_assert_cmpint (verdict->status, ==, YX_VERDICT_PASSED);
  yx_judge_seals (verdict, fixture->pki->trust, by.now);
  g_assert_cmpint (verdict->status, ==, checked->status);
  if (checked->reason != NULL)
    g_assert_true (yx_verdict_has_reason (verdict, checked->reason));
  if (g_strcmp0 (checked->reason, "seal-unreadable") == 0)
    {
      g_assert_null (signature->seal);
      return;
    }
  g_assert_cmpstr (signature->seal->id, ==, fixture->id);
  g_assert_cmpuint (signature->seal->version, ==, 3);
  g_assert_cmpstr (signature->seal->name, ==, "公章");
  g_assert_cmpint (signature->seal->entitled, ==, g_strcmp0 (checked->reason, "seal-not-entitled") != 0);
}

/* A seal that expired since: a claimed time proves no use before, a timestamp does. */
static void
test_expired_since (Fixture *fixture, gconstpointer data)
{
  YxSampleCast cast = { fixture->pki, fixture->user, fixture->other };
  const YxPdfJudging by = { fixture->pki->trust, YX_TEST_NOW + 1001 * DAY, NULL };
  g_autoptr (GBytes) document = seal (fixture, NOTHING);
  g_autoptr (GBytes) stamped = yx_sample_stamp (document, &cast);
  g_autoptr (YxVerdict) claimed = yx_pdf_judge (document, &by);
  g_autoptr (YxVerdict) proven = yx_pdf_judge (stamped, &by);

  yx_judge_seals (claimed, fixture->pki->trust, by.now);
  g_assert_cmpint (claimed->status, ==, YX_VERDICT_INDETERMINATE);
  g_assert_true (yx_verdict_has_reason (claimed, "seal-not-valid"));
  yx_judge_seals (proven, fixture->pki->trust, by.now);
  g_assert_false (yx_verdict_has_reason (proven, "seal-not-valid"));
  g_assert_true (((YxVerdictSignature *) proven->signatures->pdata[0])->time_proven);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_assert_true (yx_crypto_init ());
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/judge/seals/", cases[i].name, NULL);

      g_test_add (path, Fixture, &cases[i], set_up, test_seal, tear_down);
    }
  g_test_add ("/judge/seals/expired-since", Fixture, NULL, set_up, test_expired_since, tear_down);
  return g_test_run ();
}
