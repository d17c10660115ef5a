/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "paper/yx-paper-words.h"

#include <string.h>

#include "paper/yx-paper-error.h"

#define VALUE_MAX 4000

/* What cannot be seen, turns the direction of reading or means something else on another machine could let other
 * words be signed than are read. */
static gboolean
has_place (gunichar c)
{
  switch (g_unichar_type (c))
    {
    case G_UNICODE_CONTROL:
      return c == '\n';
    case G_UNICODE_FORMAT:
    case G_UNICODE_LINE_SEPARATOR:
    case G_UNICODE_PARAGRAPH_SEPARATOR:
    case G_UNICODE_PRIVATE_USE:
    case G_UNICODE_SURROGATE:
      return FALSE;
    default:
      return TRUE;
    }
}

/**
 * yx_paper_words_check:
 * @name: the value's name
 * @words: a value
 * @error: return location
 *
 * Refuses what is no UTF-8, is longer than 4,000 characters or has a character without a place on paper.
 *
 * Returns: whether it may be printed
 */
gboolean
yx_paper_words_check (const char *name, const char *words, GError **error)
{
  const char *at;
  guint n = 0;

  if (!g_utf8_validate (words, -1, NULL))
    {
      g_set_error (error, YX_PAPER_ERROR, YX_PAPER_ERROR_FIELD, "“%s” is not UTF-8", name);
      return FALSE;
    }
  for (at = words; *at; at = g_utf8_next_char (at), n++)
    {
      gunichar c = g_utf8_get_char (at);

      if (!has_place (c))
        {
          g_set_error (error, YX_PAPER_ERROR, YX_PAPER_ERROR_FIELD,
                       "“%s” has the character U+%04X, which has no place on paper", name, (guint) c);
          return FALSE;
        }
    }
  if (n > VALUE_MAX)
    {
      g_set_error (error, YX_PAPER_ERROR, YX_PAPER_ERROR_FIELD, "“%s” is longer than %d characters", name, VALUE_MAX);
      return FALSE;
    }
  return TRUE;
}

/**
 * yx_paper_words_drop_stop:
 * @words: a value
 *
 * Takes away the full stops and semicolons at its end: the template ends the sentence itself.
 *
 * Returns: (transfer full): the value without them
 */
char *
yx_paper_words_drop_stop (const char *words)
{
  static const char *const stops[] = { "。", "；", ";" };
  char *copy = g_strchomp (g_strdup (words));
  gboolean found = TRUE;
  guint i;

  while (found)
    for (found = FALSE, i = 0; i < G_N_ELEMENTS (stops); i++)
      if (g_str_has_suffix (copy, stops[i]))
        {
          copy[strlen (copy) - strlen (stops[i])] = '\0';
          found = TRUE;
        }
  return copy;
}
