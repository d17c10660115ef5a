/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "base/yx-base-error.h"
#include "base/yx-record-sql.h"

enum
{
  COLOUR_RED,
  COLOUR_BLUE,
};

static const YxChoice colours[] = {
  { COLOUR_RED, "red", "red", "红" },
  { COLOUR_BLUE, "blue", "blue", "蓝" },
  { 0, NULL, NULL, NULL },
};

typedef struct
{
  YxRecord record;
  char *street;
  char *phone;
} Address;

static const YxField address_fields[] = {
  YX_TEXT (Address, street, "Street", YX_CREATE | YX_ANSWER),
  YX_TEXT (Address, phone, "Phone", YX_CREATE | YX_PRIVATE),
};

YX_DECLARE_RECORD (Address, address)
YX_DEFINE_RECORD (Address, address, "address", address_fields);

typedef struct
{
  YxRecord record;
  char *number;
} Tag;

static const YxField tag_fields[] = { YX_TEXT (Tag, number, "Number", YX_CREATE | YX_ANSWER) };

YX_DECLARE_RECORD (Tag, tag)
YX_DEFINE_RECORD (Tag, tag, "tag", tag_fields);

typedef struct
{
  YxRecord record;
  char *id;
  char *name;
  char *phone;
  char *from;
  int colour;
  gint64 size;
  gboolean open;
  gint64 pay;
  gint64 secret_pay;
  YxDate born;
  YxDate secret_born;
  gint64 made;
  GBytes *picture;
  GBytes *photograph;
  YxSecret *password;
  YxRecord *home;
  YxRecord *tag;
  GPtrArray *tags;
} Person;

static const YxField person_fields[] = {
  YX_ID (Person, id, "per", "Id", YX_ANSWER),
  YX_TEXT (Person, name, "Name", YX_CREATE | YX_ANSWER),
  YX_TEXT (Person, phone, "Phone", YX_CREATE | YX_PRIVATE | YX_INDEXED),
  YX_TEXT (Person, from, "From", YX_CREATE | YX_INDEXED),
  YX_CHOICE (Person, colour, colours, "Colour", YX_CREATE),
  YX_INT (Person, size, "Size", YX_CREATE),
  YX_BOOL (Person, open, "Open", YX_CREATE),
  YX_MONEY (Person, pay, "Pay", YX_CREATE),
  YX_MONEY (Person, secret_pay, "Secret pay", YX_CREATE | YX_PRIVATE),
  YX_DATE (Person, born, "Born", YX_CREATE),
  YX_DATE (Person, secret_born, "Secretly born", YX_CREATE | YX_PRIVATE),
  YX_INSTANT (Person, made, "Made", YX_ANSWER),
  YX_BYTES (Person, picture, "Picture", YX_CREATE),
  YX_BYTES (Person, photograph, "Photograph", YX_CREATE | YX_PRIVATE),
  YX_SECRET_FIELD (Person, password, "Password", YX_CREATE),
  YX_RECORD_FIELD (Person, home, &address_type, "Home", YX_CREATE),
  YX_RECORD_FIELD (Person, tag, &tag_type, "Tag", YX_CREATE),
  YX_LIST (Person, tags, &tag_type, "Tags", YX_CREATE),
};

YX_DECLARE_RECORD (Person, person)
YX_DEFINE_RECORD (Person, person, "person", person_fields);

static const char create[]
    = "CREATE TABLE person (id TEXT NOT NULL PRIMARY KEY, name TEXT, phone BLOB, phone_index TEXT UNIQUE,"
      " \"from\" TEXT, from_index TEXT, colour TEXT, size BIGINT, open BIGINT, pay BIGINT, secret_pay BLOB, born TEXT,"
      " secret_born BLOB, made BIGINT, picture BLOB, photograph BLOB, home BLOB, tag TEXT, tags TEXT)";

#define ID "per_aaaaaaaaaaaaaaaaaaaaaaaaaa"
#define OTHER_ID "per_7777777777777777777777777" "4"

/* Sealed is the context, a bar, and the plain bytes backwards. */
static GBytes *
seal (gpointer data, const char *context, GBytes *plain, GError **error)
{
  GByteArray *sealed = g_byte_array_new ();
  gsize size;
  const guint8 *bytes = g_bytes_get_data (plain, &size);

  if (data != NULL)
    {
      yx_base_error_set (error, YX_BASE_ERROR_IO, NULL, "No key");
      g_byte_array_unref (sealed);
      return NULL;
    }
  g_byte_array_append (sealed, (const guint8 *) context, (guint) strlen (context));
  g_byte_array_append (sealed, (const guint8 *) "|", 1);
  for (gsize i = size; i > 0; i--)
    g_byte_array_append (sealed, &bytes[i - 1], 1);
  return g_byte_array_free_to_bytes (sealed);
}

static GBytes *
unseal (gpointer data, const char *context, GBytes *sealed, GError **error)
{
  gsize size;
  const char *bytes = g_bytes_get_data (sealed, &size);
  gsize head = strlen (context) + 1;
  char *plain;

  if (size < head || memcmp (bytes, context, head - 1) != 0)
    {
      yx_base_error_set (error, YX_BASE_ERROR_CORRUPT, NULL, "Not sealed for %s", context);
      return NULL;
    }
  plain = g_malloc (size - head + 1);
  for (gsize i = head; i < size; i++)
    plain[size - 1 - i] = bytes[i];
  return g_bytes_new_take (plain, size - head);
}

static char *
make_index (gpointer data, const char *column, const char *value, GError **error)
{
  g_autofree char *both = g_strdup_printf ("%s=%s", column, value);

  if (data != NULL)
    {
      yx_base_error_set (error, YX_BASE_ERROR_IO, NULL, "No key");
      return NULL;
    }
  return g_compute_checksum_for_string (G_CHECKSUM_SHA256, both, -1);
}

static const YxSealer sealer = { NULL, seal, unseal, make_index };
static const YxSealer no_key = { "no key", seal, unseal, make_index };

static YxDatabase *
open_database (void)
{
  g_autoptr (GError) error = NULL;
  YxDatabase *db = yx_database_open (NULL, YX_DATABASE_MEMORY, &error);

  g_assert_no_error (error);
  yx_database_execute (db, create, &error);
  g_assert_no_error (error);
  return db;
}

static Tag *
make_tag (const char *number)
{
  Tag *tag = tag_new ();

  yx_record_set_text (tag, "number", number);
  return tag;
}

static Person *
make_person (void)
{
  Person *person = person_new ();
  g_autoptr (Address) home = address_new ();
  g_autoptr (Tag) tag = make_tag ("\"7\"");
  g_autoptr (GBytes) picture = g_bytes_new ("\0\1\2", 3);
  g_autoptr (GBytes) photograph = g_bytes_new ("\0\377", 2);
  g_autoptr (YxSecret) password = yx_secret_new_text ("sesame");
  GPtrArray *tags = g_ptr_array_new_with_free_func (yx_record_unref);

  g_ptr_array_add (tags, make_tag ("1"));
  g_ptr_array_add (tags, make_tag ("二"));
  yx_record_set_text (home, "street", "长安街 1");
  yx_record_set_text (home, "phone", "13900000000");
  yx_record_set_text (person, "id", ID);
  yx_record_set_text (person, "name", "李想");
  yx_record_set_text (person, "phone", "13800000000");
  yx_record_set_text (person, "from", "");
  yx_record_set_int (person, "colour", COLOUR_BLUE);
  yx_record_set_int (person, "size", G_MININT64);
  yx_record_set_int (person, "open", TRUE);
  yx_record_set_int (person, "pay", 1234567);
  yx_record_set_int (person, "secret_pay", -5);
  yx_record_set_int (person, "born", yx_date_new (1990, 2, 28));
  yx_record_set_int (person, "secret_born", yx_date_new (1949, 10, 1));
  yx_record_set_int (person, "made", G_GINT64_CONSTANT (1772323200000001));
  yx_record_set_bytes (person, "picture", picture);
  yx_record_set_bytes (person, "photograph", photograph);
  yx_record_set_secret (person, "password", password);
  yx_record_set_record (person, "home", home);
  yx_record_set_record (person, "tag", tag);
  yx_record_take_list (person, "tags", tags);
  return person;
}

static Person *
load (YxDatabase *db, const char *columns, const YxSealer *with, GError **error)
{
  g_autofree char *sql = g_strdup_printf ("SELECT %s FROM person WHERE id = :id", columns);
  g_autoptr (YxStatement) statement = yx_database_prepare (db, sql, error);

  g_assert_nonnull (statement);
  yx_statement_bind_text (statement, "id", ID);
  g_assert_true (yx_statement_row (statement, NULL));
  return yx_record_from_row (&person_type, statement, with, error);
}

static void
test_columns (void)
{
  g_autofree char *columns = yx_record_columns (&address_type);
  g_autofree char *parameters = yx_record_parameters (&address_type);
  g_autofree char *person_columns = yx_record_columns (&person_type);
  g_autofree char *assignments = yx_record_assignments (&person_type);

  g_assert_cmpstr (columns, ==, "\"street\", \"phone\"");
  g_assert_cmpstr (parameters, ==, ":street, :phone");
  g_assert_true (g_str_has_prefix (person_columns, "\"id\", \"name\", \"phone\", \"phone_index\", \"from\", \"from_index\","));
  g_assert_null (strstr (person_columns, "password"));
  g_assert_true (g_str_has_prefix (
      assignments, "\"name\" = :name, \"phone\" = :phone, \"phone_index\" = :phone_index, \"from\" = :from"));
}

static void
test_round_trip (gconstpointer with)
{
  g_autoptr (YxDatabase) db = open_database ();
  g_autoptr (Person) person = make_person ();
  g_autoptr (Person) read = NULL;
  g_autoptr (GError) error = NULL;

  yx_record_insert (person, db, with, &error);
  g_assert_no_error (error);
  read = load (db, "*", with, &error);
  g_assert_no_error (error);
  g_assert_true (yx_record_equal (person, read));
  g_assert_false (yx_record_has (read, "password"));
}

static void
test_stored_form (void)
{
  g_autoptr (YxDatabase) db = open_database ();
  g_autoptr (Person) person = make_person ();
  g_autoptr (YxStatement) statement = NULL;
  g_autofree char *index = yx_record_index (&person_type, "phone", "13800000000", &sealer, NULL);
  g_autoptr (GBytes) phone = NULL;

  g_assert_true (yx_record_insert (person, db, &sealer, NULL));
  statement = yx_database_prepare (db, "SELECT *, typeof (phone) AS t, typeof (secret_pay) AS p FROM person", NULL);
  g_assert_true (yx_statement_row (statement, NULL));
  g_assert_cmpstr (yx_statement_text (statement, "colour"), ==, "blue");
  g_assert_cmpstr (yx_statement_text (statement, "born"), ==, "1990-02-28");
  g_assert_cmpint (yx_statement_int (statement, "made"), ==, G_GINT64_CONSTANT (1772323200000001));
  g_assert_cmpint (yx_statement_int (statement, "open"), ==, 1);
  g_assert_cmpstr (yx_statement_text (statement, "tags"), ==, "[{\"number\":\"1\"},{\"number\":\"二\"}]");
  g_assert_cmpstr (yx_statement_text (statement, "t"), ==, "blob");
  g_assert_cmpstr (yx_statement_text (statement, "p"), ==, "blob");
  g_assert_cmpstr (yx_statement_text (statement, "phone_index"), ==, index);
  g_assert_true (g_str_has_prefix (yx_statement_text (statement, "home"), "person.home." ID "|"));
  phone = yx_statement_bytes (statement, "phone");
  g_assert_cmpmem (g_bytes_get_data (phone, NULL), (int) g_bytes_get_size (phone),
                   "person.phone." ID "|00000000831", (int) strlen ("person.phone." ID "|00000000831"));
}

static void
test_absent (void)
{
  g_autoptr (YxDatabase) db = open_database ();
  g_autoptr (Person) person = person_new ();
  g_autoptr (Person) read = NULL;
  g_autoptr (YxStatement) statement = NULL;

  yx_record_set_text (person, "id", ID);
  yx_record_set_null (person, "phone");
  g_assert_true (yx_record_insert (person, db, &sealer, NULL));
  statement = yx_database_prepare (db, "SELECT * FROM person", NULL);
  g_assert_true (yx_statement_row (statement, NULL));
  for (guint i = 1; i < person_type.n_fields; i++)
    if (person_type.fields[i].kind != YX_KIND_SECRET)
      g_assert_true (yx_statement_is_null (statement, person_type.fields[i].name));
  g_assert_true (yx_statement_is_null (statement, "phone_index"));
  read = yx_record_from_row (&person_type, statement, &sealer, NULL);
  for (guint i = 1; i < person_type.n_fields; i++)
    g_assert_false (yx_record_has (read, person_type.fields[i].name));
  g_assert_false (yx_record_is_null (read, "phone"));
}

static void
test_some_columns (void)
{
  g_autoptr (YxDatabase) db = open_database ();
  g_autoptr (Person) person = make_person ();
  g_autoptr (Person) read = NULL;
  g_autoptr (Person) lost = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (yx_record_insert (person, db, &sealer, NULL));
  read = load (db, "id, phone, 1 AS other", &sealer, NULL);
  g_assert_cmpstr (read->phone, ==, "13800000000");
  g_assert_false (yx_record_has (read, "name"));
  lost = load (db, "phone", &sealer, &error);
  g_assert_null (lost);
  g_assert_error (error, YX_BASE_ERROR, YX_BASE_ERROR_INVALID);
}

static void
test_update (void)
{
  g_autoptr (YxDatabase) db = open_database ();
  g_autoptr (Person) person = make_person ();
  g_autoptr (Person) patch = person_new ();
  g_autoptr (Person) changed = NULL;
  g_autoptr (Person) read = NULL;
  g_autoptr (GError) error = NULL;

  yx_record_set_text (patch, "phone", "13700000000");
  yx_record_set_null (patch, "name");
  changed = yx_record_merge (person, patch);
  g_assert_false (yx_record_update (changed, db, &sealer, &error));
  g_assert_error (error, YX_BASE_ERROR, YX_BASE_ERROR_NOT_FOUND);
  g_assert_true (yx_record_insert (person, db, &sealer, NULL));
  g_assert_true (yx_record_update (changed, db, &sealer, NULL));
  read = load (db, "*", &sealer, NULL);
  g_assert_true (yx_record_equal (read, changed));
}

static void
test_unique_phone (void)
{
  g_autoptr (YxDatabase) db = open_database ();
  g_autoptr (Person) person = make_person ();
  g_autoptr (Person) other = make_person ();
  g_autoptr (GError) error = NULL;

  yx_record_set_text (other, "id", OTHER_ID);
  g_assert_true (yx_record_insert (person, db, &sealer, NULL));
  g_assert_false (yx_record_insert (other, db, &sealer, &error));
  g_assert_error (error, YX_BASE_ERROR, YX_BASE_ERROR_EXISTS);
  g_assert_cmpstr (yx_base_error_detail (error), ==, "person.phone_index");
}

static void
test_sealer_fails (void)
{
  g_autoptr (YxDatabase) db = open_database ();
  g_autoptr (Person) person = make_person ();
  g_autoptr (Person) indexed = person_new ();
  g_autoptr (GError) error = NULL;

  g_assert_false (yx_record_insert (person, db, &no_key, &error));
  g_assert_error (error, YX_BASE_ERROR, YX_BASE_ERROR_IO);
  g_clear_error (&error);
  yx_record_set_text (indexed, "id", ID);
  yx_record_set_text (indexed, "from", "x");
  g_assert_false (yx_record_insert (indexed, db, &no_key, &error));
  g_assert_error (error, YX_BASE_ERROR, YX_BASE_ERROR_IO);
}

static void
test_no_id (void)
{
  g_autoptr (YxDatabase) db = open_database ();
  g_autoptr (Person) person = person_new ();
  g_autoptr (Address) address = address_new ();
  g_autoptr (YxStatement) statement = yx_database_prepare (db, "SELECT :phone", NULL);
  g_autoptr (GError) error = NULL;

  yx_record_set_text (person, "phone", "13800000000");
  g_assert_false (yx_record_bind (person, statement, &sealer, &error));
  g_assert_error (error, YX_BASE_ERROR, YX_BASE_ERROR_INVALID);
  g_clear_error (&error);
  yx_record_set_text (address, "phone", "13800000000");
  g_assert_false (yx_record_bind (address, statement, &sealer, &error));
  g_assert_error (error, YX_BASE_ERROR, YX_BASE_ERROR_INVALID);
}

static void
test_damaged (void)
{
  const char *wrong[] = {
    "UPDATE person SET colour = 'green'", "UPDATE person SET born = '1990-02-30'", "UPDATE person SET tags = '{}'",
    "UPDATE person SET tags = '[1]'", "UPDATE person SET tags = '[{\"none\":1}]'", "UPDATE person SET tag = '['",
    "UPDATE person SET tag = '[]'", "UPDATE person SET phone = photograph", "UPDATE person SET phone = X''",
    "UPDATE person SET secret_pay = CAST ('person.secret_pay." ID "|x' AS BLOB)",
    "UPDATE person SET secret_pay = CAST ('person.secret_pay." ID "|' AS BLOB)",
    "UPDATE person SET secret_born = CAST ('person.secret_born." ID "|10-41-9491' AS BLOB)",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (YxDatabase) db = open_database ();
      g_autoptr (Person) person = make_person ();
      g_autoptr (Person) read = NULL;
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", wrong[i]);
      g_assert_true (yx_record_insert (person, db, &sealer, NULL));
      g_assert_true (yx_database_execute (db, wrong[i], NULL));
      read = load (db, "*", &sealer, &error);
      g_assert_null (read);
      g_assert_error (error, YX_BASE_ERROR, YX_BASE_ERROR_CORRUPT);
    }
}

/* Kept statements are told apart by table and condition, and read the rows of either. */
static void
test_select (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YxDatabase) db = yx_database_open (NULL, YX_DATABASE_MEMORY, &error);

  g_assert_no_error (error);
  g_assert_true (yx_database_execute (db, create, &error));
  g_assert_true (yx_database_execute (db, "CREATE TABLE tag (number TEXT); INSERT INTO tag VALUES ('1'), ('2');"
                                          "INSERT INTO person (id, name) VALUES ('a', 'x'), ('b', 'y')", &error));
  for (int i = 0; i < 3; i++)
    {
      g_autoptr (YxStatement) first = yx_record_select (&person_type, db, "name = 'y'", &error);
      g_autoptr (YxStatement) second = yx_record_select (&person_type, db, "name = 'x'", &error);
      g_autoptr (YxStatement) third = yx_record_select (&tag_type, db, "number = '2'", &error);
      g_autoptr (Person) y = NULL;
      g_autoptr (Person) x = NULL;
      g_autoptr (Tag) two = NULL;

      g_assert_cmpint (yx_statement_step (first, NULL), ==, YX_STEP_ROW);
      g_assert_cmpint (yx_statement_step (second, NULL), ==, YX_STEP_ROW);
      g_assert_cmpint (yx_statement_step (third, NULL), ==, YX_STEP_ROW);
      y = yx_record_from_row (&person_type, first, NULL, &error);
      x = yx_record_from_row (&person_type, second, NULL, &error);
      two = yx_record_from_row (&tag_type, third, NULL, &error);
      g_assert_cmpstr (y->id, ==, "b");
      g_assert_cmpstr (x->id, ==, "a");
      g_assert_cmpstr (two->number, ==, "2");
    }
  g_assert_null (yx_record_select (&person_type, db, "colour of = 'y'", &error));
  g_assert_nonnull (error);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/record-sql/columns", test_columns);
  g_test_add_func ("/base/record-sql/select", test_select);
  g_test_add_data_func ("/base/record-sql/round-trip/plain", NULL, test_round_trip);
  g_test_add_data_func ("/base/record-sql/round-trip/sealed", &sealer, test_round_trip);
  g_test_add_func ("/base/record-sql/stored-form", test_stored_form);
  g_test_add_func ("/base/record-sql/absent", test_absent);
  g_test_add_func ("/base/record-sql/some-columns", test_some_columns);
  g_test_add_func ("/base/record-sql/update", test_update);
  g_test_add_func ("/base/record-sql/unique-phone", test_unique_phone);
  g_test_add_func ("/base/record-sql/sealer-fails", test_sealer_fails);
  g_test_add_func ("/base/record-sql/no-id", test_no_id);
  g_test_add_func ("/base/record-sql/damaged", test_damaged);
  return g_test_run ();
}
