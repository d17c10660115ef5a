/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/accounts/yx-accounts-pane.h"

#include <glib/gi18n-lib.h>

#include "client/yx-hall-look.h"
#include "desk/accounts/yx-account-facts.h"
#include "desk/accounts/yx-password-dialog.h"
#include "desk/accounts/yx-settings-group.h"
#include "desk/common/yx-dialog.h"
#include "desk/common/yx-moment.h"
#include "desk/common/yx-pane-frame.h"
#include "desk/common/yx-settings.h"
#include "desk/common/yx-unlock-dialog.h"
#include "flow/yx-flow-account.h"
#include "flow/yx-flow-export.h"

#define WIDTH 640

struct _YxAccountsPane
{
  YxPane parent_instance;

  GCancellable *cancellable; /* (owned) */
  YxAccountFacts *facts;     /* (owned) (nullable) */
  GSettings *settings;       /* (owned) (nullable) */
  gboolean loading;
  YxPaneFrame *frame;
  GtkBox *column;
};

G_DEFINE_FINAL_TYPE (YxAccountsPane, yx_accounts_pane, YX_TYPE_PANE)

static void load (YxAccountsPane *self);

static YxSeat *
seat_of (YxAccountsPane *self)
{
  return yx_pane_get_seat (YX_PANE (self));
}

static AdwPreferencesGroup *
add_group (YxAccountsPane *self, const char *title)
{
  GtkWidget *group = adw_preferences_group_new ();

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), title);
  gtk_box_append (self->column, group);
  return ADW_PREFERENCES_GROUP (group);
}

static GtkWidget *
add_row (AdwPreferencesGroup *group, const char *title, const char *words)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), words);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  adw_preferences_group_add (group, row);
  return row;
}

static GtkWidget *
add_button (GtkWidget *row, const char *label, const char *name)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_size_request (button, -1, 44);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  return button;
}

static void
reveal (GtkToggleButton *button, gpointer data)
{
  AdwActionRow *row = ADW_ACTION_ROW (gtk_widget_get_ancestor (GTK_WIDGET (button), ADW_TYPE_ACTION_ROW));
  const char *text = data;
  g_autofree char *masked = yx_account_mask (text);

  adw_action_row_set_subtitle (row, gtk_toggle_button_get_active (button) ? text : masked);
}

static void
free_text (gpointer text, GClosure *closure)
{
  g_free (text);
}

/* One's own numbers are masked against whoever looks over the shoulder. */
static void
add_masked (AdwPreferencesGroup *group, const char *title, const char *text)
{
  g_autofree char *masked = yx_account_mask (text);
  GtkWidget *row = add_row (group, title, masked);
  GtkWidget *button = gtk_toggle_button_new ();

  gtk_button_set_icon_name (GTK_BUTTON (button), "view-reveal-symbolic");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_size_request (button, 44, 44);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, _("Show"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Show"), -1);
  g_signal_connect_data (button, "toggled", G_CALLBACK (reveal), g_strdup (text), free_text, 0);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
}

static char *
show_field (gconstpointer record, const YxField *field)
{
  const YxChoice *choice;

  if (field->kind != YX_KIND_CHOICE)
    return yx_record_show (record, field->name);
  choice = yx_choice_find (field->choices, (int) yx_record_get_int (record, field->name));
  return choice != NULL ? g_strdup (g_dgettext (GETTEXT_PACKAGE, choice->label)) : NULL;
}

static void
show_who (YxAccountsPane *self)
{
  AdwPreferencesGroup *group = add_group (self, _("Who I am"));
  const YxRecord *who = self->facts->who;

  for (guint i = 0; i < who->type->n_fields; i++)
    {
      const YxField *field = &who->type->fields[i];
      const char *label = g_dgettext (GETTEXT_PACKAGE, field->label);
      g_autofree char *text = NULL;

      if ((field->flags & YX_CREATE) == 0 || !yx_field_present (field, who))
        continue;
      text = show_field (who, field);
      if (text == NULL || text[0] == '\0')
        continue;
      if (field->flags & YX_INDEXED)
        add_masked (group, label, text);
      else
        add_row (group, label, text);
    }
}

static gpointer
end_session (YxActor *actor, gpointer data, GCancellable *cancellable, GError **error)
{
  return GINT_TO_POINTER (yx_flow_end_session (actor, data, cancellable, error));
}

static void
ended (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (YxAccountsPane) self = data;
  g_autoptr (GError) error = NULL;
  gpointer done = yx_seat_run_finish (YX_SEAT (source), result, &error);

  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  if (done == NULL)
    yx_pane_toast_error (GTK_WIDGET (self), error);
  else
    yx_pane_toast (GTK_WIDGET (self), _("The device is signed out"));
  load (self);
}

static void
end_device (YxAccountsPane *self, GtkWidget *button)
{
  const char *id = g_object_get_data (G_OBJECT (button), "session");

  gtk_widget_set_sensitive (button, FALSE);
  yx_seat_run (seat_of (self), YX_LANE_ACT, end_session, g_strdup (id), g_free, NULL, self->cancellable, ended, g_object_ref (self));
}

/* A hall that listens on a socket names every device so. */
static gboolean
is_far (const char *address)
{
  return address != NULL && address[0] != '\0' && strcmp (address, "local") != 0;
}

static void
show_devices (YxAccountsPane *self)
{
  AdwPreferencesGroup *group = add_group (self, _("Devices signed in"));
  const char *own = yx_seat_get_session (seat_of (self))->id;

  for (guint i = 0; i < self->facts->sessions->len; i++)
    {
      const YxSession *session = self->facts->sessions->pdata[i];
      gboolean here = g_strcmp0 (session->id, own) == 0;
      g_autofree char *since = yx_moment_minute (session->created);
      g_autofree char *used = yx_moment_minute (session->used);
      /* Translators: when a device signed in and when it last did something. */
      g_autofree char *words = g_strdup_printf (_("Signed in %s, last used %s"), since, used);
      const char *from = is_far (session->address) ? session->address : _("This computer");
      GtkWidget *row = add_row (group, here ? _("This device") : from, words);
      GtkWidget *button;

      if (here)
        continue;
      button = add_button (row, _("End"), _("Sign this device out"));
      g_object_set_data_full (G_OBJECT (button), "session", g_strdup (session->id), g_free);
      g_signal_connect_object (button, "clicked", G_CALLBACK (end_device), self, G_CONNECT_SWAPPED);
    }
}

static void
show_sample (AdwPreferencesGroup *group)
{
  GtkWidget *row = add_row (group, _("Sample data"), _("All there is made up, and nothing counts."));
  GtkWidget *button = add_button (row, _("People…"), _("People and passwords of the sample"));

  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.sample");
  button = add_button (row, _("Remove…"), _("Remove the sample"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.sample-remove");
}

static void
show_hall (YxAccountsPane *self)
{
  const YxHallInfo *hall = yx_seat_get_hall (seat_of (self));
  AdwPreferencesGroup *group = add_group (self, _("Hall"));
  g_autofree char *stored = g_format_size ((guint64) self->facts->stored);

  add_row (group, _("Name"), hall->name);
  if (hall->phones != NULL && hall->phones[0] != '\0')
    add_row (group, _("Help lines"), hall->phones);
  if (hall->own_hall)
    add_row (group, _("On this computer"), _("It proves who signed what, and that nothing was changed since. Who people are, and the time, only you attest."));
  if (hall->sample)
    show_sample (group);
  if (self->facts->key != NULL)
    {
      g_autofree char *fingerprint = yx_fingerprint_show (self->facts->key);

      add_row (group, _("Fingerprint of the hall's key"), fingerprint);
    }
  add_row (group, _("Kept on this computer, encrypted"), stored);
}

static void
password_changed (YxAccountsPane *self)
{
  yx_pane_toast (GTK_WIDGET (self), _("The password is changed"));
  load (self);
}

static void
change_password (YxAccountsPane *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  YxPasswordDialog *dialog = yx_password_dialog_new (GTK_WINDOW (root), seat_of (self));

  g_signal_connect_object (dialog, "changed", G_CALLBACK (password_changed), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static gpointer
export_data (YxActor *actor, const YxEntered *entered, gpointer data, GCancellable *cancellable, GError **error)
{
  return GINT_TO_POINTER (yx_flow_export (actor, entered->code, data, cancellable, error));
}

static void
exported (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (YxAccountsPane) self = data;

  if (yx_unlock_ask_finish (GTK_WIDGET (source), result, NULL) != NULL && !g_cancellable_is_cancelled (self->cancellable))
    yx_pane_toast (GTK_WIDGET (self), _("Your data is saved"));
}

static void
export_to (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (YxAccountsPane) self = data;
  g_autoptr (GFile) file = yx_dialog_file_finish (result, NULL);
  const YxUnlockQuestion question = {
    .title = _("Export My Data"),
    .words = _("All that the hall has about you is written to the file, unencrypted. Keep it to yourself."),
    .yes = _("_Export"),
    .purpose = YX_CODE_OWN_DATA,
    .asks = YX_UNLOCK_CODE,
  };
  YxUnlockDeed deed = { export_data, NULL, g_free, NULL };

  if (file == NULL || g_cancellable_is_cancelled (self->cancellable))
    return;
  deed.data = g_file_get_path (file);
  yx_unlock_ask (GTK_WIDGET (self), seat_of (self), &question, &deed, NULL, exported, g_object_ref (self));
}

static void
export_own (YxAccountsPane *self)
{
  yx_dialog_save_file (GTK_WIDGET (self), _("Export My Data"), YX_FILE_TEXT, _("my-data.json"), self->cancellable, export_to,
                       g_object_ref (self));
}

static void
show_acts (YxAccountsPane *self)
{
  AdwPreferencesGroup *group = add_group (self, _("Account"));
  GtkWidget *row = add_row (group, _("Password"), _("Of the account; the certificate password is changed under Certificates."));
  GtkWidget *button = add_button (row, _("Change…"), _("Change the password"));

  g_signal_connect_object (button, "clicked", G_CALLBACK (change_password), self, G_CONNECT_SWAPPED);
  if (yx_seat_get_session (seat_of (self))->kind == YX_ACCOUNT_PERSON)
    {
      row = add_row (group, _("My data"), _("All that the hall has about you, as one file."));
      button = add_button (row, _("Export…"), _("Export My Data"));
      g_signal_connect_object (button, "clicked", G_CALLBACK (export_own), self, G_CONNECT_SWAPPED);
    }
  row = add_row (group, _("Sign out"), _("The next start asks for the password."));
  button = add_button (row, _("Sign Out"), _("Sign Out"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.sign-out");
}

static void
show_facts (YxAccountsPane *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->column))) != NULL)
    gtk_box_remove (self->column, child);
  show_who (self);
  show_devices (self);
  show_hall (self);
  if (self->settings != NULL)
    {
      gtk_box_append (self->column, yx_settings_group_new (self->settings));
      gtk_box_append (self->column, yx_pen_group_new (self->settings));
    }
  show_acts (self);
  yx_pane_frame_show_content (self->frame);
}

static void
loaded (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (YxAccountsPane) self = data;
  g_autoptr (GError) error = NULL;
  YxAccountFacts *facts = yx_seat_run_finish (YX_SEAT (source), result, &error);

  self->loading = FALSE;
  if (g_cancellable_is_cancelled (self->cancellable))
    {
      g_clear_pointer (&facts, yx_account_facts_free);
      return;
    }
  if (facts != NULL)
    {
      g_clear_pointer (&self->facts, yx_account_facts_free);
      self->facts = facts;
      show_facts (self);
    }
  else if (self->facts == NULL)
    yx_pane_frame_show_error (self->frame, error);
  else
    yx_pane_toast_error (GTK_WIDGET (self), error);
}

static gpointer
fetch (YxActor *actor, gpointer data, GCancellable *cancellable, GError **error)
{
  return yx_account_facts_fetch (actor, data, cancellable, error);
}

static void
free_facts (gpointer facts)
{
  yx_account_facts_free (facts);
}

static void
load (YxAccountsPane *self)
{
  char *folder;

  if (self->loading)
    return;
  folder = g_build_filename (g_get_user_data_dir (), "yinxin", NULL);
  self->loading = TRUE;
  if (self->facts == NULL)
    yx_pane_frame_show_loading (self->frame);
  yx_seat_run (seat_of (self), YX_LANE_READ, fetch, folder, g_free, free_facts, self->cancellable, loaded, g_object_ref (self));
}

static void
online_changed (YxAccountsPane *self)
{
  if (yx_seat_get_online (seat_of (self)) && self->facts == NULL)
    load (self);
}

static void
yx_accounts_pane_constructed (GObject *object)
{
  YxAccountsPane *self = YX_ACCOUNTS_PANE (object);

  G_OBJECT_CLASS (yx_accounts_pane_parent_class)->constructed (object);
  g_signal_connect_object (seat_of (self), "notify::online", G_CALLBACK (online_changed), self, G_CONNECT_SWAPPED);
  load (self);
}

static void
yx_accounts_pane_dispose (GObject *object)
{
  g_cancellable_cancel (YX_ACCOUNTS_PANE (object)->cancellable);
  G_OBJECT_CLASS (yx_accounts_pane_parent_class)->dispose (object);
}

static void
yx_accounts_pane_finalize (GObject *object)
{
  YxAccountsPane *self = YX_ACCOUNTS_PANE (object);

  g_clear_object (&self->cancellable);
  g_clear_object (&self->settings);
  g_clear_pointer (&self->facts, yx_account_facts_free);
  G_OBJECT_CLASS (yx_accounts_pane_parent_class)->finalize (object);
}

static void
yx_accounts_pane_class_init (YxAccountsPaneClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->constructed = yx_accounts_pane_constructed;
  object_class->dispose = yx_accounts_pane_dispose;
  object_class->finalize = yx_accounts_pane_finalize;
}

static void
yx_accounts_pane_init (YxAccountsPane *self)
{
  self->cancellable = g_cancellable_new ();
  self->settings = yx_settings_new ();
  self->frame = yx_pane_frame_new (_("Accounts"));
  self->column = yx_pane_frame_add_column (self->frame, WIDTH, 24);
  g_signal_connect_swapped (self->frame, "retry", G_CALLBACK (load), self);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->frame));
}
