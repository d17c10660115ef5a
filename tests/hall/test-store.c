/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/yx-base-error.h"
#include "crypto/yx-crypto-error.h"
#include "crypto/yx-crypto.h"
#include "hall/hall-fixture.h"
#include "hall/yx-hall-bell.h"
#include "hall/yx-hall-rates.h"
#include "hall/yx-hall-run-file.h"
#include "hall/yx-hall-schema.h"
#include "hall/yx-hall-sealer.h"
#include "lib/yx-test-memory.h"
#include "lib/yx-test-wait.h"
#include "model/yx-person.h"
#include "model/yx-words.h"

static void
test_opens (void)
{
  g_autoptr (HallFixture) fixture = hall_fixture_new ();
  g_autofree char *epoch = NULL;

  hall_fixture_open (fixture);
  g_assert_cmpstr (fixture->hall->config->name, ==, "测试网厅");
  g_assert_cmpuint (yx_trust_anchors (fixture->hall->trust)->len, ==, 1);
  epoch = g_strdup (fixture->hall->epoch);
  g_assert_true (g_str_has_prefix (epoch, "epo_"));
  hall_fixture_close (fixture);
  hall_fixture_open (fixture);
  g_assert_cmpstr (fixture->hall->epoch, ==, epoch);
}

static void
assert_refused (HallFixture *fixture, const char *file, const char *bytes, gssize size)
{
  g_autofree char *path = hall_fixture_path (fixture, file);
  g_autofree char *kept = NULL;
  g_autoptr (GError) error = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (path, &kept, &length, NULL));
  if (bytes != NULL)
    g_assert_true (g_file_set_contents (path, bytes, size, NULL));
  else
    g_assert_cmpint (g_unlink (path), ==, 0);
  g_assert_null (yx_hall_open (fixture->folder, NULL, NULL, fixture->clock, &error));
  g_assert_nonnull (error);
  g_test_message ("%s", error->message);
  g_assert_true (g_str_has_prefix (error->message, "The hall in "));
  g_assert_true (g_file_set_contents (path, kept, (gssize)length, NULL));
}

static void
test_refuses (void)
{
  g_autoptr (HallFixture) fixture = hall_fixture_new ();

  assert_refused (fixture, "keys/storage", "short", -1);
  assert_refused (fixture, "keys/storage", NULL, 0);
  assert_refused (fixture, "hall.conf", "[nonsense]", -1);
  assert_refused (fixture, "hall.db",
                  "this is no database, it only says so; it is long enough to be looked at", -1);
}

static gboolean
count_tables (YxDatabase *db, gpointer data, GError **error)
{
  g_autoptr (YxStatement) statement
      = yx_database_prepare (db, "SELECT COUNT (*) AS n FROM \"authority\" WHERE \"active\" = 1", error);

  if (statement == NULL || !yx_statement_row (statement, error))
    return FALSE;
  *(gint64 *)data = yx_statement_int (statement, "n");
  return TRUE;
}

static gboolean
write_through_reader (YxDatabase *db, gpointer data, GError **error)
{
  return yx_database_execute (db, "DELETE FROM \"authority\"", error);
}

static gpointer
read_often (gpointer data)
{
  for (int i = 0; i < 50; i++)
    {
      gint64 n = 0;

      if (!yx_hall_readers_run (data, count_tables, &n, NULL) || n != 5)
        return GINT_TO_POINTER (1);
    }
  return NULL;
}

static void
test_readers (void)
{
  g_autoptr (HallFixture) fixture = hall_fixture_new ();
  GThread *threads[8];
  g_autoptr (GError) error = NULL;

  hall_fixture_open (fixture);
  for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("reader", read_often, fixture->hall->readers);
  for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
    g_assert_null (g_thread_join (threads[i]));
  g_assert_false (yx_hall_readers_run (fixture->hall->readers, write_through_reader, NULL, &error));
  g_assert_nonnull (error);
  /* And the connection is still good. */
  g_assert_null (read_often (fixture->hall->readers));
}

/* Who takes the connections and gives them back when he may. */
typedef struct
{
  YxHallReaders *readers;
  GMutex mutex;
  GCond changed;
  guint held;
  gboolean over;
} Holding;

static gboolean
hold_reader (YxDatabase *db, gpointer data, GError **error)
{
  Holding *holding = data;
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&holding->mutex);

  holding->held++;
  while (!holding->over)
    g_cond_wait (&holding->changed, &holding->mutex);
  return TRUE;
}

static gpointer
hold (gpointer data)
{
  Holding *holding = data;

  return GINT_TO_POINTER (yx_hall_readers_run (holding->readers, hold_reader, holding, NULL));
}

static gboolean
all_held (gpointer data)
{
  Holding *holding = data;
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&holding->mutex);

  return holding->held == 4;
}

static void
let_go (Holding *holding)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&holding->mutex);

  holding->over = TRUE;
  g_cond_broadcast (&holding->changed);
}

/* The thread that resides goes on while all others wait. */
static void
test_resident_reader (void)
{
  g_autoptr (HallFixture) fixture = hall_fixture_new ();
  GThread *threads[4];
  Holding holding = { 0 };
  gint64 n = 0;

  hall_fixture_open (fixture);
  g_mutex_init (&holding.mutex);
  g_cond_init (&holding.changed);
  holding.readers = fixture->hall->readers;
  g_assert_true (yx_hall_readers_reside (holding.readers, NULL));
  g_assert_true (yx_hall_readers_reside (holding.readers, NULL));
  for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("holder", hold, &holding);
  g_assert_true (yx_test_wait (all_held, &holding, 10000));
  g_assert_true (yx_hall_readers_run (holding.readers, count_tables, &n, NULL));
  g_assert_cmpint (n, ==, 5);
  g_assert_true (yx_hall_readers_ask (holding.readers, count_tables, &n, NULL));
  let_go (&holding);
  for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
    g_assert_true (GPOINTER_TO_INT (g_thread_join (threads[i])));
  g_mutex_clear (&holding.mutex);
  g_cond_clear (&holding.changed);
}

static YxPerson *
make_person (const char *id)
{
  YxPerson *person = yx_person_new ();

  yx_record_set_text (person, "id", id);
  yx_record_set_text (person, "name", "李想");
  yx_record_set_text (person, "doc_no", "11010519491231002X");
  yx_record_set_text (person, "phone", "13800138000");
  return person;
}

static gboolean
insert_person (YxDatabase *db, gpointer data, GError **error)
{
  HallFixture *fixture = data;
  g_autoptr (YxPerson) person = make_person ("per_aaaaaaaaaaaaaaaaaaaaaaaaaa");

  return yx_record_insert (person, db, &fixture->hall->sealer, error);
}

static gboolean
insert_same (YxDatabase *db, gpointer data, GError **error)
{
  HallFixture *fixture = data;
  g_autoptr (YxPerson) person = make_person ("per_bbbbbbbbbbbbbbbbbbbbbbbbbb");

  return yx_record_insert (person, db, &fixture->hall->sealer, error);
}

static gboolean
read_person (YxDatabase *db, gpointer data, GError **error)
{
  HallFixture *fixture = data;
  g_autofree char *columns = yx_record_columns (&yx_person_type);
  g_autofree char *sql = g_strdup_printf ("SELECT %s FROM \"person\"", columns);
  g_autoptr (YxStatement) statement = yx_database_prepare (db, sql, error);
  g_autoptr (YxPerson) person = NULL;

  if (statement == NULL || !yx_statement_row (statement, error))
    return FALSE;
  person = yx_record_from_row (&yx_person_type, statement, &fixture->hall->sealer, error);
  if (person == NULL)
    return FALSE;
  g_assert_cmpstr (person->name, ==, "李想");
  g_assert_cmpstr (person->doc_no, ==, "11010519491231002X");
  return TRUE;
}

static gboolean
move_value (YxDatabase *db, gpointer data, GError **error)
{
  return yx_database_execute (db, "UPDATE \"person\" SET \"name\" = \"doc_no\"", error);
}

static gboolean
holds (const char *path, const char *text)
{
  g_autofree char *bytes = NULL;
  gsize size;

  return g_file_get_contents (path, &bytes, &size, NULL) && memmem (bytes, size, text, strlen (text)) != NULL;
}

/* Names, numbers and phones stand nowhere in the files, one number is one person, and no value can be moved.
 */
static void
test_private (void)
{
  g_autoptr (HallFixture) fixture = hall_fixture_new ();
  static const char *const files[] = { "hall.db", "hall.db-wal" };
  static const char *const texts[] = { "李想", "11010519491231002X", "13800138000" };
  g_autoptr (GError) error = NULL;

  hall_fixture_open (fixture);
  g_assert_true (yx_writer_run (fixture->hall->writer, insert_person, fixture, &error));
  g_assert_no_error (error);
  g_assert_true (yx_hall_readers_run (fixture->hall->readers, read_person, fixture, &error));
  for (gsize i = 0; i < G_N_ELEMENTS (files); i++)
    for (gsize j = 0; j < G_N_ELEMENTS (texts); j++)
      {
        g_autofree char *path = hall_fixture_path (fixture, files[i]);

        g_assert_false (holds (path, texts[j]));
      }
  g_assert_false (yx_writer_run (fixture->hall->writer, insert_same, fixture, &error));
  g_assert_error (error, YX_BASE_ERROR, YX_BASE_ERROR_EXISTS);
  g_clear_error (&error);
  g_assert_true (yx_writer_run (fixture->hall->writer, move_value, fixture, &error));
  g_assert_false (yx_hall_readers_run (fixture->hall->readers, read_person, fixture, &error));
  g_assert_true (error->domain == YX_CRYPTO_ERROR);
}

static void
test_other_key (void)
{
  g_autoptr (HallFixture) fixture = hall_fixture_new ();
  g_autofree char *path = hall_fixture_path (fixture, "keys/storage");
  g_autofree char *other = g_strnfill (YX_HALL_STORAGE_KEY_SIZE, 'k');
  g_autoptr (GError) error = NULL;

  hall_fixture_open (fixture);
  g_assert_true (yx_writer_run (fixture->hall->writer, insert_person, fixture, &error));
  hall_fixture_close (fixture);
  g_assert_true (g_file_set_contents (path, other, -1, NULL));
  hall_fixture_open (fixture);
  g_assert_false (yx_hall_readers_run (fixture->hall->readers, read_person, fixture, &error));
  g_assert_true (error->domain == YX_CRYPTO_ERROR);
}

static void
test_sealer (void)
{
  g_autoptr (YxSecret) key = yx_secret_new (YX_HALL_STORAGE_KEY_SIZE);
  YxSealer sealer = yx_hall_sealer_new (key);
  YxSealer none = { NULL };
  g_autoptr (GBytes) plain = g_bytes_new_static ("plain", 5);
  g_autoptr (GBytes) one = sealer.seal (sealer.data, "person.name.1", plain, NULL);
  g_autoptr (GBytes) two = sealer.seal (sealer.data, "person.name.1", plain, NULL);
  g_autoptr (GBytes) opened = sealer.open (sealer.data, "person.name.1", one, NULL);
  g_autofree char *index = sealer.index (sealer.data, "person.phone", "1", NULL);
  g_autofree char *same = sealer.index (sealer.data, "person.phone", "1", NULL);
  g_autofree char *column = sealer.index (sealer.data, "filing.phone", "1", NULL);

  g_assert_true (g_bytes_equal (opened, plain));
  g_assert_false (g_bytes_equal (one, two));
  g_assert_null (sealer.open (sealer.data, "person.name.2", one, NULL));
  g_assert_cmpstr (index, ==, same);
  g_assert_cmpstr (index, !=, column);
  yx_hall_sealer_clear (&sealer);
  yx_hall_sealer_clear (&none);
  g_assert_null (sealer.data);
}

/* Who reads opens what the sealer has sealed, in its place only, and can do nothing else. */
static void
test_reading (void)
{
  g_autoptr (YxSecret) key = yx_secret_new (YX_HALL_STORAGE_KEY_SIZE);
  YxSealer sealer = yx_hall_sealer_new (key);
  YxSealer reading = yx_hall_sealer_begin_reading (&sealer);
  YxSealer idle = yx_hall_sealer_begin_reading (&sealer);
  g_autoptr (GBytes) plain = g_bytes_new_static ("plain", 5);
  g_autoptr (GBytes) sealed = sealer.seal (sealer.data, "person.name.1", plain, NULL);

  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (GBytes) opened = reading.open (reading.data, "person.name.1", sealed, NULL);

      g_assert_true (g_bytes_equal (opened, plain));
      g_assert_null (reading.open (reading.data, "person.name.2", sealed, NULL));
    }
  g_assert_true (reading.seal == NULL && reading.index == NULL);
  yx_hall_sealer_end_reading (&reading);
  yx_hall_sealer_end_reading (&idle);
  g_assert_null (reading.data);
  yx_hall_sealer_clear (&sealer);
}

static void
test_schema_is_taken_once (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YxDatabase) db = yx_database_open ("", YX_DATABASE_MEMORY, &error);
  gint64 newest = 0;

  for (int i = 0; i < 2; i++)
    {
      g_assert_true (yx_hall_schema_apply (db, &error));
      g_assert_no_error (error);
      newest = i == 0 ? yx_database_schema (db, &error) : newest;
      g_assert_cmpint (newest, >=, 2);
      g_assert_cmpint (yx_database_schema (db, &error), ==, newest);
    }
}

/* A page costs what it shows, however long the list is: its rows are neither sorted nor passed over. */
static void
test_pages_are_not_sorted (void)
{
  static const struct
  {
    const char *table;
    const char *owner;
    const char *key;
  } lists[] = {
    { "document", "enterprise", "created" }, { "document", "person", "created" },
    { "filing", "enterprise", "created" },   { "seal", "enterprise", "created" },
    { "seal_use", "enterprise", "at" },      { "session", "account", "created" },
    { "certificate", "account", "created" }, { "event", "object", "number" },
    { "revision", "document", "number" },
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (YxDatabase) db = yx_database_open ("", YX_DATABASE_MEMORY, &error);

  g_assert_true (yx_hall_schema_apply (db, &error));
  for (gsize i = 0; i < G_N_ELEMENTS (lists); i++)
    {
      g_autofree char *sql = g_strdup_printf (
          "EXPLAIN QUERY PLAN SELECT * FROM \"%s\" WHERE (\"%s\" = :owner) AND (\"%s\", \"id\") > (:key, :id) "
          "ORDER BY \"%s\", \"id\" LIMIT 100",
          lists[i].table, lists[i].owner, lists[i].key, lists[i].key);
      g_autoptr (YxStatement) statement = yx_database_prepare (db, sql, &error);
      const char *plan;

      g_assert_no_error (error);
      g_assert_cmpint (yx_statement_step (statement, &error), ==, YX_STEP_ROW);
      plan = yx_statement_text (statement, "detail");
      if (strstr (plan, "SEARCH") == NULL || strstr (plan, lists[i].key) == NULL)
        g_error ("%s: %s", sql, plan);
      while (yx_statement_step (statement, &error) == YX_STEP_ROW)
        g_assert_cmpstr (yx_statement_text (statement, "detail"), !=, "USE TEMP B-TREE FOR ORDER BY");
    }
}

/* Bytes that no row names: left by a hall that died before its commit. */
static void
test_orphans (void)
{
  g_autoptr (HallFixture) fixture = hall_fixture_new ();
  g_autoptr (GBytes) bytes = g_bytes_new_static ("orphan", 6);
  g_autofree char *hash = NULL;
  g_autoptr (GError) error = NULL;

  hall_fixture_open (fixture);
  hash = yx_object_store_put (fixture->hall->objects, bytes, &error);
  g_assert_no_error (error);
  g_assert_true (yx_object_store_has (fixture->hall->objects, hash));
  hall_fixture_close (fixture);
  yx_test_clock_jump (fixture->clock, 10 * 365 * G_TIME_SPAN_DAY);
  hall_fixture_open (fixture);
  g_assert_false (yx_object_store_has (fixture->hall->objects, hash));
}

static void
count_ring (gpointer data)
{
  (*(int *)data)++;
}

static void
test_bell (void)
{
  YxHallBell *bell = yx_hall_bell_new ();
  int first = 0;
  int second = 0;
  guint one = yx_hall_bell_listen (bell, "ent_a", count_ring, &first);
  guint two = yx_hall_bell_listen (bell, "ent_b", count_ring, &second);

  g_assert_cmpuint (one, !=, 0);
  g_assert_cmpuint (one, !=, two);
  yx_hall_bell_ring (bell, "ent_a");
  yx_hall_bell_ring (bell, "ent_c");
  g_assert_cmpint (first, ==, 1);
  g_assert_cmpint (second, ==, 0);
  yx_hall_bell_forget (bell, one);
  yx_hall_bell_forget (bell, one);
  yx_hall_bell_ring (bell, "ent_a");
  yx_hall_bell_ring (bell, "ent_b");
  g_assert_cmpint (first, ==, 1);
  g_assert_cmpint (second, ==, 1);
  yx_hall_bell_free (bell);
}

#define HOUR (G_GINT64_CONSTANT (3600) * G_USEC_PER_SEC)

static void
test_rates (void)
{
  g_autoptr (YxHallRates) rates = yx_hall_rates_new ();
  gint64 now = 1000;

  for (int i = 0; i < 3; i++)
    g_assert_cmpint (yx_hall_rates_take (rates, "a", 3, 60 * G_USEC_PER_SEC, now), ==, 0);
  g_assert_cmpint (yx_hall_rates_take (rates, "a", 3, 60 * G_USEC_PER_SEC, now), ==, 20);
  g_assert_cmpint (yx_hall_rates_take (rates, "b", 3, 60 * G_USEC_PER_SEC, now), ==, 0);
  now += 20 * G_USEC_PER_SEC;
  g_assert_cmpint (yx_hall_rates_take (rates, "a", 3, 60 * G_USEC_PER_SEC, now), ==, 0);
  g_assert_cmpint (yx_hall_rates_take (rates, "a", 3, 60 * G_USEC_PER_SEC, now), >, 0);
  /* Never more than the count at once, however long it was quiet; a clock that falls gives nothing. */
  now += G_GINT64_CONSTANT (1000) * 60 * G_USEC_PER_SEC;
  for (int i = 0; i < 3; i++)
    g_assert_cmpint (yx_hall_rates_take (rates, "a", 3, 60 * G_USEC_PER_SEC, now), ==, 0);
  g_assert_cmpint (yx_hall_rates_take (rates, "a", 3, 60 * G_USEC_PER_SEC, now - G_USEC_PER_SEC), >, 0);
}

/* Whoever makes up keys does not fill the memory: full buckets are thrown away, empty ones are not. */
static void
test_rates_many (void)
{
  g_autoptr (YxHallRates) rates = yx_hall_rates_new ();

  g_assert_cmpint (yx_hall_rates_take (rates, "mine", 1, HOUR, 0), ==, 0);
  for (int i = 0; i < 50000; i++)
    {
      g_autofree char *key = g_strdup_printf ("%d", i);

      g_assert_cmpint (yx_hall_rates_take (rates, key, 10, G_USEC_PER_SEC, i * 1000), ==, 0);
    }
  g_assert_cmpint (yx_hall_rates_take (rates, "mine", 1, HOUR, 50 * G_USEC_PER_SEC), >, 0);
}

static void
test_shown (void)
{
  g_autoptr (YxTestFolder) folder = yx_test_folder_new ();
  g_autofree char *file = yx_test_folder_path (folder, "shown.jsonl");
  YxClock *clock = yx_test_clock_new (YX_TEST_NOW);
  g_autoptr (YxSecret) code = yx_secret_new_text ("123456");
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  static const char line[] = "{\"time\":\"2026-03-01T00:00:00Z\",\"phone\":\"13800138000\",\"purpose\":"
                             "\"register\",\"code\":\"123456\"}\n";
  char piped[200] = "";
  struct stat info;
  int ends[2];

  g_assert_cmpint (pipe (ends), ==, 0);
  {
    g_autoptr (YxSms) sms = yx_sms_shown_new (file, ends[1], clock);

    g_assert_true (yx_sms_send (sms, "13800138000", "register", code, &error));
    g_assert_no_error (error);
    g_assert_false (yx_sms_send (sms, "138\"", "register", code, &error));
    g_assert_error (error, YX_BASE_ERROR, YX_BASE_ERROR_INVALID);
  }
  g_assert_true (g_file_get_contents (file, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, line);
  g_assert_cmpint (read (ends[0], piped, sizeof piped - 1), ==, strlen (line));
  g_assert_cmpstr (piped, ==, line);
  g_assert_cmpint (stat (file, &info), ==, 0);
  g_assert_cmpuint (info.st_mode & 0777, ==, 0600);
  close (ends[0]);
  close (ends[1]);
  yx_test_clock_free (clock);
}

static void
test_shown_nowhere (void)
{
  g_autoptr (YxSecret) code = yx_secret_new_text ("123456");
  g_autoptr (YxSms) nowhere = yx_sms_shown_new ("/nowhere/shown.jsonl", -1, yx_clock_system ());
  g_autoptr (YxSms) closed = yx_sms_shown_new (NULL, 900, yx_clock_system ());
  g_autoptr (GError) error = NULL;

  g_assert_false (yx_sms_send (nowhere, "13800138000", "register", code, &error));
  g_assert_error (error, YX_BASE_ERROR, YX_BASE_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_false (yx_sms_send (closed, "13800138000", "register", code, &error));
  g_assert_nonnull (error);
}

static void
test_run_file (void)
{
  g_autoptr (HallFixture) fixture = hall_fixture_new ();
  const YxHallRun said = { (char *)"unix:/a", 7, (char *)"ff" };
  g_auto (YxHallRun) read = { NULL };
  g_auto (YxHallRun) other = { NULL };
  g_autofree char *path = hall_fixture_path (fixture, "run/hall.json");
  static const char *const wrong[] = { "", "[]", "{}", "{\"url\":1}", "{\"url\":\"x\",\"pid\":3}" };
  g_autoptr (GError) error = NULL;

  g_assert_true (yx_hall_run_store (fixture->folder, &said, &error));
  g_assert_true (yx_hall_run_load (fixture->folder, &read, &error));
  g_assert_cmpstr (read.url, ==, "unix:/a");
  g_assert_cmpint (read.pid, ==, 7);
  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_assert_true (g_file_set_contents (path, wrong[i], -1, NULL));
      g_assert_false (yx_hall_run_load (fixture->folder, &other, &error));
      g_clear_error (&error);
      yx_hall_run_clear (&other);
    }
  yx_hall_run_remove (fixture->folder);
  g_assert_false (yx_hall_run_load (fixture->folder, &other, &error));
  g_assert_error (error, YX_BASE_ERROR, YX_BASE_ERROR_NOT_FOUND);
}

/* design.md "hostile bytes": the hall itself never has the keys that sign. */
static void
test_no_keys_here (void)
{
  static const char *const names[]
      = { "ca/issuing.key", "ca/seal-maker.key", "ca/tsa.key", "ca/records.key" };
  g_autoptr (HallFixture) fixture = hall_fixture_new ();
  g_autoptr (GBytes) content = g_bytes_new_static ("x", 1);
  g_autoptr (GBytes) record = NULL;

  hall_fixture_open (fixture);
  record = yx_hall_signer_record (fixture->hall->signer, content, NULL);
  g_assert_nonnull (record);
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = hall_fixture_path (fixture, names[i]);
      g_autofree char *key = NULL;
      char scalar[32];
      gsize size;

      /* The private value of a P-256 key in PKCS#8 stands at byte 36 (RFC 5915 §3). */
      g_assert_true (g_file_get_contents (path, &key, &size, NULL));
      g_assert_cmpuint (size, >, 68);
      memcpy (scalar, key + 36, sizeof scalar);
      yx_wipe (key, size);
      yx_test_memory_mask (scalar, sizeof scalar);
      g_assert_cmpuint (yx_test_memory_find (YX_TEST_MEMORY_PLAIN, scalar, sizeof scalar), ==, 0);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_assert_true (yx_crypto_init ());
  g_test_add_func ("/hall/store/opens", test_opens);
  g_test_add_func ("/hall/store/refuses", test_refuses);
  g_test_add_func ("/hall/store/readers", test_readers);
  g_test_add_func ("/hall/store/resident-reader", test_resident_reader);
  g_test_add_func ("/hall/store/private", test_private);
  g_test_add_func ("/hall/store/other-key", test_other_key);
  g_test_add_func ("/hall/store/sealer", test_sealer);
  g_test_add_func ("/hall/store/reading", test_reading);
  g_test_add_func ("/hall/store/schema-is-taken-once", test_schema_is_taken_once);
  g_test_add_func ("/hall/store/pages-are-not-sorted", test_pages_are_not_sorted);
  g_test_add_func ("/hall/store/orphans", test_orphans);
  g_test_add_func ("/hall/store/bell", test_bell);
  g_test_add_func ("/hall/store/rates", test_rates);
  g_test_add_func ("/hall/store/rates-many", test_rates_many);
  g_test_add_func ("/hall/store/shown", test_shown);
  g_test_add_func ("/hall/store/shown-nowhere", test_shown_nowhere);
  g_test_add_func ("/hall/store/run-file", test_run_file);
  g_test_add_func ("/hall/store/no-keys-here", test_no_keys_here);
  return g_test_run ();
}
