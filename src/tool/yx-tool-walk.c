/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tool/yx-tool-walk.h"

#include <unistd.h>

#include "base/yx-clock.h"
#include "base/yx-files.h"
#include "base/yx-workers.h"
#include "crypto/yx-digest.h"
#include "flow/yx-flow-account.h"

#define THREADS 2
#define HALL_NAME "印信样例网厅"

/* One employee's turn at a step. */
typedef struct
{
  YxToolWalk *walk;
  YxToolEmployee *employee;
  YxToolEmployeeFunc func;
  gint *failed; /* atomic; the turns share it */
  GError *error;
} Turn;

static void
free_employee (gpointer data)
{
  YxToolEmployee *employee = data;

  g_clear_pointer (&employee->desk, yx_sample_desk_free);
  g_free (employee->filing);
  g_free (employee->document);
  g_free (employee);
}

static gboolean
read_strokes (YxToolWalk *walk, GError **error)
{
  const char *path = walk->options->strokes;
  g_autoptr (GError) local = NULL;
  g_autoptr (GBytes) json = NULL;

  if (path == NULL)
    return TRUE;
  json = yx_file_read (path, YX_STROKES_MAX_BYTES, &local);
  walk->strokes = json != NULL ? yx_strokes_parse (json, &local) : NULL;
  if (walk->strokes == NULL)
    g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, "--strokes %s: %s", path, local->message);
  return walk->strokes != NULL;
}

static gboolean
open_state (YxToolWalk *walk, GBytes *employees, GError **error)
{
  guint8 digest[YX_SHA256_SIZE];
  g_autofree char *hex = NULL;

  if (employees != NULL)
    {
      yx_sha256 (g_bytes_get_data (employees, NULL), g_bytes_get_size (employees), digest);
      hex = yx_hex (digest, sizeof digest);
    }
  walk->state = yx_tool_state_open (walk->options, hex, error);
  return walk->state != NULL;
}

/* Those whom the file names, judged as on the first day, so that a restart finds the same ones. */
static gboolean
read_people (YxToolWalk *walk, GBytes *bytes, GError **error)
{
  YxDate today = walk->state->today != 0 ? walk->state->today : yx_date_from_instant (yx_clock_now (yx_clock_system ()));

  walk->given = yx_tool_employees_read (bytes, today, error);
  if (walk->given == NULL)
    return FALSE;
  walk->people = g_ptr_array_ref (walk->given->people);
  return TRUE;
}

static gboolean
find_people (YxToolWalk *walk, GError **error)
{
  const char *path = walk->options->employees;
  g_autoptr (GBytes) bytes = NULL;

  if (path != NULL)
    {
      bytes = yx_file_read (path, YX_CSV_MAX_SIZE, error);
      if (bytes == NULL || !open_state (walk, bytes, error))
        return FALSE;
      if (read_people (walk, bytes, error))
        return TRUE;
      g_prefix_error (error, "%s: ", path);
      return FALSE;
    }
  if (!open_state (walk, NULL, error))
    return FALSE;
  walk->people = yx_sample_people_new (walk->state->seed, (guint) walk->state->count);
  return TRUE;
}

/**
 * yx_tool_walk_new:
 * @options: what was asked for; must outlive the walkthrough
 *
 * Returns: (transfer full) (nullable): a walkthrough with its people and state
 */
YxToolWalk *
yx_tool_walk_new (const YxToolWalkthroughOptions *options, GError **error)
{
  g_autoptr (YxToolWalk) walk = g_new0 (YxToolWalk, 1);

  walk->options = options;
  walk->steps = yx_tool_steps_new ();
  walk->employees = g_ptr_array_new_with_free_func (free_employee);
  if (!read_strokes (walk, error) || !find_people (walk, error))
    return NULL;
  walk->enterprise = yx_sample_enterprise_new (walk->state->seed, walk->state->salt);
  for (guint i = 0; i < walk->people->len; i++)
    {
      YxToolEmployee *employee = g_new0 (YxToolEmployee, 1);

      employee->person = walk->people->pdata[i];
      employee->filing = yx_tool_state_id (walk->state, "fil", i + 1);
      g_ptr_array_add (walk->employees, employee);
    }
  return g_steal_pointer (&walk);
}

/**
 * yx_tool_walk_free:
 * @walk: (transfer full): a walkthrough; its own hall ends with it
 */
void
yx_tool_walk_free (YxToolWalk *walk)
{
  g_clear_pointer (&walk->employees, g_ptr_array_unref);
  g_clear_pointer (&walk->desk, yx_sample_desk_free);
  g_clear_pointer (&walk->seal, yx_seal_unref);
  g_clear_pointer (&walk->strokes, yx_strokes_unref);
  g_clear_pointer (&walk->own_hall, yx_local_hall_free);
  g_clear_pointer (&walk->own_codes, yx_code_source_unref);
  g_clear_pointer (&walk->people, g_ptr_array_unref);
  g_clear_pointer (&walk->given, yx_tool_employees_free);
  g_clear_pointer (&walk->enterprise, yx_sample_enterprise_free);
  g_clear_pointer (&walk->steps, yx_tool_steps_free);
  g_clear_pointer (&walk->state, yx_tool_state_free);
  g_free (walk);
}

/**
 * yx_tool_walk_sample:
 * @walk: a walkthrough
 * @name: (nullable): what was done; %NULL: the step that is being done
 * @since: the monotonic time at which it began
 * @scrypt: microseconds of it that went into scrypt here
 */
void
yx_tool_walk_sample (YxToolWalk *walk, const char *name, gint64 since, gint64 scrypt)
{
  if (name == NULL)
    g_atomic_int_set (&walk->sampled, TRUE);
  yx_tool_steps_add (walk->steps, name != NULL ? name : walk->step, g_get_monotonic_time () - since, scrypt);
}

static void
take_turn (gpointer data)
{
  Turn *turn = data;

  if (g_atomic_int_get (turn->failed))
    return;
  if (!turn->func (turn->walk, turn->employee, &turn->error))
    g_atomic_int_set (turn->failed, TRUE);
}

/**
 * yx_tool_walk_each:
 * @walk: a walkthrough
 * @func: what each employee does; two at a time
 *
 * Returns: whether all did it; else the error of the first who didn't
 */
gboolean
yx_tool_walk_each (YxToolWalk *walk, YxToolEmployeeFunc func, GError **error)
{
  guint n = walk->employees->len;
  g_autofree Turn *turns = g_new0 (Turn, n);
  gint failed = FALSE;
  g_autoptr (YxWorkers) workers = yx_workers_new ("employees", THREADS, MAX (n, 1));
  gboolean all = TRUE;

  for (guint i = 0; i < n; i++)
    {
      turns[i] = (Turn){ walk, walk->employees->pdata[i], func, &failed, NULL };
      if (!yx_workers_run (workers, take_turn, &turns[i], NULL, &turns[i].error))
        g_atomic_int_set (&failed, TRUE);
    }
  g_clear_pointer (&workers, yx_workers_free);
  for (guint i = 0; i < n; i++)
    {
      if (turns[i].error != NULL && all)
        {
          g_propagate_prefixed_error (error, g_steal_pointer (&turns[i].error), "employee %u: ", i + 1);
          all = FALSE;
        }
      g_clear_error (&turns[i].error);
    }
  return all;
}

/**
 * yx_tool_walk_file:
 * @walk: a walkthrough
 * @employee: one of its employees
 *
 * Returns: (transfer full): where their contract goes: `001-李想.pdf`
 */
char *
yx_tool_walk_file (YxToolWalk *walk, const YxToolEmployee *employee)
{
  guint number = 0;

  g_ptr_array_find (walk->employees, employee, &number);
  return g_strdup_printf ("%s/%03u-%s.pdf", walk->options->out, number + 1, employee->person->name);
}

static YxSampleDesk *
take_desk (YxToolWalk *walk, guint index, const char *phone, GError **error)
{
  YxToolState *state = walk->state;
  g_autofree char *name = g_strdup_printf ("client/%u.db", index);
  g_autofree char *path = yx_tool_state_path (state, name);
  g_autofree char *certificate = yx_tool_state_id (state, "crt", index);
  g_autoptr (YxSecret) password = yx_tool_password ("account", state->seed, phone);
  g_autoptr (YxSecret) certificate_password = yx_tool_password ("certificate", state->seed, phone);
  const YxSampleWho who = { .phone = phone, .password = password, .certificate_password = certificate_password,
                            .certificate = certificate, .path = path, .key = state->key };

  return yx_sample_desk_new (&walk->hall, &who, error);
}

static gboolean
open_codes (YxToolWalk *walk, GError **error)
{
  const char *codes = walk->options->codes;

  walk->own_codes = g_str_equal (codes, "-") ? yx_code_source_new_stream (dup (STDIN_FILENO))
                                             : yx_code_source_new_file (codes, error);
  walk->hall = (YxSampleWay){ walk->options->hall, walk->options->ca, walk->own_codes };
  return walk->own_codes != NULL;
}

/**
 * yx_tool_walk_start_hall:
 * @walk: a walkthrough
 *
 * Starts the hall of its own, or asks the one that was named who it is; then the enterprise takes its seat.
 *
 * Returns: whether the hall answers
 */
gboolean
yx_tool_walk_start_hall (YxToolWalk *walk, GError **error)
{
  g_autofree char *folder = yx_tool_state_path (walk->state, "hall");
  gint64 now;

  if (walk->options->hall != NULL)
    {
      if (!open_codes (walk, error))
        return FALSE;
    }
  else
    {
      walk->own_hall = yx_local_hall_start (folder, HALL_NAME, NULL, error);
      if (walk->own_hall == NULL)
        return FALSE;
      walk->hall = (YxSampleWay){ yx_local_hall_url (walk->own_hall), NULL, yx_local_hall_codes (walk->own_hall) };
    }
  walk->desk = take_desk (walk, 0, walk->enterprise->head->phone, error);
  if (walk->desk == NULL)
    return FALSE;
  now = yx_connection_hall_now (walk->desk->actor->connection, NULL, error);
  return now >= 0 && yx_tool_state_begin (walk->state, yx_date_from_instant (now), error);
}

static gboolean
enter_person (YxToolWalk *walk, YxToolEmployee *employee, GError **error)
{
  g_autoptr (YxPersonRegistration) registration = yx_sample_person_registration (employee->person);
  gint64 start = g_get_monotonic_time ();
  g_autofree char *account = NULL;
  guint number = 0;

  g_ptr_array_find (walk->employees, employee, &number);
  account = yx_tool_state_id (walk->state, "acc", number + 1);
  employee->desk = take_desk (walk, number + 1, employee->person->phone, error);
  if (employee->desk == NULL
      || !yx_sample_desk_enter (employee->desk, YX_ACCOUNT_PERSON, employee->person->phone, account, registration, error))
    return FALSE;
  yx_tool_walk_sample (walk, NULL, start, 0);
  return TRUE;
}

/**
 * yx_tool_walk_enter_people:
 * @walk: a walkthrough
 *
 * Returns: whether every employee is registered and signed in
 */
gboolean
yx_tool_walk_enter_people (YxToolWalk *walk, GError **error)
{
  return yx_tool_walk_each (walk, enter_person, error);
}

static gboolean
activate_person (YxToolWalk *walk, YxToolEmployee *employee, GError **error)
{
  gint64 start = g_get_monotonic_time ();
  gint64 scrypt = employee->desk->actor->scrypt;

  if (!yx_sample_desk_activate (employee->desk, error))
    return FALSE;
  yx_tool_walk_sample (walk, NULL, start, employee->desk->actor->scrypt - scrypt);
  return TRUE;
}

/**
 * yx_tool_walk_activate_people:
 * @walk: a walkthrough
 *
 * Returns: whether every employee has a certificate
 */
gboolean
yx_tool_walk_activate_people (YxToolWalk *walk, GError **error)
{
  return yx_tool_walk_each (walk, activate_person, error);
}

static gboolean
leave (YxToolWalk *walk, YxToolEmployee *employee, GError **error)
{
  if (!yx_flow_sign_out (employee->desk->actor, NULL, error))
    return FALSE;
  g_clear_pointer (&employee->desk, yx_sample_desk_free);
  return TRUE;
}

/**
 * yx_tool_walk_stop_hall:
 * @walk: a walkthrough
 *
 * Everybody signs out; a hall of its own is stopped.
 *
 * Returns: whether it ended in order
 */
gboolean
yx_tool_walk_stop_hall (YxToolWalk *walk, GError **error)
{
  if (!yx_tool_walk_each (walk, leave, error) || !yx_flow_sign_out (walk->desk->actor, NULL, error))
    return FALSE;
  g_clear_pointer (&walk->desk, yx_sample_desk_free);
  if (walk->own_hall == NULL)
    return TRUE;
  walk->peak_memory = yx_local_hall_peak_memory (walk->own_hall);
  return yx_local_hall_stop (walk->own_hall, error);
}
