/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "hall/yx-hall-handlers.h"

#include "base/yx-id.h"
#include "hall/yx-hall-registration.h"
#include "hall/yx-hall-rows.h"
#include "model/yx-checks.h"
#include "model/yx-enterprise-registration.h"
#include "model/yx-enterprise.h"

/* An enterprise, its head and its account, on their way. */
typedef struct
{
  YxHallRegistration common;
  const YxEnterpriseRegistration *request;
  const char *id;
} Registering;

static const char *const copied[]
    = { "u_name", "u_uscc", "u_addr", "u_region", "u_place", "u_industry", "u_phone", "u_head" };
static const char *const chosen[] = { "u_type", "u_head_kind", "u_econ", "u_union" };

static gboolean
refuse_taken (YxHallWrite *write,
              const YxRecordType *type,
              const char *column,
              const char *value,
              const char *message,
              GError **error)
{
  g_autofree char *condition = g_strdup_printf ("\"%s\" = :value", column);
  g_autoptr (YxRecord) found = NULL;

  if (!yx_hall_look (write->hall, write->db, type, condition, YX_WITH ("value", value), &found, error))
    return FALSE;
  if (found == NULL)
    return TRUE;
  yx_problem_set (error, YX_PROBLEM_CONFLICT, column, "%s", message);
  return FALSE;
}

static gboolean
create_enterprise (YxHallWrite *write, const Registering *registering, const char *head, GError **error)
{
  g_autoptr (YxEnterprise) enterprise = yx_enterprise_new ();

  yx_record_set_text (enterprise, "id", registering->id);
  for (guint i = 0; i < G_N_ELEMENTS (copied); i++)
    yx_record_set_text (enterprise, copied[i], yx_record_get_text (registering->request, copied[i]));
  for (guint i = 0; i < G_N_ELEMENTS (chosen); i++)
    if (yx_record_has (registering->request, chosen[i]))
      yx_record_set_int (enterprise, chosen[i], yx_record_get_int (registering->request, chosen[i]));
  yx_record_set_text (enterprise, "head_person", head);
  yx_record_set_int (enterprise, "created", write->now);
  yx_record_set_int (enterprise, "version", 1);
  return yx_record_insert (enterprise, write->db, &write->hall->sealer, error)
         && yx_hall_registration_finish (write, &registering->common, registering->id, head, error);
}

static gboolean
register_enterprise (YxHallWrite *write, gpointer data, GError **error)
{
  Registering *registering = data;
  const YxEnterpriseRegistration *request = registering->request;
  g_autoptr (YxPerson) head = NULL;

  if (!yx_hall_registration_begin (write, &registering->common, error))
    return FALSE;
  if (registering->common.seen)
    return TRUE;
  if (!refuse_taken (write, &yx_account_type, "login", request->login, "This account name is taken", error)
      || !refuse_taken (write, &yx_enterprise_type, "u_uscc", request->u_uscc,
                        "An enterprise with this credit code is registered already", error)
      || !yx_hall_person_match (write, &registering->common.facts, &head, error))
    return FALSE;
  write->keep = FALSE;
  write->account = registering->common.account;
  if (head == NULL)
    {
      head = yx_hall_person_create (write, &registering->common.facts, registering->common.person, error);
      if (head == NULL)
        return FALSE;
    }
  return create_enterprise (write, registering, head->id, error);
}

/* `enterprise.register`: the enterprise, the person at its head and the enterprise account (spec.md 1.1). */
gboolean
yx_hall_enterprise_register (YxHallCall *call, GError **error)
{
  const YxEnterpriseRegistration *request = (const YxEnterpriseRegistration *)call->request;
  g_autofree char *number = yx_normalize_document_number (request->doc_no);
  g_autofree char *person = yx_id_new ("per");
  Registering registering = { .request = request, .id = call->parameters.values[0] };

  registering.common = (YxHallRegistration){
    .kind = YX_ACCOUNT_ENTERPRISE,
    .creation = call->parameters.values[0],
    .account = request->account,
    .login = request->login,
    .enterprise = call->parameters.values[0],
    .person = person,
    .consent = request->consent,
    .code = request->code,
    .password = request->password,
    .facts = { "u_head", request->u_head, (YxDocType)request->doc_type, number, request->doc_from,
               request->doc_to, request->phone },
  };
  return yx_hall_registration_run (call, &registering.common, register_enterprise, &registering, error);
}
