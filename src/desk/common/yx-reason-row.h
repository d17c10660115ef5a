/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * YxReasonRow:
 *
 * A row of a boxed list that holds an entry row, and under it what is to be said about what was entered.
 */
#define YX_TYPE_REASON_ROW (yx_reason_row_get_type ())
G_DECLARE_DERIVABLE_TYPE (YxReasonRow, yx_reason_row, YX, REASON_ROW, AdwPreferencesRow)

struct _YxReasonRowClass
{
  AdwPreferencesRowClass parent_class;
};

AdwEntryRow *yx_reason_row_get_entry (YxReasonRow *self);
void yx_reason_row_set_entry (YxReasonRow *self, AdwEntryRow *entry, const char *title);
void yx_reason_row_say (YxReasonRow *self, const char *words, gboolean wrong);
const char *yx_reason_row_get_reason (YxReasonRow *self);

G_END_DECLS
