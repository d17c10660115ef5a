/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>

#include "base/yx-files.h"
#include "hall/yx-hall-command.h"
#include "hall/yx-hall-revocations.h"

static const YxChoice *
find_reason (const char *nick)
{
  for (const YxChoice *reason = yx_end_reasons; reason->nick != NULL; reason++)
    if (reason->value != YX_END_HOLD && g_strcmp0 (reason->nick, nick) == 0)
      return reason;
  return NULL;
}

/* The seal maker signs the seals anew, without the certificate. */
static int
work (const char *folder, const char *certificate, YxEndReason reason)
{
  g_autofree char *path = g_build_filename (folder, "run", "lock", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (YxFileLock) lock = yx_file_lock_new (path, &error);
  YxHallSigner *signer = lock != NULL ? yx_hall_signer_start (folder, &error) : NULL;
  g_autoptr (YxHall) hall = signer != NULL ? yx_hall_open (folder, signer, NULL, yx_clock_system (), &error) : NULL;

  if (hall == NULL || !yx_hall_certificate_revoke (hall, NULL, certificate, reason, &error))
    return yx_hall_command_fail (YX_HALL_EXIT_FAILED, error);
  printf ("%s is revoked\n", certificate);
  return YX_HALL_EXIT_DONE;
}

/**
 * yx_hall_command_revoke:
 * @argc: how many
 * @argv: `revoke` and its options
 *
 * `yinxin-hall revoke --data DIR --certificate ID [--reason REASON]`: for whoever runs the hall, while it does not
 * serve.
 *
 * Returns: the exit status
 */
int
yx_hall_command_revoke (int argc, char **argv)
{
  g_autofree char *folder = NULL;
  g_autofree char *certificate = NULL;
  g_autofree char *nick = NULL;
  const GOptionEntry entries[] = {
    { "data", 0, 0, G_OPTION_ARG_FILENAME, &folder, "data folder", "DIR" },
    { "certificate", 0, 0, G_OPTION_ARG_STRING, &certificate, "which one", "ID" },
    { "reason", 0, 0, G_OPTION_ARG_STRING, &nick,
      "key-compromise, affiliation-changed, superseded, cessation, privilege-withdrawn or unspecified", "REASON" },
    { NULL },
  };
  const YxChoice *reason;

  if (!yx_hall_command_parse (argc, argv, entries) || !yx_hall_command_needs_data ("revoke", folder))
    return YX_HALL_EXIT_USAGE;
  reason = find_reason (nick != NULL ? nick : "unspecified");
  if (certificate == NULL || reason == NULL)
    {
      fprintf (stderr, "yinxin-hall: revoke needs --certificate ID and a reason that it knows\n");
      return YX_HALL_EXIT_USAGE;
    }
  return work (folder, certificate, (YxEndReason)reason->value);
}
