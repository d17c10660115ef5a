/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "desk/common/yx-pane.h"

G_BEGIN_DECLS

/**
 * YxContractsPane:
 *
 * The account's contracts: a list that opens on what waits for the person, and the one that was chosen.
 */
#define YX_TYPE_CONTRACTS_PANE (yx_contracts_pane_get_type ())
G_DECLARE_FINAL_TYPE (YxContractsPane, yx_contracts_pane, YX, CONTRACTS_PANE, YxPane)

G_END_DECLS
