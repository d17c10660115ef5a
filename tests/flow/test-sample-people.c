/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "model/yx-checks.h"
#include "model/yx-law.h"
#include "flow/yx-sample-people.h"

#define MANY 300

static const guint8 salt[16] = "one hall's salt";
static const guint8 other_salt[16] = "another's salt.";

static void
assert_same (const YxSamplePerson *a, const YxSamplePerson *b)
{
  g_assert_cmpstr (a->name, ==, b->name);
  g_assert_cmpstr (a->number, ==, b->number);
  g_assert_cmpstr (a->phone, ==, b->phone);
  g_assert_cmpstr (a->address, ==, b->address);
  g_assert_cmpstr (a->post, ==, b->post);
  g_assert_cmpint (a->pay, ==, b->pay);
  g_assert_cmpint (a->term, ==, b->term);
}

static void
test_same_seed (void)
{
  g_autoptr (GPtrArray) few = yx_sample_people_new (7, 5);
  g_autoptr (GPtrArray) many = yx_sample_people_new (7, 50);

  for (guint i = 0; i < few->len; i++)
    assert_same (few->pdata[i], many->pdata[i]);
}

static void
test_other_seed (void)
{
  g_autoptr (GPtrArray) one = yx_sample_people_new (7, 20);
  g_autoptr (GPtrArray) other = yx_sample_people_new (8, 20);

  for (guint i = 0; i < one->len; i++)
    g_assert_cmpstr (((YxSamplePerson *) one->pdata[i])->number, !=, ((YxSamplePerson *) other->pdata[i])->number);
}

static void
test_valid (void)
{
  g_autoptr (GPtrArray) people = yx_sample_people_new (1, MANY);

  for (guint i = 0; i < people->len; i++)
    {
      const YxSamplePerson *person = people->pdata[i];
      g_autoptr (GError) error = NULL;

      g_assert_true (yx_check_name (person->name, &error));
      g_assert_no_error (error);
      g_assert_true (yx_check_resident_number (person->number, &error));
      g_assert_no_error (error);
      g_assert_true (yx_check_phone (person->phone, &error));
      g_assert_true (g_str_has_prefix (person->phone, "199"));
    }
}

static void
test_unique (void)
{
  g_autoptr (GPtrArray) people = yx_sample_people_new (3, MANY);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < people->len; i++)
    {
      const YxSamplePerson *person = people->pdata[i];

      g_assert_true (g_hash_table_add (seen, person->number));
      g_assert_true (g_hash_table_add (seen, person->phone));
    }
}

/* The signatures that the program carries fit the names of those who sign with them. */
static void
test_first_names (void)
{
  g_autoptr (GPtrArray) people = yx_sample_people_new (99, 3);

  g_assert_cmpstr (((YxSamplePerson *) people->pdata[0])->name, ==, "李想");
  g_assert_cmpstr (((YxSamplePerson *) people->pdata[1])->name, ==, "王志强");
  g_assert_cmpstr (((YxSamplePerson *) people->pdata[2])->name, ==, "陈敏");
}

static gboolean
beyond_bmp (const char *name)
{
  for (const char *at = name; *at != '\0'; at = g_utf8_next_char (at))
    if (g_utf8_get_char (at) > 0xffff)
      return TRUE;
  return FALSE;
}

static void
test_kinds_of_names (void)
{
  g_autoptr (GPtrArray) people = yx_sample_people_new (1, 20);
  guint dotted = 0;
  guint rare = 0;
  guint two = 0;
  guint three = 0;

  for (guint i = 0; i < people->len; i++)
    {
      const char *name = ((YxSamplePerson *) people->pdata[i])->name;

      dotted += strstr (name, "·") != NULL;
      rare += beyond_bmp (name);
      two += g_utf8_strlen (name, -1) == 2;
      three += g_utf8_strlen (name, -1) == 3;
    }
  g_assert_cmpuint (dotted, >=, 1);
  g_assert_cmpuint (rare, >=, 1);
  g_assert_cmpuint (two, >=, 1);
  g_assert_cmpuint (three, >=, 1);
}

/* Every filing passes the record's and the law's checks on any day of a leap year and of a common one. */
static void
test_lawful (void)
{
  g_autoptr (GPtrArray) people = yx_sample_people_new (2, MANY);
  g_autoptr (YxSampleEnterprise) enterprise = yx_sample_enterprise_new (2, salt);
  YxDate first = yx_date_new (2027, 7, 1);
  guint probations = 0;

  for (guint i = 0; i < people->len; i++)
    {
      YxDate today = first + (YxDate) i * 2;
      g_autoptr (YxFiling) filing = yx_sample_person_filing (people->pdata[i], enterprise, today);
      const YxLawFacts facts = { .today = today };
      g_autoptr (GPtrArray) findings = yx_law_check (filing, &facts);
      g_autoptr (GError) error = NULL;

      g_assert_true (yx_record_validate (filing, &error));
      g_assert_no_error (error);
      g_assert_cmpuint (findings->len, ==, 0);
      probations += yx_record_has (filing, "prob_from");
    }
  g_assert_cmpuint (probations, >, MANY / 4);
  g_assert_cmpuint (probations, <, MANY);
}

static void
test_enterprise (void)
{
  for (guint32 seed = 0; seed < 40; seed++)
    {
      guint8 own[16] = { (guint8) seed, 1, 2, 3 };
      g_autoptr (YxSampleEnterprise) enterprise = yx_sample_enterprise_new (seed, own);
      g_autoptr (GError) error = NULL;

      g_assert_true (yx_check_uscc (enterprise->uscc, &error));
      g_assert_no_error (error);
      g_assert_true (yx_uscc_suits (enterprise->uscc, YX_UNIT_LIMITED));
      g_assert_true (yx_check_unit_name (enterprise->name, &error));
      g_assert_true (yx_check_login (enterprise->login, &error));
      g_assert_cmpuint (strlen (enterprise->login), <=, 20);
      g_assert_no_error (error);
    }
}

/* A second walkthrough with the same seed meets the same people, but is a fresh enterprise. */
static void
test_fresh_enterprise (void)
{
  g_autoptr (YxSampleEnterprise) one = yx_sample_enterprise_new (1, salt);
  g_autoptr (YxSampleEnterprise) again = yx_sample_enterprise_new (1, salt);
  g_autoptr (YxSampleEnterprise) other = yx_sample_enterprise_new (1, other_salt);

  g_assert_cmpstr (one->uscc, ==, again->uscc);
  g_assert_cmpstr (one->login, ==, again->login);
  g_assert_cmpstr (one->name, ==, other->name);
  g_assert_cmpstr (one->uscc, !=, other->uscc);
  g_assert_cmpstr (one->login, !=, other->login);
  g_assert_cmpstr (one->head->number, !=, other->head->number);
  g_assert_cmpstr (one->head->phone, !=, other->head->phone);
}

static void
complete (gpointer registration)
{
  g_autoptr (YxSecret) code = yx_secret_new_text ("123456");
  g_autoptr (YxSecret) password = yx_secret_new_text ("abcd-1234");

  yx_record_set_secret (registration, "code", code);
  yx_record_set_secret (registration, "password", password);
}

static void
test_registrations (void)
{
  g_autoptr (GPtrArray) people = yx_sample_people_new (5, 1);
  g_autoptr (YxSampleEnterprise) enterprise = yx_sample_enterprise_new (5, salt);
  g_autoptr (YxPersonRegistration) person = yx_sample_person_registration (people->pdata[0]);
  g_autoptr (YxEnterpriseRegistration) unit = yx_sample_enterprise_registration (enterprise);
  g_autoptr (GError) error = NULL;

  complete (person);
  g_assert_true (yx_record_validate (person, &error));
  g_assert_no_error (error);
  complete (unit);
  yx_record_set_text (unit, "account", "acc_aaaaaaaaaaaaaaaaaaaaaaaaaa");
  g_assert_true (yx_record_validate (unit, &error));
  g_assert_no_error (error);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/people/same-seed", test_same_seed);
  g_test_add_func ("/people/other-seed", test_other_seed);
  g_test_add_func ("/people/valid", test_valid);
  g_test_add_func ("/people/unique", test_unique);
  g_test_add_func ("/people/first-names", test_first_names);
  g_test_add_func ("/people/kinds-of-names", test_kinds_of_names);
  g_test_add_func ("/people/lawful", test_lawful);
  g_test_add_func ("/people/enterprise", test_enterprise);
  g_test_add_func ("/people/fresh-enterprise", test_fresh_enterprise);
  g_test_add_func ("/people/registrations", test_registrations);
  return g_test_run ();
}
