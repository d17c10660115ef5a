/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pdf/yx-pdf-picture.h"

#include <gio/gio.h>
#include <string.h>

#include "crypto/yx-digest.h"
#include "pdf/yx-pdf-document-private.h"
#include "pdf/yx-pdf-filter.h"
#include "pdf/yx-pdf-picture-private.h"

#define MAX_SIZE (1024 * 1024)
#define MAX_DECODED (8 * 1024 * 1024)
#define MAX_DEPTH 32
#define MAX_OBJECTS 2000

/* What a picture consists of; everything but @content belongs to the document. */
typedef struct
{
  YxPdfBox box;
  GBytes *content;
  const YxPdfValue *resources;
  const YxPdfValue *group;
} Parts;

/* Writes values so that only what they say counts, not how it is numbered, ordered or coded. */
typedef struct
{
  YxPdfDocument *document;
  guint revision;
  YxDigest *digest;
  GHashTable *seen;
  gsize decoded;
  gboolean failed;
} Canon;

typedef struct
{
  YxPdfDocument *from;
  YxPdfAppend *to;
  GHashTable *numbers;
  gboolean failed;
} Import;

static void canonise (Canon *canon, const YxPdfValue *value, guint depth);
static YxPdfValue *import_value (Import *import, const YxPdfValue *value, guint depth);

static void
put (Canon *canon, const char *format, ...) G_GNUC_PRINTF (2, 3);

static void
put (Canon *canon, const char *format, ...)
{
  g_autofree char *text = NULL;
  va_list arguments;

  va_start (arguments, format);
  text = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  yx_digest_update (canon->digest, text, strlen (text));
}

static void
put_bytes (Canon *canon, gconstpointer bytes, gsize size)
{
  put (canon, "%" G_GSIZE_FORMAT ":", size);
  yx_digest_update (canon->digest, bytes, size);
}

static void
canonise_number (Canon *canon, const YxPdfValue *value)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];
  double number = 0;

  if (!yx_pdf_value_get_number (value, &number))
    canon->failed = TRUE;
  put (canon, "n%s ", g_ascii_formatd (text, sizeof text, "%.6f", number));
}

static int
compare_keys (gconstpointer a, gconstpointer b)
{
  return strcmp (*(char *const *) a, *(char *const *) b);
}

static gboolean
is_coding (const char *key)
{
  return strcmp (key, "Length") == 0 || strcmp (key, "Filter") == 0 || strcmp (key, "DecodeParms") == 0;
}

static void
canonise_dictionary (Canon *canon, const YxPdfValue *value, gboolean decoded, guint depth)
{
  g_autoptr (GPtrArray) keys = g_ptr_array_new ();

  for (guint i = 0; i < value->keys->len; i++)
    g_ptr_array_add (keys, value->keys->pdata[i]);
  g_ptr_array_sort (keys, compare_keys);
  put (canon, "<<");
  for (guint i = 0; i < keys->len; i++)
    {
      const char *key = keys->pdata[i];

      if (strcmp (key, "Length") == 0 || (decoded && is_coding (key)))
        continue;
      put_bytes (canon, key, strlen (key));
      canonise (canon, yx_pdf_value_get (value, key), depth + 1);
    }
  put (canon, ">>");
}

static void
canonise_stream (Canon *canon, const YxPdfValue *value, guint depth)
{
  gboolean known = yx_pdf_filter_is_known (value);
  g_autoptr (GBytes) data = known ? yx_pdf_filter_decode (value, MAX_DECODED, NULL) : g_bytes_ref (value->raw);

  if (data == NULL || (canon->decoded += g_bytes_get_size (data)) > MAX_DECODED)
    {
      canon->failed = TRUE;
      return;
    }
  canonise_dictionary (canon, value, known, depth);
  put_bytes (canon, g_bytes_get_data (data, NULL), g_bytes_get_size (data));
}

static void
canonise_reference (Canon *canon, const YxPdfValue *value, guint depth)
{
  gpointer number = GUINT_TO_POINTER ((guint) value->integer);
  gpointer seen = g_hash_table_lookup (canon->seen, number);
  guint n = g_hash_table_size (canon->seen) + 1;

  if (seen != NULL)
    {
      put (canon, "again %u ", GPOINTER_TO_UINT (seen));
      return;
    }
  g_hash_table_insert (canon->seen, number, GUINT_TO_POINTER (n));
  put (canon, "object %u ", n);
  canonise (canon, yx_pdf_document_resolve (canon->document, canon->revision, value), depth + 1);
}

static void
canonise (Canon *canon, const YxPdfValue *value, guint depth)
{
  if (canon->failed || depth > MAX_DEPTH || g_hash_table_size (canon->seen) > MAX_OBJECTS)
    {
      canon->failed = TRUE;
      return;
    }
  switch (value->kind)
    {
    case YX_PDF_NULL:
      put (canon, "null ");
      break;
    case YX_PDF_BOOLEAN:
      put (canon, "b%d ", value->integer != 0);
      break;
    case YX_PDF_INTEGER:
    case YX_PDF_REAL:
      canonise_number (canon, value);
      break;
    case YX_PDF_NAME:
    case YX_PDF_STRING:
      put (canon, "%c", value->kind == YX_PDF_NAME ? '/' : '(');
      put_bytes (canon, value->text, value->length);
      break;
    case YX_PDF_ARRAY:
      put (canon, "[");
      for (guint i = 0; i < value->items->len; i++)
        canonise (canon, value->items->pdata[i], depth + 1);
      put (canon, "]");
      break;
    case YX_PDF_DICTIONARY:
      canonise_dictionary (canon, value, FALSE, depth);
      break;
    case YX_PDF_STREAM:
      canonise_stream (canon, value, depth);
      break;
    case YX_PDF_REFERENCE:
      canonise_reference (canon, value, depth);
      break;
    default:
      g_assert_not_reached ();
    }
}

static GBytes *
digest_parts (YxPdfDocument *document, guint revision, const Parts *parts)
{
  g_autoptr (YxDigest) digest = yx_digest_new ();
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  g_autoptr (YxPdfValue) box = yx_pdf_value_new_box (parts->box.x, parts->box.y, parts->box.width, parts->box.height);
  Canon canon = { document, revision, digest, seen, 0, FALSE };
  guint8 out[YX_SHA256_SIZE];

  put (&canon, "yinxin picture 1\n");
  canonise (&canon, box, 0);
  put_bytes (&canon, g_bytes_get_data (parts->content, NULL), g_bytes_get_size (parts->content));
  if (parts->resources != NULL)
    canonise (&canon, parts->resources, 0);
  put (&canon, "group ");
  if (parts->group != NULL)
    canonise (&canon, parts->group, 0);
  if (canon.failed || !yx_pdf_document_check (document, NULL))
    return NULL;
  yx_digest_finish (digest, out);
  return g_bytes_new (out, sizeof out);
}

static gboolean
fail (const char *what, GError **error)
{
  g_set_error (error, YX_PDF_ERROR, YX_PDF_ERROR_CONTENT, "The picture cannot be used: %s", what);
  return FALSE;
}

static gboolean
add_content (YxPdfDocument *document, const YxPdfValue *stream, GByteArray *content, GError **error)
{
  g_autoptr (GBytes) data = NULL;

  stream = yx_pdf_document_resolve (document, YX_PDF_HEAD, stream);
  if (stream == NULL || stream->kind != YX_PDF_STREAM)
    return fail ("it has no content", error);
  data = yx_pdf_filter_decode (stream, MAX_DECODED, error);
  if (data == NULL)
    return FALSE;
  if (content->len > 0)
    g_byte_array_append (content, (const guint8 *) "\n", 1);
  g_byte_array_append (content, g_bytes_get_data (data, NULL), (guint) g_bytes_get_size (data));
  return content->len <= MAX_DECODED || fail ("it is too long", error);
}

static GBytes *
read_content (YxPdfDocument *document, const YxPdfValue *page, GError **error)
{
  const YxPdfValue *contents = yx_pdf_document_get (document, YX_PDF_HEAD, page, "Contents");
  g_autoptr (GByteArray) content = g_byte_array_new ();

  if (contents == NULL || contents->kind != YX_PDF_ARRAY)
    {
      if (!add_content (document, contents, content, error))
        return NULL;
    }
  else
    for (guint i = 0; i < contents->items->len; i++)
      if (!add_content (document, contents->items->pdata[i], content, error))
        return NULL;
  return g_byte_array_free_to_bytes (g_steal_pointer (&content));
}

static YxPdfDocument *
open_picture (GBytes *picture, Parts *parts, GError **error)
{
  static const YxPdfLimits limits = { MAX_SIZE, MAX_OBJECTS, 1, 4 };
  g_autoptr (YxPdfDocument) document = yx_pdf_document_open (picture, &limits, error);
  const YxPdfValue *page = NULL;
  guint number = 0;

  if (document == NULL || !yx_pdf_document_page (document, 1, &number, &parts->box, error))
    return NULL;
  page = yx_pdf_document_object (document, YX_PDF_HEAD, number);
  if (parts->box.width <= 0 || parts->box.height <= 0 ||
      yx_pdf_document_inherited (document, YX_PDF_HEAD, page, "Rotate") != NULL ||
      yx_pdf_document_get (document, YX_PDF_HEAD, page, "UserUnit") != NULL ||
      yx_pdf_document_get (document, YX_PDF_HEAD, page, "Annots") != NULL)
    {
      fail ("its page is turned, scaled or bears annotations", error);
      return NULL;
    }
  parts->resources = yx_pdf_document_inherited (document, YX_PDF_HEAD, page, "Resources");
  parts->group = yx_pdf_document_get (document, YX_PDF_HEAD, page, "Group");
  parts->content = read_content (document, page, error);
  if (parts->content == NULL || !yx_pdf_document_check (document, error))
    {
      g_clear_pointer (&parts->content, g_bytes_unref);
      return NULL;
    }
  return g_steal_pointer (&document);
}

/**
 * yx_pdf_picture_digest:
 * @picture: a PDF of one page
 * @error: return location: %YX_PDF_ERROR_CONTENT and those of yx_pdf_document_open()
 *
 * Digests box, decoded content and resources of the page, however they are numbered, ordered or
 * compressed: the mark that yx_pdf_sign() makes of the page has the same digest.
 *
 * Returns: (transfer full): SHA-256, %YX_PDF_DIGEST_SIZE bytes
 */
GBytes *
yx_pdf_picture_digest (GBytes *picture, GError **error)
{
  Parts parts = { 0 };
  g_autoptr (YxPdfDocument) document = open_picture (picture, &parts, error);
  GBytes *digest = NULL;

  if (document == NULL)
    return NULL;
  digest = digest_parts (document, YX_PDF_HEAD, &parts);
  g_bytes_unref (parts.content);
  if (digest == NULL)
    fail ("it is too large or too deep", error);
  return digest;
}

static guint
import_object (Import *import, const YxPdfValue *reference, guint depth)
{
  gpointer key = GUINT_TO_POINTER ((guint) reference->integer);
  guint number = GPOINTER_TO_UINT (g_hash_table_lookup (import->numbers, key));

  if (number != 0)
    return number;
  if (g_hash_table_size (import->numbers) >= MAX_OBJECTS)
    import->failed = TRUE;
  number = yx_pdf_append_reserve (import->to);
  g_hash_table_insert (import->numbers, key, GUINT_TO_POINTER (number));
  yx_pdf_append_put (import->to, number,
                     import_value (import, yx_pdf_document_resolve (import->from, YX_PDF_HEAD, reference), depth + 1));
  return number;
}

static YxPdfValue *
import_value (Import *import, const YxPdfValue *value, guint depth)
{
  YxPdfValue *copy = NULL;

  if (import->failed || depth > MAX_DEPTH)
    {
      import->failed = TRUE;
      return yx_pdf_value_new (YX_PDF_NULL);
    }
  if (value->kind == YX_PDF_REFERENCE)
    return yx_pdf_value_new_reference (import_object (import, value, depth));
  if (value->items == NULL)
    return yx_pdf_value_copy (value);
  copy = value->kind == YX_PDF_STREAM ? yx_pdf_value_new_stream (value->raw) : yx_pdf_value_new (value->kind);
  for (guint i = 0; i < value->items->len; i++)
    if (value->keys == NULL)
      yx_pdf_value_append (copy, import_value (import, value->items->pdata[i], depth + 1));
    else if (value->kind != YX_PDF_STREAM || strcmp (value->keys->pdata[i], "Length") != 0)
      yx_pdf_value_set (copy, value->keys->pdata[i], import_value (import, value->items->pdata[i], depth + 1));
  return copy;
}

static GBytes *
deflate_content (GBytes *content)
{
  g_autoptr (GZlibCompressor) deflater = g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_ZLIB, 9);
  g_autoptr (GConverter) converter = g_object_ref (G_CONVERTER (deflater));
  gsize size = g_bytes_get_size (content);
  gsize room = size + size / 100 + 64;
  g_autofree guint8 *out = g_malloc (room);
  gsize read = 0;
  gsize written = 0;

  if (g_converter_convert (converter, g_bytes_get_data (content, NULL), size, out, room, G_CONVERTER_INPUT_AT_END,
                           &read, &written, NULL) != G_CONVERTER_FINISHED)
    return NULL;
  return g_bytes_new_take (g_steal_pointer (&out), written);
}

static YxPdfValue *
new_form (Import *import, const Parts *parts)
{
  g_autoptr (GBytes) packed = deflate_content (parts->content);
  YxPdfValue *form = yx_pdf_value_new_stream (packed != NULL ? packed : parts->content);

  yx_pdf_value_set (form, "Type", yx_pdf_value_new_name ("XObject"));
  yx_pdf_value_set (form, "Subtype", yx_pdf_value_new_name ("Form"));
  yx_pdf_value_set (form, "FormType", yx_pdf_value_new_integer (1));
  yx_pdf_value_set (form, "BBox",
                    yx_pdf_value_new_box (parts->box.x, parts->box.y, parts->box.width, parts->box.height));
  if (parts->group != NULL)
    yx_pdf_value_set (form, "Group", import_value (import, parts->group, 0));
  if (parts->resources != NULL)
    yx_pdf_value_set (form, "Resources", import_value (import, parts->resources, 0));
  if (packed != NULL)
    yx_pdf_value_set (form, "Filter", yx_pdf_value_new_name ("FlateDecode"));
  return form;
}

/* As whoever reads the embedded form will find it: numbers are kept to three decimals. */
static YxPdfBox
as_written (const YxPdfBox *box)
{
  g_autoptr (YxPdfValue) written = yx_pdf_value_new_box (box->x, box->y, box->width, box->height);
  double corners[4] = { 0 };

  yx_pdf_value_get_box (written, corners);
  return (YxPdfBox) { corners[0], corners[1], corners[2] - corners[0], corners[3] - corners[1] };
}

/* Makes the page a form XObject of @append; 0 on error. */
guint
yx_pdf_picture_import (GBytes *picture, YxPdfAppend *append, YxPdfBox *box, GError **error)
{
  Parts parts = { 0 };
  g_autoptr (YxPdfDocument) document = open_picture (picture, &parts, error);
  g_autoptr (GHashTable) numbers = g_hash_table_new (NULL, NULL);
  Import import = { document, append, numbers, FALSE };
  guint number = 0;

  if (document == NULL)
    return 0;
  number = yx_pdf_append_reserve (append);
  yx_pdf_append_put (append, number, new_form (&import, &parts));
  g_bytes_unref (parts.content);
  *box = as_written (&parts.box);
  if (!import.failed && yx_pdf_document_check (document, error))
    return number;
  if (import.failed)
    fail ("it is too large or too deep", error);
  return 0;
}

/* (nullable): the digest that the page had from which @form was made; %NULL where it was made otherwise. */
GBytes *
yx_pdf_picture_embedded_digest (YxPdfDocument *document, guint revision, const YxPdfValue *form, YxPdfBox *box)
{
  static const char *const allowed[] = { "Type", "Subtype", "FormType", "BBox", "Group", "Resources", "Filter",
                                         "Length", NULL };
  Parts parts = { 0 };
  double corners[4] = { 0 };
  GBytes *digest = NULL;

  if (form == NULL || form->kind != YX_PDF_STREAM || !yx_pdf_value_is_name (yx_pdf_value_get (form, "Subtype"), "Form") ||
      !yx_pdf_value_get_box (yx_pdf_value_get (form, "BBox"), corners))
    return NULL;
  for (guint i = 0; i < form->keys->len; i++)
    if (!g_strv_contains (allowed, form->keys->pdata[i]))
      return NULL;
  parts.box = (YxPdfBox) { corners[0], corners[1], corners[2] - corners[0], corners[3] - corners[1] };
  parts.resources = yx_pdf_document_get (document, revision, form, "Resources");
  parts.group = yx_pdf_document_get (document, revision, form, "Group");
  parts.content = yx_pdf_filter_decode (form, MAX_DECODED, NULL);
  if (parts.content == NULL)
    return NULL;
  digest = digest_parts (document, revision, &parts);
  g_bytes_unref (parts.content);
  *box = parts.box;
  return digest;
}
