/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/yx-record.h"

G_BEGIN_DECLS

/**
 * YxPaperValues:
 *
 * What a template is filled with: names, and for each the words that stand on paper and the word
 * that conditions compare, or a list of such sets.
 */
typedef struct _YxPaperValues YxPaperValues;

YxPaperValues *yx_paper_values_new (void);
void yx_paper_values_free (YxPaperValues *values);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YxPaperValues, yx_paper_values_free)

void yx_paper_values_set (YxPaperValues *values, const char *name, const char *words, const char *nick);
void yx_paper_values_set_flag (YxPaperValues *values, const char *name, gboolean flag);
void yx_paper_values_add_record (YxPaperValues *values, gconstpointer record);
const char *yx_paper_values_get (const YxPaperValues *values, const char *name);
gboolean yx_paper_values_has (const YxPaperValues *values, const char *names);
GPtrArray *yx_paper_values_get_list (const YxPaperValues *values, const char *name);
gboolean yx_paper_values_is (const YxPaperValues *values, const char *names, const char *alternatives);

G_END_DECLS
