/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "seal/yx-seal-sizes.h"

#include <string.h>

#include "base/yx-csv.h"
#include "seal/yx-seal-error.h"

#define MAX_BYTES (64 * 1024)
#define HEADING "type,unit,shape,width,height,rim,star"
#define ANY (-1)

/* The most that 国发〔1999〕25号 allows, and the least that a name of sixty characters needs. */
#define ROUND_MIN 36
#define ROUND_MAX 45
#define OVAL_LOW 28
#define SQUARE_MIN 16
#define SQUARE_MAX 25
#define RIM_MIN 0.5
#define RIM_MAX 1.5

enum
{
  TYPE,
  UNIT,
  SHAPE,
  WIDTH,
  HEIGHT,
  RIM,
  STAR,
  COLUMNS,
};

typedef struct
{
  int kind; /* ANY: every type */
  int unit; /* ANY: every kind of enterprise */
  YxSealMeasures measures;
} Line;

struct _YxSealSizes
{
  GArray *lines; /* (owned) of Line: a hall's own */
};

/* law.md 3. */
static const Line DEFAULTS[] = {
  { YX_SEAL_UNIT, YX_UNIT_JOINT_STOCK, { YX_SEAL_SHAPE_ROUND, 42, 42, 1.2, TRUE } },
  { YX_SEAL_UNIT, YX_UNIT_SOCIETY, { YX_SEAL_SHAPE_ROUND, 42, 42, 1.0, TRUE } },
  { YX_SEAL_UNIT, YX_UNIT_FOREIGN, { YX_SEAL_SHAPE_OVAL, 45, 30, 1.0, FALSE } },
  { YX_SEAL_UNIT, ANY, { YX_SEAL_SHAPE_ROUND, 40, 40, 1.0, TRUE } },
  { YX_SEAL_INVOICE, ANY, { YX_SEAL_SHAPE_OVAL, 40, 30, 1.0, FALSE } },
  { YX_SEAL_HEAD_NAME, ANY, { YX_SEAL_SHAPE_SQUARE, 20, 20, 1.0, FALSE } },
  { ANY, YX_UNIT_JOINT_STOCK, { YX_SEAL_SHAPE_ROUND, 40, 40, 1.0, TRUE } },
  { ANY, ANY, { YX_SEAL_SHAPE_ROUND, 38, 38, 1.0, TRUE } },
};

static const YxChoice shapes[] = {
  { YX_SEAL_SHAPE_ROUND, "round", "round", "圆形" },
  { YX_SEAL_SHAPE_OVAL, "oval", "oval", "椭圆形" },
  { YX_SEAL_SHAPE_SQUARE, "square", "square", "方形" },
  { 0 },
};

static const YxChoice stars[] = {
  { TRUE, "yes", "yes", "是" },
  { FALSE, "no", "no", "否" },
  { 0 },
};

static gboolean
refuse (GError **error, guint line, const char *what, const char *value)
{
  g_set_error (error, YX_SEAL_ERROR, YX_SEAL_ERROR_FORMAT, "line %u: %s: %s", line, what, value);
  return FALSE;
}

/* The word on the wire or the Chinese one. */
static gboolean
read_choice (const YxChoice *choices, const char *text, int *value)
{
  for (const YxChoice *choice = choices; choice->nick != NULL; choice++)
    if (strcmp (choice->nick, text) == 0 || strcmp (choice->heading, text) == 0)
      {
        *value = choice->value;
        return TRUE;
      }
  return FALSE;
}

static gboolean
read_length (const char *text, guint *value)
{
  guint64 number;

  if (!g_ascii_string_to_unsigned (text, 10, 1, 100, &number, NULL))
    return FALSE;
  *value = (guint)number;
  return TRUE;
}

/* `1` or `1.2`, without sign, exponent or more digits. */
static gboolean
read_rim (const char *text, double *value)
{
  gsize length = strlen (text);

  if (length == 0 || length > 4 || strspn (text, "0123456789.") != length || !g_ascii_isdigit (text[0]))
    return FALSE;
  *value = g_ascii_strtod (text, NULL);
  return *value >= RIM_MIN && *value <= RIM_MAX;
}

/* What is wrong with the measures of a seal of this type. */
static const char *
find_fault (const Line *line)
{
  const YxSealMeasures *m = &line->measures;

  if ((line->kind == YX_SEAL_HEAD_NAME) != (m->shape == YX_SEAL_SHAPE_SQUARE))
    return "name seals are square, and no others";
  if (line->kind == YX_SEAL_INVOICE && m->shape != YX_SEAL_SHAPE_OVAL)
    return "invoice seals are oval";
  if (m->star && m->shape != YX_SEAL_SHAPE_ROUND)
    return "only round seals have a star";
  if (m->shape == YX_SEAL_SHAPE_OVAL)
    return m->width > m->height && m->width <= ROUND_MAX && m->width >= ROUND_MIN && m->height >= OVAL_LOW
               ? NULL
               : "an oval seal is 36 to 45 mm wide, at least 28 mm high, and wider than high";
  if (m->width != m->height)
    return "round and square seals are as wide as high";
  if (m->shape == YX_SEAL_SHAPE_SQUARE)
    return m->width >= SQUARE_MIN && m->width <= SQUARE_MAX ? NULL : "a name seal is 16 to 25 mm wide";
  return m->width >= ROUND_MIN && m->width <= ROUND_MAX ? NULL : "a round seal is 36 to 45 mm wide";
}

static gboolean
is_new (GArray *lines, const Line *line)
{
  for (guint i = 0; i < lines->len; i++)
    if (g_array_index (lines, Line, i).kind == line->kind && g_array_index (lines, Line, i).unit == line->unit)
      return FALSE;
  return TRUE;
}

static const char *
cell (const YxCsvRow *row, guint column)
{
  return row->cells->pdata[column];
}

static gboolean
read_line (const YxCsvRow *row, Line *line, GError **error)
{
  YxSealMeasures *m = &line->measures;
  int shape = 0;

  if (row->cells->len != COLUMNS)
    return refuse (error, row->line, "not seven columns", cell (row, 0));
  line->unit = ANY;
  if (!read_choice (yx_seal_kinds, cell (row, TYPE), &line->kind))
    return refuse (error, row->line, "no type of seal", cell (row, TYPE));
  if (strcmp (cell (row, UNIT), "*") != 0 && !read_choice (yx_unit_types, cell (row, UNIT), &line->unit))
    return refuse (error, row->line, "no unit type", cell (row, UNIT));
  if (!read_choice (shapes, cell (row, SHAPE), &shape))
    return refuse (error, row->line, "no shape", cell (row, SHAPE));
  m->shape = (YxSealShape)shape;
  if (!read_length (cell (row, WIDTH), &m->width))
    return refuse (error, row->line, "no width in whole millimetres", cell (row, WIDTH));
  if (!read_length (cell (row, HEIGHT), &m->height))
    return refuse (error, row->line, "no height in whole millimetres", cell (row, HEIGHT));
  if (!read_rim (cell (row, RIM), &m->rim))
    return refuse (error, row->line, "no rim of 0.5 to 1.5 mm", cell (row, RIM));
  if (strcmp (cell (row, STAR), "emblem") == 0)
    return refuse (error, row->line, "the State emblem is not for seals made here", cell (row, STAR));
  return read_choice (stars, cell (row, STAR), &m->star)
         || refuse (error, row->line, "neither yes nor no to a star", cell (row, STAR));
}

static gboolean
take_line (YxSealSizes *sizes, const YxCsvRow *row, GError **error)
{
  Line line = { 0 };
  const char *fault;

  if (!read_line (row, &line, error))
    return FALSE;
  fault = find_fault (&line);
  if (fault != NULL)
    return refuse (error, row->line, "not possible", fault);
  if (!is_new (sizes->lines, &line))
    return refuse (error, row->line, "given twice", cell (row, TYPE));
  g_array_append_val (sizes->lines, line);
  return TRUE;
}

static gboolean
is_heading (const YxCsvRow *row)
{
  g_autoptr (GString) heading = g_string_new (NULL);

  for (guint i = 0; i < row->cells->len; i++)
    g_string_append_printf (heading, "%s%s", i > 0 ? "," : "", cell (row, i));
  return strcmp (heading->str, HEADING) == 0;
}

/**
 * yx_seal_sizes_new:
 *
 * Returns: (transfer full): the measures of law.md 3
 */
YxSealSizes *
yx_seal_sizes_new (void)
{
  YxSealSizes *sizes = g_new0 (YxSealSizes, 1);

  sizes->lines = g_array_new (FALSE, FALSE, sizeof (Line));
  return sizes;
}

/**
 * yx_seal_sizes_parse:
 * @csv: a hall's own measures, from anywhere
 * @error: %YX_SEAL_ERROR_FORMAT with the line, %YX_SEAL_ERROR_TOO_LARGE, or of yx_csv_parse()
 *
 * Reads CSV with the heading `type,unit,shape,width,height,rim,star`. Type and unit are words of the
 * interface or their Chinese, `*` any unit; shape is `round`, `oval` or `square`; width and height are whole
 * millimetres; rim has decimals; star is `yes` or `no`. A line here comes before every default; one that
 * names the unit comes before one with `*`. Measures that no name of sixty characters would fit into are
 * refused.
 *
 * Returns: (transfer full): the measures, law.md 3's for what the file leaves out
 */
YxSealSizes *
yx_seal_sizes_parse (GBytes *csv, GError **error)
{
  g_autoptr (YxSealSizes) sizes = yx_seal_sizes_new ();
  g_autoptr (YxCsv) read = NULL;

  if (g_bytes_get_size (csv) > MAX_BYTES)
    {
      g_set_error (error, YX_SEAL_ERROR, YX_SEAL_ERROR_TOO_LARGE, "more than %d bytes", MAX_BYTES);
      return NULL;
    }
  read = yx_csv_parse (csv, error);
  if (read == NULL)
    return NULL;
  if (read->faults->len > 0)
    {
      const YxCsvFault *fault = read->faults->pdata[0];

      refuse (error, fault->line, "cannot be read", fault->reason);
      return NULL;
    }
  if (read->rows->len == 0 || !is_heading (read->rows->pdata[0]))
    {
      refuse (error, 1, "not the heading", HEADING);
      return NULL;
    }
  for (guint i = 1; i < read->rows->len; i++)
    if (!take_line (sizes, read->rows->pdata[i], error))
      return NULL;
  return g_steal_pointer (&sizes);
}

/**
 * yx_seal_sizes_free:
 * @sizes: (transfer full): measures
 */
void
yx_seal_sizes_free (YxSealSizes *sizes)
{
  g_array_unref (sizes->lines);
  g_free (sizes);
}

static const Line *
find_line (const Line *lines, guint n, int kind, int unit)
{
  for (guint i = 0; i < n; i++)
    if (lines[i].kind == kind && lines[i].unit == unit)
      return &lines[i];
  return NULL;
}

/**
 * yx_seal_sizes_get:
 * @sizes: measures
 * @kind: a type of seal
 * @unit: what the enterprise is
 *
 * Returns: what measures such a seal has
 */
YxSealMeasures
yx_seal_sizes_get (const YxSealSizes *sizes, YxSealKind kind, YxUnitType unit)
{
  const Line *own = (const Line *)(gpointer)sizes->lines->data;
  const Line *line = find_line (own, sizes->lines->len, (int)kind, (int)unit);

  if (line == NULL)
    line = find_line (own, sizes->lines->len, (int)kind, ANY);
  return line != NULL ? line->measures : yx_seal_measures (kind, unit);
}

/**
 * yx_seal_measures:
 * @kind: a type of seal
 * @unit: what the enterprise is
 *
 * 国发〔1999〕25号 says round, at most 45 mm and a star; the rest is local custom.
 *
 * Returns: the measures of law.md 3
 */
YxSealMeasures
yx_seal_measures (YxSealKind kind, YxUnitType unit)
{
  for (guint i = 0; i < G_N_ELEMENTS (DEFAULTS); i++)
    if ((DEFAULTS[i].kind == (int)kind || DEFAULTS[i].kind == ANY)
        && (DEFAULTS[i].unit == (int)unit || DEFAULTS[i].unit == ANY))
      return DEFAULTS[i].measures;
  g_assert_not_reached ();
}
