/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "desk/verify/yx-verify-job.h"

G_BEGIN_DECLS

/* What is to be said of one PDF, beside the PDF. */
#define YX_TYPE_VERIFY_WINDOW (yx_verify_window_get_type ())
G_DECLARE_FINAL_TYPE (YxVerifyWindow, yx_verify_window, YX, VERIFY_WINDOW, AdwWindow)

YxVerifyWindow *yx_verify_window_new (GtkApplication *application, GFile *file, GBytes *trust);
gboolean yx_verify_window_get_done (YxVerifyWindow *self);

void yx_verify_choose (GtkWidget *parent, GBytes *trust);
void yx_verify_accept_drops (GtkWidget *widget);

G_END_DECLS
