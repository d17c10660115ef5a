/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "hall/yx-hall-law.h"

#include <string.h>

#include "hall/yx-hall-rows.h"
#include "hall/yx-hall-wages.h"
#include "model/yx-region.h"

/* The wage of the place of work; by its name alone only the province is known. */
static const YxWage *
wage_for (const GPtrArray *wages, const YxFiling *filing)
{
  const char *region = yx_record_get_text (filing, "work_region");

  if (region == NULL)
    region = yx_region_of_place (filing->work_place);
  return region != NULL ? yx_wage_on (wages, region, filing->from) : NULL;
}

static YxDate
date_at (YxStatement *statement, const char *column)
{
  YxDate date = YX_DATE_NONE;

  if (!yx_statement_is_null (statement, column))
    (void)yx_date_parse (yx_statement_text (statement, column), &date);
  return date;
}

/* Contracts with the same employer that were signed or still may be; jobs elsewhere are nobody's business. */
static GArray *
find_terms (YxHall *hall, YxDatabase *db, const YxFiling *filing, GError **error)
{
  g_autofree char *index
      = yx_record_index (&yx_filing_type, "w_doc_no", filing->w_doc_no, &hall->sealer, error);
  g_autoptr (GArray) terms = g_array_new (FALSE, TRUE, sizeof (YxLawTerm));
  g_autoptr (YxStatement) statement = NULL;
  YxStep step;

  if (index == NULL)
    return NULL;
  statement = yx_hall_prepare (
      db,
      "SELECT f.\"kind\" AS \"kind\", c.\"from\" AS \"from\", c.\"to\" AS \"to\" FROM \"filing\" f "
      "JOIN \"contract\" c ON c.\"filing\" = f.\"id\" JOIN \"document\" d ON d.\"id\" = f.\"document\" "
      "WHERE f.\"enterprise\" = :enterprise AND f.\"w_doc_no_index\" = :index AND f.\"id\" <> :id "
      "AND f.\"state\" IN ('approved', 'submitted') "
      "AND d.\"state\" NOT IN ('declined', 'withdrawn', 'lapsed') ORDER BY c.\"from\"",
      YX_WITH ("enterprise", filing->enterprise, "index", index, "id", filing->id), error);
  if (statement == NULL)
    return NULL;
  while ((step = yx_statement_step (statement, error)) == YX_STEP_ROW)
    {
      const YxChoice *kind = yx_choice_parse (yx_term_kinds, yx_statement_text (statement, "kind"));
      YxLawTerm term = { kind != NULL ? (YxTermKind)kind->value : YX_TERM_FIXED, date_at (statement, "from"),
                         date_at (statement, "to"), 0, 0 };

      g_array_append_val (terms, term);
    }
  return step == YX_STEP_DONE ? g_steal_pointer (&terms) : NULL;
}

/* The lowest pay of the post, this contract's own counted (IR 15). */
static gboolean
find_lowest (YxDatabase *db, const YxFiling *filing, gint64 *lowest, GError **error)
{
  if (!yx_hall_number (db,
                       "SELECT COALESCE (MIN (\"base\"), 0) AS \"number\" FROM \"filing\" WHERE "
                       "\"enterprise\" = :enterprise AND \"post\" = :post AND \"state\" = 'approved' AND "
                       "(\"base_unit\" IS NULL OR \"base_unit\" = 'month') AND \"id\" <> :id",
                       YX_WITH ("enterprise", filing->enterprise, "post", filing->post, "id", filing->id), lowest,
                       error))
    return FALSE;
  if (*lowest > 0 && filing->base > 0)
    *lowest = MIN (*lowest, filing->base);
  return TRUE;
}

/**
 * yx_hall_law_check:
 * @hall: a hall
 * @db: a handle
 * @filing: a filing that came in
 * @findings: (out) (element-type YxFinding): what the rules of law.md 1 find
 * @error: a problem of the store, or %YX_PROBLEM_LAW with the field of the first error
 *
 * Asks the same rules as the desktop, with what only the hall knows: the worker's contracts with the same
 * employer, the post's lowest pay, the wages of the place of work on the first day.
 *
 * Returns: whether nothing stops it
 */
gboolean
yx_hall_law_check (YxHall *hall, YxDatabase *db, const YxFiling *filing, GPtrArray **findings, GError **error)
{
  g_autoptr (GArray) terms = find_terms (hall, db, filing, error);
  YxLawFacts facts = { .today = yx_date_from_instant (yx_clock_now (hall->clock)) };
  const YxWage *minimum = wage_for (hall->wages->minimum, filing);
  const YxFinding *finding;

  if (terms == NULL || !find_lowest (db, filing, &facts.same_post_min, error))
    return FALSE;
  facts.terms = (const YxLawTerm *)terms->data;
  facts.n_terms = terms->len;
  facts.rehire = terms->len > 0;
  facts.minimum_monthly = minimum != NULL ? minimum->monthly : 0;
  facts.minimum_hourly = minimum != NULL ? minimum->hourly : 0;
  *findings = yx_law_check (filing, &facts);
  finding = yx_law_first_error (*findings);
  if (finding == NULL)
    return TRUE;
  yx_problem_set (error, YX_PROBLEM_LAW, finding->field, "%s (%s, %s)", finding->message, finding->rule,
                  finding->article);
  return FALSE;
}

static gboolean
accepts (const GPtrArray *accepted, const YxFinding *finding)
{
  for (guint i = 0; accepted != NULL && i < accepted->len; i++)
    {
      const YxFilingFinding *one = accepted->pdata[i];

      if (strcmp (one->rule, finding->rule) == 0 && (one->field == NULL || strcmp (one->field, finding->field) == 0))
        return TRUE;
    }
  return FALSE;
}

static YxFilingFinding *
record_finding (const YxFinding *finding, gboolean accepted)
{
  YxFilingFinding *record = yx_filing_finding_new ();

  yx_record_set_text (record, "rule", finding->rule);
  yx_record_set_text (record, "field", finding->field);
  yx_record_set_text (record, "article", finding->article);
  yx_record_set_int (record, "severity", finding->severity);
  yx_record_set_text (record, "message", finding->message);
  yx_record_set_int (record, "limit", finding->limit);
  yx_record_set_int (record, "accepted", accepted);
  return record;
}

/**
 * yx_hall_law_take:
 * @filing: the filing as it is kept: gets @findings
 * @request: as it was sent: its `findings` name the warnings that are accepted
 * @findings: (element-type YxFinding): from yx_hall_law_check()
 * @error: %YX_PROBLEM_LAW with the field of a warning that was not accepted
 *
 * Warnings ask and are recorded (spec.md 5.1-2): a request with `findings` must name all that there are; one
 * without was not asked, and what was found says so.
 *
 * Returns: whether all that had to be accepted is
 */
gboolean
yx_hall_law_take (YxFiling *filing, const YxFiling *request, const GPtrArray *findings, GError **error)
{
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func (yx_record_unref);

  for (guint i = 0; i < findings->len; i++)
    {
      const YxFinding *finding = findings->pdata[i];
      gboolean accepted = accepts (request->findings, finding);

      if (!accepted && yx_record_has (request, "findings"))
        {
          yx_problem_set (error, YX_PROBLEM_LAW, finding->field, "%s (%s, %s); this may be accepted",
                          finding->message, finding->rule, finding->article);
          return FALSE;
        }
      g_ptr_array_add (records, record_finding (finding, accepted));
    }
  yx_record_take_list (filing, "findings", g_steal_pointer (&records));
  return TRUE;
}
