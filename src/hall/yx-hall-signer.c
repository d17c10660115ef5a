/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "hall/yx-hall-signer.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "crypto/yx-timestamp.h"
#include "hall/yx-hall-config.h"
#include "hall/yx-hall-error.h"
#include "hall/yx-hall-signer-process.h"
#include "hall/yx-hall-signer-wire.h"

#define STOP_MS 3000
#define OWN_FD 3
#define OPEN_FILES 16

struct _YxHallSigner
{
  GMutex mutex;
  int fd;
  pid_t process;
  gboolean dead; /* under the mutex */
};

static void
limit (int what, guint64 most)
{
  const struct rlimit limits = { most, most };

  (void)setrlimit (what, &limits);
}

/* Nothing but the socket and the standard streams stays open; no core, no files to write, no new programs. */
static void
lock_down (int fd, pid_t parent)
{
  (void)prctl (PR_SET_PDEATHSIG, SIGKILL);
  (void)prctl (PR_SET_DUMPABLE, 0);
  (void)prctl (PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
  if (getppid () != parent)
    _exit (1);
  (void)signal (SIGINT, SIG_IGN);
  (void)signal (SIGTERM, SIG_IGN);
  (void)signal (SIGHUP, SIG_IGN);
  if (fd != OWN_FD && dup2 (fd, OWN_FD) < 0)
    _exit (1);
  (void)close_range (OWN_FD + 1, ~0U, 0);
  limit (RLIMIT_CORE, 0);
  limit (RLIMIT_FSIZE, 0);
  limit (RLIMIT_NOFILE, OPEN_FILES);
}

static void
be_signer (int fd, pid_t parent, const char *folder, const char *public_url)
{
  static const int of_the_group[] = { SIGINT, SIGTERM, SIGHUP };

  lock_down (fd, parent);
  /* It ends with the hall, which may still need it for what runs. */
  for (gsize i = 0; i < G_N_ELEMENTS (of_the_group); i++)
    (void)signal (of_the_group[i], SIG_IGN);
  _exit (yx_hall_signer_serve (OWN_FD, folder, public_url) ? 0 : 1);
}

/* Whoever watches the socket sees it, too. */
static GBytes *
die (YxHallSigner *signer, GError **error)
{
  signer->dead = TRUE;
  (void)shutdown (signer->fd, SHUT_RDWR);
  g_set_error_literal (error, YX_HALL_ERROR, YX_HALL_ERROR_SIGNER, "The hall's signer process has ended");
  return NULL;
}

static GBytes *
take_refusal (guint8 status, GBytes *payload, GError **error)
{
  g_autoptr (GVariant) value = g_variant_ref_sink (
      g_variant_new_from_bytes (G_VARIANT_TYPE (YX_HALL_SIGNER_REFUSAL_TYPE), payload, FALSE));
  guint32 code;
  const char *message;

  g_variant_get (value, "(u&s)", &code, &message);
  if (status == YX_HALL_SIGNER_REFUSED)
    g_set_error_literal (error, YX_CRYPTO_ERROR, (int)code, message);
  else
    g_set_error_literal (error, YX_HALL_ERROR, YX_HALL_ERROR_SIGNER, message);
  return NULL;
}

static GBytes *
receive (YxHallSigner *signer, GError **error)
{
  g_autoptr (GBytes) payload = NULL;
  guint8 status;

  if (!yx_hall_signer_receive (signer->fd, &status, &payload))
    return die (signer, error);
  return status == YX_HALL_SIGNER_DONE ? g_steal_pointer (&payload) : take_refusal (status, payload, error);
}

static GBytes *
ask (YxHallSigner *signer, YxHallSignerVerb verb, GBytes *payload, GError **error)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&signer->mutex);

  if (g_bytes_get_size (payload) > YX_HALL_SIGNER_MOST)
    {
      g_set_error_literal (error, YX_CRYPTO_ERROR, YX_CRYPTO_ERROR_TOO_LARGE, "Too much for the signer");
      return NULL;
    }
  if (signer->dead || !yx_hall_signer_send (signer->fd, (guint8)verb, payload))
    return die (signer, error);
  return receive (signer, error);
}

/**
 * yx_hall_signer_start:
 * @folder: a data folder
 * @error: %YX_HALL_ERROR_SIGNER, or why hall.conf or the keys cannot be loaded
 *
 * Forks the signer and waits until it has its keys. hall.conf's `public-url` goes into the certificates that it makes. To be called before any thread is started and
 * before the caller handles a key.
 *
 * Returns: (transfer full): the signer
 */
YxHallSigner *
yx_hall_signer_start (const char *folder, GError **error)
{
  g_autoptr (YxHallSigner) signer = NULL;
  g_autoptr (GBytes) ready = NULL;
  g_autofree char *file = g_build_filename (folder, "hall.conf", NULL);
  g_autoptr (YxHallConfig) config = yx_hall_config_load (file, error);
  pid_t parent = getpid ();
  pid_t process;
  int ends[2];

  if (config == NULL)
    return NULL;
  if (socketpair (AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0)
    {
      g_set_error (error, YX_HALL_ERROR, YX_HALL_ERROR_SIGNER, "No socketpair for the signer: %s",
                   g_strerror (errno));
      return NULL;
    }
  fflush (NULL);
  process = fork ();
  if (process == 0)
    be_signer (ends[1], parent, folder, config->public_url);
  close (ends[1]);
  signer = g_new0 (YxHallSigner, 1);
  g_mutex_init (&signer->mutex);
  signer->fd = ends[0];
  signer->process = process;
  ready = receive (signer, error);
  if (ready != NULL)
    return g_steal_pointer (&signer);
  g_prefix_error (error, "The hall's keys in %s cannot be used: ", folder);
  return NULL;
}

static void
wait_for_end (pid_t process)
{
  for (int waited = 0; waited < STOP_MS; waited += 5)
    {
      if (waitpid (process, NULL, WNOHANG) != 0)
        return;
      g_usleep (5000);
    }
  kill (process, SIGKILL);
  (void)waitpid (process, NULL, 0);
}

/**
 * yx_hall_signer_stop:
 * @signer: (transfer full): a signer that nobody asks any more
 *
 * Ends the process.
 */
void
yx_hall_signer_stop (YxHallSigner *signer)
{
  close (signer->fd);
  if (signer->process > 0)
    wait_for_end (signer->process);
  g_mutex_clear (&signer->mutex);
  g_free (signer);
}

/**
 * yx_hall_signer_process:
 * @signer: a signer
 *
 * Returns: its process
 */
gint64
yx_hall_signer_process (YxHallSigner *signer)
{
  return signer->process;
}

/**
 * yx_hall_signer_watch:
 * @signer: a signer; must outlive what is returned
 * @func: (scope notified): called when the signer has ended or said what it never says, until it returns
 *   %G_SOURCE_REMOVE
 * @data: for @func
 *
 * A hall without its signer can't do anything that matters, and can't start another: it has threads by then.
 *
 * Returns: (transfer full): a source of the thread-default main context
 */
GSource *
yx_hall_signer_watch (YxHallSigner *signer, GUnixFDSourceFunc func, gpointer data)
{
  GSource *source = g_unix_fd_source_new (signer->fd, G_IO_HUP | G_IO_ERR);

  g_source_set_callback (source, G_SOURCE_FUNC (func), data, NULL);
  g_source_attach (source, g_main_context_get_thread_default ());
  return source;
}

static GVariant *
pack_bytes (GBytes *bytes)
{
  return g_variant_new_from_bytes (G_VARIANT_TYPE_BYTESTRING, bytes, TRUE);
}

static GBytes *
ask_packed (YxHallSigner *signer, YxHallSignerVerb verb, GVariant *value, GError **error)
{
  g_autoptr (GVariant) owned = g_variant_ref_sink (value);
  g_autoptr (GBytes) payload = g_variant_get_data_as_bytes (owned);

  return ask (signer, verb, payload, error);
}

/**
 * yx_hall_signer_issue:
 * @signer: the signer
 * @request: a PKCS#10 request; only its key is used
 * @subject: whom the certificate is for
 * @now: from when it is valid
 * @error: %YX_CRYPTO_ERROR of the request or subject, %YX_HALL_ERROR_SIGNER when the signer has ended
 *
 * Returns: (transfer full): the certificate in DER
 */
GBytes *
yx_hall_signer_issue (
    YxHallSigner *signer, GBytes *request, const YxSubject *subject, gint64 now, GError **error)
{
  return ask_packed (signer, YX_HALL_SIGNER_ISSUE,
                     g_variant_new ("(@aysmsmssuubx)", pack_bytes (request), subject->name,
                                    subject->organisation, subject->uscc, subject->account,
                                    (guint32)subject->capacity, (guint32)subject->identity, subject->own_hall,
                                    now),
                     error);
}

/**
 * yx_hall_signer_seal_object:
 * @signer: the signer
 * @content: what yx_seal_object_content() gave; the signer looks that it is a seal
 * @error: as yx_hall_signer_issue()
 *
 * Returns: (transfer full): the seal object, signed by the seal maker
 */
GBytes *
yx_hall_signer_seal_object (YxHallSigner *signer, GBytes *content, GError **error)
{
  return ask (signer, YX_HALL_SIGNER_SEAL_OBJECT, content, error);
}

/**
 * yx_hall_signer_timestamp:
 * @signer: the signer
 * @digest: SHA-256 of what is stamped
 * @now: the time
 * @error: as yx_hall_signer_issue()
 *
 * Returns: (transfer full): the token (RFC 3161 §2.4.2), without the answer around it
 */
GBytes *
yx_hall_signer_timestamp (YxHallSigner *signer, const guint8 digest[32], gint64 now, GError **error)
{
  g_autoptr (GBytes) request = yx_timestamp_request (digest);
  g_autoptr (GBytes) answer = ask_packed (signer, YX_HALL_SIGNER_TIMESTAMP,
                                          g_variant_new ("(@ayx)", pack_bytes (request), now), error);

  return answer != NULL ? yx_timestamp_token (answer, request, error) : NULL;
}

/**
 * yx_hall_signer_record:
 * @signer: the signer
 * @content: a receipt or the heads of event chains
 * @error: as yx_hall_signer_issue()
 *
 * Returns: (transfer full): SignedData with @content attached, of type %YX_HALL_RECORD_TYPE
 */
GBytes *
yx_hall_signer_record (YxHallSigner *signer, GBytes *content, GError **error)
{
  return ask (signer, YX_HALL_SIGNER_RECORD, content, error);
}

/**
 * yx_hall_signer_revoked:
 * @signer: the signer
 * @authority: fingerprint of one of the hall's issuing authorities
 * @revoked: (array length=n): what it has issued and revoked
 * @n: how many
 * @number: larger than in every list before
 * @now: the time
 * @next: when there will be another list at the latest
 * @error: as yx_hall_signer_issue(); %YX_CRYPTO_ERROR_MISMATCH for an authority that is none of the hall's
 *
 * Returns: (transfer full): the list in DER, see yx_authority_list_revoked()
 */
GBytes *
yx_hall_signer_revoked (YxHallSigner *signer,
                        const char *authority,
                        const YxRevocationStatus *revoked,
                        gsize n,
                        gint64 number,
                        gint64 now,
                        gint64 next,
                        GError **error)
{
  GVariantBuilder builder;

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a(sxu)"));
  for (gsize i = 0; i < n; i++)
    g_variant_builder_add (&builder, "(sxu)", revoked[i].serial, revoked[i].since, (guint32)revoked[i].reason);
  return ask_packed (signer, YX_HALL_SIGNER_REVOKED,
                     g_variant_new (YX_HALL_SIGNER_REVOKED_TYPE, authority, (guint64)number, now, next, &builder),
                     error);
}

/**
 * yx_hall_signer_status:
 * @signer: the signer
 * @request: an OCSP request
 * @statuses: (array length=n): what is known of the serial numbers that it names
 * @n: how many
 * @now: the time
 * @next: until when the answer holds
 * @error: as yx_hall_signer_issue(); %YX_CRYPTO_ERROR_MISMATCH when none of the hall's authorities is asked about
 *
 * Returns: (transfer full): the answer in DER, see yx_ocsp_answer()
 */
GBytes *
yx_hall_signer_status (YxHallSigner *signer,
                       GBytes *request,
                       const YxRevocationStatus *statuses,
                       gsize n,
                       gint64 now,
                       gint64 next,
                       GError **error)
{
  GVariantBuilder builder;

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a(suxu)"));
  for (gsize i = 0; i < n; i++)
    g_variant_builder_add (&builder, "(suxu)", statuses[i].serial, (guint32)statuses[i].revocation,
                           statuses[i].since, (guint32)statuses[i].reason);
  return ask_packed (signer, YX_HALL_SIGNER_STATUS,
                     g_variant_new ("(@ayxxa(suxu))", pack_bytes (request), now, next, &builder), error);
}
