/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/yx-database.h"

G_BEGIN_DECLS

gint64 yx_hall_schema_newest (void);
gint64 yx_hall_schema_of (YxDatabase *db, GError **error);
gboolean yx_hall_schema_apply (YxDatabase *db, GError **error);

G_END_DECLS
