/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/accounts/yx-password-dialog.h"

#include <glib/gi18n-lib.h>

#include "desk/common/yx-code-row.h"
#include "desk/common/yx-error-words.h"
#include "desk/common/yx-form-manners.h"
#include "desk/common/yx-password-row.h"
#include "flow/yx-flow-account.h"

struct _YxPasswordDialog
{
  AdwWindow parent_instance;

  YxSeat *seat;              /* (owned) */
  GCancellable *cancellable; /* (owned) */
  YxCodeRow *code;
  YxPasswordRow *password;
  AdwPreferencesGroup *group;
  GtkLabel *problem;
  GtkWidget *go;
  gboolean busy;
};

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (YxPasswordDialog, yx_password_dialog, ADW_TYPE_WINDOW)

/* What the lane's thread is told. */
typedef struct
{
  YxSecret *password;
  YxSecret *code;
} Change;

static void
free_change (gpointer data)
{
  Change *change = data;

  yx_secret_unref (change->password);
  yx_secret_unref (change->code);
  g_free (change);
}

static gpointer
change_password (YxActor *actor, gpointer data, GCancellable *cancellable, GError **error)
{
  const Change *change = data;
  gboolean done = yx_flow_change_password (actor, change->password, change->code, cancellable, error)
                  && yx_flow_keep_password (actor, change->password, error);

  return GINT_TO_POINTER (done);
}

static void
look (YxPasswordDialog *self)
{
  gtk_widget_set_sensitive (self->go, !self->busy && yx_code_row_get_complete (self->code)
                                          && yx_password_row_get_complete (self->password));
}

static void
set_busy (YxPasswordDialog *self, gboolean busy)
{
  if (busy)
    gtk_root_set_focus (GTK_ROOT (self), NULL);
  self->busy = busy;
  gtk_widget_set_sensitive (GTK_WIDGET (self->group), !busy);
  look (self);
}

static void
answered (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (YxPasswordDialog) self = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *words = NULL;
  gpointer done = yx_seat_run_finish (YX_SEAT (source), result, &error);

  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  set_busy (self, FALSE);
  if (done != NULL)
    {
      g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
      gtk_window_close (GTK_WINDOW (self));
      return;
    }
  words = yx_error_words (error);
  yx_form_say (self->problem, words);
}

static void
send (YxPasswordDialog *self)
{
  Change *change = g_new0 (Change, 1);

  change->code = yx_code_row_take (self->code);
  change->password = yx_password_row_take (self->password);
  yx_form_say (self->problem, NULL);
  set_busy (self, TRUE);
  yx_seat_run (self->seat, YX_LANE_ACT, change_password, change, free_change, NULL, self->cancellable, answered,
               g_object_ref (self));
}

static void
yx_password_dialog_dispose (GObject *object)
{
  g_cancellable_cancel (YX_PASSWORD_DIALOG (object)->cancellable);
  G_OBJECT_CLASS (yx_password_dialog_parent_class)->dispose (object);
}

static void
yx_password_dialog_finalize (GObject *object)
{
  YxPasswordDialog *self = YX_PASSWORD_DIALOG (object);

  g_clear_object (&self->seat);
  g_clear_object (&self->cancellable);
  G_OBJECT_CLASS (yx_password_dialog_parent_class)->finalize (object);
}

static void
yx_password_dialog_class_init (YxPasswordDialogClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = yx_password_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = yx_password_dialog_finalize;
  /**
   * YxPasswordDialog::changed:
   *
   * The hall has taken the new password.
   */
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", YX_TYPE_PASSWORD_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_add_binding_action (GTK_WIDGET_CLASS (klass), GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
yx_password_dialog_init (YxPasswordDialog *self)
{
  self->cancellable = g_cancellable_new ();
}

static void
build (YxPasswordDialog *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *inside = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);
  GtkWidget *clamp = adw_clamp_new ();
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  gtk_widget_set_margin_top (inside, 12);
  gtk_widget_set_margin_bottom (inside, 24);
  gtk_widget_set_margin_start (inside, 12);
  gtk_widget_set_margin_end (inside, 12);
  gtk_box_append (GTK_BOX (inside), GTK_WIDGET (self->group));
  gtk_box_append (GTK_BOX (inside), GTK_WIDGET (self->problem));
  gtk_box_append (GTK_BOX (inside), self->go);
  adw_clamp_set_child (ADW_CLAMP (clamp), inside);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), clamp);
  gtk_widget_set_vexpand (scrolled, TRUE);
  gtk_box_append (GTK_BOX (box), adw_header_bar_new ());
  gtk_box_append (GTK_BOX (box), scrolled);
  adw_window_set_content (ADW_WINDOW (self), box);
}

/**
 * yx_password_dialog_new:
 * @parent: (nullable): over which it stands
 * @seat: whose password
 *
 * Returns: (transfer none): a dialog that is not shown yet
 */
YxPasswordDialog *
yx_password_dialog_new (GtkWindow *parent, YxSeat *seat)
{
  YxPasswordDialog *self = g_object_new (YX_TYPE_PASSWORD_DIALOG, "transient-for", parent, "modal", TRUE, "title",
                                         _("Change the password"), "default-width", 460, "default-height", 480, NULL);

  self->seat = g_object_ref (seat);
  self->group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  adw_preferences_group_set_description (self->group, _("All other devices are signed out."));
  self->code = yx_code_row_new (seat, YX_CODE_ACCOUNT);
  self->password = yx_password_row_new (YX_PASSWORD_NEW_ACCOUNT);
  adw_preferences_group_add (self->group, GTK_WIDGET (self->code));
  adw_preferences_group_add (self->group, GTK_WIDGET (self->password));
  adw_preferences_group_add (self->group, GTK_WIDGET (yx_password_row_new_repeat (self->password)));
  self->problem = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_wrap (self->problem, TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->problem), "error");
  gtk_widget_set_visible (GTK_WIDGET (self->problem), FALSE);
  self->go = gtk_button_new_with_label (_("Change the Password"));
  gtk_widget_set_halign (self->go, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (self->go, "pill");
  gtk_widget_add_css_class (self->go, "suggested-action");
  g_signal_connect_swapped (self->go, "clicked", G_CALLBACK (send), self);
  g_signal_connect_swapped (self->code, "notify::complete", G_CALLBACK (look), self);
  g_signal_connect_swapped (self->password, "notify::complete", G_CALLBACK (look), self);
  build (self);
  look (self);
  return self;
}
