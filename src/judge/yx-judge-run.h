/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *yx_judge_run (GBytes *request, GBytes *document, GError **error);

G_END_DECLS
