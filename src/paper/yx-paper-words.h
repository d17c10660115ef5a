/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean yx_paper_words_check (const char *name, const char *words, GError **error);
char *yx_paper_words_drop_stop (const char *words);

G_END_DECLS
