/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Over many names: characters don't touch each other, the star or the rim. */
#include <math.h>
#include <string.h>

#include "seal/faces.h"

#define SCALE 20.0   /* pixels a millimetre */
#define APART 0.05   /* mm that stay empty between two characters */
#define STAR_MARK 1
#define SIDE (45 * 20)
#define NEWTON 4
#define STRIDE 8     /* of lengths, in all alphabets but the first */

/* Which mark took which pixel; 0: none. */
typedef struct
{
  guint8 taken[SIDE * SIDE];
} Board;

/* A type of seal, and how small its characters may get: mm. */
typedef struct
{
  const char *name;
  YxSealKind kind;
  YxUnitType unit;
  gboolean code;
  double least_high;
  double least_wide;
} Row;

static const Row rows[] = {
  { "unit", YX_SEAL_UNIT, YX_UNIT_LIMITED, FALSE, 3.5, 1.4 },
  { "joint-stock", YX_SEAL_UNIT, YX_UNIT_JOINT_STOCK, FALSE, 3.5, 1.4 },
  { "foreign", YX_SEAL_UNIT, YX_UNIT_FOREIGN, FALSE, 2.5, 0.9 },
  { "labour", YX_SEAL_LABOUR_CONTRACT, YX_UNIT_LIMITED, FALSE, 3.3, 1.2 },
  { "finance-with-code", YX_SEAL_FINANCE, YX_UNIT_LIMITED, TRUE, 3.3, 1.2 },
  { "invoice", YX_SEAL_INVOICE, YX_UNIT_LIMITED, FALSE, 2.4, 0.85 },
};

/* The angle of the point of an ellipse that is nearest to one near it: Newton's way to where the connection is
 * at right angles. */
static double
nearest_angle (double a, double b, double x, double y)
{
  double angle = atan2 (y * a, x * b);

  for (guint i = 0; i < NEWTON; i++)
    {
      double c = cos (angle);
      double s = sin (angle);
      double slope = (a * a - b * b) * (c * c - s * s) - a * x * c - b * y * s;

      angle -= ((a * a - b * b) * c * s - x * a * s + y * b * c) / slope;
    }
  return angle;
}

/* How far the rim's inner edge is, mm; the ink ends @bold / 2 nearer. */
static double
rim_distance (const YxSealMeasures *m, double x, double y)
{
  double a = (m->width - m->rim) / 2;
  double b = (m->height - m->rim) / 2;
  double angle;

  if (m->shape == YX_SEAL_SHAPE_SQUARE)
    return MIN (a - fabs (x), b - fabs (y)) - m->rim / 2;
  if (m->shape == YX_SEAL_SHAPE_ROUND)
    return a - hypot (x, y) - m->rim / 2;
  g_assert_cmpfloat (x * x / (a * a) + y * y / (b * b), <, 1.0);
  angle = nearest_angle (a, b, x, y);
  return hypot (x - a * cos (angle), y - b * sin (angle)) - m->rim / 2;
}

/* The outline as it is drawn, point by point; its box, widened, is @box in pixels. */
static void
check_rim (cairo_t *cr, const YxSealPlan *plan, guint index, int box[4])
{
  const YxSealGlyph *put = &g_array_index (plan->glyphs, YxSealGlyph, index);
  cairo_path_t *path;
  double nearest = G_MAXDOUBLE;
  double x0, y0, x1, y1;

  cairo_new_path (cr);
  yx_seal_plan_append (cr, plan, index);
  cairo_path_extents (cr, &x0, &y0, &x1, &y1);
  box[0] = (int) floor ((x0 - put->bold - APART) * SCALE) + SIDE / 2;
  box[1] = (int) floor ((y0 - put->bold - APART) * SCALE) + SIDE / 2;
  box[2] = (int) ceil ((x1 + put->bold + APART) * SCALE) + SIDE / 2;
  box[3] = (int) ceil ((y1 + put->bold + APART) * SCALE) + SIDE / 2;
  path = cairo_copy_path_flat (cr);
  for (int i = 0; i < path->num_data; i += path->data[i].header.length)
    if (path->data[i].header.type == CAIRO_PATH_LINE_TO)
      nearest = MIN (nearest, rim_distance (&plan->measures, path->data[i + 1].point.x, path->data[i + 1].point.y));
  cairo_path_destroy (path);
  g_assert_cmpfloat (nearest - put->bold / 2, >=, YX_SEAL_CLEAR);
}

/* Takes what is painted within @box; nothing else may have it already. */
static void
check_taken (Board *board, cairo_surface_t *surface, const int box[4], guint8 mark)
{
  const guint8 *pixels = cairo_image_surface_get_data (surface);
  int stride = cairo_image_surface_get_stride (surface);
  guint painted = 0;

  for (int y = box[1]; y < box[3]; y++)
    for (int x = box[0]; x < box[2]; x++)
      if (pixels[(y - box[1]) * stride + x - box[0]] > 127)
        {
          g_assert_cmpuint (board->taken[y * SIDE + x], ==, 0);
          board->taken[y * SIDE + x] = mark;
          painted++;
        }
  g_assert_cmpuint (painted, >, 0);
}

/* A canvas for @box whose unit is a millimetre and whose origin the seal's centre. */
static cairo_t *
open_box (const int box[4])
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_A8, box[2] - box[0], box[3] - box[1]);
  cairo_t *cr = cairo_create (surface);

  cairo_surface_destroy (surface);
  cairo_translate (cr, SIDE / 2 - box[0], SIDE / 2 - box[1]);
  cairo_scale (cr, SCALE, SCALE);
  return cr;
}

static void
close_box (cairo_t *cr, Board *board, const int box[4], guint8 mark)
{
  cairo_surface_flush (cairo_get_target (cr));
  check_taken (board, cairo_get_target (cr), box, mark);
  cairo_destroy (cr);
}

static void
check_star (const YxSealPlan *plan, Board *board)
{
  int reach = (int) (plan->star * SCALE) + 2;
  const int box[4] = { SIDE / 2 - reach, SIDE / 2 - reach, SIDE / 2 + reach, SIDE / 2 + reach };
  cairo_t *cr;

  if (plan->star <= 0)
    return;
  g_assert_cmpfloat (plan->star, >=, 5.0);
  cr = open_box (box);
  cairo_arc (cr, 0, 0, plan->star * 0.4, 0, 2 * G_PI);
  cairo_fill (cr);
  for (int i = 0; i < 5; i++)
    {
      cairo_move_to (cr, 0, 0);
      cairo_line_to (cr, plan->star * sin (i * 0.4 * G_PI), -plan->star * cos (i * 0.4 * G_PI));
    }
  cairo_set_line_width (cr, APART);
  cairo_stroke (cr);
  close_box (cr, board, box, STAR_MARK);
}

static void
check_plan (const YxSealPlan *plan, Board *board)
{
  cairo_surface_t *nothing = cairo_recording_surface_create (CAIRO_CONTENT_ALPHA, NULL);
  cairo_t *measuring = cairo_create (nothing);

  memset (board, 0, sizeof *board);
  cairo_set_tolerance (measuring, 0.005);
  check_star (plan, board);
  for (guint i = 0; i < plan->glyphs->len; i++)
    {
      int box[4];
      cairo_t *cr;

      check_rim (measuring, plan, i, box);
      cr = open_box (box);
      yx_seal_plan_append (cr, plan, i);
      cairo_set_line_width (cr, g_array_index (plan->glyphs, YxSealGlyph, i).bold + APART);
      cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
      cairo_fill_preserve (cr);
      cairo_stroke (cr);
      close_box (cr, board, box, (guint8) (STAR_MARK + 1 + i));
    }
  cairo_destroy (measuring);
  cairo_surface_destroy (nothing);
}

static guint
count_visible (const char *text)
{
  guint n = 0;

  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    n += *at != ' ';
  return n;
}

/* The narrowest Han character: mm an em. */
static double
narrowest (const YxSealPlan *plan)
{
  double least = 100;

  for (guint i = 0; i < plan->glyphs->len; i++)
    {
      const YxSealGlyph *put = &g_array_index (plan->glyphs, YxSealGlyph, i);

      if (put->glyph->advance > 0.9)
        least = MIN (least, hypot (put->place.xx, put->place.yx));
    }
  return least;
}

/* Enterprise names of 4 to 60 characters, in every alphabet. */
static void
test_enterprises (gconstpointer data)
{
  const Row *row = data;
  g_autofree Board *board = g_new (Board, 1);
  double high = 100;
  double wide = 100;

  for (int alphabet = 0; alphabet < FACES_ALPHABETS; alphabet++)
    for (guint n = 4; n <= YX_SEAL_NAME_MAX; n += alphabet == 0 ? 1 : STRIDE)
      {
        g_autofree char *name = faces_name ((FacesAlphabet) alphabet, n);
        YxSealFace face = faces_face (row->kind, row->unit, name);
        g_autoptr (YxSealPlan) plan = NULL;

        g_test_message ("%s", name);
        face.police_code = row->code ? FACES_POLICE_CODE : NULL;
        plan = faces_plan (&face);
        g_assert_cmpuint (plan->glyphs->len, >=, count_visible (name));
        check_plan (plan, board);
        high = MIN (high, yx_seal_plan_smallest (plan));
        wide = MIN (wide, narrowest (plan));
      }
  g_test_message ("smallest: %.2f mm high, %.2f mm wide", high, wide);
  g_assert_cmpfloat (high, >=, row->least_high);
  g_assert_cmpfloat (wide, >=, row->least_wide);
}

/* People's names of 2 to 50 characters, on the largest and the smallest usual name seal. */
static void
test_people (void)
{
  g_autofree Board *board = g_new (Board, 1);
  const guint sides[] = { 20, 18 };

  for (gsize i = 0; i < G_N_ELEMENTS (sides); i++)
    {
      double high = 100;

      for (int alphabet = 0; alphabet < FACES_ALPHABETS; alphabet++)
        for (guint n = 2; n <= YX_SEAL_HEAD_MAX; n += alphabet == 0 ? 1 : STRIDE)
          {
            g_autofree char *name = faces_person ((FacesAlphabet) alphabet, n);
            YxSealFace face = faces_face (YX_SEAL_HEAD_NAME, YX_UNIT_LIMITED, name);
            g_autoptr (YxSealPlan) plan = NULL;

            g_test_message ("%s", name);
            face.measures.width = face.measures.height = sides[i];
            plan = faces_plan (&face);
            g_assert_cmpuint (plan->glyphs->len, >=, count_visible (name));
            check_plan (plan, board);
            high = MIN (high, yx_seal_plan_smallest (plan));
          }
      g_test_message ("smallest on %u mm: %.2f mm", sides[i], high);
      g_assert_cmpfloat (high, >=, 1.5);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *path = g_strconcat ("/seal/clear/", rows[i].name, NULL);

      g_test_add_data_func (path, &rows[i], test_enterprises);
    }
  g_test_add_func ("/seal/clear/people", test_people);
  return g_test_run ();
}
