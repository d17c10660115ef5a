/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/window/yx-sidebar-row.h"

#include <glib/gi18n-lib.h>

struct _YxSidebarRow
{
  GtkListBoxRow parent_instance;

  char *name; /* (owned) */
  guint count;

  GtkImage *symbol;
  GtkLabel *title;
  GtkLabel *number;
};

enum
{
  PROP_0,
  PROP_COUNT,
  N_PROPS,
};

static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (YxSidebarRow, yx_sidebar_row, GTK_TYPE_LIST_BOX_ROW)

static void
name_it (YxSidebarRow *self)
{
  const char *title = gtk_label_get_label (self->title);
  g_autofree char *words = NULL;

  /* Translators: a pane's title, and how many things in it wait for the person. */
  words = self->count > 0 ? g_strdup_printf (ngettext ("%s, %u waiting", "%s, %u waiting", self->count), title, self->count)
                          : g_strdup (title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
}

static void
set_count (YxSidebarRow *self, guint count)
{
  g_autofree char *number = g_strdup_printf ("%u", count);

  self->count = count;
  gtk_label_set_label (self->number, number);
  gtk_widget_set_visible (GTK_WIDGET (self->number), count > 0);
  name_it (self);
}

static void
yx_sidebar_row_get_property (GObject *object, guint id, GValue *value, GParamSpec *spec)
{
  if (id == PROP_COUNT)
    g_value_set_uint (value, YX_SIDEBAR_ROW (object)->count);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
}

static void
yx_sidebar_row_set_property (GObject *object, guint id, const GValue *value, GParamSpec *spec)
{
  if (id == PROP_COUNT)
    set_count (YX_SIDEBAR_ROW (object), g_value_get_uint (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
}

static void
yx_sidebar_row_finalize (GObject *object)
{
  g_free (YX_SIDEBAR_ROW (object)->name);
  G_OBJECT_CLASS (yx_sidebar_row_parent_class)->finalize (object);
}

static void
yx_sidebar_row_class_init (YxSidebarRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = yx_sidebar_row_get_property;
  object_class->set_property = yx_sidebar_row_set_property;
  object_class->finalize = yx_sidebar_row_finalize;
  /**
   * YxSidebarRow:count:
   *
   * How many things in its pane wait for the person.
   */
  props[PROP_COUNT] = g_param_spec_uint ("count", NULL, NULL, 0, G_MAXUINT, 0, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/yinxin/Yinxin/ui/sidebar-row.ui");
  gtk_widget_class_bind_template_child (widget_class, YxSidebarRow, symbol);
  gtk_widget_class_bind_template_child (widget_class, YxSidebarRow, title);
  gtk_widget_class_bind_template_child (widget_class, YxSidebarRow, number);
}

static void
yx_sidebar_row_init (YxSidebarRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * yx_sidebar_row_new:
 * @name: of the pane
 * @title: in the locale's language
 * @icon: a symbolic icon's name
 *
 * Returns: (transfer floating): a line of the sidebar
 */
GtkWidget *
yx_sidebar_row_new (const char *name, const char *title, const char *icon)
{
  YxSidebarRow *self = g_object_new (YX_TYPE_SIDEBAR_ROW, NULL);

  self->name = g_strdup (name);
  gtk_label_set_label (self->title, title);
  gtk_image_set_from_icon_name (self->symbol, icon);
  name_it (self);
  return GTK_WIDGET (self);
}

/**
 * yx_sidebar_row_get_name:
 * @self: a line of the sidebar
 *
 * Returns: (transfer none): the name of its pane
 */
const char *
yx_sidebar_row_get_name (YxSidebarRow *self)
{
  g_return_val_if_fail (YX_IS_SIDEBAR_ROW (self), NULL);
  return self->name;
}
