/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

GtkWidget *look_for_type (GtkWidget *widget, GType type);
GtkWidget *look_for_class (GtkWidget *widget, const char *name);
guint count_class (GtkWidget *widget, const char *name);
char *sample_path (const char *name);
