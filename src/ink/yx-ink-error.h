/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * YxInkError:
 * @YX_INK_ERROR_FORMAT: the strokes are not written as formats.md "Strokes" says
 * @YX_INK_ERROR_TOO_LARGE: more bytes, strokes or samples than allowed
 * @YX_INK_ERROR_EMPTY: no stroke in it
 * @YX_INK_ERROR_DRAWING: the drawing library failed
 */
typedef enum
{
  YX_INK_ERROR_FORMAT,
  YX_INK_ERROR_TOO_LARGE,
  YX_INK_ERROR_EMPTY,
  YX_INK_ERROR_DRAWING,
} YxInkError;

#define YX_INK_ERROR (yx_ink_error_quark ())
GQuark yx_ink_error_quark (void);

G_END_DECLS
