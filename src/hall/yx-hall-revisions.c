/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "hall/yx-hall-handlers.h"

#include <string.h>

#include "base/yx-fault.h"
#include "base/yx-id.h"
#include "base/yx-json.h"
#include "crypto/yx-digest.h"
#include "hall/yx-hall-acceptance.h"
#include "hall/yx-hall-documents.h"
#include "hall/yx-hall-events.h"
#include "hall/yx-hall-evidence.h"
#include "hall/yx-hall-feeds.h"
#include "hall/yx-hall-rows.h"
#include "model/yx-person.h"
#include "model/yx-receipt.h"
#include "model/yx-seal-use.h"

/* A revision on its way. */
typedef struct
{
  YxHallCall *call;
  YxDocument *document; /* (owned): as it stood */
  char *hash;           /* (owned): of the appended bytes */
  YxHallAcceptance acceptance;
  YxRevision *revision; /* (owned) */
  YxSealUse *use;       /* (owned) (nullable) */
  gboolean seen;        /* it was taken before */
} Appending;

static void
clear_appending (Appending *appending)
{
  g_clear_pointer (&appending->document, yx_document_unref);
  g_clear_pointer (&appending->revision, yx_revision_unref);
  g_clear_pointer (&appending->use, yx_seal_use_unref);
  g_clear_pointer (&appending->acceptance.whole, g_bytes_unref);
  yx_hall_acceptance_clear (&appending->acceptance);
  g_free (appending->hash);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Appending, clear_appending)

static gboolean
refuse (GError **error, YxProblemCode code)
{
  yx_problem_set (error, code, NULL, NULL);
  return FALSE;
}

/* The same revision again is no new one; its id with other bytes is a mistake. */
static gboolean
compare_taken (Appending *appending, const YxRevision *taken, GError **error)
{
  if (taken == NULL)
    return TRUE;
  if (strcmp (taken->document, appending->document->id) != 0 || strcmp (taken->hash, appending->hash) != 0
      || g_strcmp0 (taken->account, appending->call->session->account) != 0)
    return refuse (error, YX_PROBLEM_IDEMPOTENCY_MISMATCH);
  appending->seen = TRUE;
  return TRUE;
}

static gboolean
look_taken (Appending *appending, GError **error)
{
  g_autoptr (YxRevision) taken = NULL;

  return yx_hall_look_now (appending->call->hall, &yx_revision_type, "\"id\" = :id",
                           YX_WITH ("id", appending->call->parameters.values[1]), &taken, error)
         && compare_taken (appending, taken, error);
}

static gboolean
judge (Appending *appending, GError **error)
{
  YxHall *hall = appending->call->hall;
  g_autoptr (GBytes) head = yx_hall_document_bytes (hall, appending->document, error);

  if (head == NULL)
    return FALSE;
  if (g_bytes_get_size (head) + g_bytes_get_size (appending->call->body) > YX_HALL_DOCUMENT_MAX)
    return refuse (error, YX_PROBLEM_TOO_LARGE);
  appending->acceptance.document = appending->document;
  appending->acceptance.whole = yx_hall_bytes_join (head, appending->call->body);
  appending->acceptance.now = yx_clock_now (hall->clock);
  return yx_hall_accept (appending->call, &appending->acceptance, error);
}

static GBytes *
sign_receipt (Appending *appending, const char *head, GError **error)
{
  const YxHallAcceptance *accepted = &appending->acceptance;
  g_autoptr (YxReceipt) receipt = yx_receipt_new ();
  g_autoptr (GBytes) content = NULL;
  char *json;

  yx_record_set_text (receipt, "document", appending->document->id);
  yx_record_set_text (receipt, "revision", appending->call->parameters.values[1]);
  yx_record_set_text (receipt, "hash", appending->hash);
  yx_record_set_text (receipt, "head", head);
  yx_record_set_text (receipt, "signer", accepted->certificate->fingerprint);
  yx_record_set_int (receipt, "capacity", accepted->certificate->capacity);
  yx_record_set_int (receipt, "at", accepted->now);
  if (accepted->seal != NULL)
    {
      yx_record_set_text (receipt, "seal", accepted->seal->id);
      yx_record_set_int (receipt, "seal_version", accepted->seal->version);
    }
  json = yx_record_to_text (receipt, YX_ANSWER);
  content = g_bytes_new_take (json, strlen (json));
  return yx_hall_signer_record (appending->call->hall->signer, content, error);
}

static gboolean
make_revision (Appending *appending, GError **error)
{
  const YxHallAcceptance *accepted = &appending->acceptance;
  YxRevision *revision = yx_revision_new ();
  g_autofree char *head
      = yx_sha256_hex (g_bytes_get_data (accepted->whole, NULL), g_bytes_get_size (accepted->whole));
  g_autoptr (GBytes) receipt = sign_receipt (appending, head, error);

  appending->revision = revision;
  if (receipt == NULL)
    return FALSE;
  yx_record_set_text (revision, "id", appending->call->parameters.values[1]);
  yx_record_set_text (revision, "document", appending->document->id);
  yx_record_set_int (revision, "number", appending->document->revisions + 1);
  yx_record_set_int (revision, "kind", YX_REVISION_SIGNATURE);
  yx_record_set_text (revision, "hash", appending->hash);
  yx_record_set_text (revision, "head", head);
  yx_record_set_text (revision, "previous", appending->document->head);
  yx_record_set_int (revision, "size", (gint64)g_bytes_get_size (appending->call->body));
  yx_record_set_text (revision, "field", accepted->field);
  yx_record_set_text (revision, "account", appending->call->session->account);
  yx_record_set_text (revision, "seal", accepted->seal != NULL ? accepted->seal->id : NULL);
  yx_record_set_bytes (revision, "receipt", receipt);
  yx_record_set_int (revision, "at", accepted->now);
  return TRUE;
}

/* One record per use of a seal (spec.md 2.5-1). */
static gboolean
make_use (Appending *appending, GError **error)
{
  const YxHallCall *call = appending->call;
  const YxSeal *seal = appending->acceptance.seal;
  g_autofree char *id = yx_id_new ("use");
  g_autoptr (YxPerson) person = NULL;
  YxSealUse *use;

  if (seal == NULL)
    return TRUE;
  person = yx_hall_find_now (call->hall, &yx_person_type, "\"id\" = :id",
                             YX_WITH ("id", call->session->person), error);
  if (person == NULL)
    return FALSE;
  use = yx_seal_use_new ();
  yx_record_set_text (use, "id", id);
  yx_record_set_text (use, "seal", seal->id);
  yx_record_set_text (use, "enterprise", call->session->enterprise);
  yx_record_set_text (use, "account", call->session->account);
  yx_record_set_text (use, "user_name", person->name);
  yx_record_set_text (use, "seal_name", seal->name);
  yx_record_set_text (use, "document", appending->document->id);
  yx_record_set_text (use, "revision", call->parameters.values[1]);
  yx_record_set_int (use, "at", appending->acceptance.now);
  appending->use = use;
  return TRUE;
}

/* What the judge's answer rested on may have changed since. */
static gboolean
check_still (YxHallWrite *write, const Appending *appending, GError **error)
{
  const YxHallAcceptance *accepted = &appending->acceptance;
  g_autoptr (YxIssuedCertificate) certificate
      = yx_hall_find (write->hall, write->db, &yx_issued_certificate_type, "\"id\" = :id",
                      YX_WITH ("id", accepted->certificate->id), error);
  g_autoptr (YxSeal) seal = NULL;

  if (certificate == NULL)
    return FALSE;
  if (accepted->seal != NULL)
    {
      seal = yx_hall_find (write->hall, write->db, &yx_seal_type, "\"id\" = :id",
                           YX_WITH ("id", accepted->seal->id), error);
      if (seal == NULL)
        return FALSE;
    }
  if (certificate->state == YX_CERTIFICATE_VALID
      && (seal == NULL || (seal->state == YX_SEAL_VALID && seal->version == accepted->seal->version)))
    return TRUE;
  yx_problem_set (error, YX_PROBLEM_REVISION_REFUSED, seal != NULL ? "seal" : "signer",
                  "Certificate or seal changed while the revision was judged");
  return FALSE;
}

static gboolean
write_use (YxHallWrite *write, const Appending *appending, GError **error)
{
  return appending->use == NULL
         || (yx_record_insert (appending->use, write->db, &write->hall->sealer, error)
             && yx_hall_event_write (write, appending->use->seal, "seal.used", appending->hash, error)
             && yx_hall_feed_write (write, appending->use->enterprise, "seal-use", appending->use->id,
                                    error));
}

static gboolean
append (YxHallWrite *write, gpointer data, GError **error)
{
  Appending *appending = data;
  g_autoptr (YxRevision) taken = NULL;
  gboolean moved;

  appending->seen = FALSE;
  if (!yx_hall_look (write->hall, write->db, &yx_revision_type, "\"id\" = :id",
                     YX_WITH ("id", appending->revision->id), &taken, error)
      || !compare_taken (appending, taken, error))
    return FALSE;
  if (appending->seen)
    return TRUE;
  if (!check_still (write, appending, error)
      || !yx_hall_document_advance (write, appending->document, appending->revision,
                                    appending->acceptance.state, &moved, error))
    return FALSE;
  if (moved)
    return refuse (error, YX_PROBLEM_DOCUMENT_MOVED);
  return yx_hall_event_write (write, appending->document->id,
                              appending->use != NULL ? "document.sealed" : "document.signed", appending->hash,
                              error)
         && write_use (write, appending, error);
}

static gboolean
answer (YxHallCall *call, gboolean seen, GError **error)
{
  call->answer = yx_hall_find_now (call->hall, &yx_revision_type, "\"id\" = :id",
                                   YX_WITH ("id", call->parameters.values[1]), error);
  if (call->answer == NULL)
    return FALSE;
  call->status = seen ? 200 : 201;
  call->etag = g_strdup (((YxRevision *)call->answer)->head);
  return TRUE;
}

/* A worker signs only after consent to the electronic form (law.md L-form); a separation certificate is no
 * agreement, its mark a receipt. */
static gboolean
check_consent (const Appending *appending, GError **error)
{
  if (appending->call->session->kind != YX_ACCOUNT_PERSON
      || appending->document->kind == YX_DOCUMENT_SEPARATION
      || yx_record_has (appending->document, "consented"))
    return TRUE;
  yx_problem_set (error, YX_PROBLEM_LAW, "consent",
                  "The worker has not yet consented to the electronic form of this document (L-form, 54号 6)");
  return FALSE;
}

/* The bytes are on the disk before the row that names them. */
static gboolean
take (Appending *appending, GError **error)
{
  YxHallCall *call = appending->call;
  g_autofree char *stored = NULL;

  if (strcmp (call->if_match, appending->document->head) != 0)
    return refuse (error, YX_PROBLEM_DOCUMENT_MOVED);
  if (!check_consent (appending, error) || !judge (appending, error) || !make_revision (appending, error) || !make_use (appending, error))
    return FALSE;
  YX_FAULT ("hall.revision.judged");
  stored = yx_object_store_put (call->hall->objects, call->body, error);
  if (stored == NULL || !yx_hall_write (call->hall, call, append, appending, error))
    return FALSE;
  YX_FAULT ("hall.revision.written");
  if (!appending->seen && appending->acceptance.state == YX_DOCUMENT_TO_STAMP && call->hall->evidence != NULL)
    yx_hall_evidence_add (call->hall->evidence, appending->document->id);
  return TRUE;
}

/* `revision.append`: a party's signature, taken by compare-and-swap after the judge passed it (design.md,
 * idea 3). */
gboolean
yx_hall_revision_append (YxHallCall *call, GError **error)
{
  g_auto (Appending) appending = { .call = call };

  appending.document = yx_document_ref (call->document);
  if (call->if_match == NULL)
    return refuse (error, YX_PROBLEM_PRECONDITION_REQUIRED);
  appending.hash = yx_sha256_hex (g_bytes_get_data (call->body, NULL), g_bytes_get_size (call->body));
  return look_taken (&appending, error) && (appending.seen || take (&appending, error))
         && answer (call, appending.seen, error);
}
