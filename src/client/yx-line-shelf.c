/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client/yx-line-shelf.h"

#include <stddef.h>
#include <string.h>

/* A line in one piece of memory: its fields in the order of their table, numbers as they are, texts with their ends. */
typedef struct
{
  gint64 stamp;
  guint32 present; /* a bit for each field */
  guint32 id;      /* where its texts stand; 0: none */
  guint32 document;
  char bytes[];
} Packed;

struct _YxLineShelf
{
  GMutex mutex;
  GPtrArray *packed;     /* (owned) (element-type Packed): by number, %NULL where there is none; under the mutex */
  GHashTable *lines;     /* (owned) (element-type utf8 guint): numbers by the lines' ids; under the mutex */
  GHashTable *documents; /* (owned) (element-type utf8 guint): numbers by the documents' ids; under the mutex */
};

/* What a search looks into is with SQLite. */
static gboolean
is_kept (const YxField *field)
{
  return !g_str_equal (field->name, "words");
}

static gboolean
is_text (const YxField *field)
{
  return field->kind == YX_KIND_TEXT;
}

static Packed *
pack (const YxLine *line, gint64 stamp)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  Packed head = { .stamp = stamp };
  Packed *packed;

  for (guint i = 0; i < yx_line_type.n_fields; i++)
    {
      const YxField *field = &yx_line_type.fields[i];
      const char *text = is_text (field) ? yx_record_get_text (line, field->name) : NULL;
      gint64 number = is_text (field) ? 0 : yx_record_get_int (line, field->name);

      if (!is_kept (field) || !yx_record_has (line, field->name))
        continue;
      head.present |= 1u << i;
      if (text == line->id)
        head.id = (guint32) (offsetof (Packed, bytes) + bytes->len);
      if (text != NULL && text == line->document)
        head.document = (guint32) (offsetof (Packed, bytes) + bytes->len);
      if (text != NULL)
        g_byte_array_append (bytes, (const guint8 *) text, (guint) strlen (text) + 1);
      else
        g_byte_array_append (bytes, (const guint8 *) &number, sizeof number);
    }
  packed = g_malloc (sizeof head + bytes->len);
  *packed = head;
  memcpy (packed->bytes, bytes->data, bytes->len);
  return packed;
}

static YxLine *
unpack (const Packed *packed)
{
  const char *at = packed->bytes;
  YxLine *line = yx_line_new ();

  for (guint i = 0; i < yx_line_type.n_fields; i++)
    {
      const YxField *field = &yx_line_type.fields[i];
      gint64 number;

      if (!(packed->present & (1u << i)))
        continue;
      if (is_text (field))
        {
          yx_field_set_text (field, line, at);
          at += strlen (at) + 1;
          continue;
        }
      memcpy (&number, at, sizeof number);
      yx_field_set_int (field, line, number);
      at += sizeof number;
    }
  return line;
}

/**
 * yx_line_shelf_new:
 *
 * Returns: (transfer full): an empty shelf
 */
YxLineShelf *
yx_line_shelf_new (void)
{
  YxLineShelf *shelf = g_new0 (YxLineShelf, 1);

  g_assert (yx_line_type.n_fields <= 32);
  g_mutex_init (&shelf->mutex);
  shelf->packed = g_ptr_array_new_with_free_func (g_free);
  shelf->lines = g_hash_table_new (g_str_hash, g_str_equal);
  shelf->documents = g_hash_table_new (g_str_hash, g_str_equal);
  return shelf;
}

/**
 * yx_line_shelf_free:
 * @shelf: (transfer full): a shelf
 */
void
yx_line_shelf_free (YxLineShelf *shelf)
{
  g_hash_table_unref (shelf->lines);
  g_hash_table_unref (shelf->documents);
  g_ptr_array_unref (shelf->packed);
  g_mutex_clear (&shelf->mutex);
  g_free (shelf);
}

static Packed *
packed_at (YxLineShelf *shelf, gint64 number)
{
  return number > 0 && number < shelf->packed->len ? shelf->packed->pdata[number] : NULL;
}

static const char *
text_at (const Packed *packed, guint32 place)
{
  return place > 0 ? (const char *) packed + place : NULL;
}

/* Only what leads here: a document may have gone over to another line. */
static void
forget_place (GHashTable *places, const char *id, gint64 number)
{
  if (id != NULL && g_hash_table_lookup (places, id) == GUINT_TO_POINTER (number))
    g_hash_table_remove (places, id);
}

static void
take_away (YxLineShelf *shelf, gint64 number)
{
  Packed *packed = packed_at (shelf, number);

  if (packed == NULL)
    return;
  forget_place (shelf->lines, text_at (packed, packed->id), number);
  forget_place (shelf->documents, text_at (packed, packed->document), number);
  g_free (packed);
  shelf->packed->pdata[number] = NULL;
}

/**
 * yx_line_shelf_put:
 * @shelf: a shelf
 * @number: from 1, dense
 * @stamp: goes with the line
 * @line: what lies at @number from now on
 */
void
yx_line_shelf_put (YxLineShelf *shelf, gint64 number, gint64 stamp, const YxLine *line)
{
  Packed *packed = pack (line, stamp);
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&shelf->mutex);

  take_away (shelf, number);
  if (number >= shelf->packed->len)
    g_ptr_array_set_size (shelf->packed, (int) number + 1);
  shelf->packed->pdata[number] = packed;
  g_hash_table_replace (shelf->lines, (char *) text_at (packed, packed->id), GUINT_TO_POINTER (number));
  if (packed->document > 0)
    g_hash_table_replace (shelf->documents, (char *) text_at (packed, packed->document), GUINT_TO_POINTER (number));
}

/**
 * yx_line_shelf_remove:
 * @shelf: a shelf
 * @number: where nothing lies afterwards
 */
void
yx_line_shelf_remove (YxLineShelf *shelf, gint64 number)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&shelf->mutex);

  take_away (shelf, number);
}

/**
 * yx_line_shelf_clear:
 * @shelf: a shelf, empty afterwards
 */
void
yx_line_shelf_clear (YxLineShelf *shelf)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&shelf->mutex);

  g_hash_table_remove_all (shelf->lines);
  g_hash_table_remove_all (shelf->documents);
  g_ptr_array_set_size (shelf->packed, 0);
}

/**
 * yx_line_shelf_find_line:
 * @shelf: a shelf
 * @id: a line's own
 *
 * Returns: where it lies; 0: nowhere
 */
gint64
yx_line_shelf_find_line (YxLineShelf *shelf, const char *id)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&shelf->mutex);

  return GPOINTER_TO_UINT (g_hash_table_lookup (shelf->lines, id));
}

/**
 * yx_line_shelf_find:
 * @shelf: a shelf
 * @id: a line's, or its document's
 *
 * Returns: where it lies; 0: nowhere
 */
gint64
yx_line_shelf_find (YxLineShelf *shelf, const char *id)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&shelf->mutex);
  gpointer number = g_hash_table_lookup (shelf->lines, id);

  return GPOINTER_TO_UINT (number != NULL ? number : g_hash_table_lookup (shelf->documents, id));
}

/**
 * yx_line_shelf_get:
 * @shelf: a shelf
 * @number: where to look
 *
 * Returns: (transfer full) (nullable): the line there
 */
YxLine *
yx_line_shelf_get (YxLineShelf *shelf, gint64 number)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&shelf->mutex);
  const Packed *packed = packed_at (shelf, number);

  return packed != NULL ? unpack (packed) : NULL;
}

/**
 * yx_line_shelf_stamp:
 * @shelf: a shelf
 * @number: where to look
 *
 * Returns: what was put there with the line; 0: nothing lies there
 */
gint64
yx_line_shelf_stamp (YxLineShelf *shelf, gint64 number)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&shelf->mutex);
  const Packed *packed = packed_at (shelf, number);

  return packed != NULL ? packed->stamp : 0;
}
