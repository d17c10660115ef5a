/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo.h>
#include <gio/gio.h>

#include "seal/yx-seal-face.h"

G_BEGIN_DECLS

#define YX_SEAL_PER_MM (96 / 25.4) /* pixels at life size */

cairo_surface_t *yx_seal_render_face (const YxSealFace *face, double scale, GError **error);
cairo_surface_t *yx_seal_render_pdf (GBytes *pdf, guint width, guint height, double scale, GError **error);

G_END_DECLS
