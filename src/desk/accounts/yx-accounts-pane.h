/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "desk/common/yx-pane.h"

G_BEGIN_DECLS

/**
 * YxAccountsPane:
 *
 * Who I am, where I am signed in, which hall this is, and how this desktop behaves.
 */
#define YX_TYPE_ACCOUNTS_PANE (yx_accounts_pane_get_type ())
G_DECLARE_FINAL_TYPE (YxAccountsPane, yx_accounts_pane, YX, ACCOUNTS_PANE, YxPane)

G_END_DECLS
