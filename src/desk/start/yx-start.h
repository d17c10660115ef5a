/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "desk/start/yx-reception.h"
#include "desk/window/yx-window.h"

G_BEGIN_DECLS

/**
 * YxStart:
 *
 * What a window shows while nobody has a seat: which hall, register, sign in. Whoever has signed in gets the window.
 */
#define YX_TYPE_START (yx_start_get_type ())
G_DECLARE_FINAL_TYPE (YxStart, yx_start, YX, START, AdwBin)

YxStart *yx_start_new (YxReception *reception, YxWindow *window);
void yx_start_begin (YxStart *self);
void yx_start_ask (YxStart *self);
void yx_start_resume (YxStart *self, const char *hall, const char *account);
void yx_start_sample_account (YxStart *self, const char *login);
void yx_start_remove_sample (YxStart *self);

G_END_DECLS
