/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pdf/yx-pdf-signature.h"

#include <string.h>

#include "pdf/yx-pdf-appearance.h"
#include "pdf/yx-pdf-permissions.h"
#include "pdf/yx-pdf-picture-private.h"

#define MAX_CMS (1024 * 1024)
#define MAX_SEAL (64 * 1024)

/**
 * yx_pdf_signature_free:
 * @signature: (transfer full): a signature
 */
void
yx_pdf_signature_free (YxPdfSignature *signature)
{
  g_clear_pointer (&signature->cms, yx_cms_free);
  g_clear_pointer (&signature->timestamp, yx_timestamp_free);
  g_free (signature);
}

static gboolean
read_range (YxPdfSignature *signature, YxPdfDocument *document)
{
  const YxPdfValue *range = yx_pdf_document_get (document, signature->revision, signature->value, "ByteRange");
  gint64 size = (gint64) g_bytes_get_size (yx_pdf_document_bytes (document));

  if (range == NULL || range->kind != YX_PDF_ARRAY || range->items->len != 4)
    return FALSE;
  for (guint i = 0; i < 4; i++)
    if (!yx_pdf_value_get_index (range->items->pdata[i], 0, size, &signature->facts->byte_range[i]))
      return FALSE;
  return TRUE;
}

/* Hex digits of one case without anything between them: each byte has one way to be written only. */
static gboolean
is_strict_hex (const char *text, gsize length)
{
  gboolean lower = FALSE;
  gboolean upper = FALSE;

  for (gsize i = 0; i < length; i++)
    {
      lower = lower || (text[i] >= 'a' && text[i] <= 'f');
      upper = upper || (text[i] >= 'A' && text[i] <= 'F');
      if (!g_ascii_isxdigit (text[i]))
        return FALSE;
    }
  return length % 2 == 0 && !(lower && upper);
}

/* The range must leave out exactly the string that the dictionary's own /Contents is, and end where the
 * revision ends (ISO 32000-2 §12.8.1, pdf-facts 17). */
static gboolean
check_range (YxPdfSignature *signature, YxPdfDocument *document)
{
  const YxPdfRevision *revision = yx_pdf_document_revision (document, signature->revision);
  const YxPdfEntry *entry = yx_pdf_document_entry (document, signature->revision, signature->field->value_number);
  const YxPdfValue *contents = yx_pdf_value_get (signature->value, "Contents");
  const char *data = g_bytes_get_data (yx_pdf_document_bytes (document), NULL);
  const gint64 *range = signature->facts->byte_range;
  gint64 end = 0;

  if (entry == NULL || entry->kind != YX_PDF_PLAIN || contents == NULL || contents->kind != YX_PDF_STRING ||
      !contents->hexadecimal || !read_range (signature, document))
    return FALSE;
  end = range[2] + range[3];
  if (range[0] != 0 || range[1] != (gint64) contents->start || range[2] != (gint64) contents->end ||
      end < (gint64) revision->eof || end > (gint64) revision->end)
    return FALSE;
  signature->facts->covers_revision = TRUE;
  return is_strict_hex (data + contents->start + 1, contents->end - contents->start - 2);
}

static void
digest_range (YxPdfSignature *signature, YxPdfDocument *document, guint8 sum[YX_SHA256_SIZE])
{
  g_autoptr (YxDigest) digest = yx_digest_new ();
  const guint8 *data = g_bytes_get_data (yx_pdf_document_bytes (document), NULL);
  const gint64 *range = signature->facts->byte_range;

  yx_digest_update (digest, data, (gsize) range[1]);
  yx_digest_update (digest, data + range[2], (gsize) range[3]);
  yx_digest_finish (digest, sum);
}

/* (nullable): the DER without its padding, which must be zeros. */
static GBytes *
read_contents (YxPdfSignature *signature)
{
  const YxPdfValue *contents = yx_pdf_value_get (signature->value, "Contents");
  g_autoptr (GBytes) padded = g_bytes_new (contents->text, contents->length);
  g_autoptr (GBytes) der = contents->length <= MAX_CMS ? yx_cms_trim (padded, NULL) : NULL;

  for (gsize i = der != NULL ? g_bytes_get_size (der) : contents->length; i < contents->length; i++)
    if (contents->text[i] != '\0')
      return NULL;
  return g_steal_pointer (&der);
}

static void
set_signer (YxVerdictSignature *facts, YxCertificate *certificate)
{
  facts->signer_name = g_strdup (yx_certificate_name (certificate));
  facts->signer_organisation = g_strdup (yx_certificate_organisation (certificate));
  facts->signer_serial = g_strdup (yx_certificate_serial (certificate));
  facts->signer_fingerprint = g_strdup (yx_certificate_fingerprint (certificate));
  facts->signer_capacity = g_strdup (yx_certificate_capacity_nick (yx_certificate_capacity (certificate)));
  g_free (facts->signer_identity);
  facts->signer_identity = g_strdup (yx_certificate_identity_nick (yx_certificate_identity (certificate)));
  facts->signer_own_hall = yx_certificate_own_hall (certificate);
  facts->certificate = g_bytes_ref (yx_certificate_der (certificate));
}

static guint
read_permissions (YxPdfSignature *signature, YxPdfDocument *document)
{
  guint revision = signature->revision;
  const YxPdfValue *references = yx_pdf_document_get (document, revision, signature->value, "Reference");
  const YxPdfValue *permissions = yx_pdf_document_get (document, revision, yx_pdf_document_root (document, revision),
                                                       "Perms");

  if (!yx_pdf_value_is_reference (yx_pdf_value_get (permissions, "DocMDP"), signature->field->value_number))
    return 0;
  for (guint i = 0; references != NULL && references->kind == YX_PDF_ARRAY && i < references->items->len; i++)
    {
      const YxPdfValue *reference = yx_pdf_document_resolve (document, revision, references->items->pdata[i]);
      const YxPdfValue *parameters = yx_pdf_document_get (document, revision, reference, "TransformParams");
      gint64 p = 2;

      if (!yx_pdf_value_is_name (yx_pdf_document_get (document, revision, reference, "TransformMethod"), "DocMDP"))
        continue;
      if (yx_pdf_value_get (parameters, "P") != NULL && !yx_pdf_value_get_index (yx_pdf_value_get (parameters, "P"), 1, 3, &p))
        p = 1;
      return (guint) p;
    }
  return 0;
}

/* Whether the dictionary is one of yx_pdf_sign()'s, which says nothing that yx_pdf_sign() would not. */
static gboolean
is_own (YxPdfSignature *signature, YxPdfDocument *document)
{
  static const char *const keys[] = { "Type", "Filter", "SubFilter", "Contents", "ByteRange", "M",
                                      "Name", "Reference", "YX_Captions", "YX_Seal", NULL };
  g_autoptr (GPtrArray) fields = yx_pdf_document_form_fields (document, signature->revision);
  g_autoptr (YxPdfValue) expected
      = yx_pdf_permissions_new (signature->facts->certifies != 0, fields, signature->field->name);
  const YxPdfValue *references = yx_pdf_value_get (signature->value, "Reference");

  for (guint i = 0; i < signature->value->keys->len; i++)
    if (!g_strv_contains (keys, signature->value->keys->pdata[i]))
      return FALSE;
  return yx_pdf_value_is_name (yx_pdf_value_get (signature->value, "Type"), "Sig")
         && yx_pdf_value_is_name (yx_pdf_value_get (signature->value, "Filter"), "Adobe.PPKLite")
         && references != NULL && yx_pdf_value_equal (references, expected);
}

static const char *
check_timestamp (YxPdfSignature *signature, GBytes *token, const guint8 sum[YX_SHA256_SIZE])
{
  g_autoptr (GError) error = NULL;

  signature->timestamp = yx_timestamp_verify (token, sum, &error);
  if (signature->timestamp == NULL)
    return g_error_matches (error, YX_CRYPTO_ERROR, YX_CRYPTO_ERROR_MISMATCH) ? "HASH_FAILURE" : "SIG_CRYPTO_FAILURE";
  signature->facts->time = signature->timestamp->time;
  signature->facts->time_proven = TRUE;
  g_free (signature->facts->level);
  signature->facts->level = g_strdup ("B-T");
  signature->facts->algorithm = g_strdup (yx_certificate_algorithm (signature->timestamp->tsa));
  set_signer (signature->facts, signature->timestamp->tsa);
  return NULL;
}

/* What yx_cms_verify() is too strict for, unless it says to be one of ours. */
static YxCms *
verify_foreign (YxPdfSignature *signature, YxPdfDocument *document)
{
  const guint8 *data = g_bytes_get_data (yx_pdf_document_bytes (document), NULL);
  const YxPdfValue *contents = yx_pdf_value_get (signature->value, "Contents");
  const gint64 *range = signature->facts->byte_range;
  g_autoptr (GBytes) padded = g_bytes_new_static (contents->text, contents->length);
  const YxCmsForeign what = {
    .padded = padded,
    .before = data,
    .before_size = (gsize) range[1],
    .after = data + range[2],
    .after_size = (gsize) range[3],
    .sha1 = yx_pdf_value_is_name (yx_pdf_value_get (signature->value, "SubFilter"), "adbe.pkcs7.sha1"),
  };

  return signature->facts->own ? NULL : yx_cms_verify_foreign (&what, NULL);
}

static gboolean
is_cades (const YxPdfSignature *signature)
{
  return yx_pdf_value_is_name (yx_pdf_value_get (signature->value, "SubFilter"), "ETSI.CAdES.detached");
}

static gboolean
is_pades (YxPdfSignature *signature)
{
  return is_cades (signature) && signature->cms->has_ess && !signature->cms->has_signing_time &&
         signature->cms->in_der && !signature->cms->weak && yx_pdf_value_get (signature->value, "Cert") == NULL &&
         signature->facts->time != G_MININT64;
}

static const char *
check_cms (YxPdfSignature *signature, YxPdfDocument *document, GBytes *der, const guint8 sum[YX_SHA256_SIZE])
{
  YxCms *foreign = NULL;

  signature->cms = der != NULL ? yx_cms_verify (der, sum, NULL) : NULL;
  if (signature->cms == NULL || !signature->cms->valid)
    foreign = verify_foreign (signature, document);
  if (foreign != NULL)
    {
      g_clear_pointer (&signature->cms, yx_cms_free);
      signature->cms = foreign;
    }
  if (signature->cms == NULL)
    return "FORMAT_FAILURE";
  signature->facts->algorithm = g_strdup (signature->cms->algorithm);
  if (signature->cms->signer != NULL)
    set_signer (signature->facts, signature->cms->signer);
  if (!signature->cms->valid)
    return g_strcmp0 (signature->cms->reason, "digest-mismatch") == 0 ? "HASH_FAILURE" : "SIG_CRYPTO_FAILURE";
  signature->facts->pades = is_pades (signature);
  return signature->facts->own && is_cades (signature) && !signature->facts->pades ? "FORMAT_FAILURE" : NULL;
}

static void
read_time (YxPdfSignature *signature, YxPdfDocument *document)
{
  const YxPdfValue *date = yx_pdf_document_get (document, signature->revision, signature->value, "M");
  g_autofree char *text = yx_pdf_value_get_text (date);

  if (text == NULL || !yx_pdf_date_read (text, &signature->facts->time))
    signature->facts->time = G_MININT64;
}

static gboolean
is_known_kind (const YxPdfValue *kind)
{
  static const char *const kinds[] = { "ETSI.RFC3161", "ETSI.CAdES.detached", "adbe.pkcs7.detached", "adbe.pkcs7.sha1",
                                       NULL };

  return kind != NULL && kind->kind == YX_PDF_NAME && g_strv_contains (kinds, kind->text);
}

/* Checks format, hash and signature (EN 319 102-1 §5.2.2, 5.2.7). */
void
yx_pdf_signature_check (YxPdfSignature *signature, YxPdfDocument *document)
{
  const YxPdfValue *kind = yx_pdf_value_get (signature->value, "SubFilter");
  g_autoptr (GBytes) der = NULL;
  guint8 sum[YX_SHA256_SIZE];

  signature->reason = "FORMAT_FAILURE";
  signature->facts->timestamp = yx_pdf_value_is_name (kind, "ETSI.RFC3161");
  if (!yx_pdf_value_is_dictionary (signature->value))
    return;
  read_time (signature, document);
  if (!signature->facts->timestamp)
    {
      signature->facts->certifies = read_permissions (signature, document);
      signature->facts->own = is_own (signature, document);
    }
  if (!check_range (signature, document) || !is_known_kind (kind))
    return;
  der = read_contents (signature);
  if (der == NULL && (signature->facts->timestamp || signature->facts->own))
    return;
  digest_range (signature, document, sum);
  signature->reason = signature->facts->timestamp ? check_timestamp (signature, der, sum)
                                                  : check_cms (signature, document, der, sum);
  signature->facts->valid = signature->reason == NULL;
}

static void
read_seal (YxPdfSignature *signature, YxPdfDocument *document)
{
  const YxPdfValue *seal = yx_pdf_document_get (document, signature->revision, signature->value, "YX_Seal");

  if (seal != NULL && seal->kind == YX_PDF_STREAM && yx_pdf_value_get (seal, "Filter") == NULL &&
      g_bytes_get_size (seal->raw) <= MAX_SEAL)
    signature->facts->seal_object = g_bytes_new (g_bytes_get_data (seal->raw, NULL), g_bytes_get_size (seal->raw));
  else if (yx_pdf_value_get (signature->value, "YX_Seal") != NULL && signature->reason == NULL)
    signature->reason = "FORMAT_FAILURE";
}

static void
read_captions (YxPdfSignature *signature, YxPdfDocument *document)
{
  const YxPdfValue *captions = yx_pdf_document_get (document, signature->revision, signature->value, "YX_Captions");
  g_autoptr (GStrvBuilder) lines = g_strv_builder_new ();

  for (guint i = 0; captions != NULL && captions->kind == YX_PDF_ARRAY && i < captions->items->len &&
                    i < YX_PDF_CAPTIONS_MAX;
       i++)
    {
      g_autofree char *line = yx_pdf_value_get_text (captions->items->pdata[i]);

      if (line != NULL)
        g_strv_builder_add (lines, line);
    }
  signature->facts->captions = g_strv_builder_end (lines);
}

static gboolean
check_captions (YxPdfSignature *signature, const YxPdfGeometry *geometry)
{
  char **captions = signature->facts->captions;
  g_autofree char *date = NULL;

  for (guint i = 0; captions[i] != NULL; i++)
    if (!yx_pdf_caption_check (captions[i]) || geometry->captions[i].size <= 0)
      return FALSE;
  if (geometry->captions[0].size <= 0)
    return captions[0] == NULL;
  if (signature->facts->time == G_MININT64 || captions[0] == NULL)
    return FALSE;
  date = yx_pdf_date_caption (signature->facts->time);
  return strcmp (date, captions[0]) == 0;
}

static gboolean
same_form (const YxPdfValue *shown, const YxPdfValue *expected)
{
  g_autoptr (YxPdfValue) plain = NULL;

  if (shown == NULL || shown->kind != YX_PDF_STREAM)
    return FALSE;
  plain = yx_pdf_value_copy (shown);
  yx_pdf_value_remove (plain, "Length");
  return yx_pdf_value_equal (plain, expected);
}

/* Makes the appearance once more from mark, captions and place: nothing else may be shown. */
static gboolean
check_appearance (YxPdfSignature *signature, YxPdfDocument *document, const YxPdfValue *widget,
                  const YxPdfGeometry *geometry)
{
  guint revision = signature->revision;
  const YxPdfValue *states = yx_pdf_document_get (document, revision, widget, "AP");
  const YxPdfValue *form = yx_pdf_document_get (document, revision, states, "N");
  const YxPdfValue *objects = yx_pdf_value_get (yx_pdf_value_get (form, "Resources"), "XObject");
  const YxPdfValue *place = yx_pdf_value_get (objects, "Mark");
  g_autoptr (YxPdfValue) expected = NULL;
  g_autoptr (GBytes) digest = NULL;
  YxPdfBox picture = { 0 };
  guint mark = 0;

  if (!yx_pdf_value_is_dictionary (states) || states->keys->len != 1)
    return FALSE;
  if (place != NULL && place->kind == YX_PDF_REFERENCE)
    {
      mark = (guint) place->integer;
      digest = yx_pdf_picture_embedded_digest (document, revision, yx_pdf_document_resolve (document, revision, place),
                                               &picture);
      if (digest == NULL || picture.width <= 0 || picture.height <= 0)
        return FALSE;
      signature->facts->mark_digest = yx_hex (g_bytes_get_data (digest, NULL), g_bytes_get_size (digest));
    }
  if (!check_captions (signature, geometry))
    return FALSE;
  expected = yx_pdf_appearance_new (geometry, &picture, mark, (const char *const *) signature->facts->captions);
  return same_form (form, expected);
}

/* Reads what else is to be said of a signature: what it permits, its seal, what its place shows. A place of
 * ours that shows anything else makes the signature fail. */
void
yx_pdf_signature_look (YxPdfSignature *signature, YxPdfDocument *document)
{
  const YxPdfValue *widget = NULL;
  YxPdfGeometry geometry;

  if (signature->facts->timestamp || !yx_pdf_value_is_dictionary (signature->value))
    return;
  read_seal (signature, document);
  read_captions (signature, document);
  if (signature->field->widgets->len == 0)
    return;
  widget = yx_pdf_document_object (document, signature->revision,
                                   g_array_index (signature->field->widgets, guint, 0));
  if (!yx_pdf_geometry_read (widget, &geometry))
    return;
  signature->facts->canonical = signature->field->widgets->len == 1 &&
                                check_appearance (signature, document, widget, &geometry);
  if (geometry.own && !signature->facts->canonical && signature->reason == NULL)
    signature->reason = "appearance";
}
