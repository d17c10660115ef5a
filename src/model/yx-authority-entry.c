/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/yx-authority-entry.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static const YxField fields[] = {
  YX_TEXT (YxAuthorityEntry, fingerprint, N_ ("Fingerprint"), YX_ANSWER, .max = 64),
  YX_CHOICE (YxAuthorityEntry, role, yx_authority_roles, N_ ("Role"), YX_ANSWER),
  YX_BOOL (YxAuthorityEntry, active, N_ ("Active"), YX_ANSWER),
  YX_INSTANT (YxAuthorityEntry, valid_from, N_ ("Valid from"), YX_ANSWER),
  YX_INSTANT (YxAuthorityEntry, valid_to, N_ ("Valid to"), YX_ANSWER),
  YX_BYTES (YxAuthorityEntry, certificate, N_ ("Certificate"), YX_ANSWER, .max = 8192),
};

YX_DEFINE_RECORD (YxAuthorityEntry, yx_authority_entry, "authority", fields);

/* What stands behind the hall's name in its authorities' certificates. */
static const char *const titles[] = {
  [YX_AUTHORITY_ROOT] = "Root",           [YX_AUTHORITY_ISSUING] = "Issuing", [YX_AUTHORITY_SEAL_MAKER] = "Seal Maker",
  [YX_AUTHORITY_TIMESTAMP] = "Timestamps", [YX_AUTHORITY_RECORDS] = "Records",
};

/**
 * yx_authority_title:
 * @role: an authority's
 *
 * Returns: (transfer none): what its certificate calls it, behind the hall's name; the same in every language
 */
const char *
yx_authority_title (YxAuthorityRole role)
{
  g_return_val_if_fail ((guint) role < G_N_ELEMENTS (titles), "");
  return titles[role];
}

/* Where " Root" or " Root 2" begins, at the end of @name. */
static const char *
find_title (const char *name, const char *title, const char **number)
{
  g_autofree char *wanted = g_strconcat (" ", title, NULL);
  const char *found = g_strrstr (name, wanted);
  const char *rest = found != NULL ? found + strlen (wanted) : NULL;

  if (found == NULL || found == name)
    return NULL;
  if (*rest != '\0' && (*rest != ' ' || rest[1] == '\0' || rest[1 + strspn (rest + 1, "0123456789")] != '\0'))
    return NULL;
  *number = rest;
  return found;
}

/**
 * yx_authority_words:
 * @name: an authority's common name, as in its certificate
 *
 * Returns: (transfer full): it for people: where a hall made it, the hall's name and the role in the locale's language
 */
char *
yx_authority_words (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (titles); i++)
    {
      const char *number = NULL;
      const char *title = find_title (name, titles[i], &number);
      g_autofree char *hall = title != NULL ? g_strndup (name, (gsize) (title - name)) : NULL;

      if (hall != NULL)
        return g_strdup_printf ("%s · %s%s", hall, g_dgettext (GETTEXT_PACKAGE, yx_choice_find (yx_authority_roles, (int) i)->label), number);
    }
  return g_strdup (name);
}
