/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ink/yx-strokes-crop.h"

#include "ink/yx-ink-error.h"

/**
 * yx_strokes_crop:
 * @strokes: strokes
 * @margin: mm that are left around the samples
 * @error: %YX_INK_ERROR_FORMAT when the hand went further than a frame may reach
 *
 * Draws the frame close around what was written, wherever on the sheet that was, so that the mark stands in the middle
 * of its place.
 *
 * Returns: (transfer full) (nullable): the same strokes in a frame of their own
 */
YxStrokes *
yx_strokes_crop (YxStrokes *strokes, double margin, GError **error)
{
  double x0, y0, x1, y1;
  g_autoptr (YxStrokesBuilder) builder = NULL;

  yx_strokes_bounds (strokes, &x0, &y0, &x1, &y1);
  builder = yx_strokes_builder_new (x1 - x0 + 2 * margin, y1 - y0 + 2 * margin);
  for (guint i = 0; i < yx_strokes_count (strokes); i++)
    {
      guint n;
      const YxSample *samples = yx_strokes_get (strokes, i, &n);

      yx_strokes_builder_begin (builder);
      for (guint k = 0; k < n; k++)
        {
          YxSample sample = samples[k];

          sample.x += margin - x0;
          sample.y += margin - y0;
          if (!yx_strokes_builder_add (builder, &sample, error))
            return NULL;
        }
    }
  return yx_strokes_builder_end (builder, error);
}
