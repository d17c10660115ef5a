/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "flow/yx-flow-receipt.h"

#include <string.h>

#include "base/yx-json.h"
#include "crypto/yx-cms.h"
#include "crypto/yx-digest.h"

#define FACTS 5

/**
 * yx_signed_new:
 * @document: the document's id
 * @revision: the revision's id
 * @base: the document that was signed
 * @appended: what signing appended
 *
 * Returns: (transfer full): what to expect in the receipt
 */
YxSigned *
yx_signed_new (const char *document, const char *revision, GBytes *base, GBytes *appended)
{
  YxSigned *made = g_new0 (YxSigned, 1);
  g_autoptr (YxDigest) digest = yx_digest_new ();
  guint8 value[YX_SHA256_SIZE];

  made->document = g_strdup (document);
  made->revision = g_strdup (revision);
  made->base = yx_sha256_hex (g_bytes_get_data (base, NULL), g_bytes_get_size (base));
  made->hash = yx_sha256_hex (g_bytes_get_data (appended, NULL), g_bytes_get_size (appended));
  yx_digest_update (digest, g_bytes_get_data (base, NULL), g_bytes_get_size (base));
  yx_digest_update (digest, g_bytes_get_data (appended, NULL), g_bytes_get_size (appended));
  yx_digest_finish (digest, value);
  made->head = yx_hex (value, sizeof value);
  return made;
}

/**
 * yx_signed_free:
 * @signed_here: (transfer full): what was signed
 */
void
yx_signed_free (YxSigned *signed_here)
{
  g_free (signed_here->document);
  g_free (signed_here->revision);
  g_free (signed_here->base);
  g_free (signed_here->hash);
  g_free (signed_here->head);
  g_free (signed_here);
}

static char *
fact_name (const char *kind, const char *revision)
{
  return g_strconcat (kind, "/", revision, NULL);
}

/**
 * yx_signed_keep:
 * @signed_here: what was signed
 * @store: where the signed bytes will wait, too
 *
 * Returns: whether it is on disk
 */
gboolean
yx_signed_keep (YxSigned *signed_here, YxLocalStore *store, GError **error)
{
  g_autofree char *name = fact_name ("signed", signed_here->revision);
  g_autofree char *text = g_strjoin ("\n", signed_here->document, signed_here->revision, signed_here->base,
                                     signed_here->hash, signed_here->head, NULL);
  g_autoptr (GBytes) fact = g_bytes_new_static (text, strlen (text));

  return yx_local_store_keep (store, name, fact, error);
}

/**
 * yx_signed_kept:
 * @store: a store
 * @revision: a revision's id
 *
 * Returns: (transfer full) (nullable): what was kept of it
 */
YxSigned *
yx_signed_kept (YxLocalStore *store, const char *revision, GError **error)
{
  g_autofree char *name = fact_name ("signed", revision);
  g_autoptr (GError) local = NULL;
  g_autoptr (GBytes) fact = yx_local_store_kept (store, name, &local);
  g_autofree char *text = NULL;
  g_auto (GStrv) parts = NULL;
  YxSigned *kept;

  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }
  text = fact != NULL ? g_strndup (g_bytes_get_data (fact, NULL), g_bytes_get_size (fact)) : g_strdup ("");
  parts = g_strsplit (text, "\n", FACTS + 1);
  if (g_strv_length (parts) != FACTS)
    {
      g_set_error_literal (error, YX_FLOW_ERROR, YX_FLOW_ERROR_RECEIPT, "This computer does not know what was signed");
      return NULL;
    }
  kept = g_new0 (YxSigned, 1);
  kept->document = g_strdup (parts[0]);
  kept->revision = g_strdup (parts[1]);
  kept->base = g_strdup (parts[2]);
  kept->hash = g_strdup (parts[3]);
  kept->head = g_strdup (parts[4]);
  return kept;
}

static gboolean
refuse (GError **error, const char *what)
{
  g_set_error (error, YX_FLOW_ERROR, YX_FLOW_ERROR_RECEIPT, "The hall's receipt does not hold: %s", what);
  return FALSE;
}

static gboolean
by_records_key (YxActor *actor, const YxCms *cms, GError **error)
{
  g_autoptr (GPtrArray) authorities = yx_actor_authorities (actor, YX_AUTHORITY_RECORDS, error);

  if (authorities == NULL)
    return FALSE;
  for (guint i = 0; i < authorities->len; i++)
    if (yx_certificate_equal (authorities->pdata[i], cms->signer))
      return TRUE;
  return refuse (error, "the hall's key for records did not sign it");
}

/**
 * yx_flow_read_receipt:
 * @actor: an actor
 * @receipt: a receipt, DER
 *
 * Returns: (transfer full) (nullable): what it says, once the signature of the hall's records key holds
 */
YxReceipt *
yx_flow_read_receipt (YxActor *actor, GBytes *receipt, GError **error)
{
  g_autoptr (YxCms) cms = yx_cms_unwrap (receipt, YX_RECEIPT_CONTENT_TYPE, error);
  g_autoptr (JsonNode) node = NULL;

  if (cms == NULL)
    return NULL;
  if (!cms->valid || cms->signer == NULL || cms->content == NULL)
    {
      refuse (error, cms->reason != NULL ? cms->reason : "it is not signed");
      return NULL;
    }
  if (!by_records_key (actor, cms, error))
    return NULL;
  node = yx_json_parse (g_bytes_get_data (cms->content, NULL), g_bytes_get_size (cms->content), NULL, error);
  return node != NULL ? yx_record_from_json (&yx_receipt_type, node, YX_ANSWER, error) : NULL;
}

static gboolean
same (const YxReceipt *receipt, const YxSigned *signed_here)
{
  return g_strcmp0 (receipt->document, signed_here->document) == 0
         && g_strcmp0 (receipt->revision, signed_here->revision) == 0 && g_strcmp0 (receipt->hash, signed_here->hash) == 0
         && g_strcmp0 (receipt->head, signed_here->head) == 0;
}

/**
 * yx_flow_keep_receipt:
 * @actor: an actor
 * @signed_here: what was signed and sent
 * @revision: the hall's answer
 *
 * Checks the hall's receipt against what was sent and keeps it.
 *
 * Returns: whether it is kept; %YX_FLOW_ERROR_RECEIPT
 */
gboolean
yx_flow_keep_receipt (YxActor *actor, const YxSigned *signed_here, const YxRevision *revision, GError **error)
{
  g_autofree char *name = fact_name ("receipt", signed_here->revision);
  g_autoptr (YxReceipt) receipt = NULL;

  if (revision->receipt == NULL)
    return refuse (error, "there is none");
  receipt = yx_flow_read_receipt (actor, revision->receipt, error);
  if (receipt == NULL)
    return FALSE;
  if (!same (receipt, signed_here))
    return refuse (error, "it is for something else than was sent");
  if (actor->certificate != NULL && g_strcmp0 (receipt->signer, yx_certificate_fingerprint (actor->certificate)) != 0)
    return refuse (error, "it names another signer");
  return yx_local_store_keep (actor->store, name, revision->receipt, error);
}

/**
 * yx_flow_kept_receipt:
 * @actor: an actor
 * @revision: a revision that was signed here
 *
 * Returns: (transfer full) (nullable): the hall's receipt as it was kept, checked again
 */
YxReceipt *
yx_flow_kept_receipt (YxActor *actor, const char *revision, GError **error)
{
  g_autofree char *name = fact_name ("receipt", revision);
  g_autoptr (GError) local = NULL;
  g_autoptr (GBytes) kept = yx_local_store_kept (actor->store, name, &local);

  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }
  if (kept == NULL)
    {
      refuse (error, "none is kept");
      return NULL;
    }
  return yx_flow_read_receipt (actor, kept, error);
}
