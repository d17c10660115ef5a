/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/yx-document.h"

#include <glib/gi18n-lib.h>

static const YxField fields[] = {
  YX_ID (YxDocument, id, "doc", N_ ("Id"), YX_ANSWER),
  YX_ID (YxDocument, enterprise, "ent", N_ ("Enterprise"), YX_ANSWER),
  YX_ID (YxDocument, contract, "ctr", N_ ("Contract"), YX_ANSWER),
  YX_ID (YxDocument, person, "per", N_ ("Person"), YX_ANSWER),
  YX_CHOICE (YxDocument, kind, yx_document_kinds, N_ ("Kind of document"), YX_ANSWER),
  YX_CHOICE (YxDocument, state, yx_document_states, N_ ("State"), YX_ANSWER),
  YX_TEXT (YxDocument, title, N_ ("Title"), YX_ANSWER, .max = 120),
  YX_TEXT (YxDocument, template_version, N_ ("Template"), YX_ANSWER, .max = 60),
  YX_TEXT (YxDocument, w_name, N_ ("Name"), YX_ANSWER | YX_PRIVATE | YX_INDEXED, .max = 50),
  YX_TEXT (YxDocument, head, N_ ("Head"), YX_ANSWER, .max = 64),
  YX_INT (YxDocument, revisions, N_ ("Revisions"), YX_ANSWER),
  YX_INT (YxDocument, size, N_ ("Size"), YX_ANSWER),
  YX_INSTANT (YxDocument, created, N_ ("Drawn up"), YX_ANSWER),
  YX_INSTANT (YxDocument, completed, N_ ("Completed"), YX_ANSWER),
  YX_INSTANT (YxDocument, consented, N_ ("Consent to the electronic form"), YX_ANSWER),
  YX_TEXT (YxDocument, serve_addr, N_ ("Address for delivery"), YX_ANSWER | YX_PRIVATE, .max = 200),
  YX_TEXT (YxDocument, reason, N_ ("Reason"), YX_ANSWER | YX_PRIVATE, .max = 200),
};

YX_DEFINE_RECORD (YxDocument, yx_document, "document", fields);
