/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ink/yx-strokes-vary.h"

#include <math.h>

#define MARGIN 1.2 /* mm kept free at the frame's edge */

/* One hand: how it leans, how wide and high it writes, how it sways, how hard it presses. */
typedef struct
{
  double turn;
  double lean;
  double wide;
  double high;
  double sway[4];  /* mm */
  double phase[4]; /* radians */
  double press;
  double fast;
} Hand;

typedef struct
{
  double scale;
  double dx;
  double dy;
} Fitting;

static Hand
pick_hand (GRand *dice)
{
  Hand hand = {
    .turn = g_rand_double_range (dice, -0.07, 0.05),
    .lean = g_rand_double_range (dice, -0.22, 0.16),
    .wide = g_rand_double_range (dice, 0.82, 1.14),
    .high = g_rand_double_range (dice, 0.82, 1.12),
    .press = g_rand_double_range (dice, 0.82, 1.15),
    .fast = g_rand_double_range (dice, 0.8, 1.3),
  };

  for (int i = 0; i < 4; i++)
    {
      hand.sway[i] = g_rand_double_range (dice, 0.3, i < 2 ? 1.4 : 0.7);
      hand.phase[i] = g_rand_double_range (dice, 0.0, 2 * G_PI);
    }
  return hand;
}

/* Where @hand would have put a sample; @x and @y from the middle of the sample's box. */
static void
bend (const Hand *hand, double *x, double *y)
{
  double sx = *x + hand->sway[0] * sin (*y / 5.5 + hand->phase[0])
              + hand->sway[2] * sin (*x / 7.0 + hand->phase[2]);
  double sy = *y + hand->sway[1] * sin (*x / 9.0 + hand->phase[1])
              + hand->sway[3] * sin (*y / 4.5 + hand->phase[3]);
  double wide = (sx - hand->lean * sy) * hand->wide;
  double high = sy * hand->high;

  *x = wide * cos (hand->turn) - high * sin (hand->turn);
  *y = wide * sin (hand->turn) + high * cos (hand->turn);
}

static GArray *
write_again (YxStrokes *strokes, const Hand *hand, GRand *dice)
{
  GArray *samples = g_array_new (FALSE, FALSE, sizeof (YxSample));
  double x0, y0, x1, y1;

  yx_strokes_bounds (strokes, &x0, &y0, &x1, &y1);
  for (guint i = 0; i < yx_strokes_count (strokes); i++)
    {
      guint n;
      const YxSample *old = yx_strokes_get (strokes, i, &n);
      double dx = g_rand_double_range (dice, -0.45, 0.45);
      double dy = g_rand_double_range (dice, -0.45, 0.45);
      double press = hand->press * g_rand_double_range (dice, 0.93, 1.07);

      for (guint k = 0; k < n; k++)
        {
          YxSample sample
              = { old[k].x - (x0 + x1) / 2, old[k].y - (y0 + y1) / 2,
                  CLAMP (old[k].pressure * press, 0.0, 1.0), (gint64)((double)old[k].t * hand->fast) };

          bend (hand, &sample.x, &sample.y);
          sample.x += dx;
          sample.y += dy;
          g_array_append_val (samples, sample);
        }
    }
  return samples;
}

/* Into the middle of the frame, smaller where it would not fit. */
static Fitting
fit_frame (GArray *samples, double width, double height)
{
  double x0 = G_MAXDOUBLE, y0 = G_MAXDOUBLE, x1 = -G_MAXDOUBLE, y1 = -G_MAXDOUBLE;
  double room_x = MAX (width - 2 * MARGIN, width / 2);
  double room_y = MAX (height - 2 * MARGIN, height / 2);
  Fitting fitting = { .scale = 1.0 };

  for (guint i = 0; i < samples->len; i++)
    {
      const YxSample *sample = &g_array_index (samples, YxSample, i);

      x0 = MIN (x0, sample->x);
      y0 = MIN (y0, sample->y);
      x1 = MAX (x1, sample->x);
      y1 = MAX (y1, sample->y);
    }
  fitting.scale = MIN (1.0, MIN (room_x / MAX (x1 - x0, 1e-6), room_y / MAX (y1 - y0, 1e-6)));
  fitting.dx = width / 2 - fitting.scale * (x0 + x1) / 2;
  fitting.dy = height / 2 - fitting.scale * (y0 + y1) / 2;
  return fitting;
}

/**
 * yx_strokes_vary:
 * @strokes: a signature
 * @seed: which hand
 *
 * Writes @strokes again as another hand would: leaning, swaying, pressing otherwise. The same seed gives the
 * same hand. Stays within the frame.
 *
 * Returns: (transfer full): the other signature, in a frame of the same size
 */
YxStrokes *
yx_strokes_vary (YxStrokes *strokes, guint64 seed)
{
  const guint32 seeds[] = { (guint32)seed, (guint32)(seed >> 32) };
  GRand *dice = g_rand_new_with_seed_array (seeds, G_N_ELEMENTS (seeds));
  Hand hand = pick_hand (dice);
  g_autoptr (GArray) samples = write_again (strokes, &hand, dice);
  Fitting fitting = fit_frame (samples, yx_strokes_width (strokes), yx_strokes_height (strokes));
  g_autoptr (YxStrokesBuilder) builder
      = yx_strokes_builder_new (yx_strokes_width (strokes), yx_strokes_height (strokes));
  g_autoptr (GError) error = NULL;
  YxStrokes *varied;
  guint at = 0;

  g_rand_free (dice);
  for (guint i = 0; i < yx_strokes_count (strokes); i++)
    {
      guint n;

      yx_strokes_get (strokes, i, &n);
      yx_strokes_builder_begin (builder);
      for (guint end = at + n; at < end; at++)
        {
          YxSample sample = g_array_index (samples, YxSample, at);

          sample.x = sample.x * fitting.scale + fitting.dx;
          sample.y = sample.y * fitting.scale + fitting.dy;
          sample.t = MIN (sample.t, G_GINT64_CONSTANT (24) * 3600 * 1000);
          yx_strokes_builder_add (builder, &sample, &error);
        }
    }
  varied = yx_strokes_builder_end (builder, &error);
  g_assert (varied != NULL);
  return varied;
}
