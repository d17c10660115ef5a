/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/yx-words.h"

G_BEGIN_DECLS

/* Everything that anyone can ask a hall to do. */
typedef enum
{
  YX_ACTION_HALL_READ,
  YX_ACTION_CODE_REQUEST,
  YX_ACTION_REGISTER,
  YX_ACTION_SIGN_IN,
  YX_ACTION_SESSION_READ,
  YX_ACTION_SESSION_END,
  YX_ACTION_ACCOUNT_READ,
  YX_ACTION_ACCOUNT_CHANGE,
  YX_ACTION_PERSON_EXPORT,
  YX_ACTION_ENTERPRISE_READ,
  YX_ACTION_CERTIFICATE_ISSUE,
  YX_ACTION_CERTIFICATE_READ,
  YX_ACTION_CERTIFICATE_SUSPEND,
  YX_ACTION_ENVELOPE_RELEASE,
  YX_ACTION_ENVELOPE_REPLACE,
  YX_ACTION_SEAL_MAKE,
  YX_ACTION_SEAL_VOID,
  YX_ACTION_SEAL_READ,
  YX_ACTION_SEAL_USE_READ,
  YX_ACTION_FILING_SUBMIT,
  YX_ACTION_FILING_READ,
  YX_ACTION_CONTRACT_READ,
  YX_ACTION_DOCUMENT_READ,
  YX_ACTION_DOCUMENT_SIGN,
  YX_ACTION_DOCUMENT_DECLINE,
  YX_ACTION_DOCUMENT_WITHDRAW,
  YX_ACTION_DOCUMENT_ORDER,
  YX_ACTION_DOCUMENT_CONSENT,
  YX_ACTION_FEED_READ,
  YX_N_ACTIONS,
} YxAction;

/* Who asks; a set of them is a mask. */
typedef enum
{
  YX_ROLE_ANYONE = 1 << 0,
  YX_ROLE_ENTERPRISE = 1 << 1,
  YX_ROLE_PERSON = 1 << 2,
} YxRole;

/* What the object must be to the one who asks. */
typedef enum
{
  YX_REACH_ANY,
  YX_REACH_OWN,   /* own account, own enterprise */
  YX_REACH_PARTY, /* a party of the document */
} YxReach;

typedef struct
{
  YxAction action;
  const char *name;
  guint roles;
  YxReach reach;
} YxRight;

const YxRight *yx_right_for (YxAction action);
gboolean yx_right_allows (YxAction action, YxRole role);
YxRole yx_role_of (YxAccountKind kind);
const char *yx_role_nick (guint role);
const char *yx_reach_nick (YxReach reach);

/* What a place takes: a mark by hand, a seal, or either. */
typedef enum
{
  YX_PLACE_BY_HAND,
  YX_PLACE_SEALED,
  YX_PLACE_EITHER,
} YxPlaceMark;

/* Whose mark a place is for. */
typedef struct
{
  const char *field;
  YxCapacity capacity;
  YxPlaceMark mark;
  gboolean needed;
} YxPlaceRight;

const YxPlaceRight *yx_place_right (const char *field);
gboolean yx_seal_right (YxSealKind seal, YxDocumentKind document, const char *field);
gboolean yx_seal_right_anywhere (YxSealKind seal, const char *field);
const char *yx_seal_place (YxSealKind seal);

G_END_DECLS
