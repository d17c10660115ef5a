/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/common/yx-shown.h"

#include <adwaita.h>

static GQuark
hidden_quark (void)
{
  return g_quark_from_static_string ("yx-hidden");
}

static void
set_hidden (GtkWidget *widget, gboolean hidden)
{
  gboolean was = g_object_get_qdata (G_OBJECT (widget), hidden_quark ()) != NULL;

  if (hidden == was)
    return;
  g_object_set_qdata (G_OBJECT (widget), hidden_quark (), GINT_TO_POINTER (hidden));
  if (hidden)
    gtk_accessible_update_state (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_STATE_HIDDEN, TRUE, -1);
  else
    gtk_accessible_reset_state (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_STATE_HIDDEN);
}

/* Of an entry row, libadwaita 1.2 tells only the row, which never has the keyboard: its text does. */
static void
tell_text (AdwEntryRow *row)
{
  GtkWidget *text = GTK_WIDGET (gtk_editable_get_delegate (GTK_EDITABLE (row)));

  if (gtk_accessible_get_accessible_role (GTK_ACCESSIBLE (text)) != GTK_ACCESSIBLE_ROLE_NONE)
    return;
  g_object_set (text, "accessible-role", GTK_ACCESSIBLE_ROLE_TEXT_BOX, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (text), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)), -1);
}

static gboolean
note_map (GSignalInvocationHint *hint, guint n_values, const GValue *values, gpointer data)
{
  GtkWidget *widget = g_value_get_object (&values[0]);

  if (ADW_IS_ENTRY_ROW (widget))
    tell_text (ADW_ENTRY_ROW (widget));
  set_hidden (widget, FALSE);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    if (!GTK_IS_NATIVE (child))
      set_hidden (child, !gtk_widget_get_mapped (child));
  return TRUE;
}

/* What goes with its parent needs no mark of its own. */
static gboolean
note_unmap (GSignalInvocationHint *hint, guint n_values, const GValue *values, gpointer data)
{
  GtkWidget *widget = g_value_get_object (&values[0]);
  GtkWidget *parent = gtk_widget_get_parent (widget);

  if (parent != NULL && gtk_widget_get_mapped (parent) && !GTK_IS_NATIVE (widget))
    set_hidden (widget, TRUE);
  return TRUE;
}

/**
 * yx_shown_tell_accessibility:
 *
 * Lets screen readers know from now on what is not shown: GTK 4.8 tells them of pages of stacks, revealers and leaflets
 * that nobody sees as if they were there.
 */
void
yx_shown_tell_accessibility (void)
{
  static gboolean told = FALSE;
  g_autoptr (GTypeClass) widget_class = NULL;

  if (told)
    return;
  told = TRUE;
  widget_class = g_type_class_ref (GTK_TYPE_WIDGET);
  g_signal_add_emission_hook (g_signal_lookup ("map", GTK_TYPE_WIDGET), 0, note_map, NULL, NULL);
  g_signal_add_emission_hook (g_signal_lookup ("unmap", GTK_TYPE_WIDGET), 0, note_unmap, NULL, NULL);
}
