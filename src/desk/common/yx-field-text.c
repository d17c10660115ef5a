/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/common/yx-field-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "model/yx-checks.h"

#define LONG_TEXT 300
#define FULL_WIDTH_FIRST 0xff01
#define FULL_WIDTH_LAST 0xff5e
#define FULL_WIDTH_OFFSET 0xfee0

/**
 * yx_field_groups:
 * @field: a line of a record's table
 *
 * Returns: how its text is parted for the eye
 */
YxTextGroups
yx_field_groups (const YxField *field)
{
  if (field->check == yx_check_phone)
    return YX_GROUPS_PHONE;
  if (field->check == yx_check_uscc)
    return YX_GROUPS_USCC;
  if (field->kind == YX_KIND_TEXT && g_str_has_suffix (field->name, "doc_no"))
    return YX_GROUPS_IDENTITY;
  return field->kind == YX_KIND_TEXT && strcmp (field->name, "account") == 0 ? YX_GROUPS_FOURS : YX_GROUPS_NONE;
}

/* The lengths of the groups, the last one repeated; NULL where a text of that length is left as it is. */
static const guint *
parts_of (YxTextGroups groups, gsize length)
{
  static const guint identity[] = { 6, 8, 4, 0 };
  static const guint phone[] = { 3, 4, 4, 0 };
  static const guint uscc[] = { 2, 6, 9, 1, 0 };
  static const guint fours[] = { 4, 0 };

  switch (groups)
    {
    case YX_GROUPS_IDENTITY:
      return length == 18 ? identity : NULL;
    case YX_GROUPS_PHONE:
      return length == 11 ? phone : NULL;
    case YX_GROUPS_USCC:
      return length == 18 ? uscc : NULL;
    case YX_GROUPS_FOURS:
      return length > 4 ? fours : NULL;
    case YX_GROUPS_NONE:
    default:
      return NULL;
    }
}

/**
 * yx_text_group:
 * @groups: how
 * @text: without spaces
 *
 * Returns: (transfer full): @text parted for the eye; as it is where it is not such a number
 */
char *
yx_text_group (YxTextGroups groups, const char *text)
{
  const guint *parts = parts_of (groups, strlen (text));
  GString *parted;
  guint left;

  if (parts == NULL || strchr (text, ' ') != NULL)
    return g_strdup (text);
  parted = g_string_new (NULL);
  left = *parts;
  for (const char *c = text; *c != '\0'; c++)
    {
      if (left-- == 0)
        {
          g_string_append_c (parted, ' ');
          if (parts[1] != 0)
            parts++;
          left = *parts - 1;
        }
      g_string_append_c (parted, *c);
    }
  return g_string_free (parted, FALSE);
}

/* Chinese input methods give full-width digits and signs. */
static char *
half_width (const char *text)
{
  GString *half = g_string_new (NULL);

  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);

      if (c == 0x3000)
        c = ' ';
      else if (c >= FULL_WIDTH_FIRST && c <= FULL_WIDTH_LAST)
        c -= FULL_WIDTH_OFFSET;
      g_string_append_unichar (half, c);
    }
  return g_string_free (half, FALSE);
}

/* 2026年3月1日 is 2026-3-1. */
static char *
date_signs (const char *text)
{
  GString *date = g_string_new (text);

  g_string_replace (date, "年", "-", 1);
  g_string_replace (date, "月", "-", 1);
  g_string_replace (date, "日", "", 1);
  return g_string_free (date, FALSE);
}

static char *
half_date (const char *typed)
{
  g_autofree char *half = g_utf8_validate (typed, -1, NULL) ? half_width (typed) : g_strdup ("");

  return date_signs (g_strstrip (half));
}

static gboolean
is_number (const YxField *field)
{
  return field->kind == YX_KIND_INT || field->kind == YX_KIND_MONEY || field->kind == YX_KIND_DATE;
}

/**
 * yx_field_clean:
 * @field: a line of a record's table
 * @typed: what a person typed
 *
 * Returns: (transfer full): what is meant by it: numbers without the spaces of their groups, in capitals where they
 *   have letters, with digits of plain width
 */
char *
yx_field_clean (const YxField *field, const char *typed)
{
  g_autofree char *half = NULL;
  YxTextGroups groups = yx_field_groups (field);

  if (!g_utf8_validate (typed, -1, NULL) || (groups == YX_GROUPS_NONE && !is_number (field)))
    return g_strstrip (g_strdup (typed));
  if (field->kind == YX_KIND_DATE)
    return half_date (typed);
  half = half_width (typed);
  return groups != YX_GROUPS_NONE ? yx_normalize_document_number (half) : g_strdup (g_strstrip (half));
}

/**
 * yx_field_long_term:
 * @field: a line of a record's table
 * @typed: what a person typed or picked
 *
 * Returns: whether it says that a validity has no end, and the field may be without one (spec.md 1.1-2)
 */
gboolean
yx_field_long_term (const YxField *field, const char *typed)
{
  g_autofree char *trimmed = g_strstrip (g_strdup (typed));

  return field->kind == YX_KIND_DATE && (field->flags & YX_REQUIRED) == 0
         && (strcmp (trimmed, YX_LONG_TERM) == 0 || g_utf8_collate (trimmed, _("Long-term")) == 0);
}

/**
 * yx_date_typed:
 * @typed: `2026-3-1`, `20260301`, `2026/3/1`, `2026年3月1日`
 * @date: (out): the date
 *
 * Returns: whether it is one
 */
gboolean
yx_date_typed (const char *typed, YxDate *date)
{
  g_autofree char *signs = half_date (typed);

  return yx_date_parse_typed (signs, date);
}

/**
 * yx_money_text:
 * @fen: an amount in 分
 *
 * Returns: (transfer full): it in yuan as it is typed: `8000`, `8000.50`
 */
char *
yx_money_text (gint64 fen)
{
  if (fen % 100 == 0)
    return g_strdup_printf ("%" G_GINT64_FORMAT, fen / 100);
  return g_strdup_printf ("%s%" G_GINT64_FORMAT ".%02" G_GINT64_FORMAT, fen < 0 ? "-" : "", ABS (fen) / 100, ABS (fen) % 100);
}

/**
 * yx_field_to_text:
 * @record: a record
 * @field: a line of its table, but not bytes, secrets, records or lists
 *
 * Returns: (transfer full): its value as it would be typed; a choice as its word on the wire; empty when there is none
 */
char *
yx_field_to_text (gconstpointer record, const YxField *field)
{
  gint64 number;

  if (!yx_field_present (field, record))
    return g_strdup ("");
  if (field->kind == YX_KIND_TEXT || field->kind == YX_KIND_ID)
    return g_strdup (yx_record_get_text (record, field->name));
  number = yx_record_get_int (record, field->name);
  if (field->kind == YX_KIND_CHOICE)
    return g_strdup (yx_choice_find (field->choices, (int) number)->nick);
  if (field->kind == YX_KIND_BOOL)
    return g_strdup (number != 0 ? "true" : "false");
  return field->kind == YX_KIND_MONEY ? yx_money_text (number) : yx_record_show (record, field->name);
}

/**
 * yx_field_is_long:
 * @field: a line of a record's table
 *
 * Returns: whether people write several lines into it
 */
gboolean
yx_field_is_long (const YxField *field)
{
  return field->kind == YX_KIND_TEXT && field->check == NULL && yx_field_limit (field) >= LONG_TEXT;
}

/**
 * yx_choice_words:
 * @choice: a line of a table of choices
 *
 * Returns: (transfer none): its word in the locale's language
 */
const char *
yx_choice_words (const YxChoice *choice)
{
  return g_dgettext (GETTEXT_PACKAGE, choice->label);
}

static char *
limit_text (const YxField *field, gint64 limit)
{
  return field->kind == YX_KIND_MONEY ? yx_money_text (limit) : g_strdup_printf ("%" G_GINT64_FORMAT, limit);
}

static char *
range_words (const YxField *field)
{
  g_autofree char *least = limit_text (field, field->min);
  g_autofree char *most = limit_text (field, yx_field_limit (field));

  if (yx_field_limit (field) == G_MAXINT64)
    return g_strdup_printf (_("%s at least"), least);
  /* Translators: two numbers. */
  return g_strdup_printf (_("Between %s and %s"), least, most);
}

/**
 * yx_field_check_words:
 * @error: from a check function of a field
 *
 * Returns: (transfer full): the same for people, in the locale's language
 */
char *
yx_field_check_words (const GError *error)
{
  return g_strdup (g_dgettext (GETTEXT_PACKAGE, error->message));
}

static char *
format_words (const YxField *field, const char *text)
{
  g_autoptr (GError) reason = NULL;
  g_autofree char *clean = yx_field_clean (field, text);

  if (field->check != NULL && !field->check (clean, &reason))
    return yx_field_check_words (reason);
  if (field->kind == YX_KIND_DATE)
    return g_strdup (_("Write a date such as 2026-3-1 or 20260301"));
  if (field->kind == YX_KIND_MONEY)
    return g_strdup (_("Write an amount in yuan such as 8000 or 8000.50"));
  return g_strdup (_("There are characters in it that can't be printed"));
}

/**
 * yx_field_error_words:
 * @field: a line of a record's table
 * @text: what was typed
 * @error: %YX_RECORD_ERROR: what the record's own checks say of it
 *
 * Returns: (transfer full): the same for people, in the locale's language
 */
char *
yx_field_error_words (const YxField *field, const char *text, const GError *error)
{
  gboolean list = field->kind == YX_KIND_LIST;

  switch ((YxRecordError) error->code)
    {
    case YX_RECORD_ERROR_MISSING:
      return g_strdup (field->kind == YX_KIND_CHOICE ? _("Choose one") : _("Fill this in"));
    case YX_RECORD_ERROR_SHORT:
      return g_strdup_printf (list ? _("%d entries at least") : _("%d characters at least"), (int) field->min);
    case YX_RECORD_ERROR_LONG:
      return g_strdup_printf (list ? _("%d entries at most") : _("%d characters at most"), (int) yx_field_limit (field));
    case YX_RECORD_ERROR_RANGE:
      return range_words (field);
    case YX_RECORD_ERROR_CHOICE:
      return g_strdup (_("Choose one"));
    case YX_RECORD_ERROR_TYPE:
      return g_strdup (_("Write a whole number"));
    case YX_RECORD_ERROR_FORMAT:
    case YX_RECORD_ERROR_UNKNOWN:
    default:
      return format_words (field, text);
    }
}

/**
 * yx_field_check_beside:
 * @record: a record
 * @field: a line of its table
 * @error: says why, in the words of the check
 *
 * What one field says depends on another: a document's number is written as its type says (law.md 2).
 *
 * Returns: whether they go together
 */
gboolean
yx_field_check_beside (gconstpointer record, const YxField *field, GError **error)
{
  g_autofree char *stem = NULL;
  g_autofree char *beside = NULL;
  const YxField *type;
  YxDocType document = YX_DOC_RESIDENT;

  if (field->kind != YX_KIND_TEXT || !g_str_has_suffix (field->name, "doc_no") || !yx_field_present (field, record))
    return TRUE;
  stem = g_strndup (field->name, strlen (field->name) - strlen ("no"));
  beside = g_strconcat (stem, "type", NULL);
  type = yx_record_type_find (((const YxRecord *) record)->type, beside);
  if (type == NULL || type->choices != yx_doc_types)
    return TRUE;
  if (yx_field_present (type, record))
    document = (YxDocType) yx_record_get_int (record, beside);
  return yx_check_document_number (document, yx_record_get_text (record, field->name), error);
}
