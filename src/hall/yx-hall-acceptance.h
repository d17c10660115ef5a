/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hall/yx-hall-call.h"
#include "model/yx-document.h"
#include "model/yx-issued-certificate.h"
#include "model/yx-seal.h"
#include "pdf/yx-verdict.h"

G_BEGIN_DECLS

/**
 * YxHallAcceptance:
 * @document: as it stands
 * @whole: the document with the appended bytes
 * @now: the hall's time
 * @field: which place is filled
 * @certificate: with which certificate
 * @seal: (nullable): with which seal
 * @state: the document's state then
 *
 * A revision that may be taken.
 */
typedef struct
{
  const YxDocument *document;
  GBytes *whole;
  gint64 now;
  char *field;
  YxIssuedCertificate *certificate;
  YxSeal *seal;
  YxDocumentState state;
} YxHallAcceptance;

gboolean yx_hall_accept (const YxHallCall *call, YxHallAcceptance *acceptance, GError **error);
gboolean yx_hall_accept_verdict (const YxHallCall *call,
                                 YxHallAcceptance *acceptance,
                                 YxVerdict *verdict,
                                 GError **error);
void yx_hall_acceptance_clear (YxHallAcceptance *acceptance);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (YxHallAcceptance, yx_hall_acceptance_clear)

G_END_DECLS
