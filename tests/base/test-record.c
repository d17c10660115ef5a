/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "base/yx-id.h"
#include "base/yx-record.h"

typedef struct
{
  YxRecord record;
  char *word;
} Item;

typedef struct
{
  YxRecord record;
  char *id;
  char *name;
  int kind;
  gint64 count;
  gint64 pay;
  gboolean agreed;
  YxDate start;
  gint64 made;
  GBytes *picture;
  YxSecret *password;
  YxRecord *first;
  GPtrArray *items;
} Thing;

static gboolean
no_spaces (const char *text, GError **error)
{
  if (strchr (text, ' ') == NULL)
    return TRUE;
  yx_record_error_set (error, YX_RECORD_ERROR_FORMAT, NULL, "no spaces, please");
  return FALSE;
}

static const YxField item_fields[] = {
  YX_TEXT (Item, word, "Word", YX_CREATE | YX_ANSWER | YX_REQUIRED, .max = 5),
};
YX_DECLARE_RECORD (Item, item)
YX_DEFINE_RECORD (Item, item, "item", item_fields);

static const YxChoice kinds[] = {
  { 0, "fixed", "Fixed term", "固定期限" },
  { 1, "open_ended", "Open-ended", "无固定期限" },
  { 0 },
};

#define ALL (YX_CREATE | YX_UPDATE | YX_ANSWER)
static const YxField thing_fields[] = {
  YX_ID (Thing, id, "doc", "Id", YX_ANSWER),
  YX_TEXT (Thing, name, "Name", ALL | YX_REQUIRED, .min = 2, .max = 6, .heading = "姓名"),
  YX_CHOICE (Thing, kind, kinds, "Kind", ALL),
  YX_INT (Thing, count, "Count", ALL, .min = 1, .max = 31),
  YX_MONEY (Thing, pay, "Pay", ALL),
  YX_BOOL (Thing, agreed, "Agreed", ALL),
  YX_DATE (Thing, start, "Start", ALL),
  YX_INSTANT (Thing, made, "Made", YX_ANSWER),
  YX_BYTES (Thing, picture, "Picture", ALL, .max = 4),
  YX_SECRET_FIELD (Thing, password, "Password", YX_CREATE, .max = 16, .check = no_spaces),
  YX_RECORD_FIELD (Thing, first, &item_type, "First", ALL),
  YX_LIST (Thing, items, &item_type, "Items", ALL, .max = 2),
};
YX_DECLARE_RECORD (Thing, thing)
YX_DEFINE_RECORD (Thing, thing, "thing", thing_fields);

static Thing *
parse (const char *json, YxFieldFlags as, GError **error)
{
  g_autoptr (JsonNode) node = json_from_string (json, NULL);

  g_assert_nonnull (node);
  return yx_record_from_json (&thing_type, node, as, error);
}

static const char WHOLE[] = "{\"name\":\"李想\",\"kind\":\"open_ended\",\"count\":31,\"pay\":800050,\"agreed\":true,"
                            "\"start\":\"2026-03-01\",\"picture\":\"AQID\",\"first\":{\"word\":\"a\"},\"items\":[{\"word\":\"b\"}]}";

static void
test_there_and_back (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (Thing) thing = parse (WHOLE, YX_CREATE, &error);
  g_autoptr (JsonNode) node = NULL;
  g_autofree char *text = NULL;

  g_assert_no_error (error);
  g_assert_true (yx_record_validate (thing, &error));
  node = yx_record_to_json (thing, YX_CREATE);
  text = json_to_string (node, FALSE);
  g_assert_cmpstr (text, ==, WHOLE);
  g_assert_cmpint (thing->kind, ==, 1);
  g_assert_cmpint (thing->pay, ==, 800050);
  g_assert_cmpint (thing->start, ==, yx_date_new (2026, 3, 1));
}

static void
test_refused (void)
{
  const struct { const char *json; int code; const char *field; } rows[] = {
    { "[]", YX_RECORD_ERROR_TYPE, "thing" },
    { "{}", YX_RECORD_ERROR_MISSING, "name" },
    { "{\"name\":null}", YX_RECORD_ERROR_MISSING, "name" },
    { "{\"name\":1}", YX_RECORD_ERROR_TYPE, "name" },
    { "{\"name\":\"李想\",\"id\":\"doc_aaaaaaaaaaaaaaaaaaaaaaaaaa\"}", YX_RECORD_ERROR_UNKNOWN, "id" },
    { "{\"name\":\"李想\",\"colour\":1}", YX_RECORD_ERROR_UNKNOWN, "colour" },
    { "{\"name\":\"李想\",\"kind\":\"固定期限\"}", YX_RECORD_ERROR_CHOICE, "kind" },
    { "{\"name\":\"李想\",\"kind\":0}", YX_RECORD_ERROR_TYPE, "kind" },
    { "{\"name\":\"李想\",\"count\":1.5}", YX_RECORD_ERROR_TYPE, "count" },
    { "{\"name\":\"李想\",\"pay\":\"8000\"}", YX_RECORD_ERROR_TYPE, "pay" },
    { "{\"name\":\"李想\",\"agreed\":1}", YX_RECORD_ERROR_TYPE, "agreed" },
    { "{\"name\":\"李想\",\"start\":\"2026-02-30\"}", YX_RECORD_ERROR_FORMAT, "start" },
    { "{\"name\":\"李想\",\"picture\":\"AQI\"}", YX_RECORD_ERROR_FORMAT, "picture" },
    { "{\"name\":\"李想\",\"picture\":\"A*ID\"}", YX_RECORD_ERROR_FORMAT, "picture" },
    { "{\"name\":\"李想\",\"first\":7}", YX_RECORD_ERROR_TYPE, "item" },
    { "{\"name\":\"李想\",\"first\":{}}", YX_RECORD_ERROR_MISSING, "word" },
    { "{\"name\":\"李想\",\"items\":{}}", YX_RECORD_ERROR_TYPE, "items" },
    { "{\"name\":\"李想\",\"items\":[1]}", YX_RECORD_ERROR_TYPE, "item" },
    { "{\"name\":\"李想\",\"items\":[{\"word\":\"a\"},{\"word\":\"a\"},{\"word\":\"a\"}]}", YX_RECORD_ERROR_LONG, "items" },
    { "{\"name\":\"李想\",\"password\":5}", YX_RECORD_ERROR_TYPE, "password" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (Thing) thing = parse (rows[i].json, YX_CREATE, &error);

      g_assert_null (thing);
      g_assert_error (error, YX_RECORD_ERROR, rows[i].code);
      g_assert_cmpstr (yx_record_error_field (error), ==, rows[i].field);
    }
}

static void
test_validate (void)
{
  const struct { const char *json; int code; const char *field; } rows[] = {
    { "{\"name\":\"\"}", YX_RECORD_ERROR_MISSING, "name" },
    { "{\"name\":\"李\"}", YX_RECORD_ERROR_SHORT, "name" },
    { "{\"name\":\"一二三四五六七\"}", YX_RECORD_ERROR_LONG, "name" },
    { "{\"name\":\"李\\u202e想\"}", YX_RECORD_ERROR_FORMAT, "name" },
    { "{\"name\":\"李\\u0007想\"}", YX_RECORD_ERROR_FORMAT, "name" },
    { "{\"name\":\"李想\",\"count\":0}", YX_RECORD_ERROR_RANGE, "count" },
    { "{\"name\":\"李想\",\"count\":32}", YX_RECORD_ERROR_RANGE, "count" },
    { "{\"name\":\"李想\",\"pay\":-1}", YX_RECORD_ERROR_RANGE, "pay" },
    { "{\"name\":\"李想\",\"picture\":\"AQIDBAU=\"}", YX_RECORD_ERROR_LONG, "picture" },
    { "{\"name\":\"李想\",\"password\":\"a b\"}", YX_RECORD_ERROR_FORMAT, "password" },
    { "{\"name\":\"李想\",\"password\":\"12345678901234567\"}", YX_RECORD_ERROR_LONG, "password" },
    { "{\"name\":\"李想\",\"items\":[{\"word\":\"abcdef\"}]}", YX_RECORD_ERROR_LONG, "word" },
    { "{\"name\":\"李想\",\"first\":{\"word\":\"\"}}", YX_RECORD_ERROR_MISSING, "word" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (Thing) thing = parse (rows[i].json, YX_CREATE, NULL);

      g_assert_nonnull (thing);
      g_assert_false (yx_record_validate (thing, &error));
      g_assert_error (error, YX_RECORD_ERROR, rows[i].code);
      g_assert_cmpstr (yx_record_error_field (error), ==, rows[i].field);
    }
}

static void
test_answers_ignore_the_unknown (void)
{
  g_autoptr (Thing) thing = parse ("{\"colour\":1,\"password\":\"x\",\"made\":\"2026-03-01T00:00:00Z\"}", YX_ANSWER, NULL);

  g_assert_nonnull (thing);
  g_assert_null (thing->password);
  g_assert_cmpint (thing->made, ==, G_GINT64_CONSTANT (1772323200000000));
}

static void
test_merge (void)
{
  g_autoptr (Thing) thing = parse (WHOLE, YX_CREATE, NULL);
  g_autoptr (Thing) patch = parse ("{\"kind\":null,\"name\":\"王小燕\",\"items\":[]}", YX_UPDATE, NULL);
  g_autoptr (Thing) merged = yx_record_merge (thing, patch);

  g_assert_true (yx_record_is_null (patch, "kind"));
  g_assert_false (yx_record_has (patch, "count"));
  g_assert_cmpstr (merged->name, ==, "王小燕");
  g_assert_false (yx_record_has (merged, "kind"));
  g_assert_false (yx_record_is_null (merged, "kind"));
  g_assert_cmpint (merged->count, ==, 31);
  g_assert_cmpuint (merged->items->len, ==, 0);
  g_assert_cmpstr (thing->name, ==, "李想");
}

static void
test_equal (void)
{
  g_autoptr (Thing) thing = parse (WHOLE, YX_CREATE, NULL);
  g_autoptr (Thing) copy = yx_record_copy (thing);
  g_autoptr (YxSecret) secret = yx_secret_new_text ("hidden");
  const char *changes[] = {
    "{\"name\":\"王燕\"}", "{\"kind\":\"fixed\"}", "{\"count\":3}", "{\"agreed\":false}", "{\"start\":null}",
    "{\"picture\":\"AQIE\"}", "{\"first\":{\"word\":\"z\"}}", "{\"items\":[{\"word\":\"c\"}]}", "{\"items\":[]}",
  };

  yx_record_set_secret (copy, "password", secret);
  g_assert_true (yx_record_equal (thing, copy));
  for (gsize i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      g_autoptr (Thing) patch = parse (changes[i], YX_UPDATE, NULL);
      g_autoptr (Thing) other = yx_record_merge (thing, patch);

      g_assert_false (yx_record_equal (thing, other));
    }
}

static void
test_secret_leaves_only_in_requests (void)
{
  g_autoptr (Thing) thing = thing_new ();
  g_autoptr (YxSecret) secret = yx_secret_new_text ("a\"b\\\001c");
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (YxSecret) body = NULL;
  g_autoptr (YxSecret) bare = NULL;
  g_autoptr (Thing) back = NULL;
  g_autofree char *text = NULL;

  yx_record_set_text (thing, "name", "李想");
  yx_record_set_secret (thing, "password", secret);
  node = yx_record_to_json (thing, YX_CREATE);
  text = json_to_string (node, FALSE);
  g_assert_cmpstr (text, ==, "{\"name\":\"李想\"}");
  body = yx_record_to_request (thing, YX_CREATE);
  g_assert_cmpstr (yx_secret_text (body), ==, "{\"name\":\"李想\",\"password\":\"a\\\"b\\\\\\u0001c\"}");
  back = parse (yx_secret_text (body), YX_CREATE, NULL);
  g_assert_true (yx_secret_equal (back->password, secret));
  yx_record_unset (thing, "name");
  bare = yx_record_to_request (thing, YX_CREATE);
  g_assert_true (g_str_has_prefix (yx_secret_text (bare), "{\"password\":"));
}

static void
test_typed (void)
{
  const struct { const char *field; const char *typed; const char *shown; } rows[] = {
    { "name", " 李想 ", "李想" }, { "kind", "固定期限", "固定期限" }, { "kind", "open_ended", "无固定期限" },
    { "pay", "8,000.5", "8000.50" }, { "pay", "8000", "8000.00" }, { "pay", "0.07", "0.07" },
    { "start", "2026-3-1", "2026-03-01" }, { "start", "20260301", "2026-03-01" }, { "start", "2026/03/1", "2026-03-01" },
    { "agreed", "是", "是" }, { "agreed", "no", "否" }, { "count", "12", "12" }, { "count", "", "" },
    { "made", "2026-03-01T00:00:00Z", "2026-03-01T00:00:00Z" },
  };
  const struct { const char *field; const char *typed; } bad[] = {
    { "kind", "终身" }, { "pay", "8000.123" }, { "pay", "8000." }, { "pay", "-1" }, { "pay", "." }, { "pay", "1e3" },
    { "pay", "999999999999999" }, { "start", "2026-02-29" }, { "start", "2026" }, { "start", "20261301" }, { "start", "-1-1-1" },
    { "agreed", "maybe" }, { "count", "12a" }, { "count", "99999999999999999999" }, { "made", "now" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (Thing) thing = thing_new ();
      g_autofree char *shown = NULL;

      g_assert_true (yx_record_set_typed (thing, rows[i].field, rows[i].typed, NULL));
      shown = yx_record_show (thing, rows[i].field);
      g_assert_cmpstr (shown, ==, rows[i].shown);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (Thing) thing = thing_new ();
      g_autoptr (GError) error = NULL;

      g_assert_false (yx_record_set_typed (thing, bad[i].field, bad[i].typed, &error));
      g_assert_cmpstr (yx_record_error_field (error), ==, bad[i].field);
    }
}

static void
test_id_and_choice_limits (void)
{
  g_autoptr (Thing) thing = thing_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *id = yx_id_new ("doc");

  yx_record_set_text (thing, "name", "李想");
  yx_record_set_text (thing, "id", id);
  g_assert_true (yx_record_validate (thing, NULL));
  yx_record_set_text (thing, "id", "doc_1");
  g_assert_false (yx_record_validate (thing, &error));
  g_assert_cmpstr (yx_record_error_field (error), ==, "id");
  g_clear_error (&error);
  yx_record_set_text (thing, "id", NULL);
  yx_record_set_int (thing, "kind", 9);
  g_assert_false (yx_record_validate (thing, &error));
  g_assert_error (error, YX_RECORD_ERROR, YX_RECORD_ERROR_CHOICE);
}

static char *
random_word (void)
{
  static const char *const pieces[] = { "李", "a", "\"", "\\", "/", "\n", "\t", "\r", "\b", "\f", "\001", "\033", "\177",
                                        "𠮷", "é", " ", "<&>", "\\u0041", "\342\200\250" };
  GString *word = g_string_new (NULL);

  for (gint32 n = g_test_rand_int_range (0, 12); n > 0; n--)
    g_string_append (word, pieces[g_test_rand_int_range (0, G_N_ELEMENTS (pieces))]);
  return g_string_free (word, FALSE);
}

static Item *
random_item (void)
{
  Item *item = item_new ();
  g_autofree char *word = random_word ();

  if (g_test_rand_bit ())
    yx_record_set_text (item, "word", word);
  return item;
}

static gint64
random_number (void)
{
  static const gint64 edges[] = { 0, 1, -1, 9, 10, -10, G_MAXINT64, G_MININT64 };
  guint64 high = (guint32) g_test_rand_int ();

  if (g_test_rand_bit ())
    return edges[g_test_rand_int_range (0, G_N_ELEMENTS (edges))];
  return (gint64) (high << 32 | (guint32) g_test_rand_int ()) >> g_test_rand_int_range (0, 60);
}

static GPtrArray *
random_items (void)
{
  GPtrArray *items = g_ptr_array_new_with_free_func (yx_record_unref);

  for (gint32 n = g_test_rand_int_range (0, 3); n > 0; n--)
    g_ptr_array_add (items, random_item ());
  return items;
}

static void
fill_field (Thing *thing, const YxField *field)
{
  g_autofree char *word = random_word ();
  g_autoptr (GBytes) bytes = g_bytes_new (word, strlen (word));
  g_autoptr (Item) item = random_item ();

  switch (field->kind)
    {
    case YX_KIND_TEXT:
    case YX_KIND_ID:
      yx_record_set_text (thing, field->name, word);
      break;
    case YX_KIND_BYTES:
      yx_record_set_bytes (thing, field->name, bytes);
      break;
    case YX_KIND_RECORD:
      yx_record_set_record (thing, field->name, item);
      break;
    case YX_KIND_LIST:
      yx_record_take_list (thing, field->name, random_items ());
      break;
    case YX_KIND_INSTANT:
      yx_record_set_int (thing, field->name, g_test_rand_int_range (-300000000, 700000000) * G_GINT64_CONSTANT (86399000));
      break;
    case YX_KIND_DATE:
      yx_record_set_int (thing, field->name, g_test_rand_int_range (-100000, 100000));
      break;
    case YX_KIND_CHOICE:
      yx_record_set_int (thing, field->name, g_test_rand_int_range (0, 2));
      break;
    case YX_KIND_SECRET:
      break;
    default:
      yx_record_set_int (thing, field->name, random_number ());
    }
}

/* Any record is written as json-glib would write it, and reads back as the same. */
static void
test_text_as_json_glib (void)
{
  for (int run = 0; run < 3000; run++)
    {
      g_autoptr (Thing) thing = thing_new ();
      g_autoptr (Thing) back = NULL;
      g_autoptr (JsonNode) node = NULL;
      g_autofree char *text = NULL;
      g_autofree char *again = NULL;
      g_autoptr (GError) error = NULL;

      for (guint i = 0; i < G_N_ELEMENTS (thing_fields); i++)
        switch (g_test_rand_int_range (0, 4))
          {
          case 0:
            break;
          case 1:
            yx_record_set_null (thing, thing_fields[i].name);
            break;
          default:
            fill_field (thing, &thing_fields[i]);
          }
      yx_record_unset (thing, "password");
      text = yx_record_to_text (thing, YX_ANSWER);
      node = json_from_string (text, &error);
      g_assert_no_error (error);
      again = json_to_string (node, FALSE);
      g_assert_cmpstr (text, ==, again);
      back = yx_record_from_json (&thing_type, node, YX_ANSWER, &error);
      g_assert_no_error (error);
      g_assert_true (yx_record_equal (thing, back));
    }
}

/* json-glib leaves this one control character as it is, which RFC 8259 §7 does not allow. */
static void
test_text_last_control (void)
{
  g_autoptr (Thing) thing = thing_new ();
  g_autofree char *text = NULL;

  yx_record_set_text (thing, "name", "a\037b");
  text = yx_record_to_text (thing, YX_ANSWER);
  g_assert_cmpstr (text, ==, "{\"name\":\"a\\u001fb\"}");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/record/text-as-json-glib", test_text_as_json_glib);
  g_test_add_func ("/base/record/text-last-control", test_text_last_control);
  g_test_add_func ("/base/record/there-and-back", test_there_and_back);
  g_test_add_func ("/base/record/refused", test_refused);
  g_test_add_func ("/base/record/validate", test_validate);
  g_test_add_func ("/base/record/answers-ignore-the-unknown", test_answers_ignore_the_unknown);
  g_test_add_func ("/base/record/merge", test_merge);
  g_test_add_func ("/base/record/equal", test_equal);
  g_test_add_func ("/base/record/secret", test_secret_leaves_only_in_requests);
  g_test_add_func ("/base/record/typed", test_typed);
  g_test_add_func ("/base/record/id-and-choice", test_id_and_choice_limits);
  return g_test_run ();
}
