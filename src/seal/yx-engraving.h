/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo.h>
#include <glib.h>

G_BEGIN_DECLS

#define YX_FONTS_SONG "AR PL UMing CN,Noto Serif CJK SC,Noto Sans CJK SC"
#define YX_FONTS_KAI "AR PL KaitiM GB,AR PL UKai CN,AR PL UMing CN,Noto Serif CJK SC,Noto Sans CJK SC"

/* One character's outline. */
typedef struct
{
  cairo_path_t *path; /* (owned) in ems: the origin on the baseline, y down */
  double advance;     /* ems */
  double x0;          /* the ink's box, ems */
  double y0;
  double x1;
  double y1;
} YxGlyph;

GPtrArray *yx_engraving_glyphs (const char *text, const char *fonts, GError **error);
void yx_engraving_append (cairo_t *cr, const YxGlyph *glyph);

G_END_DECLS
