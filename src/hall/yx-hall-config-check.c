/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "hall/yx-hall-config-check.h"

#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/yx-base-error.h"
#include "base/yx-database.h"
#include "base/yx-files.h"
#include "hall/yx-hall-config.h"
#include "hall/yx-hall-schema.h"
#include "hall/yx-hall-seal-sizes.h"
#include "hall/yx-hall-sealer.h"
#include "hall/yx-hall-tls.h"
#include "hall/yx-hall-wages.h"

#define MOST_BYTES (1024 * 1024)
#define FOR_OTHERS 077

/* What is looked at. */
typedef struct
{
  const char *folder;
  YxHallConfig *config; /* (owned) */
  gint64 now;
  GPtrArray *faults; /* of char * */
} Check;

static void G_GNUC_PRINTF (3, 4) note (Check *check, guint line, const char *format, ...)
{
  g_autofree char *what = NULL;
  va_list args;

  va_start (args, format);
  what = g_strdup_vprintf (format, args);
  va_end (args);
  g_ptr_array_add (check->faults,
                   line > 0 ? g_strdup_printf ("line %u: %s", line, what) : g_steal_pointer (&what));
}

/* What only this user may read. */
static void
check_private (Check *check, guint line, const char *path)
{
  struct stat info;

  if (stat (path, &info) != 0)
    note (check, line, "%s cannot be found", path);
  else if (info.st_uid != geteuid () && info.st_uid != 0)
    note (check, line, "%s belongs to another user", path);
  else if ((info.st_mode & FOR_OTHERS) != 0)
    note (check, line, "%s can be read or changed by other users: mode %04o", path, info.st_mode & 07777);
}

/* The TLS pair is looked at apart. */
static void
check_named (const char *group, const char *key, const char *path, gpointer data)
{
  Check *check = data;
  g_autoptr (GError) problem = NULL;
  g_autoptr (GBytes) bytes = yx_file_read (path, MOST_BYTES, &problem);

  if (bytes == NULL && strcmp (group, "listen") != 0 && strcmp (group, "seals") != 0)
    note (check, yx_hall_config_line (check->config, group, key), "%s: %s", key, problem->message);
}

static void
check_tls (Check *check)
{
  guint line = yx_hall_config_line (check->config, "listen", "key");
  g_autofree char *key = yx_hall_tls_key_path (check->config, check->folder);
  g_auto (YxHallTls) tls = { NULL };
  g_autoptr (GError) problem = NULL;

  check_private (check, line, key);
  if (!yx_hall_tls_load (check->config, check->folder, check->now, &tls, &problem))
    note (check, yx_hall_config_line (check->config, "listen", "certificate"), "certificate: %s",
          problem->message);
}

static void
check_address (Check *check)
{
  const YxHallConfig *config = check->config;
  guint line = yx_hall_config_line (config, "listen", "address");
  g_autoptr (GInetAddress) address = NULL;

  if (config->address == NULL)
    return;
  address = g_inet_address_new_from_string (config->address);
  if (address == NULL)
    note (check, line, "address: %s is no address", config->address);
  else if (config->sms_provider == YX_HALL_SMS_SHOWN && !g_inet_address_get_is_loopback (address))
    note (check, line, "address: a hall that shows its SMS codes listens on loopback or a socket only, not on %s",
          config->address);
}

static void
check_seals (Check *check)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (YxSealSizes) sizes = yx_hall_seal_sizes_load (check->config, &problem);

  if (sizes == NULL)
    note (check, yx_hall_config_line (check->config, "seals", "sizes"), "%s", problem->message);
}

static void
check_storage_key (Check *check)
{
  g_autofree char *path = g_build_filename (check->folder, "keys", "storage", NULL);
  g_autoptr (GError) problem = NULL;
  g_autoptr (YxSecret) key = yx_file_read_secret (path, 1024, &problem);

  check_private (check, 0, path);
  if (key != NULL && yx_secret_size (key) != YX_HALL_STORAGE_KEY_SIZE)
    note (check, 0, "%s does not hold %d bytes", path, YX_HALL_STORAGE_KEY_SIZE);
}

static void
check_database (Check *check)
{
  g_autofree char *path = g_build_filename (check->folder, "hall.db", NULL);
  g_autoptr (GError) problem = NULL;
  g_autoptr (YxDatabase) db = yx_database_open (path, YX_DATABASE_READ, &problem);

  check_private (check, 0, path);
  if (db == NULL || yx_hall_schema_of (db, &problem) < 0)
    note (check, 0, "%s", problem->message);
}

/**
 * yx_hall_config_check:
 * @folder: a data folder, its hall running or not
 * @now: the time
 * @faults: (element-type utf8): what is wrong is added to it, with its line of hall.conf where it has one
 * @error: why hall.conf cannot be read
 *
 * Looks at hall.conf and at each file that it names: whether it can be read, only by whom it should, and whether
 * the certificate fits its key and is valid now.
 *
 * Returns: whether it could be looked at
 */
gboolean
yx_hall_config_check (const char *folder, gint64 now, GPtrArray *faults, GError **error)
{
  g_autofree char *file = g_build_filename (folder, "hall.conf", NULL);
  g_autoptr (YxHallConfig) config = yx_hall_config_read (file, faults, error);
  Check check = { folder, config, now, faults };

  if (config == NULL)
    return FALSE;
  check_private (&check, 0, folder);
  check_private (&check, 0, file);
  check_address (&check);
  check_tls (&check);
  yx_hall_config_paths (config, check_named, &check);
  check_seals (&check);
  yx_hall_wages_check (config, faults);
  check_storage_key (&check);
  check_database (&check);
  return TRUE;
}
