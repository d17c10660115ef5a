/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "seal/yx-seal-face.h"

#include <string.h>

#include "model/yx-checks.h"
#include "seal/yx-seal-error.h"

/* The first two characters of the codes of government and party organs (GB 32100). */
#define ORGAN "11"

static gboolean
is_engravable (gunichar character)
{
  if (character == ' ')
    return TRUE;
  return g_unichar_isgraph (character) && !g_unichar_iszerowidth (character)
         && g_unichar_type (character) != G_UNICODE_PRIVATE_USE;
}

static gboolean
check_name (const char *name, glong min, glong max, GError **error)
{
  glong length = name != NULL && g_utf8_validate (name, -1, NULL) ? g_utf8_strlen (name, -1) : 0;

  if (length < min || length > max)
    {
      g_set_error (error, YX_SEAL_ERROR, YX_SEAL_ERROR_NAME,
                   "This seal needs a name of %ld to %ld characters", min, max);
      return FALSE;
    }
  for (const char *at = name; *at != '\0'; at = g_utf8_next_char (at))
    if (!is_engravable (g_utf8_get_char (at)))
      {
        g_set_error (error, YX_SEAL_ERROR, YX_SEAL_ERROR_NAME, "The character U+%04X cannot be engraved",
                     g_utf8_get_char (at));
        return FALSE;
      }
  if (name[strspn (name, " ")] != '\0')
    return TRUE;
  g_set_error (error, YX_SEAL_ERROR, YX_SEAL_ERROR_NAME, "A name of spaces only cannot be engraved");
  return FALSE;
}

static gboolean
check_numbers (const YxSealFace *face, GError **error)
{
  if (face->uscc == NULL || !yx_check_uscc (face->uscc, NULL))
    {
      g_set_error (error, YX_SEAL_ERROR, YX_SEAL_ERROR_NUMBER, "A seal needs the enterprise's credit code");
      return FALSE;
    }
  if (face->police_code != NULL
      && (strlen (face->police_code) != YX_SEAL_POLICE_DIGITS
          || strspn (face->police_code, "0123456789") != YX_SEAL_POLICE_DIGITS))
    {
      g_set_error (error, YX_SEAL_ERROR, YX_SEAL_ERROR_NUMBER, "The code of a seal on record has %d digits",
                   YX_SEAL_POLICE_DIGITS);
      return FALSE;
    }
  return TRUE;
}

/**
 * yx_seal_face_check:
 * @face: what is to stand on a seal
 * @error: %YX_SEAL_ERROR_TYPE for a type that there is none of, %YX_SEAL_ERROR_EMBLEM for a government or
 * party organ, %YX_SEAL_ERROR_NUMBER for a credit code or police code that is none, %YX_SEAL_ERROR_NAME for a
 * name that is too short or too long, or has something in it that cannot be engraved
 *
 * Returns: whether a seal can have this face, as far as can be said without the fonts
 */
gboolean
yx_seal_face_check (const YxSealFace *face, GError **error)
{
  if (yx_choice_find (yx_seal_kinds, (int)face->kind) == NULL)
    {
      g_set_error (error, YX_SEAL_ERROR, YX_SEAL_ERROR_TYPE, "There is no such type of seal");
      return FALSE;
    }
  if (!check_numbers (face, error))
    return FALSE;
  if (g_str_has_prefix (face->uscc, ORGAN))
    {
      g_set_error (error, YX_SEAL_ERROR, YX_SEAL_ERROR_EMBLEM,
                   "Seals of government and party organs bear an emblem, which is not made here");
      return FALSE;
    }
  return face->kind == YX_SEAL_HEAD_NAME ? check_name (face->head, 2, YX_SEAL_HEAD_MAX, error)
                                         : check_name (face->name, 4, YX_SEAL_NAME_MAX, error);
}
