/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "paper/yx-paper-values.h"

#include "paper/yx-chinese.h"

typedef struct
{
  char *words;
  char *nick; /* (nullable) */
} Value;

struct _YxPaperValues
{
  GHashTable *table; /* (owned) name -> Value */
  GHashTable *lists; /* (owned) name -> GPtrArray of YxPaperValues */
};

static void
free_value (gpointer data)
{
  Value *value = data;

  g_free (value->words);
  g_free (value->nick);
  g_free (value);
}

static char *
write_money (gint64 money)
{
  guint64 size = money < 0 ? (guint64) 0 - (guint64) money : (guint64) money;

  return g_strdup_printf ("%s%" G_GUINT64_FORMAT ".%02u", money < 0 ? "-" : "", size / 100, (guint) (size % 100));
}

static void
add_money (YxPaperValues *values, const char *name, gint64 money)
{
  g_autofree char *figures = write_money (money);
  g_autofree char *capitals = yx_chinese_money (money);
  g_autofree char *capitals_name = g_strconcat (name, "_words", NULL);

  yx_paper_values_set (values, name, figures, NULL);
  if (capitals)
    yx_paper_values_set (values, capitals_name, capitals, NULL);
}

static void
add_choice (YxPaperValues *values, const YxField *field, int value)
{
  const YxChoice *choice = yx_choice_find (field->choices, value);

  if (choice)
    yx_paper_values_set (values, field->name, choice->heading ? choice->heading : choice->label, choice->nick);
}

static void
add_date (YxPaperValues *values, const char *name, YxDate date)
{
  g_autofree char *words = yx_date_format_chinese (date);

  yx_paper_values_set (values, name, words, NULL);
}

static void
add_instant (YxPaperValues *values, const char *name, gint64 instant)
{
  add_date (values, name, yx_date_from_instant (instant));
}

static void
add_integer (YxPaperValues *values, const char *name, gint64 number)
{
  g_autofree char *words = g_strdup_printf ("%" G_GINT64_FORMAT, number);

  yx_paper_values_set (values, name, words, NULL);
}

static void
add_list (YxPaperValues *values, const char *name, const GPtrArray *records)
{
  GPtrArray *list;
  guint i;

  if (!records || records->len == 0 || g_hash_table_contains (values->lists, name))
    return;
  list = g_ptr_array_new_with_free_func ((GDestroyNotify) yx_paper_values_free);
  for (i = 0; i < records->len; i++)
    {
      YxPaperValues *item = yx_paper_values_new ();

      yx_paper_values_add_record (item, g_ptr_array_index (records, i));
      g_ptr_array_add (list, item);
    }
  g_hash_table_insert (values->lists, g_strdup (name), list);
}

static void
add_field (YxPaperValues *values, const YxField *field, gpointer at)
{
  const char *name = field->name;

  switch (field->kind)
    {
    case YX_KIND_TEXT:
    case YX_KIND_ID:
      yx_paper_values_set (values, name, *(char **) at, NULL);
      break;
    case YX_KIND_CHOICE:
      add_choice (values, field, *(int *) at);
      break;
    case YX_KIND_INT:
      add_integer (values, name, *(gint64 *) at);
      break;
    case YX_KIND_BOOL:
      yx_paper_values_set_flag (values, name, *(gboolean *) at);
      break;
    case YX_KIND_MONEY:
      add_money (values, name, *(gint64 *) at);
      break;
    case YX_KIND_DATE:
      add_date (values, name, *(YxDate *) at);
      break;
    case YX_KIND_INSTANT:
      add_instant (values, name, *(gint64 *) at);
      break;
    case YX_KIND_RECORD:
      yx_paper_values_add_record (values, *(gpointer *) at);
      break;
    case YX_KIND_LIST:
      add_list (values, name, *(GPtrArray **) at);
      break;
    case YX_KIND_BYTES:
    case YX_KIND_SECRET:
      break;
    }
}

/**
 * yx_paper_values_new:
 *
 * Makes an empty set of values.
 *
 * Returns: (transfer full): the values
 */
YxPaperValues *
yx_paper_values_new (void)
{
  YxPaperValues *values = g_new0 (YxPaperValues, 1);

  values->table = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_value);
  values->lists = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  return values;
}

/**
 * yx_paper_values_free:
 * @values: (transfer full) (nullable): values
 *
 * Frees the values.
 */
void
yx_paper_values_free (YxPaperValues *values)
{
  if (!values)
    return;
  g_hash_table_unref (values->table);
  g_hash_table_unref (values->lists);
  g_free (values);
}

/**
 * yx_paper_values_set:
 * @values: values
 * @name: a field's name
 * @words: (nullable): what stands on paper; nothing or blanks count as absent
 * @nick: (nullable): what conditions compare besides
 *
 * Gives a value, unless @name has one already.
 */
void
yx_paper_values_set (YxPaperValues *values, const char *name, const char *words, const char *nick)
{
  Value *value;
  char *clean;

  if (!words || g_hash_table_contains (values->table, name))
    return;
  clean = g_strstrip (g_strdup (words));
  if (*clean == '\0')
    {
      g_free (clean);
      return;
    }
  value = g_new0 (Value, 1);
  value->words = clean;
  value->nick = g_strdup (nick);
  g_hash_table_insert (values->table, g_strdup (name), value);
}

/**
 * yx_paper_values_set_flag:
 * @values: values
 * @name: a field's name
 * @flag: yes or no
 *
 * Gives a value that conditions compare as `true` or `false`, unless @name has one already.
 */
void
yx_paper_values_set_flag (YxPaperValues *values, const char *name, gboolean flag)
{
  yx_paper_values_set (values, name, flag ? "是" : "否", flag ? "true" : "false");
}

/**
 * yx_paper_values_add_record:
 * @values: values
 * @record: (nullable): any record
 *
 * Adds the fields that @record has, under their names: dates as 2026年3月1日, money in yuan with two
 * decimals and, under the name with `_words`, in capital numerals, choices by their Chinese word. A
 * record within counts as part of it, each record of a list as a set of its own. Secrets and bytes don't
 * stand on paper.
 */
void
yx_paper_values_add_record (YxPaperValues *values, gconstpointer record)
{
  const YxRecordType *type;
  guint i;

  if (!record)
    return;
  type = ((const YxRecord *) record)->type;
  for (i = 0; i < type->n_fields; i++)
    {
      const YxField *field = &type->fields[i];

      if (yx_field_present (field, record))
        add_field (values, field, yx_field_at (field, record));
    }
}

/**
 * yx_paper_values_get:
 * @values: values
 * @name: a field's name
 *
 * Looks a value up.
 *
 * Returns: (transfer none) (nullable): what stands on paper
 */
const char *
yx_paper_values_get (const YxPaperValues *values, const char *name)
{
  const Value *value = g_hash_table_lookup (values->table, name);

  return value ? value->words : NULL;
}

/**
 * yx_paper_values_has:
 * @values: values
 * @names: names of fields, separated by `|`
 *
 * Returns: whether one of them has a value or a list that isn't empty
 */
gboolean
yx_paper_values_has (const YxPaperValues *values, const char *names)
{
  g_auto (GStrv) each = g_strsplit (names, "|", -1);
  guint i;

  for (i = 0; each[i]; i++)
    if (yx_paper_values_get (values, each[i]) || yx_paper_values_get_list (values, each[i]))
      return TRUE;
  return FALSE;
}

/**
 * yx_paper_values_get_list:
 * @values: values
 * @name: a field's name
 *
 * Looks a list up.
 *
 * Returns: (transfer none) (nullable) (element-type YxPaperValues): a set of values for each of its items; %NULL for
 *   an empty list
 */
GPtrArray *
yx_paper_values_get_list (const YxPaperValues *values, const char *name)
{
  return g_hash_table_lookup (values->lists, name);
}

static gboolean
is_one_of (const YxPaperValues *values, const char *name, const char *const *words)
{
  const Value *value = g_hash_table_lookup (values->table, name);

  return value && (g_strv_contains (words, value->words) || (value->nick && g_strv_contains (words, value->nick)));
}

/**
 * yx_paper_values_is:
 * @values: values
 * @names: names of fields, separated by `|`
 * @alternatives: words, separated by `|`
 *
 * Tells whether one of the values is one of the words, on paper or on the wire.
 *
 * Returns: whether it is
 */
gboolean
yx_paper_values_is (const YxPaperValues *values, const char *names, const char *alternatives)
{
  g_auto (GStrv) each = g_strsplit (names, "|", -1);
  g_auto (GStrv) words = g_strsplit (alternatives, "|", -1);
  guint i;

  for (i = 0; each[i]; i++)
    if (is_one_of (values, each[i], (const char *const *) words))
      return TRUE;
  return FALSE;
}
