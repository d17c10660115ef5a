/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "desk/common/yx-seat.h"

G_BEGIN_DECLS

/**
 * YxContractsFirst:
 *
 * What the list of contracts says while there is none: an enterprise sees what leads to its first contract, with a
 * button for each thing that is still to be done.
 */
#define YX_TYPE_CONTRACTS_FIRST (yx_contracts_first_get_type ())
G_DECLARE_FINAL_TYPE (YxContractsFirst, yx_contracts_first, YX, CONTRACTS_FIRST, AdwBin)

void yx_contracts_first_show (YxContractsFirst *self, YxSeat *seat);

G_END_DECLS
