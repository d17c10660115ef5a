/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/common/yx-item-list.h"

#include <glib/gi18n-lib.h>

#include "desk/common/yx-field-row.h"
#include "desk/common/yx-field-text.h"

struct _YxItemList
{
  GtkBox parent_instance;

  YxDraft *draft; /* (owned) */
  const YxField *field;
  GtkBox *cards;
  GtkButton *add;
};

G_DEFINE_FINAL_TYPE (YxItemList, yx_item_list, GTK_TYPE_BOX)

static void
remove_item (GtkWidget *button, YxItemList *self)
{
  YxDraft *item = g_object_get_data (G_OBJECT (button), "item");

  yx_draft_remove_item (self->draft, self->field->name, item);
  gtk_widget_grab_focus (GTK_WIDGET (self->add));
}

static GtkWidget *
make_remove_row (YxItemList *self, YxDraft *item, guint number)
{
  GtkWidget *row = adw_preferences_row_new ();
  GtkWidget *button = gtk_button_new_with_label (_("Remove"));
  /* Translators: the name of a list, and the number of an entry in it. */
  g_autofree char *name = g_strdup_printf (_("Remove %s %u"), g_dgettext (GETTEXT_PACKAGE, self->field->label), number);

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_halign (button, GTK_ALIGN_END);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_object_set_data_full (G_OBJECT (button), "item", g_object_ref (item), g_object_unref);
  g_signal_connect_object (button, "clicked", G_CALLBACK (remove_item), self, 0);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), button);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_widget_set_focusable (row, FALSE);
  return row;
}

static GtkWidget *
make_card (YxItemList *self, YxDraft *item, guint number)
{
  GtkWidget *card = gtk_list_box_new ();
  const YxRecordType *type = self->field->item;
  g_autofree char *name = g_strdup_printf ("%s %u", g_dgettext (GETTEXT_PACKAGE, self->field->label), number);

  gtk_list_box_set_selection_mode (GTK_LIST_BOX (card), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (card, "item-card");
  gtk_accessible_update_property (GTK_ACCESSIBLE (card), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  for (guint i = 0; i < type->n_fields; i++)
    gtk_list_box_append (GTK_LIST_BOX (card), yx_field_row_new (item, type->fields[i].name));
  gtk_list_box_append (GTK_LIST_BOX (card), make_remove_row (self, item, number));
  return card;
}

static void
items_changed (YxItemList *self, guint position, guint removed, guint added, GListModel *items)
{
  GtkWidget *child;
  guint n = g_list_model_get_n_items (items);

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->cards))) != NULL)
    gtk_box_remove (self->cards, child);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (YxDraft) item = g_list_model_get_item (items, i);

      gtk_box_append (self->cards, make_card (self, item, i + 1));
    }
  gtk_widget_set_visible (GTK_WIDGET (self->cards), n > 0);
  gtk_widget_set_sensitive (GTK_WIDGET (self->add), n < (guint) yx_field_limit (self->field));
}

static void
add_clicked (YxItemList *self)
{
  GtkWidget *last;

  (void) yx_draft_add_item (self->draft, self->field->name);
  last = gtk_widget_get_last_child (GTK_WIDGET (self->cards));
  if (last != NULL)
    gtk_widget_child_focus (last, GTK_DIR_TAB_FORWARD);
}

static void
yx_item_list_finalize (GObject *object)
{
  g_clear_object (&YX_ITEM_LIST (object)->draft);
  G_OBJECT_CLASS (yx_item_list_parent_class)->finalize (object);
}

static gboolean
yx_item_list_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (YX_ITEM_LIST (widget)->add));
}

static void
yx_item_list_class_init (YxItemListClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = yx_item_list_finalize;
  GTK_WIDGET_CLASS (klass)->grab_focus = yx_item_list_grab_focus;
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
yx_item_list_init (YxItemList *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 6);
  self->cards = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 6));
  self->add = GTK_BUTTON (gtk_button_new_with_label (_("Add")));
  gtk_widget_set_halign (GTK_WIDGET (self->add), GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->cards));
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->add));
  g_signal_connect_object (self->add, "clicked", G_CALLBACK (add_clicked), self, G_CONNECT_SWAPPED);
}

/**
 * yx_item_list_new:
 * @draft: whose
 * @field: a list of it
 *
 * A card for each item, with a row for each of its fields, and a button that adds one.
 *
 * Returns: (transfer floating): a widget
 */
GtkWidget *
yx_item_list_new (YxDraft *draft, const YxField *field)
{
  YxItemList *self = g_object_new (YX_TYPE_ITEM_LIST, NULL);
  GListModel *items = yx_draft_get_items (draft, field->name);
  /* Translators: the name of a list. */
  g_autofree char *name = g_strdup_printf (_("Add %s"), g_dgettext (GETTEXT_PACKAGE, field->label));

  self->draft = g_object_ref (draft);
  self->field = field;
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->add), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  items_changed (self, 0, 0, 0, items);
  g_signal_connect_object (items, "items-changed", G_CALLBACK (items_changed), self, G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}
