/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean yx_hall_signer_serve (int fd, const char *folder, const char *public_url);

G_END_DECLS
