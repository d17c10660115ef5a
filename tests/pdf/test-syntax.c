/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "base/yx-json.h"
#include "lib/yx-test-clock.h"
#include "pdf/yx-pdf-appearance.h"
#include "pdf/yx-pdf-filter.h"
#include "pdf/yx-pdf-reader.h"
#include "pdf/yx-verdict.h"

static YxPdfValue *
read_text (const char *text, gsize length, GError **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, length);
  YxPdfReader reader;

  yx_pdf_reader_init (&reader, bytes, 0);
  return yx_pdf_reader_value (&reader, error);
}

/* What is read (ISO 32000-2 §7.3) and how it is written again. */
static void
test_values (void)
{
  static const struct
  {
    const char *text;
    const char *written;
  } cases[] = {
    { "null", "null" },
    { "true ", "true" },
    { "%comment\n false", "false" },
    { "+17", "17" },
    { "-0", "0" },
    { "-.5", "-.5" },
    { "4.", "4." },
    { "/Name", "/Name" },
    { "/A#20B#2f", "/A#20B#2f" },
    { "/", "/" },
    { "(a(b)c)", "(a\\(b\\)c)" },
    { "(\\n\\r\\t\\b\\f\\\\\\)\\q)", "<0a0d09080c5c2971>" },
    { "(\\101\\7\\0053)", "<41070533>" },
    { "(a\\\nb\\\r\nc)", "(abc)" },
    { "(a\r\nb\rc)", "<610a620a63>" },
    { "<48 65 6C6c6F>", "<48656c6c6f>" },
    { "<7>", "<70>" },
    { "[1 2 R 3 0 R[]]", "[1 2 R 3 0 R []]" },
    { "[1 2 0 R 3 [ ] ]", "[1 2 0 R 3 []]" },
    { "<</A 1/B<</C(x)>>>>", "<< /A 1 /B << /C (x) >> >>" },
    { "12 65535 R", "12 65535 R" },
    { "12 65536 R", "12" },
    { "", NULL },
    { "(abc", NULL },
    { "<4g>", NULL },
    { "<41", NULL },
    { "[1", NULL },
    { "<< /A 1", NULL },
    { "<< 1 /A >>", NULL },
    { "<< /A 1 /A 2 >>", NULL },
    { "--1", NULL },
    { "1.2.3", NULL },
    { ".", NULL },
    { "1234567890123456789", NULL },
    { "nul", NULL },
    { "truex", NULL },
    { "/a#00", NULL },
    { ")", NULL },
    { ">>", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (YxPdfValue) value = read_text (cases[i].text, strlen (cases[i].text), &error);
      g_autoptr (GString) out = g_string_new (NULL);

      g_test_message ("%s", cases[i].text);
      if (cases[i].written == NULL)
        {
          g_assert_null (value);
          g_assert_error (error, YX_PDF_ERROR, YX_PDF_ERROR_UNREADABLE);
          continue;
        }
      g_assert_no_error (error);
      yx_pdf_value_write (value, out);
      g_assert_cmpstr (out->str, ==, cases[i].written);
    }
}

/* A number is read to the end of the bytes and no further. */
static void
test_number_at_the_end (void)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static ("1799", 2);
  g_autoptr (YxPdfValue) value = NULL;
  g_autoptr (GString) out = g_string_new (NULL);
  YxPdfReader reader;

  yx_pdf_reader_init (&reader, bytes, 0);
  value = yx_pdf_reader_value (&reader, NULL);
  yx_pdf_value_write (value, out);
  g_assert_cmpstr (out->str, ==, "17");
}

static void
test_many_keys (void)
{
  g_autoptr (GString) text = g_string_new ("<<");
  g_autoptr (YxPdfValue) value = NULL;
  g_autoptr (YxPdfValue) repeated = NULL;

  for (guint i = 0; i < 200; i++)
    g_string_append_printf (text, "/K%u %u", i, i);
  g_string_append (text, ">>");
  value = read_text (text->str, text->len, NULL);
  g_assert_nonnull (value);
  g_assert_cmpint (yx_pdf_value_get (value, "K199")->integer, ==, 199);
  g_string_truncate (text, text->len - 2);
  g_string_append (text, "/K150 0>>");
  repeated = read_text (text->str, text->len, NULL);
  g_assert_null (repeated);
}

static gboolean
find_length (guint number, gint64 *length, gpointer user_data)
{
  *length = 3;
  return number == 7;
}

static void
test_objects (void)
{
  static const struct
  {
    const char *text;
    gboolean good;
  } cases[] = {
    { "1 0 obj null endobj", TRUE },
    { "1 0 obj<</Length 3>>stream\nabc\nendstream\nendobj", TRUE },
    { "1 0 obj<</Length 3>>stream\r\nabcendstream endobj", TRUE },
    { "1 0 obj<</Length 7 0 R>>stream\nabc\nendstream\nendobj", TRUE },
    { "1 0 obj<</Length 8 0 R>>stream\nabc\nendstream\nendobj", FALSE },
    { "1 0 obj<</Length 2>>stream\nabc\nendstream\nendobj", FALSE },
    { "1 0 obj<</Length 4>>stream\nabc\nendstream\nendobj", TRUE },
    { "1 0 obj<</Length 99>>stream\nabc\nendstream\nendobj", FALSE },
    { "1 0 obj<</Length -1>>stream\nabc\nendstream\nendobj", FALSE },
    { "1 0 obj<<>>stream\nabc\nendstream\nendobj", FALSE },
    { "1 0 obj<</Length 1>>stream\na%x\nendstream\nendobj", FALSE },
    { "1 0 obj<</Length 3>>stream abc\nendstream\nendobj", FALSE },
    { "1 0 obj null", FALSE },
    { "1 obj null endobj", FALSE },
    { "x 0 obj null endobj", FALSE },
    { "1 0 obj", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GBytes) bytes = g_bytes_new_static (cases[i].text, strlen (cases[i].text));
      g_autoptr (GError) error = NULL;
      g_autoptr (YxPdfValue) value = NULL;
      YxPdfReader reader;
      guint number = 0;
      guint generation = 0;

      g_test_message ("%s", cases[i].text);
      yx_pdf_reader_init (&reader, bytes, 0);
      value = yx_pdf_reader_object (&reader, &number, &generation, find_length, NULL, &error);
      g_assert_cmpint (value != NULL, ==, cases[i].good);
      g_assert_cmpint (error == NULL, ==, cases[i].good);
    }
}

static YxPdfValue *
new_stream (const guint8 *data, gsize size, const char *dictionary)
{
  g_autoptr (GBytes) raw = g_bytes_new (data, size);
  g_autoptr (YxPdfValue) read = read_text (dictionary, strlen (dictionary), NULL);
  YxPdfValue *stream = yx_pdf_value_new_stream (raw);

  for (guint i = 0; i < read->keys->len; i++)
    yx_pdf_value_set (stream, read->keys->pdata[i], yx_pdf_value_copy (read->items->pdata[i]));
  return stream;
}

/* Stored uncompressed in a zlib block (RFC 1950, RFC 1951 §3.2.4). */
static YxPdfValue *
new_deflated (const guint8 *data, gsize size, const char *dictionary)
{
  guint8 zlib[64] = { 0x78, 0x01, 0x01, (guint8) size, 0, (guint8) ~size, 0xff };
  guint32 a = 1;
  guint32 b = 0;

  g_assert_cmpuint (size, <=, sizeof zlib - 11);
  memcpy (zlib + 7, data, size);
  for (gsize i = 0; i < size; i++)
    {
      a = (a + data[i]) % 65521;
      b = (b + a) % 65521;
    }
  zlib[7 + size] = (guint8) (b >> 8);
  zlib[8 + size] = (guint8) b;
  zlib[9 + size] = (guint8) (a >> 8);
  zlib[10 + size] = (guint8) a;
  return new_stream (zlib, 11 + size, dictionary);
}

#define BYTES(octal) octal, sizeof octal - 1

/* FlateDecode with every prediction (ISO 32000-2 table 10): what comes out, or that nothing does. */
static void
test_filter (void)
{
  static const struct
  {
    const char *dictionary;
    const char *coded;
    gsize n_coded;
    const char *plain; /* (nullable) */
    gsize n_plain;
  } rows[] = {
    { "<< /Filter /FlateDecode >>", BYTES ("\1\2\3"), BYTES ("\1\2\3") },
    { "<< /Filter [/FlateDecode] /DecodeParms [null] >>", BYTES ("\1\2"), BYTES ("\1\2") },
    { "<< /Filter [/FlateDecode] /DecodeParms [<< /Predictor 1 >>] >>", BYTES ("\1\2"), BYTES ("\1\2") },
    { "<< /Filter [/FlateDecode] /DecodeParms [<< /Predictor 12 /Columns 2 >>] >>",
      BYTES ("\0\1\2\1\1\2\2\1\1\3\1\1\4\1\1"), BYTES ("\1\2\1\3\2\4\2\4\3\5") },
    { "<< /Filter /FlateDecode /DecodeParms << /Predictor 15 /Columns 1 /Colors 3 >> >>",
      BYTES ("\0\11\1\5\4\1\1\1"), BYTES ("\11\1\5\12\2\6") },
    { "<< /Filter /FlateDecode /DecodeParms << /Predictor 14 /Columns 3 >> >>", BYTES ("\0\5\1\11\4\1\1\1"),
      BYTES ("\5\1\11\6\2\12") },
    { "<< /Filter /FlateDecode /DecodeParms << /Predictor 14 /Columns 2 >> >>", BYTES ("\0\11\1\4\1\1"),
      BYTES ("\11\1\12\2") },
    { "<< /Filter /FlateDecode /DecodeParms << /Predictor 14 /Columns 2 >> >>", BYTES ("\0\1\11\4\0\0"),
      BYTES ("\1\11\1\11") },
    { "<< /Filter /FlateDecode /DecodeParms << /Predictor 12 /Columns 2 >> >>", BYTES ("\0\1\2\1\1"), NULL, 0 },
    { "<< /Filter /FlateDecode /DecodeParms << /Predictor 12 /Columns 2 >> >>", BYTES ("\5\1\2"), NULL, 0 },
    { "<< /Filter /FlateDecode /DecodeParms << /Predictor 12 /BitsPerComponent 4 >> >>", BYTES ("\0\1"), NULL, 0 },
    { "<< /Filter /FlateDecode /DecodeParms << /Predictor 12 /Colors 9 >> >>", BYTES ("\0\1"), NULL, 0 },
    { "<< /Filter /FlateDecode /DecodeParms (x) >>", BYTES ("\0\1"), NULL, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (YxPdfValue) stream = new_deflated ((const guint8 *) rows[i].coded, rows[i].n_coded, rows[i].dictionary);
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) data = yx_pdf_filter_decode (stream, 100, &error);
      g_autoptr (GError) too_long = NULL;

      g_test_message ("%s", rows[i].dictionary);
      g_assert_cmpint (data == NULL, ==, rows[i].plain == NULL);
      g_assert_cmpint (error != NULL, ==, rows[i].plain == NULL);
      if (data == NULL)
        continue;
      g_assert_cmpmem (g_bytes_get_data (data, NULL), (int) g_bytes_get_size (data), rows[i].plain,
                       (int) rows[i].n_plain);
      g_assert_null (yx_pdf_filter_decode (stream, 1, &too_long));
      g_assert_error (too_long, YX_PDF_ERROR, YX_PDF_ERROR_UNREADABLE);
    }
}

/* Without a filter the bytes come as they are, if they are not too many. */
static void
test_filter_none (void)
{
  static const char *const dictionaries[] = { "<< /Filter [] >>", "<< /Filter null >>", "<< >>" };

  for (guint i = 0; i < G_N_ELEMENTS (dictionaries); i++)
    {
      g_autoptr (YxPdfValue) stream = new_stream ((const guint8 *) "abc", 3, dictionaries[i]);
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) data = yx_pdf_filter_decode (stream, 3, &error);

      g_assert_no_error (error);
      g_assert_cmpmem (g_bytes_get_data (data, NULL), (int) g_bytes_get_size (data), "abc", 3);
      g_assert_null (yx_pdf_filter_decode (stream, 2, &error));
      g_assert_error (error, YX_PDF_ERROR, YX_PDF_ERROR_UNREADABLE);
    }
}

static void
test_filter_refused (void)
{
  static const char *const dictionaries[] = {
    "<< /Filter /LZWDecode >>", "<< /Filter [/FlateDecode /FlateDecode] >>", "<< /Filter 1 >>",
    "<< /Filter /FlateDecode /DecodeParms 5 0 R >>", "<< /Filter /FlateDecode /DecodeParms << /Predictor 2 >> >>",
    "<< /Filter /FlateDecode /DecodeParms << /Predictor 12 /Columns 0 >> >>", "<< /F (file) >>",
    "<< /Filter /FlateDecode >>",
  };

  for (guint i = 0; i < G_N_ELEMENTS (dictionaries); i++)
    {
      g_autoptr (YxPdfValue) stream = new_stream ((const guint8 *) "abcdef", 6, dictionaries[i]);
      g_autoptr (GError) error = NULL;

      g_assert_null (yx_pdf_filter_decode (stream, 100, &error));
      g_assert_nonnull (error);
    }
}

static void
test_text (void)
{
  static const char *const texts[] = { "Li", "李想", "a\xc3\xa9", "" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (YxPdfValue) value = yx_pdf_value_new_text (texts[i]);
      g_autofree char *text = yx_pdf_value_get_text (value);

      g_assert_cmpstr (text, ==, texts[i]);
    }
  g_assert_null (yx_pdf_value_get_text (NULL));
}

static void
test_dates (void)
{
  static const struct
  {
    const char *text;
    gint64 at;
  } cases[] = {
    { "D:20260301080000+08'00'", YX_TEST_NOW },
    { "D:20260301080000+08'00", YX_TEST_NOW },
    { "D:20260301000000Z", YX_TEST_NOW },
    { "D:20260301000000", YX_TEST_NOW },
    { "D:20260228193000-04'30'", YX_TEST_NOW },
    { "D:2026030108000+08'00'", 0 },
    { "20260301000000Z", 0 },
    { "D:20260301000000+25'00'", 0 },
    { "D:20260301000000*", 0 },
    { "D:20261301000000Z", 0 },
    { "D:", 0 },
  };
  g_autofree char *written = yx_pdf_date_write (YX_TEST_NOW);
  g_autofree char *caption = yx_pdf_date_caption (YX_TEST_NOW + G_GINT64_CONSTANT (16) * 3600 * G_USEC_PER_SEC);

  g_assert_cmpstr (written, ==, cases[0].text);
  g_assert_cmpstr (caption, ==, "2026-03-02");
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gint64 at = 0;

      g_assert_cmpint (yx_pdf_date_read (cases[i].text, &at), ==, cases[i].at != 0);
      g_assert_cmpint (at, ==, cases[i].at);
    }
}

/* formats.md "verify --json", there and back. */
static void
test_verdict (void)
{
  static const char expected[]
    = "{\"schema\":1,\"file\":\"a.pdf\",\"sha256\":\"00\",\"verdict\":\"failed\",\"reasons\":[\"HASH_FAILURE\"],"
      "\"revisions\":3,\"signatures\":[{\"field\":\"yx.worker\",\"revision\":2,\"kind\":\"signature\",\"signer\":"
      "{\"name\":\"李想\",\"organisation\":null,\"serial\":null,\"fingerprint\":null,\"capacity\":null,"
      "\"identity\":\"none\",\"own_hall\":true},\"seal\":{\"id\":\"sea_x\",\"version\":2,\"type\":\"unit\",\"name\":"
      "\"公章\",\"entitled\":true},\"time\":\"2026-03-01T00:00:00Z\",\"time_source\":\"claimed\",\"level\":\"B-B\","
      "\"algorithm\":null,\"byte_range\":[0,1,2,3],\"covers_revision\":false,\"certifies\":2,\"integrity\":\"invalid\","
      "\"trust\":\"unknown\",\"revocation\":\"unchecked\",\"changes_since\":[{\"revision\":3,\"object\":7,\"path\":"
      "\"/Pages/1\",\"allowed\":false}]}]}";
  g_autoptr (YxVerdict) verdict = yx_verdict_new ("00");
  g_autoptr (YxVerdict) again = NULL;
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (JsonNode) second = NULL;
  g_autofree char *text = NULL;
  g_autofree char *text_again = NULL;
  g_autoptr (GError) error = NULL;
  YxVerdictSignature *signature = yx_verdict_add_signature (verdict, "yx.worker");

  verdict->file = g_strdup ("a.pdf");
  verdict->revisions = 3;
  signature->revision = 2;
  signature->signer_name = g_strdup ("李想");
  signature->signer_own_hall = TRUE;
  signature->level = g_strdup ("B-B");
  signature->time = YX_TEST_NOW;
  signature->certifies = 2;
  for (guint i = 0; i < 4; i++)
    signature->byte_range[i] = i;
  yx_verdict_signature_set_seal (signature, "sea_x", 2, "unit", "公章", TRUE);
  yx_verdict_signature_add_change (signature, 3, 7, "/Pages/1", FALSE);
  yx_verdict_lower (verdict, YX_VERDICT_FAILED, "HASH_FAILURE");
  yx_verdict_lower (verdict, YX_VERDICT_INDETERMINATE, "HASH_FAILURE");
  node = yx_verdict_to_json (verdict);
  text = yx_json_write (node);
  g_assert_cmpstr (text, ==, expected);
  again = yx_verdict_from_json (node, &error);
  g_assert_no_error (error);
  second = yx_verdict_to_json (again);
  text_again = yx_json_write (second);
  g_assert_cmpstr (text_again, ==, expected);
}

/* What the house alone needs goes there and back too; what is absent is null. */
static void
test_internal_verdict (void)
{
  g_autoptr (YxVerdict) verdict = yx_verdict_new ("00");
  YxVerdictSignature *stamp = yx_verdict_add_signature (verdict, "stamp");
  YxVerdictSignature *signature = yx_verdict_add_signature (verdict, "yx.worker");
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (JsonNode) second = NULL;
  g_autoptr (YxVerdict) again = NULL;
  g_autofree char *text = NULL;
  g_autofree char *text_again = NULL;
  const YxVerdictSignature *read = NULL;

  stamp->timestamp = stamp->time_proven = stamp->valid = TRUE;
  signature->captions = g_strsplit ("2026-03-01 220000000017", " ", -1);
  signature->certificate = g_bytes_new_static ("certificate", 11);
  signature->seal_object = g_bytes_new_static ("seal", 4);
  signature->mark_digest = g_strdup ("ab");
  signature->canonical = signature->pades = signature->own = TRUE;
  node = yx_verdict_to_internal_json (verdict);
  text = yx_json_write (node);
  again = yx_verdict_from_json (node, &error);
  g_assert_no_error (error);
  second = yx_verdict_to_internal_json (again);
  text_again = yx_json_write (second);
  g_assert_cmpstr (text, ==, text_again);
  g_assert_nonnull (strstr (text, "\"level\":null"));
  read = again->signatures->pdata[0];
  g_assert_true (read->timestamp && read->valid && read->certificate == NULL && read->time == G_MININT64);
  read = again->signatures->pdata[1];
  g_assert_true (read->own && read->pades && read->canonical && !read->valid);
  g_assert_cmpstr (read->captions[1], ==, "220000000017");
  g_assert_true (g_bytes_equal (read->seal_object, signature->seal_object));
}

/* What came last: a party's signature, evidence, or neither. */
static void
test_last_revision (void)
{
  g_autoptr (YxVerdict) verdict = yx_verdict_new ("00");
  YxVerdictSignature *first = NULL;
  YxVerdictSignature *last = NULL;
  YxVerdictSignature *found = NULL;

  g_assert_cmpint (yx_verdict_last_revision (verdict, NULL), ==, YX_VERDICT_OTHER);
  verdict->revisions = 2;
  first = yx_verdict_add_signature (verdict, "a");
  first->revision = 1;
  yx_verdict_signature_add_change (first, 2, 7, "/AcroForm", TRUE);
  g_assert_cmpint (yx_verdict_last_revision (verdict, NULL), ==, YX_VERDICT_OTHER);
  last = yx_verdict_add_signature (verdict, "b");
  last->revision = 2;
  g_assert_cmpint (yx_verdict_last_revision (verdict, NULL), ==, YX_VERDICT_OTHER);
  last->valid = TRUE;
  g_assert_cmpint (yx_verdict_last_revision (verdict, NULL), ==, YX_VERDICT_OTHER);
  last->covers_revision = TRUE;
  g_assert_cmpint (yx_verdict_last_revision (verdict, &found), ==, YX_VERDICT_SIGNATURE);
  g_assert_true (found == last);
  last->timestamp = TRUE;
  g_assert_cmpint (yx_verdict_last_revision (verdict, NULL), ==, YX_VERDICT_EVIDENCE);
  yx_verdict_signature_add_change (first, 2, 8, "/Pages/1", FALSE);
  g_assert_cmpint (yx_verdict_last_revision (verdict, &found), ==, YX_VERDICT_OTHER);
  g_assert_null (found);
}

/* JSON that is no verdict, or one with members of other kinds, never crashes. */
static void
test_no_verdict (void)
{
  static const struct
  {
    const char *text;
    gboolean good;
  } cases[] = {
    { "[]", FALSE },
    { "{\"schema\":1}", FALSE },
    { "{\"schema\":1,\"sha256\":\"0\",\"verdict\":\"maybe\",\"reasons\":[],\"signatures\":[]}", FALSE },
    { "{\"schema\":1,\"sha256\":\"0\",\"verdict\":\"passed\",\"reasons\":[1,{}],\"signatures\":[1,[]]}", TRUE },
    { "{\"schema\":1,\"sha256\":\"0\",\"verdict\":\"passed\",\"reasons\":[],\"signatures\":[{\"field\":1,\"signer\":2,"
      "\"seal\":[],\"time\":\"x\",\"byte_range\":[{},1,2,3,4,5],\"changes_since\":[1,{}],\"captions\":[1],"
      "\"certificate\":\"!\"}]}",
      TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (JsonNode) node = yx_json_parse (cases[i].text, strlen (cases[i].text), NULL, NULL);
      g_autoptr (GError) error = NULL;
      g_autoptr (YxVerdict) verdict = yx_verdict_from_json (node, &error);

      g_assert_cmpint (verdict != NULL, ==, cases[i].good);
      g_assert_cmpint (error == NULL, ==, cases[i].good);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/pdf/syntax/values", test_values);
  g_test_add_func ("/pdf/syntax/number-at-the-end", test_number_at_the_end);
  g_test_add_func ("/pdf/syntax/many-keys", test_many_keys);
  g_test_add_func ("/pdf/syntax/objects", test_objects);
  g_test_add_func ("/pdf/syntax/filter", test_filter);
  g_test_add_func ("/pdf/syntax/filter-none", test_filter_none);
  g_test_add_func ("/pdf/syntax/filter-refused", test_filter_refused);
  g_test_add_func ("/pdf/syntax/text", test_text);
  g_test_add_func ("/pdf/syntax/dates", test_dates);
  g_test_add_func ("/pdf/verdict/json", test_verdict);
  g_test_add_func ("/pdf/verdict/internal", test_internal_verdict);
  g_test_add_func ("/pdf/verdict/last-revision", test_last_revision);
  g_test_add_func ("/pdf/verdict/no-verdict", test_no_verdict);
  return g_test_run ();
}
