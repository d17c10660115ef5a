/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "hall/yx-hall-handlers.h"

#include "hall/yx-hall-codes.h"
#include "hall/yx-hall-events.h"
#include "hall/yx-hall-rows.h"
#include "model/yx-account.h"
#include "model/yx-code-proof.h"
#include "model/yx-contract.h"
#include "model/yx-event.h"
#include "model/yx-filing.h"
#include "model/yx-issued-certificate.h"
#include "model/yx-person-export.h"
#include "model/yx-person.h"
#include "model/yx-seal-use.h"

#define OF_ACCOUNTS "\"account\" IN (SELECT \"id\" FROM \"account\" WHERE \"person\" = :person)"
#define OF_DOCUMENTS "SELECT \"id\" FROM \"document\" WHERE \"person\" = :person"

/* What belongs to a person, by their id alone. */
static const struct
{
  const char *list;
  const YxRecordType *type;
  const char *condition;
} parts[] = {
  { "accounts", &yx_account_type, "\"person\" = :person ORDER BY \"created\", \"id\"" },
  { "sessions", &yx_session_type, OF_ACCOUNTS " ORDER BY \"created\", \"id\"" },
  { "certificates", &yx_issued_certificate_type, OF_ACCOUNTS " ORDER BY \"created\", \"id\"" },
  { "filings", &yx_filing_type, "\"person\" = :person ORDER BY \"created\", \"id\"" },
  { "contracts", &yx_contract_type, "\"person\" = :person ORDER BY \"created\", \"id\"" },
  { "documents", &yx_document_type, "\"person\" = :person ORDER BY \"created\", \"id\"" },
  { "seal_uses", &yx_seal_use_type, OF_ACCOUNTS " ORDER BY \"at\", \"id\"" },
  { "events", &yx_event_type,
    OF_ACCOUNTS
    " OR \"object\" = :person OR \"object\" IN (SELECT \"id\" FROM \"account\" WHERE \"person\" = :person) "
    "OR \"object\" IN (SELECT \"id\" FROM \"filing\" WHERE \"person\" = :person) "
    "OR \"object\" IN (SELECT \"id\" FROM \"contract\" WHERE \"person\" = :person) "
    "OR \"object\" IN (" OF_DOCUMENTS ") "
    "OR \"object\" IN (SELECT \"id\" FROM \"certificate\" WHERE " OF_ACCOUNTS ") ORDER BY \"at\", \"id\"" },
};

/* An export on its way. */
typedef struct
{
  YxHallCall *call;
  YxPerson *person;       /* (owned) */
  YxPersonExport *export; /* (owned) (nullable) */
} Exporting;

static gboolean
collect (YxDatabase *db, gpointer data, GError **error)
{
  Exporting *exporting = data;
  YxHall *hall = exporting->call->hall;

  g_clear_pointer (&exporting->export, yx_person_export_unref);
  exporting->export = yx_person_export_new ();
  yx_record_set_int (exporting->export, "made", yx_clock_now (hall->clock));
  yx_record_set_record (exporting->export, "person", exporting->person);
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      GPtrArray *rows = yx_hall_rows (hall, db, parts[i].type, parts[i].condition,
                                      YX_WITH ("person", exporting->person->id), error);

      if (rows == NULL)
        return FALSE;
      yx_record_take_list (exporting->export, parts[i].list, rows);
    }
  return TRUE;
}

static gboolean
note_export (YxHallWrite *write, gpointer data, GError **error)
{
  const Exporting *exporting = data;
  const YxCodeProof *request = (const YxCodeProof *)exporting->call->request;

  return yx_hall_code_take (write, exporting->person->phone, YX_HALL_CODE_FOR (YX_CODE_OWN_DATA), request->code,
                            error)
         && yx_hall_event_write (write, exporting->person->id, "person.exported", NULL, error);
}

/* `person.export`: all that the hall has about a person, for themselves, against an SMS code (spec.md 1.2-7);
 * that it was taken stands in it. */
gboolean
yx_hall_person_export (YxHallCall *call, GError **error)
{
  Exporting exporting = { .call = call };
  gboolean done;

  exporting.person = yx_hall_find_now (call->hall, &yx_person_type, "\"id\" = :id",
                                       YX_WITH ("id", call->session->person), error);
  if (exporting.person == NULL)
    return FALSE;
  done = yx_hall_write (call->hall, call, note_export, &exporting, error)
         && yx_hall_readers_run (call->hall->readers, collect, &exporting, error);
  yx_person_unref (exporting.person);
  if (done)
    call->answer = (YxRecord *)g_steal_pointer (&exporting.export);
  g_clear_pointer (&exporting.export, yx_person_export_unref);
  return done;
}
