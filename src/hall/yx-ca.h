/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "crypto/yx-authority.h"
#include "hall/yx-hall-signer.h"

G_BEGIN_DECLS

/* What a licensed authority may take to answer. */
#define YX_CA_MILLISECONDS 5000

/**
 * YxCaOrder:
 * @id: the certificate's id: the same order again is the same question
 * @request: a PKCS#10 request; its key is what counts
 * @subject: whom the certificate is for
 * @now: the hall's time
 *
 * A certificate that is wanted.
 */
typedef struct
{
  const char *id;
  GBytes *request;
  const YxSubject *subject;
  gint64 now;
} YxCaOrder;

typedef enum
{
  YX_CA_WAITING,
  YX_CA_ISSUED,
  YX_CA_REFUSED,
} YxCaState;

/**
 * YxCaAnswer:
 * @state: how it stands
 * @certificate: (owned) (nullable): DER, once issued; not yet judged
 * @reason: (owned) (nullable): why not, once refused
 *
 * What an authority says of an order.
 */
typedef struct
{
  YxCaState state;
  GBytes *certificate;
  char *reason;
} YxCaAnswer;

/**
 * YxCa:
 * @at_once: whether an order is answered while its sender waits
 *
 * Who issues certificates: the hall's own authority, or a licensed one that the hall asks, chosen in hall.conf.
 */
typedef struct _YxCa YxCa;

struct _YxCa
{
  gboolean at_once;
  gboolean (*ask) (YxCa *ca, const YxCaOrder *order, YxCaAnswer *answer, GError **error);
  void (*free) (YxCa *ca);
};

YxCa *yx_ca_own_new (YxHallSigner *signer);
YxCa *yx_ca_http_new (const char *url, guint milliseconds);
gboolean yx_ca_ask (YxCa *ca, const YxCaOrder *order, YxCaAnswer *answer, GError **error);
void yx_ca_free (YxCa *ca);
void yx_ca_answer_clear (YxCaAnswer *answer);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YxCa, yx_ca_free)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (YxCaAnswer, yx_ca_answer_clear)

G_END_DECLS
