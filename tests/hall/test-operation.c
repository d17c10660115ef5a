/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/yx-json.h"
#include "crypto/yx-authority.h"
#include "crypto/yx-crypto.h"
#include "hall/real-connection.h"
#include "lib/yx-test-clock.h"
#include "lib/yx-test-wait.h"

#define WAIT_MS 15000
#define GET_HALL "GET /v1/hall HTTP/1.1\r\nHost: hall\r\n\r\n"
#define LISTEN "[listen]\naddress=127.0.0.1\nport=0\ncertificate=it/hall.pem\nkey=it/hall.key\n"

static void
run_openssl (const char *const *words)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) process
      = g_subprocess_newv (words, G_SUBPROCESS_FLAGS_STDERR_SILENCE | G_SUBPROCESS_FLAGS_STDOUT_SILENCE, &error);

  g_assert_no_error (error);
  g_assert_true (g_subprocess_wait_check (process, NULL, &error));
  g_assert_no_error (error);
}

#define OPENSSL(...) run_openssl ((const char *const[]){ "openssl", __VA_ARGS__, NULL })

/* As an IT department has its own authority: @kind is openssl's word for the key. */
static void
make_pair (YxTestHall *hall, const char *kind, const char *name)
{
  g_autofree char *folder = yx_test_hall_path (hall, "it");
  g_autofree char *key = yx_test_hall_path (hall, "it/hall.key");
  g_autofree char *pem = yx_test_hall_path (hall, "it/hall.pem");
  g_autofree char *subject = g_strdup_printf ("/CN=%s", name);

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  OPENSSL ("req", "-x509", "-newkey", kind, "-pkeyopt",
           strcmp (kind, "rsa") == 0 ? "rsa_keygen_bits:2048" : "ec_paramgen_curve:P-384", "-nodes", "-subj",
           subject, "-days", "30", "-keyout", key, "-out", pem);
  g_assert_cmpint (g_chmod (key, 0600), ==, 0);
}

static char *
shown_name (RealConnection *connection)
{
  GTlsCertificate *certificate = real_connection_certificate (connection);
  g_autofree char *pem = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (YxCertificate) parsed = NULL;

  g_object_get (certificate, "certificate-pem", &pem, NULL);
  bytes = g_bytes_new (pem, strlen (pem));
  parsed = yx_certificate_from_pem (bytes, NULL);
  g_assert_nonnull (parsed);
  return g_strdup (yx_certificate_name (parsed));
}

static gboolean
shows (YxTestHall *hall, const char *name)
{
  g_autoptr (RealConnection) connection = real_connection_new (hall);
  g_autofree char *shown = shown_name (connection);

  return strcmp (shown, name) == 0;
}

static void
tell (YxTestHall *hall, int number)
{
  g_subprocess_send_signal (hall->process, number);
}

static void
assert_serves (RealConnection *connection)
{
  g_autofree char *reply = NULL;

  real_connection_send (connection, GET_HALL);
  reply = real_connection_receive (connection);
  g_assert_true (g_str_has_prefix (reply, "HTTP/1.1 200 "));
}

static char *
stored_fingerprint (YxTestHall *hall)
{
  g_autofree char *path = yx_test_hall_path (hall, "run/hall.json");
  g_autofree char *text = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  return g_strdup (strstr (text, "\"fingerprint\""));
}

/* A certificate of IT's own authority, and the next one a year later, without a break. */
static void
test_reload_tls (void)
{
  g_autoptr (YxTestHall) hall = yx_test_hall_new (NULL);
  g_autoptr (RealConnection) before = NULL;
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  make_pair (hall, "rsa", "first");
  yx_test_hall_configure (hall, YX_TEST_HALL_WIDE LISTEN);
  yx_test_hall_keep_log (hall);
  yx_test_hall_start_plainly (hall);
  before = real_connection_new (hall);
  assert_serves (before);
  g_assert_true (shows (hall, "first"));
  first = stored_fingerprint (hall);
  make_pair (hall, "ec", "second");
  g_assert_true (shows (hall, "first"));
  tell (hall, SIGHUP);
  yx_test_hall_await_log (hall, "The TLS certificate is loaded anew");
  g_assert_true (shows (hall, "second"));
  second = stored_fingerprint (hall);
  g_assert_cmpstr (first, !=, second);
  assert_serves (before);
  yx_test_hall_stop (hall);
}

static void
break_key (YxTestHall *hall)
{
  g_autofree char *from = yx_test_hall_path (hall, "tls/server.key");
  g_autofree char *to = yx_test_hall_path (hall, "it/hall.key");
  g_autofree char *text = NULL;

  g_assert_true (g_file_get_contents (from, &text, NULL, NULL));
  g_assert_true (g_file_set_contents (to, text, -1, NULL));
}

static void
break_certificate (YxTestHall *hall)
{
  g_autofree char *path = yx_test_hall_path (hall, "it/hall.pem");

  g_assert_true (g_file_set_contents (path, "-----BEGIN CERTIFICATE-----\nAAAA\n", -1, NULL));
}

static void
remove_certificate (YxTestHall *hall)
{
  g_autofree char *path = yx_test_hall_path (hall, "it/hall.pem");

  g_assert_cmpint (g_unlink (path), ==, 0);
}

static void
lock_key (YxTestHall *hall)
{
  g_autofree char *path = yx_test_hall_path (hall, "it/hall.key");
  g_autofree char *locked = g_strconcat (path, ".locked", NULL);

  make_pair (hall, "ec", "locked");
  OPENSSL ("pkey", "-aes256", "-passout", "pass:secret", "-in", path, "-out", locked);
  g_assert_cmpint (g_rename (locked, path), ==, 0);
}

/* Right in all but its time: openssl makes none that is over. */
static void
expire (YxTestHall *hall)
{
  g_autofree char *pem_path = yx_test_hall_path (hall, "it/hall.pem");
  g_autofree char *key_path = yx_test_hall_path (hall, "it/hall.key");
  g_autoptr (YxKey) key = yx_key_generate (YX_ALGORITHM_P256, NULL);
  g_autoptr (YxAuthority) root
      = yx_authority_new_root ("expired", key, YX_TEST_NOW - 25 * 366 * G_TIME_SPAN_DAY, NULL);
  g_autoptr (YxSecret) der = yx_key_to_pkcs8 (key, NULL);
  g_autofree char *base64 = g_base64_encode (yx_secret_bytes (der), yx_secret_size (der));
  g_autofree char *pem = yx_certificate_to_pem (yx_authority_certificate (root));
  g_autofree char *key_pem
      = g_strconcat ("-----BEGIN PRIVATE KEY-----\n", base64, "\n-----END PRIVATE KEY-----\n", NULL);

  g_assert_true (g_file_set_contents (pem_path, pem, -1, NULL));
  g_assert_true (g_file_set_contents (key_path, key_pem, -1, NULL));
}

/* What is wrong with a pair, and a word of what the hall and check-config say of it. */
static const struct
{
  void (*spoil) (YxTestHall *hall);
  const char *word;
} bad_pairs[] = {
  { break_key, "not the certificate's" },
  { break_certificate, "hall.pem" },
  { remove_certificate, "hall.pem" },
  { lock_key, "without a passphrase" },
  { expire, "has expired on" },
};

/* A bad pair is refused, and the one before stays. */
static void
test_reload_refused (void)
{
  g_autoptr (YxTestHall) hall = yx_test_hall_new (NULL);

  yx_test_hall_configure (hall, YX_TEST_HALL_WIDE LISTEN);
  yx_test_hall_keep_log (hall);
  for (gsize i = 0; i < G_N_ELEMENTS (bad_pairs); i++)
    {
      (void)g_unlink (hall->log);
      make_pair (hall, "ec", "good");
      yx_test_hall_start_plainly (hall);
      bad_pairs[i].spoil (hall);
      tell (hall, SIGHUP);
      yx_test_hall_await_log (hall, "The TLS certificate stays as it was");
      yx_test_hall_await_log (hall, bad_pairs[i].word);
      g_assert_true (shows (hall, "good"));
      yx_test_hall_stop (hall);
    }
}

static int
check_config (YxTestHall *hall, char **said)
{
  g_autofree char *complained = NULL;

  return yx_test_hall_command ((const char *const[]){ "check-config", "--data", hall->folder, NULL }, said,
                               &complained);
}

static void
assert_finds (YxTestHall *hall, const char *words)
{
  g_autofree char *said = NULL;

  g_assert_cmpint (check_config (hall, &said), ==, 1);
  g_test_message ("%s", said);
  g_assert_nonnull (strstr (said, words));
}

static void
test_check_config_pairs (void)
{
  g_autoptr (YxTestHall) hall = yx_test_hall_new (NULL);
  g_autofree char *said = NULL;

  yx_test_hall_configure (hall, LISTEN);
  make_pair (hall, "rsa", "good");
  g_assert_cmpint (check_config (hall, &said), ==, 1);
  {
    g_autofree char *path = yx_test_hall_path (hall, "hall.conf");

    /* g_file_set_contents() leaves it readable by others. */
    g_assert_nonnull (strstr (said, "hall.conf can be read or changed by other users"));
    g_assert_cmpint (g_chmod (path, 0600), ==, 0);
  }
  g_clear_pointer (&said, g_free);
  g_assert_cmpint (check_config (hall, &said), ==, 0);
  g_assert_cmpstr (said, ==, "right\n");
  for (gsize i = 0; i < G_N_ELEMENTS (bad_pairs); i++)
    {
      make_pair (hall, "ec", "good");
      bad_pairs[i].spoil (hall);
      assert_finds (hall, "line 6: certificate: ");
      assert_finds (hall, bad_pairs[i].word);
    }
}

static void
change_mode (YxTestHall *hall, const char *name, int mode)
{
  g_autofree char *path = yx_test_hall_path (hall, name);

  g_assert_cmpint (g_chmod (path, mode), ==, 0);
}

static void
test_check_config_finds (void)
{
  static const struct
  {
    const char *config;
    const char *words;
  } cases[] = {
    { "[listen]\naddress=0.0.0.0\n", "line 4: address: a hall that shows its SMS codes" },
    { "[listen]\naddress=hall.example\n", "line 4: address: hall.example is no address" },
    { "[listen]\nsurprise=1\n", "line 4: unknown key: surprise" },
    { "[listen]\ncertificate=nowhere.pem\nkey=nowhere.key\n", "line 5: " },
    { "[limits]\ncode-per-day=0\n", "line 4: value not allowed for: code-per-day" },
  };
  static const struct
  {
    const char *file;
    int mode;
  } modes[] = { { "", 0755 }, { "hall.db", 0640 }, { "keys/storage", 0604 }, { "tls/server.key", 0644 } };
  g_autoptr (YxTestHall) hall = yx_test_hall_new (NULL);
  g_autofree char *storage = yx_test_hall_path (hall, "keys/storage");

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      yx_test_hall_configure (hall, cases[i].config);
      assert_finds (hall, cases[i].words);
    }
  yx_test_hall_configure (hall, "");
  change_mode (hall, "hall.conf", 0600);
  for (gsize i = 0; i < G_N_ELEMENTS (modes); i++)
    {
      change_mode (hall, modes[i].file, modes[i].mode);
      assert_finds (hall, "can be read or changed by other users: mode 0");
      change_mode (hall, modes[i].file, modes[i].mode == 0755 ? 0700 : 0600);
    }
  {
    g_autofree char *said = NULL;

    g_assert_cmpint (check_config (hall, &said), ==, 0);
  }
  g_assert_true (g_file_set_contents_full (storage, "short", -1, G_FILE_SET_CONTENTS_CONSISTENT, 0600, NULL));
  assert_finds (hall, "does not hold 32 bytes");
}

static gboolean
refuses (gpointer data)
{
  g_autoptr (RealConnection) connection = real_connection_try (data);

  return connection == NULL;
}

#define HALF                                                                                                 \
  "POST /v1/codes HTTP/1.1\r\nHost: hall\r\nContent-Type: application/json\r\nContent-Length: 46\r\n\r\n"    \
  "{\"purpose\":\"register\","
#define REST "\"phone\":\"13904310001\"}  "

/* As a supervisor stops it: who has begun to speak is heard to the end, and answered. */
static void
test_graceful (void)
{
  g_autoptr (YxTestHall) hall = yx_test_hall_new (NULL);
  g_autoptr (RealConnection) slow = NULL;
  g_autoptr (RealConnection) idle = NULL;
  g_autofree char *reply = NULL;
  g_autofree char *code = NULL;

  g_assert_cmpuint (strlen (strchr (HALF, '{')) + strlen (REST), ==, 46);
  yx_test_hall_start (hall);
  slow = real_connection_new (hall);
  idle = real_connection_new (hall);
  assert_serves (idle);
  real_connection_send (slow, HALF);
  /* Once this is answered, the half above has arrived, too. */
  assert_serves (idle);
  tell (hall, SIGTERM);
  g_assert_true (yx_test_wait (refuses, hall, WAIT_MS));
  real_connection_send (slow, REST);
  reply = real_connection_receive (slow);
  g_assert_true (g_str_has_prefix (reply, "HTTP/1.1 204 "));
  g_assert_true (g_subprocess_wait (hall->process, NULL, NULL));
  g_assert_cmpint (g_subprocess_get_exit_status (hall->process), ==, 0);
  code = yx_test_hall_code (hall, "13904310001", "register");
  g_assert_nonnull (code);
  g_clear_object (&hall->process);
}

/* The second SIGTERM waits for nobody. */
static void
test_at_once (void)
{
  g_autoptr (YxTestHall) hall = yx_test_hall_new (NULL);
  g_autoptr (RealConnection) slow = NULL;
  g_autoptr (RealConnection) other = NULL;
  g_autofree char *file = yx_test_hall_path (hall, "run/hall.json");
  const char *const check[] = { "check", "--data", hall->folder, NULL };
  g_autofree char *said = NULL;
  g_autofree char *complained = NULL;

  yx_test_hall_start (hall);
  slow = real_connection_new (hall);
  other = real_connection_new (hall);
  real_connection_send (slow, HALF);
  assert_serves (other);
  tell (hall, SIGTERM);
  g_assert_true (yx_test_wait (refuses, hall, WAIT_MS));
  g_assert_nonnull (g_subprocess_get_identifier (hall->process));
  tell (hall, SIGTERM);
  g_assert_true (g_subprocess_wait (hall->process, NULL, NULL));
  g_assert_true (g_subprocess_get_if_exited (hall->process));
  g_assert_cmpint (g_subprocess_get_exit_status (hall->process), ==, 1);
  g_clear_object (&hall->process);
  g_assert_false (g_file_test (file, G_FILE_TEST_EXISTS));
  g_assert_cmpint (yx_test_hall_command (check, &said, &complained), ==, 0);
}

#define FROM(address)                                                                                        \
  "POST /v1/codes HTTP/1.1\r\nHost: hall\r\nX-Forwarded-For: " address                                       \
  "\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}"

static void
assert_status (YxTestHall *hall, const char *request, const char *status)
{
  g_autofree char *reply = real_connection_ask (hall, request);

  g_test_message ("%s", reply);
  g_assert_true (g_str_has_prefix (reply, status));
}

/* Behind a proxy each client has a limit of its own; without one, everybody is who they are. */
static void
test_proxies (void)
{
  g_autoptr (YxTestHall) hall = yx_test_hall_new (NULL);

  yx_test_hall_configure (hall, "[limits]\naddress-per-minute=1\n[listen]\ntrusted-proxies=127.0.0.1\n");
  yx_test_hall_start_tls (hall);
  assert_status (hall, FROM ("203.0.113.1"), "HTTP/1.1 422 ");
  assert_status (hall, FROM ("203.0.113.1"), "HTTP/1.1 429 ");
  assert_status (hall, FROM ("203.0.113.2"), "HTTP/1.1 422 ");
  assert_status (hall, FROM ("203.0.113.3, 203.0.113.2"), "HTTP/1.1 429 ");
  yx_test_hall_stop (hall);
  yx_test_hall_configure (hall, "[limits]\naddress-per-minute=1\n");
  yx_test_hall_start_tls (hall);
  assert_status (hall, FROM ("203.0.113.1"), "HTTP/1.1 422 ");
  assert_status (hall, FROM ("203.0.113.2"), "HTTP/1.1 429 ");
  yx_test_hall_stop (hall);
}

static JsonObject *
status_of (YxTestHall *hall, int expected, JsonNode **node)
{
  const char *const arguments[] = { "status", "--data", hall->folder, "--json", NULL };
  g_autofree char *said = NULL;
  g_autofree char *complained = NULL;

  g_assert_cmpint (yx_test_hall_command (arguments, &said, &complained), ==, expected);
  *node = yx_json_parse (said, strlen (said), NULL, NULL);
  g_assert_nonnull (*node);
  return json_node_get_object (*node);
}

static void
assert_lines (YxTestHall *hall)
{
  static const char *const lines[] = { "running, pid ", "\nversion ", "\nload: ", "\ncounts: enterprises 0 ", "\ndisk: ",
                                       "\ncertificate tls: until ", "\ncertificate issuing: ", "\nlast backup: 2" };
  const char *const arguments[] = { "status", "--data", hall->folder, NULL };
  g_autofree char *said = NULL;
  g_autofree char *complained = NULL;

  g_assert_cmpint (yx_test_hall_command (arguments, &said, &complained), ==, 0);
  g_test_message ("%s", said);
  for (gsize i = 0; i < G_N_ELEMENTS (lines); i++)
    g_assert_nonnull (strstr (said, lines[i]));
}

/* What IT's monitoring asks for, of a hall that runs and of one that does not. */
static void
test_status (void)
{
  g_autoptr (YxTestHall) hall = yx_test_hall_new (NULL);
  g_autofree char *file = yx_test_folder_path (hall->above, "backup.tar");
  const char *const backup[] = { "backup", "--data", hall->folder, "--to", file, NULL };
  g_autoptr (JsonNode) stopped = NULL;
  g_autoptr (JsonNode) running = NULL;
  g_autofree char *said = NULL;
  g_autofree char *complained = NULL;
  JsonObject *status = status_of (hall, 1, &stopped);

  g_assert_false (json_object_get_boolean_member (status, "running"));
  g_assert_true (json_object_get_null_member (status, "load"));
  g_assert_true (json_object_get_null_member (status, "last_backup"));
  yx_test_hall_start (hall);
  g_assert_cmpint (yx_test_hall_command (backup, &said, &complained), ==, 0);
  status = status_of (hall, 0, &running);
  g_assert_true (json_object_get_boolean_member (status, "running"));
  g_assert_cmpint (json_object_get_int_member (status, "schema"), ==,
                   json_object_get_int_member (status, "newest_schema"));
  g_assert_true (g_str_has_prefix (json_object_get_string_member (status, "epoch"), "epo_"));
  g_assert_cmpint (json_object_get_int_member (json_object_get_object_member (status, "load"), "requests"), ==, 0);
  g_assert_cmpint (json_object_get_int_member (json_object_get_object_member (status, "counts"), "documents"), ==,
                   0);
  g_assert_cmpint (json_object_get_int_member (json_object_get_object_member (status, "disk"), "free_bytes"), >, 0);
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (status, "certificates")), ==, 6);
  g_assert_cmpstr (json_object_get_string_member (json_object_get_object_member (status, "last_backup"), "file"), ==,
                   file);
  assert_lines (hall);
  yx_test_hall_stop (hall);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_assert_true (yx_crypto_init ());
  g_test_add_func ("/hall/operation/reload-tls", test_reload_tls);
  g_test_add_func ("/hall/operation/reload-refused", test_reload_refused);
  g_test_add_func ("/hall/operation/check-config-pairs", test_check_config_pairs);
  g_test_add_func ("/hall/operation/check-config-finds", test_check_config_finds);
  g_test_add_func ("/hall/operation/graceful", test_graceful);
  g_test_add_func ("/hall/operation/at-once", test_at_once);
  g_test_add_func ("/hall/operation/proxies", test_proxies);
  g_test_add_func ("/hall/operation/status", test_status);
  return g_test_run ();
}
