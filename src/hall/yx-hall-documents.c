/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "hall/yx-hall-documents.h"

#include <string.h>

#include "base/yx-base-error.h"
#include "crypto/yx-digest.h"
#include "hall/yx-hall-feeds.h"
#include "hall/yx-hall-handlers.h"
#include "hall/yx-hall-owner.h"
#include "hall/yx-hall-rows.h"
#include "model/yx-event.h"

/**
 * yx_hall_bytes_join:
 * @head: a document
 * @appended: a revision's bytes
 *
 * Returns: (transfer full): one after the other
 */
GBytes *
yx_hall_bytes_join (GBytes *head, GBytes *appended)
{
  GByteArray *whole = g_byte_array_sized_new ((guint)(g_bytes_get_size (head) + g_bytes_get_size (appended)));
  GBytes *const parts[] = { head, appended };

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (g_bytes_get_size (parts[i]) > 0)
      g_byte_array_append (whole, g_bytes_get_data (parts[i], NULL), (guint)g_bytes_get_size (parts[i]));
  return g_byte_array_free_to_bytes (whole);
}

/**
 * yx_hall_document_bytes:
 * @hall: a hall
 * @document: a document as it stands
 *
 * Returns: (transfer full): the whole document, put together from its revisions, whose hash is its head
 */
GBytes *
yx_hall_document_bytes (YxHall *hall, const YxDocument *document, GError **error)
{
  g_autoptr (GPtrArray) revisions
      = yx_hall_rows_now (hall, &yx_revision_type, "\"document\" = :document ORDER BY \"number\"",
                          YX_WITH ("document", document->id), error);
  g_autoptr (GBytes) whole = g_bytes_new (NULL, 0);
  g_autofree char *hash = NULL;

  for (guint i = 0; revisions != NULL && i < revisions->len && i < (guint)document->revisions; i++)
    {
      const YxRevision *revision = revisions->pdata[i];
      g_autoptr (GBytes) part
          = yx_object_store_get (hall->objects, revision->hash, YX_HALL_DOCUMENT_MAX, error);
      GBytes *joined;

      if (part == NULL)
        return NULL;
      joined = yx_hall_bytes_join (whole, part);
      g_bytes_unref (whole);
      whole = joined;
    }
  if (revisions == NULL)
    return NULL;
  hash = yx_sha256_hex (g_bytes_get_data (whole, NULL), g_bytes_get_size (whole));
  if (strcmp (hash, document->head) == 0)
    return g_steal_pointer (&whole);
  yx_base_error_set (error, YX_BASE_ERROR_CORRUPT, NULL, "%s is not what its head says", document->id);
  return NULL;
}

/**
 * yx_hall_document_advance:
 * @write: a transaction
 * @document: as it stood when the revision was judged
 * @revision: what is appended
 * @state: the document's state then
 * @moved: (out): whether somebody was quicker; nothing is written then
 *
 * Takes a revision by comparing and swapping the head, and tells both parties' feeds.
 *
 * Returns: whether it is written or @moved
 */
gboolean
yx_hall_document_advance (YxHallWrite *write,
                          const YxDocument *document,
                          YxRevision *revision,
                          YxDocumentState state,
                          gboolean *moved,
                          GError **error)
{
  g_autoptr (YxStatement) statement = yx_hall_prepare (
      write->db,
      "UPDATE \"document\" SET \"head\" = :head, \"state\" = :state, \"revisions\" = :number, \"size\" = "
      ":size, "
      "\"completed\" = :completed WHERE \"id\" = :id AND \"head\" = :previous AND \"state\" = :before",
      YX_WITH ("id", document->id, "head", revision->head, "previous", document->head, "state",
               yx_choice_find (yx_document_states, (int)state)->nick, "before",
               yx_choice_find (yx_document_states, document->state)->nick),
      error);
  g_autoptr (YxDocument) now = NULL; /* the worker may have registered since it was judged */

  *moved = FALSE;
  if (statement == NULL)
    return FALSE;
  yx_statement_bind_int (statement, "number", revision->number);
  yx_statement_bind_int (statement, "size", document->size + revision->size);
  if (state == YX_DOCUMENT_COMPLETE)
    yx_statement_bind_int (statement, "completed", write->now);
  else
    yx_statement_bind_null (statement, "completed");
  if (!yx_statement_run (statement, error))
    return FALSE;
  *moved = yx_database_changes (write->db) != 1;
  if (*moved)
    return TRUE;
  now = yx_hall_find (write->hall, write->db, &yx_document_type, "\"id\" = :id", YX_WITH ("id", document->id),
                      error);
  return now != NULL && yx_record_insert (revision, write->db, &write->hall->sealer, error)
         && yx_hall_feed_write (write, now->enterprise, "document", document->id, error)
         && yx_hall_feed_write (write, now->person, "document", document->id, error);
}

/* `document.list`: an enterprise's or a person's own. */
gboolean
yx_hall_document_list (YxHallCall *call, GError **error)
{
  const char *condition
      = call->session->kind == YX_ACCOUNT_ENTERPRISE ? "\"enterprise\" = :party" : "\"person\" = :party";

  return yx_hall_answer_page (call, &yx_document_type, "created", condition,
                              YX_WITH ("party", yx_hall_scope_of (call->session)), error);
}

/* `document.get`: its version is its head. */
gboolean
yx_hall_document_get (YxHallCall *call, GError **error)
{
  call->etag = g_strdup (call->document->head);
  call->answer = yx_record_ref (call->document);
  return TRUE;
}

static gboolean
answer_of_document (YxHallCall *call, const YxRecordType *type, const char *condition, GError **error)
{
  return yx_hall_answer_page (call, type, "number", condition, YX_WITH ("document", call->document->id), error);
}

/* `document.events`: who did what, when, from where (spec.md 5.9-1). */
gboolean
yx_hall_document_events (YxHallCall *call, GError **error)
{
  return answer_of_document (call, &yx_event_type, "\"object\" = :document", error);
}

/* `revision.list` */
gboolean
yx_hall_revision_list (YxHallCall *call, GError **error)
{
  return answer_of_document (call, &yx_revision_type, "\"document\" = :document", error);
}

/* `revision.bytes`: what was appended, alone. */
gboolean
yx_hall_revision_bytes (YxHallCall *call, GError **error)
{
  g_autoptr (YxRevision) revision = yx_hall_find_now (
      call->hall, &yx_revision_type, "\"id\" = :id AND \"document\" = :document",
      YX_WITH ("id", call->parameters.values[1], "document", call->document->id), error);

  if (revision == NULL)
    return FALSE;
  call->answer_bytes = yx_object_store_get (call->hall->objects, revision->hash, YX_HALL_DOCUMENT_MAX, error);
  call->etag = g_strdup (revision->hash);
  return call->answer_bytes != NULL;
}
