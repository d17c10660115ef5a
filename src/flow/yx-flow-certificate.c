/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "flow/yx-flow-certificate.h"

#include "crypto/yx-digest.h"
#include "crypto/yx-envelope.h"
#include "crypto/yx-key.h"
#include "flow/yx-flow-account.h"
#include "flow/yx-flow-list.h"
#include "flow/yx-flow-watch.h"
#include "model/yx-certificate-suspension.h"
#include "model/yx-checks.h"
#include "model/yx-envelope-change.h"
#include "model/yx-envelope-release.h"
#include "model/yx-issued-certificate.h"
#include "model/yx-key-envelope.h"
#include "yx-config.h"

/* What the key envelope is derived with: production's, unless a test asks for less in a tests' build. */
static YxScrypt
envelope_cost (void)
{
#if YX_TESTS
  if (g_getenv ("YINXIN_SMALL_SCRYPT") != NULL)
    return YX_SCRYPT_TEST;
#endif
  return YX_SCRYPT_ENVELOPE;
}

static YxEnvelopeKeys *
derive (YxActor *actor, GBytes *parameters, YxSecret *password, GError **error)
{
  gint64 start = g_get_monotonic_time ();
  YxEnvelopeKeys *keys = yx_envelope_derive (parameters, password, error);

  actor->scrypt += g_get_monotonic_time () - start;
  return keys;
}

/* By spec.md 2.3-1. What the account's password is, only this machine can tell: the hall sees no certificate password. */
static gboolean
check_new_password (YxActor *actor, YxSecret *password, GError **error)
{
  if (!yx_check_certificate_password (yx_secret_text (password), error))
    return FALSE;
  if (!yx_flow_is_password (actor, password, NULL))
    return TRUE;
  g_set_error_literal (error, YX_FLOW_ERROR, YX_FLOW_ERROR_SAME_PASSWORD, "The certificate password is the account's password");
  return FALSE;
}

static YxSecret *
proof_in_hex (YxEnvelopeKeys *keys)
{
  return yx_secret_new_take_text (yx_hex (yx_secret_bytes (keys->proof), yx_secret_size (keys->proof)));
}

static YxCapacity
own_capacity (YxActor *actor)
{
  return yx_actor_is_enterprise (actor) ? YX_CAPACITY_ENTERPRISE : YX_CAPACITY_PERSONAL;
}

/**
 * yx_flow_certificates:
 * @actor: an actor that is signed in
 *
 * Returns: (transfer full) (element-type YxIssuedCertificate): all that the account has or had, in the order in which
 *   they were asked for
 */
GPtrArray *
yx_flow_certificates (YxActor *actor, GCancellable *cancellable, GError **error)
{
  const YxCall call = { .endpoint = YX_API_CERTIFICATE_LIST };

  return yx_actor_signed_in (actor, error) ? yx_flow_list (actor->connection, &call, cancellable, error) : NULL;
}

/* The newest certificate of the actor's capacity in that state. */
static YxIssuedCertificate *
find_in_state (YxActor *actor, GPtrArray *list, YxCertificateState state)
{
  YxIssuedCertificate *newest = NULL;

  for (guint i = 0; i < list->len; i++)
    {
      YxIssuedCertificate *one = list->pdata[i];

      if (one->state == (int) state && one->capacity == (int) own_capacity (actor)
          && (newest == NULL || one->valid_to > newest->valid_to))
        newest = one;
    }
  return newest != NULL ? yx_issued_certificate_ref (newest) : NULL;
}

/* The one to sign with; absent without an error set. */
static YxIssuedCertificate *
find_certificate (YxActor *actor, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) list = yx_flow_certificates (actor, cancellable, error);
  g_autoptr (YxIssuedCertificate) found = list != NULL ? find_in_state (actor, list, YX_CERTIFICATE_VALID) : NULL;

  return found != NULL && found->certificate != NULL ? g_steal_pointer (&found) : NULL;
}

/* A certificate that a licensed authority is to issue. */
typedef struct
{
  YxActor *actor;
  const char *id;
  YxIssuedCertificate *found; /* (owned) (nullable) */
} Awaited;

static gboolean
is_decided (gpointer data, gboolean *done, GCancellable *cancellable, GError **error)
{
  Awaited *awaited = data;
  const YxCall call = { .endpoint = YX_API_CERTIFICATE_GET, .parameters = { awaited->id } };

  g_clear_pointer (&awaited->found, yx_issued_certificate_unref);
  awaited->found = yx_connection_call (awaited->actor->connection, &call, cancellable, error);
  *done = awaited->found != NULL && awaited->found->state != YX_CERTIFICATE_REQUESTED;
  return awaited->found != NULL;
}

/* Waits a little; the order goes on in the hall, whether somebody waits for it or not. */
static YxIssuedCertificate *
await_authority (YxActor *actor, const char *id, GCancellable *cancellable, GError **error)
{
  Awaited awaited = { actor, id, NULL };
  g_autoptr (GError) local = NULL;
  gboolean decided = yx_flow_await (actor, is_decided, &awaited, YX_FLOW_CERTIFICATE_WAIT, cancellable, &local);
  g_autoptr (YxIssuedCertificate) found = g_steal_pointer (&awaited.found);

  if (decided && found->state == YX_CERTIFICATE_VALID)
    return g_steal_pointer (&found);
  if (decided)
    g_set_error (error, YX_FLOW_ERROR, YX_FLOW_ERROR_NO_CERTIFICATE, "The certificate authority has not issued the certificate: %s",
                 found->refusal != NULL ? found->refusal : "");
  else if (g_error_matches (local, YX_FLOW_ERROR, YX_FLOW_ERROR_TIMED_OUT))
    g_set_error_literal (error, YX_FLOW_ERROR, YX_FLOW_ERROR_TIMED_OUT,
                         "The certificate is requested; the certificate authority has not issued it yet: look again later");
  else
    g_propagate_error (error, g_steal_pointer (&local));
  return NULL;
}

/**
 * yx_flow_has_certificate:
 * @actor: an actor that is signed in
 * @has: (out): whether it has a valid certificate of its capacity
 *
 * Returns: whether the hall said
 */
gboolean
yx_flow_has_certificate (YxActor *actor, gboolean *has, GCancellable *cancellable, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (YxIssuedCertificate) certificate = NULL;

  if (!yx_actor_signed_in (actor, error))
    return FALSE;
  certificate = find_certificate (actor, cancellable, &local);
  *has = certificate != NULL;
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

/* What the hall tells of the account's envelope; absent without an error set where there is none yet. */
static YxKeyEnvelope *
ask_envelope (YxActor *actor, GCancellable *cancellable, GError **error)
{
  const YxCall call = { .endpoint = YX_API_ENVELOPE_GET };
  g_autoptr (GError) local = NULL;
  YxKeyEnvelope *envelope = yx_connection_call (actor->connection, &call, cancellable, &local);

  if (envelope == NULL && !g_error_matches (local, YX_PROBLEM_ERROR, YX_PROBLEM_NOT_FOUND))
    g_propagate_error (error, g_steal_pointer (&local));
  return envelope;
}

/* The envelope that the new key goes into: the one that holds the account's other keys, if they are unlocked; else a
 * new one, which the hall takes once no key in the old one signs any more. */
static gboolean
open_envelope (YxActor *actor, GBytes **parameters, gint64 *version, GCancellable *cancellable, GError **error)
{
  const YxScrypt cost = envelope_cost ();
  g_autoptr (GError) local = NULL;
  g_autoptr (YxKeyEnvelope) known = ask_envelope (actor, cancellable, &local);

  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  *version = known != NULL ? known->version : 0;
  *parameters = known != NULL && known->parameters != NULL && actor->bundle != NULL ? g_bytes_ref (known->parameters)
                                                                                    : yx_envelope_parameters_new (&cost, error);
  return *parameters != NULL;
}

/* The new key with those that are there, wrapped; the key's request. */
static YxIssuedCertificate *
make_request (YxActor *actor, const YxActivation *activation, GBytes *parameters, gint64 version, YxKeyBundle **bundle,
              GError **error)
{
  g_autoptr (YxIssuedCertificate) request = yx_issued_certificate_new ();
  g_autoptr (YxKey) key = yx_key_generate (YX_ALGORITHM_P256, error);
  g_autoptr (YxSecret) pkcs8 = key != NULL ? yx_key_to_pkcs8 (key, error) : NULL;
  g_autoptr (GBytes) csr = pkcs8 != NULL ? yx_key_request (key, error) : NULL;
  g_autoptr (YxEnvelopeKeys) keys = csr != NULL ? derive (actor, parameters, activation->password, error) : NULL;
  g_autoptr (YxKeyBundle) old = actor->bundle != NULL ? yx_key_bundle_ref (actor->bundle) : yx_key_bundle_new ();
  g_autoptr (YxSecret) proof = NULL;
  g_autoptr (GBytes) envelope = NULL;

  if (keys == NULL)
    return NULL;
  *bundle = yx_key_bundle_with (old, activation->certificate, pkcs8);
  envelope = yx_envelope_seal (parameters, keys->wrap, *bundle, error);
  if (envelope == NULL)
    return NULL;
  proof = proof_in_hex (keys);
  yx_record_set_int (request, "capacity", own_capacity (actor));
  yx_record_set_bytes (request, "request", csr);
  yx_record_set_bytes (request, "envelope", envelope);
  yx_record_set_int (request, "envelope_version", version);
  yx_record_set_secret (request, "code", activation->code);
  yx_record_set_secret (request, "proof", proof);
  yx_record_set_int (request, "consent", TRUE);
  return g_steal_pointer (&request);
}

/* The certificate answered must be for the key that was made here. */
static gboolean
take_certificate (YxActor *actor, const YxIssuedCertificate *issued, GError **error)
{
  g_autoptr (YxCertificate) certificate = NULL;
  YxSecret *pkcs8 = yx_key_bundle_find (actor->bundle, issued->id);
  g_autoptr (YxKey) key = pkcs8 != NULL ? yx_key_from_pkcs8 (pkcs8, error) : NULL;
  g_autoptr (GBytes) public = key != NULL ? yx_key_public (key, error) : NULL;

  if (pkcs8 == NULL)
    {
      g_set_error_literal (error, YX_FLOW_ERROR, YX_FLOW_ERROR_NO_CERTIFICATE, "The keys hold none for this certificate");
      return FALSE;
    }
  certificate = public != NULL ? yx_certificate_from_der (issued->certificate, error) : NULL;
  if (certificate == NULL)
    return FALSE;
  if (!g_bytes_equal (yx_certificate_public_key (certificate), public))
    {
      g_set_error_literal (error, YX_FLOW_ERROR, YX_FLOW_ERROR_HALL, "The hall's certificate is for another key");
      return FALSE;
    }
  g_clear_pointer (&actor->certificate, yx_certificate_unref);
  actor->certificate = g_steal_pointer (&certificate);
  g_free (actor->certificate_id);
  actor->certificate_id = g_strdup (issued->id);
  return TRUE;
}

static gboolean
issue (YxActor *actor, const YxActivation *activation, GCancellable *cancellable, GError **error)
{
  g_autoptr (GBytes) parameters = NULL;
  g_autoptr (YxKeyBundle) bundle = NULL;
  g_autoptr (YxIssuedCertificate) request = NULL;
  g_autoptr (YxIssuedCertificate) issued = NULL;
  YxCall call = { .endpoint = YX_API_CERTIFICATE_ISSUE, .parameters = { activation->certificate } };
  gint64 version;
  gboolean taken;

  if (!open_envelope (actor, &parameters, &version, cancellable, error))
    return FALSE;
  request = make_request (actor, activation, parameters, version, &bundle, error);
  if (request == NULL)
    return FALSE;
  call.request = request;
  issued = yx_connection_call (actor->connection, &call, cancellable, error);
  if (issued == NULL)
    return FALSE;
  if (issued->state == YX_CERTIFICATE_REQUESTED && g_strcmp0 (issued->id, activation->certificate) == 0)
    {
      g_clear_pointer (&issued, yx_issued_certificate_unref);
      issued = await_authority (actor, activation->certificate, cancellable, error);
      if (issued == NULL)
        return FALSE;
    }
  if (issued->certificate == NULL || g_strcmp0 (issued->id, activation->certificate) != 0)
    {
      g_set_error_literal (error, YX_FLOW_ERROR, YX_FLOW_ERROR_HALL, "The hall answered without the certificate");
      return FALSE;
    }
  yx_flow_lock (actor);
  actor->bundle = g_steal_pointer (&bundle);
  taken = take_certificate (actor, issued, error);
  yx_flow_lock (actor);
  return taken;
}

/**
 * yx_flow_activate:
 * @actor: an actor that is signed in
 * @activation: what was entered
 *
 * Gets the certificate of the actor's capacity (spec.md 2.3): the key is made here, wrapped under the
 * certificate password, and sent with the request in one, so that no certificate exists whose key nobody
 * holds. The password must not be the account's, as far as this machine knows it. Where there is a valid one already, nothing is done; where one was requested of a licensed authority, that one
 * is waited for. The keys are locked afterwards.
 *
 * Returns: whether there is a certificate now; %YX_FLOW_ERROR_TIMED_OUT while the authority has not decided,
 * %YX_FLOW_ERROR_NO_CERTIFICATE once it has refused
 */
gboolean
yx_flow_activate (YxActor *actor, const YxActivation *activation, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) list = NULL;
  g_autoptr (YxIssuedCertificate) valid = NULL;
  g_autoptr (YxIssuedCertificate) requested = NULL;
  g_autoptr (YxIssuedCertificate) issued = NULL;

  if (!yx_actor_signed_in (actor, error) || !check_new_password (actor, activation->password, error))
    return FALSE;
  list = yx_flow_certificates (actor, cancellable, error);
  if (list == NULL)
    return FALSE;
  valid = find_in_state (actor, list, YX_CERTIFICATE_VALID);
  if (valid != NULL && valid->certificate != NULL)
    return TRUE;
  requested = find_in_state (actor, list, YX_CERTIFICATE_REQUESTED);
  if (requested == NULL)
    return issue (actor, activation, cancellable, error);
  issued = await_authority (actor, requested->id, cancellable, error);
  return issued != NULL;
}

/**
 * yx_flow_suspend:
 * @actor: an actor that is signed in
 * @certificate: the id of one of its certificates
 * @code: an SMS code for certificates
 *
 * From now on nothing that is signed with it is taken (spec.md 2.6-1): for when somebody else may know the password.
 *
 * Returns: whether it is suspended
 */
gboolean
yx_flow_suspend (YxActor *actor, const char *certificate, YxSecret *code, GCancellable *cancellable, GError **error)
{
  g_autoptr (YxCertificateSuspension) request = yx_certificate_suspension_new ();
  const YxCall call = { .endpoint = YX_API_CERTIFICATE_SUSPEND, .parameters = { certificate }, .request = request };

  yx_record_set_secret (request, "code", code);
  if (!yx_actor_signed_in (actor, error) || !yx_connection_send (actor->connection, &call, cancellable, error))
    return FALSE;
  if (g_strcmp0 (actor->certificate_id, certificate) == 0)
    yx_flow_lock (actor);
  return TRUE;
}

static YxKeyEnvelope *
release (YxActor *actor, YxEnvelopeKeys *keys, YxSecret *code, GCancellable *cancellable, GError **error)
{
  g_autoptr (YxEnvelopeRelease) request = yx_envelope_release_new ();
  g_autoptr (YxSecret) proof = proof_in_hex (keys);
  const YxCall call = { .endpoint = YX_API_ENVELOPE_RELEASE, .request = request };
  g_autoptr (YxKeyEnvelope) released = NULL;

  yx_record_set_secret (request, "code", code);
  yx_record_set_secret (request, "proof", proof);
  released = yx_connection_call (actor->connection, &call, cancellable, error);
  if (released == NULL || released->envelope != NULL)
    return g_steal_pointer (&released);
  g_set_error_literal (error, YX_FLOW_ERROR, YX_FLOW_ERROR_HALL, "The hall released the keys without their envelope");
  return NULL;
}

/* The keys that the certificate password makes, for an account that has an envelope. */
static YxEnvelopeKeys *
derive_known (YxActor *actor, YxSecret *password, GCancellable *cancellable, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (YxKeyEnvelope) known = ask_envelope (actor, cancellable, &local);

  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }
  if (known == NULL || known->parameters == NULL)
    {
      g_set_error_literal (error, YX_FLOW_ERROR, YX_FLOW_ERROR_NO_CERTIFICATE, "This account has no certificate yet");
      return NULL;
    }
  return derive (actor, known->parameters, password, error);
}

/**
 * yx_flow_password_error:
 * @error: (transfer full): what the hall answered to a proof
 * @to: (out): a wrong proof in words about the password, everything else as it is
 */
void
yx_flow_password_error (GError *error, GError **to)
{
  if (!g_error_matches (error, YX_PROBLEM_ERROR, YX_PROBLEM_WRONG_PROOF))
    {
      g_propagate_error (to, error);
      return;
    }
  g_set_error_literal (to, YX_FLOW_ERROR, YX_FLOW_ERROR_PASSWORD, "This is not the certificate password");
  g_error_free (error);
}

/**
 * yx_flow_proof:
 * @actor: an actor that is signed in
 * @password: the certificate password
 *
 * Returns: (transfer full): the proof of it that the hall takes, in hex
 */
YxSecret *
yx_flow_proof (YxActor *actor, YxSecret *password, GCancellable *cancellable, GError **error)
{
  g_autoptr (YxEnvelopeKeys) keys = derive_known (actor, password, cancellable, error);

  return keys != NULL ? proof_in_hex (keys) : NULL;
}

static YxKeyBundle *
fetch_bundle (YxActor *actor, YxSecret *password, YxSecret *code, GCancellable *cancellable, GError **error)
{
  g_autoptr (YxEnvelopeKeys) keys = derive_known (actor, password, cancellable, error);
  g_autoptr (YxKeyEnvelope) released = NULL;
  GError *local = NULL;

  if (keys == NULL)
    return NULL;
  released = release (actor, keys, code, cancellable, &local);
  if (released != NULL)
    return yx_envelope_open (released->envelope, keys->wrap, error);
  yx_flow_password_error (local, error);
  return NULL;
}

/**
 * yx_flow_renew:
 * @actor: an actor that is signed in
 * @activation: the new certificate's id, the certificate password, an SMS code for certificates
 *
 * Gets the certificate that takes the place of one that ends within %YX_CERTIFICATE_RENEWAL_DAYS days (spec.md 2.6-1):
 * its key goes into the bundle of the account's other keys, under the password that they have. Nothing that was signed
 * changes. The keys are locked afterwards.
 *
 * Returns: whether there is one; %YX_FLOW_ERROR_PASSWORD for a wrong password, %YX_PROBLEM_CONFLICT when it is too early
 */
gboolean
yx_flow_renew (YxActor *actor, const YxActivation *activation, GCancellable *cancellable, GError **error)
{
  gboolean done;

  if (!yx_actor_signed_in (actor, error))
    return FALSE;
  yx_flow_lock (actor);
  actor->bundle = fetch_bundle (actor, activation->password, activation->code, cancellable, error);
  done = actor->bundle != NULL && issue (actor, activation, cancellable, error);
  yx_flow_lock (actor);
  return done;
}

/* The keys under a new password, with what makes it. */
static GBytes *
wrap_anew (YxActor *actor, YxKeyBundle *bundle, YxSecret *new_password, YxSecret **new_proof, GError **error)
{
  const YxScrypt cost = envelope_cost ();
  g_autoptr (GBytes) parameters = yx_envelope_parameters_new (&cost, error);
  g_autoptr (YxEnvelopeKeys) keys = parameters != NULL ? derive (actor, parameters, new_password, error) : NULL;

  if (keys == NULL)
    return NULL;
  *new_proof = proof_in_hex (keys);
  return yx_envelope_seal (parameters, keys->wrap, bundle, error);
}

/* After an answer that was lost: whether what the hall has now is what was sent. */
static gboolean
has_arrived (YxActor *actor, GBytes *envelope, GCancellable *cancellable)
{
  g_autoptr (YxKeyEnvelope) known = ask_envelope (actor, cancellable, NULL);
  g_autoptr (GBytes) sent = yx_envelope_parameters (envelope, NULL);

  return known != NULL && known->parameters != NULL && g_bytes_equal (known->parameters, sent);
}

static gboolean
send_change (YxActor *actor, const YxEnvelopeChange *change, gint64 version, GCancellable *cancellable, GError **error)
{
  g_autofree char *tag = g_strdup_printf ("%" G_GINT64_FORMAT, version);
  const YxCall call = { .endpoint = YX_API_ENVELOPE_REPLACE, .request = change, .if_match = tag };
  GError *local = NULL;

  if (yx_connection_send (actor->connection, &call, cancellable, &local))
    return TRUE;
  if (g_error_matches (local, YX_PROBLEM_ERROR, YX_PROBLEM_PRECONDITION_FAILED)
      && has_arrived (actor, change->envelope, cancellable))
    {
      g_error_free (local);
      return TRUE;
    }
  yx_flow_password_error (local, error);
  return FALSE;
}

/**
 * yx_flow_change_certificate_password:
 * @actor: an actor that is signed in
 * @password: the certificate password
 * @new_password: the one that is to take its place
 * @code: an SMS code for certificates
 *
 * Puts all keys of the account under another password (spec.md 2.6-1): they are fetched, wrapped anew here, and take
 * the place of the envelope that they came from, if that is still the one. The keys stay locked.
 *
 * Returns: whether the new password is the certificate password now; %YX_FLOW_ERROR_PASSWORD when @password is not
 */
gboolean
yx_flow_change_certificate_password (YxActor *actor, YxSecret *password, YxSecret *new_password, YxSecret *code,
                                     GCancellable *cancellable, GError **error)
{
  g_autoptr (YxEnvelopeChange) change = yx_envelope_change_new ();
  g_autoptr (YxEnvelopeKeys) keys = NULL;
  g_autoptr (YxKeyEnvelope) released = NULL;
  g_autoptr (YxKeyBundle) bundle = NULL;
  g_autoptr (GBytes) envelope = NULL;
  g_autoptr (YxSecret) proof = NULL;
  g_autoptr (YxSecret) new_proof = NULL;
  GError *local = NULL;

  if (!yx_actor_signed_in (actor, error) || !check_new_password (actor, new_password, error))
    return FALSE;
  keys = derive_known (actor, password, cancellable, error);
  if (keys == NULL)
    return FALSE;
  released = release (actor, keys, code, cancellable, &local);
  if (released == NULL)
    {
      yx_flow_password_error (local, error);
      return FALSE;
    }
  bundle = yx_envelope_open (released->envelope, keys->wrap, error);
  envelope = bundle != NULL ? wrap_anew (actor, bundle, new_password, &new_proof, error) : NULL;
  if (envelope == NULL)
    return FALSE;
  proof = proof_in_hex (keys);
  yx_record_set_secret (change, "code", code);
  yx_record_set_secret (change, "proof", proof);
  yx_record_set_bytes (change, "envelope", envelope);
  yx_record_set_secret (change, "new_proof", new_proof);
  return send_change (actor, change, released->version, cancellable, error);
}

/**
 * yx_flow_unlock:
 * @actor: an actor that is signed in
 * @password: the certificate password
 * @code: the SMS code for a visit to the seals, or for signing
 *
 * Fetches the key envelope and opens it in locked memory; the hall sees a proof of the password only.
 *
 * Returns: whether the keys are unlocked; %YX_FLOW_ERROR_PASSWORD for a wrong password
 */
gboolean
yx_flow_unlock (YxActor *actor, YxSecret *password, YxSecret *code, GCancellable *cancellable, GError **error)
{
  g_autoptr (YxIssuedCertificate) certificate = NULL;
  g_autoptr (YxKeyBundle) bundle = NULL;
  g_autoptr (GError) local = NULL;

  if (!yx_actor_signed_in (actor, error))
    return FALSE;
  certificate = find_certificate (actor, cancellable, &local);
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  if (certificate == NULL)
    {
      g_set_error_literal (error, YX_FLOW_ERROR, YX_FLOW_ERROR_NO_CERTIFICATE, "This account has no valid certificate");
      return FALSE;
    }
  bundle = fetch_bundle (actor, password, code, cancellable, error);
  if (bundle == NULL)
    return FALSE;
  yx_flow_lock (actor);
  actor->bundle = g_steal_pointer (&bundle);
  if (take_certificate (actor, certificate, error))
    return TRUE;
  yx_flow_lock (actor);
  return FALSE;
}

/**
 * yx_flow_signing_key:
 * @actor: an actor
 *
 * Returns: (transfer full): the key of @actor's certificate; else %YX_FLOW_ERROR_LOCKED
 */
YxKey *
yx_flow_signing_key (YxActor *actor, GError **error)
{
  YxSecret *pkcs8
    = actor->bundle != NULL && actor->certificate_id != NULL ? yx_key_bundle_find (actor->bundle, actor->certificate_id) : NULL;

  if (pkcs8 != NULL)
    return yx_key_from_pkcs8 (pkcs8, error);
  g_set_error_literal (error, YX_FLOW_ERROR, YX_FLOW_ERROR_LOCKED, "The keys are locked: enter the certificate password");
  return NULL;
}

/**
 * yx_flow_lock:
 * @actor: an actor
 *
 * Wipes the unlocked keys.
 */
void
yx_flow_lock (YxActor *actor)
{
  g_clear_pointer (&actor->bundle, yx_key_bundle_unref);
  g_clear_pointer (&actor->certificate_id, g_free);
  g_clear_pointer (&actor->certificate, yx_certificate_unref);
}
