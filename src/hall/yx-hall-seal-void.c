/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "hall/yx-hall-codes.h"
#include "hall/yx-hall-events.h"
#include "hall/yx-hall-feeds.h"
#include "hall/yx-hall-handlers.h"
#include "hall/yx-hall-rows.h"
#include "hall/yx-hall-seals.h"
#include "hall/yx-hall-step-up.h"
#include "model/yx-seal-voiding.h"

/* A seal that somebody wants voided. */
typedef struct
{
  const YxHallCall *call;
  YxHallStepUp step_up;
  YxKeyEnvelope *envelope; /* (owned) (nullable) */
} Voiding;

static void
clear_voiding (Voiding *voiding)
{
  yx_hall_step_up_clear (&voiding->step_up);
  g_clear_pointer (&voiding->envelope, yx_key_envelope_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Voiding, clear_voiding)

static gboolean
write_voided (YxHallWrite *write, const YxSeal *seal, GError **error)
{
  g_autoptr (YxStatement) statement = yx_hall_prepare (
      write->db, "UPDATE \"seal\" SET \"state\" = 'voided', \"voided\" = :now WHERE \"id\" = :id",
      YX_WITH ("id", seal->id), error);

  if (statement == NULL)
    return FALSE;
  yx_statement_bind_int (statement, "now", write->now);
  return yx_statement_run (statement, error)
         && yx_hall_event_write (write, seal->id, "seal.voided", NULL, error)
         && yx_hall_feed_write (write, seal->enterprise, "seal", seal->id, error);
}

/* Once voided it stays so: whoever asks again, as after a lost answer, needs no new code. */
static gboolean
void_seal (YxHallWrite *write, gpointer data, GError **error)
{
  Voiding *voiding = data;
  const YxHallCall *call = voiding->call;
  g_autoptr (YxSeal) seal
      = yx_hall_find (write->hall, write->db, &yx_seal_type, "\"id\" = :id AND \"enterprise\" = :enterprise",
                      YX_WITH ("id", call->parameters.values[1], "enterprise", call->session->enterprise),
                      error);

  write->again = seal != NULL && seal->state == YX_SEAL_VOIDED;
  if (seal == NULL || write->again)
    return seal != NULL;
  return yx_hall_step_up_take (write, &voiding->step_up, &voiding->envelope, error)
         && write_voided (write, seal, error);
}

/* `seal.void`: from then on it cannot be used, its history stays, and what it sealed before stays valid
 * (spec.md 2.4-6). */
gboolean
yx_hall_seal_void (YxHallCall *call, GError **error)
{
  const YxSealVoiding *request = (const YxSealVoiding *)call->request;
  g_auto (Voiding) voiding = { .call = call };

  return yx_hall_step_up_init (&voiding.step_up, call, YX_HALL_CODE_FOR (YX_CODE_SEAL_VISIT), request->code,
                               request->proof, error)
         && yx_hall_write (call->hall, call, void_seal, &voiding, error) && yx_hall_seal_answer (call, error);
}
