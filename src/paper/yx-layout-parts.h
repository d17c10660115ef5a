/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "paper/yx-page.h"
#include "paper/yx-paper.h"

G_BEGIN_DECLS

/* The parts of a document that are no running text. They take the blocks from @first on. */
gboolean yx_layout_table (YxPage *page, GPtrArray *blocks, guint first, guint n, GError **error);
gboolean yx_layout_grid (YxPage *page, GPtrArray *blocks, guint first, guint n, GError **error);

double yx_layout_signatures_height (void);
gboolean yx_layout_signatures (YxPage *page, GPtrArray *blocks, guint first, YxPaper *paper, GError **error);

G_END_DECLS
