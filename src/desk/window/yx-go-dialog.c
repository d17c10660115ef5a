/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/window/yx-go-dialog.h"

#include <glib/gi18n-lib.h>

/* More than fit without scrolling is more than people read. */
#define MAX_FOUND 8

struct _YxGoDialog
{
  AdwWindow parent_instance;

  GPtrArray *places; /* (owned) (element-type YxGoPlace): known beforehand */
  GPtrArray *found;  /* (owned) (nullable) (element-type YxGoPlace): what the finder found */
  YxGoFinder finder;
  gpointer finder_data;
  GDestroyNotify finder_destroy;

  GtkSearchEntry *search;
  GtkListBox *list;
  GtkStack *stack;
};

G_DEFINE_FINAL_TYPE (YxGoDialog, yx_go_dialog, ADW_TYPE_WINDOW)

static GtkWidget *
make_row (const YxGoPlace *place)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *symbol = g_object_new (GTK_TYPE_IMAGE, "icon-name", place->icon, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  GtkWidget *title = g_object_new (GTK_TYPE_LABEL, "label", place->title, "xalign", 0.0, "hexpand", TRUE, "ellipsize", PANGO_ELLIPSIZE_END, NULL);
  GtkWidget *note = g_object_new (GTK_TYPE_LABEL, "label", place->note, "ellipsize", PANGO_ELLIPSIZE_END, NULL);

  gtk_widget_add_css_class (note, "dim-label");
  gtk_widget_set_size_request (box, -1, 44);
  gtk_box_append (GTK_BOX (box), symbol);
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), note);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, place->title, -1);
  g_object_set_data (G_OBJECT (row), "place", (gpointer) place);
  return row;
}

static void
append_rows (YxGoDialog *self, GPtrArray *places)
{
  for (guint i = 0; places != NULL && i < places->len; i++)
    gtk_list_box_append (self->list, make_row (g_ptr_array_index (places, i)));
}

static void
fill (YxGoDialog *self)
{
  g_autoptr (GPtrArray) known = yx_go_places_find (self->places, gtk_editable_get_text (GTK_EDITABLE (self->search)), MAX_FOUND);
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_list_box_remove (self->list, row);
  append_rows (self, known);
  append_rows (self, self->found);
  row = gtk_widget_get_first_child (GTK_WIDGET (self->list));
  gtk_list_box_select_row (self->list, row != NULL ? GTK_LIST_BOX_ROW (row) : NULL);
  gtk_stack_set_visible_child_name (self->stack, row != NULL ? "found" : "nothing");
}

static void
search_changed (YxGoDialog *self)
{
  const char *typed = gtk_editable_get_text (GTK_EDITABLE (self->search));

  g_clear_pointer (&self->found, g_ptr_array_unref);
  fill (self);
  if (self->finder != NULL && typed[0] != '\0')
    self->finder (self, typed, self->finder_data);
}

static void
go (YxGoDialog *self, GtkListBoxRow *row)
{
  const YxGoPlace *place = g_object_get_data (G_OBJECT (row), "place");
  GtkWidget *parent = GTK_WIDGET (gtk_window_get_transient_for (GTK_WINDOW (self)));
  g_autofree char *action = g_strdup (place->action);
  g_autoptr (GVariant) target = place->target != NULL ? g_variant_ref (place->target) : NULL;

  gtk_window_close (GTK_WINDOW (self));
  if (parent != NULL)
    gtk_widget_activate_action_variant (parent, action, target);
}

static void
go_to_selected (YxGoDialog *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);

  if (row != NULL)
    go (self, row);
}

/* Up and down move the choice while the typing goes on. */
static gboolean
key_pressed (YxGoDialog *self, guint key, guint code, GdkModifierType modifiers)
{
  int step = key == GDK_KEY_Down || key == GDK_KEY_KP_Down ? 1 : key == GDK_KEY_Up || key == GDK_KEY_KP_Up ? -1 : 0;
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);
  GtkListBoxRow *next;

  if (step == 0 || row == NULL)
    return GDK_EVENT_PROPAGATE;
  next = gtk_list_box_get_row_at_index (self->list, gtk_list_box_row_get_index (row) + step);
  if (next != NULL)
    gtk_list_box_select_row (self->list, next);
  return GDK_EVENT_STOP;
}

static void
yx_go_dialog_finalize (GObject *object)
{
  YxGoDialog *self = YX_GO_DIALOG (object);

  g_clear_pointer (&self->places, g_ptr_array_unref);
  g_clear_pointer (&self->found, g_ptr_array_unref);
  if (self->finder_destroy != NULL)
    self->finder_destroy (self->finder_data);
  G_OBJECT_CLASS (yx_go_dialog_parent_class)->finalize (object);
}

static void
yx_go_dialog_class_init (YxGoDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = yx_go_dialog_finalize;
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/yinxin/Yinxin/ui/go-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, YxGoDialog, search);
  gtk_widget_class_bind_template_child (widget_class, YxGoDialog, list);
  gtk_widget_class_bind_template_child (widget_class, YxGoDialog, stack);
  gtk_widget_class_bind_template_callback (widget_class, search_changed);
  gtk_widget_class_bind_template_callback (widget_class, go);
  gtk_widget_class_bind_template_callback (widget_class, go_to_selected);
  gtk_widget_class_bind_template_callback (widget_class, key_pressed);
  gtk_widget_class_bind_template_callback (widget_class, gtk_window_close);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
yx_go_dialog_init (YxGoDialog *self)
{
  self->places = g_ptr_array_new_with_free_func ((GDestroyNotify) yx_go_place_free);
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * yx_go_dialog_new:
 * @parent: whose actions go to the places
 * @places: (transfer full) (element-type YxGoPlace): where one can go
 *
 * Returns: (transfer none): a search over all that one can go to
 */
YxGoDialog *
yx_go_dialog_new (GtkWindow *parent, GPtrArray *places)
{
  YxGoDialog *self = g_object_new (YX_TYPE_GO_DIALOG, "transient-for", parent, NULL);

  g_ptr_array_unref (self->places);
  self->places = places;
  fill (self);
  return self;
}

/**
 * yx_go_dialog_set_finder:
 * @self: a search
 * @finder: (scope notified): looks further
 * @data: for it
 * @destroy: (nullable): frees @data
 */
void
yx_go_dialog_set_finder (YxGoDialog *self, YxGoFinder finder, gpointer data, GDestroyNotify destroy)
{
  g_return_if_fail (YX_IS_GO_DIALOG (self));
  self->finder = finder;
  self->finder_data = data;
  self->finder_destroy = destroy;
}

/**
 * yx_go_dialog_show_found:
 * @self: a search
 * @typed: what was looked for; what comes for something else by now is not shown
 * @found: (transfer full) (element-type YxGoPlace): what was found
 */
void
yx_go_dialog_show_found (YxGoDialog *self, const char *typed, GPtrArray *found)
{
  g_return_if_fail (YX_IS_GO_DIALOG (self));
  if (!g_str_equal (typed, gtk_editable_get_text (GTK_EDITABLE (self->search))))
    {
      g_ptr_array_unref (found);
      return;
    }
  g_clear_pointer (&self->found, g_ptr_array_unref);
  self->found = found;
  fill (self);
}
