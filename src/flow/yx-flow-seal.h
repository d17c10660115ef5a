/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "flow/yx-actor.h"
#include "model/yx-seal.h"

G_BEGIN_DECLS

char *yx_flow_seal_label (const char *enterprise_name, YxSealKind kind);
YxSeal *yx_flow_make_seal (YxActor *actor, const char *id, YxSealKind kind, const char *label, GCancellable *cancellable,
                           GError **error);
YxSeal *yx_flow_void_seal (YxActor *actor, const char *id, YxSecret *password, YxSecret *code,
                           GCancellable *cancellable, GError **error);
GPtrArray *yx_flow_seals (YxActor *actor, GCancellable *cancellable, GError **error);
GPtrArray *yx_flow_seal_uses (YxActor *actor, const char *seal, GCancellable *cancellable, GError **error);
YxSeal *yx_flow_valid_seal (YxActor *actor, YxSealKind kind, GCancellable *cancellable, GError **error);

G_END_DECLS
