/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/yx-record.h"

G_BEGIN_DECLS

/* How lists stand in one cell of a file; yx_record_set_typed() and yx_record_show() use them. */
gboolean yx_record_set_typed_list (gpointer record, const YxField *field, const char *typed, GError **error);
char *yx_record_show_list (gconstpointer record, const YxField *field);

G_END_DECLS
