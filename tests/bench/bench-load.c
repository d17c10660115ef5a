/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bench/bench-load.h"

#include <errno.h>
#include <poll.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

/* One connection and what has come of the answer to its request. */
typedef struct
{
  int fd;
  GString *answer;
  gboolean busy;
} Line;

/* An HTTP/1.1 request (RFC 9112 §3), whole. */
GBytes *
bench_load_request (const char *method, const char *path, const char *token, const char *body)
{
  g_autoptr (GString) text = g_string_new (NULL);

  g_string_append_printf (text, "%s %s HTTP/1.1\r\nHost: hall\r\n", method, path);
  if (token != NULL)
    g_string_append_printf (text, "Authorization: Bearer %s\r\n", token);
  if (body != NULL)
    g_string_append_printf (text, "Content-Type: application/json\r\nContent-Length: %zu\r\n", strlen (body));
  g_string_append_printf (text, "\r\n%s", body != NULL ? body : "");
  return g_string_free_to_bytes (g_steal_pointer (&text));
}

static void
open_line (Line *line, const char *path)
{
  struct sockaddr_un address = { .sun_family = AF_UNIX };

  g_assert (strlen (path) < sizeof address.sun_path);
  memcpy (address.sun_path, path, strlen (path));
  line->fd = socket (AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  g_assert (line->fd >= 0);
  if (connect (line->fd, (struct sockaddr *)&address, sizeof address) != 0)
    g_error ("%s: %s", path, g_strerror (errno));
  line->answer = g_string_new (NULL);
  line->busy = FALSE;
}

static void
close_line (Line *line)
{
  close (line->fd);
  g_string_free (line->answer, TRUE);
}

static void
send_request (Line *line, GBytes *request)
{
  gsize size;
  const char *at = g_bytes_get_data (request, &size);

  while (size > 0)
    {
      gssize sent = send (line->fd, at, size, MSG_NOSIGNAL);

      if (sent <= 0)
        g_error ("The connection ended: %s, after “%s”", g_strerror (errno), line->answer->str);
      at += sent;
      size -= (gsize)sent;
    }
  g_string_truncate (line->answer, 0);
  line->busy = TRUE;
}

/* Whether head and body are there; their length is always said. */
static gboolean
is_whole (const GString *answer)
{
  const char *end = strstr (answer->str, "\r\n\r\n");
  const char *length;
  gsize size = 0;

  if (end == NULL)
    return FALSE;
  length = g_strstr_len (answer->str, end - answer->str, "Content-Length:");
  if (length != NULL)
    size = (gsize)g_ascii_strtoull (length + strlen ("Content-Length:"), NULL, 10);
  return answer->len >= (gsize)(end - answer->str) + 4 + size;
}

/* Whether an answer came to its end. */
static gboolean
receive (Line *line, guint status)
{
  char buffer[65536];
  gssize got = recv (line->fd, buffer, sizeof buffer, 0);

  if (got <= 0)
    g_error ("The connection ended after “%s”", line->answer->str);
  g_string_append_len (line->answer, buffer, got);
  if (!is_whole (line->answer))
    return FALSE;
  line->busy = FALSE;
  if (status != 0 && g_ascii_strtoull (line->answer->str + strlen ("HTTP/1.1 "), NULL, 10) != status)
    g_error ("Not %u, but %s", status, line->answer->str);
  return TRUE;
}

static GBytes *
nth (const BenchLoad *load, guint n)
{
  return load->requests->pdata[n % load->requests->len];
}

static void
run_lines (const BenchLoad *load, Line *lines, guint first, guint n)
{
  g_autofree struct pollfd *waits = g_new0 (struct pollfd, load->connections);
  guint sent = 0;
  guint done = 0;

  for (guint i = 0; i < load->connections; i++)
    {
      waits[i] = (struct pollfd){ .fd = lines[i].fd, .events = POLLIN };
      if (sent < n)
        send_request (&lines[i], nth (load, first + sent++));
    }
  while (done < n)
    {
      g_assert (poll (waits, load->connections, 60000) > 0);
      for (guint i = 0; i < load->connections; i++)
        {
          if (waits[i].revents == 0 || !receive (&lines[i], load->status))
            continue;
          done++;
          if (sent < n)
            send_request (&lines[i], nth (load, first + sent++));
        }
    }
}

/* Answers a second to @n requests, beginning with number @first; connecting is not counted. */
double
bench_load_run (const BenchLoad *load, guint first, guint n)
{
  g_autofree Line *lines = g_new0 (Line, load->connections);
  gint64 start;
  double seconds;

  for (guint i = 0; i < load->connections; i++)
    open_line (&lines[i], load->socket);
  start = g_get_monotonic_time ();
  run_lines (load, lines, first, n);
  seconds = (double)(g_get_monotonic_time () - start) / G_USEC_PER_SEC;
  for (guint i = 0; i < load->connections; i++)
    close_line (&lines[i]);
  return n / seconds;
}

/* The whole answer, head and body. */
GBytes *
bench_load_ask (const char *socket_path, GBytes *request)
{
  Line line;
  GBytes *answer;

  open_line (&line, socket_path);
  send_request (&line, request);
  while (!receive (&line, 0))
    continue;
  answer = g_bytes_new (line.answer->str, line.answer->len);
  close_line (&line);
  return answer;
}
