/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "desk/common/yx-reason-row.h"
#include "desk/common/yx-seat.h"

G_BEGIN_DECLS

/**
 * YxCodeRow:
 *
 * A row that asks the hall for an SMS code and takes it (spec.md 2.3-1). The code of a hall on this computer
 * comes to its button, and one press fills it in.
 */
#define YX_TYPE_CODE_ROW (yx_code_row_get_type ())
G_DECLARE_FINAL_TYPE (YxCodeRow, yx_code_row, YX, CODE_ROW, YxReasonRow)

YxCodeRow *yx_code_row_new (YxSeat *seat, YxCodePurpose purpose);
void yx_code_row_set_phone (YxCodeRow *self, const char *phone);
void yx_code_row_send (YxCodeRow *self);
gboolean yx_code_row_get_complete (YxCodeRow *self);
YxSecret *yx_code_row_take (YxCodeRow *self);

G_END_DECLS
