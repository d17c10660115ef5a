/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/start/yx-sign-in-page.h"

#include <glib/gi18n-lib.h>

#include "desk/common/yx-error-words.h"
#include "desk/common/yx-form-manners.h"
#include "desk/common/yx-password-row.h"

struct _YxSignInPage
{
  AdwBin parent_instance;

  YxReception *reception;    /* (owned) */
  GCancellable *cancellable; /* (owned) */
  GPtrArray *accounts;       /* (owned) of the known accounts' rows */
  gboolean busy;
  YxPasswordRow *password;

  GtkLabel *hall;
  GtkLabel *note;
  GtkToggleButton *enterprise;
  GtkToggleButton *person;
  AdwPreferencesGroup *rows;
  AdwEntryRow *login;
  GtkLabel *problem;
  GtkWidget *go;
  GtkSpinner *spinner;
  AdwPreferencesGroup *known;
  GtkLabel *help;
};

enum
{
  SIGNAL_REGISTER,
  SIGNAL_SEATED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (YxSignInPage, yx_sign_in_page, ADW_TYPE_BIN)

static YxAccountKind
kind_of (YxSignInPage *self)
{
  return gtk_toggle_button_get_active (self->enterprise) ? YX_ACCOUNT_ENTERPRISE : YX_ACCOUNT_PERSON;
}

static void
look (YxSignInPage *self)
{
  const char *login = gtk_editable_get_text (GTK_EDITABLE (self->login));

  gtk_widget_set_sensitive (self->go, !self->busy && login[0] != '\0' && yx_password_row_get_complete (self->password));
}

static void
set_busy (YxSignInPage *self, gboolean busy)
{
  yx_form_spin (GTK_WIDGET (self), self->spinner, busy);
  self->busy = busy;
  gtk_widget_set_sensitive (GTK_WIDGET (self->rows), !busy);
  gtk_widget_set_sensitive (GTK_WIDGET (self->known), !busy);
  look (self);
}

static void
kind_changed (YxSignInPage *self)
{
  const char *title = kind_of (self) == YX_ACCOUNT_ENTERPRISE ? _("Account name") : _("Mobile phone or document number");

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->login), title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->login), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  yx_form_say (self->problem, NULL);
}

static void
ask_register (YxSignInPage *self)
{
  g_signal_emit (self, signals[SIGNAL_REGISTER], 0, (int) kind_of (self));
}

static void
seated (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (YxSignInPage) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (YxSeat) seat = yx_reception_finish (YX_RECEPTION (source), result, &error);
  g_autofree char *words = NULL;

  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  set_busy (self, FALSE);
  if (seat != NULL)
    {
      yx_form_say (self->problem, NULL);
      g_signal_emit (self, signals[SIGNAL_SEATED], 0, seat);
      return;
    }
  words = g_error_matches (error, YX_PROBLEM_ERROR, YX_PROBLEM_UNAUTHENTICATED)
              ? g_strdup (_("The session is over. Enter the password.")) : yx_error_words (error);
  yx_form_say (self->problem, words);
  gtk_widget_grab_focus (GTK_WIDGET (self->password));
}

static void
sign_in (YxSignInPage *self)
{
  g_autofree char *login = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->login))));
  g_autoptr (YxSecret) password = NULL;

  if (!gtk_widget_get_sensitive (self->go))
    return;
  password = yx_password_row_take (self->password);
  yx_form_say (self->problem, NULL);
  set_busy (self, TRUE);
  yx_reception_sign_in (self->reception, kind_of (self), login, password, self->cancellable, seated, g_object_ref (self));
}

static void
resume (YxSignInPage *self, AdwActionRow *row)
{
  YxKnownAccount *account = g_object_get_data (G_OBJECT (row), "account");
  YxKnownHall *hall = yx_reception_get_hall (self->reception);

  yx_sign_in_page_fill_in (self, (YxAccountKind) account->kind, account->login, NULL);
  set_busy (self, TRUE);
  yx_reception_resume (self->reception, hall->id, account->id, self->cancellable, seated, g_object_ref (self));
}

static GtkWidget *
make_row (YxSignInPage *self, YxKnownAccount *account)
{
  const YxChoice *kind = yx_choice_find (yx_account_kinds, account->kind);
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *avatar = adw_avatar_new (32, account->name, TRUE);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), account->name);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), g_dgettext (GETTEXT_PACKAGE, kind->label));
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), avatar);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_object_set_data_full (G_OBJECT (row), "account", yx_known_account_ref (account), yx_record_unref);
  g_signal_connect_swapped (row, "activated", G_CALLBACK (resume), self);
  return row;
}

static void
show_known (YxSignInPage *self, YxKnownHall *hall)
{
  for (guint i = 0; i < self->accounts->len; i++)
    adw_preferences_group_remove (self->known, self->accounts->pdata[i]);
  g_ptr_array_set_size (self->accounts, 0);
  for (guint i = 0; hall->accounts != NULL && i < hall->accounts->len; i++)
    {
      g_ptr_array_add (self->accounts, make_row (self, hall->accounts->pdata[i]));
      adw_preferences_group_add (self->known, self->accounts->pdata[i]);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->known), self->accounts->len > 0);
}

static void
yx_sign_in_page_dispose (GObject *object)
{
  YxSignInPage *self = YX_SIGN_IN_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_ptr_array_set_size (self->accounts, 0);
  G_OBJECT_CLASS (yx_sign_in_page_parent_class)->dispose (object);
}

static void
yx_sign_in_page_finalize (GObject *object)
{
  YxSignInPage *self = YX_SIGN_IN_PAGE (object);

  g_clear_object (&self->reception);
  g_clear_object (&self->cancellable);
  g_ptr_array_unref (self->accounts);
  G_OBJECT_CLASS (yx_sign_in_page_parent_class)->finalize (object);
}

static void
yx_sign_in_page_class_init (YxSignInPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = yx_sign_in_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = yx_sign_in_page_finalize;
  /**
   * YxSignInPage::register:
   * @kind: a #YxAccountKind
   *
   * Somebody has no account yet.
   */
  signals[SIGNAL_REGISTER] = g_signal_new ("register", YX_TYPE_SIGN_IN_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                           G_TYPE_INT);
  /**
   * YxSignInPage::seated:
   * @seat: of who has signed in
   */
  signals[SIGNAL_SEATED] = g_signal_new ("seated", YX_TYPE_SIGN_IN_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                         YX_TYPE_SEAT);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/yinxin/Yinxin/ui/sign-in-page.ui");
  gtk_widget_class_bind_template_child (widget_class, YxSignInPage, hall);
  gtk_widget_class_bind_template_child (widget_class, YxSignInPage, note);
  gtk_widget_class_bind_template_child (widget_class, YxSignInPage, enterprise);
  gtk_widget_class_bind_template_child (widget_class, YxSignInPage, person);
  gtk_widget_class_bind_template_child (widget_class, YxSignInPage, rows);
  gtk_widget_class_bind_template_child (widget_class, YxSignInPage, login);
  gtk_widget_class_bind_template_child (widget_class, YxSignInPage, problem);
  gtk_widget_class_bind_template_child (widget_class, YxSignInPage, go);
  gtk_widget_class_bind_template_child (widget_class, YxSignInPage, spinner);
  gtk_widget_class_bind_template_child (widget_class, YxSignInPage, known);
  gtk_widget_class_bind_template_child (widget_class, YxSignInPage, help);
  gtk_widget_class_bind_template_callback (widget_class, look);
  gtk_widget_class_bind_template_callback (widget_class, kind_changed);
  gtk_widget_class_bind_template_callback (widget_class, sign_in);
  gtk_widget_class_bind_template_callback (widget_class, ask_register);
}

static void
yx_sign_in_page_init (YxSignInPage *self)
{
  self->cancellable = g_cancellable_new ();
  self->accounts = g_ptr_array_new ();
  self->password = yx_password_row_new (YX_PASSWORD_ACCOUNT);
  gtk_widget_init_template (GTK_WIDGET (self));
  adw_preferences_group_add (self->rows, GTK_WIDGET (self->password));
  g_signal_connect_swapped (self->password, "notify::complete", G_CALLBACK (look), self);
  g_signal_connect_swapped (self->password, "entered", G_CALLBACK (sign_in), self);
  kind_changed (self);
}

/**
 * yx_sign_in_page_new:
 * @reception: which signs in
 *
 * Returns: (transfer floating): a page that belongs to no hall yet
 */
YxSignInPage *
yx_sign_in_page_new (YxReception *reception)
{
  YxSignInPage *self = g_object_new (YX_TYPE_SIGN_IN_PAGE, NULL);

  self->reception = g_object_ref (reception);
  return self;
}

/* What is to be known before one trusts the hall, or this machine, with something. */
static char *
note_for (YxReception *reception, YxHallInfo *hall)
{
  const char *own = hall->own_hall ? _("This hall runs on this computer. Who people are, and the time, only you attest.") : NULL;
  const char *forgets = yx_reception_get_lasting (reception)
                            ? NULL
                            : _("This computer has no secret service: you sign in anew after each start, and drafts that were not sent end with the program.");

  if (own != NULL && forgets != NULL)
    return g_strjoin ("\n", own, forgets, NULL);
  return g_strdup (own != NULL ? own : forgets);
}

/**
 * yx_sign_in_page_show:
 * @self: a page
 * @hall: the hall that was entered
 *
 * Shows which hall it is, and who has signed in there from this machine.
 */
void
yx_sign_in_page_show (YxSignInPage *self, YxHallInfo *hall)
{
  YxKnownHall *known = yx_reception_get_hall (self->reception);
  g_autofree char *note = note_for (self->reception, hall);
  YxKnownAccount *last = yx_hall_book_last_account (known);
  g_autofree char *help = hall->phones != NULL && hall->phones[0] != '\0'
                              /* Translators: the hall's telephone numbers. */
                              ? g_strdup_printf (_("Help: %s"), hall->phones) : NULL;

  gtk_label_set_label (self->hall, hall->name);
  gtk_label_set_label (self->note, note != NULL ? note : "");
  gtk_widget_set_visible (GTK_WIDGET (self->note), note != NULL);
  gtk_label_set_label (self->help, help != NULL ? help : "");
  gtk_widget_set_visible (GTK_WIDGET (self->help), help != NULL);
  show_known (self, known);
  yx_password_row_clear (self->password);
  if (last != NULL)
    yx_sign_in_page_fill_in (self, (YxAccountKind) last->kind, last->login, NULL);
  else
    yx_sign_in_page_fill_in (self, kind_of (self), "", NULL);
}

/**
 * yx_sign_in_page_fill_in:
 * @self: a page
 * @kind: an enterprise's account or a person's
 * @login: what it signs in with
 * @words: (nullable): what is to be said, in the locale's language
 *
 * Fills in all but the password.
 */
void
yx_sign_in_page_fill_in (YxSignInPage *self, YxAccountKind kind, const char *login, const char *words)
{
  g_return_if_fail (YX_IS_SIGN_IN_PAGE (self));
  gtk_toggle_button_set_active (kind == YX_ACCOUNT_ENTERPRISE ? self->enterprise : self->person, TRUE);
  gtk_editable_set_text (GTK_EDITABLE (self->login), login);
  yx_form_say (self->problem, words);
  gtk_widget_grab_focus (login[0] != '\0' ? GTK_WIDGET (self->password) : GTK_WIDGET (self->login));
}
