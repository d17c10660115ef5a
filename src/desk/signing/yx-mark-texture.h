/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gdk/gdk.h>

#include "pdf/yx-pdf-prepare.h"

G_BEGIN_DECLS

GdkTexture *yx_mark_texture_new (GBytes *mark, const YxPdfBox *place, GError **error);

G_END_DECLS
