/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "hall/yx-hall-request.h"

#include <libsoup/soup.h>
#include <string.h>

#include "base/yx-base-error.h"
#include "base/yx-json.h"
#include "hall/yx-hall-answer.h"
#include "hall/yx-hall-public.h"

#define MOST_DEPTH 16
#define MOST_VALUES 2000
#define MOST_CURSOR 300
#define MOST_TAG 100

/**
 * yx_hall_request_head_clear:
 * @head: a head
 */
void
yx_hall_request_head_clear (YxHallRequestHead *head)
{
  g_clear_pointer (&head->query, g_free);
  g_clear_pointer (&head->if_match, g_free);
  g_clear_pointer (&head->if_none_match, g_free);
  g_clear_pointer (&head->key, g_free);
}

/**
 * yx_hall_request_type_fits:
 * @endpoint: what the request is for
 * @content_type: (nullable): its Content-Type header
 *
 * Returns: whether the endpoint takes such a body; JSON may say that it is UTF-8
 */
gboolean
yx_hall_request_type_fits (const YxEndpoint *endpoint, const char *content_type)
{
  const char *public = yx_hall_public_takes (endpoint);
  const char *wanted = public != NULL ? public : endpoint->flags & YX_API_BYTES_IN ? YX_API_REVISION : YX_API_JSON;
  g_autofree char *given = NULL;
  g_autofree char *rest = NULL;
  gsize length;

  if (endpoint->max_body == 0)
    return TRUE;
  if (content_type == NULL)
    return FALSE;
  length = strcspn (content_type, ";");
  given = g_strstrip (g_strndup (content_type, length));
  rest = g_strstrip (g_ascii_strdown (content_type[length] != '\0' ? content_type + length + 1 : "", -1));
  if (g_ascii_strcasecmp (given, wanted) != 0)
    return FALSE;
  return rest[0] == '\0' || strcmp (rest, "charset=utf-8") == 0 || strcmp (rest, "charset=\"utf-8\"") == 0;
}

static gboolean
refuse_json (const GError *problem, GError **error)
{
  YxProblemCode code = YX_PROBLEM_INVALID_JSON;

  if (g_error_matches (problem, YX_BASE_ERROR, YX_BASE_ERROR_TOO_DEEP))
    code = YX_PROBLEM_TOO_DEEP;
  else if (g_error_matches (problem, YX_BASE_ERROR, YX_BASE_ERROR_TOO_LARGE))
    code = YX_PROBLEM_TOO_LARGE;
  else if (g_strcmp0 (yx_base_error_detail (problem), "utf-8") == 0)
    code = YX_PROBLEM_INVALID_UTF8;
  yx_problem_set (error, code, NULL, NULL);
  return FALSE;
}

/* The parser's own copies of the secret members, which would stay in freed memory. */
static void
wipe_secrets (const YxRecordType *type, JsonNode *node)
{
  JsonObject *object = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;

  for (guint i = 0; object != NULL && i < type->n_fields; i++)
    {
      const YxField *field = &type->fields[i];
      JsonNode *member = json_object_get_member (object, field->name);
      const char *text;

      if (member == NULL)
        continue;
      if (field->kind == YX_KIND_RECORD)
        wipe_secrets (field->item, member);
      text = JSON_NODE_HOLDS_VALUE (member) ? json_node_get_string (member) : NULL;
      if ((field->flags & YX_SECRET) && text != NULL)
        yx_wipe ((gpointer)text, strlen (text));
    }
}

static gboolean
is_given (JsonNode *node, const char *name)
{
  JsonObject *object = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  JsonNode *member = object != NULL ? json_object_get_member (object, name) : NULL;

  return member != NULL && !JSON_NODE_HOLDS_NULL (member);
}

/* What is asked for besides the session stands in the request under these names, whatever the endpoint. */
static gboolean
judge_step_up (const YxHallCall *call, JsonNode *node, GError **error)
{
  YxStepUp wanted = call->endpoint->step_up;
  const char *missing = NULL;

  if (wanted != YX_STEP_UP_NONE && !is_given (node, "code"))
    missing = "code";
  else if (wanted == YX_STEP_UP_CODE_AND_PROOF && !is_given (node, "proof"))
    missing = "proof";
  if (missing == NULL)
    return TRUE;
  yx_problem_set (error, YX_PROBLEM_STEP_UP_REQUIRED, missing, NULL);
  return FALSE;
}

static gboolean
read_json (YxHallCall *call, YxSecret *body, GError **error)
{
  const YxJsonLimits limits = { call->endpoint->max_body, MOST_DEPTH, MOST_VALUES };
  g_autoptr (GError) problem = NULL;
  g_autoptr (JsonNode) node = NULL;

  node = yx_json_parse (body != NULL ? yx_secret_text (body) : "", body != NULL ? yx_secret_size (body) : 0,
                        &limits, &problem);
  if (node == NULL)
    return refuse_json (problem, error);
  if (!judge_step_up (call, node, error))
    {
      wipe_secrets (call->endpoint->request, node);
      return FALSE;
    }
  call->request = yx_record_from_json (call->endpoint->request, node, YX_CREATE, &problem);
  wipe_secrets (call->endpoint->request, node);
  if (call->request != NULL && yx_record_validate (call->request, &problem))
    return TRUE;
  yx_hall_problem_from (error, g_steal_pointer (&problem));
  return FALSE;
}

static gboolean
refuse_field (GError **error, const char *field)
{
  yx_problem_set (error, YX_PROBLEM_INVALID_FIELD, field, NULL);
  return FALSE;
}

static gboolean
take_number (
    GHashTable *query, const char *name, guint64 least, guint64 most, guint64 *number, GError **error)
{
  const char *text = query != NULL ? g_hash_table_lookup (query, name) : NULL;

  if (text == NULL)
    return TRUE;
  if (!g_ascii_string_to_unsigned (text, 10, least, most, number, NULL))
    return refuse_field (error, name);
  g_hash_table_remove (query, name);
  return TRUE;
}

/* NULL: there is nothing. */
static GHashTable *
decode_query (const char *query)
{
  g_autoptr (GHashTable) decoded = query != NULL && query[0] != '\0' ? soup_form_decode (query) : NULL;
  GHashTable *copy;
  GHashTableIter iter;
  gpointer name;
  gpointer value;

  if (decoded == NULL)
    return NULL;
  copy = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_hash_table_iter_init (&iter, decoded);
  while (g_hash_table_iter_next (&iter, &name, &value))
    if (g_utf8_validate (name, -1, NULL) && g_utf8_validate (value, -1, NULL))
      g_hash_table_insert (copy, g_strdup (name), g_strdup (value));
  return copy;
}

static gboolean
read_query (YxHallCall *call, const char *query, GError **error)
{
  guint64 limit = YX_HALL_PAGE_STANDARD;
  guint64 wait = 0;
  const char *cursor;

  call->query = decode_query (query);
  if (!take_number (call->query, "limit", 1, YX_API_PAGE_MOST, &limit, error)
      || !take_number (call->query, "wait", 0, YX_API_WAIT_MOST, &wait, error))
    return FALSE;
  cursor = call->query != NULL ? g_hash_table_lookup (call->query, "cursor") : NULL;
  if (cursor != NULL && strlen (cursor) > MOST_CURSOR)
    return refuse_field (error, "cursor");
  call->cursor = g_strdup (cursor);
  if (cursor != NULL)
    g_hash_table_remove (call->query, "cursor");
  call->limit = (guint)limit;
  call->wait = call->endpoint->flags & YX_API_WAITS ? (gint64)wait : 0;
  return TRUE;
}

/* One strong entity tag (RFC 9110 §8.8.3), without its quotes. */
static char *
read_tag (const char *header)
{
  gsize size = strlen (header);

  if (size < 3 || size > MOST_TAG || header[0] != '"' || header[size - 1] != '"')
    return NULL;
  if (strcspn (header + 1, "\"") != size - 2)
    return NULL;
  return g_strndup (header + 1, size - 2);
}

static gboolean
read_conditions (YxHallCall *call, const YxHallRequestHead *head, GError **error)
{
  guint flags = call->endpoint->flags;

  call->creates = g_strcmp0 (head->if_none_match, "*") == 0;
  if (head->if_match != NULL)
    call->if_match = read_tag (head->if_match);
  if (head->if_match != NULL && call->if_match == NULL)
    return refuse_field (error, "If-Match");
  if (head->key != NULL && !yx_api_key_check (head->key))
    return refuse_field (error, YX_API_KEY_HEADER);
  if (flags & YX_API_KEYED)
    call->key = g_strdup (head->key);
  if (((flags & YX_API_CREATES) && !call->creates) || ((flags & YX_API_COMPARES) && call->if_match == NULL)
      || ((flags & YX_API_KEYED) && call->key == NULL))
    {
      yx_problem_set (error, YX_PROBLEM_PRECONDITION_REQUIRED, NULL, NULL);
      return FALSE;
    }
  return TRUE;
}

/**
 * yx_hall_request_read:
 * @call: a call whose endpoint and parameters are known; filled in
 * @head: what its head says
 * @body: (nullable): its body; bytes that are no secret may already be in @call
 * @error: %YX_PROBLEM_ERROR, in the order of formats.md
 *
 * Judges and reads all of a request that is left to judge once its body is there.
 *
 * Returns: whether the handler may have it
 */
gboolean
yx_hall_request_read (YxHallCall *call, const YxHallRequestHead *head, YxSecret *body, GError **error)
{
  if (head->wrong_type)
    {
      yx_problem_set (error, YX_PROBLEM_CONTENT_TYPE, NULL, NULL);
      return FALSE;
    }
  if (call->endpoint->request != NULL && !read_json (call, body, error))
    return FALSE;
  if ((call->endpoint->flags & YX_API_BYTES_IN) && call->body == NULL)
    call->body
        = body != NULL ? g_bytes_new (yx_secret_text (body), yx_secret_size (body)) : g_bytes_new (NULL, 0);
  return read_query (call, head->query, error) && read_conditions (call, head, error);
}
