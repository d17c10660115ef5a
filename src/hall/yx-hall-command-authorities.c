/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>

#include "base/yx-files.h"
#include "hall/yx-hall-authorities.h"
#include "hall/yx-hall-command.h"
#include "hall/yx-hall-error.h"
#include "hall/yx-hall-rows.h"
#include "model/yx-authority-entry.h"

/* What the command line says. */
typedef struct
{
  char *folder;     /* (owned) (nullable) */
  char *add;        /* (owned) (nullable): a role */
  char *passphrase; /* (owned) (nullable): a file */
} Options;

static void
clear_options (Options *options)
{
  g_free (options->folder);
  g_free (options->add);
  g_free (options->passphrase);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, clear_options)

static gboolean
print (YxHall *hall, GError **error)
{
  g_autoptr (GPtrArray) entries = yx_hall_rows_now (
      hall, &yx_authority_entry_type, "1 = 1 ORDER BY \"role\", \"valid_from\", \"fingerprint\"", NULL, error);

  for (guint i = 0; entries != NULL && i < entries->len; i++)
    {
      const YxAuthorityEntry *entry = entries->pdata[i];
      g_autoptr (YxCertificate) certificate = yx_certificate_from_der (entry->certificate, error);
      g_autofree char *until = yx_instant_format (entry->valid_to);

      if (certificate == NULL)
        return FALSE;
      printf ("%s %s %s %s %s, %s\n", yx_choice_find (yx_authority_roles, entry->role)->nick,
              entry->active ? "signs" : "kept", until, entry->fingerprint, yx_certificate_subject (certificate),
              yx_certificate_algorithm (certificate));
    }
  return entries != NULL;
}

static gboolean
add (const Options *options, YxAuthorityRole role, GError **error)
{
  g_autofree char *file = g_build_filename (options->folder, "hall.conf", NULL);
  g_autoptr (YxHallConfig) config = yx_hall_config_load (file, error);
  g_autoptr (YxSecret) passphrase
      = config != NULL ? yx_hall_command_passphrase (options->passphrase, FALSE, error) : NULL;

  if (passphrase == NULL)
    {
      if (error != NULL && *error == NULL)
        g_set_error_literal (error, YX_HALL_ERROR, YX_HALL_ERROR_USAGE,
                             "The root key's passphrase is needed: --root-passphrase-file FILE");
      return FALSE;
    }
  return yx_hall_authorities_add (options->folder, config->name, role, passphrase, (YxAlgorithm)config->ca_algorithm,
                                  yx_clock_now (yx_clock_system ()), error);
}

/* The hall does not run meanwhile; opening it brings the table up to the files. */
static int
work (const Options *options, const YxChoice *role)
{
  g_autofree char *path = g_build_filename (options->folder, "run", "lock", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (YxFileLock) lock = yx_file_lock_new (path, &error);
  g_autoptr (YxHall) hall = NULL;

  if (lock != NULL && (role == NULL || add (options, (YxAuthorityRole)role->value, &error)))
    hall = yx_hall_open (options->folder, NULL, NULL, yx_clock_system (), &error);
  return hall != NULL && print (hall, &error) ? YX_HALL_EXIT_DONE : yx_hall_command_fail (YX_HALL_EXIT_FAILED, error);
}

static const YxChoice *
find_role (const char *nick)
{
  for (const YxChoice *role = yx_authority_roles; role->nick != NULL; role++)
    if (role->value != YX_AUTHORITY_ROOT && g_strcmp0 (role->nick, nick) == 0)
      return role;
  return NULL;
}

/**
 * yx_hall_command_authorities:
 * @argc: how many
 * @argv: `authorities` and its options
 *
 * `yinxin-hall authorities --data DIR [--add ROLE [--root-passphrase-file F]]`: lists the hall's authorities and
 * services, after making a further one of a role, whose key is of [ca] algorithm and signs from the next start on.
 *
 * Returns: the exit status
 */
int
yx_hall_command_authorities (int argc, char **argv)
{
  g_auto (Options) options = { NULL };
  const GOptionEntry entries[] = {
    { "data", 0, 0, G_OPTION_ARG_FILENAME, &options.folder, "data folder", "DIR" },
    { "add", 0, 0, G_OPTION_ARG_STRING, &options.add, "issuing, seal-maker, timestamp or records", "ROLE" },
    { "root-passphrase-file", 0, 0, G_OPTION_ARG_FILENAME, &options.passphrase, "passphrase of the root key", "FILE" },
    { NULL },
  };
  const YxChoice *role;

  if (!yx_hall_command_parse (argc, argv, entries) || !yx_hall_command_needs_data ("authorities", options.folder))
    return YX_HALL_EXIT_USAGE;
  role = find_role (options.add);
  if (options.add != NULL && role == NULL)
    {
      fprintf (stderr, "yinxin-hall: no further %s can be added\n", options.add);
      return YX_HALL_EXIT_USAGE;
    }
  return work (&options, role);
}
