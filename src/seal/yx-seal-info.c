/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "seal/yx-seal-info.h"

#include <string.h>

#include "base/yx-id.h"
#include "crypto/yx-der.h"
#include "seal/yx-asn1.h"
#include "seal/yx-seal-face.h"
#include "seal/yx-seal-number.h"

/* GB/T 38540-2020 §6.2 */
#define HEADER "ES"
#define HEADER_VERSION 4
#define VENDOR "yinxin"
#define DIGEST_LIST 2
#define DIGEST_KIND "SHA256"
#define PICTURE_KIND "PDF"
#define MAX_SIDE 100
#define USCC_LENGTH 18

/* Our extensions: 2.25.(UUID 6ab92bee-6916-496b-ab56-9a08ab059f63).6.n, with n put last. */
static const guint8 EXTENSION[] = { 0x69, 0x81, 0xd5, 0xb9, 0x95, 0xfb, 0xcd, 0x91, 0xb2, 0xa5, 0xd7,
                                    0xab, 0xab, 0xa6, 0xc1, 0x8a, 0xd8, 0x96, 0xbe, 0x63, 0x06 };

enum
{
  EXTENSION_VERSION = 1,
  EXTENSION_NAME,
  EXTENSION_USCC,
  EXTENSION_NUMBER,
  EXTENSION_REMARK,
};

static void
put_header (GByteArray *to)
{
  GByteArray *header = g_byte_array_new ();

  yx_asn1_put_text (header, YX_ASN1_IA5, HEADER);
  yx_asn1_put_number (header, HEADER_VERSION);
  yx_asn1_put_text (header, YX_ASN1_IA5, VENDOR);
  yx_der_nest (to, YX_DER_SEQUENCE, header);
}

static int
compare (gconstpointer a, gconstpointer b)
{
  return g_bytes_compare (*(GBytes *const *)a, *(GBytes *const *)b);
}

/* In ascending order, so that the same grantees give the same bytes. */
static void
put_grantees (GByteArray *to, GPtrArray *grantees)
{
  g_autoptr (GPtrArray) sorted = g_ptr_array_copy (grantees, NULL, NULL);
  GByteArray *list = g_byte_array_new ();

  g_ptr_array_set_free_func (sorted, NULL);
  g_ptr_array_sort (sorted, compare);
  for (guint i = 0; i < sorted->len; i++)
    {
      GByteArray *item = g_byte_array_new ();
      gsize size;
      gconstpointer digest = g_bytes_get_data (g_ptr_array_index (sorted, i), &size);

      yx_asn1_put_text (item, YX_ASN1_PRINTABLE, DIGEST_KIND);
      yx_der_add (item, YX_DER_OCTETS, digest, size);
      yx_der_nest (list, YX_DER_SEQUENCE, item);
    }
  yx_der_nest (to, YX_DER_SEQUENCE, list);
}

static void
put_property (GByteArray *to, const YxSealObjectFields *fields)
{
  GByteArray *property = g_byte_array_new ();

  yx_asn1_put_number (property, fields->kind);
  yx_asn1_put_text (property, YX_ASN1_UTF8, fields->label);
  yx_asn1_put_number (property, DIGEST_LIST);
  put_grantees (property, fields->grantees);
  yx_asn1_put_time (property, fields->created);
  yx_asn1_put_time (property, fields->valid_from);
  yx_asn1_put_time (property, fields->valid_to);
  yx_der_nest (to, YX_DER_SEQUENCE, property);
}

static void
put_picture (GByteArray *to, const YxSealObjectFields *fields)
{
  GByteArray *picture = g_byte_array_new ();
  gsize size;
  gconstpointer digest = g_bytes_get_data (fields->picture_digest, &size);

  yx_asn1_put_text (picture, YX_ASN1_IA5, PICTURE_KIND);
  yx_der_add (picture, YX_DER_OCTETS, digest, size);
  yx_asn1_put_number (picture, fields->width);
  yx_asn1_put_number (picture, fields->height);
  yx_der_nest (to, YX_DER_SEQUENCE, picture);
}

/* @value: (transfer full): the extension's value in DER */
static void
put_extension (GByteArray *to, guint8 which, GByteArray *value)
{
  GByteArray *extension = g_byte_array_new ();
  guint8 oid[sizeof EXTENSION + 1];

  memcpy (oid, EXTENSION, sizeof EXTENSION);
  oid[sizeof EXTENSION] = which;
  yx_der_add (extension, YX_DER_OID, oid, sizeof oid);
  yx_der_nest (extension, YX_DER_OCTETS, value);
  yx_der_nest (to, YX_DER_SEQUENCE, extension);
}

static void
put_text_extension (GByteArray *to, guint8 which, const char *text)
{
  GByteArray *value = g_byte_array_new ();

  yx_asn1_put_text (value, YX_ASN1_UTF8, text);
  put_extension (to, which, value);
}

static void
put_extensions (GByteArray *to, const YxSealObjectFields *fields)
{
  GByteArray *list = g_byte_array_new ();
  GByteArray *outer = g_byte_array_new ();
  GByteArray *version = g_byte_array_new ();

  yx_asn1_put_number (version, fields->version);
  put_extension (list, EXTENSION_VERSION, version);
  put_text_extension (list, EXTENSION_NAME, fields->name);
  put_text_extension (list, EXTENSION_USCC, fields->uscc);
  put_text_extension (list, EXTENSION_NUMBER, fields->number);
  put_text_extension (list, EXTENSION_REMARK, fields->remark);
  yx_der_nest (outer, YX_DER_SEQUENCE, list);
  yx_der_nest (to, YX_DER_CONTEXT (0), outer);
}

/**
 * yx_seal_info_write:
 * @fields: fields that were checked
 *
 * Returns: (transfer full): SES_SealInfo in DER
 */
GBytes *
yx_seal_info_write (const YxSealObjectFields *fields)
{
  GByteArray *info = g_byte_array_new ();
  GByteArray *whole = g_byte_array_new ();

  put_header (info);
  yx_asn1_put_text (info, YX_ASN1_IA5, fields->id);
  put_property (info, fields);
  put_picture (info, fields);
  put_extensions (info, fields);
  yx_der_nest (whole, YX_DER_SEQUENCE, info);
  return g_byte_array_free_to_bytes (whole);
}

static void
take_header (YxAsn1 *from)
{
  const guint8 version = HEADER_VERSION;
  YxAsn1 header = yx_asn1_take (from, YX_DER_SEQUENCE);

  yx_asn1_expect (&header, YX_ASN1_IA5, HEADER, strlen (HEADER));
  yx_asn1_expect (&header, YX_DER_INTEGER, &version, 1);
  yx_asn1_expect (&header, YX_ASN1_IA5, VENDOR, strlen (VENDOR));
  yx_asn1_end (from, &header);
}

static void
take_grantees (YxAsn1 *from, GPtrArray *grantees)
{
  YxAsn1 list = yx_asn1_take (from, YX_DER_SEQUENCE);

  while (yx_asn1_peek (&list) != 0)
    {
      YxAsn1 item = yx_asn1_take (&list, YX_DER_SEQUENCE);
      GBytes *digest;

      yx_asn1_expect (&item, YX_ASN1_PRINTABLE, DIGEST_KIND, strlen (DIGEST_KIND));
      digest = yx_asn1_take_octets (&item, YX_SHA256_SIZE);
      if (digest != NULL)
        g_ptr_array_add (grantees, digest);
      yx_asn1_end (&list, &item);
      if (grantees->len > YX_SEAL_MAX_GRANTEES)
        list.broken = TRUE;
    }
  yx_asn1_end (from, &list);
}

static void
take_property (YxAsn1 *from, YxSealObjectFields *fields)
{
  const guint8 list = DIGEST_LIST;
  YxAsn1 property = yx_asn1_take (from, YX_DER_SEQUENCE);

  fields->kind = (YxSealKind)yx_asn1_take_number (&property, G_MAXINT);
  fields->label = yx_asn1_take_text (&property, YX_ASN1_UTF8, YX_SEAL_LABEL_MAX);
  yx_asn1_expect (&property, YX_DER_INTEGER, &list, 1);
  take_grantees (&property, fields->grantees);
  fields->created = yx_asn1_take_time (&property);
  fields->valid_from = yx_asn1_take_time (&property);
  fields->valid_to = yx_asn1_take_time (&property);
  yx_asn1_end (from, &property);
}

static void
take_picture (YxAsn1 *from, YxSealObjectFields *fields)
{
  YxAsn1 picture = yx_asn1_take (from, YX_DER_SEQUENCE);

  yx_asn1_expect (&picture, YX_ASN1_IA5, PICTURE_KIND, strlen (PICTURE_KIND));
  fields->picture_digest = yx_asn1_take_octets (&picture, YX_SHA256_SIZE);
  fields->width = (guint)yx_asn1_take_number (&picture, MAX_SIDE);
  fields->height = (guint)yx_asn1_take_number (&picture, MAX_SIDE);
  yx_asn1_end (from, &picture);
}

/* The value of extension @which, which must come next. */
static YxAsn1
take_extension (YxAsn1 *list, guint8 which)
{
  YxAsn1 extension = yx_asn1_take (list, YX_DER_SEQUENCE);
  guint8 oid[sizeof EXTENSION + 1];
  YxAsn1 value;

  memcpy (oid, EXTENSION, sizeof EXTENSION);
  oid[sizeof EXTENSION] = which;
  yx_asn1_expect (&extension, YX_DER_OID, oid, sizeof oid);
  value = yx_asn1_take (&extension, YX_DER_OCTETS);
  yx_asn1_end (list, &extension);
  return value;
}

static char *
take_text_extension (YxAsn1 *list, guint8 which, guint max)
{
  YxAsn1 value = take_extension (list, which);
  char *text = yx_asn1_take_text (&value, YX_ASN1_UTF8, max);

  yx_asn1_end (list, &value);
  return text;
}

static void
take_extensions (YxAsn1 *from, YxSealObjectFields *fields)
{
  YxAsn1 outer = yx_asn1_take (from, YX_DER_CONTEXT (0));
  YxAsn1 list = yx_asn1_take (&outer, YX_DER_SEQUENCE);
  YxAsn1 version = take_extension (&list, EXTENSION_VERSION);

  fields->version = (guint)yx_asn1_take_number (&version, G_MAXINT);
  yx_asn1_end (&list, &version);
  fields->name = take_text_extension (&list, EXTENSION_NAME, YX_SEAL_NAME_MAX);
  fields->uscc = take_text_extension (&list, EXTENSION_USCC, USCC_LENGTH);
  fields->number = take_text_extension (&list, EXTENSION_NUMBER, YX_SEAL_NUMBER_DIGITS);
  fields->remark = take_text_extension (&list, EXTENSION_REMARK, YX_SEAL_LABEL_MAX);
  yx_asn1_end (&outer, &list);
  yx_asn1_end (from, &outer);
}

/**
 * yx_seal_info_read:
 * @content: bytes from anywhere
 *
 * Returns: (transfer full) (nullable): the fields, whose values are still to be checked; %NULL unless
 * @content is SES_SealInfo in DER
 */
YxSealObjectFields *
yx_seal_info_read (GBytes *content)
{
  YxSealObjectFields *fields = g_new0 (YxSealObjectFields, 1);
  YxAsn1 from = yx_asn1_open (content);
  YxAsn1 info = yx_asn1_take (&from, YX_DER_SEQUENCE);

  fields->grantees = g_ptr_array_new_with_free_func ((GDestroyNotify)g_bytes_unref);
  take_header (&info);
  fields->id = yx_asn1_take_text (&info, YX_ASN1_IA5, YX_ID_LENGTH);
  take_property (&info, fields);
  take_picture (&info, fields);
  take_extensions (&info, fields);
  yx_asn1_end (&from, &info);
  if (from.broken || from.left > 0)
    g_clear_pointer (&fields, yx_seal_info_free);
  return fields;
}

/**
 * yx_seal_info_free:
 * @fields: (transfer full): what yx_seal_info_read() gave
 */
void
yx_seal_info_free (YxSealObjectFields *fields)
{
  g_free ((char *)fields->id);
  g_free ((char *)fields->label);
  g_free ((char *)fields->name);
  g_free ((char *)fields->uscc);
  g_free ((char *)fields->number);
  g_free ((char *)fields->remark);
  g_clear_pointer (&fields->picture_digest, g_bytes_unref);
  g_ptr_array_unref (fields->grantees);
  g_free (fields);
}
