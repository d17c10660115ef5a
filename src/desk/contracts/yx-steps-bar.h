/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "desk/contracts/yx-contract-words.h"

G_BEGIN_DECLS

/**
 * YxStepsBar:
 *
 * A contract's way, each step as a symbol with its word.
 */
#define YX_TYPE_STEPS_BAR (yx_steps_bar_get_type ())
G_DECLARE_FINAL_TYPE (YxStepsBar, yx_steps_bar, YX, STEPS_BAR, GtkBox)

void yx_steps_bar_set (YxStepsBar *self, const YxContractStep steps[YX_CONTRACT_STEPS]);

G_END_DECLS
