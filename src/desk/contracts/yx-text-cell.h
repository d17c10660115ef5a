/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * YxTextStyle:
 * @YX_TEXT_HEADING: what the cell is about, bold
 * @YX_TEXT_PLAIN: as all text
 * @YX_TEXT_WAITING: bold, in the accent's colour
 * @YX_TEXT_DIM: said by the way
 * @YX_TEXT_REASON: what went wrong
 */
typedef enum
{
  YX_TEXT_HEADING,
  YX_TEXT_PLAIN,
  YX_TEXT_WAITING,
  YX_TEXT_DIM,
  YX_TEXT_REASON,
} YxTextStyle;

#define YX_TEXT_CELL_LINES 3

/**
 * YxTextCell:
 *
 * Some lines of text below each other, the first perhaps with a symbol, drawn by one widget: a list that shows hundreds
 * of them anew with each key has no time for a box of labels each. A line that is too long takes a second row, and then
 * ends in an ellipsis.
 */
#define YX_TYPE_TEXT_CELL (yx_text_cell_get_type ())
G_DECLARE_FINAL_TYPE (YxTextCell, yx_text_cell, YX, TEXT_CELL, GtkWidget)

GtkWidget *yx_text_cell_new (GHashTable *layouts, gboolean expands);
GHashTable *yx_text_cell_layouts (void);
void yx_text_cell_set_line (YxTextCell *self, guint at, YxTextStyle style, const char *text);
void yx_text_cell_set_symbol (YxTextCell *self, const char *icon_name);

G_END_DECLS
