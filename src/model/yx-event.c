/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/yx-event.h"

#include <glib/gi18n-lib.h>

static const YxField fields[] = {
  YX_ID (YxEvent, id, "evt", N_ ("Id"), YX_ANSWER),
  YX_TEXT (YxEvent, object, N_ ("Object"), YX_ANSWER, .max = 30),
  YX_INT (YxEvent, number, N_ ("Number"), YX_ANSWER),
  YX_TEXT (YxEvent, action, N_ ("Action"), YX_ANSWER, .max = 40),
  YX_ID (YxEvent, account, "acc", N_ ("Actor"), YX_ANSWER),
  YX_CHOICE (YxEvent, capacity, yx_capacities, N_ ("Capacity"), YX_ANSWER),
  YX_ID (YxEvent, session, "ses", N_ ("Session"), YX_ANSWER),
  YX_TEXT (YxEvent, address, N_ ("Address"), YX_ANSWER, .max = 64),
  YX_TEXT (YxEvent, hash, N_ ("Hash"), YX_ANSWER, .max = 64),
  YX_TEXT (YxEvent, previous, N_ ("Previous"), YX_ANSWER, .max = 64),
  YX_TEXT (YxEvent, chain, N_ ("Chain"), YX_ANSWER, .max = 64),
  YX_INSTANT (YxEvent, at, N_ ("Time"), YX_ANSWER),
};

YX_DEFINE_RECORD (YxEvent, yx_event, "event", fields);
