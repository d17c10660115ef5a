/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "client/yx-client-error.h"
#include "desk/common/yx-error-words.h"
#include "desk/contracts/yx-contract-words.h"
#include "flow/yx-flow-error.h"
#include "model/yx-states.h"

static YxLine *
make_line (const char *state, gboolean todo)
{
  YxLine *line = yx_line_new ();

  yx_record_set_text (line, "id", "fil_aaaaaaaaaaaaaaaaaaaaaaaaaa");
  yx_record_set_text (line, "state", state);
  yx_record_set_int (line, "todo", todo);
  return line;
}

/* A document's line, too, where one was drawn up. */
static YxLine *
make_contract (const char *state, gboolean todo)
{
  YxLine *line = make_line (state, todo);

  yx_record_set_text (line, "filing", line->id);
  yx_record_set_text (line, "document", "doc_aaaaaaaaaaaaaaaaaaaaaaaaaa");
  return line;
}

/* States are words with a symbol (desk.md): every state of law.md 8 has both, one of a later version neither. */
static void
test_states (void)
{
  const YxChoice *const tables[] = { yx_filing_states, yx_document_states, yx_worker_states, yx_contract_states };
  g_autoptr (YxLine) unknown = make_line ("of-another-version", FALSE);

  for (gsize i = 0; i < G_N_ELEMENTS (tables); i++)
    for (const YxChoice *state = tables[i]; state->nick != NULL; state++)
      {
        g_autoptr (YxLine) line = make_line (state->nick, FALSE);

        g_test_message ("%s", state->nick);
        g_assert_cmpstr (yx_contract_state_word (line), ==, yx_line_state (state->nick)->label);
        g_assert_cmpstr (yx_contract_symbol (state->nick), !=, "dialog-question-symbolic");
      }
  g_assert_cmpstr (yx_contract_state_word (unknown), ==, "");
  g_assert_cmpstr (yx_contract_symbol (unknown->state), ==, "dialog-question-symbolic");
}

/* The way, a letter a step: passed, now, ahead, broken. */
static char *
steps_of (const YxLine *line, const YxDocument *document)
{
  static const char letters[] = { [YX_STEP_AHEAD] = '-', [YX_STEP_NOW] = 'o', [YX_STEP_PASSED] = '+', [YX_STEP_BROKEN] = 'x' };
  YxContractStep steps[YX_CONTRACT_STEPS];
  char *way = g_strnfill (YX_CONTRACT_STEPS, ' ');

  yx_contract_steps (line, document, steps);
  for (guint i = 0; i < YX_CONTRACT_STEPS; i++)
    way[i] = letters[steps[i]];
  return way;
}

static const struct
{
  const char *state;
  YxDocumentState document;
  int revisions; /* 0: the document is not known */
  const char *way;
} ways[] = {
  { "draft", 0, 0, "o----" },
  { "submitted", 0, 0, "+o---" },
  { "returned", 0, 0, "+x---" },
  { "to_seal", 0, 0, "++o--" },
  { "to_seal", YX_DOCUMENT_TO_SEAL, 1, "++o--" },
  { "to_seal", YX_DOCUMENT_TO_SEAL, 2, "++o+-" }, /* the worker went first */
  { "to_sign", YX_DOCUMENT_TO_SIGN, 2, "+++o-" },
  { "to_sign", YX_DOCUMENT_TO_SIGN, 1, "++-o-" }, /* the worker goes first */
  { "to_stamp", 0, 0, "++++o" },
  { "running", 0, 0, "+++++" },
  { "complete", 0, 0, "+++++" },
  { "expired", 0, 0, "+++++" },
  { "declined", 0, 0, "+++x-" },
  { "withdrawn", 0, 0, "+++x-" },
  { "voided", 0, 0, "++++x" },
  { "of-another-version", 0, 0, "o----" },
};

static void
test_steps (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (ways); i++)
    {
      g_autoptr (YxLine) line = make_contract (ways[i].state, FALSE);
      g_autoptr (YxDocument) document = yx_document_new ();
      g_autofree char *way = NULL;

      yx_record_set_int (document, "state", ways[i].document);
      yx_record_set_int (document, "revisions", ways[i].revisions);
      way = steps_of (line, ways[i].revisions > 0 ? document : NULL);
      g_test_message ("%s %d", ways[i].state, ways[i].revisions);
      g_assert_cmpstr (way, ==, ways[i].way);
    }
}

static const struct
{
  const char *state;
  gboolean todo;
  gboolean document;
  YxAccountKind account;
  YxContractAct act;
} acts[] = {
  { "draft", TRUE, FALSE, YX_ACCOUNT_ENTERPRISE, YX_CONTRACT_GO_ON },
  { "draft", FALSE, FALSE, YX_ACCOUNT_ENTERPRISE, YX_CONTRACT_NOTHING },
  { "submitted", FALSE, FALSE, YX_ACCOUNT_ENTERPRISE, YX_CONTRACT_NOTHING },
  { "returned", TRUE, TRUE, YX_ACCOUNT_ENTERPRISE, YX_CONTRACT_CORRECT },
  { "returned", FALSE, TRUE, YX_ACCOUNT_ENTERPRISE, YX_CONTRACT_NOTHING },
  { "to_seal", TRUE, TRUE, YX_ACCOUNT_ENTERPRISE, YX_CONTRACT_SEAL },
  { "to_sign", FALSE, TRUE, YX_ACCOUNT_ENTERPRISE, YX_CONTRACT_NOTHING },
  { "to_sign", TRUE, TRUE, YX_ACCOUNT_PERSON, YX_CONTRACT_SIGN },
  { "to_sign", FALSE, TRUE, YX_ACCOUNT_PERSON, YX_CONTRACT_NOTHING },
  { "to_stamp", FALSE, TRUE, YX_ACCOUNT_ENTERPRISE, YX_CONTRACT_NOTHING },
  { "running", FALSE, TRUE, YX_ACCOUNT_ENTERPRISE, YX_CONTRACT_DOWNLOAD },
  { "signed", FALSE, TRUE, YX_ACCOUNT_PERSON, YX_CONTRACT_DOWNLOAD },
  { "declined", FALSE, TRUE, YX_ACCOUNT_ENTERPRISE, YX_CONTRACT_NOTHING },
  { "voided", FALSE, TRUE, YX_ACCOUNT_ENTERPRISE, YX_CONTRACT_NOTHING },
  { "complete", FALSE, FALSE, YX_ACCOUNT_ENTERPRISE, YX_CONTRACT_NOTHING },
};

/* One thing is suggested, and it has a label with a mnemonic; what waits for nobody here offers nothing. */
static void
test_acts (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (acts); i++)
    {
      g_autoptr (YxLine) line = acts[i].document ? make_contract (acts[i].state, acts[i].todo) : make_line (acts[i].state, acts[i].todo);

      g_test_message ("%s", acts[i].state);
      g_assert_cmpint (yx_contract_suggested (line, acts[i].account), ==, acts[i].act);
    }
  g_assert_null (yx_contract_act_word (YX_CONTRACT_NOTHING));
  for (int act = YX_CONTRACT_NOTHING + 1; act <= YX_CONTRACT_DOWNLOAD; act++)
    g_assert_nonnull (strchr (yx_contract_act_word ((YxContractAct) act), '_'));
}

/* What stands in a row and what is read out, as far as it is known. */
static void
test_lines (void)
{
  g_autoptr (YxLine) bare = make_line ("to_seal", TRUE);
  g_autoptr (YxLine) full = make_line ("returned", TRUE);
  g_autofree char *nothing = yx_contract_second_line (bare);
  g_autofree char *only_state = yx_contract_spoken (bare);
  g_autofree char *open_end = NULL;
  g_autofree char *second = NULL;
  g_autofree char *spoken = NULL;

  g_assert_cmpstr (nothing, ==, "");
  g_assert_cmpstr (only_state, ==, "To seal");
  yx_record_set_text (full, "name", "李想");
  yx_record_set_text (full, "post", "车工");
  yx_record_set_text (full, "reason", "试用期超过法定上限");
  yx_record_set_int (full, "from", yx_date_new (2026, 3, 1));
  open_end = yx_contract_term (full);
  g_assert_cmpstr (open_end, ==, "2026-03-01 → ");
  yx_record_set_int (full, "to", yx_date_new (2029, 2, 28));
  second = yx_contract_second_line (full);
  g_assert_cmpstr (second, ==, "车工  2026-03-01 → 2029-02-28");
  spoken = yx_contract_spoken (full);
  g_assert_cmpstr (spoken, ==, "李想, Returned, 车工  2026-03-01 → 2029-02-28, 试用期超过法定上限");
  g_assert_cmpstr (yx_contract_kind_word (full), ==, "");
  yx_record_set_text (full, "kind", "of-another-version");
  g_assert_cmpstr (yx_contract_kind_word (full), ==, "");
}

/* What people ask about has words; what only the hall needs, or what it may record later, has none. */
static void
test_events (void)
{
  g_assert_nonnull (yx_contract_event_word ("document.sealed"));
  g_assert_nonnull (yx_contract_event_word ("document.completed"));
  g_assert_null (yx_contract_event_word ("document.of-another-version"));
  g_assert_null (yx_contract_event_word (""));
  g_assert_null (yx_contract_event_word (NULL));
}

/* Whatever goes wrong between hall and person is said in words of its own, not in a programmer's. */
static void
test_errors (void)
{
  const struct
  {
    GQuark domain;
    int last;
  } domains[] = { { YX_CLIENT_ERROR, YX_CLIENT_ERROR_CODE }, { YX_FLOW_ERROR, YX_FLOW_ERROR_SAME_PASSWORD } };
  g_autoptr (GHashTable) said = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (domains); i++)
    for (int code = 0; code <= domains[i].last; code++)
      {
        g_autoptr (GError) error = g_error_new_literal (domains[i].domain, code, "assertion 'x' failed");
        char *words = yx_error_words (error);

        g_assert_null (strstr (words, "assertion"));
        g_assert_cmpuint (strlen (words), >, 10);
        g_assert_true (g_hash_table_add (said, words));
      }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/desk/contract-words/states", test_states);
  g_test_add_func ("/desk/contract-words/steps", test_steps);
  g_test_add_func ("/desk/contract-words/acts", test_acts);
  g_test_add_func ("/desk/contract-words/lines", test_lines);
  g_test_add_func ("/desk/contract-words/events", test_events);
  g_test_add_func ("/desk/contract-words/errors", test_errors);
  return g_test_run ();
}
