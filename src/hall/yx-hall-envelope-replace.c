/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "crypto/yx-digest.h"
#include "hall/yx-hall-codes.h"
#include "hall/yx-hall-envelopes.h"
#include "hall/yx-hall-events.h"
#include "hall/yx-hall-handlers.h"
#include "hall/yx-hall-rows.h"
#include "hall/yx-hall-step-up.h"
#include "model/yx-envelope-change.h"

#define FOR_CERTIFICATE YX_HALL_CODE_FOR (YX_CODE_CERTIFICATE)

/* Keys that shall lie under another certificate password. */
typedef struct
{
  YxHallCall *call;
  YxHallStepUp step_up;
  YxKeyEnvelope *stored;   /* (owned) (nullable) */
  YxKeyEnvelope *envelope; /* (owned): what takes its place */
} Replacing;

static void
clear_replacing (Replacing *replacing)
{
  yx_hall_step_up_clear (&replacing->step_up);
  g_clear_pointer (&replacing->stored, yx_key_envelope_unref);
  g_clear_pointer (&replacing->envelope, yx_key_envelope_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Replacing, clear_replacing)

static gboolean
check_version (const Replacing *replacing, const YxKeyEnvelope *stored, GError **error)
{
  g_autofree char *version = g_strdup_printf ("%" G_GINT64_FORMAT, stored->version);

  if (strcmp (replacing->call->if_match, version) == 0)
    return TRUE;
  yx_problem_set (error, YX_PROBLEM_PRECONDITION_FAILED, NULL, "The key envelope was replaced meanwhile");
  return FALSE;
}

/* Another password with the same salt would tell whoever has both envelopes something about the keys' wrapping. */
static gboolean
check_parameters (const Replacing *replacing, const YxKeyEnvelope *stored, GError **error)
{
  if (!g_bytes_equal (stored->parameters, replacing->envelope->parameters))
    return TRUE;
  yx_problem_set (error, YX_PROBLEM_INVALID_FIELD, "envelope", "A new certificate password needs new parameters");
  return FALSE;
}

static gboolean
replace (YxHallWrite *write, gpointer data, GError **error)
{
  Replacing *replacing = data;
  const char *account = replacing->step_up.account;
  g_autoptr (YxKeyEnvelope) stored
      = yx_hall_find (write->hall, write->db, &yx_key_envelope_type, "\"account\" = :account",
                      YX_WITH ("account", account), error);

  return stored != NULL && check_version (replacing, stored, error) && check_parameters (replacing, stored, error)
         && yx_hall_step_up_take (write, &replacing->step_up, &replacing->stored, error)
         && yx_hall_envelope_write (write, replacing->envelope, stored->version + 1, error)
         && yx_hall_event_write (write, account, "envelope.replaced", NULL, error);
}

/* `envelope.replace`: the account's keys under another certificate password, against an SMS code, the proof of the
 * password that was and the version that it was wrapped from (spec.md 2.6-1). The hall sees neither password. */
gboolean
yx_hall_envelope_replace (YxHallCall *call, GError **error)
{
  const YxEnvelopeChange *request = (const YxEnvelopeChange *)call->request;
  g_auto (Replacing) replacing = { .call = call };
  g_autofree char *new_proof = yx_hall_proof_hash (request->new_proof, error);

  if (new_proof == NULL
      || !yx_hall_step_up_init (&replacing.step_up, call, FOR_CERTIFICATE, request->code, request->proof, error))
    return FALSE;
  replacing.envelope
      = yx_hall_envelope_seal (call->hall, call->session->account, request->envelope, new_proof, error);
  return replacing.envelope != NULL && yx_hall_write (call->hall, call, replace, &replacing, error)
         && yx_hall_envelope_get (call, error);
}
