/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "paper/yx-paper-text.h"
#include "paper/yx-paper.h"

G_BEGIN_DECLS

/* What a PDF says about itself. @created in microseconds since 1970. */
typedef struct
{
  const char *title;
  const char *author;
  gint64 created;
  const char *subject; /* (nullable) */
  gboolean sample;     /* each page says so */
} YxLayoutInfo;

YxPaper *yx_layout_pdf (const YxPaperText *text, const YxLayoutInfo *info, GError **error);

G_END_DECLS
