/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/document/yx-page-overlays.h"

#include <math.h>

typedef struct
{
  GtkWidget *widget; /* the parent's */
  guint page;
  YxPdfBox box;
  YxPageAnchor anchor;
} Overlay;

struct _YxPageOverlays
{
  GtkWidget *parent; /* (unowned): owns this */
  GPtrArray *list;   /* (owned): of Overlay */
};

static void
free_overlay (gpointer data)
{
  gtk_widget_unparent (((Overlay *) data)->widget);
  g_free (data);
}

static Overlay *
find (YxPageOverlays *overlays, GtkWidget *child)
{
  for (guint i = 0; i < overlays->list->len; i++)
    if (((Overlay *) overlays->list->pdata[i])->widget == child)
      return overlays->list->pdata[i];
  return NULL;
}

static void
allocate (const Overlay *overlay, YxPageArea area)
{
  GtkRequisition least, natural;
  GskTransform *transform;

  gtk_widget_get_preferred_size (overlay->widget, &least, &natural);
  if (overlay->anchor == YX_PAGE_ANCHOR_CORNER)
    {
      area.x += area.width - natural.width;
      area.y -= natural.height;
      area.width = natural.width;
      area.height = natural.height;
    }
  transform = gsk_transform_translate (NULL, &GRAPHENE_POINT_INIT ((float) round (area.x), (float) round (area.y)));
  gtk_widget_allocate (overlay->widget, MAX (least.width, (int) round (area.width)), MAX (least.height, (int) round (area.height)), -1,
                       transform);
}

/**
 * yx_page_overlays_new:
 * @parent: of the widgets; it keeps this
 *
 * Returns: (transfer full): none yet
 */
YxPageOverlays *
yx_page_overlays_new (GtkWidget *parent)
{
  YxPageOverlays *overlays = g_new0 (YxPageOverlays, 1);

  overlays->parent = parent;
  overlays->list = g_ptr_array_new_with_free_func (free_overlay);
  return overlays;
}

/**
 * yx_page_overlays_free:
 * @overlays: (transfer full): widgets, which are taken off the paper
 */
void
yx_page_overlays_free (YxPageOverlays *overlays)
{
  g_ptr_array_unref (overlays->list);
  g_free (overlays);
}

/**
 * yx_page_overlays_add:
 * @child: (transfer floating): a widget
 * @page: from 1
 * @box: in points of the page as it is shown, from its lower left corner
 * @anchor: how it lies there
 */
void
yx_page_overlays_add (YxPageOverlays *overlays, GtkWidget *child, guint page, const YxPdfBox *box, YxPageAnchor anchor)
{
  Overlay *overlay = g_new0 (Overlay, 1);

  overlay->widget = child;
  overlay->page = page;
  overlay->box = *box;
  overlay->anchor = anchor;
  g_ptr_array_add (overlays->list, overlay);
  gtk_widget_set_parent (child, overlays->parent);
}

/**
 * yx_page_overlays_move:
 * @child: one of them
 * @page: from 1
 * @box: where it shall lie from now on
 */
void
yx_page_overlays_move (YxPageOverlays *overlays, GtkWidget *child, guint page, const YxPdfBox *box)
{
  Overlay *overlay = find (overlays, child);

  g_return_if_fail (overlay != NULL);
  overlay->page = page;
  overlay->box = *box;
  gtk_widget_queue_allocate (overlays->parent);
}

/**
 * yx_page_overlays_remove:
 * @child: taken off the paper, if it is there
 */
void
yx_page_overlays_remove (YxPageOverlays *overlays, GtkWidget *child)
{
  Overlay *overlay = find (overlays, child);

  if (overlay != NULL)
    g_ptr_array_remove (overlays->list, overlay);
}

/**
 * yx_page_overlays_clear:
 * @overlays: none afterwards
 */
void
yx_page_overlays_clear (YxPageOverlays *overlays)
{
  g_ptr_array_set_size (overlays->list, 0);
}

/**
 * yx_page_overlays_find:
 * @child: perhaps one of them
 * @page: (out): where it lies
 * @box: (out): where on the page
 *
 * Returns: whether it is one
 */
gboolean
yx_page_overlays_find (YxPageOverlays *overlays, GtkWidget *child, guint *page, YxPdfBox *box)
{
  const Overlay *overlay = find (overlays, child);

  if (overlay == NULL)
    return FALSE;
  *page = overlay->page;
  *box = overlay->box;
  return TRUE;
}

/**
 * yx_page_overlays_allocate:
 * @place: says where in the parent a box lies; whether it does at all
 *
 * Gives each widget its room.
 */
void
yx_page_overlays_allocate (YxPageOverlays *overlays, YxPageOverlaysPlace place, gpointer data)
{
  for (guint i = 0; i < overlays->list->len; i++)
    {
      const Overlay *overlay = overlays->list->pdata[i];
      YxPageArea area;
      gboolean there = place (overlay->page, &overlay->box, &area, data);

      gtk_widget_set_child_visible (overlay->widget, there);
      if (there && gtk_widget_get_visible (overlay->widget))
        allocate (overlay, area);
    }
}
