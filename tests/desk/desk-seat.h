/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "desk/common/yx-seat.h"
#include "flow/story.h"

/* A seat at a story's hall, at which nobody is signed in, or the enterprise or the worker is; closed and let go by its
 * user. */
YxSeat *desk_seat_new (Story *story);
YxSeat *desk_seat_new_signed_in (Story *story);
YxSeat *desk_seat_new_worker (Story *story);
YxSeat *desk_seat_new_worker_at (Story *story, const char *url);

/* Gives what runs on other threads time to answer, until @done or twenty seconds have passed. */
gboolean desk_wait (gboolean (*done) (gpointer), gpointer data);

/* The first widget below @above that is such a @type, shown, and has that @label where one is named. */
gpointer desk_find (gpointer above, GType type, const char *label);

/* What an SMS code row below @above needs: asked for where that was not done by itself, and filled in by a press. */
void desk_enter_code (gpointer above);

/* The entry of a row that takes a password, a code or the like. */
GtkEditable *desk_entry (gpointer row);

/* The dialog that stands over @window; %NULL: none does. */
GtkWindow *desk_dialog_over (gpointer window);

/* A pane in a window of its own, at a story's hall. */
typedef struct
{
  Story story;
  YxSeat *seat;
  GtkWidget *window;
  GtkWidget *pane;
} DeskScene;

void desk_scene_show (DeskScene *scene, GType pane);
void desk_scene_tear_down (DeskScene *scene, gconstpointer data);
