/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "crypto/yx-crypto.h"
#include "lib/yx-test-clock.h"
#include "pdf/yx-pdf-append.h"
#include "pdf/yx-pdf-document-private.h"
#include "pdf/yx-pdf-intake.h"
#include "pdf/yx-pdf-judge.h"
#include "pdf/yx-resign.h"
#include "pdf/yx-sample.h"

#define JUDGED_AT (G_GINT64_CONSTANT (1830000000) * G_USEC_PER_SEC) /* 2027-12-28: the files are of 2026-11 */
#define WEAK "CRYPTO_CONSTRAINTS_FAILURE_NO_POE"

/* What other programs signed (tests/data/pdf/make.sh), and what is to be said of it after EN 319 102-1. */
typedef struct
{
  const char *name;
  const char *verdict;
  const char *reason; /* (nullable) */
  guint signatures;
  gboolean valid;
  const char *level;     /* (nullable): the first signature's */
  const char *algorithm; /* (nullable) */
  guint certifies;
  gboolean proven;
  gboolean changed; /* whether later revisions changed something */
} Signed;

static const Signed files[] = {
  { "openssl-pades", "passed", NULL, 1, TRUE, "B-B", "ECDSA P-256 with SHA-256", 0, FALSE, FALSE },
  { "openssl-pades-stamped", "passed", NULL, 1, TRUE, "B-T", "ECDSA P-256 with SHA-256", 0, TRUE, FALSE },
  { "openssl-cades", "passed", NULL, 1, TRUE, NULL, "ECDSA P-256 with SHA-256", 0, FALSE, FALSE },
  { "openssl-detached-sha512", "passed", NULL, 1, TRUE, NULL, "RSA 2048 with sha512", 0, FALSE, FALSE },
  { "openssl-detached-pss", "passed", NULL, 1, TRUE, NULL, "RSA 2048 with sha256", 0, FALSE, FALSE },
  { "openssl-certified", "passed", NULL, 1, TRUE, NULL, "ECDSA P-256 with SHA-256", 2, FALSE, FALSE },
  { "openssl-twice", "passed", NULL, 2, TRUE, NULL, "ECDSA P-256 with SHA-256", 2, FALSE, TRUE },
  { "openssl-certified-filled", "indeterminate", "not-covered", 1, TRUE, NULL, NULL, 2, FALSE, TRUE },
  { "openssl-sha1", "indeterminate", WEAK, 1, TRUE, NULL, "RSA 2048 with sha1", 0, FALSE, FALSE },
  { "openssl-weak-key", "indeterminate", WEAK, 1, TRUE, NULL, "RSA 1024 with sha256", 2, FALSE, FALSE },
  { "mutool", "indeterminate", WEAK, 1, TRUE, NULL, "RSA 2048 with sha1", 0, FALSE, FALSE },
  { "mutool-twice", "indeterminate", WEAK, 2, TRUE, NULL, "RSA 2048 with sha1", 0, FALSE, TRUE },
  { "mutool-filled", "indeterminate", "not-covered", 1, TRUE, NULL, "RSA 2048 with sha1", 0, FALSE, TRUE },
  { "libreoffice", "passed", NULL, 1, TRUE, NULL, "RSA 2048 with sha256", 0, FALSE, FALSE },
  { "poppler", "passed", NULL, 1, TRUE, NULL, "RSA 2048 with sha256", 0, FALSE, FALSE },
  { "poppler-twice", "passed", NULL, 2, TRUE, NULL, "RSA 2048 with sha256", 0, FALSE, TRUE },
  { "poppler-thrice", "passed", NULL, 3, TRUE, NULL, "RSA 2048 with sha256", 0, FALSE, TRUE },
  /* PoDoFo 0.9 enters its signer twice, where one is allowed (ISO 32000-2 §12.8.3.3.1). */
  { "podofo", "failed", "FORMAT_FAILURE", 1, FALSE, NULL, NULL, 0, FALSE, FALSE },
};

static GBytes *
read_signed (const char *name)
{
  g_autofree char *file = g_strconcat (name, ".pdf", NULL);

  return yx_sample_file ("signed", file);
}

static YxTrust *
read_trust (void)
{
  g_autoptr (GBytes) pem = yx_sample_file ("signed", "root.pem");
  g_autoptr (GError) error = NULL;
  g_autoptr (YxCertificate) root = yx_certificate_from_pem (pem, &error);
  YxTrust *trust = yx_trust_new ();

  g_assert_no_error (error);
  yx_trust_add_anchor (trust, root);
  return trust;
}

static YxVerdict *
judge (GBytes *document)
{
  g_autoptr (YxTrust) trust = read_trust ();
  const YxPdfJudging by = { .trust = trust, .now = JUDGED_AT };
  YxVerdict *verdict = yx_pdf_judge (document, &by);

  for (guint i = 0; i < verdict->reasons->len; i++)
    g_test_message ("reason %s", (char *) verdict->reasons->pdata[i]);
  return verdict;
}

static void
test_verdict (gconstpointer data)
{
  const Signed *file = data;
  g_autoptr (GBytes) document = read_signed (file->name);
  g_autoptr (YxVerdict) verdict = judge (document);
  const YxVerdictSignature *first = NULL;

  g_assert_cmpuint (g_bytes_get_size (document), <=, 100 * 1024);
  g_assert_cmpstr (yx_verdict_status_nick (verdict->status), ==, file->verdict);
  g_assert_true (file->reason == NULL ? verdict->reasons->len == 0 : yx_verdict_has_reason (verdict, file->reason));
  g_assert_cmpuint (verdict->signatures->len, ==, file->signatures);
  first = verdict->signatures->pdata[0];
  g_assert_cmpint (first->valid, ==, file->valid);
  g_assert_cmpstr (first->level, ==, file->level);
  if (file->algorithm != NULL)
    g_assert_cmpstr (first->algorithm, ==, file->algorithm);
  g_assert_cmpuint (first->certifies, ==, file->certifies);
  g_assert_cmpint (first->time_proven, ==, file->proven);
  g_assert_cmpint (first->changes->len > 0, ==, file->changed);
  g_assert_false (first->own);
  g_assert_cmpstr (first->trust, ==, file->valid ? "trusted" : "unknown");
  if (file->signatures > 0)
    g_assert_cmpstr (yx_pdf_refusal_nick (yx_pdf_intake (document)), ==, "signed");
}

/* Without an anchor, what was valid is still valid, and nobody vouches for it. */
static void
test_untrusted (gconstpointer data)
{
  const Signed *file = data;
  const YxPdfJudging by = { .now = JUDGED_AT };
  g_autoptr (GBytes) document = read_signed (file->name);
  g_autoptr (YxVerdict) verdict = yx_pdf_judge (document, &by);
  const YxVerdictSignature *first = verdict->signatures->pdata[0];

  g_assert_cmpint (verdict->status, ==, file->valid ? YX_VERDICT_INDETERMINATE : YX_VERDICT_FAILED);
  g_assert_cmpint (yx_verdict_has_reason (verdict, "NO_CERTIFICATE_CHAIN_FOUND"), ==, file->valid);
  g_assert_cmpint (first->valid, ==, file->valid);
  g_assert_false (first->time_proven);
}

/* One byte of what the last signature covers is another: it fails, or is none any more. */
static void
test_byte_changed (gconstpointer data)
{
  const Signed *file = data;
  g_autoptr (GBytes) document = read_signed (file->name);
  g_autoptr (YxVerdict) honest = judge (document);
  const YxVerdictSignature *last = honest->signatures->pdata[honest->signatures->len - 1];
  gsize size = 0;
  const guint8 *original = g_bytes_get_data (document, &size);
  g_autofree guint8 *bytes = g_memdup2 (original, size);
  g_autoptr (GRand) random = g_rand_new_with_seed (102);

  for (guint i = 0; i < 60; i++)
    {
      gint64 at = g_rand_int_range (random, 0, (gint32) (last->byte_range[1] + last->byte_range[3]));
      gsize place = (gsize) (at < last->byte_range[1] ? at : at - last->byte_range[1] + last->byte_range[2]);
      g_autoptr (GBytes) changed = NULL;
      g_autoptr (YxVerdict) verdict = NULL;

      bytes[place] ^= 1;
      changed = g_bytes_new (bytes, size);
      verdict = judge (changed);
      bytes[place] ^= 1;
      g_test_message ("byte %" G_GSIZE_FORMAT, place);
      g_assert_cmpint (verdict->status, !=, YX_VERDICT_PASSED);
      g_assert_true (verdict->status == YX_VERDICT_FAILED || verdict->signatures->len < honest->signatures->len);
    }
}

/* What somebody without a key appends. */
typedef void (*Attack) (YxPdfDocument *document, YxPdfAppend *append);

static YxPdfValue *
new_text (const char *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, strlen (text));

  return yx_pdf_value_new_stream (bytes);
}

static YxPdfValue *
edit_page (YxPdfDocument *document, YxPdfAppend *append)
{
  guint page = 0;

  g_assert_true (yx_pdf_document_page (document, 1, &page, NULL, NULL));
  return yx_pdf_append_edit (append, page);
}

static YxPdfValue *
edit_field (YxPdfDocument *document, YxPdfAppend *append, const char *name)
{
  g_autoptr (GPtrArray) fields = yx_pdf_document_form_fields (document, YX_PDF_HEAD);

  return yx_pdf_append_edit (append, yx_pdf_document_find_field (fields, name)->object);
}

static void
other_content (YxPdfDocument *document, YxPdfAppend *append)
{
  yx_pdf_value_set (edit_page (document, append), "Contents",
                    yx_pdf_value_new_reference (yx_pdf_append_add (append, new_text ("0 0 m"))));
}

static void
note_on_page (YxPdfDocument *document, YxPdfAppend *append)
{
  YxPdfValue *note = yx_pdf_value_new (YX_PDF_DICTIONARY);

  yx_pdf_value_set (note, "Subtype", yx_pdf_value_new_name ("FreeText"));
  yx_pdf_value_set (note, "Rect", yx_pdf_value_new_box (72, 72, 200, 200));
  yx_pdf_value_append (yx_pdf_append_edit_array (append, edit_page (document, append), "Annots"),
                       yx_pdf_value_new_reference (yx_pdf_append_add (append, note)));
}

static void
moved_field (YxPdfDocument *document, YxPdfAppend *append)
{
  yx_pdf_value_set (edit_field (document, append, "remark"), "Rect", yx_pdf_value_new_box (0, 0, 595, 842));
}

static void
new_text_field (YxPdfDocument *document, YxPdfAppend *append)
{
  YxPdfValue *field = yx_pdf_value_new (YX_PDF_DICTIONARY);

  yx_pdf_value_set (field, "FT", yx_pdf_value_new_name ("Tx"));
  yx_pdf_value_set (field, "T", yx_pdf_value_new_string ("more", -1));
  yx_pdf_value_append (yx_pdf_append_edit_array (append, yx_pdf_append_edit_form (append), "Fields"),
                       yx_pdf_value_new_reference (yx_pdf_append_add (append, field)));
}

static void
signature_taken_away (YxPdfDocument *document, YxPdfAppend *append)
{
  yx_pdf_value_remove (edit_field (document, append, "employer"), "V");
}

static void
script_on_opening (YxPdfDocument *document, YxPdfAppend *append)
{
  YxPdfValue *action = yx_pdf_value_new (YX_PDF_DICTIONARY);

  yx_pdf_value_set (action, "S", yx_pdf_value_new_name ("JavaScript"));
  yx_pdf_value_set (yx_pdf_append_edit (append, yx_pdf_document_root_number (document, YX_PDF_HEAD)), "OpenAction",
                    action);
}

static void
other_resources (YxPdfDocument *document, YxPdfAppend *append)
{
  yx_pdf_value_set (yx_pdf_append_edit_form (append), "DR", yx_pdf_value_new (YX_PDF_DICTIONARY));
}

/* Signed, but by nobody. */
static void
empty_signature (YxPdfDocument *document, YxPdfAppend *append)
{
  YxPdfValue *value = yx_pdf_value_new (YX_PDF_DICTIONARY);

  yx_pdf_value_set (value, "SubFilter", yx_pdf_value_new_name ("adbe.pkcs7.detached"));
  yx_pdf_value_set (edit_field (document, append, "worker"), "V", value);
}

static void
filled (YxPdfDocument *document, YxPdfAppend *append)
{
  yx_pdf_value_set (edit_field (document, append, "remark"), "V", yx_pdf_value_new_string ("9000", -1));
}

static void
other_title (YxPdfDocument *document, YxPdfAppend *append)
{
  const YxPdfValue *info
      = yx_pdf_value_get (yx_pdf_document_revision (document, YX_PDF_HEAD)->trailer, "Info");

  yx_pdf_value_set (yx_pdf_append_edit (append, (guint) info->integer), "Title", yx_pdf_value_new_string ("x", -1));
}

static void
other_metadata (YxPdfDocument *document, YxPdfAppend *append)
{
  guint number = yx_pdf_append_add (append, new_text ("<x/>"));

  yx_pdf_value_set (yx_pdf_append_edit (append, yx_pdf_document_root_number (document, YX_PDF_HEAD)), "Metadata",
                    yx_pdf_value_new_reference (number));
}

static void
fields_cut (YxPdfDocument *document, YxPdfAppend *append)
{
  YxPdfValue *fields = yx_pdf_append_edit_array (append, yx_pdf_append_edit_form (append), "Fields");

  g_ptr_array_remove_index (fields->items, fields->items->len - 1);
}

static void
fields_in_another_order (YxPdfDocument *document, YxPdfAppend *append)
{
  YxPdfValue *fields = yx_pdf_append_edit_array (append, yx_pdf_append_edit_form (append), "Fields");
  gpointer first = fields->items->pdata[0];

  fields->items->pdata[0] = fields->items->pdata[1];
  fields->items->pdata[1] = first;
}

static void
fields_elsewhere (YxPdfDocument *document, YxPdfAppend *append)
{
  YxPdfValue *form = yx_pdf_append_edit_form (append);
  YxPdfValue *copy = yx_pdf_value_copy (yx_pdf_value_get (form, "Fields"));

  yx_pdf_value_set (form, "Fields", yx_pdf_value_new_reference (yx_pdf_append_add (append, copy)));
}

static YxPdfValue *
edit_catalog (YxPdfDocument *document, YxPdfAppend *append)
{
  return yx_pdf_append_edit (append, yx_pdf_document_root_number (document, YX_PDF_HEAD));
}

static void
form_elsewhere (YxPdfDocument *document, YxPdfAppend *append)
{
  YxPdfValue *copy = yx_pdf_value_copy (yx_pdf_append_edit_form (append));

  yx_pdf_value_set (edit_catalog (document, append), "AcroForm",
                    yx_pdf_value_new_reference (yx_pdf_append_add (append, copy)));
}

static void
form_taken_away (YxPdfDocument *document, YxPdfAppend *append)
{
  yx_pdf_value_remove (edit_catalog (document, append), "AcroForm");
}

static void
odd_flags (YxPdfDocument *document, YxPdfAppend *append)
{
  yx_pdf_value_set (yx_pdf_append_edit_form (append), "SigFlags", yx_pdf_value_new_name ("Three"));
}

static void
annotations_elsewhere (YxPdfDocument *document, YxPdfAppend *append)
{
  YxPdfValue *page = edit_page (document, append);
  YxPdfValue *copy = yx_pdf_value_copy (yx_pdf_value_get (page, "Annots"));

  yx_pdf_value_set (page, "Annots", yx_pdf_value_new_reference (yx_pdf_append_add (append, copy)));
}

static void
annotation_in_the_page (YxPdfDocument *document, YxPdfAppend *append)
{
  YxPdfValue *note = yx_pdf_value_new (YX_PDF_DICTIONARY);

  yx_pdf_value_set (note, "Subtype", yx_pdf_value_new_name ("Square"));
  yx_pdf_value_append (yx_pdf_append_edit_array (append, edit_page (document, append), "Annots"), note);
}

/* A field that calls itself a signature and has kids, which could show anything. */
static void
signature_with_kids (YxPdfDocument *document, YxPdfAppend *append)
{
  YxPdfValue *field = yx_pdf_value_new (YX_PDF_DICTIONARY);

  yx_pdf_value_set (field, "FT", yx_pdf_value_new_name ("Sig"));
  yx_pdf_value_set (field, "T", yx_pdf_value_new_string ("more", -1));
  yx_pdf_value_set (field, "Kids", yx_pdf_value_new (YX_PDF_ARRAY));
  yx_pdf_value_set (field, "V", yx_pdf_value_new (YX_PDF_DICTIONARY));
  yx_pdf_value_append (yx_pdf_append_edit_array (append, yx_pdf_append_edit_form (append), "Fields"),
                       yx_pdf_value_new_reference (yx_pdf_append_add (append, field)));
}

static void
permissions_added (YxPdfDocument *document, YxPdfAppend *append)
{
  YxPdfValue *permissions = yx_pdf_value_new (YX_PDF_DICTIONARY);

  yx_pdf_value_set (permissions, "UR3", yx_pdf_value_new (YX_PDF_DICTIONARY));
  yx_pdf_value_set (edit_catalog (document, append), "Perms", permissions);
}

static void
resources_grown (YxPdfDocument *document, YxPdfAppend *append)
{
  YxPdfValue *resources = (YxPdfValue *) yx_pdf_value_get (yx_pdf_append_edit_form (append), "DR");
  YxPdfValue *spaces = yx_pdf_value_new (YX_PDF_DICTIONARY);

  yx_pdf_value_set (resources, "ColorSpace", spaces);
}

static void
idle_object (YxPdfDocument *document, YxPdfAppend *append)
{
  yx_pdf_append_add (append, new_text ("nobody refers to it"));
}

static GBytes *
attack (GBytes *document, Attack how)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YxPdfDocument) opened = yx_pdf_document_open (document, NULL, &error);
  g_autoptr (YxPdfAppend) append = NULL;
  g_autoptr (GByteArray) appended = NULL;
  g_autoptr (GBytes) bytes = NULL;

  g_assert_no_error (error);
  append = yx_pdf_append_new (opened);
  how (opened, append);
  appended = yx_pdf_append_finish (append, &error);
  g_assert_no_error (error);
  bytes = g_byte_array_free_to_bytes (g_steal_pointer (&appended));
  return yx_sample_join (document, bytes);
}

/* What no signature forbids is told and left undecided, since nothing covers it; all else fails. */
static void
test_appended (void)
{
  static const struct
  {
    Attack how;
    gboolean approved;  /* whether it may follow an approval */
    gboolean certified; /* whether it may follow a certification with P=2 */
  } cases[] = {
    { other_content, FALSE, FALSE },   { note_on_page, FALSE, FALSE },         { moved_field, FALSE, FALSE },
    { new_text_field, FALSE, FALSE },  { signature_taken_away, FALSE, FALSE }, { script_on_opening, FALSE, FALSE },
    { other_resources, FALSE, FALSE }, { empty_signature, FALSE, FALSE },      { filled, TRUE, TRUE },
    { other_title, TRUE, FALSE },      { other_metadata, TRUE, FALSE },
    { fields_cut, FALSE, FALSE },      { fields_in_another_order, FALSE, FALSE },
    { fields_elsewhere, FALSE, FALSE }, { form_elsewhere, FALSE, FALSE },
    { form_taken_away, FALSE, FALSE }, { odd_flags, FALSE, FALSE },
    { annotations_elsewhere, FALSE, FALSE }, { annotation_in_the_page, FALSE, FALSE },
    { signature_with_kids, FALSE, FALSE }, { permissions_added, FALSE, FALSE },
    { resources_grown, TRUE, FALSE },  { idle_object, TRUE, FALSE },
  };
  g_autoptr (GBytes) approved = read_signed ("openssl-pades");
  g_autoptr (GBytes) certified = read_signed ("openssl-certified");

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    for (guint c = 0; c < 2; c++)
      {
        gboolean allowed = c == 0 ? cases[i].approved : cases[i].certified;
        g_autoptr (GBytes) document = attack (c == 0 ? approved : certified, cases[i].how);
        g_autoptr (YxVerdict) verdict = judge (document);

        g_test_message ("case %u after %s", i, c == 0 ? "an approval" : "a certification");
        g_assert_cmpint (verdict->status, ==, allowed ? YX_VERDICT_INDETERMINATE : YX_VERDICT_FAILED);
        g_assert_cmpint (yx_verdict_has_reason (verdict, "changes-not-allowed"), ==,
                         !allowed && cases[i].how != empty_signature);
        g_assert_true (yx_verdict_has_reason (verdict, "not-covered") || cases[i].how == empty_signature);
      }
}

/* What FieldMDP says, as a program of another signs it: the permission, then which fields are locked. */
static const char *lock_action;
static const char *lock_field;

static void
lock (YxPdfDocument *head, YxPdfAppend *append, YxPdfValue *signature)
{
  YxPdfValue *references = (YxPdfValue *) yx_pdf_value_get (signature, "Reference");
  YxPdfValue *last = references->items->pdata[references->items->len - 1];
  YxPdfValue *parameters = (YxPdfValue *) yx_pdf_value_get (last, "TransformParams");
  YxPdfValue *names = yx_pdf_value_new (YX_PDF_ARRAY);

  yx_pdf_value_append (names, yx_pdf_value_new_integer (1));
  yx_pdf_value_append (names, yx_pdf_value_new_text (lock_field));
  yx_pdf_value_set (parameters, "Action", yx_pdf_value_new_name (lock_action));
  yx_pdf_value_set (parameters, "Fields", names);
}

/* A form field is filled in behind a signature that locks some (ISO 32000-2 §12.8.2.4). */
static void
test_locks (void)
{
  static const struct
  {
    const char *action;
    const char *field;
    gboolean locked;
  } rows[] = {
    { "Include", "remark", TRUE }, { "Include", "place", FALSE },  { "Include", "rem", FALSE },
    { "Exclude", "remark", FALSE }, { "Exclude", "place", TRUE },   { "All", "place", TRUE },
    { "Nonsense", "place", TRUE },  { "Include", "注", FALSE },
  };
  g_auto (YxSampleCast) cast = { 0 };
  YxPdfJudging by = { .now = YX_TEST_NOW + 60 * G_USEC_PER_SEC };
  g_autoptr (GBytes) base = yx_sample_file ("unsigned", "pdftex-form.pdf");
  g_autoptr (GBytes) prepared = yx_sample_prepared (base);
  g_autoptr (GBytes) once = NULL;
  g_autoptr (GBytes) appended = NULL;
  gsize size = g_bytes_get_size (prepared);

  yx_sample_cast_init (&cast);
  by.trust = cast.pki->trust;
  once = yx_sample_sign (prepared, cast.worker, "yx.worker", YX_TEST_NOW, NULL);
  appended = g_bytes_new_from_bytes (once, size, g_bytes_get_size (once) - size);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GBytes) other = NULL;
      g_autoptr (GBytes) document = NULL;
      g_autoptr (GBytes) after = NULL;
      g_autoptr (YxVerdict) verdict = NULL;

      lock_action = rows[i].action;
      lock_field = rows[i].field;
      other = yx_resign (prepared, appended, "yx.worker", &cast.worker->signer, lock);
      document = yx_sample_join (prepared, other);
      after = attack (document, filled);
      verdict = yx_pdf_judge (after, &by);
      g_test_message ("%s %s", lock_action, lock_field);
      g_assert_cmpint (verdict->status, ==, rows[i].locked ? YX_VERDICT_FAILED : YX_VERDICT_INDETERMINATE);
      g_assert_cmpint (yx_verdict_has_reason (verdict, "changes-not-allowed"), ==, rows[i].locked);
    }
}

/* The same document signed as we sign it locks all its fields, and is held to what we permit. */
static void
test_own_locks (void)
{
  g_auto (YxSampleCast) cast = { 0 };
  YxPdfJudging by = { .now = YX_TEST_NOW + 60 * G_USEC_PER_SEC };
  g_autoptr (GBytes) base = yx_sample_file ("unsigned", "pdftex-form.pdf");
  g_autoptr (GBytes) twice = NULL;
  g_autoptr (GBytes) after = NULL;
  g_autoptr (YxVerdict) verdict = NULL;

  yx_sample_cast_init (&cast);
  by.trust = cast.pki->trust;
  twice = yx_sample_signed_twice (&cast, base);
  after = attack (twice, filled);
  verdict = yx_pdf_judge (after, &by);
  g_assert_true (yx_verdict_has_reason (verdict, "changes-not-allowed"));
}

/* A hall that knows what it took before is as strict with documents of others as with its own. */
static void
test_taken (void)
{
  static const Attack attacks[] = { filled, other_title, other_metadata };
  g_autoptr (YxTrust) trust = read_trust ();
  g_autoptr (GBytes) once = read_signed ("openssl-pades");
  const YxPdfJudging by = { .trust = trust, .now = JUDGED_AT, .taken = g_bytes_get_size (once) };

  for (guint i = 0; i < G_N_ELEMENTS (attacks); i++)
    {
      g_autoptr (GBytes) document = attack (once, attacks[i]);
      g_autoptr (YxVerdict) verdict = yx_pdf_judge (document, &by);

      g_assert_true (yx_verdict_has_reason (verdict, "changes-not-allowed"));
    }
}

/* A signature timestamp whose token is not over the signature proves nothing, and that is said. */
static void
test_stamp_changed (void)
{
  g_autoptr (GBytes) document = read_signed ("openssl-pades-stamped");
  g_autoptr (GBytes) changed = NULL;
  g_autoptr (YxVerdict) verdict = NULL;
  const YxVerdictSignature *first = NULL;
  /* within TSTInfo, which begins with version 1 and the policy 1.2.3.4.1 */
  static const char policy[] = "02010106042a030401";
  static const char other[] = "02010106042a030402";

  changed = yx_sample_replace (document, policy, other);
  verdict = judge (changed);
  first = verdict->signatures->pdata[0];
  g_assert_cmpint (verdict->status, ==, YX_VERDICT_INDETERMINATE);
  g_assert_true (yx_verdict_has_reason (verdict, "timestamp-invalid"));
  g_assert_true (first->valid);
  g_assert_cmpstr (first->level, ==, "B-B");
  g_assert_false (first->time_proven);
}

/* Judged long after the certificates have ended, only a proven time helps. */
static void
test_expired (void)
{
  g_autoptr (YxTrust) trust = read_trust ();
  const YxPdfJudging by = { .trust = trust, .now = G_GINT64_CONSTANT (3000000000) * G_USEC_PER_SEC };
  g_autoptr (GBytes) plain = read_signed ("openssl-pades");
  g_autoptr (YxVerdict) verdict = yx_pdf_judge (plain, &by);

  g_assert_cmpint (verdict->status, ==, YX_VERDICT_INDETERMINATE);
  g_assert_true (yx_verdict_has_reason (verdict, "OUT_OF_BOUNDS_NO_POE"));
}

static void
add (const char *kind, const Signed *file, GTestDataFunc test)
{
  g_autofree char *path = g_strdup_printf ("/pdf/others/%s/%s", kind, file->name);

  g_test_add_data_func (path, file, test);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_assert_true (yx_crypto_init ());
  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      add ("verdict", &files[i], test_verdict);
      add ("untrusted", &files[i], test_untrusted);
      add ("byte-changed", &files[i], test_byte_changed);
    }
  g_test_add_func ("/pdf/others/appended", test_appended);
  g_test_add_func ("/pdf/others/locks", test_locks);
  g_test_add_func ("/pdf/others/own-locks", test_own_locks);
  g_test_add_func ("/pdf/others/taken", test_taken);
  g_test_add_func ("/pdf/others/stamp-changed", test_stamp_changed);
  g_test_add_func ("/pdf/others/expired", test_expired);
  return g_test_run ();
}
