/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pdf/yx-pdf-append.h"

#include <string.h>

#include "pdf/yx-pdf-document-private.h"

/* Object, where it was written, behind the document's first byte. */
typedef struct
{
  guint number;
  guint generation;
  YxPdfValue *value;
  gsize offset;
} Item;

struct _YxPdfAppend
{
  YxPdfDocument *document;
  GPtrArray *items;
  GHashTable *by_number;
  guint next;
};

static void
free_item (Item *item)
{
  yx_pdf_value_free (item->value);
  g_free (item);
}

static guint
highest_reference (const YxPdfValue *value)
{
  guint highest = value->kind == YX_PDF_REFERENCE ? (guint) value->integer : 0;

  for (guint i = 0; value->items != NULL && i < value->items->len; i++)
    highest = MAX (highest, highest_reference (value->items->pdata[i]));
  return highest;
}

/* A number that something refers to in vain must not come to mean something. */
static guint
first_number (YxPdfDocument *document)
{
  guint size = yx_pdf_document_size (document, YX_PDF_HEAD);
  guint next = size;

  for (guint i = 1; i < size; i++)
    next = MAX (next, highest_reference (yx_pdf_document_object (document, YX_PDF_HEAD, i)) + 1);
  return MIN (next, G_MAXINT32 / 2);
}

/**
 * yx_pdf_append_new:
 * @document: (transfer none): must outlive it
 *
 * Returns: (transfer full): an empty revision
 */
YxPdfAppend *
yx_pdf_append_new (YxPdfDocument *document)
{
  YxPdfAppend *append = g_new0 (YxPdfAppend, 1);
  const YxPdfRevision *revision = yx_pdf_document_revision (document, YX_PDF_HEAD);
  gint64 size = 0;

  append->document = document;
  append->items = g_ptr_array_new_with_free_func ((GDestroyNotify) free_item);
  append->by_number = g_hash_table_new (NULL, NULL);
  append->next = first_number (document);
  if (yx_pdf_value_get_index (yx_pdf_value_get (revision->trailer, "Size"), 1, G_MAXINT32 / 2, &size))
    append->next = MAX (append->next, (guint) size);
  return append;
}

/**
 * yx_pdf_append_free:
 * @append: (transfer full): a revision
 */
void
yx_pdf_append_free (YxPdfAppend *append)
{
  g_ptr_array_unref (append->items);
  g_hash_table_unref (append->by_number);
  g_free (append);
}

/**
 * yx_pdf_append_reserve:
 * @append: a revision
 *
 * Returns: a new object's number, to be yx_pdf_append_put() later
 */
guint
yx_pdf_append_reserve (YxPdfAppend *append)
{
  return append->next++;
}

/**
 * yx_pdf_append_put:
 * @append: a revision
 * @number: of a new or an existing object
 * @value: (transfer full): what it becomes
 */
void
yx_pdf_append_put (YxPdfAppend *append, guint number, YxPdfValue *value)
{
  Item *item = g_hash_table_lookup (append->by_number, GUINT_TO_POINTER (number));
  const YxPdfEntry *entry = yx_pdf_document_entry (append->document, YX_PDF_HEAD, number);

  if (item == NULL)
    {
      item = g_new0 (Item, 1);
      item->number = number;
      item->generation = entry != NULL ? entry->generation : 0;
      g_ptr_array_add (append->items, item);
      g_hash_table_insert (append->by_number, GUINT_TO_POINTER (number), item);
    }
  yx_pdf_value_free (item->value);
  item->value = value;
}

/**
 * yx_pdf_append_add:
 * @append: a revision
 * @value: (transfer full): a new object
 *
 * Returns: its number
 */
guint
yx_pdf_append_add (YxPdfAppend *append, YxPdfValue *value)
{
  guint number = yx_pdf_append_reserve (append);

  yx_pdf_append_put (append, number, value);
  return number;
}

/**
 * yx_pdf_append_edit:
 * @append: a revision
 * @number: of an existing or a new object
 *
 * Returns: (transfer none): the object as the revision will have it, to be changed
 */
YxPdfValue *
yx_pdf_append_edit (YxPdfAppend *append, guint number)
{
  Item *item = g_hash_table_lookup (append->by_number, GUINT_TO_POINTER (number));
  const YxPdfValue *value = NULL;

  if (item != NULL)
    return item->value;
  value = yx_pdf_document_object (append->document, YX_PDF_HEAD, number);
  yx_pdf_append_put (append, number, yx_pdf_value_copy (value));
  item = g_hash_table_lookup (append->by_number, GUINT_TO_POINTER (number));
  return item->value;
}

/**
 * yx_pdf_append_edit_array:
 * @append: a revision
 * @dictionary: an object of this revision
 * @key: of an array in it: direct, indirect or absent (pdf-facts 7)
 *
 * Returns: (transfer none): the array, to be changed
 */
YxPdfValue *
yx_pdf_append_edit_array (YxPdfAppend *append, YxPdfValue *dictionary, const char *key)
{
  const YxPdfValue *value = yx_pdf_value_get (dictionary, key);
  YxPdfValue *array = NULL;

  if (value != NULL && value->kind == YX_PDF_REFERENCE)
    {
      array = yx_pdf_append_edit (append, (guint) value->integer);
      if (array->kind == YX_PDF_ARRAY)
        return array;
    }
  else if (value != NULL && value->kind == YX_PDF_ARRAY)
    return (YxPdfValue *) value;
  array = yx_pdf_value_new (YX_PDF_ARRAY);
  yx_pdf_value_set (dictionary, key, array);
  return array;
}

/**
 * yx_pdf_append_edit_form:
 * @append: a revision
 *
 * Returns: (transfer none): the catalog's /AcroForm, to be changed; a new one becomes an object of its own
 */
YxPdfValue *
yx_pdf_append_edit_form (YxPdfAppend *append)
{
  guint root = yx_pdf_document_root_number (append->document, YX_PDF_HEAD);
  const YxPdfValue *value = yx_pdf_value_get (yx_pdf_document_root (append->document, YX_PDF_HEAD), "AcroForm");
  YxPdfValue *form = NULL;
  Item *item = g_hash_table_lookup (append->by_number, GUINT_TO_POINTER (root));

  if (item != NULL)
    value = yx_pdf_value_get (item->value, "AcroForm");
  if (value != NULL && value->kind == YX_PDF_REFERENCE)
    {
      form = yx_pdf_append_edit (append, (guint) value->integer);
      if (form->kind == YX_PDF_DICTIONARY)
        return form;
    }
  else if (yx_pdf_value_is_dictionary (value))
    return (YxPdfValue *) yx_pdf_value_get (yx_pdf_append_edit (append, root), "AcroForm");
  form = yx_pdf_value_new (YX_PDF_DICTIONARY);
  yx_pdf_value_set (yx_pdf_append_edit (append, root), "AcroForm",
                    yx_pdf_value_new_reference (yx_pdf_append_add (append, form)));
  return form;
}

static int
compare_items (gconstpointer a, gconstpointer b)
{
  const Item *left = *(Item *const *) a;
  const Item *right = *(Item *const *) b;

  return left->number < right->number ? -1 : left->number > right->number;
}

static void
write_objects (YxPdfAppend *append, gsize base, GString *out)
{
  gsize size = 0;
  const char *data = g_bytes_get_data (yx_pdf_document_bytes (append->document), &size);

  if (data[size - 1] != '\n' && data[size - 1] != '\r')
    g_string_append_c (out, '\n');
  g_ptr_array_sort (append->items, compare_items);
  for (guint i = 0; i < append->items->len; i++)
    {
      Item *item = append->items->pdata[i];

      item->offset = base + out->len;
      g_string_append_printf (out, "%u %u obj\n", item->number, item->generation);
      yx_pdf_value_write (item->value, out);
      g_string_append (out, "\nendobj\n");
    }
}

/* From the trailer only /Root, /Info and /ID go on (pdf-facts 4). */
static void
fill_trailer (YxPdfAppend *append, YxPdfValue *trailer)
{
  static const char *const kept[] = { "Root", "Info", "ID" };
  const YxPdfRevision *revision = yx_pdf_document_revision (append->document, YX_PDF_HEAD);
  const YxPdfSection *section = revision->sections->pdata[0];

  yx_pdf_value_set (trailer, "Size", yx_pdf_value_new_integer (append->next));
  for (guint i = 0; i < G_N_ELEMENTS (kept); i++)
    if (yx_pdf_value_get (revision->trailer, kept[i]) != NULL)
      yx_pdf_value_set (trailer, kept[i], yx_pdf_value_copy (yx_pdf_value_get (revision->trailer, kept[i])));
  yx_pdf_value_set (trailer, "Prev", yx_pdf_value_new_integer ((gint64) section->offset));
}

static guint
count_run (YxPdfAppend *append, guint first)
{
  guint n = 1;

  while (first + n < append->items->len && ((Item *) append->items->pdata[first + n])->number ==
                                             ((Item *) append->items->pdata[first])->number + n)
    n++;
  return n;
}

static void
write_table (YxPdfAppend *append, GString *out)
{
  g_autoptr (YxPdfValue) trailer = yx_pdf_value_new (YX_PDF_DICTIONARY);

  g_string_append (out, "xref\n");
  for (guint i = 0; i < append->items->len;)
    {
      guint n = count_run (append, i);

      g_string_append_printf (out, "%u %u\n", ((Item *) append->items->pdata[i])->number, n);
      for (guint end = i + n; i < end; i++)
        {
          const Item *item = append->items->pdata[i];

          g_string_append_printf (out, "%010" G_GSIZE_FORMAT " %05u n \n", item->offset, item->generation);
        }
    }
  fill_trailer (append, trailer);
  g_string_append (out, "trailer\n");
  yx_pdf_value_write (trailer, out);
  g_string_append_c (out, '\n');
}

static void
append_row (GByteArray *rows, const Item *item)
{
  guint8 row[] = {
    1,
    (guint8) (item->offset >> 24),
    (guint8) (item->offset >> 16),
    (guint8) (item->offset >> 8),
    (guint8) item->offset,
    (guint8) (item->generation >> 8),
    (guint8) item->generation,
  };

  g_byte_array_append (rows, row, sizeof row);
}

static YxPdfValue *
new_integers (const gint64 *integers, guint n)
{
  YxPdfValue *array = yx_pdf_value_new (YX_PDF_ARRAY);

  for (guint i = 0; i < n; i++)
    yx_pdf_value_append (array, yx_pdf_value_new_integer (integers[i]));
  return array;
}

static void
write_stream (YxPdfAppend *append, gsize base, GString *out)
{
  static const gint64 widths[] = { 1, 4, 2 };
  g_autoptr (GByteArray) rows = g_byte_array_new ();
  g_autoptr (GBytes) raw = NULL;
  g_autoptr (YxPdfValue) stream = NULL;
  YxPdfValue *index = yx_pdf_value_new (YX_PDF_ARRAY);
  Item *own = g_new0 (Item, 1);

  own->number = append->next++;
  own->offset = base + out->len;
  own->value = yx_pdf_value_new (YX_PDF_NULL);
  g_ptr_array_add (append->items, own);
  for (guint i = 0; i < append->items->len;)
    {
      guint n = count_run (append, i);

      yx_pdf_value_append (index, yx_pdf_value_new_integer (((Item *) append->items->pdata[i])->number));
      yx_pdf_value_append (index, yx_pdf_value_new_integer (n));
      for (guint end = i + n; i < end; i++)
        append_row (rows, append->items->pdata[i]);
    }
  raw = g_byte_array_free_to_bytes (g_steal_pointer (&rows));
  stream = yx_pdf_value_new_stream (raw);
  yx_pdf_value_set (stream, "Type", yx_pdf_value_new_name ("XRef"));
  yx_pdf_value_set (stream, "W", new_integers (widths, G_N_ELEMENTS (widths)));
  yx_pdf_value_set (stream, "Index", index);
  fill_trailer (append, stream);
  g_string_append_printf (out, "%u 0 obj\n", own->number);
  yx_pdf_value_write (stream, out);
  g_string_append (out, "\nendobj\n");
}

/**
 * yx_pdf_append_finish:
 * @append: a revision; afterwards it can only be asked for offsets
 * @error: return location: %YX_PDF_ERROR_UNREADABLE where something looked up was damaged
 *
 * Writes objects, cross-reference and trailer: a table after a table or a hybrid, a stream after a stream
 * (pdf-facts 3).
 *
 * Returns: (transfer full): what is to follow the document's last byte
 */
GByteArray *
yx_pdf_append_finish (YxPdfAppend *append, GError **error)
{
  gsize base = g_bytes_get_size (yx_pdf_document_bytes (append->document));
  g_autoptr (GString) out = g_string_new (NULL);
  gsize section = 0;
  gsize length = 0;

  if (!yx_pdf_document_check (append->document, error))
    return NULL;
  write_objects (append, base, out);
  section = base + out->len;
  if (yx_pdf_document_section_kind (append->document) == YX_PDF_XREF_STREAM)
    write_stream (append, base, out);
  else
    write_table (append, out);
  g_string_append_printf (out, "startxref\n%" G_GSIZE_FORMAT "\n%%%%EOF\n", section);
  length = out->len;
  return g_byte_array_new_take ((guint8 *) g_string_free (g_steal_pointer (&out), FALSE), length);
}

/**
 * yx_pdf_append_offset:
 * @append: a finished revision
 * @number: of an object in it
 *
 * Returns: where it begins, counted from the document's first byte
 */
gsize
yx_pdf_append_offset (YxPdfAppend *append, guint number)
{
  const Item *item = g_hash_table_lookup (append->by_number, GUINT_TO_POINTER (number));

  g_return_val_if_fail (item != NULL, 0);
  return item->offset;
}
