/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/yx-enterprise.h"
#include "model/yx-issued-certificate.h"
#include "model/yx-seal.h"
#include "seal/yx-seal-face.h"

G_BEGIN_DECLS

void yx_seals_sort (GPtrArray *seals);
gboolean yx_seals_have_valid (GPtrArray *seals, YxSealKind kind);
gboolean yx_seal_next_kind (GPtrArray *seals, YxSealKind *kind);
YxSealFace yx_seal_face_of (const YxEnterprise *enterprise, YxSealKind kind);
char *yx_seal_maker_words (const YxSeal *seal);
GPtrArray *yx_seal_users (const YxSeal *seal, GPtrArray *certificates);
const char *yx_seal_state_words (const YxSeal *seal, gint64 now);

G_END_DECLS
