/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "crypto/yx-cms.h"
#include "crypto/yx-trust.h"
#include "model/yx-words.h"

G_BEGIN_DECLS

#define YX_SEAL_OBJECT_MAX_BYTES (64 * 1024)
#define YX_SEAL_MAX_GRANTEES 256
#define YX_SEAL_LABEL_MAX 50 /* characters */

/* What is made here is not on record with the police, and says so: law.md 3. */
#define YX_SEAL_REMARK_OWN "本网厅制作、未备案"

/* What a seal object says. Texts and bytes are borrowed where one is made, and the object's own where one is
 * read. */
typedef struct
{
  const char *id; /* `sea_…` */
  guint version;  /* from 1; counts up with each change of grantees or validity */
  YxSealKind kind;
  const char *label; /* what people call it */
  const char *name;  /* engraved: the enterprise's registered name */
  const char *uscc;
  const char *number;     /* yx-seal-number.h */
  const char *remark;     /* YX_SEAL_REMARK_OWN */
  GBytes *picture_digest; /* 32 bytes: of the seal's one-page PDF, as `pdf` counts it */
  guint width;            /* mm */
  guint height;           /* mm */
  gint64 created;         /* instants of whole seconds */
  gint64 valid_from;
  gint64 valid_to;
  GPtrArray *grantees; /* (element-type GBytes): SHA-256 of each signing certificate that may use it */
} YxSealObjectFields;

/**
 * YxSealObject:
 *
 * A seal as a seal maker signed it (GB/T 38540-2020 §6). Immutable; reference counting is atomic.
 */
typedef struct _YxSealObject YxSealObject;

GBytes *yx_seal_object_content (const YxSealObjectFields *fields, GError **error);
GBytes *yx_seal_object_sign (const YxSigner *maker, GBytes *content, GError **error);

YxSealObject *yx_seal_object_parse_content (GBytes *content, GError **error);
YxSealObject *yx_seal_object_parse (GBytes *object, GError **error);
YxSealObject *yx_seal_object_open (GBytes *object, YxTrust *trust, gint64 at, GError **error);

YxSealObject *yx_seal_object_ref (YxSealObject *object);
void yx_seal_object_unref (YxSealObject *object);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YxSealObject, yx_seal_object_unref)

const YxSealObjectFields *yx_seal_object_fields (YxSealObject *object);
YxCertificate *yx_seal_object_maker (YxSealObject *object);
YxTrustResult yx_seal_object_trust (YxSealObject *object, YxTrust *trust, gint64 at);
gboolean yx_seal_object_valid_at (YxSealObject *object, gint64 instant);
gboolean yx_seal_object_entitles (YxSealObject *object, const char *fingerprint);

G_END_DECLS
