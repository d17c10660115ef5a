/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "hall/yx-hall-wages.h"

#include "base/yx-files.h"
#include "base/yx-record-csv.h"
#include "hall/yx-hall-error.h"

#define MAX_SIZE (4 * 1024 * 1024)

static void
note (GPtrArray *faults, const char *path, const GPtrArray *found)
{
  for (guint i = 0; i < found->len; i++)
    {
      const YxCsvFault *fault = found->pdata[i];

      g_ptr_array_add (faults, g_strdup_printf ("%s:%u:%s: %s", path, fault->line,
                                                fault->heading != NULL ? fault->heading : "", fault->reason));
    }
}

/* A file that is half right would let pay through that the law forbids: every fault counts, unknown columns, too. */
static GPtrArray *
read_table (const char *path, GPtrArray *faults)
{
  GPtrArray *wages = g_ptr_array_new_with_free_func (yx_record_unref);
  g_autoptr (GError) problem = NULL;
  g_autoptr (GBytes) bytes = path != NULL ? yx_file_read (path, MAX_SIZE, &problem) : NULL;
  g_autoptr (YxCsv) csv = bytes != NULL ? yx_csv_parse (bytes, &problem) : NULL;
  g_autoptr (YxRecordCsv) file = csv != NULL ? yx_record_csv_read (&yx_wage_type, csv, NULL) : NULL;

  if (problem != NULL)
    g_ptr_array_add (faults, g_strdup_printf ("%s: %s", path, problem->message));
  if (file == NULL)
    return wages;
  note (faults, path, file->faults);
  note (faults, path, file->warnings);
  for (guint i = 0; i < file->rows->len; i++)
    g_ptr_array_add (wages, yx_record_ref (((YxRecordCsvRow *)file->rows->pdata[i])->record));
  return wages;
}

static YxHallWages *
read_tables (const YxHallConfig *config, GPtrArray *faults)
{
  YxHallWages *wages = g_new0 (YxHallWages, 1);

  wages->minimum = read_table (config->minimum_wages, faults);
  wages->average = read_table (config->average_wages, faults);
  return wages;
}

/**
 * yx_hall_wages_load:
 * @config: what hall.conf says
 * @error: %YX_HALL_ERROR_CONFIG with file, line and column
 *
 * Returns: (transfer full): the tables that it names, empty ones where it names none
 */
YxHallWages *
yx_hall_wages_load (const YxHallConfig *config, GError **error)
{
  g_autoptr (GPtrArray) faults = yx_hall_config_faults_new ();
  g_autoptr (YxHallWages) wages = read_tables (config, faults);

  if (faults->len == 0)
    return g_steal_pointer (&wages);
  g_set_error_literal (error, YX_HALL_ERROR, YX_HALL_ERROR_CONFIG, faults->pdata[0]);
  return NULL;
}

/**
 * yx_hall_wages_check:
 * @config: what hall.conf says
 * @faults: (element-type utf8): all that is wrong in the tables that it names is added to it
 */
void
yx_hall_wages_check (const YxHallConfig *config, GPtrArray *faults)
{
  g_autoptr (YxHallWages) wages = read_tables (config, faults);

  (void)wages;
}

/**
 * yx_hall_wages_free:
 * @wages: (transfer full): what yx_hall_wages_load() gave
 */
void
yx_hall_wages_free (YxHallWages *wages)
{
  g_ptr_array_unref (wages->minimum);
  g_ptr_array_unref (wages->average);
  g_free (wages);
}
