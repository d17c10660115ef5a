/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "flow/yx-flow-error.h"
#include "pdf/yx-verdict.h"

G_BEGIN_DECLS

YxVerdict *yx_flow_verify (const char *path, GBytes *trust, gint64 now, GCancellable *cancellable, GError **error);
YxVerdict *yx_flow_verify_bytes (GBytes *document, GBytes *trust, gint64 now, GCancellable *cancellable, GError **error);
GBytes *yx_flow_read_trust (const char *path, GError **error);

G_END_DECLS
