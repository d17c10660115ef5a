/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <adwaita.h>

#include "desk/window/yx-application.h"
#include "desk/window/yx-window.h"
#include "lib/yx-test-wait.h"

static void
note_window (GApplication *application, gpointer data)
{
  gboolean *seen = data;
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (application));

  g_assert_true (YX_IS_WINDOW (window));
  g_assert_null (yx_window_get_seat (YX_WINDOW (window)));
  gtk_test_accessible_assert_role (GTK_ACCESSIBLE (window), GTK_ACCESSIBLE_ROLE_WINDOW);
  *seen = TRUE;
  g_application_quit (application);
}

/* The application comes up with a window in which nobody has a seat, and ends when told to. */
static void
test_opens (void)
{
  g_autoptr (YxApplication) application = yx_application_new ();
  gboolean seen = FALSE;

  g_signal_connect_after (application, "activate", G_CALLBACK (note_window), &seen);
  g_assert_cmpint (g_application_run (G_APPLICATION (application), 0, NULL), ==, 0);
  g_assert_true (seen);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  g_test_add_func ("/desk/window/opens", test_opens);
  return g_test_run ();
}
