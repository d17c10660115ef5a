/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/document/yx-fact-list.h"

#include "flow/yx-verdict-facts.h"

/**
 * yx_status_icon:
 * @status: of a document or a signature
 *
 * Returns: (transfer none): the symbol's name
 */
const char *
yx_status_icon (YxVerdictStatus status)
{
  static const char *const icons[] = { "emblem-ok-symbolic", "dialog-question-symbolic", "dialog-error-symbolic" };

  return icons[status];
}

/**
 * yx_status_class:
 * @status: of a document or a signature
 *
 * Returns: (transfer none): the style class that gives its colour
 */
const char *
yx_status_class (YxVerdictStatus status)
{
  static const char *const classes[] = { "passed", "open", "failed" };

  return classes[status];
}

static void
add_line (GtkGrid *grid, int row, const YxVerdictFact *fact)
{
  GtkWidget *label = gtk_label_new (fact->label);
  GtkWidget *value = gtk_label_new (fact->value);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_yalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "dim-label");
  gtk_label_set_xalign (GTK_LABEL (value), 0);
  gtk_label_set_wrap (GTK_LABEL (value), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (value), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_selectable (GTK_LABEL (value), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (value), 36);
  gtk_widget_set_focusable (value, FALSE);
  gtk_widget_set_hexpand (value, TRUE);
  gtk_grid_attach (grid, label, 0, row, 1, 1);
  gtk_grid_attach (grid, value, 1, row, 1, 1);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (value), GTK_ACCESSIBLE_RELATION_LABELLED_BY, label, NULL, -1);
}

/**
 * yx_fact_list_new:
 * @signature: a signature of a verdict
 * @detail: what only experts ask for, or all else
 *
 * Returns: (transfer floating): what is to be said of it, line by line
 */
GtkWidget *
yx_fact_list_new (const YxVerdictSignature *signature, gboolean detail)
{
  g_autoptr (GPtrArray) facts = yx_verdict_signature_facts (signature);
  GtkWidget *grid = gtk_grid_new ();
  int row = 0;

  gtk_grid_set_column_spacing (GTK_GRID (grid), 12);
  gtk_grid_set_row_spacing (GTK_GRID (grid), 6);
  for (guint i = 0; i < facts->len; i++)
    if (((const YxVerdictFact *) facts->pdata[i])->detail == detail)
      add_line (GTK_GRID (grid), row++, facts->pdata[i]);
  return grid;
}
