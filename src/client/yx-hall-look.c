/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client/yx-hall-look.h"

#include <string.h>

#include "client/yx-client-error.h"
#include "client/yx-peer-key.h"

#define SECONDS 15
#define HTTPS 443
#define GROUP 4

/* Whatever it shows is taken here: it is only looked at, and nothing is said to it. */
static gboolean
take_any (GTlsConnection *connection, GTlsCertificate *certificate, GTlsCertificateFlags flaws, gpointer data)
{
  *(GTlsCertificateFlags *) data |= flaws;
  return TRUE;
}

static void
watch_handshake (GSocketClient *client, GSocketClientEvent event, GSocketConnectable *to, GIOStream *stream, gpointer flaws)
{
  if (event == G_SOCKET_CLIENT_TLS_HANDSHAKING)
    g_signal_connect (stream, "accept-certificate", G_CALLBACK (take_any), flaws);
}

static GTlsCertificate *
peer_of (GSocketConnection *connection)
{
  GIOStream *stream = G_IS_TCP_WRAPPER_CONNECTION (connection)
                        ? g_tcp_wrapper_connection_get_base_io_stream (G_TCP_WRAPPER_CONNECTION (connection)) : G_IO_STREAM (connection);

  return G_IS_TLS_CONNECTION (stream) ? g_tls_connection_get_peer_certificate (G_TLS_CONNECTION (stream)) : NULL;
}

/**
 * yx_hall_look:
 * @url: `https://host:port`
 * @vouched: (out): whether an authority that this system trusts vouches for it
 *
 * Looks at the key of whoever answers at an address, and hangs up: no request is sent. Blocks.
 *
 * Returns: (transfer full) (nullable): hex SHA-256 of the public key, as yx_connection_new() takes it
 */
char *
yx_hall_look (const char *url, gboolean *vouched, GCancellable *cancellable, GError **error)
{
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autoptr (GSocketConnection) connection = NULL;
  g_autoptr (GError) cause = NULL;
  GTlsCertificateFlags flaws = 0;
  GTlsCertificate *certificate;
  char *key;

  if (!g_str_has_prefix (url, "https://"))
    {
      g_set_error (error, YX_CLIENT_ERROR, YX_CLIENT_ERROR_PROTOCOL, "“%s” is no hall's address: it begins with https://", url);
      return NULL;
    }
  g_socket_client_set_tls (client, TRUE);
  g_socket_client_set_timeout (client, SECONDS);
  g_signal_connect (client, "event", G_CALLBACK (watch_handshake), &flaws);
  connection = g_socket_client_connect_to_uri (client, url, HTTPS, cancellable, &cause);
  if (connection == NULL)
    {
      if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        g_propagate_error (error, g_steal_pointer (&cause));
      else
        g_set_error (error, YX_CLIENT_ERROR, YX_CLIENT_ERROR_UNREACHABLE, "%s does not answer: %s", url, cause->message);
      return NULL;
    }
  certificate = peer_of (connection);
  key = certificate != NULL ? yx_peer_key (certificate) : NULL;
  if (key == NULL)
    g_set_error (error, YX_CLIENT_ERROR, YX_CLIENT_ERROR_PROTOCOL, "%s shows no certificate that can be read", url);
  *vouched = flaws == 0;
  return key;
}

/**
 * yx_fingerprint_show:
 * @pin: hex SHA-256 of a public key
 *
 * Returns: (transfer full): it in groups of four capital digits, to be compared by eye or read out
 */
char *
yx_fingerprint_show (const char *pin)
{
  GString *shown = g_string_new (NULL);

  for (gsize i = 0; pin[i] != '\0'; i++)
    {
      if (i > 0 && i % GROUP == 0)
        g_string_append_c (shown, ' ');
      g_string_append_c (shown, g_ascii_toupper (pin[i]));
    }
  return g_string_free (shown, FALSE);
}
