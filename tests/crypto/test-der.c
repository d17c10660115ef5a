/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "crypto/yx-cms-frame.h"
#include "crypto/yx-der.h"

#define ROW(text, good)                                                                                      \
  {                                                                                                          \
    text, sizeof (text) - 1, good                                                                            \
  }

typedef struct
{
  const char *bytes;
  gsize size;
  gboolean good;
} Row;

/* X.690 §10: definite lengths, as short as can be, nothing left over. */
static void
test_check (void)
{
  const Row rows[] = {
    ROW ("\x02\x01\x05", TRUE),
    ROW ("\x30\x00", TRUE),
    ROW ("\x30\x03\x02\x01\x05", TRUE),
    ROW ("", FALSE),
    ROW ("\x02", FALSE),
    ROW ("\x02\x01", FALSE),
    ROW ("\x02\x02\x05", FALSE),
    ROW ("\x02\x01\x05\x00", FALSE),
    ROW ("\x30\x80\x00\x00", FALSE),
    ROW ("\x02\x81\x01\x05", FALSE),
    ROW ("\x02\x82\x00\x01\x05", FALSE),
    ROW ("\x1f\x81\x01\x00", FALSE),
    ROW ("\x30\x02\x02\x01", FALSE),
    ROW ("\x30\x85\x01\x01\x01\x01\x01", FALSE),
    ROW ("\x30\x84\xff\xff\xff\xff", FALSE),
    ROW ("\x30\x03\x1f\x01\x00", FALSE),
    ROW ("\x02\x83\x01", FALSE),
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    g_assert_cmpint (yx_der_check (rows[i].bytes, rows[i].size), ==, rows[i].good);
}

static void
test_depth (void)
{
  GByteArray *nested = g_byte_array_new ();

  for (int i = 0; i < 200; i++)
    {
      GByteArray *outer = g_byte_array_new ();

      yx_der_nest (outer, YX_DER_SEQUENCE, nested);
      nested = outer;
      g_assert_cmpint (yx_der_check (nested->data, nested->len), ==, i < 32);
    }
  g_byte_array_unref (nested);
}

/* Lengths of one, two, three and four bytes come back. */
static void
test_lengths (void)
{
  const gsize sizes[] = { 0, 1, 127, 128, 255, 256, 65535, 65536, 100000 };
  g_autofree guint8 *content = g_malloc0 (100000);

  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autoptr (GByteArray) bytes = g_byte_array_new ();
      YxDer reader;
      YxDer read;

      yx_der_add (bytes, YX_DER_OCTETS, content, sizes[i]);
      g_assert_true (yx_der_check (bytes->data, bytes->len));
      g_assert_cmpuint (yx_der_length (bytes->data, bytes->len), ==, bytes->len);
      reader = (YxDer){ bytes->data, bytes->len };
      g_assert_true (yx_der_expect (&reader, YX_DER_OCTETS, &read));
      g_assert_cmpuint (read.left, ==, sizes[i]);
      g_assert_cmpuint (reader.left, ==, 0);
      reader = (YxDer){ bytes->data, bytes->len };
      g_assert_false (yx_der_expect (&reader, YX_DER_SET, &read));
    }
}

static void
test_set (void)
{
  GPtrArray *elements = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  g_autoptr (GByteArray) set = g_byte_array_new ();

  g_ptr_array_add (elements, g_bytes_new_static ("\x02\x01\x07", 3));
  g_ptr_array_add (elements, g_bytes_new_static ("\x02\x01\x03", 3));
  g_ptr_array_add (elements, g_bytes_new_static ("\x01\x01\xff", 3));
  yx_der_nest_set (set, YX_DER_SET, elements);
  g_assert_cmpmem (set->data, set->len, "\x31\x09\x01\x01\xff\x02\x01\x03\x02\x01\x07", 11);
}

#define SHA "\x30\x0b\x06\x09\x60\x86\x48\x01\x65\x03\x04\x02\x01"
#define SHA_NULL "\x30\x0d\x06\x09\x60\x86\x48\x01\x65\x03\x04\x02\x01\x05\x00"
#define DATA "\x30\x0b\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07\x01"
#define OTHER "\x30\x05\x06\x03\x2a\x03\x04"
#define ECDSA "\x30\x0a\x06\x08\x2a\x86\x48\xce\x3d\x04\x03\x02"
#define RSA_NULL "\x30\x0d\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x01\x01\x05\x00"
#define SIGNER(version, id, digest, algorithm) version id digest "\xa0\x00" algorithm "\x04\x01x"

static GBytes *
frame (const Row *version, const Row *digests, const Row *content, const Row *signer)
{
  GByteArray *data = g_byte_array_new ();
  GByteArray *set = g_byte_array_new ();
  GByteArray *info = g_byte_array_new ();
  GByteArray *inner = g_byte_array_new ();
  GByteArray *outer = g_byte_array_new ();
  GByteArray *whole = g_byte_array_new ();

  g_byte_array_append (data, (const guint8 *) version->bytes, (guint) version->size);
  yx_der_add (data, YX_DER_SET, digests->bytes, digests->size);
  g_byte_array_append (data, (const guint8 *) content->bytes, (guint) content->size);
  g_byte_array_append (info, (const guint8 *) signer->bytes, (guint) signer->size);
  yx_der_nest (set, YX_DER_SEQUENCE, info);
  yx_der_nest (data, YX_DER_SET, set);
  yx_der_nest (inner, YX_DER_SEQUENCE, data);
  yx_der_add (outer, YX_DER_OID, "\x2a\x86\x48\x86\xf7\x0d\x01\x07\x02", 9);
  yx_der_nest (outer, YX_DER_CONTEXT (0), inner);
  yx_der_nest (whole, YX_DER_SEQUENCE, outer);
  return g_byte_array_free_to_bytes (whole);
}

/* RFC 5652 §5.1 and §5.3. */
static void
test_frame (void)
{
  const struct
  {
    Row version;
    Row digests;
    Row content;
    Row signer;
    gboolean good;
  } rows[] = {
#define V1 ROW ("\x02\x01\x01", TRUE)
#define V3 ROW ("\x02\x01\x03", TRUE)
#define GOOD ROW (SIGNER ("\x02\x01\x01", "\x30\x00", SHA, ECDSA), TRUE)
    { V1, ROW (SHA, TRUE), ROW (DATA, TRUE), GOOD, TRUE },
    { V1, ROW (SHA_NULL, TRUE), ROW (DATA, TRUE), GOOD, TRUE },
    { V3, ROW (SHA, TRUE), ROW (OTHER, TRUE), GOOD, TRUE },
    { V3, ROW (SHA, TRUE), ROW (DATA, TRUE), ROW (SIGNER ("\x02\x01\x03", "\x80\x01k", SHA, RSA_NULL), TRUE),
      TRUE },
    { V3, ROW (SHA, TRUE), ROW (DATA, TRUE), GOOD, FALSE },
    { V1, ROW (SHA, TRUE), ROW (OTHER, TRUE), GOOD, FALSE },
    { ROW ("\x02\x02\x01\x01", TRUE), ROW (SHA, TRUE), ROW (DATA, TRUE), GOOD, FALSE },
    { V1, ROW ("", TRUE), ROW (DATA, TRUE), GOOD, FALSE },
    { V1, ROW (SHA SHA, TRUE), ROW (DATA, TRUE), GOOD, FALSE },
    { V1, ROW (ECDSA, TRUE), ROW (DATA, TRUE), GOOD, FALSE },
    { V1, ROW (SHA, TRUE), ROW ("\x30\x00", TRUE), GOOD, FALSE },
    { V1, ROW (SHA, TRUE), ROW (DATA, TRUE), ROW (SIGNER ("\x02\x01\x03", "\x30\x00", SHA, ECDSA), TRUE),
      FALSE },
    { V1, ROW (SHA, TRUE), ROW (DATA, TRUE), ROW (SIGNER ("\x02\x01\x01", "\x80\x01k", SHA, ECDSA), TRUE),
      FALSE },
    { V1, ROW (SHA, TRUE), ROW (DATA, TRUE), ROW (SIGNER ("\x02\x01\x01", "\x30\x00", ECDSA, ECDSA), TRUE),
      FALSE },
    { V1, ROW (SHA, TRUE), ROW (DATA, TRUE), ROW (SIGNER ("\x02\x01\x01", "\x30\x00", SHA, SHA), TRUE),
      FALSE },
    { V1, ROW (SHA, TRUE), ROW (DATA, TRUE),
      ROW (SIGNER ("\x02\x01\x01", "\x30\x00", SHA, ECDSA) "\x02\x01\x01", TRUE), FALSE },
    { V1, ROW (SHA, TRUE), ROW (DATA, TRUE),
      ROW (SIGNER ("\x02\x01\x01", "\x30\x00", SHA, ECDSA) "\xa1\x00", TRUE), TRUE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GBytes) der = frame (&rows[i].version, &rows[i].digests, &rows[i].content, &rows[i].signer);

      g_assert_cmpint (yx_cms_frame_check (der), ==, rows[i].good);
    }
}

/* Nothing in the frame can be changed: only the signature value and what is passed over may differ. */
static void
test_frame_every_byte (void)
{
  const Row version = V1;
  const Row digests = ROW (SHA_NULL, TRUE);
  const Row content = ROW (DATA, TRUE);
  const Row signer = GOOD;
  g_autoptr (GBytes) der = frame (&version, &digests, &content, &signer);
  gsize size = g_bytes_get_size (der);

  for (gsize i = 0; i < size - 1; i++)
    for (guint difference = 1; difference < 256; difference++)
      {
        g_autofree guint8 *copy = g_memdup2 (g_bytes_get_data (der, NULL), size);
        g_autoptr (GBytes) changed = NULL;

        copy[i] ^= (guint8) difference;
        changed = g_bytes_new_take (g_steal_pointer (&copy), size);
        g_assert_false (yx_cms_frame_check (changed));
      }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/crypto/der/check", test_check);
  g_test_add_func ("/crypto/der/depth", test_depth);
  g_test_add_func ("/crypto/der/lengths", test_lengths);
  g_test_add_func ("/crypto/der/set", test_set);
  g_test_add_func ("/crypto/der/frame", test_frame);
  g_test_add_func ("/crypto/der/frame-every-byte", test_frame_every_byte);
  return g_test_run ();
}
