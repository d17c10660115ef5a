/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pdf/yx-pdf-document-private.h"

#define MAX_DEPTH 16
#define MAX_FIELDS 20000

typedef struct
{
  YxPdfDocument *document;
  guint revision;
  GPtrArray *fields;
  GHashTable *seen;
} Walk;

static void walk_field (Walk *walk, const YxPdfValue *node, const char *prefix, const YxPdfValue *type, guint depth);

static void
free_form_field (YxPdfFormField *field)
{
  g_free (field->name);
  g_array_unref (field->widgets);
  g_free (field);
}

static YxPdfFormField *
add_field (Walk *walk, const YxPdfValue *object, guint number, const char *name, const YxPdfValue *type)
{
  YxPdfFormField *field = g_new0 (YxPdfFormField, 1);
  const YxPdfValue *value = yx_pdf_value_get (object, "V");

  field->name = g_strdup (name);
  field->object = number;
  field->value = yx_pdf_document_get (walk->document, walk->revision, object, "V");
  field->value_number = value != NULL && value->kind == YX_PDF_REFERENCE ? (guint) value->integer : number;
  field->signature = yx_pdf_value_is_name (type, "Sig");
  field->widgets = g_array_new (FALSE, FALSE, sizeof (guint));
  g_ptr_array_add (walk->fields, field);
  return field;
}

/* Kids with a name of their own are fields, those without are widgets (ISO 32000-2 §12.7.4.1). */
static gboolean
walk_kids (Walk *walk, const YxPdfValue *kids, const char *name, const YxPdfValue *type, guint depth, GArray *widgets)
{
  gboolean fields = FALSE;

  for (guint i = 0; kids != NULL && kids->kind == YX_PDF_ARRAY && i < kids->items->len; i++)
    {
      const YxPdfValue *kid = kids->items->pdata[i];
      const YxPdfValue *object = yx_pdf_document_resolve (walk->document, walk->revision, kid);

      if (yx_pdf_value_get (object, "T") != NULL)
        {
          fields = TRUE;
          walk_field (walk, kid, name, type, depth + 1);
        }
      else if (kid->kind == YX_PDF_REFERENCE)
        {
          guint number = (guint) kid->integer;

          g_array_append_val (widgets, number);
        }
    }
  return fields;
}

static void
walk_field (Walk *walk, const YxPdfValue *node, const char *prefix, const YxPdfValue *type, guint depth)
{
  const YxPdfValue *object = yx_pdf_document_resolve (walk->document, walk->revision, node);
  g_autofree char *part = NULL;
  g_autofree char *name = NULL;
  g_autoptr (GArray) widgets = g_array_new (FALSE, FALSE, sizeof (guint));
  const YxPdfValue *own_type = NULL;
  YxPdfFormField *field = NULL;
  gboolean fields = FALSE;
  guint number = 0;

  if (node->kind != YX_PDF_REFERENCE || !yx_pdf_value_is_dictionary (object))
    return;
  number = (guint) node->integer;
  if (depth > MAX_DEPTH || walk->fields->len > MAX_FIELDS || !g_hash_table_add (walk->seen, GUINT_TO_POINTER (number)))
    {
      yx_pdf_document_fail (walk->document, "a form that is none");
      return;
    }
  part = yx_pdf_value_get_text (yx_pdf_document_get (walk->document, walk->revision, object, "T"));
  name = prefix != NULL && part != NULL ? g_strconcat (prefix, ".", part, NULL) : g_strdup (part != NULL ? part : prefix);
  own_type = yx_pdf_document_get (walk->document, walk->revision, object, "FT");
  type = own_type != NULL ? own_type : type;
  fields = walk_kids (walk, yx_pdf_document_get (walk->document, walk->revision, object, "Kids"), name, type, depth,
                      widgets);
  if (fields)
    return;
  if (yx_pdf_value_is_name (yx_pdf_document_get (walk->document, walk->revision, object, "Subtype"), "Widget"))
    g_array_prepend_val (widgets, number);
  field = add_field (walk, object, number, name != NULL ? name : "", type);
  g_array_append_vals (field->widgets, widgets->data, widgets->len);
}

/* (transfer full) (element-type YxPdfFormField): the terminal fields in order. */
GPtrArray *
yx_pdf_document_form_fields (YxPdfDocument *document, guint revision)
{
  const YxPdfValue *form = yx_pdf_document_get (document, revision, yx_pdf_document_root (document, revision), "AcroForm");
  const YxPdfValue *roots = yx_pdf_document_get (document, revision, form, "Fields");
  Walk walk = { document, revision, g_ptr_array_new_with_free_func ((GDestroyNotify) free_form_field),
                g_hash_table_new (NULL, NULL) };

  for (guint i = 0; roots != NULL && roots->kind == YX_PDF_ARRAY && i < roots->items->len; i++)
    walk_field (&walk, roots->items->pdata[i], NULL, NULL, 0);
  g_hash_table_unref (walk.seen);
  return walk.fields;
}

/* (nullable) (transfer none) */
YxPdfFormField *
yx_pdf_document_find_field (GPtrArray *fields, const char *name)
{
  for (guint i = 0; i < fields->len; i++)
    if (g_str_equal (((YxPdfFormField *) fields->pdata[i])->name, name))
      return fields->pdata[i];
  return NULL;
}

static void
free_field (YxPdfField *field)
{
  g_free (field->name);
  g_free (field);
}

static guint
find_page (YxPdfDocument *document, GArray *pages, guint widget)
{
  const YxPdfValue *object = yx_pdf_document_object (document, YX_PDF_HEAD, widget);
  const YxPdfValue *page = yx_pdf_value_get (object, "P");

  for (guint i = 0; page != NULL && i < pages->len; i++)
    if (yx_pdf_value_is_reference (page, g_array_index (pages, guint, i)))
      return i + 1;
  return 0;
}

/**
 * yx_pdf_document_fields:
 * @document: a document
 * @error: return location: %YX_PDF_ERROR_UNREADABLE
 *
 * Returns: (transfer full) (element-type YxPdfField): the form's fields in their order
 */
GPtrArray *
yx_pdf_document_fields (YxPdfDocument *document, GError **error)
{
  g_autoptr (GPtrArray) fields = g_ptr_array_new_with_free_func ((GDestroyNotify) free_field);
  g_autoptr (GPtrArray) form = yx_pdf_document_form_fields (document, YX_PDF_HEAD);
  g_autoptr (GArray) pages = yx_pdf_document_page_numbers (document, YX_PDF_HEAD);

  for (guint i = 0; i < form->len; i++)
    {
      const YxPdfFormField *from = form->pdata[i];
      YxPdfField *field = g_new0 (YxPdfField, 1);
      double box[4] = { 0 };

      g_ptr_array_add (fields, field);
      field->name = g_strdup (from->name);
      field->signature = from->signature;
      field->filled = from->value != NULL;
      field->object = from->object;
      if (from->widgets->len == 0)
        continue;
      field->widget = g_array_index (from->widgets, guint, 0);
      field->page = find_page (document, pages, field->widget);
      yx_pdf_value_get_box (
        yx_pdf_document_get (document, YX_PDF_HEAD, yx_pdf_document_object (document, YX_PDF_HEAD, field->widget), "Rect"),
        box);
      field->box = (YxPdfBox) { box[0], box[1], box[2] - box[0], box[3] - box[1] };
    }
  return yx_pdf_document_check (document, error) ? g_steal_pointer (&fields) : NULL;
}
