/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What a file may have at most; sizes in bytes. */
#define YX_CSV_MAX_SIZE (16 * 1024 * 1024)
#define YX_CSV_MAX_ROWS 10000
#define YX_CSV_MAX_COLUMNS 256
#define YX_CSV_MAX_CELL (64 * 1024)

/* How a file's characters are written: UTF-8 with a byte order mark, or GB 18030-2022. */
typedef enum { YX_CSV_UTF8, YX_CSV_GB18030 } YxCsvEncoding;

/**
 * YxCsvRow:
 * @line: the physical line where it starts, from 1
 * @cells: (element-type utf8): its cells
 */
typedef struct
{
  guint line;
  GPtrArray *cells;
} YxCsvRow;

/**
 * YxCsvFault:
 * @line: the physical line where its row starts
 * @column: the cell's number from 1; 0: the whole row
 * @heading: (nullable): the column's heading
 * @reason: what is wrong, in words
 */
typedef struct
{
  guint line;
  guint column;
  char *heading;
  char *reason;
} YxCsvFault;

/**
 * YxCsv:
 * @encoding: how it was written
 * @rows: (element-type YxCsvRow): the good rows, empty ones left out
 * @faults: (element-type YxCsvFault): why others aren't among them
 *
 * A file of comma-separated values (RFC 4180).
 */
typedef struct
{
  YxCsvEncoding encoding;
  GPtrArray *rows;
  GPtrArray *faults;
} YxCsv;

YxCsv *yx_csv_parse (GBytes *bytes, GError **error);
void yx_csv_free (YxCsv *csv);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YxCsv, yx_csv_free)

GBytes *yx_csv_write (const GPtrArray *rows, YxCsvEncoding encoding, GError **error);

YxCsvRow *yx_csv_row_new (guint line);
void yx_csv_row_free (gpointer row);
char *yx_csv_guard (const char *text);
char *yx_csv_unguard (const char *text);

GPtrArray *yx_csv_faults_new (void);
YxCsvFault *yx_csv_fault_add (GPtrArray *faults, guint line, guint column, const char *heading, const char *format, ...)
  G_GNUC_PRINTF (5, 6);

G_END_DECLS
