/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <adwaita.h>
#include <string.h>

#include "client/yx-hall-book.h"
#include "crypto/yx-crypto.h"
#include "desk/desk-seat.h"
#include "desk/start/yx-sample-dialog.h"
#include "desk/start/yx-start.h"
#include "desk/window/yx-application.h"
#include "lib/yx-test-folder.h"
#include "lib/yx-test-key-ring.h"
#include "yinxin-desk-resources.h"

#define TURNS 30

/* A first start, on a machine that knows no hall. */
typedef struct
{
  YxTestFolder *folder;
  char *data;
  YxReception *reception;
  YxWindow *window;
  YxStart *start;
} First;

static void
set_up (First *first, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;

  first->folder = yx_test_folder_new ();
  first->data = yx_test_folder_path (first->folder, "yinxin");
  first->reception = yx_reception_new (first->data, &error);
  g_assert_no_error (error);
  first->window = yx_window_new (NULL);
  first->start = yx_start_new (first->reception, first->window);
  yx_window_set_start (first->window, GTK_WIDGET (first->start));
  gtk_window_present (GTK_WINDOW (first->window));
}

static void
tear_down (First *first, gconstpointer unused)
{
  YxSeat *seat = yx_window_get_seat (first->window);

  if (seat != NULL)
    yx_seat_close (seat);
  gtk_window_destroy (GTK_WINDOW (first->window));
  g_clear_object (&first->reception);
  yx_test_folder_free (first->folder);
  g_free (first->data);
}

/* Making it takes longer than what a test waits for otherwise. */
static gboolean
has_come (gboolean (*done) (gpointer), gpointer data)
{
  for (guint i = 0; i < TURNS; i++)
    if (desk_wait (done, data))
      return TRUE;
  return FALSE;
}

static gboolean
sits (gpointer data)
{
  return yx_window_get_seat (((First *) data)->window) != NULL;
}

static gboolean
is_person (gpointer data)
{
  return sits (data) && yx_seat_get_session (yx_window_get_seat (((First *) data)->window))->kind == YX_ACCOUNT_PERSON;
}

static char *
name_hall (First *first, const char *suffix)
{
  return g_strconcat (first->data, "/sample", suffix, NULL);
}

static gboolean
is_begun (gpointer data)
{
  g_autofree char *making = name_hall (data, ".making");

  return g_file_test (making, G_FILE_TEST_EXISTS) && yx_reception_get_sample_made (((First *) data)->reception) > 0;
}

static gboolean
is_gone (gpointer data)
{
  g_autofree char *making = name_hall (data, ".making");
  g_autofree char *hall = name_hall (data, "");

  return !g_file_test (making, G_FILE_TEST_EXISTS) && !g_file_test (hall, G_FILE_TEST_EXISTS);
}

static gboolean
may_choose (gpointer data)
{
  GtkWidget *row = desk_find (((First *) data)->start, ADW_TYPE_PREFERENCES_ROW, NULL);

  return row != NULL && gtk_widget_get_mapped (row);
}

static void
try_sample (First *first)
{
  gtk_widget_activate_action (GTK_WIDGET (first->start), "start.sample", NULL);
}

/* While it is made, a bar moves and a button cancels: then nothing is left, the book knows nothing, and one may choose again. */
static void
test_cancel (First *first, gconstpointer unused)
{
  GtkWidget *bar;

  try_sample (first);
  g_assert_true (has_come (is_begun, first));
  bar = desk_find (first->start, GTK_TYPE_PROGRESS_BAR, NULL);
  g_assert_nonnull (bar);
  g_assert_true (gtk_widget_get_mapped (bar));
  g_signal_emit_by_name (desk_find (first->start, GTK_TYPE_BUTTON, "_Cancel"), "clicked");
  g_assert_true (may_choose (first));
  g_assert_true (has_come (is_gone, first));
  g_assert_null (yx_hall_book_find_kind (yx_reception_get_book (first->reception), YX_HALL_SAMPLE, NULL));
  g_assert_null (yx_window_get_seat (first->window));
}

static gpointer
open_dialog (First *first)
{
  GListModel *windows = gtk_window_get_toplevels ();

  g_action_group_activate_action (G_ACTION_GROUP (first->window), "sample", NULL);
  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      if (YX_IS_SAMPLE_DIALOG (window))
        return window;
    }
  return NULL;
}

/* The first of them who is a person, by what they sign in with. */
static GtkWidget *
find_person (GtkWidget *above)
{
  for (GtkWidget *child = gtk_widget_get_first_child (above); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      const char *login = g_object_get_data (G_OBJECT (child), "login");
      GtkWidget *found = login != NULL && g_str_has_prefix (login, "199") ? child : find_person (child);

      if (found != NULL)
        return found;
    }
  return NULL;
}

/* The enterprise has the seat, a notice stays; somebody else is signed in by one press; removal leaves nothing. */
static void
test_whole (First *first, gconstpointer unused)
{
  YxHallBook *book = yx_reception_get_book (first->reception);
  g_autofree char *stores = NULL;
  GtkWidget *dialog;
  g_autoptr (YxSeat) seat = NULL;

  try_sample (first);
  g_assert_true (has_come (sits, first));
  seat = g_object_ref (yx_window_get_seat (first->window));
  g_assert_cmpint (yx_seat_get_session (seat)->kind, ==, YX_ACCOUNT_ENTERPRISE);
  g_assert_true (yx_seat_get_hall (seat)->sample);
  g_assert_nonnull (desk_find (first->window, GTK_TYPE_LABEL,
                               "Sample data: the enterprise and all people are made up, and nothing here counts."));
  dialog = open_dialog (first);
  g_assert_nonnull (dialog);
  g_assert_nonnull (desk_find (dialog, GTK_TYPE_LABEL, "sample-2026"));
  g_assert_nonnull (desk_find (dialog, GTK_TYPE_LABEL, "yinxin-sample-1"));
  g_signal_emit_by_name (find_person (dialog), "activated");
  g_assert_true (has_come (is_person, first));
  stores = g_build_filename (first->data, YX_HALL_BOOK_STORES, yx_reception_get_hall (first->reception)->id, NULL);
  g_assert_true (g_file_test (stores, G_FILE_TEST_IS_DIR));
  yx_seat_close (yx_window_get_seat (first->window));
  yx_window_set_seat (first->window, NULL);
  yx_start_remove_sample (first->start);
  g_assert_true (has_come (is_gone, first));
  g_assert_true (has_come (may_choose, first));
  g_assert_false (g_file_test (stores, G_FILE_TEST_EXISTS));
  g_assert_null (yx_hall_book_find_kind (book, YX_HALL_SAMPLE, NULL));
}

int
main (int argc, char **argv)
{
  g_autoptr (YxTestFolder) secrets = yx_test_folder_new ();

  yx_test_use_key_ring (secrets);
  story_find_programs ();
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_resources_register (yx_desk_resources_get_resource ());
  g_assert_true (yx_crypto_init ());
  g_test_add ("/desk/sample/cancel", First, NULL, set_up, test_cancel, tear_down);
  g_test_add ("/desk/sample/whole", First, NULL, set_up, test_whole, tear_down);
  return g_test_run ();
}
