/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

GBytes *yx_signature_image_pdf (const char *name, GError **error);

G_END_DECLS
