/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/signing/yx-sign-done.h"

#include <glib/gi18n-lib.h>

#include "client/yx-client-error.h"
#include "desk/common/yx-dialog.h"
#include "desk/common/yx-moment.h"
#include "desk/common/yx-pane.h"
#include "desk/contracts/yx-contract-saver.h"

#define ASK_AGAIN 1     /* seconds between two questions */
#define MAX_QUESTIONS 120

struct _YxSignDone
{
  AdwBin parent_instance;

  YxSeat *seat;              /* (owned) (nullable) */
  char *document;            /* (owned) (nullable): its id */
  char *name;                /* (owned) (nullable): of the file of a copy */
  YxContractSaver *saver;    /* (owned) (nullable): while it saves one */
  GCancellable *cancellable; /* (owned) */
  guint source;              /* the next question */
  guint questions;

  AdwStatusPage *status;
  GtkLabel *state;
  GtkSpinner *spinner;
  GtkButton *save;
};

G_DEFINE_FINAL_TYPE (YxSignDone, yx_sign_done, ADW_TYPE_BIN)

static void ask (YxSignDone *self);

static void
show_state (YxSignDone *self, YxDocumentState state)
{
  gboolean pending = state == YX_DOCUMENT_TO_STAMP;

  gtk_label_set_label (self->state, pending                          ? _("The hall is adding the trusted timestamp…")
                                    : state == YX_DOCUMENT_COMPLETE ? _("The document is complete. Keep a copy: it can be checked without the hall.")
                                    : state == YX_DOCUMENT_TO_SEAL  ? _("Your employer has yet to seal it. You are told when it is complete; the copy is then in Contracts.")
                                                                    : _("You find it in Contracts."));
  gtk_spinner_set_spinning (self->spinner, pending);
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), pending);
  gtk_widget_set_visible (GTK_WIDGET (self->save), state == YX_DOCUMENT_COMPLETE);
}

static gpointer
fetch_record (YxActor *actor, gpointer data, GCancellable *cancellable, GError **error)
{
  const YxCall call = { .endpoint = YX_API_DOCUMENT_GET, .parameters = { data } };

  return yx_connection_call (actor->connection, &call, cancellable, error);
}

static gboolean
ask_again (gpointer data)
{
  YxSignDone *self = data;

  self->source = 0;
  ask (self);
  return G_SOURCE_REMOVE;
}

static void
answered (GObject *seat, GAsyncResult *result, gpointer data)
{
  g_autoptr (YxSignDone) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (YxDocument) document = yx_seat_run_finish (YX_SEAT (seat), result, &error);

  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  if (document != NULL)
    show_state (self, (YxDocumentState) document->state);
  /* However long the hall is away, it is asked when it is back. */
  if (!g_error_matches (error, YX_CLIENT_ERROR, YX_CLIENT_ERROR_UNREACHABLE))
    self->questions++;
  if ((document == NULL || document->state == YX_DOCUMENT_TO_STAMP) && self->questions < MAX_QUESTIONS)
    self->source = g_timeout_add_seconds (ASK_AGAIN, ask_again, self);
}

static void
unref_document (gpointer document)
{
  yx_document_unref (document);
}

/* The timestamp comes by itself a moment after the last signature. */
static void
ask (YxSignDone *self)
{
  yx_seat_run (self->seat, YX_LANE_READ, fetch_record, g_strdup (self->document), g_free, unref_document, self->cancellable,
               answered, g_object_ref (self));
}

static void
drop_saver (YxSignDone *self)
{
  g_autoptr (YxContractSaver) saver = g_steal_pointer (&self->saver);

  if (saver == NULL)
    return;
  g_signal_handlers_disconnect_by_data (saver, self);
  yx_contract_saver_cancel (saver);
}

static void
say_waiting (YxSignDone *self)
{
  yx_pane_toast (GTK_WIDGET (self), yx_contract_saver_waits ());
}

static void
saved (YxSignDone *self)
{
  const GError *error = yx_contract_saver_get_error (self->saver);

  gtk_widget_set_sensitive (GTK_WIDGET (self->save), TRUE);
  if (error != NULL)
    yx_pane_toast_error (GTK_WIDGET (self), error);
  else
    yx_pane_toast (GTK_WIDGET (self), _("Your copy is saved."));
  drop_saver (self);
}

static void
file_chosen (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (YxSignDone) self = data;
  g_autoptr (GFile) file = yx_dialog_file_finish (result, NULL);

  if (file == NULL || g_file_peek_path (file) == NULL)
    return;
  drop_saver (self);
  self->saver = yx_contract_saver_new (self->seat);
  yx_contract_saver_add (self->saver, self->document, g_file_peek_path (file));
  g_signal_connect_swapped (self->saver, "waiting", G_CALLBACK (say_waiting), self);
  g_signal_connect_swapped (self->saver, "done", G_CALLBACK (saved), self);
  gtk_widget_set_sensitive (GTK_WIDGET (self->save), FALSE);
  yx_contract_saver_start (self->saver);
}

static void
save_clicked (YxSignDone *self)
{
  yx_dialog_save_file (GTK_WIDGET (self), _("Save My Copy"), YX_FILE_PDF, self->name, self->cancellable, file_chosen,
                       g_object_ref (self));
}

static void
yx_sign_done_dispose (GObject *object)
{
  YxSignDone *self = YX_SIGN_DONE (object);

  g_cancellable_cancel (self->cancellable);
  drop_saver (self);
  g_clear_handle_id (&self->source, g_source_remove);
  G_OBJECT_CLASS (yx_sign_done_parent_class)->dispose (object);
}

static void
yx_sign_done_finalize (GObject *object)
{
  YxSignDone *self = YX_SIGN_DONE (object);

  g_clear_object (&self->seat);
  g_clear_object (&self->cancellable);
  g_free (self->document);
  g_free (self->name);
  G_OBJECT_CLASS (yx_sign_done_parent_class)->finalize (object);
}

static void
yx_sign_done_class_init (YxSignDoneClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = yx_sign_done_dispose;
  G_OBJECT_CLASS (klass)->finalize = yx_sign_done_finalize;
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/yinxin/Yinxin/ui/sign-done.ui");
  gtk_widget_class_bind_template_child (widget_class, YxSignDone, status);
  gtk_widget_class_bind_template_child (widget_class, YxSignDone, state);
  gtk_widget_class_bind_template_child (widget_class, YxSignDone, spinner);
  gtk_widget_class_bind_template_child (widget_class, YxSignDone, save);
  gtk_widget_class_bind_template_callback (widget_class, save_clicked);
}

static void
yx_sign_done_init (YxSignDone *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
say_what (YxSignDone *self, const YxDocument *document, const char *when)
{
  g_autofree char *words = when != NULL ? g_strdup_printf (_("%s\nsigned by %s\non %s"), document->title, document->w_name, when)
                                        : g_strdup_printf (_("%s\nsigned by %s"), document->title, document->w_name);
  g_autofree char *escaped = g_markup_escape_text (words, -1);

  adw_status_page_set_description (self->status, escaped);
}

/**
 * yx_sign_done_show:
 * @self: a page
 * @seat: who signed
 * @document: what was signed
 * @at: when the hall took it, microseconds since 1970
 *
 * Says so, and follows the document until it is complete.
 */
void
yx_sign_done_show (YxSignDone *self, YxSeat *seat, const YxDocument *document, gint64 at)
{
  g_autofree char *when = yx_moment_minute (at);
  g_autofree char *name = g_strdup_printf ("%s %s", document->title, document->w_name);

  g_return_if_fail (YX_IS_SIGN_DONE (self));
  g_set_object (&self->seat, seat);
  g_free (self->document);
  self->document = g_strdup (document->id);
  g_free (self->name);
  self->name = yx_dialog_file_name (name, ".pdf");
  adw_status_page_set_title (self->status, _("Signed"));
  adw_status_page_set_icon_name (self->status, "emblem-ok-symbolic");
  say_what (self, document, when);
  show_state (self, YX_DOCUMENT_TO_STAMP);
  self->questions = 0;
  ask (self);
}

/**
 * yx_sign_done_wait:
 * @self: a page
 * @document: what was signed
 *
 * Says that the signature is made and waits here until the hall answers again.
 */
void
yx_sign_done_wait (YxSignDone *self, const YxDocument *document)
{
  g_return_if_fail (YX_IS_SIGN_DONE (self));
  adw_status_page_set_title (self->status, _("Your Signature Waits for the Hall"));
  adw_status_page_set_icon_name (self->status, "network-offline-symbolic");
  say_what (self, document, NULL);
  gtk_label_set_label (self->state, _("The hall does not answer. The signature is made and kept on this computer; it is sent by itself as soon as the hall is back. You need do nothing."));
  gtk_spinner_set_spinning (self->spinner, TRUE);
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), TRUE);
  gtk_widget_set_visible (GTK_WIDGET (self->save), FALSE);
}
