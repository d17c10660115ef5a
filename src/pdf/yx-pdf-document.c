/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pdf/yx-pdf-document.h"

#include <string.h>

#include "pdf/yx-pdf-document-private.h"
#include "pdf/yx-pdf-filter.h"
#include "pdf/yx-pdf-qpdf.h"
#include "pdf/yx-pdf-reader.h"

#define MAX_HOPS 16
#define MAX_OBJECT_STREAM (16 * 1024 * 1024)
#define MAX_TREE_DEPTH 32
#define MAX_VIEW_CELLS (8 * 1000 * 1000)

/* The entries in force after one revision, by number. */
typedef struct
{
  YxPdfEntry *entries;
  guint size;
} View;

struct _YxPdfDocument
{
  GBytes *bytes;
  YxPdfLimits limits;
  GPtrArray *revisions;
  View *views;
  GArray *pages;           /* of the last revision */
  GHashTable *objects;     /* place in the file → YxPdfValue */
  GHashTable *streams;     /* place of an object stream → GPtrArray of YxPdfValue */
  GHashTable *busy;        /* places that are being read: a circle of lengths or streams */
  YxPdfValue *null;
  GError *failure;
};

/* An object within an object stream is known by the stream's place and its index. */
typedef struct
{
  YxPdfDocument *document;
  guint revision;
} LengthContext;

static const YxPdfLimits default_limits = { YX_PDF_MAX_SIZE, 200000, 2000, 64 };

/**
 * yx_pdf_document_free:
 * @document: (transfer full): a document
 */
void
yx_pdf_document_free (YxPdfDocument *document)
{
  for (guint i = 0; document->revisions != NULL && i < document->revisions->len; i++)
    g_free (document->views[i].entries);
  g_free (document->views);
  g_clear_pointer (&document->revisions, g_ptr_array_unref);
  g_clear_pointer (&document->pages, g_array_unref);
  g_hash_table_unref (document->objects);
  g_hash_table_unref (document->streams);
  g_hash_table_unref (document->busy);
  yx_pdf_value_free (document->null);
  g_clear_error (&document->failure);
  g_bytes_unref (document->bytes);
  g_free (document);
}

static void
remember (YxPdfDocument *document, GError *failure)
{
  if (document->failure == NULL)
    document->failure = failure;
  else
    g_error_free (failure);
}

void
yx_pdf_document_fail (YxPdfDocument *document, const char *what)
{
  remember (document, g_error_new (YX_PDF_ERROR, YX_PDF_ERROR_UNREADABLE, "The PDF is damaged: %s", what));
}

gboolean
yx_pdf_document_check (YxPdfDocument *document, GError **error)
{
  if (document->failure == NULL)
    return TRUE;
  if (error != NULL)
    *error = g_error_copy (document->failure);
  return FALSE;
}

GPtrArray *
yx_pdf_document_revisions (YxPdfDocument *document)
{
  return document->revisions;
}

static guint
revision_index (YxPdfDocument *document, guint revision)
{
  return revision < document->revisions->len ? revision : document->revisions->len - 1;
}

const YxPdfRevision *
yx_pdf_document_revision (YxPdfDocument *document, guint revision)
{
  return document->revisions->pdata[revision_index (document, revision)];
}

static void
apply (View *view, const GArray *entries)
{
  for (guint i = 0; i < entries->len; i++)
    {
      const YxPdfEntry *entry = &g_array_index (entries, YxPdfEntry, i);

      view->entries[entry->number] = *entry;
    }
}

static guint
highest_number (const YxPdfRevision *revision)
{
  guint highest = 0;

  for (guint i = 0; i < revision->sections->len; i++)
    {
      const YxPdfSection *section = revision->sections->pdata[i];

      if (section->entries->len > 0)
        highest = MAX (highest, g_array_index (section->entries, YxPdfEntry, section->entries->len - 1).number);
    }
  return highest;
}

static gboolean
make_views (YxPdfDocument *document, GError **error)
{
  gsize cells = 0;

  document->views = g_new0 (View, document->revisions->len);
  for (guint i = 0; i < document->revisions->len; i++)
    {
      const YxPdfRevision *revision = document->revisions->pdata[i];
      View *view = &document->views[i];
      guint before = i > 0 ? document->views[i - 1].size : 0;

      view->size = MAX (before, highest_number (revision) + 1);
      cells += view->size;
      if (cells > MAX_VIEW_CELLS)
        {
          g_set_error_literal (error, YX_PDF_ERROR, YX_PDF_ERROR_LIMIT, "The PDF has too many objects and revisions");
          return FALSE;
        }
      view->entries = g_new0 (YxPdfEntry, view->size);
      if (before > 0)
        memcpy (view->entries, document->views[i - 1].entries, before * sizeof (YxPdfEntry));
      for (guint s = revision->sections->len; s > 0; s--)
        apply (view, ((YxPdfSection *) revision->sections->pdata[s - 1])->entries);
    }
  return TRUE;
}

guint
yx_pdf_document_size (YxPdfDocument *document, guint revision)
{
  return document->views[revision_index (document, revision)].size;
}

/* (nullable): %NULL where there is no such object. */
const YxPdfEntry *
yx_pdf_document_entry (YxPdfDocument *document, guint revision, guint number)
{
  const View *view = &document->views[revision_index (document, revision)];

  if (number == 0 || number >= view->size || view->entries[number].kind == YX_PDF_FREE)
    return NULL;
  return &view->entries[number];
}

static gboolean
find_length (guint number, gint64 *length, gpointer user_data)
{
  LengthContext *context = user_data;
  const YxPdfEntry *entry = yx_pdf_document_entry (context->document, context->revision, number);

  if (entry == NULL || entry->kind != YX_PDF_PLAIN)
    return FALSE;
  return yx_pdf_value_get_index (yx_pdf_document_object (context->document, context->revision, number), 0, G_MAXINT32,
                                 length);
}

static YxPdfValue *
read_plain (YxPdfDocument *document, guint revision, const YxPdfEntry *entry)
{
  LengthContext context = { document, revision };
  g_autoptr (GError) error = NULL;
  g_autoptr (YxPdfValue) value = NULL;
  YxPdfReader reader;
  guint number = 0;
  guint generation = 0;

  yx_pdf_reader_init (&reader, document->bytes, entry->place);
  value = yx_pdf_reader_object (&reader, &number, &generation, find_length, &context, &error);
  if (value == NULL)
    {
      remember (document, g_steal_pointer (&error));
      return NULL;
    }
  if (number != entry->number || generation != entry->generation)
    {
      yx_pdf_document_fail (document, "an object with a number that is not its own");
      return NULL;
    }
  return g_steal_pointer (&value);
}

static GPtrArray *
read_stream_items (YxPdfDocument *document, const YxPdfValue *stream, GError **error)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func ((GDestroyNotify) yx_pdf_value_free);
  g_autoptr (GBytes) data = NULL;
  YxPdfReader header;
  gint64 n = 0;
  gint64 first = 0;

  data = yx_pdf_filter_decode (stream, MAX_OBJECT_STREAM, error);
  if (data == NULL)
    return NULL;
  if (!yx_pdf_value_get_index (yx_pdf_value_get (stream, "N"), 0, document->limits.max_objects, &n) ||
      !yx_pdf_value_get_index (yx_pdf_value_get (stream, "First"), 0, MAX_OBJECT_STREAM, &first))
    n = -1;
  yx_pdf_reader_init (&header, data, 0);
  for (gint64 i = 0; i < n; i++)
    {
      YxPdfReader reader;
      YxPdfValue *value = NULL;
      gint64 number = 0;
      gint64 offset = 0;

      if (!yx_pdf_reader_take_integer (&header, G_MAXINT32, &number) ||
          !yx_pdf_reader_take_integer (&header, MAX_OBJECT_STREAM, &offset))
        break;
      yx_pdf_reader_init (&reader, data, (gsize) (first + offset));
      value = yx_pdf_reader_value (&reader, error);
      if (value == NULL)
        return NULL;
      value->start = (gsize) number;
      value->end = 0;
      g_ptr_array_add (items, value);
    }
  if (n < 0 || items->len != n)
    {
      g_set_error_literal (error, YX_PDF_ERROR, YX_PDF_ERROR_UNREADABLE, "An object stream of the PDF is damaged");
      return NULL;
    }
  return g_steal_pointer (&items);
}

static const YxPdfValue *
compressed_object (YxPdfDocument *document, guint revision, const YxPdfEntry *entry)
{
  const YxPdfEntry *container = yx_pdf_document_entry (document, revision, entry->place);
  g_autoptr (GError) error = NULL;
  const YxPdfValue *stream = NULL;
  const YxPdfValue *value = NULL;
  GPtrArray *items = NULL;

  if (container == NULL || container->kind != YX_PDF_PLAIN)
    return NULL;
  items = g_hash_table_lookup (document->streams, GUINT_TO_POINTER (container->place));
  if (items == NULL)
    {
      stream = yx_pdf_document_object (document, revision, entry->place);
      if (stream->kind != YX_PDF_STREAM || !yx_pdf_value_is_name (yx_pdf_value_get (stream, "Type"), "ObjStm"))
        return NULL;
      items = read_stream_items (document, stream, &error);
      if (items == NULL)
        {
          remember (document, g_steal_pointer (&error));
          return NULL;
        }
      g_hash_table_insert (document->streams, GUINT_TO_POINTER (container->place), items);
    }
  value = entry->index < items->len ? items->pdata[entry->index] : NULL;
  return value != NULL && value->start == entry->number ? value : NULL;
}

static const YxPdfValue *
plain_object (YxPdfDocument *document, guint revision, const YxPdfEntry *entry)
{
  gpointer place = GUINT_TO_POINTER (entry->place);
  YxPdfValue *value = g_hash_table_lookup (document->objects, place);

  if (value != NULL)
    return value;
  if (!g_hash_table_add (document->busy, place))
    return NULL;
  value = read_plain (document, revision, entry);
  g_hash_table_remove (document->busy, place);
  if (value != NULL)
    g_hash_table_insert (document->objects, place, value);
  return value;
}

/* (transfer none) (not nullable): null where there is none. */
const YxPdfValue *
yx_pdf_document_object (YxPdfDocument *document, guint revision, guint number)
{
  const YxPdfEntry *entry = yx_pdf_document_entry (document, revision, number);
  const YxPdfValue *value = NULL;

  if (entry == NULL)
    return document->null;
  value = entry->kind == YX_PDF_PLAIN ? plain_object (document, revision, entry)
                                      : compressed_object (document, revision, entry);
  if (value != NULL)
    return value;
  yx_pdf_document_fail (document, "an object that cannot be read");
  return document->null;
}

/* (nullable): %NULL stays %NULL; a reference to nothing becomes null. */
const YxPdfValue *
yx_pdf_document_resolve (YxPdfDocument *document, guint revision, const YxPdfValue *value)
{
  for (guint hop = 0; value != NULL && value->kind == YX_PDF_REFERENCE; hop++)
    {
      const YxPdfEntry *entry = yx_pdf_document_entry (document, revision, (guint) value->integer);

      if (hop >= MAX_HOPS)
        {
          yx_pdf_document_fail (document, "references in a circle");
          return document->null;
        }
      if (entry == NULL || entry->generation != value->generation)
        return document->null;
      value = yx_pdf_document_object (document, revision, (guint) value->integer);
    }
  return value;
}

/* (nullable): resolved; %NULL where the key is absent or null. */
const YxPdfValue *
yx_pdf_document_get (YxPdfDocument *document, guint revision, const YxPdfValue *dictionary, const char *key)
{
  const YxPdfValue *value = yx_pdf_document_resolve (document, revision, yx_pdf_value_get (dictionary, key));

  return value != NULL && value->kind != YX_PDF_NULL ? value : NULL;
}

guint
yx_pdf_document_root_number (YxPdfDocument *document, guint revision)
{
  const YxPdfValue *root = yx_pdf_value_get (yx_pdf_document_revision (document, revision)->trailer, "Root");

  return root != NULL && root->kind == YX_PDF_REFERENCE ? (guint) root->integer : 0;
}

const YxPdfValue *
yx_pdf_document_root (YxPdfDocument *document, guint revision)
{
  return yx_pdf_document_object (document, revision, yx_pdf_document_root_number (document, revision));
}

gboolean
yx_pdf_document_span (YxPdfDocument *document, guint revision, guint number, gsize *start, gsize *end)
{
  const YxPdfEntry *entry = yx_pdf_document_entry (document, revision, number);
  const YxPdfValue *value = NULL;

  if (entry == NULL || entry->kind != YX_PDF_PLAIN)
    return FALSE;
  value = yx_pdf_document_object (document, revision, number);
  *start = entry->place;
  *end = value->end;
  return value->end > 0;
}

typedef struct
{
  YxPdfDocument *document;
  guint revision;
  GArray *pages;
  GHashTable *seen;
} PageWalk;

static void
walk_pages (PageWalk *walk, const YxPdfValue *node, guint depth)
{
  const YxPdfValue *object = yx_pdf_document_resolve (walk->document, walk->revision, node);
  const YxPdfValue *kids = NULL;
  guint number = 0;

  if (node == NULL || node->kind != YX_PDF_REFERENCE || !yx_pdf_value_is_dictionary (object) ||
      depth > MAX_TREE_DEPTH || !g_hash_table_add (walk->seen, GUINT_TO_POINTER ((guint) node->integer)))
    {
      yx_pdf_document_fail (walk->document, "a page tree that is none");
      return;
    }
  kids = yx_pdf_document_get (walk->document, walk->revision, object, "Kids");
  if (kids == NULL && walk->pages->len <= walk->document->limits.max_pages)
    {
      number = (guint) node->integer;
      g_array_append_val (walk->pages, number);
    }
  for (guint i = 0; kids != NULL && kids->kind == YX_PDF_ARRAY && i < kids->items->len; i++)
    walk_pages (walk, kids->items->pdata[i], depth + 1);
}

/* (transfer full) (element-type guint): the pages' objects in order. */
GArray *
yx_pdf_document_page_numbers (YxPdfDocument *document, guint revision)
{
  const YxPdfValue *root = yx_pdf_document_root (document, revision);
  PageWalk walk = { document, revision, g_array_new (FALSE, FALSE, sizeof (guint)), g_hash_table_new (NULL, NULL) };

  walk_pages (&walk, yx_pdf_value_get (root, "Pages"), 0);
  g_hash_table_unref (walk.seen);
  return walk.pages;
}

/* (nullable): a page's attribute, its own or inherited (ISO 32000-2 §7.7.3.4). */
const YxPdfValue *
yx_pdf_document_inherited (YxPdfDocument *document, guint revision, const YxPdfValue *page, const char *key)
{
  for (guint depth = 0; page != NULL && depth <= MAX_TREE_DEPTH; depth++)
    {
      const YxPdfValue *value = yx_pdf_document_get (document, revision, page, key);

      if (value != NULL)
        return value;
      page = yx_pdf_document_get (document, revision, page, "Parent");
    }
  return NULL;
}

static gboolean
check_start (GBytes *bytes, const YxPdfLimits *limits, GError **error)
{
  gsize size = 0;
  const char *data = g_bytes_get_data (bytes, &size);

  if (size > limits->max_size)
    {
      g_set_error (error, YX_PDF_ERROR, YX_PDF_ERROR_LIMIT, "The PDF has more than %" G_GSIZE_FORMAT " bytes",
                   limits->max_size);
      return FALSE;
    }
  if (size >= 16 && memcmp (data, "%PDF-", 5) == 0)
    return TRUE;
  g_set_error_literal (error, YX_PDF_ERROR, YX_PDF_ERROR_UNREADABLE, "This is not a PDF");
  return FALSE;
}

static gboolean
check_trailer (YxPdfDocument *document, GError **error)
{
  const YxPdfValue *root = NULL;

  for (guint i = 0; i < document->revisions->len; i++)
    if (yx_pdf_value_get (yx_pdf_document_revision (document, i)->trailer, "Encrypt") != NULL)
      {
        g_set_error_literal (error, YX_PDF_ERROR, YX_PDF_ERROR_ENCRYPTED, "The PDF is encrypted");
        return FALSE;
      }
  root = yx_pdf_document_root (document, YX_PDF_HEAD);
  if (!yx_pdf_value_is_dictionary (root))
    yx_pdf_document_fail (document, "it has no catalog");
  return yx_pdf_document_check (document, error);
}

static void
fill_limits (YxPdfLimits *limits, const YxPdfLimits *given)
{
  *limits = default_limits;
  if (given == NULL)
    return;
  limits->max_size = given->max_size > 0 ? given->max_size : limits->max_size;
  limits->max_objects = given->max_objects > 0 ? given->max_objects : limits->max_objects;
  limits->max_pages = given->max_pages > 0 ? given->max_pages : limits->max_pages;
  limits->max_revisions = given->max_revisions > 0 ? given->max_revisions : limits->max_revisions;
  limits->max_size = MIN (limits->max_size, G_MAXINT32);
}

static gboolean
read_document (YxPdfDocument *document, GError **error)
{
  document->revisions = yx_pdf_revisions_read (document->bytes, &document->limits, error);
  if (document->revisions == NULL || !make_views (document, error) || !check_trailer (document, error))
    return FALSE;
  document->pages = yx_pdf_document_page_numbers (document, YX_PDF_HEAD);
  if (document->pages->len > document->limits.max_pages)
    {
      g_set_error (error, YX_PDF_ERROR, YX_PDF_ERROR_LIMIT, "The PDF has more than %u pages",
                   document->limits.max_pages);
      return FALSE;
    }
  if (document->pages->len == 0 && document->failure == NULL)
    remember (document, g_error_new_literal (YX_PDF_ERROR, YX_PDF_ERROR_NO_PAGE, "The PDF has no page"));
  return yx_pdf_document_check (document, error);
}

/* Reads @bytes by our own eyes only. */
YxPdfDocument *
yx_pdf_document_parse (GBytes *bytes, const YxPdfLimits *limits, GError **error)
{
  g_autoptr (YxPdfDocument) document = g_new0 (YxPdfDocument, 1);

  document->bytes = g_bytes_ref (bytes);
  document->null = yx_pdf_value_new (YX_PDF_NULL);
  document->objects = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) yx_pdf_value_free);
  document->streams = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_ptr_array_unref);
  document->busy = g_hash_table_new (NULL, NULL);
  fill_limits (&document->limits, limits);
  if (!check_start (bytes, &document->limits, error) || !read_document (document, error))
    return NULL;
  return g_steal_pointer (&document);
}

/**
 * yx_pdf_document_open:
 * @bytes: (transfer none): the file
 * @limits: (nullable): what it may be at most
 * @error: return location: %YX_PDF_ERROR_UNREADABLE, %YX_PDF_ERROR_NO_PAGE, %YX_PDF_ERROR_ENCRYPTED,
 *   %YX_PDF_ERROR_LIMIT or %YX_PDF_ERROR_UNSUPPORTED
 *
 * Reads a PDF without repairing anything, and has qpdf read it too: both must see the same pages.
 *
 * Returns: (transfer full): the document
 */
YxPdfDocument *
yx_pdf_document_open (GBytes *bytes, const YxPdfLimits *limits, GError **error)
{
  g_autoptr (YxPdfDocument) document = yx_pdf_document_parse (bytes, limits, error);
  g_autoptr (YxPdfQpdf) qpdf = NULL;

  if (document == NULL)
    return NULL;
  qpdf = yx_pdf_qpdf_open (bytes, error);
  if (qpdf == NULL || !yx_pdf_qpdf_check_pages (qpdf, (const guint *) (gpointer) document->pages->data,
                                                document->pages->len, error))
    return NULL;
  return g_steal_pointer (&document);
}

/**
 * yx_pdf_document_bytes:
 * @document: a document
 *
 * Returns: (transfer none): the file
 */
GBytes *
yx_pdf_document_bytes (YxPdfDocument *document)
{
  return document->bytes;
}

/**
 * yx_pdf_document_n_pages:
 * @document: a document
 *
 * Returns: how many pages it has, at least one
 */
guint
yx_pdf_document_n_pages (YxPdfDocument *document)
{
  return document->pages->len;
}

/**
 * yx_pdf_document_page:
 * @document: a document
 * @page: from 1
 * @object: (out) (optional): number of its object
 * @box: (out) (optional): its media box, in points
 * @error: return location: %YX_PDF_ERROR_PLACE where there is no such page
 *
 * Returns: whether there is such a page
 */
gboolean
yx_pdf_document_page (YxPdfDocument *document, guint page, guint *object, YxPdfBox *box, GError **error)
{
  const YxPdfValue *media = NULL;
  double corners[4] = { 0 };
  guint number = 0;

  if (page == 0 || page > document->pages->len)
    {
      g_set_error (error, YX_PDF_ERROR, YX_PDF_ERROR_PLACE, "The PDF has no page %u", page);
      return FALSE;
    }
  number = g_array_index (document->pages, guint, page - 1);
  media = yx_pdf_document_inherited (document, YX_PDF_HEAD, yx_pdf_document_object (document, YX_PDF_HEAD, number),
                                     "MediaBox");
  if (!yx_pdf_value_get_box (media, corners))
    yx_pdf_document_fail (document, "a page without size");
  if (object != NULL)
    *object = number;
  if (box != NULL)
    *box = (YxPdfBox) { corners[0], corners[1], corners[2] - corners[0], corners[3] - corners[1] };
  return yx_pdf_document_check (document, error);
}

/**
 * yx_pdf_document_n_revisions:
 * @document: a document
 *
 * Returns: how many: the base and what was appended
 */
guint
yx_pdf_document_n_revisions (YxPdfDocument *document)
{
  return document->revisions->len;
}

/**
 * yx_pdf_document_revision_end:
 * @document: a document
 * @revision: from 1
 *
 * Returns: byte after the revision's last; 0 where that can't be told
 */
gsize
yx_pdf_document_revision_end (YxPdfDocument *document, guint revision)
{
  g_return_val_if_fail (revision > 0 && revision <= document->revisions->len, 0);
  return yx_pdf_document_revision (document, revision - 1)->end;
}

/**
 * yx_pdf_document_section_kind:
 * @document: a document
 *
 * Returns: how its last cross-reference is written, which is how it must go on
 */
YxPdfSectionKind
yx_pdf_document_section_kind (YxPdfDocument *document)
{
  const YxPdfRevision *revision = yx_pdf_document_revision (document, YX_PDF_HEAD);

  return ((YxPdfSection *) revision->sections->pdata[0])->kind;
}
