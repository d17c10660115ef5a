/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

char *yx_peer_key (GTlsCertificate *certificate);

G_END_DECLS
