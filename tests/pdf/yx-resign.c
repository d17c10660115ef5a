/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pdf/yx-resign.h"

#include <string.h>

#include "pdf/yx-pdf-contents.h"

static GBytes *
make_cms (const guint8 digest[YX_SHA256_SIZE], gpointer signer, GError **error)
{
  return yx_cms_sign (signer, digest, error);
}

static GBytes *
join (GBytes *a, GBytes *b)
{
  GByteArray *joined = g_byte_array_new ();

  g_byte_array_append (joined, g_bytes_get_data (a, NULL), (guint)g_bytes_get_size (a));
  g_byte_array_append (joined, g_bytes_get_data (b, NULL), (guint)g_bytes_get_size (b));
  return g_byte_array_free_to_bytes (joined);
}

/* The same objects once more, in the same places. */
static void
copy_revision (YxPdfDocument *whole, YxPdfAppend *append)
{
  const YxPdfRevision *revision = yx_pdf_document_revision (whole, YX_PDF_HEAD);
  guint size = yx_pdf_document_size (whole, YX_PDF_HEAD);

  while (yx_pdf_append_reserve (append) + 1 < size)
    ;
  for (guint s = 0; s < revision->sections->len; s++)
    {
      const YxPdfSection *section = revision->sections->pdata[s];

      for (guint i = 0; i < section->entries->len; i++)
        {
          guint number = g_array_index (section->entries, YxPdfEntry, i).number;

          if (number != 0 && number != section->stream)
            yx_pdf_append_put (append, number,
                               yx_pdf_value_copy (yx_pdf_document_object (whole, YX_PDF_HEAD, number)));
        }
    }
}

/* The revision @appended to @head, as its own signer would have made it with one thing done otherwise. */
GBytes *
yx_resign (GBytes *head, GBytes *appended, const char *field, const YxSigner *signer, YxResignFunc change)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = join (head, appended);
  g_autoptr (YxPdfDocument) opened = yx_pdf_document_open (head, NULL, &error);
  g_autoptr (YxPdfDocument) whole = yx_pdf_document_open (bytes, NULL, &error);
  g_autoptr (YxPdfAppend) append = NULL;
  g_autoptr (GPtrArray) fields = NULL;
  g_autoptr (GByteArray) made = NULL;
  YxPdfValue *signature;
  guint number;

  g_assert_no_error (error);
  append = yx_pdf_append_new (opened);
  copy_revision (whole, append);
  fields = yx_pdf_document_form_fields (whole, YX_PDF_HEAD);
  number = yx_pdf_document_find_field (fields, field)->value_number;
  signature = yx_pdf_append_edit (append, number);
  yx_pdf_value_remove (signature, "ByteRange");
  yx_pdf_value_remove (signature, "Contents");
  yx_pdf_contents_reserve (signature);
  if (change != NULL)
    change (opened, append, signature);
  made = yx_pdf_append_finish (append, &error);
  g_assert_no_error (error);
  yx_pdf_contents_fill (head, made, yx_pdf_append_offset (append, number), make_cms, (gpointer)signer,
                        &error);
  g_assert_no_error (error);
  return g_byte_array_free_to_bytes (g_steal_pointer (&made));
}

static YxPdfValue *
edit_root (YxPdfDocument *head, YxPdfAppend *append)
{
  return yx_pdf_append_edit (append, yx_pdf_document_root_number (head, YX_PDF_HEAD));
}

void
yx_resign_without_certifying (YxPdfDocument *head, YxPdfAppend *append, YxPdfValue *signature)
{
  yx_pdf_value_remove (edit_root (head, append), "Perms");
}

static void
set_p (YxPdfValue *signature, gint64 p)
{
  YxPdfValue *first = yx_pdf_value_get (signature, "Reference")->items->pdata[0];

  yx_pdf_value_set ((YxPdfValue *)yx_pdf_value_get (first, "TransformParams"), "P",
                    yx_pdf_value_new_integer (p));
}

void
yx_resign_with_p1 (YxPdfDocument *head, YxPdfAppend *append, YxPdfValue *signature)
{
  set_p (signature, 1);
}

void
yx_resign_with_p3 (YxPdfDocument *head, YxPdfAppend *append, YxPdfValue *signature)
{
  set_p (signature, 3);
}

/* What permits nobody knows what permits nothing. */
void
yx_resign_with_odd_p (YxPdfDocument *head, YxPdfAppend *append, YxPdfValue *signature)
{
  YxPdfValue *first = yx_pdf_value_get (signature, "Reference")->items->pdata[0];

  yx_pdf_value_set ((YxPdfValue *)yx_pdf_value_get (first, "TransformParams"), "P", yx_pdf_value_new_name ("Two"));
}

void
yx_resign_with_references_reversed (YxPdfDocument *head, YxPdfAppend *append, YxPdfValue *signature)
{
  const YxPdfValue *references = yx_pdf_value_get (signature, "Reference");
  gpointer first = references->items->pdata[0];

  references->items->pdata[0] = references->items->pdata[1];
  references->items->pdata[1] = first;
}

/* ETSI EN 319 142-1 §6.3 forbids /Cert. */
void
yx_resign_with_certificate (YxPdfDocument *head, YxPdfAppend *append, YxPdfValue *signature)
{
  yx_pdf_value_set (signature, "Cert", yx_pdf_value_new_string ("certificate", -1));
}

void
yx_resign_without_time (YxPdfDocument *head, YxPdfAppend *append, YxPdfValue *signature)
{
  yx_pdf_value_remove (signature, "M");
}

void
yx_resign_with_odd_time (YxPdfDocument *head, YxPdfAppend *append, YxPdfValue *signature)
{
  yx_pdf_value_set (signature, "M", yx_pdf_value_new_string ("yesterday", -1));
}

void
yx_resign_with_odd_captions (YxPdfDocument *head, YxPdfAppend *append, YxPdfValue *signature)
{
  yx_pdf_value_append ((YxPdfValue *)yx_pdf_value_get (signature, "YX_Captions"), yx_pdf_value_new_integer (1));
  yx_pdf_value_append ((YxPdfValue *)yx_pdf_value_get (signature, "YX_Captions"),
                       yx_pdf_value_new_string ("a line that is too long for a place", -1));
}

/* No FieldMDP. */
void
yx_resign_without_fields (YxPdfDocument *head, YxPdfAppend *append, YxPdfValue *signature)
{
  const YxPdfValue *references = yx_pdf_value_get (signature, "Reference");

  g_ptr_array_set_size (references->items, (int)references->items->len - 1);
}

/* Something that no reader shows, in the signature's own dictionary. */
void
yx_resign_with_more (YxPdfDocument *head, YxPdfAppend *append, YxPdfValue *signature)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static ("hidden", 6);

  yx_pdf_value_set (signature, "More",
                    yx_pdf_value_new_reference (yx_pdf_append_add (append, yx_pdf_value_new_stream (bytes))));
}

void
yx_resign_old_way (YxPdfDocument *head, YxPdfAppend *append, YxPdfValue *signature)
{
  yx_pdf_value_set (signature, "SubFilter", yx_pdf_value_new_name ("adbe.pkcs7.detached"));
}

void
yx_resign_with_store (YxPdfDocument *head, YxPdfAppend *append, YxPdfValue *signature)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static ("anything", 8);
  YxPdfValue *store = yx_pdf_value_new (YX_PDF_DICTIONARY);

  yx_pdf_value_set (store, "Anything",
                    yx_pdf_value_new_reference (yx_pdf_append_add (append, yx_pdf_value_new_stream (bytes))));
  yx_pdf_value_set (edit_root (head, append), "DSS", store);
}

void
yx_resign_with_extensions (YxPdfDocument *head, YxPdfAppend *append, YxPdfValue *signature)
{
  yx_pdf_value_set (edit_root (head, append), "Extensions", yx_pdf_value_new (YX_PDF_DICTIONARY));
}
