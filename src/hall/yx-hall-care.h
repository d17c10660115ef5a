/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hall/yx-hall.h"

G_BEGIN_DECLS

/* What a hall does of itself while it serves: completes documents that were left over, forgets what has
 * expired. */
typedef struct _YxHallCare YxHallCare;

YxHallCare *yx_hall_care_start (YxHall *hall);
void yx_hall_care_stop (YxHallCare *care);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YxHallCare, yx_hall_care_stop)

gboolean yx_hall_forget_expired (YxHall *hall, GError **error);

G_END_DECLS
