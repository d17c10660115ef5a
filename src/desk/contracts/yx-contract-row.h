/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "client/yx-line.h"

G_BEGIN_DECLS

/**
 * YxContractRow:
 *
 * A place in the list of contracts that somebody looks at, as a list's widgets bind to it: the line in it may become
 * another one. For the main thread.
 */
#define YX_TYPE_CONTRACT_ROW (yx_contract_row_get_type ())
G_DECLARE_FINAL_TYPE (YxContractRow, yx_contract_row, YX, CONTRACT_ROW, GObject)

YxContractRow *yx_contract_row_new (YxLine *line);
void yx_contract_row_show (YxContractRow *self, YxLine *line, gboolean checked);
const YxLine *yx_contract_row_get_line (YxContractRow *self);
gboolean yx_contract_row_get_checked (YxContractRow *self);
void yx_contract_row_set_checked (YxContractRow *self, gboolean checked);

G_END_DECLS
