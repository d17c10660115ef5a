/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tool/yx-tool-employees.h"

#include <glib/gi18n-lib.h>

#include "base/yx-base-error.h"
#include "model/yx-checks.h"
#include "model/yx-law.h"
#include "tool/yx-tool-options.h"

/* The first row that has a number or a phone. */
typedef struct
{
  GHashTable *numbers;
  GHashTable *phones;
} Seen;

/* Whether @value stands for the first time; else a fault that names the line where it stands, too. */
static gboolean
note (YxRecordCsv *file, GHashTable *seen, const YxRecordCsvRow *row, const char *field)
{
  const char *value = yx_record_get_text (row->record, field);
  guint first = GPOINTER_TO_UINT (g_hash_table_lookup (seen, value));
  g_autofree char *reason = NULL;

  if (first == 0)
    {
      g_hash_table_insert (seen, g_strdup (value), GUINT_TO_POINTER (row->line));
      return TRUE;
    }
  reason = g_strdup_printf (_("the same stands in line %u: one person has one row"), first);
  yx_record_csv_fault (file, file->faults, row->line, field, reason);
  return FALSE;
}

static gboolean
check_law (YxRecordCsv *file, const YxRecordCsvRow *row, YxDate today)
{
  const YxLawFacts facts = { .today = today };
  g_autoptr (GPtrArray) findings = yx_law_check (row->record, &facts);

  for (guint i = 0; i < findings->len; i++)
    {
      const YxFinding *finding = findings->pdata[i];
      g_autofree char *reason = g_strdup_printf ("%s（%s）", _(finding->message), finding->article);

      yx_record_csv_fault (file, finding->severity == YX_FINDING_ERROR ? file->faults : file->warnings, row->line,
                           finding->field, reason);
    }
  return yx_law_first_error (findings) == NULL;
}

static gboolean
take_row (YxToolEmployees *employees, const YxRecordCsvRow *row, const Seen *seen, YxDate today)
{
  YxFiling *filing = row->record;
  g_autofree char *number = yx_normalize_document_number (filing->w_doc_no);
  gboolean alone;

  yx_record_set_text (filing, "w_doc_no", number);
  alone = note (employees->file, seen->numbers, row, "w_doc_no");
  alone &= note (employees->file, seen->phones, row, "w_phone");
  return check_law (employees->file, row, today) && alone;
}

/* Each row counts once, however much is wrong with it. */
static guint
count_rows (const GPtrArray *faults)
{
  g_autoptr (GHashTable) lines = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < faults->len; i++)
    g_hash_table_add (lines, GUINT_TO_POINTER (((YxCsvFault *) faults->pdata[i])->line));
  return g_hash_table_size (lines);
}

static int
compare_lines (gconstpointer a, gconstpointer b)
{
  guint one = (*(YxCsvFault *const *) a)->line;
  guint other = (*(YxCsvFault *const *) b)->line;

  return one < other ? -1 : one > other;
}

static void
free_person (gpointer data)
{
  yx_sample_person_free (data);
}

/**
 * yx_tool_employees_read:
 * @bytes: employees.csv (formats.md)
 * @today: the day that the law's checks count from
 *
 * Reads the contracts to be made. Rows that are faulty, unlawful or repeat a person are left out.
 *
 * Errors: %YX_BASE_ERROR when the file as a whole cannot be read.
 *
 * Returns: (transfer full) (nullable): whom it names, and what is wrong with the other rows
 */
YxToolEmployees *
yx_tool_employees_read (GBytes *bytes, YxDate today, GError **error)
{
  g_autoptr (YxCsv) csv = yx_csv_parse (bytes, error);
  g_autoptr (YxFiling) defaults = yx_sample_filing_defaults ();
  g_autoptr (GHashTable) numbers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) phones = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  const Seen seen = { numbers, phones };
  g_autoptr (YxToolEmployees) employees = NULL;

  if (csv == NULL)
    return NULL;
  employees = g_new0 (YxToolEmployees, 1);
  employees->people = g_ptr_array_new_with_free_func (free_person);
  employees->file = yx_record_csv_read (&yx_filing_type, csv, defaults);
  for (guint i = 0; i < employees->file->rows->len; i++)
    {
      const YxRecordCsvRow *row = employees->file->rows->pdata[i];

      if (take_row (employees, row, &seen, today))
        g_ptr_array_add (employees->people, yx_sample_person_new_filed (row->record));
    }
  g_ptr_array_sort (employees->file->faults, compare_lines);
  g_ptr_array_sort (employees->file->warnings, compare_lines);
  employees->left_out = count_rows (employees->file->faults);
  if (employees->people->len <= YX_TOOL_MAX_COUNT)
    return g_steal_pointer (&employees);
  yx_base_error_set (error, YX_BASE_ERROR_TOO_LARGE, NULL, _("more than %d employees"), YX_TOOL_MAX_COUNT);
  return NULL;
}

/**
 * yx_tool_employees_free:
 * @employees: (transfer full): what was read
 */
void
yx_tool_employees_free (YxToolEmployees *employees)
{
  g_clear_pointer (&employees->people, g_ptr_array_unref);
  g_clear_pointer (&employees->file, yx_record_csv_free);
  g_free (employees);
}

static void
print (const GPtrArray *faults, const char *path, const char *severity, FILE *stream)
{
  for (guint i = 0; i < faults->len; i++)
    {
      const YxCsvFault *fault = faults->pdata[i];

      fprintf (stream, "%s:%u:%s: %s%s\n", path, fault->line, fault->heading != NULL ? fault->heading : "-", severity,
               fault->reason);
    }
}

/**
 * yx_tool_employees_complain:
 * @employees: what was read
 * @path: the file, as it was named
 * @stream: where to write
 *
 * Writes a line for each warning and each fault: `FILE:LINE:HEADING: reason`.
 */
void
yx_tool_employees_complain (const YxToolEmployees *employees, const char *path, FILE *stream)
{
  print (employees->file->warnings, path, _("warning: "), stream);
  print (employees->file->faults, path, "", stream);
}
