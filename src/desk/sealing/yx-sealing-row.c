/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/sealing/yx-sealing-row.h"

#include <glib/gi18n-lib.h>

struct _YxSealingRow
{
  AdwActionRow parent_instance;

  YxSealingLine *line; /* (unowned) */
  GtkCheckButton *check;
  GtkImage *icon;
  GtkSpinner *spinner;
};

enum
{
  SIGNAL_CHOSEN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (YxSealingRow, yx_sealing_row, ADW_TYPE_ACTION_ROW)

static void
toggled (YxSealingRow *self)
{
  self->line->chosen = gtk_check_button_get_active (self->check);
  g_signal_emit (self, signals[SIGNAL_CHOSEN], 0);
}

static void
yx_sealing_row_class_init (YxSealingRowClass *klass)
{
  /**
   * YxSealingRow::chosen:
   *
   * The document was chosen, or is not any more.
   */
  signals[SIGNAL_CHOSEN] = g_signal_new ("chosen", YX_TYPE_SEALING_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
yx_sealing_row_init (YxSealingRow *self)
{
  self->check = GTK_CHECK_BUTTON (gtk_check_button_new ());
  self->icon = GTK_IMAGE (gtk_image_new ());
  self->spinner = GTK_SPINNER (gtk_spinner_new ());
  gtk_widget_set_size_request (GTK_WIDGET (self->check), 44, 44);
  adw_action_row_add_prefix (ADW_ACTION_ROW (self), GTK_WIDGET (self->check));
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), GTK_WIDGET (self->spinner));
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), GTK_WIDGET (self->icon));
  adw_action_row_set_title_lines (ADW_ACTION_ROW (self), 0);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (self), 0);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self), TRUE);
}

/* What it says under the name: what came of it, else the state that the hall told. */
static const char *
line_words (const YxSealingLine *line)
{
  switch (line->state)
    {
    case YX_SEALING_RUNNING:
      return _("Being sealed…");
    case YX_SEALING_DONE:
      return _("Sealed");
    case YX_SEALING_FAILED:
      return line->reason;
    case YX_SEALING_WAITING:
    default:
      return g_dgettext (GETTEXT_PACKAGE, yx_choice_find (yx_document_states, line->document->state)->label);
    }
}

/**
 * yx_sealing_row_look:
 * @self: a row
 * @running: whether documents are being sealed, so that nothing can be chosen now
 *
 * Shows how far its document is.
 */
void
yx_sealing_row_look (YxSealingRow *self, gboolean running)
{
  YxSealingState state = self->line->state;
  gboolean open = yx_sealing_list_can_seal (self->line) && state != YX_SEALING_DONE && !running;
  g_autofree char *words = g_markup_escape_text (line_words (self->line), -1);

  gtk_widget_set_sensitive (GTK_WIDGET (self->check), open);
  gtk_spinner_set_spinning (self->spinner, state == YX_SEALING_RUNNING);
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), state == YX_SEALING_RUNNING);
  gtk_widget_set_visible (GTK_WIDGET (self->icon), state == YX_SEALING_DONE || state == YX_SEALING_FAILED);
  gtk_image_set_from_icon_name (self->icon, state == YX_SEALING_DONE ? "object-select-symbolic" : "dialog-warning-symbolic");
  gtk_widget_remove_css_class (GTK_WIDGET (self->icon), state == YX_SEALING_DONE ? "error" : "success");
  gtk_widget_add_css_class (GTK_WIDGET (self->icon), state == YX_SEALING_DONE ? "success" : "error");
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), words);
}

/**
 * yx_sealing_row_new:
 * @line: its document; must outlive the row
 *
 * Returns: (transfer floating): a row; activating it shall show the document
 */
GtkWidget *
yx_sealing_row_new (YxSealingLine *line)
{
  YxSealingRow *self = g_object_new (YX_TYPE_SEALING_ROW, NULL);
  g_autofree char *title = yx_sealing_list_title (line);
  g_autofree char *plain = g_markup_escape_text (title, -1);

  self->line = line;
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), plain);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->check), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  gtk_check_button_set_active (self->check, line->chosen);
  g_signal_connect_swapped (self->check, "toggled", G_CALLBACK (toggled), self);
  yx_sealing_row_look (self, FALSE);
  return GTK_WIDGET (self);
}
