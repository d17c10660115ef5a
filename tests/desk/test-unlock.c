/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <adwaita.h>
#include <string.h>

#include "desk/common/yx-code-row.h"
#include "desk/common/yx-password-row.h"
#include "desk/common/yx-unlock-dialog.h"
#include "desk/desk-seat.h"
#include "flow/yx-flow-certificate.h"
#include "yinxin-desk-resources.h"

/* An enterprise with a certificate, and the rows in a window. */
typedef struct
{
  Story story;
  YxSeat *seat;
  GtkWidget *window;
  YxUnlock *unlock;
  gboolean answered;
  gboolean unlocked;
  GError *error;
} Scene;

static void
set_up (Scene *scene, gconstpointer data)
{
  story_set_up (&scene->story, NULL);
  story_register (&scene->story);
  story_certify (&scene->story);
  scene->seat = desk_seat_new_signed_in (&scene->story);
  scene->window = gtk_window_new ();
  scene->unlock = yx_unlock_new (scene->seat, YX_CODE_SEAL_VISIT, YX_UNLOCK_PASSWORD);
  gtk_window_set_child (GTK_WINDOW (scene->window), GTK_WIDGET (scene->unlock));
  gtk_window_present (GTK_WINDOW (scene->window));
}

static void
tear_down (Scene *scene, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (scene->window));
  yx_seat_close (scene->seat);
  g_object_unref (scene->seat);
  g_clear_error (&scene->error);
  story_tear_down (&scene->story, NULL);
}

static gboolean
is_answered (gpointer data)
{
  return ((Scene *) data)->answered;
}

static void
note (GObject *unlock, GAsyncResult *result, gpointer data)
{
  Scene *scene = data;

  g_clear_error (&scene->error);
  scene->unlocked = yx_unlock_keys_finish (YX_UNLOCK (unlock), result, &scene->error);
  scene->answered = TRUE;
}

static GtkEditable *
entry_in (gpointer above, GType type)
{
  return GTK_EDITABLE (yx_reason_row_get_entry (desk_find (above, type, NULL)));
}

static const char *
reason_of (Scene *scene, GType type)
{
  return yx_reason_row_get_reason (desk_find (scene->unlock, type, NULL));
}

static void
enter (Scene *scene, const char *code, const char *password)
{
  if (code != NULL)
    gtk_editable_set_text (entry_in (scene->unlock, YX_TYPE_CODE_ROW), code);
  if (password != NULL)
    gtk_editable_set_text (entry_in (scene->unlock, YX_TYPE_PASSWORD_ROW), password);
  g_assert_true (yx_unlock_get_complete (scene->unlock));
  scene->answered = FALSE;
  yx_unlock_keys (scene->unlock, NULL, note, scene);
  g_assert_false (yx_unlock_get_complete (scene->unlock));
  g_assert_true (desk_wait (is_answered, scene));
}

/* Whether there are unlocked keys on the acting lane. */
static gpointer
look_at_keys (YxActor *actor, gpointer data, GCancellable *cancellable, GError **error)
{
  *(gboolean *) data = actor->bundle != NULL;
  return actor;
}

static void
looked (GObject *seat, GAsyncResult *result, gpointer data)
{
  yx_seat_run_finish (YX_SEAT (seat), result, NULL);
  *(gboolean *) data = TRUE;
}

static gboolean
is_true (gpointer data)
{
  return *(gboolean *) data;
}

static gboolean
keys_are_unlocked (Scene *scene)
{
  gboolean unlocked = FALSE;
  gboolean done = FALSE;

  yx_seat_run (scene->seat, YX_LANE_ACT, look_at_keys, &unlocked, NULL, NULL, NULL, looked, &done);
  g_assert_true (desk_wait (is_true, &done));
  return unlocked;
}

static char *
get_code (Scene *scene)
{
  g_autoptr (YxSecret) code = story_code (&scene->story, &scene->story.enterprise, YX_CODE_SEAL_VISIT);

  return g_strdup (yx_secret_text (code));
}

static void
test_unlocks (Scene *scene, gconstpointer data)
{
  g_autofree char *code = get_code (scene);

  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (desk_find (scene->unlock, YX_TYPE_CODE_ROW, NULL)),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL, "SMS code");
  g_assert_false (yx_unlock_get_complete (scene->unlock));
  enter (scene, code, yx_secret_text (scene->story.enterprise.certificate_password));
  g_assert_no_error (scene->error);
  g_assert_true (scene->unlocked);
  g_assert_cmpstr (gtk_editable_get_text (entry_in (scene->unlock, YX_TYPE_CODE_ROW)), ==, "");
  g_assert_cmpstr (gtk_editable_get_text (entry_in (scene->unlock, YX_TYPE_PASSWORD_ROW)), ==, "");
  g_assert_true (keys_are_unlocked (scene));
  yx_unlock_lock_keys (scene->seat);
  g_assert_false (keys_are_unlocked (scene));
}

/* The reason stands under the password; the code is still there, and still good. */
static void
test_wrong_password (Scene *scene, gconstpointer data)
{
  g_autofree char *code = get_code (scene);

  enter (scene, code, "not-the-password-1");
  g_assert_error (scene->error, YX_FLOW_ERROR, YX_FLOW_ERROR_PASSWORD);
  g_assert_cmpstr (reason_of (scene, YX_TYPE_PASSWORD_ROW), ==, "The certificate password is not right.");
  g_assert_cmpstr (gtk_editable_get_text (entry_in (scene->unlock, YX_TYPE_PASSWORD_ROW)), ==, "");
  g_assert_cmpstr (gtk_editable_get_text (entry_in (scene->unlock, YX_TYPE_CODE_ROW)), ==, code);
  g_assert_false (keys_are_unlocked (scene));
  enter (scene, NULL, yx_secret_text (scene->story.enterprise.certificate_password));
  g_assert_no_error (scene->error);
  g_assert_true (keys_are_unlocked (scene));
}

/* The reason stands under the code; the password need not be typed again. */
static void
test_wrong_code (Scene *scene, gconstpointer data)
{
  g_autofree char *code = get_code (scene);
  const char *wrong = strcmp (code, "123456") == 0 ? "654321" : "123456";
  const char *password = yx_secret_text (scene->story.enterprise.certificate_password);

  enter (scene, wrong, password);
  g_assert_error (scene->error, YX_PROBLEM_ERROR, YX_PROBLEM_WRONG_CODE);
  g_assert_cmpstr (reason_of (scene, YX_TYPE_CODE_ROW), !=, "");
  g_assert_cmpstr (reason_of (scene, YX_TYPE_PASSWORD_ROW), ==, "");
  g_assert_cmpstr (gtk_editable_get_text (entry_in (scene->unlock, YX_TYPE_PASSWORD_ROW)), ==, password);
  enter (scene, code, NULL);
  g_assert_no_error (scene->error);
  g_assert_true (keys_are_unlocked (scene));
}

static GtkLabel *
find_words (gpointer above, const char *part)
{
  for (GtkWidget *child = gtk_widget_get_first_child (above); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkLabel *found = NULL;

      if (GTK_IS_LABEL (child) && gtk_widget_get_visible (child) && strstr (gtk_label_get_label (GTK_LABEL (child)), part) != NULL)
        return GTK_LABEL (child);
      found = find_words (child, part);
      if (found != NULL)
        return found;
    }
  return NULL;
}

/* Five wrong passwords: it says until when nothing goes. */
static void
test_locked (Scene *scene, gconstpointer data)
{
  g_autofree char *code = get_code (scene);

  for (guint i = 0; i < 5; i++)
    enter (scene, i == 0 ? code : NULL, "not-the-password-1");
  g_assert_error (scene->error, YX_PROBLEM_ERROR, YX_PROBLEM_LOCKED);
  g_assert_cmpint (yx_problem_until (scene->error), >, 0);
  g_assert_nonnull (find_words (scene->unlock, "until"));
}

/* What was typed stays when the hall is gone. */
static void
test_hall_gone (Scene *scene, gconstpointer data)
{
  g_autofree char *code = get_code (scene);
  const char *password = yx_secret_text (scene->story.enterprise.certificate_password);

  story_stop_hall (&scene->story);
  enter (scene, code, password);
  g_assert_error (scene->error, YX_CLIENT_ERROR, YX_CLIENT_ERROR_UNREACHABLE);
  g_assert_cmpstr (gtk_editable_get_text (entry_in (scene->unlock, YX_TYPE_CODE_ROW)), ==, code);
  g_assert_cmpstr (gtk_editable_get_text (entry_in (scene->unlock, YX_TYPE_PASSWORD_ROW)), ==, password);
  g_assert_nonnull (find_words (scene->unlock, "does not answer"));
  g_assert_false (yx_seat_get_online (scene->seat));
}

static const YxUnlockQuestion question = {
  .title = "Void this seal?",
  .words = "It can't be undone.",
  .yes = "_Void",
  .destructive = TRUE,
  .purpose = YX_CODE_SEAL_VISIT,
  .asks = YX_UNLOCK_PASSWORD,
};

static gpointer
copy_password (YxActor *actor, const YxEntered *entered, gpointer data, GCancellable *cancellable, GError **error)
{
  g_assert_cmpstr (data, ==, "what to do it with");
  return g_strdup (yx_secret_text (entered->password));
}

static void
note_answer (GObject *parent, GAsyncResult *result, gpointer data)
{
  Scene *scene = data;
  g_autofree char *found = yx_unlock_ask_finish (GTK_WIDGET (parent), result, &scene->error);

  scene->unlocked = g_strcmp0 (found, "abc") == 0;
  scene->answered = TRUE;
}

static GtkWindow *
ask (Scene *scene)
{
  const YxUnlockDeed deed = { copy_password, g_strdup ("what to do it with"), g_free, g_free };
  GListModel *windows = gtk_window_get_toplevels ();

  yx_unlock_ask (scene->window, scene->seat, &question, &deed, NULL, note_answer, scene);
  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      if (gtk_window_get_transient_for (window) == GTK_WINDOW (scene->window))
        return window;
    }
  g_assert_not_reached ();
}

static void
test_dialog (Scene *scene, gconstpointer data)
{
  GtkWindow *dialog = ask (scene);
  GtkWidget *yes = desk_find (dialog, GTK_TYPE_BUTTON, "_Void");

  g_assert_true (gtk_window_get_modal (dialog));
  g_assert_false (gtk_widget_get_sensitive (yes));
  gtk_editable_set_text (entry_in (dialog, YX_TYPE_CODE_ROW), "123456");
  gtk_editable_set_text (entry_in (dialog, YX_TYPE_PASSWORD_ROW), "abc");
  g_assert_true (gtk_widget_get_sensitive (yes));
  g_signal_emit_by_name (yes, "clicked");
  g_assert_true (desk_wait (is_answered, scene));
  g_assert_no_error (scene->error);
  g_assert_true (scene->unlocked);
}

static void
test_dialog_closed (Scene *scene, gconstpointer data)
{
  gtk_window_close (ask (scene));
  g_assert_true (desk_wait (is_answered, scene));
  g_assert_error (scene->error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_false (scene->unlocked);
}

#define CASE(name, test) g_test_add ("/desk/unlock/" name, Scene, NULL, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  story_find_programs ();
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_resources_register (yx_desk_resources_get_resource ());
  CASE ("unlocks-and-locks", test_unlocks);
  CASE ("wrong-password", test_wrong_password);
  CASE ("wrong-code", test_wrong_code);
  CASE ("locked-until", test_locked);
  CASE ("hall-gone", test_hall_gone);
  CASE ("dialog", test_dialog);
  CASE ("dialog-closed", test_dialog_closed);
  return g_test_run ();
}
