/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/common/yx-unlock-dialog.h"

#include <glib/gi18n-lib.h>

#define WIDTH 440
#define LEAST_HEIGHT 44

/* A question that is being asked. */
typedef struct
{
  YxUnlockDeed deed;
  GtkWindow *window; /* (unowned): lives as long as the question */
  YxUnlock *unlock;  /* (unowned) */
  GtkWidget *yes;    /* (unowned) */
  GCancellable *cancellable; /* (owned): of what is under way */
  gboolean acting;
  gboolean closing;
} Asking;

static void
free_asking (gpointer data)
{
  Asking *asking = data;

  if (asking->deed.data_destroy != NULL)
    asking->deed.data_destroy (asking->deed.data);
  g_object_unref (asking->cancellable);
  g_free (asking);
}

static void
end (GTask *task)
{
  Asking *asking = g_task_get_task_data (task);

  gtk_window_destroy (asking->window);
  g_object_unref (task);
}

static void
give_up (GTask *task)
{
  g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "Closed without an answer");
  end (task);
}

static void
acted (GObject *unlock, GAsyncResult *result, gpointer data)
{
  GTask *task = data;
  Asking *asking = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  gpointer found = yx_unlock_act_finish (YX_UNLOCK (unlock), result, &error);

  asking->acting = FALSE;
  if (error == NULL)
    {
      g_task_return_pointer (task, found, asking->deed.result_destroy);
      end (task);
    }
  else if (asking->closing)
    give_up (task);
}

static void
act (GTask *task)
{
  Asking *asking = g_task_get_task_data (task);

  if (asking->acting || !yx_unlock_get_complete (asking->unlock))
    return;
  asking->acting = TRUE;
  yx_unlock_act (asking->unlock, asking->deed.func, asking->deed.data, NULL, asking->deed.result_destroy, asking->cancellable,
                 acted, task);
}

/* What is under way is stopped first; it may be done already, and then that is the answer. */
static gboolean
close_asked (GTask *task)
{
  Asking *asking = g_task_get_task_data (task);

  asking->closing = TRUE;
  if (asking->acting)
    g_cancellable_cancel (asking->cancellable);
  else
    give_up (task);
  return TRUE;
}

static GtkWidget *
make_button (const char *label, const char *style)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  if (style != NULL)
    gtk_widget_add_css_class (button, style);
  gtk_widget_set_size_request (button, -1, LEAST_HEIGHT);
  return button;
}

static GtkWidget *
make_inside (const YxUnlockQuestion *question, YxUnlock *unlock)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);
  GtkWidget *words = gtk_label_new (question->words);

  gtk_label_set_wrap (GTK_LABEL (words), TRUE);
  gtk_label_set_xalign (GTK_LABEL (words), 0);
  gtk_box_append (GTK_BOX (box), words);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (unlock));
  gtk_widget_set_margin_top (box, 12);
  gtk_widget_set_margin_bottom (box, 24);
  gtk_widget_set_margin_start (box, 18);
  gtk_widget_set_margin_end (box, 18);
  return box;
}

static GtkWidget *
make_header (const YxUnlockQuestion *question, GtkWidget *no, GtkWidget *yes)
{
  GtkWidget *header = adw_header_bar_new ();

  adw_header_bar_set_show_start_title_buttons (ADW_HEADER_BAR (header), FALSE);
  adw_header_bar_set_show_end_title_buttons (ADW_HEADER_BAR (header), FALSE);
  adw_header_bar_set_title_widget (ADW_HEADER_BAR (header), adw_window_title_new (question->title, ""));
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), no);
  adw_header_bar_pack_end (ADW_HEADER_BAR (header), yes);
  return header;
}

/* Escape closes it. */
static void
add_escape (GtkWidget *window)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();
  GtkShortcut *shortcut
    = gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Escape, 0), gtk_named_action_new ("window.close"));

  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (controller), shortcut);
  gtk_widget_add_controller (window, controller);
}

static void
make_window (Asking *asking, GtkWidget *parent, const YxUnlockQuestion *question, GTask *task)
{
  GtkWidget *window = adw_window_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *no = make_button (_("_Cancel"), NULL);
  GtkRoot *root = gtk_widget_get_root (parent);

  asking->window = GTK_WINDOW (window);
  asking->yes = make_button (question->yes, question->destructive ? "destructive-action" : "suggested-action");
  gtk_box_append (GTK_BOX (box), make_header (question, no, asking->yes));
  gtk_box_append (GTK_BOX (box), make_inside (question, asking->unlock));
  adw_window_set_content (ADW_WINDOW (window), box);
  gtk_window_set_title (asking->window, question->title);
  gtk_window_set_modal (asking->window, TRUE);
  gtk_window_set_resizable (asking->window, FALSE);
  gtk_window_set_default_size (asking->window, WIDTH, -1);
  if (GTK_IS_WINDOW (root))
    gtk_window_set_transient_for (asking->window, GTK_WINDOW (root));
  add_escape (window);
  g_object_bind_property (asking->unlock, "complete", asking->yes, "sensitive", G_BINDING_SYNC_CREATE);
  g_signal_connect_swapped (no, "clicked", G_CALLBACK (gtk_window_close), window);
  g_signal_connect_swapped (asking->yes, "clicked", G_CALLBACK (act), task);
  g_signal_connect_swapped (asking->unlock, "entered", G_CALLBACK (act), task);
  g_signal_connect_swapped (window, "close-request", G_CALLBACK (close_asked), task);
}

/**
 * yx_unlock_ask:
 * @parent: any widget of a window
 * @seat: who acts
 * @question: what to decide
 * @deed: what to do then; its data is taken over
 * @cancellable: (nullable): a cancellable, for what is under way
 * @callback: called once
 *
 * Says what exactly happens, asks for the SMS code, which is sent at once, and the certificate password, and does it.
 * While something is wrong it stays, and says what. Escape is *Cancel*.
 */
void
yx_unlock_ask (GtkWidget *parent, YxSeat *seat, const YxUnlockQuestion *question, const YxUnlockDeed *deed,
               GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (parent, NULL, callback, user_data);
  Asking *asking = g_new0 (Asking, 1);

  asking->deed = *deed;
  asking->cancellable = cancellable != NULL ? g_object_ref (cancellable) : g_cancellable_new ();
  asking->unlock = yx_unlock_new (seat, question->purpose, question->asks);
  g_task_set_source_tag (task, yx_unlock_ask);
  g_task_set_task_data (task, asking, free_asking);
  make_window (asking, parent, question, task);
  gtk_window_present (asking->window);
  yx_unlock_send_code (asking->unlock);
}

/**
 * yx_unlock_ask_finish:
 * @parent: as asked
 * @result: what the callback was given
 *
 * Returns: (transfer full) (nullable): what the deed returned; %G_IO_ERROR_CANCELLED when nothing was done
 */
gpointer
yx_unlock_ask_finish (GtkWidget *parent, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, parent), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}
