/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "hall/yx-hall-review.h"

#include <string.h>

#include "crypto/yx-digest.h"
#include "hall/yx-hall-accesses.h"
#include "hall/yx-hall-error.h"
#include "hall/yx-hall-events.h"
#include "hall/yx-hall-feeds.h"
#include "hall/yx-hall-rows.h"
#include "model/yx-document.h"
#include "model/yx-enterprise.h"
#include "model/yx-event.h"
#include "model/yx-states.h"

/* An officer sees the oldest first and comes back for the rest. */
#define MOST_LISTED "200"
#define WARNED "filing.warned."

/* A filing on its way back. */
typedef struct
{
  const char *id;
  const char *reason;
} Returning;

/* What an officer is shown of a filing, by the names of law.md 4. */
static const char *const shown[]
    = { "id", "created", "filing_kind", "w_name", "post", "work_place", "kind", "from", "to", "base" };

static YxFiling *
expect_review (YxFiling *found, const char *id, GError **error)
{
  YxFilingState next;

  if (found != NULL && yx_filing_step ((YxFilingState)found->state, YX_ACT_APPROVE, &next))
    return found;
  if (found == NULL)
    g_set_error (error, YX_HALL_ERROR, YX_HALL_ERROR_REVIEW, "There is no filing %s", id);
  else
    g_set_error (error, YX_HALL_ERROR, YX_HALL_ERROR_REVIEW, "%s is not in review: it is %s", id,
                 yx_choice_find (yx_filing_states, found->state)->nick);
  g_clear_pointer (&found, yx_filing_unref);
  return NULL;
}

/**
 * yx_hall_review_find:
 * @hall: a hall
 * @db: a handle
 * @id: a filing
 * @error: %YX_HALL_ERROR_REVIEW
 *
 * Returns: (transfer full): the filing, which waits for an officer
 */
YxFiling *
yx_hall_review_find (YxHall *hall, YxDatabase *db, const char *id, GError **error)
{
  YxFiling *found = NULL;

  if (!yx_hall_look (hall, db, &yx_filing_type, "\"id\" = :id", YX_WITH ("id", id), &found, error))
    return NULL;
  return expect_review (found, id, error);
}

/**
 * yx_hall_review_find_now:
 * @hall: a hall
 * @id: a filing
 * @error: %YX_HALL_ERROR_REVIEW
 *
 * As yx_hall_review_find(), on a reading connection.
 *
 * Returns: (transfer full): the filing, which waits for an officer
 */
YxFiling *
yx_hall_review_find_now (YxHall *hall, const char *id, GError **error)
{
  YxFiling *found = NULL;

  if (!yx_hall_look_now (hall, &yx_filing_type, "\"id\" = :id", YX_WITH ("id", id), &found, error))
    return NULL;
  return expect_review (found, id, error);
}

/* The rules of law.md 1 that warned when it was filed. */
static JsonArray *
find_warnings (YxHall *hall, const char *id, GError **error)
{
  g_autoptr (GPtrArray) events = yx_hall_rows_now (
      hall, &yx_event_type, "\"object\" = :id AND \"action\" LIKE '" WARNED "%' ORDER BY \"number\"",
      YX_WITH ("id", id), error);
  JsonArray *rules;

  if (events == NULL)
    return NULL;
  rules = json_array_new ();
  for (guint i = 0; i < events->len; i++)
    json_array_add_string_element (rules, ((YxEvent *)events->pdata[i])->action + strlen (WARNED));
  return rules;
}

static JsonObject *
show_filing (YxHall *hall, const YxFiling *filing, GError **error)
{
  g_autoptr (JsonNode) all = yx_record_to_json (filing, YX_ANSWER);
  g_autoptr (YxEnterprise) enterprise = yx_hall_find_now (hall, &yx_enterprise_type, "\"id\" = :id",
                                                          YX_WITH ("id", filing->enterprise), error);
  JsonArray *warnings = enterprise != NULL ? find_warnings (hall, filing->id, error) : NULL;
  JsonObject *object;

  if (warnings == NULL)
    return NULL;
  object = json_object_new ();
  for (gsize i = 0; i < G_N_ELEMENTS (shown); i++)
    {
      JsonNode *member = json_object_get_member (json_node_get_object (all), shown[i]);

      if (member != NULL)
        json_object_set_member (object, shown[i], json_node_copy (member));
    }
  json_object_set_string_member (object, "u_name", enterprise->u_name);
  json_object_set_array_member (object, "warnings", warnings);
  return object;
}

/**
 * yx_hall_review_list:
 * @hall: a hall
 * @error: why it cannot be read
 *
 * That they are shown stands in their histories.
 *
 * Returns: (transfer full): `{"filings":[…]}`: those that wait for an officer, the oldest first, 200 at most
 */
JsonNode *
yx_hall_review_list (YxHall *hall, GError **error)
{
  g_autoptr (GPtrArray) waiting
      = yx_hall_rows_now (hall, &yx_filing_type,
                          "\"state\" = 'submitted' ORDER BY \"created\", \"id\" LIMIT " MOST_LISTED, NULL, error);
  g_autoptr (JsonObject) answer = json_object_new ();
  g_autoptr (JsonArray) filings = json_array_new ();
  JsonNode *node;

  if (waiting == NULL || !yx_hall_access_note_officer (hall, waiting, error))
    return NULL;
  for (guint i = 0; i < waiting->len; i++)
    {
      JsonObject *object = show_filing (hall, waiting->pdata[i], error);

      if (object == NULL)
        return NULL;
      json_array_add_object_element (filings, object);
    }
  json_object_set_array_member (answer, "filings", g_steal_pointer (&filings));
  node = json_node_alloc ();
  json_node_init_object (node, answer);
  return node;
}

/* A contract that was drawn up before is withdrawn unless both have signed it: filing is no licence. */
static gboolean
withdraw (YxHallWrite *write, const YxFiling *filing, GError **error)
{
  g_autoptr (YxDocument) document = NULL;
  YxDocumentState withdrawn;

  if (filing->document == NULL)
    return TRUE;
  document = yx_hall_find (write->hall, write->db, &yx_document_type, "\"id\" = :id",
                           YX_WITH ("id", filing->document), error);
  if (document == NULL)
    return FALSE;
  if (!yx_document_step ((YxDocumentState)document->state, YX_ACT_WITHDRAW, FALSE, &withdrawn))
    return TRUE;
  yx_record_set_int (document, "state", (gint64)withdrawn);
  return yx_record_update (document, write->db, &write->hall->sealer, error)
         && yx_hall_event_write (write, document->id, "document.withdrawn", NULL, error)
         && yx_hall_feed_write (write, document->enterprise, "document", document->id, error)
         && yx_hall_feed_write (write, document->person, "document", document->id, error);
}

static gboolean
return_filing (YxHallWrite *write, gpointer data, GError **error)
{
  const Returning *returning = data;
  g_autoptr (YxFiling) filing = yx_hall_review_find (write->hall, write->db, returning->id, error);
  g_autofree char *hash = yx_sha256_hex (returning->reason, strlen (returning->reason));

  if (filing == NULL)
    return FALSE;
  yx_record_set_int (filing, "state", YX_FILING_RETURNED);
  yx_record_set_int (filing, "decided", write->now);
  yx_record_set_int (filing, "version", filing->version + 1);
  yx_record_set_text (filing, "return_reason", returning->reason);
  if (!yx_record_validate (filing, error))
    return FALSE;
  return yx_record_update (filing, write->db, &write->hall->sealer, error)
         && yx_hall_event_write (write, filing->id, "filing.returned", hash, error)
         && yx_hall_feed_write (write, filing->enterprise, "filing", filing->id, error)
         && withdraw (write, filing, error);
}

/**
 * yx_hall_filing_return:
 * @call: on whose behalf: no session for an officer at the hall itself
 * @id: a filing in review
 * @reason: what the enterprise is told, at most 500 characters
 * @error: %YX_HALL_ERROR_REVIEW when it is none, or why @reason cannot be taken
 *
 * Returns: whether the filing is returned to its enterprise
 */
gboolean
yx_hall_filing_return (YxHallCall *call, const char *id, const char *reason, GError **error)
{
  Returning returning = { id, reason };

  if (reason[strspn (reason, " \t\n")] != '\0')
    return yx_hall_write (call->hall, call, return_filing, &returning, error);
  g_set_error (error, YX_HALL_ERROR, YX_HALL_ERROR_REVIEW, "%s is not returned without a reason", id);
  return FALSE;
}
