/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "hall/yx-hall-people.h"

#include <string.h>

#include "hall/yx-hall-events.h"
#include "hall/yx-hall-feeds.h"
#include "hall/yx-hall-rows.h"
#include "model/yx-checks.h"

/**
 * yx_hall_person_check:
 * @facts: who somebody says they are
 *
 * Returns: whether document number and validity are written as they must be; else %YX_PROBLEM_INVALID_FIELD
 */
gboolean
yx_hall_person_check (const YxHallPersonFacts *facts, GError **error)
{
  g_autoptr (GError) problem = NULL;

  if (!yx_check_document_number (facts->doc_type, facts->doc_no, &problem))
    {
      yx_problem_set (error, YX_PROBLEM_INVALID_FIELD, "doc_no", "%s", problem->message);
      return FALSE;
    }
  if (facts->doc_to != YX_DATE_NONE && facts->doc_to < facts->doc_from)
    {
      yx_problem_set (error, YX_PROBLEM_INVALID_FIELD, "doc_to", "The document ends before it begins");
      return FALSE;
    }
  return TRUE;
}

static gboolean
refuse (GError **error, const char *field, const char *message)
{
  yx_problem_set (error, YX_PROBLEM_CONFLICT, field, "%s", message);
  return FALSE;
}

static gboolean
compare (const YxPerson *person, const YxHallPersonFacts *facts, GError **error)
{
  if (person->doc_type != (int)facts->doc_type)
    return refuse (error, "doc_type", "This document number is registered for another type of document");
  if (strcmp (person->name, facts->name) != 0)
    return refuse (error, facts->name_field, "This document number is registered with another name");
  if (strcmp (person->phone, facts->phone) != 0)
    return refuse (error, "phone", "This document number is registered with another phone");
  return TRUE;
}

/**
 * yx_hall_person_match:
 * @write: a transaction
 * @facts: who somebody is, after their phone was proven
 * @person: (out) (transfer full): who is registered already with this document, or %NULL
 *
 * One human is one document number, and a phone belongs to one human (spec.md 1.1-6).
 *
 * Returns: whether they can be joined or created; else %YX_PROBLEM_CONFLICT
 */
gboolean
yx_hall_person_match (YxHallWrite *write, const YxHallPersonFacts *facts, YxPerson **person, GError **error)
{
  const YxSealer *sealer = &write->hall->sealer;
  g_autofree char *number = yx_record_index (&yx_person_type, "doc_no", facts->doc_no, sealer, error);
  g_autofree char *phone = yx_record_index (&yx_person_type, "phone", facts->phone, sealer, error);
  g_autoptr (YxPerson) found = NULL;
  g_autoptr (YxPerson) other = NULL;

  *person = NULL;
  if (number == NULL || phone == NULL
      || !yx_hall_look (write->hall, write->db, &yx_person_type, "\"doc_no_index\" = :number",
                        YX_WITH ("number", number), &found, error)
      || !yx_hall_look (write->hall, write->db, &yx_person_type, "\"phone_index\" = :phone",
                        YX_WITH ("phone", phone), &other, error))
    return FALSE;
  if (found != NULL && !compare (found, facts, error))
    return FALSE;
  if (found == NULL && other != NULL)
    return refuse (error, "phone", "This phone belongs to somebody else");
  *person = g_steal_pointer (&found);
  return TRUE;
}

/**
 * yx_hall_person_create:
 * @write: a transaction
 * @facts: who it is
 * @id: the new person's id
 *
 * Returns: (transfer full): the person, written
 */
YxPerson *
yx_hall_person_create (YxHallWrite *write, const YxHallPersonFacts *facts, const char *id, GError **error)
{
  g_autoptr (YxPerson) person = yx_person_new ();

  yx_record_set_text (person, "id", id);
  yx_record_set_text (person, "name", facts->name);
  yx_record_set_int (person, "doc_type", (gint64)facts->doc_type);
  yx_record_set_text (person, "doc_no", facts->doc_no);
  yx_record_set_int (person, "doc_from", facts->doc_from);
  yx_record_set_int (person, "doc_to", facts->doc_to);
  yx_record_set_text (person, "phone", facts->phone);
  yx_record_set_int (person, "identity", YX_IDENTITY_NONE);
  yx_record_set_int (person, "created", write->now);
  yx_record_set_int (person, "version", 1);
  if (!yx_record_insert (person, write->db, &write->hall->sealer, error)
      || !yx_hall_event_write (write, id, "person.registered", NULL, error))
    return NULL;
  return g_steal_pointer (&person);
}

/**
 * yx_hall_person_is_worker:
 * @person: a registered person
 * @filing: a filing
 *
 * Returns: whether the filing is about this person: the number and, where identity was checked, the name,
 *   else the phone match (design.md "proof of identity")
 */
gboolean
yx_hall_person_is_worker (const YxPerson *person, const YxFiling *filing)
{
  g_autofree char *number = yx_normalize_document_number (filing->w_doc_no);
  int type = yx_record_has (filing, "w_doc_type") ? filing->w_doc_type : YX_DOC_RESIDENT;

  if (person->doc_type != type || strcmp (person->doc_no, number) != 0)
    return FALSE;
  return strcmp (person->phone, filing->w_phone) == 0
         || (person->identity != YX_IDENTITY_NONE && strcmp (person->name, filing->w_name) == 0);
}

/**
 * yx_hall_person_of:
 * @hall: a hall
 * @db: a handle
 * @filing: a filing
 * @person: (out) (transfer full): the registered person that it is about, or %NULL
 *
 * Returns: whether it could be asked
 */
gboolean
yx_hall_person_of (YxHall *hall, YxDatabase *db, const YxFiling *filing, YxPerson **person, GError **error)
{
  g_autofree char *number = yx_normalize_document_number (filing->w_doc_no);
  g_autofree char *index = yx_record_index (&yx_person_type, "doc_no", number, &hall->sealer, error);
  g_autoptr (YxPerson) found = NULL;

  *person = NULL;
  if (index == NULL
      || !yx_hall_look (hall, db, &yx_person_type, "\"doc_no_index\" = :index", YX_WITH ("index", index),
                        &found, error))
    return FALSE;
  if (found != NULL && yx_hall_person_is_worker (found, filing))
    *person = g_steal_pointer (&found);
  return TRUE;
}

static gboolean
join_filing (YxHallWrite *write, const YxPerson *person, const YxFiling *filing, GError **error)
{
  const char *const *with = YX_WITH ("person", person->id, "filing", filing->id);

  if (!yx_hall_execute (
          write->db,
          "UPDATE \"filing\" SET \"person\" = :person, \"version\" = \"version\" + 1 WHERE \"id\" = :filing",
          with, error)
      || !yx_hall_execute (write->db,
                           "UPDATE \"document\" SET \"person\" = :person WHERE \"contract\" IN "
                           "(SELECT \"id\" FROM \"contract\" WHERE \"filing\" = :filing)",
                           with, error)
      || !yx_hall_execute (write->db,
                           "UPDATE \"contract\" SET \"person\" = :person, \"version\" = \"version\" + 1 "
                           "WHERE \"filing\" = :filing",
                           with, error)
      || !yx_hall_event_write (write, filing->id, "filing.joined", NULL, error)
      || !yx_hall_feed_write (write, filing->enterprise, "filing", filing->id, error))
    return FALSE;
  return filing->document == NULL
         || (yx_hall_feed_write (write, filing->enterprise, "document", filing->document, error)
             && yx_hall_feed_write (write, person->id, "document", filing->document, error));
}

/**
 * yx_hall_person_join:
 * @write: a transaction
 * @person: who has just got an account
 *
 * Gives the person the filings that were made about them before.
 *
 * Returns: whether that is done
 */
gboolean
yx_hall_person_join (YxHallWrite *write, const YxPerson *person, GError **error)
{
  g_autofree char *index
      = yx_record_index (&yx_filing_type, "w_doc_no", person->doc_no, &write->hall->sealer, error);
  g_autoptr (GPtrArray) filings = NULL;

  if (index == NULL)
    return FALSE;
  filings
      = yx_hall_rows (write->hall, write->db, &yx_filing_type,
                      "\"w_doc_no_index\" = :index AND \"person\" IS NULL", YX_WITH ("index", index), error);
  for (guint i = 0; filings != NULL && i < filings->len; i++)
    if (yx_hall_person_is_worker (person, filings->pdata[i])
        && !join_filing (write, person, filings->pdata[i], error))
      return FALSE;
  return filings != NULL;
}
