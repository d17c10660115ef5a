/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "base/yx-fault.h"
#include "hall/yx-hall-accesses.h"
#include "hall/yx-hall-bell.h"
#include "hall/yx-hall-body.h"
#include "hall/yx-hall-owner.h"
#include "hall/yx-hall-public.h"
#include "hall/yx-hall-server-private.h"

#define PARKED_SECONDS 5
#define BUSY_SECONDS 1
/* A refused request's body is read to its end if it is short, so that the connection can be used again. */
#define SHORT_BODY (64 * 1024)

/* A request and its answer. All but the fields of the call belong to the server's thread. */
struct _YxHallExchange
{
  gatomicrefcount refs;
  YxHallServer *server;       /* (unowned) */
  SoupServerMessage *message; /* (owned) (nullable): until it is over */
  YxHallCall *call;           /* (owned): the worker's while one runs it */
  YxHallRequestHead head;     /* as the call */
  YxHallBody *body;           /* (owned) (nullable) */
  YxHallAnswer *answer;       /* (owned) (nullable) */
  GError *problem;            /* (owned) (nullable): what the head was refused for */
  gsize received;
  gint64 began;   /* monotonic */
  gboolean read;  /* the request has been read into the call */
  gboolean over;  /* libsoup has finished with the message */
  gulong chunks;  /* the handler of its body's pieces; 0: none */
  guint listener; /* at the feed's bell; 0: none */
  gboolean rung;
  gboolean turn;   /* it is its turn among those that are costly */
  GSource *parked; /* (owned) (nullable): its end of waiting */
};

static
G_DEFINE_QUARK (yx-hall-exchange, data)

static void
unref (YxHallExchange *exchange)
{
  if (!g_atomic_ref_count_dec (&exchange->refs))
    return;
  g_clear_pointer (&exchange->call, yx_hall_call_free);
  yx_hall_request_head_clear (&exchange->head);
  g_clear_pointer (&exchange->body, yx_hall_body_free);
  g_clear_pointer (&exchange->answer, yx_hall_answer_free);
  g_clear_error (&exchange->problem);
  g_clear_object (&exchange->message);
  g_free (exchange);
}

static YxHallExchange *
ref (YxHallExchange *exchange)
{
  g_atomic_ref_count_inc (&exchange->refs);
  return exchange;
}

/*
 * yx_hall_exchange_unref:
 * Lets go of an exchange.
 */
void
yx_hall_exchange_unref (gpointer data)
{
  unref (data);
}

/* Endpoint names and numbers only: neither paths nor queries, which may say more. */
static void
log_end (YxHallExchange *exchange)
{
  const YxHallCall *call = exchange->call;
  const char *endpoint = call->endpoint != NULL ? call->endpoint->name : "unknown";
  const char *method = call->endpoint != NULL ? yx_method_name (call->endpoint->method) : "-";
  const char *request;
  g_autofree char *took = NULL;
  g_autofree char *status = NULL;

  if (g_log_writer_default_would_drop (G_LOG_LEVEL_INFO, G_LOG_DOMAIN))
    return;
  request = yx_hall_call_request_id (exchange->call);
  took = g_strdup_printf ("%" G_GINT64_FORMAT, (g_get_monotonic_time () - exchange->began) / 1000);
  status = g_strdup_printf ("%u", exchange->answer != NULL ? exchange->answer->status : 0);
  g_log_structured (G_LOG_DOMAIN, G_LOG_LEVEL_INFO, "YINXIN_REQUEST", request, "YINXIN_METHOD",
                    method, "YINXIN_ENDPOINT", endpoint, "YINXIN_STATUS", status, "YINXIN_MILLISECONDS", took,
                    "MESSAGE", "%s %s %s %s %s ms", request, method, endpoint, status, took);
}

static void
stop_listening (YxHallExchange *exchange)
{
  if (exchange->listener == 0)
    return;
  yx_hall_bell_forget (exchange->server->hall->bell, exchange->listener);
  exchange->listener = 0;
  unref (exchange);
}

static void
leave_parking (YxHallExchange *exchange)
{
  GHashTable *parked = exchange->server->parked;
  const char *account = exchange->call->session->account;
  guint n = GPOINTER_TO_UINT (g_hash_table_lookup (parked, account));

  if (exchange->parked == NULL)
    return;
  g_source_destroy (exchange->parked);
  g_clear_pointer (&exchange->parked, g_source_unref);
  if (n <= 1)
    g_hash_table_remove (parked, account);
  else
    g_hash_table_insert (parked, g_strdup (account), GUINT_TO_POINTER (n - 1));
}

/* The message goes here, on the server's own thread, where libsoup lives: a worker may hold the exchange longer. */
static void
end (YxHallExchange *exchange)
{
  g_autoptr (SoupServerMessage) message = NULL;

  if (exchange->over)
    return;
  exchange->over = TRUE;
  if (exchange->parked != NULL)
    leave_parking (exchange);
  stop_listening (exchange);
  log_end (exchange);
  message = g_steal_pointer (&exchange->message);
  g_object_set_qdata (G_OBJECT (message), data_quark (), NULL);
  g_clear_signal_handler (&exchange->chunks, message); /* each holds the other */
  yx_hall_server_ended (exchange->server, exchange);
}

/*
 * yx_hall_exchange_finished:
 * libsoup is done with a message, whether its answer was taken or not.
 */
void
yx_hall_exchange_finished (SoupServerMessage *message)
{
  YxHallExchange *exchange = g_object_get_qdata (G_OBJECT (message), data_quark ());

  YX_FAULT ("hall.answer.after");
  if (exchange != NULL)
    end (exchange);
}

static void
set_headers (YxHallExchange *exchange, SoupMessageHeaders *headers)
{
  const YxHallAnswer *answer = exchange->answer;
  g_autofree char *tag = answer->etag != NULL ? g_strconcat ("\"", answer->etag, "\"", NULL) : NULL;
  g_autofree char *wait
      = answer->retry_after > 0 ? g_strdup_printf ("%" G_GINT64_FORMAT, answer->retry_after) : NULL;
  g_autofree char *kept = answer->cached > 0 ? g_strdup_printf ("public, max-age=%u", answer->cached) : NULL;

  soup_message_headers_replace (headers, "Cache-Control", kept != NULL ? kept : "no-store");
  soup_message_headers_replace (headers, "X-Content-Type-Options", "nosniff");
  if (answer->type != NULL)
    soup_message_headers_replace (headers, "Content-Type", answer->type);
  if (tag != NULL)
    soup_message_headers_replace (headers, "ETag", tag);
  if (wait != NULL)
    soup_message_headers_replace (headers, "Retry-After", wait);
  if (answer->status == 401)
    soup_message_headers_replace (headers, "WWW-Authenticate", YX_API_TOKEN_SCHEME);
  if (exchange->server->stopping)
    soup_message_headers_replace (headers, "Connection", "close");
}

/* libsoup 3.2 forgets, while writing a 204, that it has no body, and would close the connection to end it. */
static void
keep_open (SoupServerMessage *message, gpointer data)
{
  soup_message_headers_set_encoding (soup_server_message_get_response_headers (message), SOUP_ENCODING_NONE);
}

static void
set_answer (YxHallExchange *exchange)
{
  SoupServerMessage *message = exchange->message;
  YxHallAnswer *answer = exchange->answer;

  YX_FAULT ("hall.answer.before");
  set_headers (exchange, soup_server_message_get_response_headers (message));
  soup_server_message_set_status (message, answer->status, NULL);
  if (answer->status == 204)
    g_signal_connect (message, "wrote-headers", G_CALLBACK (keep_open), NULL);
  if (answer->body != NULL && g_bytes_get_size (answer->body) > 0)
    soup_message_body_append_bytes (soup_server_message_get_response_body (message), answer->body);
  soup_message_body_complete (soup_server_message_get_response_body (message));
  yx_hall_connection_enter (yx_hall_connection_of (message), YX_HALL_ANSWER);
}

static void
set_problem (YxHallExchange *exchange, const GError *problem)
{
  g_clear_pointer (&exchange->answer, yx_hall_answer_free);
  exchange->answer = yx_hall_answer_problem (problem, yx_hall_call_request_id (exchange->call));
}

static void
respond (YxHallExchange *exchange)
{
  stop_listening (exchange);
  if (exchange->over)
    return;
  set_answer (exchange);
  soup_server_message_unpause (exchange->message);
}

static void dispatch (YxHallExchange *exchange);
static void end_turn (YxHallExchange *exchange);

static gboolean
stop_waiting (gpointer data)
{
  YxHallExchange *exchange = data;

  leave_parking (exchange);
  respond (exchange);
  return G_SOURCE_REMOVE;
}

/*
 * yx_hall_exchange_hurry:
 * Whoever waits on a feed gets the empty answer at once: the server stops.
 */
void
yx_hall_exchange_hurry (YxHallExchange *exchange)
{
  if (exchange->parked != NULL)
    (void)stop_waiting (exchange);
}

/* No thread is held while a request waits on its feed. */
static void
park (YxHallExchange *exchange, gint64 left)
{
  YxHallServer *server = exchange->server;
  const char *account = exchange->call->session->account;
  guint n = GPOINTER_TO_UINT (g_hash_table_lookup (server->parked, account));
  g_autoptr (GError) problem = NULL;

  if (n >= server->options.parked)
    {
      yx_problem_set_wait (&problem, YX_PROBLEM_RATE_LIMITED, PARKED_SECONDS, 0);
      set_problem (exchange, problem);
      respond (exchange);
      return;
    }
  g_hash_table_insert (server->parked, g_strdup (account), GUINT_TO_POINTER (n + 1));
  exchange->parked = g_timeout_source_new ((guint)(left / 1000));
  g_source_set_callback (exchange->parked, stop_waiting, exchange, NULL);
  g_source_attach (exchange->parked, server->context);
}

static gboolean
worked (gpointer data)
{
  YxHallExchange *exchange = data;
  YxHallCall *call = exchange->call;
  gint64 left = exchange->began + call->wait * G_USEC_PER_SEC - g_get_monotonic_time ();

  end_turn (exchange);
  if (exchange->over)
    return G_SOURCE_REMOVE;
  if (call->wait_scope == NULL || call->session == NULL || left <= 0 || exchange->listener == 0
      || exchange->server->stopping)
    respond (exchange);
  else if (exchange->rung)
    dispatch (exchange);
  else
    park (exchange, left);
  return G_SOURCE_REMOVE;
}

static gboolean
rung (gpointer data)
{
  YxHallExchange *exchange = data;

  exchange->rung = TRUE;
  if (exchange->parked != NULL && !exchange->over)
    {
      leave_parking (exchange);
      dispatch (exchange);
    }
  return G_SOURCE_REMOVE;
}

static void
hear (gpointer data)
{
  YxHallExchange *exchange = data;

  yx_hall_server_post (exchange->server, rung, ref (exchange));
}

static void
clear_result (YxHallCall *call)
{
  call->status = 0;
  call->answer_type = NULL;
  call->cached = 0;
  g_clear_pointer (&call->answer, yx_record_unref);
  g_clear_pointer (&call->answer_bytes, g_bytes_unref);
  g_clear_pointer (&call->etag, g_free);
  g_clear_pointer (&call->wait_scope, g_free);
}

/* What somebody else's object is asked is not even read. */
static gboolean
judge_request (YxHallExchange *exchange, YxSecret *body, GError **error)
{
  GError *cause = NULL;

  if (yx_hall_reach_object (exchange->call, &cause))
    return yx_hall_request_read (exchange->call, &exchange->head, body, error);
  yx_hall_problem_from (error, cause);
  return FALSE;
}

static YxHallHandler
find_handler (YxHallExchange *exchange)
{
  const YxEndpoint *endpoint = exchange->call->endpoint;
  YxHallHandler public = yx_hall_public_handler (endpoint);

  return public != NULL ? public : exchange->server->options.handler_for (endpoint->id);
}

static gboolean
call_handler (YxHallExchange *exchange, GError **error)
{
  YxHallCall *call = exchange->call;
  gboolean first = !exchange->read;
  YxSecret *secret = exchange->body != NULL ? yx_hall_body_secret (exchange->body) : NULL;
  GError *cause = NULL;

  exchange->read = TRUE;
  clear_result (call);
  if (first ? !judge_request (exchange, secret, error) : !yx_hall_judge_session (call, error))
    return FALSE;
  g_clear_pointer (&exchange->body, yx_hall_body_free);
  if (!yx_hall_judge_sign_in (exchange->server, call, error))
    return FALSE;
  if (find_handler (exchange) (call, &cause))
    return TRUE;
  yx_hall_problem_from (error, cause);
  return FALSE;
}

/* Nothing personal is shown before it stands in the history that it was. */
static gboolean
note_access (YxHallExchange *exchange, GError **error)
{
  GError *cause = NULL;

  if (yx_hall_access_note (exchange->call, &cause))
    return TRUE;
  yx_hall_problem_from (error, cause);
  return FALSE;
}

/* Writes out what the handler gave, secrets included, or @problem. */
static void
conclude (YxHallExchange *exchange, const GError *problem)
{
  g_clear_pointer (&exchange->answer, yx_hall_answer_free);
  if (problem == NULL)
    {
      exchange->answer = yx_hall_answer_for (exchange->call);
      /* Not kept while it is sent, and freed on the thread that has made it, where that is cheap. */
      g_clear_pointer (&exchange->call->answer, yx_record_unref);
    }
  else
    {
      clear_result (exchange->call);
      set_problem (exchange, problem);
    }
  g_clear_pointer (&exchange->call->request, yx_record_unref);
}

/* On a worker: reads, does and writes out. */
static void
work (gpointer data)
{
  YxHallExchange *exchange = data;
  g_autoptr (GError) problem = NULL;

  if (call_handler (exchange, &problem))
    (void)note_access (exchange, &problem);
  conclude (exchange, problem);
  yx_hall_server_post (exchange->server, worked, ref (exchange));
}

/* On a worker: what is left of a quick call that shows somebody for the first time. */
static void
work_rest (gpointer data)
{
  YxHallExchange *exchange = data;
  g_autoptr (GError) problem = NULL;

  (void)note_access (exchange, &problem);
  conclude (exchange, problem);
  yx_hall_server_post (exchange->server, worked, ref (exchange));
}

static YxWorkers *
workers_for (YxHallServer *server, const YxEndpoint *endpoint)
{
  switch (endpoint->rate)
    {
    case YX_RATE_READ:
      return server->reads;
    case YX_RATE_SIGN_IN:
      return server->cpu;
    case YX_RATE_CODE:
      return server->codes;
    case YX_RATE_WRITE:
    default:
      return server->writes;
    }
}

/* Judging and drafting documents takes long: not all who write shall wait for one who sends many. */
static gboolean
is_costly (const YxHallCall *call)
{
  return call->session != NULL
         && (call->endpoint->id == YX_API_REVISION_APPEND || call->endpoint->action == YX_ACTION_FILING_SUBMIT);
}

static void
hand_over (YxHallExchange *exchange, YxWorkFunc func)
{
  YxWorkers *workers = workers_for (exchange->server, exchange->call->endpoint);
  g_autoptr (GError) problem = NULL;
  GError *cause = NULL;

  exchange->rung = FALSE;
  if (yx_workers_run (workers, func, ref (exchange), yx_hall_exchange_unref, &cause))
    return;
  end_turn (exchange);
  yx_hall_problem_from (&problem, cause);
  set_problem (exchange, problem);
  respond (exchange);
}

/* Those whose turn has come go on; whoever has hung up meanwhile leaves it to the next. */
static void
end_turn (YxHallExchange *exchange)
{
  YxHallTurns *turns = exchange->server->turns;
  YxHallExchange *next;

  if (!exchange->turn)
    return;
  exchange->turn = FALSE;
  yx_hall_turns_end (turns, exchange->call->session->account);
  while ((next = yx_hall_turns_next (turns)) != NULL)
    {
      next->turn = TRUE;
      if (next->over)
        end_turn (next);
      else
        hand_over (next, work);
      unref (next);
    }
}

static void
dispatch (YxHallExchange *exchange)
{
  g_autoptr (GError) problem = NULL;

  if (!is_costly (exchange->call))
    {
      hand_over (exchange, work);
      return;
    }
  switch (yx_hall_turns_ask (exchange->server->turns, exchange->call->session->account, ref (exchange)))
    {
    case YX_HALL_TURN_LATER:
      return;
    case YX_HALL_TURN_NOW:
      exchange->turn = TRUE;
      hand_over (exchange, work);
      break;
    case YX_HALL_TURN_NEVER:
      yx_problem_set_wait (&problem, YX_PROBLEM_BUSY, BUSY_SECONDS, 0);
      set_problem (exchange, problem);
      respond (exchange);
      break;
    }
  unref (exchange);
}

/* A call that is done sooner than a worker would wake up. */
static gboolean
is_quick (YxHallExchange *exchange)
{
  const YxHallServerOptions *options = &exchange->server->options;
  const YxEndpoint *endpoint = exchange->call->endpoint;

  return endpoint->id < YX_N_ENDPOINTS && options->is_quick (endpoint->id);
}

/* On the server's own thread, with its own reading connection; what must be written is left to a worker. */
static void
work_here (YxHallExchange *exchange)
{
  g_autoptr (GError) problem = NULL;

  if (call_handler (exchange, &problem) && !yx_hall_access_is_noted (exchange->call))
    {
      soup_server_message_pause (exchange->message);
      hand_over (exchange, work_rest);
      return;
    }
  conclude (exchange, problem);
  set_answer (exchange);
}

/* Before the handler looks, so that nothing is missed between looking and waiting. */
static void
listen_to_feed (YxHallExchange *exchange)
{
  YxHallCall *call = exchange->call;

  if (!(call->endpoint->flags & YX_API_WAITS) || call->parameters.values[0] == NULL)
    return;
  exchange->listener
      = yx_hall_bell_listen (exchange->server->hall->bell, call->parameters.values[0], hear, ref (exchange));
}

static void
refuse_rest (YxHallExchange *exchange)
{
  set_problem (exchange, exchange->problem);
  yx_hall_connection_refuse (yx_hall_connection_of (exchange->message), exchange->message, exchange->answer);
  end (exchange);
}

static void
got_chunk (SoupServerMessage *message, GBytes *chunk, gpointer data)
{
  YxHallExchange *exchange = data;
  gsize size = g_bytes_get_size (chunk);

  if (exchange->over)
    return;
  if (exchange->problem != NULL)
    {
      exchange->received += size;
      if (exchange->received > SHORT_BODY)
        refuse_rest (exchange);
      return;
    }
  if (exchange->body == NULL)
    yx_problem_set (&exchange->problem, YX_PROBLEM_TOO_LARGE, NULL, NULL);
  else
    (void)yx_hall_body_add (exchange->body, g_bytes_get_data (chunk, NULL), size, &exchange->problem);
  if (exchange->problem != NULL)
    refuse_rest (exchange);
}

/* The room that a body may take; it comes in pieces of any size. */
static void
expect_body (YxHallExchange *exchange)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (exchange->message);
  gboolean declared = soup_message_headers_get_encoding (headers) == SOUP_ENCODING_CONTENT_LENGTH;
  gboolean chunked = soup_message_headers_get_encoding (headers) == SOUP_ENCODING_CHUNKED;
  gsize length = declared ? (gsize)soup_message_headers_get_content_length (headers) : 0;
  gboolean refused = exchange->problem != NULL;

  soup_message_body_set_accumulate (soup_server_message_get_request_body (exchange->message), FALSE);
  if (!declared && !chunked)
    return;
  exchange->chunks = g_signal_connect_data (exchange->message, "got-chunk", G_CALLBACK (got_chunk), ref (exchange),
                         (GClosureNotify)(void (*) (void))yx_hall_exchange_unref, 0);
  if (refused
      && (length > SHORT_BODY
          || (soup_message_headers_get_expectations (headers) & SOUP_EXPECTATION_CONTINUE)))
    refuse_rest (exchange);
  else if (declared || chunked)
    yx_hall_connection_enter (yx_hall_connection_of (exchange->message), YX_HALL_BODY);
  if (!refused && (length > 0 || chunked))
    exchange->body = yx_hall_body_new (chunked ? exchange->call->endpoint->max_body : length,
                                       !(exchange->call->endpoint->flags & YX_API_BYTES_IN));
}

static void
read_head (YxHallExchange *exchange)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (exchange->message);

  exchange->head.query = g_strdup (g_uri_get_query (soup_server_message_get_uri (exchange->message)));
  exchange->head.if_match = g_strdup (soup_message_headers_get_one (headers, "If-Match"));
  exchange->head.if_none_match = g_strdup (soup_message_headers_get_one (headers, "If-None-Match"));
  exchange->head.key = g_strdup (soup_message_headers_get_one (headers, YX_API_KEY_HEADER));
}

/*
 * yx_hall_exchange_begin:
 * The head of a request is there.
 */
void
yx_hall_exchange_begin (YxHallServer *server, SoupServerMessage *message)
{
  YxHallExchange *exchange = g_new0 (YxHallExchange, 1);

  g_atomic_ref_count_init (&exchange->refs);
  exchange->server = server;
  exchange->message = g_object_ref (message);
  exchange->began = g_get_monotonic_time ();
  exchange->call = g_new0 (YxHallCall, 1);
  g_hash_table_add (server->exchanges, exchange);
  g_object_set_qdata (G_OBJECT (message), data_quark (), exchange);
  yx_hall_connection_enter (yx_hall_connection_of (message), YX_HALL_UNLIMITED);
  read_head (exchange);
  (void)yx_hall_judge_head (server, message, exchange->call, &exchange->head, &exchange->problem);
  expect_body (exchange);
}

/*
 * yx_hall_exchange_run:
 * The body is there too: a worker goes on, or what the head was refused for is said.
 */
void
yx_hall_exchange_run (YxHallServer *server, SoupServerMessage *message)
{
  YxHallExchange *exchange = g_object_get_qdata (G_OBJECT (message), data_quark ());

  if (exchange == NULL || exchange->over)
    return;
  yx_hall_connection_enter (yx_hall_connection_of (message), YX_HALL_UNLIMITED);
  if (exchange->problem != NULL)
    {
      set_problem (exchange, exchange->problem);
      set_answer (exchange);
      return;
    }
  if (exchange->body != NULL && (exchange->call->endpoint->flags & YX_API_BYTES_IN))
    exchange->call->body = yx_hall_body_take (exchange->body);
  if (is_quick (exchange))
    {
      work_here (exchange);
      return;
    }
  soup_server_message_pause (message);
  listen_to_feed (exchange);
  dispatch (exchange);
}
