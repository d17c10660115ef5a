/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "flow/yx-actor.h"
#include "model/yx-enterprise-registration.h"
#include "model/yx-enterprise.h"
#include "model/yx-person-registration.h"

G_BEGIN_DECLS

gboolean yx_flow_request_code (YxActor *actor, const char *phone, YxCodePurpose purpose, GCancellable *cancellable,
                               GError **error);
gboolean yx_flow_register_enterprise (YxActor *actor, const char *enterprise, YxEnterpriseRegistration *registration,
                                      GCancellable *cancellable, GError **error);
gboolean yx_flow_register_person (YxActor *actor, const char *account, YxPersonRegistration *registration,
                                  GCancellable *cancellable, GError **error);
gboolean yx_flow_sign_in (YxActor *actor, YxAccountKind kind, const char *login, YxSecret *password,
                          GCancellable *cancellable, GError **error);
void yx_flow_adopt (YxActor *actor, YxSession *session, YxSecret *token);
gboolean yx_flow_keep_session (YxActor *actor, GError **error);
gboolean yx_flow_resume (YxActor *actor, YxSecret *token, GCancellable *cancellable, GError **error);
char *yx_flow_name (YxActor *actor, GCancellable *cancellable, GError **error);
gboolean yx_flow_keep_password (YxActor *actor, YxSecret *password, GError **error);
gboolean yx_flow_is_password (YxActor *actor, YxSecret *password, GError **error);
gboolean yx_flow_change_password (YxActor *actor, YxSecret *password, YxSecret *code, GCancellable *cancellable, GError **error);
YxEnterprise *yx_flow_enterprise (YxActor *actor, GCancellable *cancellable, GError **error);
GPtrArray *yx_flow_sessions (YxActor *actor, GCancellable *cancellable, GError **error);
gboolean yx_flow_end_session (YxActor *actor, const char *session, GCancellable *cancellable, GError **error);
gboolean yx_flow_sign_out (YxActor *actor, GCancellable *cancellable, GError **error);

G_END_DECLS
