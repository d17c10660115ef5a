/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <adwaita.h>
#include <string.h>

#include "crypto/yx-crypto.h"
#include "desk/accounts/yx-accounts-pane.h"
#include "desk/accounts/yx-password-dialog.h"
#include "desk/common/yx-code-row.h"
#include "desk/common/yx-password-row.h"
#include "desk/desk-seat.h"
#include "flow/yx-flow-account.h"
#include "yinxin-desk-resources.h"

static void
set_up (DeskScene *scene, gconstpointer worker)
{
  story_set_up (&scene->story, NULL);
  story_register (&scene->story);
  scene->seat = worker != NULL ? desk_seat_new_worker (&scene->story) : desk_seat_new_signed_in (&scene->story);
  desk_scene_show (scene, YX_TYPE_ACCOUNTS_PANE);
}

static gboolean
is_filled (gpointer pane)
{
  return desk_find (pane, GTK_TYPE_BUTTON, "Change…") != NULL;
}

static gpointer
find_toplevel (GType type)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GObject) window = g_list_model_get_item (windows, i);

      if (G_TYPE_CHECK_INSTANCE_TYPE (window, type))
        return window;
    }
  return NULL;
}

static gboolean
is_shown (gpointer type)
{
  return find_toplevel (GPOINTER_TO_SIZE (type)) != NULL;
}

static gboolean
is_closed (gpointer type)
{
  return !is_shown (type);
}

static gpointer
await_toplevel (GType type)
{
  g_assert_true (desk_wait (is_shown, GSIZE_TO_POINTER (type)));
  return find_toplevel (type);
}

static void
choose_password (gpointer dialog, const char *text, const char *repeat)
{
  GtkWidget *first = desk_find (dialog, YX_TYPE_PASSWORD_ROW, NULL);
  gpointer second = gtk_widget_get_next_sibling (first);

  gtk_editable_set_text (desk_entry (first), text);
  gtk_editable_set_text (desk_entry (second), repeat);
}

static YxPasswordDialog *
open_password_dialog (DeskScene *scene)
{
  g_assert_true (desk_wait (is_filled, scene->pane));
  g_signal_emit_by_name (desk_find (scene->pane, GTK_TYPE_BUTTON, "Change…"), "clicked");
  return await_toplevel (YX_TYPE_PASSWORD_DIALOG);
}

static gpointer
is_account_password (YxActor *actor, gpointer data, GCancellable *cancellable, GError **error)
{
  return GINT_TO_POINTER (yx_flow_is_password (actor, data, error));
}

static void
note_result (GObject *seat, GAsyncResult *result, gpointer data)
{
  *(int *) data = yx_seat_run_finish (YX_SEAT (seat), result, NULL) != NULL;
}

static gboolean
is_known (gpointer data)
{
  return *(int *) data >= 0;
}

/* Whether the idle lock would open with it. */
static gboolean
opens_lock (DeskScene *scene, YxSecret *password)
{
  int opens = -1;

  yx_seat_run (scene->seat, YX_LANE_READ, is_account_password, password, NULL, NULL, NULL, note_result, &opens);
  g_assert_true (desk_wait (is_known, &opens));
  return opens > 0;
}

/* A new password by the rules, twice the same, and a code: then it signs in, the old one does not, other devices are
 * out, and the idle lock knows it. */
static void
test_password (DeskScene *scene, gconstpointer data)
{
  g_autoptr (YxSecret) fresh = yx_secret_new_text ("wxyz-9876");
  g_autoptr (GError) error = NULL;
  Desk *desk = &scene->story.enterprise;
  YxPasswordDialog *dialog = open_password_dialog (scene);
  GtkWidget *go = desk_find (dialog, GTK_TYPE_BUTTON, "Change the Password");

  g_assert_false (gtk_widget_get_sensitive (go));
  desk_enter_code (dialog);
  choose_password (dialog, "12345678", "12345678");
  g_assert_false (gtk_widget_get_sensitive (go));
  choose_password (dialog, "wxyz-9876", "wxyz-9877");
  g_assert_false (gtk_widget_get_sensitive (go));
  choose_password (dialog, "wxyz-9876", "wxyz-9876");
  g_assert_true (gtk_widget_get_sensitive (go));
  gtk_test_accessible_assert_role (GTK_ACCESSIBLE (go), GTK_ACCESSIBLE_ROLE_BUTTON);
  g_signal_emit_by_name (go, "clicked");
  g_assert_true (desk_wait (is_closed, GSIZE_TO_POINTER (YX_TYPE_PASSWORD_DIALOG)));
  g_assert_false (yx_flow_sign_in (desk->actor, YX_ACCOUNT_ENTERPRISE, desk->login, desk->password, NULL, &error));
  g_assert_error (error, YX_PROBLEM_ERROR, YX_PROBLEM_WRONG_CREDENTIALS);
  g_clear_error (&error);
  yx_flow_sign_in (desk->actor, YX_ACCOUNT_ENTERPRISE, desk->login, fresh, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (opens_lock (scene, fresh));
  g_assert_false (opens_lock (scene, desk->password));
}

static gboolean
says_problem (gpointer dialog)
{
  GtkWidget *go = desk_find (dialog, GTK_TYPE_BUTTON, "Change the Password");
  GtkWidget *problem = gtk_widget_get_prev_sibling (go);

  return GTK_IS_LABEL (problem) && gtk_widget_get_visible (problem);
}

/* A wrong code, and a hall that is gone: both are said in the dialog, which stays, and nothing is changed. */
static void
test_password_refused (DeskScene *scene, gconstpointer data)
{
  YxPasswordDialog *dialog = open_password_dialog (scene);
  GtkWidget *go = desk_find (dialog, GTK_TYPE_BUTTON, "Change the Password");
  YxCodeRow *code = desk_find (dialog, YX_TYPE_CODE_ROW, NULL);
  g_autofree char *wrong = NULL;
  GtkEditable *entry = desk_entry (code);

  desk_enter_code (dialog);
  wrong = g_strdup (gtk_editable_get_text (entry));
  wrong[0] = wrong[0] == '0' ? '1' : '0';
  gtk_editable_set_text (entry, wrong);
  choose_password (dialog, "wxyz-9876", "wxyz-9876");
  g_signal_emit_by_name (go, "clicked");
  g_assert_true (desk_wait (says_problem, dialog));
  story_stop_hall (&scene->story);
  gtk_editable_set_text (entry, "123456");
  choose_password (dialog, "wxyz-9876", "wxyz-9876");
  g_signal_emit_by_name (go, "clicked");
  g_assert_false (says_problem (dialog));
  g_assert_true (desk_wait (says_problem, dialog));
  g_assert_false (yx_seat_get_online (scene->seat));
  gtk_window_destroy (GTK_WINDOW (dialog));
}

static gboolean
is_written (gpointer path)
{
  return g_file_test (path, G_FILE_TEST_EXISTS);
}

/* The place is chosen, the name is there already; a code is entered, and the file has what the hall knows of the person: nobody else's either. */
static void
test_export (DeskScene *scene, gconstpointer data)
{
  g_autofree char *path = yx_test_folder_path (scene->story.folder, "my-data.json");
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autofree char *text = NULL;
  gpointer chooser;
  gpointer dialog;

  g_assert_true (desk_wait (is_filled, scene->pane));
  g_signal_emit_by_name (desk_find (scene->pane, GTK_TYPE_BUTTON, "Export…"), "clicked");
  chooser = await_toplevel (GTK_TYPE_FILE_CHOOSER_DIALOG);
  g_assert_true (gtk_file_chooser_set_file (GTK_FILE_CHOOSER (chooser), file, NULL));
  while (g_main_context_iteration (NULL, FALSE))
    continue;
  gtk_dialog_response (GTK_DIALOG (chooser), GTK_RESPONSE_ACCEPT);
  dialog = await_toplevel (ADW_TYPE_WINDOW);
  desk_enter_code (dialog);
  g_assert_false (is_written (path));
  g_signal_emit_by_name (desk_find (dialog, GTK_TYPE_BUTTON, "_Export"), "clicked");
  g_assert_true (desk_wait (is_written, path));
  g_assert_true (desk_wait (is_closed, GSIZE_TO_POINTER (ADW_TYPE_WINDOW)));
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_nonnull (strstr (text, "11010519491231002X"));
  g_assert_null (strstr (text, "220102198001010012"));
}

/* An enterprise's account has no person's data to export, so nothing offers it. */
static void
test_export_for_persons (DeskScene *scene, gconstpointer data)
{
  g_assert_true (desk_wait (is_filled, scene->pane));
  g_assert_null (desk_find (scene->pane, GTK_TYPE_BUTTON, "Export…"));
}

#define CASE(name, worker, test) g_test_add ("/desk/own-account/" name, DeskScene, worker, set_up, test, desk_scene_tear_down)

int
main (int argc, char **argv)
{
  story_find_programs ();
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  yx_crypto_init ();
  g_resources_register (yx_desk_resources_get_resource ());
  CASE ("password", NULL, test_password);
  CASE ("password-refused", NULL, test_password_refused);
  CASE ("export", "worker", test_export);
  CASE ("export-for-persons", NULL, test_export_for_persons);
  return g_test_run ();
}
