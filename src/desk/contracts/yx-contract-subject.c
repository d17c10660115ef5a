/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/contracts/yx-contract-subject.h"

#include <glib/gi18n-lib.h>

#include "desk/common/yx-dialog.h"
#include "desk/common/yx-error-words.h"
#include "desk/common/yx-moment.h"
#include "desk/common/yx-pane.h"
#include "desk/contracts/yx-contract-saver.h"
#include "desk/contracts/yx-contract-words.h"
#include "desk/contracts/yx-reason-dialog.h"
#include "desk/contracts/yx-steps-bar.h"
#include "desk/document/yx-document-view.h"
#include "desk/filing/yx-draft-drop.h"
#include "flow/yx-flow-act.h"
#include "flow/yx-flow-copy.h"
#include "flow/yx-flow-document.h"
#include "flow/yx-flow-list.h"
#include "model/yx-event.h"

struct _YxContractSubject
{
  AdwBin parent_instance;

  YxSeat *seat;              /* (owned) (nullable) */
  YxLine *line;              /* (owned) (nullable): what is shown */
  YxDocument *document;      /* (owned) (nullable): as it was fetched last */
  char *shown_head;          /* (owned) (nullable): of the document whose pages are shown */
  GCancellable *cancellable; /* (owned) (nullable): of what is being fetched */
  YxContractSaver *saver;    /* (owned) (nullable): while it saves a copy */
  GSimpleActionGroup *actions;

  GtkWidget *back;
  AdwHeaderBar *header;
  AdwWindowTitle *title;
  GtkButton *suggested;
  GtkWidget *more;
  GtkStack *stack;
  GtkImage *symbol;
  GtkLabel *state;
  GtkLabel *facts;
  GtkLabel *reason;
  YxStepsBar *steps;
  GtkStack *paper;
  YxDocumentView *view;
  AdwStatusPage *no_document;
  AdwStatusPage *failed;
  GtkExpander *history;
  GtkListBox *events;
};

G_DEFINE_FINAL_TYPE (YxContractSubject, yx_contract_subject, ADW_TYPE_BIN)

/* What of a contract is fetched. */
typedef struct
{
  YxHeldDocument *held;
  GPtrArray *events; /* (nullable) */
  gboolean copied;
} Fetched;

static void
free_fetched (gpointer data)
{
  Fetched *fetched = data;

  g_clear_pointer (&fetched->held, yx_held_document_free);
  g_clear_pointer (&fetched->events, g_ptr_array_unref);
  g_free (fetched);
}

static gboolean
is_enterprise (YxContractSubject *self)
{
  return yx_seat_get_session (self->seat)->kind == YX_ACCOUNT_ENTERPRISE;
}

static YxContractAct
suggestion (YxContractSubject *self)
{
  return self->line != NULL ? yx_contract_suggested (self->line, yx_seat_get_session (self->seat)->kind) : YX_CONTRACT_NOTHING;
}

static void
enable (YxContractSubject *self, const char *name, gboolean enabled)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self->actions), name);

  g_simple_action_set_enabled (G_SIMPLE_ACTION (action), enabled);
}

static void
show_acts (YxContractSubject *self)
{
  const char *word = yx_contract_act_word (suggestion (self));
  gboolean open = yx_contract_is_open (self->line);
  gboolean online = yx_seat_get_online (self->seat);
  gboolean unsigned_yet = self->document != NULL && self->document->revisions == 1;
  gboolean enterprise = is_enterprise (self);

  gtk_widget_set_visible (GTK_WIDGET (self->suggested), word != NULL);
  gtk_button_set_label (self->suggested, word != NULL ? word : "");
  gtk_widget_set_visible (self->more, self->line->document != NULL || suggestion (self) == YX_CONTRACT_GO_ON);
  enable (self, "download", yx_contract_is_complete (self->line) && online);
  enable (self, "print", self->shown_head != NULL && yx_contract_is_complete (self->line));
  enable (self, "worker-first", enterprise && online && unsigned_yet && self->document->state == YX_DOCUMENT_TO_SEAL);
  enable (self, "employer-first", enterprise && online && unsigned_yet && self->document->state == YX_DOCUMENT_TO_SIGN);
  enable (self, "decline", !enterprise && open && online && self->document != NULL);
  enable (self, "discard", suggestion (self) == YX_CONTRACT_GO_ON);
  enable (self, "withdraw", enterprise && open && online && self->document != NULL);
}

static void
show_facts (YxContractSubject *self)
{
  const char *kind = yx_contract_kind_word (self->line);
  g_autofree char *second = yx_contract_second_line (self->line);
  g_autofree char *facts = kind[0] != '\0' ? g_strdup_printf ("%s  %s", kind, second) : g_strdup (second);
  YxContractStep steps[YX_CONTRACT_STEPS];

  adw_window_title_set_title (self->title, self->line->name != NULL ? self->line->name : "");
  adw_window_title_set_subtitle (self->title, self->document != NULL && is_enterprise (self) ? self->document->title : "");
  gtk_image_set_from_icon_name (self->symbol, yx_contract_symbol (self->line->state));
  gtk_label_set_label (self->state, yx_contract_state_word (self->line));
  gtk_label_set_label (self->facts, facts);
  gtk_label_set_label (self->reason, self->line->reason != NULL ? self->line->reason : "");
  gtk_widget_set_visible (GTK_WIDGET (self->reason), self->line->reason != NULL);
  yx_contract_steps (self->line, self->document, steps);
  yx_steps_bar_set (self->steps, steps);
}

static GtkWidget *
make_event (const YxEvent *event)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *time = yx_moment_minute (event->at);
  const YxChoice *capacity = yx_record_has (event, "capacity") ? yx_choice_find (yx_capacities, event->capacity) : NULL;
  g_autofree char *where = NULL;

  where = g_strjoin ("  ", time, capacity != NULL ? g_dgettext (GETTEXT_PACKAGE, capacity->label) : event->address,
                     capacity != NULL ? event->address : NULL, NULL);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), yx_contract_event_word (event->action));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), where);
  return row;
}

static void
show_events (YxContractSubject *self, GPtrArray *events)
{
  GtkWidget *row;
  guint shown = 0;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->events))) != NULL)
    gtk_list_box_remove (self->events, row);
  for (guint i = events != NULL ? events->len : 0; i-- > 0;)
    if (yx_contract_event_word (((const YxEvent *) events->pdata[i])->action) != NULL)
      {
        gtk_list_box_append (self->events, make_event (events->pdata[i]));
        shown++;
      }
  gtk_widget_set_visible (GTK_WIDGET (self->history), shown > 0);
}

static void
show_pages (YxContractSubject *self, YxHeldDocument *held)
{
  gtk_stack_set_visible_child_name (self->paper, "document");
  if (g_strcmp0 (self->shown_head, held->record->head) == 0)
    return;
  g_free (self->shown_head);
  self->shown_head = g_strdup (held->record->head);
  yx_document_view_set_title (self->view, held->record->title);
  yx_document_view_set_printable (self->view, yx_contract_is_complete (self->line));
  yx_document_view_set_bytes (self->view, held->bytes, held->verdict);
}

/* What is fetched, and where from. */
typedef struct
{
  char *document;
  YxMirror *mirror;
} Wish;

static void
free_wish (gpointer data)
{
  Wish *wish = data;

  g_free (wish->document);
  yx_mirror_unref (wish->mirror);
  g_free (wish);
}

/* With the hall gone, the copy that is kept here. */
static gboolean
take_copy (YxActor *actor, const Wish *wish, Fetched *fetched, GError *cause, GCancellable *cancellable, GError **error)
{
  g_autoptr (YxDocument) known = NULL;

  if (g_error_matches (cause, YX_CLIENT_ERROR, YX_CLIENT_ERROR_UNREACHABLE))
    known = yx_mirror_document (wish->mirror, wish->document, NULL);
  if (known != NULL)
    fetched->held = yx_flow_kept_copy (actor, known, cancellable, NULL);
  fetched->copied = fetched->held != NULL;
  if (fetched->held == NULL)
    g_propagate_error (error, g_error_copy (cause));
  return fetched->copied;
}

static gboolean
take_original (YxActor *actor, const Wish *wish, Fetched *fetched, GCancellable *cancellable, GError **error)
{
  const YxCall events = { .endpoint = YX_API_DOCUMENT_EVENTS, .parameters = { wish->document } };

  fetched->held = yx_flow_document (actor, wish->document, cancellable, error);
  if (fetched->held == NULL)
    return FALSE;
  fetched->events = yx_flow_list (actor->connection, &events, cancellable, error);
  if (fetched->events == NULL)
    g_clear_pointer (&fetched->held, yx_held_document_free);
  /* A copy that can't be kept is none to look at later, no reason to show nothing now. */
  else if (!yx_flow_keep_copy (actor, fetched->held, NULL))
    g_debug ("%s is not kept", wish->document);
  return fetched->held != NULL;
}

static gpointer
fetch (YxActor *actor, gpointer data, GCancellable *cancellable, GError **error)
{
  Fetched *fetched = g_new0 (Fetched, 1);
  g_autoptr (GError) local = NULL;

  if (take_original (actor, data, fetched, cancellable, &local) || take_copy (actor, data, fetched, local, cancellable, error))
    return fetched;
  free_fetched (fetched);
  return NULL;
}

static void
forget_document (YxContractSubject *self)
{
  g_clear_pointer (&self->document, yx_document_unref);
  g_clear_pointer (&self->shown_head, g_free);
  show_events (self, NULL);
}

static void
fetched (GObject *source, GAsyncResult *result, gpointer data)
{
  YxContractSubject *self = data;
  g_autoptr (GError) error = NULL;
  Fetched *found = yx_seat_run_finish (YX_SEAT (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (found == NULL)
    {
      g_autofree char *words = yx_error_words (error);

      /* Pages that are shown stay: they are what was here when the hall was last asked. */
      adw_status_page_set_description (self->failed, words);
      if (self->shown_head == NULL)
        gtk_stack_set_visible_child_name (self->paper, "failed");
      return;
    }
  g_clear_pointer (&self->document, yx_document_unref);
  self->document = yx_document_ref (found->held->record);
  if (found->copied)
    yx_seat_set_online (self->seat, FALSE);
  show_pages (self, found->held);
  show_events (self, found->events);
  show_facts (self);
  show_acts (self);
  free_fetched (found);
}

static void
stop (YxContractSubject *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static const char *
words_without_document (const YxLine *line)
{
  if (yx_contract_is_draft (line))
    return line->todo ? _("The hall knows nothing of it yet. Go on where you left the form.")
                      : _("It is sent as soon as the hall answers.");
  return g_str_equal (line->state, "returned") ? _("Correct the filing; the contract is drawn up when it is approved.")
                                               : _("The contract is drawn up when the filing is approved.");
}

static void
begin_fetch (YxContractSubject *self)
{
  Wish *wish;

  stop (self);
  if (self->line->document == NULL)
    {
      adw_status_page_set_title (self->no_document, _("No document yet"));
      adw_status_page_set_description (self->no_document, words_without_document (self->line));
      gtk_stack_set_visible_child_name (self->paper, "none");
      return;
    }
  if (self->shown_head == NULL)
    gtk_stack_set_visible_child_name (self->paper, "loading");
  self->cancellable = g_cancellable_new ();
  wish = g_new0 (Wish, 1);
  wish->document = g_strdup (self->line->document);
  wish->mirror = yx_mirror_ref (yx_seat_get_mirror (self->seat));
  yx_seat_run (self->seat, YX_LANE_READ, fetch, wish, free_wish, free_fetched, self->cancellable, fetched, self);
}

/* What is done to the document, on its way. */
typedef struct
{
  YxDocument *document;
  char *reason;
  YxParty first;
  gboolean declines;
} Deed;

static void
free_deed (gpointer data)
{
  Deed *deed = data;

  yx_document_unref (deed->document);
  g_free (deed->reason);
  g_free (deed);
}

static gpointer
do_deed (YxActor *actor, gpointer data, GCancellable *cancellable, GError **error)
{
  Deed *deed = data;

  if (deed->reason == NULL)
    return yx_flow_choose_order (actor, deed->document, deed->first, cancellable, error);
  return deed->declines ? yx_flow_decline (actor, deed->document, deed->reason, cancellable, error)
                        : yx_flow_withdraw (actor, deed->document, deed->reason, cancellable, error);
}

static void
deed_done (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (YxContractSubject) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (YxDocument) now = yx_seat_run_finish (YX_SEAT (source), result, &error);

  if (now == NULL)
    yx_pane_toast_error (GTK_WIDGET (self), error);
  else
    yx_pane_toast (GTK_WIDGET (self), _("Done. The other party is told."));
}

static void
begin_deed (YxContractSubject *self, Deed *deed)
{
  deed->document = yx_document_ref (self->document);
  yx_seat_run (self->seat, YX_LANE_ACT, do_deed, deed, free_deed, yx_record_unref, NULL, deed_done, g_object_ref (self));
}

static void
order_chosen (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  Deed *deed = g_new0 (Deed, 1);

  deed->first = g_str_equal (g_action_get_name (G_ACTION (action)), "worker-first") ? YX_PARTY_WORKER : YX_PARTY_ENTERPRISE;
  begin_deed (data, deed);
}

static void
reason_given (YxContractSubject *self, const char *reason, YxReasonDialog *dialog)
{
  Deed *deed;

  if (self->document == NULL)
    return;
  deed = g_new0 (Deed, 1);
  deed->reason = g_strdup (reason);
  deed->declines = !is_enterprise (self);
  begin_deed (self, deed);
}

static void
ask_reason (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  YxContractSubject *self = data;
  gboolean declines = !is_enterprise (self);
  YxReasonDialog *dialog
    = yx_reason_dialog_new (GTK_WIDGET (self), declines ? _("Decline this document?") : _("Withdraw this document?"),
                            declines ? _("Nobody can sign it any more. Your employer is told the reason. This can't be undone.")
                                     : _("Nobody can sign it any more. The employee is told the reason. This can't be undone."),
                            declines ? _("_Decline") : _("_Withdraw"));

  g_signal_connect_object (dialog, "given", G_CALLBACK (reason_given), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
drop_saver (YxContractSubject *self)
{
  g_autoptr (YxContractSaver) saver = g_steal_pointer (&self->saver);

  if (saver == NULL)
    return;
  g_signal_handlers_disconnect_by_data (saver, self);
  yx_contract_saver_cancel (saver);
}

static void
say_waiting (YxContractSubject *self)
{
  yx_pane_toast (GTK_WIDGET (self), yx_contract_saver_waits ());
}

static void
download_done (YxContractSubject *self)
{
  const GError *error = yx_contract_saver_get_error (self->saver);

  if (error != NULL)
    yx_pane_toast_error (GTK_WIDGET (self), error);
  else
    yx_pane_toast (GTK_WIDGET (self), _("Your copy is saved."));
  drop_saver (self);
}

static void
place_chosen (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (YxContractSubject) self = data;
  g_autoptr (GFile) file = yx_dialog_file_finish (result, NULL);
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;

  if (path == NULL || self->seat == NULL || self->line == NULL || self->line->document == NULL)
    return;
  if (self->saver != NULL)
    {
      yx_pane_toast (GTK_WIDGET (self), _("Wait until the other downloads are done."));
      return;
    }
  self->saver = yx_contract_saver_new (self->seat);
  yx_contract_saver_add (self->saver, self->line->document, path);
  g_signal_connect_swapped (self->saver, "waiting", G_CALLBACK (say_waiting), self);
  g_signal_connect_swapped (self->saver, "done", G_CALLBACK (download_done), self);
  yx_contract_saver_start (self->saver);
}

static void
download (YxContractSubject *self)
{
  g_autofree char *name = yx_dialog_file_name (self->line->name != NULL ? self->line->name : self->line->id, ".pdf");

  yx_dialog_save_file (GTK_WIDGET (self), _("Download"), YX_FILE_PDF, name, NULL, place_chosen, g_object_ref (self));
}

static void
download_chosen (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  download (data);
}

static void
print_chosen (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  YxContractSubject *self = data;

  gtk_widget_activate_action (GTK_WIDGET (self->view), "document.print", NULL);
}

static void
discard_chosen (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  YxContractSubject *self = data;

  yx_draft_drop (GTK_WIDGET (self), self->seat, self->line->id, self->line->name, NULL, NULL);
}

static void
fetch_again (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  begin_fetch (data);
}

static const GActionEntry entries[] = {
  { .name = "download", .activate = download_chosen }, { .name = "print", .activate = print_chosen },
  { .name = "worker-first", .activate = order_chosen }, { .name = "employer-first", .activate = order_chosen },
  { .name = "decline", .activate = ask_reason },       { .name = "withdraw", .activate = ask_reason },
  { .name = "again", .activate = fetch_again },        { .name = "discard", .activate = discard_chosen },
};

static void
yx_contract_subject_dispose (GObject *object)
{
  YxContractSubject *self = YX_CONTRACT_SUBJECT (object);

  stop (self);
  drop_saver (self);
  if (self->seat != NULL)
    g_signal_handlers_disconnect_by_data (self->seat, self);
  g_clear_object (&self->seat);
  G_OBJECT_CLASS (yx_contract_subject_parent_class)->dispose (object);
}

static void
yx_contract_subject_finalize (GObject *object)
{
  YxContractSubject *self = YX_CONTRACT_SUBJECT (object);

  g_clear_pointer (&self->line, yx_line_unref);
  g_clear_pointer (&self->document, yx_document_unref);
  g_free (self->shown_head);
  g_clear_object (&self->actions);
  G_OBJECT_CLASS (yx_contract_subject_parent_class)->finalize (object);
}

static void
bind_children (GtkWidgetClass *klass)
{
  gtk_widget_class_bind_template_child (klass, YxContractSubject, back);
  gtk_widget_class_bind_template_child (klass, YxContractSubject, header);
  gtk_widget_class_bind_template_child (klass, YxContractSubject, title);
  gtk_widget_class_bind_template_child (klass, YxContractSubject, suggested);
  gtk_widget_class_bind_template_child (klass, YxContractSubject, more);
  gtk_widget_class_bind_template_child (klass, YxContractSubject, stack);
  gtk_widget_class_bind_template_child (klass, YxContractSubject, symbol);
  gtk_widget_class_bind_template_child (klass, YxContractSubject, state);
  gtk_widget_class_bind_template_child (klass, YxContractSubject, facts);
  gtk_widget_class_bind_template_child (klass, YxContractSubject, reason);
  gtk_widget_class_bind_template_child (klass, YxContractSubject, steps);
  gtk_widget_class_bind_template_child (klass, YxContractSubject, paper);
  gtk_widget_class_bind_template_child (klass, YxContractSubject, view);
  gtk_widget_class_bind_template_child (klass, YxContractSubject, no_document);
  gtk_widget_class_bind_template_child (klass, YxContractSubject, failed);
  gtk_widget_class_bind_template_child (klass, YxContractSubject, history);
  gtk_widget_class_bind_template_child (klass, YxContractSubject, events);
}

static void
yx_contract_subject_class_init (YxContractSubjectClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = yx_contract_subject_dispose;
  object_class->finalize = yx_contract_subject_finalize;
  g_type_ensure (YX_TYPE_DOCUMENT_VIEW);
  g_type_ensure (YX_TYPE_STEPS_BAR);
  gtk_widget_class_set_template_from_resource (GTK_WIDGET_CLASS (klass), "/io/github/yinxin/Yinxin/ui/contract-subject.ui");
  bind_children (GTK_WIDGET_CLASS (klass));
}

static void
yx_contract_subject_init (YxContractSubject *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries), self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "subject", G_ACTION_GROUP (self->actions));
}

static void
online_changed (YxContractSubject *self)
{
  if (self->line == NULL)
    return;
  show_acts (self);
  if (yx_seat_get_online (self->seat) && self->line->document != NULL && self->shown_head == NULL)
    begin_fetch (self);
}

static void
take_seat (YxContractSubject *self, YxSeat *seat)
{
  if (self->seat == seat)
    return;
  if (self->seat != NULL)
    g_signal_handlers_disconnect_by_data (self->seat, self);
  g_set_object (&self->seat, seat);
  g_signal_connect_swapped (seat, "notify::online", G_CALLBACK (online_changed), self);
}

/**
 * yx_contract_subject_show:
 * @self: a subject
 * @seat: whose it is
 * @line: a contract; one that is shown already is shown as it is now
 */
void
yx_contract_subject_show (YxContractSubject *self, YxSeat *seat, YxLine *line)
{
  gboolean same;

  g_return_if_fail (YX_IS_CONTRACT_SUBJECT (self));
  same = self->line != NULL && g_str_equal (self->line->id, line->id);
  take_seat (self, seat);
  if (same && yx_record_equal (self->line, line))
    return;
  yx_line_ref (line);
  g_clear_pointer (&self->line, yx_line_unref);
  self->line = line;
  if (!same)
    forget_document (self);
  gtk_stack_set_visible_child_name (self->stack, "contract");
  show_facts (self);
  show_acts (self);
  begin_fetch (self);
}

/**
 * yx_contract_subject_clear:
 * @self: a subject
 *
 * Shows none.
 */
void
yx_contract_subject_clear (YxContractSubject *self)
{
  g_return_if_fail (YX_IS_CONTRACT_SUBJECT (self));
  stop (self);
  g_clear_pointer (&self->line, yx_line_unref);
  forget_document (self);
  adw_window_title_set_title (self->title, "");
  adw_window_title_set_subtitle (self->title, "");
  gtk_widget_set_visible (GTK_WIDGET (self->suggested), FALSE);
  gtk_widget_set_visible (self->more, FALSE);
  gtk_stack_set_visible_child_name (self->stack, "none");
}

/**
 * yx_contract_subject_get_id:
 * @self: a subject
 *
 * Returns: (transfer none) (nullable): the id of the line that is shown
 */
const char *
yx_contract_subject_get_id (YxContractSubject *self)
{
  g_return_val_if_fail (YX_IS_CONTRACT_SUBJECT (self), NULL);
  return self->line != NULL ? self->line->id : NULL;
}

/**
 * yx_contract_subject_suggested:
 * @self: a subject
 *
 * Does the one thing that is suggested.
 *
 * Returns: whether there is one
 */
gboolean
yx_contract_subject_suggested (YxContractSubject *self)
{
  const char *documents[] = { self->line != NULL ? self->line->document : NULL, NULL };
  GtkWidget *widget = GTK_WIDGET (self);

  switch (suggestion (self))
    {
    case YX_CONTRACT_GO_ON:
      return gtk_widget_activate_action (widget, "win.file", "s", self->line->id);
    case YX_CONTRACT_CORRECT:
      return gtk_widget_activate_action (widget, "win.file", "s", self->line->filing);
    case YX_CONTRACT_SEAL:
      return gtk_widget_activate_action (widget, "win.seal", "^as", documents);
    case YX_CONTRACT_SIGN:
      return gtk_widget_activate_action (widget, "win.sign", "s", self->line->document);
    case YX_CONTRACT_DOWNLOAD:
      download (self);
      return TRUE;
    default:
      return FALSE;
    }
}

/**
 * yx_contract_subject_set_back:
 * @self: a subject
 * @back: whether list and subject take turns, so that there must be a way back
 */
void
yx_contract_subject_set_back (YxContractSubject *self, gboolean back)
{
  g_return_if_fail (YX_IS_CONTRACT_SUBJECT (self));
  gtk_widget_set_visible (self->back, back);
}
