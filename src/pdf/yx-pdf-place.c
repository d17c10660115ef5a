/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pdf/yx-pdf-place.h"

#include <string.h>

#include "pdf/yx-pdf-appearance.h"
#include "pdf/yx-pdf-document-private.h"

static gboolean
refuse (const char *field, GError **error)
{
  g_set_error (error, YX_PDF_ERROR, YX_PDF_ERROR_PLACE, "The document has no place %s to sign in", field);
  return FALSE;
}

static gboolean
find_page (YxPdfDocument *document, const char *field, guint *page, GError **error)
{
  g_autoptr (GPtrArray) fields = yx_pdf_document_fields (document, error);

  if (fields == NULL)
    return FALSE;
  for (guint i = 0; i < fields->len; i++)
    {
      const YxPdfField *found = fields->pdata[i];

      if (!found->signature || g_strcmp0 (found->name, field) != 0)
        continue;
      *page = found->page;
      return *page > 0 || refuse (field, error);
    }
  return refuse (field, error);
}

/**
 * yx_pdf_find_place:
 * @document: a document that the judge has passed
 * @field: a signature place's name, such as `yx.worker`
 * @place: (out caller-allocates): where it is; its name is @field, its label %NULL
 * @error: %YX_PDF_ERROR_PLACE; those of yx_pdf_document_open()
 *
 * Tells where a mark will stand before it is made, as it was said to yx_pdf_prepare().
 *
 * Returns: whether there is such a place
 */
gboolean
yx_pdf_find_place (GBytes *document, const char *field, YxPdfPlace *place, GError **error)
{
  g_autoptr (YxPdfDocument) opened = yx_pdf_document_open (document, NULL, error);
  g_autoptr (GPtrArray) fields = NULL;
  const YxPdfFormField *found;
  const YxPdfValue *widget;
  YxPdfGeometry geometry;

  memset (place, 0, sizeof *place);
  if (opened == NULL || !find_page (opened, field, &place->page, error))
    return FALSE;
  fields = yx_pdf_document_form_fields (opened, YX_PDF_HEAD);
  found = yx_pdf_document_find_field (fields, field);
  if (found == NULL || found->widgets->len == 0)
    return refuse (field, error);
  widget = yx_pdf_document_object (opened, YX_PDF_HEAD, g_array_index (found->widgets, guint, 0));
  if (!yx_pdf_geometry_read (widget, &geometry))
    return refuse (field, error);
  place->name = field;
  place->mark = geometry.mark;
  memcpy (place->captions, geometry.captions, sizeof place->captions);
  return TRUE;
}
