/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "client/yx-line.h"

G_BEGIN_DECLS

/**
 * YxLineShelf:
 *
 * Lines by number, packed, without their words for searching. Calls may come from any thread and wait for nothing but
 * another call; none takes longer than the lines that it is about.
 */
typedef struct _YxLineShelf YxLineShelf;

YxLineShelf *yx_line_shelf_new (void);
void yx_line_shelf_free (YxLineShelf *shelf);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YxLineShelf, yx_line_shelf_free)

void yx_line_shelf_put (YxLineShelf *shelf, gint64 number, gint64 stamp, const YxLine *line);
void yx_line_shelf_remove (YxLineShelf *shelf, gint64 number);
void yx_line_shelf_clear (YxLineShelf *shelf);

gint64 yx_line_shelf_find_line (YxLineShelf *shelf, const char *id);
gint64 yx_line_shelf_find (YxLineShelf *shelf, const char *id);
YxLine *yx_line_shelf_get (YxLineShelf *shelf, gint64 number);
gint64 yx_line_shelf_stamp (YxLineShelf *shelf, gint64 number);

G_END_DECLS
