/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "hall/yx-hall-step-up.h"

#include "hall/yx-hall-codes.h"
#include "hall/yx-hall-envelopes.h"
#include "hall/yx-hall-rows.h"
#include "model/yx-person.h"

/**
 * yx_hall_step_up_init:
 * @step_up: (out caller-allocates): filled in; cleared by yx_hall_step_up_clear(), also after an error
 * @call: who asks
 * @purposes: for which purposes the code may have been sent
 * @code: the code; must outlive @step_up
 * @proof: the proof of the certificate password, 32 bytes in hex
 *
 * Returns: whether it can be asked for; nothing is decided yet
 */
gboolean
yx_hall_step_up_init (YxHallStepUp *step_up,
                      const YxHallCall *call,
                      guint purposes,
                      YxSecret *code,
                      YxSecret *proof,
                      GError **error)
{
  g_autoptr (YxPerson) person = NULL;

  *step_up = (YxHallStepUp){ .account = call->session->account, .purposes = purposes, .code = code };
  step_up->proof_hash = yx_hall_proof_hash (proof, error);
  if (step_up->proof_hash == NULL)
    return FALSE;
  person = yx_hall_find_now (call->hall, &yx_person_type, "\"id\" = :id",
                             YX_WITH ("id", call->session->person), error);
  if (person == NULL)
    return FALSE;
  step_up->phone = g_strdup (person->phone);
  return TRUE;
}

/**
 * yx_hall_step_up_clear:
 * @step_up: what yx_hall_step_up_init() filled in
 */
void
yx_hall_step_up_clear (YxHallStepUp *step_up)
{
  g_clear_pointer (&step_up->phone, g_free);
  g_clear_pointer (&step_up->proof_hash, g_free);
}

/**
 * yx_hall_step_up_take:
 * @write: a transaction
 * @step_up: what was shown
 * @envelope: (out) (transfer full) (nullable): the account's key envelope, whose password it is
 *
 * A wrong proof leaves the code as it is, so that a slip in the password doesn't cost a new one.
 *
 * Returns: whether code and proof are right, and the code is used up unless it is kept for what follows; wrong ones
 *   are counted
 */
gboolean
yx_hall_step_up_take (YxHallWrite *write,
                      const YxHallStepUp *step_up,
                      YxKeyEnvelope **envelope,
                      GError **error)
{
  YxCodePurpose purpose;

  g_clear_pointer (envelope, yx_key_envelope_unref);
  *envelope = yx_hall_find (write->hall, write->db, &yx_key_envelope_type, "\"account\" = :account",
                            YX_WITH ("account", step_up->account), error);
  return *envelope != NULL
         && yx_hall_code_check (write, step_up->phone, step_up->purposes, step_up->code, &purpose, error)
         && yx_hall_envelope_prove (write, *envelope, step_up->proof_hash, error)
         && ((step_up->keeps & YX_HALL_CODE_FOR (purpose)) || yx_hall_code_use (write, step_up->phone, purpose, error));
}
