/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define YX_SETTINGS_LANGUAGE "language"
#define YX_SETTINGS_IDLE_MINUTES "idle-minutes"
#define YX_SETTINGS_LEFT_HANDED "left-handed"
#define YX_SETTINGS_PEN_PRESSURE "pen-pressure"
#define YX_SETTINGS_WIDTH "width"
#define YX_SETTINGS_HEIGHT "height"
#define YX_SETTINGS_MAXIMIZED "maximized"

GSettings *yx_settings_new (void);

G_END_DECLS
