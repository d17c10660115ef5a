/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ink/yx-strokes.h"

#include <math.h>
#include <string.h>

#include "base/yx-json.h"
#include "ink/yx-ink-error.h"

#define VERSION 1.0
#define N_MEMBERS 5

static const YxJsonLimits LIMITS = {
  .max_size = YX_STROKES_MAX_BYTES,
  .max_depth = 4,
  .max_values = YX_STROKES_MAX_SAMPLES * 5 + YX_STROKES_MAX_STROKES + 16,
};

static gboolean
refuse (GError **error, const char *what)
{
  g_set_error (error, YX_INK_ERROR, YX_INK_ERROR_FORMAT, "These are no strokes: %s", what);
  return FALSE;
}

static gboolean
read_number (JsonNode *node, double *number)
{
  GType type = JSON_NODE_HOLDS_VALUE (node) ? json_node_get_value_type (node) : G_TYPE_INVALID;

  if (type != G_TYPE_INT64 && type != G_TYPE_DOUBLE)
    return FALSE;
  *number = json_node_get_double (node);
  return isfinite (*number);
}

static gboolean
read_member (JsonObject *object, const char *name, double *number)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && read_number (node, number);
}

static gboolean
read_sample (JsonNode *node, YxSample *sample)
{
  JsonArray *array = JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
  double values[4];

  if (array == NULL || json_array_get_length (array) != G_N_ELEMENTS (values))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    if (!read_number (json_array_get_element (array, i), &values[i]))
      return FALSE;
  if (fabs (values[3]) > G_MAXINT)
    return FALSE;
  sample->x = values[0];
  sample->y = values[1];
  sample->pressure = values[2];
  sample->t = (gint64)values[3];
  return TRUE;
}

static gboolean
read_stroke (YxStrokesBuilder *builder, JsonNode *node, GError **error)
{
  JsonArray *array = JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
  YxSample sample;

  if (array == NULL || json_array_get_length (array) == 0)
    return refuse (error, "a stroke is no list of samples");
  yx_strokes_builder_begin (builder);
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      if (!read_sample (json_array_get_element (array, i), &sample))
        return refuse (error, "a sample is not [x, y, pressure, t]");
      if (!yx_strokes_builder_add (builder, &sample, error))
        return FALSE;
    }
  return TRUE;
}

static YxStrokes *
read_document (JsonObject *object, GError **error)
{
  g_autoptr (YxStrokesBuilder) builder = NULL;
  JsonNode *unit = json_object_get_member (object, "unit");
  JsonNode *strokes = json_object_get_member (object, "strokes");
  double version;
  double width;
  double height;

  if (json_object_get_size (object) != N_MEMBERS || !read_member (object, "yinxin-strokes", &version)
      || version != VERSION || !read_member (object, "width", &width)
      || !read_member (object, "height", &height) || unit == NULL || strokes == NULL)
    return refuse (error, "its members are not those of version 1"), NULL;
  if (!JSON_NODE_HOLDS_VALUE (unit) || g_strcmp0 (json_node_get_string (unit), "mm") != 0)
    return refuse (error, "its unit is not mm"), NULL;
  if (!JSON_NODE_HOLDS_ARRAY (strokes))
    return refuse (error, "its strokes are no list"), NULL;
  builder = yx_strokes_builder_new (width, height);
  for (guint i = 0; i < json_array_get_length (json_node_get_array (strokes)); i++)
    if (!read_stroke (builder, json_array_get_element (json_node_get_array (strokes), i), error))
      return NULL;
  return yx_strokes_builder_end (builder, error);
}

/**
 * yx_strokes_parse:
 * @json: strokes as in formats.md "Strokes", from anywhere
 * @error: %YX_INK_ERROR_FORMAT, %YX_INK_ERROR_TOO_LARGE or %YX_INK_ERROR_EMPTY
 *
 * Reads strokes: at most %YX_STROKES_MAX_BYTES, %YX_STROKES_MAX_STROKES and %YX_STROKES_MAX_SAMPLES; finite
 * coordinates, pressure 0 to 1, times that never fall.
 *
 * Returns: (transfer full): the strokes
 */
YxStrokes *
yx_strokes_parse (GBytes *json, GError **error)
{
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (GError) local = NULL;
  gsize size;
  const char *text = g_bytes_get_data (json, &size);

  if (size > YX_STROKES_MAX_BYTES)
    {
      g_set_error (error, YX_INK_ERROR, YX_INK_ERROR_TOO_LARGE, "The strokes are longer than 1 MiB");
      return NULL;
    }
  node = yx_json_parse (text, size, &LIMITS, &local);
  if (node == NULL)
    return refuse (error, local->message), NULL;
  if (!JSON_NODE_HOLDS_OBJECT (node))
    return refuse (error, "it is no object"), NULL;
  return read_document (json_node_get_object (node), error);
}

/* At most four decimals: a tenth of a micrometre. */
static void
write_number (GString *text, double number)
{
  char digits[G_ASCII_DTOSTR_BUF_SIZE];
  char *end;

  g_ascii_formatd (digits, sizeof digits, "%.4f", number);
  end = digits + strlen (digits) - 1;
  while (*end == '0')
    *end-- = '\0';
  if (*end == '.')
    *end = '\0';
  g_string_append (text, strcmp (digits, "-0") == 0 ? "0" : digits);
}

static void
write_sample (GString *text, const YxSample *sample)
{
  g_string_append_c (text, '[');
  write_number (text, sample->x);
  g_string_append_c (text, ',');
  write_number (text, sample->y);
  g_string_append_c (text, ',');
  write_number (text, sample->pressure);
  g_string_append_printf (text, ",%" G_GINT64_FORMAT "]", sample->t);
}

/**
 * yx_strokes_write:
 * @strokes: strokes
 *
 * Returns: (transfer full): @strokes as in formats.md "Strokes", a stroke a line, four decimals
 */
GBytes *
yx_strokes_write (YxStrokes *strokes)
{
  GString *text = g_string_new ("{\"yinxin-strokes\":1,\"unit\":\"mm\",\"width\":");

  write_number (text, yx_strokes_width (strokes));
  g_string_append (text, ",\"height\":");
  write_number (text, yx_strokes_height (strokes));
  g_string_append (text, ",\"strokes\":[");
  for (guint i = 0; i < yx_strokes_count (strokes); i++)
    {
      guint n;
      const YxSample *samples = yx_strokes_get (strokes, i, &n);

      g_string_append (text, i == 0 ? "\n[" : ",\n[");
      for (guint k = 0; k < n; k++)
        {
          if (k > 0)
            g_string_append_c (text, ',');
          write_sample (text, &samples[k]);
        }
      g_string_append_c (text, ']');
    }
  g_string_append (text, "\n]}\n");
  return g_string_free_to_bytes (text);
}
