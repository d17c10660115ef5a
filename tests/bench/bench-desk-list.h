/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "bench/bench-report.h"
#include "client/mirror-fixture.h"

G_BEGIN_DECLS

/* A list of 100,000 contracts: what it takes from a key in the search to what was found on the screen, and the longest
 * that anything held the screen up while the list scrolls from end to end. Returns its window. */
GtkWidget *bench_desk_list (JsonObject *report, MirrorFixture *fixture);

G_END_DECLS
