/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "flow/yx-flow-document.h"

G_BEGIN_DECLS

#define YX_FLOW_MOST_COPIES 50

gboolean yx_flow_keep_copy (YxActor *actor, YxHeldDocument *held, GError **error);
YxHeldDocument *yx_flow_kept_copy (YxActor *actor, const YxDocument *document, GCancellable *cancellable, GError **error);

G_END_DECLS
