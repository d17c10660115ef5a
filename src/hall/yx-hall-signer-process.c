/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "hall/yx-hall-signer-process.h"

#include <string.h>

#include "crypto/yx-cms.h"
#include "crypto/yx-crypto.h"
#include "crypto/yx-timestamp.h"
#include "hall/yx-hall-authority-files.h"
#include "hall/yx-hall-error.h"
#include "hall/yx-hall-public.h"
#include "hall/yx-hall-signer-wire.h"
#include "hall/yx-hall-signer.h"
#include "seal/yx-seal-object.h"

/* What is left of a responder's certificate when another is made. */
#define RESPONDER_LEFT (8 * 24 * G_TIME_SPAN_HOUR)

/* A service's certificate and key. */
typedef struct
{
  YxKey *key;                 /* (owned) */
  YxCertificate *certificate; /* (owned) */
  GPtrArray *chain;           /* (owned) */
  YxSigner signer;
} Service;

/* An authority, with what answers for it about its certificates: made here, for some weeks, and never written. */
typedef struct
{
  YxAuthority *authority;   /* (owned) */
  YxKey *responder_key;     /* (owned) (nullable) */
  YxCertificate *responder; /* (owned) (nullable) */
} Issuing;

typedef struct
{
  GPtrArray *issuing; /* (owned) (element-type Issuing): the newest last */
  Service seal_maker;
  Service tsa;
  Service records;
} Keys;

static void
clear_service (Service *service)
{
  g_clear_pointer (&service->key, yx_key_unref);
  g_clear_pointer (&service->certificate, yx_certificate_unref);
  g_clear_pointer (&service->chain, g_ptr_array_unref);
}

static void
free_issuing (gpointer data)
{
  Issuing *issuing = data;

  yx_authority_free (issuing->authority);
  g_clear_pointer (&issuing->responder_key, yx_key_unref);
  g_clear_pointer (&issuing->responder, yx_certificate_unref);
  g_free (issuing);
}

static void
clear_keys (Keys *keys)
{
  g_clear_pointer (&keys->issuing, g_ptr_array_unref);
  clear_service (&keys->seal_maker);
  clear_service (&keys->tsa);
  clear_service (&keys->records);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Keys, clear_keys)

static gboolean
load_pair (const char *folder, const char *file, YxKey **key, YxCertificate **certificate, GError **error)
{
  *key = yx_hall_authority_key (folder, file, error);
  *certificate = *key != NULL ? yx_hall_authority_certificate (folder, file, error) : NULL;
  return *certificate != NULL;
}

/* The issuing authority goes along, for who checks a signature with the root alone. */
static GPtrArray *
chain_of (Keys *keys, YxCertificate *certificate)
{
  GPtrArray *chain = yx_certificate_list_new ();

  for (guint i = 0; i < keys->issuing->len; i++)
    {
      YxCertificate *issuer = yx_authority_certificate (((Issuing *)keys->issuing->pdata[i])->authority);

      if (yx_certificate_is_issued_by (certificate, issuer))
        g_ptr_array_add (chain, yx_certificate_ref (issuer));
    }
  return chain;
}

/* The newest of its kind: what the ones before have signed is signed. */
static gboolean
load_service (Keys *keys, Service *service, const char *folder, const char *name, GError **error)
{
  g_autofree char *file = yx_hall_authority_file (name, yx_hall_authority_count (folder, name));

  if (!load_pair (folder, file, &service->key, &service->certificate, error))
    return FALSE;
  service->chain = chain_of (keys, service->certificate);
  service->signer = (YxSigner){ service->certificate, service->chain, yx_cms_sign_with_key, service->key };
  return TRUE;
}

static YxAuthority *
make_authority (YxCertificate *certificate, YxKey *key, const char *public_url, GError **error)
{
  const char *fingerprint = yx_certificate_fingerprint (certificate);
  g_autofree char *crl = NULL;
  g_autofree char *ocsp = NULL;
  g_autofree char *issuer = NULL;
  YxAuthorityUrls urls;

  if (public_url == NULL)
    return yx_authority_new (certificate, key, NULL, error);
  crl = g_strconcat (public_url, YX_HALL_PUBLIC_CRL, fingerprint, ".crl", NULL);
  ocsp = g_strconcat (public_url, YX_HALL_PUBLIC_OCSP, NULL);
  issuer = g_strconcat (public_url, YX_HALL_PUBLIC_CA, fingerprint, ".cer", NULL);
  urls = (YxAuthorityUrls){ crl, ocsp, issuer };
  return yx_authority_new (certificate, key, &urls, error);
}

/* All of them: those before the newest still say what they have revoked. */
static gboolean
load_issuing (Keys *keys, const char *folder, const char *public_url, GError **error)
{
  guint n = MAX (yx_hall_authority_count (folder, YX_HALL_CA_ISSUING), 1);

  keys->issuing = g_ptr_array_new_with_free_func (free_issuing);
  for (guint i = 1; i <= n; i++)
    {
      g_autofree char *file = yx_hall_authority_file (YX_HALL_CA_ISSUING, i);
      g_autoptr (YxKey) key = NULL;
      g_autoptr (YxCertificate) certificate = NULL;
      YxAuthority *authority;
      Issuing *issuing;

      if (!load_pair (folder, file, &key, &certificate, error))
        return FALSE;
      authority = make_authority (certificate, key, public_url, error);
      if (authority == NULL)
        return FALSE;
      issuing = g_new0 (Issuing, 1);
      issuing->authority = authority;
      g_ptr_array_add (keys->issuing, issuing);
    }
  return TRUE;
}

static gboolean
load_keys (Keys *keys, const char *folder, const char *public_url, GError **error)
{
  return load_issuing (keys, folder, public_url, error)
         && load_service (keys, &keys->seal_maker, folder, YX_HALL_CA_SEAL_MAKER, error)
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
  Issuing *newest;
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
  newest = keys->issuing->pdata[keys->issuing->len - 1];
  certificate = yx_authority_issue_user (newest->authority, csr, &subject, now, error);
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
refuse_strange (GError **error)
{
  g_set_error_literal (error, YX_CRYPTO_ERROR, YX_CRYPTO_ERROR_MISMATCH, "Not one of the hall's authorities");
  return NULL;
}

static GBytes *
list_revoked (Keys *keys, GBytes *payload, GError **error)
{
  g_autoptr (GVariant) value = read_payload (payload, YX_HALL_SIGNER_REVOKED_TYPE, error);
  g_autoptr (GVariantIter) iter = NULL;
  g_autoptr (GArray) revoked = g_array_new (FALSE, TRUE, sizeof (YxRevocationStatus));
  YxRevocationStatus one = { .revocation = YX_REVOCATION_REVOKED };
  const char *fingerprint;
  guint64 number;
  gint64 now;
  gint64 next;

  if (value == NULL)
    return NULL;
  g_variant_get (value, "(&stxxa(sxu))", &fingerprint, &number, &now, &next, &iter);
  while (g_variant_iter_next (iter, "(&sxu)", &one.serial, &one.since, &one.reason))
    g_array_append_val (revoked, one);
  for (guint i = 0; i < keys->issuing->len; i++)
    {
      YxAuthority *authority = ((Issuing *)keys->issuing->pdata[i])->authority;

      if (strcmp (yx_certificate_fingerprint (yx_authority_certificate (authority)), fingerprint) == 0)
        return yx_authority_list_revoked (authority, (const YxRevocationStatus *)(gpointer)revoked->data,
                                          revoked->len, number, now, next, error);
    }
  return refuse_strange (error);
}

static gboolean
is_fresh (const Issuing *issuing, gint64 now)
{
  return issuing->responder != NULL && now >= yx_certificate_not_before (issuing->responder)
         && now + RESPONDER_LEFT < yx_certificate_not_after (issuing->responder);
}

/* A new responder in time; its key is of the authority's algorithm, which whoever asks can verify. */
static gboolean
renew_responder (Issuing *issuing, gint64 now, GError **error)
{
  YxCertificate *issuer = yx_authority_certificate (issuing->authority);
  g_autofree char *name = g_strconcat (yx_certificate_name (issuer), " OCSP", NULL);
  g_autoptr (YxKey) key = NULL;
  g_autoptr (GBytes) public_key = NULL;
  YxCertificate *responder;

  if (is_fresh (issuing, now))
    return TRUE;
  key = yx_key_generate (yx_certificate_key_algorithm (issuer), error);
  public_key = key != NULL ? yx_key_public (key, error) : NULL;
  responder
      = public_key != NULL ? yx_authority_issue_responder (issuing->authority, name, public_key, now, error) : NULL;
  if (responder == NULL)
    return FALSE;
  g_clear_pointer (&issuing->responder_key, yx_key_unref);
  g_clear_pointer (&issuing->responder, yx_certificate_unref);
  issuing->responder_key = g_steal_pointer (&key);
  issuing->responder = responder;
  return TRUE;
}

static GBytes *
say_status (Keys *keys, GBytes *payload, GError **error)
{
  g_autoptr (GVariant) value = read_payload (payload, YX_HALL_SIGNER_STATUS_TYPE, error);
  g_autoptr (GVariant) packed = NULL;
  g_autoptr (GVariantIter) iter = NULL;
  g_autoptr (GBytes) der = NULL;
  g_autoptr (YxOcspRequest) request = NULL;
  YxRevocationStatus statuses[YX_OCSP_MOST_SERIALS] = { 0 };
  gsize n = 0;
  guint32 revocation;
  gint64 now;
  gint64 next;

  if (value == NULL)
    return NULL;
  g_variant_get (value, "(@ayxxa(suxu))", &packed, &now, &next, &iter);
  while (n < YX_OCSP_MOST_SERIALS
         && g_variant_iter_next (iter, "(&suxu)", &statuses[n].serial, &revocation, &statuses[n].since,
                                 &statuses[n].reason))
    statuses[n++].revocation = (YxRevocation)MIN (revocation, YX_REVOCATION_UNKNOWN);
  der = g_variant_get_data_as_bytes (packed);
  request = yx_ocsp_request_parse (der, error);
  for (guint i = 0; request != NULL && i < keys->issuing->len; i++)
    {
      Issuing *issuing = keys->issuing->pdata[i];

      if (!yx_ocsp_request_is_for (request, yx_authority_certificate (issuing->authority)))
        continue;
      if (!renew_responder (issuing, now, error))
        return NULL;
      return yx_ocsp_answer (request, issuing->responder, issuing->responder_key, statuses, n, now, next, error);
    }
  return request != NULL ? refuse_strange (error) : NULL;
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
    case YX_HALL_SIGNER_REVOKED:
      return list_revoked (keys, payload, error);
    case YX_HALL_SIGNER_STATUS:
      return say_status (keys, payload, error);
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
 * @public_url: (nullable): where certificates say that more about them can be asked
 *
 * Loads the keys, says whether it could, and does what is asked until the other end closes.
 *
 * Returns: whether the keys could be loaded
 */
gboolean
yx_hall_signer_serve (int fd, const char *folder, const char *public_url)
{
  g_auto (Keys) keys = { NULL };
  g_autoptr (GBytes) empty = g_bytes_new (NULL, 0);
  g_autoptr (GError) problem = NULL;

  if (!yx_crypto_init ())
    g_set_error_literal (&problem, YX_HALL_ERROR, YX_HALL_ERROR_SIGNER, "There is no locked memory for keys");
  if (problem != NULL || !load_keys (&keys, folder, public_url, &problem))
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
