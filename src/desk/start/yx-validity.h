/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "desk/common/yx-draft.h"

G_BEGIN_DECLS

char *yx_validity_end (const char *from, int years);
GtkWidget *yx_validity_picks_new (YxDraft *draft, const char *from, const char *to);

G_END_DECLS
