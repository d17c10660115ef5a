/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "hall/yx-hall-call.h"
#include "model/yx-filing.h"

G_BEGIN_DECLS

YxFiling *yx_hall_review_find (YxHall *hall, YxDatabase *db, const char *id, GError **error);
YxFiling *yx_hall_review_find_now (YxHall *hall, const char *id, GError **error);

JsonNode *yx_hall_review_list (YxHall *hall, GError **error);
gboolean yx_hall_filing_approve (YxHallCall *call, const char *id, GError **error);
gboolean yx_hall_filing_return (YxHallCall *call, const char *id, const char *reason, GError **error);

G_END_DECLS
