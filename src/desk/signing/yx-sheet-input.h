/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "desk/signing/yx-sheet.h"

G_BEGIN_DECLS

void yx_sheet_listen (YxSheet *self);

G_END_DECLS
