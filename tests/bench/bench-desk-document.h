/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "bench/bench-report.h"

G_BEGIN_DECLS

/* Turns the main loop until @done; fails the measurement after a minute. */
void bench_desk_turn_until (gboolean (*done) (gpointer), gpointer data);

/* Turns it until the window has painted once more. */
void bench_desk_paint (GtkWidget *window);

/* How long a turn of the main loop takes while what @adjustment is of is scrolled, less than a screen with each frame,
 * and then from end to end by leaps. */
void bench_desk_scroll (JsonObject *report, GtkWidget *window, GtkAdjustment *adjustment);

/* From the bytes of a document of 200 pages to its first page on the screen; then through all of it. What is shown stays
 * in the window, which is returned. */
GtkWidget *bench_desk_document (JsonObject *report, guint runs);

G_END_DECLS
