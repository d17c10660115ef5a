/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hall/yx-hall.h"

G_BEGIN_DECLS

gboolean yx_hall_evidence_complete (YxHall *hall, const char *document, GError **error);

YxHallEvidence *yx_hall_evidence_new (YxHall *hall, GError **error);
void yx_hall_evidence_free (YxHallEvidence *evidence);
void yx_hall_evidence_add (YxHallEvidence *evidence, const char *document);
void yx_hall_evidence_sweep (YxHallEvidence *evidence);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YxHallEvidence, yx_hall_evidence_free)

G_END_DECLS
