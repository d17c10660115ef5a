/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/yx-authority-entry.h"
#include "model/yx-enterprise-registration.h"
#include "model/yx-feed-page.h"
#include "model/yx-filing.h"
#include "model/yx-person.h"
#include "model/yx-rights.h"
#include "model/yx-session.h"
#include "model/yx-states.h"

static void
test_words_are_unique (void)
{
  const YxChoice *tables[] = {
    yx_doc_types, yx_unit_types, yx_head_kinds, yx_account_kinds, yx_term_kinds, yx_use_forms, yx_hours, yx_filing_kinds,
    yx_filing_states, yx_document_kinds, yx_document_states, yx_contract_states, yx_revision_kinds, yx_capacities, yx_identities,
    yx_certificate_states, yx_seal_kinds, yx_seal_states, yx_code_purposes, yx_authority_roles,
    yx_sexes, yx_economic_types, yx_dispatch_kinds, yx_post_classes, yx_calc_periods,
    yx_pay_forms, yx_pay_units, yx_pay_cycles, yx_pay_months, yx_nc_roles, yx_severities, yx_worker_states, yx_roster_sources,
  };

  for (gsize i = 0; i < G_N_ELEMENTS (tables); i++)
    for (const YxChoice *choice = tables[i]; choice->nick != NULL; choice++)
      {
        g_assert_true (yx_choice_find (tables[i], choice->value) == choice);
        g_assert_true (yx_choice_parse (tables[i], choice->nick) == choice);
        g_assert_true (yx_choice_parse (tables[i], choice->heading) == choice);
        g_assert_nonnull (choice->label);
      }
}

static void
test_rights (void)
{
  for (int action = 0; action < YX_N_ACTIONS; action++)
    {
      const YxRight *right = yx_right_for ((YxAction) action);

      g_assert_cmpint (right->action, ==, action);
      g_assert_cmpuint (right->roles, !=, 0);
      g_assert_true (right->reach == YX_REACH_ANY || !yx_right_allows ((YxAction) action, YX_ROLE_ANYONE));
    }
  g_assert_false (yx_right_allows (YX_ACTION_SEAL_MAKE, YX_ROLE_PERSON));
  g_assert_true (yx_right_allows (YX_ACTION_SEAL_MAKE, YX_ROLE_ENTERPRISE));
  g_assert_false (yx_right_allows (YX_ACTION_DOCUMENT_SIGN, YX_ROLE_ANYONE));
  g_assert_cmpint (yx_role_of (YX_ACCOUNT_PERSON), ==, YX_ROLE_PERSON);
  g_assert_cmpint (yx_role_of (YX_ACCOUNT_ENTERPRISE), ==, YX_ROLE_ENTERPRISE);
}

static void
test_places (void)
{
  g_assert_cmpint (yx_place_right ("yx.employer")->mark, ==, YX_PLACE_SEALED);
  g_assert_cmpint (yx_place_right ("yx.worker")->mark, ==, YX_PLACE_BY_HAND);
  g_assert_cmpint (yx_place_right ("yx.head")->mark, ==, YX_PLACE_EITHER);
  g_assert_cmpint (yx_place_right ("yx.worker")->capacity, ==, YX_CAPACITY_PERSONAL);
  g_assert_false (yx_place_right ("yx.head")->needed);
  g_assert_null (yx_place_right ("Signature1"));
}

/* law.md 3: every type in every place of every kind of document. */
static void
test_seals (void)
{
  static const char *const fields[] = { "yx.employer", "yx.head", "yx.worker", "Signature1" };
  const struct { YxSealKind seal; const char *place; } rows[] = {
    { YX_SEAL_UNIT, "yx.employer" },      { YX_SEAL_CONTRACT, "yx.employer" }, { YX_SEAL_LABOUR_CONTRACT, "yx.employer" },
    { YX_SEAL_PERSONNEL, "yx.employer" }, { YX_SEAL_FINANCE, NULL },           { YX_SEAL_INVOICE, NULL },
    { YX_SEAL_HEAD_NAME, "yx.head" },     { (YxSealKind) 0, NULL },            { (YxSealKind) 99, NULL },
  };

  for (const YxChoice *kind = yx_seal_kinds; kind->nick != NULL; kind++)
    {
      gsize at = 0;

      while (at < G_N_ELEMENTS (rows) && (int) rows[at].seal != kind->value)
        at++;
      if (at == G_N_ELEMENTS (rows))
        g_error ("No row here says where a seal “%s” may stand", kind->nick);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_assert_cmpstr (yx_seal_place (rows[i].seal), ==, rows[i].place);
      for (gsize k = 0; k < G_N_ELEMENTS (fields); k++)
        {
          gboolean right = g_strcmp0 (rows[i].place, fields[k]) == 0;

          g_assert_cmpint (yx_seal_right_anywhere (rows[i].seal, fields[k]), ==, right);
          for (int document = YX_DOCUMENT_CONTRACT; document <= YX_DOCUMENT_SEPARATION; document++)
            g_assert_cmpint (yx_seal_right (rows[i].seal, (YxDocumentKind) document, fields[k]), ==, right);
        }
      if (rows[i].place != NULL)
        g_assert_cmpint (yx_place_right (rows[i].place)->mark, !=, YX_PLACE_BY_HAND);
    }
}

static void
test_filing_states (void)
{
  YxFilingState to;

  g_assert_true (yx_filing_step (YX_FILING_DRAFT, YX_ACT_SUBMIT, &to));
  g_assert_cmpint (to, ==, YX_FILING_SUBMITTED);
  g_assert_true (yx_filing_step (to, YX_ACT_RETURN, &to));
  g_assert_true (yx_filing_step (to, YX_ACT_SUBMIT, &to));
  g_assert_true (yx_filing_step (to, YX_ACT_APPROVE, &to));
  g_assert_cmpint (to, ==, YX_FILING_APPROVED);
  g_assert_false (yx_filing_step (to, YX_ACT_SUBMIT, &to));
  g_assert_true (yx_filing_step (to, YX_ACT_VOID, &to));
  g_assert_false (yx_filing_step (to, YX_ACT_APPROVE, &to));
}

static void
test_document_states (void)
{
  const struct { YxAct first; YxAct second; YxDocumentState start; YxDocumentState between; } orders[] = {
    { YX_ACT_EMPLOYER_SIGNS, YX_ACT_WORKER_SIGNS, YX_DOCUMENT_TO_SEAL, YX_DOCUMENT_TO_SIGN },
    { YX_ACT_WORKER_SIGNS, YX_ACT_EMPLOYER_SIGNS, YX_DOCUMENT_TO_SIGN, YX_DOCUMENT_TO_SEAL },
  };
  YxDocumentState to;

  for (gsize i = 0; i < G_N_ELEMENTS (orders); i++)
    {
      g_assert_false (yx_document_step (orders[i].start, orders[i].second, FALSE, &to));
      g_assert_true (yx_document_step (orders[i].start, orders[i].first, FALSE, &to));
      g_assert_cmpint (to, ==, orders[i].between);
      g_assert_true (yx_document_step (to, YX_ACT_WITHDRAW, FALSE, &to));
      g_assert_true (yx_document_step (orders[i].between, orders[i].second, TRUE, &to));
      g_assert_cmpint (to, ==, YX_DOCUMENT_TO_STAMP);
      g_assert_false (yx_document_step (to, YX_ACT_DECLINE, TRUE, &to));
      g_assert_true (yx_document_step (to, YX_ACT_STAMP, TRUE, &to));
      g_assert_cmpint (to, ==, YX_DOCUMENT_COMPLETE);
      g_assert_false (yx_document_step (to, YX_ACT_STAMP, TRUE, &to));
    }
}

static void
test_contract_states (void)
{
  YxDate from = yx_date_new (2026, 3, 1);
  YxDate to = yx_date_new (2029, 2, 28);

  g_assert_cmpint (yx_contract_state_on (from, to, TRUE, from - 1), ==, YX_CONTRACT_PENDING);
  g_assert_cmpint (yx_contract_state_on (from, to, FALSE, from), ==, YX_CONTRACT_PENDING);
  g_assert_cmpint (yx_contract_state_on (from, to, TRUE, from), ==, YX_CONTRACT_RUNNING);
  g_assert_cmpint (yx_contract_state_on (from, to, TRUE, to), ==, YX_CONTRACT_RUNNING);
  g_assert_cmpint (yx_contract_state_on (from, to, TRUE, to + 1), ==, YX_CONTRACT_EXPIRED);
  g_assert_cmpint (yx_contract_state_on (from, YX_DATE_NONE, TRUE, to + 9999), ==, YX_CONTRACT_RUNNING);
}

/* Every role and reach has a word of its own, and the roles' bits have no gap. */
static void
test_nicks (void)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  guint all = 0;

  for (guint role = 1; yx_role_nick (role) != NULL; role <<= 1)
    {
      g_assert_true (g_hash_table_add (seen, (gpointer) yx_role_nick (role)));
      all |= role;
    }
  for (int action = 0; action < YX_N_ACTIONS; action++)
    {
      const YxRight *right = yx_right_for ((YxAction) action);

      g_assert_cmpuint (right->roles & ~all, ==, 0);
      g_assert_cmpuint (right->roles, !=, 0);
      g_assert_nonnull (yx_reach_nick (right->reach));
    }
  g_assert_cmpstr (yx_reach_nick (YX_REACH_PARTY), ==, "party");
}

/* What must not leave or lie open: flags that other rooms rely on. */
static void
test_flags (void)
{
  const char *private_of_filing[] = { "u_head", "u_agent", "w_name", "w_doc_no", "w_sex", "w_birth", "w_doc_from", "w_doc_to", "w_phone",
                                      "w_email", "w_home", "w_hukou", "w_edu", "w_nation", "w_emergency", "w_permit", "w_permit_to",
                                      "w_minor_cert", "w_health_check", "ask_evidence", "bank", "account", "serve_addr" };
  const char *private_of_person[] = { "name", "doc_no", "phone", "doc_from", "doc_to" };

  for (gsize i = 0; i < G_N_ELEMENTS (private_of_filing); i++)
    g_assert_cmpuint (yx_record_type_find (&yx_filing_type, private_of_filing[i])->flags & YX_PRIVATE, !=, 0);
  for (gsize i = 0; i < G_N_ELEMENTS (private_of_person); i++)
    g_assert_cmpuint (yx_record_type_find (&yx_person_type, private_of_person[i])->flags & YX_PRIVATE, !=, 0);
  g_assert_cmpuint (yx_record_type_find (&yx_session_type, "token")->flags & YX_SECRET, !=, 0);
  g_assert_cmpuint (yx_record_type_find (&yx_session_type, "token_hash")->flags, ==, 0);
  g_assert_cmpuint (yx_record_type_find (&yx_filing_type, "state")->flags & (YX_CREATE | YX_UPDATE), ==, 0);
  g_assert_cmpuint (yx_record_type_find (&yx_enterprise_registration_type, "password")->flags & YX_ANSWER, ==, 0);
  g_assert_true (yx_record_type_find (&yx_feed_page_type, "entries")->item == &yx_feed_entry_type);
}

/* Names as the hall gives them are said in the locale's words; what only looks like one stays. */
static void
test_authorities (void)
{
  static const char *const cases[][2] = {
    { "吉林网厅 Root", "吉林网厅 · Root" },
    { "吉林网厅 Issuing", "吉林网厅 · Issuing authority" },
    { "吉林网厅 Issuing 2", "吉林网厅 · Issuing authority 2" },
    { "Root Hall Seal Maker 12", "Root Hall · Seal maker 12" },
    { "吉林网厅 Timestamps", "吉林网厅 · Timestamp authority" },
    { "吉林网厅 Records", "吉林网厅 · Hall's records" },
    { "吉林网厅 Issuing CA", "吉林网厅 Issuing CA" },
    { "吉林网厅 Issuing 2b", "吉林网厅 Issuing 2b" },
    { "吉林网厅 Issuing ", "吉林网厅 Issuing " },
    { "吉林网厅Root", "吉林网厅Root" },
    { " Root", " Root" },
    { "Root", "Root" },
    { "长春示例公司", "长春示例公司" },
    { "", "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *words = yx_authority_words (cases[i][0]);

      g_assert_cmpstr (words, ==, cases[i][1]);
    }
  for (const YxChoice *role = yx_authority_roles; role->nick != NULL; role++)
    {
      g_autofree char *name = g_strconcat ("网厅 ", yx_authority_title ((YxAuthorityRole) role->value), NULL);
      g_autofree char *words = yx_authority_words (name);
      g_autofree char *wanted = g_strconcat ("网厅 · ", role->label, NULL);

      g_assert_cmpstr (words, ==, wanted);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/tables/words", test_words_are_unique);
  g_test_add_func ("/model/tables/rights", test_rights);
  g_test_add_func ("/model/tables/authorities", test_authorities);
  g_test_add_func ("/model/tables/places", test_places);
  g_test_add_func ("/model/tables/seals", test_seals);
  g_test_add_func ("/model/tables/filing-states", test_filing_states);
  g_test_add_func ("/model/tables/document-states", test_document_states);
  g_test_add_func ("/model/tables/contract-states", test_contract_states);
  g_test_add_func ("/model/tables/nicks", test_nicks);
  g_test_add_func ("/model/tables/flags", test_flags);
  return g_test_run ();
}
