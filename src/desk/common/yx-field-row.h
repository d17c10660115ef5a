/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "desk/common/yx-draft.h"

G_BEGIN_DECLS

#define YX_TYPE_FIELD_ROW (yx_field_row_get_type ())
G_DECLARE_FINAL_TYPE (YxFieldRow, yx_field_row, YX, FIELD_ROW, AdwPreferencesRow)

GtkWidget *yx_field_row_new (YxDraft *draft, const char *field);
const char *yx_field_row_get_field (YxFieldRow *self);
GtkWidget *yx_field_row_get_control (YxFieldRow *self);
const char *yx_field_row_get_reason (YxFieldRow *self);
void yx_field_row_set_title (YxFieldRow *self, const char *title);
void yx_field_row_set_hint (YxFieldRow *self, const char *hint);
void yx_field_row_set_article (YxFieldRow *self, const char *article);
void yx_field_row_set_required (YxFieldRow *self, gboolean required);
void yx_field_row_insist (YxFieldRow *self);

G_END_DECLS
