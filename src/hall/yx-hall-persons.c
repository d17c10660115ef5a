/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "hall/yx-hall-handlers.h"

#include "base/yx-id.h"
#include "hall/yx-hall-registration.h"
#include "hall/yx-hall-rows.h"
#include "model/yx-checks.h"
#include "model/yx-person-registration.h"

/* A human has one personal account. */
static gboolean
refuse_second (YxHallWrite *write, const YxPerson *person, GError **error)
{
  g_autoptr (YxAccount) account = NULL;

  if (person == NULL)
    return TRUE;
  if (!yx_hall_look (write->hall, write->db, &yx_account_type, "\"person\" = :person AND \"kind\" = 'person'",
                     YX_WITH ("person", person->id), &account, error))
    return FALSE;
  if (account == NULL)
    return TRUE;
  yx_problem_set (error, YX_PROBLEM_CONFLICT, "doc_no", "This person is registered already");
  return FALSE;
}

static gboolean
register_person (YxHallWrite *write, gpointer data, GError **error)
{
  YxHallRegistration *registration = data;
  g_autoptr (YxPerson) person = NULL;

  if (!yx_hall_registration_begin (write, registration, error))
    return FALSE;
  if (registration->seen)
    return TRUE;
  if (!yx_hall_person_match (write, &registration->facts, &person, error)
      || !refuse_second (write, person, error))
    return FALSE;
  write->keep = FALSE;
  write->account = registration->account;
  if (person == NULL)
    {
      person = yx_hall_person_create (write, &registration->facts, registration->person, error);
      if (person == NULL)
        return FALSE;
    }
  return yx_hall_registration_finish (write, registration, registration->account, person->id, error)
         && yx_hall_person_join (write, person, error);
}

/* `person.register`: a person with an account of their own (spec.md 1.1-8), joined to filings made before. */
gboolean
yx_hall_person_register (YxHallCall *call, GError **error)
{
  const YxPersonRegistration *request = (const YxPersonRegistration *)call->request;
  g_autofree char *number = yx_normalize_document_number (request->doc_no);
  g_autofree char *person = yx_id_new ("per");
  YxHallRegistration registration = {
    .kind = YX_ACCOUNT_PERSON,
    .creation = call->parameters.values[0],
    .account = call->parameters.values[0],
    .person = person,
    .consent = request->consent,
    .code = request->code,
    .password = request->password,
    .facts = { "name", request->name, (YxDocType)request->doc_type, number, request->doc_from,
               request->doc_to, request->phone },
  };

  return yx_hall_registration_run (call, &registration, register_person, &registration, error);
}
