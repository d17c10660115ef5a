/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "flow/yx-actor.h"

G_BEGIN_DECLS

/**
 * YxAccountFacts:
 * @who: (owned): a #YxEnterprise or a #YxPerson
 * @sessions: (owned) (element-type YxSession): where the account is signed in
 * @key: (owned) (nullable): hex SHA-256 of the hall's public key, over TLS
 * @stored: bytes that this machine keeps of the account
 *
 * What the pane Accounts shows.
 */
typedef struct
{
  gpointer who;
  GPtrArray *sessions;
  char *key;
  goffset stored;
} YxAccountFacts;

YxAccountFacts *yx_account_facts_fetch (YxActor *actor, const char *folder, GCancellable *cancellable, GError **error);
void yx_account_facts_free (YxAccountFacts *facts);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YxAccountFacts, yx_account_facts_free)

goffset yx_account_stored (const char *folder, const char *account);
char *yx_account_mask (const char *text);

G_END_DECLS
