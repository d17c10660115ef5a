/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "hall/yx-hall-owner.h"
#include "hall/yx-hall-proxies.h"
#include "hall/yx-hall-public.h"
#include "hall/yx-hall-rows.h"
#include "hall/yx-hall-server-private.h"
#include "model/yx-rights.h"
#include "model/yx-sign-in.h"

/* A rate class and an id or address. */
#define LONGEST_KEY 96

static gboolean
refuse (GError **error, YxProblemCode code)
{
  yx_problem_set (error, code, NULL, NULL);
  return FALSE;
}

static gboolean
judge_path (YxHallServer *server, SoupServerMessage *message, YxHallCall *call, GError **error)
{
  GUri *uri = soup_server_message_get_uri (message);
  gboolean known = FALSE;

  call->endpoint = yx_hall_public_match (soup_server_message_get_method (message), g_uri_get_path (uri),
                                         &call->parameters, &known);
  if (call->endpoint != NULL || known)
    return call->endpoint != NULL || refuse (error, YX_PROBLEM_METHOD);
  call->endpoint = yx_endpoint_match (soup_server_message_get_method (message), g_uri_get_path (uri),
                                      &call->parameters, &known);
  if (call->endpoint != NULL && server->options.handler_for (call->endpoint->id) != NULL)
    return TRUE;
  return refuse (error, known && call->endpoint == NULL ? YX_PROBLEM_METHOD : YX_PROBLEM_NOT_FOUND);
}

static gboolean
judge_length (SoupServerMessage *message, YxHallCall *call, GError **error)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);

  if (soup_message_headers_get_encoding (headers) != SOUP_ENCODING_CONTENT_LENGTH)
    return TRUE;
  if ((guint64)soup_message_headers_get_content_length (headers) <= call->endpoint->max_body)
    return TRUE;
  return refuse (error, YX_PROBLEM_TOO_LARGE);
}

static void
note_use (gpointer data)
{
  g_autoptr (GError) error = NULL;

  if (!yx_hall_session_note (data, &error))
    g_debug ("A session's use was not noted: %s", error->message);
}

static gboolean
take (YxHallServer *server, const char *key, gint64 count, gint64 seconds, GError **error)
{
  gint64 wait = yx_hall_rates_take (server->rates, key, count, seconds * G_USEC_PER_SEC,
                                    yx_clock_monotonic (server->hall->clock));

  if (wait > 0)
    yx_problem_set_wait (error, YX_PROBLEM_RATE_LIMITED, wait, 0);
  return wait == 0;
}

static gboolean
find_session (YxHallServer *server, SoupServerMessage *message, YxHallCall *call, GError **error)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  g_autofree char *key = yx_hall_sessions_key (soup_message_headers_get_one (headers, "Authorization"));
  g_autofree char *guess = NULL;
  g_autoptr (YxHallSessionNote) note = NULL;
  GError *cause = NULL;

  /* The database is asked on the server's own thread: not as often as a stranger can make up tokens. */
  if (!yx_hall_sessions_expects (server->sessions, key))
    {
      guess = g_strdup_printf ("guess %s", call->address);
      if (!take (server, guess, server->hall->config->read_per_second, 1, error))
        return FALSE;
    }
  if (!yx_hall_sessions_find (server->sessions, key, &call->session, &note, &cause))
    {
      yx_hall_problem_from (error, cause);
      return FALSE;
    }
  if (note != NULL)
    (void)yx_workers_run (server->writes, note_use, g_steal_pointer (&note),
                          (GDestroyNotify)yx_hall_session_note_free, NULL);
  return TRUE;
}

static gboolean
judge_rate (YxHallServer *server, YxHallCall *call, GError **error)
{
  const YxHallConfig *config = server->hall->config;
  YxRateClass rate = call->endpoint->rate;
  gboolean counts_account = rate == YX_RATE_READ || rate == YX_RATE_WRITE;
  const char *who = counts_account && call->session != NULL ? call->session->account : call->address;
  char key[LONGEST_KEY];

  g_snprintf (key, sizeof key, "%d %s", (int)rate, who);
  switch (rate)
    {
    case YX_RATE_READ:
      return take (server, key, config->read_per_second, 1, error);
    case YX_RATE_WRITE:
      return take (server, key, config->write_per_second, 1, error);
    case YX_RATE_SIGN_IN:
    case YX_RATE_CODE:
    default:
      return take (server, key, config->address_per_minute, 60, error);
    }
}

static gboolean
judge_role (YxHallCall *call, GError **error)
{
  YxRole role = call->session != NULL ? yx_role_of ((YxAccountKind)call->session->kind) : YX_ROLE_ANYONE;

  if (yx_right_allows (call->endpoint->action, role))
    return TRUE;
  return refuse (error, call->session != NULL ? YX_PROBLEM_FORBIDDEN : YX_PROBLEM_UNAUTHENTICATED);
}

/* Where the database must say whose the object is, that comes first and this is said afterwards. */
static gboolean
judge_type (SoupServerMessage *message, YxHallCall *call, YxHallRequestHead *head, GError **error)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);

  head->wrong_type
      = !yx_hall_request_type_fits (call->endpoint, soup_message_headers_get_one (headers, "Content-Type"))
        || soup_message_headers_get_one (headers, "Content-Encoding") != NULL;
  if (!head->wrong_type || yx_right_for (call->endpoint->action)->reach == YX_REACH_PARTY)
    return TRUE;
  return refuse (error, YX_PROBLEM_CONTENT_TYPE);
}

static char *
find_address (YxHallServer *server, SoupServerMessage *message)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  const char *peer = yx_hall_connection_address (yx_hall_connection_of (message));

  return yx_hall_proxies_client (server->hall->config->trusted_proxies, peer,
                                 soup_message_headers_get_list (headers, "X-Forwarded-For"));
}

/*
 * yx_hall_judge_head:
 * What the head of a request tells, in the order of formats.md "Errors"; fills in @call and @head.
 */
gboolean
yx_hall_judge_head (YxHallServer *server,
                    SoupServerMessage *message,
                    YxHallCall *call,
                    YxHallRequestHead *head,
                    GError **error)
{
  call->hall = server->hall;
  call->address = find_address (server, message);
  if (server->stopping)
    {
      yx_problem_set_wait (error, YX_PROBLEM_BUSY, 1, 0);
      return FALSE;
    }
  return judge_path (server, message, call, error) && judge_length (message, call, error)
         && find_session (server, message, call, error) && judge_rate (server, call, error)
         && judge_role (call, error) && yx_hall_reach_path (call, error)
         && judge_type (message, call, head, error);
}

/*
 * yx_hall_judge_sign_in:
 * How often one may try to sign in to one account, from wherever; known only once the body is read,
 * and before scrypt runs. On a worker.
 */
gboolean
yx_hall_judge_sign_in (YxHallServer *server, YxHallCall *call, GError **error)
{
  g_autofree char *key = NULL;

  if (call->endpoint->id != YX_API_SESSION_CREATE || call->request == NULL)
    return TRUE;
  key = g_strdup_printf ("sign-in %" G_GINT64_FORMAT " %s", yx_record_get_int (call->request, "kind"),
                         yx_record_get_text (call->request, "login"));
  return take (server, key, server->hall->config->sign_in_per_minute, 60, error);
}

static gboolean
count_session (YxDatabase *db, gpointer data, GError **error)
{
  YxHallCall *call = data;
  gint64 there = 0;

  if (!yx_hall_number (db, "SELECT COUNT (*) AS \"number\" FROM \"session\" WHERE \"id\" = :id",
                       YX_WITH ("id", call->session->id), &there, error))
    return FALSE;
  return there > 0 || refuse (error, YX_PROBLEM_UNAUTHENTICATED);
}

/*
 * yx_hall_judge_session:
 * Whether a session has not ended while its request waited on a feed. On a worker.
 */
gboolean
yx_hall_judge_session (YxHallCall *call, GError **error)
{
  GError *cause = NULL;

  if (call->session == NULL || yx_hall_readers_run (call->hall->readers, count_session, call, &cause))
    return TRUE;
  yx_hall_problem_from (error, cause);
  return FALSE;
}
