/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define YX_DER_BOOLEAN 0x01
#define YX_DER_INTEGER 0x02
#define YX_DER_OCTETS 0x04
#define YX_DER_NULL 0x05
#define YX_DER_OID 0x06
#define YX_DER_GENERALIZED_TIME 0x18
#define YX_DER_SEQUENCE 0x30
#define YX_DER_SET 0x31
#define YX_DER_CONTEXT(n) (0xa0 | (n))

/* What is left to read. */
typedef struct
{
  const guint8 *at;
  gsize left;
} YxDer;

gboolean yx_der_read (YxDer *reader, guint8 *tag, YxDer *content);
gboolean yx_der_expect (YxDer *reader, guint8 tag, YxDer *content);
gsize yx_der_length (gconstpointer bytes, gsize size);
gboolean yx_der_check (gconstpointer bytes, gsize size);

void yx_der_add (GByteArray *to, guint8 tag, gconstpointer bytes, gsize size);
void yx_der_add_int (GByteArray *to, guint8 value);
gboolean yx_der_add_oid (GByteArray *to, const char *oid);
void yx_der_add_bytes (GByteArray *to, GBytes *der);
void yx_der_nest (GByteArray *to, guint8 tag, GByteArray *inner);
void yx_der_nest_set (GByteArray *to, guint8 tag, GPtrArray *elements);

G_END_DECLS
