/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/window/yx-blur.h"

/* A line of text becomes less than a pixel high: what is to be read is not in the picture at all. */
#define SHRINK 16.0
#define RADIUS 2.0

/**
 * yx_blur_take:
 * @widget: a widget that is shown
 *
 * Returns: (transfer full) (nullable): what it looks like from so far away that nothing can be read, to be enlarged
 *   again; %NULL when it is not shown
 */
GdkTexture *
yx_blur_take (GtkWidget *widget)
{
  GtkNative *native = gtk_widget_get_native (widget);
  GskRenderer *renderer = native != NULL ? gtk_native_get_renderer (native) : NULL;
  double width = gtk_widget_get_width (widget) / SHRINK;
  double height = gtk_widget_get_height (widget) / SHRINK;
  const graphene_rect_t whole = GRAPHENE_RECT_INIT (0, 0, MAX ((float) width, 1), MAX ((float) height, 1));
  g_autoptr (GdkPaintable) paintable = NULL;
  g_autoptr (GtkSnapshot) snapshot = NULL;
  g_autoptr (GskRenderNode) node = NULL;

  if (renderer == NULL || !gtk_widget_get_mapped (widget) || width <= 0 || height <= 0)
    return NULL;
  paintable = gtk_widget_paintable_new (widget);
  snapshot = gtk_snapshot_new ();
  gtk_snapshot_push_blur (snapshot, RADIUS);
  gdk_paintable_snapshot (paintable, snapshot, width, height);
  gtk_snapshot_pop (snapshot);
  node = gtk_snapshot_free_to_node (g_steal_pointer (&snapshot));
  return node != NULL ? gsk_renderer_render_texture (renderer, node, &whole) : NULL;
}
