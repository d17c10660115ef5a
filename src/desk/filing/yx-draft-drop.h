/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "desk/common/yx-seat.h"

G_BEGIN_DECLS

void yx_draft_drop (GtkWidget *over, YxSeat *seat, const char *id, const char *title, GAsyncReadyCallback callback,
                    gpointer user_data);
gboolean yx_draft_drop_finish (GtkWidget *over, GAsyncResult *result);

G_END_DECLS
