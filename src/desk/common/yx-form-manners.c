/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/common/yx-form-manners.h"

/**
 * yx_form_say:
 * @label: where a form says what is wrong with it as a whole
 * @words: (nullable): what to say; %NULL: nothing, and then the label is not there
 */
void
yx_form_say (GtkLabel *label, const char *words)
{
  gtk_label_set_label (label, words != NULL ? words : "");
  gtk_widget_set_visible (GTK_WIDGET (label), words != NULL);
}

/**
 * yx_form_spin:
 * @form: a form
 * @spinner: shown while what was entered is on its way
 * @busy: whether it is
 *
 * To be called before the form's rows become insensitive: an entry that does with the focus in it is not told that it
 * lost it, and would go on blinking.
 */
void
yx_form_spin (GtkWidget *form, GtkSpinner *spinner, gboolean busy)
{
  GtkRoot *root = gtk_widget_get_root (form);

  if (busy && root != NULL)
    gtk_root_set_focus (root, NULL);
  gtk_widget_set_visible (GTK_WIDGET (spinner), busy);
  gtk_spinner_set_spinning (spinner, busy);
}
