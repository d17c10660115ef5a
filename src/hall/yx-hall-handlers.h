/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hall/yx-hall-call.h"

G_BEGIN_DECLS

/* What the endpoints do; each is written beside its resource. */
gboolean yx_hall_info_get (YxHallCall *call, GError **error);
gboolean yx_hall_code_send (YxHallCall *call, GError **error);
gboolean yx_hall_enterprise_register (YxHallCall *call, GError **error);
gboolean yx_hall_person_register (YxHallCall *call, GError **error);
gboolean yx_hall_session_create (YxHallCall *call, GError **error);
gboolean yx_hall_session_list (YxHallCall *call, GError **error);
gboolean yx_hall_session_end (YxHallCall *call, GError **error);
gboolean yx_hall_account_get (YxHallCall *call, GError **error);
gboolean yx_hall_account_password (YxHallCall *call, GError **error);
gboolean yx_hall_person_get (YxHallCall *call, GError **error);
gboolean yx_hall_person_export (YxHallCall *call, GError **error);
gboolean yx_hall_enterprise_get (YxHallCall *call, GError **error);
gboolean yx_hall_envelope_get (YxHallCall *call, GError **error);
gboolean yx_hall_envelope_release (YxHallCall *call, GError **error);
gboolean yx_hall_envelope_replace (YxHallCall *call, GError **error);
gboolean yx_hall_certificate_issue (YxHallCall *call, GError **error);
gboolean yx_hall_certificate_list (YxHallCall *call, GError **error);
gboolean yx_hall_certificate_get (YxHallCall *call, GError **error);
gboolean yx_hall_certificate_suspend (YxHallCall *call, GError **error);
gboolean yx_hall_seal_make (YxHallCall *call, GError **error);
gboolean yx_hall_seal_list (YxHallCall *call, GError **error);
gboolean yx_hall_seal_get (YxHallCall *call, GError **error);
gboolean yx_hall_seal_void (YxHallCall *call, GError **error);
gboolean yx_hall_seal_use_list (YxHallCall *call, GError **error);
gboolean yx_hall_filing_submit (YxHallCall *call, GError **error);
gboolean yx_hall_filing_correct (YxHallCall *call, GError **error);
gboolean yx_hall_filing_list (YxHallCall *call, GError **error);
gboolean yx_hall_filing_get (YxHallCall *call, GError **error);
gboolean yx_hall_contract_get (YxHallCall *call, GError **error);
gboolean yx_hall_document_list (YxHallCall *call, GError **error);
gboolean yx_hall_document_get (YxHallCall *call, GError **error);
gboolean yx_hall_document_events (YxHallCall *call, GError **error);
gboolean yx_hall_revision_list (YxHallCall *call, GError **error);
gboolean yx_hall_revision_bytes (YxHallCall *call, GError **error);
gboolean yx_hall_revision_append (YxHallCall *call, GError **error);
gboolean yx_hall_document_order (YxHallCall *call, GError **error);
gboolean yx_hall_document_consent (YxHallCall *call, GError **error);
gboolean yx_hall_document_decline (YxHallCall *call, GError **error);
gboolean yx_hall_document_withdraw (YxHallCall *call, GError **error);
gboolean yx_hall_feed_read (YxHallCall *call, GError **error);

G_END_DECLS
