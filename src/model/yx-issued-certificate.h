/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/yx-words.h"

G_BEGIN_DECLS

/**
 * YxIssuedCertificate:
 *
 * A certificate of a person or an enterprise account and what was asked to get it
 * (spec.md 2.3, formats.md "Certificates"). Issuing takes the key envelope with it, so that no
 * certificate exists whose key nobody holds.
 */
typedef struct
{
  YxRecord record;
  char *id;
  char *account;
  char *enterprise;
  int capacity;
  int identity;
  int state;
  char *serial;
  char *fingerprint; /* SHA-256 in hex */
  gint64 valid_from;
  gint64 valid_to;
  GBytes *certificate; /* DER */
  GBytes *request; /* PKCS#10, DER */
  GBytes *envelope;
  gint64 envelope_version; /* 0: the first */
  YxSecret *code;
  YxSecret *proof; /* hex */
  gboolean consent;
  char *authority; /* SHA-256 of the issuing authority's certificate, in hex */
  gint64 ended; /* since when it is suspended or revoked */
  int end_reason;
  char *refusal;
  gint64 created;
} YxIssuedCertificate;

/* How many days before its end a certificate may be renewed (spec.md 2.6-1). */
#define YX_CERTIFICATE_RENEWAL_DAYS 30

YX_DECLARE_RECORD (YxIssuedCertificate, yx_issued_certificate)

G_END_DECLS
