/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/yx-envelope-change.h"

#include <glib/gi18n-lib.h>

#include "model/yx-checks.h"

static const YxField fields[] = {
  YX_SECRET_FIELD (YxEnvelopeChange, code, N_ ("SMS code"), YX_CREATE | YX_REQUIRED, .check = yx_check_code),
  YX_SECRET_FIELD (YxEnvelopeChange, proof, N_ ("Proof of the certificate password"),
            YX_CREATE | YX_REQUIRED, .min = 64, .max = 64),
  YX_BYTES (YxEnvelopeChange, envelope, N_ ("Key envelope"), YX_CREATE | YX_REQUIRED, .max = 65536),
  YX_SECRET_FIELD (YxEnvelopeChange, new_proof, N_ ("Proof of the new certificate password"),
            YX_CREATE | YX_REQUIRED, .min = 64, .max = 64),
};

YX_DEFINE_RECORD (YxEnvelopeChange, yx_envelope_change, "envelope_change", fields);
