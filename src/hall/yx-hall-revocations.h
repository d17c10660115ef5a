/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hall/yx-hall-write.h"
#include "model/yx-enterprise.h"
#include "model/yx-issued-certificate.h"

G_BEGIN_DECLS

/**
 * YxHallGrantees:
 * @enterprise: (owned) (nullable): whose seals
 * @seals: (owned) (nullable) (element-type YxSeal): their next versions
 *
 * An enterprise's seals as they will be once the set of certificates that may use them has changed.
 */
typedef struct
{
  YxEnterprise *enterprise;
  GPtrArray *seals;
} YxHallGrantees;

void yx_hall_grantees_clear (YxHallGrantees *grantees);
gboolean yx_hall_grantees_prepare (
    YxHall *hall, const char *enterprise, const char *with, const char *without, YxHallGrantees *grantees, GError **error);
gboolean yx_hall_grantees_write (YxHallWrite *write, const YxHallGrantees *grantees, GError **error);

char *yx_hall_issuer_of (YxHall *hall, YxCertificate *certificate, GError **error);
gboolean yx_hall_certificate_scope (
    YxHallWrite *write, const YxIssuedCertificate *certificate, char **scope, GError **error);
gboolean yx_hall_certificate_end (YxHallWrite *write,
                                  const char *id,
                                  YxCertificateState state,
                                  YxEndReason reason,
                                  GError **error);
gboolean yx_hall_certificate_revoke (
    YxHall *hall, const YxHallCall *call, const char *id, YxEndReason reason, GError **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (YxHallGrantees, yx_hall_grantees_clear)

G_END_DECLS
