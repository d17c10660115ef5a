/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Loaded before the C library into a hall under test: each sync of a file below YX_POWER_FOLDER is noted in
 * YX_POWER_MIRROR before the caller hears of it. What was never synced is lost when the test cuts the power. */

#include <dlfcn.h>
#include <string.h>
#include <unistd.h>

#include "faults/power-mirror.h"

typedef int (*Sync) (int fd);

static gboolean
is_below (int fd, const char *folder)
{
  g_autofree char *link = g_strdup_printf ("/proc/self/fd/%d", fd);
  char path[4096];
  gssize size = readlink (link, path, sizeof path - 1);
  gsize length = strlen (folder);

  if (size < 0)
    return FALSE;
  path[size] = '\0';
  return strncmp (path, folder, length) == 0 && (path[length] == '/' || path[length] == '\0');
}

static int
sync_and_note (const char *name, int fd)
{
  Sync next = (Sync) dlsym (RTLD_NEXT, name);
  const char *folder = g_getenv ("YX_POWER_FOLDER");
  const char *mirror = g_getenv ("YX_POWER_MIRROR");
  int status = next (fd);

  if (status == 0 && folder != NULL && mirror != NULL && is_below (fd, folder))
    power_mirror_descriptor (mirror, fd);
  return status;
}

int
fsync (int fd)
{
  return sync_and_note ("fsync", fd);
}

int
fdatasync (int fd)
{
  return sync_and_note ("fdatasync", fd);
}
