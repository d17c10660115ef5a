/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/yx-enterprise.h"
#include "model/yx-filing.h"
#include "paper/yx-paper-text.h"

/* 2026-02-26T10:00:00+08:00 */
#define TEST_COMPOSED (G_GINT64_CONSTANT (1772071200) * G_USEC_PER_SEC)

/* Fields that are given together, and what a contract then says; in the templates whose initials are named: Fixed,
 * Open-ended, Task, Part-time, Dispatch. */
typedef struct
{
  const char *where;
  const char *given[7]; /* `field=value`; of a list: `list:field=value,field=value` */
  const char *said[6];
} TestFacts;

extern const TestFacts test_optional[];

YxEnterprise *test_enterprise (void);
YxFiling *test_filing (void);
YxFiling *test_filing_for (char initial);
void test_give (gpointer filing, gpointer enterprise, const TestFacts *facts);
void test_give_all (gpointer filing, gpointer enterprise, char initial);
char *test_read (const YxPaperText *text);
void test_type (gpointer record, const char *field, const char *typed);
void test_keep (GBytes *bytes);
void test_keep_as (GBytes *bytes, const char *name);
char *test_run (GBytes *document, const char *const *words);
