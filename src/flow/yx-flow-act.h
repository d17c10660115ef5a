/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "flow/yx-actor.h"
#include "model/yx-document.h"

G_BEGIN_DECLS

YxDocument *yx_flow_choose_order (YxActor *actor, const YxDocument *document, YxParty first, GCancellable *cancellable,
                                  GError **error);
YxDocument *yx_flow_consent (YxActor *actor, const YxDocument *document, const char *serve_addr, GCancellable *cancellable,
                             GError **error);
YxDocument *yx_flow_decline (YxActor *actor, const YxDocument *document, const char *reason, GCancellable *cancellable,
                             GError **error);
YxDocument *yx_flow_withdraw (YxActor *actor, const YxDocument *document, const char *reason, GCancellable *cancellable,
                              GError **error);

G_END_DECLS
