/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "flow/yx-flow-document.h"

G_BEGIN_DECLS

gboolean yx_flow_download (YxActor *actor, const char *document, const char *path, GCancellable *cancellable, GError **error);

G_END_DECLS
