/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <fcntl.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <termios.h>
#include <unistd.h>

#include "base/yx-database.h"
#include "lib/yx-test-hall.h"
#include "lib/yx-test-wait.h"

static int
run (const char *const *arguments, char **said)
{
  g_autofree char *complained = NULL;
  g_autofree char *out = NULL;
  int status = yx_test_hall_command (arguments, &out, &complained);

  if (complained[0] != '\0')
    g_test_message ("%s", complained);
  if (said != NULL)
    *said = g_steal_pointer (&out);
  return status;
}

#define RUN(said, ...) run ((const char *const[]){ __VA_ARGS__, NULL }, said)

static void
assert_mode (const char *folder, const char *name, guint mode)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  struct stat info;

  g_assert_cmpint (stat (path, &info), ==, 0);
  g_assert_cmpuint (info.st_mode & 07777, ==, mode);
}

static void
test_usage (void)
{
  g_assert_cmpint (RUN (NULL, "nonsense"), ==, 2);
  g_assert_cmpint (run ((const char *const[]){ NULL }, NULL), ==, 2);
  g_assert_cmpint (RUN (NULL, "init"), ==, 2);
  g_assert_cmpint (RUN (NULL, "init", "--data"), ==, 2);
  g_assert_cmpint (RUN (NULL, "init", "--data", "/tmp/x", "surplus"), ==, 2);
  g_assert_cmpint (RUN (NULL, "serve", "--nonsense"), ==, 2);
  g_assert_cmpint (RUN (NULL, "serve"), ==, 2);
  g_assert_cmpint (RUN (NULL, "serve", "--data", "/tmp/x", "--port", "1"), ==, 2);
  g_assert_cmpint (RUN (NULL, "serve", "--data", "/tmp/x", "--address", "::1", "--socket", "/tmp/y"), ==, 2);
  g_assert_cmpint (RUN (NULL, "serve", "--data", "/tmp/x", "--address", "::1", "--port", "65536"), ==, 2);
  g_assert_cmpint (RUN (NULL, "serve", "--data", "/tmp/x", "--codes-fd", "77"), ==, 2);
  g_assert_cmpint (RUN (NULL, "status"), ==, 2);
  g_assert_cmpint (RUN (NULL, "status", "--nonsense"), ==, 2);
  g_assert_cmpint (RUN (NULL, "check", "--nonsense"), ==, 2);
  g_assert_cmpint (RUN (NULL, "check"), ==, 2);
  g_assert_cmpint (RUN (NULL, "--version"), ==, 0);
}

static void
test_nothing_there (void)
{
  g_autoptr (YxTestFolder) above = yx_test_folder_new ();
  g_autofree char *missing = yx_test_folder_path (above, "missing");

  g_assert_cmpint (RUN (NULL, "serve", "--data", missing), ==, 1);
  g_assert_cmpint (RUN (NULL, "status", "--data", missing), ==, 1);
  g_assert_cmpint (RUN (NULL, "check", "--data", missing), ==, 1);
}

static void
test_init_folder (void)
{
  static const char *const folders[] = { "", "objects", "ca", "tls", "keys", "run", "sms" };
  static const char *const files[] = { "hall.conf",   "hall.db",        "keys/storage",   "ca/passphrase",
                                       "ca/root.key", "ca/root.pem",    "ca/issuing.key", "ca/seal-maker.key",
                                       "ca/tsa.key",  "ca/records.key", "tls/server.key", "tls/server.pem" };
  g_autoptr (YxTestHall) hall = yx_test_hall_new (NULL);
  g_autofree char *root = yx_test_hall_path (hall, "ca/root.key");
  g_autofree char *storage = yx_test_hall_path (hall, "keys/storage");
  g_autofree char *text = NULL;
  g_autofree char *key = NULL;
  gsize size;

  for (gsize i = 0; i < G_N_ELEMENTS (folders); i++)
    assert_mode (hall->folder, folders[i], 0700);
  g_unlink (hall->socket);
  for (gsize i = 1; i < G_N_ELEMENTS (files); i++)
    assert_mode (hall->folder, files[i], 0600);
  g_assert_true (g_file_get_contents (root, &text, NULL, NULL));
  g_assert_true (g_str_has_prefix (text, "-----BEGIN ENCRYPTED PRIVATE KEY-----"));
  g_assert_true (g_file_get_contents (storage, &key, &size, NULL));
  g_assert_cmpuint (size, ==, 32);
}

static void
test_init_refuses (void)
{
  g_autoptr (YxTestHall) hall = yx_test_hall_new (NULL);
  g_autoptr (YxTestFolder) above = yx_test_folder_new ();
  g_autofree char *folder = yx_test_folder_path (above, "hall");
  g_autofree char *file = yx_test_folder_path (above, "passphrase");
  g_autofree char *name = g_strnfill (41, 'x');
  g_autofree char *nowhere = yx_test_folder_path (above, "nowhere");
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autofree char *storage = yx_test_hall_path (hall, "keys/storage");

  g_assert_true (g_file_get_contents (storage, &before, NULL, NULL));
  g_assert_cmpint (RUN (NULL, "init", "--data", hall->folder), ==, 1);
  g_assert_true (g_file_get_contents (storage, &after, NULL, NULL));
  g_assert_cmpmem (before, 32, after, 32);
  g_assert_cmpint (RUN (NULL, "init", "--data", folder, "--name", name), ==, 1);
  g_assert_cmpint (RUN (NULL, "init", "--data", folder, "--name", "a\nb"), ==, 1);
  g_assert_true (g_file_set_contents (file, "short\n", -1, NULL));
  g_assert_cmpint (RUN (NULL, "init", "--data", folder, "--root-passphrase-file", file), ==, 1);
  g_assert_cmpint (RUN (NULL, "init", "--data", folder, "--root-passphrase-file", nowhere), ==, 1);
  g_assert_cmpint (RUN (NULL, "init", "--data", file), ==, 1);
}

/* Cut off half-way: the same command again makes the hall. */
static void
test_init_again (void)
{
  g_autoptr (YxTestFolder) above = yx_test_folder_new ();
  g_autofree char *folder = yx_test_folder_path (above, "hall");
  g_autofree char *file = yx_test_folder_path (above, "passphrase");
  g_autofree char *kept = g_build_filename (folder, "ca", "passphrase", NULL);
  g_autofree char *said = NULL;

  g_assert_true (g_file_set_contents (file, "a long passphrase\r\n", -1, NULL));
  g_setenv ("YINXIN_FAULT", "hall.init.finish", TRUE);
  {
    g_autofree char *program = yx_test_hall_program ();
    g_autoptr (GSubprocess) process
        = g_subprocess_new (G_SUBPROCESS_FLAGS_NONE, NULL, program, "init", "--data", folder,
                            "--root-passphrase-file", file, NULL);

    g_assert_true (g_subprocess_wait (process, NULL, NULL));
    g_assert_true (g_subprocess_get_if_signaled (process));
  }
  g_unsetenv ("YINXIN_FAULT");
  g_assert_cmpint (RUN (&said, "init", "--data", folder, "--root-passphrase-file", file), ==, 0);
  g_assert_cmpstr (said, ==, "");
  g_assert_false (g_file_test (kept, G_FILE_TEST_EXISTS));
  g_assert_cmpint (RUN (NULL, "check", "--data", folder), ==, 0);
}

static gboolean
has_no_echo (gpointer data)
{
  struct termios state;

  return tcgetattr (GPOINTER_TO_INT (data), &state) == 0 && (state.c_lflag & ECHO) == 0;
}

/* At a terminal the passphrase is asked for, twice and unseen. */
static int
init_at_terminal (const char *folder, const char *typed, char **seen)
{
  g_autofree char *program = yx_test_hall_program ();
  g_autoptr (GSubprocessLauncher) launcher
      = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_SILENCE | G_SUBPROCESS_FLAGS_STDERR_PIPE);
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;
  int terminal = posix_openpt (O_RDWR | O_NOCTTY | O_CLOEXEC);

  g_assert_cmpint (terminal, >=, 0);
  g_assert_cmpint (grantpt (terminal), ==, 0);
  g_assert_cmpint (unlockpt (terminal), ==, 0);
  /* Not through its path: a test that leads its session would get the terminal as its own. */
  g_subprocess_launcher_take_stdin_fd (launcher, open (ptsname (terminal), O_RDWR | O_NOCTTY | O_CLOEXEC));
  process = g_subprocess_launcher_spawn (launcher, &error, program, "init", "--data", folder, NULL);
  g_assert_no_error (error);
  for (const char *line = typed; *line != '\0'; line = strchr (line, '\n') + 1)
    {
      g_autoptr (GString) asked = g_string_new (NULL);
      char byte;

      /* Only then: what is typed before the question is thrown away. */
      while (!g_str_has_suffix (asked->str, ": ")
             && g_input_stream_read (g_subprocess_get_stderr_pipe (process), &byte, 1, NULL, NULL) == 1)
        g_string_append_c (asked, byte);
      g_assert_true (yx_test_wait (has_no_echo, GINT_TO_POINTER (terminal), 10000));
      g_assert_cmpint (write (terminal, line, strcspn (line, "\n") + 1), >, 0);
    }
  g_subprocess_communicate_utf8 (process, NULL, NULL, NULL, seen, &error);
  g_assert_no_error (error);
  close (terminal);
  return g_subprocess_get_exit_status (process);
}

static void
test_terminal (void)
{
  g_autoptr (YxTestFolder) above = yx_test_folder_new ();
  g_autofree char *folder = yx_test_folder_path (above, "hall");
  g_autofree char *kept = g_build_filename (folder, "ca", "passphrase", NULL);
  g_autofree char *differ = NULL;
  g_autofree char *equal = NULL;

  g_assert_cmpint (init_at_terminal (folder, "a long passphrase\nanother passphrase\n", &differ), ==, 1);
  g_assert_nonnull (strstr (differ, "differ"));
  g_assert_false (g_file_test (folder, G_FILE_TEST_EXISTS));
  g_assert_cmpint (init_at_terminal (folder, "a long passphrase\na long passphrase\n", &equal), ==, 0);
  g_assert_false (g_file_test (kept, G_FILE_TEST_EXISTS));
  g_assert_cmpint (RUN (NULL, "check", "--data", folder), ==, 0);
}

static void
test_serve_and_status (void)
{
  g_autoptr (YxTestHall) hall = yx_test_hall_new (NULL);
  g_autofree char *url = g_strconcat ("unix:", hall->socket, NULL);
  g_autofree char *json = NULL;
  g_autofree char *words = NULL;
  g_autofree char *none = NULL;
  struct stat info;

  g_assert_cmpint (RUN (&none, "status", "--data", hall->folder, "--json"), ==, 1);
  g_assert_nonnull (strstr (none, "\"running\":false,\"hall\":null,\"load\":null"));
  yx_test_hall_start (hall);
  g_assert_cmpstr (hall->url, ==, url);
  g_assert_cmpint (stat (hall->socket, &info), ==, 0);
  g_assert_cmpuint (info.st_mode & 0777, ==, 0600);
  assert_mode (hall->folder, "run/hall.json", 0600);
  g_assert_cmpint (RUN (&json, "status", "--data", hall->folder, "--json"), ==, 0);
  g_assert_nonnull (strstr (json, "\"running\":true"));
  g_assert_nonnull (strstr (json, g_subprocess_get_identifier (hall->process)));
  g_assert_cmpint (RUN (&words, "status", "--data", hall->folder), ==, 0);
  g_assert_true (g_str_has_prefix (words, "running, pid "));
  /* The folder is one hall's. */
  g_assert_cmpint (RUN (NULL, "serve", "--data", hall->folder, "--socket", "/tmp/never"), ==, 1);
  g_assert_cmpint (RUN (NULL, "check", "--data", hall->folder), ==, 1);
  yx_test_hall_stop (hall);
  g_assert_cmpint (RUN (NULL, "check", "--data", hall->folder), ==, 0);
  g_assert_cmpint (stat (hall->socket, &info), !=, 0);
}

static void
test_killed (void)
{
  g_autoptr (YxTestHall) hall = yx_test_hall_new (NULL);

  for (int i = 0; i < 3; i++)
    {
      yx_test_hall_start (hall);
      yx_test_hall_kill (hall);
    }
  g_assert_cmpint (RUN (NULL, "status", "--data", hall->folder), ==, 1);
  yx_test_hall_start (hall);
  yx_test_hall_stop (hall);
  g_assert_cmpint (RUN (NULL, "check", "--data", hall->folder), ==, 0);
}

/* The process whose parent is @parent: the hall has the signer as its only child. */
static int
find_child (int parent)
{
  g_autoptr (GDir) all = g_dir_open ("/proc", 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (all)) != NULL)
    {
      g_autofree char *path = g_build_filename ("/proc", name, "stat", NULL);
      g_autofree char *text = NULL;
      const char *end;
      char state;
      int its;

      if (!g_ascii_isdigit (name[0]) || !g_file_get_contents (path, &text, NULL, NULL))
        continue;
      end = strrchr (text, ')');
      if (end != NULL && sscanf (end + 1, " %c %d", &state, &its) == 2 && its == parent)
        return atoi (name);
    }
  return 0;
}

/* A hall whose signer has ended does not go on half alive: whoever supervises it starts both anew. */
static void
test_signer_killed (void)
{
  g_autoptr (YxTestHall) hall = yx_test_hall_new (NULL);
  int signer;

  yx_test_hall_start (hall);
  signer = find_child (atoi (g_subprocess_get_identifier (hall->process)));
  g_assert_cmpint (signer, >, 0);
  g_assert_cmpint (kill (signer, SIGKILL), ==, 0);
  g_assert_true (g_subprocess_wait (hall->process, NULL, NULL));
  g_assert_true (g_subprocess_get_if_exited (hall->process));
  g_assert_cmpint (g_subprocess_get_exit_status (hall->process), ==, 1);
  g_clear_object (&hall->process);
  g_clear_pointer (&hall->url, g_free);
  g_assert_cmpint (RUN (NULL, "status", "--data", hall->folder), ==, 1);
  yx_test_hall_start (hall);
  yx_test_hall_stop (hall);
}

static void
test_serve_tls (void)
{
  g_autoptr (YxTestHall) hall = yx_test_hall_new (NULL);

  yx_test_hall_start_tls (hall);
  g_assert_true (g_str_has_prefix (hall->url, "https://127.0.0.1:"));
  yx_test_hall_stop (hall);
}

/* Without any word where to listen it is the socket in its own folder. */
static void
test_serve_plainly (void)
{
  g_autoptr (YxTestHall) hall = yx_test_hall_new (NULL);
  g_autofree char *path = yx_test_hall_path (hall, "run/socket");
  g_autofree char *url = g_strconcat ("unix:", path, NULL);
  g_autofree char *file = yx_test_hall_path (hall, "run/hall.json");

  g_free (hall->socket);
  hall->socket = g_strdup (path);
  yx_test_hall_start_plainly (hall);
  g_assert_cmpstr (hall->url, ==, url);
  g_assert_cmpint (g_unlink (file), ==, 0);
  g_assert_cmpint (RUN (NULL, "status", "--data", hall->folder), ==, 1);
  yx_test_hall_stop (hall);
}

static void
test_port_taken (void)
{
  g_autoptr (YxTestHall) first = yx_test_hall_new (NULL);
  g_autoptr (YxTestHall) second = yx_test_hall_new (NULL);

  yx_test_hall_start_tls (first);
  g_assert_cmpint (RUN (NULL, "serve", "--data", second->folder, "--address", "127.0.0.1", "--port",
                        strrchr (first->url, ':') + 1),
                   ==, 1);
}

static void
test_serve_refuses (void)
{
  g_autoptr (YxTestHall) hall = yx_test_hall_new (NULL);
  g_autofree char *key = yx_test_hall_path (hall, "keys/storage");

  g_assert_cmpint (RUN (NULL, "serve", "--data", hall->folder, "--address", "0.0.0.0", "--port", "0"), ==, 1);
  yx_test_hall_configure (hall, "[listen]\naddress=192.0.2.1\nport=1\n");
  g_assert_cmpint (RUN (NULL, "serve", "--data", hall->folder), ==, 1);
  yx_test_hall_configure (hall, "[surprise]\n");
  g_assert_cmpint (RUN (NULL, "serve", "--data", hall->folder), ==, 1);
  yx_test_hall_configure (hall, "");
  g_assert_true (g_file_set_contents (key, "short", -1, NULL));
  g_assert_cmpint (RUN (NULL, "serve", "--data", hall->folder, "--socket", hall->socket), ==, 1);
}

typedef struct
{
  int fd;
  GSubprocess *process;
} Embedded;

/* As the client starts it: descriptor 3 is a socketpair. */
static Embedded
start_embedded (YxTestHall *hall)
{
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_SILENCE);
  g_autofree char *program = yx_test_hall_program ();
  g_autoptr (GError) error = NULL;
  Embedded embedded;
  int ends[2];

  g_assert_cmpint (socketpair (AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends), ==, 0);
  g_subprocess_launcher_take_fd (launcher, ends[1], 3);
  embedded.fd = ends[0];
  embedded.process = g_subprocess_launcher_spawn (launcher, &error, program, "serve", "--data", hall->folder,
                                                  "--socket", hall->socket, "--codes-fd", "3", NULL);
  g_assert_no_error (error);
  return embedded;
}

static void
expect_ready (int fd)
{
  g_autoptr (GString) line = g_string_new (NULL);
  char byte = '\0';

  while (byte != '\n' && read (fd, &byte, 1) == 1)
    g_string_append_c (line, byte);
  g_assert_true (g_str_has_prefix (line->str, "{\"ready\":{\"url\":\"unix:"));
}

static void
expect_end (Embedded *embedded)
{
  g_assert_true (g_subprocess_wait (embedded->process, NULL, NULL));
  g_assert_true (g_subprocess_get_successful (embedded->process));
  g_clear_object (&embedded->process);
}

static void
test_embedded (void)
{
  g_autoptr (YxTestHall) hall = yx_test_hall_new (NULL);
  Embedded told = start_embedded (hall);
  Embedded left;
  static const char words[] = "\nnonsense\nshutdown\n";
  g_autofree char *lengthy = g_strnfill (1000, 'x');

  expect_ready (told.fd);
  g_assert_cmpint (write (told.fd, lengthy, 1000), ==, 1000);
  g_assert_cmpint (write (told.fd, words, strlen (words)), ==, strlen (words));
  expect_end (&told);
  close (told.fd);
  /* It does not outlive who started it. */
  left = start_embedded (hall);
  expect_ready (left.fd);
  close (left.fd);
  expect_end (&left);
}

static gboolean
execute (YxDatabase *db, gpointer data, GError **error)
{
  return yx_database_execute (db, data, error);
}

static void
damage (YxTestHall *hall, const char *sql)
{
  g_autofree char *path = yx_test_hall_path (hall, "hall.db");
  g_autoptr (GError) error = NULL;
  g_autoptr (YxDatabase) db = yx_database_open (path, YX_DATABASE_WRITE, &error);

  g_assert_no_error (error);
  g_assert_true (yx_database_transaction (db, execute, (gpointer)sql, &error));
  g_assert_no_error (error);
}

/* SHA-256 of "abc" and of "abcabc". */
#define TWICE "bbb59da3af939f7af5f360f2ceb80a496e3bae1cd87dde426db0ae40677e1c2c"
#define HASH "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
#define REVISION(id, number, hash, head, previous, size)                                                     \
  "INSERT INTO revision (id, document, number, kind, hash, head, previous, size, at) VALUES ('" id           \
  "', 'doc_aaaaaaaaaaaaaaaaaaaaaaaaaa', " number ", 'base', '" hash "', '" head "', " previous ", " size     \
  ", 0);"
#define DOCUMENT(head)                                                                                       \
  "INSERT INTO document (id, kind, state, head, revisions, size) VALUES ('doc_aaaaaaaaaaaaaaaaaaaaaaaaaa', " \
  "'contract', "                                                                                             \
  "'to_seal', '" head "', 1, 3);"
#define EMPTY "DELETE FROM revision; DELETE FROM document; DELETE FROM event; DELETE FROM person;"

static void
put_object (YxTestHall *hall, const char *bytes)
{
  g_autofree char *folder = yx_test_hall_path (hall, "objects/ba");
  g_autofree char *path = g_build_filename (folder, HASH, NULL);

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, bytes, -1, NULL));
}

static void
test_check (void)
{
  static const struct
  {
    const char *sql;
    const char *object;
    const char *finds; /* NULL: nothing */
  } cases[] = {
    { REVISION ("rev_aaaaaaaaaaaaaaaaaaaaaaaaaa", "1", HASH, HASH, "NULL", "3") DOCUMENT (HASH), "abc",
      NULL },
    { REVISION ("rev_aaaaaaaaaaaaaaaaaaaaaaaaaa", "1", HASH, HASH, "NULL", "3")
          REVISION ("rev_bbbbbbbbbbbbbbbbbbbbbbbbbb", "2", HASH, TWICE, "'" HASH "'", "3"),
      "abc", NULL },
    { REVISION ("rev_aaaaaaaaaaaaaaaaaaaaaaaaaa", "1", HASH, HASH, "NULL", "3")
          REVISION ("rev_bbbbbbbbbbbbbbbbbbbbbbbbbb", "2", HASH, HASH, "'" HASH "'", "3"),
      "abc", "does not make the document" },
    { REVISION ("rev_aaaaaaaaaaaaaaaaaaaaaaaaaa", "1", HASH, HASH, "NULL", "3") DOCUMENT (HASH), "abd",
      "damaged" },
    { REVISION ("rev_aaaaaaaaaaaaaaaaaaaaaaaaaa", "1", HASH, HASH, "NULL", "4") DOCUMENT (HASH), "abc",
      "another size" },
    { REVISION ("rev_aaaaaaaaaaaaaaaaaaaaaaaaaa", "2", HASH, HASH, "NULL", "3"), "abc", "number 2 after 0" },
    { REVISION ("rev_aaaaaaaaaaaaaaaaaaaaaaaaaa", "1", HASH, HASH, "'x'", "3"), "abc", "does not follow" },
    { REVISION ("rev_aaaaaaaaaaaaaaaaaaaaaaaaaa", "1", HASH, "x", "NULL", "3"), "abc",
      "does not make the document" },
    { DOCUMENT (HASH), "abc", "does not end with its last revision" },
    { "INSERT INTO event (id, object, number, action, chain, at) VALUES ('evt_aaaaaaaaaaaaaaaaaaaaaaaaaa', "
      "'x', 1, 'y', 'z', 0)",
      "abc", "breaks the chain" },
    { "INSERT INTO event (id, object, number, action, chain, at) VALUES ('evt_aaaaaaaaaaaaaaaaaaaaaaaaaa', "
      "'x', 1, 'y', 'z', 0), "
      "('evt_bbbbbbbbbbbbbbbbbbbbbbbbbb', 'x', 3, 'y', 'z', 0)",
      "abc", "event evt_bbbbbbbbbbbbbbbbbbbbbbbbbb breaks the chain" },
    { "INSERT INTO person (id, name) VALUES ('per_aaaaaaaaaaaaaaaaaaaaaaaaaa', x'0011')", "abc",
      "cannot be read" },
  };
  g_autoptr (YxTestHall) hall = yx_test_hall_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *said = NULL;
      int status;

      put_object (hall, cases[i].object);
      damage (hall, cases[i].sql);
      status = RUN (&said, "check", "--data", hall->folder);
      g_test_message ("%s", said);
      g_assert_cmpint (status, ==, cases[i].finds == NULL ? 0 : 1);
      g_assert_nonnull (strstr (said, cases[i].finds == NULL ? "whole" : cases[i].finds));
      damage (hall, EMPTY);
    }
}

/* A further issuing authority, with the root's passphrase only; the list names both. */
static void
test_authorities (void)
{
  g_autoptr (YxTestFolder) above = yx_test_folder_new ();
  g_autofree char *folder = yx_test_folder_path (above, "hall");
  g_autofree char *right = yx_test_folder_path (above, "right");
  g_autofree char *wrong = yx_test_folder_path (above, "wrong");
  g_autofree char *said = NULL;

  g_assert_true (g_file_set_contents (right, "a long passphrase\n", -1, NULL));
  g_assert_true (g_file_set_contents (wrong, "another passphrase\n", -1, NULL));
  g_assert_cmpint (RUN (NULL, "init", "--data", folder, "--root-passphrase-file", right), ==, 0);
  g_assert_cmpint (RUN (NULL, "authorities"), ==, 2);
  g_assert_cmpint (RUN (NULL, "authorities", "--data", folder, "--add", "root"), ==, 2);
  g_assert_cmpint (
      RUN (NULL, "authorities", "--data", folder, "--add", "issuing", "--root-passphrase-file", wrong), ==, 1);
  g_assert_cmpint (
      RUN (&said, "authorities", "--data", folder, "--add", "issuing", "--root-passphrase-file", right), ==, 0);
  g_assert_nonnull (strstr (said, "issuing kept "));
  g_assert_nonnull (strstr (said, "issuing signs "));
  g_assert_nonnull (strstr (said, "Issuing 2"));
  g_assert_cmpint (RUN (NULL, "revoke", "--data", folder), ==, 2);
  g_assert_cmpint (RUN (NULL, "revoke", "--data", folder, "--certificate", "crt_aaaaaaaaaaaaaaaaaaaaaaaaaa"), ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/hall/command/usage", test_usage);
  g_test_add_func ("/hall/command/nothing-there", test_nothing_there);
  g_test_add_func ("/hall/command/init-folder", test_init_folder);
  g_test_add_func ("/hall/command/init-refuses", test_init_refuses);
  g_test_add_func ("/hall/command/init-again", test_init_again);
  g_test_add_func ("/hall/command/terminal", test_terminal);
  g_test_add_func ("/hall/command/serve-and-status", test_serve_and_status);
  g_test_add_func ("/hall/command/killed", test_killed);
  g_test_add_func ("/hall/command/signer-killed", test_signer_killed);
  g_test_add_func ("/hall/command/serve-tls", test_serve_tls);
  g_test_add_func ("/hall/command/serve-plainly", test_serve_plainly);
  g_test_add_func ("/hall/command/port-taken", test_port_taken);
  g_test_add_func ("/hall/command/serve-refuses", test_serve_refuses);
  g_test_add_func ("/hall/command/embedded", test_embedded);
  g_test_add_func ("/hall/command/check", test_check);
  g_test_add_func ("/hall/command/authorities", test_authorities);
  return g_test_run ();
}
