/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * YxPaneFrame:
 *
 * What each pane has around it: a header bar with the way back to the sidebar where both take turns, and one of its
 * states: loading, failed with what to do, empty with what to begin with, or its content.
 */
#define YX_TYPE_PANE_FRAME (yx_pane_frame_get_type ())
G_DECLARE_FINAL_TYPE (YxPaneFrame, yx_pane_frame, YX, PANE_FRAME, AdwBin)

YxPaneFrame *yx_pane_frame_new (const char *title);
AdwHeaderBar *yx_pane_frame_get_header (YxPaneFrame *self);
GtkBox *yx_pane_frame_add_column (YxPaneFrame *self, int width, int spacing);
void yx_pane_frame_set_content (YxPaneFrame *self, GtkWidget *content);
void yx_pane_frame_show_content (YxPaneFrame *self);
void yx_pane_frame_show_loading (YxPaneFrame *self);
void yx_pane_frame_show_empty (YxPaneFrame *self, const char *icon, const char *title, const char *words, GtkWidget *begin);
void yx_pane_frame_show_error (YxPaneFrame *self, const GError *error);
void yx_pane_frame_set_deeper (YxPaneFrame *self, gboolean deeper);
const char *yx_pane_frame_get_state (YxPaneFrame *self);

G_END_DECLS
