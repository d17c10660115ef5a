/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "hall/yx-hall-handlers.h"

#include <string.h>

#include "base/yx-fault.h"
#include "hall/yx-hall-creations.h"
#include "hall/yx-hall-drafting.h"
#include "hall/yx-hall-events.h"
#include "hall/yx-hall-feeds.h"
#include "hall/yx-hall-idempotency.h"
#include "hall/yx-hall-law.h"
#include "hall/yx-hall-people.h"
#include "hall/yx-hall-review.h"
#include "hall/yx-hall-rows.h"
#include "model/yx-checks.h"
#include "model/yx-enterprise.h"
#include "model/yx-states.h"

/* A filing on its way. */
typedef struct
{
  YxHallCall *call;
  YxFiling *filing;        /* as it will be */
  YxHallDrafting *drafted; /* (nullable): what approval brings about */
  GPtrArray *warnings;     /* of YxFinding */
  const char *digest;
  gboolean seen;
} Submitting;

static gboolean
check_document (const YxFiling *filing, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autofree char *number = yx_normalize_document_number (filing->w_doc_no);
  YxDocType type = yx_record_has (filing, "w_doc_type") ? (YxDocType)filing->w_doc_type : YX_DOC_RESIDENT;

  if (filing->filing_kind != YX_FILING_NEW)
    yx_problem_set (error, YX_PROBLEM_INVALID_FIELD, "filing_kind",
                    "The hall takes filings of new contracts only");
  else if (!yx_check_document_number (type, number, &problem))
    yx_problem_set (error, YX_PROBLEM_INVALID_FIELD, "w_doc_no", "%s", problem->message);
  else
    return TRUE;
  return FALSE;
}

/* Once to answer early, and once more in the transaction, for another filing may have come between. */
static gboolean
check_law (YxDatabase *db, gpointer data, GError **error)
{
  Submitting *submitting = data;

  g_clear_pointer (&submitting->warnings, g_ptr_array_unref);
  return yx_hall_law_check (submitting->call->hall, db, submitting->filing, &submitting->warnings, error);
}

static YxFiling *
take_filing (YxHallCall *call)
{
  YxFiling *filing = yx_record_copy (call->request);
  g_autofree char *number = yx_normalize_document_number (filing->w_doc_no);

  yx_record_set_text (filing, "w_doc_no", number);
  yx_filing_derive (filing);
  yx_record_set_text (filing, "id", call->parameters.values[1]);
  yx_record_set_text (filing, "enterprise", call->session->enterprise);
  yx_record_set_int (filing, "state", YX_FILING_SUBMITTED);
  yx_record_set_int (filing, "created", yx_clock_now (call->hall->clock));
  yx_record_set_int (filing, "version", 1);
  return filing;
}

static const char *const frozen_words[] = { "u_name", "u_uscc", "u_addr", "u_head" };

/* The employer as it is when the contract is drawn up (law.md 4). */
static gboolean
freeze_employer (YxHall *hall, YxFiling *filing, GError **error)
{
  g_autoptr (YxEnterprise) employer = yx_hall_find_now (hall, &yx_enterprise_type, "\"id\" = :id",
                                                        YX_WITH ("id", filing->enterprise), error);

  if (employer == NULL)
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (frozen_words); i++)
    yx_record_set_text (filing, frozen_words[i], yx_record_get_text (employer, frozen_words[i]));
  yx_record_set_int (filing, "u_head_kind", employer->u_head_kind);
  return TRUE;
}

/* The contract as if it were filed @now, which is when it is drawn up and numbered. */
static gboolean
draft (Submitting *submitting, gint64 now, GError **error)
{
  YxFiling *filing = submitting->filing;
  g_autoptr (YxFiling) dated = NULL;

  if (!freeze_employer (submitting->call->hall, filing, error))
    return FALSE;
  dated = yx_record_copy (filing);
  yx_record_set_int (dated, "created", now);
  submitting->drafted = yx_hall_draft_contract (submitting->call->hall, dated, error);
  if (submitting->drafted == NULL)
    return FALSE;
  yx_record_set_text (filing, "contract", submitting->drafted->contract->id);
  yx_record_set_text (filing, "document", submitting->drafted->document->id);
  return TRUE;
}

/* By rule; an officer decides later, and until then there is no contract unless the hall lets them be signed
 * before (law.md L-filing). */
static gboolean
approve (Submitting *submitting, gint64 now, GError **error)
{
  const YxHallConfig *config = submitting->call->hall->config;
  YxFiling *filing = submitting->filing;
  YxFilingState approved;

  if (!yx_filing_step ((YxFilingState)filing->state, YX_ACT_APPROVE, &approved))
    return TRUE;
  if (config->filings == YX_HALL_FILINGS_BY_OFFICER || yx_law_needs_officer (submitting->warnings))
    return !config->sign_before || draft (submitting, now, error);
  yx_record_set_int (filing, "state", (gint64)approved);
  yx_record_set_int (filing, "decided", now);
  return draft (submitting, now, error);
}

static gboolean
write_history (YxHallWrite *write, const Submitting *submitting, GError **error)
{
  const char *id = submitting->filing->id;

  if (!yx_hall_event_write (write, id, "filing.submitted", NULL, error))
    return FALSE;
  for (guint i = 0; i < submitting->warnings->len; i++)
    {
      const YxFinding *finding = submitting->warnings->pdata[i];
      g_autofree char *action = g_strconcat ("filing.warned.", finding->rule, NULL);

      if (!yx_hall_event_write (write, id, action, NULL, error))
        return FALSE;
    }
  return (submitting->filing->state != YX_FILING_APPROVED
          || yx_hall_event_write (write, id, "filing.approved", NULL, error))
         && yx_hall_feed_write (write, submitting->filing->enterprise, "filing", id, error);
}

/* What may have changed since it was looked at: other filings, and whether the worker has an account. */
static gboolean
settle (YxHallWrite *write, Submitting *submitting, GError **error)
{
  YxFiling *filing = submitting->filing;
  g_autoptr (YxPerson) person = NULL;

  if (!check_law (write->db, submitting, error)
      || !yx_hall_law_take (filing, (const YxFiling *)submitting->call->request, submitting->warnings, error)
      || !yx_hall_person_of (write->hall, write->db, filing, &person, error))
    return FALSE;
  yx_record_set_text (filing, "person", person != NULL ? person->id : NULL);
  return TRUE;
}

static gboolean
write_drafted (YxHallWrite *write, Submitting *submitting, GError **error)
{
  return submitting->drafted == NULL
         || yx_hall_draft_write (write, submitting->drafted, submitting->filing->person, error);
}

static gboolean
submit (YxHallWrite *write, gpointer data, GError **error)
{
  Submitting *submitting = data;
  YxFiling *filing = submitting->filing;

  if (!yx_hall_creation_seen (write->db, filing->id, submitting->digest, &submitting->seen, error))
    return FALSE;
  if (submitting->seen)
    return TRUE;
  return settle (write, submitting, error) && yx_record_insert (filing, write->db, &write->hall->sealer, error)
         && yx_hall_creation_write (write, filing->id, submitting->digest, error)
         && write_history (write, submitting, error) && write_drafted (write, submitting, error);
}

static gboolean
prepare (Submitting *submitting, GError **error)
{
  YxHallCall *call = submitting->call;

  return check_document (submitting->filing, error)
         && yx_hall_readers_run (call->hall->readers, check_law, submitting, error)
         && yx_hall_law_take (submitting->filing, (const YxFiling *)call->request, submitting->warnings, error)
         && approve (submitting, submitting->filing->created, error);
}

static void
clear_submitting (Submitting *submitting)
{
  g_clear_pointer (&submitting->warnings, g_ptr_array_unref);
  g_clear_pointer (&submitting->drafted, yx_hall_drafting_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Submitting, clear_submitting)

static YxFiling *
find_own (YxHallCall *call, GError **error)
{
  return yx_hall_find_now (call->hall, &yx_filing_type, "\"id\" = :id AND \"enterprise\" = :enterprise",
                           YX_WITH ("id", call->parameters.values[1], "enterprise", call->session->enterprise), error);
}

static void
tag (YxHallCall *call)
{
  call->etag = g_strdup_printf ("%" G_GINT64_FORMAT, ((YxFiling *)call->answer)->version);
}

static gboolean
answer (YxHallCall *call, GError **error)
{
  call->answer = (YxRecord *)find_own (call, error);
  if (call->answer == NULL)
    return FALSE;
  tag (call);
  return TRUE;
}

static gboolean
take (YxHallCall *call, const char *digest, gboolean *seen, GError **error)
{
  g_autoptr (YxFiling) filing = take_filing (call);
  g_auto (Submitting) submitting = { .call = call, .filing = filing, .digest = digest };
  gboolean done = prepare (&submitting, error);

  if (done)
    {
      YX_FAULT ("hall.filing.drafted");
      done = yx_hall_write (call->hall, call, submit, &submitting, error);
      YX_FAULT ("hall.filing.written");
    }
  *seen = submitting.seen;
  return done;
}

/* `filing.submit`: checked by the law's rules, approved by rule, and its contract drawn up
 * (spec.md 5.1, 5.2-1). */
gboolean
yx_hall_filing_submit (YxHallCall *call, GError **error)
{
  g_autofree char *digest = NULL;
  gboolean seen = FALSE;

  digest = yx_hall_creation_digest (call, error);
  if (digest == NULL
      || !yx_hall_creation_seen_now (call->hall, call->parameters.values[1], digest, &seen, error)
      || (!seen && !take (call, digest, &seen, error)))
    return FALSE;
  call->status = seen ? 200 : 201;
  return answer (call, error);
}

/* A contract that was drawn up before the review was withdrawn with the return: it takes another filing. */
static gboolean
check_returned (const YxHallCall *call, const YxFiling *before, GError **error)
{
  g_autofree char *version = g_strdup_printf ("%" G_GINT64_FORMAT, before->version);
  YxFilingState next;

  if (strcmp (call->if_match, version) != 0)
    yx_problem_set (error, YX_PROBLEM_PRECONDITION_FAILED, NULL, NULL);
  else if (!yx_filing_step ((YxFilingState)before->state, YX_ACT_SUBMIT, &next))
    yx_problem_set (error, YX_PROBLEM_CONFLICT, "state", "The filing is %s: there is nothing to correct",
                    yx_choice_find (yx_filing_states, before->state)->nick);
  else if (before->contract != NULL)
    yx_problem_set (error, YX_PROBLEM_CONFLICT, "contract", "Its contract was withdrawn with the return: file anew");
  else
    return TRUE;
  return FALSE;
}

static gboolean
correct (YxHallWrite *write, gpointer data, YxRecord **corrected, GError **error)
{
  Submitting *submitting = data;
  YxFiling *filing = submitting->filing;
  g_autoptr (YxFiling) before
      = yx_hall_find (write->hall, write->db, &yx_filing_type, "\"id\" = :id AND \"enterprise\" = :enterprise",
                      YX_WITH ("id", filing->id, "enterprise", filing->enterprise), error);

  if (before == NULL || !check_returned (submitting->call, before, error) || !settle (write, submitting, error))
    return FALSE;
  yx_record_set_int (filing, "created", before->created);
  yx_record_set_int (filing, "version", before->version + 1);
  if (!yx_record_update (filing, write->db, &write->hall->sealer, error) || !write_history (write, submitting, error)
      || !write_drafted (write, submitting, error))
    return FALSE;
  *corrected = (YxRecord *)yx_filing_ref (filing);
  return TRUE;
}

/* `filing.correct`: what was returned is submitted again, corrected (spec.md 5.1-1). What is not to be corrected is
 * refused by the act itself, after it was looked up whether this request came before. */
gboolean
yx_hall_filing_correct (YxHallCall *call, GError **error)
{
  g_autoptr (YxFiling) filing = take_filing (call);
  g_autoptr (YxFiling) before = find_own (call, error);
  g_auto (Submitting) submitting = { .call = call, .filing = filing };

  if (before == NULL || (check_returned (call, before, NULL) && !prepare (&submitting, error))
      || !yx_hall_act_once (call, correct, &submitting, error))
    return FALSE;
  tag (call);
  return TRUE;
}

/* `filing.list` */
gboolean
yx_hall_filing_list (YxHallCall *call, GError **error)
{
  return yx_hall_answer_page (call, &yx_filing_type, "created", "\"enterprise\" = :enterprise",
                              YX_WITH ("enterprise", call->session->enterprise), error);
}

/* `filing.get` */
gboolean
yx_hall_filing_get (YxHallCall *call, GError **error)
{
  return answer (call, error);
}

/* An officer's approval, in its transaction: the worker may have got an account since the contract was drawn up,
 * and another officer may have been quicker. */
static gboolean
decide (YxHallWrite *write, gpointer data, GError **error)
{
  Submitting *submitting = data;
  const YxFiling *drawn_up = submitting->filing;
  g_autoptr (YxFiling) filing = yx_hall_review_find (write->hall, write->db, drawn_up->id, error);
  g_autoptr (YxPerson) person = NULL;

  if (filing == NULL || !check_law (write->db, submitting, error)
      || !yx_hall_person_of (write->hall, write->db, filing, &person, error))
    return FALSE;
  yx_record_set_int (filing, "state", YX_FILING_APPROVED);
  yx_record_set_int (filing, "decided", write->now);
  yx_record_set_int (filing, "version", filing->version + 1);
  yx_record_set_text (filing, "person", person != NULL ? person->id : NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (frozen_words); i++)
    yx_record_set_text (filing, frozen_words[i], yx_record_get_text (drawn_up, frozen_words[i]));
  if (yx_record_has (drawn_up, "u_head_kind"))
    yx_record_set_int (filing, "u_head_kind", drawn_up->u_head_kind);
  yx_record_set_text (filing, "contract", drawn_up->contract);
  yx_record_set_text (filing, "document", drawn_up->document);
  return yx_record_update (filing, write->db, &write->hall->sealer, error)
         && yx_hall_event_write (write, filing->id, "filing.approved", NULL, error)
         && yx_hall_feed_write (write, filing->enterprise, "filing", filing->id, error)
         && (submitting->drafted == NULL
             || yx_hall_draft_write (write, submitting->drafted, filing->person, error));
}

/**
 * yx_hall_filing_approve:
 * @call: on whose behalf: no session for an officer at the hall itself
 * @id: a filing in review
 * @error: %YX_HALL_ERROR_REVIEW when it is none, %YX_PROBLEM_LAW when the law forbids it by now
 *
 * Approves a filing and draws up its contract, as a rule would have done when it was filed.
 *
 * Returns: whether it is approved
 */
gboolean
yx_hall_filing_approve (YxHallCall *call, const char *id, GError **error)
{
  g_autoptr (YxFiling) filing = yx_hall_review_find_now (call->hall, id, error);
  g_auto (Submitting) submitting = { .call = call, .filing = filing };

  return filing != NULL && yx_hall_readers_run (call->hall->readers, check_law, &submitting, error)
         && (filing->contract != NULL || draft (&submitting, yx_clock_now (call->hall->clock), error))
         && yx_hall_write (call->hall, call, decide, &submitting, error);
}
