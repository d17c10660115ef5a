/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/yx-contract.h"

#include <glib/gi18n-lib.h>

static const YxField fields[] = {
  YX_ID (YxContract, id, "ctr", N_ ("Id"), YX_ANSWER),
  YX_ID (YxContract, enterprise, "ent", N_ ("Enterprise"), YX_ANSWER),
  YX_ID (YxContract, filing, "fil", N_ ("Filing"), YX_ANSWER),
  YX_ID (YxContract, person, "per", N_ ("Person"), YX_ANSWER),
  YX_TEXT (YxContract, contract_no, N_ ("Contract number"), YX_ANSWER, .max = 40),
  YX_CHOICE (YxContract, state, yx_contract_states, N_ ("State"), YX_ANSWER),
  YX_DATE (YxContract, from, N_ ("Contract begins"), YX_ANSWER),
  YX_DATE (YxContract, to, N_ ("Contract ends"), YX_ANSWER),
  YX_INSTANT (YxContract, created, N_ ("Drawn up"), YX_ANSWER),
  YX_INT (YxContract, version, N_ ("Version"), YX_ANSWER),
};

YX_DEFINE_RECORD (YxContract, yx_contract, "contract", fields);
