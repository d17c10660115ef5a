/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "desk/common/yx-draft.h"
#include "model/yx-filing-form.h"
#include "model/yx-law.h"

G_BEGIN_DECLS

/**
 * YxGroupState:
 * @YX_GROUP_MISSING: something that must be there is not yet
 * @YX_GROUP_WRONG: something that stands there can't stay
 * @YX_GROUP_WARNED: it can be filed, though a rule warns
 * @YX_GROUP_DONE: all is well
 *
 * How far a group of the form is.
 */
typedef enum
{
  YX_GROUP_MISSING,
  YX_GROUP_WRONG,
  YX_GROUP_WARNED,
  YX_GROUP_DONE,
} YxGroupState;

#define YX_TYPE_FILING_CASE (yx_filing_case_get_type ())
G_DECLARE_FINAL_TYPE (YxFilingCase, yx_filing_case, YX, FILING_CASE, GObject)

YxFilingCase *yx_filing_case_new (const char *id, YxDate today);
const char *yx_filing_case_get_id (YxFilingCase *self);
YxDraft *yx_filing_case_get_draft (YxFilingCase *self);
YxDate yx_filing_case_get_today (YxFilingCase *self);

void yx_filing_case_begin (YxFilingCase *self, const YxEnterprise *enterprise, JsonNode *remembered);
void yx_filing_case_correct (YxFilingCase *self, const YxFiling *returned);
const char *yx_filing_case_get_reason (YxFilingCase *self);
gboolean yx_filing_case_is_begun (YxFilingCase *self);
char *yx_filing_case_title (YxFilingCase *self);

gboolean yx_filing_case_shows (YxFilingCase *self, const char *field);
YxGroupState yx_filing_case_state (YxFilingCase *self, const YxFilingGroup *group);
const char *yx_filing_case_first_fault (YxFilingCase *self);
char *yx_filing_case_number_words (YxFilingCase *self);
GPtrArray *yx_filing_case_warnings (YxFilingCase *self);
YxFiling *yx_filing_case_to_filing (YxFilingCase *self, GError **error);
const char *yx_filing_case_refuse (YxFilingCase *self, const GError *error, char **words, gboolean *may_accept);
void yx_filing_case_accept (YxFilingCase *self);

JsonNode *yx_filing_case_to_json (YxFilingCase *self);
void yx_filing_case_read_json (YxFilingCase *self, JsonNode *node);
JsonNode *yx_filing_case_remember (YxFilingCase *self);

char *yx_finding_words (const YxFinding *finding);

G_END_DECLS
