/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hall/yx-hall.h"

G_BEGIN_DECLS

gboolean yx_hall_number_reserve (YxHall *hall, const char *name, gint64 *number, GError **error);

G_END_DECLS
