/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "desk/document/yx-page-canvas.h"

G_BEGIN_DECLS

#define YX_PAGE_HAND_STEP 60.0 /* pixels for a key */

void yx_page_hand_bind_keys (GtkWidgetClass *klass);
void yx_page_hand_attach (YxPageCanvas *canvas);

G_END_DECLS
