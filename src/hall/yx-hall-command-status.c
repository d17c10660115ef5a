/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>

#include "base/yx-json.h"
#include "hall/yx-hall-command.h"
#include "hall/yx-hall-status.h"

static const char *
text_in (JsonObject *object, const char *name)
{
  return json_object_get_string_member_with_default (object, name, "");
}

static JsonObject *
object_in (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

static void
print_member (JsonObject *object, const char *name, JsonNode *node, gpointer data)
{
  printf ("%s%s %" G_GINT64_FORMAT, (const char *)data, name, json_node_get_int (node));
}

static void
print_certificate (JsonArray *array, guint i, JsonNode *node, gpointer data)
{
  JsonObject *certificate = json_node_get_object (node);

  printf ("certificate %s: until %s, %" G_GINT64_FORMAT " days\n", text_in (certificate, "name"),
          text_in (certificate, "expires"), json_object_get_int_member (certificate, "days"));
}

static void
print_numbers (const char *title, JsonObject *object)
{
  printf ("%s:", title);
  json_object_foreach_member (object, print_member, (gpointer) " ");
  printf ("\n");
}

static void
print_status (JsonObject *status)
{
  JsonObject *hall = object_in (status, "hall");
  JsonObject *load = object_in (status, "load");
  JsonObject *backup = object_in (status, "last_backup");

  if (hall != NULL)
    printf ("running, pid %" G_GINT64_FORMAT ", %s\n", json_object_get_int_member (hall, "pid"),
            text_in (hall, "url"));
  else
    printf ("not running\n");
  printf ("version %s, schema %" G_GINT64_FORMAT " of %" G_GINT64_FORMAT ", epoch %s\n",
          text_in (status, "version"), json_object_get_int_member (status, "schema"),
          json_object_get_int_member (status, "newest_schema"), text_in (status, "epoch"));
  if (load != NULL)
    print_numbers ("load", load);
  print_numbers ("counts", object_in (status, "counts"));
  print_numbers ("disk", object_in (status, "disk"));
  json_array_foreach_element (json_object_get_array_member (status, "certificates"), print_certificate, NULL);
  if (backup != NULL)
    printf ("last backup: %s, %s\n", text_in (backup, "at"), text_in (backup, "file"));
  else
    printf ("last backup: none\n");
}

/**
 * yx_hall_command_status:
 * @argc: how many
 * @argv: `status` and its options
 *
 * `yinxin-hall status --data DIR [--json]`: whether the hall runs, and what who runs it wants to know.
 *
 * Returns: the exit status: %YX_HALL_EXIT_FAILED also when none runs
 */
int
yx_hall_command_status (int argc, char **argv)
{
  g_autofree char *folder = NULL;
  gboolean json = FALSE;
  const GOptionEntry entries[] = {
    { "data", 0, 0, G_OPTION_ARG_FILENAME, &folder, "data folder", "DIR" },
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, "as JSON", NULL },
    { NULL },
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) status = NULL;
  g_autofree char *text = NULL;

  if (!yx_hall_command_parse (argc, argv, entries) || !yx_hall_command_needs_data (argv[0], folder))
    return YX_HALL_EXIT_USAGE;
  status = yx_hall_status (folder, &error);
  if (status == NULL)
    return yx_hall_command_fail (YX_HALL_EXIT_FAILED, error);
  text = yx_json_write (status);
  if (json)
    printf ("%s\n", text);
  else
    print_status (json_node_get_object (status));
  return json_object_get_boolean_member (json_node_get_object (status), "running") ? YX_HALL_EXIT_DONE
                                                                                   : YX_HALL_EXIT_FAILED;
}
