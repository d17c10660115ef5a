/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "flow/yx-sample-story.h"

G_BEGIN_DECLS

gboolean yx_sample_hall_make (const char *folder, YxSampleProgress progress, gpointer data, GCancellable *cancellable, GError **error);
void yx_sample_hall_remove (const char *folder);

G_END_DECLS
