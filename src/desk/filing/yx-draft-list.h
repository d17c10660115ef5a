/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "desk/common/yx-seat.h"

G_BEGIN_DECLS

#define YX_TYPE_DRAFT_LIST (yx_draft_list_get_type ())
G_DECLARE_FINAL_TYPE (YxDraftList, yx_draft_list, YX, DRAFT_LIST, AdwBin)

GtkWidget *yx_draft_list_new (YxSeat *seat, GPtrArray *drafts);

G_END_DECLS
