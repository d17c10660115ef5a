/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "client/yx-line.h"

G_BEGIN_DECLS

/**
 * YxContractAct:
 * @YX_CONTRACT_NOTHING: it waits for somebody else
 * @YX_CONTRACT_GO_ON: go on with the draft
 * @YX_CONTRACT_CORRECT: file it anew, corrected
 * @YX_CONTRACT_SEAL: seal it
 * @YX_CONTRACT_SIGN: read and sign it
 * @YX_CONTRACT_DOWNLOAD: keep a copy
 *
 * What is suggested for a contract.
 */
typedef enum
{
  YX_CONTRACT_NOTHING,
  YX_CONTRACT_GO_ON,
  YX_CONTRACT_CORRECT,
  YX_CONTRACT_SEAL,
  YX_CONTRACT_SIGN,
  YX_CONTRACT_DOWNLOAD,
} YxContractAct;

/**
 * YxContractStep:
 * @YX_STEP_AHEAD: still to come
 * @YX_STEP_NOW: under way
 * @YX_STEP_PASSED: behind it
 * @YX_STEP_BROKEN: where it stopped
 *
 * How a step of a contract's way stands.
 */
typedef enum
{
  YX_STEP_AHEAD,
  YX_STEP_NOW,
  YX_STEP_PASSED,
  YX_STEP_BROKEN,
} YxContractStep;

#define YX_CONTRACT_STEPS 5

const char *yx_contract_state_word (const YxLine *line);
const char *yx_contract_symbol (const char *state);
const char *yx_contract_kind_word (const YxLine *line);
char *yx_contract_term (const YxLine *line);
char *yx_contract_second_line (const YxLine *line);
char *yx_contract_spoken (const YxLine *line);

YxContractAct yx_contract_suggested (const YxLine *line, YxAccountKind account);
const char *yx_contract_act_word (YxContractAct act);
gboolean yx_contract_is_draft (const YxLine *line);
gboolean yx_contract_is_open (const YxLine *line);
gboolean yx_contract_is_complete (const YxLine *line);

void yx_contract_steps (const YxLine *line, const YxDocument *document, YxContractStep steps[YX_CONTRACT_STEPS]);
const char *yx_contract_step_word (guint step);
const char *yx_contract_event_word (const char *action);

G_END_DECLS
