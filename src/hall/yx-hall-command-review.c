/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>
#include <string.h>

#include "base/yx-base-error.h"
#include "base/yx-files.h"
#include "base/yx-json.h"
#include "hall/yx-hall-command.h"
#include "hall/yx-hall-control-socket.h"
#include "hall/yx-hall-control.h"

typedef struct
{
  char *folder;  /* (owned) (nullable) */
  char *reason;  /* (owned) (nullable) */
  char **words;  /* (owned) (nullable): list, or approve and ids, or return and an id */
  gboolean json;
} Options;

static void
clear_options (Options *options)
{
  g_free (options->folder);
  g_free (options->reason);
  g_strfreev (options->words);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, clear_options)

static gboolean
is_right (const Options *options)
{
  guint n = options->words != NULL ? g_strv_length (options->words) : 0;
  const char *verb = n > 0 ? options->words[0] : "";

  if (options->folder == NULL || (options->reason != NULL && !g_utf8_validate (options->reason, -1, NULL)))
    return FALSE;
  for (guint i = 1; i < n; i++)
    if (!g_str_is_ascii (options->words[i]))
      return FALSE;
  if (strcmp (verb, "list") == 0)
    return n == 1 && options->reason == NULL;
  if (options->json)
    return FALSE;
  if (strcmp (verb, "approve") == 0)
    return n >= 2 && options->reason == NULL;
  return strcmp (verb, "return") == 0 && n == 2 && options->reason != NULL;
}

static JsonNode *
make_request (const Options *options)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "review");
  json_builder_add_string_value (builder, options->words[0]);
  if (strcmp (options->words[0], "approve") == 0)
    {
      json_builder_set_member_name (builder, "ids");
      json_builder_begin_array (builder);
      for (guint i = 1; options->words[i] != NULL; i++)
        json_builder_add_string_value (builder, options->words[i]);
      json_builder_end_array (builder);
    }
  if (strcmp (options->words[0], "return") == 0)
    {
      json_builder_set_member_name (builder, "id");
      json_builder_add_string_value (builder, options->words[1]);
      json_builder_set_member_name (builder, "reason");
      json_builder_add_string_value (builder, options->reason);
    }
  json_builder_end_object (builder);
  return json_builder_get_root (builder);
}

/* No hall runs, and none is started meanwhile: the lock is held. */
static JsonNode *
do_here (const char *folder, JsonNode *request, GError **error)
{
  g_autoptr (YxHall) hall = yx_hall_open (folder, NULL, NULL, yx_clock_system (), error);
  g_autofree char *line = yx_json_write (request);

  return hall != NULL ? yx_hall_control_answer (hall, NULL, line) : NULL;
}

static JsonNode *
call (const char *folder, JsonNode *request, GError **error)
{
  g_autofree char *path = g_build_filename (folder, "run", "lock", NULL);
  g_autoptr (GError) problem = NULL;
  g_autoptr (YxFileLock) lock = yx_file_lock_new (path, &problem);

  if (lock != NULL)
    return do_here (folder, request, error);
  if (g_error_matches (problem, YX_BASE_ERROR, YX_BASE_ERROR_BUSY))
    return yx_hall_control_call (folder, request, error);
  g_propagate_error (error, g_steal_pointer (&problem));
  return NULL;
}

static void
print_filing (JsonArray *array, guint i, JsonNode *node, gpointer data)
{
  static const char *const columns[] = { "id", "created", "u_name", "w_name", "post", "from", "to" };
  JsonObject *filing = json_node_get_object (node);
  JsonArray *warnings = json_object_get_array_member (filing, "warnings");

  for (gsize c = 0; c < G_N_ELEMENTS (columns); c++)
    printf ("%s%s", c > 0 ? "\t" : "",
            json_object_get_string_member_with_default (filing, columns[c], "-"));
  for (guint w = 0; w < json_array_get_length (warnings); w++)
    printf ("%s%s", w > 0 ? " " : "\t", json_array_get_string_element (warnings, w));
  printf ("\n");
}

/* Returns: how many could not be done */
static guint
print_results (JsonArray *results)
{
  guint failed = 0;

  for (guint i = 0; i < json_array_get_length (results); i++)
    {
      JsonObject *result = json_array_get_object_element (results, i);
      const char *id = json_object_get_string_member (result, "id");
      const char *refusal = json_object_get_string_member_with_default (result, "error", NULL);

      if (refusal == NULL)
        printf ("approved %s\n", id);
      else
        fprintf (stderr, "yinxin-hall: %s: %s\n", id, refusal);
      failed += refusal != NULL;
    }
  return failed;
}

static int
print_answer (const Options *options, JsonNode *node)
{
  JsonObject *answer = json_node_get_object (node);
  g_autofree char *text = yx_json_write (node);
  guint failed = 0;

  if (json_object_has_member (answer, "error"))
    {
      fprintf (stderr, "yinxin-hall: %s\n", json_object_get_string_member (answer, "error"));
      return YX_HALL_EXIT_FAILED;
    }
  if (options->json)
    printf ("%s\n", text);
  else if (json_object_has_member (answer, "filings"))
    json_array_foreach_element (json_object_get_array_member (answer, "filings"), print_filing, NULL);
  else if (json_object_has_member (answer, "results"))
    failed = print_results (json_object_get_array_member (answer, "results"));
  return failed == 0 ? YX_HALL_EXIT_DONE : YX_HALL_EXIT_FAILED;
}

/**
 * yx_hall_command_review:
 * @argc: how many
 * @argv: `review`, its words and options
 *
 * `yinxin-hall review --data DIR list [--json] | approve ID… | return ID --reason TEXT`: decides about filings
 * where `[approval] filings=officer`; through the hall where one runs, else in the store itself.
 *
 * Returns: the exit status: %YX_HALL_EXIT_FAILED also when one of several could not be approved
 */
int
yx_hall_command_review (int argc, char **argv)
{
  g_auto (Options) options = { NULL };
  const GOptionEntry entries[] = {
    { "data", 0, 0, G_OPTION_ARG_FILENAME, &options.folder, "data folder", "DIR" },
    { "reason", 0, 0, G_OPTION_ARG_FILENAME, &options.reason, "what the enterprise is told", "TEXT" },
    { "json", 0, 0, G_OPTION_ARG_NONE, &options.json, "as JSON", NULL },
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &options.words, NULL, NULL },
    { NULL },
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) request = NULL;
  g_autoptr (JsonNode) answer = NULL;

  if (!yx_hall_command_parse (argc, argv, entries))
    return YX_HALL_EXIT_USAGE;
  if (!is_right (&options))
    {
      fprintf (stderr, "yinxin-hall: review --data DIR list [--json] | approve ID… | return ID --reason TEXT\n");
      return YX_HALL_EXIT_USAGE;
    }
  request = make_request (&options);
  answer = call (options.folder, request, &error);
  return answer != NULL ? print_answer (&options, answer) : yx_hall_command_fail (YX_HALL_EXIT_FAILED, error);
}
