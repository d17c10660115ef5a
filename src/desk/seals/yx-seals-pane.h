/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "desk/common/yx-pane.h"

G_BEGIN_DECLS

#define YX_TYPE_SEALS_PANE (yx_seals_pane_get_type ())
G_DECLARE_FINAL_TYPE (YxSealsPane, yx_seals_pane, YX, SEALS_PANE, YxPane)

G_END_DECLS
