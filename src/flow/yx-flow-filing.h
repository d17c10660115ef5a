/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "flow/yx-actor.h"
#include "model/yx-filing.h"

G_BEGIN_DECLS

char *yx_flow_correction_id (const YxFiling *returned);
char *yx_flow_filing_of (const char *id);
gboolean yx_flow_queue_filing (YxActor *actor, const char *enterprise, const char *id, YxFiling *filing, YxDate today,
                               GError **error);
YxFiling *yx_flow_file (YxActor *actor, const char *id, YxFiling *filing, YxDate today, GCancellable *cancellable,
                        GError **error);
YxFiling *yx_flow_send_filing (YxActor *actor, const char *id, GCancellable *cancellable, GError **error);

G_END_DECLS
