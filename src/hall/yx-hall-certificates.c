/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "hall/yx-hall-handlers.h"

#include "crypto/yx-authority.h"
#include "crypto/yx-digest.h"
#include "hall/yx-hall-codes.h"
#include "hall/yx-hall-creations.h"
#include "hall/yx-hall-envelopes.h"
#include "hall/yx-hall-events.h"
#include "hall/yx-hall-feeds.h"
#include "hall/yx-hall-orders.h"
#include "hall/yx-hall-owner.h"
#include "hall/yx-hall-revocations.h"
#include "hall/yx-hall-rows.h"
#include "model/yx-issued-certificate.h"
#include "model/yx-person.h"

#define FOR_CERTIFICATE YX_HALL_CODE_FOR (YX_CODE_CERTIFICATE)

/* A certificate on its way. */
typedef struct
{
  YxHallCall *call;
  const YxIssuedCertificate *request;
  char *digest;                /* (owned) */
  char *proof_hash;            /* (owned) */
  YxPerson *person;            /* (owned) */
  YxEnterprise *enterprise;    /* (owned) (nullable): for whom */
  YxKeyEnvelope *envelope;     /* (owned) */
  YxIssuedCertificate *issued; /* (owned) (nullable): absent while the code is known to be wrong */
  YxHallGrantees grantees;     /* the enterprise's seals, that list the certificate */
  gboolean seen;
} Issuing;

static void
clear_issuing (Issuing *issuing)
{
  g_free (issuing->digest);
  g_free (issuing->proof_hash);
  g_clear_pointer (&issuing->person, yx_person_unref);
  g_clear_pointer (&issuing->enterprise, yx_enterprise_unref);
  g_clear_pointer (&issuing->envelope, yx_key_envelope_unref);
  g_clear_pointer (&issuing->issued, yx_issued_certificate_unref);
  yx_hall_grantees_clear (&issuing->grantees);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Issuing, clear_issuing)

static gboolean
refuse (GError **error, YxProblemCode code, const char *field, const char *message)
{
  yx_problem_set (error, code, field, "%s", message);
  return FALSE;
}

/* An account's certificate is for the capacity in which it acts. */
static gboolean
check_request (const YxHallCall *call, const YxIssuedCertificate *request, GError **error)
{
  YxCapacity capacity
      = call->session->kind == YX_ACCOUNT_ENTERPRISE ? YX_CAPACITY_ENTERPRISE : YX_CAPACITY_PERSONAL;

  if (request->capacity != (int)capacity)
    return refuse (error, YX_PROBLEM_INVALID_FIELD, "capacity", "This account cannot act in that capacity");
  if (!request->consent)
    return refuse (error, YX_PROBLEM_INVALID_FIELD, "consent",
                   "A certificate needs consent to its agreement");
  return TRUE;
}

static gboolean
load_holder (Issuing *issuing, GError **error)
{
  const YxHallCall *call = issuing->call;

  issuing->person = yx_hall_find_now (call->hall, &yx_person_type, "\"id\" = :id",
                                      YX_WITH ("id", call->session->person), error);
  if (issuing->person == NULL || issuing->request->capacity == YX_CAPACITY_PERSONAL)
    return issuing->person != NULL;
  issuing->enterprise = yx_hall_find_now (call->hall, &yx_enterprise_type, "\"id\" = :id",
                                          YX_WITH ("id", call->session->enterprise), error);
  return issuing->enterprise != NULL;
}

/* A bad request is its sender's fault, not the hall's. */
static gboolean
explain (GError *problem, GError **error)
{
  if (problem->domain == YX_CRYPTO_ERROR && problem->code != YX_CRYPTO_ERROR_FAILED)
    {
      yx_problem_set (error, YX_PROBLEM_INVALID_FIELD, "request", "The certificate request is refused: %s",
                      problem->message);
      g_error_free (problem);
    }
  else
    g_propagate_error (error, problem);
  return FALSE;
}

/* As it is before anybody has issued anything. */
static void
describe (Issuing *issuing, gint64 now)
{
  const YxSession *session = issuing->call->session;
  YxIssuedCertificate *issued = yx_issued_certificate_new ();

  yx_record_set_text (issued, "id", issuing->call->parameters.values[0]);
  yx_record_set_text (issued, "account", session->account);
  yx_record_set_text (issued, "enterprise", issuing->enterprise != NULL ? session->enterprise : NULL);
  yx_record_set_int (issued, "capacity", issuing->request->capacity);
  yx_record_set_int (issued, "identity", issuing->person->identity);
  yx_record_set_int (issued, "state", YX_CERTIFICATE_REQUESTED);
  yx_record_set_bytes (issued, "request", issuing->request->request);
  yx_record_set_int (issued, "consent", TRUE);
  yx_record_set_int (issued, "created", now);
  issuing->issued = issued;
}

static YxCertificate *
ask_authority (Issuing *issuing, gint64 now, GError **error)
{
  YxHall *hall = issuing->call->hall;
  g_autoptr (GPtrArray) keep = g_ptr_array_new_with_free_func (yx_record_unref);
  g_auto (YxCaAnswer) answer = { 0 };
  YxSubject subject;
  const YxCaOrder order = { issuing->issued->id, issuing->request->request, &subject, now };

  if (!yx_hall_order_subject (hall, issuing->issued->account, &subject, keep, error)
      || !yx_ca_ask (hall->ca, &order, &answer, error))
    return NULL;
  return yx_certificate_from_der (answer.certificate, error);
}

/* The hall's own authority issues at once; a licensed one is asked later, and then it must not stumble over the
 * request itself. */
static gboolean
sign_certificate (Issuing *issuing, gint64 now, GError **error)
{
  YxHall *hall = issuing->call->hall;
  g_autoptr (YxCertificate) certificate = NULL;
  g_autoptr (GBytes) key = NULL;
  g_autofree char *authority = NULL;

  if (!hall->ca->at_once)
    {
      key = yx_request_public_key (issuing->request->request, error);
      return key != NULL;
    }
  certificate = ask_authority (issuing, now, error);
  authority = certificate != NULL ? yx_hall_issuer_of (hall, certificate, error) : NULL;
  if (authority == NULL)
    return FALSE;
  yx_hall_order_describe (issuing->issued, certificate, authority);
  return yx_hall_grantees_prepare (hall, issuing->issued->enterprise, issuing->issued->fingerprint, NULL,
                                   &issuing->grantees, error);
}

/* Signs only for who has the code; nothing of it leaves the hall before it is stored. */
static gboolean
prepare (Issuing *issuing, GError **error)
{
  YxHall *hall = issuing->call->hall;
  GError *problem = NULL;
  gint64 now = yx_clock_now (hall->clock);
  gboolean right;

  issuing->envelope = yx_hall_envelope_seal (hall, issuing->call->session->account,
                                             issuing->request->envelope, issuing->proof_hash, error);
  if (issuing->envelope == NULL
      || !yx_hall_code_peek (hall, issuing->person->phone, FOR_CERTIFICATE, issuing->request->code, &right,
                             error))
    return FALSE;
  if (!right)
    return TRUE;
  describe (issuing, now);
  return sign_certificate (issuing, now, &problem) || explain (problem, error);
}

/* Whether a certificate of the account signs, or is on its way. */
static gboolean
look_for_living (YxHallWrite *write, const Issuing *issuing, gboolean *living, GError **error)
{
  g_autoptr (GPtrArray) rows
      = yx_hall_rows (write->hall, write->db, &yx_issued_certificate_type,
                      "\"account\" = :account AND \"state\" IN ('valid', 'requested')",
                      YX_WITH ("account", issuing->call->session->account), error);

  *living = FALSE;
  for (guint i = 0; rows != NULL && i < rows->len; i++)
    {
      const YxIssuedCertificate *one = rows->pdata[i];

      *living = *living || one->state == YX_CERTIFICATE_REQUESTED || one->valid_to > write->now;
    }
  return rows != NULL;
}

/* All keys of an account are under one certificate password: what comes must have been made with it, from
 * what is stored now. Once none of them signs any more, another password may be chosen with a new envelope:
 * that is how a forgotten one ends (spec.md 2.6-1). */
static gboolean
check_envelope (YxHallWrite *write, Issuing *issuing, const YxKeyEnvelope *stored, GError **error)
{
  gint64 version
      = yx_record_has (issuing->request, "envelope_version") ? issuing->request->envelope_version : 0;
  gboolean living = FALSE;
  gboolean same;

  if (version != (stored != NULL ? stored->version : 0))
    return refuse (error, YX_PROBLEM_PRECONDITION_FAILED, "envelope_version",
                   "The key envelope was replaced meanwhile");
  if (stored != NULL && !look_for_living (write, issuing, &living, error))
    return FALSE;
  same = stored != NULL && g_bytes_equal (stored->parameters, issuing->envelope->parameters);
  if (stored == NULL || (!same && !living)) /* the certificate password is being chosen */
    {
      write->proven |= YX_HALL_PROOF_PASSWORD;
      return TRUE;
    }
  if (!yx_hall_envelope_prove (write, stored, issuing->proof_hash, error))
    return FALSE;
  if (!same)
    return refuse (error, YX_PROBLEM_INVALID_FIELD, "envelope",
                   "The key envelope was made with other parameters");
  return TRUE;
}

/* Beside one that is near its end its successor may stand. */
static gboolean
is_in_the_way (const YxIssuedCertificate *one, gint64 now)
{
  return one->state == YX_CERTIFICATE_REQUESTED
         || one->valid_to > now + YX_CERTIFICATE_RENEWAL_DAYS * G_TIME_SPAN_DAY;
}

static gboolean
refuse_second (YxHallWrite *write, const Issuing *issuing, GError **error)
{
  g_autoptr (GPtrArray) others
      = yx_hall_rows (write->hall, write->db, &yx_issued_certificate_type,
                      "\"account\" = :account AND \"capacity\" = :capacity AND \"state\" IN ('valid', 'requested')",
                      YX_WITH ("account", issuing->call->session->account, "capacity",
                               yx_choice_find (yx_capacities, issuing->request->capacity)->nick),
                      error);

  for (guint i = 0; others != NULL && i < others->len; i++)
    if (is_in_the_way (others->pdata[i], write->now))
      return refuse (error, YX_PROBLEM_CONFLICT, "capacity", "This account has a valid certificate already");
  return others != NULL;
}

/* The one before, which its holder had suspended, will not come back. */
static gboolean
supersede (YxHallWrite *write, const Issuing *issuing, GError **error)
{
  g_autoptr (GPtrArray) suspended
      = yx_hall_rows (write->hall, write->db, &yx_issued_certificate_type,
                      "\"account\" = :account AND \"capacity\" = :capacity AND \"state\" = 'suspended'",
                      YX_WITH ("account", issuing->call->session->account, "capacity",
                               yx_choice_find (yx_capacities, issuing->request->capacity)->nick),
                      error);

  for (guint i = 0; suspended != NULL && i < suspended->len; i++)
    if (!yx_hall_certificate_end (write, ((YxIssuedCertificate *)suspended->pdata[i])->id, YX_CERTIFICATE_REVOKED,
                                  YX_END_SUPERSEDED, error))
      return FALSE;
  return suspended != NULL;
}

static gboolean
store (YxHallWrite *write, Issuing *issuing, gint64 version, GError **error)
{
  const char *id = issuing->issued->id;
  gboolean there = issuing->issued->state == YX_CERTIFICATE_VALID;

  return supersede (write, issuing, error)
         && yx_record_insert (issuing->issued, write->db, &write->hall->sealer, error)
         && yx_hall_envelope_write (write, issuing->envelope, version, error)
         && yx_hall_grantees_write (write, &issuing->grantees, error)
         && yx_hall_creation_write (write, id, issuing->digest, error)
         && yx_hall_event_write (write, id, there ? "certificate.issued" : "certificate.requested",
                                 issuing->issued->fingerprint, error)
         && yx_hall_feed_write (write, yx_hall_scope_of (issuing->call->session), "certificate", id, error);
}

static gboolean
issue (YxHallWrite *write, gpointer data, GError **error)
{
  Issuing *issuing = data;
  g_autoptr (YxKeyEnvelope) stored = NULL;
  YxCodePurpose purpose;

  if (!yx_hall_creation_seen (write->db, issuing->call->parameters.values[0], issuing->digest, &issuing->seen,
                              error))
    return FALSE;
  write->again = issuing->seen;
  if (issuing->seen)
    return TRUE;
  if (!yx_hall_code_check (write, issuing->person->phone, FOR_CERTIFICATE, issuing->request->code, &purpose,
                           error)
      || !yx_hall_look (write->hall, write->db, &yx_key_envelope_type, "\"account\" = :account",
                        YX_WITH ("account", issuing->call->session->account), &stored, error)
      || !check_envelope (write, issuing, stored, error) || !refuse_second (write, issuing, error))
    return FALSE;
  if (issuing->issued == NULL)
    return refuse (error, YX_PROBLEM_WRONG_CODE, "code", "The SMS code is wrong or no longer valid");
  return yx_hall_code_use (write, issuing->person->phone, purpose, error)
         && store (write, issuing, stored != NULL ? stored->version + 1 : 1, error);
}

static gboolean
answer (YxHallCall *call, gboolean seen, GError **error)
{
  call->answer = yx_hall_find_now (call->hall, &yx_issued_certificate_type, "\"id\" = :id",
                                   YX_WITH ("id", call->parameters.values[0]), error);
  call->status = seen ? 200 : 201;
  return call->answer != NULL;
}

/* `certificate.issue`: a certificate, or the order for one where a licensed authority issues them, and, in the same transaction, the envelope that holds its key
 * (spec.md 2.3). */
gboolean
yx_hall_certificate_issue (YxHallCall *call, GError **error)
{
  g_auto (Issuing) issuing = { .call = call, .request = (const YxIssuedCertificate *)call->request };

  if (!check_request (call, issuing.request, error))
    return FALSE;
  issuing.digest = yx_hall_creation_digest (call, error);
  if (issuing.digest == NULL
      || !yx_hall_creation_seen_now (call->hall, call->parameters.values[0], issuing.digest, &issuing.seen,
                                     error))
    return FALSE;
  if (issuing.seen)
    return answer (call, TRUE, error);
  issuing.proof_hash = yx_hall_proof_hash (issuing.request->proof, error);
  if (issuing.proof_hash == NULL || !load_holder (&issuing, error) || !prepare (&issuing, error)
      || !yx_hall_write (call->hall, call, issue, &issuing, error) || !answer (call, issuing.seen, error))
    return FALSE;
  if (call->hall->orders != NULL)
    yx_hall_orders_sweep (call->hall->orders);
  return TRUE;
}

/* `certificate.list`: this account's. */
gboolean
yx_hall_certificate_list (YxHallCall *call, GError **error)
{
  return yx_hall_answer_page (call, &yx_issued_certificate_type, "created", "\"account\" = :account",
                              YX_WITH ("account", call->session->account), error);
}
