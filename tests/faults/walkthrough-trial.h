/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

/* One contract carried from registration to verdict between a hall and a client that may be killed. */
typedef struct _Trial Trial;

void trial_prepare (GStrv *passed_by_hall, GStrv *passed_by_client);
void trial_clean_up (void);

Trial *trial_new (gboolean loses_power);
void trial_free (Trial *trial);

void trial_start_hall (Trial *trial, const char *fault);
gboolean trial_hall_runs (Trial *trial);
void trial_stop_hall (Trial *trial);
void trial_cut_power (Trial *trial, GRand *dice);
void trial_walk (Trial *trial, const char *fault, int kill_hall_after, int kill_client_after);

gboolean trial_has_done (Trial *trial, const char *step);
gboolean trial_finished (Trial *trial);
gboolean trial_was_killed (Trial *trial);
gboolean trial_check_passes (Trial *trial);
gboolean trial_verify_passes (Trial *trial);
const char *trial_database (Trial *trial);
