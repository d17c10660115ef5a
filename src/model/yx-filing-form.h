/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/yx-enterprise.h"
#include "model/yx-filing.h"

G_BEGIN_DECLS

/**
 * YxFilingGroup:
 * @id: short
 * @title: English, translated when shown
 * @needed: fields that are asked for at once, as far as they apply
 * @more: those that most contracts do without
 *
 * A part of law.md 4 as a form shows it.
 */
typedef struct
{
  const char *id;
  const char *title;
  const char *needed[20];
  const char *more[16];
} YxFilingGroup;

#define YX_FILING_GROUPS 11
extern const YxFilingGroup yx_filing_groups[YX_FILING_GROUPS];

const YxFilingGroup *yx_filing_group_of (const char *field);
gboolean yx_filing_applies (const YxFiling *filing, const char *field);
gboolean yx_filing_needs (const YxFiling *filing, const char *field);
YxFiling *yx_filing_applied (const YxFiling *filing);
void yx_filing_set_defaults (YxFiling *filing, const YxEnterprise *enterprise, YxDate today);
YxDate yx_filing_propose (const YxFiling *filing, const char *field);
gboolean yx_filing_remembers (const char *field);

G_END_DECLS
