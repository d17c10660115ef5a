/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client/yx-mirror.h"

#include <string.h>

#include "base/yx-fault.h"
#include "base/yx-id.h"
#include "client/yx-client-error.h"
#include "client/yx-drafts.h"
#include "client/yx-local-store-private.h"
#include "client/yx-mirror-rows.h"

#define CHUNK 500

struct _YxMirror
{
  gatomicrefcount refs;
  YxLocalStore *store; /* (unowned) */
  YxAccountKind account;
  YxClock *clock; /* (unowned) */
  YxIndex *index; /* (owned) */
  GMutex drafting;
  GHashTable *drafts; /* (owned) (element-type utf8), under the mutex: those that have lines in the index */

  /* Where yx_mirror_load() goes on; of the one thread that loads. */
  gboolean began;
  gint64 last_todo;
  gint64 last_updated;
  char *last_id; /* (owned) (nullable) */
};

/* A transaction: what goes in, and what of the index it changes. */
typedef struct
{
  YxMirror *mirror;
  GPtrArray *records; /* (nullable) */
  GPtrArray *sealed;  /* (nullable): of @records */
  const char *id;     /* (nullable) */
  gint64 number;
  GHashTable *outcome; /* (owned): id to the line that stands there now, %NULL: none */
} Change;

static void
begin_change (Change *change, YxMirror *mirror)
{
  *change = (Change){ .mirror = mirror };
  change->outcome = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, yx_record_unref);
}

static void
clear_change (Change *change)
{
  g_hash_table_unref (change->outcome);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Change, clear_change)

static YxDate
today (YxMirror *mirror)
{
  return yx_date_from_instant (yx_clock_now (mirror->clock));
}

/**
 * yx_mirror_new:
 * @store: the account's store; must outlive the mirror
 * @account: an enterprise's or a person's
 * @clock: says which day it is
 *
 * Returns: (transfer full) (nullable): a mirror whose index is empty until it is loaded
 */
YxMirror *
yx_mirror_new (YxLocalStore *store, YxAccountKind account, YxClock *clock, GError **error)
{
  YxIndex *index = yx_index_new (yx_date_from_instant (yx_clock_now (clock)), error);
  YxMirror *mirror;

  if (index == NULL)
    return NULL;
  mirror = g_new0 (YxMirror, 1);
  g_atomic_ref_count_init (&mirror->refs);
  mirror->store = store;
  mirror->account = account;
  mirror->clock = clock;
  mirror->index = index;
  g_mutex_init (&mirror->drafting);
  mirror->drafts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return mirror;
}

/**
 * yx_mirror_ref:
 * @mirror: a mirror
 *
 * Returns: (transfer full): @mirror
 */
YxMirror *
yx_mirror_ref (YxMirror *mirror)
{
  g_atomic_ref_count_inc (&mirror->refs);
  return mirror;
}

/**
 * yx_mirror_unref:
 * @mirror: (transfer full): a mirror
 */
void
yx_mirror_unref (YxMirror *mirror)
{
  if (!g_atomic_ref_count_dec (&mirror->refs))
    return;
  yx_index_free (mirror->index);
  g_hash_table_unref (mirror->drafts);
  g_mutex_clear (&mirror->drafting);
  g_free (mirror->last_id);
  g_free (mirror);
}

/**
 * yx_mirror_index:
 * @mirror: a mirror
 *
 * Returns: (transfer none): what lists are read from
 */
YxIndex *
yx_mirror_index (YxMirror *mirror)
{
  return mirror->index;
}

/**
 * yx_mirror_store:
 * @mirror: a mirror
 *
 * Returns: (transfer none): where it is kept
 */
YxLocalStore *
yx_mirror_store (YxMirror *mirror)
{
  return mirror->store;
}

/**
 * yx_mirror_account:
 * @mirror: a mirror
 *
 * Returns: whose it is
 */
YxAccountKind
yx_mirror_account (YxMirror *mirror)
{
  return mirror->account;
}

/* Lines of the store, on their way into the index. */
typedef struct
{
  YxMirror *mirror;
  GPtrArray *lines; /* (owned) */
} Chunk;

static gboolean
load_chunk (YxDatabase *db, gpointer data, GError **error)
{
  Chunk *chunk = data;
  YxMirror *mirror = chunk->mirror;
  g_autoptr (YxStatement) statement = yx_database_prepare (
    db, "SELECT id, todo, updated, body FROM line WHERE :began = 0 OR todo < :todo"
        " OR (todo = :todo AND (updated < :updated OR (updated = :updated AND id > :id)))"
        " ORDER BY todo DESC, updated DESC, id LIMIT :size", error);
  YxStep step;

  g_ptr_array_set_size (chunk->lines, 0);
  if (statement == NULL)
    return FALSE;
  yx_statement_bind_int (statement, "began", mirror->began);
  yx_statement_bind_int (statement, "todo", mirror->last_todo);
  yx_statement_bind_int (statement, "updated", mirror->last_updated);
  yx_statement_bind_text (statement, "id", mirror->last_id);
  yx_statement_bind_int (statement, "size", CHUNK);
  while ((step = yx_statement_step (statement, error)) == YX_STEP_ROW)
    {
      g_autoptr (GBytes) sealed = yx_statement_bytes (statement, "body");
      const char *id = yx_statement_text (statement, "id");
      YxLine *line = yx_mirror_unseal (mirror->store, id, &yx_line_type, sealed, error);

      if (line == NULL)
        return FALSE;
      g_ptr_array_add (chunk->lines, line);
    }
  return step == YX_STEP_DONE;
}

static void
note_place (YxMirror *mirror, const YxLine *last)
{
  mirror->began = TRUE;
  mirror->last_todo = last->todo;
  mirror->last_updated = last->updated;
  g_free (mirror->last_id);
  mirror->last_id = g_strdup (last->id);
}

/**
 * yx_mirror_load:
 * @mirror: a mirror
 * @more: (out): whether there is more to load
 *
 * Brings the next lines of the store into the index, those that wait for the account first. Of one thread, before
 * anything is taken in.
 *
 * Returns: whether they could be read
 */
gboolean
yx_mirror_load (YxMirror *mirror, gboolean *more, GError **error)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (yx_record_unref);
  Chunk chunk = { mirror, lines };

  if (!yx_local_store_run (mirror->store, load_chunk, &chunk, error) || !yx_index_put (mirror->index, lines, error))
    return FALSE;
  *more = lines->len == CHUNK;
  if (lines->len > 0)
    note_place (mirror, lines->pdata[lines->len - 1]);
  return TRUE;
}

/**
 * yx_mirror_age:
 * @mirror: a mirror
 * @changed: (out): whether a new day has begun since it was asked last
 *
 * Returns: whether the index's lines are as they are today
 */
gboolean
yx_mirror_age (YxMirror *mirror, gboolean *changed, GError **error)
{
  return yx_index_set_today (mirror->index, today (mirror), changed, error);
}

static gboolean
read_optional (YxDatabase *db, Change *change, const char *id, const YxRecordType *type, gpointer *record, GError **error)
{
  *record = NULL;
  return id == NULL || yx_mirror_read (db, change->mirror->store, id, type, record, error);
}

static gboolean
write_line (YxDatabase *db, Change *change, YxLine *line, GError **error)
{
  g_hash_table_replace (change->outcome, g_strdup (line->id), line);
  return yx_mirror_write_line (db, change->mirror->store, line, error);
}

static gboolean
drop_line (YxDatabase *db, Change *change, const char *id, GError **error)
{
  g_hash_table_replace (change->outcome, g_strdup (id), NULL);
  return yx_mirror_delete (db, "line", id, error);
}

static gboolean
refresh_filing (YxDatabase *db, Change *change, const char *id, GError **error)
{
  g_autoptr (YxFiling) filing = NULL;
  g_autoptr (YxDocument) document = NULL;
  g_autoptr (YxContract) contract = NULL;
  g_autofree char *contract_id = NULL;

  if (!yx_mirror_read (db, change->mirror->store, id, &yx_filing_type, (gpointer *) &filing, error))
    return FALSE;
  if (filing == NULL)
    return drop_line (db, change, id, error);
  if (!read_optional (db, change, filing->document, &yx_document_type, (gpointer *) &document, error)
      || !yx_mirror_linked (db, id, YX_MIRROR_CONTRACT, &contract_id, error)
      || !read_optional (db, change, contract_id, &yx_contract_type, (gpointer *) &contract, error))
    return FALSE;
  return write_line (db, change, yx_line_compose (change->mirror->account, filing, document, contract), error);
}

/* A document stands in its filing's line; on its own only where no filing is to be seen. */
static gboolean
refresh_document (YxDatabase *db, Change *change, const char *id, GError **error)
{
  g_autofree char *filing = NULL;
  g_autoptr (YxDocument) document = NULL;

  if (!yx_mirror_linked (db, id, YX_MIRROR_FILING, &filing, error))
    return FALSE;
  if (filing != NULL)
    return drop_line (db, change, id, error) && refresh_filing (db, change, filing, error);
  if (!yx_mirror_read (db, change->mirror->store, id, &yx_document_type, (gpointer *) &document, error))
    return FALSE;
  if (document == NULL)
    return drop_line (db, change, id, error);
  return write_line (db, change, yx_line_compose (change->mirror->account, NULL, document, NULL), error);
}

static gboolean
take_filing (YxDatabase *db, Change *change, const YxFiling *filing, GBytes *sealed, GError **error)
{
  g_autoptr (YxFiling) before = NULL;

  if (!yx_mirror_read (db, change->mirror->store, filing->id, &yx_filing_type, (gpointer *) &before, error)
      || !yx_mirror_write (db, filing->id, filing->document, change->number, sealed, error))
    return FALSE;
  /* A document that it no longer names stands on its own again. */
  if (before != NULL && before->document != NULL && g_strcmp0 (before->document, filing->document) != 0
      && !refresh_document (db, change, before->document, error))
    return FALSE;
  return filing->document != NULL ? refresh_document (db, change, filing->document, error)
                                  : refresh_filing (db, change, filing->id, error);
}

static gboolean
take_record (YxDatabase *db, Change *change, const YxRecord *record, GBytes *sealed, GError **error)
{
  const char *id = yx_record_get_text (record, "id");
  const char *link = NULL;

  if (record->type == &yx_filing_type)
    return take_filing (db, change, (const YxFiling *) record, sealed, error);
  if (record->type == &yx_contract_type)
    link = ((const YxContract *) record)->filing;
  if (!yx_mirror_write (db, id, link, change->number, sealed, error))
    return FALSE;
  if (record->type == &yx_document_type)
    return refresh_document (db, change, id, error);
  return link == NULL || refresh_filing (db, change, link, error);
}

static gboolean
take_records (YxDatabase *db, gpointer data, GError **error)
{
  Change *change = data;

  g_hash_table_remove_all (change->outcome);
  for (guint i = 0; i < change->records->len; i++)
    if (!take_record (db, change, change->records->pdata[i], change->sealed->pdata[i], error))
      return FALSE;
  YX_FAULT ("client.mirror.taken");
  return TRUE;
}

/* What the store has now, in the index. */
static gboolean
show (Change *change, GError **error)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new ();
  g_autoptr (GPtrArray) gone = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer id, line;

  g_hash_table_iter_init (&iter, change->outcome);
  while (g_hash_table_iter_next (&iter, &id, &line))
    g_ptr_array_add (line != NULL ? lines : gone, line != NULL ? line : id);
  return yx_index_remove (change->mirror->index, gone, error) && yx_index_put (change->mirror->index, lines, error);
}

static gboolean
apply (YxMirror *mirror, Change *change, YxTransactionFunc func, GError **error)
{
  return yx_local_store_run (mirror->store, func, change, error) && show (change, error);
}

static gboolean
check_record (gconstpointer record, GError **error)
{
  const YxRecordType *type = ((const YxRecord *) record)->type;
  const char *prefix = type == &yx_filing_type     ? YX_MIRROR_FILING
                       : type == &yx_document_type ? YX_MIRROR_DOCUMENT
                       : type == &yx_contract_type ? YX_MIRROR_CONTRACT
                                                   : NULL;

  g_return_val_if_fail (prefix != NULL, FALSE);
  if (yx_record_get_text (record, "id") != NULL && yx_id_check (prefix, yx_record_get_text (record, "id")))
    return TRUE;
  g_set_error (error, YX_CLIENT_ERROR, YX_CLIENT_ERROR_PROTOCOL, "The hall's %s has no id of its own", type->name);
  return FALSE;
}

/**
 * yx_mirror_take:
 * @mirror: a mirror
 * @records: (element-type YxRecord): filings, documents and contracts as the hall has them now
 * @round: the snapshot that they belong to, or 0: they are in every one
 *
 * Takes records in, in one transaction; those that were there before are replaced. The same again changes nothing.
 *
 * Returns: whether they are on the disk and in the index; %YX_CLIENT_ERROR_PROTOCOL: one of them has no id
 */
gboolean
yx_mirror_take (YxMirror *mirror, GPtrArray *records, gint64 round, GError **error)
{
  g_auto (Change) change;
  g_autoptr (GPtrArray) sealed = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);

  begin_change (&change, mirror);
  change.records = records;
  change.sealed = sealed;
  change.number = round > 0 ? round : G_MAXINT64;
  for (guint i = 0; i < records->len; i++)
    {
      GBytes *one;

      if (!check_record (records->pdata[i], error))
        return FALSE;
      one = yx_mirror_seal (mirror->store, yx_record_get_text (records->pdata[i], "id"), records->pdata[i], error);
      if (one == NULL)
        return FALSE;
      g_ptr_array_add (sealed, one);
    }
  return apply (mirror, &change, take_records, error);
}

static gboolean
refresh_without (YxDatabase *db, Change *change, const char *id, GError **error)
{
  g_autoptr (YxFiling) filing = NULL;
  g_autoptr (YxContract) contract = NULL;
  gboolean files = g_str_has_prefix (id, YX_MIRROR_FILING);
  gboolean contracts = g_str_has_prefix (id, YX_MIRROR_CONTRACT);

  if ((files && !yx_mirror_read (db, change->mirror->store, id, &yx_filing_type, (gpointer *) &filing, error))
      || (contracts && !yx_mirror_read (db, change->mirror->store, id, &yx_contract_type, (gpointer *) &contract, error))
      || !yx_mirror_delete (db, "mirrored", id, error))
    return FALSE;
  if (contract != NULL && contract->filing != NULL)
    return refresh_filing (db, change, contract->filing, error);
  if (contracts)
    return TRUE;
  if (!files)
    return refresh_document (db, change, id, error);
  return refresh_filing (db, change, id, error)
         && (filing == NULL || filing->document == NULL || refresh_document (db, change, filing->document, error));
}

static gboolean
forget_one (YxDatabase *db, gpointer data, GError **error)
{
  Change *change = data;

  g_hash_table_remove_all (change->outcome);
  return refresh_without (db, change, change->id, error);
}

/**
 * yx_mirror_forget:
 * @mirror: a mirror
 * @id: what the account no longer sees; it may never have been there
 *
 * Returns: whether it is gone
 */
gboolean
yx_mirror_forget (YxMirror *mirror, const char *id, GError **error)
{
  g_auto (Change) change;

  begin_change (&change, mirror);
  change.id = id;
  return apply (mirror, &change, forget_one, error);
}

/* What was returned and is being corrected stands in its filing's line. */
static gboolean
is_mirrored (YxDatabase *db, Change *change, const char *draft, gboolean *mirrored, GError **error)
{
  g_autofree char *id = g_strndup (draft, YX_ID_LENGTH);
  g_autoptr (YxFiling) filing = NULL;
  gboolean read = yx_mirror_read (db, change->mirror->store, id, &yx_filing_type, (gpointer *) &filing, error);

  *mirrored = filing != NULL;
  return read;
}

/* What is a draft no longer is what the hall has of it, or nothing. */
static gboolean
settle_drafts (YxDatabase *db, gpointer data, GError **error)
{
  Change *change = data;
  GHashTableIter iter;
  gpointer before;

  g_hash_table_remove_all (change->outcome);
  g_hash_table_iter_init (&iter, change->mirror->drafts);
  while (g_hash_table_iter_next (&iter, &before, NULL))
    if (!refresh_filing (db, change, before, error))
      return FALSE;
  for (guint i = 0; i < change->records->len; i++)
    {
      YxLine *line = change->records->pdata[i];
      gboolean mirrored;

      if (!is_mirrored (db, change, line->id, &mirrored, error))
        return FALSE;
      if (!mirrored)
        g_hash_table_replace (change->outcome, g_strdup (line->id), yx_line_ref (line));
    }
  return TRUE;
}

/**
 * yx_mirror_show_drafts:
 * @mirror: a mirror
 *
 * Brings what was begun here and is not at the hall into the index; to be called when drafts were kept, dropped or
 * sent, and once it is loaded.
 *
 * Returns: whether the index has a line for each draft, and none for what is a draft no longer
 */
gboolean
yx_mirror_show_drafts (YxMirror *mirror, GError **error)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&mirror->drafting);
  g_autoptr (GPtrArray) drafts = yx_drafts_list (mirror->store, error);
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (yx_record_unref);
  g_auto (Change) change;

  begin_change (&change, mirror);
  for (guint i = 0; drafts != NULL && i < drafts->len; i++)
    g_ptr_array_add (lines, yx_line_of_draft (drafts->pdata[i]));
  change.records = lines;
  if (drafts == NULL || !apply (mirror, &change, settle_drafts, error))
    return FALSE;
  g_hash_table_remove_all (mirror->drafts);
  for (guint i = 0; i < lines->len; i++)
    g_hash_table_add (mirror->drafts, g_strdup (((const YxLine *) lines->pdata[i])->id));
  return TRUE;
}

static gboolean
next_round (YxDatabase *db, gpointer data, GError **error)
{
  gint64 *round = data;
  g_autoptr (YxStatement) statement = NULL;

  /* What came by the feed counts to the round that it came in. */
  if (!yx_database_execute (db, "UPDATE mirrored SET round = 0 WHERE round = 9223372036854775807", error))
    return FALSE;
  statement = yx_database_prepare (db, "SELECT coalesce(max(round), 0) + 1 AS n FROM mirrored", error);
  if (statement == NULL || !yx_statement_row (statement, error))
    return FALSE;
  *round = yx_statement_int (statement, "n");
  return TRUE;
}

/**
 * yx_mirror_begin_round:
 * @mirror: a mirror
 * @round: (out): the number of a new snapshot
 *
 * Returns: whether a snapshot may begin
 */
gboolean
yx_mirror_begin_round (YxMirror *mirror, gint64 *round, GError **error)
{
  return yx_local_store_run (mirror->store, next_round, round, error);
}

static gboolean
sweep (YxDatabase *db, gpointer data, GError **error)
{
  Change *change = data;
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);

  g_hash_table_remove_all (change->outcome);
  if (!yx_mirror_ids (db, "SELECT id FROM mirrored WHERE round < :number", change->number, ids, error))
    return FALSE;
  for (guint i = 0; i < ids->len; i++)
    if (!refresh_without (db, change, ids->pdata[i], error))
      return FALSE;
  return TRUE;
}

/**
 * yx_mirror_sweep:
 * @mirror: a mirror
 * @round: a snapshot that has come to its end
 *
 * Returns: whether all that was not in it is gone
 */
gboolean
yx_mirror_sweep (YxMirror *mirror, gint64 round, GError **error)
{
  g_auto (Change) change;

  begin_change (&change, mirror);
  change.number = round;
  return apply (mirror, &change, sweep, error);
}

static gboolean
wipe (YxDatabase *db, gpointer data, GError **error)
{
  return yx_database_execute (db, "DELETE FROM mirrored; DELETE FROM line", error);
}

/**
 * yx_mirror_wipe:
 * @mirror: a mirror
 *
 * Returns: whether nothing is left of what it knew
 */
gboolean
yx_mirror_wipe (YxMirror *mirror, GError **error)
{
  return yx_local_store_run (mirror->store, wipe, NULL, error) && yx_index_clear (mirror->index, error);
}

typedef struct
{
  YxMirror *mirror;
  const char *id;
  const YxRecordType *type;
  gpointer found;
} Search;

static gboolean
find_record (YxDatabase *db, gpointer data, GError **error)
{
  Search *search = data;

  g_clear_pointer (&search->found, yx_record_unref);
  return yx_mirror_read (db, search->mirror->store, search->id, search->type, &search->found, error);
}

static gpointer
find (YxMirror *mirror, const char *id, const YxRecordType *type, GError **error)
{
  Search search = { mirror, id, type, NULL };

  if (yx_local_store_run (mirror->store, find_record, &search, error))
    return search.found;
  g_clear_pointer (&search.found, yx_record_unref);
  return NULL;
}

/**
 * yx_mirror_filing:
 * @mirror: a mirror
 * @id: a filing's id
 *
 * Returns: (transfer full) (nullable): the filing as it was seen last; %NULL without an error: it was never seen
 */
YxFiling *
yx_mirror_filing (YxMirror *mirror, const char *id, GError **error)
{
  return find (mirror, id, &yx_filing_type, error);
}

/**
 * yx_mirror_document:
 * @mirror: a mirror
 * @id: a document's id
 *
 * Returns: (transfer full) (nullable): the document as it was seen last; %NULL without an error: it was never seen
 */
YxDocument *
yx_mirror_document (YxMirror *mirror, const char *id, GError **error)
{
  return find (mirror, id, &yx_document_type, error);
}
