/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/verify/yx-verify-window.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "crypto/yx-certificate.h"
#include "desk/common/yx-dialog.h"
#include "desk/common/yx-error-words.h"
#include "desk/common/yx-pane.h"
#include "desk/document/yx-document-view.h"
#include "desk/document/yx-fact-list.h"
#include "desk/verify/yx-signature-card.h"
#include "desk/verify/yx-verify-report.h"
#include "flow/yx-flow-verify.h"
#include "flow/yx-verdict-facts.h"
#include "flow/yx-verdict-words.h"
#include "model/yx-authority-entry.h"

struct _YxVerifyWindow
{
  AdwWindow parent_instance;

  GFile *file;               /* (owned) */
  GBytes *trust;             /* (owned) (nullable): PEM */
  GCancellable *cancellable; /* (owned) */
  YxVerified *verified;      /* (owned) (nullable) */

  AdwWindowTitle *title;
  GtkWidget *back;
  AdwToastOverlay *toasts;
  GtkStack *stages;
  GtkSpinner *spinner;
  AdwStatusPage *failure;
  AdwLeaflet *leaflet;
  GtkWidget *verdict;
  GtkImage *symbol;
  GtkLabel *headline;
  GtkLabel *sentence;
  GtkWidget *document_button;
  GtkBox *cards;
  GtkWidget *trust_group;
  AdwActionRow *trust_row;
  YxDocumentView *view;
};

G_DEFINE_FINAL_TYPE (YxVerifyWindow, yx_verify_window, ADW_TYPE_WINDOW)

static void
show_stage (YxVerifyWindow *self, const char *name)
{
  gtk_stack_set_visible_child_name (self->stages, name);
  gtk_spinner_set_spinning (self->spinner, g_str_equal (name, "busy"));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "verify.save", self->verified != NULL);
}

/* --- what was found ----------------------------------------------------------------------------- */

static void
show_trust (YxVerifyWindow *self)
{
  g_autoptr (GPtrArray) list = self->trust != NULL && g_bytes_get_size (self->trust) > 0
                                 ? yx_certificate_list_from_pem (self->trust, NULL)
                                 : NULL;
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; list != NULL && i < list->len; i++)
    {
      g_autofree char *name = yx_authority_words (yx_certificate_name (list->pdata[i]));

      g_string_append_printf (names, i > 0 ? "\n%s" : "%s", name);
    }
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->trust_row),
                                 names->len > 0 ? _("Halls whose certificates you trust") : _("No hall yet"));
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self->trust_row), FALSE);
  adw_action_row_set_subtitle (self->trust_row, names->len > 0
                                                  ? names->str
                                                  : _("Choose the root certificate of the hall that the document comes from, "
                                                      "if you know that it is the right one."));
}

static void
show_verdict (YxVerifyWindow *self, YxVerdict *verdict)
{
  static const char *const classes[] = { "passed", "open", "failed" };
  g_autofree char *headline = yx_verdict_headline (verdict);
  g_autofree char *name = g_strdup_printf ("%s: %s", yx_verdict_status_words (verdict->status), headline);

  for (gsize i = 0; i < G_N_ELEMENTS (classes); i++)
    gtk_widget_remove_css_class (self->verdict, classes[i]);
  gtk_widget_add_css_class (self->verdict, yx_status_class (verdict->status));
  gtk_image_set_from_icon_name (self->symbol, yx_status_icon (verdict->status));
  gtk_label_set_label (self->headline, headline);
  gtk_label_set_label (self->sentence, yx_verdict_sentence (verdict));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->verdict), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static gboolean
can_be_shown (YxVerifyWindow *self)
{
  return self->verified != NULL && !yx_verdict_has_reason (self->verified->verdict, "unreadable");
}

static void
show_cards (YxVerifyWindow *self, const YxVerdict *verdict)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->cards))) != NULL)
    gtk_box_remove (self->cards, child);
  for (guint i = 0; i < verdict->signatures->len; i++)
    gtk_box_append (self->cards, yx_signature_card_new (verdict, verdict->signatures->pdata[i]));
}

static void
fold (YxVerifyWindow *self)
{
  gboolean folded = adw_leaflet_get_folded (self->leaflet);
  const char *shown = adw_leaflet_get_visible_child_name (self->leaflet);

  gtk_widget_set_visible (self->document_button, folded && can_be_shown (self));
  gtk_widget_set_visible (self->back, folded && g_strcmp0 (shown, "document") == 0);
}

static void
take_verified (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YxVerified) verified = yx_verify_finish (result, &error);
  YxVerifyWindow *self = data;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (verified == NULL)
    {
      g_autofree char *words = yx_error_words (error);

      adw_status_page_set_description (self->failure, words);
      show_stage (self, "failed");
      return;
    }
  self->verified = g_steal_pointer (&verified);
  show_verdict (self, self->verified->verdict);
  show_cards (self, self->verified->verdict);
  show_trust (self);
  gtk_widget_set_visible (self->trust_group, can_be_shown (self));
  fold (self);
  yx_document_view_set_bytes (self->view, self->verified->bytes, self->verified->verdict);
  show_stage (self, "done");
}

static void
verify_again (YxVerifyWindow *self)
{
  g_cancellable_cancel (self->cancellable);
  g_object_unref (self->cancellable);
  self->cancellable = g_cancellable_new ();
  g_clear_pointer (&self->verified, yx_verified_free);
  show_stage (self, "busy");
  yx_verify_async (self->file, self->trust, self->cancellable, take_verified, self);
}

/* --- actions ------------------------------------------------------------------------------------- */

static void
show_document (YxVerifyWindow *self)
{
  adw_leaflet_set_visible_child_name (self->leaflet, "document");
}

static void
show_findings (YxVerifyWindow *self)
{
  adw_leaflet_set_visible_child_name (self->leaflet, "findings");
}

static void
show_place (GtkWidget *widget, const char *action, GVariant *parameter)
{
  YxVerifyWindow *self = YX_VERIFY_WINDOW (widget);

  show_document (self);
  if (!yx_document_view_show_field (self->view, g_variant_get_string (parameter, NULL), FALSE))
    yx_pane_toast (widget, _("This signature shows nothing on a page."));
}

static void
toast (GtkWidget *widget, const char *action, GVariant *parameter)
{
  adw_toast_overlay_add_toast (YX_VERIFY_WINDOW (widget)->toasts, adw_toast_new (g_variant_get_string (parameter, NULL)));
}

static void
search (GtkWidget *widget, const char *action, GVariant *parameter)
{
  yx_document_view_find (YX_VERIFY_WINDOW (widget)->view);
}

static void
verify_other (GtkWidget *widget, const char *action, GVariant *parameter)
{
  g_autoptr (GFile) file = yx_verify_file (g_variant_get_string (parameter, NULL));
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (widget));

  gtk_window_present (GTK_WINDOW (yx_verify_window_new (application, file, YX_VERIFY_WINDOW (widget)->trust)));
}

static void
open_other (GtkWidget *widget, const char *action, GVariant *parameter)
{
  yx_verify_choose (widget, YX_VERIFY_WINDOW (widget)->trust);
}

static void
take_trust (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (YxVerifyWindow) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = yx_dialog_file_finish (result, &error);
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;
  g_autoptr (GBytes) chosen = path != NULL ? yx_flow_read_trust (path, &error) : NULL;
  GBytes *both;

  if (file != NULL && chosen == NULL)
    {
      yx_pane_toast (GTK_WIDGET (self), _("There is no certificate in this file."));
      return;
    }
  if (chosen == NULL)
    return;
  both = yx_verify_join_trust (self->trust, chosen);
  g_clear_pointer (&self->trust, g_bytes_unref);
  self->trust = both;
  verify_again (self);
}

static void
choose_trust (GtkWidget *widget, const char *action, GVariant *parameter)
{
  yx_dialog_open_file (widget, _("Trust a Hall's Certificate"), YX_FILE_CERTIFICATES, YX_VERIFY_WINDOW (widget)->cancellable,
                       take_trust, g_object_ref (widget));
}

static void
note_saved (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GtkWidget) widget = data;
  g_autoptr (GError) error = NULL;

  if (g_file_replace_contents_finish (G_FILE (source), result, NULL, &error))
    yx_pane_toast (widget, _("The report is saved."));
  else
    yx_pane_toast_error (widget, error);
}

static char *
name_file (YxVerifyWindow *self)
{
  g_autofree char *base = g_file_get_basename (self->file);

  return g_filename_display_name (base != NULL ? base : "");
}

static void
write_report (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (YxVerifyWindow) self = data;
  g_autoptr (GFile) file = yx_dialog_file_finish (result, NULL);
  g_autofree char *name = name_file (self);
  g_autoptr (GBytes) bytes = NULL;
  char *text;

  if (file == NULL || self->verified == NULL)
    return;
  text = yx_verify_report (self->verified->verdict, name, self->trust, self->verified->now);
  bytes = g_bytes_new_take (text, strlen (text));
  g_file_replace_contents_bytes_async (file, bytes, NULL, FALSE, G_FILE_CREATE_NONE, NULL, note_saved, g_object_ref (self));
}

static void
save_report (GtkWidget *widget, const char *action, GVariant *parameter)
{
  YxVerifyWindow *self = YX_VERIFY_WINDOW (widget);
  g_autofree char *name = name_file (self);
  /* Translators: the name of a file, from the name of the file that the report is about. */
  g_autofree char *title = g_strdup_printf (_("%s – verification"), name);
  g_autofree char *suggested = yx_dialog_file_name (title, ".txt");

  yx_dialog_save_file (widget, _("Save Report"), YX_FILE_TEXT, suggested, self->cancellable, write_report, g_object_ref (self));
}

/* --- the window ----------------------------------------------------------------------------------- */

static void
yx_verify_window_dispose (GObject *object)
{
  YxVerifyWindow *self = YX_VERIFY_WINDOW (object);

  g_cancellable_cancel (self->cancellable);
  G_OBJECT_CLASS (yx_verify_window_parent_class)->dispose (object);
}

static void
yx_verify_window_finalize (GObject *object)
{
  YxVerifyWindow *self = YX_VERIFY_WINDOW (object);

  g_clear_object (&self->cancellable);
  g_clear_object (&self->file);
  g_clear_pointer (&self->trust, g_bytes_unref);
  g_clear_pointer (&self->verified, yx_verified_free);
  G_OBJECT_CLASS (yx_verify_window_parent_class)->finalize (object);
}

static void
yx_verify_window_class_init (YxVerifyWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = yx_verify_window_dispose;
  G_OBJECT_CLASS (klass)->finalize = yx_verify_window_finalize;
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/yinxin/Yinxin/ui/verify-window.ui");
  gtk_widget_class_bind_template_child (widget_class, YxVerifyWindow, title);
  gtk_widget_class_bind_template_child (widget_class, YxVerifyWindow, back);
  gtk_widget_class_bind_template_child (widget_class, YxVerifyWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, YxVerifyWindow, stages);
  gtk_widget_class_bind_template_child (widget_class, YxVerifyWindow, spinner);
  gtk_widget_class_bind_template_child (widget_class, YxVerifyWindow, failure);
  gtk_widget_class_bind_template_child (widget_class, YxVerifyWindow, leaflet);
  gtk_widget_class_bind_template_child (widget_class, YxVerifyWindow, verdict);
  gtk_widget_class_bind_template_child (widget_class, YxVerifyWindow, symbol);
  gtk_widget_class_bind_template_child (widget_class, YxVerifyWindow, headline);
  gtk_widget_class_bind_template_child (widget_class, YxVerifyWindow, sentence);
  gtk_widget_class_bind_template_child (widget_class, YxVerifyWindow, document_button);
  gtk_widget_class_bind_template_child (widget_class, YxVerifyWindow, cards);
  gtk_widget_class_bind_template_child (widget_class, YxVerifyWindow, trust_group);
  gtk_widget_class_bind_template_child (widget_class, YxVerifyWindow, trust_row);
  gtk_widget_class_bind_template_child (widget_class, YxVerifyWindow, view);
  gtk_widget_class_bind_template_callback (widget_class, show_findings);
  gtk_widget_class_bind_template_callback (widget_class, show_document);
  gtk_widget_class_bind_template_callback (widget_class, verify_again);
  gtk_widget_class_install_action (widget_class, "verify.show", "s", show_place);
  gtk_widget_class_install_action (widget_class, "verify.trust", NULL, choose_trust);
  gtk_widget_class_install_action (widget_class, "verify.save", NULL, save_report);
  gtk_widget_class_install_action (widget_class, "win.open", NULL, open_other);
  gtk_widget_class_install_action (widget_class, "win.verify", "s", verify_other);
  gtk_widget_class_install_action (widget_class, "win.search", NULL, search);
  gtk_widget_class_install_action (widget_class, "win.toast", "s", toast);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_s, GDK_CONTROL_MASK, "verify.save", NULL);
}

static void
yx_verify_window_init (YxVerifyWindow *self)
{
  g_type_ensure (YX_TYPE_DOCUMENT_VIEW);
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  yx_document_view_set_printable (self->view, TRUE);
  g_signal_connect_swapped (self->leaflet, "notify::folded", G_CALLBACK (fold), self);
  g_signal_connect_swapped (self->leaflet, "notify::visible-child", G_CALLBACK (fold), self);
  yx_verify_accept_drops (GTK_WIDGET (self));
}

/**
 * yx_verify_window_new:
 * @application: (nullable): the desktop
 * @file: a file, ours or not
 * @trust: (nullable): certificates that are trusted, PEM
 *
 * Returns: (transfer none): a window in which the file is being verified
 */
YxVerifyWindow *
yx_verify_window_new (GtkApplication *application, GFile *file, GBytes *trust)
{
  YxVerifyWindow *self = g_object_new (YX_TYPE_VERIFY_WINDOW, "application", application, NULL);
  g_autofree char *name = NULL;
  g_autofree char *title = NULL;

  self->file = g_object_ref (file);
  self->trust = trust != NULL ? g_bytes_ref (trust) : NULL;
  name = name_file (self);
  title = g_strdup_printf (_("Verify %s"), name);
  gtk_window_set_title (GTK_WINDOW (self), title);
  adw_window_title_set_subtitle (self->title, name);
  yx_document_view_set_title (self->view, name);
  verify_again (self);
  return self;
}

/**
 * yx_verify_window_get_done:
 * @self: a window
 *
 * Returns: whether there is a verdict
 */
gboolean
yx_verify_window_get_done (YxVerifyWindow *self)
{
  g_return_val_if_fail (YX_IS_VERIFY_WINDOW (self), FALSE);
  return self->verified != NULL;
}
