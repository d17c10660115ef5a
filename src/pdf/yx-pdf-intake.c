/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pdf/yx-pdf-intake.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "pdf/yx-pdf-document-private.h"

static const struct
{
  const char *nick;
  const char *words;
} refusals[] = {
  [YX_PDF_TAKEN] = { "taken", N_ ("The PDF can be signed") },
  [YX_PDF_REFUSED_EMPTY] = { "empty", N_ ("The file is empty") },
  [YX_PDF_REFUSED_TOO_LARGE] = { "too-large", N_ ("The PDF is larger than 20 MiB") },
  [YX_PDF_REFUSED_NO_PDF] = { "no-pdf", N_ ("The file is not a PDF") },
  [YX_PDF_REFUSED_DAMAGED] = { "damaged", N_ ("The PDF is damaged and cannot be read") },
  [YX_PDF_REFUSED_ENCRYPTED] = { "encrypted", N_ ("The PDF is encrypted; please save it without protection") },
  [YX_PDF_REFUSED_NO_PAGE] = { "no-page", N_ ("The PDF has no page") },
  [YX_PDF_REFUSED_TOO_COMPLEX] = { "too-complex", N_ ("The PDF has too many pages, objects or revisions") },
  [YX_PDF_REFUSED_UNUSUAL]
  = { "unusual", N_ ("The PDF is written in an unusual way; please save it anew with another program") },
  [YX_PDF_REFUSED_SIGNED] = { "signed", N_ ("The PDF is signed already") },
  [YX_PDF_REFUSED_SCRIPT] = { "script", N_ ("The PDF contains scripts or actions") },
  [YX_PDF_REFUSED_ATTACHMENT] = { "attachment", N_ ("The PDF contains attachments or media") },
  [YX_PDF_REFUSED_FORM] = { "form", N_ ("The PDF contains an XFA form; please print it to a new PDF") },
  [YX_PDF_REFUSED_EXTERNAL] = { "external", N_ ("The PDF shows what lies in another file") },
};

static YxPdfRefusal
refusal_of (const GError *error)
{
  switch (error->code)
    {
    case YX_PDF_ERROR_ENCRYPTED:
      return YX_PDF_REFUSED_ENCRYPTED;
    case YX_PDF_ERROR_NO_PAGE:
      return YX_PDF_REFUSED_NO_PAGE;
    case YX_PDF_ERROR_LIMIT:
      return YX_PDF_REFUSED_TOO_COMPLEX;
    case YX_PDF_ERROR_UNSUPPORTED:
      return YX_PDF_REFUSED_UNUSUAL;
    default:
      return YX_PDF_REFUSED_DAMAGED;
    }
}

/* What a viewer would do beyond going to a place in the document (ISO 32000-2 table 201). */
static gboolean
is_active_action (const YxPdfValue *kind)
{
  static const char *const kinds[] = { "JavaScript", "Launch", "SubmitForm", "ImportData", "GoToE", "GoTo3DView",
                                       "Rendition", "Sound", "Movie", "RichMediaExecute", "SetOCGState", NULL };

  return kind->kind == YX_PDF_NAME && g_strv_contains (kinds, kind->text);
}

static YxPdfRefusal
look_at_key (const YxPdfValue *dictionary, guint index)
{
  static const struct
  {
    const char *key;
    YxPdfRefusal refusal;
  } kinds[] = {
    { "JS", YX_PDF_REFUSED_SCRIPT },
    { "JavaScript", YX_PDF_REFUSED_SCRIPT },
    { "AA", YX_PDF_REFUSED_SCRIPT },
    { "EmbeddedFiles", YX_PDF_REFUSED_ATTACHMENT },
    { "EF", YX_PDF_REFUSED_ATTACHMENT },
    { "Collection", YX_PDF_REFUSED_ATTACHMENT },
    { "RichMediaContent", YX_PDF_REFUSED_ATTACHMENT },
    { "3DD", YX_PDF_REFUSED_ATTACHMENT },
    { "XFA", YX_PDF_REFUSED_FORM },
  };
  const YxPdfValue *value = dictionary->items->pdata[index];
  const char *key = dictionary->keys->pdata[index];

  if (value->kind == YX_PDF_NULL)
    return YX_PDF_TAKEN;
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (strcmp (key, kinds[i].key) == 0)
      return kinds[i].refusal;
  if (strcmp (key, "S") == 0 && is_active_action (value))
    return YX_PDF_REFUSED_SCRIPT;
  return dictionary->kind == YX_PDF_STREAM && strcmp (key, "F") == 0 ? YX_PDF_REFUSED_EXTERNAL : YX_PDF_TAKEN;
}

static YxPdfRefusal
look_into (const YxPdfValue *value)
{
  YxPdfRefusal refusal = YX_PDF_TAKEN;

  for (guint i = 0; refusal == YX_PDF_TAKEN && value->items != NULL && i < value->items->len; i++)
    {
      if (value->keys != NULL)
        refusal = look_at_key (value, i);
      if (refusal == YX_PDF_TAKEN)
        refusal = look_into (value->items->pdata[i]);
    }
  return refusal;
}

/* A signature that a later revision took away would come to light again when the document is judged. */
static gboolean
is_signed (YxPdfDocument *document)
{
  if (yx_pdf_document_get (document, YX_PDF_HEAD, yx_pdf_document_root (document, YX_PDF_HEAD), "Perms") != NULL)
    return TRUE;
  for (guint r = 0; r < yx_pdf_document_n_revisions (document); r++)
    {
      g_autoptr (GPtrArray) fields = yx_pdf_document_form_fields (document, r);

      for (guint i = 0; i < fields->len; i++)
        {
          const YxPdfFormField *field = fields->pdata[i];

          if (field->signature && field->value != NULL)
            return TRUE;
        }
    }
  return FALSE;
}

static YxPdfRefusal
look_at_all (YxPdfDocument *document)
{
  YxPdfRefusal refusal = YX_PDF_TAKEN;
  GError *error = NULL;

  if (is_signed (document))
    return YX_PDF_REFUSED_SIGNED;
  for (guint i = 1; refusal == YX_PDF_TAKEN && i < yx_pdf_document_size (document, YX_PDF_HEAD); i++)
    refusal = look_into (yx_pdf_document_object (document, YX_PDF_HEAD, i));
  for (guint i = 1; refusal == YX_PDF_TAKEN && i <= yx_pdf_document_n_pages (document); i++)
    yx_pdf_document_page (document, i, NULL, NULL, NULL);
  if (refusal == YX_PDF_TAKEN && !yx_pdf_document_check (document, &error))
    refusal = refusal_of (error);
  g_clear_error (&error);
  return refusal;
}

/**
 * yx_pdf_intake:
 * @document: the bytes that somebody uploads
 *
 * Says whether a PDF that was made elsewhere may be prepared for signing, and why not: what is taken can be read
 * to its last object by two readers, shows nothing but itself, does nothing and is not signed.
 *
 * Returns: %YX_PDF_TAKEN or the reason against it
 */
YxPdfRefusal
yx_pdf_intake (GBytes *document)
{
  gsize size = 0;
  const char *data = g_bytes_get_data (document, &size);
  g_autoptr (YxPdfDocument) opened = NULL;
  g_autoptr (GError) error = NULL;

  if (size == 0)
    return YX_PDF_REFUSED_EMPTY;
  if (size > YX_PDF_MAX_SIZE)
    return YX_PDF_REFUSED_TOO_LARGE;
  if (size < 5 || memcmp (data, "%PDF-", 5) != 0)
    return YX_PDF_REFUSED_NO_PDF;
  opened = yx_pdf_document_open (document, NULL, &error);
  return opened != NULL ? look_at_all (opened) : refusal_of (error);
}

/**
 * yx_pdf_refusal_nick:
 * @refusal: an answer
 *
 * Returns: (transfer none): its code: `encrypted`
 */
const char *
yx_pdf_refusal_nick (YxPdfRefusal refusal)
{
  g_return_val_if_fail ((guint) refusal < G_N_ELEMENTS (refusals), NULL);
  return refusals[refusal].nick;
}

/**
 * yx_pdf_refusal_words:
 * @refusal: an answer
 *
 * Returns: (transfer none): it for people, in their language
 */
const char *
yx_pdf_refusal_words (YxPdfRefusal refusal)
{
  g_return_val_if_fail ((guint) refusal < G_N_ELEMENTS (refusals), NULL);
  return _ (refusals[refusal].words);
}
