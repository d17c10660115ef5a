/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/yx-enterprise-registration.h"
#include "model/yx-filing.h"
#include "model/yx-person-registration.h"

G_BEGIN_DECLS

/**
 * YxSamplePerson:
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
} YxSamplePerson;

/**
 * YxSampleEnterprise:
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
  YxSamplePerson *head;
} YxSampleEnterprise;

GPtrArray *yx_sample_people_new (guint32 seed, guint count);
YxSamplePerson *yx_sample_person_new_filed (YxFiling *filing);
void yx_sample_person_free (YxSamplePerson *person);
YxSampleEnterprise *yx_sample_enterprise_new (guint32 seed, const guint8 salt[16]);
void yx_sample_enterprise_free (YxSampleEnterprise *enterprise);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YxSamplePerson, yx_sample_person_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YxSampleEnterprise, yx_sample_enterprise_free)

YxFiling *yx_sample_filing_defaults (void);
YxFiling *yx_sample_person_filing (const YxSamplePerson *person, const YxSampleEnterprise *enterprise, YxDate today);
YxPersonRegistration *yx_sample_person_registration (const YxSamplePerson *person);
YxEnterpriseRegistration *yx_sample_enterprise_registration (const YxSampleEnterprise *enterprise);

G_END_DECLS
