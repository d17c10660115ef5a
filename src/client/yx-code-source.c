/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client/yx-code-source.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <string.h>
#include <unistd.h>

#include "base/yx-json.h"
#include "client/yx-client-error.h"

#define MAX_LINE 4096
#define POLL_MS 20

typedef struct
{
  char *phone;
  char *purpose;
  YxSecret *code; /* (owned) */
} Code;

struct _YxCodeSource
{
  gatomicrefcount refs;
  GMutex mutex;
  GCond changed;
  GPtrArray *codes; /* (owned) of Code, the newest last */
  GThread *reader;  /* (owned) (nullable) */
  int descriptor;   /* -1: none */
  int stop[2];      /* a byte in it ends the reader */
  gboolean follows; /* a file: its end is not the end */
};

static void
free_code (gpointer data)
{
  Code *code = data;

  g_free (code->phone);
  g_free (code->purpose);
  yx_secret_unref (code->code);
  g_free (code);
}

/**
 * yx_code_source_new:
 *
 * Returns: (transfer full): a source that gets its lines by yx_code_source_add()
 */
YxCodeSource *
yx_code_source_new (void)
{
  YxCodeSource *source = g_new0 (YxCodeSource, 1);

  g_atomic_ref_count_init (&source->refs);
  g_mutex_init (&source->mutex);
  g_cond_init (&source->changed);
  source->codes = g_ptr_array_new_with_free_func (free_code);
  source->descriptor = -1;
  source->stop[0] = source->stop[1] = -1;
  return source;
}

static const char *
member (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING
           ? json_node_get_string (node) : NULL;
}

/**
 * yx_code_source_add:
 * @source: a source
 * @line: one JSON object
 * @size: its bytes
 *
 * Returns: whether it was a code; other lines are left alone
 */
gboolean
yx_code_source_add (YxCodeSource *source, const char *line, gsize size)
{
  g_autoptr (JsonNode) node = yx_json_parse (line, size, NULL, NULL);
  JsonObject *object = node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  const char *phone = object != NULL ? member (object, "phone") : NULL;
  const char *purpose = object != NULL ? member (object, "purpose") : NULL;
  const char *text = object != NULL ? member (object, "code") : NULL;
  Code *code;

  if (phone == NULL || purpose == NULL || text == NULL)
    return FALSE;
  code = g_new0 (Code, 1);
  code->phone = g_strdup (phone);
  code->purpose = g_strdup (purpose);
  code->code = yx_secret_new_text (text);
  g_mutex_lock (&source->mutex);
  g_ptr_array_add (source->codes, code);
  g_cond_broadcast (&source->changed);
  g_mutex_unlock (&source->mutex);
  return TRUE;
}

/* Takes the whole lines out of what was read so far. */
static void
take_lines (YxCodeSource *source, GByteArray *read)
{
  guint8 *end;

  while (read->len > 0 && (end = memchr (read->data, '\n', read->len)) != NULL)
    {
      guint size = (guint) (end - read->data);

      yx_code_source_add (source, (const char *) read->data, size);
      yx_wipe (read->data, size);
      g_byte_array_remove_range (read, 0, size + 1);
    }
  if (read->len > MAX_LINE)
    g_byte_array_set_size (read, 0);
}

static gboolean
stopped (YxCodeSource *source, int timeout)
{
  struct pollfd wait[2] = { { .fd = source->stop[0], .events = POLLIN },
                            { .fd = source->follows ? -1 : source->descriptor, .events = POLLIN } };

  while (poll (wait, 2, timeout) < 0 && errno == EINTR)
    continue;
  return wait[0].revents != 0;
}

static gpointer
read_lines (gpointer data)
{
  YxCodeSource *source = data;
  g_autoptr (GByteArray) collected = g_byte_array_new ();
  guint8 chunk[1024];
  gssize n = 1;

  while (!stopped (source, source->follows ? (n > 0 ? 0 : POLL_MS) : -1))
    {
      n = read (source->descriptor, chunk, sizeof chunk);
      if (n < 0 && errno != EINTR && errno != EAGAIN)
        break;
      if (n == 0 && !source->follows)
        break;
      if (n > 0)
        g_byte_array_append (collected, chunk, (guint) n);
      take_lines (source, collected);
    }
  yx_wipe (chunk, sizeof chunk);
  return NULL;
}

static YxCodeSource *
start (int descriptor, gboolean follows)
{
  YxCodeSource *source = yx_code_source_new ();

  source->descriptor = descriptor;
  source->follows = follows;
  if (pipe2 (source->stop, O_CLOEXEC) < 0)
    g_error ("No pipe: %s", g_strerror (errno));
  source->reader = g_thread_new ("codes", read_lines, source);
  return source;
}

/**
 * yx_code_source_new_file:
 * @path: a file to which a hall appends its codes
 *
 * Returns: (transfer full) (nullable): a source that follows it
 */
YxCodeSource *
yx_code_source_new_file (const char *path, GError **error)
{
  int descriptor = open (path, O_RDONLY | O_CLOEXEC);

  if (descriptor < 0)
    {
      g_set_error (error, YX_CLIENT_ERROR, YX_CLIENT_ERROR_CODE, "The codes in %s can't be read: %s", path, g_strerror (errno));
      return NULL;
    }
  return start (descriptor, TRUE);
}

/**
 * yx_code_source_new_stream:
 * @descriptor: a pipe or terminal; closed with the source
 *
 * Returns: (transfer full): a source that reads it to its end
 */
YxCodeSource *
yx_code_source_new_stream (int descriptor)
{
  return start (descriptor, FALSE);
}

/**
 * yx_code_source_ref:
 * @source: a source
 *
 * Returns: (transfer full): the same, held once more
 */
YxCodeSource *
yx_code_source_ref (YxCodeSource *source)
{
  g_atomic_ref_count_inc (&source->refs);
  return source;
}

/**
 * yx_code_source_unref:
 * @source: (transfer full): a source
 */
void
yx_code_source_unref (YxCodeSource *source)
{
  if (!g_atomic_ref_count_dec (&source->refs))
    return;
  if (source->reader != NULL)
    {
      if (write (source->stop[1], "", 1) != 1)
        g_error ("The codes' reader can't be stopped: %s", g_strerror (errno));
      g_thread_join (source->reader);
      close (source->stop[0]);
      close (source->stop[1]);
      close (source->descriptor);
    }
  g_ptr_array_unref (source->codes);
  g_mutex_clear (&source->mutex);
  g_cond_clear (&source->changed);
  g_free (source);
}

static YxSecret *
take_code (YxCodeSource *source, const char *phone, const char *purpose)
{
  for (guint i = source->codes->len; i-- > 0;)
    {
      Code *code = source->codes->pdata[i];

      if ((phone == NULL || strcmp (code->phone, phone) == 0) && strcmp (code->purpose, purpose) == 0)
        {
          YxSecret *taken = yx_secret_ref (code->code);

          g_ptr_array_remove_index (source->codes, i);
          return taken;
        }
    }
  return NULL;
}

/**
 * yx_code_source_wait:
 * @source: a source
 * @phone: (nullable): to whom the code was sent; %NULL: to anybody
 * @purpose: what for, as the wire says it
 * @seconds: how long to wait for it
 *
 * Returns: (transfer full) (nullable): the newest such code, which is taken out
 */
YxSecret *
yx_code_source_wait (YxCodeSource *source, const char *phone, const char *purpose, guint seconds, GCancellable *cancellable, GError **error)
{
  gint64 end = g_get_monotonic_time () + (gint64) seconds * G_USEC_PER_SEC;
  YxSecret *code = NULL;

  g_mutex_lock (&source->mutex);
  while ((code = take_code (source, phone, purpose)) == NULL && g_get_monotonic_time () < end
         && !g_cancellable_is_cancelled (cancellable))
    g_cond_wait_until (&source->changed, &source->mutex, MIN (end, g_get_monotonic_time () + 100000));
  g_mutex_unlock (&source->mutex);
  if (code == NULL && !g_cancellable_set_error_if_cancelled (cancellable, error))
    g_set_error (error, YX_CLIENT_ERROR, YX_CLIENT_ERROR_CODE, "No SMS code came within %u seconds", seconds);
  return code;
}

/**
 * yx_code_source_forget:
 * @source: a source
 * @phone: (nullable): to whom; %NULL: to anybody
 * @purpose: what for
 *
 * Drops codes of before; call it ahead of asking for a new one.
 */
void
yx_code_source_forget (YxCodeSource *source, const char *phone, const char *purpose)
{
  YxSecret *code;

  g_mutex_lock (&source->mutex);
  while ((code = take_code (source, phone, purpose)) != NULL)
    yx_secret_unref (code);
  g_mutex_unlock (&source->mutex);
}
