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
  { YX_DOCUMENT_DRAWN_UP, YX_ACT_OFFER, YX_DOCUMENT_TO_SEAL },
  { YX_DOCUMENT_DRAWN_UP, YX_ACT_WITHDRAW, YX_DOCUMENT_WITHDRAWN },
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

/* One-sided: issued when sealed; the worker's mark is a receipt (law.md 6). */
static const Step separation_steps[] = {
  { YX_DOCUMENT_DRAWN_UP, YX_ACT_OFFER, YX_DOCUMENT_TO_SEAL },
  { YX_DOCUMENT_DRAWN_UP, YX_ACT_WITHDRAW, YX_DOCUMENT_WITHDRAWN },
  { YX_DOCUMENT_TO_SEAL, YX_ACT_EMPLOYER_SIGNS, YX_DOCUMENT_ISSUED },
  { YX_DOCUMENT_TO_SEAL, YX_ACT_WITHDRAW, YX_DOCUMENT_WITHDRAWN },
  { YX_DOCUMENT_ISSUED, YX_ACT_DELIVER, YX_DOCUMENT_DELIVERED },
  { YX_DOCUMENT_ISSUED, YX_ACT_RECEIVE, YX_DOCUMENT_RECEIVED },
  { YX_DOCUMENT_ISSUED, YX_ACT_REFUSE, YX_DOCUMENT_REFUSED },
  { YX_DOCUMENT_DELIVERED, YX_ACT_RECEIVE, YX_DOCUMENT_RECEIVED },
  { YX_DOCUMENT_DELIVERED, YX_ACT_REFUSE, YX_DOCUMENT_REFUSED },
};

/* An end by law (终止) may follow on the last day; a contract that is dissolved, ended or renewed stays so. */
static const Step contract_steps[] = {
  { YX_CONTRACT_PENDING, YX_ACT_BEGIN, YX_CONTRACT_RUNNING },
  { YX_CONTRACT_PENDING, YX_ACT_DISSOLVE, YX_CONTRACT_DISSOLVED },
  { YX_CONTRACT_RUNNING, YX_ACT_EXPIRE, YX_CONTRACT_EXPIRED },
  { YX_CONTRACT_RUNNING, YX_ACT_RENEW, YX_CONTRACT_RENEWED },
  { YX_CONTRACT_RUNNING, YX_ACT_DISSOLVE, YX_CONTRACT_DISSOLVED },
  { YX_CONTRACT_RUNNING, YX_ACT_END, YX_CONTRACT_ENDED },
  { YX_CONTRACT_EXPIRED, YX_ACT_RENEW, YX_CONTRACT_RENEWED },
  { YX_CONTRACT_EXPIRED, YX_ACT_END, YX_CONTRACT_ENDED },
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
 * yx_separation_step:
 * @from: a separation certificate's state
 * @act: what happens to it
 * @to: (out): its state then
 *
 * Returns: whether that can happen in that state
 */
gboolean
yx_separation_step (YxDocumentState from, YxAct act, YxDocumentState *to)
{
  int next;

  if (!step (separation_steps, G_N_ELEMENTS (separation_steps), from, act, &next))
    return FALSE;
  *to = (YxDocumentState) next;
  return TRUE;
}

/**
 * yx_contract_step:
 * @from: a contract's state
 * @act: what happens to it
 * @to: (out): its state then
 *
 * Returns: whether that can happen in that state
 */
gboolean
yx_contract_step (YxContractState from, YxAct act, YxContractState *to)
{
  int next;

  if (!step (contract_steps, G_N_ELEMENTS (contract_steps), from, act, &next))
    return FALSE;
  *to = (YxContractState) next;
  return TRUE;
}

/* Whether the document stopped on its way. */
static gboolean
broken_off (YxDocumentState state)
{
  return state == YX_DOCUMENT_DECLINED || state == YX_DOCUMENT_WITHDRAWN || state == YX_DOCUMENT_LAPSED;
}

/**
 * yx_shown_to_employer:
 * @shown: the three states
 *
 * The filing speaks until it is approved and when it is voided, the document until it is complete, the
 * contract from then on.
 *
 * Returns: (transfer none): the word for the enterprise and for officers
 */
const YxChoice *
yx_shown_to_employer (const YxShown *shown)
{
  if (shown->filing != YX_FILING_APPROVED || !shown->has_document)
    return yx_choice_find (yx_filing_states, (int) shown->filing);
  if (shown->document != YX_DOCUMENT_COMPLETE || !shown->has_contract)
    return yx_choice_find (yx_document_states, (int) shown->document);
  return yx_choice_find (yx_contract_states, (int) shown->contract);
}

/**
 * yx_shown_to_worker:
 * @shown: the three states; there is a document
 *
 * Returns: (transfer none): the word for the worker: to sign or signed, or why it stopped
 */
const YxChoice *
yx_shown_to_worker (const YxShown *shown)
{
  if (shown->filing == YX_FILING_VOIDED)
    return yx_choice_find (yx_filing_states, YX_FILING_VOIDED);
  if (broken_off (shown->document))
    return yx_choice_find (yx_document_states, (int) shown->document);
  return yx_choice_find (yx_worker_states, shown->worker_signed ? YX_WORKER_SIGNED : YX_WORKER_TO_SIGN);
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
