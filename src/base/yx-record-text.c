/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/yx-record.h"

#include <string.h>

/* Room for most records, so that the text seldom moves while it grows; with what GLib adds still a size that malloc keeps at
 * hand. */
#define USUAL_SIZE 1000

/* g_string_append_len() for texts that are short and mostly have room. */
static inline void
append (GString *into, const char *text, gsize size)
{
  if (into->allocated_len - into->len <= size)
    {
      g_string_append_len (into, text, (gssize) size);
      return;
    }
  memcpy (into->str + into->len, text, size);
  into->len += size;
  into->str[into->len] = '\0';
}

/* What stands in a string after a backslash for a control character, where JSON has a letter for it. */
static char
letter_for (guchar c)
{
  switch (c)
    {
    case '\b':
      return 'b';
    case '\t':
      return 't';
    case '\n':
      return 'n';
    case '\f':
      return 'f';
    case '\r':
      return 'r';
    default:
      return '\0';
    }
}

static void
write_escaped (GString *into, guchar c)
{
  char letter = c == '"' || c == '\\' ? (char) c : letter_for (c);

  if (letter == '\0')
    {
      g_string_append_printf (into, "\\u%04x", c);
      return;
    }
  g_string_append_c (into, '\\');
  g_string_append_c (into, letter);
}

static gboolean
is_plain (guchar c)
{
  return c >= 0x20 && c != '"' && c != '\\' && c != 0x7f;
}

/* RFC 8259 §7; DEL too, which is allowed, but seen by nobody. */
static void
write_string (GString *into, const char *text)
{
  const char *start = text;
  const char *at;

  append (into, "\"", 1);
  for (at = text; *at != '\0'; at++)
    {
      if (is_plain ((guchar) *at))
        continue;
      append (into, start, (gsize) (at - start));
      write_escaped (into, (guchar) *at);
      start = at + 1;
    }
  append (into, start, (gsize) (at - start));
  append (into, "\"", 1);
}

/* Text of which we know that nothing in it needs escaping. */
static void
write_plain (GString *into, const char *text)
{
  append (into, "\"", 1);
  append (into, text, strlen (text));
  append (into, "\"", 1);
}

static void
write_int (GString *into, gint64 value)
{
  char digits[24];
  char *at = digits + sizeof digits;
  guint64 rest = value < 0 ? -(guint64) value : (guint64) value;

  do
    *--at = (char) ('0' + rest % 10);
  while ((rest /= 10) > 0);
  if (value < 0)
    *--at = '-';
  append (into, at, (gsize) (digits + sizeof digits - at));
}

static void
write_bytes (GString *into, GBytes *value)
{
  gsize size;
  const guchar *bytes = g_bytes_get_data (value, &size);
  g_autofree char *text = g_base64_encode (bytes, size);

  write_plain (into, text);
}

/* A patch replaces nested values whole. */
static YxFieldFlags
nested (YxFieldFlags as)
{
  return as == YX_UPDATE ? YX_CREATE : as;
}

static void
write_list (GString *into, const GPtrArray *items, YxFieldFlags as)
{
  g_string_append_c (into, '[');
  for (guint i = 0; i < items->len; i++)
    {
      if (i > 0)
        g_string_append_c (into, ',');
      yx_record_write (items->pdata[i], as, into);
    }
  g_string_append_c (into, ']');
}

/**
 * yx_record_write_field:
 * @record: a record that has a value there
 * @field: a line of its table, no secret
 * @as: %YX_CREATE, %YX_UPDATE or %YX_ANSWER: which fields of nested records to write
 * @into: where to append
 *
 * Appends the field's value as JSON.
 */
void
yx_record_write_field (gconstpointer record, const YxField *field, YxFieldFlags as, GString *into)
{
  gpointer at = yx_field_at (field, record);
  char text[YX_INSTANT_SIZE];

  switch (field->kind)
    {
    case YX_KIND_TEXT:
    case YX_KIND_ID:
      write_string (into, *(char **) at);
      break;
    case YX_KIND_CHOICE:
      write_plain (into, yx_choice_find (field->choices, *(int *) at)->nick);
      break;
    case YX_KIND_DATE:
      yx_date_write (*(YxDate *) at, text);
      write_plain (into, text);
      break;
    case YX_KIND_INSTANT:
      yx_instant_write (*(gint64 *) at, text);
      write_plain (into, text);
      break;
    case YX_KIND_BYTES:
      write_bytes (into, *(GBytes **) at);
      break;
    case YX_KIND_BOOL:
      g_string_append (into, *(gboolean *) at ? "true" : "false");
      break;
    case YX_KIND_RECORD:
      yx_record_write (*(YxRecord **) at, nested (as), into);
      break;
    case YX_KIND_LIST:
      write_list (into, *(GPtrArray **) at, nested (as));
      break;
    case YX_KIND_INT:
    case YX_KIND_MONEY:
      write_int (into, *(gint64 *) at);
      break;
    case YX_KIND_SECRET:
    default:
      g_assert_not_reached ();
    }
}

/* The name of the next member, and what comes before it. */
static void
write_name (GString *into, const YxField *field, gboolean first)
{
  append (into, first ? "\"" : ",\"", first ? 1 : 2);
  append (into, field->name, strlen (field->name));
  append (into, "\":", 2);
}

/**
 * yx_record_write:
 * @record: a record
 * @as: %YX_CREATE, %YX_UPDATE or %YX_ANSWER: which fields to write
 * @into: where to append
 *
 * Appends the record as a JSON object without spaces, members in the table's order (RFC 8259). Secret fields are never
 * written; see yx_record_to_request().
 */
void
yx_record_write (gconstpointer record, YxFieldFlags as, GString *into)
{
  const YxRecord *head = record;
  gboolean first = TRUE;

  g_string_append_c (into, '{');
  for (guint i = 0; i < head->type->n_fields; i++)
    {
      const YxField *field = &head->type->fields[i];
      gboolean present = yx_field_present (field, record);

      if (field->kind == YX_KIND_SECRET || (field->flags & as) == 0 || (!present && !yx_field_is_null (field, record)))
        continue;
      write_name (into, field, first);
      first = FALSE;
      if (present)
        yx_record_write_field (record, field, as, into);
      else
        g_string_append (into, "null");
    }
  g_string_append_c (into, '}');
}

/**
 * yx_record_to_text:
 * @record: a record
 * @as: %YX_CREATE, %YX_UPDATE or %YX_ANSWER: which fields to write
 *
 * Returns: (transfer full): as yx_record_write() writes it
 */
char *
yx_record_to_text (gconstpointer record, YxFieldFlags as)
{
  GString *text = g_string_sized_new (USUAL_SIZE);

  yx_record_write (record, as, text);
  return g_string_free (text, FALSE);
}

static gsize
escape (const char *text, gsize size, char *out)
{
  gsize n = 0;

  for (gsize i = 0; i < size; i++)
    {
      guchar c = (guchar) text[i];

      if (c == '"' || c == '\\')
        {
          out[n++] = '\\';
          out[n++] = (char) c;
        }
      else if (c < 0x20)
        n += (gsize) g_snprintf (out + n, 7, "\\u%04x", c);
      else
        out[n++] = (char) c;
    }
  return n;
}

static gsize
append_secrets (const YxRecord *record, YxFieldFlags as, gboolean first, char *out)
{
  gsize n = 0;

  for (guint i = 0; i < record->type->n_fields; i++)
    {
      const YxField *field = &record->type->fields[i];
      YxSecret *secret;

      if (field->kind != YX_KIND_SECRET || (field->flags & as) == 0 || !yx_field_present (field, record))
        continue;
      secret = *(YxSecret **) yx_field_at (field, record);
      n += (gsize) g_snprintf (out + n, 80, "%s\"%s\":\"", first ? "" : ",", field->name);
      n += escape (yx_secret_text (secret), yx_secret_size (secret), out + n);
      out[n++] = '"';
      first = FALSE;
    }
  return n;
}

static gsize
room_for_secrets (const YxRecord *record)
{
  gsize room = 0;

  for (guint i = 0; i < record->type->n_fields; i++)
    {
      const YxField *field = &record->type->fields[i];

      if (field->kind == YX_KIND_SECRET && yx_field_present (field, record))
        room += 84 + 6 * yx_secret_size (*(YxSecret **) yx_field_at (field, record));
    }
  return room;
}

/**
 * yx_record_to_request:
 * @record: a record
 * @as: %YX_CREATE, %YX_UPDATE or %YX_ANSWER: which fields to write
 *
 * The body of a message, its secret members included: the one way in which they leave.
 *
 * Returns: (transfer full): JSON text
 */
YxSecret *
yx_record_to_request (gconstpointer record, YxFieldFlags as)
{
  g_autofree char *plain = yx_record_to_text (record, as);
  gsize size = strlen (plain);
  YxSecret *body = yx_secret_new (size + room_for_secrets (record));
  char *out = yx_secret_bytes (body);
  gsize n = size - 1; /* without the closing brace */

  memcpy (out, plain, n);
  n += append_secrets (record, as, n == 1, out + n);
  out[n++] = '}';
  yx_secret_truncate (body, n);
  return body;
}
