/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client/yx-outbox.h"

#include <string.h>

#include "base/yx-json.h"
#include "client/yx-local-store-private.h"

#define MAX_ANSWER (1024 * 1024)

/* One row, on its way in or out. */
typedef struct
{
  const char *id;
  YxEndpointId endpoint;
  char *parameters[YX_API_MAX_PARAMETERS];
  char *if_match;
  GBytes *body;
  GBytes *answer;
  YxOutboxState state;
} Item;

static const char *const state_words[] = { "none", "waiting", "done", "refused" };

static void
clear_item (Item *item)
{
  for (guint i = 0; i < YX_API_MAX_PARAMETERS; i++)
    g_free (item->parameters[i]);
  g_free (item->if_match);
  g_clear_pointer (&item->body, g_bytes_unref);
  g_clear_pointer (&item->answer, g_bytes_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Item, clear_item)

static YxOutboxState
state_from (const char *word)
{
  for (int i = YX_OUTBOX_WAITING; i <= YX_OUTBOX_REFUSED; i++)
    if (g_strcmp0 (word, state_words[i]) == 0)
      return (YxOutboxState) i;
  return YX_OUTBOX_NONE;
}

static gboolean
endpoint_from (const char *name, YxEndpointId *endpoint)
{
  for (int i = 0; i < YX_N_ENDPOINTS; i++)
    if (g_strcmp0 (yx_endpoint ((YxEndpointId) i)->name, name) == 0)
      {
        *endpoint = (YxEndpointId) i;
        return TRUE;
      }
  return FALSE;
}

static gboolean
insert_item (YxDatabase *db, gpointer data, GError **error)
{
  Item *item = data;
  g_autoptr (YxStatement) statement = yx_database_prepare (
    db, "INSERT INTO outbox (id, endpoint, p0, p1, p2, if_match, body, state)"
        " VALUES (:id, :endpoint, :p0, :p1, :p2, :if_match, :body, 'waiting') ON CONFLICT (id) DO NOTHING", error);

  if (statement == NULL)
    return FALSE;
  yx_statement_bind_text (statement, "id", item->id);
  yx_statement_bind_text (statement, "endpoint", yx_endpoint (item->endpoint)->name);
  yx_statement_bind_text (statement, "p0", item->parameters[0]);
  yx_statement_bind_text (statement, "p1", item->parameters[1]);
  yx_statement_bind_text (statement, "p2", item->parameters[2]);
  yx_statement_bind_text (statement, "if_match", item->if_match);
  yx_statement_bind_bytes (statement, "body", item->body);
  return yx_statement_run (statement, error);
}

static void
unref_secret (gpointer secret)
{
  yx_secret_unref (secret);
}

static GBytes *
body_of (const YxCall *call)
{
  YxSecret *json;

  if (call->body != NULL)
    return g_bytes_ref (call->body);
  json = yx_record_to_request (call->request, YX_CREATE);
  return g_bytes_new_with_free_func (yx_secret_bytes (json), yx_secret_size (json), unref_secret, json);
}

/**
 * yx_outbox_put:
 * @store: the account's store
 * @id: the id that the client made for what the call creates; of an act without one its Idempotency-Key
 * @call: the request as it will be sent; of it endpoint, parameters, body or request, and If-Match
 *
 * From then on it survives the end of this process. An id that was put in before is left as it is.
 *
 * Returns: whether it is on the disk
 */
gboolean
yx_outbox_put (YxLocalStore *store, const char *id, const YxCall *call, GError **error)
{
  g_auto (Item) item = { .id = id, .endpoint = call->endpoint };
  g_autoptr (GBytes) plain = body_of (call);

  for (guint i = 0; i < YX_API_MAX_PARAMETERS; i++)
    item.parameters[i] = g_strdup (call->parameters[i]);
  item.if_match = g_strdup (call->if_match);
  item.body = yx_local_store_seal (store, id, plain, error);
  return item.body != NULL && yx_local_store_run (store, insert_item, &item, error);
}

static gboolean
select_item (YxDatabase *db, gpointer data, GError **error)
{
  Item *item = data;
  g_autoptr (YxStatement) statement = yx_database_prepare (
    db, "SELECT endpoint, p0, p1, p2, if_match, body, state, answer FROM outbox WHERE id = :id", error);
  YxStep step;

  if (statement == NULL)
    return FALSE;
  clear_item (item);
  *item = (Item){ .id = item->id };
  yx_statement_bind_text (statement, "id", item->id);
  step = yx_statement_step (statement, error);
  if (step == YX_STEP_ERROR)
    return FALSE;
  if (step == YX_STEP_DONE || !endpoint_from (yx_statement_text (statement, "endpoint"), &item->endpoint))
    return TRUE;
  item->parameters[0] = g_strdup (yx_statement_text (statement, "p0"));
  item->parameters[1] = g_strdup (yx_statement_text (statement, "p1"));
  item->parameters[2] = g_strdup (yx_statement_text (statement, "p2"));
  item->if_match = g_strdup (yx_statement_text (statement, "if_match"));
  item->body = yx_statement_bytes (statement, "body");
  item->answer = yx_statement_is_null (statement, "answer") ? NULL : yx_statement_bytes (statement, "answer");
  item->state = state_from (yx_statement_text (statement, "state"));
  return TRUE;
}

/**
 * yx_outbox_state:
 * @store: the account's store
 * @id: an id
 *
 * Returns: what is known of it; %YX_OUTBOX_NONE also with @error set
 */
YxOutboxState
yx_outbox_state (YxLocalStore *store, const char *id, GError **error)
{
  g_auto (Item) item = { .id = id };

  return yx_local_store_run (store, select_item, &item, error) ? item.state : YX_OUTBOX_NONE;
}

static gboolean
update_item (YxDatabase *db, gpointer data, GError **error)
{
  Item *item = data;
  g_autoptr (YxStatement) statement = yx_database_prepare (
    db, "UPDATE outbox SET state = :state, answer = :answer WHERE id = :id", error);

  if (statement == NULL)
    return FALSE;
  yx_statement_bind_text (statement, "id", item->id);
  yx_statement_bind_text (statement, "state", state_words[item->state]);
  yx_statement_bind_bytes (statement, "answer", item->answer);
  return yx_statement_run (statement, error);
}

/* Whether the hall's no is final: waiting, signing in again or another connection won't change it. */
static gboolean
final (const GError *error)
{
  if (error->domain != YX_PROBLEM_ERROR)
    return FALSE;
  switch (error->code)
    {
    case YX_PROBLEM_TIMEOUT:
    case YX_PROBLEM_RATE_LIMITED:
    case YX_PROBLEM_LOCKED:
    case YX_PROBLEM_UNAUTHENTICATED:
    case YX_PROBLEM_STEP_UP_REQUIRED:
    case YX_PROBLEM_INTERNAL:
    case YX_PROBLEM_BUSY:
    case YX_PROBLEM_STORAGE_FULL:
      return FALSE;
    default:
      return TRUE;
    }
}

static gboolean
settle (YxLocalStore *store, Item *item, YxOutboxState state, gpointer record, GError **error)
{
  item->state = state;
  g_clear_pointer (&item->answer, g_bytes_unref);
  if (record != NULL)
    {
      g_autofree char *text = yx_record_to_text (record, YX_ANSWER);
      g_autoptr (GBytes) plain = g_bytes_new_static (text, strlen (text));

      item->answer = yx_local_store_seal (store, item->id, plain, error);
      if (item->answer == NULL)
        return FALSE;
    }
  return yx_local_store_run (store, update_item, item, error);
}

static gpointer
stored_answer (YxLocalStore *store, const Item *item, GError **error)
{
  const YxRecordType *type = yx_endpoint (item->endpoint)->answer;
  YxJsonLimits limits = { .max_size = MAX_ANSWER };
  g_autoptr (GBytes) plain = yx_local_store_unseal (store, item->id, item->answer, error);
  g_autoptr (JsonNode) node = NULL;

  if (plain == NULL)
    return NULL;
  node = yx_json_parse (g_bytes_get_data (plain, NULL), g_bytes_get_size (plain), &limits, error);
  return node == NULL ? NULL : yx_record_from_json (type, node, YX_ANSWER, error);
}

static gpointer
send_item (YxLocalStore *store, YxConnection *connection, Item *item, GCancellable *cancellable, GError **error)
{
  g_autoptr (GBytes) body = yx_local_store_unseal (store, item->id, item->body, error);
  g_autoptr (GError) cause = NULL;
  g_autoptr (YxRecord) answer = NULL;

  if (body == NULL)
    return NULL;
  answer = yx_connection_call (connection,
                               &(YxCall){ .endpoint = item->endpoint,
                                          .parameters = { item->parameters[0], item->parameters[1], item->parameters[2] },
                                          .body = body, .if_match = item->if_match, .key = item->id },
                               cancellable, &cause);
  if (answer != NULL)
    return settle (store, item, YX_OUTBOX_DONE, answer, error) ? g_steal_pointer (&answer) : NULL;
  if (final (cause) && !settle (store, item, YX_OUTBOX_REFUSED, NULL, error))
    return NULL;
  g_propagate_error (error, g_steal_pointer (&cause));
  return NULL;
}

/**
 * yx_outbox_reopen:
 * @store: the account's store
 * @id: what the hall once had and now does not know
 *
 * A hall that was restored from a backup has lost what came after it. From then on this waits again, as if it had
 * never been sent: under the same id it cannot come about twice.
 *
 * Returns: whether that is on the disk; what waits or was refused is left as it is
 */
gboolean
yx_outbox_reopen (YxLocalStore *store, const char *id, GError **error)
{
  g_auto (Item) item = { .id = id };

  if (!yx_local_store_run (store, select_item, &item, error))
    return FALSE;
  return item.state != YX_OUTBOX_DONE || settle (store, &item, YX_OUTBOX_WAITING, NULL, error);
}

/**
 * yx_outbox_send:
 * @store: the account's store
 * @connection: where to, signed in
 * @id: what was put in
 *
 * Sends it and keeps the answer. What arrived before answers from the store; what was refused for
 * good is not sent again.
 *
 * Errors: as yx_connection_call(); it stays waiting unless the hall's no is final.
 *
 * Returns: (transfer full) (nullable): the endpoint's answer
 */
gpointer
yx_outbox_send (YxLocalStore *store, YxConnection *connection, const char *id, GCancellable *cancellable, GError **error)
{
  g_auto (Item) item = { .id = id };

  if (!yx_local_store_run (store, select_item, &item, error))
    return NULL;
  switch (item.state)
    {
    case YX_OUTBOX_DONE:
      return stored_answer (store, &item, error);
    case YX_OUTBOX_WAITING:
      return send_item (store, connection, &item, cancellable, error);
    case YX_OUTBOX_REFUSED:
      yx_problem_set (error, YX_PROBLEM_CONFLICT, NULL, "The hall has refused this before");
      return NULL;
    default:
      yx_problem_set (error, YX_PROBLEM_NOT_FOUND, NULL, "Nothing of that id waits to be sent");
      return NULL;
    }
}

typedef struct
{
  const char *endpoint;
  const char *parameter;
  const char *except; /* (nullable): an endpoint that is left out */
  GPtrArray *ids;
} Search;

static gboolean
select_waiting (YxDatabase *db, gpointer data, GError **error)
{
  Search *search = data;
  g_autoptr (YxStatement) statement = yx_database_prepare (
    db, "SELECT id FROM outbox WHERE state = 'waiting' AND (:endpoint IS NULL OR endpoint = :endpoint)"
        " AND (:parameter IS NULL OR p0 = :parameter) AND (:except IS NULL OR endpoint <> :except) ORDER BY number", error);
  YxStep step;

  if (statement == NULL)
    return FALSE;
  g_ptr_array_set_size (search->ids, 0);
  yx_statement_bind_text (statement, "endpoint", search->endpoint);
  yx_statement_bind_text (statement, "parameter", search->parameter);
  yx_statement_bind_text (statement, "except", search->except);
  while ((step = yx_statement_step (statement, error)) == YX_STEP_ROW)
    g_ptr_array_add (search->ids, g_strdup (yx_statement_text (statement, "id")));
  return step == YX_STEP_DONE;
}

/**
 * yx_outbox_flush:
 * @store: the account's store
 * @connection: where to, signed in
 *
 * Sends all that waits, in the order in which it was put in. What the hall refuses for good is marked
 * and passed over; anything else stops. What was signed is left to `flow`, which asks for its receipt.
 *
 * Returns: whether nothing else waits any more
 */
gboolean
yx_outbox_flush (YxLocalStore *store, YxConnection *connection, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  Search search = { .except = yx_endpoint (YX_API_REVISION_APPEND)->name, .ids = ids };

  if (!yx_local_store_run (store, select_waiting, &search, error))
    return FALSE;
  for (guint i = 0; i < ids->len; i++)
    {
      g_autoptr (GError) cause = NULL;
      g_autoptr (YxRecord) answer = yx_outbox_send (store, connection, ids->pdata[i], cancellable, &cause);

      if (answer == NULL && !final (cause))
        {
          g_propagate_error (error, g_steal_pointer (&cause));
          return FALSE;
        }
    }
  return TRUE;
}

/**
 * yx_outbox_waiting:
 * @store: the account's store
 * @endpoint: of which endpoint
 * @parameter: the first parameter of its path
 *
 * Returns: (transfer full) (nullable): the id of the first that waits for it; %NULL without an error: none
 */
char *
yx_outbox_waiting (YxLocalStore *store, YxEndpointId endpoint, const char *parameter, GError **error)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  Search search = { .endpoint = yx_endpoint (endpoint)->name, .parameter = parameter, .ids = ids };

  if (!yx_local_store_run (store, select_waiting, &search, error) || ids->len == 0)
    return NULL;
  return g_strdup (ids->pdata[0]);
}

static gboolean
delete_item (YxDatabase *db, gpointer data, GError **error)
{
  g_autoptr (YxStatement) statement = yx_database_prepare (db, "DELETE FROM outbox WHERE id = :id", error);

  if (statement == NULL)
    return FALSE;
  yx_statement_bind_text (statement, "id", data);
  return yx_statement_run (statement, error);
}

/**
 * yx_outbox_drop:
 * @store: the account's store
 * @id: what is no longer wanted
 *
 * Returns: whether it is gone
 */
gboolean
yx_outbox_drop (YxLocalStore *store, const char *id, GError **error)
{
  return yx_local_store_run (store, delete_item, (gpointer) id, error);
}
