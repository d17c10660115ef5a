/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "hall/yx-hall-control.h"

#include <string.h>
#include <sys/stat.h>

#include "base/yx-json.h"
#include "base/yx-workers.h"
#include "hall/yx-hall-control-socket.h"
#include "hall/yx-hall-error.h"
#include "hall/yx-hall-review.h"

#define WAITING 8
#define REQUEST_SECONDS 10
/* Of one command. */
#define MOST_IDS 1000
/* Where an act came from, in the events. */
#define ADDRESS "control"

struct _YxHallControl
{
  YxHall *hall; /* (unowned) */
  YxHallLoadFunc load;
  gpointer data;
  YxHallControlPlace place;
  GSocketService *service;   /* (owned) */
  YxWorkers *workers;        /* (owned) */
  GCancellable *cancellable; /* (owned) */
};

/* Somebody who has connected. */
typedef struct
{
  YxHallControl *control;
  GSocketConnection *connection; /* (owned) */
  JsonNode *load;                /* (owned) */
} Visit;

static void
free_visit (gpointer data)
{
  Visit *visit = data;

  g_object_unref (visit->connection);
  g_clear_pointer (&visit->load, json_node_unref);
  g_free (visit);
}

static JsonNode *
wrap (JsonObject *object)
{
  JsonNode *node = json_node_alloc ();

  json_node_take_object (json_node_init (node, JSON_NODE_OBJECT), object);
  return node;
}

static JsonNode *
refuse (const char *why)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "error", why);
  return wrap (object);
}

/* Each by itself: one that cannot be approved does not keep the others waiting. */
static JsonNode *
approve_all (YxHallCall *call, JsonArray *ids)
{
  JsonObject *answer = json_object_new ();
  JsonArray *results = json_array_new ();

  for (guint i = 0; i < json_array_get_length (ids); i++)
    {
      const char *id = json_array_get_string_element (ids, i);
      g_autoptr (GError) problem = NULL;
      JsonObject *result = json_object_new ();

      json_object_set_string_member (result, "id", id);
      if (!yx_hall_filing_approve (call, id, &problem))
        json_object_set_string_member (result, "error", problem->message);
      json_array_add_object_element (results, result);
    }
  json_object_set_array_member (answer, "results", results);
  return wrap (answer);
}

static gboolean
holds_text (JsonNode *node)
{
  return node != NULL && JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING;
}

static JsonArray *
take_ids (JsonObject *request)
{
  JsonNode *node = json_object_get_member (request, "ids");
  JsonArray *ids = node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  if (ids == NULL || json_array_get_length (ids) > MOST_IDS)
    return NULL;
  for (guint i = 0; i < json_array_get_length (ids); i++)
    if (!holds_text (json_array_get_element (ids, i)))
      return NULL;
  return ids;
}

static JsonNode *
return_one (YxHallCall *call, JsonObject *request)
{
  g_autoptr (GError) problem = NULL;

  if (!holds_text (json_object_get_member (request, "id"))
      || !holds_text (json_object_get_member (request, "reason")))
    return refuse ("A filing is returned by its id and a reason");
  if (yx_hall_filing_return (call, json_object_get_string_member (request, "id"),
                             json_object_get_string_member (request, "reason"), &problem))
    return wrap (json_object_new ());
  return refuse (problem->message);
}

static JsonNode *
review (YxHall *hall, const char *what, JsonObject *request)
{
  YxHallCall call = { .hall = hall, .address = (char *)ADDRESS };
  JsonArray *ids = take_ids (request);
  g_autoptr (GError) problem = NULL;
  JsonNode *list;

  if (strcmp (what, "approve") == 0 && ids != NULL)
    return approve_all (&call, ids);
  if (strcmp (what, "return") == 0)
    return return_one (&call, request);
  if (strcmp (what, "list") != 0)
    return refuse ("The hall's control does not know this command");
  list = yx_hall_review_list (hall, &problem);
  return list != NULL ? list : refuse (problem->message);
}

/**
 * yx_hall_control_answer:
 * @hall: a hall
 * @load: (nullable): what it is busy with
 * @line: a request
 *
 * Does what the user who runs the hall asks for.
 *
 * Returns: (transfer full): the answer; one with the member `error` where it is refused
 */
JsonNode *
yx_hall_control_answer (YxHall *hall, JsonNode *load, const char *line)
{
  g_autoptr (JsonNode) node = yx_json_parse (line, strlen (line), NULL, NULL);
  JsonObject *request = node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;

  if (request != NULL && holds_text (json_object_get_member (request, "review")))
    return review (hall, json_object_get_string_member (request, "review"), request);
  if (request != NULL && json_object_has_member (request, "load") && load != NULL)
    return json_node_copy (load);
  return refuse ("The hall's control does not know this command");
}

/* On the worker. */
static void
receive (gpointer data)
{
  Visit *visit = data;
  YxHallControl *control = visit->control;
  GIOStream *stream = G_IO_STREAM (visit->connection);
  g_autoptr (GError) problem = NULL;
  g_autoptr (JsonNode) answer = NULL;
  g_autofree char *line
      = yx_hall_control_read_line (stream, YX_HALL_CONTROL_REQUEST_MOST, control->cancellable, &problem);

  if (line != NULL)
    answer = yx_hall_control_answer (control->hall, visit->load, line);
  if (answer != NULL)
    (void)yx_hall_control_write_line (stream, answer, control->cancellable, &problem);
  if (problem != NULL)
    g_debug ("A visitor of the control has gone: %s", problem->message);
  (void)g_io_stream_close (stream, NULL, NULL);
}

static gboolean
connected (GSocketService *service, GSocketConnection *connection, GObject *source, gpointer data)
{
  YxHallControl *control = data;
  Visit *visit;

  if (!yx_hall_control_peer_is_own (connection))
    return TRUE;
  g_socket_set_timeout (g_socket_connection_get_socket (connection), REQUEST_SECONDS);
  visit = g_new0 (Visit, 1);
  visit->control = control;
  visit->connection = g_object_ref (connection);
  visit->load = control->load != NULL ? control->load (control->data) : NULL;
  (void)yx_workers_run (control->workers, receive, visit, free_visit, NULL);
  return TRUE;
}

static gboolean
listen_at (YxHallControl *control, GError **error)
{
  mode_t old = umask (0177);
  gboolean done;

  yx_hall_control_place_remove (&control->place);
  done = g_socket_listener_add_address (G_SOCKET_LISTENER (control->service), control->place.address,
                                        G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_DEFAULT, NULL, NULL, error);
  umask (old);
  if (!done)
    g_prefix_error (error, "The hall's control cannot listen: ");
  return done;
}

/**
 * yx_hall_control_new:
 * @hall: a hall whose data folder's lock is held; must outlive this
 * @load: (nullable): what it is busy with
 * @data: for @load
 * @error: why it cannot listen
 *
 * Returns: (transfer full): the control, told by the thread-default main context
 */
YxHallControl *
yx_hall_control_new (YxHall *hall, YxHallLoadFunc load, gpointer data, GError **error)
{
  g_autoptr (YxHallControl) control = g_new0 (YxHallControl, 1);

  control->hall = hall;
  control->load = load;
  control->data = data;
  control->cancellable = g_cancellable_new ();
  control->workers = yx_workers_new ("hall-control", 1, WAITING);
  control->service = g_socket_service_new ();
  if (!yx_hall_control_place (hall->folder, &control->place, error) || !listen_at (control, error))
    return NULL;
  g_signal_connect (control->service, "incoming", G_CALLBACK (connected), control);
  g_socket_service_start (control->service);
  return g_steal_pointer (&control);
}

/**
 * yx_hall_control_free:
 * @control: (transfer full): a control
 *
 * Waits for what is being done.
 */
void
yx_hall_control_free (YxHallControl *control)
{
  g_socket_service_stop (control->service);
  g_socket_listener_close (G_SOCKET_LISTENER (control->service));
  g_signal_handlers_disconnect_by_data (control->service, control);
  g_cancellable_cancel (control->cancellable);
  yx_workers_free (control->workers);
  if (control->place.address != NULL)
    yx_hall_control_place_remove (&control->place);
  yx_hall_control_place_clear (&control->place);
  g_object_unref (control->service);
  g_object_unref (control->cancellable);
  g_free (control);
}
