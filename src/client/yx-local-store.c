/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client/yx-local-store.h"

#include "client/yx-local-store-private.h"
#include "crypto/yx-cipher.h"

struct _YxLocalStore
{
  GMutex mutex;
  YxDatabase *db; /* (owned), under the mutex */
  YxSecret *key;  /* (owned) */
};

static const YxSchemaStep steps[] = {
  { 1, "CREATE TABLE outbox ("
       " number INTEGER PRIMARY KEY,"
       " id TEXT NOT NULL UNIQUE,"
       " endpoint TEXT NOT NULL,"
       " p0 TEXT, p1 TEXT, p2 TEXT,"
       " if_match TEXT,"
       " body BLOB NOT NULL,"
       " state TEXT NOT NULL,"
       " answer BLOB);"
       "CREATE TABLE kept (name TEXT PRIMARY KEY, fact BLOB NOT NULL);" },
  { 2, "CREATE TABLE mirrored (id TEXT PRIMARY KEY, link TEXT, round INTEGER NOT NULL, body BLOB NOT NULL);"
       "CREATE INDEX mirrored_link ON mirrored (link);"
       "CREATE TABLE line (id TEXT PRIMARY KEY, todo INTEGER NOT NULL, updated INTEGER NOT NULL, body BLOB NOT NULL);"
       "CREATE INDEX line_order ON line (todo DESC, updated DESC, id);" },
  { 3, "CREATE TABLE draft (id TEXT PRIMARY KEY, changed INTEGER NOT NULL, body BLOB NOT NULL);" },
};

/**
 * yx_local_store_open:
 * @path: the database file; made when it isn't there
 * @key: 32 bytes under which bodies and facts are encrypted
 *
 * Returns: (transfer full) (nullable): the store
 */
YxLocalStore *
yx_local_store_open (const char *path, YxSecret *key, GError **error)
{
  g_autoptr (YxDatabase) db = yx_database_open (path, YX_DATABASE_CREATE, error);
  YxLocalStore *store;

  if (db == NULL || !yx_database_migrate (db, steps, G_N_ELEMENTS (steps), error))
    return NULL;
  store = g_new0 (YxLocalStore, 1);
  g_mutex_init (&store->mutex);
  store->db = g_steal_pointer (&db);
  store->key = yx_secret_ref (key);
  return store;
}

/**
 * yx_local_store_free:
 * @store: (transfer full): a store that nobody uses any more
 */
void
yx_local_store_free (YxLocalStore *store)
{
  yx_database_close (store->db);
  yx_secret_unref (store->key);
  g_mutex_clear (&store->mutex);
  g_free (store);
}

/**
 * yx_local_store_run:
 * @store: a store
 * @func: a transaction's body
 * @data: for @func
 *
 * Returns: whether @func succeeded and is on the disk
 */
gboolean
yx_local_store_run (YxLocalStore *store, YxTransactionFunc func, gpointer data, GError **error)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&store->mutex);

  return yx_database_transaction (store->db, func, data, error);
}

/**
 * yx_local_store_seal:
 * @store: a store
 * @context: what it is and of which row; must be the same when it is read
 * @plain: what to encrypt
 *
 * Returns: (transfer full) (nullable): the encrypted bytes
 */
GBytes *
yx_local_store_seal (YxLocalStore *store, const char *context, GBytes *plain, GError **error)
{
  gsize size;
  gconstpointer bytes = g_bytes_get_data (plain, &size);

  return yx_cipher_seal (store->key, context, bytes, size);
}

static void
unref_secret (gpointer secret)
{
  yx_secret_unref (secret);
}

/**
 * yx_local_store_unseal:
 * @store: a store
 * @context: as it was sealed with
 * @sealed: encrypted bytes
 *
 * Returns: (transfer full) (nullable): what was encrypted, in locked memory
 */
GBytes *
yx_local_store_unseal (YxLocalStore *store, const char *context, GBytes *sealed, GError **error)
{
  YxSecret *plain = yx_cipher_open (store->key, context, sealed, error);

  if (plain == NULL)
    return NULL;
  return g_bytes_new_with_free_func (yx_secret_bytes (plain), yx_secret_size (plain), unref_secret, plain);
}

typedef struct
{
  const char *name;
  GBytes *sealed;
} Fact;

static gboolean
write_fact (YxDatabase *db, gpointer data, GError **error)
{
  Fact *fact = data;
  g_autoptr (YxStatement) statement = yx_database_prepare (
    db, "INSERT INTO kept (name, fact) VALUES (:name, :fact) ON CONFLICT (name) DO UPDATE SET fact = excluded.fact", error);

  if (statement == NULL)
    return FALSE;
  yx_statement_bind_text (statement, "name", fact->name);
  yx_statement_bind_bytes (statement, "fact", fact->sealed);
  return yx_statement_run (statement, error);
}

/**
 * yx_local_store_keep:
 * @store: a store
 * @name: the fact's name
 * @fact: its value, which replaces an earlier one
 *
 * Returns: whether it is on the disk
 */
gboolean
yx_local_store_keep (YxLocalStore *store, const char *name, GBytes *fact, GError **error)
{
  g_autoptr (GBytes) sealed = yx_local_store_seal (store, name, fact, error);
  Fact row = { name, sealed };

  return sealed != NULL && yx_local_store_run (store, write_fact, &row, error);
}

static gboolean
read_fact (YxDatabase *db, gpointer data, GError **error)
{
  Fact *fact = data;
  g_autoptr (YxStatement) statement = yx_database_prepare (db, "SELECT fact FROM kept WHERE name = :name", error);
  YxStep step;

  if (statement == NULL)
    return FALSE;
  yx_statement_bind_text (statement, "name", fact->name);
  step = yx_statement_step (statement, error);
  if (step == YX_STEP_ROW)
    fact->sealed = yx_statement_bytes (statement, "fact");
  return step != YX_STEP_ERROR;
}

/**
 * yx_local_store_kept:
 * @store: a store
 * @name: a fact's name
 *
 * Returns: (transfer full) (nullable): its value; %NULL without an error when none is kept
 */
GBytes *
yx_local_store_kept (YxLocalStore *store, const char *name, GError **error)
{
  Fact row = { name, NULL };
  g_autoptr (GBytes) sealed = NULL;

  if (!yx_local_store_run (store, read_fact, &row, error))
    return NULL;
  sealed = row.sealed;
  return sealed == NULL ? NULL : yx_local_store_unseal (store, name, sealed, error);
}
