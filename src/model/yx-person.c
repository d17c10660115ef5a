/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/yx-person.h"

#include <glib/gi18n-lib.h>

#include "model/yx-checks.h"

static const YxField fields[] = {
  YX_ID (YxPerson, id, "per", N_ ("Id"), YX_ANSWER),
  YX_TEXT (YxPerson, name, N_ ("Full name"),
            YX_CREATE | YX_ANSWER | YX_REQUIRED | YX_PRIVATE, .max = 50, .check = yx_check_name),
  YX_CHOICE (YxPerson, doc_type, yx_doc_types, N_ ("Document type"), YX_CREATE | YX_ANSWER | YX_REQUIRED),
  YX_TEXT (YxPerson, doc_no, N_ ("Document number"),
            YX_CREATE | YX_ANSWER | YX_REQUIRED | YX_PRIVATE | YX_INDEXED, .max = 20),
  YX_DATE (YxPerson, doc_from, N_ ("Document valid from"), YX_CREATE | YX_ANSWER | YX_REQUIRED | YX_PRIVATE),
  YX_DATE (YxPerson, doc_to, N_ ("Document valid to"), YX_CREATE | YX_ANSWER | YX_PRIVATE),
  YX_TEXT (YxPerson, phone, N_ ("Mobile phone"),
            YX_CREATE | YX_ANSWER | YX_REQUIRED | YX_PRIVATE | YX_INDEXED, .check = yx_check_phone),
  YX_CHOICE (YxPerson, identity, yx_identities, N_ ("How identity was proven"), YX_ANSWER),
  YX_INSTANT (YxPerson, created, N_ ("Registered"), YX_ANSWER),
  YX_INT (YxPerson, version, N_ ("Version"), YX_ANSWER),
};

YX_DEFINE_RECORD (YxPerson, yx_person, "person", fields);
