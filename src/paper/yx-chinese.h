/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *yx_chinese_number (guint number);
char *yx_chinese_money (gint64 money);

G_END_DECLS
