/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tool/yx-tool-options.h"

G_BEGIN_DECLS

int yx_tool_main (char **arguments);

G_END_DECLS
