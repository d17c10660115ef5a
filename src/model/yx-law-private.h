/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/yx-law.h"

G_BEGIN_DECLS

/* For the files of law.md 1's rules: each looks at what it needs and adds what it finds. */
void yx_law_find (GPtrArray *findings, YxSeverity severity, const char *rule, const char *article, const char *field,
                  const char *message, gint64 limit);
gboolean yx_law_says (const YxFiling *filing, const char *flag);
gboolean yx_law_part_time (const YxFiling *filing);
YxDate yx_law_first_day (const YxFiling *filing);

void yx_law_check_items (const YxFiling *filing, const YxLawFacts *facts, GPtrArray *findings);
void yx_law_check_document (const YxFiling *filing, const YxLawFacts *facts, GPtrArray *findings);
void yx_law_check_age (const YxFiling *filing, const YxLawFacts *facts, GPtrArray *findings);
void yx_law_check_retirement (const YxFiling *filing, const YxLawFacts *facts, GPtrArray *findings);
void yx_law_check_term (const YxFiling *filing, const YxLawFacts *facts, GPtrArray *findings);
void yx_law_check_delay (const YxFiling *filing, const YxLawFacts *facts, GPtrArray *findings);
void yx_law_check_open_ended (const YxFiling *filing, const YxLawFacts *facts, GPtrArray *findings);
void yx_law_check_renewal (const YxFiling *filing, const YxLawFacts *facts, GPtrArray *findings);
void yx_law_check_overlap (const YxFiling *filing, const YxLawFacts *facts, GPtrArray *findings);
void yx_law_check_dispatch (const YxFiling *filing, const YxLawFacts *facts, GPtrArray *findings);
void yx_law_check_probation (const YxFiling *filing, const YxLawFacts *facts, GPtrArray *findings);
void yx_law_check_hours (const YxFiling *filing, const YxLawFacts *facts, GPtrArray *findings);
void yx_law_check_pay (const YxFiling *filing, const YxLawFacts *facts, GPtrArray *findings);
void yx_law_check_insurance (const YxFiling *filing, const YxLawFacts *facts, GPtrArray *findings);
void yx_law_check_training (const YxFiling *filing, const YxLawFacts *facts, GPtrArray *findings);
void yx_law_check_non_compete (const YxFiling *filing, const YxLawFacts *facts, GPtrArray *findings);
void yx_law_check_clock (const YxFiling *filing, const YxLawFacts *facts, GPtrArray *findings);

G_END_DECLS
