/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "paper/yx-paper.h"

#include "paper/yx-layout.h"
#include "paper/yx-paper-template.h"
#include "paper/yx-template-fill.h"
#include "pdf/yx-pdf-prepare.h"

#define LANGUAGE "zh-CN"

/* What is agreed on when one of these is given, whether or not somebody says that it is (law.md 4). */
static const struct
{
  const char *agreed;
  const char *given;
} agreements[] = {
  { "prob", "prob_from|prob_to|hire_conditions" },
  { "hazard", "hazards" },
  { "train", "train_what|train_cost|serve_from|serve_to|train_penalty" },
  { "secret", "secret_scope" },
  { "nc", "nc_role|nc_months|nc_scope|nc_area|nc_pay|nc_penalty" },
};

static const char *const insurances[] = { "si_pension", "si_medical", "si_unemployment", "si_injury" };

static gboolean
settle_agreements (YxPaperValues *values, GError **error)
{
  guint i;

  for (i = 0; i < G_N_ELEMENTS (agreements); i++)
    {
      if (!yx_paper_values_has (values, agreements[i].given))
        continue;
      if (yx_paper_values_is (values, agreements[i].agreed, "false"))
        {
          g_set_error (error, YX_PAPER_ERROR, YX_PAPER_ERROR_FIELD, "“%s” says no, but one of “%s” is given",
                       agreements[i].agreed, agreements[i].given);
          return FALSE;
        }
      yx_paper_values_set_flag (values, agreements[i].agreed, TRUE);
    }
  return TRUE;
}

/* `si` stands for each insurance that says nothing itself. */
static void
settle_insurances (YxPaperValues *values)
{
  guint i;

  if (!yx_paper_values_has (values, "si"))
    return;
  for (i = 0; i < G_N_ELEMENTS (insurances); i++)
    yx_paper_values_set_flag (values, insurances[i], yx_paper_values_is (values, "si", "true"));
}

static gint64
add_up (gconstpointer record, const char *list, const char *amount)
{
  const YxField *field = yx_record_type_find (((const YxRecord *) record)->type, list);
  const GPtrArray *items = field ? *(GPtrArray **) yx_field_at (field, record) : NULL;
  gint64 sum = 0;
  guint i;

  for (i = 0; items && i < items->len && sum < G_MAXINT64 / 2; i++)
    sum += CLAMP (yx_record_get_int (g_ptr_array_index (items, i), amount), 0, G_MAXINT64 / 4);
  return sum;
}

/* A monthly wage has its parts within it; whoever is paid by the hour, the day or the piece has them besides. A contract
 * can't say that the whole is less than its parts. */
static gboolean
settle_parts (YxPaperValues *values, gconstpointer filing, GError **error)
{
  gboolean within = !yx_paper_values_is (values, "pay_form", "piece|other")
                    && !yx_paper_values_is (values, "base_unit", "day|hour");

  yx_paper_values_set_flag (values, "parts_within", within);
  if (!within || !yx_paper_values_has (values, "base")
      || add_up (filing, "parts", "amount") <= yx_record_get_int (filing, "base"))
    return TRUE;
  g_set_error_literal (error, YX_PAPER_ERROR, YX_PAPER_ERROR_FIELD, "“parts” come to more than “base”, which has them in it");
  return FALSE;
}

/* What nobody may agree on isn't passed over in silence (劳动合同法 art. 19, 70). */
static gboolean
check_probation (const YxPaperValues *values, const YxTemplate *template, GError **error)
{
  if (!yx_paper_values_is (values, "prob", "true") || yx_template_find (template, "probation"))
    return TRUE;
  g_set_error_literal (error, YX_PAPER_ERROR, YX_PAPER_ERROR_FIELD,
                       "“prob” says yes, but a contract of this kind can have no probation");
  return FALSE;
}

static YxPaperValues *
collect_values (const YxPaperFacts *facts, GError **error)
{
  g_autoptr (YxPaperValues) values = yx_paper_values_new ();

  yx_paper_values_set (values, "contract_no", facts->contract_no, NULL);
  yx_paper_values_add_record (values, facts->filing);
  yx_paper_values_add_record (values, facts->enterprise);
  settle_insurances (values);
  if (!settle_agreements (values, error) || !settle_parts (values, facts->filing, error))
    return NULL;
  return g_steal_pointer (&values);
}

/**
 * yx_paper_contract_text:
 * @facts: what the contract is about
 * @error: return location
 *
 * Says what a contract says: chooses its template and fills it (law.md 4; 劳动合同法 art. 17). A required fact that is
 * missing is %YX_PAPER_ERROR_FIELD, and so are facts that contradict each other.
 *
 * Returns: (transfer full) (nullable): the contract before it has pages
 */
YxPaperText *
yx_paper_contract_text (const YxPaperFacts *facts, GError **error)
{
  const YxPaperTemplate *chosen = yx_paper_template_for (facts->filing, error);
  g_autoptr (YxPaperValues) values = chosen ? collect_values (facts, error) : NULL;
  g_autoptr (YxTemplate) template = values ? yx_template_load (chosen->id, error) : NULL;
  g_autoptr (YxPaperText) text = NULL;

  if (template && check_probation (values, template, error))
    text = yx_template_fill (template, values, error);
  if (!text)
    return NULL;
  text->version = g_strdup (chosen->version);
  text->author = g_strdup (yx_paper_values_get (values, "u_name"));
  return g_steal_pointer (&text);
}

/**
 * yx_paper_contract:
 * @facts: what the contract is about
 * @error: return location
 *
 * Draws a contract up: lays out what yx_paper_contract_text() says. A character without a glyph is
 * %YX_PAPER_ERROR_GLYPH. The PDF has no signature fields yet; where they go stands beside it.
 *
 * Returns: (transfer full) (nullable): the contract
 */
YxPaper *
yx_paper_contract (const YxPaperFacts *facts, GError **error)
{
  g_autoptr (YxPaperText) text = yx_paper_contract_text (facts, error);
  g_autofree char *title = NULL;
  YxLayoutInfo info = { .created = facts->composed, .sample = facts->sample };

  if (!text)
    return NULL;
  title = g_strdup_printf ("%s %s", text->name, facts->contract_no);
  info.title = title;
  info.author = text->author;
  info.subject = text->version;
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
