/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/common/yx-dialog.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#define NO "no"
#define YES "yes"

/* A question that is being asked. */
typedef struct
{
  GtkWindow *dialog; /* (unowned) (nullable): %NULL once it is gone */
  gulong cancelled;
} Asking;

static void
free_asking (gpointer data)
{
  Asking *asking = data;

  if (asking->dialog != NULL)
    g_object_remove_weak_pointer (G_OBJECT (asking->dialog), (gpointer *) &asking->dialog);
  g_free (asking);
}

static void
answered (GObject *dialog, const char *answer, gpointer data)
{
  GTask *task = data;
  Asking *asking = g_task_get_task_data (task);

  g_cancellable_disconnect (g_task_get_cancellable (task), asking->cancelled);
  if (!g_task_return_error_if_cancelled (task))
    g_task_return_boolean (task, g_strcmp0 (answer, YES) == 0);
  g_object_unref (task);
}

static gboolean
close_dialog (gpointer data)
{
  Asking *asking = g_task_get_task_data (data);

  if (asking->dialog != NULL)
    gtk_window_close (asking->dialog);
  return G_SOURCE_REMOVE;
}

/* Not at once: whoever cancels may be about to go. */
static void
cancelled (GCancellable *cancellable, gpointer data)
{
  g_idle_add_full (G_PRIORITY_DEFAULT, close_dialog, g_object_ref (data), g_object_unref);
}

/**
 * yx_dialog_ask:
 * @parent: any widget of a window
 * @question: what to ask
 * @cancellable: (nullable): takes the question away
 * @callback: called once, when it is answered
 *
 * Asks in a dialog before the window, with *Cancel* beside the answer that does it. Escape is *Cancel*.
 */
void
yx_dialog_ask (GtkWidget *parent, const YxQuestion *question, GCancellable *cancellable, GAsyncReadyCallback callback,
               gpointer user_data)
{
  GtkRoot *root = gtk_widget_get_root (parent);
  GtkWidget *made = adw_message_dialog_new (GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, question->heading, question->body);
  AdwMessageDialog *dialog = ADW_MESSAGE_DIALOG (made);
  GTask *task = g_task_new (parent, cancellable, callback, user_data);
  Asking *asking = g_new0 (Asking, 1);

  adw_message_dialog_add_responses (dialog, NO, _("_Cancel"), YES, question->yes, NULL);
  adw_message_dialog_set_response_appearance (dialog, YES,
                                              question->destructive ? ADW_RESPONSE_DESTRUCTIVE : ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (dialog, question->destructive ? NO : YES);
  adw_message_dialog_set_close_response (dialog, NO);
  asking->dialog = GTK_WINDOW (made);
  g_object_add_weak_pointer (G_OBJECT (made), (gpointer *) &asking->dialog);
  g_task_set_source_tag (task, yx_dialog_ask);
  g_task_set_task_data (task, asking, free_asking);
  g_signal_connect (dialog, "response", G_CALLBACK (answered), task);
  gtk_window_present (GTK_WINDOW (dialog));
  if (cancellable != NULL)
    asking->cancelled = g_cancellable_connect (cancellable, G_CALLBACK (cancelled), task, NULL);
}

/**
 * yx_dialog_ask_finish:
 * @parent: as asked
 * @result: what the callback was given
 *
 * Returns: whether the answer was yes; an answer that was cancelled is no
 */
gboolean
yx_dialog_ask_finish (GtkWidget *parent, GAsyncResult *result)
{
  g_return_val_if_fail (g_task_is_valid (result, parent), FALSE);
  return g_task_propagate_boolean (G_TASK (result), NULL);
}
