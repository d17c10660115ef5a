/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "pdf/yx-pdf-reader.h"
#include "pdf/yx-pdf-xref.h"

#define TAIL 2048

static gpointer
fail (const char *what, GError **error)
{
  g_set_error (error, YX_PDF_ERROR, YX_PDF_ERROR_UNREADABLE, "The PDF is damaged: %s", what);
  return NULL;
}

static gboolean
find_startxref (GBytes *bytes, gint64 *offset)
{
  static const char keyword[] = "startxref";
  YxPdfReader reader;
  gsize lowest = 0;

  yx_pdf_reader_init (&reader, bytes, 0);
  if (reader.size < sizeof keyword)
    return FALSE;
  lowest = reader.size > TAIL ? reader.size - TAIL : 0;
  for (gsize at = reader.size - sizeof keyword; at > lowest; at--)
    {
      if (memcmp (reader.data + at, keyword, sizeof keyword - 1) != 0)
        continue;
      reader.at = at + sizeof keyword - 1;
      return yx_pdf_reader_take_integer (&reader, (gint64) reader.size - 1, offset);
    }
  return FALSE;
}

/* Reads `startxref`, its number, `%%EOF` and the end of that line; comments may stand before them. */
static void
find_end (GBytes *bytes, gsize after, gsize expected, YxPdfRevision *revision)
{
  YxPdfReader reader;
  gint64 offset = 0;

  yx_pdf_reader_init (&reader, bytes, after);
  if (!yx_pdf_reader_take (&reader, "startxref") ||
      !yx_pdf_reader_take_integer (&reader, (gint64) reader.size, &offset) || (gsize) offset != expected)
    return;
  while (reader.at < reader.size && strchr (" \t\r\n", reader.data[reader.at]) != NULL && reader.data[reader.at] != 0)
    reader.at++;
  if (reader.size - reader.at < 5 || memcmp (reader.data + reader.at, "%%EOF", 5) != 0)
    return;
  reader.at += 5;
  revision->eof = reader.at;
  if (reader.at < reader.size && reader.data[reader.at] == '\r')
    reader.at++;
  if (reader.at < reader.size && reader.data[reader.at] == '\n')
    reader.at++;
  revision->end = reader.at;
}

static void
free_revision (YxPdfRevision *revision)
{
  g_ptr_array_unref (revision->sections);
  g_free (revision);
}

static GPtrArray *
read_chain (GBytes *bytes, const YxPdfLimits *limits, GError **error)
{
  g_autoptr (GPtrArray) chain = g_ptr_array_new_with_free_func ((GDestroyNotify) yx_pdf_section_free);
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  guint budget = 2 * limits->max_objects;
  gint64 offset = 0;

  if (!find_startxref (bytes, &offset))
    return fail ("it has no end", error);
  while (offset >= 0)
    {
      YxPdfSection *section = NULL;

      if (!g_hash_table_add (seen, GSIZE_TO_POINTER ((gsize) offset)))
        return fail ("its cross-reference runs in a circle", error);
      section = yx_pdf_section_read (bytes, (gsize) offset, limits->max_objects, error);
      if (section == NULL)
        return NULL;
      g_ptr_array_add (chain, section);
      if (chain->len > limits->max_revisions + 1 || section->entries->len > budget)
        {
          g_set_error (error, YX_PDF_ERROR, YX_PDF_ERROR_LIMIT, "The PDF has more than %u revisions",
                       limits->max_revisions);
          return NULL;
        }
      budget -= section->entries->len;
      offset = section->prev;
    }
  return g_steal_pointer (&chain);
}

static YxPdfRevision *
new_revision (GBytes *bytes, GPtrArray *chain, guint index, guint n)
{
  YxPdfRevision *revision = g_new0 (YxPdfRevision, 1);
  const YxPdfSection *head = chain->pdata[index];
  const YxPdfSection *last = chain->pdata[index + n - 1];

  revision->sections = g_ptr_array_new ();
  for (guint i = index; i < index + n; i++)
    g_ptr_array_add (revision->sections, chain->pdata[i]);
  revision->trailer = head->trailer;
  find_end (bytes, last->end, head->offset, revision);
  return revision;
}

static gboolean
check_order (GPtrArray *revisions, gsize size, const guint8 *data, GError **error)
{
  YxPdfRevision *last = revisions->pdata[revisions->len - 1];

  for (guint i = 1; i < revisions->len; i++)
    {
      YxPdfRevision *before = revisions->pdata[i - 1];
      YxPdfRevision *revision = revisions->pdata[i];
      const YxPdfSection *section = revision->sections->pdata[0];

      if (before->eof == 0)
        continue;
      revision->start = before->end;
      if (section->offset < before->eof)
        return fail ("its revisions are out of order", error) != NULL;
    }
  if (last->eof == 0)
    return fail ("it does not end where its cross-reference says", error) != NULL;
  for (gsize at = last->end; at < size; at++)
    if (data[at] != 0 && strchr (" \t\r\n", data[at]) == NULL)
      return fail ("something follows its end", error) != NULL;
  return TRUE;
}

/**
 * yx_pdf_revisions_read:
 * @bytes: the file
 * @limits: every member set
 * @error: return location
 *
 * Follows the cross-reference from the end of the file to its beginning (ISO 32000-2 §7.5.6). A linearized
 * base has two sections, the first of which lies before the other one that it names.
 *
 * Returns: (transfer full) (element-type YxPdfRevision): the revisions, the base first
 */
GPtrArray *
yx_pdf_revisions_read (GBytes *bytes, const YxPdfLimits *limits, GError **error)
{
  g_autoptr (GPtrArray) chain = read_chain (bytes, limits, error);
  g_autoptr (GPtrArray) revisions = NULL;
  gsize size = 0;
  const guint8 *data = g_bytes_get_data (bytes, &size);

  if (chain == NULL)
    return NULL;
  revisions = g_ptr_array_new_with_free_func ((GDestroyNotify) free_revision);
  for (guint i = 0; i < chain->len;)
    {
      const YxPdfSection *section = chain->pdata[i];
      const YxPdfSection *next = i + 1 < chain->len ? chain->pdata[i + 1] : NULL;
      guint n = next != NULL && next->offset > section->offset ? 2 : 1;

      if (n == 2 && i + 2 < chain->len)
        return fail ("its cross-reference runs back and forth", error);
      g_ptr_array_insert (revisions, 0, new_revision (bytes, chain, i, n));
      i += n;
    }
  if (!check_order (revisions, size, data, error))
    return NULL;
  for (guint i = 0; i < revisions->len; i++)
    {
      YxPdfRevision *revision = revisions->pdata[i];

      g_ptr_array_set_free_func (revision->sections, (GDestroyNotify) yx_pdf_section_free);
    }
  g_ptr_array_set_free_func (chain, NULL);
  return g_steal_pointer (&revisions);
}
