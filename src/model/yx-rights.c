/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/yx-rights.h"

#include <string.h>

#define SIGNED_IN (YX_ROLE_ENTERPRISE | YX_ROLE_PERSON)
#define EVERYBODY (YX_ROLE_ANYONE | SIGNED_IN)

static const YxRight rights[] = {
  { YX_ACTION_HALL_READ, "hall.read", EVERYBODY, YX_REACH_ANY },
  { YX_ACTION_CODE_REQUEST, "code.request", EVERYBODY, YX_REACH_ANY },
  { YX_ACTION_REGISTER, "account.register", EVERYBODY, YX_REACH_ANY },
  { YX_ACTION_SIGN_IN, "session.create", EVERYBODY, YX_REACH_ANY },
  { YX_ACTION_SESSION_READ, "session.read", SIGNED_IN, YX_REACH_OWN },
  { YX_ACTION_SESSION_END, "session.end", SIGNED_IN, YX_REACH_OWN },
  { YX_ACTION_ACCOUNT_READ, "account.read", SIGNED_IN, YX_REACH_OWN },
  { YX_ACTION_ACCOUNT_CHANGE, "account.change", SIGNED_IN, YX_REACH_OWN },
  { YX_ACTION_PERSON_EXPORT, "person.export", YX_ROLE_PERSON, YX_REACH_OWN },
  { YX_ACTION_ENTERPRISE_READ, "enterprise.read", YX_ROLE_ENTERPRISE, YX_REACH_OWN },
  { YX_ACTION_CERTIFICATE_ISSUE, "certificate.issue", SIGNED_IN, YX_REACH_OWN },
  { YX_ACTION_CERTIFICATE_READ, "certificate.read", SIGNED_IN, YX_REACH_OWN },
  { YX_ACTION_CERTIFICATE_SUSPEND, "certificate.suspend", SIGNED_IN, YX_REACH_OWN },
  { YX_ACTION_ENVELOPE_RELEASE, "envelope.release", SIGNED_IN, YX_REACH_OWN },
  { YX_ACTION_ENVELOPE_REPLACE, "envelope.replace", SIGNED_IN, YX_REACH_OWN },
  { YX_ACTION_SEAL_MAKE, "seal.make", YX_ROLE_ENTERPRISE, YX_REACH_OWN },
  { YX_ACTION_SEAL_VOID, "seal.void", YX_ROLE_ENTERPRISE, YX_REACH_OWN },
  { YX_ACTION_SEAL_READ, "seal.read", YX_ROLE_ENTERPRISE, YX_REACH_OWN },
  { YX_ACTION_SEAL_USE_READ, "seal-use.read", YX_ROLE_ENTERPRISE, YX_REACH_OWN },
  { YX_ACTION_FILING_SUBMIT, "filing.submit", YX_ROLE_ENTERPRISE, YX_REACH_OWN },
  { YX_ACTION_FILING_READ, "filing.read", YX_ROLE_ENTERPRISE, YX_REACH_OWN },
  { YX_ACTION_CONTRACT_READ, "contract.read", YX_ROLE_ENTERPRISE, YX_REACH_OWN },
  { YX_ACTION_DOCUMENT_READ, "document.read", SIGNED_IN, YX_REACH_PARTY },
  { YX_ACTION_DOCUMENT_SIGN, "document.sign", SIGNED_IN, YX_REACH_PARTY },
  { YX_ACTION_DOCUMENT_DECLINE, "document.decline", SIGNED_IN, YX_REACH_PARTY },
  { YX_ACTION_DOCUMENT_WITHDRAW, "document.withdraw", YX_ROLE_ENTERPRISE, YX_REACH_PARTY },
  { YX_ACTION_DOCUMENT_ORDER, "document.order", YX_ROLE_ENTERPRISE, YX_REACH_PARTY },
  { YX_ACTION_DOCUMENT_CONSENT, "document.consent", YX_ROLE_PERSON, YX_REACH_PARTY },
  { YX_ACTION_FEED_READ, "feed.read", SIGNED_IN, YX_REACH_OWN },
};

G_STATIC_ASSERT (G_N_ELEMENTS (rights) == YX_N_ACTIONS);

static const YxPlaceRight places[] = {
  { "yx.employer", YX_CAPACITY_ENTERPRISE, YX_PLACE_SEALED, TRUE },
  { "yx.worker", YX_CAPACITY_PERSONAL, YX_PLACE_BY_HAND, TRUE },
  { "yx.head", YX_CAPACITY_ENTERPRISE, YX_PLACE_EITHER, FALSE },
};

#define ON(kind) (1u << (kind))
#define ON_ALL (ON (YX_DOCUMENT_CONTRACT) | ON (YX_DOCUMENT_SUPPLEMENT) | ON (YX_DOCUMENT_SEPARATION))

/* Which seal stands where on which documents (law.md 3). A name seal is a second mark only; seals for money
 * are no marks on these documents at all. */
static const struct
{
  YxSealKind seal;
  const char *field;
  guint documents;
} seal_rights[] = {
  { YX_SEAL_UNIT, "yx.employer", ON_ALL },
  { YX_SEAL_CONTRACT, "yx.employer", ON_ALL },
  { YX_SEAL_LABOUR_CONTRACT, "yx.employer", ON_ALL },
  { YX_SEAL_PERSONNEL, "yx.employer", ON_ALL },
  { YX_SEAL_FINANCE, NULL, 0 },
  { YX_SEAL_INVOICE, NULL, 0 },
  { YX_SEAL_HEAD_NAME, "yx.head", ON_ALL },
};

/**
 * yx_right_for:
 * @action: an action
 *
 * Returns: (transfer none): its line of the rights table
 */
const YxRight *
yx_right_for (YxAction action)
{
  g_return_val_if_fail (action < YX_N_ACTIONS && rights[action].action == action, NULL);
  return &rights[action];
}

/**
 * yx_right_allows:
 * @action: an action
 * @role: who asks
 *
 * Whether the object is theirs is a question of its own: see #YxReach.
 *
 * Returns: whether such an account may do it at all
 */
gboolean
yx_right_allows (YxAction action, YxRole role)
{
  return (yx_right_for (action)->roles & role) != 0;
}

/**
 * yx_role_of:
 * @kind: an account's kind
 *
 * Returns: the role that such an account asks in
 */
YxRole
yx_role_of (YxAccountKind kind)
{
  return kind == YX_ACCOUNT_ENTERPRISE ? YX_ROLE_ENTERPRISE : YX_ROLE_PERSON;
}

/**
 * yx_role_nick:
 * @role: one bit
 *
 * Returns: (transfer none) (nullable): the role's word in tables; %NULL: there is no such role, nor any with a higher bit
 */
const char *
yx_role_nick (guint role)
{
  switch (role)
    {
    case YX_ROLE_ANYONE:
      return "anyone";
    case YX_ROLE_ENTERPRISE:
      return "enterprise";
    case YX_ROLE_PERSON:
      return "person";
    default:
      return NULL;
    }
}

/**
 * yx_reach_nick:
 * @reach: what the object must be to the one who asks
 *
 * Returns: (transfer none): its word in tables
 */
const char *
yx_reach_nick (YxReach reach)
{
  static const char *const nicks[] = { [YX_REACH_ANY] = "any", [YX_REACH_OWN] = "own", [YX_REACH_PARTY] = "party" };

  g_return_val_if_fail (reach < G_N_ELEMENTS (nicks), NULL);
  return nicks[reach];
}

/**
 * yx_place_right:
 * @field: a signature field's name
 *
 * Returns: (transfer none) (nullable): in which capacity it is filled and whether with a seal
 */
const YxPlaceRight *
yx_place_right (const char *field)
{
  for (gsize i = 0; i < G_N_ELEMENTS (places); i++)
    if (strcmp (places[i].field, field) == 0)
      return &places[i];
  return NULL;
}

static guint
seal_documents (YxSealKind seal, const char *field)
{
  for (gsize i = 0; i < G_N_ELEMENTS (seal_rights); i++)
    if (seal_rights[i].seal == seal && g_strcmp0 (seal_rights[i].field, field) == 0)
      return seal_rights[i].documents;
  return 0;
}

/**
 * yx_seal_right:
 * @seal: a seal's type
 * @document: a kind of document
 * @field: a signature field's name
 *
 * Returns: whether a seal of this type may stand in that place of such a document
 */
gboolean
yx_seal_right (YxSealKind seal, YxDocumentKind document, const char *field)
{
  return (seal_documents (seal, field) & ON (document)) != 0;
}

/**
 * yx_seal_right_anywhere:
 * @seal: a seal's type
 * @field: a signature field's name
 *
 * For who holds a document whose kind nobody tells.
 *
 * Returns: whether a seal of this type may stand in that place of some kind of document
 */
gboolean
yx_seal_right_anywhere (YxSealKind seal, const char *field)
{
  return seal_documents (seal, field) != 0;
}

/**
 * yx_seal_place:
 * @seal: a seal's type
 *
 * Returns: (transfer none) (nullable): the signature field that such a seal stands in; %NULL: in none
 */
const char *
yx_seal_place (YxSealKind seal)
{
  for (gsize i = 0; i < G_N_ELEMENTS (seal_rights); i++)
    if (seal_rights[i].seal == seal)
      return seal_rights[i].field;
  return NULL;
}
