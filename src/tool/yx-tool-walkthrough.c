/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tool/yx-tool-walkthrough.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>

#include "base/yx-files.h"
#include "base/yx-json.h"
#include "crypto/yx-crypto.h"
#include "tool/yx-tool-walk.h"
#include "yx-config.h"

typedef struct
{
  const char *name;
  YxToolWalkFunc func;
} Step;

static const Step steps[] = {
  { N_ ("hall up"), yx_tool_walk_start_hall },
  { N_ ("enterprise registered, signed in"), yx_tool_walk_enter_enterprise },
  { N_ ("enterprise's certificate"), yx_tool_walk_activate_enterprise },
  { N_ ("enterprise's seal"), yx_tool_walk_make_seal },
  { N_ ("employees registered, signed in"), yx_tool_walk_enter_people },
  { N_ ("employees' certificates"), yx_tool_walk_activate_people },
  { N_ ("filings sent"), yx_tool_walk_file_contracts },
  { N_ ("contracts drawn up"), yx_tool_walk_await_contracts },
  { N_ ("contracts sealed"), yx_tool_walk_seal_contracts },
  { N_ ("contracts read and signed"), yx_tool_walk_sign_contracts },
  { N_ ("contracts complete"), yx_tool_walk_await_complete },
  { N_ ("documents downloaded by both"), yx_tool_walk_download },
  { N_ ("documents verified"), yx_tool_walk_verify },
  { N_ ("hall left"), yx_tool_walk_stop_hall },
};

static gboolean
take_step (YxToolWalk *walk, const Step *step, GError **error)
{
  gint64 start = g_get_monotonic_time ();
  g_autofree char *line = NULL;

  walk->step = step->name;
  walk->sampled = FALSE;
  if (!step->func (walk, error))
    return FALSE;
  if (!g_atomic_int_get (&walk->sampled))
    yx_tool_steps_add (walk->steps, step->name, g_get_monotonic_time () - start, 0);
  yx_tool_steps_wall (walk->steps, step->name, g_get_monotonic_time () - start);
  line = yx_tool_steps_line (walk->steps, step->name);
  fputs (line, stdout);
  fflush (stdout);
  return TRUE;
}

static gboolean
write_steps (YxToolWalk *walk, gint64 start, GError **error)
{
  g_autofree char *path = g_build_filename (walk->options->out, "steps.json", NULL);
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  JsonObject *object = json_object_new ();
  g_autofree char *text = NULL;

  json_object_set_int_member (object, "schema", 1);
  json_object_set_string_member (object, "version", YX_VERSION);
  json_object_set_int_member (object, "seed", walk->state->seed);
  json_object_set_int_member (object, "count", walk->people->len);
  json_object_set_double_member (object, "total_ms", (double) (g_get_monotonic_time () - start) / 1000);
  if (walk->peak_memory > 0)
    json_object_set_int_member (object, "hall_peak_memory", walk->peak_memory);
  else
    json_object_set_null_member (object, "hall_peak_memory");
  json_object_set_member (object, "steps", yx_tool_steps_json (walk->steps));
  json_node_take_object (node, object);
  text = yx_json_write (node);
  return yx_file_write (path, text, strlen (text), 0644, error);
}

static gboolean
walk_through (YxToolWalk *walk, GError **error)
{
  gint64 start = g_get_monotonic_time ();
  g_autofree char *table = NULL;

  walk->step = N_ ("output folder");
  if (!yx_directory_make (walk->options->out, error))
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (steps); i++)
    if (!take_step (walk, &steps[i], error))
      return FALSE;
  walk->step = N_ ("table of steps");
  if (!write_steps (walk, start, error))
    return FALSE;
  table = yx_tool_steps_table (walk->steps);
  fputc ('\n', stdout);
  fputs (table, stdout);
  fflush (stdout);
  return TRUE;
}

/* Says first what is wrong with the employees' file. */
static gboolean
take_all (YxToolWalk *walk)
{
  if (walk->given == NULL)
    return TRUE;
  yx_tool_employees_complain (walk->given, walk->options->employees, stderr);
  if (walk->people->len > 0)
    return TRUE;
  fprintf (stderr, _("yinxinctl: no row of %s can be used\n"), walk->options->employees);
  return FALSE;
}

static int
finish (YxToolWalk *walk)
{
  if (walk->given == NULL || walk->given->left_out == 0)
    return YX_TOOL_DONE;
  fprintf (stderr, _("yinxinctl: %u rows of %s were left out\n"), walk->given->left_out, walk->options->employees);
  return YX_TOOL_FAILED;
}

/**
 * yx_tool_walkthrough:
 * @options: how many, whom, where
 *
 * `yinxinctl walkthrough`: everything from registration to the verified document, by made-up people.
 *
 * Returns: the exit status: 0 done, 1 a step failed and is named or employees were left out, 2 the state does not fit the options
 */
int
yx_tool_walkthrough (const YxToolWalkthroughOptions *options)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YxToolWalk) walk = NULL;

  if (!yx_crypto_init ())
    {
      fprintf (stderr, "yinxinctl: %s\n", _("OpenSSL has no secure memory to give"));
      return YX_TOOL_FAILED;
    }
  walk = yx_tool_walk_new (options, &error);
  if (walk == NULL)
    {
      fprintf (stderr, "yinxinctl: %s\n", error->message);
      return error->domain == G_OPTION_ERROR ? YX_TOOL_USAGE : YX_TOOL_FAILED;
    }
  if (!take_all (walk))
    return YX_TOOL_FAILED;
  if (walk_through (walk, &error))
    return finish (walk);
  fprintf (stderr, _("yinxinctl: failed at “%s”: %s\n"), _(walk->step), error->message);
  return YX_TOOL_FAILED;
}
