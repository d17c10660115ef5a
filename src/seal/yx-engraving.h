/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo.h>
#include <glib.h>

G_BEGIN_DECLS

/* Only these families are used, the first that has a character. */
#define YX_FONTS_SONG "AR PL UMing CN,HanaMinA,HanaMinB"
#define YX_FONTS_KAI "AR PL KaitiM GB,AR PL UKai CN," YX_FONTS_SONG
#define YX_FONTS_PLAIN "Liberation Sans," YX_FONTS_SONG

/* Han characters reach from here to here, in ems from the baseline. */
#define YX_HAN_TOP -0.82
#define YX_HAN_BOTTOM 0.10

/* One character's outline. */
typedef struct
{
  cairo_path_t *path; /* (owned) in ems: the origin on the baseline, y down */
  gunichar character;
  double advance; /* ems */
  double x0;      /* the ink's box, ems */
  double y0;
  double x1;
  double y1;
} YxGlyph;

GPtrArray *yx_engraving_glyphs (const char *text, const char *fonts, GError **error);
void yx_engraving_append (cairo_t *cr, const YxGlyph *glyph);

gboolean yx_glyph_is_empty (const YxGlyph *glyph);
double yx_glyph_room (const YxGlyph *glyph);
double yx_glyph_middle (const YxGlyph *glyph);
void yx_glyphs_height (GPtrArray *glyphs, double *top, double *bottom);

G_END_DECLS
