/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/start/yx-sample-dialog.h"

#include <glib/gi18n-lib.h>

#include "desk/common/yx-fact-row.h"

#define WIDTH 460
#define HEIGHT 620
#define MARGIN 12
#define SPACING 24

struct _YxSampleDialog
{
  AdwWindow parent_instance;

  AdwToastOverlay *toasts;
  GtkBox *column;
};

G_DEFINE_FINAL_TYPE (YxSampleDialog, yx_sample_dialog, ADW_TYPE_WINDOW)

static void
toast (GtkWidget *widget, const char *action, GVariant *parameter)
{
  adw_toast_overlay_add_toast (YX_SAMPLE_DIALOG (widget)->toasts, adw_toast_new (g_variant_get_string (parameter, NULL)));
}

static GtkWidget *
make_scroller (YxSampleDialog *self)
{
  GtkWidget *clamp = adw_clamp_new ();
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *column = gtk_box_new (GTK_ORIENTATION_VERTICAL, SPACING);

  self->column = GTK_BOX (column);
  gtk_widget_set_margin_start (column, MARGIN);
  gtk_widget_set_margin_end (column, MARGIN);
  gtk_widget_set_margin_top (column, MARGIN);
  gtk_widget_set_margin_bottom (column, SPACING);
  adw_clamp_set_child (ADW_CLAMP (clamp), column);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), clamp);
  gtk_widget_set_vexpand (scroller, TRUE);
  return scroller;
}

static void
yx_sample_dialog_class_init (YxSampleDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_install_action (widget_class, "win.toast", "s", toast);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
yx_sample_dialog_init (YxSampleDialog *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->toasts = ADW_TOAST_OVERLAY (adw_toast_overlay_new ());
  gtk_box_append (GTK_BOX (box), adw_header_bar_new ());
  gtk_box_append (GTK_BOX (box), make_scroller (self));
  adw_toast_overlay_set_child (self->toasts, box);
  adw_window_set_content (ADW_WINDOW (self), GTK_WIDGET (self->toasts));
  gtk_window_set_title (GTK_WINDOW (self), _("People and Passwords of the Sample"));
  gtk_window_set_default_size (GTK_WINDOW (self), WIDTH, HEIGHT);
  gtk_window_set_modal (GTK_WINDOW (self), TRUE);
}

static AdwPreferencesGroup *
add_group (YxSampleDialog *self, const char *title, const char *words)
{
  GtkWidget *group = adw_preferences_group_new ();

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), title);
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (group), words);
  gtk_box_append (self->column, group);
  return ADW_PREFERENCES_GROUP (group);
}

static void
chosen (YxSampleDialog *self, GtkWidget *row)
{
  GtkWindow *below = gtk_window_get_transient_for (GTK_WINDOW (self));
  g_autofree char *login = g_strdup (g_object_get_data (G_OBJECT (row), "login"));

  gtk_window_close (GTK_WINDOW (self));
  if (below != NULL)
    gtk_widget_activate_action (GTK_WIDGET (below), "win.sample-account", "s", login);
}

static const char *
describe (const YxSampleAccount *account)
{
  if (account->kind == YX_ACCOUNT_ENTERPRISE)
    return _("Has a certificate and a seal");
  if (account->waiting)
    return account->certified ? _("Has a contract to sign") : _("Has a contract to sign, and no certificate yet");
  return account->certified ? _("Has signed") : _("Has an account only");
}

static void
add_account (YxSampleDialog *self, AdwPreferencesGroup *group, const YxSampleAccount *account)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *words = g_strdup_printf ("%s · %s", account->login, describe (account));
  GtkWidget *image = gtk_image_new_from_icon_name ("go-next-symbolic");

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), account->name);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), words);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), image);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_object_set_data_full (G_OBJECT (row), "login", g_strdup (account->login), g_free);
  g_signal_connect_object (row, "activated", G_CALLBACK (chosen), self, G_CONNECT_SWAPPED);
  adw_preferences_group_add (group, row);
}

/**
 * yx_sample_dialog_new:
 * @parent: the window of whoever asks
 * @guide: of the sample hall
 *
 * Returns: (transfer none): a dialog that is not shown yet
 */
YxSampleDialog *
yx_sample_dialog_new (GtkWindow *parent, YxSampleGuide *guide)
{
  YxSampleDialog *self = g_object_new (YX_TYPE_SAMPLE_DIALOG, "transient-for", parent, NULL);
  AdwPreferencesGroup *group = add_group (self, _("Passwords"), _("The same for everybody here."));

  adw_preferences_group_add (group, yx_fact_row_new (_("Password"), guide->password, guide->password));
  adw_preferences_group_add (group,
                             yx_fact_row_new (_("Certificate password"), guide->certificate_password, guide->certificate_password));
  group = add_group (self, _("Sign in as"), _("Seal as the enterprise, then sign as one of its people."));
  for (guint i = 0; i < guide->accounts->len; i++)
    add_account (self, group, guide->accounts->pdata[i]);
  return self;
}
