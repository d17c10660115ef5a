/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean yx_cms_frame_check (GBytes *der);

G_END_DECLS
