/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/common/yx-unlock.h"

#include <glib/gi18n-lib.h>

#include "api/yx-problem.h"
#include "desk/common/yx-code-row.h"
#include "desk/common/yx-error-words.h"
#include "desk/common/yx-form-manners.h"
#include "desk/common/yx-password-row.h"
#include "flow/yx-flow-certificate.h"

struct _YxUnlock
{
  AdwBin parent_instance;

  YxSeat *seat;            /* (owned) */
  YxCodeRow *code;         /* (owned) */
  YxPasswordRow *password; /* (owned) (nullable) */
  YxPasswordRow *fresh;    /* (owned) (nullable): a new one */
  YxPasswordRow *repeat;   /* (owned) (nullable) */
  GtkLabel *trouble;       /* (owned) */
  gboolean busy;
  gboolean complete;
};

/* What is on its way to the acting lane. */
typedef struct
{
  YxEntered entered;
  YxUnlockFunc func;
  gpointer data;
  GDestroyNotify data_destroy;
  GDestroyNotify result_destroy;
} Act;

enum
{
  PROP_0,
  PROP_COMPLETE,
  N_PROPS,
};

enum
{
  SIGNAL_ENTERED,
  N_SIGNALS,
};

static GParamSpec *props[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (YxUnlock, yx_unlock, ADW_TYPE_BIN)

static void
free_act (gpointer data)
{
  Act *act = data;

  g_clear_pointer (&act->entered.code, yx_secret_unref);
  g_clear_pointer (&act->entered.password, yx_secret_unref);
  g_clear_pointer (&act->entered.new_password, yx_secret_unref);
  if (act->data_destroy != NULL)
    act->data_destroy (act->data);
  g_free (act);
}

static gpointer
do_act (YxActor *actor, gpointer data, GCancellable *cancellable, GError **error)
{
  Act *act = data;

  return act->func (actor, &act->entered, act->data, cancellable, error);
}

static gboolean
is_complete (YxPasswordRow *row)
{
  return row == NULL || yx_password_row_get_complete (row);
}

static void
look (YxUnlock *self)
{
  gboolean complete = !self->busy && yx_code_row_get_complete (self->code) && is_complete (self->password)
                      && is_complete (self->fresh) && is_complete (self->repeat);

  if (complete == self->complete)
    return;
  self->complete = complete;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_COMPLETE]);
}

/* The focus leaves first: an entry that becomes insensitive with it would go on blinking. */
static void
set_busy (YxUnlock *self, gboolean busy)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  self->busy = busy;
  if (busy && focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self)))
    gtk_root_set_focus (root, NULL);
  gtk_widget_set_sensitive (GTK_WIDGET (self), !busy);
  look (self);
}

static gboolean
is_about_code (const GError *error)
{
  return g_error_matches (error, YX_PROBLEM_ERROR, YX_PROBLEM_WRONG_CODE)
         || (error->domain == YX_PROBLEM_ERROR && g_strcmp0 (yx_problem_field (error), "code") == 0);
}

static gboolean
is_about_password (const GError *error)
{
  return g_error_matches (error, YX_FLOW_ERROR, YX_FLOW_ERROR_PASSWORD)
         || g_error_matches (error, YX_PROBLEM_ERROR, YX_PROBLEM_WRONG_PROOF)
         || g_error_matches (error, YX_CRYPTO_ERROR, YX_CRYPTO_ERROR_WRONG_PASSWORD);
}

static gboolean
is_about_new_password (const GError *error)
{
  return g_error_matches (error, YX_FLOW_ERROR, YX_FLOW_ERROR_SAME_PASSWORD);
}

static void
put_back (gpointer row, YxSecret *secret)
{
  if (row != NULL && secret != NULL)
    gtk_editable_set_text (GTK_EDITABLE (yx_reason_row_get_entry (YX_REASON_ROW (row))), yx_secret_text (secret));
}

/* What was not wrong need not be typed again. A wrong password leaves the code good; a wrong code says nothing of
 * the password. */
static void
give_back (YxUnlock *self, const YxEntered *entered, const GError *error)
{
  if (!is_about_code (error))
    put_back (self->code, entered->code);
  if (!is_about_password (error))
    put_back (self->password, entered->password);
  if (!is_about_new_password (error))
    {
      put_back (self->fresh, entered->new_password);
      put_back (self->repeat, entered->new_password);
    }
}

static gpointer
row_of (YxUnlock *self, const GError *error)
{
  if (is_about_code (error))
    return self->code;
  if (is_about_new_password (error))
    return self->fresh;
  return is_about_password (error) ? self->password : NULL;
}

static void
say_error (YxUnlock *self, const YxEntered *entered, const GError *error)
{
  g_autofree char *words = yx_error_words (error);
  gpointer row = row_of (self, error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  give_back (self, entered, error);
  if (row == NULL)
    {
      yx_form_say (self->trouble, words);
      return;
    }
  yx_reason_row_say (row, words, TRUE);
  gtk_widget_grab_focus (row);
}

static void
acted (GObject *seat, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  YxUnlock *self = g_task_get_source_object (task);
  Act *act = g_task_get_task_data (task);
  GError *error = NULL;
  gpointer found = yx_seat_run_finish (YX_SEAT (seat), result, &error);

  set_busy (self, FALSE);
  if (error == NULL)
    {
      g_task_return_pointer (task, found, act->result_destroy);
      return;
    }
  say_error (self, &act->entered, error);
  g_task_return_error (task, error);
}

static void
entered (YxUnlock *self)
{
  if (self->complete)
    g_signal_emit (self, signals[SIGNAL_ENTERED], 0);
}

static void
yx_unlock_get_property (GObject *object, guint id, GValue *value, GParamSpec *spec)
{
  if (id == PROP_COMPLETE)
    g_value_set_boolean (value, YX_UNLOCK (object)->complete);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
}

static void
yx_unlock_finalize (GObject *object)
{
  YxUnlock *self = YX_UNLOCK (object);

  g_clear_object (&self->seat);
  g_clear_object (&self->code);
  g_clear_object (&self->password);
  g_clear_object (&self->fresh);
  g_clear_object (&self->repeat);
  g_clear_object (&self->trouble);
  G_OBJECT_CLASS (yx_unlock_parent_class)->finalize (object);
}

static void
yx_unlock_class_init (YxUnlockClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = yx_unlock_get_property;
  object_class->finalize = yx_unlock_finalize;
  /**
   * YxUnlock:complete:
   *
   * Whether all that is asked for is entered, and nothing is on its way.
   */
  props[PROP_COMPLETE] = g_param_spec_boolean ("complete", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
  /**
   * YxUnlock::entered:
   *
   * Enter was pressed, and all is there.
   */
  signals[SIGNAL_ENTERED] = g_signal_new ("entered", YX_TYPE_UNLOCK, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
yx_unlock_init (YxUnlock *self)
{
}

static GtkLabel *
make_words (const char *words, const char *style)
{
  GtkWidget *label = gtk_label_new (words);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "caption");
  gtk_widget_add_css_class (label, style);
  return GTK_LABEL (label);
}

static GtkWidget *
make_group (const char *title, const char *words, gpointer first, gpointer second, gpointer third)
{
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  gpointer rows[] = { first, second, third };

  if (title != NULL)
    adw_preferences_group_set_title (group, title);
  adw_preferences_group_set_description (group, words);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    if (rows[i] != NULL)
      adw_preferences_group_add (group, rows[i]);
  return GTK_WIDGET (group);
}

static YxPasswordRow *
take_row (YxUnlock *self, YxPasswordRow *row)
{
  g_object_ref_sink (row);
  g_signal_connect_object (row, "notify::complete", G_CALLBACK (look), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "entered", G_CALLBACK (entered), self, G_CONNECT_SWAPPED);
  return row;
}

static void
make_passwords (YxUnlock *self, YxUnlockAsks asks)
{
  if (asks & YX_UNLOCK_PASSWORD)
    self->password = take_row (self, yx_password_row_new (YX_PASSWORD_CERTIFICATE));
  if (!(asks & YX_UNLOCK_NEW_PASSWORD))
    return;
  self->fresh = take_row (self, yx_password_row_new (YX_PASSWORD_NEW_CERTIFICATE));
  self->repeat = take_row (self, yx_password_row_new_repeat (self->fresh));
}

/* One group of rows; or two steps, where a password is chosen. */
static void
put_rows (YxUnlock *self, GtkBox *box)
{
  if (self->fresh == NULL)
    {
      gtk_box_append (box, make_group (NULL, NULL, self->code, self->password, NULL));
      return;
    }
  gtk_box_append (box, make_group (_("1. SMS code"), _("It goes to the phone that the account is bound to."), self->code, NULL, NULL));
  gtk_box_append (box, make_group (_("2. Certificate password"),
                                   _("It protects your signature: nobody else may know it, and nobody can recover it. "
                                     "Choose another one than for signing in."),
                                   self->password, self->fresh, self->repeat));
}

/**
 * yx_unlock_new:
 * @seat: who acts
 * @purpose: what the SMS code is for
 * @asks: what is asked for besides
 *
 * Returns: (transfer floating): rows in which nothing is entered yet, and no code was sent
 */
YxUnlock *
yx_unlock_new (YxSeat *seat, YxCodePurpose purpose, YxUnlockAsks asks)
{
  YxUnlock *self = g_object_new (YX_TYPE_UNLOCK, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, asks & YX_UNLOCK_NEW_PASSWORD ? 18 : 6);

  self->seat = g_object_ref (seat);
  self->code = g_object_ref_sink (yx_code_row_new (seat, purpose));
  self->trouble = g_object_ref_sink (make_words (NULL, "error"));
  g_signal_connect_object (self->code, "notify::complete", G_CALLBACK (look), self, G_CONNECT_SWAPPED);
  make_passwords (self, asks);
  put_rows (self, GTK_BOX (box));
  gtk_widget_set_visible (GTK_WIDGET (self->trouble), FALSE);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->trouble));
  if (asks & YX_UNLOCK_PASSWORD)
    gtk_box_append (GTK_BOX (box), GTK_WIDGET (make_words (_("Forgotten the certificate password? Nobody can tell it to you, the hall neither. "
                                                             "Suspend the certificate and activate a new one, in Certificates."),
                                                           "dim-label")));
  adw_bin_set_child (ADW_BIN (self), box);
  return self;
}

/**
 * yx_unlock_get_complete:
 * @self: rows
 *
 * Returns: whether all that is asked for is entered, and nothing is on its way
 */
gboolean
yx_unlock_get_complete (YxUnlock *self)
{
  g_return_val_if_fail (YX_IS_UNLOCK (self), FALSE);
  return self->complete;
}

/**
 * yx_unlock_send_code:
 * @self: rows
 *
 * Asks for the SMS code, as the row's button does.
 */
void
yx_unlock_send_code (YxUnlock *self)
{
  g_return_if_fail (YX_IS_UNLOCK (self));
  yx_code_row_send (self->code);
}

/**
 * yx_unlock_clear:
 * @self: rows
 *
 * Wipes what was typed, as on leaving.
 */
void
yx_unlock_clear (YxUnlock *self)
{
  YxPasswordRow *rows[] = { self->password, self->fresh, self->repeat };

  gtk_editable_set_text (GTK_EDITABLE (yx_reason_row_get_entry (YX_REASON_ROW (self->code))), "");
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    if (rows[i] != NULL)
      yx_password_row_clear (rows[i]);
  yx_form_say (self->trouble, NULL);
}

/**
 * yx_unlock_act:
 * @self: rows that are complete
 * @func: what to do, on the acting lane's thread
 * @data: (transfer full) (nullable): for @func
 * @data_destroy: (nullable): frees @data
 * @result_destroy: (nullable): frees a result that nobody took
 * @cancellable: (nullable): a cancellable
 * @callback: called once
 *
 * Takes what was entered out of the rows and acts with it. An error is said under its row before @callback is called;
 * what was not wrong is in the rows again.
 */
void
yx_unlock_act (YxUnlock *self, YxUnlockFunc func, gpointer data, GDestroyNotify data_destroy, GDestroyNotify result_destroy,
               GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (self, NULL, callback, user_data);
  Act *act = g_new0 (Act, 1);

  act->func = func;
  act->data = data;
  act->data_destroy = data_destroy;
  act->result_destroy = result_destroy;
  act->entered.code = yx_code_row_take (self->code);
  act->entered.password = self->password != NULL ? yx_password_row_take (self->password) : NULL;
  act->entered.new_password = self->fresh != NULL ? yx_password_row_take (self->fresh) : NULL;
  if (self->repeat != NULL)
    yx_password_row_clear (self->repeat);
  g_task_set_source_tag (task, yx_unlock_act);
  g_task_set_task_data (task, act, free_act);
  yx_form_say (self->trouble, NULL);
  set_busy (self, TRUE);
  yx_seat_run (self->seat, YX_LANE_ACT, do_act, act, NULL, result_destroy, cancellable, acted, task);
}

/**
 * yx_unlock_act_finish:
 * @self: rows
 * @result: what the callback was given
 *
 * Returns: (transfer full) (nullable): what the function returned
 */
gpointer
yx_unlock_act_finish (YxUnlock *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

static gpointer
unlock (YxActor *actor, const YxEntered *typed, gpointer data, GCancellable *cancellable, GError **error)
{
  return GINT_TO_POINTER (yx_flow_unlock (actor, typed->password, typed->code, cancellable, error));
}

/**
 * yx_unlock_keys:
 * @self: rows that are complete
 * @cancellable: (nullable): a cancellable
 * @callback: called once
 *
 * Unlocks the account's keys on the acting lane (design.md "where the private key is"). Whoever does so locks them
 * again by yx_unlock_lock_keys(), or on the lane itself.
 */
void
yx_unlock_keys (YxUnlock *self, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_return_if_fail (YX_IS_UNLOCK (self) && self->password != NULL);
  yx_unlock_act (self, unlock, NULL, NULL, NULL, cancellable, callback, user_data);
}

/**
 * yx_unlock_keys_finish:
 * @self: rows
 * @result: what the callback was given
 *
 * Returns: whether the keys are unlocked
 */
gboolean
yx_unlock_keys_finish (YxUnlock *self, GAsyncResult *result, GError **error)
{
  return yx_unlock_act_finish (self, result, error) != NULL;
}

static gpointer
lock (YxActor *actor, gpointer data, GCancellable *cancellable, GError **error)
{
  yx_flow_lock (actor);
  return actor;
}

/**
 * yx_unlock_lock_keys:
 * @seat: whose keys
 *
 * Wipes the unlocked keys, once what is under way on the acting lane is done.
 */
void
yx_unlock_lock_keys (YxSeat *seat)
{
  yx_seat_run (seat, YX_LANE_ACT, lock, NULL, NULL, NULL, NULL, NULL, NULL);
}
