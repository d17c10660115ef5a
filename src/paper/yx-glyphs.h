/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* In order; what none of these has comes from any installed font. */
#define YX_PAPER_FONTS "AR PL UMing CN, Noto Serif CJK SC, Noto Sans CJK SC, HanaMinA, HanaMinB, BabelStone Han"

char *yx_paper_missing_glyphs (const char *text);

G_END_DECLS
