/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "desk/common/yx-draft.h"

G_BEGIN_DECLS

#define YX_TYPE_FIELD_INPUT (yx_field_input_get_type ())
G_DECLARE_FINAL_TYPE (YxFieldInput, yx_field_input, YX, FIELD_INPUT, AdwBin)

GtkWidget *yx_field_input_new (YxDraft *draft, const YxField *field);
GtkWidget *yx_field_input_get_control (YxFieldInput *self);
gboolean yx_field_input_stands_beside (const YxField *field);
void yx_field_input_show_groups (YxFieldInput *self, gboolean grouped);

G_END_DECLS
