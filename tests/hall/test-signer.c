/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <signal.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include "crypto/yx-cms.h"
#include "crypto/yx-crypto.h"
#include "crypto/yx-timestamp.h"
#include "hall/hall-fixture.h"
#include "hall/yx-hall-authority-files.h"
#include "hall/yx-hall-error.h"
#include "hall/yx-hall-signer-process.h"
#include "hall/yx-hall-signer-wire.h"

static const YxSubject person
    = { .name = "李想", .account = "acc_aaaaaaaaaaaaaaaaaaaaaaaaaa", .capacity = YX_CERTIFICATE_PERSONAL };

static GBytes *
make_request (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YxKey) key = yx_key_generate (YX_ALGORITHM_P256, &error);
  GBytes *request = yx_key_request (key, &error);

  g_assert_no_error (error);
  return request;
}

static void
test_issue (void)
{
  g_autoptr (HallFixture) fixture = hall_fixture_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) request = make_request ();
  g_autoptr (GBytes) der = NULL;
  g_autoptr (YxCertificate) certificate = NULL;
  YxTrustResult trust;

  hall_fixture_open (fixture);
  der = yx_hall_signer_issue (fixture->hall->signer, request, &person, YX_TEST_NOW, &error);
  g_assert_no_error (error);
  certificate = yx_certificate_from_der (der, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (yx_certificate_name (certificate), ==, "李想");
  g_assert_cmpint (yx_certificate_capacity (certificate), ==, YX_CERTIFICATE_PERSONAL);
  trust = yx_trust_check (fixture->hall->trust, certificate, NULL, YX_PURPOSE_DOCUMENTS,
                          YX_TEST_NOW + G_USEC_PER_SEC);
  g_assert_cmpint (trust.status, ==, YX_TRUST_TRUSTED);
}

static void
test_refuses (void)
{
  g_autoptr (HallFixture) fixture = hall_fixture_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) nonsense = g_bytes_new_static ("nonsense", 8);
  g_autofree char *much = g_malloc0 (YX_HALL_SIGNER_MOST + 1);
  g_autoptr (GBytes) huge = g_bytes_new_static (much, YX_HALL_SIGNER_MOST + 1);

  hall_fixture_open (fixture);
  g_assert_null (yx_hall_signer_issue (fixture->hall->signer, nonsense, &person, YX_TEST_NOW, &error));
  g_assert_true (error->domain == YX_CRYPTO_ERROR);
  g_clear_error (&error);
  g_assert_null (yx_hall_signer_seal_object (fixture->hall->signer, nonsense, &error));
  g_assert_error (error, YX_HALL_ERROR, YX_HALL_ERROR_SIGNER);
  g_clear_error (&error);
  g_assert_null (yx_hall_signer_record (fixture->hall->signer, huge, &error));
  g_assert_error (error, YX_CRYPTO_ERROR, YX_CRYPTO_ERROR_TOO_LARGE);
}

static void
test_timestamp (void)
{
  g_autoptr (HallFixture) fixture = hall_fixture_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) token = NULL;
  g_autoptr (YxTimestamp) timestamp = NULL;
  guint8 digest[32];

  yx_sha256 ("document", 8, digest);
  hall_fixture_open (fixture);
  token = yx_hall_signer_timestamp (fixture->hall->signer, digest, YX_TEST_NOW, &error);
  g_assert_no_error (error);
  timestamp = yx_timestamp_verify (token, digest, &error);
  g_assert_no_error (error);
  g_assert_cmpint (timestamp->time, ==, YX_TEST_NOW);
}

static void
test_record (void)
{
  g_autoptr (HallFixture) fixture = hall_fixture_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) content = g_bytes_new_static ("{\"receipt\":1}", 13);
  g_autoptr (GBytes) record = NULL;
  g_autoptr (YxCms) cms = NULL;
  YxTrustResult trust;

  hall_fixture_open (fixture);
  record = yx_hall_signer_record (fixture->hall->signer, content, &error);
  g_assert_no_error (error);
  cms = yx_cms_unwrap (record, YX_HALL_RECORD_TYPE, &error);
  g_assert_no_error (error);
  g_assert_true (cms->valid);
  g_assert_true (g_bytes_equal (cms->content, content));
  /* The key that signs receipts must not be good for signing contracts. */
  trust = yx_trust_check (fixture->hall->trust, cms->signer, cms->certificates, YX_PURPOSE_DOCUMENTS,
                          YX_TEST_NOW);
  g_assert_cmpint (trust.status, ==, YX_TRUST_UNTRUSTED);
}

typedef struct
{
  YxHallSigner *signer;
  int index;
} Caller;

static gpointer
call_often (gpointer data)
{
  Caller *caller = data;

  for (int i = 0; i < 10; i++)
    {
      g_autofree char *text = g_strdup_printf ("%d %d", caller->index, i);
      g_autoptr (GBytes) content = g_bytes_new (text, strlen (text));
      g_autoptr (GBytes) record = yx_hall_signer_record (caller->signer, content, NULL);
      g_autoptr (YxCms) cms = record != NULL ? yx_cms_unwrap (record, YX_HALL_RECORD_TYPE, NULL) : NULL;

      if (cms == NULL || !g_bytes_equal (cms->content, content))
        return GINT_TO_POINTER (1);
    }
  return NULL;
}

static void
test_many_callers (void)
{
  g_autoptr (HallFixture) fixture = hall_fixture_new ();
  GThread *threads[4];
  Caller callers[4];

  hall_fixture_open (fixture);
  for (int i = 0; i < 4; i++)
    {
      callers[i] = (Caller){ fixture->hall->signer, i };
      threads[i] = g_thread_new ("caller", call_often, &callers[i]);
    }
  for (int i = 0; i < 4; i++)
    g_assert_null (g_thread_join (threads[i]));
}

static void
test_death (void)
{
  g_autoptr (HallFixture) fixture = hall_fixture_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) content = g_bytes_new_static ("x", 1);

  hall_fixture_open (fixture);
  g_assert_cmpint (kill ((pid_t)yx_hall_signer_process (fixture->hall->signer), SIGKILL), ==, 0);
  for (int i = 0; i < 2; i++)
    {
      g_assert_null (yx_hall_signer_record (fixture->hall->signer, content, &error));
      g_assert_error (error, YX_HALL_ERROR, YX_HALL_ERROR_SIGNER);
      g_clear_error (&error);
    }
}

/* Neither a debugger nor /proc shows what it holds, and it has no files but the socket. */
static void
test_process_is_closed (void)
{
  g_autoptr (HallFixture) fixture = hall_fixture_new ();
  g_autofree char *files = NULL;
  g_autofree char *memory = NULL;
  struct stat info;

  hall_fixture_open (fixture);
  files = g_strdup_printf ("/proc/%" G_GINT64_FORMAT "/fd/4", yx_hall_signer_process (fixture->hall->signer));
  g_assert_cmpint (lstat (files, &info), !=, 0);
  memory = g_strdup_printf ("/proc/%" G_GINT64_FORMAT "/mem", yx_hall_signer_process (fixture->hall->signer));
  if (geteuid () != 0)
    g_assert_cmpint (access (memory, R_OK), !=, 0);
}

static void
test_without_keys (void)
{
  g_autoptr (HallFixture) fixture = hall_fixture_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *key = hall_fixture_path (fixture, "ca/tsa.key");

  g_assert_true (g_file_set_contents (key, "no key", -1, NULL));
  g_assert_null (yx_hall_signer_start (fixture->folder, &error));
  g_assert_error (error, YX_CRYPTO_ERROR, YX_CRYPTO_ERROR_MALFORMED);
  g_clear_error (&error);
  g_assert_cmpint (unlink (key), ==, 0);
  g_assert_null (yx_hall_signer_start (fixture->folder, &error));
  g_assert_error (error, YX_HALL_ERROR, YX_HALL_ERROR_SIGNER);
}

typedef struct
{
  int fd;
  const char *folder;
} Served;

static gpointer
serve (gpointer data)
{
  Served *served = data;
  gboolean loaded = yx_hall_signer_serve (served->fd, served->folder, NULL);

  close (served->fd);
  return GINT_TO_POINTER (loaded);
}

static guint8
ask_raw (int fd, guint8 verb, GBytes *payload)
{
  g_autoptr (GBytes) answer = NULL;
  guint8 status = 0;

  g_assert_true (yx_hall_signer_send (fd, verb, payload));
  g_assert_true (yx_hall_signer_receive (fd, &status, &answer));
  return status;
}

static GVariant *
variant_of (GBytes *bytes)
{
  return g_variant_new_from_bytes (G_VARIANT_TYPE_BYTESTRING, bytes, TRUE);
}

static GBytes *
pack (GVariant *value)
{
  g_autoptr (GVariant) owned = g_variant_ref_sink (value);

  return g_variant_get_data_as_bytes (owned);
}

/* What it would do if the hall itself were taken over: bytes that are no requests. */
static void
test_hostile (void)
{
  g_autoptr (HallFixture) fixture = hall_fixture_new ();
  g_autoptr (GBytes) ready = NULL;
  g_autoptr (GBytes) empty = g_bytes_new_static ("", 0);
  g_autoptr (GBytes) noise = g_bytes_new_static ("\xff\xff\xff\xff\x00\x01\x80\x7f\xfe", 9);
  static const guint8 too_long[] = { YX_HALL_SIGNER_RECORD, 0xff, 0xff, 0xff, 0xff };
  Served served = { -1, fixture->folder };
  GThread *thread;
  guint8 status;
  char byte;
  int ends[2];

  g_assert_cmpint (socketpair (AF_UNIX, SOCK_STREAM, 0, ends), ==, 0);
  served.fd = ends[1];
  thread = g_thread_new ("signer", serve, &served);
  g_assert_true (yx_hall_signer_receive (ends[0], &status, &ready));
  g_assert_cmpint (status, ==, YX_HALL_SIGNER_DONE);
  for (guint8 verb = YX_HALL_SIGNER_ISSUE; verb <= YX_HALL_SIGNER_TIMESTAMP; verb++)
    {
      g_assert_cmpint (ask_raw (ends[0], verb, empty), !=, YX_HALL_SIGNER_DONE);
      g_assert_cmpint (ask_raw (ends[0], verb, noise), !=, YX_HALL_SIGNER_DONE);
    }
  g_assert_cmpint (ask_raw (ends[0], 99, noise), ==, YX_HALL_SIGNER_FAILED);
  g_assert_cmpint (ask_raw (ends[0], YX_HALL_SIGNER_RECORD, noise), ==, YX_HALL_SIGNER_DONE);
  g_assert_cmpint (send (ends[0], too_long, sizeof too_long, 0), ==, sizeof too_long);
  g_assert_cmpint (recv (ends[0], &byte, 1, 0), ==, 0);
  g_assert_true (GPOINTER_TO_INT (g_thread_join (thread)));
  close (ends[0]);
}

/* The verbs as the hall says them, to a signer in this process. */
static void
test_verbs (void)
{
  g_autoptr (HallFixture) fixture = hall_fixture_new ();
  g_autoptr (GBytes) request = make_request ();
  g_autoptr (GBytes) ready = NULL;
  g_autoptr (GBytes) query = NULL;
  g_autoptr (GBytes) issue = NULL;
  g_autoptr (GBytes) strange = NULL;
  g_autoptr (GBytes) stamp = NULL;
  guint8 digest[32] = { 1 };
  Served served = { -1, fixture->folder };
  GThread *thread;
  guint8 status;
  int ends[2];

  query = yx_timestamp_request (digest);
  issue = pack (g_variant_new ("(@aysmsmssuubx)", variant_of (request), "李想", NULL, NULL, person.account,
                               YX_CERTIFICATE_PERSONAL, 0, FALSE, YX_TEST_NOW));
  strange = pack (g_variant_new ("(@aysmsmssuubx)", variant_of (request), "李想", "某公司", NULL,
                                 person.account, YX_CERTIFICATE_PERSONAL, 0, FALSE, YX_TEST_NOW));
  stamp = pack (g_variant_new ("(@ayx)", variant_of (query), YX_TEST_NOW));
  g_assert_cmpint (socketpair (AF_UNIX, SOCK_STREAM, 0, ends), ==, 0);
  served.fd = ends[1];
  thread = g_thread_new ("signer", serve, &served);
  g_assert_true (yx_hall_signer_receive (ends[0], &status, &ready));
  g_assert_cmpint (ask_raw (ends[0], YX_HALL_SIGNER_ISSUE, issue), ==, YX_HALL_SIGNER_DONE);
  g_assert_cmpint (ask_raw (ends[0], YX_HALL_SIGNER_ISSUE, strange), ==, YX_HALL_SIGNER_REFUSED);
  g_assert_cmpint (ask_raw (ends[0], YX_HALL_SIGNER_TIMESTAMP, stamp), ==, YX_HALL_SIGNER_DONE);
  close (ends[0]);
  g_assert_true (GPOINTER_TO_INT (g_thread_join (thread)));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_assert_true (yx_crypto_init ());
  g_test_add_func ("/hall/signer/issue", test_issue);
  g_test_add_func ("/hall/signer/refuses", test_refuses);
  g_test_add_func ("/hall/signer/timestamp", test_timestamp);
  g_test_add_func ("/hall/signer/record", test_record);
  g_test_add_func ("/hall/signer/many-callers", test_many_callers);
  g_test_add_func ("/hall/signer/death", test_death);
  g_test_add_func ("/hall/signer/process-is-closed", test_process_is_closed);
  g_test_add_func ("/hall/signer/without-keys", test_without_keys);
  g_test_add_func ("/hall/signer/verbs", test_verbs);
  g_test_add_func ("/hall/signer/hostile", test_hostile);
  return g_test_run ();
}
