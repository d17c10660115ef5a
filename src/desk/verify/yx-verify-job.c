/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/verify/yx-verify-job.h"

#include "base/yx-clock.h"
#include "base/yx-files.h"
#include "flow/yx-flow-verify.h"

#define MAX_FILE (64 * 1024 * 1024)

/* What is to be verified. */
typedef struct
{
  GFile *file;   /* (owned) */
  GBytes *trust; /* (owned) (nullable) */
} Question;

static void
free_question (gpointer data)
{
  Question *question = data;

  g_object_unref (question->file);
  g_clear_pointer (&question->trust, g_bytes_unref);
  g_free (question);
}

static GBytes *
read_file (GFile *file, GError **error)
{
  g_autofree char *path = g_file_get_path (file);

  if (path != NULL)
    return yx_file_read (path, MAX_FILE, error);
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED, "The file is not on this computer");
  return NULL;
}

/**
 * yx_verified_free:
 * @verified: (transfer full): what was found
 */
void
yx_verified_free (YxVerified *verified)
{
  yx_verdict_free (verified->verdict);
  g_clear_pointer (&verified->bytes, g_bytes_unref);
  g_free (verified);
}

/**
 * yx_verify:
 * @file: a file, ours or not
 * @trust: (nullable): certificates that are trusted, PEM
 *
 * Reads and verifies a file. Blocks; for a worker thread.
 *
 * Returns: (transfer full) (nullable): what was found; %NULL when the file or the judge could not be reached
 */
YxVerified *
yx_verify (GFile *file, GBytes *trust, GCancellable *cancellable, GError **error)
{
  g_autoptr (GBytes) bytes = read_file (file, error);
  gint64 now = yx_clock_now (yx_clock_system ());
  YxVerdict *verdict = bytes != NULL ? yx_flow_verify_bytes (bytes, trust, now, cancellable, error) : NULL;
  YxVerified *verified;

  if (verdict == NULL)
    return NULL;
  verified = g_new0 (YxVerified, 1);
  verified->verdict = verdict;
  verified->bytes = g_steal_pointer (&bytes);
  verified->now = now;
  return verified;
}

static void
answer (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Question *question = data;
  g_autoptr (GError) error = NULL;
  YxVerified *verified = yx_verify (question->file, question->trust, cancellable, &error);

  if (verified != NULL)
    g_task_return_pointer (task, verified, (GDestroyNotify) yx_verified_free);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

/**
 * yx_verify_async:
 * @file: a file, ours or not
 * @trust: (nullable): certificates that are trusted, PEM
 *
 * As yx_verify(), on a thread of its own.
 */
void
yx_verify_async (GFile *file, GBytes *trust, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Question *question = g_new0 (Question, 1);

  question->file = g_object_ref (file);
  question->trust = trust != NULL ? g_bytes_ref (trust) : NULL;
  g_task_set_source_tag (task, yx_verify_async);
  g_task_set_task_data (task, question, free_question);
  g_task_run_in_thread (task, answer);
}

/**
 * yx_verify_finish:
 *
 * Returns: (transfer full) (nullable): what was found
 */
YxVerified *
yx_verify_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * yx_verify_join_trust:
 * @one: (nullable): certificates, PEM
 * @other: (nullable): more
 *
 * Returns: (transfer full) (nullable): both
 */
GBytes *
yx_verify_join_trust (GBytes *one, GBytes *other)
{
  GBytes *parts[] = { one, other };
  GByteArray *all = g_byte_array_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    if (parts[i] != NULL)
      {
        g_byte_array_append (all, g_bytes_get_data (parts[i], NULL), (guint) g_bytes_get_size (parts[i]));
        g_byte_array_append (all, (const guint8 *) "\n", 1);
      }
  return g_byte_array_free_to_bytes (all);
}

/**
 * yx_verify_file:
 * @name: a path or a URI
 *
 * Returns: (transfer full): that file
 */
GFile *
yx_verify_file (const char *name)
{
  g_autofree char *scheme = g_uri_parse_scheme (name);

  return scheme != NULL ? g_file_new_for_uri (name) : g_file_new_for_path (name);
}
