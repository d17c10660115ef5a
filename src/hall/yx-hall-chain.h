/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hall/yx-hall.h"

G_BEGIN_DECLS

/**
 * YxHallChain:
 *
 * Signs the heads of the events' chains with the hall's records key, once an hour, while the hall serves:
 * from then on not even who owns the database can write the history anew without it being seen.
 */
typedef struct _YxHallChain YxHallChain;

YxHallChain *yx_hall_chain_start (YxHall *hall);
void yx_hall_chain_stop (YxHallChain *chain);

gboolean yx_hall_chain_record (YxHall *hall, GError **error);
gboolean yx_hall_chain_check (YxHall *hall, GPtrArray *faults, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YxHallChain, yx_hall_chain_stop)

G_END_DECLS
