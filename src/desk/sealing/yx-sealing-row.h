/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "desk/sealing/yx-sealing-list.h"

G_BEGIN_DECLS

/**
 * YxSealingRow:
 *
 * One document of those to be sealed: its check mark, whose it is, and what came of it.
 */
#define YX_TYPE_SEALING_ROW (yx_sealing_row_get_type ())
G_DECLARE_FINAL_TYPE (YxSealingRow, yx_sealing_row, YX, SEALING_ROW, AdwActionRow)

GtkWidget *yx_sealing_row_new (YxSealingLine *line);
void yx_sealing_row_look (YxSealingRow *self, gboolean running);

G_END_DECLS
