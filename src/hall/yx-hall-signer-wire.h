/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What the hall and its signer say to each other: frames of a verb or status, a length and that many bytes.
 */

#define YX_HALL_SIGNER_MOST (8 * 1024 * 1024)

/* GVariant type of the payload of %YX_HALL_SIGNER_ISSUE: request, name, organisation, uscc, account,
 * capacity, identity, own hall, time. */
#define YX_HALL_SIGNER_ISSUE_TYPE "(aysmsmssuubx)"
/* Of %YX_HALL_SIGNER_TIMESTAMP: request, time. */
#define YX_HALL_SIGNER_TIMESTAMP_TYPE "(ayx)"
/* Of %YX_HALL_SIGNER_REVOKED: the authority's fingerprint, number, time, time of the next; serial number, since when
 * and why of each. */
#define YX_HALL_SIGNER_REVOKED_TYPE "(stxxa(sxu))"
/* Of %YX_HALL_SIGNER_STATUS: the OCSP request, time, until when the answer holds; serial number, YxRevocation, since
 * when and why of each. */
#define YX_HALL_SIGNER_STATUS_TYPE "(ayxxa(suxu))"
/* Of an answer of status %YX_HALL_SIGNER_REFUSED: error code, message. */
#define YX_HALL_SIGNER_REFUSAL_TYPE "(us)"

typedef enum
{
  YX_HALL_SIGNER_ISSUE = 1,
  YX_HALL_SIGNER_SEAL_OBJECT,
  YX_HALL_SIGNER_TIMESTAMP,
  YX_HALL_SIGNER_RECORD,
  YX_HALL_SIGNER_REVOKED,
  YX_HALL_SIGNER_STATUS,
} YxHallSignerVerb;

typedef enum
{
  YX_HALL_SIGNER_DONE = 1,
  YX_HALL_SIGNER_REFUSED, /* a YxCryptoError */
  YX_HALL_SIGNER_FAILED,  /* of another domain */
} YxHallSignerStatus;

gboolean yx_hall_signer_send (int fd, guint8 kind, GBytes *payload);
gboolean yx_hall_signer_receive (int fd, guint8 *kind, GBytes **payload);

G_END_DECLS
