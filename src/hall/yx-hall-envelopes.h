/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hall/yx-hall-write.h"
#include "model/yx-key-envelope.h"

G_BEGIN_DECLS

char *yx_hall_proof_hash (YxSecret *proof, GError **error);
gboolean yx_hall_envelope_prove (YxHallWrite *write,
                                 const YxKeyEnvelope *envelope,
                                 const char *proof_hash,
                                 GError **error);
YxKeyEnvelope *yx_hall_envelope_seal (
    YxHall *hall, const char *account, GBytes *envelope, const char *proof_hash, GError **error);
gboolean yx_hall_envelope_write (YxHallWrite *write, YxKeyEnvelope *envelope, gint64 version, GError **error);

G_END_DECLS
