/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "crypto/yx-crypto.h"
#include "lib/yx-test-clock.h"
#include "pdf/yx-pdf-document.h"
#include "pdf/yx-pdf-intake.h"
#include "pdf/yx-pdf-judge.h"
#include "pdf/yx-sample.h"

#define CATALOG "<< /Type /Catalog /Pages 2 0 R >>"
#define PAGES "<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
#define PAGE "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R >>"
#define CONTENT "<< /Length 5 >>\nstream\n0 0 m\nendstream"
#define N_OBJECTS 4
#define STREAM 5 /* number of the cross-reference stream */

/* A row of a cross-reference stream: each field a byte count of its own. */
typedef struct
{
  guint64 kind;
  guint64 place;
  guint64 index;
} Row;

/* A cross-reference stream, written otherwise than it should be. */
typedef struct
{
  const char *name;
  const char *dictionary; /* behind /Type /XRef /Root 1 0 R */
  guint widths[3];
  Row more;      /* a row for the object after the stream */
  gboolean good;
} Case;

static void
append_number (GString *out, guint64 number, guint width)
{
  for (guint i = width; i > 0; i--)
    {
      guint64 shifted = i <= sizeof number ? number >> 8 * (i - 1) : 0;

      g_string_append_c (out, (char) (shifted & 0xff));
    }
}

static void
append_row (GString *out, const guint widths[3], Row row)
{
  append_number (out, row.kind, widths[0]);
  append_number (out, row.place, widths[1]);
  append_number (out, row.index, widths[2]);
}

static GBytes *
make (const Case *what)
{
  static const char *const objects[N_OBJECTS] = { CATALOG, PAGES, PAGE, CONTENT };
  g_autoptr (GString) out = g_string_new ("%PDF-1.7\n");
  g_autoptr (GString) rows = g_string_new (NULL);
  gsize start = 0;

  append_row (rows, what->widths, (Row) { what->widths[0] > 0 ? 0 : 1, 0, 0 });
  for (guint i = 0; i < N_OBJECTS; i++)
    {
      append_row (rows, what->widths, (Row) { 1, out->len, 0 });
      g_string_append_printf (out, "%u 0 obj\n%s\nendobj\n", i + 1, objects[i]);
    }
  start = out->len;
  append_row (rows, what->widths, (Row) { 1, start, 0 });
  append_row (rows, what->widths, what->more);
  g_string_append_printf (out, "%u 0 obj\n<< /Type /XRef /Root 1 0 R %s /Length %" G_GSIZE_FORMAT " >>\nstream\n", STREAM,
                          what->dictionary, rows->len);
  g_string_append_len (out, rows->str, (gssize) rows->len);
  g_string_append_printf (out, "\nendstream\nendobj\nstartxref\n%" G_GSIZE_FORMAT "\n%%%%EOF\n", start);
  return g_string_free_to_bytes (g_steal_pointer (&out));
}

static const Case cases[] = {
  { "plain", "/Size 7 /W [1 2 1]", { 1, 2, 1 }, { 0, 0, 0 }, TRUE },
  { "index", "/Size 7 /W [1 2 1] /Index [0 7]", { 1, 2, 1 }, { 0, 0, 0 }, TRUE },
  { "two-runs", "/Size 7 /W [1 2 1] /Index [0 3 3 4]", { 1, 2, 1 }, { 0, 0, 0 }, TRUE },
  { "no-run", "/Size 7 /W [1 2 1] /Index [0 7 9 0]", { 1, 2, 1 }, { 0, 0, 0 }, TRUE },
  { "wide", "/Size 7 /W [2 8 3]", { 2, 8, 3 }, { 0, 0, 0 }, TRUE },
  { "free-by-number", "/Size 7 /W [1 3 2]", { 1, 3, 2 }, { 0, 9, 65535 }, TRUE },
  { "kind-3", "/Size 7 /W [1 2 1]", { 1, 2, 1 }, { 3, 20, 0 }, FALSE },
  { "place-0", "/Size 7 /W [1 2 1]", { 1, 2, 1 }, { 1, 0, 0 }, FALSE },
  { "place-outside", "/Size 7 /W [1 2 1]", { 1, 2, 1 }, { 1, 60000, 0 }, FALSE },
  { "place-huge", "/Size 7 /W [1 8 1]", { 1, 8, 1 }, { 1, G_MAXUINT64, 0 }, FALSE },
  { "generation-huge", "/Size 7 /W [1 2 3]", { 1, 2, 3 }, { 1, 20, 70000 }, FALSE },
  { "container-0", "/Size 7 /W [1 2 1]", { 1, 2, 1 }, { 2, 0, 0 }, FALSE },
  { "container-huge", "/Size 7 /W [1 4 1]", { 1, 4, 1 }, { 2, 4000000000, 0 }, FALSE },
  { "index-huge", "/Size 7 /W [1 2 4]", { 1, 2, 4 }, { 2, 5, 4000000000 }, FALSE },
  { "no-widths", "/Size 7", { 1, 2, 1 }, { 0, 0, 0 }, FALSE },
  { "widths-no-array", "/Size 7 /W 3", { 1, 2, 1 }, { 0, 0, 0 }, FALSE },
  { "two-widths", "/Size 7 /W [1 2]", { 1, 2, 0 }, { 0, 0, 0 }, FALSE },
  { "no-place", "/Size 7 /W [1 0 1]", { 1, 0, 1 }, { 0, 0, 0 }, FALSE },
  { "negative-width", "/Size 7 /W [1 -2 1]", { 1, 2, 1 }, { 0, 0, 0 }, FALSE },
  { "width-9", "/Size 7 /W [1 9 1]", { 1, 9, 1 }, { 0, 0, 0 }, FALSE },
  { "no-size", "/W [1 2 1]", { 1, 2, 1 }, { 0, 0, 0 }, FALSE },
  { "too-few-rows", "/Size 8 /W [1 2 1]", { 1, 2, 1 }, { 0, 0, 0 }, FALSE },
  { "too-few-by-index", "/Size 8 /W [1 2 1] /Index [0 8]", { 1, 2, 1 }, { 0, 0, 0 }, FALSE },
  { "run-of-millions", "/Size 7 /W [1 2 1] /Index [0 2147483647]", { 1, 2, 1 }, { 0, 0, 0 }, FALSE },
  { "first-too-high", "/Size 7 /W [1 2 1] /Index [2147483640 7]", { 1, 2, 1 }, { 0, 0, 0 }, FALSE },
  { "odd-index", "/Size 7 /W [1 2 1] /Index [0 7 1]", { 1, 2, 1 }, { 0, 0, 0 }, FALSE },
  { "index-no-array", "/Size 7 /W [1 2 1] /Index 7", { 1, 2, 1 }, { 0, 0, 0 }, FALSE },
  { "index-negative", "/Size 7 /W [1 2 1] /Index [-1 7]", { 1, 2, 1 }, { 0, 0, 0 }, FALSE },
  { "index-of-names", "/Size 7 /W [1 2 1] /Index [0 /N]", { 1, 2, 1 }, { 0, 0, 0 }, FALSE },
  { "listed-twice", "/Size 7 /W [1 2 1] /Index [0 6 5 1]", { 1, 2, 1 }, { 0, 0, 0 }, FALSE },
  { "unknown-filter", "/Size 7 /W [1 2 1] /Filter /LZWDecode", { 1, 2, 1 }, { 0, 0, 0 }, FALSE },
  { "not-deflated", "/Size 7 /W [1 2 1] /Filter /FlateDecode", { 1, 2, 1 }, { 0, 0, 0 }, FALSE },
  { "prev-0", "/Size 7 /W [1 2 1] /Prev 0", { 1, 2, 1 }, { 0, 0, 0 }, FALSE },
  { "prev-itself", "/Size 7 /W [1 2 1] /Prev 256", { 1, 2, 1 }, { 0, 0, 0 }, FALSE },
  { "prev-an-object", "/Size 7 /W [1 2 1] /Prev 9", { 1, 2, 1 }, { 0, 0, 0 }, FALSE },
};

static void
check_open (GBytes *document, gboolean good)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YxPdfDocument) opened = yx_pdf_document_open (document, NULL, &error);
  const YxPdfJudging by = { .now = YX_TEST_NOW };
  g_autoptr (YxVerdict) verdict = yx_pdf_judge (document, &by);

  if (error != NULL)
    g_test_message ("%s", error->message);
  g_assert_cmpint (opened != NULL, ==, good);
  g_assert_cmpint (error == NULL, ==, good);
  g_assert_cmpint (yx_verdict_has_reason (verdict, "unreadable"), ==, !good);
}

static void
test_stream (gconstpointer data)
{
  g_autoptr (GBytes) document = make (data);

  check_open (document, ((const Case *) data)->good);
}

/* A hybrid by hand: @table's row of object 5, and @stream, where the entries beside it are. */
static GBytes *
make_hybrid (const char *dictionary, const char *rows, gsize n_rows, const char *row, const char *place)
{
  static const char *const objects[N_OBJECTS] = { CATALOG, PAGES, PAGE, CONTENT };
  g_autoptr (GString) out = g_string_new ("%PDF-1.7\n");
  g_autoptr (GString) table = g_string_new ("xref\n0 6\n0000000000 65535 f \n");
  g_autofree char *beside = NULL;
  gsize start = 0;

  for (guint i = 0; i < N_OBJECTS; i++)
    {
      g_string_append_printf (table, "%010" G_GSIZE_FORMAT " 00000 n \n", out->len);
      g_string_append_printf (out, "%u 0 obj\n%s\nendobj\n", i + 1, objects[i]);
    }
  beside = place != NULL ? g_strdup (place) : g_strdup_printf ("%" G_GSIZE_FORMAT, out->len);
  g_string_append_printf (out, "6 0 obj\n<< /Type /XRef /Size 7 /W [1 2 1] %s /Length %" G_GSIZE_FORMAT " >>\nstream\n",
                          dictionary, n_rows);
  g_string_append_len (out, rows, (gssize) n_rows);
  g_string_append (out, "\nendstream\nendobj\n");
  start = out->len;
  g_string_append_printf (out, "%s%strailer\n<< /Size 7 /Root 1 0 R /XRefStm %s >>\nstartxref\n%" G_GSIZE_FORMAT "\n%%%%EOF\n",
                          table->str, row, beside, start);
  return g_string_free_to_bytes (g_steal_pointer (&out));
}

static void
test_hybrids (void)
{
  static const struct
  {
    const char *dictionary;
    const char *rows;
    gsize n_rows;
    const char *row;
    const char *place;
    gboolean good;
  } hybrids[] = {
    { "/Index [6 1]", "\0\0\0\0", 4, "0000000000 00000 f \n", NULL, TRUE },
    { "/Index [5 1]", "\1\0\11\0", 4, "0000000000 00000 f \n", NULL, TRUE },
    { "/Index [1 1]", "\1\0\12\0", 4, "0000000000 00000 f \n", NULL, TRUE },
    { "/Index [0 1]", "\0\0\0\0", 4, "0000000000 00000 f \n", NULL, TRUE },
    { "/Index [5 1 5 1]", "\0\0\0\0\0\0\0\0", 8, "0000000000 00000 f \n", NULL, FALSE },
    { "/Index [5 2]", "\0\0\0\0", 4, "0000000000 00000 f \n", NULL, FALSE },
    { "/Index [5 1]", "\7\0\0\0", 4, "0000000000 00000 f \n", NULL, FALSE },
    { "/Index [6 1]", "\0\0\0\0", 4, "0000000000 00000 f \n", "0", FALSE },
    { "/Index [6 1]", "\0\0\0\0", 4, "0000000000 00000 f \n", "99999", FALSE },
    { "/Index [6 1]", "\0\0\0\0", 4, "0000000000 00000 f \n", "/Name", FALSE },
    { "/Index [6 1]", "\0\0\0\0", 4, "0000000000 00000 f \n", "9", FALSE },
    { "/Index [6 1]", "\0\0\0\0", 4, "0000000000 00000 x \n", NULL, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (hybrids); i++)
    {
      g_autoptr (GBytes) document = make_hybrid (hybrids[i].dictionary, hybrids[i].rows, hybrids[i].n_rows, hybrids[i].row,
                                                 hybrids[i].place);

      g_test_message ("hybrid %u", i);
      check_open (document, hybrids[i].good);
    }
}

/* Streams whose lengths lead in circles or nowhere, references in circles. */
static void
test_circles (void)
{
  static const char *const more[][3] = {
    { "/Length 4 0 R", "null", "null" },    { "/Length 5 0 R", "5 0 R", "null" }, { "/Length 5 0 R", "(5)", "null" },
    { "/Length 9 0 R", "null", "null" },    { "/Length 5 0 R", "-5", "null" },    { "/Length 5 0 R", "99999", "null" },
    { "/Length 5 1 R /Extra 5 0 R", "6 0 R", "5" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (more); i++)
    {
      g_autofree char *content = g_strdup_printf ("<< %s >>\nstream\n0 0 m\nendstream", more[i][0]);
      const char *const objects[] = { CATALOG, PAGES, PAGE, content, more[i][1], more[i][2], NULL };
      g_autoptr (GBytes) document = yx_sample_by_hand (objects, "/Root 1 0 R");

      g_test_message ("%s %s", more[i][0], more[i][1]);
      g_assert_cmpint (yx_pdf_intake (document), ==, YX_PDF_REFUSED_DAMAGED);
    }
}

/* Ends that are none, or not the last thing. */
static void
test_ends (void)
{
  static const char *const ends[] = { "startxref\n%u\n%%%%EOX", "startxref\n%u\n", "startxref %u %%%%EOF\n1 0 obj",
                                      "startxref\n%u1\n%%%%EOF", "startxref\nx%u\n%%%%EOF",
                                      "startxref\n%u\n%%%%EOF\nstartxref\n9\n%%%%EOF" };
  const char *const objects[] = { CATALOG, PAGES, PAGE, CONTENT, NULL };
  g_autoptr (GBytes) good = yx_sample_by_hand (objects, "/Root 1 0 R");
  gsize start = yx_sample_find (good, "xref\n0", 0);
  gsize end = yx_sample_find (good, "startxref", 0);

  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    {
      g_auto (GStrv) parts = g_strsplit (ends[i], "%u", 2);
      g_autofree char *text = g_strdup_printf ("%s%" G_GSIZE_FORMAT "%s", parts[0], start, parts[1]);
      g_auto (GStrv) halves = g_strsplit (text, "%%", -1);
      g_autofree char *tail = g_strjoinv ("%", halves);
      g_autoptr (GBytes) front = g_bytes_new_from_bytes (good, 0, end);
      g_autoptr (GBytes) back = g_bytes_new (tail, strlen (tail));
      g_autoptr (GBytes) document = yx_sample_join (front, back);

      g_test_message ("%s", tail);
      check_open (document, FALSE);
    }
}

/* Each byte of a small file becomes one of some others: whatever comes out is read or refused with a reason, and
 * what is taken has its page. */
static void
check_mutations (GBytes *document)
{
  static const char others[] = " 0919/<>[]()%Rx-.\\\xff";
  gsize size = 0;
  const guint8 *original = g_bytes_get_data (document, &size);
  g_autofree guint8 *bytes = g_memdup2 (original, size);

  for (gsize at = 0; at < size; at++)
    {
      guint8 *place = bytes + at;

      for (guint i = 0; i < 3; i++)
        {
          g_autoptr (GBytes) changed = NULL;
          g_autoptr (YxPdfDocument) opened = NULL;
          g_autoptr (GError) error = NULL;

          *place = (guint8) others[(at * 7 + i * 5) % (sizeof others - 1)];
          changed = g_bytes_new_static (bytes, size);
          opened = yx_pdf_document_open (changed, NULL, &error);
          g_assert_cmpint (opened == NULL, ==, error != NULL);
          if (opened != NULL)
            g_assert_cmpuint (yx_pdf_document_n_pages (opened), ==, 1);
          yx_pdf_intake (changed);
        }
      *place = original[at];
    }
}

static void
test_mutated (void)
{
  static const char *const objects[]
    = { "<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [5 0 R] /DA (/F 9 Tf) >> >>", PAGES, PAGE, CONTENT,
        "<< /FT /Tx /T <FEFF4E00> /V (a\\(b\\)\\101) /Rect [0 0 -1.5 +.5] /F#20x true /N null >>", NULL };
  g_autoptr (GBytes) table = yx_sample_by_hand (objects, "/Root 1 0 R /ID [<00ff> (x)]");
  g_autoptr (GBytes) stream = make (&cases[2]);
  g_autoptr (GBytes) hybrid = make_hybrid ("/Index [6 1]", "\0\0\0\0", 4, "0000000000 00000 f \n", NULL);

  check_mutations (table);
  check_mutations (stream);
  check_mutations (hybrid);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_assert_true (yx_crypto_init ());
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/pdf/xref/stream/", cases[i].name, NULL);

      g_test_add_data_func (path, &cases[i], test_stream);
    }
  g_test_add_func ("/pdf/xref/hybrids", test_hybrids);
  g_test_add_func ("/pdf/xref/circles", test_circles);
  g_test_add_func ("/pdf/xref/ends", test_ends);
  g_test_add_func ("/pdf/xref/mutated", test_mutated);
  return g_test_run ();
}
