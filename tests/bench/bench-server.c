/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bench/bench-server.h"

#include <gio/gunixsocketaddress.h>
#include <glib/gstdio.h>
#include <libsoup/soup.h>
#include <stdio.h>
#include <string.h>

#include "bench/bench-report.h"

/* What every request is answered with. */
typedef struct
{
  GStrv headers;
  GBytes *body;
} Answer;

static void
answer_request (SoupServer *soup, SoupServerMessage *message, const char *path, GHashTable *query, gpointer data)
{
  const Answer *answer = data;
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);

  for (guint i = 1; answer->headers[i] != NULL; i++)
    {
      g_auto (GStrv) pair = g_strsplit (answer->headers[i], ": ", 2);

      if (strcmp (pair[0], "Content-Length") != 0 && strcmp (pair[0], "Date") != 0)
        soup_message_headers_replace (headers, pair[0], pair[1]);
    }
  soup_server_message_set_status (message, 200, NULL);
  soup_message_body_append_bytes (soup_server_message_get_response_body (message), answer->body);
  soup_message_body_complete (soup_server_message_get_response_body (message));
}

static void
read_answer (Answer *answer, const char *path)
{
  g_autofree char *text = NULL;
  gsize size;
  const char *end;

  g_assert (g_file_get_contents (path, &text, &size, NULL));
  end = strstr (text, "\r\n\r\n");
  g_assert (end != NULL);
  answer->body = g_bytes_new (end + 4, size - (gsize)(end + 4 - text));
  text[end - text] = '\0';
  answer->headers = g_strsplit (text, "\r\n", -1);
}

/* The child: serves until it is killed. */
int
bench_server_main (const char *socket_path, const char *answer_path)
{
  g_autoptr (SoupServer) soup = soup_server_new (NULL, NULL);
  g_autoptr (GSocketAddress) address = g_unix_socket_address_new (socket_path);
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (GError) error = NULL;
  Answer answer = { 0 };

  read_answer (&answer, answer_path);
  soup_server_add_handler (soup, NULL, answer_request, &answer, NULL);
  if (!soup_server_listen (soup, address, 0, &error))
    BENCH_ASSERT_NO_ERROR (error);
  puts ("ready");
  fflush (stdout);
  g_main_loop_run (loop);
  return 0;
}

/* @answer: head and body, as another server gave them. */
void
bench_server_start (BenchServer *server, const char *program, const char *folder, GBytes *answer)
{
  g_autofree char *path = g_build_filename (folder, "answer", NULL);
  g_autoptr (GDataInputStream) out = NULL;
  g_autofree char *line = NULL;
  g_autoptr (GError) error = NULL;

  server->socket = g_build_filename (folder, "bare", NULL);
  (void)g_unlink (server->socket);
  g_assert (g_file_set_contents (path, g_bytes_get_data (answer, NULL), (gssize)g_bytes_get_size (answer), NULL));
  server->process
      = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, program, "--server", server->socket, path, NULL);
  BENCH_ASSERT_NO_ERROR (error);
  out = g_data_input_stream_new (g_subprocess_get_stdout_pipe (server->process));
  line = g_data_input_stream_read_line (out, NULL, NULL, &error);
  BENCH_ASSERT_NO_ERROR (error);
  g_assert (g_strcmp0 (line, "ready") == 0);
}

void
bench_server_end (BenchServer *server)
{
  g_subprocess_force_exit (server->process);
  (void)g_subprocess_wait (server->process, NULL, NULL);
  g_clear_object (&server->process);
  g_clear_pointer (&server->socket, g_free);
}
