/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ink/yx-strokes.h"

G_BEGIN_DECLS

guint yx_strokes_sample_count (void);
YxStrokes *yx_strokes_sample (guint index);

G_END_DECLS
