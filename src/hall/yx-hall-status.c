/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "hall/yx-hall-status.h"

#include <string.h>
#include <sys/stat.h>
#include <sys/statvfs.h>

#include "base/yx-base-error.h"
#include "base/yx-clock.h"
#include "base/yx-database.h"
#include "base/yx-files.h"
#include "base/yx-json.h"
#include "hall/yx-hall-backup.h"
#include "hall/yx-hall-config.h"
#include "hall/yx-hall-control-socket.h"
#include "hall/yx-hall-rows.h"
#include "hall/yx-hall-run-file.h"
#include "hall/yx-hall-schema.h"
#include "hall/yx-hall-tls.h"
#include "model/yx-authority-entry.h"
#include "yx-config.h"

/* How many there are of what. */
static const struct
{
  const char *name;
  const char *sql;
} counts[] = {
  { "enterprises", "SELECT COUNT (*) AS \"number\" FROM \"enterprise\"" },
  { "persons", "SELECT COUNT (*) AS \"number\" FROM \"person\"" },
  { "sessions", "SELECT COUNT (*) AS \"number\" FROM \"session\"" },
  { "certificates", "SELECT COUNT (*) AS \"number\" FROM \"certificate\"" },
  { "seals", "SELECT COUNT (*) AS \"number\" FROM \"seal\" WHERE \"state\" = 'valid'" },
  { "filings", "SELECT COUNT (*) AS \"number\" FROM \"filing\"" },
  { "filings_in_review", "SELECT COUNT (*) AS \"number\" FROM \"filing\" WHERE \"state\" = 'submitted'" },
  { "documents", "SELECT COUNT (*) AS \"number\" FROM \"document\"" },
  { "documents_complete", "SELECT COUNT (*) AS \"number\" FROM \"document\" WHERE \"state\" = 'complete'" },
  { "documents_to_stamp", "SELECT COUNT (*) AS \"number\" FROM \"document\" WHERE \"state\" = 'to_stamp'" },
  { "revisions", "SELECT COUNT (*) AS \"number\" FROM \"revision\"" },
  { "revisions_bytes", "SELECT COALESCE (SUM (\"size\"), 0) AS \"number\" FROM \"revision\"" },
  { "events", "SELECT COUNT (*) AS \"number\" FROM \"event\"" },
};

static JsonNode *
wrap (JsonObject *object)
{
  JsonNode *node = json_node_alloc ();

  json_node_init (node, JSON_NODE_OBJECT);
  json_node_take_object (node, object);
  return node;
}

/* Whoever runs holds the lock. */
static gboolean
is_running (const char *folder, gboolean *running, GError **error)
{
  g_autofree char *path = g_build_filename (folder, "run", "lock", NULL);
  g_autoptr (GError) problem = NULL;
  g_autoptr (YxFileLock) lock = yx_file_lock_new (path, &problem);

  *running = g_error_matches (problem, YX_BASE_ERROR, YX_BASE_ERROR_BUSY);
  if (lock != NULL || *running)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

/* Where the hall is and what it is busy with. A `check` or `review` holds the lock, too, and tells neither. */
static gboolean
add_running (JsonObject *status, const char *folder, GError **error)
{
  g_auto (YxHallRun) run = { NULL };
  g_autoptr (JsonNode) request = yx_json_parse ("{\"load\":true}", 13, NULL, NULL);
  g_autoptr (JsonNode) load = NULL;
  g_autofree char *text = NULL;
  gboolean running;

  if (!is_running (folder, &running, error) || (running && !yx_hall_run_load (folder, &run, error)))
    return FALSE;
  json_object_set_boolean_member (status, "running", running);
  if (running)
    text = yx_hall_run_write (&run);
  json_object_set_member (status, "hall",
                          running ? yx_json_parse (text, strlen (text), NULL, NULL)
                                  : json_node_new (JSON_NODE_NULL));
  load = running ? yx_hall_control_call (folder, request, NULL) : NULL;
  json_object_set_member (status, "load",
                          load != NULL ? json_node_copy (load) : json_node_new (JSON_NODE_NULL));
  return TRUE;
}

static gboolean
add_counts (JsonObject *status, YxDatabase *db, GError **error)
{
  JsonObject *all = json_object_new ();
  gboolean done = TRUE;

  for (gsize i = 0; i < G_N_ELEMENTS (counts) && done; i++)
    {
      gint64 number = 0;

      done = yx_hall_number (db, counts[i].sql, NULL, &number, error);
      json_object_set_int_member (all, counts[i].name, number);
    }
  json_object_set_object_member (status, "counts", all);
  return done;
}

static gboolean
add_epoch (JsonObject *status, YxDatabase *db, GError **error)
{
  g_autoptr (YxStatement) statement
      = yx_database_prepare (db, "SELECT \"value\" FROM \"meta\" WHERE \"name\" = 'epoch'", error);

  if (statement == NULL || !yx_statement_row (statement, error))
    return FALSE;
  json_object_set_string_member (status, "epoch", yx_statement_text (statement, "value"));
  return TRUE;
}

static void
add_expiry (JsonArray *array, const char *name, gint64 expires)
{
  g_autofree char *when = yx_instant_format (expires);
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "name", name);
  json_object_set_string_member (object, "expires", when);
  json_object_set_int_member (object, "days",
                              (expires - yx_clock_now (yx_clock_system ())) / G_TIME_SPAN_DAY);
  json_array_add_object_element (array, object);
}

/* The authorities that are in use, and what the hall shows on TLS. */
static gboolean
add_certificates (JsonObject *status, YxDatabase *db, const char *folder, GError **error)
{
  g_autofree char *file = g_build_filename (folder, "hall.conf", NULL);
  g_autoptr (GPtrArray) faults = yx_hall_config_faults_new ();
  g_autoptr (YxHallConfig) config = yx_hall_config_read (file, faults, NULL);
  g_autoptr (YxStatement) statement = yx_database_prepare (
      db, "SELECT \"role\", \"valid_to\" FROM \"authority\" WHERE \"active\" <> 0 ORDER BY \"valid_to\", \"role\"",
      error);
  YxStep step = statement != NULL ? yx_statement_step (statement, error) : YX_STEP_ERROR;
  JsonArray *array = json_array_new ();
  gint64 expires;

  json_object_set_array_member (status, "certificates", array);
  if (config != NULL && yx_hall_tls_expiry (config, folder, &expires, NULL))
    add_expiry (array, "tls", expires);
  for (; step == YX_STEP_ROW; step = yx_statement_step (statement, error))
    add_expiry (array, yx_statement_text (statement, "role"), yx_statement_int (statement, "valid_to"));
  return step == YX_STEP_DONE;
}

static gboolean
add_database (JsonObject *status, const char *folder, GError **error)
{
  g_autofree char *path = g_build_filename (folder, "hall.db", NULL);
  g_autoptr (YxDatabase) db = yx_database_open (path, YX_DATABASE_READ, error);
  gint64 schema = db != NULL ? yx_hall_schema_of (db, error) : -1;

  if (schema < 0)
    return FALSE;
  json_object_set_int_member (status, "schema", schema);
  json_object_set_int_member (status, "newest_schema", yx_hall_schema_newest ());
  return add_epoch (status, db, error) && add_counts (status, db, error)
         && add_certificates (status, db, folder, error);
}

static void
add_disk (JsonObject *status, const char *folder)
{
  static const char *const files[] = { "hall.db", "hall.db-wal" };
  JsonObject *disk = json_object_new ();
  struct statvfs room;
  gint64 size = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *path = g_build_filename (folder, files[i], NULL);
      struct stat info;

      size += stat (path, &info) == 0 ? info.st_size : 0;
    }
  json_object_set_int_member (disk, "database_bytes", size);
  if (statvfs (folder, &room) == 0)
    {
      json_object_set_int_member (disk, "free_bytes", (gint64)(room.f_bavail * room.f_frsize));
      json_object_set_int_member (disk, "total_bytes", (gint64)(room.f_blocks * room.f_frsize));
    }
  json_object_set_object_member (status, "disk", disk);
}

static void
add_backup (JsonObject *status, const char *folder)
{
  g_autofree char *text = yx_hall_backup_note (folder);
  JsonNode *note = text != NULL ? yx_json_parse (text, strlen (text), NULL, NULL) : NULL;

  json_object_set_member (status, "last_backup", note != NULL ? note : json_node_new (JSON_NODE_NULL));
}

/**
 * yx_hall_status:
 * @folder: a data folder
 * @error: why it cannot be looked at, %YX_BASE_ERROR_NEWER_SCHEMA for one
 *
 * Looks from outside, whether the hall runs or not.
 *
 * Returns: (transfer full): what who runs the hall wants to know, as one JSON object
 */
JsonNode *
yx_hall_status (const char *folder, GError **error)
{
  JsonObject *status = json_object_new ();
  g_autoptr (JsonNode) node = wrap (status);

  json_object_set_string_member (status, "version", YX_VERSION);
  if (!add_running (status, folder, error) || !add_database (status, folder, error))
    return NULL;
  add_disk (status, folder);
  add_backup (status, folder);
  return g_steal_pointer (&node);
}
