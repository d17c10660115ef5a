/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/filing/yx-filing-window.h"

#include <glib/gi18n-lib.h>

#include "base/yx-id.h"
#include "desk/common/yx-dialog.h"
#include "desk/common/yx-error-words.h"
#include "desk/common/yx-field-row.h"
#include "desk/filing/yx-draft-list.h"
#include "desk/filing/yx-filing-errand.h"
#include "desk/filing/yx-filing-parts.h"

#define SAVE_AFTER_MS 1000

struct _YxFilingWindow
{
  AdwWindow parent_instance;

  YxSeat *seat;              /* (owned) */
  char *id;                  /* (owned): asked for, or empty */
  YxFilingCase *filing_case; /* (owned) (nullable): once it is loaded */
  GPtrArray *parts;          /* (owned): of YxFilingPart */
  GCancellable *cancellable; /* (owned) */
  guint save;
  gboolean sending;
  gboolean filed;

  AdwWindowTitle *title;
  GtkWidget *submit;
  GtkSpinner *spinner;
  AdwToastOverlay *toasts;
  GtkStack *stages;
  AdwStatusPage *failure;
  AdwFlap *flap;
  GtkListBox *parts_list;
  GtkBox *groups;
  GtkWidget *returned;
  GtkLabel *reason;
};

G_DEFINE_FINAL_TYPE (YxFilingWindow, yx_filing_window, ADW_TYPE_WINDOW)

static void
say (YxFilingWindow *self, const char *words)
{
  adw_toast_overlay_add_toast (self->toasts, adw_toast_new (words));
}

/* To who stays when this window is gone. */
static void
say_above (YxFilingWindow *self, const char *words)
{
  GtkWindow *parent = gtk_window_get_transient_for (GTK_WINDOW (self));

  if (parent != NULL)
    gtk_widget_activate_action (GTK_WIDGET (parent), "win.toast", "s", words);
}

static YxFilingErrand *
describe_draft (YxFilingWindow *self)
{
  YxFilingErrand *errand = yx_filing_errand_new (self->seat, yx_filing_case_get_id (self->filing_case));

  errand->title = yx_filing_case_title (self->filing_case);
  errand->body = yx_filing_case_to_json (self->filing_case);
  return errand;
}

static void
kept (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (YxFilingWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *id = yx_seat_run_finish (YX_SEAT (source), result, &error);
  g_autofree char *words = NULL;

  if (id != NULL)
    yx_seat_changed (YX_SEAT (source));
  if (id != NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  words = yx_error_words (error);
  say (self, words);
}

/* Without this window's cancellable: what was typed is kept although the window closes. */
static void
keep_draft (YxFilingWindow *self)
{
  g_clear_handle_id (&self->save, g_source_remove);
  if (self->filing_case == NULL || self->filed || self->sending || !yx_filing_case_is_begun (self->filing_case))
    return;
  yx_seat_run (self->seat, YX_LANE_READ, yx_filing_errand_keep, describe_draft (self), yx_filing_errand_free, g_free, NULL, kept,
               g_object_ref (self));
}

static gboolean
save_now (gpointer data)
{
  YxFilingWindow *self = data;

  self->save = 0;
  keep_draft (self);
  return G_SOURCE_REMOVE;
}

static void
update_title (YxFilingWindow *self)
{
  g_autofree char *title = yx_filing_case_title (self->filing_case);
  guint left = 0;
  g_autofree char *words = NULL;

  for (guint i = 0; i < self->parts->len; i++)
    left += yx_filing_case_state (self->filing_case, ((YxFilingPart *) self->parts->pdata[i])->group) < YX_GROUP_WARNED;
  words = left > 0 ? g_strdup_printf (ngettext ("%u part is not complete yet", "%u parts are not complete yet", left), left)
                   : g_strdup (_("Ready to file"));
  adw_window_title_set_title (self->title, title[0] != '\0' ? title : _("New filing"));
  adw_window_title_set_subtitle (self->title, words);
}

static void
settled (YxFilingWindow *self)
{
  for (guint i = 0; i < self->parts->len; i++)
    yx_filing_part_update (self->parts->pdata[i], self->filing_case);
  update_title (self);
  g_clear_handle_id (&self->save, g_source_remove);
  self->save = g_timeout_add (SAVE_AFTER_MS, save_now, self);
}

static void
set_sending (YxFilingWindow *self, gboolean sending)
{
  self->sending = sending;
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), sending);
  gtk_spinner_set_spinning (self->spinner, sending);
  gtk_widget_set_can_target (GTK_WIDGET (self->groups), !sending);
  if (sending)
    gtk_window_set_focus (GTK_WINDOW (self), NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "filing.submit", !sending && self->filing_case != NULL);
}

static void send_filing (YxFilingWindow *self);

static void
hall_asked (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (YxFilingWindow) self = user_data;

  if (!yx_dialog_ask_finish (GTK_WIDGET (source), result) || self->filing_case == NULL)
    return;
  yx_filing_case_accept (self->filing_case);
  send_filing (self);
}

/* Every row says what is wrong with it, and the cursor goes to the first. */
static void
insist (YxFilingWindow *self, const char *field)
{
  for (guint i = 0; i < self->parts->len; i++)
    yx_filing_part_insist (self->parts->pdata[i]);
  yx_filing_window_go_to (self, field);
}

/* Nothing typed is lost: the reason stands at its field, and a warning that only the hall could know is asked about. */
static void
show_refusal (YxFilingWindow *self, const GError *error)
{
  gboolean may_accept = FALSE;
  g_autofree char *reason = NULL;
  const char *field = yx_filing_case_refuse (self->filing_case, error, &reason, &may_accept);
  g_autofree char *words = yx_error_words (error);

  if (field != NULL)
    insist (self, field);
  if (may_accept)
    yx_dialog_ask (GTK_WIDGET (self),
                   &(YxQuestion){ .heading = _("The hall warns. File all the same?"), .body = reason, .yes = _("_File") },
                   self->cancellable, hall_asked, g_object_ref (self));
  else
    say (self, field != NULL ? reason : words);
}

static void
sent (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (YxFilingWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (YxFilingSent) answer = yx_seat_run_finish (YX_SEAT (source), result, &error);
  GtkWindow *parent = gtk_window_get_transient_for (GTK_WINDOW (self));

  yx_seat_changed (YX_SEAT (source));
  if (self->filing_case == NULL)
    return;
  set_sending (self, FALSE);
  if (answer == NULL)
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        show_refusal (self, error);
      return;
    }
  self->filed = TRUE;
  if (answer->filing == NULL)
    say_above (self, _("The hall does not answer. The filing is kept here and sent as soon as it does."));
  else if (answer->filing->state == YX_FILING_APPROVED)
    say_above (self, _("Filed. The contract waits for the seal."));
  else
    say_above (self, _("Filed. An officer will look at it."));
  if (answer->filing != NULL && parent != NULL)
    gtk_widget_activate_action (GTK_WIDGET (parent), "win.pane", "(ss)", "contracts", answer->filing->id);
  gtk_window_destroy (GTK_WINDOW (self));
}

static void
send_filing (YxFilingWindow *self)
{
  g_autoptr (GError) error = NULL;
  YxFiling *filing = yx_filing_case_to_filing (self->filing_case, &error);
  YxFilingErrand *errand;

  if (filing == NULL)
    {
      show_refusal (self, error);
      return;
    }
  errand = describe_draft (self);
  errand->filing = filing;
  errand->remembered = yx_filing_case_remember (self->filing_case);
  errand->today = yx_filing_case_get_today (self->filing_case);
  g_clear_handle_id (&self->save, g_source_remove);
  set_sending (self, TRUE);
  yx_seat_run (self->seat, YX_LANE_ACT, yx_filing_errand_send, errand, yx_filing_errand_free,
               (GDestroyNotify) yx_filing_sent_free, NULL, sent, g_object_ref (self));
}

static void
warnings_asked (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (YxFilingWindow) self = user_data;

  if (yx_dialog_ask_finish (GTK_WIDGET (source), result) && self->filing_case != NULL)
    send_filing (self);
}

static char *
list_lines (const GPtrArray *words)
{
  GString *lines = g_string_new (NULL);

  for (guint i = 0; i < words->len; i++)
    g_string_append_printf (lines, "%s• %s", i > 0 ? "\n" : "", (const char *) words->pdata[i]);
  return g_string_free (lines, FALSE);
}

/* Errors stop; warnings ask (spec.md 5.1-2). */
static void
submit (GtkWidget *widget, const char *action, GVariant *parameter)
{
  YxFilingWindow *self = YX_FILING_WINDOW (widget);
  const char *fault = yx_filing_case_first_fault (self->filing_case);
  g_autoptr (GPtrArray) warnings = yx_filing_case_warnings (self->filing_case);
  g_autofree char *lines = list_lines (warnings);

  if (fault != NULL)
    insist (self, fault);
  else if (warnings->len > 0)
    yx_dialog_ask (widget, &(YxQuestion){ .heading = _("File in spite of this?"), .body = lines, .yes = _("_File") },
                   self->cancellable, warnings_asked, g_object_ref (self));
  else
    send_filing (self);
}

static void
part_activated (YxFilingWindow *self, GtkListBoxRow *row)
{
  for (guint i = 0; i < self->parts->len; i++)
    {
      YxFilingPart *part = self->parts->pdata[i];

      if (part->line == GTK_WIDGET (row))
        gtk_widget_child_focus (part->widget, GTK_DIR_TAB_FORWARD);
    }
  if (adw_flap_get_folded (self->flap))
    adw_flap_set_reveal_flap (self->flap, FALSE);
}

static void
build_form (YxFilingWindow *self, const YxFilingOpened *opened)
{
  for (gsize i = 0; i < YX_FILING_GROUPS; i++)
    {
      YxFilingPart *part = yx_filing_part_new (self->filing_case, &yx_filing_groups[i]);

      if (i == 0 && opened->enterprise != NULL)
        yx_filing_part_show_employer (part, opened->enterprise);
      g_ptr_array_add (self->parts, part);
      gtk_box_append (self->groups, part->widget);
      gtk_list_box_append (self->parts_list, part->line);
    }
  if (yx_filing_case_get_reason (self->filing_case) != NULL)
    {
      gtk_label_set_label (self->reason, yx_filing_case_get_reason (self->filing_case));
      gtk_widget_set_visible (self->returned, TRUE);
    }
}

static void
draft_chosen (YxFilingWindow *self, const char *id)
{
  GtkWidget *other = yx_filing_window_new (gtk_window_get_transient_for (GTK_WINDOW (self)), self->seat, id);

  gtk_window_present (GTK_WINDOW (other));
  gtk_window_close (GTK_WINDOW (self));
}

static void
show_drafts (YxFilingWindow *self, GPtrArray *drafts)
{
  GtkWidget *list;

  if (self->id[0] != '\0' || drafts->len == 0)
    return;
  list = yx_draft_list_new (self->seat, drafts);
  g_signal_connect_object (list, "chosen", G_CALLBACK (draft_chosen), self, G_CONNECT_SWAPPED);
  gtk_box_append (self->groups, list);
}

static void
begin_case (YxFilingWindow *self, const YxFilingOpened *opened)
{
  g_autofree char *made = opened->id == NULL ? yx_id_new ("fil") : NULL;

  self->filing_case
    = yx_filing_case_new (made != NULL ? made : opened->id, yx_date_from_instant (g_get_real_time ()));
  if (opened->kept != NULL)
    yx_filing_case_read_json (self->filing_case, opened->kept);
  else if (opened->returned != NULL)
    yx_filing_case_correct (self->filing_case, opened->returned);
  else
    yx_filing_case_begin (self->filing_case, opened->enterprise, opened->remembered);
}

static void
opened_form (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (YxFilingWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (YxFilingOpened) opened = yx_seat_run_finish (YX_SEAT (source), result, &error);
  g_autofree char *words = NULL;

  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  if (opened == NULL)
    {
      words = yx_error_words (error);
      adw_status_page_set_description (self->failure, words);
      gtk_stack_set_visible_child_name (self->stages, "failed");
      return;
    }
  begin_case (self, opened);
  show_drafts (self, opened->drafts);
  build_form (self, opened);
  update_title (self);
  g_signal_connect_object (self->filing_case, "settled", G_CALLBACK (settled), self, G_CONNECT_SWAPPED);
  set_sending (self, FALSE);
  gtk_stack_set_visible_child_name (self->stages, "form");
  yx_filing_window_go_to (self, "w_name");
}

static gboolean
yx_filing_window_close_request (GtkWindow *window)
{
  YxFilingWindow *self = YX_FILING_WINDOW (window);
  gboolean begun = self->filing_case != NULL && !self->filed && !self->sending && yx_filing_case_is_begun (self->filing_case);

  if (begun && self->save != 0)
    keep_draft (self);
  if (begun)
    say_above (self, _("The draft is kept."));
  return GTK_WINDOW_CLASS (yx_filing_window_parent_class)->close_request (window);
}

static void
yx_filing_window_dispose (GObject *object)
{
  YxFilingWindow *self = YX_FILING_WINDOW (object);

  g_clear_handle_id (&self->save, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->filing_case);
  G_OBJECT_CLASS (yx_filing_window_parent_class)->dispose (object);
}

static void
yx_filing_window_finalize (GObject *object)
{
  YxFilingWindow *self = YX_FILING_WINDOW (object);

  g_ptr_array_unref (self->parts);
  g_clear_object (&self->seat);
  g_object_unref (self->cancellable);
  g_free (self->id);
  G_OBJECT_CLASS (yx_filing_window_parent_class)->finalize (object);
}

static void
yx_filing_window_class_init (YxFilingWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = yx_filing_window_dispose;
  G_OBJECT_CLASS (klass)->finalize = yx_filing_window_finalize;
  GTK_WINDOW_CLASS (klass)->close_request = yx_filing_window_close_request;
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/yinxin/Yinxin/ui/filing-window.ui");
  gtk_widget_class_bind_template_child (widget_class, YxFilingWindow, title);
  gtk_widget_class_bind_template_child (widget_class, YxFilingWindow, submit);
  gtk_widget_class_bind_template_child (widget_class, YxFilingWindow, spinner);
  gtk_widget_class_bind_template_child (widget_class, YxFilingWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, YxFilingWindow, stages);
  gtk_widget_class_bind_template_child (widget_class, YxFilingWindow, failure);
  gtk_widget_class_bind_template_child (widget_class, YxFilingWindow, flap);
  gtk_widget_class_bind_template_child_full (widget_class, "parts", FALSE, G_STRUCT_OFFSET (YxFilingWindow, parts_list));
  gtk_widget_class_bind_template_child (widget_class, YxFilingWindow, groups);
  gtk_widget_class_bind_template_child (widget_class, YxFilingWindow, returned);
  gtk_widget_class_bind_template_child (widget_class, YxFilingWindow, reason);
  gtk_widget_class_bind_template_callback (widget_class, part_activated);
  gtk_widget_class_install_action (widget_class, "filing.submit", NULL, submit);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK, "filing.submit", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_KP_Enter, GDK_CONTROL_MASK, "filing.submit", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
yx_filing_window_init (YxFilingWindow *self)
{
  self->parts = g_ptr_array_new_with_free_func ((GDestroyNotify) yx_filing_part_free);
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* As large as its parent lets it. */
static void
fit (YxFilingWindow *self, GtkWindow *parent)
{
  int width, height, own_width, own_height;

  if (parent == NULL || !gtk_widget_get_realized (GTK_WIDGET (parent)))
    return;
  width = gtk_widget_get_width (GTK_WIDGET (parent));
  height = gtk_widget_get_height (GTK_WIDGET (parent));
  gtk_window_get_default_size (GTK_WINDOW (self), &own_width, &own_height);
  if (width > 0 && height > 0)
    gtk_window_set_default_size (GTK_WINDOW (self), MIN (width, own_width), MIN (height, own_height));
}

/**
 * yx_filing_window_new:
 * @parent: (nullable): the window that it stands before
 * @seat: an enterprise that is signed in
 * @id: a draft's to go on with, a returned filing's to correct, or empty for a new one
 *
 * The form of a filing (spec.md 5.1): the fields of law.md 4 by groups, those that depend on others shown when they
 * apply, what the rules of law.md 1 find beside the field. What is typed is kept as a draft all along.
 *
 * Returns: (transfer full): a window
 */
GtkWidget *
yx_filing_window_new (GtkWindow *parent, YxSeat *seat, const char *id)
{
  YxFilingWindow *self = g_object_new (YX_TYPE_FILING_WINDOW, "transient-for", parent, NULL);

  self->seat = g_object_ref (seat);
  self->id = g_strdup (id);
  fit (self, parent);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "filing.submit", FALSE);
  yx_seat_run (seat, YX_LANE_READ, yx_filing_errand_open, yx_filing_errand_new (seat, id), yx_filing_errand_free,
               (GDestroyNotify) yx_filing_opened_free, self->cancellable, opened_form, g_object_ref (self));
  return GTK_WIDGET (self);
}

/**
 * yx_filing_window_get_case:
 * @self: a filing's window
 *
 * Returns: (transfer none) (nullable): what is filled in, once it is loaded
 */
YxFilingCase *
yx_filing_window_get_case (YxFilingWindow *self)
{
  g_return_val_if_fail (YX_IS_FILING_WINDOW (self), NULL);
  return self->filing_case;
}

/* Once it has its place, which it gets at the end of the next frame: other rows may have come and gone. */
static gboolean
focus_row (GtkWidget *row, GdkFrameClock *clock, gpointer data)
{
  guint *frames = data;

  if (++*frames < 3)
    return G_SOURCE_CONTINUE;
  gtk_widget_grab_focus (row);
  return G_SOURCE_REMOVE;
}

/**
 * yx_filing_window_go_to:
 * @self: a filing's window
 * @field: one of the form
 *
 * Brings the field into sight and the cursor into it.
 */
void
yx_filing_window_go_to (YxFilingWindow *self, const char *field)
{
  g_return_if_fail (YX_IS_FILING_WINDOW (self));
  for (guint i = 0; i < self->parts->len; i++)
    {
      GtkWidget *row = yx_filing_part_find_row (self->parts->pdata[i], field);

      if (row != NULL)
        {
          gtk_widget_add_tick_callback (row, focus_row, g_new0 (guint, 1), g_free);
          return;
        }
    }
}
