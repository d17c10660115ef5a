/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/yx-json.h"

#include <errno.h>
#include <string.h>

#include "base/yx-base-error.h"

#define DEFAULT_SIZE (1024 * 1024)
#define DEFAULT_DEPTH 32
#define DEFAULT_VALUES 100000
#define MOST_DEPTH 256
#define LONGEST_NUMBER 40

/* What has been opened and not yet closed. */
typedef struct
{
  gboolean object;
  GHashTable *members; /* (owned) (nullable) names seen, of an object */
} Level;

/* Walks the text before json-glib does: RFC 8259 without its liberties. */
typedef struct
{
  const char *start;
  const char *at;
  const char *end;
  guint max_depth;
  guint max_values;
  guint values;
  GArray *levels; /* of Level */
} Scanner;

static void
clear_level (gpointer data)
{
  g_clear_pointer (&((Level *) data)->members, g_hash_table_unref);
}

static gboolean
refuse (Scanner *scanner, const char *what, GError **error)
{
  yx_base_error_set (error, YX_BASE_ERROR_INVALID, NULL, "Not JSON at byte %" G_GSIZE_FORMAT ": %s",
                     (gsize) (scanner->at - scanner->start), what);
  return FALSE;
}

static void
skip_space (Scanner *scanner)
{
  while (scanner->at < scanner->end && strchr (" \t\r\n", *scanner->at) != NULL)
    scanner->at++;
}

static gboolean
take (Scanner *scanner, char c)
{
  if (scanner->at == scanner->end || *scanner->at != c)
    return FALSE;
  scanner->at++;
  return TRUE;
}

static gboolean
scan_hex (Scanner *scanner, gunichar *unit)
{
  *unit = 0;
  for (int i = 0; i < 4; i++)
    {
      if (scanner->at == scanner->end || !g_ascii_isxdigit (*scanner->at))
        return FALSE;
      *unit = *unit << 4 | (gunichar) g_ascii_xdigit_value (*scanner->at++);
    }
  return TRUE;
}

/* After `\u`: a character, both halves of it where it needs two. */
static gboolean
scan_unicode (Scanner *scanner, GString *into, GError **error)
{
  gunichar unit;
  gunichar low;

  if (!scan_hex (scanner, &unit))
    return refuse (scanner, "\\u without four hexadecimal digits", error);
  if (unit == 0)
    return refuse (scanner, "a character NUL", error);
  if (unit >= 0xd800 && unit < 0xdc00)
    {
      if (!take (scanner, '\\') || !take (scanner, 'u') || !scan_hex (scanner, &low))
        return refuse (scanner, "half a character", error);
      if (low < 0xdc00 || low > 0xdfff)
        return refuse (scanner, "half a character", error);
      unit = 0x10000 + ((unit - 0xd800) << 10) + (low - 0xdc00);
    }
  else if (unit >= 0xdc00 && unit < 0xe000)
    return refuse (scanner, "half a character", error);
  if (into != NULL)
    g_string_append_unichar (into, unit);
  return TRUE;
}

static gboolean
scan_escape (Scanner *scanner, GString *into, GError **error)
{
  static const char from[] = "\"\\/bfnrt";
  static const char to[] = "\"\\/\b\f\n\r\t";
  const char *found;

  if (take (scanner, 'u'))
    return scan_unicode (scanner, into, error);
  found = scanner->at < scanner->end ? strchr (from, *scanner->at) : NULL;
  if (found == NULL)
    return refuse (scanner, "an unknown escape", error);
  if (into != NULL)
    g_string_append_c (into, to[found - from]);
  scanner->at++;
  return TRUE;
}

/* A string, unescaped @into; or into nothing, so that no copy of what may be secret is left behind. */
static gboolean
scan_string (Scanner *scanner, GString *into, GError **error)
{
  if (!take (scanner, '"'))
    return refuse (scanner, "a string is missing", error);
  while (scanner->at < scanner->end && *scanner->at != '"')
    {
      if ((guchar) *scanner->at < 0x20)
        return refuse (scanner, "a control character in a string", error);
      if (take (scanner, '\\'))
        {
          if (!scan_escape (scanner, into, error))
            return FALSE;
        }
      else if (into != NULL)
        g_string_append_c (into, *scanner->at++);
      else
        scanner->at++;
    }
  return take (scanner, '"') || refuse (scanner, "a string without end", error);
}

static gboolean
scan_digits (Scanner *scanner)
{
  const char *start = scanner->at;

  while (scanner->at < scanner->end && g_ascii_isdigit (*scanner->at))
    scanner->at++;
  return scanner->at > start;
}

static gboolean
check_number (Scanner *scanner, const char *start, gboolean whole, GError **error)
{
  char text[LONGEST_NUMBER + 1];
  gsize length = (gsize) (scanner->at - start);

  if (length > LONGEST_NUMBER)
    return refuse (scanner, "a number with too many digits", error);
  memcpy (text, start, length);
  text[length] = '\0';
  errno = 0;
  if (whole)
    (void) g_ascii_strtoll (text, NULL, 10);
  else
    (void) g_ascii_strtod (text, NULL);
  if (errno == ERANGE)
    return refuse (scanner, "a number out of range", error);
  return TRUE;
}

static gboolean
scan_number (Scanner *scanner, GError **error)
{
  const char *start = scanner->at;
  gboolean whole = TRUE;

  take (scanner, '-');
  if (!take (scanner, '0') && !scan_digits (scanner))
    return refuse (scanner, "a value is missing", error);
  if (take (scanner, '.'))
    {
      whole = FALSE;
      if (!scan_digits (scanner))
        return refuse (scanner, "digits are missing", error);
    }
  if (take (scanner, 'e') || take (scanner, 'E'))
    {
      whole = FALSE;
      if (!take (scanner, '+'))
        take (scanner, '-');
      if (!scan_digits (scanner))
        return refuse (scanner, "digits are missing", error);
    }
  return check_number (scanner, start, whole, error);
}

static gboolean
scan_word (Scanner *scanner)
{
  static const char *const words[] = { "true", "false", "null" };
  gsize left = (gsize) (scanner->end - scanner->at);

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (left >= strlen (words[i]) && memcmp (scanner->at, words[i], strlen (words[i])) == 0)
      {
        scanner->at += strlen (words[i]);
        return TRUE;
      }
  return FALSE;
}

static gboolean
open_level (Scanner *scanner, gboolean object, GError **error)
{
  Level level = { object, NULL };

  if (scanner->levels->len == scanner->max_depth)
    {
      yx_base_error_set (error, YX_BASE_ERROR_TOO_DEEP, NULL, "JSON nested deeper than %u", scanner->max_depth);
      return FALSE;
    }
  if (object)
    level.members = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_array_append_val (scanner->levels, level);
  scanner->at++;
  return TRUE;
}

static Level *
top (Scanner *scanner)
{
  return scanner->levels->len > 0 ? &g_array_index (scanner->levels, Level, scanner->levels->len - 1) : NULL;
}

/* `"name":` of the object on top. */
static gboolean
scan_name (Scanner *scanner, GError **error)
{
  g_autoptr (GString) name = g_string_new (NULL);

  skip_space (scanner);
  if (!scan_string (scanner, name, error))
    return FALSE;
  if (!g_hash_table_add (top (scanner)->members, g_strdup (name->str)))
    return refuse (scanner, "a member twice", error);
  skip_space (scanner);
  return take (scanner, ':') || refuse (scanner, "a colon is missing", error);
}

/* What follows a whole value: commas and closing brackets. Says in @more whether a value comes. */
static gboolean
scan_after (Scanner *scanner, gboolean *more, GError **error)
{
  for (;;)
    {
      Level *level = top (scanner);

      skip_space (scanner);
      *more = FALSE;
      if (level == NULL)
        return scanner->at == scanner->end || refuse (scanner, "more than one value", error);
      if (take (scanner, ','))
        {
          *more = TRUE;
          return !level->object || scan_name (scanner, error);
        }
      if (!take (scanner, level->object ? '}' : ']'))
        return refuse (scanner, "a comma or closing bracket is missing", error);
      g_array_set_size (scanner->levels, scanner->levels->len - 1);
    }
}

/* A value, or the opening of one with its first name. Says in @whole whether it is complete. */
static gboolean
scan_value (Scanner *scanner, gboolean *whole, GError **error)
{
  gboolean object;

  skip_space (scanner);
  *whole = TRUE;
  if (++scanner->values > scanner->max_values)
    {
      yx_base_error_set (error, YX_BASE_ERROR_TOO_LARGE, NULL, "JSON of more than %u values", scanner->max_values);
      return FALSE;
    }
  if (scanner->at == scanner->end)
    return refuse (scanner, "a value is missing", error);
  if (*scanner->at == '"')
    return scan_string (scanner, NULL, error);
  if (scan_word (scanner))
    return TRUE;
  if (*scanner->at != '{' && *scanner->at != '[')
    return scan_number (scanner, error);
  object = *scanner->at == '{';
  if (!open_level (scanner, object, error))
    return FALSE;
  skip_space (scanner);
  if (take (scanner, object ? '}' : ']'))
    {
      g_array_set_size (scanner->levels, scanner->levels->len - 1);
      return TRUE;
    }
  *whole = FALSE;
  return !object || scan_name (scanner, error);
}

/* The whole text: one value and nothing else. */
static gboolean
scan (const char *text, gsize size, guint max_depth, guint max_values, GError **error)
{
  g_autoptr (GArray) levels = g_array_new (FALSE, FALSE, sizeof (Level));
  const char *start = size > 0 ? text : "";
  Scanner scanner = { start, start, start + size, max_depth, max_values, 0, levels };
  gboolean more = TRUE;
  gboolean whole;

  g_array_set_clear_func (levels, clear_level);
  while (more)
    {
      if (!scan_value (&scanner, &whole, error))
        return FALSE;
      if (whole && !scan_after (&scanner, &more, error))
        return FALSE;
    }
  return TRUE;
}

/**
 * yx_json_parse:
 * @text: bytes from anywhere
 * @size: how many
 * @limits: (nullable): what they may be at most; %NULL for the defaults
 *
 * Parses RFC 8259 strictly: UTF-8 without NUL, no member twice in an object, whole numbers within
 * int64, others finite, exactly one value. All is checked before json-glib, which would overflow its
 * stack, sees the text.
 *
 * Returns: (transfer full): the value, or %NULL: %YX_BASE_ERROR_TOO_LARGE, %YX_BASE_ERROR_TOO_DEEP,
 *   %YX_BASE_ERROR_INVALID, whose detail is `utf-8` where the text isn't UTF-8
 */
JsonNode *
yx_json_parse (const char *text, gsize size, const YxJsonLimits *limits, GError **error)
{
  g_autoptr (JsonParser) parser = NULL;
  g_autoptr (GError) problem = NULL;
  YxJsonLimits most = limits != NULL ? *limits : (YxJsonLimits) { 0 };
  gsize max_size = most.max_size > 0 ? most.max_size : DEFAULT_SIZE;
  guint max_depth = most.max_depth > 0 ? MIN (most.max_depth, MOST_DEPTH) : DEFAULT_DEPTH;
  guint max_values = most.max_values > 0 ? most.max_values : DEFAULT_VALUES;

  if (size > max_size || size > G_MAXINT32)
    {
      yx_base_error_set (error, YX_BASE_ERROR_TOO_LARGE, NULL, "JSON of more than %" G_GSIZE_FORMAT " bytes",
                         max_size);
      return NULL;
    }
  if (size > 0 && !g_utf8_validate_len (text, size, NULL))
    {
      yx_base_error_set (error, YX_BASE_ERROR_INVALID, "utf-8", "Not UTF-8, or with a NUL");
      return NULL;
    }
  if (!scan (text, size, max_depth, max_values, error))
    return NULL;
  parser = json_parser_new_immutable ();
  if (!json_parser_load_from_data (parser, text, (gssize) size, &problem))
    {
      yx_base_error_set (error, YX_BASE_ERROR_INVALID, NULL, "Not JSON: %s", problem->message);
      return NULL;
    }
  return json_parser_steal_root (parser);
}

/**
 * yx_json_write:
 * @node: a value
 *
 * Returns: (transfer full): @node as text without spaces, members in the order they were added
 */
char *
yx_json_write (JsonNode *node)
{
  return json_to_string (node, FALSE);
}
