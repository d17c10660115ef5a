/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void yx_form_say (GtkLabel *label, const char *words);
void yx_form_spin (GtkWidget *form, GtkSpinner *spinner, gboolean busy);

G_END_DECLS
