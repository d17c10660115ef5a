/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "seal/yx-compact-path.h"

#include <glib.h>
#include <math.h>

/* Places are rounded to 1/16 pt (0.022 mm, 1152 dpi), which a PDF writes in few digits. */
#define GRID (25.4 / 72.0 / 16.0)

typedef struct
{
  double x;
  double y;
} Corner;

/* How far @p lies from the line between @a and @b. */
static double
distance (const Corner *p, const Corner *a, const Corner *b)
{
  double dx = b->x - a->x;
  double dy = b->y - a->y;
  double square = dx * dx + dy * dy;
  double at = square > 0.0 ? CLAMP (((p->x - a->x) * dx + (p->y - a->y) * dy) / square, 0.0, 1.0) : 0.0;

  return hypot (p->x - a->x - at * dx, p->y - a->y - at * dy);
}

static guint
farthest (const Corner *corners, guint from, guint to, double *most)
{
  guint at = from;

  *most = -1.0;
  for (guint i = from + 1; i < to; i++)
    {
      double far = distance (&corners[i], &corners[from], &corners[to]);

      if (far > *most)
        {
          *most = far;
          at = i;
        }
    }
  return at;
}

/* Ramer, Douglas and Peucker: marks the corners between @from and @to that matter. */
static void
mark (const Corner *corners, guint from, guint to, double tolerance, gboolean *kept)
{
  double most;
  guint at = farthest (corners, from, to, &most);

  if (most <= tolerance)
    return;
  kept[at] = TRUE;
  mark (corners, from, at, tolerance, kept);
  mark (corners, at, to, tolerance, kept);
}

static void
append_corner (cairo_t *cr, const Corner *corner, Corner *last, gboolean first)
{
  Corner at = { round (corner->x / GRID) * GRID, round (corner->y / GRID) * GRID };

  if (first)
    cairo_move_to (cr, at.x, at.y);
  else if (at.x != last->x || at.y != last->y)
    cairo_line_to (cr, at.x, at.y);
  *last = at;
}

static void
append_outline (cairo_t *cr, GArray *outline, double tolerance)
{
  g_autofree gboolean *kept = NULL;
  const Corner *corners;
  guint n = outline->len + 1;
  guint opposite = 0;
  double most = -1.0;
  Corner last;

  if (n < 4)
    return;
  last = g_array_index (outline, Corner, 0);
  g_array_append_val (outline, last);
  corners = (const Corner *)(gpointer)outline->data;
  kept = g_new0 (gboolean, n);
  for (guint i = 1; i < n; i++)
    if (hypot (corners[i].x - corners[0].x, corners[i].y - corners[0].y) > most)
      {
        most = hypot (corners[i].x - corners[0].x, corners[i].y - corners[0].y);
        opposite = i;
      }
  kept[0] = kept[opposite] = TRUE;
  mark (corners, 0, opposite, tolerance, kept);
  mark (corners, opposite, n - 1, tolerance, kept);
  for (guint i = 0; i < n; i++)
    if (kept[i])
      append_corner (cr, &corners[i], &last, i == 0);
  cairo_close_path (cr);
}

/**
 * yx_compact_path:
 * @cr: a context with a current path; its unit is a millimetre
 * @tolerance: mm that an outline may be off
 *
 * Replaces the current path of closed outlines by polygons of as few corners as @tolerance allows. A glyph
 * made for any size becomes one for this size, at a third of the bytes.
 */
void
yx_compact_path (cairo_t *cr, double tolerance)
{
  g_autoptr (GArray) outline = g_array_new (FALSE, FALSE, sizeof (Corner));
  cairo_path_t *path = cairo_copy_path_flat (cr);

  cairo_new_path (cr);
  for (int i = 0; i < path->num_data; i += path->data[i].header.length)
    {
      if (path->data[i].header.type == CAIRO_PATH_CLOSE_PATH
          || path->data[i].header.type == CAIRO_PATH_MOVE_TO)
        {
          append_outline (cr, outline, tolerance);
          g_array_set_size (outline, 0);
        }
      if (path->data[i].header.type != CAIRO_PATH_CLOSE_PATH)
        {
          Corner corner = { path->data[i + 1].point.x, path->data[i + 1].point.y };

          g_array_append_val (outline, corner);
        }
    }
  append_outline (cr, outline, tolerance);
  cairo_path_destroy (path);
}
