/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "client/yx-drafts.h"
#include "desk/filing/yx-filing-case.h"

G_BEGIN_DECLS

/* The form's widgets, group by group. */

/**
 * YxFilingPart:
 * @group: which
 * @widget: the group with its rows
 * @line: its line in the overview
 * @symbol: of how far it is
 * @more: (nullable): what most contracts do without, folded
 * @rows: (owned): of YxFieldRow
 */
typedef struct
{
  const YxFilingGroup *group;
  GtkWidget *widget;
  GtkWidget *line;
  GtkWidget *symbol;
  AdwExpanderRow *more;
  GPtrArray *rows;
} YxFilingPart;

YxFilingPart *yx_filing_part_new (YxFilingCase *filing_case, const YxFilingGroup *group);
void yx_filing_part_free (YxFilingPart *part);
void yx_filing_part_show_employer (YxFilingPart *part, const YxEnterprise *enterprise);
void yx_filing_part_update (YxFilingPart *part, YxFilingCase *filing_case);
void yx_filing_part_insist (YxFilingPart *part);
GtkWidget *yx_filing_part_find_row (YxFilingPart *part, const char *field);

G_END_DECLS
