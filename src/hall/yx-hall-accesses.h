/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hall/yx-hall-call.h"

G_BEGIN_DECLS

YxHallAccesses *yx_hall_accesses_new (void);
void yx_hall_accesses_free (YxHallAccesses *accesses);
gboolean yx_hall_access_note_officer (YxHall *hall, GPtrArray *filings, GError **error);
gboolean yx_hall_access_is_noted (const YxHallCall *call);
gboolean yx_hall_access_note (const YxHallCall *call, GError **error);

G_END_DECLS
