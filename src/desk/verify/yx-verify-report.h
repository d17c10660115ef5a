/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pdf/yx-verdict.h"

G_BEGIN_DECLS

char *yx_verify_report (YxVerdict *verdict, const char *name, GBytes *trust, gint64 now);

G_END_DECLS
