/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define YX_TYPE_SIDEBAR_ROW (yx_sidebar_row_get_type ())
G_DECLARE_FINAL_TYPE (YxSidebarRow, yx_sidebar_row, YX, SIDEBAR_ROW, GtkListBoxRow)

GtkWidget *yx_sidebar_row_new (const char *name, const char *title, const char *icon);
const char *yx_sidebar_row_get_name (YxSidebarRow *self);

G_END_DECLS
