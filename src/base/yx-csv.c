/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/yx-csv.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/yx-base-error.h"

#define BOM "\xef\xbb\xbf"
#define GB "GB18030"

/* Where the bytes are read. In GB 18030, as in UTF-8, no comma, quote or line end is part of another character. */
typedef struct
{
  const char *at;
  const char *end;
  guint line; /* the physical line of @at */
} Scan;

/**
 * yx_csv_row_new:
 * @line: the physical line where it starts; any, for one that will be written
 *
 * Returns: (transfer full): a row without cells
 */
YxCsvRow *
yx_csv_row_new (guint line)
{
  YxCsvRow *row = g_new (YxCsvRow, 1);

  *row = (YxCsvRow){ line, g_ptr_array_new_with_free_func (g_free) };
  return row;
}

/**
 * yx_csv_row_free:
 * @row: (transfer full): a row
 */
void
yx_csv_row_free (gpointer row)
{
  g_ptr_array_unref (((YxCsvRow *) row)->cells);
  g_free (row);
}

static void
free_fault (gpointer data)
{
  YxCsvFault *fault = data;

  g_free (fault->heading);
  g_free (fault->reason);
  g_free (fault);
}

/**
 * yx_csv_faults_new:
 *
 * Returns: (transfer full) (element-type YxCsvFault): no faults yet
 */
GPtrArray *
yx_csv_faults_new (void)
{
  return g_ptr_array_new_with_free_func (free_fault);
}

/**
 * yx_csv_fault_add:
 * @faults: (element-type YxCsvFault): where to note it
 * @line: the physical line where the row starts
 * @column: the cell's number from 1; 0: the whole row
 * @heading: (nullable): the column's heading
 * @format: printf format of the reason
 *
 * Returns: (transfer none): the fault
 */
YxCsvFault *
yx_csv_fault_add (GPtrArray *faults, guint line, guint column, const char *heading, const char *format, ...)
{
  YxCsvFault *fault = g_new (YxCsvFault, 1);
  va_list args;

  va_start (args, format);
  *fault = (YxCsvFault){ line, column, g_strdup (heading), g_strdup_vprintf (format, args) };
  va_end (args);
  g_ptr_array_add (faults, fault);
  return fault;
}

/**
 * yx_csv_free:
 * @csv: (transfer full): a file
 */
void
yx_csv_free (YxCsv *csv)
{
  g_ptr_array_unref (csv->rows);
  g_ptr_array_unref (csv->faults);
  g_free (csv);
}

/* CRLF, LF and CR end a line alike. */
static gboolean
at_line_end (const Scan *scan)
{
  return scan->at < scan->end && (*scan->at == '\n' || *scan->at == '\r');
}

static void
pass_line_end (Scan *scan)
{
  if (*scan->at == '\r' && scan->at + 1 < scan->end && scan->at[1] == '\n')
    scan->at++;
  scan->at++;
  scan->line++;
}

static void
pass_line (Scan *scan)
{
  while (scan->at < scan->end && !at_line_end (scan))
    scan->at++;
  if (scan->at < scan->end)
    pass_line_end (scan);
}

static const char *
take_byte (Scan *scan, GString *cell)
{
  if (*scan->at == '\0')
    return N_ ("a NUL byte, which no text has");
  if (cell->len >= YX_CSV_MAX_CELL)
    return N_ ("a cell that is too long, or a quotation mark that is never closed");
  g_string_append_c (cell, *scan->at++);
  return NULL;
}

/* Inside quotes two of them are one, and line ends belong to the cell, as LF. */
static const char *
read_quoted (Scan *scan, GString *cell)
{
  const char *wrong = NULL;

  scan->at++;
  while (wrong == NULL && scan->at < scan->end)
    {
      if (*scan->at == '"' && (scan->at + 1 == scan->end || scan->at[1] != '"'))
        {
          scan->at++;
          return NULL;
        }
      if (at_line_end (scan))
        {
          pass_line_end (scan);
          g_string_append_c (cell, '\n');
          continue;
        }
      scan->at += *scan->at == '"' ? 1 : 0;
      wrong = take_byte (scan, cell);
    }
  return wrong != NULL ? wrong : N_ ("a quotation mark that is never closed");
}

static const char *
read_plain (Scan *scan, GString *cell)
{
  const char *wrong = NULL;

  while (wrong == NULL && scan->at < scan->end && *scan->at != ',' && !at_line_end (scan))
    wrong = *scan->at == '"' ? N_ ("a quotation mark inside a cell that does not begin with one") : take_byte (scan, cell);
  return wrong;
}

/* One cell and the comma or line end after it. */
static const char *
read_cell (Scan *scan, GPtrArray *cells, gboolean *last)
{
  g_autoptr (GString) cell = g_string_new (NULL);
  const char *wrong
    = scan->at < scan->end && *scan->at == '"' ? read_quoted (scan, cell) : read_plain (scan, cell);

  if (wrong != NULL)
    return wrong;
  *last = scan->at == scan->end || at_line_end (scan);
  if (!*last && *scan->at != ',')
    return N_ ("text after a closing quotation mark");
  if (scan->at < scan->end && *last)
    pass_line_end (scan);
  else if (!*last)
    scan->at++;
  g_ptr_array_add (cells, g_strndup (cell->str, cell->len));
  return NULL;
}

static const char *
read_row (Scan *scan, GPtrArray *cells)
{
  const char *wrong = NULL;
  gboolean last = FALSE;

  while (wrong == NULL && !last)
    wrong = cells->len < YX_CSV_MAX_COLUMNS ? read_cell (scan, cells, &last) : N_ ("too many cells");
  return wrong;
}

static gboolean
is_empty (const GPtrArray *cells)
{
  for (guint i = 0; i < cells->len; i++)
    {
      const char *text = cells->pdata[i];

      if (text[strspn (text, " \t")] != '\0')
        return FALSE;
    }
  return TRUE;
}

/* After a faulty row goes on at the next physical line, so that one open quote does not swallow the rest. */
static gboolean
read_rows (Scan *scan, YxCsv *csv, GError **error)
{
  while (scan->at < scan->end)
    {
      const Scan start = *scan;
      YxCsvRow *row = yx_csv_row_new (scan->line);
      const char *wrong = read_row (scan, row->cells);

      if (csv->rows->len + csv->faults->len >= YX_CSV_MAX_ROWS)
        {
          yx_csv_row_free (row);
          yx_base_error_set (error, YX_BASE_ERROR_TOO_LARGE, NULL, _("more than %d rows"), YX_CSV_MAX_ROWS);
          return FALSE;
        }
      if (wrong != NULL)
        {
          yx_csv_fault_add (csv->faults, row->line, row->cells->len + 1, NULL, "%s", _(wrong));
          *scan = start;
          pass_line (scan);
        }
      if (wrong != NULL || is_empty (row->cells))
        yx_csv_row_free (row);
      else
        g_ptr_array_add (csv->rows, row);
    }
  return TRUE;
}

/* Without a mark, what most cells beyond ASCII are: Chinese in GB 18030 hardly ever looks like UTF-8. */
static YxCsvEncoding
guess_encoding (const YxCsv *csv)
{
  gint64 votes = 0;

  for (guint i = 0; i < csv->rows->len; i++)
    {
      const GPtrArray *cells = ((YxCsvRow *) csv->rows->pdata[i])->cells;

      for (guint j = 0; j < cells->len; j++)
        if (!g_str_is_ascii (cells->pdata[j]))
          votes += g_utf8_validate (cells->pdata[j], -1, NULL) ? 1 : -1;
    }
  return votes >= 0 ? YX_CSV_UTF8 : YX_CSV_GB18030;
}

static char *
decode (const char *text, GIConv converter)
{
  gsize used = 0;
  g_autofree char *decoded = NULL;

  if (g_str_is_ascii (text) || converter == (GIConv) -1)
    return g_utf8_validate (text, -1, NULL) ? g_strdup (text) : NULL;
  decoded = g_convert_with_iconv (text, (gssize) strlen (text), converter, &used, NULL, NULL);
  return decoded != NULL && used == strlen (text) ? g_steal_pointer (&decoded) : NULL;
}

static gboolean
decode_row (YxCsvRow *row, YxCsv *csv, GIConv converter)
{
  for (guint i = 0; i < row->cells->len; i++)
    {
      char *decoded = decode (row->cells->pdata[i], converter);

      if (decoded == NULL)
        {
          yx_csv_fault_add (csv->faults, row->line, i + 1, NULL, _("bytes that are no characters of %s"),
                            csv->encoding == YX_CSV_UTF8 ? "UTF-8" : "GB 18030");
          return FALSE;
        }
      g_free (row->cells->pdata[i]);
      row->cells->pdata[i] = decoded;
    }
  return TRUE;
}

static int
compare_lines (gconstpointer a, gconstpointer b)
{
  const YxCsvFault *one = *(YxCsvFault *const *) a;
  const YxCsvFault *other = *(YxCsvFault *const *) b;

  return one->line < other->line ? -1 : one->line > other->line;
}

static gboolean
decode_rows (YxCsv *csv, GError **error)
{
  GIConv converter = csv->encoding == YX_CSV_GB18030 ? g_iconv_open ("UTF-8", GB) : (GIConv) -1;
  guint kept = 0;

  if (csv->encoding == YX_CSV_GB18030 && converter == (GIConv) -1)
    {
      yx_base_error_set (error, YX_BASE_ERROR_IO, NULL, "This system cannot read GB 18030");
      return FALSE;
    }
  while (kept < csv->rows->len)
    if (decode_row (csv->rows->pdata[kept], csv, converter))
      kept++;
    else
      g_ptr_array_remove_index (csv->rows, kept);
  if (converter != (GIConv) -1)
    g_iconv_close (converter);
  g_ptr_array_sort (csv->faults, compare_lines);
  return TRUE;
}

static gboolean
check_whole (const char *bytes, gsize size, GError **error)
{
  if (size > YX_CSV_MAX_SIZE)
    yx_base_error_set (error, YX_BASE_ERROR_TOO_LARGE, NULL, _("larger than %d MiB"), YX_CSV_MAX_SIZE / 1024 / 1024);
  else if (size >= 2 && (memcmp (bytes, "\xff\xfe", 2) == 0 || memcmp (bytes, "\xfe\xff", 2) == 0))
    yx_base_error_set (error, YX_BASE_ERROR_INVALID, NULL, _("this is UTF-16; please save it as CSV in UTF-8"));
  else
    return TRUE;
  return FALSE;
}

/**
 * yx_csv_parse:
 * @bytes: a file's, hostile or not
 *
 * RFC 4180, strictly but for line ends: CRLF, LF and CR. UTF-8 with or without a byte order mark, else
 * GB 18030. Faulty rows are noted and left out, the others read on.
 *
 * Errors: %YX_BASE_ERROR_TOO_LARGE, %YX_BASE_ERROR_INVALID where there is no sense in reading on.
 *
 * Returns: (transfer full) (nullable): its rows, all text in UTF-8
 */
YxCsv *
yx_csv_parse (GBytes *bytes, GError **error)
{
  g_autoptr (YxCsv) csv = g_new0 (YxCsv, 1);
  gsize size;
  const char *text = g_bytes_get_data (bytes, &size);
  gboolean marked = size >= strlen (BOM) && memcmp (text, BOM, strlen (BOM)) == 0;
  Scan scan = { text, text + size, 1 };

  csv->rows = g_ptr_array_new_with_free_func (yx_csv_row_free);
  csv->faults = yx_csv_faults_new ();
  if (!check_whole (text, size, error))
    return NULL;
  scan.at += marked ? strlen (BOM) : 0;
  if (!read_rows (&scan, csv, error))
    return NULL;
  csv->encoding = marked ? YX_CSV_UTF8 : guess_encoding (csv);
  return decode_rows (csv, error) ? g_steal_pointer (&csv) : NULL;
}

static void
append_cell (GString *out, const char *text)
{
  gsize size = strlen (text);

  if (size == 0 || (strpbrk (text, ",\"\r\n") == NULL && text[0] != ' ' && text[size - 1] != ' '))
    {
      g_string_append (out, text);
      return;
    }
  g_string_append_c (out, '"');
  for (const char *c = text; *c != '\0'; c++)
    {
      if (*c == '"')
        g_string_append_c (out, '"');
      g_string_append_c (out, *c);
    }
  g_string_append_c (out, '"');
}

/* A single empty cell would be an empty line. */
static void
append_row (GString *out, const YxCsvRow *row)
{
  if (row->cells->len == 1 && *(const char *) row->cells->pdata[0] == '\0')
    g_string_append (out, "\"\"");
  for (guint i = 0; i < row->cells->len; i++)
    {
      if (i > 0)
        g_string_append_c (out, ',');
      append_cell (out, row->cells->pdata[i]);
    }
  g_string_append (out, "\r\n");
}

/**
 * yx_csv_write:
 * @rows: (element-type YxCsvRow): the rows; their cells stand as they are, see yx_csv_guard()
 * @encoding: UTF-8 with a byte order mark, or GB 18030
 *
 * Returns: (transfer full) (nullable): a file (RFC 4180), lines ending with CRLF
 */
GBytes *
yx_csv_write (const GPtrArray *rows, YxCsvEncoding encoding, GError **error)
{
  g_autoptr (GString) out = g_string_new (encoding == YX_CSV_UTF8 ? BOM : NULL);
  char *converted;
  gsize size;

  for (guint i = 0; i < rows->len; i++)
    append_row (out, rows->pdata[i]);
  if (encoding == YX_CSV_UTF8)
    return g_string_free_to_bytes (g_steal_pointer (&out));
  converted = g_convert (out->str, (gssize) out->len, GB, "UTF-8", NULL, &size, error);
  return converted != NULL ? g_bytes_new_take (converted, size) : NULL;
}

/* A text that a spreadsheet takes for a formula, behind any quotes that guard it. */
static gboolean
looks_like_formula (const char *text)
{
  const char *at = text + strspn (text, "'");

  /* The last four as typed on a Chinese keyboard. */
  return *at != '\0' && (strchr ("=+-@\t\r\n", *at) != NULL || g_str_has_prefix (at, "＝") || g_str_has_prefix (at, "＋")
                         || g_str_has_prefix (at, "－") || g_str_has_prefix (at, "＠"));
}

/**
 * yx_csv_guard:
 * @text: a cell's text
 *
 * Returns: (transfer full): the text, behind an apostrophe where a spreadsheet would take it for a formula
 */
char *
yx_csv_guard (const char *text)
{
  return looks_like_formula (text) ? g_strconcat ("'", text, NULL) : g_strdup (text);
}

/**
 * yx_csv_unguard:
 * @text: what yx_csv_guard() made, or anything else
 *
 * Returns: (transfer full): the text without that apostrophe
 */
char *
yx_csv_unguard (const char *text)
{
  return g_strdup (text[0] == '\'' && looks_like_formula (text) ? text + 1 : text);
}
