/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hall/yx-hall-write.h"

G_BEGIN_DECLS

gboolean yx_hall_feed_write (
    YxHallWrite *write, const char *scope, const char *kind, const char *object, GError **error);

G_END_DECLS
