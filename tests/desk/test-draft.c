/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/yx-json.h"
#include "desk/common/yx-draft.h"
#include "desk/common/yx-field-text.h"
#include "model/yx-enterprise-registration.h"
#include "model/yx-filing.h"

#define NUMBER "220102199003071234"
#define RIGHT_NUMBER "11010519491231002X"

static const YxField *
line_of (const char *name)
{
  return yx_record_type_find (&yx_filing_type, name);
}

/* Numbers are parted for the eye only when they are whole. */
static void
test_groups (void)
{
  static const struct
  {
    const char *field;
    const char *text;
    const char *shown;
  } cases[] = {
    { "w_doc_no", RIGHT_NUMBER, "110105 19491231 002X" },
    { "w_doc_no", "H12345678", "H12345678" },
    { "w_doc_no", "", "" },
    { "w_phone", "13812345678", "138 1234 5678" },
    { "w_phone", "138123", "138123" },
    { "host_uscc", "91220101MA0Y0XXXXX", "91 220101 MA0Y0XXXX X" },
    { "account", "6222000011112222333", "6222 0000 1111 2222 333" },
    { "account", "6222 00001111", "6222 00001111" },
    { "w_name", "欧阳建国", "欧阳建国" },
    { "post", "12345678901", "12345678901" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const YxField *field = line_of (cases[i].field);
      g_autofree char *shown = yx_text_group (yx_field_groups (field), cases[i].text);
      g_autofree char *back = yx_field_clean (field, shown);

      g_assert_cmpstr (shown, ==, cases[i].shown);
      if (yx_field_groups (field) != YX_GROUPS_NONE && strchr (cases[i].text, ' ') == NULL)
        g_assert_cmpstr (back, ==, cases[i].text);
    }
}

static void
test_dates (void)
{
  static const struct
  {
    const char *typed;
    const char *date;
  } cases[] = {
    { "2026-1-5", "2026-01-05" },   { "20260105", "2026-01-05" },       { "2026/1/5", "2026-01-05" },
    { "2026.01.05", "2026-01-05" }, { "2026年1月5日", "2026-01-05" },   { "２０２６－１－５", "2026-01-05" },
    { " 2026-1-5 ", "2026-01-05" }, { "2028-02-29", "2028-02-29" },     { "2026-02-29", NULL },
    { "2026-13-1", NULL },          { "2026-1", NULL },                 { "26-1-5", "0026-01-05" },
    { "", NULL },                   { "明天", NULL },                   { "2026-1-5-6", NULL },
    { "-2026-1-5", NULL },          { "99999999999999999999-1-1", NULL }, { "\xff\xfe", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      YxDate date = YX_DATE_NONE;
      gboolean read = yx_date_typed (cases[i].typed, &date);
      g_autofree char *text = read ? yx_date_format (date) : NULL;

      g_assert_cmpstr (text, ==, cases[i].date);
    }
}

static void
test_money (void)
{
  static const struct
  {
    gint64 fen;
    const char *text;
  } cases[] = { { 800000, "8000" }, { 800050, "8000.50" }, { 5, "0.05" }, { 0, "0" }, { -150, "-1.50" }, { -5, "-0.05" } };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = yx_money_text (cases[i].fen);

      g_assert_cmpstr (text, ==, cases[i].text);
    }
}

static void
count (YxDraft *draft, const char *field, gpointer data)
{
  g_assert_cmpstr (field, ==, "w_name");
  ++*(guint *) data;
}

/* The text is kept as it was typed; the value is what it means. */
static void
test_verbatim (void)
{
  g_autoptr (YxDraft) draft = yx_draft_new (&yx_filing_type);
  const YxFiling *filing = yx_draft_peek (draft);

  yx_draft_set_text (draft, "w_doc_no", "110105 19491231 002x");
  g_assert_cmpstr (yx_draft_get_text (draft, "w_doc_no"), ==, "110105 19491231 002x");
  g_assert_cmpstr (filing->w_doc_no, ==, RIGHT_NUMBER);
  yx_draft_set_text (draft, "base", "8,000.5");
  g_assert_cmpstr (yx_draft_get_text (draft, "base"), ==, "8,000.5");
  g_assert_cmpint (filing->base, ==, 800050);
  yx_draft_set_text (draft, "from", "2026年3月1日");
  g_assert_cmpint (filing->from, ==, yx_date_new (2026, 3, 1));
  yx_draft_set_text (draft, "from", "2026年3月");
  g_assert_cmpstr (yx_draft_get_text (draft, "from"), ==, "2026年3月");
  g_assert_false (yx_record_has (filing, "from"));
  g_assert_nonnull (yx_draft_get_error (draft, "from"));
  yx_draft_set_text (draft, "kind", "fixed");
  g_assert_cmpint (filing->kind, ==, YX_TERM_FIXED);
}

static void
test_changed (void)
{
  g_autoptr (YxDraft) draft = yx_draft_new (&yx_filing_type);
  guint any = 0;

  g_signal_connect (draft, "changed::w_name", G_CALLBACK (count), &any);
  yx_draft_set_text (draft, "w_name", "李想");
  yx_draft_set_text (draft, "w_name", "李想");
  yx_draft_set_text (draft, "post", "工程师");
  g_assert_cmpuint (any, ==, 1);
}

/* Each kind of mistake has words of its own. */
static void
test_errors (void)
{
  static const struct
  {
    const char *field;
    const char *text;
    const char *words;
  } cases[] = {
    { "w_name", "", "Fill this in" },
    { "w_name", "李", "A name has at least two characters" },
    { "w_name", "李想", NULL },
    { "kind", "", "Choose one" },
    { "kind", "eternal", "Choose one" },
    { "w_phone", "138", "A mobile phone number has 11 digits and begins with 13 to 19" },
    { "w_phone", "138 1234 5678", NULL },
    { "w_phone", "１３８１２３４５６７８", NULL },
    { "base", "viel", "Write an amount in yuan such as 8000 or 8000.50" },
    { "base", "0", "Between 0.01 and 1000000000" },
    { "pay_day", "32", "Between 1 and 31" },
    { "pay_day", "1.5", "Write a whole number" },
    { "pay_day", "１５", NULL },
    { "from", "31.2.2026", "Write a date such as 2026-3-1 or 20260301" },
    { "post", "a\xe2\x80\xae" "b", "There are characters in it that can't be printed" },
    { "w_edu", "一二三四五六七八九十一二三四五六七八九十一", "20 characters at most" },
    { "w_doc_no", NUMBER, "This identity number has a typing error: its check character is wrong" },
    { "w_doc_no", RIGHT_NUMBER, NULL },
    { "task", "", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (YxDraft) draft = yx_draft_new (&yx_filing_type);

      yx_draft_set_text (draft, cases[i].field, cases[i].text);
      g_assert_cmpstr (yx_draft_get_error (draft, cases[i].field), ==, cases[i].words);
    }
}

/* The type of a document may be chosen after its number was typed. */
static void
test_beside (void)
{
  g_autoptr (YxDraft) draft = yx_draft_new (&yx_filing_type);

  yx_draft_set_text (draft, "w_doc_no", "E12345678");
  g_assert_nonnull (yx_draft_get_error (draft, "w_doc_no"));
  yx_draft_set_text (draft, "w_doc_type", "passport");
  g_assert_null (yx_draft_get_error (draft, "w_doc_no"));
  yx_draft_set_text (draft, "w_doc_type", "taiwan_permit");
  g_assert_cmpstr (yx_draft_get_error (draft, "w_doc_no"), ==, "A travel permit for Taiwan has 8 digits");
}

/* spec.md 1.1-2: long-term is no date, and no mistake where the end may be left open. */
static void
test_long_term (void)
{
  g_autoptr (YxDraft) draft = yx_draft_new (&yx_enterprise_registration_type);
  const YxEnterpriseRegistration *record = yx_draft_peek (draft);

  yx_draft_set_text (draft, "doc_to", "长期");
  g_assert_null (yx_draft_get_error (draft, "doc_to"));
  g_assert_false (yx_record_has (record, "doc_to"));
  g_assert_cmpstr (yx_draft_get_text (draft, "doc_to"), ==, "长期");
  yx_draft_set_text (draft, "doc_from", "Long-term");
  g_assert_nonnull (yx_draft_get_error (draft, "doc_from"));
}

/* Secrets have no way in, and the record is made without them. */
static void
test_secrets (void)
{
  static const char *const values[][2] = {
    { "account", "acc_aaaaaaaaaaaaaaaaaaaaaaaaaa" }, { "login", "beispiel1" }, { "u_type", "limited" },
    { "u_name", "长春示例公司" }, { "u_uscc", "91350100M000100Y43" }, { "u_addr", "长春" },
    { "u_head_kind", "legal_representative" }, { "u_head", "李想" }, { "doc_type", "resident_id" },
    { "doc_no", RIGHT_NUMBER }, { "doc_from", "20200101" }, { "phone", "13812345678" }, { "consent", "true" },
  };
  g_autoptr (YxDraft) draft = yx_draft_new (&yx_enterprise_registration_type);
  g_autoptr (YxEnterpriseRegistration) record = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_null (yx_draft_find (draft, "password"));
  g_assert_true (yx_draft_is_empty (draft, "password"));
  for (gsize i = 1; i < G_N_ELEMENTS (values); i++)
    yx_draft_set_text (draft, values[i][0], values[i][1]);
  g_assert_null (yx_draft_to_record (draft, &error));
  g_assert_cmpstr (yx_record_error_field (error), ==, "account");
  g_clear_error (&error);
  g_test_expect_message (NULL, G_LOG_LEVEL_CRITICAL, "*slot != NULL*");
  yx_draft_set_text (draft, "password", "geheim12");
  g_test_assert_expected_messages ();
  g_assert_null (((YxEnterpriseRegistration *) yx_draft_peek (draft))->password);
}

static void
test_items (void)
{
  g_autoptr (YxDraft) draft = yx_draft_new (&yx_filing_type);
  const YxFiling *filing = yx_draft_peek (draft);
  YxDraft *first = yx_draft_add_item (draft, "parts");
  YxDraft *second = yx_draft_add_item (draft, "parts");

  g_assert_null (yx_draft_get_error (draft, "parts"));
  g_assert_false (yx_record_has (filing, "parts"));
  yx_draft_set_text (first, "name", "岗位津贴");
  g_assert_cmpstr (yx_draft_get_error (draft, "parts"), ==, "Amount: Fill this in");
  yx_draft_set_text (first, "amount", "500");
  g_assert_null (yx_draft_get_error (draft, "parts"));
  g_assert_cmpuint (filing->parts->len, ==, 1);
  g_assert_cmpint (((YxPayPart *) filing->parts->pdata[0])->amount, ==, 50000);
  yx_draft_set_text (second, "name", "餐补");
  yx_draft_set_text (second, "amount", "300");
  g_assert_cmpuint (filing->parts->len, ==, 2);
  yx_draft_remove_item (draft, "parts", first);
  g_assert_cmpuint (filing->parts->len, ==, 1);
  g_assert_cmpstr (((YxPayPart *) filing->parts->pdata[0])->name, ==, "餐补");
}

static void
test_record (void)
{
  g_autoptr (YxFiling) filing = yx_filing_new ();
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (yx_record_unref);
  YxPayPart *part = yx_pay_part_new ();
  g_autoptr (YxDraft) draft = NULL;
  g_autoptr (GError) error = NULL;

  yx_record_set_text (part, "name", "岗位津贴");
  yx_record_set_int (part, "amount", 50050);
  g_ptr_array_add (parts, part);
  yx_record_set_text (filing, "w_name", "李想");
  yx_record_set_int (filing, "kind", YX_TERM_OPEN_ENDED);
  yx_record_set_int (filing, "from", yx_date_new (2026, 3, 1));
  yx_record_set_int (filing, "si", TRUE);
  yx_record_set_int (filing, "base", 800000);
  yx_record_take_list (filing, "parts", g_steal_pointer (&parts));
  draft = yx_draft_from_record (filing);
  g_assert_true (yx_record_equal (filing, yx_draft_peek (draft)));
  g_assert_cmpstr (yx_draft_get_text (draft, "kind"), ==, "open_ended");
  g_assert_cmpstr (yx_draft_get_text (draft, "si"), ==, "true");
  g_assert_null (yx_draft_to_record (draft, &error));
  g_assert_cmpstr (yx_record_error_field (error), ==, "filing_kind");
}

/* What is kept comes back to the letter, whether it can be read or not. */
static void
test_json (void)
{
  g_autoptr (YxDraft) draft = yx_draft_new (&yx_filing_type);
  g_autoptr (YxDraft) again = yx_draft_new (&yx_filing_type);
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (YxDraft) item = NULL;

  yx_draft_set_text (draft, "w_name", "李");
  yx_draft_set_text (draft, "from", "2026年");
  yx_draft_set_text (yx_draft_add_item (draft, "parts"), "amount", "fünf");
  node = yx_draft_to_json (draft);
  yx_draft_read_json (again, node);
  g_assert_cmpstr (yx_draft_get_text (again, "w_name"), ==, "李");
  g_assert_cmpstr (yx_draft_get_text (again, "from"), ==, "2026年");
  item = g_list_model_get_item (yx_draft_get_items (again, "parts"), 0);
  g_assert_cmpstr (yx_draft_get_text (item, "amount"), ==, "fünf");
}

static void
test_strange_json (void)
{
  static const char *const texts[] = {
    "[]", "3", "null", "{\"w_name\":3}", "{\"w_name\":[\"a\"]}", "{\"parts\":\"x\"}", "{\"parts\":[3,null,[]]}",
    "{\"unheard\":\"x\",\"w_name\":null}", "{\"w_name\":{\"a\":\"b\"}}",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      const YxJsonLimits limits = { 0 };
      g_autoptr (YxDraft) draft = yx_draft_new (&yx_filing_type);
      g_autoptr (JsonNode) node = yx_json_parse (texts[i], strlen (texts[i]), &limits, NULL);

      g_assert_nonnull (node);
      yx_draft_read_json (draft, node);
      g_assert_cmpstr (yx_draft_get_text (draft, "w_name"), ==, "");
    }
}

static void
add_note (GPtrArray *notes, const char *field, YxSeverity severity, const char *words)
{
  g_ptr_array_add (notes, yx_draft_note_new (field, severity, words, "劳动合同法第十九条"));
}

static void
test_notes (void)
{
  g_autoptr (YxDraft) draft = yx_draft_new (&yx_filing_type);
  g_autoptr (GPtrArray) notes = g_ptr_array_new_with_free_func ((GDestroyNotify) yx_draft_note_free);
  guint told = 0;

  g_signal_connect (draft, "noted::w_name", G_CALLBACK (count), &told);
  add_note (notes, "w_name", YX_FINDING_WARNING, "careful");
  add_note (notes, "w_name", YX_FINDING_ERROR, "wrong");
  add_note (notes, "w_name", YX_FINDING_ERROR, "also wrong");
  yx_draft_set_notes (draft, notes);
  yx_draft_set_notes (draft, notes);
  g_assert_cmpuint (told, ==, 1);
  g_assert_cmpstr (yx_draft_get_note (draft, "w_name")->words, ==, "wrong");
  g_ptr_array_set_size (notes, 1);
  yx_draft_set_notes (draft, notes);
  g_assert_cmpint (yx_draft_get_note (draft, "w_name")->severity, ==, YX_FINDING_WARNING);
  g_ptr_array_set_size (notes, 0);
  yx_draft_set_notes (draft, notes);
  g_assert_null (yx_draft_get_note (draft, "w_name"));
  g_assert_cmpuint (told, ==, 3);
}

/* What the hall said holds for the text that it saw. */
static void
test_refused (void)
{
  g_autoptr (YxDraft) draft = yx_draft_new (&yx_filing_type);

  yx_draft_set_text (draft, "w_name", "李想");
  yx_draft_refuse (draft, "w_name", "no");
  yx_draft_refuse (draft, "unheard", "no");
  g_assert_cmpstr (yx_draft_get_error (draft, "w_name"), ==, "no");
  g_assert_cmpstr (yx_draft_get_text (draft, "w_name"), ==, "李想");
  yx_draft_set_text (draft, "w_name", "李想想");
  g_assert_null (yx_draft_get_error (draft, "w_name"));
}

int
main (int argc, char **argv)
{
  g_setenv ("LANGUAGE", "C", TRUE);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/desk/draft/groups", test_groups);
  g_test_add_func ("/desk/draft/dates", test_dates);
  g_test_add_func ("/desk/draft/money", test_money);
  g_test_add_func ("/desk/draft/verbatim", test_verbatim);
  g_test_add_func ("/desk/draft/changed", test_changed);
  g_test_add_func ("/desk/draft/errors", test_errors);
  g_test_add_func ("/desk/draft/beside", test_beside);
  g_test_add_func ("/desk/draft/long-term", test_long_term);
  g_test_add_func ("/desk/draft/secrets", test_secrets);
  g_test_add_func ("/desk/draft/items", test_items);
  g_test_add_func ("/desk/draft/record", test_record);
  g_test_add_func ("/desk/draft/json", test_json);
  g_test_add_func ("/desk/draft/strange-json", test_strange_json);
  g_test_add_func ("/desk/draft/notes", test_notes);
  g_test_add_func ("/desk/draft/refused", test_refused);
  return g_test_run ();
}
