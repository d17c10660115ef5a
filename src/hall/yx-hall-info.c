/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "hall/yx-hall-handlers.h"
#include "hall/yx-hall-rows.h"
#include "model/yx-hall-info.h"
#include "yx-config.h"

/* `hall.get`: who the hall is and with which certificates it vouches. */
gboolean
yx_hall_info_get (YxHallCall *call, GError **error)
{
  const YxHallConfig *config = call->hall->config;
  g_autoptr (YxHallInfo) info = yx_hall_info_new ();
  GPtrArray *authorities = yx_hall_rows_now (call->hall, &yx_authority_entry_type,
                                             "1 = 1 ORDER BY \"valid_from\", \"fingerprint\"", NULL, error);

  if (authorities == NULL)
    return FALSE;
  yx_record_set_text (info, "name", config->name);
  yx_record_set_text (info, "version", YX_VERSION);
  yx_record_set_text (info, "epoch", call->hall->epoch);
  yx_record_set_text (info, "phones", config->phones);
  yx_record_set_text (info, "chat", config->chat);
  yx_record_set_int (info, "own_hall", config->embedded);
  yx_record_set_int (info, "sample", config->sample);
  yx_record_set_int (info, "supplements_running", config->supplements == YX_HALL_SUPPLEMENTS_RUNNING);
  yx_record_set_int (info, "now", yx_clock_now (call->hall->clock));
  yx_record_take_list (info, "authorities", authorities);
  call->answer = (YxRecord *)g_steal_pointer (&info);
  return TRUE;
}
