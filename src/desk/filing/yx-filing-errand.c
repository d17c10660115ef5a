/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/filing/yx-filing-errand.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/yx-json.h"
#include "flow/yx-flow-filing.h"

#define ENTERPRISE_FACT "filing.enterprise"
#define REMEMBERED_FACT "filing.remembered"

/**
 * yx_filing_opened_free:
 * @opened: (transfer full): what was found
 */
void
yx_filing_opened_free (YxFilingOpened *opened)
{
  g_clear_pointer (&opened->enterprise, yx_enterprise_unref);
  g_clear_pointer (&opened->remembered, json_node_unref);
  g_clear_pointer (&opened->kept, json_node_unref);
  g_clear_pointer (&opened->returned, yx_filing_unref);
  g_clear_pointer (&opened->drafts, g_ptr_array_unref);
  g_free (opened->id);
  g_free (opened);
}

/**
 * yx_filing_errand_new:
 * @seat: who goes on it
 * @id: a draft's, or empty
 *
 * Returns: (transfer full): an errand
 */
YxFilingErrand *
yx_filing_errand_new (YxSeat *seat, const char *id)
{
  YxFilingErrand *errand = g_new0 (YxFilingErrand, 1);
  YxMirror *mirror = yx_seat_get_mirror (seat);

  errand->id = g_strdup (id);
  errand->mirror = mirror != NULL ? yx_mirror_ref (mirror) : NULL;
  return errand;
}

/**
 * yx_filing_errand_free:
 * @errand: (transfer full): an errand
 */
void
yx_filing_errand_free (gpointer errand)
{
  YxFilingErrand *self = errand;

  g_free (self->id);
  g_free (self->title);
  g_clear_pointer (&self->body, json_node_unref);
  g_clear_pointer (&self->remembered, json_node_unref);
  g_clear_pointer (&self->filing, yx_filing_unref);
  g_clear_pointer (&self->mirror, yx_mirror_unref);
  g_free (self);
}

/**
 * yx_filing_sent_free:
 * @sent: (transfer full): what became of it
 */
void
yx_filing_sent_free (YxFilingSent *sent)
{
  g_clear_pointer (&sent->filing, yx_filing_unref);
  g_free (sent);
}

static gboolean
keep_fact (YxActor *actor, const char *name, JsonNode *node, GError **error)
{
  char *text = yx_json_write (node);
  g_autoptr (GBytes) fact = g_bytes_new_take (text, strlen (text));

  return yx_local_store_keep (actor->store, name, fact, error);
}

/* The list of contracts has the drafts, too. Where it can't be brought up to date they are in the store all the same. */
static void
show_drafts (const YxFilingErrand *errand)
{
  g_autoptr (GError) error = NULL;

  if (errand->mirror != NULL && !yx_mirror_show_drafts (errand->mirror, &error))
    g_debug ("The drafts are not shown: %s", error->message);
}

/* A fact that can't be read is as good as none: all of them are conveniences. */
static JsonNode *
read_fact (YxActor *actor, const char *name)
{
  const YxJsonLimits limits = { 0 };
  g_autoptr (GBytes) fact = yx_local_store_kept (actor->store, name, NULL);

  return fact != NULL ? yx_json_parse (g_bytes_get_data (fact, NULL), g_bytes_get_size (fact), &limits, NULL) : NULL;
}

/* The enterprise as the hall has it, or as it was when the hall last answered. */
static YxEnterprise *
find_enterprise (YxActor *actor, GCancellable *cancellable)
{
  const YxCall call = { .endpoint = YX_API_ENTERPRISE_GET, .parameters = { actor->session->enterprise } };
  g_autoptr (JsonNode) node = NULL;
  YxEnterprise *enterprise = yx_connection_call (actor->connection, &call, cancellable, NULL);

  if (enterprise != NULL)
    {
      node = yx_record_to_json (enterprise, YX_ANSWER);
      (void) keep_fact (actor, ENTERPRISE_FACT, node, NULL);
      return enterprise;
    }
  node = read_fact (actor, ENTERPRISE_FACT);
  return node != NULL ? yx_record_from_json (&yx_enterprise_type, node, YX_ANSWER, NULL) : NULL;
}

static gboolean
look_for_draft (YxActor *actor, const char *id, YxFilingOpened *opened, GError **error)
{
  g_autoptr (GError) local = NULL;

  if (yx_outbox_state (actor->store, id, &local) == YX_OUTBOX_WAITING)
    g_set_error_literal (&local, G_IO_ERROR, G_IO_ERROR_PENDING, _("It waits to be sent to the hall."));
  if (local == NULL)
    opened->kept = yx_drafts_read (actor->store, id, &local);
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  opened->id = opened->kept != NULL ? g_strdup (id) : NULL;
  return TRUE;
}

/* As the hall has it; without the hall, as it was seen last. */
static YxFiling *
find_filing (YxActor *actor, const YxFilingErrand *errand, GCancellable *cancellable, GError **error)
{
  const YxCall call = { .endpoint = YX_API_FILING_GET, .parameters = { actor->session->enterprise, errand->id } };
  g_autoptr (GError) local = NULL;
  YxFiling *filing = yx_connection_call (actor->connection, &call, cancellable, &local);

  if (g_error_matches (local, YX_CLIENT_ERROR, YX_CLIENT_ERROR_UNREACHABLE) && errand->mirror != NULL)
    filing = yx_mirror_filing (errand->mirror, errand->id, NULL);
  if (filing == NULL)
    g_propagate_error (error, g_steal_pointer (&local));
  return filing;
}

/* What was returned is corrected under its own id, unless its contract went with the return. */
static gboolean
find_correction (YxActor *actor, YxFilingOpened *opened, GError **error)
{
  g_autofree char *id = NULL;

  if (opened->returned->state != YX_FILING_RETURNED || opened->returned->contract != NULL)
    return TRUE;
  id = yx_flow_correction_id (opened->returned);
  if (!look_for_draft (actor, id, opened, error))
    return FALSE;
  if (opened->id == NULL)
    opened->id = g_steal_pointer (&id);
  return TRUE;
}

static gboolean
find_subject (YxActor *actor, const YxFilingErrand *errand, YxFilingOpened *opened, GCancellable *cancellable, GError **error)
{
  if (!look_for_draft (actor, errand->id, opened, error))
    return FALSE;
  if (opened->kept != NULL)
    return TRUE;
  opened->returned = find_filing (actor, errand, cancellable, error);
  return opened->returned != NULL && find_correction (actor, opened, error);
}

/**
 * yx_filing_errand_open:
 * @actor: an enterprise that is signed in
 * @data: a #YxFilingErrand whose id is a draft's, a filing's, or empty
 *
 * A new filing can be begun without the hall.
 *
 * Returns: (transfer full): a #YxFilingOpened
 */
gpointer
yx_filing_errand_open (YxActor *actor, gpointer data, GCancellable *cancellable, GError **error)
{
  const YxFilingErrand *errand = data;
  g_autoptr (YxFilingOpened) opened = g_new0 (YxFilingOpened, 1);

  if (!yx_actor_signed_in (actor, error))
    return NULL;
  if (errand->id[0] != '\0' && !find_subject (actor, errand, opened, cancellable, error))
    return NULL;
  opened->drafts = yx_drafts_list (actor->store, error);
  if (opened->drafts == NULL)
    return NULL;
  opened->remembered = read_fact (actor, REMEMBERED_FACT);
  opened->enterprise = find_enterprise (actor, cancellable);
  return g_steal_pointer (&opened);
}

/**
 * yx_filing_errand_keep:
 * @actor: anybody with a store
 * @data: a #YxFilingErrand with title and body
 *
 * Returns: (transfer full): its id
 */
gpointer
yx_filing_errand_keep (YxActor *actor, gpointer data, GCancellable *cancellable, GError **error)
{
  const YxFilingErrand *errand = data;

  if (!yx_drafts_keep (actor->store, errand->id, errand->title, errand->body, g_get_real_time (), error))
    return NULL;
  show_drafts (errand);
  return g_strdup (errand->id);
}

/**
 * yx_filing_errand_drop:
 * @actor: anybody with a store
 * @data: a #YxFilingErrand
 *
 * Returns: (transfer full): its id
 */
gpointer
yx_filing_errand_drop (YxActor *actor, gpointer data, GCancellable *cancellable, GError **error)
{
  const YxFilingErrand *errand = data;

  if (!yx_drafts_drop (actor->store, errand->id, error))
    return NULL;
  show_drafts (errand);
  return g_strdup (errand->id);
}

/**
 * yx_filing_errand_send:
 * @actor: an enterprise that is signed in
 * @data: a #YxFilingErrand with all of it
 *
 * Keeps the draft, puts the filing into the outbox, and sends it.
 *
 * Returns: (transfer full) (nullable): a #YxFilingSent: also when it waits for the hall; %NULL when it was refused
 */
gpointer
yx_filing_errand_send (YxActor *actor, gpointer data, GCancellable *cancellable, GError **error)
{
  const YxFilingErrand *errand = data;
  g_autoptr (GError) cause = NULL;
  g_autoptr (YxFilingSent) sent = g_new0 (YxFilingSent, 1);

  if (!yx_drafts_keep (actor->store, errand->id, errand->title, errand->body, g_get_real_time (), error))
    return NULL;
  sent->filing = yx_flow_file (actor, errand->id, errand->filing, errand->today, cancellable, &cause);
  show_drafts (errand);
  if (sent->filing == NULL && yx_outbox_state (actor->store, errand->id, NULL) != YX_OUTBOX_WAITING)
    {
      g_propagate_error (error, g_steal_pointer (&cause));
      return NULL;
    }
  (void) keep_fact (actor, REMEMBERED_FACT, errand->remembered, NULL);
  return g_steal_pointer (&sent);
}
