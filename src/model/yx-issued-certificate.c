/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/yx-issued-certificate.h"

#include <glib/gi18n-lib.h>

#include "model/yx-checks.h"

static const YxField fields[] = {
  YX_ID (YxIssuedCertificate, id, "crt", N_ ("Id"), YX_ANSWER),
  YX_ID (YxIssuedCertificate, account, "acc", N_ ("Account"), YX_ANSWER),
  YX_ID (YxIssuedCertificate, enterprise, "ent", N_ ("Enterprise"), YX_ANSWER),
  YX_CHOICE (YxIssuedCertificate, capacity, yx_capacities, N_ ("Capacity"), YX_CREATE | YX_ANSWER | YX_REQUIRED),
  YX_CHOICE (YxIssuedCertificate, identity, yx_identities, N_ ("How identity was proven"), YX_ANSWER),
  YX_CHOICE (YxIssuedCertificate, state, yx_certificate_states, N_ ("State"), YX_ANSWER),
  YX_TEXT (YxIssuedCertificate, serial, N_ ("Serial number"), YX_ANSWER, .max = 40),
  YX_TEXT (YxIssuedCertificate, fingerprint, N_ ("Fingerprint"), YX_ANSWER, .max = 64),
  YX_INSTANT (YxIssuedCertificate, valid_from, N_ ("Valid from"), YX_ANSWER),
  YX_INSTANT (YxIssuedCertificate, valid_to, N_ ("Valid to"), YX_ANSWER),
  YX_BYTES (YxIssuedCertificate, certificate, N_ ("Certificate"), YX_ANSWER | YX_PRIVATE, .max = 8192),
  YX_BYTES (YxIssuedCertificate, request, N_ ("Certificate request"), YX_CREATE | YX_REQUIRED, .max = 8192),
  YX_BYTES (YxIssuedCertificate, envelope, N_ ("Key envelope"), YX_CREATE | YX_REQUIRED, .max = 65536),
  YX_INT (YxIssuedCertificate, envelope_version, N_ ("Version of the envelope that it replaces"),
            YX_CREATE, .max = 1000000),
  YX_SECRET_FIELD (YxIssuedCertificate, code, N_ ("SMS code"), YX_CREATE | YX_REQUIRED, .check = yx_check_code),
  YX_SECRET_FIELD (YxIssuedCertificate, proof, N_ ("Proof of the certificate password"),
            YX_CREATE | YX_REQUIRED, .min = 64, .max = 64),
  YX_BOOL (YxIssuedCertificate, consent, N_ ("Consent to the certificate agreement"), YX_CREATE | YX_REQUIRED),
  YX_TEXT (YxIssuedCertificate, authority, N_ ("Fingerprint of the authority"), YX_ANSWER, .max = 64),
  YX_INSTANT (YxIssuedCertificate, ended, N_ ("Ended"), YX_ANSWER),
  YX_CHOICE (YxIssuedCertificate, end_reason, yx_end_reasons, N_ ("Why it ended"), YX_ANSWER),
  YX_TEXT (YxIssuedCertificate, refusal, N_ ("Why it was refused"), YX_ANSWER, .max = 200),
  YX_INSTANT (YxIssuedCertificate, created, N_ ("Issued"), YX_ANSWER),
};

YX_DEFINE_RECORD (YxIssuedCertificate, yx_issued_certificate, "certificate", fields);
