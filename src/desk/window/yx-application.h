/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define YX_APPLICATION_ID "io.github.yinxin.Yinxin"

#define YX_TYPE_APPLICATION (yx_application_get_type ())
G_DECLARE_FINAL_TYPE (YxApplication, yx_application, YX, APPLICATION, AdwApplication)

YxApplication *yx_application_new (void);

G_END_DECLS
