/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/yx-csv.h"
#include "base/yx-record.h"

G_BEGIN_DECLS

/* A record and the physical line where its row starts. */
typedef struct
{
  guint line;
  gpointer record; /* (owned) */
} YxRecordCsvRow;

/**
 * YxRecordCsv:
 * @type: whose columns
 * @headings: (element-type utf8): as the file writes them
 * @fields: (element-type YxField): what each is for; %NULL: none of the record's
 * @rows: (element-type YxRecordCsvRow): the good rows
 * @faults: (element-type YxCsvFault): why others aren't among them
 * @warnings: (element-type YxCsvFault): what was passed over
 *
 * A file of records.
 */
typedef struct
{
  const YxRecordType *type;
  GPtrArray *headings;
  GPtrArray *fields;
  GPtrArray *rows;
  GPtrArray *faults;
  GPtrArray *warnings;
} YxRecordCsv;

YxRecordCsv *yx_record_csv_read (const YxRecordType *type, const YxCsv *csv, gconstpointer defaults);
void yx_record_csv_free (YxRecordCsv *file);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YxRecordCsv, yx_record_csv_free)

void yx_record_csv_fault (YxRecordCsv *file, GPtrArray *faults, guint line, const char *field, const char *reason);

GBytes *yx_record_csv_write (const YxRecordType *type, const GPtrArray *records, const char *const *columns,
                             YxCsvEncoding encoding, GError **error);

G_END_DECLS
