/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pdf/yx-pdf-filter.h"

#include <gio/gio.h>
#include <string.h>

#define CHUNK 65536
#define MAX_COLUMNS 65536

typedef struct
{
  gint64 predictor;
  gint64 columns;
  gint64 colors;
  gint64 bits;
} Prediction;

static GBytes *
fail (const char *what, GError **error)
{
  g_set_error (error, YX_PDF_ERROR, YX_PDF_ERROR_UNREADABLE, "A stream cannot be decoded: %s", what);
  return NULL;
}

static gboolean
get_parameter (const YxPdfValue *parameters, const char *key, gint64 most, gint64 *integer)
{
  const YxPdfValue *value = yx_pdf_value_get (parameters, key);

  return value == NULL || yx_pdf_value_get_index (value, 1, most, integer);
}

static const YxPdfValue *
only_item (const YxPdfValue *value)
{
  if (value != NULL && value->kind == YX_PDF_ARRAY && value->items->len == 1)
    return value->items->pdata[0];
  return value;
}

static gboolean
get_prediction (const YxPdfValue *stream, Prediction *prediction)
{
  const YxPdfValue *parameters = only_item (yx_pdf_value_get (stream, "DecodeParms"));

  *prediction = (Prediction) { 1, 1, 1, 8 };
  if (parameters == NULL || parameters->kind == YX_PDF_NULL)
    return TRUE;
  return parameters->kind == YX_PDF_DICTIONARY &&
         get_parameter (parameters, "Predictor", 15, &prediction->predictor) &&
         get_parameter (parameters, "Columns", MAX_COLUMNS, &prediction->columns) &&
         get_parameter (parameters, "Colors", 4, &prediction->colors) &&
         get_parameter (parameters, "BitsPerComponent", 8, &prediction->bits) &&
         (prediction->predictor == 1 || prediction->predictor >= 10) && prediction->bits == 8;
}

/**
 * yx_pdf_filter_is_known:
 * @stream: a stream
 *
 * Returns: whether it is stored as it is or by FlateDecode with parameters that stand in it
 */
gboolean
yx_pdf_filter_is_known (const YxPdfValue *stream)
{
  const YxPdfValue *filter = yx_pdf_value_get (stream, "Filter");
  Prediction prediction;

  if (filter != NULL && filter->kind == YX_PDF_ARRAY && filter->items->len == 0)
    filter = NULL;
  if (yx_pdf_value_get (stream, "F") != NULL)
    return FALSE;
  if (filter == NULL || filter->kind == YX_PDF_NULL)
    return TRUE;
  return yx_pdf_value_is_name (only_item (filter), "FlateDecode") && get_prediction (stream, &prediction);
}

static GByteArray *
inflate_all (GBytes *raw, gsize most, GError **error)
{
  g_autoptr (GZlibDecompressor) inflater = g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_ZLIB);
  g_autoptr (GByteArray) out = g_byte_array_new ();
  g_autoptr (GError) local = NULL;
  g_autofree guint8 *chunk = g_malloc (CHUNK);
  gsize size = 0;
  gsize read = 0;
  gsize written = 0;
  const guint8 *data = g_bytes_get_data (raw, &size);
  GConverterResult result = G_CONVERTER_CONVERTED;

  while (result != G_CONVERTER_FINISHED)
    {
      result = g_converter_convert (G_CONVERTER (inflater), data, size, chunk, CHUNK, G_CONVERTER_INPUT_AT_END, &read,
                                    &written, &local);
      if (result == G_CONVERTER_ERROR)
        return (gpointer) fail (local->message, error);
      g_byte_array_append (out, chunk, (guint) written);
      data += read;
      size -= read;
      if (out->len > most)
        return (gpointer) fail ("it is too long", error);
    }
  return g_steal_pointer (&out);
}

static guint8
paeth (int left, int up, int corner)
{
  int estimate = left + up - corner;
  int by_left = ABS (estimate - left);
  int by_up = ABS (estimate - up);
  int by_corner = ABS (estimate - corner);

  if (by_left <= by_up && by_left <= by_corner)
    return (guint8) left;
  return (guint8) (by_up <= by_corner ? up : corner);
}

static gboolean
undo_row (guint8 kind, guint8 *row, const guint8 *above, gsize length, gsize step)
{
  for (gsize i = 0; i < length; i++)
    {
      guint8 left = i >= step ? row[i - step] : 0;
      guint8 corner = i >= step ? above[i - step] : 0;

      switch (kind)
        {
        case 0:
          break;
        case 1:
          row[i] = (guint8) (row[i] + left);
          break;
        case 2:
          row[i] = (guint8) (row[i] + above[i]);
          break;
        case 3:
          row[i] = (guint8) (row[i] + (left + above[i]) / 2);
          break;
        case 4:
          row[i] = (guint8) (row[i] + paeth (left, above[i], corner));
          break;
        default:
          return FALSE;
        }
    }
  return TRUE;
}

static GBytes *
undo_prediction (GByteArray *coded, const Prediction *prediction, GError **error)
{
  gsize step = (gsize) prediction->colors;
  gsize length = (gsize) (prediction->columns * prediction->colors);
  gsize rows = coded->len / (length + 1);
  g_autofree guint8 *plain = g_malloc (MAX (rows * length, 1));
  g_autofree guint8 *zeros = g_malloc0 (length);

  if (rows * (length + 1) != coded->len)
    return fail ("its rows are not even", error);
  for (gsize row = 0; row < rows; row++)
    {
      const guint8 *from = coded->data + row * (length + 1);
      guint8 *to = plain + row * length;

      memcpy (to, from + 1, length);
      if (!undo_row (from[0], to, row > 0 ? to - length : zeros, length, step))
        return fail ("an unknown prediction", error);
    }
  return g_bytes_new_take (g_steal_pointer (&plain), rows * length);
}

/**
 * yx_pdf_filter_decode:
 * @stream: a stream
 * @most: bytes that the result may have
 * @error: return location: %YX_PDF_ERROR_UNREADABLE; %YX_PDF_ERROR_UNSUPPORTED unless
 *   yx_pdf_filter_is_known()
 *
 * Undoes FlateDecode with PNG prediction (ISO 32000-2 §7.4.4).
 *
 * Returns: (transfer full): the stream's data
 */
GBytes *
yx_pdf_filter_decode (const YxPdfValue *stream, gsize most, GError **error)
{
  const YxPdfValue *filter = yx_pdf_value_get (stream, "Filter");
  g_autoptr (GByteArray) plain = NULL;
  Prediction prediction;

  if (!yx_pdf_filter_is_known (stream))
    {
      g_set_error_literal (error, YX_PDF_ERROR, YX_PDF_ERROR_UNSUPPORTED, "A stream is coded in an unusual way");
      return NULL;
    }
  if (filter == NULL || filter->kind == YX_PDF_NULL || (filter->kind == YX_PDF_ARRAY && filter->items->len == 0))
    return g_bytes_get_size (stream->raw) <= most ? g_bytes_ref (stream->raw) : fail ("it is too long", error);
  plain = inflate_all (stream->raw, most, error);
  if (plain == NULL)
    return NULL;
  get_prediction (stream, &prediction);
  if (prediction.predictor >= 10)
    return undo_prediction (plain, &prediction, error);
  return g_byte_array_free_to_bytes (g_steal_pointer (&plain));
}
