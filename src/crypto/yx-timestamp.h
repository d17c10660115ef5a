/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "crypto/yx-cms.h"

G_BEGIN_DECLS

/**
 * YxTimestamp:
 * @time: microseconds since 1970 UTC
 * @serial: hex
 * @policy: the TSA's policy, dotted
 * @tsa: the TSA's certificate; its chain is for yx_trust_check() to judge at @time
 * @certificates: (element-type YxCertificate): all that the token includes
 *
 * What a timestamp token (RFC 3161 §2.4.2) says, once its signature holds.
 */
typedef struct
{
  gint64 time;
  char *serial;
  char *policy;
  YxCertificate *tsa;
  GPtrArray *certificates;
} YxTimestamp;

void yx_timestamp_free (YxTimestamp *timestamp);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YxTimestamp, yx_timestamp_free)

GBytes *yx_timestamp_request (const guint8 digest[YX_SHA256_SIZE]);
GBytes *yx_timestamp_answer (const YxSigner *tsa, GBytes *request, gint64 now, GError **error);
GBytes *yx_timestamp_token (GBytes *answer, GBytes *request, GError **error);
YxTimestamp *yx_timestamp_verify (GBytes *token, const guint8 digest[YX_SHA256_SIZE], GError **error);

G_END_DECLS
