/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "flow/yx-actor.h"

G_BEGIN_DECLS

/**
 * YxActivation:
 * @certificate: the certificate's id, made here
 * @password: the certificate password
 * @code: the SMS code
 *
 * What somebody enters to get a certificate (spec.md 2.3-1), besides consent, which calling it is.
 */
typedef struct
{
  const char *certificate;
  YxSecret *password;
  YxSecret *code;
} YxActivation;

/* How long an activation waits for a licensed authority, in seconds. */
#define YX_FLOW_CERTIFICATE_WAIT 30

GPtrArray *yx_flow_certificates (YxActor *actor, GCancellable *cancellable, GError **error);
gboolean yx_flow_has_certificate (YxActor *actor, gboolean *has, GCancellable *cancellable, GError **error);
gboolean yx_flow_activate (YxActor *actor, const YxActivation *activation, GCancellable *cancellable, GError **error);
gboolean yx_flow_renew (YxActor *actor, const YxActivation *activation, GCancellable *cancellable, GError **error);
gboolean yx_flow_suspend (YxActor *actor, const char *certificate, YxSecret *code, GCancellable *cancellable, GError **error);
gboolean yx_flow_unlock (YxActor *actor, YxSecret *password, YxSecret *code, GCancellable *cancellable, GError **error);
gboolean yx_flow_change_certificate_password (YxActor *actor, YxSecret *password, YxSecret *new_password, YxSecret *code,
                                              GCancellable *cancellable, GError **error);
YxSecret *yx_flow_proof (YxActor *actor, YxSecret *password, GCancellable *cancellable, GError **error);
void yx_flow_password_error (GError *error, GError **to);
YxKey *yx_flow_signing_key (YxActor *actor, GError **error);
void yx_flow_lock (YxActor *actor);

G_END_DECLS
