/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "flow/yx-flow-document.h"

#include <string.h>

#include "crypto/yx-digest.h"
#include "flow/yx-flow-list.h"
#include "pdf/yx-judge-call.h"

#define MAX_DOCUMENT (32 * 1024 * 1024)

/**
 * yx_held_document_free:
 * @held: (transfer full): a document
 */
void
yx_held_document_free (YxHeldDocument *held)
{
  g_clear_pointer (&held->record, yx_document_unref);
  g_clear_pointer (&held->revisions, g_ptr_array_unref);
  g_clear_pointer (&held->bytes, g_bytes_unref);
  g_clear_pointer (&held->verdict, yx_verdict_free);
  g_free (held);
}

static gboolean
damaged (GError **error, const char *what)
{
  g_set_error (error, YX_FLOW_ERROR, YX_FLOW_ERROR_DAMAGED, "The document did not come as it was kept: %s", what);
  return FALSE;
}

static char *
digest_of_both (GBytes *before, GBytes *appended)
{
  g_autoptr (YxDigest) digest = yx_digest_new ();
  guint8 value[YX_SHA256_SIZE];

  if (before != NULL)
    yx_digest_update (digest, g_bytes_get_data (before, NULL), g_bytes_get_size (before));
  yx_digest_update (digest, g_bytes_get_data (appended, NULL), g_bytes_get_size (appended));
  yx_digest_finish (digest, value);
  return yx_hex (value, sizeof value);
}

/**
 * yx_flow_check_revision:
 * @revision: what the hall says of a revision
 * @previous: (nullable): the head of the revision before
 * @before: (nullable): the document before it
 * @appended: the revision's bytes
 *
 * Returns: whether the bytes are those that the record names, and follow what was before (design.md, idea 3)
 */
gboolean
yx_flow_check_revision (const YxRevision *revision, const char *previous, GBytes *before, GBytes *appended, GError **error)
{
  g_autofree char *hash = yx_sha256_hex (g_bytes_get_data (appended, NULL), g_bytes_get_size (appended));
  g_autofree char *head = digest_of_both (before, appended);

  if (g_strcmp0 (hash, revision->hash) != 0)
    return damaged (error, "a revision's hash is another one");
  if (g_strcmp0 (previous, revision->previous) != 0)
    return damaged (error, "a revision does not follow the one before");
  if (g_strcmp0 (head, revision->head) != 0)
    return damaged (error, "the whole has another hash");
  return TRUE;
}

static GBytes *
fetch_revision (YxActor *actor, const YxRevision *revision, GCancellable *cancellable, GError **error)
{
  const YxCall call = { .endpoint = YX_API_REVISION_BYTES, .parameters = { revision->document, revision->id } };

  return yx_connection_fetch (actor->connection, &call, cancellable, error);
}

static gboolean
add_revision (YxActor *actor, const YxRevision *revision, const char *previous, GByteArray *whole, GCancellable *cancellable,
              GError **error)
{
  g_autoptr (GBytes) appended = fetch_revision (actor, revision, cancellable, error);
  g_autoptr (GBytes) before = g_bytes_new_static (whole->data, whole->len);

  if (appended == NULL)
    return FALSE;
  if (g_bytes_get_size (appended) > MAX_DOCUMENT - whole->len)
    return damaged (error, "it is larger than any document");
  if (!yx_flow_check_revision (revision, previous, before, appended, error))
    return FALSE;
  g_byte_array_append (whole, g_bytes_get_data (appended, NULL), (guint) g_bytes_get_size (appended));
  return TRUE;
}

static GBytes *
put_together (YxActor *actor, GPtrArray *revisions, GCancellable *cancellable, GError **error)
{
  g_autoptr (GByteArray) whole = g_byte_array_new ();
  const char *previous = NULL;

  for (guint i = 0; i < revisions->len; i++)
    {
      const YxRevision *revision = revisions->pdata[i];

      if (revision->number != (gint64) i + 1 || revision->id == NULL || revision->document == NULL)
        {
          damaged (error, "a revision is missing");
          return NULL;
        }
      if (!add_revision (actor, revision, previous, whole, cancellable, error))
        return NULL;
      previous = revision->head;
    }
  return g_byte_array_free_to_bytes (g_steal_pointer (&whole));
}

/* The document may grow between two questions; then its record is asked for again. */
static YxHeldDocument *
fetch (YxActor *actor, const char *id, GCancellable *cancellable, GError **error)
{
  g_autoptr (YxHeldDocument) held = g_new0 (YxHeldDocument, 1);
  const YxCall list = { .endpoint = YX_API_REVISION_LIST, .parameters = { id } };
  const YxCall get = { .endpoint = YX_API_DOCUMENT_GET, .parameters = { id } };
  const YxRevision *last;

  held->record = yx_connection_call (actor->connection, &get, cancellable, error);
  if (held->record == NULL)
    return NULL;
  held->revisions = yx_flow_list (actor->connection, &list, cancellable, error);
  if (held->revisions == NULL)
    return NULL;
  if (held->revisions->len == 0)
    {
      damaged (error, "it has no revisions");
      return NULL;
    }
  held->bytes = put_together (actor, held->revisions, cancellable, error);
  if (held->bytes == NULL)
    return NULL;
  last = held->revisions->pdata[held->revisions->len - 1];
  if (g_strcmp0 (last->head, held->record->head) == 0)
    return g_steal_pointer (&held);
  g_clear_pointer (&held->record, yx_document_unref);
  held->record = yx_connection_call (actor->connection, &get, cancellable, error);
  if (held->record == NULL)
    return NULL;
  if (g_strcmp0 (last->head, held->record->head) == 0)
    return g_steal_pointer (&held);
  damaged (error, "its head is none of its revisions");
  return NULL;
}

/* Without any signature nothing can be proven; everything else must pass. */
static gboolean
let_pass (YxVerdict *verdict, GError **error)
{
  g_autoptr (GString) reasons = g_string_new (NULL);

  if (verdict->status == YX_VERDICT_PASSED
      || (verdict->status == YX_VERDICT_INDETERMINATE && verdict->signatures->len == 0))
    return TRUE;
  for (guint i = 0; i < verdict->reasons->len; i++)
    g_string_append_printf (reasons, "%s%s", i > 0 ? ", " : "", (char *) verdict->reasons->pdata[i]);
  g_set_error (error, YX_FLOW_ERROR, YX_FLOW_ERROR_REFUSED, "The document is not in order: %s", reasons->str);
  return FALSE;
}

/**
 * yx_held_document_judge:
 * @held: a document whose hashes were checked
 * @trust: the hall's root certificates, PEM
 * @now: by which time
 *
 * Returns: whether the judge lets it pass: @held has a verdict then; %YX_FLOW_ERROR_REFUSED
 */
gboolean
yx_held_document_judge (YxHeldDocument *held, GBytes *trust, gint64 now, GCancellable *cancellable, GError **error)
{
  const YxJudgeCall call = { .document = held->bytes, .trust = trust, .now = now };

  held->verdict = yx_judge_call (&call, cancellable, error);
  return held->verdict != NULL && let_pass (held->verdict, error);
}

/**
 * yx_flow_document:
 * @actor: an actor that is signed in
 * @id: a document
 *
 * Fetches a document, checks its bytes against the chain of hashes and has the judge look at it before
 * anything else reads it.
 *
 * Returns: (transfer full) (nullable): the document; %YX_FLOW_ERROR_DAMAGED, %YX_FLOW_ERROR_REFUSED
 */
YxHeldDocument *
yx_flow_document (YxActor *actor, const char *id, GCancellable *cancellable, GError **error)
{
  g_autoptr (YxHeldDocument) held = yx_actor_signed_in (actor, error) ? fetch (actor, id, cancellable, error) : NULL;
  gint64 now = held != NULL ? yx_connection_hall_now (actor->connection, cancellable, error) : -1;

  if (now < 0)
    return NULL;
  return yx_held_document_judge (held, actor->trust, now, cancellable, error) ? g_steal_pointer (&held) : NULL;
}

/**
 * yx_held_document_filled:
 * @held: a document
 * @field: the name of a signature place
 *
 * Returns: whether a signature stands there
 */
gboolean
yx_held_document_filled (YxHeldDocument *held, const char *field)
{
  for (guint i = 0; i < held->verdict->signatures->len; i++)
    {
      const YxVerdictSignature *signature = held->verdict->signatures->pdata[i];

      if (g_strcmp0 (signature->field, field) == 0)
        return TRUE;
    }
  return FALSE;
}
