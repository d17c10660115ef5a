/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *yx_tool_api (void);
char *yx_tool_rights (void);

G_END_DECLS
