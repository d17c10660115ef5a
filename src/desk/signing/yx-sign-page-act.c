/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "api/yx-problem.h"
#include "client/yx-client-error.h"
#include "desk/common/yx-error-words.h"
#include "desk/common/yx-pane.h"
#include "desk/signing/yx-sign-page-private.h"
#include "flow/yx-flow-act.h"

#define RETRY 3 /* seconds between two tries to send what waits */

static void
unref_case (gpointer what)
{
  yx_sign_case_unref (what);
}

static gpointer
load (YxActor *actor, gpointer data, GCancellable *cancellable, GError **error)
{
  return yx_sign_case_load (actor, data, cancellable, error);
}

static void
show_trouble (YxSignPage *self, const char *title, const char *words, gboolean again)
{
  g_autofree char *escaped = g_markup_escape_text (words, -1);

  adw_status_page_set_title (self->trouble, title);
  adw_status_page_set_description (self->trouble, escaped);
  gtk_widget_set_visible (self->again, again);
  gtk_stack_set_visible_child_name (self->body, "trouble");
}

static void
show_closed (YxSignPage *self)
{
  const char *state = yx_choice_find (yx_document_states, self->what->held->record->state)->label;
  g_autofree char *words = g_strdup_printf (_("Its state is “%s”."), g_dgettext (GETTEXT_PACKAGE, state));

  show_trouble (self, _("This Document Can't Be Signed Any More"), words, FALSE);
}

/* What was read of the very same document need not be read again. */
static void
take_case (YxSignPage *self, YxSignCase *what)
{
  YxDocument *now = what->held->record;
  gboolean same = self->what != NULL && g_strcmp0 (self->what->held->record->head, now->head) == 0;

  g_clear_pointer (&self->what, yx_sign_case_unref);
  self->what = what;
  if (!same)
    {
      g_clear_pointer (&self->pages, yx_pages_read_free);
      self->facts.read = FALSE;
    }
  self->facts.consented = yx_record_has (now, "consented");
  self->facts.certified = what->certified;
  adw_window_title_set_subtitle (self->title, now->title);
}

static void
loaded (GObject *seat, GAsyncResult *result, gpointer data)
{
  g_autoptr (YxSignPage) self = data;
  g_autoptr (GError) error = NULL;
  YxSignCase *what = yx_seat_run_finish (YX_SEAT (seat), result, &error);
  g_autofree char *words = error != NULL ? yx_error_words (error) : NULL;
  gint64 at = 0;

  if (g_cancellable_is_cancelled (self->cancellable))
    {
      g_clear_pointer (&what, yx_sign_case_unref);
      return;
    }
  gtk_spinner_set_spinning (self->spinner, FALSE);
  if (what == NULL)
    {
      show_trouble (self, _("The Document Could Not Be Fetched"), words, TRUE);
      return;
    }
  take_case (self, what);
  if (yx_sign_case_signed (what, &at))
    {
      self->facts.made = TRUE;
      yx_sign_done_show (self->done, self->seat, what->held->record, at);
    }
  else if (!yx_sign_case_open (what))
    {
      show_closed (self);
      return;
    }
  if (!self->facts.made)
    yx_sign_page_show_document (self);
  yx_sign_page_show_step (self, yx_sign_step_resume (self->step, &self->facts));
}

/* Fetches the document, the first time or because it has changed; the signature that was written stays. */
void
yx_sign_page_load (YxSignPage *self)
{
  gtk_spinner_set_spinning (self->spinner, TRUE);
  gtk_stack_set_visible_child_name (self->body, "loading");
  gtk_widget_set_visible (self->bar, FALSE);
  yx_seat_run (self->seat, YX_LANE_READ, load, g_strdup (self->document), g_free, unref_case, self->cancellable, loaded,
               g_object_ref (self));
}

/* What somebody consented to. */
typedef struct
{
  YxSignCase *what;
  char *address;
} Consent;

static void
free_consent (gpointer data)
{
  Consent *consent = data;

  yx_sign_case_unref (consent->what);
  g_free (consent->address);
  g_free (consent);
}

static gpointer
send_consent (YxActor *actor, gpointer data, GCancellable *cancellable, GError **error)
{
  const Consent *consent = data;

  return yx_flow_consent (actor, consent->what->held->record, consent->address, cancellable, error);
}

static void
consent_sent (GObject *seat, GAsyncResult *result, gpointer data)
{
  g_autoptr (YxSignPage) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (YxDocument) document = yx_seat_run_finish (YX_SEAT (seat), result, &error);

  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  yx_sign_page_set_busy (self, FALSE);
  if (document == NULL)
    {
      g_autofree char *words = yx_error_words (error);

      yx_sign_page_notice (self, words);
      return;
    }
  self->facts.consented = TRUE;
  yx_sign_page_show_step (self, yx_sign_step_next (YX_SIGN_STEP_CONSENT, &self->facts));
}

static void
unref_document (gpointer document)
{
  yx_document_unref (document);
}

void
yx_sign_page_send_consent (YxSignPage *self)
{
  Consent *consent = g_new0 (Consent, 1);

  consent->what = yx_sign_case_ref (self->what);
  consent->address = g_strdup (yx_sign_consent_get_address (self->consent));
  yx_sign_page_set_busy (self, TRUE);
  yx_seat_run (self->seat, YX_LANE_ACT, send_consent, consent, free_consent, unref_document, self->cancellable, consent_sent,
               g_object_ref (self));
}

/* What was decided, without code and password. */
typedef struct
{
  YxSignCase *what;
  GBytes *mark;
  YxStrokes *drawn;
} Decision;

static void
free_decision (gpointer data)
{
  Decision *decision = data;

  yx_sign_case_unref (decision->what);
  g_bytes_unref (decision->mark);
  g_clear_pointer (&decision->drawn, yx_strokes_unref);
  g_free (decision);
}

static gpointer
sign (YxActor *actor, const YxEntered *entered, gpointer data, GCancellable *cancellable, GError **error)
{
  const Decision *decision = data;
  const YxSignOrder order = {
    .what = decision->what, .mark = decision->mark, .drawn = decision->drawn, .password = entered->password, .code = entered->code,
  };

  return yx_sign_case_sign (actor, &order, cancellable, error);
}

static void
finish (YxSignPage *self, const YxSignOutcome *outcome)
{
  YxDocument *record = self->what->held->record;

  self->facts.made = TRUE;
  self->waiting = outcome->waiting;
  yx_sign_page_notice (self, NULL);
  yx_seat_set_online (self->seat, !outcome->waiting);
  if (outcome->waiting)
    {
      yx_sign_done_wait (self->done, record);
      yx_sign_page_wait_for_hall (self);
    }
  else
    yx_sign_done_show (self->done, self->seat, record, outcome->at);
  yx_sign_page_show_step (self, YX_SIGN_STEP_DONE);
}

/* Whether somebody has to look at the document again before it can be signed. */
static gboolean
needs_another_look (const GError *error)
{
  return g_error_matches (error, YX_FLOW_ERROR, YX_FLOW_ERROR_MOVED) || g_error_matches (error, YX_FLOW_ERROR, YX_FLOW_ERROR_STATE)
         || g_error_matches (error, YX_PROBLEM_ERROR, YX_PROBLEM_DOCUMENT_MOVED);
}

static void
look_again (YxSignPage *self)
{
  self->facts.made = self->waiting = FALSE;
  yx_sign_page_notice (self, _("The document was changed meanwhile. Read it again; your signature is kept."));
  yx_sign_page_load (self);
}

static void
signed_now (GObject *unlock, GAsyncResult *result, gpointer data)
{
  g_autoptr (YxSignPage) self = data;
  g_autoptr (GError) error = NULL;
  g_autofree YxSignOutcome *outcome = yx_unlock_act_finish (YX_UNLOCK (unlock), result, &error);

  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  yx_sign_page_set_busy (self, FALSE);
  if (outcome != NULL)
    finish (self, outcome);
  else if (needs_another_look (error))
    look_again (self);
}

/* Signs: the one step that cannot be taken back. */
void
yx_sign_page_confirm (YxSignPage *self)
{
  Decision *decision;

  if (self->busy || self->asking == NULL || !yx_unlock_get_complete (self->asking))
    return;
  decision = g_new0 (Decision, 1);
  decision->what = yx_sign_case_ref (self->what);
  decision->mark = g_bytes_ref (self->mark);
  decision->drawn = self->drawn != NULL ? yx_strokes_ref (self->drawn) : NULL;
  yx_sign_page_set_busy (self, TRUE);
  yx_unlock_act (self->asking, sign, decision, free_decision, g_free, self->cancellable, signed_now, g_object_ref (self));
}

static gpointer
send (YxActor *actor, gpointer data, GCancellable *cancellable, GError **error)
{
  return yx_sign_case_send (actor, data, cancellable, error);
}

static void
sent (GObject *seat, GAsyncResult *result, gpointer data)
{
  g_autoptr (YxSignPage) self = data;
  g_autoptr (GError) error = NULL;
  g_autofree YxSignOutcome *outcome = yx_seat_run_finish (YX_SEAT (seat), result, &error);

  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  if (outcome != NULL)
    finish (self, outcome);
  else if (needs_another_look (error))
    look_again (self);
  else
    yx_sign_page_wait_for_hall (self);
}

static gboolean
try_again (gpointer data)
{
  YxSignPage *self = data;

  self->retry = 0;
  yx_seat_run (self->seat, YX_LANE_ACT, send, g_strdup (self->document), g_free, g_free, self->cancellable, sent,
               g_object_ref (self));
  return G_SOURCE_REMOVE;
}

/* The signature lies in the outbox: it is sent as soon as the hall answers. */
void
yx_sign_page_wait_for_hall (YxSignPage *self)
{
  if (self->retry == 0)
    self->retry = g_timeout_add_seconds (RETRY, try_again, self);
}
