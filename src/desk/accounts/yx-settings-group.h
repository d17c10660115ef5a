/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

GtkWidget *yx_settings_group_new (GSettings *settings);
GtkWidget *yx_pen_group_new (GSettings *settings);

G_END_DECLS
