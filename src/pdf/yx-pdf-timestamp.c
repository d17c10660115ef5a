/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pdf/yx-pdf-timestamp.h"

#include "pdf/yx-pdf-append.h"
#include "pdf/yx-pdf-contents.h"
#include "pdf/yx-pdf-document-private.h"

#define PRINT_AND_LOCKED 132

static char *
new_name (GPtrArray *fields)
{
  for (guint n = 1;; n++)
    {
      g_autofree char *name = g_strdup_printf ("yx-timestamp-%u", n);

      if (yx_pdf_document_find_field (fields, name) == NULL)
        return g_steal_pointer (&name);
    }
}

static YxPdfValue *
new_signature (void)
{
  YxPdfValue *signature = yx_pdf_value_new (YX_PDF_DICTIONARY);

  yx_pdf_value_set (signature, "Type", yx_pdf_value_new_name ("DocTimeStamp"));
  yx_pdf_value_set (signature, "Filter", yx_pdf_value_new_name ("Adobe.PPKLite"));
  yx_pdf_value_set (signature, "SubFilter", yx_pdf_value_new_name ("ETSI.RFC3161"));
  yx_pdf_contents_reserve (signature);
  return signature;
}

static YxPdfValue *
new_field (const char *name, guint page, guint signature)
{
  YxPdfValue *field = yx_pdf_value_new (YX_PDF_DICTIONARY);

  yx_pdf_value_set (field, "Type", yx_pdf_value_new_name ("Annot"));
  yx_pdf_value_set (field, "Subtype", yx_pdf_value_new_name ("Widget"));
  yx_pdf_value_set (field, "FT", yx_pdf_value_new_name ("Sig"));
  yx_pdf_value_set (field, "T", yx_pdf_value_new_string (name, -1));
  yx_pdf_value_set (field, "F", yx_pdf_value_new_integer (PRINT_AND_LOCKED));
  yx_pdf_value_set (field, "P", yx_pdf_value_new_reference (page));
  yx_pdf_value_set (field, "Rect", yx_pdf_value_new_box (0, 0, 0, 0));
  yx_pdf_value_set (field, "V", yx_pdf_value_new_reference (signature));
  return field;
}

/**
 * yx_pdf_timestamp:
 * @document: the document
 * @token: (scope call): asks a time-stamping authority
 * @user_data: for @token
 * @error: return location: %YX_PDF_ERROR_NO_ROOM, those of yx_pdf_document_open() and of @token
 *
 * Adds a document timestamp over all that is there (ISO 32000-2 §12.8.5, ETSI EN 319 142-1 §5.4.3), in an
 * invisible field of its own on the first page.
 *
 * Returns: (transfer full): the bytes to append to @document
 */
GBytes *
yx_pdf_timestamp (GBytes *document, YxPdfTokenFunc token, gpointer user_data, GError **error)
{
  g_autoptr (YxPdfDocument) opened = yx_pdf_document_open (document, NULL, error);
  g_autoptr (YxPdfAppend) append = NULL;
  g_autoptr (GPtrArray) fields = NULL;
  g_autoptr (GByteArray) appended = NULL;
  g_autofree char *name = NULL;
  YxPdfValue *form = NULL;
  guint page = 0;
  guint signature = 0;
  guint field = 0;

  if (opened == NULL || !yx_pdf_document_page (opened, 1, &page, NULL, error))
    return NULL;
  fields = yx_pdf_document_form_fields (opened, YX_PDF_HEAD);
  name = new_name (fields);
  append = yx_pdf_append_new (opened);
  signature = yx_pdf_append_add (append, new_signature ());
  field = yx_pdf_append_add (append, new_field (name, page, signature));
  form = yx_pdf_append_edit_form (append);
  yx_pdf_value_set (form, "SigFlags", yx_pdf_value_new_integer (3));
  yx_pdf_value_append (yx_pdf_append_edit_array (append, form, "Fields"), yx_pdf_value_new_reference (field));
  yx_pdf_value_append (yx_pdf_append_edit_array (append, yx_pdf_append_edit (append, page), "Annots"),
                       yx_pdf_value_new_reference (field));
  appended = yx_pdf_append_finish (append, error);
  if (appended == NULL || !yx_pdf_contents_fill (document, appended, yx_pdf_append_offset (append, signature), token,
                                                 user_data, error))
    return NULL;
  return g_byte_array_free_to_bytes (g_steal_pointer (&appended));
}
