/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "base/yx-id.h"
#include "crypto/yx-crypto.h"
#include "crypto/yx-der.h"
#include "lib/yx-test-clock.h"
#include "lib/yx-test-pki.h"
#include "seal/yx-seal-error.h"
#include "seal/yx-seal-number.h"
#include "seal/yx-seal-object.h"

#define DAY (G_GINT64_CONSTANT (86400) * G_USEC_PER_SEC)
#define USCC "91350100M000100Y43"

typedef struct
{
  YxTestPki *pki;
  char *id;
  char *number;
  YxSealObjectFields fields;
} Fixture;

static GBytes *
digest_of (const char *text)
{
  guint8 digest[YX_SHA256_SIZE];

  yx_sha256 (text, strlen (text), digest);
  return g_bytes_new (digest, sizeof digest);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->pki = yx_test_pki_new (YX_TEST_NOW);
  fixture->id = yx_id_new ("sea");
  fixture->number = yx_seal_number_new (USCC, 1, NULL);
  fixture->fields = (YxSealObjectFields) {
    .id = fixture->id, .version = 1, .kind = YX_SEAL_UNIT, .label = "行政章（总部）", .name = "杭州印信科技有限公司",
    .uscc = USCC, .number = fixture->number, .remark = YX_SEAL_REMARK_OWN, .picture_digest = digest_of ("picture"),
    .width = 40, .height = 40, .created = YX_TEST_NOW, .valid_from = YX_TEST_NOW, .valid_to = YX_TEST_NOW + 1000 * DAY,
    .grantees = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref),
  };
  g_ptr_array_add (fixture->fields.grantees, digest_of ("b"));
  g_ptr_array_add (fixture->fields.grantees, digest_of ("a"));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  yx_test_pki_free (fixture->pki);
  g_bytes_unref (fixture->fields.picture_digest);
  g_ptr_array_unref (fixture->fields.grantees);
  g_free (fixture->id);
  g_free (fixture->number);
}

static GBytes *
make_content (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  GBytes *content = yx_seal_object_content (&fixture->fields, &error);

  g_assert_no_error (error);
  return content;
}

static GBytes *
make_object (Fixture *fixture)
{
  g_autoptr (GBytes) content = make_content (fixture);
  g_autoptr (GError) error = NULL;
  GBytes *object = yx_seal_object_sign (&fixture->pki->seal_maker->signer, content, &error);

  g_assert_no_error (error);
  return object;
}

static void
check_same (const YxSealObjectFields *a, const YxSealObjectFields *b)
{
  g_assert_cmpstr (a->id, ==, b->id);
  g_assert_cmpuint (a->version, ==, b->version);
  g_assert_cmpint (a->kind, ==, b->kind);
  g_assert_cmpstr (a->label, ==, b->label);
  g_assert_cmpstr (a->name, ==, b->name);
  g_assert_cmpstr (a->uscc, ==, b->uscc);
  g_assert_cmpstr (a->number, ==, b->number);
  g_assert_cmpstr (a->remark, ==, b->remark);
  g_assert_true (g_bytes_equal (a->picture_digest, b->picture_digest));
  g_assert_cmpuint (a->width, ==, b->width);
  g_assert_cmpuint (a->height, ==, b->height);
  g_assert_cmpint (a->created, ==, b->created);
  g_assert_cmpint (a->valid_from, ==, b->valid_from);
  g_assert_cmpint (a->valid_to, ==, b->valid_to);
  g_assert_cmpuint (a->grantees->len, ==, b->grantees->len);
}

static void
test_round_trip (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) bytes = make_object (fixture);
  g_autoptr (GError) error = NULL;
  g_autoptr (YxSealObject) object = yx_seal_object_open (bytes, fixture->pki->trust, YX_TEST_NOW + DAY, &error);
  YxSealObject *again;

  g_assert_no_error (error);
  check_same (&fixture->fields, yx_seal_object_fields (object));
  g_assert_true (yx_certificate_equal (yx_seal_object_maker (object), fixture->pki->seal_maker->certificate));
  again = yx_seal_object_ref (object);
  yx_seal_object_unref (again);
  g_assert_cmpuint (g_bytes_get_size (bytes), <, 4096);
}

/* The order in which the grantees were given does not show. */
static void
test_same_bytes (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) one = make_content (fixture);
  g_autoptr (GBytes) other = NULL;
  gpointer first = g_ptr_array_steal_index (fixture->fields.grantees, 0);

  g_ptr_array_add (fixture->fields.grantees, first);
  other = make_content (fixture);
  g_assert_true (g_bytes_equal (one, other));
}

static void
test_entitles (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) content = NULL;
  g_autoptr (YxSealObject) object = NULL;
  g_autoptr (YxTestUser) user = yx_test_pki_enterprise (fixture->pki, "李想", "杭州印信科技有限公司", USCC);
  g_autoptr (YxTestUser) stranger = yx_test_pki_person (fixture->pki, "王芳");
  guint8 fingerprint[YX_SHA256_SIZE];

  g_assert_true (yx_hex_parse (yx_certificate_fingerprint (user->certificate), fingerprint, sizeof fingerprint));
  g_ptr_array_add (fixture->fields.grantees, g_bytes_new (fingerprint, sizeof fingerprint));
  content = make_content (fixture);
  object = yx_seal_object_parse_content (content, NULL);
  g_assert_true (yx_seal_object_entitles (object, yx_certificate_fingerprint (user->certificate)));
  g_assert_false (yx_seal_object_entitles (object, yx_certificate_fingerprint (stranger->certificate)));
  g_assert_false (yx_seal_object_entitles (object, NULL));
  g_assert_false (yx_seal_object_entitles (object, ""));
  g_assert_false (yx_seal_object_entitles (object, "zz"));
}

/* What nobody signed has no maker and no trust. */
static void
test_unsigned (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) content = make_content (fixture);
  g_autoptr (GError) error = NULL;
  g_autoptr (YxSealObject) object = yx_seal_object_parse_content (content, &error);

  g_assert_no_error (error);
  check_same (&fixture->fields, yx_seal_object_fields (object));
  g_assert_null (yx_seal_object_maker (object));
  g_assert_cmpint (yx_seal_object_trust (object, fixture->pki->trust, YX_TEST_NOW).status, ==, YX_TRUST_UNKNOWN);
  g_assert_null (yx_seal_object_parse (content, &error));
  g_assert_error (error, YX_SEAL_ERROR, YX_SEAL_ERROR_FORMAT);
}

static void
test_validity (Fixture *fixture, gconstpointer data)
{
  const struct { gint64 at; gboolean valid; } rows[] = {
    { YX_TEST_NOW - 1, FALSE }, { YX_TEST_NOW, TRUE }, { YX_TEST_NOW + 1000 * DAY, TRUE }, { YX_TEST_NOW + 1000 * DAY + 1, FALSE },
  };
  g_autoptr (GBytes) bytes = make_object (fixture);
  g_autoptr (YxSealObject) object = yx_seal_object_parse (bytes, NULL);
  g_autoptr (GError) error = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    g_assert_cmpint (yx_seal_object_valid_at (object, rows[i].at), ==, rows[i].valid);
  g_assert_null (yx_seal_object_open (bytes, fixture->pki->trust, YX_TEST_NOW + 1001 * DAY, &error));
  g_assert_error (error, YX_SEAL_ERROR, YX_SEAL_ERROR_NOT_VALID);
}

/* Made by another hall's seal maker, or by someone who is none. */
static void
test_makers (Fixture *fixture, gconstpointer data)
{
  g_autoptr (YxTestPki) other = yx_test_pki_new (YX_TEST_NOW);
  g_autoptr (YxTestUser) user = yx_test_pki_enterprise (fixture->pki, "李想", "杭州印信科技有限公司", USCC);
  const YxSigner *makers[] = { &other->seal_maker->signer, &user->signer, &fixture->pki->tsa->signer };
  g_autoptr (GBytes) content = make_content (fixture);

  for (gsize i = 0; i < G_N_ELEMENTS (makers); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) bytes = yx_seal_object_sign (makers[i], content, &error);
      g_autoptr (YxSealObject) object = NULL;

      g_assert_no_error (error);
      object = yx_seal_object_parse (bytes, &error);
      g_assert_no_error (error);
      g_assert_cmpint (yx_seal_object_trust (object, fixture->pki->trust, YX_TEST_NOW).status, !=, YX_TRUST_TRUSTED);
      g_assert_null (yx_seal_object_open (bytes, fixture->pki->trust, YX_TEST_NOW, &error));
      g_assert_error (error, YX_SEAL_ERROR, YX_SEAL_ERROR_UNTRUSTED);
    }
}

/* A signer is not made to sign what is no seal. */
static void
test_sign_refuses (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) content = make_content (fixture);
  g_autoptr (GBytes) junk = g_bytes_new_static ("junk", 4);
  g_autoptr (GBytes) part = g_bytes_new_from_bytes (content, 0, g_bytes_get_size (content) - 1);
  GBytes *const rows[] = { junk, part };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (yx_seal_object_sign (&fixture->pki->seal_maker->signer, rows[i], &error));
      g_assert_error (error, YX_SEAL_ERROR, YX_SEAL_ERROR_FORMAT);
    }
}

/* Spoils the field of the @which-th fault; FALSE when there are no more. */
static gboolean
spoil (YxSealObjectFields *fields, guint which)
{
  switch (which)
    {
    case 0: fields->id = "sea_x"; return TRUE;
    case 1: fields->id = NULL; return TRUE;
    case 2: fields->version = 0; return TRUE;
    case 3: fields->version = G_MAXUINT; return TRUE;
    case 4: fields->kind = (YxSealKind) 99; return TRUE;
    case 5: fields->label = ""; return TRUE;
    case 6: fields->label = NULL; return TRUE;
    case 7: fields->label = "\xc0"; return TRUE;
    case 8: fields->label = "a\x7f"; return TRUE;
    case 9: fields->name = "公司\n"; return TRUE;
    case 10: fields->uscc = "91350100M000100Y44"; return TRUE;
    case 11: fields->uscc = NULL; return TRUE;
    case 12: fields->number = "123456789012"; return TRUE;
    case 13: fields->remark = NULL; return TRUE;
    case 14: fields->width = 0; return TRUE;
    case 15: fields->height = 101; return TRUE;
    case 16: fields->created = 1; return TRUE;
    case 17: fields->valid_from = -G_USEC_PER_SEC; return TRUE;
    case 18: fields->valid_to = fields->valid_from; return TRUE;
    case 19: fields->valid_to = G_MAXINT64 / G_USEC_PER_SEC * G_USEC_PER_SEC; return TRUE;
    default: return FALSE;
    }
}

static void
test_fields (Fixture *fixture, gconstpointer data)
{
  YxSealObjectFields fields = fixture->fields;

  for (guint i = 0; spoil (&fields, i); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (yx_seal_object_content (&fields, &error));
      g_assert_error (error, YX_SEAL_ERROR, YX_SEAL_ERROR_FORMAT);
      fields = fixture->fields;
    }
}

static void
test_digests (Fixture *fixture, gconstpointer data)
{
  GPtrArray *grantees = fixture->fields.grantees;
  g_autoptr (GBytes) small = g_bytes_new_static ("small", 5);
  g_autoptr (GBytes) content = NULL;
  YxSealObjectFields fields = fixture->fields;

  fields.picture_digest = small;
  g_assert_null (yx_seal_object_content (&fields, NULL));
  fields = fixture->fields;
  fields.picture_digest = NULL;
  g_assert_null (yx_seal_object_content (&fields, NULL));
  fields = fixture->fields;
  fields.grantees = NULL;
  g_assert_null (yx_seal_object_content (&fields, NULL));
  g_ptr_array_add (grantees, g_bytes_ref (small));
  g_assert_null (yx_seal_object_content (&fixture->fields, NULL));
  g_ptr_array_set_size (grantees, 2);
  g_ptr_array_add (grantees, g_bytes_ref (g_ptr_array_index (grantees, 0)));
  g_assert_null (yx_seal_object_content (&fixture->fields, NULL));
  g_ptr_array_set_size (grantees, 0);
  content = make_content (fixture);
}

/* As many grantees as there may be, and one more. */
static void
test_many_grantees (Fixture *fixture, gconstpointer data)
{
  GPtrArray *grantees = fixture->fields.grantees;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (YxSealObject) object = NULL;
  g_autoptr (GError) error = NULL;

  while (grantees->len < YX_SEAL_MAX_GRANTEES)
    {
      g_autofree char *text = g_strdup_printf ("grantee %u", grantees->len);

      g_ptr_array_add (grantees, digest_of (text));
    }
  bytes = make_object (fixture);
  object = yx_seal_object_open (bytes, fixture->pki->trust, YX_TEST_NOW, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (yx_seal_object_fields (object)->grantees->len, ==, YX_SEAL_MAX_GRANTEES);
  g_ptr_array_add (grantees, digest_of ("one more"));
  g_assert_null (yx_seal_object_content (&fixture->fields, &error));
  g_assert_error (error, YX_SEAL_ERROR, YX_SEAL_ERROR_FORMAT);
}

/* Whether it is taken for a seal, without a word of the reason. */
static gboolean
is_taken (Fixture *fixture, gconstpointer bytes, gsize size)
{
  g_autoptr (GBytes) hostile = g_bytes_new (bytes, size);
  g_autoptr (GError) error = NULL;
  g_autoptr (YxSealObject) object = yx_seal_object_open (hostile, fixture->pki->trust, YX_TEST_NOW, &error);

  g_assert_true ((object == NULL) == (error != NULL));
  return object != NULL;
}

static void
test_cut (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) bytes = make_object (fixture);
  gsize size;
  const guint8 *from = g_bytes_get_data (bytes, &size);
  g_autofree guint8 *longer = g_malloc0 (size + 1);

  g_assert_true (is_taken (fixture, from, size));
  for (gsize i = 0; i < size; i++)
    g_assert_false (is_taken (fixture, from, i));
  memcpy (longer, from, size);
  g_assert_false (is_taken (fixture, longer, size + 1));
}

static void
test_flipped (Fixture *fixture, gconstpointer data)
{
  const guint8 masks[] = { 0x01, 0x20, 0x80, 0xff };
  g_autoptr (GBytes) bytes = make_object (fixture);
  gsize size;
  const guint8 *from = g_bytes_get_data (bytes, &size);
  g_autofree guint8 *copy = g_memdup2 (from, size);

  for (gsize i = 0; i < size; i++)
    for (gsize k = i % 2; k < G_N_ELEMENTS (masks); k += 2)
      {
        copy[i] = from[i] ^ masks[k];
        g_assert_false (is_taken (fixture, copy, size));
        copy[i] = from[i];
      }
}

/* The content by itself: cut or flipped, it is refused or says something else, in the one way to write that. */
static void
test_content_flipped (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) content = make_content (fixture);
  gsize size;
  const guint8 *from = g_bytes_get_data (content, &size);
  g_autofree guint8 *copy = g_memdup2 (from, size);

  for (gsize i = 0; i < size; i++)
    {
      g_autoptr (GBytes) part = g_bytes_new_from_bytes (content, 0, i);

      g_assert_null (yx_seal_object_parse_content (part, NULL));
      for (guint flip = 1; flip < 256; flip++)
        {
          g_autoptr (GBytes) hostile = NULL;
          g_autoptr (YxSealObject) object = NULL;
          g_autoptr (GBytes) again = NULL;

          copy[i] = (guint8) (from[i] ^ flip);
          hostile = g_bytes_new (copy, size);
          object = yx_seal_object_parse_content (hostile, NULL);
          if (object != NULL)
            {
              again = yx_seal_object_content (yx_seal_object_fields (object), NULL);
              g_assert_nonnull (again);
              g_assert_true (g_bytes_equal (again, hostile));
            }
        }
      copy[i] = from[i];
    }
}

static void
test_junk (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GRand) dice = g_rand_new_with_seed (3);

  for (int i = 0; i < 2000; i++)
    {
      guint8 junk[64];
      gsize size = (gsize) g_rand_int_range (dice, 0, sizeof junk);

      for (gsize k = 0; k < size; k++)
        junk[k] = (guint8) g_rand_int (dice);
      if (size > 2 && i % 2 == 0)
        {
          junk[0] = YX_DER_SEQUENCE;
          junk[1] = (guint8) (size - 2);
        }
      g_assert_false (is_taken (fixture, junk, size));
    }
}

static void
test_too_large (Fixture *fixture, gconstpointer data)
{
  g_autofree guint8 *large = g_malloc0 (YX_SEAL_OBJECT_MAX_BYTES + 1);
  g_autoptr (GBytes) bytes = g_bytes_new_static (large, YX_SEAL_OBJECT_MAX_BYTES + 1);
  g_autoptr (GError) error = NULL;

  g_assert_null (yx_seal_object_parse (bytes, &error));
  g_assert_error (error, YX_SEAL_ERROR, YX_SEAL_ERROR_TOO_LARGE);
  g_clear_error (&error);
  g_assert_null (yx_seal_object_parse_content (bytes, &error));
  g_assert_error (error, YX_SEAL_ERROR, YX_SEAL_ERROR_TOO_LARGE);
}

/* Signed by a maker, but not as a seal, or not a seal. */
static void
test_other_content (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) content = make_content (fixture);
  g_autoptr (GBytes) junk = g_bytes_new_static ("\x30\x00", 2);
  const struct { GBytes *content; const char *type; } rows[] = {
    { content, "1.2.840.113549.1.7.1" },
    { content, "2.25.141859633504468530173996111425358372707.7.2" },
    { junk, "2.25.141859633504468530173996111425358372707.7.1" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) bytes = yx_cms_wrap (&fixture->pki->seal_maker->signer, rows[i].type, rows[i].content, &error);

      g_assert_no_error (error);
      g_assert_null (yx_seal_object_parse (bytes, &error));
      g_assert_error (error, YX_SEAL_ERROR, YX_SEAL_ERROR_FORMAT);
    }
}

#define ADD(path, test) g_test_add ("/seal/object/" path, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  g_assert_true (yx_crypto_init ());
  g_test_init (&argc, &argv, NULL);
  ADD ("round-trip", test_round_trip);
  ADD ("same-bytes", test_same_bytes);
  ADD ("entitles", test_entitles);
  ADD ("unsigned", test_unsigned);
  ADD ("validity", test_validity);
  ADD ("makers", test_makers);
  ADD ("sign-refuses", test_sign_refuses);
  ADD ("fields", test_fields);
  ADD ("digests", test_digests);
  ADD ("many-grantees", test_many_grantees);
  ADD ("cut", test_cut);
  ADD ("flipped", test_flipped);
  ADD ("content-flipped", test_content_flipped);
  ADD ("junk", test_junk);
  ADD ("too-large", test_too_large);
  ADD ("other-content", test_other_content);
  return g_test_run ();
}
