/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "hall/yx-hall-check.h"

#include <string.h>

#include "hall/yx-hall-chain.h"
#include "hall/yx-hall-events.h"
#include "model/yx-document.h"
#include "model/yx-filing.h"
#include "model/yx-person.h"
#include "model/yx-revision.h"
#include "model/yx-seal-use.h"

#define MOST_BYTES (16 * 1024 * 1024)

/* What is read in one go; `data` is the function's own. */
typedef struct
{
  YxHall *hall;
  GPtrArray *faults; /* of char * */
  gpointer data;
} Check;

typedef gboolean (*RowFunc) (Check *check, gpointer record, GError **error);

static void G_GNUC_PRINTF (2, 3) note (Check *check, const char *format, ...)
{
  va_list args;

  va_start (args, format);
  g_ptr_array_add (check->faults, g_strdup_vprintf (format, args));
  va_end (args);
}

/* Every row of a table, one after the other; one that cannot be read is a fault. */
static gboolean
each_row (
    Check *check, YxDatabase *db, const YxRecordType *type, const char *order, RowFunc func, GError **error)
{
  g_autofree char *columns = yx_record_columns (type);
  g_autofree char *sql = g_strdup_printf ("SELECT %s FROM \"%s\" ORDER BY %s", columns, type->name, order);
  g_autoptr (YxStatement) statement = yx_database_prepare (db, sql, error);
  YxStep step = statement != NULL ? yx_statement_step (statement, error) : YX_STEP_ERROR;

  for (; step == YX_STEP_ROW; step = yx_statement_step (statement, error))
    {
      g_autoptr (GError) problem = NULL;
      g_autoptr (YxRecord) record = yx_record_from_row (type, statement, &check->hall->sealer, &problem);

      if (record == NULL)
        note (check, "%s %s cannot be read: %s", type->name, yx_statement_text (statement, "id"),
              problem->message);
      else if (func != NULL && !func (check, record, error))
        return FALSE;
    }
  return step == YX_STEP_DONE;
}

/* A document as its revisions make it. */
typedef struct
{
  char *id;          /* (owned) (nullable) */
  GChecksum *digest; /* (owned): of all bytes up to here */
  char *head;        /* (owned) (nullable) */
  gint64 number;
  gint64 size;
  GHashTable *heads; /* (owned): document → head, number and size, as text */
} Chain;

static void
clear_chain (Chain *chain)
{
  g_free (chain->id);
  g_free (chain->head);
  g_clear_pointer (&chain->digest, g_checksum_free);
  g_clear_pointer (&chain->heads, g_hash_table_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Chain, clear_chain)

static char *
sum_up (gint64 number, gint64 size, const char *head)
{
  return g_strdup_printf ("%" G_GINT64_FORMAT " %" G_GINT64_FORMAT " %s", number, size, head);
}

static void
begin_document (Chain *chain, const YxRevision *revision)
{
  g_free (chain->id);
  chain->id = g_strdup (revision->document);
  g_clear_pointer (&chain->head, g_free);
  g_clear_pointer (&chain->digest, g_checksum_free);
  chain->digest = g_checksum_new (G_CHECKSUM_SHA256);
  chain->number = 0;
  chain->size = 0;
}

static void
add_bytes (Check *check, Chain *chain, const YxRevision *revision)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (GBytes) bytes = yx_object_store_get (check->hall->objects, revision->hash, MOST_BYTES, &problem);

  if (bytes == NULL)
    {
      note (check, "revision %s: %s", revision->id, problem->message);
      return;
    }
  if ((gint64)g_bytes_get_size (bytes) != revision->size)
    note (check, "revision %s has another size than its bytes", revision->id);
  g_checksum_update (chain->digest, g_bytes_get_data (bytes, NULL), (gssize)g_bytes_get_size (bytes));
  chain->size += (gint64)g_bytes_get_size (bytes);
}

static void
check_head (Check *check, Chain *chain, const YxRevision *revision)
{
  g_autoptr (GChecksum) copy = g_checksum_copy (chain->digest);

  if (g_strcmp0 (g_checksum_get_string (copy), revision->head) != 0)
    note (check, "revision %s does not make the document that it says", revision->id);
}

static gboolean
check_revision (Check *check, gpointer record, GError **error)
{
  const YxRevision *revision = record;
  Chain *chain = check->data;

  if (g_strcmp0 (chain->id, revision->document) != 0)
    begin_document (chain, revision);
  if (revision->number != chain->number + 1)
    note (check, "revision %s is number %" G_GINT64_FORMAT " after %" G_GINT64_FORMAT, revision->id,
          revision->number, chain->number);
  if (g_strcmp0 (revision->previous, chain->head) != 0)
    note (check, "revision %s does not follow the one before it", revision->id);
  add_bytes (check, chain, revision);
  check_head (check, chain, revision);
  chain->number = revision->number;
  g_free (chain->head);
  chain->head = g_strdup (revision->head);
  g_hash_table_insert (chain->heads, g_strdup (chain->id), sum_up (chain->number, chain->size, chain->head));
  return TRUE;
}

static gboolean
check_document (Check *check, gpointer record, GError **error)
{
  const YxDocument *document = record;
  Chain *chain = check->data;
  const char *found = g_hash_table_lookup (chain->heads, document->id);
  g_autofree char *said = sum_up (document->revisions, document->size, document->head);

  if (g_strcmp0 (found, said) != 0)
    note (check, "document %s does not end with its last revision", document->id);
  return TRUE;
}

static gboolean
check_event (Check *check, gpointer record, GError **error)
{
  const YxEvent *event = record;
  Chain *chain = check->data;
  g_autofree char *value = yx_hall_event_chain (event);

  if (g_strcmp0 (chain->id, event->object) != 0)
    {
      g_free (chain->id);
      chain->id = g_strdup (event->object);
      g_clear_pointer (&chain->head, g_free);
      chain->number = 0;
    }
  if (event->number != chain->number + 1 || g_strcmp0 (event->previous, chain->head) != 0
      || g_strcmp0 (event->chain, value) != 0)
    note (check, "event %s breaks the chain of %s", event->id, event->object);
  chain->number = event->number;
  g_free (chain->head);
  chain->head = g_strdup (event->chain);
  return TRUE;
}

static gboolean
check_documents (YxDatabase *db, gpointer data, GError **error)
{
  Check *check = data;
  g_auto (Chain) chain = { NULL };

  chain.heads = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  check->data = &chain;
  return each_row (check, db, &yx_revision_type, "\"document\", \"number\"", check_revision, error)
         && each_row (check, db, &yx_document_type, "\"id\"", check_document, error);
}

static gboolean
check_events (YxDatabase *db, gpointer data, GError **error)
{
  Check *check = data;
  g_auto (Chain) chain = { NULL };

  check->data = &chain;
  return each_row (check, db, &yx_event_type, "\"object\", \"number\"", check_event, error);
}

/* Those with private fields open under the storage key, or they do not. */
static gboolean
check_private (YxDatabase *db, gpointer data, GError **error)
{
  Check *check = data;

  return each_row (check, db, &yx_person_type, "\"id\"", NULL, error)
         && each_row (check, db, &yx_filing_type, "\"id\"", NULL, error)
         && each_row (check, db, &yx_seal_use_type, "\"id\"", NULL, error);
}

static gboolean
check_database (YxDatabase *db, gpointer data, GError **error)
{
  g_autoptr (GError) problem = NULL;

  if (!yx_database_check (db, &problem))
    note (data, "%s", problem->message);
  return TRUE;
}

/**
 * yx_hall_check:
 * @hall: a hall
 * @faults: (element-type utf8): what is wrong is added to it, in words, ids only
 * @error: why it could not be looked at
 *
 * Looks whether the database is whole, every revision's bytes are there and right, revisions and events
 * make unbroken chains, the records of their heads are signed, and what is private can be opened.
 *
 * Returns: whether all could be looked at
 */
gboolean
yx_hall_check (YxHall *hall, GPtrArray *faults, GError **error)
{
  static const YxHallReadFunc parts[] = { check_database, check_documents, check_events, check_private };
  Check check = { hall, faults, NULL };

  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    if (!yx_hall_readers_run (hall->readers, parts[i], &check, error))
      return FALSE;
  return yx_hall_chain_check (hall, faults, error);
}
