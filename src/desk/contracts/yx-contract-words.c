/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/contracts/yx-contract-words.h"

#include <glib/gi18n-lib.h>

/* What is the case with a contract in a state. */
typedef struct
{
  const char *state;
  const char *symbol;
  guint step; /* where it stands on its way */
  gboolean broken;
} StateLine;

enum { FILED, REVIEWED, SEALED, SIGNED, DONE };

static const StateLine states[] = {
  { "draft", "document-edit-symbolic", FILED, FALSE },
  { "submitted", "content-loading-symbolic", REVIEWED, FALSE },
  { "returned", "edit-undo-symbolic", REVIEWED, TRUE },
  { "approved", "object-select-symbolic", SEALED, FALSE },
  { "voided", "process-stop-symbolic", DONE, TRUE },
  { "drawn_up", "yx-contracts-symbolic", SEALED, FALSE },
  { "to_seal", "yx-seals-symbolic", SEALED, FALSE },
  { "to_sign", "yx-sign-symbolic", SIGNED, FALSE },
  { "to_stamp", "content-loading-symbolic", DONE, FALSE },
  { "complete", "emblem-ok-symbolic", DONE, FALSE },
  { "declined", "action-unavailable-symbolic", SIGNED, TRUE },
  { "withdrawn", "process-stop-symbolic", SIGNED, TRUE },
  { "lapsed", "alarm-symbolic", SIGNED, TRUE },
  { "issued", "emblem-ok-symbolic", DONE, FALSE },
  { "delivered", "emblem-ok-symbolic", DONE, FALSE },
  { "received", "emblem-ok-symbolic", DONE, FALSE },
  { "refused", "action-unavailable-symbolic", DONE, FALSE },
  { "signed", "emblem-ok-symbolic", DONE, FALSE },
  { "pending", "document-open-recent-symbolic", DONE, FALSE },
  { "running", "emblem-ok-symbolic", DONE, FALSE },
  { "expired", "alarm-symbolic", DONE, FALSE },
  { "renewed", "view-refresh-symbolic", DONE, FALSE },
  { "dissolved", "process-stop-symbolic", DONE, FALSE },
  { "ended", "process-stop-symbolic", DONE, FALSE },
};

/* What the hall records, in words; others are not shown to people. */
static const struct
{
  const char *action;
  const char *words;
} events[] = {
  { "document.drawn-up", N_ ("The document was drawn up") },
  { "document.order.worker-first", N_ ("The enterprise chose that the employee signs first") },
  { "document.order.employer-first", N_ ("The enterprise chose to seal first") },
  { "document.consented", N_ ("The employee consented to the electronic form") },
  { "document.sealed", N_ ("The enterprise sealed it") },
  { "document.signed", N_ ("The employee signed it") },
  { "document.completed", N_ ("Complete, with a trusted timestamp") },
  { "document.declined", N_ ("It was declined") },
  { "document.withdrawn", N_ ("It was withdrawn") },
  { "document.read", N_ ("It was read") },
};

static const StateLine *
find_state (const char *state)
{
  for (gsize i = 0; i < G_N_ELEMENTS (states); i++)
    if (g_strcmp0 (states[i].state, state) == 0)
      return &states[i];
  return NULL;
}

/**
 * yx_contract_state_word:
 * @line: a contract
 *
 * Returns: (transfer none): its state's word, in the locale's language
 */
const char *
yx_contract_state_word (const YxLine *line)
{
  const YxChoice *state = yx_line_state (line->state);

  return state != NULL ? g_dgettext (GETTEXT_PACKAGE, state->label) : "";
}

/**
 * yx_contract_symbol:
 * @state: a line's state
 *
 * Returns: (transfer none): the name of the icon that stands beside the state's word
 */
const char *
yx_contract_symbol (const char *state)
{
  const StateLine *found = find_state (state);

  return found != NULL ? found->symbol : "dialog-question-symbolic";
}

/**
 * yx_contract_kind_word:
 * @line: a contract
 *
 * Returns: (transfer none): the kind of its term, in the locale's language; empty where it is not known
 */
const char *
yx_contract_kind_word (const YxLine *line)
{
  const YxChoice *kind = line->kind != NULL ? yx_choice_parse (yx_term_kinds, line->kind) : NULL;

  return kind != NULL ? g_dgettext (GETTEXT_PACKAGE, kind->label) : "";
}

/**
 * yx_contract_term:
 * @line: a contract
 *
 * Returns: (transfer full) (nullable): from when to when: `2026-03-01 → 2029-02-28`
 */
char *
yx_contract_term (const YxLine *line)
{
  g_autofree char *from = yx_record_has (line, "from") ? yx_date_format (line->from) : NULL;
  g_autofree char *to = yx_record_has (line, "to") ? yx_date_format (line->to) : NULL;

  if (from == NULL)
    return NULL;
  return g_strconcat (from, " → ", to, NULL);
}

/**
 * yx_contract_second_line:
 * @line: a contract
 *
 * Returns: (transfer full): what stands below its name: post and term
 */
char *
yx_contract_second_line (const YxLine *line)
{
  g_autofree char *term = yx_contract_term (line);

  if (line->post != NULL && term != NULL)
    return g_strconcat (line->post, "  ", term, NULL);
  return g_strdup (line->post != NULL ? line->post : term != NULL ? term : "");
}

/**
 * yx_contract_spoken:
 * @line: a contract
 *
 * Returns: (transfer full): all of its row for those who listen to it
 */
char *
yx_contract_spoken (const YxLine *line)
{
  g_autofree char *second = yx_contract_second_line (line);
  const char *const parts[] = { line->name, yx_contract_state_word (line), second, line->reason };
  GString *spoken = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    if (parts[i] != NULL && parts[i][0] != '\0')
      g_string_append_printf (spoken, "%s%s", spoken->len > 0 ? ", " : "", parts[i]);
  return g_string_free (spoken, FALSE);
}

/**
 * yx_contract_is_draft:
 * @line: a contract
 *
 * Returns: whether it was begun here, and the hall knows nothing of it
 */
gboolean
yx_contract_is_draft (const YxLine *line)
{
  return line->filing == NULL && g_str_equal (line->state, "draft");
}

/**
 * yx_contract_is_open:
 * @line: a contract
 *
 * Returns: whether its document still waits for a party
 */
gboolean
yx_contract_is_open (const YxLine *line)
{
  return line->document != NULL && (g_str_equal (line->state, "to_seal") || g_str_equal (line->state, "to_sign"));
}

/**
 * yx_contract_is_complete:
 * @line: a contract
 *
 * Returns: whether all have signed it and nobody broke it off; a worker's may still wait for its timestamp
 */
gboolean
yx_contract_is_complete (const YxLine *line)
{
  const StateLine *state = find_state (line->state);

  return line->document != NULL && state != NULL && state->step == DONE && !state->broken
         && !g_str_equal (line->state, "to_stamp");
}

/**
 * yx_contract_suggested:
 * @line: a contract
 * @account: who looks at it
 *
 * Returns: the one thing that is suggested
 */
YxContractAct
yx_contract_suggested (const YxLine *line, YxAccountKind account)
{
  if (yx_contract_is_draft (line))
    return line->todo ? YX_CONTRACT_GO_ON : YX_CONTRACT_NOTHING;
  if (line->todo && g_str_equal (line->state, "returned"))
    return YX_CONTRACT_CORRECT;
  if (line->todo)
    return account == YX_ACCOUNT_ENTERPRISE ? YX_CONTRACT_SEAL : YX_CONTRACT_SIGN;
  return yx_contract_is_complete (line) ? YX_CONTRACT_DOWNLOAD : YX_CONTRACT_NOTHING;
}

/**
 * yx_contract_act_word:
 * @act: what is suggested
 *
 * Returns: (transfer none) (nullable): its button's label, with a mnemonic, in the locale's language
 */
const char *
yx_contract_act_word (YxContractAct act)
{
  static const char *const words[] = {
    [YX_CONTRACT_GO_ON] = N_ ("_Go On"),
    [YX_CONTRACT_CORRECT] = N_ ("_Correct"),
    [YX_CONTRACT_SEAL] = N_ ("_Seal"),
    [YX_CONTRACT_SIGN] = N_ ("Read and _Sign"),
    [YX_CONTRACT_DOWNLOAD] = N_ ("_Download"),
  };

  return act != YX_CONTRACT_NOTHING ? g_dgettext (GETTEXT_PACKAGE, words[act]) : NULL;
}

static gboolean
worker_goes_first (const YxLine *line, const YxDocument *document)
{
  if (g_str_equal (line->state, "to_seal"))
    return document != NULL && document->revisions > 1;
  return g_str_equal (line->state, "to_sign") && document != NULL && document->state == YX_DOCUMENT_TO_SIGN
         && document->revisions == 1;
}

/**
 * yx_contract_steps:
 * @line: a contract
 * @document: (nullable): its document, where that is known
 * @steps: (out): how each step stands: filed, reviewed, sealed, signed, complete
 *
 * Where the worker goes first, the third and the fourth step change places in what has passed.
 */
void
yx_contract_steps (const YxLine *line, const YxDocument *document, YxContractStep steps[YX_CONTRACT_STEPS])
{
  const StateLine *state = find_state (line->state);
  guint now = state != NULL ? state->step : FILED;
  gboolean finished = now == DONE && !(state != NULL && state->broken) && !g_str_equal (line->state, "to_stamp");

  for (guint i = 0; i < YX_CONTRACT_STEPS; i++)
    steps[i] = i < now ? YX_STEP_PASSED : i > now ? YX_STEP_AHEAD : YX_STEP_NOW;
  if (state != NULL && state->broken)
    steps[now] = YX_STEP_BROKEN;
  if (finished)
    steps[DONE] = YX_STEP_PASSED;
  if (!worker_goes_first (line, document))
    return;
  if (now == SEALED)
    steps[SIGNED] = YX_STEP_PASSED;
  else
    steps[SEALED] = YX_STEP_AHEAD;
}

/**
 * yx_contract_step_word:
 * @step: of %YX_CONTRACT_STEPS
 *
 * Returns: (transfer none): its word, in the locale's language
 */
const char *
yx_contract_step_word (guint step)
{
  static const char *const words[YX_CONTRACT_STEPS]
    = { N_ ("Filing"), N_ ("Review"), N_ ("Sealing"), N_ ("Signature"), N_ ("Complete") };

  g_return_val_if_fail (step < YX_CONTRACT_STEPS, "");
  return g_dgettext (GETTEXT_PACKAGE, words[step]);
}

/**
 * yx_contract_event_word:
 * @action: an event's
 *
 * Returns: (transfer none) (nullable): what happened, in the locale's language; %NULL: nothing that people ask about
 */
const char *
yx_contract_event_word (const char *action)
{
  for (gsize i = 0; i < G_N_ELEMENTS (events); i++)
    if (g_strcmp0 (events[i].action, action) == 0)
      return g_dgettext (GETTEXT_PACKAGE, events[i].words);
  return NULL;
}
