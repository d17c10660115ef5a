/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "hall/yx-hall-handlers.h"
#include "hall/yx-hall-rows.h"
#include "model/yx-contract.h"
#include "model/yx-states.h"

/* Days pass without anybody writing: what time alone brings about is told, not stored. */
static void
tell_state (YxHallCall *call, YxContract *contract)
{
  YxDate today = yx_date_from_instant (yx_clock_now (call->hall->clock));
  YxDate to = yx_record_has (contract, "to") ? contract->to : YX_DATE_NONE;

  if (contract->state == YX_CONTRACT_RUNNING)
    yx_record_set_int (contract, "state", (gint64)yx_contract_state_on (contract->from, to, TRUE, today));
}

/* `contract.get` */
gboolean
yx_hall_contract_get (YxHallCall *call, GError **error)
{
  YxContract *contract = yx_hall_find_now (
      call->hall, &yx_contract_type, "\"id\" = :id AND \"enterprise\" = :enterprise",
      YX_WITH ("id", call->parameters.values[1], "enterprise", call->session->enterprise), error);

  if (contract == NULL)
    return FALSE;
  tell_state (call, contract);
  call->etag = g_strdup_printf ("%" G_GINT64_FORMAT, contract->version);
  call->answer = (YxRecord *)contract;
  return TRUE;
}
