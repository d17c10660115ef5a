/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "hall/yx-hall-envelopes.h"

#include <string.h>

#include "crypto/yx-digest.h"
#include "crypto/yx-envelope.h"
#include "hall/yx-hall-codes.h"
#include "hall/yx-hall-events.h"
#include "hall/yx-hall-handlers.h"
#include "hall/yx-hall-limits.h"
#include "hall/yx-hall-rows.h"
#include "hall/yx-hall-step-up.h"
#include "model/yx-envelope-release.h"

#define PROOF_SIZE 32

/* For which an envelope is opened: visiting the seals, signing, one more certificate. */
#define FOR_RELEASE                                                                                          \
  (YX_HALL_CODE_FOR (YX_CODE_SEAL_VISIT) | YX_HALL_CODE_FOR (YX_CODE_SIGNING)                                \
   | YX_HALL_CODE_FOR (YX_CODE_CERTIFICATE))

/* An envelope that somebody asks for. */
typedef struct
{
  YxHallStepUp step_up;
  YxKeyEnvelope *envelope; /* (owned) (nullable) */
} Release;

static void
clear_release (Release *wanted)
{
  yx_hall_step_up_clear (&wanted->step_up);
  g_clear_pointer (&wanted->envelope, yx_key_envelope_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Release, clear_release)

static char *
context_of (const char *account)
{
  return g_strconcat ("key_envelope.sealed.", account, NULL);
}

/**
 * yx_hall_proof_hash:
 * @proof: the proof of the certificate password, 32 bytes in hex
 *
 * Returns: (transfer full): what is stored of it: the SHA-256 in hex
 */
char *
yx_hall_proof_hash (YxSecret *proof, GError **error)
{
  guint8 bytes[PROOF_SIZE];
  char *hash;

  if (yx_secret_size (proof) != 2 * PROOF_SIZE || !yx_hex_parse (yx_secret_text (proof), bytes, PROOF_SIZE))
    {
      yx_problem_set (error, YX_PROBLEM_INVALID_FIELD, "proof", "The proof is not 32 bytes in hexadecimal");
      return NULL;
    }
  hash = yx_sha256_hex (bytes, PROOF_SIZE);
  yx_wipe (bytes, sizeof bytes);
  return hash;
}

static gboolean
set_wrong (YxHallWrite *write, const char *account, gint64 wrong, gint64 held_until, GError **error)
{
  g_autoptr (YxStatement) statement = yx_hall_prepare (
      write->db,
      "UPDATE \"key_envelope\" SET \"wrong\" = :wrong, \"held_until\" = :until WHERE \"account\" = :account",
      YX_WITH ("account", account), error);

  if (statement == NULL)
    return FALSE;
  yx_statement_bind_int (statement, "wrong", wrong);
  yx_statement_bind_int (statement, "until", held_until);
  return yx_statement_run (statement, error);
}

/**
 * yx_hall_envelope_prove:
 * @write: a transaction
 * @envelope: what is stored
 * @proof_hash: of the proof that was sent
 *
 * Five wrong proofs hold the envelope for fifteen minutes (design.md "where the private key is").
 *
 * Returns: whether the proof is right; else %YX_PROBLEM_LOCKED, or %YX_PROBLEM_WRONG_PROOF with the write's
 *   `keep` set
 */
gboolean
yx_hall_envelope_prove (YxHallWrite *write,
                        const YxKeyEnvelope *envelope,
                        const char *proof_hash,
                        GError **error)
{
  gint64 wrong = envelope->wrong + 1;
  gint64 until = wrong >= YX_HALL_LOCK_AFTER ? write->now + YX_HALL_LOCK_TIME : 0;

  if (envelope->held_until > write->now && envelope->held_until - write->now <= YX_HALL_LOCK_TIME)
    {
      yx_hall_limit_refuse (error, YX_PROBLEM_LOCKED, write->now, envelope->held_until);
      return FALSE;
    }
  if (yx_bytes_equal (proof_hash, envelope->proof_hash, strlen (proof_hash)))
    write->proven |= YX_HALL_PROOF_PASSWORD;
  if (write->proven & YX_HALL_PROOF_PASSWORD)
    return envelope->wrong == 0 || set_wrong (write, envelope->account, 0, 0, error);
  if (!set_wrong (write, envelope->account, until != 0 ? 0 : wrong, until, error))
    return FALSE;
  write->keep = TRUE;
  if (until != 0)
    yx_hall_limit_refuse (error, YX_PROBLEM_LOCKED, write->now, until);
  else
    yx_problem_set (error, YX_PROBLEM_WRONG_PROOF, "proof", NULL);
  return FALSE;
}

/**
 * yx_hall_envelope_seal:
 * @hall: a hall
 * @account: whose it is
 * @envelope: as it came from the desktop
 * @proof_hash: see yx_hall_proof_hash()
 *
 * Returns: (transfer full): what to store: sealed once more under the storage key; %NULL:
 *   %YX_PROBLEM_INVALID_FIELD when it is no envelope or its key derivation is too cheap
 */
YxKeyEnvelope *
yx_hall_envelope_seal (
    YxHall *hall, const char *account, GBytes *envelope, const char *proof_hash, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autofree char *context = context_of (account);
  g_autoptr (GBytes) parameters = NULL;
  g_autoptr (GBytes) sealed = NULL;
  YxKeyEnvelope *made;

  if (yx_envelope_check (envelope, &problem))
    parameters = yx_envelope_parameters (envelope, &problem);
  if (parameters == NULL)
    {
      yx_problem_set (error, YX_PROBLEM_INVALID_FIELD, "envelope", "The key envelope is refused: %s",
                      problem->message);
      return NULL;
    }
  sealed = hall->sealer.seal (hall->sealer.data, context, envelope, error);
  if (sealed == NULL)
    return NULL;
  made = yx_key_envelope_new ();
  yx_record_set_text (made, "account", account);
  yx_record_set_bytes (made, "parameters", parameters);
  yx_record_set_bytes (made, "sealed", sealed);
  yx_record_set_text (made, "proof_hash", proof_hash);
  yx_record_set_int (made, "wrong", 0);
  yx_record_set_int (made, "held_until", 0);
  return made;
}

/**
 * yx_hall_envelope_write:
 * @write: a transaction
 * @envelope: made by yx_hall_envelope_seal()
 * @version: its version
 *
 * Returns: whether it has taken the place of the one before
 */
gboolean
yx_hall_envelope_write (YxHallWrite *write, YxKeyEnvelope *envelope, gint64 version, GError **error)
{
  yx_record_set_int (envelope, "version", version);
  return yx_hall_execute (write->db, "DELETE FROM \"key_envelope\" WHERE \"account\" = :account",
                          YX_WITH ("account", envelope->account), error)
         && yx_record_insert (envelope, write->db, &write->hall->sealer, error);
}

/* `envelope.get`: the parameters, from which the desktop derives the proof. */
gboolean
yx_hall_envelope_get (YxHallCall *call, GError **error)
{
  YxKeyEnvelope *envelope = yx_hall_find_now (call->hall, &yx_key_envelope_type, "\"account\" = :account",
                                              YX_WITH ("account", call->session->account), error);

  if (envelope == NULL)
    return FALSE;
  if (envelope->held_until <= yx_clock_now (call->hall->clock))
    yx_record_unset (envelope, "held_until");
  call->etag = g_strdup_printf ("%" G_GINT64_FORMAT, envelope->version);
  call->answer = (YxRecord *)envelope;
  return TRUE;
}

static gboolean
release (YxHallWrite *write, gpointer data, GError **error)
{
  Release *wanted = data;

  return yx_hall_step_up_take (write, &wanted->step_up, &wanted->envelope, error)
         && yx_hall_event_write (write, wanted->step_up.account, "envelope.released", NULL, error);
}

static gboolean
answer_opened (YxHallCall *call, YxKeyEnvelope *envelope, GError **error)
{
  g_autofree char *context = context_of (envelope->account);
  g_autoptr (GBytes) opened
      = call->hall->sealer.open (call->hall->sealer.data, context, envelope->sealed, error);

  if (opened == NULL)
    return FALSE;
  yx_record_set_bytes (envelope, "envelope", opened);
  yx_record_unset (envelope, "held_until");
  call->answer = yx_record_ref (envelope);
  return TRUE;
}

/* `envelope.release`: the account's keys, against code and proof. Who asks with a code for certificates is about to
 * put a key into the envelope, or all of it under another password: that act takes the same code, once. */
gboolean
yx_hall_envelope_release (YxHallCall *call, GError **error)
{
  const YxEnvelopeRelease *request = (const YxEnvelopeRelease *)call->request;
  g_auto (Release) wanted = { .envelope = NULL };

  if (!yx_hall_step_up_init (&wanted.step_up, call, FOR_RELEASE, request->code, request->proof, error))
    return FALSE;
  wanted.step_up.keeps = YX_HALL_CODE_FOR (YX_CODE_CERTIFICATE);
  return yx_hall_write (call->hall, call, release, &wanted, error) && answer_opened (call, wanted.envelope, error);
}
