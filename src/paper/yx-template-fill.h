/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "paper/yx-paper-text.h"
#include "paper/yx-paper-values.h"
#include "paper/yx-template.h"

G_BEGIN_DECLS

YxPaperText *yx_template_fill (const YxTemplate *template, const YxPaperValues *values, GError **error);

G_END_DECLS
