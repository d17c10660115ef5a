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
} YxAct;

gboolean yx_filing_step (YxFilingState from, YxAct act, YxFilingState *to);
gboolean yx_document_step (YxDocumentState from, YxAct act, gboolean other_signed, YxDocumentState *to);
YxContractState yx_contract_state_on (YxDate from, YxDate to, gboolean complete, YxDate today);

G_END_DECLS
