/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pdf/yx-pdf-value.h"

#include <string.h>

static void
write_name (const char *name, GString *out)
{
  g_string_append_c (out, '/');
  for (const char *at = name; *at != '\0'; at++)
    if (g_ascii_isgraph (*at) && strchr ("#/()<>[]{}%", *at) == NULL)
      g_string_append_c (out, *at);
    else
      g_string_append_printf (out, "#%02x", (guint8) *at);
}

static gboolean
is_plain (const YxPdfValue *string)
{
  for (gsize i = 0; i < string->length; i++)
    if (!g_ascii_isprint (string->text[i]))
      return FALSE;
  return !string->hexadecimal;
}

static void
write_hexadecimal (const YxPdfValue *string, GString *out)
{
  static const char digits[] = "0123456789abcdef";
  gsize start = out->len + 1;
  char *to = NULL;

  g_string_append_c (out, '<');
  g_string_set_size (out, start + 2 * string->length);
  to = out->str + start;
  for (gsize i = 0; i < string->length; i++)
    {
      *to++ = digits[(guint8) string->text[i] >> 4];
      *to++ = digits[(guint8) string->text[i] & 15];
    }
  g_string_append_c (out, '>');
}

static void
write_string (const YxPdfValue *string, GString *out)
{
  if (!is_plain (string))
    {
      write_hexadecimal (string, out);
      return;
    }
  g_string_append_c (out, '(');
  for (gsize i = 0; i < string->length; i++)
    {
      if (strchr ("()\\", string->text[i]) != NULL)
        g_string_append_c (out, '\\');
      g_string_append_c (out, string->text[i]);
    }
  g_string_append_c (out, ')');
}

static void
write_dictionary (const YxPdfValue *value, GString *out)
{
  g_string_append (out, "<<");
  for (guint i = 0; i < value->keys->len; i++)
    {
      if (value->kind == YX_PDF_STREAM && strcmp (value->keys->pdata[i], "Length") == 0)
        continue;
      g_string_append_c (out, ' ');
      write_name (value->keys->pdata[i], out);
      g_string_append_c (out, ' ');
      yx_pdf_value_write (value->items->pdata[i], out);
    }
  if (value->kind == YX_PDF_STREAM)
    g_string_append_printf (out, " /Length %" G_GSIZE_FORMAT, g_bytes_get_size (value->raw));
  g_string_append (out, " >>");
}

static void
write_array (const YxPdfValue *value, GString *out)
{
  g_string_append_c (out, '[');
  for (guint i = 0; i < value->items->len; i++)
    {
      if (i > 0)
        g_string_append_c (out, ' ');
      yx_pdf_value_write (value->items->pdata[i], out);
    }
  g_string_append_c (out, ']');
}

/**
 * yx_pdf_value_write:
 * @value: a value
 * @out: where it is appended as PDF writes it; the same value always gives the same bytes
 */
void
yx_pdf_value_write (const YxPdfValue *value, GString *out)
{
  switch (value->kind)
    {
    case YX_PDF_NULL:
      g_string_append (out, "null");
      break;
    case YX_PDF_BOOLEAN:
      g_string_append (out, value->integer ? "true" : "false");
      break;
    case YX_PDF_INTEGER:
      g_string_append_printf (out, "%" G_GINT64_FORMAT, value->integer);
      break;
    case YX_PDF_REAL:
      g_string_append (out, value->text);
      break;
    case YX_PDF_NAME:
      write_name (value->text, out);
      break;
    case YX_PDF_STRING:
      write_string (value, out);
      break;
    case YX_PDF_ARRAY:
      write_array (value, out);
      break;
    case YX_PDF_REFERENCE:
      g_string_append_printf (out, "%" G_GINT64_FORMAT " %u R", value->integer, value->generation);
      break;
    case YX_PDF_DICTIONARY:
      write_dictionary (value, out);
      break;
    case YX_PDF_STREAM:
      write_dictionary (value, out);
      g_string_append (out, "\nstream\n");
      g_string_append_len (out, g_bytes_get_data (value->raw, NULL), (gssize) g_bytes_get_size (value->raw));
      g_string_append (out, "\nendstream");
      break;
    default:
      g_assert_not_reached ();
    }
}

/**
 * yx_pdf_number_format:
 * @number: less than a billion
 *
 * Returns: (transfer full): it with at most three decimals, no trailing zeros, in any locale
 */
char *
yx_pdf_number_format (double number)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE + 16];
  gsize length = 0;

  g_ascii_formatd (text, sizeof text, "%.3f", number);
  length = strlen (text);
  while (length > 0 && text[length - 1] == '0')
    length--;
  if (length > 0 && text[length - 1] == '.')
    length--;
  text[length] = '\0';
  return g_strdup (strcmp (text, "-0") == 0 ? "0" : text);
}
