/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "seal/yx-seal-type.h"

G_BEGIN_DECLS

#define YX_SEAL_OBJECT_MAX_BYTES (64 * 1024)
#define YX_SEAL_MAX_GRANTEES 256
#define YX_SEAL_DIGEST_SIZE 32

/* What a seal object says; GB/T 38540-2020 §6.2. Texts are borrowed while it is built. */
typedef struct
{
  const char *id;             /* `sea_…` */
  guint version;              /* counts up with each change of grantees or validity, from 1 */
  YxSealKind kind;
  const char *label;          /* what people call it, at most 50 characters */
  const char *name;           /* the engraved, registered name of the enterprise */
  const char *uscc;
  const char *number;         /* 12 digits, yx-seal-number.h */
  GBytes *picture_digest;     /* 32 bytes: of the seal's one-page PDF, as `pdf` counts it */
  double width;               /* mm */
  double height;              /* mm */
  gint64 created;             /* instants, whole seconds */
  gint64 valid_from;
  gint64 valid_to;
  GPtrArray *grantees;        /* GBytes of 32 bytes: SHA-256 of each entitled signing certificate */
} YxSealObjectFields;

/**
 * YxSealObject:
 *
 * A seal as the hall's seal maker signed it. Immutable; reference counting is atomic.
 */
typedef struct _YxSealObject YxSealObject;

GBytes *yx_seal_object_content (const YxSealObjectFields *fields, GError **error);
YxSealObject *yx_seal_object_parse_content (GBytes *content, GError **error);

YxSealObject *yx_seal_object_ref (YxSealObject *object);
void yx_seal_object_unref (YxSealObject *object);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YxSealObject, yx_seal_object_unref)

const YxSealObjectFields *yx_seal_object_fields (YxSealObject *object);
gboolean yx_seal_object_valid_at (YxSealObject *object, gint64 instant);
gboolean yx_seal_object_entitles (YxSealObject *object, GBytes *certificate_digest);

G_END_DECLS
