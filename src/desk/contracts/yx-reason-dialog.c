/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/contracts/yx-reason-dialog.h"

#include <glib/gi18n-lib.h>

#define LONGEST 200

struct _YxReasonDialog
{
  AdwWindow parent_instance;

  GtkLabel *body;
  AdwEntryRow *reason;
  GtkButton *yes;
};

enum
{
  SIGNAL_GIVEN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (YxReasonDialog, yx_reason_dialog, ADW_TYPE_WINDOW)

static char *
reason_of (YxReasonDialog *self)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->reason))));
}

static void
reason_changed (YxReasonDialog *self)
{
  g_autofree char *reason = reason_of (self);
  glong n = g_utf8_strlen (reason, -1);

  gtk_widget_set_sensitive (GTK_WIDGET (self->yes), n > 0 && n <= LONGEST);
  if (n > LONGEST)
    gtk_widget_add_css_class (GTK_WIDGET (self->reason), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->reason), "error");
}

static void
give (YxReasonDialog *self)
{
  g_autofree char *reason = reason_of (self);

  g_object_ref (self);
  gtk_window_close (GTK_WINDOW (self));
  g_signal_emit (self, signals[SIGNAL_GIVEN], 0, reason);
  g_object_unref (self);
}

static void
yx_reason_dialog_class_init (YxReasonDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/yinxin/Yinxin/ui/reason-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, YxReasonDialog, body);
  gtk_widget_class_bind_template_child (widget_class, YxReasonDialog, reason);
  gtk_widget_class_bind_template_child (widget_class, YxReasonDialog, yes);
  gtk_widget_class_bind_template_callback (widget_class, reason_changed);
  gtk_widget_class_bind_template_callback (widget_class, give);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  /**
   * YxReasonDialog::given:
   * @self: the dialog, on its way out
   * @reason: why
   *
   * It shall be done.
   */
  signals[SIGNAL_GIVEN] = g_signal_new ("given", YX_TYPE_REASON_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                        1, G_TYPE_STRING);
}

static void
yx_reason_dialog_init (YxReasonDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * yx_reason_dialog_new:
 * @parent: any widget of the window that it belongs to
 * @heading: what is to be decided, in the locale's language
 * @body: what exactly happens
 * @yes: the button that does it, with a mnemonic
 *
 * Returns: (transfer none): a dialog that is not shown yet
 */
YxReasonDialog *
yx_reason_dialog_new (GtkWidget *parent, const char *heading, const char *body, const char *yes)
{
  YxReasonDialog *self = g_object_new (YX_TYPE_REASON_DIALOG, "title", heading, "modal", TRUE, NULL);
  GtkRoot *root = gtk_widget_get_root (parent);

  if (GTK_IS_WINDOW (root))
    gtk_window_set_transient_for (GTK_WINDOW (self), GTK_WINDOW (root));
  gtk_label_set_label (self->body, body);
  gtk_button_set_label (self->yes, yes);
  return self;
}
