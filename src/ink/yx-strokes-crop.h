/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ink/yx-strokes.h"

G_BEGIN_DECLS

YxStrokes *yx_strokes_crop (YxStrokes *strokes, double margin, GError **error);

G_END_DECLS
