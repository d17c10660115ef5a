/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hall/yx-hall-write.h"
#include "model/yx-filing.h"
#include "model/yx-person.h"

G_BEGIN_DECLS

/* A human as a registration names them; @name_field is what the registration calls the name. */
typedef struct
{
  const char *name_field;
  const char *name;
  YxDocType doc_type;
  const char *doc_no;
  YxDate doc_from;
  YxDate doc_to;
  const char *phone;
} YxHallPersonFacts;

gboolean yx_hall_person_check (const YxHallPersonFacts *facts, GError **error);
gboolean
yx_hall_person_match (YxHallWrite *write, const YxHallPersonFacts *facts, YxPerson **person, GError **error);
YxPerson *
yx_hall_person_create (YxHallWrite *write, const YxHallPersonFacts *facts, const char *id, GError **error);

gboolean yx_hall_person_is_worker (const YxPerson *person, const YxFiling *filing);
gboolean
yx_hall_person_of (YxHall *hall, YxDatabase *db, const YxFiling *filing, YxPerson **person, GError **error);
gboolean yx_hall_person_join (YxHallWrite *write, const YxPerson *person, GError **error);

G_END_DECLS
