/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/seals/yx-seal-tile.h"

/**
 * yx_seal_tile_new:
 * @picture: (transfer floating): a seal
 * @words: what stands under it
 * @note: (nullable): what stands under that
 *
 * Returns: (transfer floating): a toggle button that shows a seal on its paper
 */
GtkWidget *
yx_seal_tile_new (YxSealPicture *picture, const char *words, const char *note)
{
  GtkWidget *tile = gtk_toggle_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *paper = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *label = gtk_label_new (words);

  gtk_widget_set_vexpand (GTK_WIDGET (picture), TRUE);
  gtk_box_append (GTK_BOX (paper), GTK_WIDGET (picture));
  gtk_widget_add_css_class (paper, "seal-paper");
  gtk_widget_set_vexpand (paper, TRUE);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_justify (GTK_LABEL (label), GTK_JUSTIFY_CENTER);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 12);
  gtk_box_append (GTK_BOX (box), paper);
  gtk_box_append (GTK_BOX (box), label);
  if (note != NULL)
    gtk_box_append (GTK_BOX (box), gtk_label_new (note));
  gtk_button_set_child (GTK_BUTTON (tile), box);
  gtk_widget_add_css_class (tile, "seal-type");
  return tile;
}

/**
 * yx_seal_tiles_new:
 * @name: what is chosen, for those who listen
 * @most: how many stand in a line
 *
 * Returns: (transfer floating): an empty choice of tiles
 */
GtkFlowBox *
yx_seal_tiles_new (const char *name, guint most)
{
  GtkFlowBox *tiles = GTK_FLOW_BOX (gtk_flow_box_new ());

  gtk_flow_box_set_selection_mode (tiles, GTK_SELECTION_NONE);
  gtk_flow_box_set_homogeneous (tiles, TRUE);
  gtk_flow_box_set_max_children_per_line (tiles, most);
  gtk_accessible_update_property (GTK_ACCESSIBLE (tiles), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  return tiles;
}

/**
 * yx_seal_tiles_add:
 * @tiles: a choice
 * @tile: (transfer floating): one more
 * @name: its name, for those who listen
 *
 * One of a choice's tiles can be chosen at a time.
 */
void
yx_seal_tiles_add (GtkFlowBox *tiles, GtkWidget *tile, const char *name)
{
  GtkFlowBoxChild *before = gtk_flow_box_get_child_at_index (tiles, 0);
  GtkWidget *child = gtk_flow_box_child_new ();

  if (before != NULL)
    gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (tile), GTK_TOGGLE_BUTTON (gtk_flow_box_child_get_child (before)));
  gtk_accessible_update_property (GTK_ACCESSIBLE (tile), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_flow_box_child_set_child (GTK_FLOW_BOX_CHILD (child), tile);
  gtk_widget_set_focusable (child, FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (child), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_flow_box_append (tiles, child);
}
