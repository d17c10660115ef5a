/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <adwaita.h>

#include "desk/common/yx-dialog.h"
#include "lib/yx-test-wait.h"

typedef struct
{
  GtkWidget *window;
  GCancellable *cancellable;
  gboolean answered;
  gboolean yes;
} Scene;

static gboolean
is_answered (gpointer data)
{
  return ((Scene *) data)->answered;
}

static void
note (GObject *parent, GAsyncResult *result, gpointer data)
{
  Scene *scene = data;

  scene->yes = yx_dialog_ask_finish (GTK_WIDGET (parent), result);
  scene->answered = TRUE;
}

static AdwMessageDialog *
ask (Scene *scene, gboolean destructive)
{
  const YxQuestion question = { "Void this seal?", "It can't be undone.", "_Void", destructive };
  g_autoptr (GListModel) windows = g_object_ref (gtk_window_get_toplevels ());

  scene->window = gtk_window_new ();
  scene->cancellable = g_cancellable_new ();
  gtk_window_present (GTK_WINDOW (scene->window));
  yx_dialog_ask (scene->window, &question, scene->cancellable, note, scene);
  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) one = g_list_model_get_item (windows, i);

      if (ADW_IS_MESSAGE_DIALOG (one))
        return ADW_MESSAGE_DIALOG (one);
    }
  g_assert_not_reached ();
}

static void
end (Scene *scene)
{
  g_assert_true (yx_test_wait (is_answered, scene, 10000));
  gtk_window_destroy (GTK_WINDOW (scene->window));
  g_object_unref (scene->cancellable);
}

/* Yes is yes; no, closing and cancelling are no. */
static void
test_answers (void)
{
  static const struct
  {
    const char *response;
    gboolean yes;
  } answers[] = { { "yes", TRUE }, { "no", FALSE }, { NULL, FALSE } };

  for (gsize i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      Scene scene = { NULL };
      AdwMessageDialog *dialog = ask (&scene, FALSE);

      if (answers[i].response != NULL)
        adw_message_dialog_response (dialog, answers[i].response);
      else
        gtk_window_close (GTK_WINDOW (dialog));
      end (&scene);
      g_assert_cmpint (scene.yes, ==, answers[i].yes);
    }
}

static void
test_cancelled (void)
{
  Scene scene = { NULL };

  ask (&scene, FALSE);
  g_cancellable_cancel (scene.cancellable);
  end (&scene);
  g_assert_false (scene.yes);
}

/* What can't be undone is not done by Enter. */
static void
test_enter (void)
{
  for (int destructive = 0; destructive <= 1; destructive++)
    {
      Scene scene = { NULL };
      AdwMessageDialog *dialog = ask (&scene, destructive);

      gtk_test_accessible_assert_role (GTK_ACCESSIBLE (dialog), GTK_ACCESSIBLE_ROLE_DIALOG);
      g_assert_cmpstr (adw_message_dialog_get_default_response (dialog), ==, destructive ? "no" : "yes");
      g_assert_cmpint (adw_message_dialog_get_response_appearance (dialog, "yes"), ==,
                       destructive ? ADW_RESPONSE_DESTRUCTIVE : ADW_RESPONSE_SUGGESTED);
      adw_message_dialog_response (dialog, "no");
      end (&scene);
    }
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add_func ("/desk/question/answers", test_answers);
  g_test_add_func ("/desk/question/cancelled", test_cancelled);
  g_test_add_func ("/desk/question/enter-does-not-destroy", test_enter);
  return g_test_run ();
}
