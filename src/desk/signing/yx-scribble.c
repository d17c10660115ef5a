/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/signing/yx-scribble.h"

#include <math.h>

#define PALM 500      /* ms after the pen was seen in which a touch is the hand that holds it */
#define FORGOTTEN 1500 /* ms without a reading after which a stroke has ended, if another device begins one */
#define FAR 1000.0    /* mm: no sheet is that large */
#define NO_PRESSURE 0.5
#define SPIKE 6.0       /* mm that a first reading is off … */
#define SPIKE_SPEED 1.5 /* … if the pen would have had to come faster than so many mm a millisecond */
#define DAY (G_GINT64_CONSTANT (24) * 3600 * 1000)

/* A stroke, or with no readings what wiped the sheet. */
typedef struct
{
  GArray *readings; /* (owned) (nullable) */
} Step;

struct _YxScribble
{
  double width;
  double height;
  YxPressure curve;
  GPtrArray *steps; /* (owned) of Step */
  guint at;         /* steps before it are done, the others undone */
  Step *open;       /* (nullable): the last one done, while it is being written */
  guint n_readings;
  gint64 base;   /* time of the first reading */
  gint64 latest; /* of the last one, from @base */
  gint64 pen;    /* when a pen was last seen, as it says itself; 0: never */
  guint epoch;
};

static void
free_step (gpointer data)
{
  Step *step = data;

  g_clear_pointer (&step->readings, g_array_unref);
  g_free (step);
}

static const YxPenReading *
last_reading (const Step *step)
{
  return &g_array_index (step->readings, YxPenReading, step->readings->len - 1);
}

static gboolean
is_owner (YxScribble *self, const YxPenReading *reading)
{
  const YxPenReading *last = self->open != NULL ? last_reading (self->open) : NULL;

  return last != NULL && last->kind == reading->kind && last->device == reading->device;
}

static void
forget_undone (YxScribble *self)
{
  for (guint i = self->at; i < self->steps->len; i++)
    {
      const Step *step = self->steps->pdata[i];

      self->n_readings -= step->readings != NULL ? step->readings->len : 0;
    }
  g_ptr_array_set_size (self->steps, (int) self->at);
}

static Step *
begin_step (YxScribble *self)
{
  Step *step = g_new0 (Step, 1);

  forget_undone (self);
  g_ptr_array_add (self->steps, step);
  self->at++;
  return step;
}

/* What was no writing: it leaves nothing to undo. */
static void
discard_open (YxScribble *self)
{
  self->open = NULL;
  self->at--;
  self->epoch++;
  forget_undone (self);
}

static void
add_reading (YxScribble *self, const YxPenReading *reading)
{
  YxPenReading kept = *reading;

  if (self->n_readings == 0)
    {
      self->base = reading->time;
      self->latest = 0;
    }
  self->latest = CLAMP (reading->time - self->base, self->latest, DAY);
  kept.time = self->latest;
  if (self->open->readings->len > 0 && !(kept.pressure >= 0.0))
    kept.pressure = last_reading (self->open)->pressure;
  kept.pressure = kept.pressure >= 0.0 ? MIN (kept.pressure, 1.0) : NAN;
  g_array_append_val (self->open->readings, kept);
  self->n_readings++;
}

/* The hand that holds the pen lies on the sheet before and while the pen writes. */
static gboolean
is_palm (YxScribble *self, const YxPenReading *reading)
{
  return reading->kind == YX_PEN_TOUCH && self->pen > 0 && reading->time - self->pen < PALM;
}

/* Whether a stroke may begin: nobody else writes, or whoever did has never said that it ended. */
static gboolean
take_over (YxScribble *self, const YxPenReading *reading)
{
  if (self->open == NULL)
    return TRUE;
  if (last_reading (self->open)->kind == YX_PEN_TOUCH && reading->kind == YX_PEN_STYLUS)
    {
      discard_open (self);
      return TRUE;
    }
  if (!is_owner (self, reading) && reading->time - self->base - self->latest < FORGOTTEN)
    return FALSE;
  self->open = NULL;
  return TRUE;
}

static gboolean
begin_stroke (YxScribble *self, const YxPenReading *reading)
{
  if (is_palm (self, reading) || !take_over (self, reading) || yx_scribble_is_full (self))
    return FALSE;
  self->open = begin_step (self);
  self->open->readings = g_array_new (FALSE, FALSE, sizeof (YxPenReading));
  add_reading (self, reading);
  return TRUE;
}

/* A pen that is lifted says so where it was last, mostly without pressure. */
static void
end_stroke (YxScribble *self, const YxPenReading *reading)
{
  const YxPenReading *last = last_reading (self->open);
  YxPenReading end = *reading;

  end.pressure = last->pressure;
  if ((end.x != last->x || end.y != last->y) && !yx_scribble_is_full (self))
    add_reading (self, &end);
  self->open = NULL;
}

/**
 * yx_scribble_new:
 * @width: the sheet's width in mm
 * @height: the sheet's height in mm
 *
 * Returns: (transfer full): an empty sheet
 */
YxScribble *
yx_scribble_new (double width, double height)
{
  YxScribble *self = g_new0 (YxScribble, 1);

  self->width = width;
  self->height = height;
  self->curve = YX_PRESSURE_MEDIUM;
  self->steps = g_ptr_array_new_with_free_func (free_step);
  return self;
}

/**
 * yx_scribble_free:
 * @self: (transfer full): a sheet
 */
void
yx_scribble_free (YxScribble *self)
{
  g_ptr_array_unref (self->steps);
  g_free (self);
}

/**
 * yx_scribble_feed:
 * @self: a sheet
 * @reading: what a device says; any values at all
 *
 * Takes readings as they come. One device writes at a time; a pen is stronger than a touch, which is then the hand
 * that holds it. A stroke whose end was never told ends with the next one. Readings without a place are left out; a
 * pressure that is missing is the last one; times never fall.
 *
 * Returns: whether what is written has changed
 */
gboolean
yx_scribble_feed (YxScribble *self, const YxPenReading *reading)
{
  gboolean placed = isfinite (reading->x) && isfinite (reading->y) && fabs (reading->x) < FAR && fabs (reading->y) < FAR;

  if (reading->kind == YX_PEN_STYLUS)
    self->pen = MAX (reading->time, 1);
  if (reading->phase == YX_PEN_DOWN)
    return placed && begin_stroke (self, reading);
  if (reading->phase == YX_PEN_NEAR || !is_owner (self, reading))
    return FALSE;
  if (reading->phase == YX_PEN_MOVE && (!placed || yx_scribble_is_full (self)))
    return FALSE;
  if (reading->phase == YX_PEN_MOVE)
    add_reading (self, reading);
  else if (reading->phase == YX_PEN_LOST && reading->kind == YX_PEN_TOUCH)
    discard_open (self);
  else if (reading->phase == YX_PEN_UP && placed)
    end_stroke (self, reading);
  else
    self->open = NULL;
  return TRUE;
}

/**
 * yx_scribble_is_open:
 * @self: a sheet
 *
 * Returns: whether a stroke is being written
 */
gboolean
yx_scribble_is_open (YxScribble *self)
{
  return self->open != NULL;
}

/**
 * yx_scribble_is_full:
 * @self: a sheet
 *
 * Returns: whether nothing more can be written, formats.md "Strokes"
 */
gboolean
yx_scribble_is_full (YxScribble *self)
{
  return self->n_readings >= YX_STROKES_MAX_SAMPLES || (self->open == NULL && yx_scribble_count (self) >= YX_STROKES_MAX_STROKES);
}

/**
 * yx_scribble_set_pressure:
 * @self: a sheet
 * @curve: how the hand presses; also for what was written already
 */
void
yx_scribble_set_pressure (YxScribble *self, YxPressure curve)
{
  self->epoch += self->curve != curve;
  self->curve = curve;
}

/**
 * yx_scribble_can_undo:
 * @self: a sheet
 *
 * Returns: whether there is a stroke, or a wiping, to undo
 */
gboolean
yx_scribble_can_undo (YxScribble *self)
{
  return self->at > 0;
}

/**
 * yx_scribble_can_redo:
 * @self: a sheet
 *
 * Returns: whether something was undone and nothing written since
 */
gboolean
yx_scribble_can_redo (YxScribble *self)
{
  return self->at < self->steps->len;
}

/**
 * yx_scribble_undo:
 * @self: a sheet
 *
 * Takes back the last stroke, or the wiping of the sheet.
 */
void
yx_scribble_undo (YxScribble *self)
{
  if (self->at == 0)
    return;
  self->open = NULL;
  self->at--;
  self->epoch++;
}

/**
 * yx_scribble_redo:
 * @self: a sheet
 *
 * Does again what was undone last.
 */
void
yx_scribble_redo (YxScribble *self)
{
  if (self->at == self->steps->len)
    return;
  self->open = NULL;
  self->at++;
  self->epoch++;
}

/* The first step that shows: the one after the last wiping. */
static guint
first_shown (YxScribble *self)
{
  for (guint i = self->at; i-- > 0;)
    if (((const Step *) self->steps->pdata[i])->readings == NULL)
      return i + 1;
  return 0;
}

/**
 * yx_scribble_clear:
 * @self: a sheet
 *
 * Wipes the sheet; that can be undone.
 */
void
yx_scribble_clear (YxScribble *self)
{
  if (yx_scribble_count (self) == 0)
    return;
  self->open = NULL;
  begin_step (self);
  self->epoch++;
}

/**
 * yx_scribble_count:
 * @self: a sheet
 *
 * Returns: how many strokes it shows, the open one included
 */
guint
yx_scribble_count (YxScribble *self)
{
  return self->at - first_shown (self);
}

/**
 * yx_scribble_epoch:
 * @self: a sheet
 *
 * Returns: a number that changes whenever more happens than that strokes are added
 */
guint
yx_scribble_epoch (YxScribble *self)
{
  return self->epoch;
}

/**
 * yx_scribble_readings:
 * @self: a sheet
 * @index: which stroke, from 0
 * @n_readings: (out): how many readings it has, at least 1
 *
 * Returns: (transfer none) (array length=n_readings): its readings as they came; times count from the sheet's first one
 */
const YxPenReading *
yx_scribble_readings (YxScribble *self, guint index, guint *n_readings)
{
  const Step *step;

  g_return_val_if_fail (index < yx_scribble_count (self), NULL);
  step = self->steps->pdata[first_shown (self) + index];
  *n_readings = step->readings->len;
  return &g_array_index (step->readings, YxPenReading, 0);
}

/* Pens say late how hard they are pressed: until then it is what they say first. Some never do. */
static double
first_pressure (const YxPenReading *readings, guint n)
{
  for (guint i = 0; i < n; i++)
    if (readings[i].pressure > 0.0)
      return readings[i].pressure;
  return NO_PRESSURE;
}

/* Some devices begin a stroke where the last one ended. */
static gboolean
begins_with_spike (const YxPenReading *readings, guint n)
{
  double there, on;

  if (n < 3)
    return FALSE;
  there = hypot (readings[1].x - readings[0].x, readings[1].y - readings[0].y);
  on = hypot (readings[2].x - readings[1].x, readings[2].y - readings[1].y);
  return there > SPIKE && on < 0.3 * there && there > SPIKE_SPEED * (double) (readings[1].time - readings[0].time);
}

/**
 * yx_scribble_samples:
 * @self: a sheet
 * @index: which stroke, from 0
 *
 * Returns: (transfer full) (element-type YxSample): the stroke as it counts: its pressure as the hand meant it, without
 *   a first reading that is none of its own
 */
GArray *
yx_scribble_samples (YxScribble *self, guint index)
{
  guint n;
  const YxPenReading *readings = yx_scribble_readings (self, index, &n);
  double pressure = first_pressure (readings, n);
  gboolean begun = FALSE;
  GArray *samples = g_array_sized_new (FALSE, FALSE, sizeof (YxSample), n);

  for (guint i = begins_with_spike (readings, n) ? 1 : 0; i < n; i++)
    {
      YxSample sample = { .x = readings[i].x, .y = readings[i].y, .t = readings[i].time };

      begun |= readings[i].pressure > 0.0;
      if (begun)
        pressure = readings[i].pressure;
      sample.pressure = yx_pressure_apply (self->curve, pressure);
      g_array_append_val (samples, sample);
    }
  return samples;
}

/**
 * yx_scribble_strokes:
 * @self: a sheet
 * @error: %YX_INK_ERROR_EMPTY: nothing is written
 *
 * Returns: (transfer full) (nullable): what is written, in the sheet's frame
 */
YxStrokes *
yx_scribble_strokes (YxScribble *self, GError **error)
{
  g_autoptr (YxStrokesBuilder) builder = yx_strokes_builder_new (self->width, self->height);

  for (guint i = 0; i < yx_scribble_count (self); i++)
    {
      g_autoptr (GArray) samples = yx_scribble_samples (self, i);

      yx_strokes_builder_begin (builder);
      for (guint k = 0; k < samples->len; k++)
        if (!yx_strokes_builder_add (builder, &g_array_index (samples, YxSample, k), error))
          return NULL;
    }
  return yx_strokes_builder_end (builder, error);
}
