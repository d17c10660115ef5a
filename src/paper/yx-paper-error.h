/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * YxPaperError:
 * @YX_PAPER_ERROR_TEMPLATE: a template that cannot be read; the message names its line
 * @YX_PAPER_ERROR_FIELD: a value that the template needs is missing
 * @YX_PAPER_ERROR_GLYPH: no installed font has a character; the message names it
 * @YX_PAPER_ERROR_LAYOUT: the text does not fit on paper
 * @YX_PAPER_ERROR_WRITE: the PDF could not be written
 */
typedef enum
{
  YX_PAPER_ERROR_TEMPLATE,
  YX_PAPER_ERROR_FIELD,
  YX_PAPER_ERROR_GLYPH,
  YX_PAPER_ERROR_LAYOUT,
  YX_PAPER_ERROR_WRITE,
} YxPaperError;

#define YX_PAPER_ERROR (yx_paper_error_quark ())
GQuark yx_paper_error_quark (void);

G_END_DECLS
