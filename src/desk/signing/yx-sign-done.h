/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "desk/common/yx-seat.h"
#include "model/yx-document.h"

G_BEGIN_DECLS

/**
 * YxSignDone:
 *
 * What was signed, by whom and when; a copy of it, once it is complete.
 */
#define YX_TYPE_SIGN_DONE (yx_sign_done_get_type ())
G_DECLARE_FINAL_TYPE (YxSignDone, yx_sign_done, YX, SIGN_DONE, AdwBin)

void yx_sign_done_show (YxSignDone *self, YxSeat *seat, const YxDocument *document, gint64 at);
void yx_sign_done_wait (YxSignDone *self, const YxDocument *document);

G_END_DECLS
