/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * YxReasonDialog:
 *
 * Asks why something that can't be undone is done. #YxReasonDialog::given brings the reason; closing it does nothing.
 */
#define YX_TYPE_REASON_DIALOG (yx_reason_dialog_get_type ())
G_DECLARE_FINAL_TYPE (YxReasonDialog, yx_reason_dialog, YX, REASON_DIALOG, AdwWindow)

YxReasonDialog *yx_reason_dialog_new (GtkWidget *parent, const char *heading, const char *body, const char *yes);

G_END_DECLS
