/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "hall/yx-hall-run-file.h"

#include <glib/gstdio.h>
#include <string.h>

#include "base/yx-files.h"
#include "base/yx-json.h"
#include "hall/yx-hall-error.h"

#define MOST_BYTES 4096

/**
 * yx_hall_run_clear:
 * @run: what a hall says of itself
 */
void
yx_hall_run_clear (YxHallRun *run)
{
  g_clear_pointer (&run->url, g_free);
  g_clear_pointer (&run->fingerprint, g_free);
}

/**
 * yx_hall_run_write:
 * @run: what a hall says of itself
 *
 * Returns: (transfer full): one JSON object
 */
char *
yx_hall_run_write (const YxHallRun *run)
{
  g_autoptr (JsonObject) object = json_object_new ();
  g_autoptr (JsonNode) node = json_node_init_object (json_node_alloc (), object);

  json_object_set_string_member (object, "url", run->url);
  json_object_set_int_member (object, "pid", run->pid);
  json_object_set_string_member (object, "fingerprint", run->fingerprint);
  return yx_json_write (node);
}

static char *
path_in (const char *folder)
{
  return g_build_filename (folder, "run", "hall.json", NULL);
}

/**
 * yx_hall_run_store:
 * @folder: the data folder
 * @run: what the hall says of itself
 * @error: why it cannot be written
 *
 * Returns: whether run/hall.json is there
 */
gboolean
yx_hall_run_store (const char *folder, const YxHallRun *run, GError **error)
{
  g_autofree char *path = path_in (folder);
  g_autofree char *text = yx_hall_run_write (run);

  return yx_file_write (path, text, strlen (text), 0600, error);
}

/**
 * yx_hall_run_load:
 * @folder: a data folder
 * @run: (out): what its hall says of itself
 * @error: that there is none, or why it cannot be read
 *
 * Returns: whether @run is filled in
 */
gboolean
yx_hall_run_load (const char *folder, YxHallRun *run, GError **error)
{
  g_autofree char *path = path_in (folder);
  g_autoptr (GBytes) bytes = yx_file_read (path, MOST_BYTES, error);
  g_autoptr (JsonNode) node = NULL;
  JsonObject *object;

  if (bytes == NULL)
    return FALSE;
  node = yx_json_parse (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), NULL, error);
  if (node == NULL)
    return FALSE;
  object = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  run->url
      = object != NULL ? g_strdup (json_object_get_string_member_with_default (object, "url", NULL)) : NULL;
  run->fingerprint = object != NULL
                         ? g_strdup (json_object_get_string_member_with_default (object, "fingerprint", NULL))
                         : NULL;
  run->pid = object != NULL ? json_object_get_int_member_with_default (object, "pid", 0) : 0;
  if (run->url != NULL && run->fingerprint != NULL)
    return TRUE;
  g_set_error (error, YX_HALL_ERROR, YX_HALL_ERROR_DAMAGED, "%s does not name a hall", path);
  return FALSE;
}

/**
 * yx_hall_run_remove:
 * @folder: the data folder of a hall that ends
 */
void
yx_hall_run_remove (const char *folder)
{
  g_autofree char *path = path_in (folder);

  (void)g_unlink (path);
}
