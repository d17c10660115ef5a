/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pdf/yx-pdf-prepare.h"

#include <math.h>
#include <string.h>

#include "pdf/yx-pdf-append.h"
#include "pdf/yx-pdf-appearance.h"
#include "pdf/yx-pdf-document-private.h"

#define MAX_PLACES 32
#define MAX_LANGUAGE 35
#define LANGUAGE_LETTERS "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-"
#define PRINT_AND_LOCKED 132 /* ISO 32000-2 table 167 */

/* What is being prepared. */
typedef struct
{
  YxPdfDocument *document;
  YxPdfAppend *append;
  YxPdfValue *form;
  GHashTable *parents; /* name → number of the field above */
  GPtrArray *locked;   /* names of the fields that aren't signatures */
} Preparing;

static gboolean
fail (const YxPdfPlace *place, const char *what, GError **error)
{
  g_set_error (error, YX_PDF_ERROR, YX_PDF_ERROR_PLACE, "The signature place %s cannot be made: %s", place->name, what);
  return FALSE;
}

static gboolean
check_name (const char *name)
{
  g_auto (GStrv) parts = g_strsplit (name, ".", 3);
  guint n = g_strv_length (parts);

  for (const char *at = name; *at != '\0'; at++)
    if (!g_ascii_isgraph (*at))
      return FALSE;
  return strlen (name) <= 100 && (n == 1 || n == 2) && *parts[0] != '\0' && *parts[n - 1] != '\0';
}

static gboolean
is_within (const YxPdfBox *box, const YxPdfBox *page)
{
  return isfinite (box->x + box->y + box->width + box->height) && box->x >= page->x && box->y >= page->y &&
         box->x + box->width <= page->x + page->width && box->y + box->height <= page->y + page->height;
}

static gboolean
check_place (YxPdfDocument *document, const YxPdfPlace *place, GError **error)
{
  YxPdfBox page = { 0 };

  if (!check_name (place->name) || (place->label != NULL && !g_utf8_validate (place->label, -1, NULL)))
    return fail (place, "its name is not allowed", error);
  if (!yx_pdf_document_page (document, place->page, NULL, &page, error))
    return FALSE;
  if (place->mark.width <= 0 || place->mark.height <= 0 || !is_within (&place->mark, &page))
    return fail (place, "its mark would lie outside the page", error);
  for (guint i = 0; i < YX_PDF_CAPTIONS_MAX; i++)
    {
      const YxPdfAnchor *anchor = &place->captions[i];
      YxPdfBox point = { anchor->x, anchor->y, 0, 0 };

      if (anchor->size != 0 && (!(anchor->size >= 1 && anchor->size <= 72) || !is_within (&point, &page)))
        return fail (place, "a caption would lie outside the page", error);
    }
  return TRUE;
}

/* Nothing is prepared once something is signed: a new visible field would break that signature for strict
 * readers (pdf-facts 8). */
static gboolean
check_fields (GPtrArray *fields, const YxPdfPlace *places, guint n_places, GError **error)
{
  for (guint i = 0; i < fields->len; i++)
    if (((YxPdfFormField *) fields->pdata[i])->signature && ((YxPdfFormField *) fields->pdata[i])->value != NULL)
      return fail (&places[0], "the document is signed already", error);
  for (guint i = 0; i < n_places; i++)
    {
      g_autofree char *first = g_strndup (places[i].name, strcspn (places[i].name, "."));

      for (guint k = 0; k < fields->len; k++)
        {
          const char *name = ((YxPdfFormField *) fields->pdata[k])->name;
          gsize length = strcspn (name, ".");

          if (strlen (first) == length && strncmp (first, name, length) == 0)
            return fail (&places[i], "the document has a field of this name", error);
        }
      for (guint k = 0; k < i; k++)
        if (strcmp (places[i].name, places[k].name) == 0)
          return fail (&places[i], "it is named twice", error);
    }
  return TRUE;
}

static guint
find_parent (Preparing *preparing, const char *name)
{
  guint number = GPOINTER_TO_UINT (g_hash_table_lookup (preparing->parents, name));
  YxPdfValue *parent = NULL;

  if (number != 0)
    return number;
  parent = yx_pdf_value_new (YX_PDF_DICTIONARY);
  yx_pdf_value_set (parent, "T", yx_pdf_value_new_string (name, -1));
  yx_pdf_value_set (parent, "Kids", yx_pdf_value_new (YX_PDF_ARRAY));
  number = yx_pdf_append_add (preparing->append, parent);
  g_hash_table_insert (preparing->parents, g_strdup (name), GUINT_TO_POINTER (number));
  yx_pdf_value_append (yx_pdf_append_edit_array (preparing->append, preparing->form, "Fields"),
                       yx_pdf_value_new_reference (number));
  return number;
}

/* Signing locks the place itself and everything that was filled in before (ISO 32000-2 §12.7.5.5). */
static guint
add_lock (Preparing *preparing, const char *name)
{
  YxPdfValue *lock = yx_pdf_value_new (YX_PDF_DICTIONARY);
  YxPdfValue *fields = yx_pdf_value_new (YX_PDF_ARRAY);

  for (guint i = 0; i < preparing->locked->len; i++)
    yx_pdf_value_append (fields, yx_pdf_value_new_text (preparing->locked->pdata[i]));
  yx_pdf_value_append (fields, yx_pdf_value_new_text (name));
  yx_pdf_value_set (lock, "Type", yx_pdf_value_new_name ("SigFieldLock"));
  yx_pdf_value_set (lock, "Action", yx_pdf_value_new_name ("Include"));
  yx_pdf_value_set (lock, "Fields", fields);
  return yx_pdf_append_add (preparing->append, lock);
}

static YxPdfValue *
new_widget (Preparing *preparing, const YxPdfPlace *place, guint page)
{
  YxPdfValue *widget = yx_pdf_value_new (YX_PDF_DICTIONARY);
  YxPdfBox rect = yx_pdf_geometry_rect (place);
  const char *dot = strchr (place->name, '.');

  yx_pdf_value_set (widget, "Type", yx_pdf_value_new_name ("Annot"));
  yx_pdf_value_set (widget, "Subtype", yx_pdf_value_new_name ("Widget"));
  yx_pdf_value_set (widget, "FT", yx_pdf_value_new_name ("Sig"));
  yx_pdf_value_set (widget, "T", yx_pdf_value_new_string (dot != NULL ? dot + 1 : place->name, -1));
  if (place->label != NULL)
    yx_pdf_value_set (widget, "TU", yx_pdf_value_new_text (place->label));
  yx_pdf_value_set (widget, "F", yx_pdf_value_new_integer (PRINT_AND_LOCKED));
  yx_pdf_value_set (widget, "P", yx_pdf_value_new_reference (page));
  yx_pdf_value_set (widget, "Rect", yx_pdf_value_new_box (rect.x, rect.y, rect.width, rect.height));
  yx_pdf_value_set (widget, "Lock", yx_pdf_value_new_reference (add_lock (preparing, place->name)));
  yx_pdf_value_set (widget, "YX_Place", yx_pdf_geometry_write (place));
  return widget;
}

static gboolean
add_place (Preparing *preparing, const YxPdfPlace *place, GError **error)
{
  g_autofree char *first = g_strndup (place->name, strcspn (place->name, "."));
  YxPdfValue *widget = NULL;
  YxPdfValue *array = NULL;
  guint page = 0;
  guint number = 0;

  if (!yx_pdf_document_page (preparing->document, place->page, &page, NULL, error))
    return FALSE;
  widget = new_widget (preparing, place, page);
  number = yx_pdf_append_add (preparing->append, widget);
  if (strchr (place->name, '.') != NULL)
    {
      guint parent = find_parent (preparing, first);

      yx_pdf_value_set (widget, "Parent", yx_pdf_value_new_reference (parent));
      array = (YxPdfValue *) yx_pdf_value_get (yx_pdf_append_edit (preparing->append, parent), "Kids");
    }
  else
    array = yx_pdf_append_edit_array (preparing->append, preparing->form, "Fields");
  yx_pdf_value_append (array, yx_pdf_value_new_reference (number));
  array = yx_pdf_append_edit_array (preparing->append, yx_pdf_append_edit (preparing->append, page), "Annots");
  yx_pdf_value_append (array, yx_pdf_value_new_reference (number));
  return TRUE;
}

static GBytes *
prepare (Preparing *preparing, GPtrArray *fields, const YxPdfPlace *places, guint n_places, GError **error)
{
  GByteArray *bytes = NULL;

  for (guint i = 0; i < fields->len; i++)
    if (!((YxPdfFormField *) fields->pdata[i])->signature)
      g_ptr_array_add (preparing->locked, ((YxPdfFormField *) fields->pdata[i])->name);
  preparing->form = yx_pdf_append_edit_form (preparing->append);
  yx_pdf_value_set (preparing->form, "SigFlags", yx_pdf_value_new_integer (3));
  for (guint i = 0; i < n_places; i++)
    if (!add_place (preparing, &places[i], error))
      return NULL;
  bytes = yx_pdf_append_finish (preparing->append, error);
  return bytes != NULL ? g_byte_array_free_to_bytes (bytes) : NULL;
}

static gboolean
check_language (const char *language, GError **error)
{
  if (language == NULL
      || (*language != '\0' && strlen (language) <= MAX_LANGUAGE && strspn (language, LANGUAGE_LETTERS) == strlen (language)))
    return TRUE;
  g_set_error (error, YX_PDF_ERROR, YX_PDF_ERROR_CONTENT, "“%s” names no language", language);
  return FALSE;
}

/**
 * yx_pdf_prepare:
 * @document: the document, unsigned
 * @places: (array length=n_places): all parties' places
 * @n_places: 1 to 32
 * @error: return location: %YX_PDF_ERROR_PLACE and those of yx_pdf_document_open()
 *
 * Adds empty signature fields, each with its widget and /Lock (ISO 32000-2 §12.7.5.5). All of them are made
 * before the first signature; later signatures fill them. The same calls give the same bytes. A name may
 * have one dot: `yx.employer` becomes the field `employer` below the field `yx`.
 *
 * Returns: (transfer full): the bytes to append to @document
 */
GBytes *
yx_pdf_prepare (GBytes *document, const YxPdfPlace *places, guint n_places, GError **error)
{
  return yx_pdf_prepare_in (document, NULL, places, n_places, error);
}

/**
 * yx_pdf_prepare_in:
 * @document: the document, unsigned
 * @language: (nullable): the language of its text, such as `zh-CN` (ISO 32000-2 §14.9.2, RFC 5646)
 * @places: (array length=n_places): all parties' places
 * @n_places: 1 to 32
 * @error: return location: %YX_PDF_ERROR_CONTENT for @language, else as yx_pdf_prepare()
 *
 * As yx_pdf_prepare(), and says besides in which language the document is written.
 *
 * Returns: (transfer full): the bytes to append to @document
 */
GBytes *
yx_pdf_prepare_in (GBytes *document, const char *language, const YxPdfPlace *places, guint n_places, GError **error)
{
  g_autoptr (YxPdfDocument) opened = NULL;
  g_autoptr (YxPdfAppend) append = NULL;
  g_autoptr (GPtrArray) fields = NULL;
  g_autoptr (GHashTable) parents = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GPtrArray) locked = g_ptr_array_new ();
  Preparing preparing = { .parents = parents, .locked = locked };

  g_return_val_if_fail (n_places > 0 && n_places <= MAX_PLACES, NULL);
  if (!check_language (language, error))
    return NULL;
  opened = yx_pdf_document_open (document, NULL, error);
  if (opened == NULL)
    return NULL;
  for (guint i = 0; i < n_places; i++)
    if (!check_place (opened, &places[i], error))
      return NULL;
  fields = yx_pdf_document_form_fields (opened, YX_PDF_HEAD);
  if (!check_fields (fields, places, n_places, error))
    return NULL;
  append = yx_pdf_append_new (opened);
  preparing.document = opened;
  preparing.append = append;
  if (language != NULL)
    yx_pdf_value_set (yx_pdf_append_edit (append, yx_pdf_document_root_number (opened, YX_PDF_HEAD)), "Lang",
                      yx_pdf_value_new_string (language, -1));
  return prepare (&preparing, fields, places, n_places, error);
}
