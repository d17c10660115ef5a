/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "desk/common/yx-draft.h"

G_BEGIN_DECLS

#define YX_TYPE_DATE_BUTTON (yx_date_button_get_type ())
G_DECLARE_FINAL_TYPE (YxDateButton, yx_date_button, YX, DATE_BUTTON, AdwBin)

GtkWidget *yx_date_button_new (YxDraft *draft, const YxField *field);

G_END_DECLS
