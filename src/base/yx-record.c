/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/yx-record.h"

#include <string.h>

#include "base/yx-id.h"

typedef struct
{
  char *field; /* (owned) */
} YxRecordErrorPrivate;

static void
yx_record_error_private_init (YxRecordErrorPrivate *priv)
{
  priv->field = NULL;
}

static void
yx_record_error_private_copy (const YxRecordErrorPrivate *from, YxRecordErrorPrivate *to)
{
  to->field = g_strdup (from->field);
}

static void
yx_record_error_private_clear (YxRecordErrorPrivate *priv)
{
  g_free (priv->field);
}

G_DEFINE_EXTENDED_ERROR (YxRecordError, yx_record_error)

/**
 * yx_record_error_field:
 * @error: an error of %YX_RECORD_ERROR
 *
 * Returns: (transfer none) (nullable): the name of the field that it is about
 */
const char *
yx_record_error_field (const GError *error)
{
  g_return_val_if_fail (error->domain == YX_RECORD_ERROR, NULL);
  return yx_record_error_get_private (error)->field;
}

/**
 * yx_record_error_set:
 * @error: (out) (optional): where to put it
 * @code: what is wrong
 * @field: the field it is about
 * @format: printf format of the words for people
 *
 * Makes an error that knows its field.
 */
void
yx_record_error_set (GError **error, YxRecordError code, const char *field, const char *format, ...)
{
  GError *made;
  va_list args;

  if (error == NULL)
    return;
  va_start (args, format);
  made = g_error_new_valist (YX_RECORD_ERROR, (int) code, format, args);
  va_end (args);
  yx_record_error_get_private (made)->field = g_strdup (field);
  g_propagate_error (error, made);
}

static gsize
index_of (const YxRecordType *type, const YxField *field)
{
  return (gsize) (field - type->fields);
}

static void
mark (YxRecord *record, const YxField *field, gboolean present, gboolean null)
{
  gsize i = index_of (record->type, field);
  guint64 bit = G_GUINT64_CONSTANT (1) << (i % 64);

  record->present[i / 64] = present ? record->present[i / 64] | bit : record->present[i / 64] & ~bit;
  record->nulls[i / 64] = null ? record->nulls[i / 64] | bit : record->nulls[i / 64] & ~bit;
}

static gboolean
marked (const YxRecord *record, const YxField *field, const guint64 *bits)
{
  gsize i = index_of (record->type, field);

  return (bits[i / 64] >> (i % 64) & 1) != 0;
}

static const YxField *
expect (gconstpointer record, const char *name)
{
  const YxRecord *head = record;
  const YxField *field = yx_record_type_find (head->type, name);

  if (field == NULL)
    g_error ("%s has no field %s", head->type->name, name);
  return field;
}

static YxRecord *
expect_own (gpointer record)
{
  YxRecord *head = record;

  g_assert (g_atomic_ref_count_compare (&head->refs, 1));
  return head;
}

/**
 * yx_field_at:
 * @field: a line of the record's table
 * @record: a record
 *
 * Returns: (transfer none): where the record keeps that field
 */
gpointer
yx_field_at (const YxField *field, gconstpointer record)
{
  return (char *) record + field->offset;
}

/**
 * yx_field_present:
 * @field: a line of the record's table
 * @record: a record
 *
 * Returns: whether the record has a value there, null counted as none
 */
gboolean
yx_field_present (const YxField *field, gconstpointer record)
{
  const YxRecord *head = record;

  return marked (head, field, head->present) && !marked (head, field, head->nulls);
}

/**
 * yx_field_is_null:
 * @field: a line of the record's table
 * @record: a record
 *
 * Returns: whether a merge patch said null there
 */
gboolean
yx_field_is_null (const YxField *field, gconstpointer record)
{
  const YxRecord *head = record;

  return marked (head, field, head->nulls);
}

static void
clear_field (YxRecord *record, const YxField *field)
{
  gpointer at = yx_field_at (field, record);

  switch (field->kind)
    {
    case YX_KIND_TEXT:
    case YX_KIND_ID:
      g_clear_pointer ((char **) at, g_free);
      break;
    case YX_KIND_BYTES:
      g_clear_pointer ((GBytes **) at, g_bytes_unref);
      break;
    case YX_KIND_SECRET:
      g_clear_pointer ((YxSecret **) at, yx_secret_unref);
      break;
    case YX_KIND_RECORD:
      g_clear_pointer ((YxRecord **) at, yx_record_unref);
      break;
    case YX_KIND_LIST:
      g_clear_pointer ((GPtrArray **) at, g_ptr_array_unref);
      break;
    case YX_KIND_CHOICE:
    case YX_KIND_BOOL:
      *(int *) at = 0;
      break;
    case YX_KIND_DATE:
      *(YxDate *) at = YX_DATE_NONE;
      break;
    case YX_KIND_INT:
    case YX_KIND_MONEY:
    case YX_KIND_INSTANT:
      *(gint64 *) at = 0;
      break;
    default:
      g_assert_not_reached ();
    }
}

/**
 * yx_record_new:
 * @type: the record's table
 *
 * Returns: (transfer full): a record in which every field is absent
 */
gpointer
yx_record_new (const YxRecordType *type)
{
  YxRecord *record = g_malloc0 (type->size);

  record->type = type;
  g_atomic_ref_count_init (&record->refs);
  for (guint i = 0; i < type->n_fields; i++)
    if (type->fields[i].kind == YX_KIND_DATE)
      *(YxDate *) yx_field_at (&type->fields[i], record) = YX_DATE_NONE;
  return record;
}

/**
 * yx_record_ref:
 * @record: a record
 *
 * From the second reference on a record is immutable.
 *
 * Returns: (transfer full): @record
 */
gpointer
yx_record_ref (gpointer record)
{
  g_atomic_ref_count_inc (&((YxRecord *) record)->refs);
  return record;
}

/**
 * yx_record_unref:
 * @record: (transfer full) (nullable): a record
 */
void
yx_record_unref (gpointer record)
{
  YxRecord *head = record;

  if (head == NULL || !g_atomic_ref_count_dec (&head->refs))
    return;
  for (guint i = 0; i < head->type->n_fields; i++)
    clear_field (head, &head->type->fields[i]);
  g_free (head);
}

/**
 * yx_record_type_find:
 * @type: a record's table
 * @name: a field's name
 *
 * Returns: (transfer none) (nullable): its line
 */
const YxField *
yx_record_type_find (const YxRecordType *type, const char *name)
{
  for (guint i = 0; i < type->n_fields; i++)
    if (strcmp (type->fields[i].name, name) == 0)
      return &type->fields[i];
  return NULL;
}

/**
 * yx_record_has:
 * @record: a record
 * @field: the name of one of its fields
 *
 * Returns: whether it has a value there; absent and null are none
 */
gboolean
yx_record_has (gconstpointer record, const char *field)
{
  return yx_field_present (expect (record, field), record);
}

/**
 * yx_record_is_null:
 * @record: a record
 * @field: the name of one of its fields
 *
 * Returns: whether a merge patch said null there
 */
gboolean
yx_record_is_null (gconstpointer record, const char *field)
{
  return yx_field_is_null (expect (record, field), record);
}

/**
 * yx_field_set_text:
 * @field: a text or id field of the record's table
 * @record: a record that only the caller holds
 * @value: (nullable): copied; %NULL makes the field absent
 */
void
yx_field_set_text (const YxField *field, gpointer record, const char *value)
{
  YxRecord *head = expect_own (record);
  char *copy = g_strdup (value);

  g_assert (field->kind == YX_KIND_TEXT || field->kind == YX_KIND_ID);
  clear_field (head, field);
  *(char **) yx_field_at (field, record) = copy;
  mark (head, field, copy != NULL, FALSE);
}

/**
 * yx_record_set_text:
 * @record: a record that only the caller holds
 * @field: a text or id field
 * @value: (nullable): copied; %NULL makes the field absent
 */
void
yx_record_set_text (gpointer record, const char *field, const char *value)
{
  yx_field_set_text (expect (record, field), record, value);
}

/**
 * yx_field_set_int:
 * @field: a field of the record's table that is a number: int, money, instant, date, choice or bool
 * @record: a record that only the caller holds
 * @value: its value
 */
void
yx_field_set_int (const YxField *field, gpointer record, gint64 value)
{
  YxRecord *head = expect_own (record);
  gpointer at = yx_field_at (field, record);

  switch (field->kind)
    {
    case YX_KIND_INT:
    case YX_KIND_MONEY:
    case YX_KIND_INSTANT:
      *(gint64 *) at = value;
      break;
    case YX_KIND_DATE:
      *(YxDate *) at = (YxDate) value;
      break;
    case YX_KIND_CHOICE:
      *(int *) at = (int) value;
      break;
    case YX_KIND_BOOL:
      *(gboolean *) at = value != 0;
      break;
    default:
      g_assert_not_reached ();
    }
  mark (head, field, field->kind != YX_KIND_DATE || value != YX_DATE_NONE, FALSE);
}

/**
 * yx_record_set_int:
 * @record: a record that only the caller holds
 * @field: a field that is a number: int, money, instant, date, choice or bool
 * @value: its value
 */
void
yx_record_set_int (gpointer record, const char *field, gint64 value)
{
  yx_field_set_int (expect (record, field), record, value);
}

/**
 * yx_field_set_bytes:
 * @field: a bytes field of the record's table
 * @record: a record that only the caller holds
 * @value: (nullable): referenced
 */
void
yx_field_set_bytes (const YxField *field, gpointer record, GBytes *value)
{
  YxRecord *head = expect_own (record);
  GBytes *held = value != NULL ? g_bytes_ref (value) : NULL;

  g_assert (field->kind == YX_KIND_BYTES);
  clear_field (head, field);
  *(GBytes **) yx_field_at (field, record) = held;
  mark (head, field, held != NULL, FALSE);
}

/**
 * yx_record_set_bytes:
 * @record: a record that only the caller holds
 * @field: a bytes field
 * @value: (nullable): referenced
 */
void
yx_record_set_bytes (gpointer record, const char *field, GBytes *value)
{
  yx_field_set_bytes (expect (record, field), record, value);
}

/**
 * yx_record_set_secret:
 * @record: a record that only the caller holds
 * @field: a secret field
 * @value: (nullable): referenced
 */
void
yx_record_set_secret (gpointer record, const char *field, YxSecret *value)
{
  const YxField *line = expect (record, field);
  YxRecord *head = expect_own (record);
  YxSecret *held = value != NULL ? yx_secret_ref (value) : NULL;

  g_assert (line->kind == YX_KIND_SECRET);
  clear_field (head, line);
  *(YxSecret **) yx_field_at (line, record) = held;
  mark (head, line, held != NULL, FALSE);
}

/**
 * yx_record_set_record:
 * @record: a record that only the caller holds
 * @field: a record field
 * @value: (nullable): a record of the field's type; referenced
 */
void
yx_record_set_record (gpointer record, const char *field, gpointer value)
{
  const YxField *line = expect (record, field);
  YxRecord *head = expect_own (record);
  YxRecord *held = value != NULL ? yx_record_ref (value) : NULL;

  g_assert (line->kind == YX_KIND_RECORD && (held == NULL || held->type == line->item));
  clear_field (head, line);
  *(YxRecord **) yx_field_at (line, record) = held;
  mark (head, line, held != NULL, FALSE);
}

/**
 * yx_record_take_list:
 * @record: a record that only the caller holds
 * @field: a list field
 * @value: (transfer full) (nullable) (element-type YxRecord): with yx_record_unref() as its free function
 */
void
yx_record_take_list (gpointer record, const char *field, GPtrArray *value)
{
  const YxField *line = expect (record, field);
  YxRecord *head = expect_own (record);

  g_assert (line->kind == YX_KIND_LIST);
  clear_field (head, line);
  *(GPtrArray **) yx_field_at (line, record) = value;
  mark (head, line, value != NULL, FALSE);
}

/**
 * yx_record_set_null:
 * @record: a record that only the caller holds
 * @field: any field
 *
 * Says null there: a merge patch that does clears the field (RFC 7396 §2).
 */
void
yx_record_set_null (gpointer record, const char *field)
{
  const YxField *line = expect (record, field);
  YxRecord *head = expect_own (record);

  clear_field (head, line);
  mark (head, line, TRUE, TRUE);
}

/**
 * yx_record_unset:
 * @record: a record that only the caller holds
 * @field: any field
 *
 * Makes the field absent.
 */
void
yx_record_unset (gpointer record, const char *field)
{
  const YxField *line = expect (record, field);
  YxRecord *head = expect_own (record);

  clear_field (head, line);
  mark (head, line, FALSE, FALSE);
}

/**
 * yx_record_get_text:
 * @record: a record
 * @field: a text or id field
 *
 * Returns: (transfer none) (nullable): its value
 */
const char *
yx_record_get_text (gconstpointer record, const char *field)
{
  const YxField *line = expect (record, field);

  g_assert (line->kind == YX_KIND_TEXT || line->kind == YX_KIND_ID);
  return *(char **) yx_field_at (line, record);
}

/**
 * yx_record_get_int:
 * @record: a record
 * @field: a field that is a number: int, money, instant, date, choice or bool
 *
 * Returns: its value, 0 (dates: %YX_DATE_NONE) when absent
 */
gint64
yx_record_get_int (gconstpointer record, const char *field)
{
  const YxField *line = expect (record, field);
  gpointer at = yx_field_at (line, record);

  switch (line->kind)
    {
    case YX_KIND_INT:
    case YX_KIND_MONEY:
    case YX_KIND_INSTANT:
      return *(gint64 *) at;
    case YX_KIND_DATE:
    case YX_KIND_CHOICE:
    case YX_KIND_BOOL:
      return *(int *) at;
    default:
      g_assert_not_reached ();
    }
}

static void
copy_field (YxRecord *to, const YxRecord *from, const YxField *field)
{
  gpointer at = yx_field_at (field, from);

  if (marked (from, field, from->nulls))
    yx_record_set_null (to, field->name);
  else if (!marked (from, field, from->present))
    yx_record_unset (to, field->name);
  else if (field->kind == YX_KIND_TEXT || field->kind == YX_KIND_ID)
    yx_record_set_text (to, field->name, *(char **) at);
  else if (field->kind == YX_KIND_BYTES)
    yx_record_set_bytes (to, field->name, *(GBytes **) at);
  else if (field->kind == YX_KIND_SECRET)
    yx_record_set_secret (to, field->name, *(YxSecret **) at);
  else if (field->kind == YX_KIND_RECORD)
    yx_record_set_record (to, field->name, *(YxRecord **) at);
  else if (field->kind == YX_KIND_LIST)
    yx_record_take_list (to, field->name, g_ptr_array_ref (*(GPtrArray **) at));
  else
    yx_record_set_int (to, field->name, yx_record_get_int (from, field->name));
}

/**
 * yx_record_copy:
 * @record: a record
 *
 * Returns: (transfer full): a copy that only the caller holds
 */
gpointer
yx_record_copy (gconstpointer record)
{
  const YxRecord *head = record;
  YxRecord *copy = yx_record_new (head->type);

  for (guint i = 0; i < head->type->n_fields; i++)
    copy_field (copy, head, &head->type->fields[i]);
  return copy;
}

/**
 * yx_record_merge:
 * @record: a record
 * @patch: another of the same type, in which absent means unchanged and null means cleared
 *
 * RFC 7396, one level deep.
 *
 * Returns: (transfer full): a new record
 */
gpointer
yx_record_merge (gconstpointer record, gconstpointer patch)
{
  YxRecord *merged = yx_record_copy (record);
  const YxRecord *changes = patch;

  g_assert (merged->type == changes->type);
  for (guint i = 0; i < merged->type->n_fields; i++)
    {
      const YxField *field = &merged->type->fields[i];

      if (marked (changes, field, changes->nulls))
        yx_record_unset (merged, field->name);
      else if (marked (changes, field, changes->present))
        copy_field (merged, changes, field);
    }
  return merged;
}

static gboolean
lists_equal (const GPtrArray *a, const GPtrArray *b)
{
  if (a->len != b->len)
    return FALSE;
  for (guint i = 0; i < a->len; i++)
    if (!yx_record_equal (a->pdata[i], b->pdata[i]))
      return FALSE;
  return TRUE;
}

static gboolean
field_equal (const YxRecord *a, const YxRecord *b, const YxField *field)
{
  gpointer x = yx_field_at (field, a);
  gpointer y = yx_field_at (field, b);

  if (marked (a, field, a->present) != marked (b, field, b->present)
      || marked (a, field, a->nulls) != marked (b, field, b->nulls))
    return FALSE;
  if (!yx_field_present (field, a))
    return TRUE;
  switch (field->kind)
    {
    case YX_KIND_TEXT:
    case YX_KIND_ID:
      return strcmp (*(char **) x, *(char **) y) == 0;
    case YX_KIND_BYTES:
      return g_bytes_equal (*(GBytes **) x, *(GBytes **) y);
    case YX_KIND_RECORD:
      return yx_record_equal (*(YxRecord **) x, *(YxRecord **) y);
    case YX_KIND_LIST:
      return lists_equal (*(GPtrArray **) x, *(GPtrArray **) y);
    default:
      return yx_record_get_int (a, field->name) == yx_record_get_int (b, field->name);
    }
}

/**
 * yx_record_equal:
 * @a: a record
 * @b: another
 *
 * Returns: whether both are of one type and equal in all fields but secret ones
 */
gboolean
yx_record_equal (gconstpointer a, gconstpointer b)
{
  const YxRecord *one = a;
  const YxRecord *other = b;

  if (one->type != other->type)
    return FALSE;
  for (guint i = 0; i < one->type->n_fields; i++)
    if (one->type->fields[i].kind != YX_KIND_SECRET && !field_equal (one, other, &one->type->fields[i]))
      return FALSE;
  return TRUE;
}

/**
 * yx_choice_find:
 * @choices: a table that ends with a %NULL nick
 * @value: a value in C
 *
 * Returns: (transfer none) (nullable): its line
 */
const YxChoice *
yx_choice_find (const YxChoice *choices, int value)
{
  for (const YxChoice *choice = choices; choice->nick != NULL; choice++)
    if (choice->value == value)
      return choice;
  return NULL;
}

/**
 * yx_choice_parse:
 * @choices: a table that ends with a %NULL nick
 * @nick_or_word: the word on the wire or the Chinese word
 *
 * Returns: (transfer none) (nullable): its line
 */
const YxChoice *
yx_choice_parse (const YxChoice *choices, const char *nick_or_word)
{
  for (const YxChoice *choice = choices; choice->nick != NULL; choice++)
    if (strcmp (choice->nick, nick_or_word) == 0 || g_strcmp0 (choice->heading, nick_or_word) == 0)
      return choice;
  return NULL;
}
