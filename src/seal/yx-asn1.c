/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "seal/yx-asn1.h"

#include <string.h>

#include "base/yx-clock.h"
#include "crypto/yx-der.h"

#define TIME_LENGTH 15 /* 20260301000000Z */

/**
 * yx_asn1_put_number:
 * @to: what to append to
 * @number: below 2^63
 *
 * Appends an INTEGER in DER (X.690 §8.3).
 */
void
yx_asn1_put_number (GByteArray *to, guint64 number)
{
  guint8 bytes[8];
  guint n = 0;

  for (int i = 7; i >= 0; i--)
    {
      guint8 byte = (guint8)(number >> 8 * i);
      guint8 below = (guint8)(i > 0 ? number >> 8 * (i - 1) : 0);

      if (n > 0 || byte != 0 || (below & 0x80) != 0 || i == 0)
        bytes[n++] = byte;
    }
  yx_der_add (to, YX_DER_INTEGER, bytes, n);
}

/**
 * yx_asn1_put_text:
 * @to: what to append to
 * @tag: which kind of string
 * @text: of the characters that the kind has
 */
void
yx_asn1_put_text (GByteArray *to, guint8 tag, const char *text)
{
  yx_der_add (to, tag, text, strlen (text));
}

/**
 * yx_asn1_put_time:
 * @to: what to append to
 * @instant: whole seconds, in the years 1 to 9999
 *
 * Appends a GeneralizedTime in DER (X.690 §11.7).
 */
void
yx_asn1_put_time (GByteArray *to, gint64 instant)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (instant / G_USEC_PER_SEC);
  g_autofree char *text = NULL;

  g_return_if_fail (time != NULL);
  text = g_strdup_printf ("%04d%02d%02d%02d%02d%02dZ", g_date_time_get_year (time),
                          g_date_time_get_month (time), g_date_time_get_day_of_month (time),
                          g_date_time_get_hour (time), g_date_time_get_minute (time),
                          g_date_time_get_second (time));
  yx_asn1_put_text (to, YX_ASN1_TIME, text);
}

/**
 * yx_asn1_open:
 * @der: bytes from anywhere; must outlive what is returned
 *
 * Returns: something to read from; broken unless @der is exactly one element in DER
 */
YxAsn1
yx_asn1_open (GBytes *der)
{
  YxAsn1 from = { 0 };

  from.at = g_bytes_get_data (der, &from.left);
  from.broken = !yx_der_check (from.at, from.left);
  return from;
}

/**
 * yx_asn1_peek:
 * @from: what to read from
 *
 * Returns: the next element's tag, 0 when there is none
 */
guint8
yx_asn1_peek (const YxAsn1 *from)
{
  return from->broken || from->left == 0 ? 0 : *from->at;
}

/**
 * yx_asn1_take:
 * @from: what to read from
 * @tag: the tag that must come
 *
 * Returns: the content of the next element; broken when it has another tag
 */
YxAsn1
yx_asn1_take (YxAsn1 *from, guint8 tag)
{
  gsize size = from->broken ? 0 : yx_der_length (from->at, from->left);
  gsize head = 2;
  YxAsn1 inner = { 0 };

  if (size == 0 || *from->at != tag)
    {
      from->broken = inner.broken = TRUE;
      return inner;
    }
  if (from->at[1] >= 0x80)
    head += from->at[1] & 0x7fu;
  inner.at = from->at + head;
  inner.left = size - head;
  from->at += size;
  from->left -= size;
  return inner;
}

/**
 * yx_asn1_take_number:
 * @from: what to read from
 * @max: the largest number that is allowed
 *
 * Returns: the number that comes next, 0 when it is none
 */
guint64
yx_asn1_take_number (YxAsn1 *from, guint64 max)
{
  YxAsn1 inner = yx_asn1_take (from, YX_DER_INTEGER);
  guint64 number = 0;

  if (inner.left == 0 || inner.left > 8 || (inner.at[0] & 0x80) != 0
      || (inner.left > 1 && inner.at[0] == 0 && (inner.at[1] & 0x80) == 0))
    {
      from->broken = TRUE;
      return 0;
    }
  for (gsize i = 0; i < inner.left; i++)
    number = number << 8 | inner.at[i];
  if (number > max)
    from->broken = TRUE;
  return from->broken ? 0 : number;
}

static gboolean
check_text (guint8 tag, const char *text, gsize size, guint max)
{
  if (size == 0 || !g_utf8_validate_len (text, size, NULL) || g_utf8_strlen (text, (gssize)size) > max)
    return FALSE;
  for (gsize i = 0; i < size; i++)
    if (text[i] < ' ' && text[i] >= 0)
      return FALSE;
  for (gsize i = 0; tag != YX_ASN1_UTF8 && i < size; i++)
    if (text[i] < ' ' || text[i] > '~')
      return FALSE;
  return TRUE;
}

/**
 * yx_asn1_take_text:
 * @from: what to read from
 * @tag: which kind of string must come
 * @max: how many characters are allowed; none is never
 *
 * Returns: (transfer full) (nullable): the text that comes next, without control characters
 */
char *
yx_asn1_take_text (YxAsn1 *from, guint8 tag, guint max)
{
  YxAsn1 inner = yx_asn1_take (from, tag);

  if (inner.broken || !check_text (tag, (const char *)inner.at, inner.left, max))
    {
      from->broken = TRUE;
      return NULL;
    }
  return g_strndup ((const char *)inner.at, inner.left);
}

/**
 * yx_asn1_take_octets:
 * @from: what to read from
 * @max: how many bytes are allowed
 *
 * Returns: (transfer full) (nullable): the bytes that come next
 */
GBytes *
yx_asn1_take_octets (YxAsn1 *from, gsize max)
{
  YxAsn1 inner = yx_asn1_take (from, YX_DER_OCTETS);

  if (inner.broken || inner.left > max)
    {
      from->broken = TRUE;
      return NULL;
    }
  return g_bytes_new (inner.at, inner.left);
}

/**
 * yx_asn1_take_time:
 * @from: what to read from
 *
 * Returns: the instant that comes next, in whole seconds
 */
gint64
yx_asn1_take_time (YxAsn1 *from)
{
  g_autofree char *text = yx_asn1_take_text (from, YX_ASN1_TIME, TIME_LENGTH);
  g_autofree char *written = NULL;
  gint64 instant = 0;

  if (text == NULL)
    return 0;
  if (strlen (text) == TIME_LENGTH && strspn (text, "0123456789") == TIME_LENGTH - 1
      && text[TIME_LENGTH - 1] == 'Z')
    written = g_strdup_printf ("%.4s-%.2s-%.2sT%.2s:%.2s:%.2sZ", text, text + 4, text + 6, text + 8,
                               text + 10, text + 12);
  if (written == NULL || !yx_instant_parse (written, &instant))
    from->broken = TRUE;
  return instant;
}

/**
 * yx_asn1_expect:
 * @from: what to read from
 * @tag: the tag that must come
 * @bytes: the content that must come
 * @size: its size
 */
void
yx_asn1_expect (YxAsn1 *from, guint8 tag, gconstpointer bytes, gsize size)
{
  YxAsn1 inner = yx_asn1_take (from, tag);

  if (inner.broken || inner.left != size || memcmp (inner.at, bytes, size) != 0)
    from->broken = TRUE;
}

/**
 * yx_asn1_end:
 * @outer: what @inner was taken from
 * @inner: an element of which everything should have been read
 *
 * Breaks @outer if @inner is broken or something is left of it.
 */
void
yx_asn1_end (YxAsn1 *outer, const YxAsn1 *inner)
{
  if (inner->broken || inner->left > 0)
    outer->broken = TRUE;
}
