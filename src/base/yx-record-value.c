/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/yx-record.h"

#include <errno.h>
#include <string.h>

#include "base/yx-id.h"
#include "base/yx-record-list.h"

/* What a field may hold whose table line names no limit. */
#define TEXT_LIMIT 200
#define SECRET_LIMIT 128
#define BYTES_LIMIT 65536
#define LIST_LIMIT 200
#define MONEY_LIMIT G_GINT64_CONSTANT (100000000000) /* a thousand million yuan */

/**
 * yx_field_limit:
 * @field: a line of a record's table
 *
 * Returns: what its table or, failing that, its kind allows at most: characters, bytes, items, or the number itself
 */
gint64
yx_field_limit (const YxField *field)
{
  if (field->max > 0)
    return field->max;
  switch (field->kind)
    {
    case YX_KIND_TEXT:
      return TEXT_LIMIT;
    case YX_KIND_SECRET:
      return SECRET_LIMIT;
    case YX_KIND_BYTES:
      return BYTES_LIMIT;
    case YX_KIND_LIST:
      return LIST_LIMIT;
    case YX_KIND_MONEY:
      return field->max == 0 ? MONEY_LIMIT : field->max;
    case YX_KIND_INT:
      return field->max == 0 && field->min == 0 ? G_MAXINT64 : field->max;
    case YX_KIND_ID:
    case YX_KIND_CHOICE:
    case YX_KIND_BOOL:
    case YX_KIND_DATE:
    case YX_KIND_INSTANT:
    case YX_KIND_RECORD:
    default:
      return G_MAXINT64;
    }
}

static gboolean
check_length (const YxField *field, gint64 length, GError **error)
{
  gint64 max = yx_field_limit (field);

  if (length < field->min)
    {
      yx_record_error_set (error, YX_RECORD_ERROR_SHORT, field->name,
                           "%s is too short: %" G_GINT64_FORMAT " at least", field->label, field->min);
      return FALSE;
    }
  if (length > max)
    {
      yx_record_error_set (error, YX_RECORD_ERROR_LONG, field->name,
                           "%s is too long: %" G_GINT64_FORMAT " at most", field->label, max);
      return FALSE;
    }
  return TRUE;
}

static gboolean
run_check (const YxField *field, const char *text, GError **error)
{
  g_autoptr (GError) reason = NULL;

  if (field->check == NULL || field->check (text, &reason))
    return TRUE;
  if (reason->domain == YX_RECORD_ERROR)
    yx_record_error_set (error, (YxRecordError) reason->code, field->name, "%s", reason->message);
  else
    yx_record_error_set (error, YX_RECORD_ERROR_FORMAT, field->name, "%s", reason->message);
  return FALSE;
}

/* Control characters and bidi overrides have no business in what a document prints. */
static gboolean
printable (const char *text)
{
  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);

      if ((c < 0x20 && c != '\n' && c != '\t') || (c >= 0x7f && c < 0xa0))
        return FALSE;
      if (c == 0x200e || c == 0x200f || (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069) || c == 0xfeff)
        return FALSE;
    }
  return TRUE;
}

static gboolean
check_text (const YxField *field, const char *text, GError **error)
{
  if (!g_utf8_validate (text, -1, NULL) || !printable (text))
    {
      yx_record_error_set (error, YX_RECORD_ERROR_FORMAT, field->name,
                           "%s has characters that can't be printed", field->label);
      return FALSE;
    }
  return check_length (field, g_utf8_strlen (text, -1), error) && run_check (field, text, error);
}

static gboolean
check_number (const YxField *field, gint64 value, GError **error)
{
  gint64 max = yx_field_limit (field);

  if (field->kind == YX_KIND_INSTANT || (value >= field->min && value <= max))
    return TRUE;
  yx_record_error_set (error, YX_RECORD_ERROR_RANGE, field->name,
                       "%s must lie between %" G_GINT64_FORMAT " and %" G_GINT64_FORMAT, field->label, field->min, max);
  return FALSE;
}

static gboolean
check_items (const YxField *field, const GPtrArray *items, GError **error)
{
  if (!check_length (field, items->len, error))
    return FALSE;
  for (guint i = 0; i < items->len; i++)
    if (!yx_record_validate (items->pdata[i], error))
      return FALSE;
  return TRUE;
}

static gboolean
check_id (const YxField *field, const char *id, GError **error)
{
  if (yx_id_check (field->prefix, id))
    return TRUE;
  yx_record_error_set (error, YX_RECORD_ERROR_FORMAT, field->name, "%s is no id of the kind %s", field->label, field->prefix);
  return FALSE;
}

static gboolean
check_choice (const YxField *field, int value, GError **error)
{
  if (yx_choice_find (field->choices, value) != NULL)
    return TRUE;
  yx_record_error_set (error, YX_RECORD_ERROR_CHOICE, field->name, "%s is none of its choices", field->label);
  return FALSE;
}

static gboolean
check_field (const YxField *field, gconstpointer record, GError **error)
{
  gpointer at = yx_field_at (field, record);

  switch (field->kind)
    {
    case YX_KIND_TEXT:
      return check_text (field, *(char **) at, error);
    case YX_KIND_SECRET:
      return check_text (field, yx_secret_text (*(YxSecret **) at), error);
    case YX_KIND_ID:
      return check_id (field, *(char **) at, error);
    case YX_KIND_CHOICE:
      return check_choice (field, *(int *) at, error);
    case YX_KIND_BYTES:
      return check_length (field, (gint64) g_bytes_get_size (*(GBytes **) at), error);
    case YX_KIND_RECORD:
      return yx_record_validate (*(YxRecord **) at, error);
    case YX_KIND_LIST:
      return check_items (field, *(GPtrArray **) at, error);
    case YX_KIND_INT:
    case YX_KIND_MONEY:
    case YX_KIND_INSTANT:
      return check_number (field, *(gint64 *) at, error);
    case YX_KIND_BOOL:
    case YX_KIND_DATE:
      return TRUE;
    default:
      g_assert_not_reached ();
    }
}

static gboolean
empty_text (const YxField *field, gconstpointer record)
{
  gpointer at = yx_field_at (field, record);

  if (field->kind == YX_KIND_TEXT)
    return **(char **) at == '\0';
  return field->kind == YX_KIND_SECRET && yx_secret_size (*(YxSecret **) at) == 0;
}

/**
 * yx_record_validate_field:
 * @record: a record
 * @field: a line of its table
 *
 * Errors: %YX_RECORD_ERROR, which knows the field.
 *
 * Returns: whether the field is there where it must be, and what it holds is within its limits, choices and check
 */
gboolean
yx_record_validate_field (gconstpointer record, const YxField *field, GError **error)
{
  gboolean present = yx_field_present (field, record);

  if ((field->flags & YX_REQUIRED) != 0 && (!present || empty_text (field, record)))
    {
      yx_record_error_set (error, YX_RECORD_ERROR_MISSING, field->name, "%s is missing", field->label);
      return FALSE;
    }
  return !present || check_field (field, record, error);
}

/**
 * yx_record_validate:
 * @record: a record
 *
 * Holds every field against its line: required, limits, choices, check function. Rules that concern
 * more than one field are the model's.
 *
 * Errors: %YX_RECORD_ERROR, which knows the field.
 *
 * Returns: whether all are fine
 */
gboolean
yx_record_validate (gconstpointer record, GError **error)
{
  const YxRecordType *type = ((const YxRecord *) record)->type;

  for (guint i = 0; i < type->n_fields; i++)
    if (!yx_record_validate_field (record, &type->fields[i], error))
      return FALSE;
  return TRUE;
}

static gboolean
parse_digits (const char *text, gint64 *value)
{
  char *end;

  if (!g_ascii_isdigit (text[0]) && text[0] != '-')
    return FALSE;
  errno = 0;
  *value = g_ascii_strtoll (text, &end, 10);
  return errno == 0 && *end == '\0' && end != text;
}

/* Yuan with two decimals at most, as people write them: 8000, 8,000.5, 8000.00 */
static gboolean
parse_money (const char *text, gint64 *value)
{
  gint64 yuan = 0;
  gint64 fen = 0;
  int decimals = -1;
  int digits = 0;

  for (const char *c = text; *c != '\0'; c++)
    {
      if (*c == '.' && decimals < 0 && digits > 0)
        decimals = 0;
      else if (*c == ',' && decimals < 0 && digits > 0)
        continue;
      else if (!g_ascii_isdigit (*c) || ++digits > 14 || (decimals >= 0 && ++decimals > 2))
        return FALSE;
      else if (decimals < 0)
        yuan = yuan * 10 + (*c - '0');
      else
        fen = fen * 10 + (*c - '0');
    }
  *value = yuan * 100 + (decimals == 1 ? fen * 10 : fen);
  return digits > 0 && decimals != 0;
}

static gboolean
parse_bool (const char *text, gint64 *value)
{
  const char *yes[] = { "是", "true", "yes", "1", NULL };
  const char *no[] = { "否", "false", "no", "0", NULL };

  *value = g_strv_contains (yes, text);
  return *value || g_strv_contains (no, text);
}

static gboolean
refuse_typed (const YxField *field, YxRecordError code, const char *typed, GError **error)
{
  yx_record_error_set (error, code, field->name, "%s can't be “%s”", field->label, typed);
  return FALSE;
}

static gboolean
set_typed_number (gpointer record, const YxField *field, const char *typed, GError **error)
{
  gint64 value = 0;
  YxDate date = YX_DATE_NONE;
  const YxChoice *choice;

  switch (field->kind)
    {
    case YX_KIND_INT:
      if (!parse_digits (typed, &value))
        return refuse_typed (field, YX_RECORD_ERROR_TYPE, typed, error);
      break;
    case YX_KIND_MONEY:
      if (!parse_money (typed, &value))
        return refuse_typed (field, YX_RECORD_ERROR_FORMAT, typed, error);
      break;
    case YX_KIND_BOOL:
      if (!parse_bool (typed, &value))
        return refuse_typed (field, YX_RECORD_ERROR_TYPE, typed, error);
      break;
    case YX_KIND_DATE:
      if (!yx_date_parse_typed (typed, &date))
        return refuse_typed (field, YX_RECORD_ERROR_FORMAT, typed, error);
      value = date;
      break;
    case YX_KIND_INSTANT:
      if (!yx_instant_parse (typed, &value))
        return refuse_typed (field, YX_RECORD_ERROR_FORMAT, typed, error);
      break;
    default:
      choice = yx_choice_parse (field->choices, typed);
      if (choice == NULL)
        return refuse_typed (field, YX_RECORD_ERROR_CHOICE, typed, error);
      value = choice->value;
    }
  yx_record_set_int (record, field->name, value);
  return TRUE;
}

/**
 * yx_record_set_typed:
 * @record: a record that only the caller holds
 * @field: any field but bytes, secrets and records
 * @typed: what a person typed or a file says: `2026-1-5`, `8000.5`, `是`, `固定期限`; empty makes it absent;
 *   lists as yx_record_set_typed_list() says
 *
 * Errors: %YX_RECORD_ERROR, which knows the field; the limits are left to yx_record_validate().
 *
 * Returns: whether it could be read
 */
gboolean
yx_record_set_typed (gpointer record, const char *field, const char *typed, GError **error)
{
  const YxField *line = yx_record_type_find (((YxRecord *) record)->type, field);
  g_autofree char *trimmed = g_strstrip (g_strdup (typed));

  g_return_val_if_fail (line != NULL && line->kind != YX_KIND_BYTES && line->kind != YX_KIND_SECRET
                          && line->kind != YX_KIND_RECORD,
                        FALSE);
  if (trimmed[0] == '\0')
    {
      yx_record_unset (record, field);
      return TRUE;
    }
  if (line->kind == YX_KIND_TEXT || line->kind == YX_KIND_ID)
    {
      yx_record_set_text (record, field, trimmed);
      return TRUE;
    }
  if (line->kind == YX_KIND_LIST)
    return yx_record_set_typed_list (record, line, trimmed, error);
  return set_typed_number (record, line, trimmed, error);
}

/**
 * yx_record_show:
 * @record: a record
 * @field: any field but bytes, secrets and records
 *
 * Returns: (transfer full): its value as documents print it: `2026-03-01`, `8000.00` (yuan), the
 *   Chinese word of a choice, 是 or 否, a list's items parted by `；`; empty when there is none
 */
char *
yx_record_show (gconstpointer record, const char *field)
{
  const YxRecord *head = record;
  const YxField *line = yx_record_type_find (head->type, field);
  gint64 number;

  g_return_val_if_fail (line != NULL, NULL);
  if (!yx_field_present (line, record))
    return g_strdup ("");
  if (line->kind == YX_KIND_TEXT || line->kind == YX_KIND_ID)
    return g_strdup (yx_record_get_text (record, field));
  if (line->kind == YX_KIND_LIST)
    return yx_record_show_list (record, line);
  number = yx_record_get_int (record, field);
  switch (line->kind)
    {
    case YX_KIND_CHOICE:
      return g_strdup (yx_choice_find (line->choices, (int) number)->heading);
    case YX_KIND_BOOL:
      return g_strdup (number ? "是" : "否");
    case YX_KIND_MONEY:
      return g_strdup_printf ("%s%" G_GINT64_FORMAT ".%02" G_GINT64_FORMAT, number < 0 ? "-" : "", ABS (number) / 100,
                              ABS (number) % 100);
    case YX_KIND_DATE:
      return yx_date_format ((YxDate) number);
    case YX_KIND_INSTANT:
      return yx_instant_format (number);
    default:
      return g_strdup_printf ("%" G_GINT64_FORMAT, number);
    }
}
