/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "hall/yx-hall-evidence.h"

#include <string.h>

#include "base/yx-fault.h"
#include "base/yx-id.h"
#include "base/yx-workers.h"
#include "crypto/yx-digest.h"
#include "hall/yx-hall-documents.h"
#include "hall/yx-hall-events.h"
#include "hall/yx-hall-feeds.h"
#include "hall/yx-hall-rows.h"
#include "model/yx-contract.h"
#include "model/yx-states.h"
#include "pdf/yx-pdf-timestamp.h"

#define WAITING 10000
#define SWEPT_AT_ONCE 100

struct _YxHallEvidence
{
  YxHall *hall;       /* (unowned) */
  YxWorkers *workers; /* (owned) */
  char *swept; /* (owned): the worker's; the last document that a sweep has looked at, "" to begin anew */
};

/* A document that waits for its timestamp. */
typedef struct
{
  YxHallEvidence *evidence; /* (unowned) */
  char *document;           /* (owned) */
} Job;

/* Evidence on its way. */
typedef struct
{
  YxDocument *document;
  YxRevision *revision;
  YxDocumentState state;
} Stamping;

static GBytes *
ask_token (const guint8 digest[YX_SHA256_SIZE], gpointer data, GError **error)
{
  YxHall *hall = data;

  return yx_hall_signer_timestamp (hall->signer, digest, yx_clock_now (hall->clock), error);
}

static YxRevision *
make_revision (YxHall *hall, const YxDocument *document, GBytes *head, GBytes *appended, const char *hash)
{
  YxRevision *revision = yx_revision_new ();
  g_autofree char *id = yx_id_new ("rev");
  g_autoptr (GBytes) whole = yx_hall_bytes_join (head, appended);
  g_autofree char *new_head = yx_sha256_hex (g_bytes_get_data (whole, NULL), g_bytes_get_size (whole));

  yx_record_set_text (revision, "id", id);
  yx_record_set_text (revision, "document", document->id);
  yx_record_set_int (revision, "number", document->revisions + 1);
  yx_record_set_int (revision, "kind", YX_REVISION_EVIDENCE);
  yx_record_set_text (revision, "hash", hash);
  yx_record_set_text (revision, "head", new_head);
  yx_record_set_text (revision, "previous", document->head);
  yx_record_set_int (revision, "size", (gint64)g_bytes_get_size (appended));
  yx_record_set_int (revision, "at", yx_clock_now (hall->clock));
  return revision;
}

/* A complete contract is in force from its first day on. */
static gboolean
put_in_force (YxHallWrite *write, const YxDocument *document, GError **error)
{
  if (document->kind != YX_DOCUMENT_CONTRACT)
    return TRUE;
  return yx_hall_execute (write->db,
                          "UPDATE \"contract\" SET \"state\" = 'running', \"version\" = \"version\" + 1 "
                          "WHERE \"id\" = :id AND \"state\" = 'pending'",
                          YX_WITH ("id", document->contract), error)
         && yx_hall_event_write (write, document->contract, "contract.signed", NULL, error)
         && yx_hall_feed_write (write, document->enterprise, "contract", document->contract, error);
}

static gboolean
stamp (YxHallWrite *write, gpointer data, GError **error)
{
  const Stamping *stamping = data;
  gboolean moved;

  if (!yx_hall_document_advance (write, stamping->document, stamping->revision, stamping->state, &moved,
                                 error))
    return FALSE;
  return moved
         || (yx_hall_event_write (write, stamping->document->id, "document.completed",
                                  stamping->revision->hash, error)
             && put_in_force (write, stamping->document, error));
}

static gboolean
append_timestamp (YxHall *hall, YxDocument *document, YxDocumentState state, GError **error)
{
  g_autoptr (GBytes) head = yx_hall_document_bytes (hall, document, error);
  g_autoptr (GBytes) appended = head != NULL ? yx_pdf_timestamp (head, ask_token, hall, error) : NULL;
  g_autofree char *hash = appended != NULL ? yx_object_store_put (hall->objects, appended, error) : NULL;
  g_autoptr (YxRevision) revision = NULL;
  Stamping stamping = { document, NULL, state };

  if (hash == NULL || YX_FAULT_ERROR ("hall.evidence.stamp", error))
    return FALSE;
  YX_FAULT ("hall.evidence.stamped");
  revision = make_revision (hall, document, head, appended, hash);
  stamping.revision = revision;
  return yx_hall_write (hall, NULL, stamp, &stamping, error);
}

/**
 * yx_hall_evidence_complete:
 * @hall: a hall
 * @document: a document's id
 *
 * Appends the document timestamp that a document waits for, once all have signed (spec.md 5.2-3). One that
 * doesn't wait for it, or not any more, is left as it is.
 *
 * Returns: whether nothing is left to do
 */
gboolean
yx_hall_evidence_complete (YxHall *hall, const char *document, GError **error)
{
  g_autoptr (YxDocument) found
      = yx_hall_find_now (hall, &yx_document_type, "\"id\" = :id", YX_WITH ("id", document), error);
  YxDocumentState state;

  if (found == NULL)
    return FALSE;
  if (!yx_document_step ((YxDocumentState)found->state, YX_ACT_STAMP, TRUE, &state))
    return TRUE;
  return append_timestamp (hall, found, state, error);
}

static void
complain (const char *document, const GError *problem)
{
  g_log_structured (G_LOG_DOMAIN, G_LOG_LEVEL_WARNING, "MESSAGE", "%s waits for its timestamp: %s", document,
                    problem->message);
}

static void
complete (YxHallEvidence *evidence, const char *document)
{
  g_autoptr (GError) problem = NULL;

  if (!yx_hall_evidence_complete (evidence->hall, document, &problem))
    complain (document, problem);
}

static void
run_job (gpointer data)
{
  Job *job = data;

  complete (job->evidence, job->document);
}

/* Some at a time, each after the other, so that those which fail again do not keep the rest from their turn.
 */
static void
sweep (gpointer data)
{
  YxHallEvidence *evidence = data;
  g_autofree char *most = g_strdup_printf (
      "\"state\" = 'to_stamp' AND \"id\" > :swept ORDER BY \"id\" LIMIT %d", SWEPT_AT_ONCE);
  g_autoptr (GError) problem = NULL;
  g_autoptr (GPtrArray) waiting = yx_hall_rows_now (evidence->hall, &yx_document_type, most,
                                                    YX_WITH ("swept", evidence->swept), &problem);

  if (waiting == NULL)
    {
      complain ("A document", problem);
      return;
    }
  g_free (evidence->swept);
  evidence->swept
      = g_strdup (waiting->len == SWEPT_AT_ONCE ? ((YxDocument *)waiting->pdata[waiting->len - 1])->id : "");
  for (guint i = 0; i < waiting->len; i++)
    complete (evidence, ((YxDocument *)waiting->pdata[i])->id);
}

static void
free_job (gpointer data)
{
  Job *job = data;

  g_free (job->document);
  g_free (job);
}

/**
 * yx_hall_evidence_new:
 * @hall: a hall with a signer
 *
 * Returns: (transfer full): a worker that completes documents, beginning with those that waited when the hall
 *   stopped
 */
YxHallEvidence *
yx_hall_evidence_new (YxHall *hall, GError **error)
{
  g_autoptr (GPtrArray) waiting = yx_hall_rows_now (
      hall, &yx_document_type, "\"state\" = 'to_stamp' ORDER BY \"created\", \"id\"", NULL, error);
  YxHallEvidence *evidence;

  if (waiting == NULL)
    return NULL;
  evidence = g_new0 (YxHallEvidence, 1);
  evidence->hall = hall;
  evidence->swept = g_strdup ("");
  evidence->workers = yx_workers_new ("evidence", 1, WAITING);
  for (guint i = 0; i < waiting->len; i++)
    yx_hall_evidence_add (evidence, ((YxDocument *)waiting->pdata[i])->id);
  return evidence;
}

/**
 * yx_hall_evidence_free:
 * @evidence: (transfer full): a worker
 *
 * Lets what waits be completed and ends the thread.
 */
void
yx_hall_evidence_free (YxHallEvidence *evidence)
{
  yx_workers_free (evidence->workers);
  g_free (evidence->swept);
  g_free (evidence);
}

/**
 * yx_hall_evidence_add:
 * @evidence: a worker
 * @document: the id of a document that has just been signed by all
 *
 * Should the queue be full or the timestamp fail, the document waits for yx_hall_evidence_sweep().
 */
void
yx_hall_evidence_add (YxHallEvidence *evidence, const char *document)
{
  Job *job = g_new0 (Job, 1);
  g_autoptr (GError) problem = NULL;

  job->evidence = evidence;
  job->document = g_strdup (document);
  if (!yx_workers_run (evidence->workers, run_job, job, free_job, &problem))
    complain (document, problem);
}

/**
 * yx_hall_evidence_sweep:
 * @evidence: a worker
 *
 * Has it look for documents that still wait for their timestamp, a hundred at most; nothing while it has
 * other things to do.
 */
void
yx_hall_evidence_sweep (YxHallEvidence *evidence)
{
  if (yx_workers_waiting (evidence->workers) == 0)
    (void)yx_workers_run (evidence->workers, sweep, evidence, NULL, NULL);
}
