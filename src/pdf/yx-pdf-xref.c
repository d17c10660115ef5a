/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pdf/yx-pdf-xref.h"

#include <string.h>

#include "pdf/yx-pdf-filter.h"
#include "pdf/yx-pdf-reader.h"

#define ENTRY_MAX_WIDTH 8
#define FIVE_DIGITS 99999

typedef struct
{
  GArray *entries;
  guint max_objects;
} Collecting;

static gboolean
fail (gsize at, const char *what, GError **error)
{
  g_set_error (error, YX_PDF_ERROR, YX_PDF_ERROR_UNREADABLE,
               "The PDF's cross-reference at byte %" G_GSIZE_FORMAT " is damaged: %s", at, what);
  return FALSE;
}

static gboolean
add (Collecting *collecting, const YxPdfEntry *entry, GError **error)
{
  if (entry->number >= collecting->max_objects || collecting->entries->len >= collecting->max_objects)
    {
      g_set_error (error, YX_PDF_ERROR, YX_PDF_ERROR_LIMIT, "The PDF has more than %u objects",
                   collecting->max_objects);
      return FALSE;
    }
  g_array_append_vals (collecting->entries, entry, 1);
  return TRUE;
}

/* Of free entries MuPDF writes the generation 65536, which no object may have. */
static gboolean
read_table_entry (YxPdfReader *reader, guint number, Collecting *collecting, GError **error)
{
  YxPdfEntry entry = { .number = number };
  gint64 place = 0;
  gint64 generation = 0;

  if (!yx_pdf_reader_take_integer (reader, 9999999999, &place) ||
      !yx_pdf_reader_take_integer (reader, FIVE_DIGITS, &generation))
    return fail (reader->at, "no entry", error);
  if (generation <= G_MAXUINT16 && yx_pdf_reader_take (reader, "n"))
    entry.kind = place > 0 && place < (gint64) reader->size ? YX_PDF_PLAIN : YX_PDF_FREE;
  else if (!yx_pdf_reader_take (reader, "f"))
    return fail (reader->at, "an entry neither used nor free", error);
  if (entry.kind == YX_PDF_PLAIN)
    {
      entry.place = (guint32) place;
      entry.generation = (guint16) generation;
    }
  return add (collecting, &entry, error);
}

static gboolean
read_table (YxPdfReader *reader, Collecting *collecting, GError **error)
{
  gint64 first = 0;
  gint64 n = 0;

  while (!yx_pdf_reader_take (reader, "trailer"))
    {
      if (!yx_pdf_reader_take_integer (reader, G_MAXINT32, &first) ||
          !yx_pdf_reader_take_integer (reader, G_MAXINT32, &n))
        return fail (reader->at, "no subsection", error);
      for (gint64 i = 0; i < n; i++)
        if (!read_table_entry (reader, (guint) MIN (first + i, G_MAXINT32), collecting, error))
          return FALSE;
    }
  return TRUE;
}

static guint64
take_big_endian (const guint8 **at, gint64 width)
{
  guint64 value = 0;

  for (gint64 i = 0; i < width; i++)
    value = value << 8 | *(*at)++;
  return value;
}

static gboolean
read_stream_entry (const guint8 **at, const gint64 widths[3], guint number, gsize size, Collecting *collecting,
                   GError **error)
{
  guint64 kind = widths[0] > 0 ? take_big_endian (at, widths[0]) : 1;
  guint64 place = take_big_endian (at, widths[1]);
  guint64 index = take_big_endian (at, widths[2]);
  YxPdfEntry entry = { .number = number };

  if (kind == 1 && place > 0 && place < size && index <= G_MAXUINT16)
    {
      entry.kind = YX_PDF_PLAIN;
      entry.place = (guint32) place;
      entry.generation = (guint16) index;
    }
  else if (kind == 2 && place > 0 && place < collecting->max_objects && index < collecting->max_objects)
    {
      entry.kind = YX_PDF_COMPRESSED;
      entry.place = (guint32) place;
      entry.index = (guint32) index;
    }
  else if (kind != 0)
    return fail (0, "an entry that leads nowhere", error);
  return add (collecting, &entry, error);
}

static gboolean
get_widths (const YxPdfValue *dictionary, gint64 widths[3])
{
  const YxPdfValue *value = yx_pdf_value_get (dictionary, "W");

  if (value == NULL || value->kind != YX_PDF_ARRAY || value->items->len != 3)
    return FALSE;
  for (guint i = 0; i < 3; i++)
    if (!yx_pdf_value_get_index (value->items->pdata[i], 0, ENTRY_MAX_WIDTH, &widths[i]))
      return FALSE;
  return widths[1] > 0;
}

static gboolean
read_stream_rows (GBytes *rows, const gint64 widths[3], gint64 first, gint64 n, gsize *used, gsize size,
                  Collecting *collecting, GError **error)
{
  gsize total = 0;
  const guint8 *data = g_bytes_get_data (rows, &total);
  gsize width = (gsize) (widths[0] + widths[1] + widths[2]);
  const guint8 *at = data + *used;

  if ((guint64) n > (total - *used) / width)
    return fail (0, "a stream with too few entries", error);
  for (gint64 i = 0; i < n; i++)
    if (!read_stream_entry (&at, widths, (guint) MIN (first + i, G_MAXINT32), size, collecting, error))
      return FALSE;
  *used += (gsize) n * width;
  return TRUE;
}

static gboolean
read_stream (const YxPdfValue *stream, gsize size, Collecting *collecting, GError **error)
{
  const YxPdfValue *index = yx_pdf_value_get (stream, "Index");
  g_autoptr (GBytes) rows = NULL;
  gint64 widths[3] = { 0 };
  gint64 total = 0;
  gsize used = 0;

  if (stream->kind != YX_PDF_STREAM || !yx_pdf_value_is_name (yx_pdf_value_get (stream, "Type"), "XRef") ||
      !get_widths (stream, widths) || !yx_pdf_value_get_index (yx_pdf_value_get (stream, "Size"), 1, G_MAXINT32, &total))
    return fail (stream->start, "not a cross-reference stream", error);
  rows = yx_pdf_filter_decode (stream, (gsize) collecting->max_objects * 3 * ENTRY_MAX_WIDTH, error);
  if (rows == NULL)
    return FALSE;
  if (index == NULL)
    return read_stream_rows (rows, widths, 0, total, &used, size, collecting, error);
  if (index->kind != YX_PDF_ARRAY || index->items->len % 2 != 0)
    return fail (stream->start, "an index that is none", error);
  for (guint i = 0; i < index->items->len; i += 2)
    {
      gint64 first = 0;
      gint64 n = 0;

      if (!yx_pdf_value_get_index (index->items->pdata[i], 0, G_MAXINT32, &first) ||
          !yx_pdf_value_get_index (index->items->pdata[i + 1], 0, G_MAXINT32, &n))
        return fail (stream->start, "an index that is none", error);
      if (!read_stream_rows (rows, widths, first, n, &used, size, collecting, error))
        return FALSE;
    }
  return TRUE;
}

static int
compare_entries (gconstpointer a, gconstpointer b)
{
  const YxPdfEntry *left = a;
  const YxPdfEntry *right = b;

  return left->number < right->number ? -1 : left->number > right->number;
}

static gboolean
sort_entries (GArray *entries, gsize offset, GError **error)
{
  g_array_sort (entries, compare_entries);
  for (guint i = 1; i < entries->len; i++)
    if (g_array_index (entries, YxPdfEntry, i).number == g_array_index (entries, YxPdfEntry, i - 1).number)
      return fail (offset, "an object listed twice", error);
  return TRUE;
}

/* What the table calls free may be in the stream beside it (ISO 32000-2 §7.5.8.4). */
static GArray *
merge_hybrid (GArray *table, GArray *stream)
{
  GArray *merged = g_array_new (FALSE, FALSE, sizeof (YxPdfEntry));
  guint s = 0;

  for (guint t = 0; t < table->len || s < stream->len;)
    {
      const YxPdfEntry *left = t < table->len ? &g_array_index (table, YxPdfEntry, t) : NULL;
      const YxPdfEntry *right = s < stream->len ? &g_array_index (stream, YxPdfEntry, s) : NULL;
      gboolean both = left != NULL && right != NULL && left->number == right->number;
      gboolean take_left = right == NULL || (left != NULL && left->number < right->number) ||
                           (both && left->kind != YX_PDF_FREE);

      g_array_append_vals (merged, take_left ? left : right, 1);
      t += take_left || both;
      s += !take_left || both;
    }
  return merged;
}

static gboolean
read_beside (GBytes *bytes, YxPdfSection *section, guint max_objects, GError **error)
{
  const YxPdfValue *place = yx_pdf_value_get (section->trailer, "XRefStm");
  g_autoptr (GArray) entries = g_array_new (FALSE, FALSE, sizeof (YxPdfEntry));
  Collecting collecting = { entries, max_objects };
  g_autoptr (YxPdfValue) stream = NULL;
  YxPdfReader reader;
  GArray *merged = NULL;
  gint64 offset = 0;
  guint number = 0;
  guint generation = 0;

  if (place == NULL)
    return TRUE;
  if (!yx_pdf_value_get_index (place, 1, (gint64) g_bytes_get_size (bytes) - 1, &offset))
    return fail (section->offset, "a hybrid without stream", error);
  yx_pdf_reader_init (&reader, bytes, (gsize) offset);
  stream = yx_pdf_reader_object (&reader, &number, &generation, NULL, NULL, error);
  if (stream == NULL || !read_stream (stream, reader.size, &collecting, error) ||
      !sort_entries (entries, (gsize) offset, error))
    return FALSE;
  merged = merge_hybrid (section->entries, entries);
  g_array_unref (section->entries);
  section->entries = merged;
  section->kind = YX_PDF_HYBRID;
  return TRUE;
}

static gboolean
read_table_section (GBytes *bytes, YxPdfReader *reader, YxPdfSection *section, Collecting *collecting, GError **error)
{
  section->kind = YX_PDF_TABLE;
  if (!read_table (reader, collecting, error))
    return FALSE;
  section->trailer = yx_pdf_reader_value (reader, error);
  if (section->trailer == NULL)
    return FALSE;
  if (section->trailer->kind != YX_PDF_DICTIONARY)
    return fail (reader->at, "no trailer", error);
  return sort_entries (section->entries, section->offset, error) &&
         read_beside (bytes, section, collecting->max_objects, error);
}

static gboolean
read_stream_section (YxPdfReader *reader, YxPdfSection *section, Collecting *collecting, GError **error)
{
  guint generation = 0;

  section->kind = YX_PDF_XREF_STREAM;
  section->trailer = yx_pdf_reader_object (reader, &section->stream, &generation, NULL, NULL, error);
  return section->trailer != NULL && read_stream (section->trailer, reader->size, collecting, error) &&
         sort_entries (section->entries, section->offset, error);
}

/**
 * yx_pdf_section_free:
 * @section: (transfer full): a section
 */
void
yx_pdf_section_free (YxPdfSection *section)
{
  g_clear_pointer (&section->entries, g_array_unref);
  g_clear_pointer (&section->trailer, yx_pdf_value_free);
  g_free (section);
}

/**
 * yx_pdf_section_read:
 * @bytes: the file
 * @offset: where the section begins
 * @max_objects: object numbers allowed
 * @error: return location
 *
 * Reads one cross-reference section with its trailer (ISO 32000-2 §7.5.4, 7.5.5, 7.5.8).
 *
 * Returns: (transfer full): the section
 */
YxPdfSection *
yx_pdf_section_read (GBytes *bytes, gsize offset, guint max_objects, GError **error)
{
  g_autoptr (YxPdfSection) section = g_new0 (YxPdfSection, 1);
  Collecting collecting;
  YxPdfReader reader;
  const YxPdfValue *prev = NULL;
  gboolean read = FALSE;

  section->offset = offset;
  section->prev = -1;
  section->entries = g_array_new (FALSE, FALSE, sizeof (YxPdfEntry));
  collecting = (Collecting) { section->entries, max_objects };
  yx_pdf_reader_init (&reader, bytes, offset);
  if (reader.at < reader.size && reader.data[reader.at] == 'x' && yx_pdf_reader_take (&reader, "xref"))
    read = read_table_section (bytes, &reader, section, &collecting, error);
  else
    read = read_stream_section (&reader, section, &collecting, error);
  if (!read)
    return NULL;
  section->end = reader.at;
  prev = yx_pdf_value_get (section->trailer, "Prev");
  if (prev != NULL && !yx_pdf_value_get_index (prev, 1, (gint64) reader.size - 1, &section->prev))
    {
      fail (offset, "a /Prev that leads nowhere", error);
      return NULL;
    }
  return g_steal_pointer (&section);
}
