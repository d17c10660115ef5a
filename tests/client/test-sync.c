/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "client/answering-server.h"
#include "client/mirror-fixture.h"
#include "client/yx-outbox.h"
#include "client/yx-sync.h"
#include "lib/yx-test-wait.h"

#define PERSON "per_aaaaaaaaaaaaaaaaaaaaaaaaaa"
#define FIRST "doc_aaaaaaaaaaaaaaaaaaaaaaaaaa"
#define SECOND "doc_bbbbbbbbbbbbbbbbbbbbbbbbba"
#define PATIENCE 20000
#define MOST 8

typedef struct
{
  MirrorFixture base;
  AnsweringServer *server;
  YxConnection *connection;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autofree char *socket = NULL;
  g_autofree char *url = NULL;

  mirror_fixture_set_up (&fixture->base, GINT_TO_POINTER (YX_ACCOUNT_PERSON));
  socket = yx_test_folder_path (fixture->base.folder, "s");
  url = g_strconcat ("unix:", socket, NULL);
  fixture->server = answering_server_new (socket);
  fixture->connection = yx_connection_new (url, NULL, NULL, NULL);
  yx_connection_set_patience (fixture->connection, 0);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  yx_connection_unref (fixture->connection);
  answering_server_free (fixture->server);
  mirror_fixture_tear_down (&fixture->base, data);
}

#define OK(text) { 200, YX_API_JSON, text }
#define NO(code, text) { code, YX_API_PROBLEM, "{\"code\":\"" text "\"}" }
#define CURSOR(at) "{\"entries\":[],\"cursor\":\"" at "\"}"
#define ENTRY(what, object) "{\"scope\":\"" PERSON "\",\"number\":2,\"kind\":\"" what "\",\"object\":\"" object "\"}"
#define PAGE(at, entries) "{\"entries\":[" entries "],\"cursor\":\"" at "\"}"
#define DOCUMENT(id, state) \
  "{\"id\":\"" id "\",\"kind\":\"contract\",\"state\":\"" state "\",\"title\":\"劳动合同\",\"revisions\":1}"
#define LIST(items) "{\"items\":[" items "]}"

/* What every story begins with: the feed's place, one document, nothing new. */
static const Answer begun[] = { OK (CURSOR ("e.s.1")), OK (LIST (DOCUMENT (FIRST, "to_seal"))) };

static gboolean
sync_now (Fixture *fixture, gboolean *changed, GError **error)
{
  return yx_sync_once (fixture->base.mirror, fixture->connection, PERSON, 0, changed, NULL, error);
}

static void
begin (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  gboolean changed;

  answering_server_say (fixture->server, begun, G_N_ELEMENTS (begun));
  g_assert_true (sync_now (fixture, &changed, &error));
  g_assert_no_error (error);
  g_assert_true (changed);
}

static void
assert_lines (Fixture *fixture, const char *expected)
{
  g_autofree char *dump = mirror_dump (yx_mirror_index (fixture->base.mirror));

  g_assert_cmpstr (dump, ==, expected);
}

#define LINE(id, state, todo) id " " id " " state " " todo " (null)\n"

/* A feed and what it makes of the mirror. */
static const struct
{
  const char *name;
  Answer answers[MOST];
  gsize n;
  const char *lines;
} stories[] = {
  { "nothing-new", { OK (CURSOR ("e.s.1")) }, 1, LINE (FIRST, "to_sign", "0") },
  { "changed", { OK (PAGE ("e.s.2", ENTRY ("document", FIRST))), OK (DOCUMENT (FIRST, "to_sign")), OK (CURSOR ("e.s.2")) }, 3,
    LINE (FIRST, "to_sign", "1") },
  { "another",
    { OK (PAGE ("e.s.2", ENTRY ("document", SECOND))), OK (DOCUMENT (SECOND, "complete")), OK (CURSOR ("e.s.2")) }, 3,
    LINE (FIRST, "to_sign", "0") LINE (SECOND, "signed", "0") },
  { "named-twice-fetched-once",
    { OK (PAGE ("e.s.3", ENTRY ("document", FIRST) "," ENTRY ("document", FIRST))), OK (DOCUMENT (FIRST, "to_sign")),
      OK (CURSOR ("e.s.3")) },
    3, LINE (FIRST, "to_sign", "1") },
  { "gone", { OK (PAGE ("e.s.2", ENTRY ("gone", FIRST))), OK (CURSOR ("e.s.2")) }, 2, "" },
  { "not-found", { OK (PAGE ("e.s.2", ENTRY ("document", FIRST))), NO (404, "not-found"), OK (CURSOR ("e.s.2")) }, 3, "" },
  { "no-longer-allowed", { OK (PAGE ("e.s.2", ENTRY ("document", FIRST))), NO (403, "forbidden"), OK (CURSOR ("e.s.2")) }, 3, "" },
  { "scope-ended", { OK (PAGE ("e.s.2", ENTRY ("scope-ended", PERSON))), OK (CURSOR ("e.s.2")) }, 2, "" },
  { "reset", { NO (410, "feed-reset"), OK (CURSOR ("f.s.7")), OK (LIST (DOCUMENT (SECOND, "to_sign"))) }, 3,
    LINE (SECOND, "to_sign", "1") },
  { "other-kinds", { OK (PAGE ("e.s.2", ENTRY ("seal", "sea_aaaaaaaaaaaaaaaaaaaaaaaaaa") "," ENTRY ("moon", "x"))), OK (CURSOR ("e.s.2")) },
    2, LINE (FIRST, "to_sign", "0") },
  { "a-person-sees-no-filings", { OK (PAGE ("e.s.2", ENTRY ("filing", "fil_aaaaaaaaaaaaaaaaaaaaaaaaaa"))), OK (CURSOR ("e.s.2")) }, 2,
    LINE (FIRST, "to_sign", "0") },
  { "no-such-id", { OK (PAGE ("e.s.2", ENTRY ("document", "../../v1/hall"))), OK (CURSOR ("e.s.2")) }, 2,
    LINE (FIRST, "to_sign", "0") },
};

static void
test_story (Fixture *fixture, gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_autoptr (GError) error = NULL;
  gboolean changed;

  begin (fixture);
  answering_server_say (fixture->server, stories[i].answers, stories[i].n);
  g_assert_true (sync_now (fixture, &changed, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (answering_server_asked (fixture->server)->count, ==, stories[i].n);
  assert_lines (fixture, stories[i].lines);
  mirror_fixture_reopen (&fixture->base, YX_ACCOUNT_PERSON);
  mirror_fixture_load (&fixture->base);
  assert_lines (fixture, stories[i].lines);
}

/* What no hall says; the mirror stays as it was. */
static const struct
{
  const char *name;
  Answer answers[MOST];
  gsize n;
} hostile[] = {
  { "no-cursor", { OK ("{\"entries\":[]}") }, 1 },
  { "does-not-move-on", { OK (PAGE ("e.s.1", ENTRY ("document", FIRST))) }, 1 },
  { "another-record", { OK (PAGE ("e.s.2", ENTRY ("document", FIRST))), OK (DOCUMENT (SECOND, "to_sign")) }, 2 },
  { "no-record", { OK (PAGE ("e.s.2", ENTRY ("document", FIRST))), OK ("[]") }, 2 },
  { "unknown-state", { OK (PAGE ("e.s.2", ENTRY ("document", FIRST))), OK (DOCUMENT (FIRST, "exploded")) }, 2 },
  { "not-json", { OK ("feed me") }, 1 },
  { "hangs-up", { { .hang_up = TRUE } }, 1 },
  { "hangs-up-later", { OK (PAGE ("e.s.2", ENTRY ("document", FIRST))), { .hang_up = TRUE } }, 2 },
  { "endless-list",
    { NO (410, "feed-reset"), OK (CURSOR ("f.s.7")), OK ("{\"items\":[],\"next\":\"a\"}"), OK ("{\"items\":[],\"next\":\"a\"}") }, 4 },
  { "list-without-ids", { NO (410, "feed-reset"), OK (CURSOR ("f.s.7")), OK (LIST ("{\"state\":\"to_sign\"}")) }, 3 },
};

static void
test_hostile (Fixture *fixture, gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  static const Answer well[] = { OK (CURSOR ("g.s.1")), OK (LIST (DOCUMENT (FIRST, "to_sign"))) };
  static const Answer news[] = { OK (PAGE ("e.s.2", ENTRY ("document", FIRST))), OK (DOCUMENT (FIRST, "to_sign")), OK (CURSOR ("e.s.2")) };
  gboolean reset = g_str_has_prefix (hostile[i].name, "endless") || g_str_has_prefix (hostile[i].name, "list");
  g_autoptr (GError) error = NULL;
  gboolean changed;

  begin (fixture);
  answering_server_say (fixture->server, hostile[i].answers, hostile[i].n);
  g_assert_false (sync_now (fixture, &changed, &error));
  g_assert_true (error->domain == YX_CLIENT_ERROR);
  assert_lines (fixture, LINE (FIRST, "to_sign", "0"));
  /* An honest hall afterwards is followed from where the mirror stood. */
  answering_server_say (fixture->server, reset ? well : news, reset ? G_N_ELEMENTS (well) : G_N_ELEMENTS (news));
  g_assert_true (sync_now (fixture, &changed, NULL));
  assert_lines (fixture, LINE (FIRST, "to_sign", "1"));
}

/* What a thread told. */
typedef struct
{
  GMutex mutex;
  guint told[YX_SYNC_ENDED + 1];
} Told;

static void
note (YxSyncNews news, gpointer data)
{
  Told *told = data;
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&told->mutex);

  told->told[news]++;
}

typedef struct
{
  Told *told;
  YxSyncNews news;
} Awaited;

static gboolean
was_told (gpointer data)
{
  Awaited *awaited = data;
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&awaited->told->mutex);

  return awaited->told->told[awaited->news] > 0;
}

static void
await (Told *told, YxSyncNews news)
{
  Awaited awaited = { told, news };

  g_assert_true (yx_test_wait (was_told, &awaited, PATIENCE));
}

/* The hall is gone at first: said so; when it is back, what waited in the outbox is sent before anything is asked. */
static void
test_comes_back (Fixture *fixture, gconstpointer data)
{
  static const Answer gone[] = { { .hang_up = TRUE } };
  static const Answer back[] = { OK (DOCUMENT (FIRST, "declined")), OK (CURSOR ("e.s.1")), OK (LIST (DOCUMENT (FIRST, "declined"))),
                                 OK (CURSOR ("e.s.1")) };
  const YxCall call = { .endpoint = YX_API_DOCUMENT_DECLINE, .parameters = { FIRST }, .if_match = "a" };
  g_autoptr (GBytes) body = g_bytes_new_static ("{\"reason\":\"no\"}", strlen ("{\"reason\":\"no\"}"));
  g_autoptr (GError) error = NULL;
  YxCall waiting = call;
  Told told = { 0 };
  YxSync *sync;

  waiting.body = body;
  g_assert_true (yx_outbox_put (fixture->base.store, "key_aaaaaaaaaaaaaaaaaaaaaaaaaa", &waiting, &error));
  answering_server_say (fixture->server, gone, G_N_ELEMENTS (gone));
  sync = yx_sync_start (fixture->base.mirror, fixture->connection, PERSON, note, &told);
  await (&told, YX_SYNC_OFFLINE);
  g_assert_cmpint (yx_outbox_state (fixture->base.store, "key_aaaaaaaaaaaaaaaaaaaaaaaaaa", NULL), ==, YX_OUTBOX_WAITING);
  answering_server_say (fixture->server, back, G_N_ELEMENTS (back));
  await (&told, YX_SYNC_ONLINE);
  await (&told, YX_SYNC_CURRENT);
  g_assert_cmpint (yx_outbox_state (fixture->base.store, "key_aaaaaaaaaaaaaaaaaaaaaaaaaa", NULL), ==, YX_OUTBOX_DONE);
  yx_sync_free (sync);
  assert_lines (fixture, LINE (FIRST, "declined", "0"));
}

static gboolean
is_sent (gpointer fixture)
{
  return yx_outbox_state (((Fixture *) fixture)->base.store, "key_aaaaaaaaaaaaaaaaaaaaaaaaaa", NULL) == YX_OUTBOX_DONE;
}

/* Where only somebody else did not reach the hall, what they left in the outbox is sent, and that it answers is told anew. */
static void
test_doubt (Fixture *fixture, gconstpointer data)
{
  static const Answer there[] = { OK (CURSOR ("e.s.1")), OK (LIST (DOCUMENT (FIRST, "to_sign"))), OK (CURSOR ("e.s.1")) };
  const YxCall call = { .endpoint = YX_API_DOCUMENT_DECLINE, .parameters = { FIRST }, .if_match = "a" };
  g_autoptr (GBytes) body = g_bytes_new_static ("{\"reason\":\"no\"}", strlen ("{\"reason\":\"no\"}"));
  YxCall waiting = call;
  Told told = { 0 };
  YxSync *sync;

  waiting.body = body;
  answering_server_say (fixture->server, there, G_N_ELEMENTS (there));
  sync = yx_sync_start (fixture->base.mirror, fixture->connection, PERSON, note, &told);
  await (&told, YX_SYNC_ONLINE);
  g_assert_true (yx_outbox_put (fixture->base.store, "key_aaaaaaaaaaaaaaaaaaaaaaaaaa", &waiting, NULL));
  g_mutex_lock (&told.mutex);
  g_assert_cmpuint (told.told[YX_SYNC_OFFLINE], ==, 0);
  told.told[YX_SYNC_ONLINE] = 0;
  g_mutex_unlock (&told.mutex);
  yx_sync_doubt (sync);
  g_assert_true (yx_test_wait (is_sent, fixture, PATIENCE));
  await (&told, YX_SYNC_ONLINE);
  yx_sync_free (sync);
}

/* A session that has ended is not asked for again and again. */
static void
test_ended (Fixture *fixture, gconstpointer data)
{
  static const Answer no[] = { NO (401, "unauthenticated") };
  Told told = { 0 };
  YxSync *sync;

  answering_server_say (fixture->server, no, G_N_ELEMENTS (no));
  sync = yx_sync_start (fixture->base.mirror, fixture->connection, PERSON, note, &told);
  await (&told, YX_SYNC_ENDED);
  yx_sync_free (sync);
  g_assert_cmpuint (answering_server_asked (fixture->server)->count, ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (stories); i++)
    {
      g_autofree char *path = g_strconcat ("/client/sync/", stories[i].name, NULL);

      g_test_add (path, Fixture, GUINT_TO_POINTER (i), set_up, test_story, tear_down);
    }
  for (guint i = 0; i < G_N_ELEMENTS (hostile); i++)
    {
      g_autofree char *path = g_strconcat ("/client/sync/hostile/", hostile[i].name, NULL);

      g_test_add (path, Fixture, GUINT_TO_POINTER (i), set_up, test_hostile, tear_down);
    }
  g_test_add ("/client/sync/comes-back", Fixture, NULL, set_up, test_comes_back, tear_down);
  g_test_add ("/client/sync/doubt", Fixture, NULL, set_up, test_doubt, tear_down);
  g_test_add ("/client/sync/ended", Fixture, NULL, set_up, test_ended, tear_down);
  return g_test_run ();
}
