/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/start/yx-start.h"

#include <glib/gi18n-lib.h>

#include "desk/common/yx-error-words.h"
#include "desk/start/yx-account-menu.h"
#include "desk/start/yx-address-page.h"
#include "desk/start/yx-register-page.h"
#include "desk/start/yx-sign-in-page.h"
#include "desk/start/yx-welcome-page.h"

#define WELCOME "welcome"
#define WAITING "waiting"
#define ADDRESS "address"
#define SIGN_IN "sign-in"
#define REGISTER "register"
#define PROGRESS_MS 100

struct _YxStart
{
  AdwBin parent_instance;

  YxReception *reception;    /* (owned) */
  YxWindow *window;          /* (nullable), weak */
  GCancellable *cancellable; /* (owned): of what is under way; a new one each time */
  YxSeat *lobby;             /* (owned) (nullable): nobody's, at the hall that was entered */
  char *hall;                /* (owned) (nullable): that is being entered */
  char *sample_login;        /* (owned) (nullable): who signs in at the sample hall by themselves */
  guint ticks;               /* source that shows the progress */

  AdwWindowTitle *title;
  GtkWidget *back;
  GtkStack *pages;
  YxWelcomePage *welcome;
  AdwStatusPage *waiting;
  GtkWidget *again;
  GtkSpinner *spinner;
  GtkProgressBar *progress;
  GtkWidget *cancel;
  YxAddressPage *address;
  YxSignInPage *sign_in;
};

G_DEFINE_FINAL_TYPE (YxStart, yx_start, ADW_TYPE_BIN)

static void
show (YxStart *self, const char *page)
{
  static const struct { const char *page; const char *title; } titles[] = {
    { ADDRESS, N_ ("A hall's address") },
    { SIGN_IN, N_ ("Sign in") },
    { REGISTER, N_ ("Registration") },
  };
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  const char *title = "";

  for (gsize i = 0; i < G_N_ELEMENTS (titles); i++)
    if (g_str_equal (titles[i].page, page))
      title = g_dgettext (GETTEXT_PACKAGE, titles[i].title);
  adw_window_title_set_title (self->title, title);
  gtk_widget_set_visible (self->back, !g_str_equal (page, WELCOME));
  gtk_spinner_set_spinning (self->spinner, g_str_equal (page, WAITING));
  if (root != NULL)
    gtk_root_set_focus (root, NULL);
  gtk_stack_set_visible_child_name (self->pages, page);
  if (root != NULL)
    gtk_widget_child_focus (gtk_stack_get_visible_child (self->pages), GTK_DIR_TAB_FORWARD);
}

static void
hide_progress (YxStart *self)
{
  g_clear_handle_id (&self->ticks, g_source_remove);
  gtk_widget_set_visible (GTK_WIDGET (self->progress), FALSE);
  gtk_widget_set_visible (self->cancel, FALSE);
}

static void
show_welcome (YxStart *self)
{
  hide_progress (self);
  g_clear_pointer (&self->sample_login, g_free);
  yx_welcome_page_show (self->welcome, yx_reception_get_book (self->reception));
  show (self, WELCOME);
}

static void
wait (YxStart *self, const char *title, const char *words)
{
  g_object_unref (self->cancellable);
  self->cancellable = g_cancellable_new ();
  adw_status_page_set_title (self->waiting, title);
  adw_status_page_set_description (self->waiting, words);
  hide_progress (self);
  gtk_widget_set_visible (self->again, FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), TRUE);
  show (self, WAITING);
}

static void
fail (YxStart *self, const GError *error)
{
  g_autofree char *words = yx_error_words (error);

  hide_progress (self);
  adw_status_page_set_title (self->waiting, _("It did not work"));
  adw_status_page_set_description (self->waiting, words);
  gtk_spinner_set_spinning (self->spinner, FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), FALSE);
  gtk_widget_set_visible (self->again, TRUE);
  gtk_widget_grab_focus (self->again);
}

static void
seated (YxStart *self, YxSeat *seat)
{
  if (self->window == NULL)
    return;
  yx_window_set_seat (self->window, seat);
  yx_account_menu_show (self->window, self->reception);
}

/* Shows the seat that the reception gave; FALSE when it gave none to somebody who still waits. */
static gboolean
take_seat (YxStart *self, GObject *source, GAsyncResult *result, GError **error)
{
  g_autoptr (YxSeat) seat = yx_reception_finish (YX_RECEPTION (source), result, error);

  if (g_cancellable_is_cancelled (g_task_get_cancellable (G_TASK (result))))
    {
      g_clear_error (error);
      return TRUE;
    }
  if (seat != NULL)
    seated (self, seat);
  return seat != NULL;
}

static void
signed_in (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (YxStart) self = data;
  g_autoptr (GError) error = NULL;

  if (!take_seat (self, source, result, &error))
    fail (self, error);
}

/* At the sample hall nobody is asked for a password that everybody is told. */
static void
sign_in_at_sample (YxStart *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YxSampleGuide) guide = yx_reception_read_sample (self->reception, &error);
  g_autofree char *login = g_steal_pointer (&self->sample_login);
  g_autoptr (YxSecret) password = NULL;
  YxAccountKind kind = YX_ACCOUNT_ENTERPRISE;

  if (guide == NULL)
    {
      fail (self, error);
      return;
    }
  for (guint i = 0; i < guide->accounts->len; i++)
    if (g_str_equal (((YxSampleAccount *) guide->accounts->pdata[i])->login, login))
      kind = (YxAccountKind) ((YxSampleAccount *) guide->accounts->pdata[i])->kind;
  password = yx_secret_new_take_text (g_strdup (guide->password));
  yx_reception_sign_in (self->reception, kind, login, password, self->cancellable, signed_in, g_object_ref (self));
}

static void
remove_registration (YxStart *self)
{
  GtkWidget *page = gtk_stack_get_child_by_name (self->pages, REGISTER);

  if (page != NULL)
    gtk_stack_remove (self->pages, page);
}

static void
entered (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (YxStart) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (YxSeat) lobby = yx_reception_finish (YX_RECEPTION (source), result, &error);
  YxKnownHall *hall = self->hall != NULL ? yx_hall_book_find (yx_reception_get_book (self->reception), self->hall) : NULL;

  if (g_cancellable_is_cancelled (g_task_get_cancellable (G_TASK (result))))
    return;
  if (lobby != NULL)
    {
      g_set_object (&self->lobby, lobby);
      remove_registration (self);
      if (self->sample_login != NULL)
        {
          sign_in_at_sample (self);
          return;
        }
      show (self, SIGN_IN);
      yx_sign_in_page_show (self->sign_in, yx_seat_get_hall (lobby));
    }
  else if (g_error_matches (error, YX_CLIENT_ERROR, YX_CLIENT_ERROR_IDENTITY) && hall != NULL && hall->pin != NULL)
    {
      show (self, ADDRESS);
      yx_address_page_ask_again (self->address, hall->url, hall->pin);
    }
  else
    fail (self, error);
}

static void
enter (YxStart *self, YxKnownHall *hall)
{
  gboolean here = hall->kind != YX_HALL_FAR;

  g_free (self->hall);
  self->hall = g_strdup (hall->id);
  wait (self, here ? _("The hall on this computer is starting") : _("Going to the hall"),
        here ? _("The first time, it makes its keys.") : hall->url);
  yx_reception_enter (self->reception, self->hall, self->cancellable, entered, g_object_ref (self));
}

static void
add_hall (YxStart *self, YxHallKind kind, const char *url, const char *pin)
{
  YxHallBook *book = yx_reception_get_book (self->reception);
  g_autoptr (GError) error = NULL;
  YxKnownHall *hall = yx_hall_book_add (book, kind, url, pin, &error);

  if (hall != NULL && pin != NULL && g_strcmp0 (hall->pin, pin) != 0)
    hall = yx_hall_book_pin (book, hall->id, pin, &error) ? yx_hall_book_find_kind (book, kind, url) : NULL;
  if (hall != NULL)
    enter (self, hall);
  else
    {
      show (self, WAITING);
      fail (self, error);
    }
}

static void
choose_own (GtkWidget *widget, const char *action, GVariant *parameter)
{
  add_hall (YX_START (widget), YX_HALL_OWN, NULL, NULL);
}

static gboolean
show_progress (gpointer data)
{
  YxStart *self = data;

  gtk_progress_bar_set_fraction (self->progress, yx_reception_get_sample_made (self->reception));
  return G_SOURCE_CONTINUE;
}

static void
sample_made (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (YxStart) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (YxSampleGuide) guide = yx_reception_make_sample_finish (YX_RECEPTION (source), result, &error);

  if (g_cancellable_is_cancelled (g_task_get_cancellable (G_TASK (result))))
    return;
  if (guide == NULL)
    {
      fail (self, error);
      return;
    }
  g_free (self->sample_login);
  self->sample_login = g_strdup (((YxSampleAccount *) guide->accounts->pdata[0])->login);
  add_hall (self, YX_HALL_SAMPLE, NULL, NULL);
}

static void
choose_sample (GtkWidget *widget, const char *action, GVariant *parameter)
{
  YxStart *self = YX_START (widget);

  g_clear_pointer (&self->hall, g_free);
  wait (self, _("The sample is being made"), _("An enterprise files contracts with 200 people; some are sealed and signed. This takes some seconds."));
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), FALSE);
  gtk_progress_bar_set_fraction (self->progress, 0);
  gtk_widget_set_visible (GTK_WIDGET (self->progress), TRUE);
  gtk_widget_set_visible (self->cancel, TRUE);
  gtk_widget_grab_focus (self->cancel);
  self->ticks = g_timeout_add (PROGRESS_MS, show_progress, self);
  yx_reception_make_sample (self->reception, self->cancellable, sample_made, g_object_ref (self));
}

static void
choose_address (GtkWidget *widget, const char *action, GVariant *parameter)
{
  YxStart *self = YX_START (widget);

  show (self, ADDRESS);
  yx_address_page_ask (self->address);
}

static void
choose_hall (GtkWidget *widget, const char *action, GVariant *parameter)
{
  YxStart *self = YX_START (widget);
  YxKnownHall *hall = yx_hall_book_find (yx_reception_get_book (self->reception), g_variant_get_string (parameter, NULL));

  if (hall != NULL)
    enter (self, hall);
}

static void
try_again (GtkWidget *widget, const char *action, GVariant *parameter)
{
  YxStart *self = YX_START (widget);
  YxKnownHall *hall = self->hall != NULL ? yx_hall_book_find (yx_reception_get_book (self->reception), self->hall) : NULL;

  if (hall != NULL)
    enter (self, hall);
  else
    show_welcome (self);
}

static void
go_back (GtkWidget *widget, const char *action, GVariant *parameter)
{
  YxStart *self = YX_START (widget);

  if (g_strcmp0 (gtk_stack_get_visible_child_name (self->pages), REGISTER) == 0)
    {
      show (self, SIGN_IN);
      return;
    }
  g_cancellable_cancel (self->cancellable);
  show_welcome (self);
}

static void
trusted (YxStart *self, const char *url, const char *pin)
{
  add_hall (self, YX_HALL_FAR, url, pin);
}

static void
registered (YxStart *self, int kind, const char *login)
{
  show (self, SIGN_IN);
  yx_sign_in_page_fill_in (self->sign_in, (YxAccountKind) kind, login, NULL);
  yx_pane_toast (GTK_WIDGET (self), _("Registered. Sign in with the password that you chose."));
  remove_registration (self);
}

/* A registration that was begun is still there when one comes back to it. */
static void
ask_register (YxStart *self, int kind)
{
  GtkWidget *page = gtk_stack_get_child_by_name (self->pages, REGISTER);

  if (page != NULL && GPOINTER_TO_INT (g_object_get_data (G_OBJECT (page), "kind")) != kind)
    {
      gtk_stack_remove (self->pages, page);
      page = NULL;
    }
  if (page == NULL)
    {
      page = GTK_WIDGET (yx_register_page_new (self->lobby, (YxAccountKind) kind));
      g_object_set_data (G_OBJECT (page), "kind", GINT_TO_POINTER (kind));
      g_signal_connect_object (page, "registered", G_CALLBACK (registered), self, G_CONNECT_SWAPPED);
      gtk_stack_add_named (self->pages, page, REGISTER);
    }
  show (self, REGISTER);
}

static void
yx_start_dispose (GObject *object)
{
  YxStart *self = YX_START (object);

  g_clear_handle_id (&self->ticks, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_clear_weak_pointer (&self->window);
  G_OBJECT_CLASS (yx_start_parent_class)->dispose (object);
}

static void
yx_start_finalize (GObject *object)
{
  YxStart *self = YX_START (object);

  g_clear_object (&self->lobby);
  g_clear_object (&self->reception);
  g_clear_object (&self->cancellable);
  g_free (self->hall);
  g_free (self->sample_login);
  G_OBJECT_CLASS (yx_start_parent_class)->finalize (object);
}

static void
yx_start_class_init (YxStartClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = yx_start_dispose;
  G_OBJECT_CLASS (klass)->finalize = yx_start_finalize;
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/yinxin/Yinxin/ui/start.ui");
  gtk_widget_class_bind_template_child (widget_class, YxStart, title);
  gtk_widget_class_bind_template_child (widget_class, YxStart, back);
  gtk_widget_class_bind_template_child (widget_class, YxStart, pages);
  gtk_widget_class_bind_template_child (widget_class, YxStart, waiting);
  gtk_widget_class_bind_template_child (widget_class, YxStart, again);
  gtk_widget_class_bind_template_child (widget_class, YxStart, spinner);
  gtk_widget_class_bind_template_child (widget_class, YxStart, progress);
  gtk_widget_class_bind_template_child (widget_class, YxStart, cancel);
  gtk_widget_class_install_action (widget_class, "start.own", NULL, choose_own);
  gtk_widget_class_install_action (widget_class, "start.sample", NULL, choose_sample);
  gtk_widget_class_install_action (widget_class, "start.address", NULL, choose_address);
  gtk_widget_class_install_action (widget_class, "start.hall", "s", choose_hall);
  gtk_widget_class_install_action (widget_class, "start.again", NULL, try_again);
  gtk_widget_class_install_action (widget_class, "start.back", NULL, go_back);
}

static void
yx_start_init (YxStart *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  self->welcome = yx_welcome_page_new ();
  self->address = yx_address_page_new ();
  gtk_stack_add_named (self->pages, GTK_WIDGET (self->welcome), WELCOME);
  gtk_stack_add_named (self->pages, GTK_WIDGET (self->address), ADDRESS);
  g_signal_connect_object (self->address, "trusted", G_CALLBACK (trusted), self, G_CONNECT_SWAPPED);
}

/**
 * yx_start_new:
 * @reception: of the application
 * @window: whose start it is
 *
 * Returns: (transfer floating): a start that shows the choice of a hall
 */
YxStart *
yx_start_new (YxReception *reception, YxWindow *window)
{
  YxStart *self = g_object_new (YX_TYPE_START, NULL);

  self->reception = g_object_ref (reception);
  g_set_weak_pointer (&self->window, window);
  self->sign_in = yx_sign_in_page_new (reception);
  gtk_stack_add_named (self->pages, GTK_WIDGET (self->sign_in), SIGN_IN);
  g_signal_connect_object (self->sign_in, "register", G_CALLBACK (ask_register), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->sign_in, "seated", G_CALLBACK (seated), self, G_CONNECT_SWAPPED);
  yx_account_menu_attach (window, reception, self);
  show_welcome (self);
  return self;
}

static void
resumed (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (YxStart) self = data;

  if (!take_seat (self, source, result, NULL))
    try_again (GTK_WIDGET (self), NULL, NULL);
}

/**
 * yx_start_resume:
 * @self: a start
 * @hall: the hall's id in the book
 * @account: an account that the book knows there
 *
 * Goes on in that account's session; where that is over, asks for its password.
 */
void
yx_start_resume (YxStart *self, const char *hall, const char *account)
{
  g_free (self->hall);
  self->hall = g_strdup (hall);
  wait (self, _("Going to the hall"), "");
  yx_reception_resume (self->reception, hall, account, self->cancellable, resumed, g_object_ref (self));
}

/**
 * yx_start_ask:
 * @self: a start
 *
 * Asks who is there, at the hall that was last entered.
 */
void
yx_start_ask (YxStart *self)
{
  YxKnownHall *hall = yx_reception_get_hall (self->reception);

  if (hall != NULL)
    enter (self, hall);
  else
    show_welcome (self);
}

/**
 * yx_start_begin:
 * @self: a start
 *
 * Begins where this machine left off: in the last account's session, before its hall, or with the choice of one.
 */
void
yx_start_begin (YxStart *self)
{
  YxKnownHall *hall = yx_hall_book_last (yx_reception_get_book (self->reception));
  YxKnownAccount *account = hall != NULL ? yx_hall_book_last_account (hall) : NULL;

  if (account != NULL && hall->signed_in)
    yx_start_resume (self, hall->id, account->id);
  else if (hall != NULL)
    enter (self, hall);
}

/**
 * yx_start_sample_account:
 * @self: a start
 * @login: an account of the sample hall
 *
 * Signs in as somebody whom the sample made up.
 */
void
yx_start_sample_account (YxStart *self, const char *login)
{
  g_return_if_fail (YX_IS_START (self));
  g_free (self->sample_login);
  self->sample_login = g_strdup (login);
  add_hall (self, YX_HALL_SAMPLE, NULL, NULL);
}

static void
sample_removed (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (YxStart) self = data;
  g_autoptr (GError) error = NULL;

  if (!yx_reception_remove_sample_finish (YX_RECEPTION (source), result, &error))
    yx_pane_toast_error (GTK_WIDGET (self), error);
  else
    yx_pane_toast (GTK_WIDGET (self), _("The sample is removed"));
  show_welcome (self);
}

/**
 * yx_start_remove_sample:
 * @self: a start; nobody sits at the window
 *
 * Removes the sample hall, and shows the choice of a hall.
 */
void
yx_start_remove_sample (YxStart *self)
{
  g_return_if_fail (YX_IS_START (self));
  g_clear_pointer (&self->hall, g_free);
  wait (self, _("The sample is being removed"), "");
  g_clear_object (&self->lobby);
  yx_reception_remove_sample (self->reception, sample_removed, g_object_ref (self));
}
