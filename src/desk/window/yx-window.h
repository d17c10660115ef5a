/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "desk/common/yx-pane.h"

G_BEGIN_DECLS

#define YX_TYPE_WINDOW (yx_window_get_type ())
G_DECLARE_FINAL_TYPE (YxWindow, yx_window, YX, WINDOW, AdwApplicationWindow)

YxWindow *yx_window_new (AdwApplication *application);
void yx_window_set_seat (YxWindow *self, YxSeat *seat);
YxSeat *yx_window_get_seat (YxWindow *self);
void yx_window_set_accounts (YxWindow *self, GMenuModel *menu);
void yx_window_cover (YxWindow *self, GtkWidget *cover);
void yx_window_uncover (YxWindow *self);
gboolean yx_window_is_covered (YxWindow *self);
void yx_window_set_start (YxWindow *self, GtkWidget *start);

G_END_DECLS
