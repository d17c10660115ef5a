/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/document/yx-overlay-mover.h"

#define KEY_STEP 2.0 /* points */
#define KEY_LEAP 20.0
#define MOVER "yx-overlay-mover"

/* What lets a widget be moved. */
typedef struct
{
  YxPageCanvas *canvas; /* (unowned): the widget's parent */
  GtkWidget *child;     /* (unowned): it owns this */
  GtkEventController *controllers[2];
  YxOverlayMovedFunc moved;
  gpointer data;
  YxPdfBox box; /* where the drag began */
  double x, y;
} Mover;

static void
free_mover (gpointer data)
{
  g_free (data);
}

/**
 * yx_overlay_mover_keep:
 * @box: where something lies on a page
 * @dx: points to the right
 * @dy: points upwards
 * @page: the page's size
 *
 * Returns: where it lies then, not beyond the page's sides
 */
YxPdfBox
yx_overlay_mover_keep (const YxPdfBox *box, double dx, double dy, YxPageSize page)
{
  YxPdfBox moved = *box;

  moved.x = CLAMP (box->x + dx, 0, MAX (page.width - box->width, 0));
  moved.y = CLAMP (box->y + dy, 0, MAX (page.height - box->height, 0));
  return moved;
}

static gboolean
move_by (Mover *mover, const YxPdfBox *from, double dx, double dy)
{
  YxPdfBox box, kept;
  guint page;

  if (!yx_page_canvas_find (mover->canvas, mover->child, &page, &box) || page > yx_page_canvas_get_n_pages (mover->canvas))
    return FALSE;
  kept = yx_overlay_mover_keep (from != NULL ? from : &box, dx, dy, yx_page_canvas_get_size (mover->canvas, page));
  yx_page_canvas_move (mover->canvas, mover->child, page, &kept);
  mover->moved (mover->child, page, &kept, mover->data);
  return TRUE;
}

/* Upon the canvas: the widget itself moves below the pointer. */
static gboolean
find_point (Mover *mover, double x, double y, double *canvas_x, double *canvas_y)
{
  return gtk_widget_translate_coordinates (mover->child, GTK_WIDGET (mover->canvas), x, y, canvas_x, canvas_y);
}

static void
drag_begin (GtkGestureDrag *gesture, double x, double y, gpointer data)
{
  Mover *mover = data;
  guint page;

  if (!yx_page_canvas_find (mover->canvas, mover->child, &page, &mover->box) || !find_point (mover, x, y, &mover->x, &mover->y))
    gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_DENIED);
  else
    gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
}

static void
drag_update (GtkGestureDrag *gesture, double dx, double dy, gpointer data)
{
  Mover *mover = data;
  double scale = yx_page_canvas_get_scale (mover->canvas);
  double x, y;

  gtk_gesture_drag_get_start_point (gesture, &x, &y);
  if (find_point (mover, x + dx, y + dy, &x, &y))
    move_by (mover, &mover->box, (x - mover->x) / scale, -(y - mover->y) / scale);
}

static gboolean
key_pressed (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state, gpointer data)
{
  static const struct
  {
    guint key;
    int dx, dy;
  } lines[] = {
    { GDK_KEY_Left, -1, 0 }, { GDK_KEY_Right, 1, 0 }, { GDK_KEY_Up, 0, 1 }, { GDK_KEY_Down, 0, -1 },
  };
  double step = (state & GDK_SHIFT_MASK) != 0 ? KEY_LEAP : KEY_STEP;

  for (gsize i = 0; i < G_N_ELEMENTS (lines); i++)
    if (lines[i].key == key && (state & (GDK_CONTROL_MASK | GDK_ALT_MASK)) == 0)
      return move_by (data, NULL, lines[i].dx * step, lines[i].dy * step);
  return FALSE;
}

static Mover *
new_mover (YxPageCanvas *canvas, GtkWidget *child)
{
  Mover *mover = g_new0 (Mover, 1);

  mover->canvas = canvas;
  mover->child = child;
  mover->controllers[0] = GTK_EVENT_CONTROLLER (gtk_gesture_drag_new ());
  mover->controllers[1] = gtk_event_controller_key_new ();
  g_signal_connect (mover->controllers[0], "drag-begin", G_CALLBACK (drag_begin), mover);
  g_signal_connect (mover->controllers[0], "drag-update", G_CALLBACK (drag_update), mover);
  g_signal_connect (mover->controllers[1], "key-pressed", G_CALLBACK (key_pressed), mover);
  for (int i = 0; i < 2; i++)
    gtk_widget_add_controller (child, mover->controllers[i]);
  return mover;
}

/**
 * yx_overlay_mover_set:
 * @canvas: the paper
 * @child: a widget on it
 * @moved: (nullable): called when a person moved it; %NULL: it may not be moved any more
 * @data: for @moved; lives as long as the canvas
 *
 * Lets a person move a widget on its page, by dragging or, when it has the focus, by the arrow keys.
 */
void
yx_overlay_mover_set (YxPageCanvas *canvas, GtkWidget *child, YxOverlayMovedFunc moved, gpointer data)
{
  Mover *mover = g_object_get_data (G_OBJECT (child), MOVER);

  gtk_widget_set_focusable (child, moved != NULL);
  gtk_widget_set_cursor_from_name (child, moved != NULL ? "move" : NULL);
  if (moved == NULL)
    {
      for (int i = 0; mover != NULL && i < 2; i++)
        gtk_widget_remove_controller (child, mover->controllers[i]);
      g_object_set_data (G_OBJECT (child), MOVER, NULL);
      return;
    }
  if (mover == NULL)
    {
      mover = new_mover (canvas, child);
      g_object_set_data_full (G_OBJECT (child), MOVER, mover, free_mover);
    }
  mover->moved = moved;
  mover->data = data;
}
