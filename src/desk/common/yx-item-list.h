/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "desk/common/yx-draft.h"

G_BEGIN_DECLS

#define YX_TYPE_ITEM_LIST (yx_item_list_get_type ())
G_DECLARE_FINAL_TYPE (YxItemList, yx_item_list, YX, ITEM_LIST, GtkBox)

GtkWidget *yx_item_list_new (YxDraft *draft, const YxField *field);

G_END_DECLS
