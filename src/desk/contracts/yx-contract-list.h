/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "client/yx-mirror.h"
#include "desk/contracts/yx-contract-row.h"

G_BEGIN_DECLS

/**
 * YxContractList:
 *
 * A #GtkSelectionModel of #YxContractRow over a mirror's index: SQLite finds and sorts on a thread of its own, the list
 * holds keys, and rows are made as they are looked at. One line is selected, at most. For the main thread.
 */
#define YX_TYPE_CONTRACT_LIST (yx_contract_list_get_type ())
G_DECLARE_FINAL_TYPE (YxContractList, yx_contract_list, YX, CONTRACT_LIST, GObject)

YxContractList *yx_contract_list_new (YxMirror *mirror);
void yx_contract_list_ask (YxContractList *self, const YxIndexQuery *query);
void yx_contract_list_refresh (YxContractList *self);
void yx_contract_list_set_top (YxContractList *self, guint position);
const gint64 *yx_contract_list_get_counts (YxContractList *self);
gboolean yx_contract_list_get_settled (YxContractList *self);
void yx_contract_list_select (YxContractList *self, const char *id);
YxContractRow *yx_contract_list_get_selected (YxContractList *self);

guint yx_contract_list_get_n_checked (YxContractList *self);
GPtrArray *yx_contract_list_get_checked (YxContractList *self);
void yx_contract_list_uncheck (YxContractList *self);
void yx_contract_list_check_all (YxContractList *self, guint most);

G_END_DECLS
