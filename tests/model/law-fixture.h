/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/yx-law.h"

G_BEGIN_DECLS

/* One thing that is otherwise than in the sound filing; "" takes it away. */
typedef struct
{
  const char *field;
  const char *value;
} Change;

#define CHANGES 12

YxFiling *law_filing (const Change *changes);
YxDate law_day (const char *text);
char *law_said (GPtrArray *findings);
void law_expect (const Change *changes, const YxLawFacts *facts, const char *expected);

/* What each row of a table is held against: all that is found, in order: `L19 prob_to error`. */
typedef struct
{
  Change changes[CHANGES];
  const char *expected;
} LawRow;

void law_hold (const LawRow *rows, gsize n, const YxLawFacts *facts);

G_END_DECLS
