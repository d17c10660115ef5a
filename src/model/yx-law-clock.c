/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/yx-law-clock.h"

#include <glib/gi18n-lib.h>

#include "model/yx-law-private.h"

#define FILING_DAYS 30
#define TERMINATION_DAYS 7
#define TRANSFER_DAYS 15
#define KEEP_MONTHS 24

/**
 * yx_law_filing_due:
 * @kind: of filing
 * @event: the first day of work or of the renewal; the last day of a contract that ended
 *
 * L-filing: 30 days for new contracts and renewals, 7 for terminations. Late filings are taken and say so.
 *
 * Returns: the last day in time
 */
YxDate
yx_law_filing_due (YxFilingKind kind, YxDate event)
{
  return event + (kind == YX_FILING_TERMINATION ? TERMINATION_DAYS : FILING_DAYS);
}

/**
 * yx_law_signing_due:
 * @employment_start: 用工之日
 *
 * The clock of article 10, which runs on while a filing is in review: filing is no licence.
 *
 * Returns: the last day on which a contract is signed in time
 */
YxDate
yx_law_signing_due (YxDate employment_start)
{
  return yx_date_add_months (employment_start, 1) - 1;
}

/**
 * yx_law_end:
 * @last_day: the day on which a contract ends
 *
 * Returns: what is due after it
 */
YxLawEnd
yx_law_end (YxDate last_day)
{
  return (YxLawEnd){ last_day, last_day + TRANSFER_DAYS, yx_date_add_months (last_day, KEEP_MONTHS) };
}

void
yx_law_check_clock (const YxFiling *filing, const YxLawFacts *facts, GPtrArray *findings)
{
  gboolean renewal = filing->filing_kind == YX_FILING_RENEWAL;
  const char *field = renewal ? "from" : "employment_start";

  if (filing->filing_kind != YX_FILING_TERMINATION && yx_record_has (filing, field)
      && facts->today > yx_law_filing_due ((YxFilingKind) filing->filing_kind, renewal ? filing->from : filing->employment_start))
    yx_law_find (findings, YX_FINDING_WARNING, "L-filing", "劳社部发〔2006〕46号", field,
                 N_ ("The filing comes more than 30 days after the beginning"), FILING_DAYS);
}

/**
 * yx_law_check_form:
 * @filing: a filing whose contract is about to be signed
 *
 * L-form: what must be there before the first signature (54号 art. 6): consent to electronic form,
 * notice of steps, cautions, where to view and that nothing is charged, an address for delivery.
 *
 * Returns: (transfer full) (element-type YxFinding): what is missing
 */
GPtrArray *
yx_law_check_form (const YxFiling *filing)
{
  const char *article = "电子劳动合同订立指引第六条";
  GPtrArray *findings = g_ptr_array_new_with_free_func (g_free);

  if (!yx_law_says (filing, "e_form_consent"))
    yx_law_find (findings, YX_FINDING_ERROR, "L-form", article, "e_form_consent",
                 N_ ("The worker has not agreed to the electronic form"), 0);
  if (!yx_law_says (filing, "notice_ack"))
    yx_law_find (findings, YX_FINDING_ERROR, "L-form", article, "notice_ack",
                 N_ ("The worker has not been told the steps, cautions, where to view and that nothing is charged"), 0);
  if (!yx_record_has (filing, "serve_addr"))
    yx_law_find (findings, YX_FINDING_ERROR, "L-form", article, "serve_addr", N_ ("There is no address for delivery"), 0);
  return findings;
}

/**
 * yx_law_effective:
 * @employer_signed: whether the employer's reliable signature is there
 * @worker_signed: whether the worker's is
 * @timestamped: whether a trusted timestamp covers both
 *
 * Returns: whether the contract is in effect (54号 art. 9)
 */
gboolean
yx_law_effective (gboolean employer_signed, gboolean worker_signed, gboolean timestamped)
{
  return employer_signed && worker_signed && timestamped;
}
