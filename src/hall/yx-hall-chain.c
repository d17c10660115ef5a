/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "hall/yx-hall-chain.h"

#include <string.h>

#include "base/yx-json.h"
#include "base/yx-workers.h"
#include "crypto/yx-cms.h"
#include "crypto/yx-digest.h"
#include "hall/yx-hall-authority-files.h"

#define HOUR_SECONDS 3600
/* A transaction takes its time before it commits: events may come to light later than they say. */
#define OVERLAP (G_GINT64_CONSTANT (300) * G_USEC_PER_SEC)

struct _YxHallChain
{
  YxHall *hall;       /* (unowned) */
  YxWorkers *workers; /* (owned) */
  GSource *timer;     /* (owned) */
};

/* A row of `chain_record`. */
typedef struct
{
  gint64 number;
  gint64 until;
  GBytes *heads;  /* (owned): a line for each object: id, number and chain value of its last event */
  GBytes *record; /* (owned): what the record key signed */
} Row;

static void
clear_row (Row *row)
{
  g_clear_pointer (&row->heads, g_bytes_unref);
  g_clear_pointer (&row->record, g_bytes_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Row, clear_row)

static gboolean
read_last (YxDatabase *db, gpointer data, GError **error)
{
  Row *row = data;
  g_autoptr (YxStatement) statement
      = yx_database_prepare (db,
                             "SELECT \"number\", \"until\", \"heads\", \"record\" FROM \"chain_record\" "
                             "ORDER BY \"number\" DESC LIMIT 1",
                             error);
  YxStep step = statement != NULL ? yx_statement_step (statement, error) : YX_STEP_ERROR;

  if (step != YX_STEP_ROW)
    return step == YX_STEP_DONE;
  row->number = yx_statement_int (statement, "number");
  row->until = yx_statement_int (statement, "until");
  row->heads = yx_statement_bytes (statement, "heads");
  row->record = yx_statement_bytes (statement, "record");
  return TRUE;
}

/* What grew since the last record, in the order of ids. */
static gboolean
read_heads (YxDatabase *db, gpointer data, GError **error)
{
  Row *row = data;
  GString *lines = g_string_new (NULL);
  g_autoptr (YxStatement) statement = yx_database_prepare (
      db,
      "SELECT e.\"object\" AS \"object\", e.\"number\" AS \"number\", e.\"chain\" AS \"chain\" FROM "
      "\"event\" e JOIN "
      "(SELECT \"object\", MAX (\"number\") AS \"last\" FROM \"event\" WHERE \"at\" >= :since GROUP BY "
      "\"object\") l "
      "ON e.\"object\" = l.\"object\" AND e.\"number\" = l.\"last\" ORDER BY e.\"object\"",
      error);
  YxStep step = YX_STEP_ERROR;

  if (statement != NULL)
    {
      yx_statement_bind_int (statement, "since", row->until - OVERLAP);
      step = yx_statement_step (statement, error);
    }
  for (; step == YX_STEP_ROW; step = yx_statement_step (statement, error))
    g_string_append_printf (lines, "%s %" G_GINT64_FORMAT " %s\n", yx_statement_text (statement, "object"),
                            yx_statement_int (statement, "number"), yx_statement_text (statement, "chain"));
  row->heads = g_string_free_to_bytes (lines);
  return step == YX_STEP_DONE;
}

static char *
hash_of (GBytes *bytes)
{
  return bytes != NULL ? yx_sha256_hex (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes))
                       : g_strdup ("");
}

/* What is signed: the record before it and the heads, by their hashes. */
static GBytes *
write_content (const Row *row, GBytes *previous)
{
  g_autoptr (JsonObject) object = json_object_new ();
  g_autoptr (JsonNode) node = json_node_init_object (json_node_alloc (), object);
  g_autofree char *heads = hash_of (row->heads);
  g_autofree char *before = hash_of (previous);
  char *text;

  json_object_set_int_member (object, "yinxin-chain", 1);
  json_object_set_int_member (object, "number", row->number);
  json_object_set_int_member (object, "until", row->until);
  json_object_set_string_member (object, "previous", before);
  json_object_set_string_member (object, "heads", heads);
  text = yx_json_write (node);
  return g_bytes_new_take (text, strlen (text));
}

static gboolean
insert_row (YxDatabase *db, gpointer data, GError **error)
{
  const Row *row = data;
  g_autoptr (YxStatement) statement
      = yx_database_prepare (db,
                             "INSERT INTO \"chain_record\" (\"number\", \"until\", \"heads\", \"record\") "
                             "VALUES (:number, :until, :heads, :record)",
                             error);

  if (statement == NULL)
    return FALSE;
  yx_statement_bind_int (statement, "number", row->number);
  yx_statement_bind_int (statement, "until", row->until);
  yx_statement_bind_bytes (statement, "heads", row->heads);
  yx_statement_bind_bytes (statement, "record", row->record);
  return yx_statement_run (statement, error);
}

/**
 * yx_hall_chain_record:
 * @hall: a hall with its signer
 * @error: why it could not be signed or written
 *
 * Signs what the events' chains have come to since the last time; nothing where nothing happened. The
 * records are chained themselves.
 *
 * Returns: whether it is written
 */
gboolean
yx_hall_chain_record (YxHall *hall, GError **error)
{
  g_auto (Row) last = { 0 };
  g_auto (Row) next = { 0 };
  g_autoptr (GBytes) content = NULL;

  if (!yx_hall_readers_run (hall->readers, read_last, &last, error))
    return FALSE;
  next.until = last.until;
  if (!yx_hall_readers_run (hall->readers, read_heads, &next, error))
    return FALSE;
  if (g_bytes_get_size (next.heads) == 0 || (last.heads != NULL && g_bytes_equal (last.heads, next.heads)))
    return TRUE;
  next.number = last.number + 1;
  next.until = MAX (yx_clock_now (hall->clock), last.until);
  content = write_content (&next, last.record);
  next.record = yx_hall_signer_record (hall->signer, content, error);
  return next.record != NULL && yx_writer_run (hall->writer, insert_row, &next, error);
}

static void
record (gpointer data)
{
  g_autoptr (GError) error = NULL;

  if (!yx_hall_chain_record (data, &error))
    g_log_structured (G_LOG_DOMAIN, G_LOG_LEVEL_MESSAGE, "MESSAGE",
                      "The events' heads could not be signed: %s", error->message);
}

static gboolean
hour_over (gpointer data)
{
  YxHallChain *chain = data;

  (void)yx_workers_run (chain->workers, record, chain->hall, NULL, NULL);
  return G_SOURCE_CONTINUE;
}

/**
 * yx_hall_chain_start:
 * @hall: a hall with its signer; must outlive this
 *
 * Signs now what an earlier run has left, and then every hour, told by the thread-default main context.
 *
 * Returns: (transfer full): what does it
 */
YxHallChain *
yx_hall_chain_start (YxHall *hall)
{
  YxHallChain *chain = g_new0 (YxHallChain, 1);

  chain->hall = hall;
  chain->workers = yx_workers_new ("hall-chain", 1, 4);
  chain->timer = g_timeout_source_new_seconds (HOUR_SECONDS);
  g_source_set_callback (chain->timer, hour_over, chain, NULL);
  g_source_attach (chain->timer, g_main_context_get_thread_default ());
  (void)hour_over (chain);
  return chain;
}

/**
 * yx_hall_chain_stop:
 * @chain: (transfer full): what yx_hall_chain_start() gave
 *
 * Signs once more, so that a hall that is stopped leaves nothing unsigned.
 */
void
yx_hall_chain_stop (YxHallChain *chain)
{
  g_source_destroy (chain->timer);
  g_source_unref (chain->timer);
  (void)hour_over (chain);
  yx_workers_free (chain->workers);
  g_free (chain);
}

/* What is looked at when all records are checked. */
typedef struct
{
  GPtrArray *faults;
  GPtrArray *signers;    /* (unowned): the hall's services for records, one after the other */
  GBytes *previous;      /* (owned) (nullable) */
  gint64 number;
  YxStatement *event; /* (unowned): finds the chain value of an object's numbered event */
} Check;

static void
note (Check *check, gint64 number, const char *what)
{
  g_ptr_array_add (check->faults, g_strdup_printf ("chain record %" G_GINT64_FORMAT " %s", number, what));
}

static gboolean
is_ours (GPtrArray *signers, YxCertificate *signer)
{
  for (guint i = 0; i < signers->len; i++)
    if (yx_certificate_equal (signers->pdata[i], signer))
      return TRUE;
  return FALSE;
}

static gboolean
is_signed (Check *check, const Row *row)
{
  g_autoptr (YxCms) cms = yx_cms_unwrap (row->record, YX_HALL_RECORD_TYPE, NULL);
  g_autoptr (GBytes) wanted = write_content (row, check->previous);

  return cms != NULL && cms->valid && cms->signer != NULL && is_ours (check->signers, cms->signer)
         && g_bytes_equal (cms->content, wanted);
}

/* Whether the event that a line of heads names is still there, and the same. */
static gboolean
is_there (Check *check, const char *line, GError **error)
{
  g_auto (GStrv) words = g_strsplit (line, " ", 4);
  gint64 number = 0;
  YxStep step;
  gboolean same;

  if (g_strv_length (words) != 3 || !g_ascii_string_to_signed (words[1], 10, 1, G_MAXINT64, &number, NULL))
    return FALSE;
  yx_statement_bind_text (check->event, "object", words[0]);
  yx_statement_bind_int (check->event, "number", number);
  step = yx_statement_step (check->event, error);
  same = step == YX_STEP_ROW && g_strcmp0 (yx_statement_text (check->event, "chain"), words[2]) == 0;
  yx_statement_reset (check->event);
  return same;
}

static void
check_row (Check *check, const Row *row)
{
  g_autofree char *text = g_strndup (g_bytes_get_data (row->heads, NULL), g_bytes_get_size (row->heads));
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  if (row->number != check->number + 1 || !is_signed (check, row))
    note (check, row->number, "is not what the hall signed");
  for (guint i = 0; lines[i] != NULL; i++)
    if (lines[i][0] != '\0' && !is_there (check, lines[i], NULL))
      {
        note (check, row->number, "names an event that is no longer there");
        break;
      }
  check->number = row->number;
  g_clear_pointer (&check->previous, g_bytes_unref);
  check->previous = g_bytes_ref (row->record);
}

static gboolean
check_rows (YxDatabase *db, gpointer data, GError **error)
{
  Check *check = data;
  g_autoptr (YxStatement) statement = yx_database_prepare (
      db, "SELECT \"number\", \"until\", \"heads\", \"record\" FROM \"chain_record\" ORDER BY \"number\"",
      error);
  g_autoptr (YxStatement) event = yx_database_prepare (
      db, "SELECT \"chain\" FROM \"event\" WHERE \"object\" = :object AND \"number\" = :number", error);
  YxStep step = statement != NULL && event != NULL ? yx_statement_step (statement, error) : YX_STEP_ERROR;

  check->event = event;
  for (; step == YX_STEP_ROW; step = yx_statement_step (statement, error))
    {
      g_auto (Row) row
          = { yx_statement_int (statement, "number"), yx_statement_int (statement, "until"),
              yx_statement_bytes (statement, "heads"), yx_statement_bytes (statement, "record") };

      check_row (check, &row);
    }
  return step == YX_STEP_DONE;
}

static GPtrArray *
read_signers (const char *folder, GError **error)
{
  g_autoptr (GPtrArray) signers = yx_certificate_list_new ();
  guint n = yx_hall_authority_count (folder, YX_HALL_CA_RECORDS);

  for (guint i = 1; i <= n; i++)
    {
      g_autofree char *file = yx_hall_authority_file (YX_HALL_CA_RECORDS, i);
      YxCertificate *signer = yx_hall_authority_certificate (folder, file, error);

      if (signer == NULL)
        return NULL;
      g_ptr_array_add (signers, signer);
    }
  return g_steal_pointer (&signers);
}

/**
 * yx_hall_chain_check:
 * @hall: a hall
 * @faults: (element-type utf8): what is wrong is added to it
 * @error: why it could not be looked at
 *
 * Looks whether every record is signed, follows the one before, and names events that are still there.
 *
 * Returns: whether all could be looked at
 */
gboolean
yx_hall_chain_check (YxHall *hall, GPtrArray *faults, GError **error)
{
  g_autoptr (GPtrArray) signers = read_signers (hall->folder, error);
  Check check = { faults, signers, NULL, 0, NULL };
  gboolean done = signers != NULL && yx_hall_readers_run (hall->readers, check_rows, &check, error);

  g_clear_pointer (&check.previous, g_bytes_unref);
  return done;
}
