/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "hall/real-connection.h"

#include <gio/gunixsocketaddress.h>
#include <stdlib.h>
#include <string.h>

static gboolean
accept_any (GTlsConnection *connection, GTlsCertificate *peer, GTlsCertificateFlags errors, gpointer data)
{
  return TRUE;
}

static GIOStream *
wrap (GSocketConnection *socket)
{
  g_autoptr (GError) error = NULL;
  GIOStream *stream = g_tls_client_connection_new (G_IO_STREAM (socket), NULL, &error);

  g_assert_no_error (error);
  g_signal_connect (stream, "accept-certificate", G_CALLBACK (accept_any), NULL);
  (void)g_tls_connection_handshake (G_TLS_CONNECTION (stream), NULL, &error);
  g_assert_no_error (error);
  return stream;
}

/* NULL where nobody listens. */
RealConnection *
real_connection_try (YxTestHall *hall)
{
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  gboolean tls = g_str_has_prefix (hall->url, "https:");
  g_autoptr (GSocketConnectable) address
      = tls ? g_network_address_parse_uri (hall->url, 443, NULL)
            : G_SOCKET_CONNECTABLE (g_unix_socket_address_new (hall->url + strlen ("unix:")));
  g_autoptr (GSocketConnection) socket = g_socket_client_connect (client, address, NULL, NULL);
  RealConnection *connection;

  if (socket == NULL)
    return NULL;
  g_socket_set_timeout (g_socket_connection_get_socket (socket), 20);
  connection = g_new0 (RealConnection, 1);
  connection->stream = tls ? wrap (socket) : g_object_ref (G_IO_STREAM (socket));
  connection->socket = g_steal_pointer (&socket);
  return connection;
}

RealConnection *
real_connection_new (YxTestHall *hall)
{
  RealConnection *connection = real_connection_try (hall);

  g_assert_nonnull (connection);
  return connection;
}

void
real_connection_free (RealConnection *connection)
{
  (void)g_io_stream_close (connection->stream, NULL, NULL);
  g_object_unref (connection->stream);
  g_object_unref (connection->socket);
  g_free (connection);
}

void
real_connection_send (RealConnection *connection, const char *text)
{
  g_autoptr (GError) error = NULL;

  (void)g_output_stream_write_all (g_io_stream_get_output_stream (connection->stream), text, strlen (text),
                                   NULL, NULL, &error);
  g_assert_no_error (error);
}

/* One answer: head and, as long as it says, body. */
char *
real_connection_receive (RealConnection *connection)
{
  GInputStream *in = g_io_stream_get_input_stream (connection->stream);
  g_autoptr (GString) reply = g_string_new (NULL);
  gsize whole = 0;
  char byte;

  while ((whole == 0 || reply->len < whole) && g_input_stream_read (in, &byte, 1, NULL, NULL) == 1)
    {
      const char *length;

      g_string_append_c (reply, byte);
      if (whole != 0 || !g_str_has_suffix (reply->str, "\r\n\r\n"))
        continue;
      length = strstr (reply->str, "Content-Length: ");
      whole = reply->len + (length != NULL ? strtoul (length + strlen ("Content-Length: "), NULL, 10) : 0);
    }
  return g_strdup (reply->str);
}

char *
real_connection_ask (YxTestHall *hall, const char *request)
{
  g_autoptr (RealConnection) connection = real_connection_new (hall);

  real_connection_send (connection, request);
  return real_connection_receive (connection);
}

/* What the hall showed when this was connected. */
GTlsCertificate *
real_connection_certificate (RealConnection *connection)
{
  return g_tls_connection_get_peer_certificate (G_TLS_CONNECTION (connection->stream));
}
