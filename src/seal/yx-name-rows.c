/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "seal/yx-name-rows.h"

#include <math.h>

#include "seal/yx-seal-error.h"

#define RIM_GAP 0.6     /* mm between the rim and the characters */
#define GAP 0.30        /* mm between rows, and between characters */
#define BOLD 0.045      /* of a large character's size */
#define FINE 0.025      /* of a small one's */
#define LARGE 6.0       /* mm */
#define FULL 0.90       /* ems: characters of less ink are not made as broad as their place */
#define MOST_ROWS 8
#define BROADEST 1.10   /* a character's width over its height, at most */
#define BROADER 1.15    /* what a millimetre of width is worth in height */
#define LOOSE 0.5       /* ems between characters, at most */
#define SPLIT_COST 0.85 /* of a layout's worth, for each row that ends within a part of the name */
#define WORD_COST 0.60  /* and within a word of letters */
#define JOINT_COST 0.40 /* and before a `·` or a space */
#define UNEVEN 0.25
#define STEP 0.25       /* ems */
#define LEAST 1.3       /* mm: smaller characters cannot be read */
#define SQUARE_NAME 4   /* characters */

/* A way to set a name in rows. */
typedef struct
{
  guint rows;
  guint ends[MOST_ROWS]; /* the character after each row's last */
  double worth;
} Layout;

static double
side_of (const YxSealPlan *plan)
{
  return plan->measures.width - 2 * (plan->measures.rim + RIM_GAP);
}

static gboolean
is_han (gunichar character)
{
  return g_unichar_get_script (character) == G_UNICODE_SCRIPT_HAN;
}

/* Two to four Han characters fill a square, three with 印, two with 之印: the classic seal. */
static char *
fill_square (const char *name)
{
  glong length = g_utf8_strlen (name, -1);

  for (const char *at = name; *at != '\0'; at = g_utf8_next_char (at))
    if (!is_han (g_utf8_get_char (at)))
      return NULL;
  if (length > SQUARE_NAME)
    return NULL;
  return g_strconcat (name, length == 2 ? "之印" : length == 3 ? "印" : "", NULL);
}

/* The place of a character whose box begins at @x and @y; its middle is @wide / 2 from there, its em @em mm
 * wide. */
static void
put_in_box (YxSealPlan *plan, const YxGlyph *glyph, double x, double y, double wide, double em, double high)
{
  double bold = high > LARGE ? BOLD * MIN (em, high) : FINE * MIN (em, high);
  double top = MIN (YX_HAN_TOP, glyph->y0);
  double bottom = MAX (YX_HAN_BOTTOM, glyph->y1);
  cairo_matrix_t place;

  cairo_matrix_init_translate (&place, x + wide / 2, y + high - bold / 2);
  cairo_matrix_scale (&place, em - bold, (high - bold) / (bottom - top));
  cairo_matrix_translate (&place, -(glyph->x0 + glyph->x1) / 2, -bottom);
  yx_seal_plan_put (plan, glyph, &place, bold, high);
}

/* In two columns, from the right. */
static void
put_square (YxSealPlan *plan, GPtrArray *glyphs)
{
  double side = side_of (plan);
  double cell = (side - GAP) / 2;

  for (guint i = 0; i < glyphs->len; i++)
    {
      const YxGlyph *glyph = glyphs->pdata[i];
      double em = cell / MAX (glyph->x1 - glyph->x0, FULL);

      put_in_box (plan, glyph, i < 2 ? GAP / 2 : -side / 2, i % 2 == 0 ? -side / 2 : GAP / 2, cell, em, cell);
    }
}

static gboolean
is_joint (const YxGlyph *glyph)
{
  return glyph->character == 0xb7 || yx_glyph_is_empty (glyph);
}

/* Where a name has a part of its own, or a word of letters meets a Han character. */
static gboolean
is_part (GPtrArray *glyphs, guint at)
{
  const YxGlyph *before = glyphs->pdata[at - 1];
  const YxGlyph *after = glyphs->pdata[at];

  return is_joint (before) || (!is_joint (after) && is_han (before->character) != is_han (after->character));
}

/* What it costs when a row ends here. */
static double
cost_of (GPtrArray *glyphs, guint at)
{
  const YxGlyph *before = glyphs->pdata[at - 1];
  const YxGlyph *after = glyphs->pdata[at];

  if (is_part (glyphs, at))
    return 1.0;
  if (is_joint (after))
    return JOINT_COST;
  return is_han (before->character) && is_han (after->character) ? SPLIT_COST : WORD_COST;
}

/* Leaves out the spaces at a row's ends; returns its ems. */
static double
trim (GPtrArray *glyphs, guint *from, guint *to)
{
  double ems = 0.0;

  while (*from < *to && yx_glyph_is_empty (glyphs->pdata[*from]))
    (*from)++;
  while (*to > *from && yx_glyph_is_empty (glyphs->pdata[*to - 1]))
    (*to)--;
  for (guint i = *from; i < *to; i++)
    ems += yx_glyph_room (glyphs->pdata[i]);
  return ems;
}

static double
count_ems (GPtrArray *glyphs, guint from, guint to)
{
  return trim (glyphs, &from, &to);
}

/* Ends rows so that each has about as much as the others, and none more than @ems. */
static gboolean
fill_rows (GPtrArray *glyphs, guint from, guint to, double ems, Layout *layout)
{
  double all = count_ems (glyphs, from, to);
  guint rows = (guint)ceil (all / ems - 1e-6);

  for (; rows > 0 && from < to; rows--)
    {
      double share = count_ems (glyphs, from, to) / rows;
      guint end = from + 1;

      while (end < to && count_ems (glyphs, from, end + 1) <= share + 0.5)
        end++;
      if (layout->rows == MOST_ROWS || count_ems (glyphs, from, end) > ems + 0.5)
        return FALSE;
      layout->ends[layout->rows++] = from = rows == 1 ? to : end;
    }
  return from == to;
}

/* The name as a whole, or each of its parts, in rows of at most about @ems. */
static gboolean
try_layout (GPtrArray *glyphs, double ems, gboolean parts, Layout *layout)
{
  guint from = 0;

  layout->rows = 0;
  for (guint at = 1; parts && at < glyphs->len; at++)
    if (is_part (glyphs, at))
      {
        if (!fill_rows (glyphs, from, at, ems, layout))
          return FALSE;
        from = at;
      }
  return fill_rows (glyphs, from, glyphs->len, ems, layout);
}

/* How large the characters get, mm; less for rows that are uneven or end within a part. */
static double
find_worth (GPtrArray *glyphs, const Layout *layout, double side)
{
  double high = (side - (layout->rows - 1) * GAP) / layout->rows;
  double longest = 0.0;
  double shortest = G_MAXDOUBLE;
  double cost = 1.0;
  guint from = 0;

  for (guint i = 0; i < layout->rows; i++)
    {
      double ems = count_ems (glyphs, from, layout->ends[i]);

      longest = MAX (longest, ems);
      shortest = MIN (shortest, ems);
      from = layout->ends[i];
      if (from < glyphs->len)
        cost *= cost_of (glyphs, from);
    }
  return MIN (high, BROADER * (side / longest - GAP)) * cost * pow (shortest / longest, UNEVEN);
}

static Layout
find_layout (GPtrArray *glyphs, double side)
{
  double all = count_ems (glyphs, 0, glyphs->len);
  Layout best = { .worth = 0 };

  for (double ems = 1.0; ems <= all + STEP; ems += STEP)
    for (int parts = 0; parts < 2; parts++)
      {
        Layout layout;

        if (!try_layout (glyphs, ems, parts == 1, &layout))
          continue;
        layout.worth = find_worth (glyphs, &layout, side);
        if (layout.worth > best.worth)
          best = layout;
      }
  return best;
}

/* As broad as the seal, unless it would be too broad; then in the middle. */
static void
put_row (YxSealPlan *plan, GPtrArray *glyphs, guint from, guint to, double y, double high)
{
  double side = side_of (plan);
  double ems = trim (glyphs, &from, &to);
  guint gaps = to - from - 1;
  double em = MIN (BROADEST * high, (side - gaps * GAP) / ems);
  double gap = gaps > 0 ? MIN ((side - ems * em) / gaps, MAX (GAP, LOOSE * em)) : 0;
  double at = -(ems * em + gaps * gap) / 2;

  for (guint i = from; i < to; i++)
    {
      const YxGlyph *glyph = glyphs->pdata[i];
      double room = yx_glyph_room (glyph) * em;

      put_in_box (plan, glyph, at, y, room, em, high);
      at += room + gap;
    }
}

/* Returns the height of the rows. */
static double
put_rows (YxSealPlan *plan, GPtrArray *glyphs, const Layout *layout)
{
  double side = side_of (plan);
  double high = (side - (layout->rows - 1) * GAP) / layout->rows;
  guint from = 0;

  for (guint i = 0; i < layout->rows; i++)
    {
      put_row (plan, glyphs, from, layout->ends[i], -side / 2 + i * (high + GAP), high);
      from = layout->ends[i];
    }
  return high;
}

/**
 * yx_name_rows_put:
 * @plan: a name seal
 * @name: a person's name
 * @error: %YX_SEAL_ERROR_NAME when no font has a character, or there are too many for the seal
 *
 * Sets two to four Han characters as a square, read in columns from the right; other names in rows from the
 * left, parted where they have a `·` or a space if that leaves the characters large.
 *
 * Returns: whether it is there
 */
gboolean
yx_name_rows_put (YxSealPlan *plan, const char *name, GError **error)
{
  g_autofree char *square = fill_square (name);
  GPtrArray *glyphs = yx_seal_plan_take (plan, square != NULL ? square : name, YX_FONTS_SONG, error);
  Layout layout;

  if (glyphs == NULL)
    return FALSE;
  if (square != NULL)
    {
      put_square (plan, glyphs);
      return TRUE;
    }
  layout = find_layout (glyphs, side_of (plan));
  if (layout.rows > 0 && put_rows (plan, glyphs, &layout) >= LEAST)
    return TRUE;
  g_set_error (error, YX_SEAL_ERROR, YX_SEAL_ERROR_NAME, "The name is too long for a seal of this size");
  return FALSE;
}
