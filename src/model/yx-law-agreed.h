/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "base/yx-date.h"

G_BEGIN_DECLS

/* L25: what leaving may cost. */
gint64 yx_law_training_share (gint64 cost, YxDate serve_from, YxDate serve_to, YxDate left);
YxDate yx_law_term_with_service (YxDate to, YxDate serve_to);

G_END_DECLS
