/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "desk/common/yx-seat.h"

G_BEGIN_DECLS

/**
 * YxPaneAct:
 * @YX_PANE_NEW: make the pane's kind of thing (Ctrl+N)
 * @YX_PANE_SEARCH: go to the pane's search (Ctrl+F)
 * @YX_PANE_SUGGESTED: do what is suggested for the subject (Ctrl+Return)
 * @YX_PANE_BACK: leave the subject for the list, where they take turns (Escape, Alt+Left)
 *
 * What a key does in whichever pane is shown.
 */
typedef enum
{
  YX_PANE_NEW,
  YX_PANE_SEARCH,
  YX_PANE_SUGGESTED,
  YX_PANE_BACK,
} YxPaneAct;

#define YX_TYPE_PANE (yx_pane_get_type ())
G_DECLARE_DERIVABLE_TYPE (YxPane, yx_pane, YX, PANE, AdwBin)

/**
 * YxPaneClass:
 * @act: a key was pressed
 * @open: show the subject of that id
 * @left: another pane is shown now
 */
struct _YxPaneClass
{
  AdwBinClass parent_class;

  gboolean (*act) (YxPane *self, YxPaneAct act);
  void (*open) (YxPane *self, const char *id);
  void (*left) (YxPane *self);
};

YxSeat *yx_pane_get_seat (YxPane *self);
guint yx_pane_get_waiting (YxPane *self);
void yx_pane_set_waiting (YxPane *self, guint waiting);
gboolean yx_pane_act (YxPane *self, YxPaneAct act);
void yx_pane_open (YxPane *self, const char *id);
void yx_pane_leave (YxPane *self);
void yx_pane_toast (GtkWidget *widget, const char *words);
void yx_pane_toast_error (GtkWidget *widget, const GError *error);

G_END_DECLS
