/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean yx_hall_config_check (const char *folder, gint64 now, GPtrArray *faults, GError **error);

G_END_DECLS
