/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <adwaita.h>
#include <string.h>

#include "desk/contracts-scene.h"
#include "desk/contracts/yx-contract-saver.h"
#include "desk/contracts/yx-contract-subject.h"
#include "desk/contracts/yx-contracts-pane.h"
#include "desk/contracts/yx-reason-dialog.h"
#include "desk/desk-seat.h"
#include "desk/document/yx-document-view.h"
#include "desk/window/yx-application.h"
#include "flow/relay.h"

/* An enterprise at a real hall, looking at its contracts. */
typedef struct
{
  Story story;
  YxSeat *seat;
  GtkWidget *window;
  GtkWidget *pane;
} Scene;

static void
set_up (Scene *scene, gconstpointer data)
{
  story_set_up (&scene->story, NULL);
  story_register (&scene->story);
  story_certify (&scene->story);
  scene->seat = desk_seat_new_signed_in (&scene->story);
  scene->window = gtk_window_new ();
  scene->pane = g_object_new (YX_TYPE_CONTRACTS_PANE, "seat", scene->seat, NULL);
  gtk_window_set_child (GTK_WINDOW (scene->window), scene->pane);
  gtk_window_set_default_size (GTK_WINDOW (scene->window), 1000, 700);
  gtk_window_present (GTK_WINDOW (scene->window));
}

static void
tear_down (Scene *scene, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (scene->window));
  yx_seat_close (scene->seat);
  g_object_unref (scene->seat);
  story_tear_down (&scene->story, NULL);
}

static gpointer
child (Scene *scene, GType type, const char *name)
{
  GtkWidget *found = contracts_scene_child (scene->pane, type, name);

  if (found == NULL)
    g_error ("The pane has no %s", name);
  return found;
}

/* Something that a part of the pane comes to. */
typedef struct
{
  Scene *scene;
  const char *stack;
  const char *page;
} Awaited;

static gboolean
shows_page (gpointer data)
{
  Awaited *awaited = data;

  return g_strcmp0 (gtk_stack_get_visible_child_name (child (awaited->scene, GTK_TYPE_STACK, awaited->stack)), awaited->page) == 0;
}

static void
await_page (Scene *scene, const char *stack, const char *page)
{
  Awaited awaited = { scene, stack, page };

  if (!desk_wait (shows_page, &awaited))
    g_error ("%s shows %s, not %s", stack, gtk_stack_get_visible_child_name (child (scene, GTK_TYPE_STACK, stack)), page);
}

static gboolean
is_ready (gpointer view)
{
  return yx_document_view_get_ready (view);
}

static gboolean
has_state (gpointer data)
{
  Awaited *awaited = data;
  g_autoptr (YxLine) line
    = yx_index_get (yx_mirror_index (yx_seat_get_mirror (awaited->scene->seat)), awaited->scene->story.document);

  return line != NULL && g_str_equal (line->state, awaited->page);
}

static void
await_state (Scene *scene, const char *state)
{
  Awaited awaited = { scene, NULL, state };

  g_assert_true (desk_wait (has_state, &awaited));
}

static gboolean
waits_for_one (gpointer pane)
{
  return yx_pane_get_waiting (pane) == 1;
}

static void
open_contract (Scene *scene)
{
  story_file (&scene->story);
  yx_pane_open (YX_PANE (scene->pane), scene->story.filing);
  await_page (scene, "paper", "document");
}

/* Before the first contract: what leads to it, with what is there already marked. */
static void
test_first (Scene *scene, gconstpointer data)
{
  await_page (scene, "states", "first");
  story_file (&scene->story);
  await_page (scene, "states", "list");
  g_assert_true (desk_wait (waits_for_one, scene->pane));
}

/* What was filed is opened as soon as it is here: its pages, its way, its history, and one suggestion. */
static void
test_subject (Scene *scene, gconstpointer data)
{
  YxContractSubject *subject = child (scene, YX_TYPE_CONTRACT_SUBJECT, "subject");
  GtkWidget *suggested = child (scene, GTK_TYPE_BUTTON, "suggested");

  open_contract (scene);
  g_assert_cmpstr (yx_contract_subject_get_id (subject), ==, scene->story.filing);
  g_assert_true (desk_wait (is_ready, child (scene, YX_TYPE_DOCUMENT_VIEW, "view")));
  g_assert_cmpuint (yx_document_view_get_n_pages (child (scene, YX_TYPE_DOCUMENT_VIEW, "view")), >, 1);
  g_assert_true (gtk_widget_get_visible (suggested));
  gtk_expander_set_expanded (child (scene, GTK_TYPE_EXPANDER, "history"), TRUE);
  g_assert_nonnull (gtk_widget_get_first_child (child (scene, GTK_TYPE_LIST_BOX, "events")));
  gtk_test_accessible_assert_role (child (scene, g_type_from_name ("YxStepsBar"), "steps"), GTK_ACCESSIBLE_ROLE_LIST);
}

static gboolean
has_dialog (gpointer found)
{
  g_autoptr (GListModel) windows = G_LIST_MODEL (g_object_ref (gtk_window_get_toplevels ()));

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      if (YX_IS_REASON_DIALOG (window))
        *(gpointer *) found = window;
    }
  return *(gpointer *) found != NULL;
}

/* Withdrawing asks for a reason, and does nothing without one. */
static void
test_withdraw (Scene *scene, gconstpointer data)
{
  GtkWidget *dialog = NULL;
  GtkWidget *yes;

  open_contract (scene);
  gtk_widget_activate_action (child (scene, GTK_TYPE_BUTTON, "suggested"), "subject.withdraw", NULL);
  g_assert_true (desk_wait (has_dialog, &dialog));
  yes = contracts_scene_child (dialog, GTK_TYPE_BUTTON, "yes");
  g_assert_false (gtk_widget_get_sensitive (yes));
  gtk_editable_set_text (GTK_EDITABLE (contracts_scene_child (dialog, ADW_TYPE_ENTRY_ROW, "reason")), "   ");
  g_assert_false (gtk_widget_get_sensitive (yes));
  gtk_editable_set_text (GTK_EDITABLE (contracts_scene_child (dialog, ADW_TYPE_ENTRY_ROW, "reason")), "岗位取消");
  g_assert_true (gtk_widget_get_sensitive (yes));
  g_signal_emit_by_name (yes, "clicked");
  await_state (scene, "withdrawn");
  g_assert_cmpuint (yx_pane_get_waiting (YX_PANE (scene->pane)), <=, 1);
}

/* Who goes first can be chosen until somebody has signed. */
static void
test_order (Scene *scene, gconstpointer data)
{
  open_contract (scene);
  gtk_widget_activate_action (child (scene, GTK_TYPE_BUTTON, "suggested"), "subject.worker-first", NULL);
  await_state (scene, "to_sign");
}

static gboolean
is_done (gpointer done)
{
  return *(gboolean *) done;
}

static void
note_done (YxContractSaver *saver, gboolean *done)
{
  *done = TRUE;
}

static gboolean
save (Scene *scene, const char *path)
{
  g_autoptr (YxContractSaver) saver = yx_contract_saver_new (scene->seat);
  gboolean done = FALSE;

  yx_contract_saver_add (saver, scene->story.document, path);
  g_signal_connect (saver, "done", G_CALLBACK (note_done), &done);
  yx_contract_saver_start (saver);
  g_assert_true (desk_wait (is_done, &done));
  g_assert_cmpuint (yx_contract_saver_get_done (saver), ==, 1);
  return yx_contract_saver_get_failed (saver) == 0;
}

/* Only what is complete can be kept as a file; then it is the whole document. */
static void
test_download (Scene *scene, gconstpointer data)
{
  g_autofree char *path = yx_test_folder_path (scene->story.folder, "copy.pdf");
  g_autofree char *bytes = NULL;
  g_autoptr (YxRevision) sealed = NULL;
  g_autoptr (YxRevision) signed_here = NULL;
  gsize size;

  story_file (&scene->story);
  g_assert_false (save (scene, path));
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  story_unlock (&scene->story, &scene->story.enterprise, YX_CODE_SEAL_VISIT);
  sealed = story_seal (&scene->story, NULL, NULL);
  story_unlock (&scene->story, &scene->story.worker, YX_CODE_SIGNING);
  signed_here = story_sign (&scene->story, NULL, NULL);
  story_await (&scene->story, YX_DOCUMENT_COMPLETE);
  await_state (scene, "pending");
  g_assert_true (save (scene, path));
  g_assert_true (g_file_get_contents (path, &bytes, &size, NULL));
  g_assert_true (g_str_has_prefix (bytes, "%PDF-"));
}

static gboolean
is_gone (gpointer seat)
{
  return !yx_seat_get_online (seat);
}

/* The hall goes in the midst of it: said so, and what was read stays. */
static void
test_hall_gone (Scene *scene, gconstpointer data)
{
  open_contract (scene);
  story_stop_hall (&scene->story);
  g_assert_true (desk_wait (is_gone, scene->seat));
  g_assert_cmpstr (gtk_stack_get_visible_child_name (child (scene, GTK_TYPE_STACK, "paper")), ==, "document");
  g_assert_cmpstr (gtk_stack_get_visible_child_name (child (scene, GTK_TYPE_STACK, "states")), ==, "list");
  /* What was read once can be opened again. */
  yx_contract_subject_clear (child (scene, YX_TYPE_CONTRACT_SUBJECT, "subject"));
  yx_pane_open (YX_PANE (scene->pane), scene->story.filing);
  g_assert_cmpstr (gtk_stack_get_visible_child_name (child (scene, GTK_TYPE_STACK, "paper")), ==, "loading");
  await_page (scene, "paper", "document");
}

/* A saver whose hall can be cut off, and what it told. */
typedef struct
{
  Relay *relay;
  YxSeat *seat;
  YxContractSaver *saver;
  char *path;
  gboolean waits;
  gboolean done;
} Saving;

static void
note_waiting (YxContractSaver *saver, gboolean *waits)
{
  *waits = TRUE;
}

/* It has begun and waits for the hall. */
static void
start_without_hall (Scene *scene, Saving *saving)
{
  g_autofree char *socket = yx_test_folder_path (scene->story.folder, "relay");
  g_autofree char *url = g_strconcat ("unix:", socket, NULL);

  story_file (&scene->story);
  story_unlock (&scene->story, &scene->story.enterprise, YX_CODE_SEAL_VISIT);
  yx_revision_unref (story_seal (&scene->story, NULL, NULL));
  story_unlock (&scene->story, &scene->story.worker, YX_CODE_SIGNING);
  yx_revision_unref (story_sign (&scene->story, NULL, NULL));
  story_await (&scene->story, YX_DOCUMENT_COMPLETE);
  saving->path = yx_test_folder_path (scene->story.folder, "kept.pdf");
  saving->relay = relay_new (socket, yx_local_hall_url (scene->story.hall) + strlen ("unix:"));
  saving->seat = desk_seat_new_worker_at (&scene->story, url);
  g_assert_nonnull (yx_seat_get_mirror (saving->seat));
  saving->saver = yx_contract_saver_new (saving->seat);
  yx_contract_saver_add (saving->saver, scene->story.document, saving->path);
  g_signal_connect (saving->saver, "waiting", G_CALLBACK (note_waiting), &saving->waits);
  g_signal_connect (saving->saver, "done", G_CALLBACK (note_done), &saving->done);
  relay_cut (saving->relay, "GET");
  yx_contract_saver_start (saving->saver);
  g_assert_true (desk_wait (is_done, &saving->waits));
  g_assert_false (saving->done);
  g_assert_false (yx_seat_get_online (saving->seat));
  g_assert_false (g_file_test (saving->path, G_FILE_TEST_EXISTS));
}

static void
clear_saving (Saving *saving)
{
  g_object_add_weak_pointer (G_OBJECT (saving->saver), (gpointer *) &saving->saver);
  g_object_unref (saving->saver);
  g_assert_null (saving->saver);
  yx_seat_close (saving->seat);
  while (g_main_context_iteration (NULL, FALSE))
    continue;
  g_object_unref (saving->seat);
  relay_free (saving->relay);
  g_free (saving->path);
}

/* The hall gone while a copy is saved: no part of one is left, and it is saved when the hall is back. */
static void
test_save_gone (Scene *scene, gconstpointer data)
{
  Saving saving = { 0 };

  start_without_hall (scene, &saving);
  relay_cut (saving.relay, NULL);
  g_assert_true (desk_wait (is_done, &saving.done));
  g_assert_cmpuint (yx_contract_saver_get_failed (saving.saver), ==, 0);
  g_assert_cmpuint (yx_contract_saver_get_done (saving.saver), ==, 1);
  g_assert_null (yx_contract_saver_get_error (saving.saver));
  g_assert_true (g_file_test (saving.path, G_FILE_TEST_EXISTS));
  clear_saving (&saving);
}

/* Nobody has to wait with it: cancelled, it is done at once, and the hall's return begins nothing. */
static void
test_save_cancelled (Scene *scene, gconstpointer data)
{
  Saving saving = { 0 };

  start_without_hall (scene, &saving);
  yx_contract_saver_cancel (saving.saver);
  g_assert_true (saving.done);
  g_assert_cmpuint (yx_contract_saver_get_done (saving.saver), ==, 0);
  relay_cut (saving.relay, NULL);
  saving.done = FALSE;
  yx_seat_set_online (saving.seat, TRUE);
  g_assert_false (saving.done);
  g_assert_false (g_file_test (saving.path, G_FILE_TEST_EXISTS));
  clear_saving (&saving);
}

#define ADD(name, test) g_test_add ("/desk/contract-subject/" name, Scene, NULL, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  g_autoptr (YxApplication) application = NULL;

  story_find_programs ();
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  application = yx_application_new ();
  ADD ("first", test_first);
  ADD ("subject", test_subject);
  ADD ("withdraw", test_withdraw);
  ADD ("order", test_order);
  ADD ("download", test_download);
  ADD ("download/hall-gone", test_save_gone);
  ADD ("download/cancelled", test_save_cancelled);
  ADD ("hall-gone", test_hall_gone);
  return g_test_run ();
}
