/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pdf/yx-pdf-contents.h"

#include <string.h>

#include "pdf/yx-pdf-reader.h"
#include "pdf/yx-pdf-sign.h"

#define WIDEST_NUMBER "0000000000"

/* Makes room for /ByteRange and /Contents (ISO 32000-2 §12.8.1). */
void
yx_pdf_contents_reserve (YxPdfValue *signature)
{
  static const char zeros[YX_PDF_RESERVE / 2];
  YxPdfValue *range = yx_pdf_value_new (YX_PDF_ARRAY);
  YxPdfValue *contents = yx_pdf_value_new_string (zeros, sizeof zeros);

  for (guint i = 0; i < 4; i++)
    {
      YxPdfValue *number = yx_pdf_value_new (YX_PDF_REAL);

      number->text = g_strdup (WIDEST_NUMBER);
      number->length = strlen (WIDEST_NUMBER);
      yx_pdf_value_append (range, number);
    }
  contents->hexadecimal = TRUE;
  yx_pdf_value_set (signature, "ByteRange", range);
  yx_pdf_value_set (signature, "Contents", contents);
}

static void
write_range (GByteArray *appended, const YxPdfValue *range, gsize start, gsize end, gsize total)
{
  g_autofree char *text = g_strdup_printf ("[0 %" G_GSIZE_FORMAT " %" G_GSIZE_FORMAT " %" G_GSIZE_FORMAT, start, end,
                                           total - end);

  memset (appended->data + range->start, ' ', range->end - range->start);
  memcpy (appended->data + range->start, text, strlen (text));
  appended->data[range->end - 1] = ']';
}

static gboolean
write_contents (GByteArray *appended, const YxPdfValue *contents, GBytes *der, GError **error)
{
  static const char digits[] = "0123456789abcdef";
  gsize size = 0;
  const guint8 *bytes = g_bytes_get_data (der, &size);
  guint8 *to = appended->data + contents->start + 1;

  if (size > contents->length)
    {
      g_set_error (error, YX_PDF_ERROR, YX_PDF_ERROR_NO_ROOM,
                   "The signature has %" G_GSIZE_FORMAT " bytes, but there is room for %" G_GSIZE_FORMAT " only", size,
                   contents->length);
      return FALSE;
    }
  for (gsize i = 0; i < size; i++)
    {
      *to++ = (guint8) digits[bytes[i] >> 4];
      *to++ = (guint8) digits[bytes[i] & 15];
    }
  return TRUE;
}

/* Sets the range, digests it and puts what @make answers into the room. @signature: where its object
 * begins, counted from the document's first byte. */
gboolean
yx_pdf_contents_fill (GBytes *document, GByteArray *appended, gsize signature, YxPdfTokenFunc make,
                      gpointer user_data, GError **error)
{
  gsize base = g_bytes_get_size (document);
  g_autoptr (GBytes) view = g_bytes_new_static (appended->data, appended->len);
  g_autoptr (YxPdfValue) value = NULL;
  g_autoptr (YxDigest) digest = yx_digest_new ();
  g_autoptr (GBytes) der = NULL;
  const YxPdfValue *range = NULL;
  const YxPdfValue *contents = NULL;
  guint8 sum[YX_SHA256_SIZE];
  YxPdfReader reader;
  guint number = 0;
  guint generation = 0;

  yx_pdf_reader_init (&reader, view, signature - base);
  value = yx_pdf_reader_object (&reader, &number, &generation, NULL, NULL, error);
  if (value == NULL)
    return FALSE;
  range = yx_pdf_value_get (value, "ByteRange");
  contents = yx_pdf_value_get (value, "Contents");
  write_range (appended, range, base + contents->start, base + contents->end, base + appended->len);
  yx_digest_update (digest, g_bytes_get_data (document, NULL), base);
  yx_digest_update (digest, appended->data, contents->start);
  yx_digest_update (digest, appended->data + contents->end, appended->len - contents->end);
  yx_digest_finish (digest, sum);
  der = make (sum, user_data, error);
  return der != NULL && write_contents (appended, contents, der, error);
}
