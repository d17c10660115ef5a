/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/yx-person-export.h"

#include <glib/gi18n-lib.h>

#include "model/yx-account.h"
#include "model/yx-contract.h"
#include "model/yx-document.h"
#include "model/yx-event.h"
#include "model/yx-filing.h"
#include "model/yx-issued-certificate.h"
#include "model/yx-person.h"
#include "model/yx-seal-use.h"
#include "model/yx-session.h"

/* What the hall never leaves out; a life has fewer. */
#define MOST 100000

static const YxField fields[] = {
  YX_INSTANT (YxPersonExport, made, N_ ("Time"), YX_ANSWER),
  YX_RECORD_FIELD (YxPersonExport, person, &yx_person_type, N_ ("Person"), YX_ANSWER),
  YX_LIST (YxPersonExport, accounts, &yx_account_type, N_ ("Accounts"), YX_ANSWER, .max = MOST),
  YX_LIST (YxPersonExport, sessions, &yx_session_type, N_ ("Sessions"), YX_ANSWER, .max = MOST),
  YX_LIST (YxPersonExport, certificates, &yx_issued_certificate_type, N_ ("Certificates"), YX_ANSWER, .max = MOST),
  YX_LIST (YxPersonExport, filings, &yx_filing_type, N_ ("Filings"), YX_ANSWER, .max = MOST),
  YX_LIST (YxPersonExport, contracts, &yx_contract_type, N_ ("Contracts"), YX_ANSWER, .max = MOST),
  YX_LIST (YxPersonExport, documents, &yx_document_type, N_ ("Documents"), YX_ANSWER, .max = MOST),
  YX_LIST (YxPersonExport, seal_uses, &yx_seal_use_type, N_ ("Seal uses"), YX_ANSWER, .max = MOST),
  YX_LIST (YxPersonExport, events, &yx_event_type, N_ ("History"), YX_ANSWER, .max = MOST),
};

YX_DEFINE_RECORD (YxPersonExport, yx_person_export, "person_export", fields);
