/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * YxKeypad:
 *
 * Large keys on the screen, for whoever has no others: they write where the focus is.
 */
#define YX_TYPE_KEYPAD (yx_keypad_get_type ())
G_DECLARE_FINAL_TYPE (YxKeypad, yx_keypad, YX, KEYPAD, GtkBox)

GtkWidget *yx_keypad_new (void);

G_END_DECLS
