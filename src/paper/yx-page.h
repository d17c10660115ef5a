/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <pango/pangocairo.h>

#include "paper/yx-paper-error.h"
#include "paper/yx-paper-text.h"

G_BEGIN_DECLS

/* A4 with the side margins of an official document (GB/T 9704 §5.2), in points: a line holds 37 characters of 12. */
#define YX_PAGE_WIDTH 595.276
#define YX_PAGE_HEIGHT 841.890
#define YX_PAGE_LEFT 79.37
#define YX_PAGE_TEXT 444.0
#define YX_PAGE_TOP 74.0
#define YX_PAGE_BOTTOM 777.5

/* How text is set. Lengths in points. */
typedef struct
{
  double size;
  double pitch; /* from line to line */
  double indent;
  double width;
  gboolean bold;
  PangoAlignment align;
} YxPageStyle;

/* The document being drawn, and where on its last page the next thing goes. */
typedef struct
{
  cairo_surface_t *surface; /* (owned) */
  cairo_t *cr;              /* (owned) */
  PangoContext *context;    /* (owned) */
  GByteArray *out;          /* (owned) */
  guint number;
  gboolean sample;
  double y; /* from the top */
} YxPage;

YxPage *yx_page_new (gboolean sample);
GBytes *yx_page_finish (YxPage *page, GError **error);
void yx_page_free (YxPage *page);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YxPage, yx_page_free)

void yx_page_break (YxPage *page);
double yx_page_room (const YxPage *page);

PangoLayout *yx_page_set (YxPage *page, const YxPageStyle *style, const char *words, GError **error);
PangoLayout *yx_page_set_block (YxPage *page, const YxPageStyle *style, const YxPaperBlock *block, GError **error);
void yx_page_show (YxPage *page, const YxPageStyle *style, PangoLayout *layout, double x, double y, int from, int n);
double yx_page_width (PangoLayout *layout);
void yx_page_rule (YxPage *page, double x0, double y0, double x1, double y1);

G_END_DECLS
