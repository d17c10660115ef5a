/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/common/yx-reason-row.h"

typedef struct
{
  AdwEntryRow *entry; /* (nullable): a child */
  GtkBox *box;
  GtkLabel *reason;
} YxReasonRowPrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (YxReasonRow, yx_reason_row, ADW_TYPE_PREFERENCES_ROW)

static gboolean
yx_reason_row_grab_focus (GtkWidget *widget)
{
  YxReasonRowPrivate *priv = yx_reason_row_get_instance_private (YX_REASON_ROW (widget));

  return priv->entry != NULL && gtk_widget_grab_focus (GTK_WIDGET (priv->entry));
}

/* A list box's row would take the focus itself; here its inside does. */
static gboolean
yx_reason_row_focus (GtkWidget *widget, GtkDirectionType direction)
{
  YxReasonRowPrivate *priv = yx_reason_row_get_instance_private (YX_REASON_ROW (widget));

  return gtk_widget_child_focus (GTK_WIDGET (priv->box), direction);
}

static void
yx_reason_row_class_init (YxReasonRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->grab_focus = yx_reason_row_grab_focus;
  widget_class->focus = yx_reason_row_focus;
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/yinxin/Yinxin/ui/reason-row.ui");
  gtk_widget_class_bind_template_child_private (widget_class, YxReasonRow, box);
  gtk_widget_class_bind_template_child_private (widget_class, YxReasonRow, reason);
}

static void
yx_reason_row_init (YxReasonRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * yx_reason_row_get_entry:
 * @self: a row
 *
 * Returns: (transfer none) (nullable): the entry in it
 */
AdwEntryRow *
yx_reason_row_get_entry (YxReasonRow *self)
{
  YxReasonRowPrivate *priv = yx_reason_row_get_instance_private (self);

  g_return_val_if_fail (YX_IS_REASON_ROW (self), NULL);
  return priv->entry;
}

/**
 * yx_reason_row_set_entry:
 * @self: a row without an entry
 * @entry: what to hold
 * @title: its label, in the locale's language; its accessible name, too
 */
void
yx_reason_row_set_entry (YxReasonRow *self, AdwEntryRow *entry, const char *title)
{
  YxReasonRowPrivate *priv = yx_reason_row_get_instance_private (self);

  g_return_if_fail (YX_IS_REASON_ROW (self) && priv->entry == NULL);
  priv->entry = entry;
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), title);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (entry), title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  gtk_box_prepend (priv->box, GTK_WIDGET (entry));
}

/**
 * yx_reason_row_say:
 * @self: a row
 * @words: (nullable): one sentence in the locale's language; %NULL: there is nothing to say
 * @wrong: whether it is the reason for which what was entered can't be taken
 */
void
yx_reason_row_say (YxReasonRow *self, const char *words, gboolean wrong)
{
  YxReasonRowPrivate *priv = yx_reason_row_get_instance_private (self);
  GtkAccessible *entry;

  g_return_if_fail (YX_IS_REASON_ROW (self) && priv->entry != NULL);
  entry = GTK_ACCESSIBLE (priv->entry);
  gtk_label_set_label (priv->reason, words != NULL ? words : "");
  gtk_widget_set_visible (GTK_WIDGET (priv->reason), words != NULL);
  (wrong ? gtk_widget_add_css_class : gtk_widget_remove_css_class) (GTK_WIDGET (priv->reason), "error");
  (wrong ? gtk_widget_remove_css_class : gtk_widget_add_css_class) (GTK_WIDGET (priv->reason), "dim-label");
  (wrong ? gtk_widget_add_css_class : gtk_widget_remove_css_class) (GTK_WIDGET (priv->entry), "error");
  gtk_accessible_update_property (entry, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, words != NULL ? words : "", -1);
  gtk_accessible_update_state (entry, GTK_ACCESSIBLE_STATE_INVALID, wrong ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE, -1);
}

/**
 * yx_reason_row_get_reason:
 * @self: a row
 *
 * Returns: (transfer none): what it says now; empty: nothing
 */
const char *
yx_reason_row_get_reason (YxReasonRow *self)
{
  YxReasonRowPrivate *priv = yx_reason_row_get_instance_private (self);

  g_return_val_if_fail (YX_IS_REASON_ROW (self), NULL);
  return gtk_label_get_label (priv->reason);
}
