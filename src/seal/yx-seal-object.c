/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "seal/yx-seal-object.h"

#include <string.h>

#include "base/yx-id.h"
#include "model/yx-checks.h"
#include "seal/yx-seal-face.h"
#include "seal/yx-seal-error.h"
#include "seal/yx-seal-info.h"
#include "seal/yx-seal-number.h"

/* The UUID's arc (see crypto's identifiers), .7.1: the content type of seal objects. */
#define CONTENT_TYPE "2.25.141859633504468530173996111425358372707.7.1"
#define MAX_SIDE 100                                 /* mm */
#define LAST_SECOND G_GINT64_CONSTANT (253402300799) /* of the year 9999 */

struct _YxSealObject
{
  gatomicrefcount refs;
  YxSealObjectFields *fields; /* (owned) */
  YxCms *cms;                 /* (owned) (nullable) when only the content was read */
};

static gboolean
check_text (const char *text, glong max)
{
  if (text == NULL || *text == '\0' || !g_utf8_validate (text, -1, NULL) || g_utf8_strlen (text, -1) > max)
    return FALSE;
  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    if (g_unichar_iscntrl (g_utf8_get_char (at)))
      return FALSE;
  return TRUE;
}

static gboolean
check_time (gint64 instant)
{
  return instant >= 0 && instant % G_USEC_PER_SEC == 0 && instant / G_USEC_PER_SEC <= LAST_SECOND;
}

static gboolean
check_grantees (GPtrArray *grantees)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_bytes_hash, g_bytes_equal);

  if (grantees == NULL || grantees->len > YX_SEAL_MAX_GRANTEES)
    return FALSE;
  for (guint i = 0; i < grantees->len; i++)
    {
      GBytes *digest = g_ptr_array_index (grantees, i);

      if (g_bytes_get_size (digest) != YX_SHA256_SIZE || !g_hash_table_add (seen, digest))
        return FALSE;
    }
  return TRUE;
}

/* Which field is not as it must be. */
static const char *
find_fault (const YxSealObjectFields *fields)
{
  if (!yx_id_check ("sea", fields->id))
    return "id";
  if (fields->version < 1 || fields->version > G_MAXINT)
    return "version";
  if (yx_choice_find (yx_seal_kinds, (int)fields->kind) == NULL)
    return "kind";
  if (!check_text (fields->label, YX_SEAL_LABEL_MAX))
    return "label";
  if (!check_text (fields->name, YX_SEAL_NAME_MAX))
    return "name";
  if (fields->uscc == NULL || !yx_check_uscc (fields->uscc, NULL))
    return "uscc";
  if (!yx_seal_number_check (fields->number))
    return "number";
  if (!check_text (fields->remark, YX_SEAL_LABEL_MAX))
    return "remark";
  if (fields->picture_digest == NULL || g_bytes_get_size (fields->picture_digest) != YX_SHA256_SIZE)
    return "picture";
  if (fields->width < 1 || fields->width > MAX_SIDE || fields->height < 1 || fields->height > MAX_SIDE)
    return "size";
  if (!check_time (fields->created) || !check_time (fields->valid_from) || !check_time (fields->valid_to)
      || fields->valid_from >= fields->valid_to)
    return "validity";
  return check_grantees (fields->grantees) ? NULL : "grantees";
}

static gboolean
check_fields (const YxSealObjectFields *fields, GError **error)
{
  const char *fault = find_fault (fields);

  if (fault != NULL)
    g_set_error (error, YX_SEAL_ERROR, YX_SEAL_ERROR_FORMAT, "A seal object cannot have this value: %s",
                 fault);
  return fault == NULL;
}

/**
 * yx_seal_object_content:
 * @fields: what the seal is
 * @error: %YX_SEAL_ERROR_FORMAT names the field that cannot be so
 *
 * Writes SES_SealInfo (GB/T 38540-2020 §6.2) in DER, with a list of certificates' digests instead of the
 * certificates, the picture's digest instead of the picture, and name, credit code, number, version and
 * remark as extensions. The same fields give the same bytes, in whatever order the grantees stand.
 *
 * Returns: (transfer full): the content that a seal maker signs
 */
GBytes *
yx_seal_object_content (const YxSealObjectFields *fields, GError **error)
{
  return check_fields (fields, error) ? yx_seal_info_write (fields) : NULL;
}

/**
 * yx_seal_object_parse_content:
 * @content: bytes from anywhere
 * @error: %YX_SEAL_ERROR_FORMAT or %YX_SEAL_ERROR_TOO_LARGE
 *
 * Reads what nobody has signed yet; a signer does so before it signs. Takes only what
 * yx_seal_object_content() writes, byte for byte.
 *
 * Returns: (transfer full): the seal object, without a maker
 */
YxSealObject *
yx_seal_object_parse_content (GBytes *content, GError **error)
{
  g_autoptr (YxSealObject) object = NULL;
  g_autoptr (GBytes) again = NULL;
  YxSealObjectFields *fields;

  if (g_bytes_get_size (content) > YX_SEAL_OBJECT_MAX_BYTES)
    {
      g_set_error (error, YX_SEAL_ERROR, YX_SEAL_ERROR_TOO_LARGE, "The seal object is longer than %d bytes",
                   YX_SEAL_OBJECT_MAX_BYTES);
      return NULL;
    }
  fields = yx_seal_info_read (content);
  if (fields == NULL)
    {
      g_set_error (error, YX_SEAL_ERROR, YX_SEAL_ERROR_FORMAT, "This is no seal object");
      return NULL;
    }
  object = g_new0 (YxSealObject, 1);
  g_atomic_ref_count_init (&object->refs);
  object->fields = fields;
  if (!check_fields (fields, error))
    return NULL;
  again = yx_seal_info_write (fields);
  if (!g_bytes_equal (again, content))
    {
      g_set_error (error, YX_SEAL_ERROR, YX_SEAL_ERROR_FORMAT,
                   "This seal object is not written as it must be");
      return NULL;
    }
  return g_steal_pointer (&object);
}

/**
 * yx_seal_object_sign:
 * @maker: the seal maker
 * @content: what yx_seal_object_content() gave, from anywhere
 * @error: %YX_SEAL_ERROR_FORMAT, or of @maker
 *
 * Signs a seal, after looking that it is one: SignedData with the content attached (RFC 5652 §5).
 *
 * Returns: (transfer full): the seal object
 */
GBytes *
yx_seal_object_sign (const YxSigner *maker, GBytes *content, GError **error)
{
  g_autoptr (YxSealObject) object = yx_seal_object_parse_content (content, error);

  return object != NULL ? yx_cms_wrap (maker, CONTENT_TYPE, content, error) : NULL;
}

static GBytes *
give_signature (gpointer signature, gconstpointer bytes, gsize size, GError **error)
{
  return g_bytes_ref (signature);
}

/* Part of SignedData is signed by nobody, and read leniently: there must be no second way to write a seal
 * object. */
static gboolean
is_written_so (GBytes *object, const YxCms *cms)
{
  g_autoptr (GPtrArray) chain = g_ptr_array_new ();
  g_autoptr (GBytes) again = NULL;
  YxSigner signer = { cms->signer, chain, give_signature, cms->signature };

  for (guint i = 0; i < cms->certificates->len; i++)
    if (!yx_certificate_equal (g_ptr_array_index (cms->certificates, i), cms->signer))
      g_ptr_array_add (chain, g_ptr_array_index (cms->certificates, i));
  again = yx_cms_wrap (&signer, CONTENT_TYPE, cms->content, NULL);
  return again != NULL && g_bytes_equal (again, object);
}

/**
 * yx_seal_object_parse:
 * @object: bytes from anywhere
 * @error: %YX_SEAL_ERROR_FORMAT, %YX_SEAL_ERROR_TOO_LARGE, or %YX_SEAL_ERROR_UNTRUSTED when the signature
 * does not hold
 *
 * Reads a seal object and checks that the certificate in it signed it. Says nothing about trust in that
 * certificate.
 *
 * Returns: (transfer full): the seal object
 */
YxSealObject *
yx_seal_object_parse (GBytes *object, GError **error)
{
  g_autoptr (YxCms) cms = NULL;
  g_autoptr (GError) local = NULL;
  YxSealObject *parsed;

  if (g_bytes_get_size (object) > YX_SEAL_OBJECT_MAX_BYTES)
    {
      g_set_error (error, YX_SEAL_ERROR, YX_SEAL_ERROR_TOO_LARGE, "The seal object is longer than %d bytes",
                   YX_SEAL_OBJECT_MAX_BYTES);
      return NULL;
    }
  cms = yx_cms_unwrap (object, CONTENT_TYPE, &local);
  if (cms == NULL)
    {
      g_set_error (error, YX_SEAL_ERROR, YX_SEAL_ERROR_FORMAT, "This is no seal object: %s", local->message);
      return NULL;
    }
  if (!cms->valid || cms->signer == NULL || cms->content == NULL)
    {
      g_set_error (error, YX_SEAL_ERROR, YX_SEAL_ERROR_UNTRUSTED,
                   "The seal object's signature does not hold: %s",
                   cms->reason != NULL ? cms->reason : "incomplete");
      return NULL;
    }
  if (!is_written_so (object, cms))
    {
      g_set_error (error, YX_SEAL_ERROR, YX_SEAL_ERROR_FORMAT,
                   "This seal object is not written as it must be");
      return NULL;
    }
  parsed = yx_seal_object_parse_content (cms->content, error);
  if (parsed != NULL)
    parsed->cms = g_steal_pointer (&cms);
  return parsed;
}

/**
 * yx_seal_object_open:
 * @object: bytes from anywhere
 * @trust: whom to trust
 * @at: the instant that counts
 * @error: as yx_seal_object_parse(); %YX_SEAL_ERROR_UNTRUSTED for a maker who was none then,
 * %YX_SEAL_ERROR_NOT_VALID for a seal that was not valid then
 *
 * Returns: (transfer full): the seal object that a trusted seal maker made and that was valid at @at
 */
YxSealObject *
yx_seal_object_open (GBytes *object, YxTrust *trust, gint64 at, GError **error)
{
  g_autoptr (YxSealObject) parsed = yx_seal_object_parse (object, error);

  if (parsed == NULL)
    return NULL;
  if (yx_seal_object_trust (parsed, trust, at).status != YX_TRUST_TRUSTED)
    {
      g_set_error (error, YX_SEAL_ERROR, YX_SEAL_ERROR_UNTRUSTED, "No trusted seal maker made this seal");
      return NULL;
    }
  if (!yx_seal_object_valid_at (parsed, at))
    {
      g_set_error (error, YX_SEAL_ERROR, YX_SEAL_ERROR_NOT_VALID, "The seal was not valid at that time");
      return NULL;
    }
  return g_steal_pointer (&parsed);
}

/**
 * yx_seal_object_ref:
 * @object: a seal object
 *
 * Returns: (transfer full): @object
 */
YxSealObject *
yx_seal_object_ref (YxSealObject *object)
{
  g_atomic_ref_count_inc (&object->refs);
  return object;
}

/**
 * yx_seal_object_unref:
 * @object: (transfer full): a seal object
 */
void
yx_seal_object_unref (YxSealObject *object)
{
  if (!g_atomic_ref_count_dec (&object->refs))
    return;
  yx_seal_info_free (object->fields);
  g_clear_pointer (&object->cms, yx_cms_free);
  g_free (object);
}

/**
 * yx_seal_object_fields:
 * @object: a seal object
 *
 * Returns: (transfer none): what it says
 */
const YxSealObjectFields *
yx_seal_object_fields (YxSealObject *object)
{
  return object->fields;
}

/**
 * yx_seal_object_maker:
 * @object: a seal object
 *
 * Returns: (transfer none) (nullable): the certificate that signed it; %NULL when only the content was read
 */
YxCertificate *
yx_seal_object_maker (YxSealObject *object)
{
  return object->cms != NULL ? object->cms->signer : NULL;
}

/**
 * yx_seal_object_trust:
 * @object: a seal object
 * @trust: whom to trust
 * @at: the instant that counts
 *
 * Returns: whether its maker may make seals, by what @trust knew at @at
 */
YxTrustResult
yx_seal_object_trust (YxSealObject *object, YxTrust *trust, gint64 at)
{
  if (object->cms == NULL)
    return (YxTrustResult){ YX_TRUST_UNKNOWN, FALSE, "no-anchor" };
  return yx_trust_check (trust, object->cms->signer, object->cms->certificates, YX_PURPOSE_SEALS, at);
}

/**
 * yx_seal_object_valid_at:
 * @object: a seal object
 * @instant: the instant that counts
 *
 * Returns: whether @instant lies within the seal's validity, both ends included
 */
gboolean
yx_seal_object_valid_at (YxSealObject *object, gint64 instant)
{
  return instant >= object->fields->valid_from && instant <= object->fields->valid_to;
}

/**
 * yx_seal_object_entitles:
 * @object: a seal object
 * @fingerprint: SHA-256 of a signing certificate, as yx_certificate_fingerprint() writes it
 *
 * Returns: whether that certificate may use the seal
 */
gboolean
yx_seal_object_entitles (YxSealObject *object, const char *fingerprint)
{
  guint8 wanted[YX_SHA256_SIZE];

  if (fingerprint == NULL || !yx_hex_parse (fingerprint, wanted, sizeof wanted))
    return FALSE;
  for (guint i = 0; i < object->fields->grantees->len; i++)
    {
      GBytes *digest = g_ptr_array_index (object->fields->grantees, i);

      if (memcmp (g_bytes_get_data (digest, NULL), wanted, sizeof wanted) == 0)
        return TRUE;
    }
  return FALSE;
}
