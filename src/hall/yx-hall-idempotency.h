/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hall/yx-hall-write.h"

G_BEGIN_DECLS

/* Does an act in @write's transaction; what it answers with is given in @answer, (transfer full) (nullable). */
typedef gboolean (*YxHallActFunc) (YxHallWrite *write, gpointer data, YxRecord **answer, GError **error);

gboolean yx_hall_act_once (YxHallCall *call, YxHallActFunc func, gpointer data, GError **error);

G_END_DECLS
