/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "client/yx-line.h"
#include "desk/common/yx-seat.h"

G_BEGIN_DECLS

/**
 * YxContractSubject:
 *
 * One contract: its state and the one thing that is suggested, its way, its document, its history.
 */
#define YX_TYPE_CONTRACT_SUBJECT (yx_contract_subject_get_type ())
G_DECLARE_FINAL_TYPE (YxContractSubject, yx_contract_subject, YX, CONTRACT_SUBJECT, AdwBin)

void yx_contract_subject_show (YxContractSubject *self, YxSeat *seat, YxLine *line);
void yx_contract_subject_clear (YxContractSubject *self);
const char *yx_contract_subject_get_id (YxContractSubject *self);
gboolean yx_contract_subject_suggested (YxContractSubject *self);
void yx_contract_subject_set_back (YxContractSubject *self, gboolean back);

G_END_DECLS
