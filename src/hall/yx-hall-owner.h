/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hall/yx-hall-call.h"

G_BEGIN_DECLS

const char *yx_hall_scope_of (const YxSession *session);
gboolean yx_hall_reach_path (const YxHallCall *call, GError **error);
gboolean yx_hall_reach_object (YxHallCall *call, GError **error);

G_END_DECLS
