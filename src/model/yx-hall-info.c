/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/yx-hall-info.h"

#include <glib/gi18n-lib.h>

static const YxField fields[] = {
  YX_TEXT (YxHallInfo, name, N_ ("Name"), YX_ANSWER, .max = 60),
  YX_TEXT (YxHallInfo, version, N_ ("Version"), YX_ANSWER, .max = 20),
  YX_TEXT (YxHallInfo, epoch, N_ ("Epoch"), YX_ANSWER, .max = 40),
  YX_TEXT (YxHallInfo, phones, N_ ("Help lines"), YX_ANSWER, .max = 200),
  YX_TEXT (YxHallInfo, chat, N_ ("Chat group"), YX_ANSWER, .max = 60),
  YX_BOOL (YxHallInfo, own_hall, N_ ("Own hall"), YX_ANSWER),
  YX_BOOL (YxHallInfo, sample, N_ ("Sample data"), YX_ANSWER),
  YX_BOOL (YxHallInfo, supplements_running, N_ ("Supplements to any running contract"), YX_ANSWER),
  YX_INSTANT (YxHallInfo, now, N_ ("Hall time"), YX_ANSWER),
  YX_LIST (YxHallInfo, authorities, &yx_authority_entry_type, N_ ("Authorities"), YX_ANSWER, .max = 40),
};

YX_DEFINE_RECORD (YxHallInfo, yx_hall_info, "hall_info", fields);
