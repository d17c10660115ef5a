/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/yx-enterprise-registration.h"
#include "model/yx-filing.h"
#include "model/yx-person-registration.h"

G_BEGIN_DECLS

/**
 * YxToolPerson:
 * @term: months of the contract
 * @probation: months of it, 0: none is agreed
 * @starts: days until the contract begins
 * @filing: (nullable): all that their contract says, where it is given instead
 *
 * A person and what their contract says, made up or given.
 */
typedef struct
{
  char *name;
  int document_type;
  char *number;
  char *phone;
  const char *education;
  char *household;
  char *address;
  const char *post;
  int term;
  int probation;
  int starts;
  gint64 pay;
  gint64 probation_pay;
  int pay_day;
  YxDate document_from;
  YxFiling *filing;
} YxToolPerson;

/**
 * YxToolEnterprise:
 *
 * A made-up employer and its head.
 */
typedef struct
{
  char *name;
  char *uscc;
  char *login;
  char *address;
  const char *industry;
  char *telephone;
  YxToolPerson *head;
} YxToolEnterprise;

GPtrArray *yx_tool_people_new (guint32 seed, guint count);
YxToolPerson *yx_tool_person_new_filed (YxFiling *filing);
void yx_tool_person_free (YxToolPerson *person);
YxToolEnterprise *yx_tool_enterprise_new (guint32 seed, const guint8 salt[16]);
void yx_tool_enterprise_free (YxToolEnterprise *enterprise);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YxToolPerson, yx_tool_person_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YxToolEnterprise, yx_tool_enterprise_free)

YxFiling *yx_tool_filing_defaults (void);
YxFiling *yx_tool_person_filing (const YxToolPerson *person, const YxToolEnterprise *enterprise, YxDate today);
YxPersonRegistration *yx_tool_person_registration (const YxToolPerson *person);
YxEnterpriseRegistration *yx_tool_enterprise_registration (const YxToolEnterprise *enterprise);

G_END_DECLS
