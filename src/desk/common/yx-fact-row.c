/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/common/yx-fact-row.h"

#include <glib/gi18n-lib.h>

#include "desk/common/yx-pane.h"

#define LEAST 44

/**
 * yx_fact_label_new:
 * @words: (nullable): in the locale's language
 * @style: (nullable): a style class
 *
 * Returns: (transfer floating): a label that breaks its words into lines rather than cutting them off
 */
GtkWidget *
yx_fact_label_new (const char *words, const char *style)
{
  GtkWidget *label = gtk_label_new (words);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_hexpand (label, TRUE);
  if (style != NULL)
    gtk_widget_add_css_class (label, style);
  return label;
}

static void
copy (GtkButton *button, gpointer data)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (button)), data);
  yx_pane_toast (GTK_WIDGET (button), _("Copied"));
}

static void
free_text (gpointer text, GClosure *closure)
{
  g_free (text);
}

/**
 * yx_fact_row_new:
 * @title: what it is, in the locale's language
 * @value: its value
 * @to_copy: (nullable): what a button beside it copies
 *
 * Returns: (transfer floating): a row that tells a fact
 */
GtkWidget *
yx_fact_row_new (const char *title, const char *value, const char *to_copy)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *button;
  g_autofree char *name = NULL;
  g_autofree char *plain = g_markup_escape_text (value, -1);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), plain);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  if (to_copy == NULL)
    return row;
  button = gtk_button_new_from_icon_name ("edit-copy-symbolic");
  /* Translators: the button beside a value; %s is what the value is. */
  name = g_strdup_printf (_("Copy: %s"), title);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_size_request (button, LEAST, LEAST);
  gtk_widget_set_tooltip_text (button, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_signal_connect_data (button, "clicked", G_CALLBACK (copy), g_strdup (to_copy), free_text, 0);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  return row;
}
