/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client/yx-line.h"

#include <glib/gi18n-lib.h>

#include "model/yx-states.h"

static const YxField fields[] = {
  YX_TEXT (YxLine, id, N_ ("Id"), YX_ANSWER, .max = 30),
  YX_TEXT (YxLine, filing, N_ ("Filing"), YX_ANSWER, .max = 30),
  YX_TEXT (YxLine, document, N_ ("Document"), YX_ANSWER, .max = 30),
  YX_TEXT (YxLine, name, N_ ("Name"), YX_ANSWER),
  YX_TEXT (YxLine, post, N_ ("Post"), YX_ANSWER),
  YX_TEXT (YxLine, kind, N_ ("Kind of term"), YX_ANSWER),
  YX_TEXT (YxLine, words, N_ ("Name"), YX_ANSWER),
  YX_TEXT (YxLine, state, N_ ("State"), YX_ANSWER),
  YX_BOOL (YxLine, signed_by_all, N_ ("Completed"), YX_ANSWER),
  YX_BOOL (YxLine, todo, N_ ("State"), YX_ANSWER),
  YX_DATE (YxLine, from, N_ ("Contract begins"), YX_ANSWER),
  YX_DATE (YxLine, to, N_ ("Contract ends"), YX_ANSWER),
  YX_TEXT (YxLine, who, N_ ("Document number"), YX_ANSWER),
  YX_INSTANT (YxLine, filed, N_ ("Time"), YX_ANSWER),
  YX_TEXT (YxLine, reason, N_ ("Reason"), YX_ANSWER),
  YX_INSTANT (YxLine, updated, N_ ("Time"), YX_ANSWER),
};

YX_DEFINE_RECORD (YxLine, yx_line, "line", fields);

/* With the worker first, the employer's turn comes with a revision more than the base. */
static gboolean
worker_has_signed (const YxDocument *document)
{
  return document->state == YX_DOCUMENT_TO_STAMP || document->state == YX_DOCUMENT_COMPLETE
         || (document->state == YX_DOCUMENT_TO_SEAL && document->revisions > 1);
}

static const YxChoice *
shown_state (YxAccountKind account, const YxFiling *filing, const YxDocument *document, const YxContract *contract)
{
  YxShown shown = { .filing = filing != NULL ? (YxFilingState) filing->state : YX_FILING_APPROVED };

  if (document != NULL)
    {
      shown.document = (YxDocumentState) document->state;
      shown.has_document = TRUE;
      shown.worker_signed = worker_has_signed (document);
    }
  if (contract != NULL && contract->state > YX_CONTRACT_EXPIRED)
    {
      shown.contract = (YxContractState) contract->state;
      shown.has_contract = TRUE;
    }
  if (account == YX_ACCOUNT_PERSON && document != NULL)
    return yx_shown_to_worker (&shown);
  return yx_shown_to_employer (&shown);
}

static gboolean
waits (YxAccountKind account, const YxFiling *filing, const YxDocument *document)
{
  YxDocumentState turn = account == YX_ACCOUNT_ENTERPRISE ? YX_DOCUMENT_TO_SEAL : YX_DOCUMENT_TO_SIGN;

  if (filing != NULL && filing->state == YX_FILING_RETURNED)
    return account == YX_ACCOUNT_ENTERPRISE;
  if (filing != NULL && filing->state == YX_FILING_VOIDED)
    return FALSE;
  return document != NULL && document->state == (int) turn;
}

static void
add_words (GString *words, const char *more)
{
  g_autofree char *whole = more != NULL ? g_utf8_normalize (more, -1, G_NORMALIZE_ALL) : NULL;
  g_autofree char *folded = whole != NULL ? g_utf8_casefold (whole, -1) : NULL;

  if (folded != NULL && folded[0] != '\0')
    g_string_append_printf (words, "%s%s", words->len > 0 ? "\n" : "", folded);
}

static void
take_filing (YxLine *line, GString *words, const YxFiling *filing)
{
  yx_record_set_text (line, "filing", filing->id);
  yx_record_set_text (line, "name", filing->w_name);
  yx_record_set_text (line, "post", filing->post);
  if (yx_record_has (filing, "kind"))
    yx_record_set_text (line, "kind", yx_choice_find (yx_term_kinds, filing->kind)->nick);
  if (yx_record_has (filing, "from"))
    yx_record_set_int (line, "from", filing->from);
  if (yx_record_has (filing, "to"))
    yx_record_set_int (line, "to", filing->to);
  yx_record_set_text (line, "who", filing->w_doc_no);
  yx_record_set_int (line, "filed", filing->created);
  yx_record_set_text (line, "reason", filing->return_reason);
  line->updated = MAX (filing->created, filing->decided);
  add_words (words, filing->w_name);
  add_words (words, filing->post);
  add_words (words, filing->w_doc_no);
  add_words (words, filing->w_phone);
}

static void
take_document (YxLine *line, GString *words, YxAccountKind account, const YxDocument *document)
{
  yx_record_set_text (line, "document", document->id);
  if (account == YX_ACCOUNT_PERSON || line->name == NULL)
    yx_record_set_text (line, "name", account == YX_ACCOUNT_PERSON ? document->title : document->w_name);
  if (document->reason != NULL)
    yx_record_set_text (line, "reason", document->reason);
  line->updated = MAX (MAX (line->updated, document->created), MAX (document->completed, document->consented));
  add_words (words, document->title);
  add_words (words, line->filing == NULL ? document->w_name : NULL);
}

/**
 * yx_line_compose:
 * @account: whose list it is
 * @filing: (nullable): what an enterprise filed
 * @document: (nullable): what was drawn up; one of the two is there
 * @contract: (nullable): the contract on the roster
 *
 * Returns: (transfer full): the line that stands for them in lists
 */
YxLine *
yx_line_compose (YxAccountKind account, const YxFiling *filing, const YxDocument *document, const YxContract *contract)
{
  YxLine *line = yx_line_new ();
  g_autoptr (GString) words = g_string_new (NULL);
  const YxChoice *state = shown_state (account, filing, document, contract);

  if (filing != NULL)
    take_filing (line, words, filing);
  if (document != NULL)
    take_document (line, words, account, document);
  add_words (words, contract != NULL ? contract->contract_no : NULL);
  yx_record_set_text (line, "id", filing != NULL ? filing->id : document->id);
  yx_record_set_text (line, "words", words->str);
  yx_record_set_text (line, "state", state->nick);
  yx_record_set_int (line, "signed_by_all",
                     account == YX_ACCOUNT_ENTERPRISE && filing != NULL && g_str_equal (state->nick, "complete"));
  yx_record_set_int (line, "todo", waits (account, filing, document));
  yx_record_set_int (line, "updated", line->updated);
  return line;
}

/**
 * yx_line_of_draft:
 * @draft: what was begun and is not at the hall
 *
 * Returns: (transfer full): the line that stands for it in lists; it waits for the account unless it is on its way
 */
YxLine *
yx_line_of_draft (const YxKeptDraft *draft)
{
  YxLine *line = yx_line_new ();
  g_autoptr (GString) words = g_string_new (NULL);

  add_words (words, draft->title);
  yx_record_set_text (line, "id", draft->id);
  yx_record_set_text (line, "name", draft->title[0] != '\0' ? draft->title : _("Without a name"));
  yx_record_set_text (line, "words", words->str);
  yx_record_set_text (line, "state", yx_choice_find (yx_filing_states, YX_FILING_DRAFT)->nick);
  yx_record_set_int (line, "signed_by_all", FALSE);
  yx_record_set_int (line, "todo", draft->state != YX_OUTBOX_WAITING);
  yx_record_set_int (line, "updated", draft->changed);
  if (draft->state == YX_OUTBOX_WAITING)
    yx_record_set_text (line, "reason", _("Waits to be sent to the hall"));
  if (draft->state == YX_OUTBOX_REFUSED)
    yx_record_set_text (line, "reason", _("The hall did not take it: correct it"));
  return line;
}

/**
 * yx_line_state:
 * @nick: a line's state
 *
 * Returns: (transfer none) (nullable): the state's word for people (law.md 8)
 */
const YxChoice *
yx_line_state (const char *nick)
{
  const YxChoice *const tables[] = { yx_filing_states, yx_document_states, yx_worker_states, yx_contract_states };

  for (gsize i = 0; i < G_N_ELEMENTS (tables); i++)
    for (const YxChoice *choice = tables[i]; choice->nick != NULL; choice++)
      if (g_strcmp0 (choice->nick, nick) == 0)
        return choice;
  return NULL;
}
