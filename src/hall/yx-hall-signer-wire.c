/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "hall/yx-hall-signer-wire.h"

#include <errno.h>
#include <string.h>
#include <sys/socket.h>

#define HEAD 5

static gboolean
send_all (int fd, gconstpointer bytes, gsize size)
{
  const char *at = bytes;

  while (size > 0)
    {
      gssize n = send (fd, at, size, MSG_NOSIGNAL);

      if (n < 0 && errno == EINTR)
        continue;
      if (n <= 0)
        return FALSE;
      at += n;
      size -= (gsize)n;
    }
  return TRUE;
}

static gboolean
receive_all (int fd, gpointer bytes, gsize size)
{
  char *at = bytes;

  while (size > 0)
    {
      gssize n = recv (fd, at, size, 0);

      if (n < 0 && errno == EINTR)
        continue;
      if (n <= 0)
        return FALSE;
      at += n;
      size -= (gsize)n;
    }
  return TRUE;
}

/**
 * yx_hall_signer_send:
 * @fd: a stream socket
 * @kind: verb or status
 * @payload: at most %YX_HALL_SIGNER_MOST bytes
 *
 * Returns: whether the frame is sent
 */
gboolean
yx_hall_signer_send (int fd, guint8 kind, GBytes *payload)
{
  gsize size;
  gconstpointer bytes = g_bytes_get_data (payload, &size);
  guint32 length = GUINT32_TO_BE ((guint32)size);
  guint8 head[HEAD] = { kind };

  if (size > YX_HALL_SIGNER_MOST)
    return FALSE;
  memcpy (head + 1, &length, sizeof length);
  return send_all (fd, head, HEAD) && send_all (fd, bytes, size);
}

/**
 * yx_hall_signer_receive:
 * @fd: a stream socket
 * @kind: (out): verb or status
 * @payload: (out) (transfer full): what came with it
 *
 * Returns: whether a whole frame came; %FALSE also when the other side has closed or sends too much
 */
gboolean
yx_hall_signer_receive (int fd, guint8 *kind, GBytes **payload)
{
  guint8 head[HEAD];
  guint32 length;
  g_autofree guint8 *bytes = NULL;

  if (!receive_all (fd, head, HEAD))
    return FALSE;
  memcpy (&length, head + 1, sizeof length);
  length = GUINT32_FROM_BE (length);
  if (length > YX_HALL_SIGNER_MOST)
    return FALSE;
  bytes = g_malloc (length + 1);
  if (!receive_all (fd, bytes, length))
    return FALSE;
  *kind = head[0];
  *payload = g_bytes_new_take (g_steal_pointer (&bytes), length);
  return TRUE;
}
