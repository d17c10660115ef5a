/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hall/yx-hall.h"
#include "model/yx-law.h"

G_BEGIN_DECLS

gboolean
yx_hall_law_check (YxHall *hall, YxDatabase *db, const YxFiling *filing, GPtrArray **findings, GError **error);
gboolean yx_hall_law_take (YxFiling *filing, const YxFiling *request, const GPtrArray *findings, GError **error);

G_END_DECLS
