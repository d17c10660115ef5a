/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo.h>
#include <glib.h>

G_BEGIN_DECLS

/* Where one character stands: turned by @angle, its em box @width by @height mm, feet towards the centre. */
typedef struct
{
  guint glyph;   /* index */
  double angle;  /* radians, 0 at the top, clockwise positive */
  double radius; /* of the feet, mm */
  double wide;   /* mm an em */
  double high;   /* mm an em */
  double x;      /* ems: what of the glyph stands on the ray */
  double y;      /* ems: what of the glyph stands on the feet's circle */
} YxArcPlace;

/* The characters of a name round a centre. */
typedef struct
{
  GPtrArray *glyphs; /* (owned) of YxGlyph */
  GArray *places;    /* (owned) of YxArcPlace */
  double bold;       /* mm that the outlines are thickened by, half of it to each side */
  double inner;      /* radius in mm within which nothing stands */
} YxArcText;

YxArcText *yx_arc_text_new (const char *text, double outer, GError **error);
void yx_arc_text_free (YxArcText *text);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YxArcText, yx_arc_text_free)

void yx_arc_text_append (cairo_t *cr, const YxArcText *text, guint index);

G_END_DECLS
