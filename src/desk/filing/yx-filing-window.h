/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "desk/common/yx-seat.h"
#include "desk/filing/yx-filing-case.h"

G_BEGIN_DECLS

#define YX_TYPE_FILING_WINDOW (yx_filing_window_get_type ())
G_DECLARE_FINAL_TYPE (YxFilingWindow, yx_filing_window, YX, FILING_WINDOW, AdwWindow)

GtkWidget *yx_filing_window_new (GtkWindow *parent, YxSeat *seat, const char *id);
YxFilingCase *yx_filing_window_get_case (YxFilingWindow *self);
void yx_filing_window_go_to (YxFilingWindow *self, const char *field);

G_END_DECLS
