/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "base/yx-clock.h"
#include "base/yx-files.h"
#include "flow/yx-flow-act.h"
#include "flow/yx-flow-certificate.h"
#include "flow/yx-flow-download.h"
#include "flow/yx-flow-sign.h"
#include "flow/yx-flow-verify.h"
#include "tool/yx-tool-walk.h"

#define MAX_DOCUMENT (32 * 1024 * 1024)
#define PARTIES 2

static GBytes *
draw_mark (YxToolWalk *walk, YxToolEmployee *employee, GError **error)
{
  guint number = 0;

  g_ptr_array_find (walk->employees, employee, &number);
  return yx_sample_mark (walk->strokes, walk->state->seed, number, error);
}

static gboolean
unlock_and_sign (YxToolWalk *walk, YxToolEmployee *employee, YxHeldDocument *held, GBytes *mark, GError **error)
{
  YxActor *actor = employee->desk->actor;
  const YxSigning signing = { .document = employee->document, .held = held, .mark = mark };
  g_autoptr (YxRevision) revision = NULL;
  gint64 start = g_get_monotonic_time ();
  gint64 scrypt = actor->scrypt;

  if (!yx_sample_desk_unlock (employee->desk, YX_CODE_SIGNING, error))
    return FALSE;
  yx_tool_walk_sample (walk, N_ ("employee's keys unlocked"), start, actor->scrypt - scrypt);
  start = g_get_monotonic_time ();
  revision = yx_flow_sign (actor, &signing, NULL, error);
  yx_flow_lock (actor);
  if (revision == NULL)
    return FALSE;
  yx_tool_walk_sample (walk, N_ ("contract signed and taken by the hall"), start, 0);
  return TRUE;
}

static gboolean
sign_contract (YxToolWalk *walk, YxToolEmployee *employee, GError **error)
{
  gint64 start = g_get_monotonic_time ();
  gint64 scrypt = employee->desk->actor->scrypt;
  g_autoptr (YxHeldDocument) held = NULL;
  g_autoptr (YxDocument) consented = NULL;
  g_autoptr (GBytes) mark = NULL;

  if (!yx_flow_send_signed (employee->desk->actor, employee->document, NULL, error))
    return FALSE;
  held = yx_flow_document (employee->desk->actor, employee->document, NULL, error);
  if (held == NULL)
    return FALSE;
  if (held->record->state != YX_DOCUMENT_TO_SIGN)
    return TRUE;
  yx_tool_walk_sample (walk, N_ ("contract fetched, judged and read"), start, 0);
  consented = yx_flow_consent (employee->desk->actor, held->record, NULL, NULL, error);
  mark = consented != NULL ? draw_mark (walk, employee, error) : NULL;
  if (mark == NULL || !unlock_and_sign (walk, employee, held, mark, error))
    return FALSE;
  yx_tool_walk_sample (walk, NULL, start, employee->desk->actor->scrypt - scrypt);
  return TRUE;
}

/**
 * yx_tool_walk_sign_contracts:
 * @walk: a walkthrough
 *
 * Returns: whether every employee has read and signed their contract
 */
gboolean
yx_tool_walk_sign_contracts (YxToolWalk *walk, GError **error)
{
  return yx_tool_walk_each (walk, sign_contract, error);
}

/* Both parties must hold the same document. */
static gboolean
compare_copy (YxToolEmployee *employee, const char *path, GError **error)
{
  g_autoptr (YxHeldDocument) held = yx_flow_document (employee->desk->actor, employee->document, NULL, error);
  g_autoptr (GBytes) file = held != NULL ? yx_file_read (path, MAX_DOCUMENT, error) : NULL;

  if (file == NULL)
    return FALSE;
  if (g_bytes_equal (file, held->bytes))
    return TRUE;
  g_set_error (error, YX_FLOW_ERROR, YX_FLOW_ERROR_DAMAGED, "%s: the employee has another document than the enterprise", path);
  return FALSE;
}

static gboolean
take_copies (YxToolWalk *walk, YxToolEmployee *employee, GError **error)
{
  g_autofree char *path = yx_tool_walk_file (walk, employee);
  gint64 start = g_get_monotonic_time ();

  if (!yx_flow_download (walk->desk->actor, employee->document, path, NULL, error)
      || !compare_copy (employee, path, error))
    return FALSE;
  yx_tool_walk_sample (walk, NULL, start, 0);
  return TRUE;
}

/**
 * yx_tool_walk_download:
 * @walk: a walkthrough
 *
 * Both parties fetch every document; it is left in the output folder, with the hall's root.
 *
 * Returns: whether both have the same
 */
gboolean
yx_tool_walk_download (YxToolWalk *walk, GError **error)
{
  g_autofree char *root = g_build_filename (walk->options->out, "root.pem", NULL);
  GBytes *trust = walk->desk->actor->trust;

  return yx_file_write (root, g_bytes_get_data (trust, NULL), g_bytes_get_size (trust), 0644, error)
         && yx_tool_walk_each (walk, take_copies, error);
}

static gboolean
check_verdict (YxVerdict *verdict, GError **error)
{
  guint parties = 0;
  guint timestamps = 0;

  for (guint i = 0; i < verdict->signatures->len; i++)
    {
      const YxVerdictSignature *signature = verdict->signatures->pdata[i];

      timestamps += signature->timestamp ? 1 : 0;
      parties += signature->timestamp ? 0 : 1;
    }
  if (verdict->status == YX_VERDICT_PASSED && parties == PARTIES && timestamps == 1)
    return TRUE;
  g_set_error (error, YX_FLOW_ERROR, YX_FLOW_ERROR_REFUSED, "%s: %s, with %u signatures and %u timestamps", verdict->file,
               yx_verdict_status_nick (verdict->status), parties, timestamps);
  return FALSE;
}

static gboolean
verify_copy (YxToolWalk *walk, YxToolEmployee *employee, GError **error)
{
  g_autofree char *path = yx_tool_walk_file (walk, employee);
  gint64 start = g_get_monotonic_time ();
  g_autoptr (YxVerdict) verdict
    = yx_flow_verify (path, walk->desk->actor->trust, yx_clock_now (yx_clock_system ()), NULL, error);

  if (verdict == NULL || !check_verdict (verdict, error))
    return FALSE;
  yx_tool_walk_sample (walk, NULL, start, 0);
  return TRUE;
}

/**
 * yx_tool_walk_verify:
 * @walk: a walkthrough
 *
 * Returns: whether every document passes with the hall's root: two parties and a timestamp
 */
gboolean
yx_tool_walk_verify (YxToolWalk *walk, GError **error)
{
  return yx_tool_walk_each (walk, verify_copy, error);
}
