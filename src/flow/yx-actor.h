/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "client/yx-connection.h"
#include "client/yx-local-store.h"
#include "crypto/yx-certificate.h"
#include "crypto/yx-key-bundle.h"
#include "flow/yx-flow-error.h"
#include "model/yx-hall-info.h"
#include "model/yx-session.h"

G_BEGIN_DECLS

/**
 * YxActor:
 * @connection: (owned): the way to the hall
 * @store: (unowned): what this machine keeps of the account
 * @hall: (owned): who the hall is
 * @trust: (owned): the hall's root certificates, PEM
 * @session: (owned) (nullable): who is signed in
 * @bundle: (owned) (nullable): the account's keys, while they are unlocked
 * @certificate_id: (owned) (nullable): of the certificate that it signs with, once unlocked
 * @certificate: (owned) (nullable): that certificate
 * @scrypt: microseconds spent on deriving keys from passwords here
 *
 * Somebody at a desk: a person or an enterprise account, with what is needed to act. For one thread at a time; but what
 * only reads documents or sends what is queued (yx_flow_document(), yx_flow_download(), yx_flow_send_filing()) may run
 * on several while nobody signs in or out.
 */
typedef struct
{
  YxConnection *connection;
  YxLocalStore *store;
  YxHallInfo *hall;
  GBytes *trust;
  YxSession *session;
  YxKeyBundle *bundle;
  char *certificate_id;
  YxCertificate *certificate;
  gint64 scrypt;
} YxActor;

YxActor *yx_actor_new (YxConnection *connection, YxLocalStore *store, GCancellable *cancellable, GError **error);
YxActor *yx_actor_new_known (YxConnection *connection, YxLocalStore *store, GCancellable *cancellable, GError **error);
void yx_actor_free (YxActor *actor);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YxActor, yx_actor_free)

gboolean yx_actor_is_enterprise (YxActor *actor);
const char *yx_actor_scope (YxActor *actor);
gboolean yx_actor_signed_in (YxActor *actor, GError **error);
GPtrArray *yx_actor_chain (YxActor *actor, GError **error);
GPtrArray *yx_actor_authorities (YxActor *actor, YxAuthorityRole role, GError **error);

G_END_DECLS
