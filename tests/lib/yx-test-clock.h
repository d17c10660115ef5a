/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/yx-clock.h"

/* 2026-03-01T00:00:00Z, where tests begin unless they say otherwise. */
#define YX_TEST_NOW G_GINT64_CONSTANT (1772323200000000)

YxClock *yx_test_clock_new (gint64 now);
void yx_test_clock_turn (YxClock *clock, gint64 microseconds);
void yx_test_clock_jump (YxClock *clock, gint64 microseconds);
void yx_test_clock_free (YxClock *clock);
