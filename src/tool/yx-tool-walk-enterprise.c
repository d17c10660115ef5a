/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "flow/yx-flow-account.h"
#include "flow/yx-flow-certificate.h"
#include "flow/yx-flow-filing.h"
#include "flow/yx-flow-seal.h"
#include "flow/yx-flow-sign.h"
#include "flow/yx-flow-watch.h"
#include "tool/yx-tool-walk.h"

#define WAIT_SECONDS 300

/**
 * yx_tool_walk_enter_enterprise:
 * @walk: a walkthrough
 *
 * Returns: whether the enterprise is registered and signed in
 */
gboolean
yx_tool_walk_enter_enterprise (YxToolWalk *walk, GError **error)
{
  g_autoptr (YxEnterpriseRegistration) registration = yx_sample_enterprise_registration (walk->enterprise);
  g_autofree char *account = yx_tool_state_id (walk->state, "acc", 0);
  g_autofree char *id = yx_tool_state_id (walk->state, "ent", 0);

  yx_record_set_text (registration, "account", account);
  return yx_sample_desk_enter (walk->desk, YX_ACCOUNT_ENTERPRISE, walk->enterprise->login, id, registration, error);
}

/**
 * yx_tool_walk_activate_enterprise:
 * @walk: a walkthrough
 *
 * Returns: whether the enterprise account has its certificate
 */
gboolean
yx_tool_walk_activate_enterprise (YxToolWalk *walk, GError **error)
{
  gint64 start = g_get_monotonic_time ();
  gint64 scrypt = walk->desk->actor->scrypt;

  if (!yx_sample_desk_activate (walk->desk, error))
    return FALSE;
  yx_tool_walk_sample (walk, NULL, start, walk->desk->actor->scrypt - scrypt);
  return TRUE;
}

/**
 * yx_tool_walk_make_seal:
 * @walk: a walkthrough
 *
 * Returns: whether the enterprise has its 单位公章
 */
gboolean
yx_tool_walk_make_seal (YxToolWalk *walk, GError **error)
{
  g_autofree char *id = yx_tool_state_id (walk->state, "sea", 0);
  g_autofree char *label = yx_flow_seal_label (walk->enterprise->name, YX_SEAL_UNIT);
  g_autoptr (GError) local = NULL;

  walk->seal = yx_flow_valid_seal (walk->desk->actor, YX_SEAL_UNIT, NULL, &local);
  if (walk->seal == NULL && local == NULL)
    walk->seal = yx_flow_make_seal (walk->desk->actor, id, YX_SEAL_UNIT, label, NULL, &local);
  if (local != NULL)
    g_propagate_error (error, g_steal_pointer (&local));
  return walk->seal != NULL;
}

static gboolean
file_contract (YxToolWalk *walk, YxToolEmployee *employee, GError **error)
{
  YxActor *actor = walk->desk->actor;
  g_autoptr (YxFiling) filing = yx_sample_person_filing (employee->person, walk->enterprise, walk->state->today);
  g_autoptr (YxFiling) sent = NULL;
  gint64 start = g_get_monotonic_time ();

  if (yx_flow_queue_filing (actor, yx_actor_scope (actor), employee->filing, filing, walk->state->today, error))
    sent = yx_flow_send_filing (actor, employee->filing, NULL, error);
  if (sent == NULL)
    return FALSE;
  yx_tool_walk_sample (walk, NULL, start, 0);
  return TRUE;
}

/**
 * yx_tool_walk_file_contracts:
 * @walk: a walkthrough
 *
 * Returns: whether the hall has a filing for every employee
 */
gboolean
yx_tool_walk_file_contracts (YxToolWalk *walk, GError **error)
{
  return yx_tool_walk_each (walk, file_contract, error);
}

static YxToolEmployee *
find_filing (YxToolWalk *walk, const char *id)
{
  for (guint i = 0; i < walk->employees->len; i++)
    {
      YxToolEmployee *employee = walk->employees->pdata[i];

      if (g_strcmp0 (employee->filing, id) == 0)
        return employee;
    }
  return NULL;
}

static gboolean
contracts_there (gpointer data, gboolean *done, GCancellable *cancellable, GError **error)
{
  YxToolWalk *walk = data;
  g_autoptr (GPtrArray) filings = yx_flow_filings (walk->desk->actor, cancellable, error);
  guint there = 0;

  for (guint i = 0; filings != NULL && i < filings->len; i++)
    {
      const YxFiling *filing = filings->pdata[i];
      YxToolEmployee *employee = find_filing (walk, filing->id);

      if (employee == NULL || filing->document == NULL)
        continue;
      g_free (employee->document);
      employee->document = g_strdup (filing->document);
      there++;
    }
  *done = there == walk->employees->len;
  return filings != NULL;
}

/**
 * yx_tool_walk_await_contracts:
 * @walk: a walkthrough
 *
 * Returns: whether every contract is drawn up
 */
gboolean
yx_tool_walk_await_contracts (YxToolWalk *walk, GError **error)
{
  return yx_flow_await (walk->desk->actor, contracts_there, walk, WAIT_SECONDS, NULL, error);
}

static gboolean
is_ours (YxToolWalk *walk, const char *document)
{
  for (guint i = 0; i < walk->employees->len; i++)
    if (g_strcmp0 (((YxToolEmployee *) walk->employees->pdata[i])->document, document) == 0)
      return TRUE;
  return FALSE;
}

/* The contracts of this walkthrough that are in that state. */
static GPtrArray *
in_state (YxToolWalk *walk, YxDocumentState state, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) all = yx_flow_documents (walk->desk->actor, cancellable, error);
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func (g_free);

  if (all == NULL)
    return NULL;
  for (guint i = 0; i < all->len; i++)
    {
      const YxDocument *document = all->pdata[i];

      if (document->state == (int) state && is_ours (walk, document->id))
        g_ptr_array_add (found, g_strdup (document->id));
    }
  return g_steal_pointer (&found);
}

static gboolean
send_left (YxToolWalk *walk, GError **error)
{
  for (guint i = 0; i < walk->employees->len; i++)
    {
      const YxToolEmployee *employee = walk->employees->pdata[i];

      if (!yx_flow_send_signed (walk->desk->actor, employee->document, NULL, error))
        return FALSE;
    }
  return TRUE;
}

/* What the last result took; called after each. */
typedef struct
{
  YxToolWalk *walk;
  gint64 start;
} Sealing;

static void
note_sealed (guint done, guint all, const YxSigningResult *result, gpointer data)
{
  Sealing *sealing = data;

  yx_tool_walk_sample (sealing->walk, NULL, sealing->start, 0);
  sealing->start = g_get_monotonic_time ();
}

static gboolean
seal_all (YxToolWalk *walk, GPtrArray *documents, GError **error)
{
  Sealing sealing = { walk, g_get_monotonic_time () };
  g_autoptr (GPtrArray) results
    = yx_flow_seal_many (walk->desk->actor, documents, walk->seal, note_sealed, &sealing, NULL);

  for (guint i = 0; i < results->len; i++)
    {
      YxSigningResult *result = results->pdata[i];

      if (result->error == NULL)
        continue;
      g_propagate_prefixed_error (error, g_steal_pointer (&result->error), "%s: ", result->document);
      return FALSE;
    }
  return TRUE;
}

/**
 * yx_tool_walk_seal_contracts:
 * @walk: a walkthrough
 *
 * One code and one unlocking for all contracts that are to be sealed.
 *
 * Returns: whether all are sealed
 */
gboolean
yx_tool_walk_seal_contracts (YxToolWalk *walk, GError **error)
{
  g_autoptr (GPtrArray) documents = NULL;
  gint64 start = g_get_monotonic_time ();
  gint64 scrypt = walk->desk->actor->scrypt;
  gboolean sealed;

  if (!send_left (walk, error))
    return FALSE;
  documents = in_state (walk, YX_DOCUMENT_TO_SEAL, NULL, error);
  if (documents == NULL || documents->len == 0)
    return documents != NULL;
  if (!yx_sample_desk_unlock (walk->desk, YX_CODE_SEAL_VISIT, error))
    return FALSE;
  yx_tool_walk_sample (walk, N_ ("enterprise's keys unlocked"), start, walk->desk->actor->scrypt - scrypt);
  yx_tool_steps_scrypt (walk->steps, walk->step, walk->desk->actor->scrypt - scrypt);
  sealed = seal_all (walk, documents, error);
  yx_flow_lock (walk->desk->actor);
  return sealed;
}

static gboolean
all_complete (gpointer data, gboolean *done, GCancellable *cancellable, GError **error)
{
  YxToolWalk *walk = data;
  g_autoptr (GPtrArray) documents = in_state (walk, YX_DOCUMENT_COMPLETE, cancellable, error);

  *done = documents != NULL && documents->len == walk->employees->len;
  return documents != NULL;
}

/**
 * yx_tool_walk_await_complete:
 * @walk: a walkthrough
 *
 * Returns: whether every contract bears its timestamp
 */
gboolean
yx_tool_walk_await_complete (YxToolWalk *walk, GError **error)
{
  return yx_flow_await (walk->desk->actor, all_complete, walk, WAIT_SECONDS, NULL, error);
}
