/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/signing/yx-canvas.h"

#include <glib/gi18n-lib.h>

#include "desk/signing/yx-sheet.h"
#include "ink/yx-strokes-crop.h"

#define MARGIN 1.5 /* mm around the ink */

/* A sheet to sign on, with what is needed to write again what went wrong. */
struct _YxCanvas
{
  GtkBox parent_instance;

  YxPressure pressure;
  gboolean left_handed;
  gboolean empty;

  YxSheet *sheet;
  GtkLabel *signer;
  GtkBox *tools;
};

enum
{
  PROP_0,
  PROP_SIGNER,
  PROP_PRESSURE,
  PROP_LEFT_HANDED,
  PROP_EMPTY,
  N_PROPS,
};

static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (YxCanvas, yx_canvas, GTK_TYPE_BOX)

/* The menu's words of YxPressure. */
static const char *const pressures[] = { "light", "medium", "firm" };

static YxPressure
find_pressure (const char *word)
{
  for (guint i = 0; i < G_N_ELEMENTS (pressures); i++)
    if (g_strcmp0 (word, pressures[i]) == 0)
      return (YxPressure) i;
  return YX_PRESSURE_MEDIUM;
}

/* The tools lie where the writing hand does not, the signer's name in the corner above them. */
static void
mirror (YxCanvas *self)
{
  GtkAlign side = self->left_handed ? GTK_ALIGN_END : GTK_ALIGN_START;

  gtk_widget_set_halign (GTK_WIDGET (self->tools), side);
  gtk_widget_set_halign (GTK_WIDGET (self->signer), side);
}

static void
say_what_is_there (YxCanvas *self)
{
  guint n = yx_scribble_count (yx_canvas_get_scribble (self));
  g_autofree char *words
    = n == 0 ? g_strdup (_("Empty. Write with a pen, a finger or the mouse; without a hand to write, choose the signature made from the name."))
             : g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u stroke", "%u strokes", n), n);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self->sheet), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, words, -1);
}

static void
update_actions (YxCanvas *self)
{
  YxScribble *scribble = yx_canvas_get_scribble (self);
  GtkWidget *widget = GTK_WIDGET (self);
  gboolean empty = yx_scribble_count (scribble) == 0;

  gtk_widget_action_set_enabled (widget, "canvas.undo", yx_scribble_can_undo (scribble));
  gtk_widget_action_set_enabled (widget, "canvas.redo", yx_scribble_can_redo (scribble));
  gtk_widget_action_set_enabled (widget, "canvas.clear", !empty);
  if (empty == self->empty)
    return;
  self->empty = empty;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_EMPTY]);
}

static void
sheet_changed (YxCanvas *self)
{
  update_actions (self);
  if (!yx_scribble_is_open (yx_canvas_get_scribble (self)))
    say_what_is_there (self);
}

static void
undo (GtkWidget *widget, const char *action, GVariant *parameter)
{
  YxCanvas *self = YX_CANVAS (widget);

  yx_scribble_undo (yx_canvas_get_scribble (self));
  yx_sheet_changed (self->sheet);
}

static void
redo (GtkWidget *widget, const char *action, GVariant *parameter)
{
  YxCanvas *self = YX_CANVAS (widget);

  yx_scribble_redo (yx_canvas_get_scribble (self));
  yx_sheet_changed (self->sheet);
}

static void
clear (GtkWidget *widget, const char *action, GVariant *parameter)
{
  YxCanvas *self = YX_CANVAS (widget);

  yx_scribble_clear (yx_canvas_get_scribble (self));
  yx_sheet_changed (self->sheet);
}

static void
yx_canvas_get_property (GObject *object, guint id, GValue *value, GParamSpec *spec)
{
  YxCanvas *self = YX_CANVAS (object);

  switch (id)
    {
    case PROP_SIGNER:
      g_value_set_string (value, gtk_label_get_label (self->signer));
      break;
    case PROP_PRESSURE:
      g_value_set_string (value, pressures[self->pressure]);
      break;
    case PROP_LEFT_HANDED:
      g_value_set_boolean (value, self->left_handed);
      break;
    case PROP_EMPTY:
      g_value_set_boolean (value, self->empty);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
    }
}

static void
yx_canvas_set_property (GObject *object, guint id, const GValue *value, GParamSpec *spec)
{
  YxCanvas *self = YX_CANVAS (object);

  switch (id)
    {
    case PROP_SIGNER:
      yx_canvas_set_signer (self, g_value_get_string (value));
      break;
    case PROP_PRESSURE:
      yx_canvas_set_pressure (self, find_pressure (g_value_get_string (value)));
      break;
    case PROP_LEFT_HANDED:
      yx_canvas_set_left_handed (self, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
    }
}

static void
install_properties (GObjectClass *object_class)
{
  const GParamFlags both = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  /**
   * YxCanvas:signer:
   *
   * Whose signature it is: small in a corner.
   */
  props[PROP_SIGNER] = g_param_spec_string ("signer", NULL, NULL, "", both);
  /**
   * YxCanvas:pressure:
   *
   * How the hand presses: `light`, `medium` or `firm`.
   */
  props[PROP_PRESSURE] = g_param_spec_string ("pressure", NULL, NULL, "medium", both);
  /**
   * YxCanvas:left-handed:
   *
   * Whether the tools lie at the other side.
   */
  props[PROP_LEFT_HANDED] = g_param_spec_boolean ("left-handed", NULL, NULL, FALSE, both);
  /**
   * YxCanvas:empty:
   *
   * Whether nothing is written.
   */
  props[PROP_EMPTY] = g_param_spec_boolean ("empty", NULL, NULL, TRUE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
yx_canvas_class_init (YxCanvasClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = yx_canvas_get_property;
  object_class->set_property = yx_canvas_set_property;
  install_properties (object_class);

  g_type_ensure (YX_TYPE_SHEET);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/yinxin/Yinxin/ui/canvas.ui");
  gtk_widget_class_bind_template_child (widget_class, YxCanvas, sheet);
  gtk_widget_class_bind_template_child (widget_class, YxCanvas, signer);
  gtk_widget_class_bind_template_child (widget_class, YxCanvas, tools);
  gtk_widget_class_bind_template_callback (widget_class, sheet_changed);
  gtk_widget_class_install_action (widget_class, "canvas.undo", NULL, undo);
  gtk_widget_class_install_action (widget_class, "canvas.redo", NULL, redo);
  gtk_widget_class_install_action (widget_class, "canvas.clear", NULL, clear);
  gtk_widget_class_install_property_action (widget_class, "canvas.pressure", "pressure");
  gtk_widget_class_install_property_action (widget_class, "canvas.left-handed", "left-handed");
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_z, GDK_CONTROL_MASK, "canvas.undo", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_z, GDK_CONTROL_MASK | GDK_SHIFT_MASK, "canvas.redo", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_y, GDK_CONTROL_MASK, "canvas.redo", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Delete, 0, "canvas.clear", NULL);
}

static void
yx_canvas_init (YxCanvas *self)
{
  self->pressure = YX_PRESSURE_MEDIUM;
  self->empty = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  update_actions (self);
  say_what_is_there (self);
  mirror (self);
}

/**
 * yx_canvas_new:
 *
 * Returns: (transfer floating): an empty canvas
 */
GtkWidget *
yx_canvas_new (void)
{
  return g_object_new (YX_TYPE_CANVAS, NULL);
}

/**
 * yx_canvas_feed:
 * @self: a canvas
 * @reading: what a pen, a finger or a mouse says; its place in pixels of the sheet, from yx_canvas_get_sheet()
 *
 * The one way in: pens, pointers and tests all write through it.
 *
 * Returns: whether what is written has changed
 */
gboolean
yx_canvas_feed (YxCanvas *self, const YxPenReading *reading)
{
  g_return_val_if_fail (YX_IS_CANVAS (self), FALSE);
  return yx_sheet_feed (self->sheet, reading);
}

/**
 * yx_canvas_get_sheet:
 * @self: a canvas
 *
 * Returns: (transfer none): what is written on
 */
GtkWidget *
yx_canvas_get_sheet (YxCanvas *self)
{
  g_return_val_if_fail (YX_IS_CANVAS (self), NULL);
  return GTK_WIDGET (self->sheet);
}

/**
 * yx_canvas_get_scribble:
 * @self: a canvas
 *
 * Returns: (transfer none): what is written, every reading
 */
YxScribble *
yx_canvas_get_scribble (YxCanvas *self)
{
  g_return_val_if_fail (YX_IS_CANVAS (self), NULL);
  return yx_sheet_get_scribble (self->sheet);
}

/**
 * yx_canvas_set_signer:
 * @self: a canvas
 * @name: (nullable): whose signature it is
 */
void
yx_canvas_set_signer (YxCanvas *self, const char *name)
{
  g_autofree char *label = name != NULL && *name != '\0' ? g_strdup_printf (_("Signature of %s"), name) : NULL;

  g_return_if_fail (YX_IS_CANVAS (self));
  gtk_label_set_label (self->signer, name != NULL ? name : "");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->sheet), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  label != NULL ? label : _("Sheet to write on"), -1);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_SIGNER]);
}

/**
 * yx_canvas_set_pressure:
 * @self: a canvas
 * @curve: how the hand presses; what was written changes with it
 */
void
yx_canvas_set_pressure (YxCanvas *self, YxPressure curve)
{
  g_return_if_fail (YX_IS_CANVAS (self));
  if (self->pressure == curve)
    return;
  self->pressure = curve;
  yx_scribble_set_pressure (yx_canvas_get_scribble (self), curve);
  yx_sheet_changed (self->sheet);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_PRESSURE]);
}

/**
 * yx_canvas_get_pressure:
 * @self: a canvas
 *
 * Returns: how the hand presses
 */
YxPressure
yx_canvas_get_pressure (YxCanvas *self)
{
  g_return_val_if_fail (YX_IS_CANVAS (self), YX_PRESSURE_MEDIUM);
  return self->pressure;
}

/**
 * yx_canvas_set_left_handed:
 * @self: a canvas
 * @left_handed: whether the left hand writes
 */
void
yx_canvas_set_left_handed (YxCanvas *self, gboolean left_handed)
{
  g_return_if_fail (YX_IS_CANVAS (self));
  if (self->left_handed == !!left_handed)
    return;
  self->left_handed = !!left_handed;
  mirror (self);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_LEFT_HANDED]);
}

/**
 * yx_canvas_get_left_handed:
 * @self: a canvas
 *
 * Returns: whether the left hand writes
 */
gboolean
yx_canvas_get_left_handed (YxCanvas *self)
{
  g_return_val_if_fail (YX_IS_CANVAS (self), FALSE);
  return self->left_handed;
}

/**
 * yx_canvas_get_empty:
 * @self: a canvas
 *
 * Returns: whether nothing is written
 */
gboolean
yx_canvas_get_empty (YxCanvas *self)
{
  g_return_val_if_fail (YX_IS_CANVAS (self), TRUE);
  return self->empty;
}

/**
 * yx_canvas_get_strokes:
 * @self: a canvas
 * @error: %YX_INK_ERROR_EMPTY: nothing is written
 *
 * Returns: (transfer full) (nullable): what is written, in a frame close around it
 */
YxStrokes *
yx_canvas_get_strokes (YxCanvas *self, GError **error)
{
  g_autoptr (YxStrokes) all = NULL;

  g_return_val_if_fail (YX_IS_CANVAS (self), NULL);
  all = yx_scribble_strokes (yx_canvas_get_scribble (self), error);
  return all != NULL ? yx_strokes_crop (all, MARGIN, error) : NULL;
}
