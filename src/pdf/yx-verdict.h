/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "pdf/yx-pdf-error.h"

G_BEGIN_DECLS

/**
 * YxVerdictStatus:
 * @YX_VERDICT_PASSED: TOTAL-PASSED (ETSI EN 319 102-1 §5.1.3)
 * @YX_VERDICT_INDETERMINATE: neither can be said
 * @YX_VERDICT_FAILED: TOTAL-FAILED
 */
typedef enum
{
  YX_VERDICT_PASSED,
  YX_VERDICT_INDETERMINATE,
  YX_VERDICT_FAILED,
} YxVerdictStatus;

/* An object that a later revision changed or added. */
typedef struct
{
  guint revision;
  guint object;
  char *path;
  gboolean allowed;
} YxVerdictChange;

/* A seal, as a signature refers to it; filled in by who knows seals. */
typedef struct
{
  char *id;
  guint version;
  char *type;
  char *name;
  gboolean entitled;
} YxVerdictSeal;

/**
 * YxVerdictSignature:
 * @field: name of the signature field
 * @revision: which revision it signed, from 1
 * @timestamp: whether it is a document timestamp
 * @signer_name: (nullable): common name of the certificate
 * @signer_organisation: (nullable): O of the certificate
 * @signer_serial: (nullable): the certificate's serial number, hex
 * @signer_fingerprint: (nullable): SHA-256 of the certificate, hex
 * @signer_capacity: (nullable): `personal`, `enterprise` or `other`
 * @signer_identity: `none`, `attended` or `provider`
 * @signer_own_hall: whether the employer's own hall vouches for identity
 * @seal: (nullable): the seal
 * @time: microseconds since 1970: proven by a timestamp or claimed; %G_MININT64 for none
 * @time_proven: which of them
 * @level: (nullable): `B-B`, `B-T`, `B-LT` or `B-LTA`; a document timestamp counts like a signature's; %NULL
 *   for what is no PAdES signature
 * @algorithm: (nullable): for people
 * @byte_range: offset, length, offset, length
 * @covers_revision: whether it covers all of its revision but its own value
 * @certifies: DocMDP's P, 0 where it doesn't certify
 * @valid: whether format, hash and signature hold
 * @trust: static: `trusted`, `unknown` or `untrusted`
 * @revocation: static: `good`, `revoked` or `unchecked`
 * @changes: (element-type YxVerdictChange): what later revisions did
 * @pades: whether it is a valid PAdES B-B signature (ETSI EN 319 142-1 §6.3)
 * @own: whether its dictionary says exactly what yx_pdf_sign() makes it say: DocMDP with P=2 if it certifies,
 *   FieldMDP, and nothing else
 * @mark_digest: (nullable): hex yx_pdf_picture_digest() of the mark shown
 * @canonical: whether the place shows exactly mark and captions, nothing else
 * @captions: (nullable) (array zero-terminated=1): the lines shown, the first the date
 * @certificate: (nullable): the signer's certificate, DER
 * @seal_object: (nullable): what /YX_Seal holds; only in the internal JSON
 *
 * What was found of one signature.
 */
typedef struct
{
  char *field;
  guint revision;
  gboolean timestamp;
  char *signer_name;
  char *signer_organisation;
  char *signer_serial;
  char *signer_fingerprint;
  char *signer_capacity;
  char *signer_identity;
  gboolean signer_own_hall;
  YxVerdictSeal *seal;
  gint64 time;
  gboolean time_proven;
  char *level;
  char *algorithm;
  gint64 byte_range[4];
  gboolean covers_revision;
  guint certifies;
  gboolean valid;
  char *trust;
  char *revocation;
  GPtrArray *changes;
  gboolean pades;
  gboolean own;
  char *mark_digest;
  gboolean canonical;
  char **captions;
  GBytes *certificate;
  GBytes *seal_object;
} YxVerdictSignature;

/**
 * YxVerdict:
 * @file: (nullable): what it is about, for people
 * @sha256: hex digest of the whole file
 * @status: the verdict
 * @reasons: (element-type utf8): codes, each once: EN 319 102-1's names in capitals, ours in lower case
 * @revisions: how many
 * @taken: how many of them were taken before; 0 where that is not known
 * @signatures: (element-type YxVerdictSignature): in the order of their revisions
 *
 * What is to be said of a document.
 */
typedef struct
{
  char *file;
  char *sha256;
  YxVerdictStatus status;
  GPtrArray *reasons;
  guint revisions;
  guint taken;
  GPtrArray *signatures;
} YxVerdict;

YxVerdict *yx_verdict_new (const char *sha256);
void yx_verdict_free (YxVerdict *verdict);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YxVerdict, yx_verdict_free)

YxVerdictSignature *yx_verdict_add_signature (YxVerdict *verdict, const char *field);
void yx_verdict_signature_add_change (YxVerdictSignature *signature,
                                      guint revision,
                                      guint object,
                                      const char *path,
                                      gboolean allowed);
void yx_verdict_signature_set_seal (YxVerdictSignature *signature,
                                    const char *id,
                                    guint version,
                                    const char *type,
                                    const char *name,
                                    gboolean entitled);
void yx_verdict_lower (YxVerdict *verdict, YxVerdictStatus status, const char *reason);
gboolean yx_verdict_has_reason (YxVerdict *verdict, const char *reason);
const char *yx_verdict_status_nick (YxVerdictStatus status);

/**
 * YxVerdictRevisionKind:
 * @YX_VERDICT_OTHER: something else, or more than one thing
 * @YX_VERDICT_SIGNATURE: one party's place was filled and nothing else was changed
 * @YX_VERDICT_EVIDENCE: a document timestamp was added and nothing else was changed
 */
typedef enum
{
  YX_VERDICT_OTHER,
  YX_VERDICT_SIGNATURE,
  YX_VERDICT_EVIDENCE,
} YxVerdictRevisionKind;

YxVerdictRevisionKind yx_verdict_last_revision (YxVerdict *verdict, YxVerdictSignature **signature);

JsonNode *yx_verdict_to_json (YxVerdict *verdict);
JsonNode *yx_verdict_to_internal_json (YxVerdict *verdict);
YxVerdict *yx_verdict_from_json (JsonNode *node, GError **error);

G_END_DECLS
