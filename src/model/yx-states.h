/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/yx-words.h"

G_BEGIN_DECLS

/* What moves filings, documents and contracts from state to state (law.md 8). */
typedef enum
{
  YX_ACT_SUBMIT,
  YX_ACT_APPROVE,
  YX_ACT_RETURN,
  YX_ACT_VOID,
  YX_ACT_EMPLOYER_FIRST,
  YX_ACT_WORKER_FIRST,
  YX_ACT_CONSENT,
  YX_ACT_EMPLOYER_SIGNS,
  YX_ACT_WORKER_SIGNS,
  YX_ACT_STAMP,
  YX_ACT_DECLINE,
  YX_ACT_WITHDRAW,
  YX_ACT_LAPSE,
  YX_ACT_OFFER,
  YX_ACT_DELIVER,
  YX_ACT_RECEIVE,
  YX_ACT_REFUSE,
  YX_ACT_BEGIN,
  YX_ACT_EXPIRE,
  YX_ACT_RENEW,
  YX_ACT_DISSOLVE,
  YX_ACT_END,
  YX_N_ACTS,
} YxAct;

/**
 * YxShown:
 * @filing: its filing's state
 * @document: its document's
 * @has_document: whether there is one yet
 * @contract: the contract's
 * @has_contract: whether there is one yet
 * @worker_signed: whether the worker has signed the document
 *
 * What the one word for people derives from.
 */
typedef struct
{
  YxFilingState filing;
  YxDocumentState document;
  gboolean has_document;
  YxContractState contract;
  gboolean has_contract;
  gboolean worker_signed;
} YxShown;

gboolean yx_filing_step (YxFilingState from, YxAct act, YxFilingState *to);
gboolean yx_document_step (YxDocumentState from, YxAct act, gboolean other_signed, YxDocumentState *to);
gboolean yx_separation_step (YxDocumentState from, YxAct act, YxDocumentState *to);
gboolean yx_contract_step (YxContractState from, YxAct act, YxContractState *to);
const YxChoice *yx_shown_to_employer (const YxShown *shown);
const YxChoice *yx_shown_to_worker (const YxShown *shown);
YxContractState yx_contract_state_on (YxDate from, YxDate to, gboolean complete, YxDate today);

G_END_DECLS
