/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "crypto/yx-der.h"

#include <string.h>
#include <openssl/asn1.h>
#include <openssl/crypto.h>
#include <openssl/objects.h>

#define MAX_DEPTH 32

/* X.690 §10.1: definite, and as short as can be. */
static gboolean
read_length (YxDer *reader, gsize *length)
{
  guint8 first;
  gsize n;

  if (reader->left == 0)
    return FALSE;
  first = *reader->at++;
  reader->left--;
  *length = first;
  if (first < 0x80)
    return TRUE;
  n = first & 0x7f;
  if (n == 0 || n > 4 || n > reader->left || *reader->at == 0)
    return FALSE;
  *length = 0;
  for (; n > 0; n--, reader->left--)
    *length = *length << 8 | *reader->at++;
  return *length >= 0x80 && (first == 0x81 || *length >> 8 * ((first & 0x7fu) - 1) != 0);
}

static gboolean
check_content (YxDer reader, guint depth)
{
  guint8 tag;
  YxDer content;

  if (depth > MAX_DEPTH)
    return FALSE;
  while (reader.left > 0)
    {
      if (!yx_der_read (&reader, &tag, &content))
        return FALSE;
      if ((tag & 0x20) != 0 && !check_content (content, depth + 1))
        return FALSE;
    }
  return TRUE;
}

static int
compare (gconstpointer a, gconstpointer b)
{
  GBytes *left = *(GBytes *const *) a;
  GBytes *right = *(GBytes *const *) b;

  return g_bytes_compare (left, right);
}

/**
 * yx_der_read:
 * @reader: what is left to read; moves on behind the element
 * @tag: (out): the tag's byte; tags of more bytes are refused
 * @content: (out): the element's content
 *
 * Returns: whether an element in DER could be read
 */
gboolean
yx_der_read (YxDer *reader, guint8 *tag, YxDer *content)
{
  gsize length;

  if (reader->left < 2 || (*reader->at & 0x1f) == 0x1f)
    return FALSE;
  *tag = *reader->at++;
  reader->left--;
  if (!read_length (reader, &length) || length > reader->left)
    return FALSE;
  *content = (YxDer){ reader->at, length };
  reader->at += length;
  reader->left -= length;
  return TRUE;
}

/**
 * yx_der_expect:
 * @reader: what is left to read; moves on behind the element
 * @tag: the tag that the element must have
 * @content: (out): the element's content
 *
 * Returns: whether an element of that tag could be read
 */
gboolean
yx_der_expect (YxDer *reader, guint8 tag, YxDer *content)
{
  guint8 got;

  return yx_der_read (reader, &got, content) && got == tag;
}

/**
 * yx_der_length:
 * @bytes: bytes that begin with an element
 * @size: how many there are
 *
 * Returns: how many bytes the first element takes, 0 if it is none
 */
gsize
yx_der_length (gconstpointer bytes, gsize size)
{
  YxDer reader = { bytes, size };
  YxDer content;
  guint8 tag;

  return yx_der_read (&reader, &tag, &content) ? size - reader.left : 0;
}

/**
 * yx_der_check:
 * @bytes: bytes from anywhere
 * @size: how many there are
 *
 * Returns: whether they are one element in DER (X.690 §10) and nothing more, nested 32 deep at most
 */
gboolean
yx_der_check (gconstpointer bytes, gsize size)
{
  return size > 0 && yx_der_length (bytes, size) == size && check_content ((YxDer){ bytes, size }, 0);
}

/**
 * yx_der_add:
 * @to: what to append to
 * @tag: the tag's byte
 * @bytes: the content
 * @size: its size, below 16 MiB
 */
void
yx_der_add (GByteArray *to, guint8 tag, gconstpointer bytes, gsize size)
{
  guint8 head[5] = { tag };
  guint n = 2;

  g_return_if_fail (size < 1 << 24);
  if (size < 0x80)
    {
      head[1] = (guint8) size;
    }
  else
    {
      guint count = size > 0xffff ? 3 : size > 0xff ? 2 : 1;

      head[1] = (guint8) (0x80 | count);
      for (guint i = 0; i < count; i++)
        head[n++] = (guint8) (size >> 8 * (count - 1 - i));
    }
  g_byte_array_append (to, head, n);
  if (size > 0)
    g_byte_array_append (to, bytes, (guint) size);
}

/**
 * yx_der_add_int:
 * @to: what to append to
 * @value: below 128
 */
void
yx_der_add_int (GByteArray *to, guint8 value)
{
  yx_der_add (to, YX_DER_INTEGER, &value, 1);
}

/**
 * yx_der_add_oid:
 * @to: what to append to
 * @oid: an object identifier in dots
 *
 * Returns: whether @oid is one; nothing is appended otherwise
 */
gboolean
yx_der_add_oid (GByteArray *to, const char *oid)
{
  ASN1_OBJECT *object = OBJ_txt2obj (oid, 1);
  unsigned char *der = NULL;
  int size = object != NULL ? i2d_ASN1_OBJECT (object, &der) : -1;

  if (size > 0)
    g_byte_array_append (to, der, (guint) size);
  OPENSSL_free (der);
  ASN1_OBJECT_free (object);
  return size > 0;
}

/**
 * yx_der_add_bytes:
 * @to: what to append to
 * @der: whole elements
 */
void
yx_der_add_bytes (GByteArray *to, GBytes *der)
{
  gsize size;
  const guint8 *bytes = g_bytes_get_data (der, &size);

  g_byte_array_append (to, bytes, (guint) size);
}

/**
 * yx_der_nest:
 * @to: what to append to
 * @tag: the tag's byte
 * @inner: (transfer full): the content
 */
void
yx_der_nest (GByteArray *to, guint8 tag, GByteArray *inner)
{
  yx_der_add (to, tag, inner->data, inner->len);
  g_byte_array_unref (inner);
}

/**
 * yx_der_nest_set:
 * @to: what to append to
 * @tag: the tag's byte
 * @elements: (transfer full) (element-type GBytes): whole elements, in any order
 *
 * Appends a SET OF, its elements in the order that DER asks for (X.690 §11.6).
 */
void
yx_der_nest_set (GByteArray *to, guint8 tag, GPtrArray *elements)
{
  GByteArray *inner = g_byte_array_new ();

  g_ptr_array_sort (elements, compare);
  for (guint i = 0; i < elements->len; i++)
    yx_der_add_bytes (inner, g_ptr_array_index (elements, i));
  g_ptr_array_unref (elements);
  yx_der_nest (to, tag, inner);
}
