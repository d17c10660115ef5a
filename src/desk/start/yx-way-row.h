/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * YxWayRow:
 *
 * A way that one may go: a symbol, where it leads to, what to know about that, an arrow. It looks like #AdwActionRow, whose
 * boxes look for their size by trial, box in box, as soon as a text is longer than a row: some of them took longer than the
 * rest of the first window.
 */
#define YX_TYPE_WAY_ROW (yx_way_row_get_type ())
G_DECLARE_FINAL_TYPE (YxWayRow, yx_way_row, YX, WAY_ROW, AdwPreferencesRow)

GtkWidget *yx_way_row_new (const char *title, const char *subtitle);

G_END_DECLS
