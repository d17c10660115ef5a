/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

GtkWidget *yx_fact_row_new (const char *title, const char *value, const char *to_copy);
GtkWidget *yx_fact_label_new (const char *words, const char *style);

G_END_DECLS
