/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/yx-states.h"

typedef struct
{
  int from;
  YxAct act;
  int to;
} Step;

static const Step filing_steps[] = {
  { YX_FILING_DRAFT, YX_ACT_SUBMIT, YX_FILING_SUBMITTED },
  { YX_FILING_RETURNED, YX_ACT_SUBMIT, YX_FILING_SUBMITTED },
  { YX_FILING_SUBMITTED, YX_ACT_APPROVE, YX_FILING_APPROVED },
  { YX_FILING_SUBMITTED, YX_ACT_RETURN, YX_FILING_RETURNED },
  { YX_FILING_DRAFT, YX_ACT_VOID, YX_FILING_VOIDED },
  { YX_FILING_RETURNED, YX_ACT_VOID, YX_FILING_VOIDED },
  { YX_FILING_APPROVED, YX_ACT_VOID, YX_FILING_VOIDED },
};

/* Either party may be first; the second signature leads to the timestamp. */
static const Step document_steps[] = {
  { YX_DOCUMENT_TO_SEAL, YX_ACT_EMPLOYER_FIRST, YX_DOCUMENT_TO_SEAL },
  { YX_DOCUMENT_TO_SIGN, YX_ACT_EMPLOYER_FIRST, YX_DOCUMENT_TO_SEAL },
  { YX_DOCUMENT_TO_SEAL, YX_ACT_WORKER_FIRST, YX_DOCUMENT_TO_SIGN },
  { YX_DOCUMENT_TO_SIGN, YX_ACT_WORKER_FIRST, YX_DOCUMENT_TO_SIGN },
  { YX_DOCUMENT_TO_SEAL, YX_ACT_CONSENT, YX_DOCUMENT_TO_SEAL },
  { YX_DOCUMENT_TO_SIGN, YX_ACT_CONSENT, YX_DOCUMENT_TO_SIGN },
  { YX_DOCUMENT_TO_SEAL, YX_ACT_EMPLOYER_SIGNS, YX_DOCUMENT_TO_SIGN },
  { YX_DOCUMENT_TO_SIGN, YX_ACT_WORKER_SIGNS, YX_DOCUMENT_TO_SEAL },
  { YX_DOCUMENT_TO_STAMP, YX_ACT_STAMP, YX_DOCUMENT_COMPLETE },
  { YX_DOCUMENT_TO_SEAL, YX_ACT_DECLINE, YX_DOCUMENT_DECLINED },
  { YX_DOCUMENT_TO_SIGN, YX_ACT_DECLINE, YX_DOCUMENT_DECLINED },
  { YX_DOCUMENT_TO_SEAL, YX_ACT_WITHDRAW, YX_DOCUMENT_WITHDRAWN },
  { YX_DOCUMENT_TO_SIGN, YX_ACT_WITHDRAW, YX_DOCUMENT_WITHDRAWN },
  { YX_DOCUMENT_TO_SEAL, YX_ACT_LAPSE, YX_DOCUMENT_LAPSED },
  { YX_DOCUMENT_TO_SIGN, YX_ACT_LAPSE, YX_DOCUMENT_LAPSED },
};

static gboolean
step (const Step *steps, gsize n, int from, YxAct act, int *to)
{
  for (gsize i = 0; i < n; i++)
    if (steps[i].from == from && steps[i].act == act)
      {
        *to = steps[i].to;
        return TRUE;
      }
  return FALSE;
}

/**
 * yx_filing_step:
 * @from: a filing's state
 * @act: what happens to it
 * @to: (out): its state then
 *
 * Returns: whether that can happen in that state
 */
gboolean
yx_filing_step (YxFilingState from, YxAct act, YxFilingState *to)
{
  int next;

  if (!step (filing_steps, G_N_ELEMENTS (filing_steps), from, act, &next))
    return FALSE;
  *to = (YxFilingState) next;
  return TRUE;
}

/**
 * yx_document_step:
 * @from: a document's state
 * @act: what happens to it
 * @other_signed: whether the other party, or in the choice of the order anybody, has signed already
 * @to: (out): its state then
 *
 * Returns: whether that can happen in that state
 */
gboolean
yx_document_step (YxDocumentState from, YxAct act, gboolean other_signed, YxDocumentState *to)
{
  int next;

  if (!step (document_steps, G_N_ELEMENTS (document_steps), from, act, &next))
    return FALSE;
  if (other_signed && (act == YX_ACT_EMPLOYER_FIRST || act == YX_ACT_WORKER_FIRST))
    return FALSE;
  if (other_signed && (act == YX_ACT_EMPLOYER_SIGNS || act == YX_ACT_WORKER_SIGNS))
    next = YX_DOCUMENT_TO_STAMP;
  *to = (YxDocumentState) next;
  return TRUE;
}

/**
 * yx_contract_state_on:
 * @from: the first day of the term
 * @to: its last day, %YX_DATE_NONE where it has none
 * @complete: whether the contract is signed by all and timestamped
 * @today: the date in Asia/Shanghai
 *
 * Returns: the state that time alone brings about; ends and renewals are acts
 */
YxContractState
yx_contract_state_on (YxDate from, YxDate to, gboolean complete, YxDate today)
{
  if (!complete || today < from)
    return YX_CONTRACT_PENDING;
  return to != YX_DATE_NONE && today > to ? YX_CONTRACT_EXPIRED : YX_CONTRACT_RUNNING;
}
