/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "desk/start/yx-start.h"

G_BEGIN_DECLS

void yx_account_menu_attach (YxWindow *window, YxReception *reception, YxStart *start);
void yx_account_menu_show (YxWindow *window, YxReception *reception);

G_END_DECLS
