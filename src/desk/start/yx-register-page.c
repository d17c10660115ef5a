/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/start/yx-register-page.h"

#include <glib/gi18n-lib.h>

#include "base/yx-id.h"
#include "desk/common/yx-code-row.h"
#include "desk/common/yx-error-words.h"
#include "desk/common/yx-field-row.h"
#include "desk/common/yx-form-manners.h"
#include "desk/common/yx-password-row.h"
#include "desk/start/yx-texts.h"
#include "desk/start/yx-validity.h"
#include "flow/yx-flow-account.h"

struct _YxRegisterPage
{
  AdwBin parent_instance;

  YxSeat *lobby; /* (owned) */
  YxAccountKind kind;
  YxDraft *draft;            /* (owned) */
  GCancellable *cancellable; /* (owned) */
  GPtrArray *rows;           /* (owned) of YxFieldRow */
  char *id;                  /* (owned): the enterprise's or the account's */
  char *account;             /* (owned) */
  YxPasswordRow *password;
  YxCodeRow *code;
  gboolean busy;

  GtkBox *groups;
  GtkCheckButton *consent;
  GtkLabel *problem;
  GtkWidget *go;
  GtkSpinner *spinner;
};

enum
{
  SIGNAL_REGISTERED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (YxRegisterPage, yx_register_page, ADW_TYPE_BIN)

/* A group of rows; the phone's is followed by the code, the last day's by its quick picks, the login by the password. */
typedef struct
{
  const char *title;
  const char *fields[10];
} Group;

static const Group enterprise_groups[] = {
  { N_ ("Account"), { "login" } },
  { N_ ("Enterprise"), { "u_name", "u_uscc", "u_type", "u_addr", "u_econ", "u_industry", "u_phone" } },
  { N_ ("Head of the unit"), { "u_head_kind", "u_head", "doc_type", "doc_no", "doc_from", "doc_to" } },
  { N_ ("Mobile phone of the head"), { "phone" } },
  { NULL },
};

static const Group person_groups[] = {
  { N_ ("Person"), { "name", "doc_type", "doc_no", "doc_from", "doc_to" } },
  { N_ ("Mobile phone"), { "phone" } },
  { N_ ("Password"), { NULL } },
  { NULL },
};

/* The button stays pressable while something is missing: pressing it shows what. */
static void
look (YxRegisterPage *self)
{
  gtk_widget_set_sensitive (self->go, !self->busy && gtk_check_button_get_active (self->consent));
}

static void
set_busy (YxRegisterPage *self, gboolean busy)
{
  yx_form_spin (GTK_WIDGET (self), self->spinner, busy);
  self->busy = busy;
  gtk_widget_set_sensitive (GTK_WIDGET (self->groups), !busy);
  look (self);
}

static void
read_agreement (YxRegisterPage *self)
{
  yx_text_show (GTK_WIDGET (self), YX_TEXT_AGREEMENT);
}

static void
read_privacy (YxRegisterPage *self)
{
  yx_text_show (GTK_WIDGET (self), YX_TEXT_PRIVACY);
}

/* What the lane's thread is told. */
typedef struct
{
  YxAccountKind kind;
  char *id;
  gpointer registration;
} Sending;

static void
free_sending (gpointer data)
{
  Sending *sending = data;

  g_free (sending->id);
  yx_record_unref (sending->registration);
  g_free (sending);
}

static gpointer
send_registration (YxActor *actor, gpointer data, GCancellable *cancellable, GError **error)
{
  const Sending *sending = data;
  gboolean done = sending->kind == YX_ACCOUNT_ENTERPRISE
                      ? yx_flow_register_enterprise (actor, sending->id, sending->registration, cancellable, error)
                      : yx_flow_register_person (actor, sending->id, sending->registration, cancellable, error);

  return GINT_TO_POINTER (done);
}

static YxFieldRow *
row_of (YxRegisterPage *self, const char *field)
{
  for (guint i = 0; field != NULL && i < self->rows->len; i++)
    if (g_strcmp0 (yx_field_row_get_field (self->rows->pdata[i]), field) == 0)
      return self->rows->pdata[i];
  return NULL;
}

/* The hall's no stands beside the field that it is about; what was typed stays. */
static void
tell_no (YxRegisterPage *self, const GError *error)
{
  const char *field = error->domain == YX_PROBLEM_ERROR ? yx_problem_field (error) : NULL;
  g_autofree char *words = yx_error_words (error);
  YxFieldRow *row = row_of (self, field);

  yx_form_say (self->problem, words);
  if (row == NULL)
    return;
  yx_draft_refuse (self->draft, field, words);
  yx_field_row_insist (row);
  gtk_widget_grab_focus (GTK_WIDGET (row));
}

static void
answered (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (YxRegisterPage) self = data;
  g_autoptr (GError) error = NULL;
  gpointer done = yx_seat_run_finish (YX_SEAT (source), result, &error);

  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  set_busy (self, FALSE);
  if (done == NULL)
    tell_no (self, error);
  else
    g_signal_emit (self, signals[SIGNAL_REGISTERED], 0, (int) self->kind,
                   yx_draft_get_text (self->draft, self->kind == YX_ACCOUNT_ENTERPRISE ? "login" : "phone"));
}

/* Shows what is wrong everywhere, and goes to the first of it. */
static gboolean
all_right (YxRegisterPage *self)
{
  GtkWidget *first = NULL;

  for (guint i = 0; i < self->rows->len; i++)
    {
      YxFieldRow *row = self->rows->pdata[i];

      yx_field_row_insist (row);
      if (first == NULL && yx_draft_get_error (self->draft, yx_field_row_get_field (row)) != NULL)
        first = GTK_WIDGET (row);
    }
  if (first == NULL && !yx_password_row_get_complete (self->password))
    first = GTK_WIDGET (self->password);
  if (first == NULL && !yx_code_row_get_complete (self->code))
    first = GTK_WIDGET (self->code);
  if (first == NULL)
    return TRUE;
  yx_form_say (self->problem, _("Something is missing or not right yet; it is marked above."));
  gtk_widget_grab_focus (first);
  return FALSE;
}

static void
send (YxRegisterPage *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YxSecret) password = NULL;
  g_autoptr (YxSecret) code = NULL;
  gpointer record;
  Sending *sending;

  yx_form_say (self->problem, NULL);
  yx_draft_set_text (self->draft, "consent", "yes");
  if (!all_right (self))
    return;
  record = yx_draft_to_record (self->draft, &error);
  if (record == NULL)
    {
      yx_form_say (self->problem, error->message);
      return;
    }
  password = yx_password_row_take (self->password);
  code = yx_code_row_take (self->code);
  yx_record_set_secret (record, "password", password);
  yx_record_set_secret (record, "code", code);
  sending = g_new0 (Sending, 1);
  *sending = (Sending){ self->kind, g_strdup (self->id), record };
  set_busy (self, TRUE);
  yx_seat_run (self->lobby, YX_LANE_ACT, send_registration, sending, free_sending, NULL, self->cancellable, answered,
               g_object_ref (self));
}

static void
phone_changed (YxRegisterPage *self)
{
  gboolean right = yx_draft_get_error (self->draft, "phone") == NULL && !yx_draft_is_empty (self->draft, "phone");

  yx_code_row_set_phone (self->code, right ? yx_record_get_text (yx_draft_peek (self->draft), "phone") : NULL);
}

static void
add_password (YxRegisterPage *self, AdwPreferencesGroup *group)
{
  self->password = yx_password_row_new (YX_PASSWORD_NEW_ACCOUNT);
  adw_preferences_group_add (group, GTK_WIDGET (self->password));
  adw_preferences_group_add (group, GTK_WIDGET (yx_password_row_new_repeat (self->password)));
}

static void
add_field (YxRegisterPage *self, AdwPreferencesGroup *group, const char *field)
{
  GtkWidget *row = yx_field_row_new (self->draft, field);

  g_ptr_array_add (self->rows, row);
  adw_preferences_group_add (group, row);
  if (g_str_equal (field, "doc_to"))
    {
      GtkWidget *picks = yx_validity_picks_new (self->draft, "doc_from", "doc_to");

      gtk_widget_set_margin_top (picks, 6);
      adw_preferences_group_add (group, picks);
    }
  else if (g_str_equal (field, "login"))
    add_password (self, group);
  else if (g_str_equal (field, "phone"))
    {
      self->code = yx_code_row_new (self->lobby, YX_CODE_REGISTER);
      adw_preferences_group_add (group, GTK_WIDGET (self->code));
      g_signal_connect_object (self->draft, "changed::phone", G_CALLBACK (phone_changed), self, G_CONNECT_SWAPPED);
    }
}

static void
add_groups (YxRegisterPage *self, const Group *groups)
{
  for (const Group *group = groups; group->title != NULL; group++)
    {
      AdwPreferencesGroup *made = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());

      adw_preferences_group_set_title (made, g_dgettext (GETTEXT_PACKAGE, group->title));
      gtk_box_append (self->groups, GTK_WIDGET (made));
      for (gsize i = 0; group->fields[i] != NULL; i++)
        add_field (self, made, group->fields[i]);
      if (group->fields[0] == NULL)
        add_password (self, made);
    }
}

static void
yx_register_page_dispose (GObject *object)
{
  YxRegisterPage *self = YX_REGISTER_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_ptr_array_set_size (self->rows, 0);
  G_OBJECT_CLASS (yx_register_page_parent_class)->dispose (object);
}

static void
yx_register_page_finalize (GObject *object)
{
  YxRegisterPage *self = YX_REGISTER_PAGE (object);

  g_clear_object (&self->lobby);
  g_clear_object (&self->draft);
  g_clear_object (&self->cancellable);
  g_ptr_array_unref (self->rows);
  g_free (self->id);
  g_free (self->account);
  G_OBJECT_CLASS (yx_register_page_parent_class)->finalize (object);
}

static void
yx_register_page_class_init (YxRegisterPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = yx_register_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = yx_register_page_finalize;
  /**
   * YxRegisterPage::registered:
   * @kind: a #YxAccountKind
   * @login: what to sign in with
   *
   * The account is there.
   */
  signals[SIGNAL_REGISTERED] = g_signal_new ("registered", YX_TYPE_REGISTER_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2,
                                             G_TYPE_INT, G_TYPE_STRING);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/yinxin/Yinxin/ui/register-page.ui");
  gtk_widget_class_bind_template_child (widget_class, YxRegisterPage, groups);
  gtk_widget_class_bind_template_child (widget_class, YxRegisterPage, consent);
  gtk_widget_class_bind_template_child (widget_class, YxRegisterPage, problem);
  gtk_widget_class_bind_template_child (widget_class, YxRegisterPage, go);
  gtk_widget_class_bind_template_child (widget_class, YxRegisterPage, spinner);
  gtk_widget_class_bind_template_callback (widget_class, read_agreement);
  gtk_widget_class_bind_template_callback (widget_class, read_privacy);
  gtk_widget_class_bind_template_callback (widget_class, look);
  gtk_widget_class_bind_template_callback (widget_class, send);
}

static void
yx_register_page_init (YxRegisterPage *self)
{
  self->cancellable = g_cancellable_new ();
  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  look (self);
}

/**
 * yx_register_page_new:
 * @lobby: nobody's seat at the hall
 * @kind: an enterprise's account or a person's
 *
 * Returns: (transfer floating): an empty page
 */
YxRegisterPage *
yx_register_page_new (YxSeat *lobby, YxAccountKind kind)
{
  YxRegisterPage *self = g_object_new (YX_TYPE_REGISTER_PAGE, NULL);
  gboolean enterprise = kind == YX_ACCOUNT_ENTERPRISE;

  self->lobby = g_object_ref (lobby);
  self->kind = kind;
  self->id = yx_id_new (enterprise ? "ent" : "acc");
  self->draft = yx_draft_new (enterprise ? &yx_enterprise_registration_type : &yx_person_registration_type);
  if (enterprise)
    {
      self->account = yx_id_new ("acc");
      yx_draft_set_text (self->draft, "account", self->account);
    }
  yx_draft_set_text (self->draft, "doc_type", "resident_id");
  add_groups (self, enterprise ? enterprise_groups : person_groups);
  return self;
}
