/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Tags' bytes, X.680 §8.6, beside those of crypto/yx-der.h. */
#define YX_ASN1_BOOLEAN 0x01
#define YX_ASN1_UTF8 0x0c
#define YX_ASN1_PRINTABLE 0x13
#define YX_ASN1_IA5 0x16
#define YX_ASN1_TIME 0x18

/* What is left to read of an element's content. Once an element is not what was asked for, it stays broken.
 */
typedef struct
{
  const guint8 *at;
  gsize left;
  gboolean broken;
} YxAsn1;

void yx_asn1_put_number (GByteArray *to, guint64 number);
void yx_asn1_put_text (GByteArray *to, guint8 tag, const char *text);
void yx_asn1_put_time (GByteArray *to, gint64 instant);

YxAsn1 yx_asn1_open (GBytes *der);
guint8 yx_asn1_peek (const YxAsn1 *from);
YxAsn1 yx_asn1_take (YxAsn1 *from, guint8 tag);
guint64 yx_asn1_take_number (YxAsn1 *from, guint64 max);
char *yx_asn1_take_text (YxAsn1 *from, guint8 tag, guint max);
GBytes *yx_asn1_take_octets (YxAsn1 *from, gsize max);
gint64 yx_asn1_take_time (YxAsn1 *from);
void yx_asn1_expect (YxAsn1 *from, guint8 tag, gconstpointer bytes, gsize size);
void yx_asn1_end (YxAsn1 *outer, const YxAsn1 *inner);

G_END_DECLS
