/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/yx-roster-entry.h"

#include <glib/gi18n-lib.h>

#include "model/yx-checks.h"

#define ASKED (YX_CREATE | YX_ANSWER)
#define NEEDED (ASKED | YX_REQUIRED)
#define PERSONAL (ASKED | YX_PRIVATE)

static const YxField fields[] = {
  YX_TEXT (YxRosterEntry, w_name, N_ ("Name"),
            NEEDED | YX_PRIVATE | YX_INDEXED, .max = 50, .check = yx_check_name, .heading = "姓名"),
  YX_CHOICE (YxRosterEntry, w_sex, yx_sexes, N_ ("Sex"), NEEDED | YX_PRIVATE, .heading = "性别"),
  YX_TEXT (YxRosterEntry, w_doc_no, N_ ("Document number"),
            NEEDED | YX_PRIVATE | YX_INDEXED, .max = 20, .heading = "公民身份号码"),
  YX_TEXT (YxRosterEntry, w_hukou, N_ ("Registered household"), PERSONAL, .max = 200, .heading = "户籍地址"),
  YX_TEXT (YxRosterEntry, w_home, N_ ("Domicile"), NEEDED | YX_PRIVATE, .max = 200, .heading = "现住址"),
  YX_TEXT (YxRosterEntry, w_phone, N_ ("Mobile phone"), NEEDED | YX_PRIVATE, .check = yx_check_phone, .heading = "联系方式"),
  YX_CHOICE (YxRosterEntry, use_form, yx_use_forms, N_ ("Form of employment"), NEEDED, .heading = "用工形式"),
  YX_DATE (YxRosterEntry, employment_start, N_ ("Employment begins"), NEEDED, .heading = "用工起始时间"),
  YX_CHOICE (YxRosterEntry, kind, yx_term_kinds, N_ ("Kind of term"), ASKED, .heading = "劳动合同期限类型"),
  YX_DATE (YxRosterEntry, from, N_ ("Contract begins"), ASKED, .heading = "劳动合同开始日期"),
  YX_DATE (YxRosterEntry, to, N_ ("Contract ends"), ASKED, .heading = "劳动合同结束日期"),
  YX_CHOICE (YxRosterEntry, source, yx_roster_sources, N_ ("Form of the contract"), NEEDED, .heading = "合同形式"),
};

YX_DEFINE_RECORD (YxRosterEntry, yx_roster_entry, "roster_entry", fields);

/**
 * yx_roster_entry_of:
 * @filing: an approved filing
 * @complete: whether its contract is signed by both and timestamped
 *
 * Returns: (transfer full): the worker's line
 */
YxRosterEntry *
yx_roster_entry_of (const YxFiling *filing, gboolean complete)
{
  static const char *const words[] = { "w_name", "w_doc_no", "w_hukou", "w_home", "w_phone" };
  static const char *const numbers[] = { "w_sex", "employment_start", "kind", "from", "to" };
  YxRosterEntry *entry = yx_roster_entry_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    yx_record_set_text (entry, words[i], yx_record_get_text (filing, words[i]));
  for (gsize i = 0; i < G_N_ELEMENTS (numbers); i++)
    if (yx_record_has (filing, numbers[i]))
      yx_record_set_int (entry, numbers[i], yx_record_get_int (filing, numbers[i]));
  yx_record_set_int (entry, "use_form", yx_record_has (filing, "use_form") ? filing->use_form : YX_USE_FULL_TIME);
  yx_record_set_int (entry, "source", complete ? YX_ROSTER_ELECTRONIC : YX_ROSTER_UNSIGNED);
  return entry;
}
