/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

char *yx_hall_proxies_client (GPtrArray *trusted, const char *peer, const char *forwarded);

G_END_DECLS
