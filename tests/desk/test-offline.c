/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <adwaita.h>

#include "crypto/yx-crypto.h"
#include "desk/common/yx-pane.h"
#include "desk/contracts/yx-contract-row.h"
#include "desk/contracts/yx-contract-subject.h"
#include "desk/contracts/yx-contracts-pane.h"
#include "desk/desk-seat.h"
#include "desk/start/yx-arrival.h"
#include "desk/window/yx-application.h"
#include "desk/window/yx-window.h"
#include "lib/yx-test-key-ring.h"

/* An enterprise with a contract that signed in at a hall, and comes again. */
typedef struct
{
  Story story;
  YxDoor *door;
  YxKnownAccount *account;
  YxSeat *seat;
  YxWindow *window;
} Fixture;

static YxSeat *
sit_down (YxArrival *arrival)
{
  g_autoptr (YxArrival) come = arrival;

  return yx_arrival_sit_down (come);
}

static gboolean
is_current (gpointer seat)
{
  return yx_seat_get_current (seat);
}

static void
leave (Fixture *fixture)
{
  yx_seat_close (fixture->seat);
  while (g_main_context_iteration (NULL, FALSE))
    continue;
  g_clear_object (&fixture->seat);
}

/* The hall has another address each time it starts; its book knows it by its id. */
static void
find_door (Fixture *fixture)
{
  g_autoptr (YxKeyRing) ring = yx_key_ring_new ();
  g_autoptr (YxKnownHall) hall = yx_known_hall_new ();
  g_autofree char *folder = yx_test_folder_path (fixture->story.folder, "accounts");

  yx_record_set_text (hall, "id", "hal_aaaaaaaaaaaaaaaaaaaaaaaaaa");
  yx_record_set_int (hall, "kind", YX_HALL_FAR);
  g_clear_pointer (&fixture->door, yx_door_unref);
  fixture->door = yx_door_new (hall, yx_local_hall_url (fixture->story.hall), folder, ring, NULL);
}

/* Signs in, and stays until this machine has what the hall has. */
static void
set_up (Fixture *fixture, gconstpointer data)
{
  Desk *desk = &fixture->story.enterprise;
  g_autoptr (GError) error = NULL;
  YxArrival *arrival;

  story_set_up (&fixture->story, NULL);
  story_up_to_contract (&fixture->story);
  find_door (fixture);
  arrival = yx_arrival_sign_in (fixture->door, YX_ACCOUNT_ENTERPRISE, desk->login, desk->password, NULL, &error);
  g_assert_no_error (error);
  fixture->account = yx_known_account_ref (arrival->account);
  fixture->seat = sit_down (arrival);
  g_assert_nonnull (yx_seat_get_mirror (fixture->seat));
  g_assert_true (desk_wait (is_current, fixture->seat));
  leave (fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  if (fixture->window != NULL)
    gtk_window_destroy (GTK_WINDOW (fixture->window));
  leave (fixture);
  yx_known_account_unref (fixture->account);
  yx_door_unref (fixture->door);
  story_tear_down (&fixture->story, NULL);
}

static YxContractsPane *
show (Fixture *fixture, YxArrival *arrival)
{
  fixture->seat = sit_down (arrival);
  fixture->window = yx_window_new (NULL);
  yx_window_set_seat (fixture->window, fixture->seat);
  gtk_window_present (GTK_WINDOW (fixture->window));
  return desk_find (fixture->window, YX_TYPE_CONTRACTS_PANE, NULL);
}

static gboolean
waits_for_one (gpointer pane)
{
  return yx_pane_get_waiting (pane) == 1;
}

static gboolean
says_offline (gpointer window)
{
  GtkWidget *words = desk_find (window, GTK_TYPE_LABEL, "The hall does not answer. You can look at what is here and file; "
                                                        "sealing and signing wait for the hall.");
  GtkWidget *bar = words != NULL ? gtk_widget_get_ancestor (words, GTK_TYPE_REVEALER) : NULL;

  return bar != NULL && gtk_revealer_get_reveal_child (GTK_REVEALER (bar));
}

/* Started without the hall, the window says so and shows what was there: who it is, what waits, the contract itself. */
static void
test_start (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  YxContractsPane *pane;
  YxArrival *arrival;

  story_stop_hall (&fixture->story);
  arrival = yx_arrival_resume (fixture->door, fixture->account, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (arrival->offline);
  pane = show (fixture, arrival);
  g_assert_false (yx_seat_get_online (fixture->seat));
  g_assert_cmpstr (yx_seat_get_name (fixture->seat), ==, "长春市晨曦精密机械制造有限公司");
  g_assert_true (desk_wait (waits_for_one, pane));
  g_assert_true (says_offline (fixture->window));
  yx_pane_open (YX_PANE (pane), fixture->story.filing);
  g_assert_nonnull (desk_find (fixture->window, GTK_TYPE_LABEL, "To seal"));
  gtk_test_accessible_assert_role (GTK_ACCESSIBLE (desk_find (pane, GTK_TYPE_COLUMN_VIEW, NULL)), GTK_ACCESSIBLE_ROLE_TREE_GRID);
}

/* Nobody comes in without the hall who never signed in here, or has no token any more. */
static void
test_stranger (Fixture *fixture, gconstpointer data)
{
  g_autoptr (YxKnownAccount) stranger = yx_known_account_new ();
  g_autoptr (GError) error = NULL;

  fixture->seat = sit_down (yx_arrival_resume (fixture->door, fixture->account, NULL, NULL));
  story_stop_hall (&fixture->story);
  yx_record_set_text (stranger, "id", "acc_ccccccccccccccccccccccccca");
  g_assert_null (yx_arrival_resume (fixture->door, stranger, NULL, &error));
  g_assert_error (error, YX_PROBLEM_ERROR, YX_PROBLEM_UNAUTHENTICATED);
  g_clear_error (&error);
  g_assert_null (yx_arrival_sign_in (fixture->door, YX_ACCOUNT_ENTERPRISE, fixture->story.enterprise.login,
                                     fixture->story.enterprise.password, NULL, &error));
  g_assert_error (error, YX_CLIENT_ERROR, YX_CLIENT_ERROR_UNREACHABLE);
}

static gboolean
has_nothing (gpointer pane)
{
  return yx_pane_get_waiting (pane) == 0;
}

static gboolean
is_closed (gpointer bar)
{
  return !gtk_action_bar_get_revealed (bar);
}

static gboolean
shows_nothing (gpointer subject)
{
  return yx_contract_subject_get_id (subject) == NULL;
}

/* What the account may see no longer is gone from the list, from the page beside it and from what is selected. */
static void
test_purged (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  YxContractsPane *pane = show (fixture, yx_arrival_resume (fixture->door, fixture->account, NULL, &error));
  YxContractSubject *subject = desk_find (pane, YX_TYPE_CONTRACT_SUBJECT, NULL);
  g_autoptr (YxContractRow) row = NULL;
  GtkActionBar *bar;

  g_assert_true (desk_wait (waits_for_one, pane));
  yx_pane_open (YX_PANE (pane), fixture->story.filing);
  g_assert_cmpstr (yx_contract_subject_get_id (subject), ==, fixture->story.filing);
  bar = desk_find (pane, GTK_TYPE_ACTION_BAR, NULL);
  row = g_list_model_get_item (G_LIST_MODEL (gtk_column_view_get_model (desk_find (pane, GTK_TYPE_COLUMN_VIEW, NULL))), 0);
  yx_contract_row_set_checked (row, TRUE);
  g_assert_true (gtk_action_bar_get_revealed (bar));
  g_assert_true (yx_mirror_wipe (yx_seat_get_mirror (fixture->seat), NULL));
  yx_seat_changed (fixture->seat);
  g_assert_true (desk_wait (has_nothing, pane));
  g_assert_true (desk_wait (shows_nothing, subject));
  g_assert_true (desk_wait (is_closed, bar));
}

#define CASE(name, test) g_test_add ("/desk/offline/" name, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  g_autoptr (YxTestFolder) secrets = yx_test_folder_new ();

  yx_test_use_key_ring (secrets);
  story_find_programs ();
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  yx_crypto_init ();
  g_application_register (G_APPLICATION (yx_application_new ()), NULL, NULL);
  CASE ("start", test_start);
  CASE ("stranger", test_stranger);
  CASE ("purged", test_purged);
  return g_test_run ();
}
