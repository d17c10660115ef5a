/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "crypto/yx-cms-frame.h"

#include <string.h>

#include "crypto/yx-der.h"

/*
 * The signature covers content and signed attributes only. Versions, lists of algorithms and the like stand
 * around it unprotected: here they must be what RFC 5652 says, so that none of their bytes can be changed.
 */

/* An OID's content. */
typedef struct
{
  const char *bytes;
  gsize size;
} Oid;

#define OID(text)                                                                                            \
  {                                                                                                          \
    text, sizeof (text) - 1                                                                                  \
  }

static const Oid SIGNED_DATA = OID ("\x2a\x86\x48\x86\xf7\x0d\x01\x07\x02");
static const Oid DATA = OID ("\x2a\x86\x48\x86\xf7\x0d\x01\x07\x01");
static const Oid SHA256 = OID ("\x60\x86\x48\x01\x65\x03\x04\x02\x01");
static const Oid ECDSA_SHA256 = OID ("\x2a\x86\x48\xce\x3d\x04\x03\x02");
static const Oid RSA = OID ("\x2a\x86\x48\x86\xf7\x0d\x01\x01\x01");
static const Oid RSA_SHA256 = OID ("\x2a\x86\x48\x86\xf7\x0d\x01\x01\x0b");

/* Whether parameters may be absent, and whether they may be NULL. */
typedef struct
{
  const Oid *oid;
  gboolean absent;
  gboolean null;
} Algorithm;

static const Algorithm DIGESTS[] = { { &SHA256, TRUE, TRUE } };
static const Algorithm SIGNATURES[] = {
  { &ECDSA_SHA256, TRUE, FALSE },
  { &RSA, FALSE, TRUE },
  { &RSA_SHA256, FALSE, TRUE },
};

static gboolean
is_oid (YxDer content, const Oid *oid)
{
  return content.left == oid->size && memcmp (content.at, oid->bytes, oid->size) == 0;
}

static gboolean
read_int (YxDer *reader, guint8 *value)
{
  YxDer content;

  if (!yx_der_expect (reader, YX_DER_INTEGER, &content) || content.left != 1)
    return FALSE;
  *value = *content.at;
  return TRUE;
}

static gboolean
read_algorithm (YxDer *reader, const Algorithm *allowed, gsize n)
{
  YxDer content;
  YxDer oid;

  if (!yx_der_expect (reader, YX_DER_SEQUENCE, &content) || !yx_der_expect (&content, YX_DER_OID, &oid))
    return FALSE;
  for (gsize i = 0; i < n; i++)
    if (is_oid (oid, allowed[i].oid))
      return content.left == 0
                 ? allowed[i].absent
                 : allowed[i].null && content.left == 2 && memcmp (content.at, "\x05\x00", 2) == 0;
  return FALSE;
}

/* What may stand there or not: passed over. */
static gboolean
skip (YxDer *reader, guint8 tag)
{
  YxDer content;

  return reader->left == 0 || *reader->at != tag || yx_der_expect (reader, tag, &content);
}

/* RFC 5652 §5.3: version 1 for issuer and serial number, 3 for a key identifier. */
static gboolean
check_signer (YxDer info, guint8 *signer_version)
{
  guint8 version;
  guint8 tag;
  YxDer content;

  if (!read_int (&info, &version) || !yx_der_read (&info, &tag, &content))
    return FALSE;
  if (!(version == 1 && tag == YX_DER_SEQUENCE) && !(version == 3 && tag == 0x80))
    return FALSE;
  *signer_version = version;
  return read_algorithm (&info, DIGESTS, G_N_ELEMENTS (DIGESTS))
         && yx_der_expect (&info, YX_DER_CONTEXT (0), &content)
         && read_algorithm (&info, SIGNATURES, G_N_ELEMENTS (SIGNATURES))
         && yx_der_expect (&info, YX_DER_OCTETS, &content) && skip (&info, YX_DER_CONTEXT (1))
         && info.left == 0;
}

/* RFC 5652 §5.1: version 1 for plain data and a signer of version 1, else 3. */
static gboolean
check_signed_data (YxDer data)
{
  guint8 version;
  guint8 signer_version;
  YxDer algorithms;
  YxDer content;
  YxDer type;
  YxDer signers;
  YxDer signer;

  if (!read_int (&data, &version) || !yx_der_expect (&data, YX_DER_SET, &algorithms)
      || !read_algorithm (&algorithms, DIGESTS, G_N_ELEMENTS (DIGESTS)) || algorithms.left != 0)
    return FALSE;
  if (!yx_der_expect (&data, YX_DER_SEQUENCE, &content) || !yx_der_expect (&content, YX_DER_OID, &type))
    return FALSE;
  if (!skip (&data, YX_DER_CONTEXT (0)) || !skip (&data, YX_DER_CONTEXT (1))
      || !yx_der_expect (&data, YX_DER_SET, &signers) || data.left != 0)
    return FALSE;
  return yx_der_expect (&signers, YX_DER_SEQUENCE, &signer) && signers.left == 0
         && check_signer (signer, &signer_version)
         && version == (is_oid (type, &DATA) && signer_version == 1 ? 1 : 3);
}

/**
 * yx_cms_frame_check:
 * @der: a ContentInfo
 *
 * Returns: whether everything around the signature is as RFC 5652 §5 has it for one signer and SHA-256
 */
gboolean
yx_cms_frame_check (GBytes *der)
{
  gsize size;
  const guint8 *bytes = g_bytes_get_data (der, &size);
  YxDer reader = { bytes, size };
  YxDer content_info;
  YxDer type;
  YxDer wrapped;
  YxDer data;

  return yx_der_expect (&reader, YX_DER_SEQUENCE, &content_info) && reader.left == 0
         && yx_der_expect (&content_info, YX_DER_OID, &type) && is_oid (type, &SIGNED_DATA)
         && yx_der_expect (&content_info, YX_DER_CONTEXT (0), &wrapped) && content_info.left == 0
         && yx_der_expect (&wrapped, YX_DER_SEQUENCE, &data) && wrapped.left == 0 && check_signed_data (data);
}
