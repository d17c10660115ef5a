/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "paper/yx-paper.h"

#include "paper/yx-layout.h"
#include "paper/yx-template-fill.h"

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
