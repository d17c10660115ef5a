/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/yx-enterprise.h"
#include "model/yx-filing.h"

/* 2026-02-26T10:00:00+08:00 */
#define TEST_COMPOSED (G_GINT64_CONSTANT (1772071200) * G_USEC_PER_SEC)

YxEnterprise *test_enterprise (void);
YxFiling *test_filing (void);
void test_type (gpointer record, const char *field, const char *typed);
void test_keep (GBytes *bytes);
char *test_run (GBytes *document, const char *const *words);
