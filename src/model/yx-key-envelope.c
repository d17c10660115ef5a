/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/yx-key-envelope.h"

#include <glib/gi18n-lib.h>

static const YxField fields[] = {
  YX_ID (YxKeyEnvelope, account, "acc", N_ ("Account"), YX_ANSWER),
  YX_BYTES (YxKeyEnvelope, parameters, N_ ("Parameters"), YX_ANSWER, .max = 256),
  YX_BYTES (YxKeyEnvelope, envelope, N_ ("Envelope"), YX_ANSWER, .max = 65536),
  YX_BYTES (YxKeyEnvelope, sealed, N_ ("Sealed envelope"), 0, .max = 70000),
  YX_TEXT (YxKeyEnvelope, proof_hash, N_ ("Proof"), 0, .max = 64),
  YX_INT (YxKeyEnvelope, wrong, N_ ("Wrong proofs"), 0),
  YX_INSTANT (YxKeyEnvelope, held_until, N_ ("Held until"), YX_ANSWER),
  YX_INT (YxKeyEnvelope, version, N_ ("Version"), YX_ANSWER),
};

YX_DEFINE_RECORD (YxKeyEnvelope, yx_key_envelope, "key_envelope", fields);
