/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ink/yx-strokes.h"

#include <math.h>

#include "ink/yx-ink-error.h"

#define MAX_TIME (G_GINT64_CONSTANT (24) * 3600 * 1000)
#define MAX_COORDINATE 1000.0

struct _YxStrokes
{
  gatomicrefcount refs;
  double width;
  double height;
  GArray *samples; /* (owned) of YxSample, all strokes after each other */
  GArray *starts;  /* (owned) of guint: where each stroke begins */
};

struct _YxStrokesBuilder
{
  YxStrokes *strokes; /* (owned) */
};

static gboolean
check_side (double side)
{
  return isfinite (side) && side >= 1.0 && side <= YX_STROKES_MAX_SIDE;
}

static gboolean
check_sample (const YxSample *sample, GError **error)
{
  const char *wrong = NULL;

  if (!isfinite (sample->x) || fabs (sample->x) > MAX_COORDINATE)
    wrong = "x";
  else if (!isfinite (sample->y) || fabs (sample->y) > MAX_COORDINATE)
    wrong = "y";
  else if (!(sample->pressure >= 0.0 && sample->pressure <= 1.0))
    wrong = "the pressure";
  else if (sample->t < 0 || sample->t > MAX_TIME)
    wrong = "the time";
  if (wrong != NULL)
    g_set_error (error, YX_INK_ERROR, YX_INK_ERROR_FORMAT, "A sample's value is out of range: %s", wrong);
  return wrong == NULL;
}

/**
 * yx_strokes_builder_new:
 * @width: the frame's width in mm
 * @height: the frame's height in mm
 *
 * Returns: (transfer full): a builder without strokes
 */
YxStrokesBuilder *
yx_strokes_builder_new (double width, double height)
{
  YxStrokesBuilder *builder = g_new0 (YxStrokesBuilder, 1);

  builder->strokes = g_new0 (YxStrokes, 1);
  g_atomic_ref_count_init (&builder->strokes->refs);
  builder->strokes->width = width;
  builder->strokes->height = height;
  builder->strokes->samples = g_array_new (FALSE, FALSE, sizeof (YxSample));
  builder->strokes->starts = g_array_new (FALSE, FALSE, sizeof (guint));
  return builder;
}

/**
 * yx_strokes_builder_begin:
 * @builder: a builder
 *
 * Begins a stroke. A stroke that gets no sample is left out.
 */
void
yx_strokes_builder_begin (YxStrokesBuilder *builder)
{
  GArray *starts = builder->strokes->starts;
  guint at = builder->strokes->samples->len;

  if (starts->len == 0 || g_array_index (starts, guint, starts->len - 1) != at)
    g_array_append_val (starts, at);
}

/**
 * yx_strokes_builder_add:
 * @builder: a builder in which a stroke was begun
 * @sample: the pen's next reading
 * @error: %YX_INK_ERROR_FORMAT for a value out of range or a time before the last one,
 *   %YX_INK_ERROR_TOO_LARGE for one sample too many
 *
 * Returns: whether the sample was taken
 */
gboolean
yx_strokes_builder_add (YxStrokesBuilder *builder, const YxSample *sample, GError **error)
{
  GArray *samples = builder->strokes->samples;

  g_return_val_if_fail (builder->strokes->starts->len > 0, FALSE);
  if (!check_sample (sample, error))
    return FALSE;
  if (samples->len > 0 && sample->t < g_array_index (samples, YxSample, samples->len - 1).t)
    {
      g_set_error (error, YX_INK_ERROR, YX_INK_ERROR_FORMAT, "A sample is older than the one before it");
      return FALSE;
    }
  if (samples->len >= YX_STROKES_MAX_SAMPLES)
    {
      g_set_error (error, YX_INK_ERROR, YX_INK_ERROR_TOO_LARGE, "There are more than %d samples",
                   YX_STROKES_MAX_SAMPLES);
      return FALSE;
    }
  g_array_append_val (samples, *sample);
  return TRUE;
}

/**
 * yx_strokes_builder_end:
 * @builder: a builder; empty afterwards, to be freed
 * @error: %YX_INK_ERROR_FORMAT for a frame of less than 1 mm or more than %YX_STROKES_MAX_SIDE,
 *   %YX_INK_ERROR_EMPTY without a stroke, %YX_INK_ERROR_TOO_LARGE for one stroke too many
 *
 * Returns: (transfer full): what was written
 */
YxStrokes *
yx_strokes_builder_end (YxStrokesBuilder *builder, GError **error)
{
  YxStrokes *strokes = builder->strokes;
  GArray *starts = strokes->starts;

  if (starts->len > 0 && g_array_index (starts, guint, starts->len - 1) == strokes->samples->len)
    g_array_set_size (starts, starts->len - 1);
  if (!check_side (strokes->width) || !check_side (strokes->height))
    {
      g_set_error (error, YX_INK_ERROR, YX_INK_ERROR_FORMAT, "The frame must measure 1 to %g mm",
                   YX_STROKES_MAX_SIDE);
      return NULL;
    }
  if (starts->len == 0)
    {
      g_set_error (error, YX_INK_ERROR, YX_INK_ERROR_EMPTY, "Nothing was written");
      return NULL;
    }
  if (starts->len > YX_STROKES_MAX_STROKES)
    {
      g_set_error (error, YX_INK_ERROR, YX_INK_ERROR_TOO_LARGE, "There are more than %d strokes",
                   YX_STROKES_MAX_STROKES);
      return NULL;
    }
  return g_steal_pointer (&builder->strokes);
}

/**
 * yx_strokes_builder_free:
 * @builder: (transfer full): a builder
 */
void
yx_strokes_builder_free (YxStrokesBuilder *builder)
{
  g_clear_pointer (&builder->strokes, yx_strokes_unref);
  g_free (builder);
}

/**
 * yx_strokes_ref:
 * @strokes: strokes
 *
 * Returns: (transfer full): @strokes
 */
YxStrokes *
yx_strokes_ref (YxStrokes *strokes)
{
  g_atomic_ref_count_inc (&strokes->refs);
  return strokes;
}

/**
 * yx_strokes_unref:
 * @strokes: (transfer full): strokes
 */
void
yx_strokes_unref (YxStrokes *strokes)
{
  if (!g_atomic_ref_count_dec (&strokes->refs))
    return;
  g_array_unref (strokes->samples);
  g_array_unref (strokes->starts);
  g_free (strokes);
}

/**
 * yx_strokes_width:
 * @strokes: strokes
 *
 * Returns: the frame's width in mm
 */
double
yx_strokes_width (YxStrokes *strokes)
{
  return strokes->width;
}

/**
 * yx_strokes_height:
 * @strokes: strokes
 *
 * Returns: the frame's height in mm
 */
double
yx_strokes_height (YxStrokes *strokes)
{
  return strokes->height;
}

/**
 * yx_strokes_count:
 * @strokes: strokes
 *
 * Returns: how many strokes there are, at least 1
 */
guint
yx_strokes_count (YxStrokes *strokes)
{
  return strokes->starts->len;
}

/**
 * yx_strokes_get:
 * @strokes: strokes
 * @index: which stroke, from 0
 * @n_samples: (out): how many samples it has, at least 1
 *
 * Returns: (transfer none) (array length=n_samples): its samples
 */
const YxSample *
yx_strokes_get (YxStrokes *strokes, guint index, guint *n_samples)
{
  guint start;
  guint end;

  g_return_val_if_fail (index < strokes->starts->len, NULL);
  start = g_array_index (strokes->starts, guint, index);
  end = index + 1 < strokes->starts->len ? g_array_index (strokes->starts, guint, index + 1)
                                         : strokes->samples->len;
  *n_samples = end - start;
  return &g_array_index (strokes->samples, YxSample, start);
}

/**
 * yx_strokes_bounds:
 * @strokes: strokes
 * @x0: (out): left, in mm
 * @y0: (out): top
 * @x1: (out): right
 * @y1: (out): bottom
 *
 * Gives the box of the samples; the ink reaches half a line's width beyond it.
 */
void
yx_strokes_bounds (YxStrokes *strokes, double *x0, double *y0, double *x1, double *y1)
{
  *x0 = *y0 = G_MAXDOUBLE;
  *x1 = *y1 = -G_MAXDOUBLE;
  for (guint i = 0; i < strokes->samples->len; i++)
    {
      const YxSample *sample = &g_array_index (strokes->samples, YxSample, i);

      *x0 = MIN (*x0, sample->x);
      *y0 = MIN (*y0, sample->y);
      *x1 = MAX (*x1, sample->x);
      *y1 = MAX (*y1, sample->y);
    }
}
