/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "hall/yx-ca.h"

typedef struct
{
  YxCa ca;
  YxHallSigner *signer; /* (unowned) */
} Own;

static gboolean
ask_own (YxCa *ca, const YxCaOrder *order, YxCaAnswer *answer, GError **error)
{
  answer->state = YX_CA_ISSUED;
  answer->certificate
      = yx_hall_signer_issue (((Own *)ca)->signer, order->request, order->subject, order->now, error);
  return answer->certificate != NULL;
}

static void
free_own (YxCa *ca)
{
  g_free (ca);
}

/**
 * yx_ca_own_new:
 * @signer: the process that holds the issuing authority's key; must outlive this
 *
 * The provider `own`: the hall's authority, at once.
 *
 * Returns: (transfer full): the provider
 */
YxCa *
yx_ca_own_new (YxHallSigner *signer)
{
  Own *own = g_new0 (Own, 1);

  own->ca = (YxCa){ TRUE, ask_own, free_own };
  own->signer = signer;
  return &own->ca;
}

/**
 * yx_ca_ask:
 * @ca: a provider
 * @order: what is wanted
 * @answer: (out): how it stands
 * @error: why there is no answer; then it is to be asked again
 *
 * Blocks until the provider has answered. Asking again orders nothing twice.
 *
 * Returns: whether there is an answer
 */
gboolean
yx_ca_ask (YxCa *ca, const YxCaOrder *order, YxCaAnswer *answer, GError **error)
{
  *answer = (YxCaAnswer){ YX_CA_WAITING, NULL, NULL };
  return ca->ask (ca, order, answer, error);
}

/**
 * yx_ca_free:
 * @ca: (transfer full): a provider
 */
void
yx_ca_free (YxCa *ca)
{
  ca->free (ca);
}

/**
 * yx_ca_answer_clear:
 * @answer: an answer
 */
void
yx_ca_answer_clear (YxCaAnswer *answer)
{
  g_clear_pointer (&answer->certificate, g_bytes_unref);
  g_clear_pointer (&answer->reason, g_free);
}
