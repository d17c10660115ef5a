/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "crypto/yx-der.h"
#include "seal/yx-asn1.h"

#define WHOLE(text) { text, sizeof text - 1 }

typedef struct
{
  const char *bytes;
  gsize size;
} Row;

static YxAsn1
open_bytes (const char *bytes, gsize size)
{
  return (YxAsn1) { (const guint8 *) bytes, size, FALSE };
}

static void
test_number (void)
{
  const guint64 numbers[] = { 0, 1, 127, 128, 255, 256, 32767, 32768, 65535, G_MAXUINT32, G_MAXINT64 };

  for (gsize i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      g_autoptr (GByteArray) array = g_byte_array_new ();
      YxAsn1 from;

      yx_asn1_put_number (array, numbers[i]);
      g_assert_true (yx_der_check (array->data, array->len));
      from = open_bytes ((const char *) array->data, array->len);
      g_assert_cmpuint (yx_asn1_take_number (&from, G_MAXINT64), ==, numbers[i]);
      g_assert_false (from.broken);
      g_assert_cmpuint (from.left, ==, 0);
      from = open_bytes ((const char *) array->data, array->len);
      if (numbers[i] > 0)
        {
          g_assert_cmpuint (yx_asn1_take_number (&from, numbers[i] - 1), ==, 0);
          g_assert_true (from.broken);
        }
    }
}

static void
test_bad_number (void)
{
  const Row rows[] = {
    WHOLE (""), WHOLE ("\x02\x00"), WHOLE ("\x02\x01"), WHOLE ("\x02\x01\x80"), WHOLE ("\x02\x02\x00\x01"),
    WHOLE ("\x04\x01\x01"), WHOLE ("\x02\x09\x01\x01\x01\x01\x01\x01\x01\x01\x01"), WHOLE ("\x02\x81\x01\x01"),
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      YxAsn1 from = open_bytes (rows[i].bytes, rows[i].size);

      g_assert_cmpuint (yx_asn1_take_number (&from, G_MAXINT64), ==, 0);
      g_assert_true (from.broken);
    }
}

static void
test_time (void)
{
  const gint64 instants[] = { 0, G_GINT64_CONSTANT (1772323200) * G_USEC_PER_SEC, G_GINT64_CONSTANT (253402300799) * G_USEC_PER_SEC };

  for (gsize i = 0; i < G_N_ELEMENTS (instants); i++)
    {
      g_autoptr (GByteArray) array = g_byte_array_new ();
      YxAsn1 from;

      yx_asn1_put_time (array, instants[i]);
      from = open_bytes ((const char *) array->data, array->len);
      g_assert_cmpint (yx_asn1_take_time (&from), ==, instants[i]);
      g_assert_false (from.broken);
    }
}

static void
test_bad_time (void)
{
  const char *const rows[] = {
    "20260301000000", "20260230000000Z", "20261301000000Z", "20260301006000Z", "20260301000000+", "2026030100000xZ",
    "202603010000.0Z", "20260301000000ZZ", "",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GByteArray) array = g_byte_array_new ();
      YxAsn1 from;

      yx_asn1_put_text (array, YX_ASN1_TIME, rows[i]);
      from = open_bytes ((const char *) array->data, array->len);
      yx_asn1_take_time (&from);
      g_assert_true (from.broken);
    }
}

static void
test_text (void)
{
  const struct { guint8 tag; const char *text; guint max; gboolean good; } rows[] = {
    { YX_ASN1_UTF8, "印信", 2, TRUE }, { YX_ASN1_UTF8, "印信", 1, FALSE }, { YX_ASN1_UTF8, "", 9, FALSE },
    { YX_ASN1_UTF8, "\xc3", 9, FALSE }, { YX_ASN1_UTF8, "a\nb", 9, FALSE }, { YX_ASN1_IA5, "sea_1", 9, TRUE },
    { YX_ASN1_IA5, "印", 9, FALSE }, { YX_ASN1_IA5, "a\x7f", 9, FALSE }, { YX_ASN1_PRINTABLE, "SHA256", 6, TRUE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GByteArray) array = g_byte_array_new ();
      g_autofree char *text = NULL;
      YxAsn1 from;

      yx_asn1_put_text (array, rows[i].tag, rows[i].text);
      from = open_bytes ((const char *) array->data, array->len);
      text = yx_asn1_take_text (&from, rows[i].tag, rows[i].max);
      g_assert_cmpint (from.broken, ==, !rows[i].good);
      g_assert_cmpstr (text, ==, rows[i].good ? rows[i].text : NULL);
    }
}

/* What broke stays broken, and what encloses it, too. */
static void
test_broken (void)
{
  g_autoptr (GBytes) der = g_bytes_new_static ("\x30\x05\x02\x01\x01\x05\x00", 7);
  g_autoptr (GBytes) longer = g_bytes_new_static ("\x05\x00\x00", 3);
  YxAsn1 outer = yx_asn1_open (der);
  YxAsn1 inner = yx_asn1_take (&outer, YX_DER_SEQUENCE);

  g_assert_cmpuint (yx_asn1_peek (&inner), ==, YX_DER_INTEGER);
  g_assert_null (yx_asn1_take_octets (&inner, 10));
  g_assert_true (inner.broken);
  g_assert_cmpuint (yx_asn1_peek (&inner), ==, 0);
  g_assert_cmpuint (yx_asn1_take_number (&inner, 10), ==, 0);
  g_assert_false (outer.broken);
  yx_asn1_end (&outer, &inner);
  g_assert_true (outer.broken);
  outer = yx_asn1_open (longer);
  g_assert_true (outer.broken);
}

/* An element of which something is left was not understood. */
static void
test_left (void)
{
  g_autoptr (GBytes) der = g_bytes_new_static ("\x30\x05\x02\x01\x01\x05\x00", 7);
  YxAsn1 outer = yx_asn1_open (der);
  YxAsn1 inner = yx_asn1_take (&outer, YX_DER_SEQUENCE);

  yx_asn1_expect (&inner, YX_DER_INTEGER, "\x01", 1);
  g_assert_false (inner.broken);
  yx_asn1_end (&outer, &inner);
  g_assert_true (outer.broken);
}

static void
test_octets (void)
{
  YxAsn1 from = open_bytes ("\x04\x02xy\x04\x02xy", 8);
  g_autoptr (GBytes) octets = yx_asn1_take_octets (&from, 2);

  g_assert_cmpuint (g_bytes_get_size (octets), ==, 2);
  g_assert_cmpint (memcmp (g_bytes_get_data (octets, NULL), "xy", 2), ==, 0);
  g_assert_null (yx_asn1_take_octets (&from, 1));
  g_assert_true (from.broken);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/seal/asn1/number", test_number);
  g_test_add_func ("/seal/asn1/bad-number", test_bad_number);
  g_test_add_func ("/seal/asn1/time", test_time);
  g_test_add_func ("/seal/asn1/bad-time", test_bad_time);
  g_test_add_func ("/seal/asn1/text", test_text);
  g_test_add_func ("/seal/asn1/broken", test_broken);
  g_test_add_func ("/seal/asn1/left", test_left);
  g_test_add_func ("/seal/asn1/octets", test_octets);
  return g_test_run ();
}
