/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pdf/yx-pdf-sign.h"

#include <string.h>

#include "pdf/yx-pdf-append.h"
#include "pdf/yx-pdf-appearance.h"
#include "pdf/yx-pdf-contents.h"
#include "pdf/yx-pdf-document-private.h"
#include "pdf/yx-pdf-permissions.h"
#include "pdf/yx-pdf-picture-private.h"

/* What is being signed. */
typedef struct
{
  const YxPdfSigning *what;
  YxPdfDocument *document;
  YxPdfAppend *append;
  GPtrArray *fields;
  const YxPdfFormField *field;
  GPtrArray *captions;
  gboolean first;
} Signing;

static gboolean
fail (const Signing *signing, YxPdfError code, const char *what, GError **error)
{
  g_set_error (error, YX_PDF_ERROR, code, "The place %s cannot be signed: %s", signing->what->field, what);
  return FALSE;
}

static gboolean
find_place (Signing *signing, GError **error)
{
  signing->field = yx_pdf_document_find_field (signing->fields, signing->what->field);
  if (signing->field == NULL || !signing->field->signature)
    return fail (signing, YX_PDF_ERROR_PLACE, "the document has no such place", error);
  if (signing->field->value != NULL)
    return fail (signing, YX_PDF_ERROR_PLACE, "it is signed already", error);
  signing->first = TRUE;
  for (guint i = 0; i < signing->fields->len; i++)
    {
      const YxPdfFormField *other = signing->fields->pdata[i];

      signing->first = signing->first && !(other->signature && other->value != NULL);
    }
  return TRUE;
}

static const YxPdfValue *
find_widget (Signing *signing, guint *number)
{
  if (signing->field->widgets->len == 0)
    return NULL;
  *number = g_array_index (signing->field->widgets, guint, 0);
  return yx_pdf_document_object (signing->document, YX_PDF_HEAD, *number);
}

/* The date first, where the place has room for one; each of the other lines needs its anchor. */
static gboolean
collect_captions (Signing *signing, const YxPdfGeometry *geometry, GError **error)
{
  const char *const *lines = signing->what->captions;

  if (geometry->captions[0].size > 0)
    g_ptr_array_add (signing->captions, yx_pdf_date_caption (signing->what->at));
  for (guint i = 0; lines != NULL && lines[i] != NULL; i++)
    {
      if (!yx_pdf_caption_check (lines[i]))
        return fail (signing, YX_PDF_ERROR_CONTENT, "a line is longer than allowed or not ASCII", error);
      if (i + 1 >= YX_PDF_CAPTIONS_MAX || geometry->captions[i + 1].size <= 0 || signing->captions->len != i + 1)
        return fail (signing, YX_PDF_ERROR_CONTENT, "it has no room for that many lines", error);
      g_ptr_array_add (signing->captions, g_strdup (lines[i]));
    }
  g_ptr_array_add (signing->captions, NULL);
  return TRUE;
}

static gboolean
show (Signing *signing, GError **error)
{
  guint number = 0;
  const YxPdfValue *widget = find_widget (signing, &number);
  YxPdfGeometry geometry;
  YxPdfBox picture = { 0 };
  YxPdfValue *normal = NULL;
  guint mark = 0;
  guint form = 0;

  if (widget == NULL)
    return TRUE;
  if (!yx_pdf_geometry_read (widget, &geometry))
    return fail (signing, YX_PDF_ERROR_PLACE, "it is not a place as it should be", error);
  if (!collect_captions (signing, &geometry, error))
    return FALSE;
  if (signing->what->mark != NULL)
    {
      mark = yx_pdf_picture_import (signing->what->mark, signing->append, &picture, error);
      if (mark == 0)
        return FALSE;
    }
  form = yx_pdf_append_add (signing->append,
                            yx_pdf_appearance_new (&geometry, &picture, mark,
                                                   (const char *const *) signing->captions->pdata));
  normal = yx_pdf_value_new (YX_PDF_DICTIONARY);
  yx_pdf_value_set (normal, "N", yx_pdf_value_new_reference (form));
  yx_pdf_value_set (yx_pdf_append_edit (signing->append, number), "AP", normal);
  return TRUE;
}

static YxPdfValue *
new_caption_strings (Signing *signing)
{
  YxPdfValue *captions = yx_pdf_value_new (YX_PDF_ARRAY);

  for (guint i = 0; i < signing->captions->len && signing->captions->pdata[i] != NULL; i++)
    yx_pdf_value_append (captions, yx_pdf_value_new_string (signing->captions->pdata[i], -1));
  return captions;
}

static YxPdfValue *
new_signature (Signing *signing, const char *date)
{
  YxPdfValue *signature = yx_pdf_value_new (YX_PDF_DICTIONARY);
  const char *name = yx_certificate_name (signing->what->signer->certificate);

  yx_pdf_value_set (signature, "Type", yx_pdf_value_new_name ("Sig"));
  yx_pdf_value_set (signature, "Filter", yx_pdf_value_new_name ("Adobe.PPKLite"));
  yx_pdf_value_set (signature, "SubFilter", yx_pdf_value_new_name ("ETSI.CAdES.detached"));
  yx_pdf_contents_reserve (signature);
  yx_pdf_value_set (signature, "M", yx_pdf_value_new_string (date, -1));
  if (name != NULL)
    yx_pdf_value_set (signature, "Name", yx_pdf_value_new_text (name));
  yx_pdf_value_set (signature, "Reference",
                    yx_pdf_permissions_new (signing->first, signing->fields, signing->field->name));
  yx_pdf_value_set (signature, "YX_Captions", new_caption_strings (signing));
  if (signing->what->seal != NULL)
    {
      YxPdfValue *seal = yx_pdf_value_new_stream (signing->what->seal);

      yx_pdf_value_set (seal, "Type", yx_pdf_value_new_name ("YX_Seal"));
      yx_pdf_value_set (signature, "YX_Seal",
                        yx_pdf_value_new_reference (yx_pdf_append_add (signing->append, seal)));
    }
  return signature;
}

/* The first signature certifies (ISO 32000-2 §12.8.2.2) and ends /NeedAppearances (pdf-facts 7). */
static void
certify (Signing *signing, guint signature)
{
  guint root = yx_pdf_document_root_number (signing->document, YX_PDF_HEAD);
  const YxPdfValue *old = yx_pdf_document_get (signing->document, YX_PDF_HEAD,
                                               yx_pdf_document_root (signing->document, YX_PDF_HEAD), "Perms");
  YxPdfValue *permissions = yx_pdf_value_is_dictionary (old) ? yx_pdf_value_copy (old)
                                                             : yx_pdf_value_new (YX_PDF_DICTIONARY);
  YxPdfValue *form = yx_pdf_append_edit_form (signing->append);

  yx_pdf_value_set (permissions, "DocMDP", yx_pdf_value_new_reference (signature));
  yx_pdf_value_set (yx_pdf_append_edit (signing->append, root), "Perms", permissions);
  yx_pdf_value_set (form, "SigFlags", yx_pdf_value_new_integer (3));
  yx_pdf_value_remove (form, "NeedAppearances");
}

static GBytes *
make_cms (const guint8 digest[YX_SHA256_SIZE], gpointer user_data, GError **error)
{
  return yx_cms_sign (user_data, digest, error);
}

static GBytes *
sign (Signing *signing, GBytes *document, GError **error)
{
  g_autofree char *date = yx_pdf_date_write (signing->what->at);
  g_autoptr (GByteArray) appended = NULL;
  guint number = 0;

  if (date == NULL)
    {
      fail (signing, YX_PDF_ERROR_CONTENT, "its time cannot be written", error);
      return NULL;
    }
  if (!show (signing, error))
    return NULL;
  number = yx_pdf_append_add (signing->append, new_signature (signing, date));
  yx_pdf_value_set (yx_pdf_append_edit (signing->append, signing->field->object), "V",
                    yx_pdf_value_new_reference (number));
  if (signing->first)
    certify (signing, number);
  appended = yx_pdf_append_finish (signing->append, error);
  if (appended == NULL || !yx_pdf_contents_fill (document, appended, yx_pdf_append_offset (signing->append, number),
                                                 make_cms, (gpointer) signing->what->signer, error))
    return NULL;
  return g_byte_array_free_to_bytes (g_steal_pointer (&appended));
}

/**
 * yx_pdf_sign:
 * @document: the document with its empty places
 * @what: what is signed and shown
 * @error: return location: %YX_PDF_ERROR_PLACE, %YX_PDF_ERROR_CONTENT, %YX_PDF_ERROR_NO_ROOM, those of
 *   yx_pdf_document_open() and of yx_cms_sign()
 *
 * Fills an empty place with a PAdES B-B signature (ETSI EN 319 142-1 §5.3, §6.3). The first one certifies
 * with DocMDP P=2 and FieldMDP; later ones set nothing but /V and /AP of their own place.
 *
 * Returns: (transfer full): the bytes to append to @document
 */
GBytes *
yx_pdf_sign (GBytes *document, const YxPdfSigning *what, GError **error)
{
  g_autoptr (YxPdfDocument) opened = yx_pdf_document_open (document, NULL, error);
  g_autoptr (YxPdfAppend) append = NULL;
  g_autoptr (GPtrArray) fields = NULL;
  g_autoptr (GPtrArray) captions = g_ptr_array_new_with_free_func (g_free);
  Signing signing = { .what = what, .document = opened, .captions = captions };

  if (opened == NULL)
    return NULL;
  fields = yx_pdf_document_form_fields (opened, YX_PDF_HEAD);
  append = yx_pdf_append_new (opened);
  signing.fields = fields;
  signing.append = append;
  if (!yx_pdf_document_check (opened, error) || !find_place (&signing, error))
    return NULL;
  return sign (&signing, document, error);
}
