/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "flow/yx-actor.h"

G_BEGIN_DECLS

gboolean yx_flow_export (YxActor *actor, YxSecret *code, const char *path, GCancellable *cancellable, GError **error);

G_END_DECLS
