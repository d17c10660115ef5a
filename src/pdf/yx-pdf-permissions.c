/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pdf/yx-pdf-permissions.h"

static YxPdfValue *
new_reference (const char *method, YxPdfValue *parameters)
{
  YxPdfValue *reference = yx_pdf_value_new (YX_PDF_DICTIONARY);

  yx_pdf_value_set (parameters, "Type", yx_pdf_value_new_name ("TransformParams"));
  yx_pdf_value_set (parameters, "V", yx_pdf_value_new_name ("1.2"));
  yx_pdf_value_set (reference, "Type", yx_pdf_value_new_name ("SigRef"));
  yx_pdf_value_set (reference, "TransformMethod", yx_pdf_value_new_name (method));
  yx_pdf_value_set (reference, "TransformParams", parameters);
  return reference;
}

/* All fields that are no signatures, and the place itself: what its /Lock says, if we made it. */
static YxPdfValue *
new_locked_fields (GPtrArray *fields, const char *place)
{
  YxPdfValue *names = yx_pdf_value_new (YX_PDF_ARRAY);

  for (guint i = 0; i < fields->len; i++)
    if (!((YxPdfFormField *)fields->pdata[i])->signature)
      yx_pdf_value_append (names, yx_pdf_value_new_text (((YxPdfFormField *)fields->pdata[i])->name));
  yx_pdf_value_append (names, yx_pdf_value_new_text (place));
  return names;
}

/* (transfer full): the /Reference of a signature of ours: DocMDP with P=2 where it certifies, and FieldMDP
 * (ISO 32000-2 §12.8.2.2, §12.8.2.4). @fields: YxPdfFormField; @place: the name of the field that is signed.
 */
YxPdfValue *
yx_pdf_permissions_new (gboolean certifies, GPtrArray *fields, const char *place)
{
  YxPdfValue *references = yx_pdf_value_new (YX_PDF_ARRAY);
  YxPdfValue *locked = yx_pdf_value_new (YX_PDF_DICTIONARY);

  if (certifies)
    {
      YxPdfValue *permissions = yx_pdf_value_new (YX_PDF_DICTIONARY);

      yx_pdf_value_set (permissions, "P", yx_pdf_value_new_integer (2));
      yx_pdf_value_append (references, new_reference ("DocMDP", permissions));
    }
  yx_pdf_value_set (locked, "Action", yx_pdf_value_new_name ("Include"));
  yx_pdf_value_set (locked, "Fields", new_locked_fields (fields, place));
  yx_pdf_value_append (references, new_reference ("FieldMDP", locked));
  return references;
}
