/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/yx-person-registration.h"

#include <glib/gi18n-lib.h>

#include "model/yx-checks.h"

static const YxField fields[] = {
  YX_TEXT (YxPersonRegistration, name, N_ ("Full name"), YX_CREATE | YX_REQUIRED, .max = 50, .check = yx_check_name),
  YX_CHOICE (YxPersonRegistration, doc_type, yx_doc_types, N_ ("Document type"), YX_CREATE | YX_REQUIRED),
  YX_TEXT (YxPersonRegistration, doc_no, N_ ("Document number"),
            YX_CREATE | YX_REQUIRED | YX_PRIVATE | YX_INDEXED, .max = 20),
  YX_DATE (YxPersonRegistration, doc_from, N_ ("Document valid from"), YX_CREATE | YX_REQUIRED | YX_PRIVATE),
  YX_DATE (YxPersonRegistration, doc_to, N_ ("Document valid to"), YX_CREATE | YX_PRIVATE),
  YX_TEXT (YxPersonRegistration, phone, N_ ("Mobile phone"),
            YX_CREATE | YX_REQUIRED | YX_PRIVATE | YX_INDEXED, .check = yx_check_phone),
  YX_SECRET_FIELD (YxPersonRegistration, code, N_ ("SMS code"), YX_CREATE | YX_REQUIRED, .check = yx_check_code),
  YX_SECRET_FIELD (YxPersonRegistration, password, N_ ("Password"),
            YX_CREATE | YX_REQUIRED, .check = yx_check_password),
  YX_BOOL (YxPersonRegistration, consent, N_ ("Consent to registration agreement and privacy policy"),
            YX_CREATE | YX_REQUIRED),
};

YX_DEFINE_RECORD (YxPersonRegistration, yx_person_registration, "person_registration", fields);
