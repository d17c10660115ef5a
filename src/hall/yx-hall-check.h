/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hall/yx-hall.h"

G_BEGIN_DECLS

gboolean yx_hall_check (YxHall *hall, GPtrArray *faults, GError **error);

G_END_DECLS
