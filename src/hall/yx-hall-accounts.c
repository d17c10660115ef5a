/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "hall/yx-hall-handlers.h"
#include "hall/yx-hall-rows.h"
#include "model/yx-account.h"
#include "model/yx-enterprise.h"
#include "model/yx-person.h"

static gboolean
answer_row (YxHallCall *call, const YxRecordType *type, const char *id, GError **error)
{
  call->answer = yx_hall_find_now (call->hall, type, "\"id\" = :id", YX_WITH ("id", id), error);
  if (call->answer == NULL)
    return FALSE;
  call->etag = g_strdup_printf ("%" G_GINT64_FORMAT, yx_record_get_int (call->answer, "version"));
  return TRUE;
}

/* `account.get`: the account that is signed in. */
gboolean
yx_hall_account_get (YxHallCall *call, GError **error)
{
  return answer_row (call, &yx_account_type, call->session->account, error);
}

/* `person.get`: the person behind the account that is signed in. */
gboolean
yx_hall_person_get (YxHallCall *call, GError **error)
{
  return answer_row (call, &yx_person_type, call->session->person, error);
}

/* `enterprise.get` */
gboolean
yx_hall_enterprise_get (YxHallCall *call, GError **error)
{
  return answer_row (call, &yx_enterprise_type, call->session->enterprise, error);
}
