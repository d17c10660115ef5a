/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/yx-record.h"

G_BEGIN_DECLS

/* How values are typed and shown; nothing here needs a display. */

/**
 * YxTextGroups:
 * @YX_GROUPS_NONE: as it is
 * @YX_GROUPS_IDENTITY: 220102 19900307 1234; only numbers of 18 characters are parted
 * @YX_GROUPS_PHONE: 138 1234 5678
 * @YX_GROUPS_USCC: 91 220101 MA0Y0XXXX X
 * @YX_GROUPS_FOURS: 6222 0000 0000 0000
 */
typedef enum
{
  YX_GROUPS_NONE,
  YX_GROUPS_IDENTITY,
  YX_GROUPS_PHONE,
  YX_GROUPS_USCC,
  YX_GROUPS_FOURS,
} YxTextGroups;

#define YX_LONG_TERM "长期"

YxTextGroups yx_field_groups (const YxField *field);
char *yx_text_group (YxTextGroups groups, const char *text);
char *yx_field_clean (const YxField *field, const char *typed);
gboolean yx_field_long_term (const YxField *field, const char *typed);
gboolean yx_date_typed (const char *typed, YxDate *date);
char *yx_field_to_text (gconstpointer record, const YxField *field);
char *yx_money_text (gint64 fen);
gboolean yx_field_is_long (const YxField *field);

char *yx_field_error_words (const YxField *field, const char *text, const GError *error);
char *yx_field_check_words (const GError *error);
gboolean yx_field_check_beside (gconstpointer record, const YxField *field, GError **error);
const char *yx_choice_words (const YxChoice *choice);

G_END_DECLS
