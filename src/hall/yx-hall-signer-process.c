/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "hall/yx-hall-signer-process.h"

#include <string.h>

#include "crypto/yx-cms.h"
#include "crypto/yx-crypto.h"
#include "crypto/yx-timestamp.h"
#include "hall/yx-hall-authorities.h"
#include "hall/yx-hall-error.h"
#include "hall/yx-hall-signer-wire.h"
#include "hall/yx-hall-signer.h"
#include "seal/yx-seal-object.h"

/* A service's certificate and key. */
typedef struct
{
  YxKey *key;                 /* (owned) */
  YxCertificate *certificate; /* (owned) */
  YxSigner signer;
} Service;

typedef struct
{
  YxAuthority *issuing; /* (owned) */
  GPtrArray *chain;     /* (owned): the issuing authority, for who checks a signature with the root alone */
  Service seal_maker;
  Service tsa;
  Service records;
} Keys;

static void
clear_service (Service *service)
{
  g_clear_pointer (&service->key, yx_key_unref);
  g_clear_pointer (&service->certificate, yx_certificate_unref);
}

static void
clear_keys (Keys *keys)
{
  g_clear_pointer (&keys->issuing, yx_authority_free);
  g_clear_pointer (&keys->chain, g_ptr_array_unref);
  clear_service (&keys->seal_maker);
  clear_service (&keys->tsa);
  clear_service (&keys->records);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Keys, clear_keys)

static gboolean
load_pair (const char *folder, const char *name, YxKey **key, YxCertificate **certificate, GError **error)
{
  *key = yx_hall_authority_key (folder, name, error);
  *certificate = *key != NULL ? yx_hall_authority_certificate (folder, name, error) : NULL;
  return *certificate != NULL;
}

static gboolean
load_service (Keys *keys, Service *service, const char *folder, const char *name, GError **error)
{
  if (!load_pair (folder, name, &service->key, &service->certificate, error))
    return FALSE;
  service->signer = (YxSigner){ service->certificate, keys->chain, yx_cms_sign_with_key, service->key };
  return TRUE;
}

static gboolean
load_keys (Keys *keys, const char *folder, GError **error)
{
  g_autoptr (YxKey) key = NULL;
  g_autoptr (YxCertificate) certificate = NULL;

  if (!load_pair (folder, YX_HALL_CA_ISSUING, &key, &certificate, error))
    return FALSE;
  keys->issuing = yx_authority_new (certificate, key, NULL, error);
  if (keys->issuing == NULL)
    return FALSE;
  keys->chain = yx_certificate_list_new ();
  g_ptr_array_add (keys->chain, yx_certificate_ref (certificate));
  return load_service (keys, &keys->seal_maker, folder, YX_HALL_CA_SEAL_MAKER, error)
         && load_service (keys, &keys->tsa, folder, YX_HALL_CA_TSA, error)
         && load_service (keys, &keys->records, folder, YX_HALL_CA_RECORDS, error);
}

/* Checked here again: the one who asks need not be believed. */
static GVariant *
read_payload (GBytes *payload, const char *type, GError **error)
{
  g_autoptr (GVariant) value
      = g_variant_ref_sink (g_variant_new_from_bytes (G_VARIANT_TYPE (type), payload, FALSE));

  if (g_variant_is_normal_form (value))
    return g_steal_pointer (&value);
  g_set_error_literal (error, YX_CRYPTO_ERROR, YX_CRYPTO_ERROR_MALFORMED, "The signer does not understand");
  return NULL;
}

static GBytes *
issue (Keys *keys, GBytes *payload, GError **error)
{
  g_autoptr (GVariant) value = read_payload (payload, YX_HALL_SIGNER_ISSUE_TYPE, error);
  g_autoptr (GVariant) request = NULL;
  g_autoptr (GBytes) csr = NULL;
  g_autoptr (YxCertificate) certificate = NULL;
  YxSubject subject = { NULL };
  guint32 capacity;
  guint32 identity;
  gint64 now;

  if (value == NULL)
    return NULL;
  g_variant_get (value, "(@ay&sm&sm&s&suubx)", &request, &subject.name, &subject.organisation, &subject.uscc,
                 &subject.account, &capacity, &identity, &subject.own_hall, &now);
  csr = g_variant_get_data_as_bytes (request);
  subject.capacity = (YxCertificateCapacity)capacity;
  subject.identity = (YxCertificateIdentity)identity;
  certificate = yx_authority_issue_user (keys->issuing, csr, &subject, now, error);
  return certificate != NULL ? g_bytes_ref (yx_certificate_der (certificate)) : NULL;
}

static GBytes *
timestamp (Keys *keys, GBytes *payload, GError **error)
{
  g_autoptr (GVariant) value = read_payload (payload, YX_HALL_SIGNER_TIMESTAMP_TYPE, error);
  g_autoptr (GVariant) request = NULL;
  g_autoptr (GBytes) query = NULL;
  gint64 now;

  if (value == NULL)
    return NULL;
  g_variant_get (value, "(@ayx)", &request, &now);
  query = g_variant_get_data_as_bytes (request);
  return yx_timestamp_answer (&keys->tsa.signer, query, now, error);
}

static GBytes *
do_verb (Keys *keys, guint8 verb, GBytes *payload, GError **error)
{
  switch (verb)
    {
    case YX_HALL_SIGNER_ISSUE:
      return issue (keys, payload, error);
    case YX_HALL_SIGNER_SEAL_OBJECT:
      return yx_seal_object_sign (&keys->seal_maker.signer, payload, error);
    case YX_HALL_SIGNER_TIMESTAMP:
      return timestamp (keys, payload, error);
    case YX_HALL_SIGNER_RECORD:
      return yx_cms_wrap (&keys->records.signer, YX_HALL_RECORD_TYPE, payload, error);
    default:
      g_set_error_literal (error, YX_HALL_ERROR, YX_HALL_ERROR_SIGNER, "The signer does not know this verb");
      return NULL;
    }
}

static gboolean
refuse (int fd, const GError *problem)
{
  guint8 status = problem->domain == YX_CRYPTO_ERROR ? YX_HALL_SIGNER_REFUSED : YX_HALL_SIGNER_FAILED;
  g_autoptr (GVariant) value = g_variant_ref_sink (
      g_variant_new (YX_HALL_SIGNER_REFUSAL_TYPE, (guint32)problem->code, problem->message));
  g_autoptr (GBytes) payload = g_variant_get_data_as_bytes (value);

  return yx_hall_signer_send (fd, status, payload);
}

static gboolean
serve_one (Keys *keys, int fd)
{
  g_autoptr (GBytes) payload = NULL;
  g_autoptr (GBytes) answer = NULL;
  g_autoptr (GError) problem = NULL;
  guint8 verb;

  if (!yx_hall_signer_receive (fd, &verb, &payload))
    return FALSE;
  answer = do_verb (keys, verb, payload, &problem);
  return answer != NULL ? yx_hall_signer_send (fd, YX_HALL_SIGNER_DONE, answer) : refuse (fd, problem);
}

/**
 * yx_hall_signer_serve:
 * @fd: the signer's end of a socketpair
 * @folder: the data folder with the keys in `ca`
 *
 * Loads the keys, says whether it could, and does what is asked until the other end closes.
 *
 * Returns: whether the keys could be loaded
 */
gboolean
yx_hall_signer_serve (int fd, const char *folder)
{
  g_auto (Keys) keys = { NULL };
  g_autoptr (GBytes) empty = g_bytes_new (NULL, 0);
  g_autoptr (GError) problem = NULL;

  if (!yx_crypto_init ())
    g_set_error_literal (&problem, YX_HALL_ERROR, YX_HALL_ERROR_SIGNER, "There is no locked memory for keys");
  if (problem != NULL || !load_keys (&keys, folder, &problem))
    {
      (void)refuse (fd, problem);
      return FALSE;
    }
  if (!yx_hall_signer_send (fd, YX_HALL_SIGNER_DONE, empty))
    return TRUE;
  while (serve_one (&keys, fd))
    continue;
  return TRUE;
}
