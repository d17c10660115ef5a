/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "api/yx-openapi.h"

#include <string.h>

#include "api/yx-problem.h"
#include "model/yx-problem-body.h"

#define ID_PATTERN "_[a-z2-7]{26}$"
#define SCHEMAS "#/components/schemas/"

static const char *const rates[] = { "read", "write", "sign-in", "code" };
static const char *const step_ups[] = { "none", "code", "code-and-proof" };

/* Adds an empty object of that name. */
static JsonObject *
add_object (JsonObject *parent, const char *name)
{
  JsonObject *child = json_object_new ();

  json_object_set_object_member (parent, name, child);
  return child;
}

static gboolean
is_open (const YxEndpoint *endpoint)
{
  return yx_right_allows (endpoint->action, YX_ROLE_ANYONE);
}

/* Whether the endpoint may answer with such a problem; those of a wrong method belong to no endpoint. */
static gboolean
may_answer (const YxEndpoint *endpoint, YxProblemCode code)
{
  gboolean body = endpoint->max_body > 0;

  switch (code)
    {
    case YX_PROBLEM_METHOD:
      return FALSE;
    case YX_PROBLEM_NOT_FOUND:
      return strchr (endpoint->path, '{') != NULL;
    case YX_PROBLEM_TIMEOUT:
    case YX_PROBLEM_TOO_LARGE:
    case YX_PROBLEM_CONTENT_TYPE:
      return body;
    case YX_PROBLEM_LOCKED:
      return endpoint->rate == YX_RATE_SIGN_IN || endpoint->step_up != YX_STEP_UP_NONE;
    case YX_PROBLEM_UNAUTHENTICATED:
    case YX_PROBLEM_FORBIDDEN:
      return !is_open (endpoint);
    case YX_PROBLEM_WRONG_CREDENTIALS:
      return endpoint->action == YX_ACTION_SIGN_IN;
    case YX_PROBLEM_STEP_UP_REQUIRED:
    case YX_PROBLEM_WRONG_CODE:
      return endpoint->step_up != YX_STEP_UP_NONE;
    case YX_PROBLEM_WRONG_PROOF:
      return endpoint->step_up == YX_STEP_UP_CODE_AND_PROOF;
    case YX_PROBLEM_INVALID_UTF8:
    case YX_PROBLEM_TOO_DEEP:
    case YX_PROBLEM_INVALID_JSON:
      return endpoint->request != NULL;
    case YX_PROBLEM_INVALID_FIELD:
      return endpoint->request != NULL || endpoint->flags != 0;
    case YX_PROBLEM_LAW:
      return endpoint->action == YX_ACTION_FILING_SUBMIT;
    case YX_PROBLEM_REVISION_REFUSED:
    case YX_PROBLEM_DOCUMENT_MOVED:
      return (endpoint->flags & YX_API_BYTES_IN) != 0;
    case YX_PROBLEM_PRECONDITION_REQUIRED:
      return (endpoint->flags & (YX_API_CREATES | YX_API_COMPARES)) != 0;
    case YX_PROBLEM_PRECONDITION_FAILED:
      return (endpoint->flags & YX_API_COMPARES) != 0;
    case YX_PROBLEM_CONFLICT:
    case YX_PROBLEM_IDEMPOTENCY_MISMATCH:
    case YX_PROBLEM_STORAGE_FULL:
      return endpoint->method != YX_GET;
    case YX_PROBLEM_FEED_RESET:
      return (endpoint->flags & YX_API_WAITS) != 0;
    default:
      return TRUE; /* rate-limited, internal, busy */
    }
}

/**
 * yx_openapi_path:
 * @endpoint: an endpoint
 *
 * Returns: (transfer full): its path with plain parameters: `/v1/enterprises/{enterprise}`
 */
char *
yx_openapi_path (const YxEndpoint *endpoint)
{
  GString *path = g_string_new (NULL);

  for (const char *c = endpoint->path; *c != '\0'; c++)
    if (*c == ':')
      c = strchr (c, '}') - 1;
    else
      g_string_append_c (path, *c);
  return g_string_free (path, FALSE);
}

static JsonObject *
add_parameter (JsonArray *parameters, const char *name, const char *in, gboolean required, const char *description)
{
  JsonObject *parameter = json_object_new ();

  json_object_set_string_member (parameter, "name", name);
  json_object_set_string_member (parameter, "in", in);
  json_object_set_boolean_member (parameter, "required", required);
  json_object_set_string_member (parameter, "description", description);
  json_array_add_object_element (parameters, parameter);
  return add_object (parameter, "schema");
}

/* `enterprise:ent`; a scope is an enterprise or a person. */
static void
add_path_parameter (JsonArray *parameters, const char *segment)
{
  const char *colon = strchr (segment, ':');
  g_autofree char *name = g_strndup (segment, colon != NULL ? (gsize) (colon - segment) : strlen (segment));
  g_autofree char *pattern = g_strdup_printf ("^%s" ID_PATTERN, colon != NULL ? colon + 1 : "(ent|per)");
  JsonObject *schema = add_parameter (parameters, name, "path", TRUE, colon != NULL ? "Its id" : "Whose feed");

  json_object_set_string_member (schema, "type", "string");
  json_object_set_string_member (schema, "pattern", pattern);
}

static void
add_number_parameter (JsonArray *parameters, const char *name, gint64 least, gint64 most, const char *description)
{
  JsonObject *schema = add_parameter (parameters, name, "query", FALSE, description);

  json_object_set_string_member (schema, "type", "integer");
  json_object_set_int_member (schema, "minimum", least);
  json_object_set_int_member (schema, "maximum", most);
}

static JsonArray *
list_parameters (const YxEndpoint *endpoint)
{
  JsonArray *parameters = json_array_new ();
  g_auto (GStrv) segments = g_strsplit (endpoint->path, "/", -1);

  for (guint i = 0; segments[i] != NULL; i++)
    if (segments[i][0] == '{')
      {
        segments[i][strlen (segments[i]) - 1] = '\0';
        add_path_parameter (parameters, segments[i] + 1);
      }
  if (endpoint->flags & (YX_API_PAGED | YX_API_WAITS))
    {
      json_object_set_string_member (add_parameter (parameters, "cursor", "query", FALSE, "Where the page before ended; opaque"),
                                     "type", "string");
      add_number_parameter (parameters, "limit", 1, YX_API_PAGE_MOST, "How many items at most");
    }
  if (endpoint->flags & YX_API_WAITS)
    add_number_parameter (parameters, "wait", 0, YX_API_WAIT_MOST, "For how many seconds to wait for something new");
  if (endpoint->flags & YX_API_CREATES)
    json_object_set_string_member (
      add_parameter (parameters, "If-None-Match", "header", TRUE, "The id is new; the same request again is answered alike"),
      "const", "*");
  if (endpoint->flags & YX_API_COMPARES)
    json_object_set_string_member (
      add_parameter (parameters, "If-Match", "header", TRUE, "The version that the request is about, as its ETag had it"),
      "type", "string");
  if (endpoint->flags & YX_API_KEYED)
    json_object_set_string_member (
      add_parameter (parameters, YX_API_KEY_HEADER, "header", TRUE,
                     "16 to 64 letters, digits, - and _: the same request with the same key is done once and answered alike for 30 days"),
      "pattern", "^[A-Za-z0-9_-]{16,64}$");
  return parameters;
}

static void
set_reference (JsonObject *schema, const YxRecordType *type, const char *ending)
{
  g_autofree char *path = g_strconcat (SCHEMAS, type->name, ending, NULL);

  json_object_set_string_member (schema, "$ref", path);
}

/* Bytes have no schema (OpenAPI 3.1.0 §4.8.14.3). */
static JsonObject *
add_content (JsonObject *parent, const char *type)
{
  return add_object (add_object (parent, "content"), type);
}

static void
add_request (JsonObject *operation, const YxEndpoint *endpoint)
{
  JsonObject *request;

  if (endpoint->max_body == 0)
    return;
  request = add_object (operation, "requestBody");
  json_object_set_boolean_member (request, "required", TRUE);
  if (endpoint->flags & YX_API_BYTES_IN)
    add_content (request, YX_API_REVISION);
  else
    set_reference (add_object (add_content (request, YX_API_JSON), "schema"), endpoint->request, "-request");
}

static void
add_header (JsonObject *response, const char *name, const char *description)
{
  JsonObject *headers
    = json_object_has_member (response, "headers") ? json_object_get_object_member (response, "headers") : add_object (response, "headers");
  JsonObject *header = add_object (headers, name);

  json_object_set_string_member (header, "description", description);
  json_object_set_string_member (add_object (header, "schema"), "type", "string");
}

static void
add_success (JsonObject *responses, const YxEndpoint *endpoint)
{
  gboolean empty = endpoint->answer == NULL && !(endpoint->flags & YX_API_BYTES_OUT);
  JsonObject *response = add_object (responses, empty ? "204" : endpoint->flags & YX_API_MAKES ? "201" : "200");

  json_object_set_string_member (response, "description", "Done");
  if (endpoint->flags & YX_API_BYTES_OUT)
    add_content (response, YX_API_REVISION);
  else if (!empty)
    set_reference (add_object (add_content (response, YX_API_JSON), "schema"), endpoint->answer, "");
  if (!empty)
    add_header (response, "ETag", "The version, where the answer has one");
}

/* One answer a status: the codes that it may have, as an enumeration. */
static JsonArray *
add_status (JsonObject *responses, const char *status)
{
  JsonObject *response = add_object (responses, status);
  JsonArray *all = json_array_new ();
  JsonArray *codes = json_array_new ();
  JsonObject *reference = json_object_new ();
  JsonObject *narrower = json_object_new ();

  json_object_set_array_member (add_object (add_content (response, YX_API_PROBLEM), "schema"), "allOf", all);
  set_reference (reference, &yx_problem_body_type, "");
  json_array_add_object_element (all, reference);
  json_array_add_object_element (all, narrower);
  json_object_set_array_member (add_object (add_object (narrower, "properties"), "code"), "enum", codes);
  if (strcmp (status, "429") == 0 || strcmp (status, "503") == 0)
    add_header (response, "Retry-After", "Seconds to wait");
  if (strcmp (status, "401") == 0)
    add_header (response, "WWW-Authenticate", YX_API_TOKEN_SCHEME);
  return codes;
}

static JsonArray *
codes_of (JsonObject *responses, const char *status)
{
  JsonObject *content
    = json_object_get_object_member (json_object_get_object_member (responses, status), "content");
  JsonObject *schema
    = json_object_get_object_member (json_object_get_object_member (content, YX_API_PROBLEM), "schema");
  JsonObject *narrower = json_array_get_object_element (json_object_get_array_member (schema, "allOf"), 1);

  return json_object_get_array_member (
    json_object_get_object_member (json_object_get_object_member (narrower, "properties"), "code"), "enum");
}

static void
add_problems (JsonObject *responses, const YxEndpoint *endpoint)
{
  for (guint code = 0; code < YX_N_PROBLEMS; code++)
    {
      const YxProblemLine *line = yx_problem_line (code);
      g_autofree char *status = g_strdup_printf ("%u", line->status);
      g_autofree char *words = NULL;
      const char *before;
      JsonObject *response;
      JsonArray *codes;

      if (!may_answer (endpoint, code))
        continue;
      codes = json_object_has_member (responses, status) ? codes_of (responses, status) : add_status (responses, status);
      json_array_add_string_element (codes, line->code);
      response = json_object_get_object_member (responses, status);
      before = json_object_get_string_member_with_default (response, "description", NULL);
      words = before != NULL ? g_strconcat (before, " / ", line->title, NULL) : g_strdup (line->title);
      json_object_set_string_member (response, "description", words);
    }
}

/* What OpenAPI has no word for: who may, how often, what proves it besides. */
static void
add_rights (JsonObject *operation, const YxEndpoint *endpoint)
{
  const YxRight *right = yx_right_for (endpoint->action);
  JsonObject *own = add_object (operation, "x-yinxin");
  JsonArray *roles = json_array_new ();

  for (guint role = 1; yx_role_nick (role) != NULL; role <<= 1)
    if (right->roles & role)
      json_array_add_string_element (roles, yx_role_nick (role));
  json_object_set_string_member (own, "action", right->name);
  json_object_set_array_member (own, "roles", roles);
  json_object_set_string_member (own, "reach", yx_reach_nick (right->reach));
  json_object_set_string_member (own, "rate", rates[endpoint->rate]);
  json_object_set_string_member (own, "stepUp", step_ups[endpoint->step_up]);
  json_object_set_int_member (own, "maxBody", (gint64) endpoint->max_body);
}

static JsonObject *
make_operation (const YxEndpoint *endpoint)
{
  JsonObject *operation = json_object_new ();
  JsonArray *tags = json_array_new ();
  JsonArray *parameters = list_parameters (endpoint);
  g_autofree char *tag = g_strndup (endpoint->name, strcspn (endpoint->name, "."));
  JsonObject *responses;

  json_object_set_string_member (operation, "operationId", endpoint->name);
  json_array_add_string_element (tags, tag);
  json_object_set_array_member (operation, "tags", tags);
  if (json_array_get_length (parameters) > 0)
    json_object_set_array_member (operation, "parameters", parameters);
  else
    json_array_unref (parameters);
  add_request (operation, endpoint);
  responses = add_object (operation, "responses");
  add_success (responses, endpoint);
  add_problems (responses, endpoint);
  if (is_open (endpoint))
    json_object_set_array_member (operation, "security", json_array_new ());
  add_rights (operation, endpoint);
  return operation;
}

static JsonObject *
make_paths (void)
{
  JsonObject *paths = json_object_new ();

  for (guint i = 0; i < YX_N_ENDPOINTS; i++)
    {
      const YxEndpoint *endpoint = yx_endpoint (i);
      g_autofree char *path = yx_openapi_path (endpoint);
      g_autofree char *method = g_ascii_strdown (yx_method_name (endpoint->method), -1);
      JsonObject *item
        = json_object_has_member (paths, path) ? json_object_get_object_member (paths, path) : add_object (paths, path);

      json_object_set_object_member (item, method, make_operation (endpoint));
    }
  return paths;
}

/* The record, and those within it. */
static void
add_schema (JsonObject *schemas, const YxRecordType *type, YxFieldFlags as)
{
  g_autofree char *name = g_strconcat (type->name, as == YX_CREATE ? "-request" : "", NULL);

  if (json_object_has_member (schemas, name))
    return;
  json_object_set_member (schemas, name, yx_openapi_schema (type, as));
  for (guint i = 0; i < type->n_fields; i++)
    if (type->fields[i].item != NULL && (type->fields[i].flags & as) != 0)
      add_schema (schemas, type->fields[i].item, as);
}

static JsonObject *
make_schemas (void)
{
  JsonObject *schemas = json_object_new ();

  add_schema (schemas, &yx_problem_body_type, YX_ANSWER);
  for (guint i = 0; i < YX_N_ENDPOINTS; i++)
    {
      const YxEndpoint *endpoint = yx_endpoint (i);

      if (endpoint->request != NULL)
        add_schema (schemas, endpoint->request, YX_CREATE);
      if (endpoint->answer != NULL)
        add_schema (schemas, endpoint->answer, YX_ANSWER);
    }
  return schemas;
}

static void
add_security (JsonObject *api, JsonObject *components)
{
  JsonObject *scheme = add_object (add_object (components, "securitySchemes"), "session");
  JsonArray *ways = json_array_new ();
  JsonObject *way = json_object_new ();

  json_object_set_string_member (scheme, "type", "http");
  json_object_set_string_member (scheme, "scheme", "bearer");
  json_object_set_string_member (scheme, "description", "The token of a session");
  json_object_set_array_member (way, "session", json_array_new ());
  json_array_add_object_element (ways, way);
  json_object_set_array_member (api, "security", ways);
}

/**
 * yx_openapi:
 * @version: the program's
 *
 * The hall's interface as OpenAPI 3.1.0 describes one, made from the tables of endpoints, rights, problems and records.
 *
 * Returns: (transfer full): the description
 */
JsonNode *
yx_openapi (const char *version)
{
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);
  JsonObject *api = json_object_new ();
  JsonObject *info;
  JsonObject *licence;
  JsonObject *components;

  json_object_set_string_member (api, "openapi", "3.1.0");
  info = add_object (api, "info");
  json_object_set_string_member (info, "title", "Yinxin hall");
  json_object_set_string_member (info, "summary", "Electronic labour contracts: filing, sealing, signing, keeping");
  json_object_set_string_member (info, "version", version);
  licence = add_object (info, "license");
  json_object_set_string_member (licence, "name", "GNU General Public License v3.0 or later");
  json_object_set_string_member (licence, "identifier", "GPL-3.0-or-later");
  json_object_set_object_member (api, "paths", make_paths ());
  components = add_object (api, "components");
  json_object_set_object_member (components, "schemas", make_schemas ());
  add_security (api, components);
  json_node_take_object (node, api);
  return node;
}
