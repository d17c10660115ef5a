/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/yx-fault.h"

#if YX_TESTS

#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

#include "base/yx-base-error.h"

typedef struct
{
  GMutex mutex;
  gboolean loaded;
  char *name; /* (owned) (nullable) the point that strikes */
  guint64 passage;
  guint64 passed;
  gboolean fails; /* rather than kills */
  char *list;     /* (owned) (nullable) the file of names */
} Faults;

static Faults faults;

static void
load (void)
{
  const char *spec = g_getenv ("YINXIN_FAULT");
  g_auto (GStrv) parts = g_strsplit (spec != NULL ? spec : "", ":", 3);

  g_clear_pointer (&faults.name, g_free);
  g_clear_pointer (&faults.list, g_free);
  faults.list = g_strdup (g_getenv ("YINXIN_FAULT_LIST"));
  faults.passage = 1;
  faults.passed = 0;
  faults.fails = FALSE;
  faults.loaded = TRUE;
  if (parts[0] == NULL)
    return;
  faults.name = g_strdup (parts[0]);
  if (parts[1] == NULL)
    return;
  if (!g_ascii_string_to_unsigned (parts[1], 10, 1, G_MAXINT32, &faults.passage, NULL))
    g_error ("YINXIN_FAULT is not name[:n[:error]]: %s", spec);
  if (parts[2] != NULL && strcmp (parts[2], "error") != 0)
    g_error ("YINXIN_FAULT is not name[:n[:error]]: %s", spec);
  faults.fails = parts[2] != NULL;
}

static void
append_name (const char *path, const char *name)
{
  g_autofree char *line = g_strconcat (name, "\n", NULL);
  int fd = open (path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600);

  if (fd < 0 || write (fd, line, strlen (line)) != (gssize) strlen (line))
    g_error ("The list of fault points %s cannot be written", path);
  close (fd);
}

/* Counts one passage; says whether this is the one that strikes. */
static gboolean
strikes (const char *name, gboolean *fails)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&faults.mutex);

  if (!faults.loaded)
    load ();
  if (faults.list != NULL)
    append_name (faults.list, name);
  if (g_strcmp0 (faults.name, name) != 0 || ++faults.passed != faults.passage)
    return FALSE;
  *fails = faults.fails;
  return TRUE;
}

static void
die (void)
{
  kill (getpid (), SIGKILL);
  for (;;)
    pause ();
}

/**
 * yx_fault_pass:
 * @name: the point's name
 *
 * Called through YX_FAULT().
 */
void
yx_fault_pass (const char *name)
{
  gboolean fails;

  if (strikes (name, &fails) && !fails)
    die ();
}

/**
 * yx_fault_fail:
 * @name: the point's name
 * @error: (out) (optional): %YX_BASE_ERROR_FULL
 *
 * Called through YX_FAULT_ERROR().
 *
 * Returns: whether the caller must fail
 */
gboolean
yx_fault_fail (const char *name, GError **error)
{
  gboolean fails;

  if (!strikes (name, &fails))
    return FALSE;
  if (!fails)
    die ();
  yx_base_error_set (error, YX_BASE_ERROR_FULL, NULL, "No space left, as the fault point %s wants", name);
  return TRUE;
}

/**
 * yx_fault_reload:
 *
 * Reads the environment again and counts from 0, for tests that fork.
 */
void
yx_fault_reload (void)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&faults.mutex);

  load ();
}

#endif
