/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

char *yx_hall_look (const char *url, gboolean *vouched, GCancellable *cancellable, GError **error);
char *yx_fingerprint_show (const char *pin);

G_END_DECLS
