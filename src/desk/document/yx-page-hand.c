/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/document/yx-page-hand.h"

#include <math.h>

#define WHEEL_FACTOR 1.15 /* for a notch of the wheel */

static void
scroll (GtkWidget *widget, GtkOrientation orientation, double by)
{
  GtkScrollable *scrollable = GTK_SCROLLABLE (widget);
  GtkAdjustment *adjustment = orientation == GTK_ORIENTATION_VERTICAL ? gtk_scrollable_get_vadjustment (scrollable)
                                                                      : gtk_scrollable_get_hadjustment (scrollable);

  if (adjustment != NULL)
    gtk_adjustment_set_value (adjustment, gtk_adjustment_get_value (adjustment) + by);
}

static gboolean
scroll_steps (GtkWidget *widget, GVariant *parameter, gpointer data)
{
  int orientation, steps;

  g_variant_get (parameter, "(ii)", &orientation, &steps);
  scroll (widget, (GtkOrientation) orientation, steps * YX_PAGE_HAND_STEP);
  return TRUE;
}

static gboolean
scroll_screens (GtkWidget *widget, GVariant *parameter, gpointer data)
{
  scroll (widget, GTK_ORIENTATION_VERTICAL, g_variant_get_int32 (parameter) * gtk_widget_get_height (widget) * 0.9);
  return TRUE;
}

static gboolean
scroll_to_end (GtkWidget *widget, GVariant *parameter, gpointer data)
{
  YxPageCanvas *canvas = YX_PAGE_CANVAS (widget);

  yx_page_canvas_show_page (canvas, g_variant_get_int32 (parameter) < 0 ? 1 : yx_page_canvas_get_n_pages (canvas));
  return TRUE;
}

/**
 * yx_page_hand_bind_keys:
 * @klass: a class of which #YxPageCanvas is one
 *
 * Arrows, Page Up and Down, the space bar, Home and End scroll.
 */
void
yx_page_hand_bind_keys (GtkWidgetClass *klass)
{
  static const struct
  {
    guint key;
    int orientation, steps;
  } steps[] = {
    { GDK_KEY_Up, GTK_ORIENTATION_VERTICAL, -1 },     { GDK_KEY_KP_Up, GTK_ORIENTATION_VERTICAL, -1 },
    { GDK_KEY_Down, GTK_ORIENTATION_VERTICAL, 1 },    { GDK_KEY_KP_Down, GTK_ORIENTATION_VERTICAL, 1 },
    { GDK_KEY_Left, GTK_ORIENTATION_HORIZONTAL, -1 }, { GDK_KEY_KP_Left, GTK_ORIENTATION_HORIZONTAL, -1 },
    { GDK_KEY_Right, GTK_ORIENTATION_HORIZONTAL, 1 }, { GDK_KEY_KP_Right, GTK_ORIENTATION_HORIZONTAL, 1 },
  };
  static const struct
  {
    guint key;
    GdkModifierType modifiers;
    GtkShortcutFunc func;
    int direction;
  } leaps[] = {
    { GDK_KEY_Page_Up, 0, scroll_screens, -1 },   { GDK_KEY_KP_Page_Up, 0, scroll_screens, -1 },
    { GDK_KEY_Page_Down, 0, scroll_screens, 1 },  { GDK_KEY_KP_Page_Down, 0, scroll_screens, 1 },
    { GDK_KEY_space, 0, scroll_screens, 1 },      { GDK_KEY_space, GDK_SHIFT_MASK, scroll_screens, -1 },
    { GDK_KEY_Home, 0, scroll_to_end, -1 },       { GDK_KEY_KP_Home, 0, scroll_to_end, -1 },
    { GDK_KEY_End, 0, scroll_to_end, 1 },         { GDK_KEY_KP_End, 0, scroll_to_end, 1 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (steps); i++)
    gtk_widget_class_add_binding (klass, steps[i].key, 0, scroll_steps, "(ii)", steps[i].orientation, steps[i].steps);
  for (gsize i = 0; i < G_N_ELEMENTS (leaps); i++)
    gtk_widget_class_add_binding (klass, leaps[i].key, leaps[i].modifiers, leaps[i].func, "i", leaps[i].direction);
}

/* Where the pointer is, so that what is under it stays there. */
static void
note_pointer (GtkEventControllerMotion *controller, double x, double y, gpointer data)
{
  graphene_point_t *pointer = data;

  *pointer = GRAPHENE_POINT_INIT ((float) x, (float) y);
}

static gboolean
wheel (GtkEventControllerScroll *controller, double dx, double dy, gpointer data)
{
  const graphene_point_t *pointer = data;
  YxPageCanvas *canvas = YX_PAGE_CANVAS (gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (controller)));

  if ((gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (controller)) & GDK_CONTROL_MASK) == 0)
    return FALSE;
  yx_page_canvas_zoom_at (canvas, yx_page_canvas_get_zoom (canvas) * pow (WHEEL_FACTOR, -dy), pointer->x, pointer->y);
  return TRUE;
}

static void
pinch_begin (GtkGesture *gesture, GdkEventSequence *sequence, gpointer data)
{
  double *zoom = data;

  *zoom = yx_page_canvas_get_zoom (YX_PAGE_CANVAS (gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (gesture))));
}

static void
pinch (GtkGestureZoom *gesture, double scale, gpointer data)
{
  const double *zoom = data;
  GtkWidget *widget = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (gesture));
  double x = gtk_widget_get_width (widget) / 2.0;
  double y = gtk_widget_get_height (widget) / 2.0;

  gtk_gesture_get_bounding_box_center (GTK_GESTURE (gesture), &x, &y);
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  yx_page_canvas_zoom_at (YX_PAGE_CANVAS (widget), *zoom * scale, x, y);
}

static void
free_closure (gpointer data, GClosure *closure)
{
  g_free (data);
}

/**
 * yx_page_hand_attach:
 * @canvas: pages
 *
 * The wheel with Control, and two fingers, zoom.
 */
void
yx_page_hand_attach (YxPageCanvas *canvas)
{
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkEventController *scroller = gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_VERTICAL);
  GtkGesture *zoomer = gtk_gesture_zoom_new ();
  graphene_point_t *pointer = g_new0 (graphene_point_t, 1);
  double *zoom = g_new0 (double, 1);

  g_signal_connect_data (motion, "motion", G_CALLBACK (note_pointer), pointer, free_closure, 0);
  gtk_widget_add_controller (GTK_WIDGET (canvas), motion);
  g_signal_connect (scroller, "scroll", G_CALLBACK (wheel), pointer);
  gtk_widget_add_controller (GTK_WIDGET (canvas), scroller);
  g_signal_connect_data (zoomer, "begin", G_CALLBACK (pinch_begin), zoom, free_closure, 0);
  g_signal_connect (zoomer, "scale-changed", G_CALLBACK (pinch), zoom);
  gtk_widget_add_controller (GTK_WIDGET (canvas), GTK_EVENT_CONTROLLER (zoomer));
}
