/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hall/yx-hall.h"

G_BEGIN_DECLS

typedef void (*YxHallBellFunc) (gpointer data);

YxHallBell *yx_hall_bell_new (void);
void yx_hall_bell_free (YxHallBell *bell);
void yx_hall_bell_ring (YxHallBell *bell, const char *scope);
guint yx_hall_bell_listen (YxHallBell *bell, const char *scope, YxHallBellFunc func, gpointer data);
void yx_hall_bell_forget (YxHallBell *bell, guint listener);

G_END_DECLS
