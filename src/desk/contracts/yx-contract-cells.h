/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * YxContractOpenFunc:
 * @position: of the row that was clicked
 */
typedef void (*YxContractOpenFunc) (guint position, gpointer data);

void yx_contract_cells_add (GtkColumnView *view, YxContractOpenFunc open, gpointer data);

G_END_DECLS
