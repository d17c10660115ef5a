/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hall/yx-hall-write.h"
#include "model/yx-event.h"

G_BEGIN_DECLS

char *yx_hall_event_chain (const YxEvent *event);
gboolean yx_hall_event_write (
    YxHallWrite *write, const char *object, const char *action, const char *hash, GError **error);

G_END_DECLS
