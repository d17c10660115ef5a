/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "lib/yx-test-clock.h"
#include "pdf/yx-pdf-append.h"
#include "pdf/yx-pdf-appearance.h"
#include "pdf/yx-pdf-contents.h"
#include "pdf/yx-pdf-document-private.h"
#include "pdf/yx-pdf-judge.h"
#include "pdf/yx-pdf-picture-private.h"
#include "pdf/yx-sample.h"

/* A revision that somebody without a key appends to a signed document. */
typedef void (*Attack) (YxPdfDocument *document, YxPdfAppend *append);

typedef struct
{
  const char *name;
  Attack attack;
} Case;

static YxVerdict *
judge (YxSampleCast *cast, GBytes *document)
{
  const YxPdfJudging by = { cast->pki->trust, YX_TEST_NOW + 60 * G_USEC_PER_SEC, NULL };

  return yx_pdf_judge (document, &by);
}

static guint
field_object (YxPdfDocument *document, const char *name)
{
  g_autoptr (GPtrArray) fields = yx_pdf_document_form_fields (document, YX_PDF_HEAD);

  return yx_pdf_document_find_field (fields, name)->object;
}

static YxPdfValue *
edit_page (YxPdfDocument *document, YxPdfAppend *append)
{
  guint page = 0;

  g_assert_true (yx_pdf_document_page (document, 1, &page, NULL, NULL));
  return yx_pdf_append_edit (append, page);
}

static YxPdfValue *
edit_root (YxPdfDocument *document, YxPdfAppend *append)
{
  return yx_pdf_append_edit (append, yx_pdf_document_root_number (document, YX_PDF_HEAD));
}

static YxPdfValue *
new_stream (const char *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, strlen (text));

  return yx_pdf_value_new_stream (bytes);
}

static void
replace_content (YxPdfDocument *document, YxPdfAppend *append)
{
  const YxPdfValue *contents = yx_pdf_value_get (edit_page (document, append), "Contents");

  yx_pdf_append_put (append, (guint) contents->integer, new_stream ("0 0 m"));
}

static void
redirect_content (YxPdfDocument *document, YxPdfAppend *append)
{
  guint number = yx_pdf_append_add (append, new_stream ("0 0 m"));

  yx_pdf_value_set (edit_page (document, append), "Contents", yx_pdf_value_new_reference (number));
}

static void
add_annotation (YxPdfDocument *document, YxPdfAppend *append)
{
  YxPdfValue *note = yx_pdf_value_new (YX_PDF_DICTIONARY);

  yx_pdf_value_set (note, "Subtype", yx_pdf_value_new_name ("FreeText"));
  yx_pdf_value_set (note, "Rect", yx_pdf_value_new_box (72, 72, 200, 200));
  yx_pdf_value_append (yx_pdf_append_edit_array (append, edit_page (document, append), "Annots"),
                       yx_pdf_value_new_reference (yx_pdf_append_add (append, note)));
}

static void
remove_annotations (YxPdfDocument *document, YxPdfAppend *append)
{
  yx_pdf_value_set (edit_page (document, append), "Annots", yx_pdf_value_new (YX_PDF_ARRAY));
}

static void
add_field (YxPdfAppend *append, const char *type, YxPdfValue *value, double size)
{
  YxPdfValue *field = yx_pdf_value_new (YX_PDF_DICTIONARY);

  yx_pdf_value_set (field, "Type", yx_pdf_value_new_name ("Annot"));
  yx_pdf_value_set (field, "Subtype", yx_pdf_value_new_name ("Widget"));
  yx_pdf_value_set (field, "FT", yx_pdf_value_new_name (type));
  yx_pdf_value_set (field, "T", yx_pdf_value_new_string ("more", -1));
  yx_pdf_value_set (field, "Rect", yx_pdf_value_new_box (0, 0, size, size));
  yx_pdf_value_set (field, "V", value);
  yx_pdf_value_append (yx_pdf_append_edit_array (append, yx_pdf_append_edit_form (append), "Fields"),
                       yx_pdf_value_new_reference (yx_pdf_append_add (append, field)));
}

static void
add_text_field (YxPdfDocument *document, YxPdfAppend *append)
{
  add_field (append, "Tx", yx_pdf_value_new_string ("9000", -1), 100);
}

static YxPdfValue *
new_false_stamp (void)
{
  YxPdfValue *stamp = yx_pdf_value_new (YX_PDF_DICTIONARY);

  yx_pdf_value_set (stamp, "Type", yx_pdf_value_new_name ("DocTimeStamp"));
  yx_pdf_value_set (stamp, "SubFilter", yx_pdf_value_new_name ("ETSI.RFC3161"));
  return stamp;
}

static void
add_visible_stamp (YxPdfDocument *document, YxPdfAppend *append)
{
  add_field (append, "Sig", new_false_stamp (), 100);
}

static void
add_false_stamp (YxPdfDocument *document, YxPdfAppend *append)
{
  add_field (append, "Sig", new_false_stamp (), 0);
}

static void
add_action (YxPdfDocument *document, YxPdfAppend *append)
{
  YxPdfValue *action = yx_pdf_value_new (YX_PDF_DICTIONARY);

  yx_pdf_value_set (action, "S", yx_pdf_value_new_name ("JavaScript"));
  yx_pdf_value_set (action, "JS", yx_pdf_value_new_string ("app.alert (1)", -1));
  yx_pdf_value_set (edit_root (document, append), "OpenAction", action);
}

static void
remove_permissions (YxPdfDocument *document, YxPdfAppend *append)
{
  yx_pdf_value_remove (edit_root (document, append), "Perms");
}

static void
replace_appearance (YxPdfDocument *document, YxPdfAppend *append)
{
  YxPdfValue *states = yx_pdf_value_new (YX_PDF_DICTIONARY);

  yx_pdf_value_set (states, "N", yx_pdf_value_new_reference (yx_pdf_append_add (append, new_stream (""))));
  yx_pdf_value_set (yx_pdf_append_edit (append, field_object (document, "yx.employer")), "AP", states);
}

static void
remove_signature (YxPdfDocument *document, YxPdfAppend *append)
{
  yx_pdf_value_remove (yx_pdf_append_edit (append, field_object (document, "yx.employer")), "V");
}

static void
fill_with_text (YxPdfDocument *document, YxPdfAppend *append)
{
  yx_pdf_value_set (yx_pdf_append_edit (append, field_object (document, "yx.worker")), "V",
                    yx_pdf_value_new_string ("signed", -1));
}

static void
fill_with_other_signature (YxPdfDocument *document, YxPdfAppend *append)
{
  const YxPdfValue *signed_field = yx_pdf_document_object (document, YX_PDF_HEAD, field_object (document, "yx.employer"));

  yx_pdf_value_set (yx_pdf_append_edit (append, field_object (document, "yx.worker")), "V",
                    yx_pdf_value_copy (yx_pdf_value_get (signed_field, "V")));
}

static void
move_place (YxPdfDocument *document, YxPdfAppend *append)
{
  yx_pdf_value_set (yx_pdf_append_edit (append, field_object (document, "yx.worker")), "Rect",
                    yx_pdf_value_new_box (0, 0, 595, 842));
}

static void
add_orphan (YxPdfDocument *document, YxPdfAppend *append)
{
  yx_pdf_append_add (append, new_stream ("hidden"));
}

static void
change_information (YxPdfDocument *document, YxPdfAppend *append)
{
  const YxPdfValue *information = yx_pdf_value_get (yx_pdf_document_revision (document, YX_PDF_HEAD)->trailer, "Info");

  yx_pdf_value_set (yx_pdf_append_edit (append, (guint) information->integer), "Title",
                    yx_pdf_value_new_string ("Another contract", -1));
}

static void
add_page (YxPdfDocument *document, YxPdfAppend *append)
{
  const YxPdfValue *root = yx_pdf_document_root (document, YX_PDF_HEAD);
  YxPdfValue *pages = yx_pdf_append_edit (append, (guint) yx_pdf_value_get (root, "Pages")->integer);
  YxPdfValue *page = yx_pdf_value_copy (edit_page (document, append));

  yx_pdf_value_append ((YxPdfValue *) yx_pdf_value_get (pages, "Kids"),
                       yx_pdf_value_new_reference (yx_pdf_append_add (append, page)));
  yx_pdf_value_set (pages, "Count", yx_pdf_value_new_integer (3));
}

static void
need_appearances (YxPdfDocument *document, YxPdfAppend *append)
{
  YxPdfValue *yes = yx_pdf_value_new (YX_PDF_BOOLEAN);

  yes->integer = TRUE;
  yx_pdf_value_set (yx_pdf_append_edit_form (append), "NeedAppearances", yes);
}

static void
drop_fields (YxPdfDocument *document, YxPdfAppend *append)
{
  yx_pdf_value_set (yx_pdf_append_edit_form (append), "Fields", yx_pdf_value_new (YX_PDF_ARRAY));
}

static const Case cases[] = {
  { "content-replaced", replace_content },
  { "content-redirected", redirect_content },
  { "annotation-added", add_annotation },
  { "annotations-removed", remove_annotations },
  { "text-field-added", add_text_field },
  { "visible-timestamp-added", add_visible_stamp },
  { "false-timestamp-added", add_false_stamp },
  { "action-added", add_action },
  { "permissions-removed", remove_permissions },
  { "appearance-replaced", replace_appearance },
  { "signature-removed", remove_signature },
  { "place-filled-with-text", fill_with_text },
  { "place-filled-with-other", fill_with_other_signature },
  { "place-moved", move_place },
  { "orphan-added", add_orphan },
  { "information-changed", change_information },
  { "page-added", add_page },
  { "need-appearances", need_appearances },
  { "fields-dropped", drop_fields },
};

static GBytes *
attack_document (GBytes *document, Attack attack)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YxPdfDocument) opened = yx_pdf_document_open (document, NULL, &error);
  g_autoptr (YxPdfAppend) append = NULL;
  g_autoptr (GBytes) appended = NULL;

  g_assert_no_error (error);
  append = yx_pdf_append_new (opened);
  attack (opened, append);
  appended = g_byte_array_free_to_bytes (yx_pdf_append_finish (append, &error));
  g_assert_no_error (error);
  return yx_sample_join (document, appended);
}

/* Neither alone nor under a later honest timestamp. */
static void
test_appended (gconstpointer data)
{
  const Case *attack = data;

  for (guint streams = 0; streams < 2; streams++)
    {
      g_auto (YxSampleCast) cast = { 0 };
      g_autoptr (GBytes) base = streams != 0 ? yx_sample_stream_pages (2) : yx_sample_pages (2);
      g_autoptr (GBytes) prepared = yx_sample_prepared (base);
      g_autoptr (GBytes) once = NULL;
      g_autoptr (GBytes) attacked = NULL;
      g_autoptr (GBytes) stamped = NULL;
      g_autoptr (YxVerdict) alone = NULL;
      g_autoptr (YxVerdict) covered = NULL;

      yx_sample_cast_init (&cast);
      once = yx_sample_sign (prepared, cast.employer, "yx.employer", YX_TEST_NOW, NULL);
      attacked = attack_document (once, attack->attack);
      alone = judge (&cast, attacked);
      g_assert_cmpint (alone->status, ==, YX_VERDICT_FAILED);
      stamped = yx_sample_stamp (attacked, &cast);
      covered = judge (&cast, stamped);
      g_assert_cmpint (covered->status, ==, YX_VERDICT_FAILED);
    }
}

/* A signature by the right key whose place shows something else. */
typedef enum
{
  HONEST,
  OTHER_DATE,
  OTHER_LINE,
  NO_CAPTION,
  ANOTHER_STATE,
  MORE_CONTENT,
  TURNED_MARK,
} Shown;

static GBytes *
make_cms (const guint8 digest[YX_SHA256_SIZE], gpointer signer, GError **error)
{
  return yx_cms_sign (signer, digest, error);
}

static YxPdfValue *
new_form (YxPdfAppend *append, const YxPdfGeometry *geometry, Shown shown)
{
  static const char *const right[] = { "2026-03-01", NULL };
  static const char *const wrong[] = { "2025-03-01", NULL };
  static const char *const none[] = { NULL };
  g_autoptr (GBytes) picture = yx_sample_picture (100, 50, 0);
  YxPdfBox box = { 0 };
  guint mark = yx_pdf_picture_import (picture, append, &box, NULL);
  YxPdfValue *form = NULL;
  YxPdfValue *matrix = NULL;

  g_assert_cmpuint (mark, !=, 0);
  form = yx_pdf_appearance_new (geometry, &box, mark, shown == OTHER_DATE ? wrong : shown == NO_CAPTION ? none : right);
  if (shown == MORE_CONTENT)
    {
      g_autoptr (GBytes) raw = g_bytes_ref (form->raw);

      g_bytes_unref (form->raw);
      form->raw = yx_sample_join (raw, raw);
    }
  if (shown == TURNED_MARK)
    {
      matrix = yx_pdf_value_new (YX_PDF_ARRAY);
      for (guint i = 0; i < 6; i++)
        yx_pdf_value_append (matrix, yx_pdf_value_new_integer (i == 1 ? 1 : i == 2 ? -1 : 0));
      yx_pdf_value_set (yx_pdf_append_edit (append, mark), "Matrix", matrix);
    }
  return form;
}

static YxPdfValue *
new_signature (Shown shown)
{
  YxPdfValue *signature = yx_pdf_value_new (YX_PDF_DICTIONARY);
  YxPdfValue *captions = yx_pdf_value_new (YX_PDF_ARRAY);

  yx_pdf_value_set (signature, "Type", yx_pdf_value_new_name ("Sig"));
  yx_pdf_value_set (signature, "Filter", yx_pdf_value_new_name ("Adobe.PPKLite"));
  yx_pdf_value_set (signature, "SubFilter", yx_pdf_value_new_name ("ETSI.CAdES.detached"));
  yx_pdf_contents_reserve (signature);
  yx_pdf_value_set (signature, "M", yx_pdf_value_new_string ("D:20260301080000+08'00'", -1));
  if (shown != NO_CAPTION)
    yx_pdf_value_append (captions, yx_pdf_value_new_string (shown == OTHER_DATE   ? "2025-03-01"
                                                            : shown == OTHER_LINE ? "2026-03-02"
                                                                                  : "2026-03-01",
                                                            -1));
  yx_pdf_value_set (signature, "YX_Captions", captions);
  return signature;
}

static GBytes *
sign_showing (GBytes *document, YxSampleCast *cast, Shown shown)
{
  g_autoptr (YxPdfDocument) opened = yx_pdf_document_open (document, NULL, NULL);
  g_autoptr (YxPdfAppend) append = yx_pdf_append_new (opened);
  guint number = field_object (opened, "yx.worker");
  YxPdfValue *widget = yx_pdf_append_edit (append, number);
  YxPdfValue *states = yx_pdf_value_new (YX_PDF_DICTIONARY);
  g_autoptr (GByteArray) appended = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;
  YxPdfGeometry geometry;
  guint signature = 0;
  guint form = 0;

  g_assert_true (yx_pdf_geometry_read (widget, &geometry));
  form = yx_pdf_append_add (append, new_form (append, &geometry, shown));
  yx_pdf_value_set (states, "N", yx_pdf_value_new_reference (form));
  if (shown == ANOTHER_STATE)
    yx_pdf_value_set (states, "D", yx_pdf_value_new_reference (form));
  signature = yx_pdf_append_add (append, new_signature (shown));
  yx_pdf_value_set (widget, "AP", states);
  yx_pdf_value_set (widget, "V", yx_pdf_value_new_reference (signature));
  appended = yx_pdf_append_finish (append, &error);
  g_assert_no_error (error);
  g_assert_true (yx_pdf_contents_fill (document, appended, yx_pdf_append_offset (append, signature), make_cms,
                                       &cast->worker->signer, &error));
  bytes = g_bytes_new (appended->data, appended->len);
  return yx_sample_join (document, bytes);
}

static void
test_shown (void)
{
  g_auto (YxSampleCast) cast = { 0 };
  g_autoptr (GBytes) base = yx_sample_pages (1);
  g_autoptr (GBytes) prepared = yx_sample_prepared (base);

  yx_sample_cast_init (&cast);
  for (Shown shown = HONEST; shown <= TURNED_MARK; shown++)
    {
      g_autoptr (GBytes) document = sign_showing (prepared, &cast, shown);
      g_autoptr (YxVerdict) verdict = judge (&cast, document);
      YxVerdictSignature *signature = verdict->signatures->pdata[0];

      g_test_message ("shown %d", shown);
      g_assert_true (signature->valid);
      g_assert_cmpint (signature->canonical, ==, shown == HONEST);
      g_assert_cmpint (verdict->status, ==, shown == HONEST ? YX_VERDICT_PASSED : YX_VERDICT_FAILED);
      g_assert_cmpint (yx_verdict_has_reason (verdict, "appearance"), ==, shown != HONEST);
    }
}

static void
add_store (YxPdfDocument *document, YxPdfAppend *append)
{
  YxPdfValue *store = yx_pdf_value_new (YX_PDF_DICTIONARY);
  YxPdfValue *certificates = yx_pdf_value_new (YX_PDF_ARRAY);

  yx_pdf_value_append (certificates, yx_pdf_value_new_reference (yx_pdf_append_add (append, new_stream ("der"))));
  yx_pdf_value_set (store, "Certs", certificates);
  yx_pdf_value_set (edit_root (document, append), "DSS", yx_pdf_value_new_reference (yx_pdf_append_add (append, store)));
}

/* Validation data may be added; but then its last bytes need a timestamp. */
static void
test_store (void)
{
  g_auto (YxSampleCast) cast = { 0 };
  g_autoptr (GBytes) base = yx_sample_pages (1);
  g_autoptr (GBytes) twice = NULL;
  g_autoptr (GBytes) stored = NULL;
  g_autoptr (GBytes) stamped = NULL;
  g_autoptr (YxVerdict) open = NULL;
  g_autoptr (YxVerdict) closed = NULL;

  yx_sample_cast_init (&cast);
  twice = yx_sample_signed_twice (&cast, base);
  stored = attack_document (twice, add_store);
  open = judge (&cast, stored);
  g_assert_cmpint (open->status, ==, YX_VERDICT_INDETERMINATE);
  g_assert_true (yx_verdict_has_reason (open, "not-covered"));
  g_assert_cmpint (yx_verdict_last_revision (open, NULL), ==, YX_VERDICT_OTHER);
  stamped = yx_sample_stamp (stored, &cast);
  closed = judge (&cast, stamped);
  g_assert_cmpint (closed->status, ==, YX_VERDICT_PASSED);
  g_assert_cmpint (yx_verdict_last_revision (closed, NULL), ==, YX_VERDICT_EVIDENCE);
}

static void
fill_hole (YxPdfDocument *document, YxPdfAppend *append)
{
  YxPdfValue *store = yx_pdf_value_new (YX_PDF_DICTIONARY);

  yx_pdf_append_put (append, 50, new_stream ("0 0 m"));
  yx_pdf_value_set (store, "Certs", yx_pdf_value_new_reference (50));
  yx_pdf_value_set (edit_root (document, append), "DSS", store);
}

/* A page that refers to object 50, which does not exist when it is signed, must go on without it. */
static void
test_hole (void)
{
  static const char *const objects[] = {
    "<< /Type /Catalog /Pages 2 0 R >>",
    "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
    "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents [4 0 R 50 0 R] >>",
    "<< /Length 5 >>\nstream\n0 0 m\nendstream",
    NULL,
  };
  g_auto (YxSampleCast) cast = { 0 };
  g_autoptr (GBytes) base = yx_sample_by_hand (objects, "/Root 1 0 R");
  g_autoptr (GBytes) twice = NULL;
  g_autoptr (GBytes) attacked = NULL;
  g_autoptr (GBytes) stamped = NULL;
  g_autoptr (YxVerdict) honest = NULL;
  g_autoptr (YxVerdict) verdict = NULL;

  yx_sample_cast_init (&cast);
  twice = yx_sample_signed_twice (&cast, base);
  honest = judge (&cast, twice);
  g_assert_cmpint (honest->status, ==, YX_VERDICT_PASSED);
  attacked = attack_document (twice, fill_hole);
  stamped = yx_sample_stamp (attacked, &cast);
  verdict = judge (&cast, stamped);
  g_assert_cmpint (verdict->status, ==, YX_VERDICT_FAILED);
  g_assert_true (yx_verdict_has_reason (verdict, "changes-not-allowed"));
}

static GBytes *
append_text (GBytes *document, const char *text)
{
  g_autoptr (GBytes) tail = g_bytes_new_static (text, strlen (text));

  return yx_sample_join (document, tail);
}

/* A cross-reference alone that frees an object or gives it other, older bytes. */
static void
test_cross_reference_alone (void)
{
  static const char *const entries[] = { "0000000000 00001 f \n", "0000000015 00000 n \n" };
  g_auto (YxSampleCast) cast = { 0 };
  g_autoptr (GBytes) base = yx_sample_pages (1);
  g_autoptr (GBytes) twice = NULL;
  g_autoptr (YxPdfDocument) document = NULL;
  guint root = 0;

  yx_sample_cast_init (&cast);
  twice = yx_sample_signed_twice (&cast, base);
  document = yx_pdf_document_open (twice, NULL, NULL);
  root = yx_pdf_document_root_number (document, YX_PDF_HEAD);
  for (guint number = 1; number < yx_pdf_document_size (document, YX_PDF_HEAD); number++)
    for (guint i = 0; i < G_N_ELEMENTS (entries); i++)
      {
        const YxPdfRevision *last = yx_pdf_document_revision (document, YX_PDF_HEAD);
        g_autofree char *text = g_strdup_printf (
          "xref\n%u 1\n%strailer\n<< /Size 99 /Root %u 0 R /Prev %" G_GSIZE_FORMAT " >>\nstartxref\n%" G_GSIZE_FORMAT
          "\n%%%%EOF\n",
          number, entries[i], root, ((YxPdfSection *) last->sections->pdata[0])->offset, g_bytes_get_size (twice));
        g_autoptr (GBytes) attacked = append_text (twice, text);
        g_autoptr (YxVerdict) verdict = judge (&cast, attacked);

        g_assert_cmpint (verdict->status, ==, YX_VERDICT_FAILED);
      }
}

/* A validation store added by object and cross-reference streams, as other programs append. */
typedef enum
{
  TIDY,
  COMMENT,
  HIDDEN_OBJECT,
  HIDDEN_IN_STREAM,
  OBJECT_IN_COMMENT,
  BORROWED_STREAM,
} Packing;

static void
append_row (GString *out, guint kind, gsize place, guint index)
{
  g_string_append_c (out, (char) kind);
  for (int shift = 24; shift >= 0; shift -= 8)
    g_string_append_c (out, (char) (place >> shift));
  g_string_append_c (out, (char) index);
}

static char *
root_with_store (YxPdfDocument *document)
{
  g_autoptr (YxPdfValue) root = yx_pdf_value_copy (yx_pdf_document_root (document, YX_PDF_HEAD));
  GString *text = g_string_new (NULL);

  yx_pdf_value_set (root, "DSS", yx_pdf_value_new (YX_PDF_DICTIONARY));
  yx_pdf_value_write (root, text);
  return g_string_free (text, FALSE);
}

static GBytes *
append_packed (GBytes *document, Packing packing)
{
  static const char *const gaps[] = { "", "%x\n", "99 0 obj\nnull\nendobj\n", "", "% 99 0 obj null endobj\n", "" };
  g_autoptr (YxPdfDocument) opened = yx_pdf_document_open (document, NULL, NULL);
  const YxPdfRevision *last = yx_pdf_document_revision (opened, YX_PDF_HEAD);
  guint root = yx_pdf_document_root_number (opened, YX_PDF_HEAD);
  guint size = yx_pdf_document_size (opened, YX_PDF_HEAD);
  gsize base = g_bytes_get_size (document);
  g_autofree char *value = root_with_store (opened);
  g_autofree char *index = packing == HIDDEN_IN_STREAM ? g_strdup_printf ("%u 0 98 %zu ", root, strlen (value) + 1)
                                                       : g_strdup_printf ("%u 0 ", root);
  g_autofree char *inner = g_strconcat (index, value, packing == HIDDEN_IN_STREAM ? " null" : "", NULL);
  g_autoptr (GString) out = g_string_new (NULL);
  g_autoptr (GBytes) tail = NULL;
  gsize section = 0;

  g_string_append_printf (out, "%u 0 obj\n<< /Type /ObjStm /N %u /First %zu /Length %zu >>\nstream\n%s\nendstream\nendobj\n",
                          size, packing == HIDDEN_IN_STREAM ? 2 : 1, strlen (index), strlen (inner), inner);
  g_string_append (out, gaps[packing]);
  section = base + out->len;
  g_string_append_printf (out,
                          "%u 0 obj\n<< /Type /XRef /Size %u /W [1 4 1] /Index [%u 1 %u 2] /Root %u 0 R /Info %" G_GINT64_FORMAT
                          " 0 R /Prev %zu /Length 18 >>\nstream\n",
                          size + 1, size + 2, root, size, root, yx_pdf_value_get (last->trailer, "Info")->integer,
                          ((YxPdfSection *) last->sections->pdata[0])->offset);
  append_row (out, 2, packing == BORROWED_STREAM ? 1 : size, 0);
  append_row (out, 1, base, 0);
  append_row (out, 1, section, 0);
  g_string_append_printf (out, "\nendstream\nendobj\nstartxref\n%zu\n%%%%EOF\n", section);
  tail = g_bytes_new (out->str, out->len);
  return yx_sample_join (document, tail);
}

static void
test_packed (void)
{
  g_auto (YxSampleCast) cast = { 0 };
  g_autoptr (GBytes) base = yx_sample_stream_pages (1);
  g_autoptr (GBytes) twice = NULL;

  yx_sample_cast_init (&cast);
  twice = yx_sample_signed_twice (&cast, base);
  for (Packing packing = TIDY; packing <= BORROWED_STREAM; packing++)
    {
      g_autoptr (GBytes) document = append_packed (twice, packing);
      g_autoptr (YxVerdict) verdict = judge (&cast, document);

      g_test_message ("packing %d", packing);
      g_assert_cmpint (verdict->status, ==, packing <= COMMENT ? YX_VERDICT_INDETERMINATE : YX_VERDICT_FAILED);
    }
}

/* Ranges that leave out more or less than the signature's own value. */
static void
test_ranges (void)
{
  static const struct
  {
    guint member;
    int by;
  } changes[] = { { 0, 1 }, { 1, -1 }, { 1, 1 }, { 2, 1 }, { 2, -1 }, { 3, -1 }, { 3, 1 }, { 3, -100 } };
  g_auto (YxSampleCast) cast = { 0 };
  g_autoptr (GBytes) base = yx_sample_pages (1);
  g_autoptr (GBytes) prepared = yx_sample_prepared (base);
  g_autoptr (GBytes) once = NULL;

  yx_sample_cast_init (&cast);
  once = yx_sample_sign (prepared, cast.worker, "yx.worker", YX_TEST_NOW, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      gsize size = 0;
      char *copy = g_memdup2 (g_bytes_get_data (once, &size), g_bytes_get_size (once));
      gsize at = yx_sample_find (once, "/ByteRange [", 0) + strlen ("/ByteRange [");
      g_autoptr (GBytes) attacked = g_bytes_new_take (copy, size);
      g_autoptr (YxVerdict) verdict = NULL;
      char *next = copy + at;
      gint64 range[4] = { 0 };
      g_autofree char *text = NULL;

      for (guint k = 0; k < 4; k++)
        range[k] = g_ascii_strtoll (next, &next, 10);
      range[changes[i].member] += changes[i].by;
      text = g_strdup_printf ("%" G_GINT64_FORMAT " %" G_GINT64_FORMAT " %" G_GINT64_FORMAT " %" G_GINT64_FORMAT " ",
                              range[0], range[1], range[2], range[3]);
      memcpy (copy + at, text, strlen (text));
      verdict = judge (&cast, attacked);
      g_assert_cmpint (verdict->status, ==, YX_VERDICT_FAILED);
      g_assert_true (yx_verdict_has_reason (verdict, "FORMAT_FAILURE") ||
                     yx_verdict_has_reason (verdict, "HASH_FAILURE"));
    }
}

static YxVerdictStatus
judge_taken (YxSampleCast *cast, GBytes *document, gsize taken)
{
  const YxPdfJudging by = { cast->pki->trust, YX_TEST_NOW + 60 * G_USEC_PER_SEC, NULL, taken };
  g_autoptr (YxVerdict) verdict = yx_pdf_judge (document, &by);

  return verdict->status;
}

/* Who knows what was prepared also sees what somebody changed before the first signature. */
static void
test_taken (void)
{
  for (guint streams = 0; streams < 2; streams++)
    {
      g_auto (YxSampleCast) cast = { 0 };
      g_autoptr (GBytes) base = streams != 0 ? yx_sample_stream_pages (2) : yx_sample_pages (2);
      g_autoptr (GBytes) prepared = yx_sample_prepared (base);
      g_autoptr (GBytes) once = NULL;
      gsize taken = g_bytes_get_size (prepared);

      yx_sample_cast_init (&cast);
      once = yx_sample_sign (prepared, cast.employer, "yx.employer", YX_TEST_NOW, NULL);
      g_assert_cmpint (judge_taken (&cast, once, taken), ==, YX_VERDICT_PASSED);
      g_assert_cmpint (judge_taken (&cast, once, g_bytes_get_size (once)), ==, YX_VERDICT_PASSED);
      g_assert_cmpint (judge_taken (&cast, once, taken - 1), ==, YX_VERDICT_FAILED);
      g_assert_cmpint (judge_taken (&cast, once, g_bytes_get_size (base)), ==, YX_VERDICT_FAILED);
      for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
        {
          g_autoptr (GBytes) attacked = NULL;
          g_autoptr (GBytes) late = NULL;

          if (cases[i].attack == fill_with_text || cases[i].attack == fill_with_other_signature ||
              cases[i].attack == remove_permissions || cases[i].attack == remove_signature ||
              cases[i].attack == drop_fields)
            continue;
          g_test_message ("%s", cases[i].name);
          attacked = attack_document (prepared, cases[i].attack);
          late = yx_sample_sign (attacked, cast.worker, "yx.worker", YX_TEST_NOW, NULL);
          g_assert_cmpint (judge_taken (&cast, late, taken), ==, YX_VERDICT_FAILED);
        }
    }
}

/* A timestamp proves the time; one by somebody whom nobody trusts does not. */
static void
test_time (void)
{
  g_auto (YxSampleCast) cast = { 0 };
  g_autoptr (GBytes) base = yx_sample_pages (1);
  g_autoptr (GBytes) twice = NULL;
  g_autoptr (GBytes) stamped = NULL;
  YxPdfJudging by = { NULL, YX_TEST_NOW + G_GINT64_CONSTANT (4) * 366 * 86400 * G_USEC_PER_SEC, NULL };
  g_autoptr (YxVerdict) expired = NULL;
  g_autoptr (YxVerdict) proven = NULL;
  YxVerdictSignature *signature = NULL;

  yx_sample_cast_init (&cast);
  by.trust = cast.pki->trust;
  twice = yx_sample_signed_twice (&cast, base);
  expired = yx_pdf_judge (twice, &by);
  g_assert_cmpint (expired->status, ==, YX_VERDICT_INDETERMINATE);
  g_assert_true (yx_verdict_has_reason (expired, "OUT_OF_BOUNDS_NO_POE"));
  stamped = yx_sample_stamp (twice, &cast);
  proven = yx_pdf_judge (stamped, &by);
  signature = proven->signatures->pdata[0];
  g_assert_cmpstr (signature->trust, ==, "trusted");
  g_assert_true (signature->time_proven);
  g_assert_cmpint (signature->time, ==, YX_TEST_NOW + 20 * G_USEC_PER_SEC);
  g_assert_cmpstr (signature->level, ==, "B-T");
  g_assert_cmpuint (signature->certifies, ==, 2);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/pdf/attacks/appended/", cases[i].name, NULL);

      g_test_add_data_func (path, &cases[i], test_appended);
    }
  g_test_add_func ("/pdf/attacks/shown", test_shown);
  g_test_add_func ("/pdf/attacks/store", test_store);
  g_test_add_func ("/pdf/attacks/hole", test_hole);
  g_test_add_func ("/pdf/attacks/cross-reference-alone", test_cross_reference_alone);
  g_test_add_func ("/pdf/attacks/packed", test_packed);
  g_test_add_func ("/pdf/attacks/ranges", test_ranges);
  g_test_add_func ("/pdf/attacks/taken", test_taken);
  g_test_add_func ("/pdf/attacks/time", test_time);
  return g_test_run ();
}
