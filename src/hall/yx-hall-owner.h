/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hall/yx-hall-call.h"
#include "model/yx-document.h"

G_BEGIN_DECLS

const char *yx_hall_scope_of (const YxSession *session);
gboolean yx_hall_own_enterprise (const YxHallCall *call, GError **error);
gboolean yx_hall_is_party (const YxSession *session, const YxDocument *document);
YxDocument *yx_hall_own_document (const YxHallCall *call, GError **error);

G_END_DECLS
