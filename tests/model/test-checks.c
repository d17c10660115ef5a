/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/yx-checks.h"
#include "model/yx-region.h"

typedef struct
{
  const char *text;
  gboolean good;
} Row;

static void
hold (YxFieldCheck check, const Row *rows, gsize n)
{
  for (gsize i = 0; i < n; i++)
    {
      g_autoptr (GError) error = NULL;
      gboolean good = check (rows[i].text, &error);

      if (good != rows[i].good)
        g_error ("“%s” was %s", rows[i].text, good ? "taken" : error->message);
      g_assert_true (good || g_error_matches (error, YX_RECORD_ERROR, YX_RECORD_ERROR_FORMAT));
    }
}

static void
test_name (void)
{
  const Row rows[] = {
    { "李想", TRUE }, { "买买提·阿卜杜拉", TRUE }, { "𠮷野", TRUE }, { "Anna Maria O'Neill", TRUE }, { "Jean-Luc", TRUE },
    { "李", FALSE }, { "李3", FALSE }, { "李想 ", FALSE }, { " 李想", FALSE }, { "李··想", FALSE }, { "李想·", FALSE },
    { "Anna  Maria", FALSE }, { "李<想", FALSE }, { "", FALSE },
  };

  hold (yx_check_name, rows, G_N_ELEMENTS (rows));
}

static void
test_unit_name (void)
{
  const Row rows[] = {
    { "长春示例科技有限公司", TRUE }, { "中国（吉林）示例7号公司", TRUE }, { "Beispiel (China) Co., Ltd.", TRUE }, { "〇一·二公司", TRUE },
    { "示例公司\"", FALSE }, { "示例\\公司", FALSE }, { " 示例公司", FALSE }, { "示例公司 ", FALSE }, { "示例★公司", FALSE },
  };

  hold (yx_check_unit_name, rows, G_N_ELEMENTS (rows));
}

static void
test_login (void)
{
  const Row rows[] = { { "abcdef", TRUE }, { "A_1234", TRUE }, { "1abcde", FALSE }, { "_abcde", FALSE }, { "abc-de", FALSE },
                       { "账号abcd", FALSE }, { "", FALSE } };

  hold (yx_check_login, rows, G_N_ELEMENTS (rows));
}

static void
test_phone_and_code (void)
{
  const Row phones[] = { { "13800138000", TRUE }, { "19900000000", TRUE }, { "12800138000", FALSE }, { "1380013800", FALSE },
                         { "138001380001", FALSE }, { "23800138000", FALSE }, { "1380013800a", FALSE }, { "", FALSE } };
  const Row codes[] = { { "012345", TRUE }, { "12345", FALSE }, { "1234567", FALSE }, { "12345a", FALSE } };

  hold (yx_check_phone, phones, G_N_ELEMENTS (phones));
  hold (yx_check_code, codes, G_N_ELEMENTS (codes));
}

static void
test_passwords (void)
{
  const Row account[] = {
    { "abcd1234", TRUE }, { "abcdefg!", TRUE }, { "1234567!", TRUE }, { "Abcd1234!Abcd123", TRUE }, { "abc1234", FALSE },
    { "abcdefgh", FALSE }, { "12345678", FALSE }, { "Abcd1234!Abcd1234", FALSE }, { "abcd 1234", FALSE }, { "密码abcd1234", FALSE },
  };
  const Row certificate[] = {
    { "kept-in-mind-7", TRUE }, { "12345678901234567890123456789012", FALSE }, { "Password1", FALSE }, { "abcd1234", FALSE },
    { "woaini1314!!!", TRUE }, { "woaini1314!", FALSE }, { "short1", FALSE }, { "abcdefghijklmnopqrstuvwxyz1234567", FALSE },
  };

  hold (yx_check_password, account, G_N_ELEMENTS (account));
  hold (yx_check_certificate_password, certificate, G_N_ELEMENTS (certificate));
}

static void
test_uscc (void)
{
  const Row rows[] = {
    { "91220101MA0000010X", FALSE }, { "91350100M000100Y43", TRUE }, { "91350100M000100Y44", FALSE }, { "91350100M000100Y4", FALSE },
    { "91350100I000100Y43", FALSE }, { "91350100m000100Y43", FALSE }, { "", FALSE },
  };

  hold (yx_check_uscc, rows, G_N_ELEMENTS (rows));
  g_assert_true (yx_uscc_suits ("91350100M000100Y43", YX_UNIT_LIMITED));
  g_assert_false (yx_uscc_suits ("91350100M000100Y43", YX_UNIT_LAW_FIRM));
  for (int type = YX_UNIT_LIMITED; type <= YX_UNIT_OTHER; type++)
    g_assert_cmpint (yx_uscc_suits ("91350100M000100Y43", (YxUnitType) type), ==,
                     type <= YX_UNIT_FOREIGN || type == YX_UNIT_OTHER);
}

/* A right GB 32100 check character over a wrong GB 11714 one. */
static void
test_uscc_needs_both_check_characters (void)
{
  const char characters[] = "0123456789ABCDEFGHJKLMNPQRTUWXY";
  char code[] = "91350100M000100Y5?";
  guint accepted = 0;
  guint organisation = 0;

  for (gsize i = 0; characters[i] != '\0'; i++)
    {
      g_autoptr (GError) error = NULL;

      code[17] = characters[i];
      accepted += yx_check_uscc (code, &error) ? 1 : 0;
      organisation += error != NULL && g_strrstr (error->message, "organisation") != NULL ? 1 : 0;
    }
  g_assert_cmpuint (accepted, ==, 0);
  g_assert_cmpuint (organisation, ==, 1);
}

static void
test_resident_number (void)
{
  const Row rows[] = {
    { "11010519491231002X", TRUE }, { "11010519491231002x", TRUE }, { "110105 19491231 002X", TRUE }, { "110105194912310021", FALSE },
    { "11010519491331002X", FALSE }, { "110105491231002", FALSE }, { "1101051949123100", FALSE }, { "1101051949X231002X", FALSE },
    { "01010519491231002X", FALSE }, { "", FALSE },
  };
  YxDate birth = YX_DATE_NONE;
  gboolean male = TRUE;

  hold (yx_check_resident_number, rows, G_N_ELEMENTS (rows));
  g_assert_true (yx_resident_number_facts ("11010519491231002X", &birth, &male));
  g_assert_cmpint (birth, ==, yx_date_new (1949, 12, 31));
  g_assert_false (male);
  g_assert_true (yx_resident_number_facts ("11010519491231002X", NULL, NULL));
  g_assert_false (yx_resident_number_facts ("G12345678", &birth, &male));
}

static void
test_document_number (void)
{
  const struct { YxDocType type; const char *number; gboolean good; } rows[] = {
    { YX_DOC_RESIDENT, "11010519491231002X", TRUE }, { YX_DOC_HK_MACAO, "H12345678", TRUE }, { YX_DOC_HK_MACAO, "m1234567890", TRUE },
    { YX_DOC_HK_MACAO, "K12345678", FALSE }, { YX_DOC_HK_MACAO, "H1234567", FALSE }, { YX_DOC_HK_MACAO, "H1234567A", FALSE },
    { YX_DOC_TAIWAN, "12345678", TRUE }, { YX_DOC_TAIWAN, "1234567", FALSE }, { YX_DOC_TAIWAN, "1234567A", FALSE },
    { YX_DOC_PERMANENT, "USA110101123456", TRUE }, { YX_DOC_PERMANENT, "US1110101123456", FALSE }, { YX_DOC_PERMANENT, "9101051949123100", FALSE },
    { YX_DOC_PERMANENT, "911124198108030024", TRUE }, { YX_DOC_PERMANENT, "911124198108030025", FALSE }, { YX_DOC_PASSPORT, "G12345678", TRUE }, { YX_DOC_PASSPORT, "AB12", FALSE },
    { YX_DOC_PASSPORT, "ABCDEFGHIJKLMNOPQR", FALSE }, { YX_DOC_PASSPORT, "G-123456", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    g_assert_cmpint (yx_check_document_number (rows[i].type, rows[i].number, NULL), ==, rows[i].good);
}

/* law.md 2: kinds by the first two characters; a mismatch is only asked about. */
static void
test_uscc_kinds (void)
{
  const struct { const char *prefix; YxUnitType type; } rows[] = {
    { "91", YX_UNIT_LIMITED }, { "91", YX_UNIT_JOINT_STOCK }, { "91", YX_UNIT_FOREIGN }, { "92", YX_UNIT_PROPRIETOR },
    { "93", YX_UNIT_COOPERATIVE }, { "11", YX_UNIT_GOVERNMENT }, { "12", YX_UNIT_INSTITUTION }, { "51", YX_UNIT_SOCIETY },
    { "52", YX_UNIT_NON_ENTERPRISE }, { "53", YX_UNIT_FOUNDATION }, { "31", YX_UNIT_LAW_FIRM }, { "81", YX_UNIT_UNION },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    for (gsize other = 0; other < G_N_ELEMENTS (rows); other++)
      {
        g_autofree char *code = g_strconcat (rows[other].prefix, "220101MA0000010X", NULL);

        g_assert_cmpint (yx_uscc_suits (code, rows[i].type), ==, g_str_equal (rows[i].prefix, rows[other].prefix));
        g_assert_true (yx_uscc_suits (code, YX_UNIT_OTHER));
      }
}

static void
test_regions (void)
{
  const struct { const char *place; gboolean only; } places[] = {
    { "吉林省", TRUE }, { "吉林", TRUE }, { "北京市", TRUE }, { "广西壮族自治区", TRUE }, { "吉林省长春市", FALSE }, { "吉林市", FALSE },
    { "", FALSE }, { "220000", TRUE }, { "220100", FALSE }, { "22000", FALSE },
  };
  const struct { const char *code; const char *area; gboolean within; } rows[] = {
    { "220102", "220102", TRUE }, { "220102", "220100", TRUE }, { "220102", "220000", TRUE }, { "220102", "220103", FALSE },
    { "220102", "220200", FALSE }, { "220102", "210000", FALSE }, { "220100", "220102", FALSE }, { "220000", "220100", FALSE },
  };
  g_autofree char *area = yx_uscc_region ("91350100M000100Y43");

  for (gsize i = 0; i < G_N_ELEMENTS (places); i++)
    g_assert_cmpint (yx_region_only_province (places[i].place), ==, places[i].only);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    g_assert_cmpint (yx_region_within (rows[i].code, rows[i].area), ==, rows[i].within);
  g_assert_cmpstr (area, ==, "350100");
  g_assert_cmpstr (yx_region_province (area), ==, "福建省");
  g_assert_null (yx_region_province ("100000"));
}

static void
test_document_facts (void)
{
  const struct { YxDocType type; const char *number; gboolean known; int year; gboolean male; } rows[] = {
    { YX_DOC_RESIDENT, "11010519491231002X", TRUE, 1949, FALSE }, { YX_DOC_RESIDENT, "110105 19900307 0017", TRUE, 1990, TRUE },
    { YX_DOC_RESIDENT, "110105199003070018", FALSE, 0, FALSE }, { YX_DOC_PERMANENT, "911124198108030024", TRUE, 1981, FALSE },
    { YX_DOC_PERMANENT, "USA110101123456", FALSE, 0, FALSE }, { YX_DOC_PASSPORT, "11010519491231002X", FALSE, 0, FALSE },
    { YX_DOC_TAIWAN, "12345678", FALSE, 0, FALSE }, { YX_DOC_HK_MACAO, "H12345678", FALSE, 0, FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      YxDate birth = YX_DATE_NONE;
      gboolean male = FALSE;
      int year = 0;

      g_assert_cmpint (yx_document_number_facts (rows[i].type, rows[i].number, &birth, &male), ==, rows[i].known);
      if (birth != YX_DATE_NONE)
        yx_date_split (birth, &year, NULL, NULL);
      g_assert_cmpint (year, ==, rows[i].year);
      g_assert_cmpint (male, ==, rows[i].male);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/checks/name", test_name);
  g_test_add_func ("/model/checks/unit-name", test_unit_name);
  g_test_add_func ("/model/checks/login", test_login);
  g_test_add_func ("/model/checks/phone-and-code", test_phone_and_code);
  g_test_add_func ("/model/checks/passwords", test_passwords);
  g_test_add_func ("/model/checks/uscc", test_uscc);
  g_test_add_func ("/model/checks/uscc-both", test_uscc_needs_both_check_characters);
  g_test_add_func ("/model/checks/resident-number", test_resident_number);
  g_test_add_func ("/model/checks/document-number", test_document_number);
  g_test_add_func ("/model/checks/uscc-kinds", test_uscc_kinds);
  g_test_add_func ("/model/checks/regions", test_regions);
  g_test_add_func ("/model/checks/document-facts", test_document_facts);
  return g_test_run ();
}
