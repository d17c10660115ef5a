/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pdf/yx-pdf-qpdf.h"

#include <math.h>
#include <qpdf/qpdf-c.h>
#include <stdlib.h>
#include <string.h>

struct _YxPdfQpdf
{
  qpdf_data data;
  GBytes *bytes;
};

static gboolean same (qpdf_data data, qpdf_oh oh, const YxPdfValue *value, gboolean top);

/**
 * yx_pdf_qpdf_free:
 * @qpdf: (transfer full): a view
 */
void
yx_pdf_qpdf_free (YxPdfQpdf *qpdf)
{
  qpdf_cleanup (&qpdf->data);
  g_bytes_unref (qpdf->bytes);
  g_free (qpdf);
}

static gboolean
fail (YxPdfQpdf *qpdf, GError **error)
{
  qpdf_error reason = qpdf_has_error (qpdf->data) ? qpdf_get_error (qpdf->data) : NULL;
  gboolean password = reason != NULL && qpdf_get_error_code (qpdf->data, reason) == qpdf_e_password;

  if (password)
    g_set_error_literal (error, YX_PDF_ERROR, YX_PDF_ERROR_ENCRYPTED, "The PDF is encrypted");
  else
    g_set_error (error, YX_PDF_ERROR, YX_PDF_ERROR_UNREADABLE, "The PDF is damaged: %s",
                 reason != NULL ? qpdf_get_error_message_detail (qpdf->data, reason) : "its pages are in doubt");
  return FALSE;
}

/**
 * yx_pdf_qpdf_open:
 * @bytes: the file
 * @error: return location: %YX_PDF_ERROR_UNREADABLE or %YX_PDF_ERROR_ENCRYPTED
 *
 * Returns: (transfer full): what qpdf makes of it
 */
YxPdfQpdf *
yx_pdf_qpdf_open (GBytes *bytes, GError **error)
{
  g_autoptr (YxPdfQpdf) qpdf = g_new0 (YxPdfQpdf, 1);
  gsize size = 0;
  const char *data = g_bytes_get_data (bytes, &size);

  qpdf->bytes = g_bytes_ref (bytes);
  qpdf->data = qpdf_init ();
  qpdf_silence_errors (qpdf->data);
  qpdf_set_suppress_warnings (qpdf->data, QPDF_TRUE);
  qpdf_set_attempt_recovery (qpdf->data, QPDF_FALSE);
  if ((qpdf_read_memory (qpdf->data, "document", data, size, NULL) & QPDF_ERRORS) != 0)
    {
      fail (qpdf, error);
      return NULL;
    }
  if (qpdf_is_encrypted (qpdf->data))
    {
      g_set_error_literal (error, YX_PDF_ERROR, YX_PDF_ERROR_ENCRYPTED, "The PDF is encrypted");
      return NULL;
    }
  return g_steal_pointer (&qpdf);
}

/**
 * yx_pdf_qpdf_check_pages:
 * @qpdf: a view
 * @pages: (array length=n_pages): numbers of the pages' objects, as we see them
 * @n_pages: how many
 * @error: return location: %YX_PDF_ERROR_UNREADABLE
 *
 * Returns: whether qpdf sees the same pages
 */
gboolean
yx_pdf_qpdf_check_pages (YxPdfQpdf *qpdf, const guint *pages, guint n_pages, GError **error)
{
  if (qpdf_get_num_pages (qpdf->data) != (int) n_pages)
    return fail (qpdf, error);
  for (guint i = 0; i < n_pages; i++)
    {
      qpdf_oh page = qpdf_get_page_n (qpdf->data, i);
      gboolean found = qpdf_oh_get_object_id (qpdf->data, page) == (int) pages[i];

      qpdf_oh_release (qpdf->data, page);
      if (!found)
        return fail (qpdf, error);
    }
  return TRUE;
}

static gboolean
is_nothing (qpdf_data data, const YxPdfValue *value)
{
  qpdf_oh oh = 0;
  gboolean nothing = FALSE;

  if (value->kind != YX_PDF_REFERENCE)
    return value->kind == YX_PDF_NULL;
  oh = qpdf_get_object_by_id (data, (int) value->integer, (int) value->generation);
  nothing = qpdf_oh_is_null (data, oh) != 0;
  qpdf_oh_release (data, oh);
  return nothing;
}

static guint
count_keys (qpdf_data data, qpdf_oh dictionary)
{
  guint n = 0;

  for (qpdf_oh_begin_dict_key_iter (data, dictionary); qpdf_oh_dict_more_keys (data); n++)
    qpdf_oh_dict_next_key (data);
  return n;
}

/* qpdf forgets keys whose value is null. */
static gboolean
same_dictionary (qpdf_data data, qpdf_oh dictionary, const YxPdfValue *value)
{
  guint n = 0;

  for (guint i = 0; i < value->keys->len; i++)
    {
      g_autofree char *key = g_strconcat ("/", value->keys->pdata[i], NULL);
      qpdf_oh item = 0;
      gboolean equal = FALSE;

      if (is_nothing (data, value->items->pdata[i]))
        continue;
      item = qpdf_oh_get_key (data, dictionary, key);
      equal = same (data, item, value->items->pdata[i], FALSE);
      qpdf_oh_release (data, item);
      if (!equal)
        return FALSE;
      n++;
    }
  return n == count_keys (data, dictionary);
}

static gboolean
same_array (qpdf_data data, qpdf_oh array, const YxPdfValue *value)
{
  if (!qpdf_oh_is_array (data, array) || qpdf_oh_get_array_n_items (data, array) != (int) value->items->len)
    return FALSE;
  for (guint i = 0; i < value->items->len; i++)
    {
      qpdf_oh item = qpdf_oh_get_array_item (data, array, (int) i);
      gboolean equal = same (data, item, value->items->pdata[i], FALSE);

      qpdf_oh_release (data, item);
      if (!equal)
        return FALSE;
    }
  return TRUE;
}

static gboolean
same_stream (qpdf_data data, qpdf_oh stream, const YxPdfValue *value)
{
  qpdf_oh dictionary = 0;
  unsigned char *raw = NULL;
  size_t size = 0;
  gboolean equal = FALSE;

  if (!qpdf_oh_is_stream (data, stream))
    return FALSE;
  dictionary = qpdf_oh_get_dict (data, stream);
  equal = same_dictionary (data, dictionary, value);
  qpdf_oh_release (data, dictionary);
  if (!equal)
    return FALSE;
  equal = (qpdf_oh_get_stream_data (data, stream, qpdf_dl_none, NULL, &raw, &size) & QPDF_ERRORS) == 0 &&
          size == g_bytes_get_size (value->raw) &&
          (size == 0 || memcmp (raw, g_bytes_get_data (value->raw, NULL), size) == 0);
  free (raw);
  return equal;
}

static gboolean
same_string (qpdf_data data, qpdf_oh string, const YxPdfValue *value)
{
  size_t length = 0;
  const char *text = NULL;

  if (!qpdf_oh_is_string (data, string))
    return FALSE;
  text = qpdf_oh_get_binary_string_value (data, string, &length);
  return length == value->length && (length == 0 || memcmp (text, value->text, length) == 0);
}

static gboolean
same_number (qpdf_data data, qpdf_oh number, const YxPdfValue *value)
{
  double ours = 0;
  double theirs = 0;

  return yx_pdf_value_get_number (value, &ours) && qpdf_oh_get_value_as_number (data, number, &theirs) &&
         fabs (ours - theirs) < 1e-6;
}

/* A name as qpdf keeps it begins with its slash. */
static gboolean
same_name (qpdf_data data, qpdf_oh name, const YxPdfValue *value)
{
  const char *text = qpdf_oh_is_name (data, name) ? qpdf_oh_get_name (data, name) : NULL;

  return text != NULL && text[0] == '/' && strcmp (text + 1, value->text) == 0;
}

static gboolean
same_reference (qpdf_data data, qpdf_oh oh, const YxPdfValue *value)
{
  if (!qpdf_oh_is_indirect (data, oh))
    return qpdf_oh_is_null (data, oh) && is_nothing (data, value);
  return qpdf_oh_get_object_id (data, oh) == (int) value->integer &&
         qpdf_oh_get_generation (data, oh) == (int) value->generation;
}

static gboolean
same (qpdf_data data, qpdf_oh oh, const YxPdfValue *value, gboolean top)
{
  if (value->kind == YX_PDF_REFERENCE)
    return same_reference (data, oh, value);
  if (!top && qpdf_oh_is_indirect (data, oh))
    return FALSE;
  switch (value->kind)
    {
    case YX_PDF_NULL:
      return qpdf_oh_is_null (data, oh) != 0;
    case YX_PDF_BOOLEAN:
      return qpdf_oh_is_bool (data, oh) && qpdf_oh_get_bool_value (data, oh) == (value->integer != 0);
    case YX_PDF_INTEGER:
    case YX_PDF_REAL:
      return same_number (data, oh, value);
    case YX_PDF_NAME:
      return same_name (data, oh, value);
    case YX_PDF_STRING:
      return same_string (data, oh, value);
    case YX_PDF_ARRAY:
      return same_array (data, oh, value);
    case YX_PDF_DICTIONARY:
      return qpdf_oh_is_dictionary (data, oh) && same_dictionary (data, oh, value);
    case YX_PDF_STREAM:
      return same_stream (data, oh, value);
    case YX_PDF_REFERENCE:
    default:
      return FALSE;
    }
}

/**
 * yx_pdf_qpdf_same:
 * @qpdf: a view
 * @number: of an object
 * @generation: its generation
 * @value: what we read there
 *
 * Returns: whether qpdf reads the same there
 */
gboolean
yx_pdf_qpdf_same (YxPdfQpdf *qpdf, guint number, guint generation, const YxPdfValue *value)
{
  qpdf_oh oh = qpdf_get_object_by_id (qpdf->data, (int) number, (int) generation);
  gboolean equal = same (qpdf->data, oh, value, TRUE);

  qpdf_oh_release (qpdf->data, oh);
  return equal;
}
