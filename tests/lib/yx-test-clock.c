/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "lib/yx-test-clock.h"

typedef struct
{
  YxClock clock;
  GMutex mutex;
  gint64 now;
  gint64 monotonic;
} TestClock;

static gint64
read_time (TestClock *clock, gint64 *time)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&clock->mutex);

  return *time;
}

static gint64
test_now (YxClock *clock)
{
  TestClock *self = (TestClock *) clock;

  return read_time (self, &self->now);
}

static gint64
test_monotonic (YxClock *clock)
{
  TestClock *self = (TestClock *) clock;

  return read_time (self, &self->monotonic);
}

/* A clock that stands still until it is turned. */
YxClock *
yx_test_clock_new (gint64 now)
{
  TestClock *self = g_new0 (TestClock, 1);

  self->clock.now = test_now;
  self->clock.monotonic = test_monotonic;
  self->now = now;
  g_mutex_init (&self->mutex);
  return &self->clock;
}

/* Time goes by. */
void
yx_test_clock_turn (YxClock *clock, gint64 microseconds)
{
  TestClock *self = (TestClock *) clock;
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  self->now += microseconds;
  self->monotonic += microseconds;
}

/* Somebody sets the wall clock. */
void
yx_test_clock_jump (YxClock *clock, gint64 microseconds)
{
  TestClock *self = (TestClock *) clock;
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  self->now += microseconds;
}

void
yx_test_clock_free (YxClock *clock)
{
  TestClock *self = (TestClock *) clock;

  g_mutex_clear (&self->mutex);
  g_free (self);
}
