/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "flow/yx-sample-people.h"

#include <string.h>

#include "flow/yx-sample-names.h"
#include "model/yx-checks.h"

#define FEN G_GINT64_CONSTANT (100)
#define DOTTED_EVERY 11
#define RARE_EVERY 13
#define COMPOUND_EVERY 9
#define FIRST_UNSIGNED 3
#define DOCUMENTS_FROM 2016

static const char *
pick (GRand *dice, const char *const *words)
{
  return words[g_rand_int_range (dice, 0, (gint32) g_strv_length ((char **) words))];
}

/* Towards the beginning, as frequent names stand first. */
static const char *
pick_frequent (GRand *dice, const char *const *words)
{
  gint32 n = (gint32) g_strv_length ((char **) words);
  gint32 a = g_rand_int_range (dice, 0, n);
  gint32 b = g_rand_int_range (dice, 0, n);

  return words[MIN (a, b)];
}

static const YxSamplePlace *
pick_place (GRand *dice)
{
  guint n = 0;

  while (yx_sample_areas[n].area != NULL)
    n++;
  return &yx_sample_areas[g_rand_int_range (dice, 0, (gint32) n)];
}

/* The kinds of names come at fixed places, so that few people show all of them. */
static char *
make_name (GRand *dice, guint index)
{
  const char *surname = index % COMPOUND_EVERY == 4 ? pick (dice, yx_sample_compound_surnames) : pick_frequent (dice, yx_sample_surnames);
  const char *first = pick (dice, yx_sample_given);
  const char *second = g_rand_int_range (dice, 0, 4) > 0 ? pick (dice, yx_sample_given) : "";
  const char *dotted = pick (dice, yx_sample_dotted);
  const char *rare = pick (dice, yx_sample_rare);

  if (index < g_strv_length ((char **) yx_sample_signed))
    return g_strdup (yx_sample_signed[index]);
  if (index % DOTTED_EVERY == 7)
    return g_strdup (dotted);
  if (index % RARE_EVERY == 11)
    return g_strconcat (surname, first, rare, NULL);
  return g_strconcat (surname, first, g_strcmp0 (first, second) != 0 ? second : "", NULL);
}

/* GB 11643: area, date of birth, a number, odd for men, and the check character. */
static char *
make_number (GRand *dice, const char *area, YxDate *birth)
{
  const int weights[] = { 7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2 };
  int year = g_rand_int_range (dice, 1985, 2004); /* nobody retires before a contract ends */
  int month = g_rand_int_range (dice, 1, 13);
  int day = g_rand_int_range (dice, 1, 29);
  g_autofree char *body = g_strdup_printf ("%s%04d%02d%02d%03d", area, year, month, day, g_rand_int_range (dice, 1, 1000));
  int sum = 0;

  for (int i = 0; i < 17; i++)
    sum += weights[i] * (body[i] - '0');
  *birth = yx_date_new (year, month, day);
  return g_strdup_printf ("%s%c", body, "10X98765432"[sum % 11]);
}

static char *
make_phone (GRand *dice)
{
  return g_strdup_printf ("199%08d", g_rand_int_range (dice, 0, 100000000));
}

static char *
make_address (GRand *dice, const char *place)
{
  const char *street = pick (dice, yx_sample_streets);
  int number = g_rand_int_range (dice, 1, 6000);
  int building = g_rand_int_range (dice, 1, 30);
  int flat = g_rand_int_range (dice, 1, 7) * 100 + g_rand_int_range (dice, 1, 5);

  return g_strdup_printf ("%s%s%d号%d栋%d室", place, street, number, building, flat);
}

/* Article 19: as many months of probation as the term allows, or fewer. */
static void
make_terms (GRand *dice, YxSamplePerson *person)
{
  const int terms[] = { 12, 24, 36, 36, 60 };
  int allowed;
  gint64 tenths;

  person->term = terms[g_rand_int_range (dice, 0, G_N_ELEMENTS (terms))];
  allowed = person->term >= 36 ? 6 : 2;
  person->probation = g_rand_int_range (dice, 0, allowed + 1);
  person->starts = g_rand_int_range (dice, 0, 31);
  person->pay = g_rand_int_range (dice, 35, 190) * 100 * FEN;
  tenths = g_rand_int_range (dice, 8, 11);
  person->probation_pay = person->pay * tenths / 10;
  person->pay_day = g_rand_int_range (dice, 5, 26);
}

static YxSamplePerson *
make_person (GRand *dice, guint index)
{
  YxSamplePerson *person = g_new0 (YxSamplePerson, 1);
  const YxSamplePlace *origin = pick_place (dice);
  const YxSamplePlace *home = pick_place (dice);
  YxDate birth;

  person->name = make_name (dice, index);
  person->document_type = YX_DOC_RESIDENT;
  person->number = make_number (dice, origin->area, &birth);
  person->phone = make_phone (dice);
  person->education = pick (dice, yx_sample_education);
  person->household = make_address (dice, origin->name);
  person->address = make_address (dice, home->name);
  person->post = pick (dice, yx_sample_posts);
  person->document_from = yx_date_new (DOCUMENTS_FROM, 1, 1) + g_rand_int_range (dice, 0, 3000);
  make_terms (dice, person);
  return person;
}

static void
free_person (gpointer data)
{
  yx_sample_person_free (data);
}

/**
 * yx_sample_people_new:
 * @seed: the same seed gives the same people; more of them begin with the same ones
 * @count: how many
 *
 * Makes people up whose names, numbers and contracts are plausible and pass the model's checks; no two have
 * the same number or phone.
 *
 * Returns: (transfer full) (element-type YxSamplePerson): them
 */
GPtrArray *
yx_sample_people_new (guint32 seed, guint count)
{
  GPtrArray *people = g_ptr_array_new_with_free_func (free_person);
  g_autoptr (GHashTable) taken = g_hash_table_new (g_str_hash, g_str_equal);
  GRand *dice = g_rand_new_with_seed (seed);

  while (people->len < count)
    {
      g_autoptr (YxSamplePerson) person = make_person (dice, people->len);

      if (g_hash_table_contains (taken, person->number) || g_hash_table_contains (taken, person->phone))
        continue;
      g_hash_table_add (taken, person->number);
      g_hash_table_add (taken, person->phone);
      g_ptr_array_add (people, g_steal_pointer (&person));
    }
  g_rand_free (dice);
  return people;
}

/**
 * yx_sample_person_free:
 * @person: (transfer full): a person
 */
void
yx_sample_person_free (YxSamplePerson *person)
{
  g_free (person->name);
  g_free (person->number);
  g_free (person->phone);
  g_free (person->household);
  g_free (person->address);
  g_clear_pointer (&person->filing, yx_filing_unref);
  g_free (person);
}

/**
 * yx_sample_person_new_filed:
 * @filing: a filing, complete and lawful
 *
 * Returns: (transfer full): the worker that it names; how long their document is valid is made up where it does not say
 */
YxSamplePerson *
yx_sample_person_new_filed (YxFiling *filing)
{
  YxSamplePerson *person = g_new0 (YxSamplePerson, 1);

  person->name = g_strdup (filing->w_name);
  person->document_type = filing->w_doc_type;
  person->number = g_strdup (filing->w_doc_no);
  person->phone = g_strdup (filing->w_phone);
  person->document_from
    = yx_record_has (filing, "w_doc_from") ? filing->w_doc_from : yx_date_new (DOCUMENTS_FROM, 1, 1);
  person->filing = yx_filing_ref (filing);
  return person;
}

static const char USCC_CHARACTERS[] = "0123456789ABCDEFGHJKLMNPQRTUWXY";

/* GB 11714: eight characters and a check character. */
static void
append_organisation_code (GRand *dice, GString *code)
{
  const int weights[] = { 3, 7, 9, 10, 5, 8, 4, 2 };
  int sum = 0;
  int check;

  g_string_append (code, "MA");
  for (int i = 0; i < 6; i++)
    g_string_append_c (code, USCC_CHARACTERS[g_rand_int_range (dice, 0, 31)]);
  for (int i = 0; i < 8; i++)
    {
      char c = code->str[code->len - 8 + i];

      sum += weights[i] * (g_ascii_isdigit (c) ? c - '0' : c - 'A' + 10);
    }
  check = 11 - sum % 11;
  g_string_append_c (code, check == 10 ? 'X' : check == 11 ? '0' : (char) ('0' + check));
}

/* GB 32100: kind, registering authority, organisation code, check character. */
static char *
make_uscc (GRand *dice)
{
  GString *code = g_string_new ("91220101");
  int sum = 0;
  int weight = 1;

  append_organisation_code (dice, code);
  for (int i = 0; i < 17; i++)
    {
      sum += (int) (strchr (USCC_CHARACTERS, code->str[i]) - USCC_CHARACTERS) * weight;
      weight = weight * 3 % 31;
    }
  g_string_append_c (code, USCC_CHARACTERS[(31 - sum % 31) % 31]);
  return g_string_free (code, FALSE);
}

static void
pick_trade (GRand *dice, const char **word, const char **industry)
{
  guint n = 0;
  guint which;

  while (yx_sample_trades[n][0] != NULL)
    n++;
  which = (guint) g_rand_int_range (dice, 0, (gint32) n);
  *word = yx_sample_trades[which][0];
  *industry = yx_sample_trades[which][1];
}

/**
 * yx_sample_enterprise_new:
 * @seed: its name and address follow from it
 * @salt: code, account name and head follow from it, so that it is a fresh one on any hall
 *
 * Returns: (transfer full): a made-up enterprise
 */
YxSampleEnterprise *
yx_sample_enterprise_new (guint32 seed, const guint8 salt[16])
{
  YxSampleEnterprise *enterprise = g_new0 (YxSampleEnterprise, 1);
  GRand *named = g_rand_new_with_seed (seed ^ 0x59584e54u);
  guint32 numbers[4];
  GRand *fresh;
  const char *trade;

  memcpy (numbers, salt, sizeof numbers);
  fresh = g_rand_new_with_seed_array (numbers, G_N_ELEMENTS (numbers));
  pick_trade (named, &trade, &enterprise->industry);
  enterprise->name = g_strdup_printf ("长春市%s%s有限公司", pick (named, yx_sample_unit_words), trade);
  enterprise->address = make_address (named, "吉林省长春市高新技术产业开发区");
  enterprise->telephone = g_strdup_printf ("0431-8%07d", g_rand_int_range (named, 0, 10000000));
  enterprise->head = make_person (fresh, FIRST_UNSIGNED);
  enterprise->uscc = make_uscc (fresh);
  enterprise->login = g_strdup_printf ("yx_%08x%04x", g_rand_int (fresh), g_rand_int_range (fresh, 0, 0x10000));
  g_rand_free (named);
  g_rand_free (fresh);
  return enterprise;
}

/**
 * yx_sample_enterprise_free:
 * @enterprise: (transfer full): an enterprise
 */
void
yx_sample_enterprise_free (YxSampleEnterprise *enterprise)
{
  yx_sample_person_free (enterprise->head);
  g_free (enterprise->name);
  g_free (enterprise->uscc);
  g_free (enterprise->login);
  g_free (enterprise->address);
  g_free (enterprise->telephone);
  g_free (enterprise);
}

/**
 * yx_sample_filing_defaults:
 *
 * Returns: (transfer full): what a filing says unless it says something else
 */
YxFiling *
yx_sample_filing_defaults (void)
{
  YxFiling *filing = yx_filing_new ();

  yx_record_set_int (filing, "filing_kind", YX_FILING_NEW);
  yx_record_set_int (filing, "w_doc_type", YX_DOC_RESIDENT);
  yx_record_set_int (filing, "use_form", YX_USE_FULL_TIME);
  return filing;
}

/**
 * yx_sample_person_filing:
 * @person: a person
 * @enterprise: who employs them
 * @today: the day that a made-up contract's dates count from
 *
 * Returns: (transfer full): the filing of their contract, as employees.csv has it
 */
YxFiling *
yx_sample_person_filing (const YxSamplePerson *person, const YxSampleEnterprise *enterprise, YxDate today)
{
  YxFiling *filing = person->filing != NULL ? yx_filing_ref (person->filing) : yx_sample_filing_defaults ();
  YxDate from = today + person->starts;

  if (person->filing != NULL)
    return filing;
  yx_record_set_text (filing, "w_name", person->name);
  yx_record_set_text (filing, "w_doc_no", person->number);
  yx_record_set_text (filing, "w_phone", person->phone);
  yx_record_set_text (filing, "w_edu", person->education);
  yx_record_set_text (filing, "w_hukou", person->household);
  yx_record_set_text (filing, "w_home", person->address);
  yx_record_set_text (filing, "post", person->post);
  yx_record_set_text (filing, "work_place", enterprise->address);
  yx_record_set_int (filing, "kind", YX_TERM_FIXED);
  yx_record_set_int (filing, "from", from);
  yx_record_set_int (filing, "to", yx_date_add_months (from, person->term) - 1);
  yx_record_set_int (filing, "employment_start", from);
  yx_record_set_int (filing, "hours", YX_HOURS_STANDARD);
  yx_record_set_int (filing, "base", person->pay);
  yx_record_set_int (filing, "pay_day", person->pay_day);
  yx_record_set_int (filing, "si", TRUE);
  if (person->probation == 0)
    return filing;
  yx_record_set_int (filing, "prob_from", from);
  yx_record_set_int (filing, "prob_to", yx_date_add_months (from, person->probation) - 1);
  yx_record_set_int (filing, "prob_pay", person->probation_pay);
  return filing;
}

static YxDate
document_to (const YxSamplePerson *person)
{
  if (person->filing != NULL && yx_record_has (person->filing, "w_doc_to"))
    return person->filing->w_doc_to;
  return yx_date_add_months (person->document_from, 20 * 12);
}

/**
 * yx_sample_person_registration:
 * @person: a person
 *
 * Returns: (transfer full): what registers them, but for code and password
 */
YxPersonRegistration *
yx_sample_person_registration (const YxSamplePerson *person)
{
  YxPersonRegistration *registration = yx_person_registration_new ();

  yx_record_set_text (registration, "name", person->name);
  yx_record_set_int (registration, "doc_type", person->document_type);
  yx_record_set_text (registration, "doc_no", person->number);
  yx_record_set_int (registration, "doc_from", person->document_from);
  yx_record_set_int (registration, "doc_to", document_to (person));
  yx_record_set_text (registration, "phone", person->phone);
  yx_record_set_int (registration, "consent", TRUE);
  return registration;
}

/**
 * yx_sample_enterprise_registration:
 * @enterprise: an enterprise
 *
 * Returns: (transfer full): what registers it, but for account, code and password
 */
YxEnterpriseRegistration *
yx_sample_enterprise_registration (const YxSampleEnterprise *enterprise)
{
  YxEnterpriseRegistration *registration = yx_enterprise_registration_new ();
  const YxSamplePerson *head = enterprise->head;

  yx_record_set_text (registration, "login", enterprise->login);
  yx_record_set_int (registration, "u_type", YX_UNIT_LIMITED);
  yx_record_set_text (registration, "u_name", enterprise->name);
  yx_record_set_text (registration, "u_uscc", enterprise->uscc);
  yx_record_set_text (registration, "u_addr", enterprise->address);
  yx_record_set_int (registration, "u_econ", YX_ECONOMIC_LIMITED);
  yx_record_set_text (registration, "u_industry", enterprise->industry);
  yx_record_set_text (registration, "u_phone", enterprise->telephone);
  yx_record_set_int (registration, "u_head_kind", YX_HEAD_LEGAL);
  yx_record_set_text (registration, "u_head", head->name);
  yx_record_set_int (registration, "doc_type", YX_DOC_RESIDENT);
  yx_record_set_text (registration, "doc_no", head->number);
  yx_record_set_int (registration, "doc_from", head->document_from);
  yx_record_set_int (registration, "doc_to", document_to (head));
  yx_record_set_text (registration, "phone", head->phone);
  yx_record_set_int (registration, "consent", TRUE);
  return registration;
}
