/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pdf/yx-pdf-reader.h"

#include <string.h>

#define MAX_DEPTH 64
#define FEW_KEYS 24

static YxPdfValue *read_value (YxPdfReader *reader, guint depth, GError **error);

/**
 * yx_pdf_reader_init:
 * @reader: (out): a reader
 * @bytes: (transfer none): must outlive it
 * @at: where to begin
 */
void
yx_pdf_reader_init (YxPdfReader *reader, GBytes *bytes, gsize at)
{
  reader->bytes = bytes;
  reader->data = g_bytes_get_data (bytes, &reader->size);
  reader->at = MIN (at, reader->size);
}

static gboolean
is_space (guint8 byte)
{
  return byte == 0 || byte == '\t' || byte == '\n' || byte == '\f' || byte == '\r' || byte == ' ';
}

static gboolean
is_delimiter (guint8 byte)
{
  return byte != 0 && strchr ("()<>[]{}/%", byte) != NULL;
}

static gboolean
at_boundary (const YxPdfReader *reader, gsize at)
{
  return at >= reader->size || is_space (reader->data[at]) || is_delimiter (reader->data[at]);
}

/**
 * yx_pdf_reader_skip_space:
 * @reader: a reader
 *
 * Goes on to the next byte that is neither white space nor within a comment.
 */
void
yx_pdf_reader_skip_space (YxPdfReader *reader)
{
  while (reader->at < reader->size)
    {
      guint8 byte = reader->data[reader->at];

      if (byte == '%')
        while (reader->at < reader->size && reader->data[reader->at] != '\n' && reader->data[reader->at] != '\r')
          reader->at++;
      else if (is_space (byte))
        reader->at++;
      else
        return;
    }
}

/**
 * yx_pdf_reader_take:
 * @reader: a reader
 * @keyword: a word such as `endobj`
 *
 * Returns: whether it stands here, after white space and followed by a boundary; then it is passed
 */
gboolean
yx_pdf_reader_take (YxPdfReader *reader, const char *keyword)
{
  gsize length = strlen (keyword);
  gsize before = reader->at;

  yx_pdf_reader_skip_space (reader);
  if (reader->size - reader->at >= length && memcmp (reader->data + reader->at, keyword, length) == 0 &&
      at_boundary (reader, reader->at + length))
    {
      reader->at += length;
      return TRUE;
    }
  reader->at = before;
  return FALSE;
}

/**
 * yx_pdf_reader_take_integer:
 * @reader: a reader
 * @most: the most that is taken, at least 0
 * @integer: (out): what was read
 *
 * Returns: whether an unsigned integer stands here; then it is passed
 */
gboolean
yx_pdf_reader_take_integer (YxPdfReader *reader, gint64 most, gint64 *integer)
{
  gsize before = reader->at;
  gint64 value = 0;
  gsize first = 0;

  yx_pdf_reader_skip_space (reader);
  for (first = reader->at; reader->at < reader->size && g_ascii_isdigit (reader->data[reader->at]); reader->at++)
    {
      value = value * 10 + (reader->data[reader->at] - '0');
      if (value > most)
        break;
    }
  if (reader->at == first || value > most || !at_boundary (reader, reader->at))
    {
      reader->at = before;
      return FALSE;
    }
  *integer = value;
  return TRUE;
}

static gpointer
fail (const YxPdfReader *reader, const char *what, GError **error)
{
  g_set_error (error, YX_PDF_ERROR, YX_PDF_ERROR_UNREADABLE, "The PDF is damaged at byte %" G_GSIZE_FORMAT ": %s",
               reader->at, what);
  return NULL;
}

static int
hex_digit (const YxPdfReader *reader, gsize at)
{
  return at < reader->size ? g_ascii_xdigit_value ((char) reader->data[at]) : -1;
}

static char *
read_name_text (YxPdfReader *reader, GError **error)
{
  g_autoptr (GString) name = g_string_new (NULL);

  for (reader->at++; !at_boundary (reader, reader->at); reader->at++)
    {
      guint8 byte = reader->data[reader->at];

      if (byte == '#' && hex_digit (reader, reader->at + 1) >= 0 && hex_digit (reader, reader->at + 2) >= 0)
        {
          byte = (guint8) (hex_digit (reader, reader->at + 1) * 16 + hex_digit (reader, reader->at + 2));
          reader->at += 2;
        }
      if (byte == 0)
        return fail (reader, "a name with a zero byte", error);
      g_string_append_c (name, (char) byte);
    }
  return g_string_free (g_steal_pointer (&name), FALSE);
}

static YxPdfValue *
read_name (YxPdfReader *reader, GError **error)
{
  g_autofree char *text = read_name_text (reader, error);

  return text != NULL ? yx_pdf_value_new_name (text) : NULL;
}

static YxPdfValue *
read_hexadecimal (YxPdfReader *reader, GError **error)
{
  const guint8 *end = memchr (reader->data + reader->at, '>', reader->size - reader->at);
  gsize most = end != NULL ? (gsize) (end - (reader->data + reader->at)) / 2 + 1 : 1;
  g_autofree char *string = g_malloc (most + 1);
  YxPdfValue *value = NULL;
  gsize length = 0;
  int half = -1;

  for (reader->at++; end != NULL && reader->data + reader->at < end; reader->at++)
    {
      int digit = hex_digit (reader, reader->at);

      if (digit < 0 && is_space (reader->data[reader->at]))
        continue;
      if (digit < 0)
        return fail (reader, "a string that is not hexadecimal", error);
      if (half >= 0)
        string[length++] = (char) (half * 16 + digit);
      half = half >= 0 ? -1 : digit;
    }
  if (end == NULL)
    return fail (reader, "a string without end", error);
  reader->at++;
  if (half >= 0)
    string[length++] = (char) (half * 16);
  string[length] = '\0';
  value = yx_pdf_value_new (YX_PDF_STRING);
  value->text = g_steal_pointer (&string);
  value->length = length;
  value->hexadecimal = TRUE;
  return value;
}

static void
read_escape (YxPdfReader *reader, GString *string)
{
  static const char from[] = "nrtbf";
  static const char to[] = "\n\r\t\b\f";
  guint8 byte = reader->data[reader->at];
  const char *found = byte != 0 ? strchr (from, byte) : NULL;
  guint octal = 0;
  guint n = 0;

  if (found != NULL)
    g_string_append_c (string, to[found - from]);
  else if (byte == '\r' && reader->at + 1 < reader->size && reader->data[reader->at + 1] == '\n')
    reader->at++;
  else if (byte >= '0' && byte <= '7')
    {
      for (n = 0; n < 3 && reader->at < reader->size && (reader->data[reader->at] & 0xf8) == '0'; n++)
        octal = octal * 8 + (reader->data[reader->at++] - (guint) '0');
      reader->at--;
      g_string_append_c (string, (char) (octal & 0xff));
    }
  else if (byte != '\r' && byte != '\n')
    g_string_append_c (string, (char) byte);
}

static YxPdfValue *
read_literal (YxPdfReader *reader, GError **error)
{
  g_autoptr (GString) string = g_string_new (NULL);
  guint open = 1;

  for (reader->at++; reader->at < reader->size; reader->at++)
    {
      guint8 byte = reader->data[reader->at];

      if (byte == '\\' && ++reader->at < reader->size)
        {
          read_escape (reader, string);
          continue;
        }
      if (byte == '(')
        open++;
      else if (byte == ')' && --open == 0)
        break;
      if (byte == '\r')
        {
          byte = '\n';
          if (reader->at + 1 < reader->size && reader->data[reader->at + 1] == '\n')
            reader->at++;
        }
      g_string_append_c (string, (char) byte);
    }
  if (reader->at >= reader->size)
    return fail (reader, "a string without end", error);
  reader->at++;
  return yx_pdf_value_new_string (string->str, (gssize) string->len);
}

static YxPdfValue *
read_number (YxPdfReader *reader, GError **error)
{
  const char *first = (const char *) reader->data + reader->at;
  YxPdfValue *value = NULL;
  g_autofree char *text = NULL;
  gsize length = 0;
  guint points = 0;
  guint figures = 0;
  guint8 byte = 0;

  for (; !at_boundary (reader, reader->at); reader->at++, length++)
    {
      byte = reader->data[reader->at];
      points += byte == '.';
      figures += g_ascii_isdigit (byte) != 0;
      if (byte != '.' && !g_ascii_isdigit (byte) && !(length == 0 && (byte == '-' || byte == '+')))
        return fail (reader, "an unknown word", error);
    }
  if (figures == 0 || points > 1 || length > 32 || (points == 0 && figures > 18))
    return fail (reader, "a number that is none", error);
  value = yx_pdf_value_new (points > 0 ? YX_PDF_REAL : YX_PDF_INTEGER);
  text = g_strndup (first, length); /* the bytes may end here */
  if (points == 0)
    {
      value->integer = g_ascii_strtoll (text, NULL, 10);
      return value;
    }
  value->text = g_steal_pointer (&text);
  value->length = length;
  return value;
}

static YxPdfValue *
read_number_or_reference (YxPdfReader *reader, GError **error)
{
  YxPdfReader ahead = *reader;
  YxPdfValue *value = NULL;
  gint64 number = 0;
  gint64 generation = 0;

  if (g_ascii_isdigit (reader->data[reader->at]) && yx_pdf_reader_take_integer (&ahead, G_MAXINT32, &number) &&
      yx_pdf_reader_take_integer (&ahead, G_MAXUINT16, &generation) && yx_pdf_reader_take (&ahead, "R"))
    {
      reader->at = ahead.at;
      value = yx_pdf_value_new_reference ((guint) number);
      value->generation = (guint) generation;
      return value;
    }
  return read_number (reader, error);
}

static YxPdfValue *
read_array (YxPdfReader *reader, guint depth, GError **error)
{
  g_autoptr (YxPdfValue) array = yx_pdf_value_new (YX_PDF_ARRAY);
  YxPdfValue *item = NULL;

  for (reader->at++;; yx_pdf_value_append (array, item))
    {
      yx_pdf_reader_skip_space (reader);
      if (reader->at < reader->size && reader->data[reader->at] == ']')
        break;
      item = read_value (reader, depth + 1, error);
      if (item == NULL)
        return NULL;
    }
  reader->at++;
  return g_steal_pointer (&array);
}

static gboolean
is_repeated (const YxPdfValue *dictionary, GHashTable *seen, const char *key)
{
  if (dictionary->keys->len < FEW_KEYS)
    return yx_pdf_value_get (dictionary, key) != NULL;
  if (g_hash_table_size (seen) == 0)
    for (guint i = 0; i < dictionary->keys->len; i++)
      g_hash_table_add (seen, dictionary->keys->pdata[i]);
  return g_hash_table_contains (seen, key);
}

static YxPdfValue *
read_dictionary (YxPdfReader *reader, guint depth, GError **error)
{
  g_autoptr (YxPdfValue) dictionary = yx_pdf_value_new (YX_PDF_DICTIONARY);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (reader->at += 2;;)
    {
      g_autofree char *key = NULL;
      YxPdfValue *value = NULL;

      yx_pdf_reader_skip_space (reader);
      if (reader->size - reader->at >= 2 && memcmp (reader->data + reader->at, ">>", 2) == 0)
        break;
      if (reader->at >= reader->size || reader->data[reader->at] != '/')
        return fail (reader, "a dictionary without key", error);
      key = read_name_text (reader, error);
      if (key == NULL)
        return NULL;
      if (is_repeated (dictionary, seen, key))
        return fail (reader, "a dictionary with the same key twice", error);
      value = read_value (reader, depth + 1, error);
      if (value == NULL)
        return NULL;
      g_ptr_array_add (dictionary->items, value);
      g_ptr_array_add (dictionary->keys, g_steal_pointer (&key));
      if (g_hash_table_size (seen) > 0)
        g_hash_table_add (seen, dictionary->keys->pdata[dictionary->keys->len - 1]);
    }
  reader->at += 2;
  return g_steal_pointer (&dictionary);
}

static YxPdfValue *
read_word (YxPdfReader *reader, GError **error)
{
  YxPdfValue *value = NULL;

  if (yx_pdf_reader_take (reader, "null"))
    return yx_pdf_value_new (YX_PDF_NULL);
  if (yx_pdf_reader_take (reader, "true") || yx_pdf_reader_take (reader, "false"))
    {
      value = yx_pdf_value_new (YX_PDF_BOOLEAN);
      value->integer = reader->data[reader->at - 2] == 'u';
      return value;
    }
  return fail (reader, "an unknown word", error);
}

static YxPdfValue *
read_bare_value (YxPdfReader *reader, guint depth, GError **error)
{
  guint8 byte = reader->data[reader->at];

  if (byte == '/')
    return read_name (reader, error);
  if (byte == '(')
    return read_literal (reader, error);
  if (byte == '[')
    return read_array (reader, depth, error);
  if (byte == '<' && reader->at + 1 < reader->size && reader->data[reader->at + 1] == '<')
    return read_dictionary (reader, depth, error);
  if (byte == '<')
    return read_hexadecimal (reader, error);
  if (g_ascii_isdigit (byte) || byte == '-' || byte == '+' || byte == '.')
    return read_number_or_reference (reader, error);
  return read_word (reader, error);
}

static YxPdfValue *
read_value (YxPdfReader *reader, guint depth, GError **error)
{
  YxPdfValue *value = NULL;
  gsize start = 0;

  yx_pdf_reader_skip_space (reader);
  if (reader->at >= reader->size)
    return fail (reader, "it ends early", error);
  if (depth > MAX_DEPTH)
    {
      g_set_error (error, YX_PDF_ERROR, YX_PDF_ERROR_LIMIT, "The PDF nests more than %d levels", MAX_DEPTH);
      return NULL;
    }
  start = reader->at;
  value = read_bare_value (reader, depth, error);
  if (value != NULL)
    {
      value->start = start;
      value->end = reader->at;
    }
  return value;
}

/**
 * yx_pdf_reader_value:
 * @reader: a reader
 * @error: return location: %YX_PDF_ERROR_UNREADABLE or %YX_PDF_ERROR_LIMIT
 *
 * Returns: (transfer full): the direct object or reference that comes next
 */
YxPdfValue *
yx_pdf_reader_value (YxPdfReader *reader, GError **error)
{
  return read_value (reader, 0, error);
}

static gboolean
get_length (const YxPdfValue *dictionary, YxPdfLengthFunc length, gpointer user_data, gint64 *n)
{
  const YxPdfValue *value = yx_pdf_value_get (dictionary, "Length");

  if (value != NULL && value->kind == YX_PDF_REFERENCE && length != NULL)
    return length ((guint) value->integer, n, user_data);
  return yx_pdf_value_get_index (value, 0, G_MAXINT32, n);
}

static gboolean
read_stream (YxPdfReader *reader, YxPdfValue *value, YxPdfLengthFunc length, gpointer user_data, GError **error)
{
  gint64 n = 0;

  if (reader->at < reader->size && reader->data[reader->at] == '\r')
    reader->at++;
  if (reader->at >= reader->size || reader->data[reader->at] != '\n')
    return fail (reader, "a stream that does not begin on a line of its own", error) != NULL;
  reader->at++;
  if (!get_length (value, length, user_data, &n) || (guint64) n > reader->size - reader->at)
    return fail (reader, "a stream without length", error) != NULL;
  value->kind = YX_PDF_STREAM;
  value->raw = g_bytes_new_from_bytes (reader->bytes, reader->at, (gsize) n);
  reader->at += (gsize) n;
  while (reader->at < reader->size && is_space (reader->data[reader->at]))
    reader->at++;
  if (reader->at >= reader->size || reader->data[reader->at] != 'e' || !yx_pdf_reader_take (reader, "endstream"))
    return fail (reader, "a stream whose length is wrong", error) != NULL;
  value->end = reader->at;
  return TRUE;
}

/**
 * yx_pdf_reader_object:
 * @reader: a reader
 * @number: (out): the object's number
 * @generation: (out): its generation
 * @length: (nullable) (scope call): looks an indirect /Length up
 * @user_data: for @length
 * @error: return location: %YX_PDF_ERROR_UNREADABLE or %YX_PDF_ERROR_LIMIT
 *
 * Reads an indirect object up to its `endobj` (ISO 32000-2 §7.3.10).
 *
 * Returns: (transfer full): the object; its span reaches from its value's first byte to its last
 */
YxPdfValue *
yx_pdf_reader_object (YxPdfReader *reader,
                      guint *number,
                      guint *generation,
                      YxPdfLengthFunc length,
                      gpointer user_data,
                      GError **error)
{
  g_autoptr (YxPdfValue) value = NULL;
  gint64 n = 0;
  gint64 g = 0;

  if (!yx_pdf_reader_take_integer (reader, G_MAXINT32, &n) || !yx_pdf_reader_take_integer (reader, G_MAXUINT16, &g) ||
      !yx_pdf_reader_take (reader, "obj"))
    return fail (reader, "no object where the cross-reference says", error);
  value = read_value (reader, 0, error);
  if (value == NULL)
    return NULL;
  if (value->kind == YX_PDF_DICTIONARY && yx_pdf_reader_take (reader, "stream") &&
      !read_stream (reader, value, length, user_data, error))
    return NULL;
  if (!yx_pdf_reader_take (reader, "endobj"))
    return fail (reader, "an object without end", error);
  *number = (guint) n;
  *generation = (guint) g;
  return g_steal_pointer (&value);
}
