/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "desk/window/yx-window.h"

G_BEGIN_DECLS

/**
 * YxIdleLock:
 *
 * Hides what a window shows after a time without a key or a pointer, and asks for the account's password.
 */
#define YX_TYPE_IDLE_LOCK (yx_idle_lock_get_type ())
G_DECLARE_FINAL_TYPE (YxIdleLock, yx_idle_lock, YX, IDLE_LOCK, AdwBin)

YxIdleLock *yx_idle_lock_new (YxWindow *window, GSettings *settings);
void yx_idle_lock_close (YxIdleLock *self);
gboolean yx_idle_lock_get_closed (YxIdleLock *self);
void yx_idle_lock_touch (YxIdleLock *self, gint64 now);
gboolean yx_idle_lock_is_due (gint64 touched, gint64 now, int minutes);

G_END_DECLS
