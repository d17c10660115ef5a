/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "client/yx-connection.h"

G_BEGIN_DECLS

GPtrArray *yx_flow_list (YxConnection *connection, const YxCall *call, GCancellable *cancellable, GError **error);

G_END_DECLS
