/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pdf/yx-pdf-value.h"

#include <math.h>
#include <string.h>

/**
 * yx_pdf_value_new:
 * @kind: any; arrays, dictionaries and streams begin empty
 *
 * Returns: (transfer full): a value
 */
YxPdfValue *
yx_pdf_value_new (YxPdfKind kind)
{
  YxPdfValue *value = g_new0 (YxPdfValue, 1);

  value->kind = kind;
  if (kind == YX_PDF_ARRAY || kind == YX_PDF_DICTIONARY || kind == YX_PDF_STREAM)
    value->items = g_ptr_array_new_with_free_func ((GDestroyNotify) yx_pdf_value_free);
  if (kind == YX_PDF_DICTIONARY || kind == YX_PDF_STREAM)
    value->keys = g_ptr_array_new_with_free_func (g_free);
  return value;
}

/**
 * yx_pdf_value_new_integer:
 * @integer: its value
 *
 * Returns: (transfer full): an integer
 */
YxPdfValue *
yx_pdf_value_new_integer (gint64 integer)
{
  YxPdfValue *value = yx_pdf_value_new (YX_PDF_INTEGER);

  value->integer = integer;
  return value;
}

/**
 * yx_pdf_value_new_number:
 * @number: kept to three decimals
 *
 * Returns: (transfer full): an integer where it is one, else a real
 */
YxPdfValue *
yx_pdf_value_new_number (double number)
{
  YxPdfValue *value = NULL;
  g_autofree char *text = yx_pdf_number_format (number);

  if (strchr (text, '.') == NULL)
    return yx_pdf_value_new_integer (g_ascii_strtoll (text, NULL, 10));
  value = yx_pdf_value_new (YX_PDF_REAL);
  value->length = strlen (text);
  value->text = g_steal_pointer (&text);
  return value;
}

/**
 * yx_pdf_value_new_name:
 * @name: without its slash
 *
 * Returns: (transfer full): a name
 */
YxPdfValue *
yx_pdf_value_new_name (const char *name)
{
  YxPdfValue *value = yx_pdf_value_new (YX_PDF_NAME);

  value->text = g_strdup (name);
  value->length = strlen (name);
  return value;
}

/**
 * yx_pdf_value_new_string:
 * @bytes: what stands in it
 * @length: how many, -1: up to the zero byte
 *
 * Returns: (transfer full): a string
 */
YxPdfValue *
yx_pdf_value_new_string (const char *bytes, gssize length)
{
  YxPdfValue *value = yx_pdf_value_new (YX_PDF_STRING);

  value->length = length < 0 ? strlen (bytes) : (gsize) length;
  value->text = g_malloc (value->length + 1);
  memcpy (value->text, bytes, value->length);
  value->text[value->length] = '\0';
  return value;
}

/**
 * yx_pdf_value_new_text:
 * @utf8: valid UTF-8
 *
 * Returns: (transfer full): a text string, ASCII or UTF-16 (ISO 32000-2 §7.9.2.2)
 */
YxPdfValue *
yx_pdf_value_new_text (const char *utf8)
{
  g_autoptr (GString) wide = NULL;
  g_autofree gunichar2 *units = NULL;
  glong n = 0;

  if (g_str_is_ascii (utf8))
    return yx_pdf_value_new_string (utf8, -1);
  units = g_utf8_to_utf16 (utf8, -1, NULL, &n, NULL);
  wide = g_string_new ("\xfe\xff");
  for (glong i = 0; units != NULL && i < n; i++)
    {
      g_string_append_c (wide, (char) (units[i] >> 8));
      g_string_append_c (wide, (char) (units[i] & 0xff));
    }
  return yx_pdf_value_new_string (wide->str, (gssize) wide->len);
}

/**
 * yx_pdf_value_new_reference:
 * @number: of an object of generation 0
 *
 * Returns: (transfer full): a reference
 */
YxPdfValue *
yx_pdf_value_new_reference (guint number)
{
  YxPdfValue *value = yx_pdf_value_new (YX_PDF_REFERENCE);

  value->integer = number;
  return value;
}

/**
 * yx_pdf_value_new_box:
 * @x: left
 * @y: bottom
 * @width: to the right
 * @height: upwards
 *
 * Returns: (transfer full): a rectangle (ISO 32000-2 §7.9.5)
 */
YxPdfValue *
yx_pdf_value_new_box (double x, double y, double width, double height)
{
  YxPdfValue *value = yx_pdf_value_new (YX_PDF_ARRAY);

  yx_pdf_value_append (value, yx_pdf_value_new_number (x));
  yx_pdf_value_append (value, yx_pdf_value_new_number (y));
  yx_pdf_value_append (value, yx_pdf_value_new_number (x + width));
  yx_pdf_value_append (value, yx_pdf_value_new_number (y + height));
  return value;
}

/**
 * yx_pdf_value_new_stream:
 * @raw: (transfer none): its bytes, as they are to be stored
 *
 * Returns: (transfer full): a stream whose dictionary is empty; writing adds /Length
 */
YxPdfValue *
yx_pdf_value_new_stream (GBytes *raw)
{
  YxPdfValue *value = yx_pdf_value_new (YX_PDF_STREAM);

  value->raw = g_bytes_ref (raw);
  return value;
}

/**
 * yx_pdf_value_copy:
 * @value: a value
 *
 * Returns: (transfer full): a deep copy; references stay references
 */
YxPdfValue *
yx_pdf_value_copy (const YxPdfValue *value)
{
  YxPdfValue *copy = yx_pdf_value_new (value->kind);

  copy->hexadecimal = value->hexadecimal;
  copy->integer = value->integer;
  copy->generation = value->generation;
  copy->length = value->length;
  copy->start = value->start;
  copy->end = value->end;
  copy->raw = value->raw != NULL ? g_bytes_ref (value->raw) : NULL;
  if (value->text != NULL)
    copy->text = g_memdup2 (value->text, value->length + 1);
  for (guint i = 0; value->keys != NULL && i < value->keys->len; i++)
    g_ptr_array_add (copy->keys, g_strdup (value->keys->pdata[i]));
  for (guint i = 0; value->items != NULL && i < value->items->len; i++)
    g_ptr_array_add (copy->items, yx_pdf_value_copy (value->items->pdata[i]));
  return copy;
}

/**
 * yx_pdf_value_free:
 * @value: (nullable) (transfer full): a value
 *
 * Frees it with all that it holds.
 */
void
yx_pdf_value_free (YxPdfValue *value)
{
  if (value == NULL)
    return;
  g_clear_pointer (&value->keys, g_ptr_array_unref);
  g_clear_pointer (&value->items, g_ptr_array_unref);
  g_clear_pointer (&value->raw, g_bytes_unref);
  g_free (value->text);
  g_free (value);
}

/**
 * yx_pdf_value_append:
 * @array: an array
 * @item: (transfer full): what comes last
 */
void
yx_pdf_value_append (YxPdfValue *array, YxPdfValue *item)
{
  g_return_if_fail (array->kind == YX_PDF_ARRAY);
  g_ptr_array_add (array->items, item);
}

static gboolean
find (const YxPdfValue *dictionary, const char *key, guint *index)
{
  for (guint i = 0; dictionary->keys != NULL && i < dictionary->keys->len; i++)
    if (strcmp (dictionary->keys->pdata[i], key) == 0)
      {
        *index = i;
        return TRUE;
      }
  return FALSE;
}

/**
 * yx_pdf_value_set:
 * @dictionary: a dictionary or stream
 * @key: without its slash
 * @value: (transfer full): takes the place of an older one
 */
void
yx_pdf_value_set (YxPdfValue *dictionary, const char *key, YxPdfValue *value)
{
  guint index = 0;

  g_return_if_fail (dictionary->keys != NULL);
  if (find (dictionary, key, &index))
    {
      yx_pdf_value_free (dictionary->items->pdata[index]);
      dictionary->items->pdata[index] = value;
      return;
    }
  g_ptr_array_add (dictionary->keys, g_strdup (key));
  g_ptr_array_add (dictionary->items, value);
}

/**
 * yx_pdf_value_remove:
 * @dictionary: a dictionary or stream
 * @key: without its slash; may be absent
 */
void
yx_pdf_value_remove (YxPdfValue *dictionary, const char *key)
{
  guint index = 0;

  if (!find (dictionary, key, &index))
    return;
  g_ptr_array_remove_index (dictionary->keys, index);
  g_ptr_array_remove_index (dictionary->items, index);
}

/**
 * yx_pdf_value_get:
 * @dictionary: (nullable): any value
 * @key: without its slash
 *
 * Returns: (nullable) (transfer none): what stands there, unresolved; %NULL in anything but dictionaries
 *   and streams
 */
const YxPdfValue *
yx_pdf_value_get (const YxPdfValue *dictionary, const char *key)
{
  guint index = 0;

  if (dictionary == NULL || !find (dictionary, key, &index))
    return NULL;
  return dictionary->items->pdata[index];
}

static gboolean
equal_dictionaries (const YxPdfValue *a, const YxPdfValue *b)
{
  if (a->keys->len != b->keys->len)
    return FALSE;
  for (guint i = 0; i < a->keys->len; i++)
    {
      const char *key = a->keys->pdata[i];
      gboolean same = strcmp (b->keys->pdata[i], key) == 0;
      const YxPdfValue *other = same ? b->items->pdata[i] : yx_pdf_value_get (b, key);

      if (other == NULL || !yx_pdf_value_equal (a->items->pdata[i], other))
        return FALSE;
    }
  return TRUE;
}

/**
 * yx_pdf_value_equal:
 * @a: a value
 * @b: another
 *
 * Returns: whether both say the same, keys in any order, streams byte by byte as stored; references are
 *   compared as such
 */
gboolean
yx_pdf_value_equal (const YxPdfValue *a, const YxPdfValue *b)
{
  if (a->kind != b->kind || a->integer != b->integer || a->generation != b->generation || a->length != b->length)
    return FALSE;
  if (a->length > 0 && memcmp (a->text, b->text, a->length) != 0)
    return FALSE;
  if (a->raw != NULL && !g_bytes_equal (a->raw, b->raw))
    return FALSE;
  if (a->keys != NULL)
    return equal_dictionaries (a, b);
  if (a->items == NULL)
    return TRUE;
  if (a->items->len != b->items->len)
    return FALSE;
  for (guint i = 0; i < a->items->len; i++)
    if (!yx_pdf_value_equal (a->items->pdata[i], b->items->pdata[i]))
      return FALSE;
  return TRUE;
}

/**
 * yx_pdf_value_is_dictionary:
 * @value: (nullable): a value
 *
 * Returns: whether it is a dictionary; a stream isn't
 */
gboolean
yx_pdf_value_is_dictionary (const YxPdfValue *value)
{
  return value != NULL && value->kind == YX_PDF_DICTIONARY;
}

/**
 * yx_pdf_value_is_name:
 * @value: (nullable): a value
 * @name: without its slash
 *
 * Returns: whether it is that name
 */
gboolean
yx_pdf_value_is_name (const YxPdfValue *value, const char *name)
{
  return value != NULL && value->kind == YX_PDF_NAME && strcmp (value->text, name) == 0;
}

/**
 * yx_pdf_value_is_reference:
 * @value: (nullable): a value
 * @number: an object's number
 *
 * Returns: whether it refers to that object
 */
gboolean
yx_pdf_value_is_reference (const YxPdfValue *value, guint number)
{
  return value != NULL && value->kind == YX_PDF_REFERENCE && value->integer == number;
}

/**
 * yx_pdf_value_get_number:
 * @value: (nullable): a value
 * @number: (out): its value
 *
 * Returns: whether it is an integer or a real
 */
gboolean
yx_pdf_value_get_number (const YxPdfValue *value, double *number)
{
  if (value == NULL || (value->kind != YX_PDF_INTEGER && value->kind != YX_PDF_REAL))
    return FALSE;
  *number = value->kind == YX_PDF_INTEGER ? (double) value->integer : g_ascii_strtod (value->text, NULL);
  return isfinite (*number) && fabs (*number) < 1e9;
}

/**
 * yx_pdf_value_get_box:
 * @value: (nullable): a value
 * @box: (out): left, bottom, right, top, in this order whatever corners are given
 *
 * Returns: whether it is a rectangle of direct numbers
 */
gboolean
yx_pdf_value_get_box (const YxPdfValue *value, double box[4])
{
  double swap = 0;

  if (value == NULL || value->kind != YX_PDF_ARRAY || value->items->len != 4)
    return FALSE;
  for (guint i = 0; i < 4; i++)
    if (!yx_pdf_value_get_number (value->items->pdata[i], &box[i]))
      return FALSE;
  for (guint i = 0; i < 2; i++)
    if (box[i] > box[i + 2])
      {
        swap = box[i];
        box[i] = box[i + 2];
        box[i + 2] = swap;
      }
  return TRUE;
}

/**
 * yx_pdf_value_get_index:
 * @value: (nullable): a value
 * @least: the least that is taken
 * @most: the most
 * @integer: (out): its value
 *
 * Returns: whether it is an integer within the bounds
 */
gboolean
yx_pdf_value_get_index (const YxPdfValue *value, gint64 least, gint64 most, gint64 *integer)
{
  if (value == NULL || value->kind != YX_PDF_INTEGER || value->integer < least || value->integer > most)
    return FALSE;
  *integer = value->integer;
  return TRUE;
}

/**
 * yx_pdf_value_get_text:
 * @string: (nullable): a text string (ISO 32000-2 §7.9.2.2)
 *
 * Returns: (nullable) (transfer full): it as UTF-8; Latin-1 stands in for PDFDocEncoding; %NULL where it is
 *   no string or no text
 */
char *
yx_pdf_value_get_text (const YxPdfValue *string)
{
  char *text = NULL;

  if (string == NULL || string->kind != YX_PDF_STRING)
    return NULL;
  if (string->length >= 2 && memcmp (string->text, "\xfe\xff", 2) == 0)
    text = g_convert (string->text + 2, (gssize) string->length - 2, "UTF-8", "UTF-16BE", NULL, NULL, NULL);
  else if (string->length >= 3 && memcmp (string->text, "\xef\xbb\xbf", 3) == 0)
    text = g_strndup (string->text + 3, string->length - 3);
  else
    text = g_convert (string->text, (gssize) string->length, "UTF-8", "ISO-8859-1", NULL, NULL, NULL);
  if (text != NULL && !g_utf8_validate (text, -1, NULL))
    g_clear_pointer (&text, g_free);
  return text;
}
