/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/common/yx-code-row.h"

#include <glib/gi18n-lib.h>

#include "desk/common/yx-error-words.h"
#include "flow/yx-flow-account.h"
#include "model/yx-checks.h"

#define AGAIN_SECONDS 60
#define ARRIVAL_SECONDS 60
#define DIGITS 6

struct _YxCodeRow
{
  YxReasonRow parent_instance;

  YxSeat *seat; /* (owned) */
  YxCodePurpose purpose;
  char *phone;               /* (owned) (nullable) */
  GCancellable *cancellable; /* (owned) */
  YxSecret *arrived;         /* (owned) (nullable): a code that waits to be filled in */
  gint64 again;              /* monotonic: when another one can be asked for */
  guint tick;                /* a source while @again is ahead */
  gboolean sending;
  gboolean complete;

  GtkEditable *entry;
  GtkButton *button;
};

enum
{
  PROP_0,
  PROP_COMPLETE,
  N_PROPS,
};

static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (YxCodeRow, yx_code_row, YX_TYPE_REASON_ROW)

/* What a worker waits for. */
typedef struct
{
  YxCodeSource *codes;
  char *phone;
  const char *purpose;
} Arrival;

static void
free_arrival (gpointer data)
{
  Arrival *arrival = data;

  yx_code_source_unref (arrival->codes);
  g_free (arrival->phone);
  g_free (arrival);
}

static gboolean
knows_phone (YxCodeRow *self)
{
  return yx_seat_get_session (self->seat) != NULL || (self->phone != NULL && yx_check_phone (self->phone, NULL));
}

static guint
seconds_left (YxCodeRow *self)
{
  gint64 left = self->again - g_get_monotonic_time ();

  return left > 0 ? (guint) ((left + G_USEC_PER_SEC - 1) / G_USEC_PER_SEC) : 0;
}

static char *
button_words (YxCodeRow *self)
{
  guint left = seconds_left (self);

  if (self->arrived != NULL)
    /* Translators: the button that puts an SMS code into the field: the code's first three digits and the others. */
    return g_strdup_printf (_("Fill in %.3s %s"), yx_secret_text (self->arrived), yx_secret_text (self->arrived) + DIGITS / 2);
  if (self->sending)
    return g_strdup (_("Sending…"));
  if (left > 0)
    /* Translators: seconds until another code can be asked for. */
    return g_strdup_printf (_("Again in %u s"), left);
  return g_strdup (self->again == 0 ? _("Send Code") : _("Send Again"));
}

static void
show_button (YxCodeRow *self)
{
  g_autofree char *words = button_words (self);
  gboolean free_to_send = !self->sending && seconds_left (self) == 0 && knows_phone (self);

  gtk_button_set_label (self->button, words);
  gtk_widget_set_sensitive (GTK_WIDGET (self->button), self->arrived != NULL || free_to_send);
  (self->arrived != NULL ? gtk_widget_add_css_class : gtk_widget_remove_css_class) (GTK_WIDGET (self->button), "suggested-action");
}

static gboolean
count_down (gpointer data)
{
  YxCodeRow *self = data;

  show_button (self);
  if (seconds_left (self) > 0)
    return G_SOURCE_CONTINUE;
  self->tick = 0;
  return G_SOURCE_REMOVE;
}

static void
hold_back (YxCodeRow *self, gint64 seconds)
{
  self->again = g_get_monotonic_time () + seconds * G_USEC_PER_SEC;
  if (self->tick == 0)
    self->tick = g_timeout_add_seconds (1, count_down, self);
}

static void
wait_for_code (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Arrival *arrival = data;
  GError *error = NULL;
  YxSecret *code = yx_code_source_wait (arrival->codes, arrival->phone, arrival->purpose, ARRIVAL_SECONDS, cancellable, &error);

  if (code != NULL)
    g_task_return_pointer (task, code, (GDestroyNotify) yx_secret_unref);
  else
    g_task_return_error (task, error);
}

static void
arrived (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (YxCodeRow) self = data;
  g_autoptr (YxSecret) code = g_task_propagate_pointer (G_TASK (result), NULL);

  if (code == NULL || yx_secret_size (code) != DIGITS || g_cancellable_is_cancelled (self->cancellable))
    return;
  g_clear_pointer (&self->arrived, yx_secret_unref);
  self->arrived = g_steal_pointer (&code);
  yx_reason_row_say (YX_REASON_ROW (self), _("The hall on this computer has sent the code."), FALSE);
  show_button (self);
}

/* The codes of a hall on this computer come by a pipe instead of a phone. */
static void
await_own (YxCodeRow *self)
{
  g_autoptr (GTask) task = g_task_new (NULL, self->cancellable, arrived, g_object_ref (self));
  Arrival *arrival = g_new0 (Arrival, 1);

  arrival->codes = yx_code_source_ref (yx_seat_get_codes (self->seat));
  arrival->phone = yx_seat_get_session (self->seat) == NULL ? g_strdup (self->phone) : NULL;
  arrival->purpose = yx_choice_find (yx_code_purposes, self->purpose)->nick;
  g_task_set_source_tag (task, await_own);
  g_task_set_task_data (task, arrival, free_arrival);
  g_task_run_in_thread (task, wait_for_code);
}

/* What the lane's thread is told. */
typedef struct
{
  char *phone;
  YxCodePurpose purpose;
} Asking;

static void
free_asking (gpointer data)
{
  Asking *asking = data;

  g_free (asking->phone);
  g_free (asking);
}

static gpointer
ask (YxActor *actor, gpointer data, GCancellable *cancellable, GError **error)
{
  const Asking *asking = data;

  return GINT_TO_POINTER (yx_flow_request_code (actor, asking->phone, asking->purpose, cancellable, error));
}

static void
asked (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (YxCodeRow) self = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *words = NULL;
  gint64 wait = AGAIN_SECONDS;

  self->sending = FALSE;
  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  if (yx_seat_run_finish (YX_SEAT (source), result, &error) == NULL)
    {
      words = yx_error_words (error);
      wait = error->domain == YX_PROBLEM_ERROR ? yx_problem_retry_after (error) : 0;
    }
  yx_reason_row_say (YX_REASON_ROW (self), error != NULL ? words : _("A code was sent. It is good for five minutes."), error != NULL);
  if (wait > 0)
    hold_back (self, wait);
  if (error == NULL && yx_seat_get_codes (self->seat) != NULL)
    await_own (self);
  show_button (self);
}

static void
forget_old (YxCodeRow *self)
{
  YxCodeSource *codes = yx_seat_get_codes (self->seat);
  const char *phone = yx_seat_get_session (self->seat) == NULL ? self->phone : NULL;

  g_clear_pointer (&self->arrived, yx_secret_unref);
  if (codes != NULL)
    yx_code_source_forget (codes, phone, yx_choice_find (yx_code_purposes, self->purpose)->nick);
}

static void
pressed (YxCodeRow *self)
{
  g_autoptr (YxSecret) code = g_steal_pointer (&self->arrived);

  if (code == NULL)
    {
      yx_code_row_send (self);
      return;
    }
  gtk_editable_set_text (self->entry, yx_secret_text (code));
  gtk_editable_set_position (self->entry, -1);
  gtk_widget_grab_focus (GTK_WIDGET (self));
  show_button (self);
}

static void
look (YxCodeRow *self)
{
  const char *text = gtk_editable_get_text (self->entry);
  g_autoptr (GError) error = NULL;
  gboolean complete = yx_check_code (text, &error);
  gboolean full = g_utf8_strlen (text, -1) >= DIGITS;

  yx_reason_row_say (YX_REASON_ROW (self), full && !complete ? g_dgettext (GETTEXT_PACKAGE, error->message) : NULL, TRUE);
  if (complete == self->complete)
    return;
  self->complete = complete;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_COMPLETE]);
}

static void
yx_code_row_get_property (GObject *object, guint id, GValue *value, GParamSpec *spec)
{
  if (id == PROP_COMPLETE)
    g_value_set_boolean (value, YX_CODE_ROW (object)->complete);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
}

static void
yx_code_row_dispose (GObject *object)
{
  YxCodeRow *self = YX_CODE_ROW (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->tick, g_source_remove);
  g_clear_pointer (&self->arrived, yx_secret_unref);
  G_OBJECT_CLASS (yx_code_row_parent_class)->dispose (object);
}

static void
yx_code_row_finalize (GObject *object)
{
  YxCodeRow *self = YX_CODE_ROW (object);

  g_clear_object (&self->seat);
  g_clear_object (&self->cancellable);
  g_free (self->phone);
  G_OBJECT_CLASS (yx_code_row_parent_class)->finalize (object);
}

static void
yx_code_row_class_init (YxCodeRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = yx_code_row_get_property;
  object_class->dispose = yx_code_row_dispose;
  object_class->finalize = yx_code_row_finalize;
  /**
   * YxCodeRow:complete:
   *
   * Whether there are six digits that can be taken.
   */
  props[PROP_COMPLETE] = g_param_spec_boolean ("complete", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
yx_code_row_init (YxCodeRow *self)
{
  GtkWidget *entry = adw_entry_row_new ();
  GtkWidget *inside;

  self->cancellable = g_cancellable_new ();
  self->entry = GTK_EDITABLE (entry);
  self->button = GTK_BUTTON (gtk_button_new ());
  gtk_widget_set_valign (GTK_WIDGET (self->button), GTK_ALIGN_CENTER);
  gtk_widget_set_size_request (GTK_WIDGET (self->button), -1, 44);
  gtk_widget_add_css_class (GTK_WIDGET (self->button), "numeric");
  adw_entry_row_add_suffix (ADW_ENTRY_ROW (entry), GTK_WIDGET (self->button));
  adw_entry_row_set_input_purpose (ADW_ENTRY_ROW (entry), GTK_INPUT_PURPOSE_DIGITS);
  adw_entry_row_set_activates_default (ADW_ENTRY_ROW (entry), TRUE);
  yx_reason_row_set_entry (YX_REASON_ROW (self), ADW_ENTRY_ROW (entry), _("SMS code"));
  inside = GTK_WIDGET (gtk_editable_get_delegate (self->entry));
  gtk_text_set_max_length (GTK_TEXT (inside), DIGITS);
  g_signal_connect_swapped (entry, "changed", G_CALLBACK (look), self);
  g_signal_connect_swapped (self->button, "clicked", G_CALLBACK (pressed), self);
}

/**
 * yx_code_row_new:
 * @seat: at the hall that sends the code
 * @purpose: what it is for
 *
 * Returns: (transfer floating): a row in which nothing was sent yet
 */
YxCodeRow *
yx_code_row_new (YxSeat *seat, YxCodePurpose purpose)
{
  YxCodeRow *self = g_object_new (YX_TYPE_CODE_ROW, NULL);

  self->seat = g_object_ref (seat);
  self->purpose = purpose;
  show_button (self);
  return self;
}

/**
 * yx_code_row_set_phone:
 * @self: a row
 * @phone: (nullable): where the code goes while nobody is signed in; a signed-in account's goes to its own phone
 */
void
yx_code_row_set_phone (YxCodeRow *self, const char *phone)
{
  g_return_if_fail (YX_IS_CODE_ROW (self));
  if (g_strcmp0 (self->phone, phone) == 0)
    return;
  g_free (self->phone);
  self->phone = g_strdup (phone);
  show_button (self);
}

/**
 * yx_code_row_send:
 * @self: a row
 *
 * Asks for a code, as its button does; nothing happens while one is under way or was asked for a moment ago.
 */
void
yx_code_row_send (YxCodeRow *self)
{
  Asking *asking;

  g_return_if_fail (YX_IS_CODE_ROW (self));
  if (self->sending || seconds_left (self) > 0 || !knows_phone (self))
    return;
  asking = g_new0 (Asking, 1);
  asking->purpose = self->purpose;
  asking->phone = yx_seat_get_session (self->seat) == NULL ? g_strdup (self->phone) : NULL;
  self->sending = TRUE;
  forget_old (self);
  show_button (self);
  yx_seat_run (self->seat, YX_LANE_READ, ask, asking, free_asking, NULL, self->cancellable, asked, g_object_ref (self));
}

/**
 * yx_code_row_get_complete:
 * @self: a row
 *
 * Returns: whether there are six digits in it
 */
gboolean
yx_code_row_get_complete (YxCodeRow *self)
{
  g_return_val_if_fail (YX_IS_CODE_ROW (self), FALSE);
  return self->complete;
}

/**
 * yx_code_row_take:
 * @self: a row
 *
 * Takes the code out; the field is empty afterwards.
 *
 * Returns: (transfer full) (nullable): the code; %NULL when there are no six digits, and then they stay
 */
YxSecret *
yx_code_row_take (YxCodeRow *self)
{
  YxSecret *code;

  g_return_val_if_fail (YX_IS_CODE_ROW (self), NULL);
  if (!self->complete)
    return NULL;
  code = yx_secret_new_text (gtk_editable_get_text (self->entry));
  gtk_editable_set_text (self->entry, "");
  return code;
}
