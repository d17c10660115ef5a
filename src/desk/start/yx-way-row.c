/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/start/yx-way-row.h"

#define SIDE 12   /* free at both sides */
#define ABOVE 6   /* free above and below */
#define HEIGHT 54 /* at least */

struct _YxWayRow
{
  AdwPreferencesRow parent_instance;

  GtkWidget *symbol;
  GtkWidget *title;
  GtkWidget *subtitle;
};

enum
{
  PROP_0,
  PROP_SUBTITLE,
  PROP_ICON_NAME,
  N_PROPS,
};

static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (YxWayRow, yx_way_row, ADW_TYPE_PREFERENCES_ROW)

static void
yx_way_row_get_property (GObject *object, guint id, GValue *value, GParamSpec *spec)
{
  YxWayRow *self = YX_WAY_ROW (object);

  if (id == PROP_SUBTITLE)
    g_value_set_string (value, gtk_label_get_label (GTK_LABEL (self->subtitle)));
  else if (id == PROP_ICON_NAME)
    g_value_set_string (value, gtk_image_get_icon_name (GTK_IMAGE (self->symbol)));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
}

static void
yx_way_row_set_property (GObject *object, guint id, const GValue *value, GParamSpec *spec)
{
  YxWayRow *self = YX_WAY_ROW (object);
  const char *text = g_value_get_string (value);

  if (id == PROP_SUBTITLE)
    gtk_label_set_label (GTK_LABEL (self->subtitle), text != NULL ? text : "");
  else if (id == PROP_ICON_NAME)
    gtk_image_set_from_icon_name (GTK_IMAGE (self->symbol), text);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
  gtk_widget_set_visible (self->subtitle, gtk_label_get_label (GTK_LABEL (self->subtitle))[0] != '\0');
  gtk_widget_set_visible (self->symbol, gtk_image_get_icon_name (GTK_IMAGE (self->symbol)) != NULL);
}

static void
yx_way_row_class_init (YxWayRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = yx_way_row_get_property;
  object_class->set_property = yx_way_row_set_property;
  /**
   * YxWayRow:subtitle:
   *
   * What to know about it.
   */
  props[PROP_SUBTITLE] = g_param_spec_string ("subtitle", NULL, NULL, "", G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  /**
   * YxWayRow:icon-name:
   *
   * The symbol, if there is one.
   */
  props[PROP_ICON_NAME] = g_param_spec_string ("icon-name", NULL, NULL, NULL, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static GtkWidget *
make_text (void)
{
  GtkWidget *label = gtk_label_new ("");

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_hexpand (label, TRUE);
  return label;
}

static GtkWidget *
make_symbol (const char *icon_name)
{
  GtkWidget *image = g_object_new (GTK_TYPE_IMAGE, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, "icon-name", icon_name, NULL);

  gtk_widget_set_visible (image, icon_name != NULL);
  return image;
}

static void
yx_way_row_init (YxWayRow *self)
{
  GtkWidget *grid = gtk_grid_new ();

  self->symbol = make_symbol (NULL);
  self->title = make_text ();
  self->subtitle = make_text ();
  gtk_widget_add_css_class (self->subtitle, "way-subtitle");
  gtk_widget_add_css_class (self->subtitle, "dim-label");
  gtk_widget_set_visible (self->subtitle, FALSE);
  gtk_widget_set_valign (grid, GTK_ALIGN_CENTER);
  gtk_widget_set_margin_start (grid, SIDE);
  gtk_widget_set_margin_end (grid, SIDE);
  gtk_widget_set_margin_top (grid, ABOVE);
  gtk_widget_set_margin_bottom (grid, ABOVE);
  gtk_grid_set_column_spacing (GTK_GRID (grid), SIDE);
  gtk_grid_set_row_spacing (GTK_GRID (grid), ABOVE / 2);
  gtk_grid_attach (GTK_GRID (grid), self->symbol, 0, 0, 1, 2);
  gtk_grid_attach (GTK_GRID (grid), self->title, 1, 0, 1, 1);
  gtk_grid_attach (GTK_GRID (grid), self->subtitle, 1, 1, 1, 1);
  gtk_grid_attach (GTK_GRID (grid), make_symbol ("go-next-symbolic"), 2, 0, 1, 2);
  gtk_widget_set_size_request (GTK_WIDGET (self), -1, HEIGHT);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), grid);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self), TRUE);
  g_object_bind_property (self, "title", self->title, "label", G_BINDING_SYNC_CREATE);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_RELATION_LABELLED_BY, self->title, NULL,
                                  GTK_ACCESSIBLE_RELATION_DESCRIBED_BY, self->subtitle, NULL, -1);
}

/**
 * yx_way_row_new:
 * @title: where it leads to
 * @subtitle: what to know about that
 *
 * Returns: (transfer floating): a row without a symbol
 */
GtkWidget *
yx_way_row_new (const char *title, const char *subtitle)
{
  return g_object_new (YX_TYPE_WAY_ROW, "title", title, "subtitle", subtitle, NULL);
}
