/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "desk/window/yx-go-place.h"

G_BEGIN_DECLS

#define YX_TYPE_GO_DIALOG (yx_go_dialog_get_type ())
G_DECLARE_FINAL_TYPE (YxGoDialog, yx_go_dialog, YX, GO_DIALOG, AdwWindow)

/**
 * YxGoFinder:
 * @dialog: what asks
 * @typed: what a person typed, never empty
 * @data: the finder's own
 *
 * Looks further than what is known beforehand; gives what it finds to yx_go_dialog_show_found ().
 */
typedef void (*YxGoFinder) (YxGoDialog *dialog, const char *typed, gpointer data);

YxGoDialog *yx_go_dialog_new (GtkWindow *parent, GPtrArray *places);
void yx_go_dialog_set_finder (YxGoDialog *self, YxGoFinder finder, gpointer data, GDestroyNotify destroy);
void yx_go_dialog_show_found (YxGoDialog *self, const char *typed, GPtrArray *found);

G_END_DECLS
