/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "desk/common/yx-seat.h"

G_BEGIN_DECLS

/**
 * YxPasswordDialog:
 *
 * Changes the account's password: SMS code, the new one, and the same again. Emits `changed` once the hall has taken it.
 */
#define YX_TYPE_PASSWORD_DIALOG (yx_password_dialog_get_type ())
G_DECLARE_FINAL_TYPE (YxPasswordDialog, yx_password_dialog, YX, PASSWORD_DIALOG, AdwWindow)

YxPasswordDialog *yx_password_dialog_new (GtkWindow *parent, YxSeat *seat);

G_END_DECLS
