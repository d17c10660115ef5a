/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "desk/common/yx-seat.h"
#include "desk/window/yx-go-dialog.h"

G_BEGIN_DECLS

GPtrArray *yx_go_contracts_find (YxMirror *mirror, const char *typed, GError **error);
void yx_go_contracts_attach (YxGoDialog *dialog, YxSeat *seat);

G_END_DECLS
