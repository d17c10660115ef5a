/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "hall/yx-sms.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/yx-base-error.h"

typedef struct
{
  YxSms sms;
  GMutex mutex;
  char *file;     /* (owned) (nullable) */
  int descriptor; /* -1: none; not ours to close */
  YxClock *clock;
} Shown;

static gboolean
write_line (int fd, YxSecret *line)
{
  const char *bytes = yx_secret_text (line);
  gsize size = yx_secret_size (line);

  while (size > 0)
    {
      gssize n = write (fd, bytes, size);

      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        return FALSE;
      bytes += n;
      size -= (gsize)n;
    }
  return TRUE;
}

static gboolean
append_line (const char *file, YxSecret *line, GError **error)
{
  int fd = open (file, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
  gboolean done = fd >= 0 && write_line (fd, line);
  int number = errno;

  if (fd >= 0)
    close (fd);
  if (!done)
    yx_base_error_set_errno (error, number, "The code cannot be shown in %s", file);
  return done;
}

/* Phone and code are digits, purpose is one of our words: nothing needs escaping. */
static YxSecret *
write_object (Shown *shown, const char *phone, const char *purpose, YxSecret *code)
{
  g_autofree char *time = yx_instant_format (yx_clock_now (shown->clock));
  g_autofree char *head = g_strdup_printf ("{\"time\":\"%s\",\"phone\":\"%s\",\"purpose\":\"%s\",\"code\":\"",
                                           time, phone, purpose);
  gsize size = strlen (head) + yx_secret_size (code) + 3;
  YxSecret *line = yx_secret_new (size);
  char *out = yx_secret_bytes (line);

  memcpy (out, head, strlen (head));
  memcpy (out + strlen (head), yx_secret_text (code), yx_secret_size (code));
  memcpy (out + size - 3, "\"}\n", 3);
  return line;
}

static gboolean
is_plain (const char *text)
{
  return text[strspn (text, "+-_abcdefghijklmnopqrstuvwxyz0123456789")] == '\0';
}

static gboolean
show_code (YxSms *sms, const char *phone, const char *purpose, YxSecret *code, GError **error)
{
  Shown *shown = (Shown *)sms;
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&shown->mutex);
  g_autoptr (YxSecret) line = NULL;

  if (!is_plain (phone) || !is_plain (purpose) || !is_plain (yx_secret_text (code)))
    {
      yx_base_error_set (error, YX_BASE_ERROR_INVALID, NULL, "Phone, purpose or code is none");
      return FALSE;
    }
  line = write_object (shown, phone, purpose, code);
  if (shown->file != NULL && !append_line (shown->file, line, error))
    return FALSE;
  if (shown->descriptor >= 0 && !write_line (shown->descriptor, line))
    {
      yx_base_error_set_errno (error, errno, "The code cannot be handed over");
      return FALSE;
    }
  return TRUE;
}

static void
free_shown (YxSms *sms)
{
  Shown *shown = (Shown *)sms;

  g_mutex_clear (&shown->mutex);
  g_free (shown->file);
  g_free (shown);
}

/**
 * yx_sms_shown_new:
 * @file: (nullable): a file (0600) to which each code is appended, one JSON object a line
 * @descriptor: where each code is written besides, or -1; stays the caller's
 * @clock: where the time comes from
 *
 * The provider `shown`: no SMS is sent, the codes are shown to who runs the hall.
 *
 * Returns: (transfer full): the provider
 */
YxSms *
yx_sms_shown_new (const char *file, int descriptor, YxClock *clock)
{
  Shown *shown = g_new0 (Shown, 1);

  shown->sms = (YxSms){ show_code, free_shown };
  g_mutex_init (&shown->mutex);
  shown->file = g_strdup (file);
  shown->descriptor = descriptor;
  shown->clock = clock;
  return &shown->sms;
}
