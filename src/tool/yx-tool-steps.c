/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tool/yx-tool-steps.h"

#include <glib/gi18n-lib.h>

/* One kind of step. */
typedef struct
{
  char *name;
  GArray *samples; /* (owned) of gint64, microseconds */
  gint64 scrypt;   /* microseconds of all samples */
  gint64 wall;     /* microseconds from the first's beginning to the last's end, 0: their sum */
} Step;

struct _YxToolSteps
{
  GMutex mutex;
  GPtrArray *list; /* (owned) of Step, in the order in which they began */
};

static void
free_step (gpointer data)
{
  Step *step = data;

  g_free (step->name);
  g_array_unref (step->samples);
  g_free (step);
}

/**
 * yx_tool_steps_new:
 *
 * Returns: (transfer full): no steps yet
 */
YxToolSteps *
yx_tool_steps_new (void)
{
  YxToolSteps *steps = g_new0 (YxToolSteps, 1);

  g_mutex_init (&steps->mutex);
  steps->list = g_ptr_array_new_with_free_func (free_step);
  return steps;
}

/**
 * yx_tool_steps_free:
 * @steps: (transfer full): steps
 */
void
yx_tool_steps_free (YxToolSteps *steps)
{
  g_ptr_array_unref (steps->list);
  g_mutex_clear (&steps->mutex);
  g_free (steps);
}

static Step *
find_or_make (YxToolSteps *steps, const char *name)
{
  Step *step;

  for (guint i = 0; i < steps->list->len; i++)
    {
      step = steps->list->pdata[i];
      if (g_str_equal (step->name, name))
        return step;
    }
  step = g_new0 (Step, 1);
  step->name = g_strdup (name);
  step->samples = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_ptr_array_add (steps->list, step);
  return step;
}

/**
 * yx_tool_steps_add:
 * @steps: steps
 * @name: which step, in English; shown translated
 * @microseconds: how long it took once
 * @scrypt: how much of that went into deriving keys from passwords here
 */
void
yx_tool_steps_add (YxToolSteps *steps, const char *name, gint64 microseconds, gint64 scrypt)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&steps->mutex);
  Step *step = find_or_make (steps, name);

  g_array_append_val (step->samples, microseconds);
  step->scrypt += scrypt;
}

/**
 * yx_tool_steps_scrypt:
 * @steps: steps
 * @name: a step
 * @microseconds: scrypt that belongs to the step as a whole rather than to one of its samples
 */
void
yx_tool_steps_scrypt (YxToolSteps *steps, const char *name, gint64 microseconds)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&steps->mutex);

  find_or_make (steps, name)->scrypt += microseconds;
}

/**
 * yx_tool_steps_wall:
 * @steps: steps
 * @name: a step that was done several times at once
 * @microseconds: how long all of it took by the clock
 */
void
yx_tool_steps_wall (YxToolSteps *steps, const char *name, gint64 microseconds)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&steps->mutex);

  find_or_make (steps, name)->wall = microseconds;
}

static gint64
total (const Step *step)
{
  gint64 sum = 0;

  for (guint i = 0; i < step->samples->len; i++)
    sum += g_array_index (step->samples, gint64, i);
  return step->wall > 0 ? step->wall : sum;
}

static int
compare (gconstpointer a, gconstpointer b)
{
  gint64 x = *(const gint64 *) a;
  gint64 y = *(const gint64 *) b;

  return x < y ? -1 : x > y;
}

static GArray *
sorted (const Step *step)
{
  GArray *copy = g_array_copy (step->samples);

  g_array_sort (copy, compare);
  return copy;
}

static gint64
median (const GArray *ordered)
{
  guint n = ordered->len;

  if (n == 0)
    return 0;
  return (g_array_index (ordered, gint64, (n - 1) / 2) + g_array_index (ordered, gint64, n / 2)) / 2;
}

static gint64
largest (const GArray *ordered)
{
  return ordered->len == 0 ? 0 : g_array_index (ordered, gint64, ordered->len - 1);
}

static double
in_ms (gint64 microseconds)
{
  return (double) microseconds / 1000;
}

/**
 * yx_tool_steps_line:
 * @steps: steps
 * @name: one that was done
 *
 * Returns: (transfer full): a line with its time in milliseconds, and one with scrypt's share where there is
 */
char *
yx_tool_steps_line (YxToolSteps *steps, const char *name)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&steps->mutex);
  Step *step = find_or_make (steps, name);
  GString *line = g_string_new (NULL);

  g_string_append_printf (line, "%9.1f ms  %s", in_ms (total (step)), _(step->name));
  if (step->samples->len > 1)
    g_string_append_printf (line, " (%u)", step->samples->len);
  g_string_append_c (line, '\n');
  if (step->scrypt > 0)
    g_string_append_printf (line, "%9.1f ms    %s\n", in_ms (step->scrypt), _("of it scrypt, summed over all"));
  return g_string_free (line, FALSE);
}

/**
 * yx_tool_steps_table:
 * @steps: steps
 *
 * Returns: (transfer full): a table of count, total, median and largest time of each step
 */
char *
yx_tool_steps_table (YxToolSteps *steps)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&steps->mutex);
  GString *table = g_string_new (NULL);

  g_string_append_printf (table, "%6s %12s %12s %12s   %s\n", "n", "total ms", "median ms", "max ms", _("step"));
  for (guint i = 0; i < steps->list->len; i++)
    {
      const Step *step = steps->list->pdata[i];
      g_autoptr (GArray) ordered = sorted (step);

      g_string_append_printf (table, "%6u %12.1f %12.1f %12.1f   %s\n", step->samples->len, in_ms (total (step)),
                              in_ms (median (ordered)), in_ms (largest (ordered)), _(step->name));
    }
  return g_string_free (table, FALSE);
}

/**
 * yx_tool_steps_json:
 * @steps: steps
 *
 * Returns: (transfer full): a list of objects `{"name","count","total_ms","median_ms","max_ms","scrypt_ms"}`
 */
JsonNode *
yx_tool_steps_json (YxToolSteps *steps)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&steps->mutex);
  JsonArray *list = json_array_new ();
  JsonNode *node = json_node_new (JSON_NODE_ARRAY);

  for (guint i = 0; i < steps->list->len; i++)
    {
      const Step *step = steps->list->pdata[i];
      g_autoptr (GArray) ordered = sorted (step);
      JsonObject *object = json_object_new ();

      json_object_set_string_member (object, "name", step->name);
      json_object_set_int_member (object, "count", step->samples->len);
      json_object_set_double_member (object, "total_ms", in_ms (total (step)));
      json_object_set_double_member (object, "median_ms", in_ms (median (ordered)));
      json_object_set_double_member (object, "max_ms", in_ms (largest (ordered)));
      json_object_set_double_member (object, "scrypt_ms", in_ms (step->scrypt));
      json_array_add_object_element (list, object);
    }
  json_node_take_array (node, list);
  return node;
}
