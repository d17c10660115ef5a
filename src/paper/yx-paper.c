/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "paper/yx-paper.h"

#include "paper/yx-layout.h"
#include "paper/yx-template-fill.h"
#include "pdf/yx-pdf-prepare.h"

#define LANGUAGE "zh-CN"

static YxPaperValues *
collect_values (const YxPaperFacts *facts)
{
  YxPaperValues *values = yx_paper_values_new ();

  yx_paper_values_set (values, "contract_no", facts->contract_no, NULL);
  yx_paper_values_add_record (values, facts->filing);
  yx_paper_values_add_record (values, facts->enterprise);
  return values;
}

/**
 * yx_paper_contract:
 * @facts: what the contract is about
 * @error: return location
 *
 * Draws a contract up: fills its template and lays it out (law.md 4; 劳动合同法 art. 17). A required fact that is
 * missing is %YX_PAPER_ERROR_FIELD, a character without a glyph %YX_PAPER_ERROR_GLYPH. The PDF has no signature
 * fields yet; where they go stands beside it.
 *
 * Returns: (transfer full) (nullable): the contract
 */
YxPaper *
yx_paper_contract (const YxPaperFacts *facts, GError **error)
{
  g_autoptr (YxPaperValues) values = collect_values (facts);
  g_autoptr (YxTemplate) template = yx_template_load (facts->template_id, error);
  g_autoptr (YxPaperText) text = template ? yx_template_fill (template, values, error) : NULL;
  g_autofree char *title = NULL;
  YxLayoutInfo info = { .created = facts->composed };

  if (!text)
    return NULL;
  title = g_strdup_printf ("%s %s", text->name, facts->contract_no);
  info.title = title;
  info.author = yx_paper_values_get (values, "u_name");
  return yx_layout_pdf (text, &info, error);
}

static YxPdfPlace
make_place (const YxPaperPlace *place)
{
  return (YxPdfPlace) {
    .name = place->name,
    .label = place->label,
    .page = place->page,
    .mark = { place->mark.x, place->mark.y, place->mark.width, place->mark.height },
    .captions = { { place->date.x, place->date.y, place->date.size },
                  { place->number.x, place->number.y, place->number.size } },
  };
}

static GBytes *
join (GBytes *base, GBytes *appended)
{
  GByteArray *both = g_byte_array_sized_new ((guint) (g_bytes_get_size (base) + g_bytes_get_size (appended)));

  g_byte_array_append (both, g_bytes_get_data (base, NULL), (guint) g_bytes_get_size (base));
  g_byte_array_append (both, g_bytes_get_data (appended, NULL), (guint) g_bytes_get_size (appended));
  return g_byte_array_free_to_bytes (both);
}

/**
 * yx_paper_contract_prepared:
 * @facts: what the contract is about
 * @error: return location: as for yx_paper_contract(), and %YX_PDF_ERROR
 *
 * Draws a contract up with all parties' empty signature fields and its language: the first document, which is
 * stored and signed. The same facts and fonts give the same bytes.
 *
 * Returns: (transfer full) (nullable): the PDF
 */
GBytes *
yx_paper_contract_prepared (const YxPaperFacts *facts, GError **error)
{
  g_autoptr (YxPaper) paper = yx_paper_contract (facts, error);
  YxPdfPlace places[G_N_ELEMENTS (paper->places)];
  g_autoptr (GBytes) appended = NULL;
  guint i;

  if (!paper)
    return NULL;
  for (i = 0; i < paper->n_places; i++)
    places[i] = make_place (&paper->places[i]);
  appended = yx_pdf_prepare_in (paper->bytes, LANGUAGE, places, paper->n_places, error);
  return appended ? join (paper->bytes, appended) : NULL;
}

/**
 * yx_paper_free:
 * @paper: (transfer full) (nullable): a document
 *
 * Frees the document.
 */
void
yx_paper_free (YxPaper *paper)
{
  if (!paper)
    return;
  g_clear_pointer (&paper->bytes, g_bytes_unref);
  g_free (paper);
}
