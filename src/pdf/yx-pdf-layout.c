/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pdf/yx-pdf-layout.h"

#include <string.h>

#include "pdf/yx-pdf-reader.h"

/* What a revision's bytes consist of, in their order. */
typedef struct
{
  gsize start;
  gsize end;
} Piece;

static int
compare_pieces (gconstpointer a, gconstpointer b)
{
  const Piece *left = a;
  const Piece *right = b;

  return left->start < right->start ? -1 : left->start > right->start;
}

/* White space, and comments in which nobody who repairs the file would find an object. */
static gboolean
is_gap (GBytes *bytes, gsize start, gsize end)
{
  YxPdfReader reader;

  yx_pdf_reader_init (&reader, bytes, start);
  reader.size = MIN (end, reader.size);
  yx_pdf_reader_skip_space (&reader);
  return start <= end && reader.at == reader.size &&
         memmem (reader.data + start, reader.size - start, "obj", 3) == NULL &&
         memmem (reader.data + start, reader.size - start, "xref", 4) == NULL;
}

static gboolean
find_piece (YxPdfDocument *document, guint revision, const YxPdfEntry *entry, Piece *piece)
{
  GBytes *bytes = yx_pdf_document_bytes (document);
  YxPdfReader reader;

  if (!yx_pdf_document_span (document, revision, entry->number, &piece->start, &piece->end))
    return FALSE;
  yx_pdf_reader_init (&reader, bytes, piece->end);
  if (!g_ascii_isdigit (reader.data[piece->start]) || !yx_pdf_reader_take (&reader, "endobj"))
    return FALSE;
  piece->end = reader.at;
  return TRUE;
}

static const YxPdfEntry *
find_entry (const YxPdfSection *section, guint number)
{
  for (guint i = 0; i < section->entries->len; i++)
    if (g_array_index (section->entries, YxPdfEntry, i).number == number)
      return &g_array_index (section->entries, YxPdfEntry, i);
  return NULL;
}

/* Objects in an object stream must be all that it holds, and the stream a part of this revision. */
static gboolean
check_streams (YxPdfDocument *document, guint revision, const YxPdfSection *section)
{
  g_autoptr (GHashTable) counts = g_hash_table_new (NULL, NULL);
  GHashTableIter iter;
  gpointer number = NULL;
  gpointer count = NULL;

  for (guint i = 0; i < section->entries->len; i++)
    {
      const YxPdfEntry *entry = &g_array_index (section->entries, YxPdfEntry, i);
      gpointer place = GUINT_TO_POINTER (entry->place);

      if (entry->kind == YX_PDF_COMPRESSED)
        g_hash_table_insert (counts, place, GUINT_TO_POINTER (GPOINTER_TO_UINT (g_hash_table_lookup (counts, place)) + 1));
    }
  g_hash_table_iter_init (&iter, counts);
  while (g_hash_table_iter_next (&iter, &number, &count))
    {
      const YxPdfEntry *entry = find_entry (section, GPOINTER_TO_UINT (number));
      const YxPdfValue *stream = yx_pdf_document_object (document, revision, GPOINTER_TO_UINT (number));
      gint64 n = 0;

      if (entry == NULL || entry->kind != YX_PDF_PLAIN ||
          !yx_pdf_value_get_index (yx_pdf_value_get (stream, "N"), 1, G_MAXINT32, &n) || n != GPOINTER_TO_UINT (count))
        return FALSE;
    }
  return TRUE;
}

static gboolean
collect_pieces (YxPdfDocument *document, guint revision, const YxPdfSection *section, GArray *pieces)
{
  gboolean listed = FALSE;

  for (guint i = 0; i < section->entries->len; i++)
    {
      const YxPdfEntry *entry = &g_array_index (section->entries, YxPdfEntry, i);
      Piece piece = { 0 };

      if (entry->kind != YX_PDF_PLAIN)
        continue;
      if (!find_piece (document, revision, entry, &piece))
        return FALSE;
      listed = listed || piece.start == section->offset;
      g_array_append_val (pieces, piece);
    }
  if (!listed)
    {
      Piece own = { section->offset, section->end };

      g_array_append_val (pieces, own);
    }
  g_array_sort (pieces, compare_pieces);
  return TRUE;
}

/* Whether an appended revision consists of exactly the objects that its cross-reference lists, the
 * cross-reference itself and its end, and of nothing else; its objects lie behind the revision before. */
gboolean
yx_pdf_layout_check (YxPdfDocument *document, guint revision)
{
  const YxPdfRevision *before = yx_pdf_document_revision (document, revision - 1);
  const YxPdfRevision *checked = yx_pdf_document_revision (document, revision);
  const YxPdfSection *section = checked->sections->pdata[0];
  GBytes *bytes = yx_pdf_document_bytes (document);
  g_autoptr (GArray) pieces = g_array_new (FALSE, FALSE, sizeof (Piece));
  const Piece *last = NULL;
  gsize at = before->eof;

  if (before->eof == 0 || checked->eof == 0 || checked->sections->len != 1 || section->kind == YX_PDF_HYBRID ||
      !check_streams (document, revision, section) || !collect_pieces (document, revision, section, pieces))
    return FALSE;
  for (guint i = 0; i < pieces->len; i++)
    {
      const Piece *piece = &g_array_index (pieces, Piece, i);

      if (!is_gap (bytes, at, piece->start))
        return FALSE;
      at = piece->end;
    }
  last = &g_array_index (pieces, Piece, pieces->len - 1);
  return last->start == section->offset;
}
