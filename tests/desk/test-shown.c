/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <adwaita.h>

#include "desk/common/yx-shown.h"

static gboolean
is_hidden (GtkWidget *widget)
{
  return gtk_test_accessible_has_state (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_STATE_HIDDEN);
}

/* Only the page of a stack that people see is there for a screen reader, and it follows them. */
static void
test_stack (void)
{
  GtkWidget *window = gtk_window_new ();
  GtkWidget *stack = gtk_stack_new ();
  GtkWidget *first = gtk_label_new ("first");
  GtkWidget *second = gtk_label_new ("second");

  gtk_stack_add_named (GTK_STACK (stack), first, "first");
  gtk_stack_add_named (GTK_STACK (stack), second, "second");
  gtk_window_set_child (GTK_WINDOW (window), stack);
  gtk_window_present (GTK_WINDOW (window));
  g_assert_false (is_hidden (first));
  g_assert_true (is_hidden (second));
  gtk_stack_set_visible_child (GTK_STACK (stack), second);
  g_assert_true (is_hidden (first));
  g_assert_false (is_hidden (second));
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_revealer (void)
{
  GtkWidget *window = gtk_window_new ();
  GtkWidget *revealer = gtk_revealer_new ();
  GtkWidget *inner = gtk_label_new ("inner");

  gtk_revealer_set_child (GTK_REVEALER (revealer), inner);
  gtk_revealer_set_transition_duration (GTK_REVEALER (revealer), 0);
  gtk_window_set_child (GTK_WINDOW (window), revealer);
  gtk_window_present (GTK_WINDOW (window));
  g_assert_true (is_hidden (inner));
  gtk_revealer_set_reveal_child (GTK_REVEALER (revealer), TRUE);
  g_assert_false (is_hidden (inner));
  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  yx_shown_tell_accessibility ();
  g_test_add_func ("/desk/shown/stack", test_stack);
  g_test_add_func ("/desk/shown/revealer", test_revealer);
  return g_test_run ();
}
