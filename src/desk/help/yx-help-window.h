/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "model/yx-hall-info.h"

G_BEGIN_DECLS

#define YX_TYPE_HELP_WINDOW (yx_help_window_get_type ())
G_DECLARE_FINAL_TYPE (YxHelpWindow, yx_help_window, YX, HELP_WINDOW, AdwWindow)

YxHelpWindow *yx_help_window_new (GtkWindow *parent, YxHallInfo *hall);
void yx_help_window_look_for (YxHelpWindow *self, const char *typed);

G_END_DECLS
