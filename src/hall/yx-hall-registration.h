/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hall/yx-hall-people.h"
#include "model/yx-account.h"

G_BEGIN_DECLS

/**
 * YxHallRegistration:
 * @creation: the id in the path, by which the same request is known again
 * @account: the new account's id
 * @login: (nullable): its name
 * @enterprise: (nullable): for which it acts
 * @person: the id of the person behind it, if there is none yet
 * @facts: who that is
 * @digest: of the request
 * @password_hash: (nullable): absent while the code is known to be wrong
 * @seen: set by yx_hall_registration_begin() when this was done before
 *
 * What registering an enterprise and a person have in common.
 */
typedef struct
{
  YxAccountKind kind;
  const char *creation;
  const char *account;
  const char *login;
  const char *enterprise;
  const char *person;
  gboolean consent;
  YxSecret *code;
  YxSecret *password;
  YxHallPersonFacts facts;
  const char *digest;
  const char *password_hash;
  gboolean seen;
} YxHallRegistration;

gboolean yx_hall_registration_run (
    YxHallCall *call, YxHallRegistration *registration, YxHallWriteFunc func, gpointer data, GError **error);
gboolean yx_hall_registration_begin (YxHallWrite *write, YxHallRegistration *registration, GError **error);
gboolean yx_hall_registration_finish (YxHallWrite *write,
                                      const YxHallRegistration *registration,
                                      const char *object,
                                      const char *person,
                                      GError **error);

G_END_DECLS
