/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "look.h"

/* The first widget of a type in a tree. */
GtkWidget *
look_for_type (GtkWidget *widget, GType type)
{
  if (G_TYPE_CHECK_INSTANCE_TYPE (widget, type))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = look_for_type (child, type);

      if (found != NULL)
        return found;
    }
  return NULL;
}

/* The first widget of a style class in a tree. */
GtkWidget *
look_for_class (GtkWidget *widget, const char *name)
{
  if (gtk_widget_has_css_class (widget, name))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = look_for_class (child, name);

      if (found != NULL)
        return found;
    }
  return NULL;
}

/* How many widgets of a tree have a style class. */
guint
count_class (GtkWidget *widget, const char *name)
{
  guint n = gtk_widget_has_css_class (widget, name) ? 1 : 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    n += count_class (child, name);
  return n;
}

/* A PDF that other programs wrote. */
char *
sample_path (const char *name)
{
  return g_build_filename (g_getenv ("YINXIN_SRCDIR"), "tests", "data", "pdf", name, NULL);
}
