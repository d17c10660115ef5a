/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "base/yx-base-error.h"
#include "base/yx-json.h"

#define NO_ERROR -1

static JsonNode *
parse (const char *text, gsize size, const YxJsonLimits *limits, int code)
{
  g_autoptr (GError) error = NULL;
  JsonNode *node = yx_json_parse (text, size, limits, &error);

  if (code == NO_ERROR)
    {
      g_assert_no_error (error);
      g_assert_nonnull (node);
    }
  else
    {
      g_test_message ("%.*s", (int) MIN (size, 60), text);
      g_assert_error (error, YX_BASE_ERROR, code);
      g_assert_null (node);
    }
  return node;
}

static void
test_round_trip (void)
{
  const char *same[] = {
    "{}", "[]", "null", "true", "false", "0", "-7", "\"\"", "{\"b\":1,\"a\":[1,2,{\"c\":null}],\"名\":\"李想\"}",
    "9223372036854775807", "-9223372036854775808", "[[],{},[[]]]", "\"a\\\"b\\\\c\"", "[true,false,null]",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (same); i++)
    {
      g_autoptr (JsonNode) node = parse (same[i], strlen (same[i]), NULL, NO_ERROR);
      g_autofree char *text = yx_json_write (node);

      g_assert_cmpstr (text, ==, same[i]);
    }
}

static void
test_spaces_and_escapes (void)
{
  const char *text = " { \"a\\u0062\" : \"\\u674e\\ud83d\\ude00\\n\\/\" ,\r\n\t\"n\" : -1.5e+2 } \n";
  g_autoptr (JsonNode) node = parse (text, strlen (text), NULL, NO_ERROR);
  JsonObject *object = json_node_get_object (node);

  g_assert_cmpstr (json_object_get_string_member (object, "ab"), ==, "李😀\n/");
  g_assert_cmpfloat (json_object_get_double_member (object, "n"), ==, -150.0);
}

static void
test_refused (void)
{
  const char *bad[] = {
    "", " ", "{", "}", "[", "]", "[1", "[1,", "[1,]", "[,1]", "[1 2]", "{\"a\"}", "{\"a\":}", "{\"a\":1,}", "{a:1}",
    "{'a':1}", "{1:2}", "{\"a\" 1}", "{\"a\":1 \"b\":2}", "{\"a\":1]", "[1}", "1 2", "{}{}", "nul", "nullx", "True",
    "tru", "\"", "\"a", "\"\\", "\"\\x\"", "\"\\u12\"", "\"\\u00zz\"", "\"\\u0000\"", "\"\\ud800\"", "\"\\udc00\"",
    "\"\\ud800\\u0041\"", "\"a\nb\"", "01", "-", "+1", "1.", ".5", "1e", "1e+", "0x10", "NaN", "Infinity", "-Infinity",
    "1e400", "-1e400", "9223372036854775808", "-9223372036854775809", "99999999999999999999999999999999",
    "0.00000000000000000000000000000000000000000000001", "// c\n1", "/* c */1", "[1]/**/", "\xef\xbb\xbf{}",
    "{\"a\":1,\"a\":2}", "{\"a\":1,\"\\u0061\":2}", "[{\"x\":{\"b\":1,\"c\":2,\"b\":3}}]", "{\"\":1,\"\":2}",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    g_assert_null (parse (bad[i], strlen (bad[i]), NULL, YX_BASE_ERROR_INVALID));
}

static void
test_same_name_elsewhere (void)
{
  const char *text = "[{\"a\":{\"a\":1},\"b\":[{\"a\":1},{\"a\":1}]},{\"a\":1}]";
  g_autoptr (JsonNode) node = parse (text, strlen (text), NULL, NO_ERROR);

  g_assert_cmpuint (json_array_get_length (json_node_get_array (node)), ==, 2);
}

static void
test_not_utf8 (void)
{
  const struct { const char *text; gsize size; } rows[] = {
    { "\"\xff\"", 3 }, { "\"\xc0\x80\"", 4 }, { "\"\xed\xa0\x80\"", 5 }, { "\"\xf8\x88\x80\x80\x80\"", 7 },
    { "\"\xe6\x9d\"", 4 }, { "{}\0", 3 }, { "\"a\0b\"", 5 }, { "\0", 1 }, { "[1,\0]", 5 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (yx_json_parse (rows[i].text, rows[i].size, NULL, &error));
      g_assert_error (error, YX_BASE_ERROR, YX_BASE_ERROR_INVALID);
      g_assert_cmpstr (yx_base_error_detail (error), ==, "utf-8");
    }
}

static char *
repeat (const char *open, guint n, const char *middle, const char *close)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    g_string_append (text, open);
  g_string_append (text, middle);
  for (guint i = 0; i < n; i++)
    g_string_append (text, close);
  return g_string_free (text, FALSE);
}

static void
test_depth (void)
{
  const struct { const char *open; const char *middle; const char *close; guint n; int code; } rows[] = {
    { "[", "", "]", 32, NO_ERROR },
    { "[", "", "]", 33, YX_BASE_ERROR_TOO_DEEP },
    { "[", "", "]", 100000, YX_BASE_ERROR_TOO_DEEP },
    { "[", "", "", 100000, YX_BASE_ERROR_TOO_DEEP },
    { "{\"a\":", "1", "}", 32, NO_ERROR },
    { "{\"a\":", "1", "}", 33, YX_BASE_ERROR_TOO_DEEP },
    { "{\"a\":[", "1", "]}", 100000, YX_BASE_ERROR_TOO_DEEP },
    { "", "]]]]", "", 1, YX_BASE_ERROR_INVALID },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *text = repeat (rows[i].open, rows[i].n, rows[i].middle, rows[i].close);
      g_autoptr (JsonNode) node = parse (text, strlen (text), NULL, rows[i].code);
    }
}

static void
test_limits (void)
{
  const YxJsonLimits tight = { 10, 1, 3 };
  g_autofree char *large = g_strnfill (1024 * 1024 + 1, ' ');
  g_autoptr (JsonNode) three = parse ("[1,2]", 5, &tight, NO_ERROR);
  g_autoptr (JsonNode) ten = parse ("        10", 10, &tight, NO_ERROR);
  g_autoptr (JsonNode) one = parse ("10", 1, NULL, NO_ERROR);

  parse ("[1,2,3]", 7, &tight, YX_BASE_ERROR_TOO_LARGE);
  parse ("         10", 11, &tight, YX_BASE_ERROR_TOO_LARGE);
  parse ("[[]]", 4, &tight, YX_BASE_ERROR_TOO_DEEP);
  parse (large, strlen (large), NULL, YX_BASE_ERROR_TOO_LARGE);
  parse (NULL, 0, NULL, YX_BASE_ERROR_INVALID);
}

/* A text cut short anywhere is refused, and nothing beyond its size is read. */
static void
test_cut_short (void)
{
  static const char whole[] = "{\"a\":[1,-2.5e3,\"\\u674e\\n\",true,null,{\"b\":{}}]}";

  for (gsize size = 0; size < strlen (whole); size++)
    {
      g_autofree char *part = g_memdup2 (whole, size);

      parse (part, size, NULL, YX_BASE_ERROR_INVALID);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/json/round-trip", test_round_trip);
  g_test_add_func ("/base/json/spaces-and-escapes", test_spaces_and_escapes);
  g_test_add_func ("/base/json/refused", test_refused);
  g_test_add_func ("/base/json/same-name-elsewhere", test_same_name_elsewhere);
  g_test_add_func ("/base/json/not-utf8", test_not_utf8);
  g_test_add_func ("/base/json/depth", test_depth);
  g_test_add_func ("/base/json/limits", test_limits);
  g_test_add_func ("/base/json/cut-short", test_cut_short);
  return g_test_run ();
}
