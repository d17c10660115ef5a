/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "hall/yx-hall-control-socket.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gunixsocketaddress.h>
#include <string.h>
#include <unistd.h>

#include "base/yx-json.h"
#include "hall/yx-hall-error.h"

#define NAME "control"
#define CHUNK 4096
/* Drawing up two hundred contracts takes a while. */
#define ANSWER_SECONDS 120

/**
 * yx_hall_control_place:
 * @folder: a data folder
 * @place: (out): where its control is
 * @error: that there is no folder `run`
 *
 * Returns: whether @place is filled in
 */
gboolean
yx_hall_control_place (const char *folder, YxHallControlPlace *place, GError **error)
{
  g_autofree char *run = g_build_filename (folder, "run", NULL);
  g_autofree char *path = NULL;

  place->folder = open (run, O_PATH | O_DIRECTORY | O_CLOEXEC);
  if (place->folder < 0)
    {
      g_set_error (error, YX_HALL_ERROR, YX_HALL_ERROR_FOLDER, "%s cannot be opened: %s", run,
                   g_strerror (errno));
      return FALSE;
    }
  path = g_strdup_printf ("/proc/self/fd/%d/" NAME, place->folder);
  place->address = g_unix_socket_address_new (path);
  return TRUE;
}

/**
 * yx_hall_control_place_clear:
 * @place: what yx_hall_control_place() gave, or zeros
 */
void
yx_hall_control_place_clear (YxHallControlPlace *place)
{
  if (place->address != NULL)
    close (place->folder);
  g_clear_object (&place->address);
}

/**
 * yx_hall_control_place_remove:
 * @place: a place
 *
 * Removes the socket; only who holds the data folder's lock may.
 */
void
yx_hall_control_place_remove (const YxHallControlPlace *place)
{
  (void)unlinkat (place->folder, NAME, 0);
}

/**
 * yx_hall_control_peer_is_own:
 * @connection: a connection over a Unix socket
 *
 * Returns: whether this user is at the other end (SO_PEERCRED)
 */
gboolean
yx_hall_control_peer_is_own (GSocketConnection *connection)
{
  g_autoptr (GCredentials) credentials
      = g_socket_get_credentials (g_socket_connection_get_socket (connection), NULL);

  return credentials != NULL && g_credentials_get_unix_user (credentials, NULL) == geteuid ();
}

/**
 * yx_hall_control_read_line:
 * @stream: a connection
 * @most: the most bytes to take
 * @cancellable: (nullable): ends the waiting
 * @error: that there was no line
 *
 * Returns: (transfer full): a line without its end
 */
char *
yx_hall_control_read_line (GIOStream *stream, gsize most, GCancellable *cancellable, GError **error)
{
  GInputStream *in = g_io_stream_get_input_stream (stream);
  g_autoptr (GString) line = g_string_new (NULL);

  while (line->len <= most)
    {
      char bytes[CHUNK];
      gssize n = g_input_stream_read (in, bytes, sizeof bytes, cancellable, error);
      const char *end = n > 0 ? memchr (bytes, '\n', (gsize)n) : NULL;

      if (n < 0)
        return NULL;
      g_string_append_len (line, bytes, end != NULL ? end - bytes : n);
      if (end != NULL)
        return g_string_free (g_steal_pointer (&line), FALSE);
      if (n == 0)
        break;
    }
  g_set_error_literal (error, YX_HALL_ERROR, YX_HALL_ERROR_USAGE,
                       "The other end of the hall's control said no line");
  return NULL;
}

/**
 * yx_hall_control_write_line:
 * @stream: a connection
 * @node: what to say
 * @cancellable: (nullable): ends the waiting
 * @error: why it could not be said
 *
 * Returns: whether it is said
 */
gboolean
yx_hall_control_write_line (GIOStream *stream, JsonNode *node, GCancellable *cancellable, GError **error)
{
  g_autofree char *text = yx_json_write (node);
  g_autofree char *line = g_strconcat (text, "\n", NULL);

  return g_output_stream_write_all (g_io_stream_get_output_stream (stream), line, strlen (line), NULL,
                                    cancellable, error);
}

static JsonNode *
parse_answer (const char *line, GError **error)
{
  const YxJsonLimits limits = { .max_size = YX_HALL_CONTROL_ANSWER_MOST };
  g_autoptr (JsonNode) node = yx_json_parse (line, strlen (line), &limits, error);
  const char *refusal;

  if (node == NULL)
    return NULL;
  refusal = JSON_NODE_HOLDS_OBJECT (node)
                ? json_object_get_string_member_with_default (json_node_get_object (node), "error", NULL)
                : "The hall's control gave no answer";
  if (refusal == NULL)
    return g_steal_pointer (&node);
  g_set_error_literal (error, YX_HALL_ERROR, YX_HALL_ERROR_USAGE, refusal);
  return NULL;
}

/**
 * yx_hall_control_call:
 * @folder: the data folder of a hall that serves
 * @request: what it is to do
 * @error: that it does not answer, or what it says is wrong
 *
 * Returns: (transfer full): its answer
 */
JsonNode *
yx_hall_control_call (const char *folder, JsonNode *request, GError **error)
{
  g_auto (YxHallControlPlace) place = { -1, NULL };
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autoptr (GSocketConnection) connection = NULL;
  g_autofree char *line = NULL;

  if (!yx_hall_control_place (folder, &place, error))
    return NULL;
  g_socket_client_set_timeout (client, ANSWER_SECONDS);
  connection = g_socket_client_connect (client, G_SOCKET_CONNECTABLE (place.address), NULL, error);
  if (connection == NULL
      || !yx_hall_control_write_line (G_IO_STREAM (connection), request, NULL, error))
    {
      g_prefix_error (error, "The hall in %s does not take commands: ", folder);
      return NULL;
    }
  line = yx_hall_control_read_line (G_IO_STREAM (connection), YX_HALL_CONTROL_ANSWER_MOST, NULL, error);
  return line != NULL ? parse_answer (line, error) : NULL;
}
