/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "api/yx-openapi.h"
#include "api/yx-problem.h"
#include "model/yx-filing.h"

/* The description; each test makes its own. */
typedef struct
{
  JsonNode *node;
  JsonObject *root;
  JsonObject *paths;
  JsonObject *schemas;
} Api;

static void
set_up (Api *api, gconstpointer data)
{
  api->node = yx_openapi ("1.2.3");
  api->root = json_node_get_object (api->node);
  api->paths = json_object_get_object_member (api->root, "paths");
  api->schemas = json_object_get_object_member (json_object_get_object_member (api->root, "components"), "schemas");
}

static void
tear_down (Api *api, gconstpointer data)
{
  json_node_unref (api->node);
}

static JsonObject *
operation_of (Api *api, const YxEndpoint *endpoint)
{
  g_autofree char *path = yx_openapi_path (endpoint);
  g_autofree char *method = g_ascii_strdown (yx_method_name (endpoint->method), -1);

  g_assert_true (json_object_has_member (api->paths, path));
  return json_object_get_object_member (json_object_get_object_member (api->paths, path), method);
}

static void
assert_only (JsonObject *object, const char *const *allowed)
{
  g_autoptr (GList) names = json_object_get_members (object);

  for (GList *one = names; one != NULL; one = one->next)
    if (!g_str_has_prefix (one->data, "x-") && !g_strv_contains (allowed, one->data))
      g_error ("OpenAPI 3.1 has no “%s” there", (char *) one->data);
}

#define ASSERT_ONLY(object, ...) assert_only (object, (const char *const[]){ __VA_ARGS__, NULL })

/* OpenAPI 3.1.0 §4.8.1: what stands at the top. */
static void
test_top (Api *api, gconstpointer data)
{
  JsonObject *info = json_object_get_object_member (api->root, "info");

  ASSERT_ONLY (api->root, "openapi", "info", "paths", "components", "security");
  g_assert_cmpstr (json_object_get_string_member (api->root, "openapi"), ==, "3.1.0");
  ASSERT_ONLY (info, "title", "summary", "version", "license");
  g_assert_cmpstr (json_object_get_string_member (info, "version"), ==, "1.2.3");
  g_assert_cmpstr (json_object_get_string_member (info, "title"), !=, "");
}

/* Each endpoint once, under its path and method, with its name as operationId. */
static void
test_operations (Api *api, gconstpointer data)
{
  g_autoptr (GList) paths = json_object_get_values (api->paths);
  guint n = 0;

  for (GList *one = paths; one != NULL; one = one->next)
    n += json_object_get_size (json_node_get_object (one->data));
  g_assert_cmpuint (n, ==, YX_N_ENDPOINTS);
  for (guint i = 0; i < YX_N_ENDPOINTS; i++)
    {
      JsonObject *operation = operation_of (api, yx_endpoint (i));

      ASSERT_ONLY (operation, "operationId", "tags", "parameters", "requestBody", "responses", "security");
      g_assert_cmpstr (json_object_get_string_member (operation, "operationId"), ==, yx_endpoint (i)->name);
    }
}

static JsonObject *
find_parameter (JsonObject *operation, const char *name, const char *in)
{
  JsonArray *parameters
    = json_object_has_member (operation, "parameters") ? json_object_get_array_member (operation, "parameters") : NULL;

  for (guint i = 0; parameters != NULL && i < json_array_get_length (parameters); i++)
    {
      JsonObject *parameter = json_array_get_object_element (parameters, i);

      ASSERT_ONLY (parameter, "name", "in", "required", "description", "schema");
      if (strcmp (json_object_get_string_member (parameter, "name"), name) == 0
          && strcmp (json_object_get_string_member (parameter, "in"), in) == 0)
        return parameter;
    }
  return NULL;
}

static guint
count_parameters (JsonObject *operation, const char *in)
{
  JsonArray *parameters
    = json_object_has_member (operation, "parameters") ? json_object_get_array_member (operation, "parameters") : NULL;
  guint n = 0;

  for (guint i = 0; parameters != NULL && i < json_array_get_length (parameters); i++)
    n += strcmp (json_object_get_string_member (json_array_get_object_element (parameters, i), "in"), in) == 0;
  return n;
}

/* Every `{name}` of a path is a required parameter whose pattern takes such an id and no other. */
static void
test_path_parameters (Api *api, gconstpointer data)
{
  for (guint i = 0; i < YX_N_ENDPOINTS; i++)
    {
      JsonObject *operation = operation_of (api, yx_endpoint (i));
      g_autofree char *path = yx_openapi_path (yx_endpoint (i));
      g_auto (GStrv) segments = g_strsplit (path, "/", -1);
      guint n = 0;

      for (guint j = 0; segments[j] != NULL; j++)
        {
          JsonObject *parameter;

          if (segments[j][0] != '{')
            continue;
          segments[j][strlen (segments[j]) - 1] = '\0';
          parameter = find_parameter (operation, segments[j] + 1, "path");
          g_assert_nonnull (parameter);
          g_assert_true (json_object_get_boolean_member (parameter, "required"));
          n++;
        }
      g_assert_null (strchr (path, ':'));
      g_assert_cmpuint (count_parameters (operation, "path"), ==, n);
    }
}

static void
test_patterns (Api *api, gconstpointer data)
{
  const char *id = "aaaaaaaaaaaaaaaaaaaaaaaaaa";
  JsonObject *parameter = find_parameter (operation_of (api, yx_endpoint (YX_API_DOCUMENT_GET)), "document", "path");
  const char *pattern = json_object_get_string_member (json_object_get_object_member (parameter, "schema"), "pattern");
  g_autofree char *good = g_strconcat ("doc_", id, NULL);
  g_autofree char *other = g_strconcat ("ent_", id, NULL);
  g_autofree char *longer = g_strconcat ("doc_", id, "a", NULL);

  g_assert_true (g_regex_match_simple (pattern, good, 0, 0));
  g_assert_false (g_regex_match_simple (pattern, other, 0, 0));
  g_assert_false (g_regex_match_simple (pattern, longer, 0, 0));
  g_assert_false (g_regex_match_simple (pattern, "doc_AAAAAAAAAAAAAAAAAAAAAAAAAA", 0, 0));
}

static void
test_conditions (Api *api, gconstpointer data)
{
  for (guint i = 0; i < YX_N_ENDPOINTS; i++)
    {
      const YxEndpoint *endpoint = yx_endpoint (i);
      JsonObject *operation = operation_of (api, endpoint);

      g_assert_cmpint (find_parameter (operation, "If-None-Match", "header") != NULL, ==,
                       (endpoint->flags & YX_API_CREATES) != 0);
      g_assert_cmpint (find_parameter (operation, "If-Match", "header") != NULL, ==, (endpoint->flags & YX_API_COMPARES) != 0);
      g_assert_cmpint (find_parameter (operation, "limit", "query") != NULL, ==,
                       (endpoint->flags & (YX_API_PAGED | YX_API_WAITS)) != 0);
      g_assert_cmpint (find_parameter (operation, "wait", "query") != NULL, ==, (endpoint->flags & YX_API_WAITS) != 0);
    }
}

static JsonObject *
content_of (JsonObject *parent, const char *type)
{
  JsonObject *content = json_object_get_object_member (parent, "content");

  g_assert_cmpuint (json_object_get_size (content), ==, 1);
  g_assert_true (json_object_has_member (content, type));
  return json_object_get_object_member (content, type);
}

static void
assert_reference (JsonObject *content, const YxRecordType *type, const char *ending)
{
  g_autofree char *expected = g_strconcat ("#/components/schemas/", type->name, ending, NULL);

  g_assert_cmpstr (json_object_get_string_member (json_object_get_object_member (content, "schema"), "$ref"), ==, expected);
}

static void
test_requests (Api *api, gconstpointer data)
{
  for (guint i = 0; i < YX_N_ENDPOINTS; i++)
    {
      const YxEndpoint *endpoint = yx_endpoint (i);
      JsonObject *operation = operation_of (api, endpoint);
      JsonObject *body;

      g_assert_cmpint (json_object_has_member (operation, "requestBody"), ==, endpoint->max_body > 0);
      if (endpoint->max_body == 0)
        continue;
      body = json_object_get_object_member (operation, "requestBody");
      g_assert_true (json_object_get_boolean_member (body, "required"));
      if (endpoint->request != NULL)
        assert_reference (content_of (body, YX_API_JSON), endpoint->request, "-request");
      else
        content_of (body, YX_API_REVISION);
    }
}

static void
test_answers (Api *api, gconstpointer data)
{
  for (guint i = 0; i < YX_N_ENDPOINTS; i++)
    {
      const YxEndpoint *endpoint = yx_endpoint (i);
      JsonObject *responses = json_object_get_object_member (operation_of (api, endpoint), "responses");

      if (endpoint->flags & YX_API_BYTES_OUT)
        content_of (json_object_get_object_member (responses, "200"), YX_API_REVISION);
      else if (endpoint->answer != NULL)
        assert_reference (content_of (json_object_get_object_member (responses, endpoint->flags & YX_API_MAKES ? "201" : "200"),
                                      YX_API_JSON),
                          endpoint->answer, "");
      else
        g_assert_false (json_object_has_member (json_object_get_object_member (responses, "204"), "content"));
    }
}

/* The codes of an answer with that status. */
static JsonArray *
codes_of (JsonObject *responses, const char *status)
{
  JsonObject *content = content_of (json_object_get_object_member (responses, status), YX_API_PROBLEM);
  JsonArray *all = json_object_get_array_member (json_object_get_object_member (content, "schema"), "allOf");
  JsonObject *properties = json_object_get_object_member (json_array_get_object_element (all, 1), "properties");

  return json_object_get_array_member (json_object_get_object_member (properties, "code"), "enum");
}

/* Every problem is some endpoint's but that of a wrong method, which belongs to none; each under its own status. */
static void
test_problems (Api *api, gconstpointer data)
{
  gboolean told[YX_N_PROBLEMS] = { FALSE };

  for (guint i = 0; i < YX_N_ENDPOINTS; i++)
    {
      JsonObject *responses = json_object_get_object_member (operation_of (api, yx_endpoint (i)), "responses");
      g_autoptr (GList) statuses = json_object_get_members (responses);

      for (GList *one = statuses; one != NULL; one = one->next)
        {
          JsonArray *codes = ((char *) one->data)[0] == '2' ? NULL : codes_of (responses, one->data);

          ASSERT_ONLY (json_object_get_object_member (responses, one->data), "description", "headers", "content");
          for (guint j = 0; codes != NULL && j < json_array_get_length (codes); j++)
            {
              YxProblemCode code;
              g_autofree char *status = NULL;

              g_assert_true (yx_problem_find (json_array_get_string_element (codes, j), &code));
              status = g_strdup_printf ("%u", yx_problem_line (code)->status);
              g_assert_cmpstr (status, ==, one->data);
              told[code] = TRUE;
            }
        }
    }
  for (guint code = 0; code < YX_N_PROBLEMS; code++)
    g_assert_cmpint (told[code], ==, code != YX_PROBLEM_METHOD);
}

static gboolean
tells (Api *api, YxEndpointId id, const char *status, const char *code)
{
  JsonObject *responses = json_object_get_object_member (operation_of (api, yx_endpoint (id)), "responses");
  JsonArray *codes = json_object_has_member (responses, status) ? codes_of (responses, status) : NULL;

  for (guint i = 0; codes != NULL && i < json_array_get_length (codes); i++)
    if (strcmp (json_array_get_string_element (codes, i), code) == 0)
      return TRUE;
  return FALSE;
}

static void
test_some_problems (Api *api, gconstpointer data)
{
  const struct
  {
    YxEndpointId id;
    const char *status;
    const char *code;
    gboolean tells;
  } table[] = {
    { YX_API_HALL_GET, "401", "unauthenticated", FALSE },
    { YX_API_HALL_GET, "503", "busy", TRUE },
    { YX_API_SESSION_CREATE, "401", "wrong-credentials", TRUE },
    { YX_API_ACCOUNT_GET, "401", "unauthenticated", TRUE },
    { YX_API_ACCOUNT_GET, "401", "wrong-credentials", FALSE },
    { YX_API_FILING_SUBMIT, "422", "law", TRUE },
    { YX_API_SEAL_MAKE, "422", "law", FALSE },
    { YX_API_ENVELOPE_RELEASE, "403", "wrong-proof", TRUE },
    { YX_API_REVISION_APPEND, "409", "document-moved", TRUE },
    { YX_API_REVISION_APPEND, "412", "precondition-failed", TRUE },
    { YX_API_REVISION_APPEND, "400", "invalid-json", FALSE },
    { YX_API_FEED_READ, "410", "feed-reset", TRUE },
    { YX_API_FILING_LIST, "413", "too-large", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (table); i++)
    g_assert_cmpint (tells (api, table[i].id, table[i].status, table[i].code), ==, table[i].tells);
}

/* Who may ask without a session is said to need none, and no one else. */
static void
test_security (Api *api, gconstpointer data)
{
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (api->root, "security")), ==, 1);
  for (guint i = 0; i < YX_N_ENDPOINTS; i++)
    {
      const YxEndpoint *endpoint = yx_endpoint (i);
      JsonObject *operation = operation_of (api, endpoint);
      gboolean open = json_object_has_member (operation, "security");

      g_assert_cmpint (open, ==, yx_right_allows (endpoint->action, YX_ROLE_ANYONE));
      if (open)
        g_assert_cmpuint (json_array_get_length (json_object_get_array_member (operation, "security")), ==, 0);
    }
}

static void
test_rights (Api *api, gconstpointer data)
{
  JsonObject *own = json_object_get_object_member (operation_of (api, yx_endpoint (YX_API_FILING_SUBMIT)), "x-yinxin");

  g_assert_cmpstr (json_object_get_string_member (own, "action"), ==, "filing.submit");
  g_assert_cmpstr (json_object_get_string_member (own, "reach"), ==, "own");
  g_assert_cmpstr (json_object_get_string_member (own, "rate"), ==, "write");
  g_assert_cmpstr (json_object_get_string_member (own, "stepUp"), ==, "none");
  g_assert_cmpint (json_object_get_int_member (own, "maxBody"), ==, (gint64) yx_endpoint (YX_API_FILING_SUBMIT)->max_body);
  g_assert_cmpstr (json_array_get_string_element (json_object_get_array_member (own, "roles"), 0), ==, "enterprise");
}

static void
assert_references (Api *api, JsonNode *node)
{
  if (JSON_NODE_HOLDS_ARRAY (node))
    for (guint i = 0; i < json_array_get_length (json_node_get_array (node)); i++)
      assert_references (api, json_array_get_element (json_node_get_array (node), i));
  if (JSON_NODE_HOLDS_OBJECT (node))
    {
      JsonObject *object = json_node_get_object (node);
      g_autoptr (GList) members = json_object_get_values (object);
      const char *to = json_object_get_string_member_with_default (object, "$ref", NULL);

      if (to != NULL)
        g_assert_true (json_object_has_member (api->schemas, to + strlen ("#/components/schemas/")));
      for (GList *one = members; one != NULL; one = one->next)
        assert_references (api, one->data);
    }
}

/* Nothing is referred to that isn't there; names are such as OpenAPI allows (§4.8.7). */
static void
test_references (Api *api, gconstpointer data)
{
  g_autoptr (GList) names = json_object_get_members (api->schemas);

  assert_references (api, api->node);
  for (GList *one = names; one != NULL; one = one->next)
    g_assert_true (g_regex_match_simple ("^[a-zA-Z0-9._-]+$", one->data, 0, 0));
}

/* A request's schema has the fields that a request may set, and no others; it wants those that the record wants. */
static void
test_request_schemas (Api *api, gconstpointer data)
{
  for (guint i = 0; i < YX_N_ENDPOINTS; i++)
    {
      const YxRecordType *type = yx_endpoint (i)->request;
      g_autofree char *name = type != NULL ? g_strconcat (type->name, "-request", NULL) : NULL;
      JsonObject *schema = type != NULL ? json_object_get_object_member (api->schemas, name) : NULL;
      JsonObject *properties = type != NULL ? json_object_get_object_member (schema, "properties") : NULL;
      guint required = 0;

      if (type == NULL)
        continue;
      g_assert_false (json_object_get_boolean_member (schema, "additionalProperties"));
      for (guint j = 0; j < type->n_fields; j++)
        {
          const YxField *field = &type->fields[j];

          g_assert_cmpint (json_object_has_member (properties, field->name), ==, (field->flags & YX_CREATE) != 0);
          required += (field->flags & YX_CREATE) != 0 && (field->flags & YX_REQUIRED) != 0;
        }
      g_assert_cmpuint (json_object_has_member (schema, "required")
                          ? json_array_get_length (json_object_get_array_member (schema, "required"))
                          : 0,
                        ==, required);
    }
}

static JsonObject *
property (Api *api, const char *schema, const char *name)
{
  return json_object_get_object_member (
    json_object_get_object_member (json_object_get_object_member (api->schemas, schema), "properties"), name);
}

/* One field of each kind, with the limits of its table. */
static void
test_kinds (Api *api, gconstpointer data)
{
  JsonObject *day = property (api, "filing-request", "pay_day");
  JsonObject *name = property (api, "filing-request", "w_name");
  JsonObject *kind = property (api, "filing-request", "kind");
  JsonObject *to = property (api, "filing-request", "to");
  JsonObject *base = property (api, "filing", "base");
  JsonObject *id = property (api, "filing", "id");
  JsonObject *certificate = property (api, "certificate", "certificate");
  JsonObject *password = property (api, "sign_in-request", "password");
  JsonObject *items = property (api, "filing_page", "items");

  g_assert_cmpstr (json_object_get_string_member (day, "type"), ==, "integer");
  g_assert_cmpint (json_object_get_int_member (day, "minimum"), ==, 1);
  g_assert_cmpint (json_object_get_int_member (day, "maximum"), ==, 31);
  g_assert_cmpint (json_object_get_int_member (name, "minLength"), ==, 1);
  g_assert_cmpint (json_object_get_int_member (name, "maxLength"), ==, 50);
  g_assert_nonnull (strstr (json_object_get_string_member (name, "description"), "姓名"));
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (kind, "oneOf")), ==, 3);
  g_assert_cmpstr (json_object_get_string_member (to, "format"), ==, "date");
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (to, "type")), ==, 2);
  g_assert_cmpstr (json_object_get_string_member (base, "type"), ==, "integer");
  g_assert_nonnull (strstr (json_object_get_string_member (base, "description"), "1/100 yuan"));
  g_assert_true (g_str_has_prefix (json_object_get_string_member (id, "pattern"), "^fil_"));
  g_assert_cmpstr (json_object_get_string_member (certificate, "contentEncoding"), ==, "base64");
  g_assert_true (json_object_get_boolean_member (password, "writeOnly"));
  g_assert_cmpstr (json_object_get_string_member (json_object_get_object_member (items, "items"), "$ref"), ==,
                   "#/components/schemas/filing");
}

/* What never leaves the hall is not even named. */
static void
test_hidden (Api *api, gconstpointer data)
{
  g_assert_false (json_object_has_member (
    json_object_get_object_member (json_object_get_object_member (api->schemas, "account"), "properties"), "password_hash"));
  g_assert_false (json_object_has_member (
    json_object_get_object_member (json_object_get_object_member (api->schemas, "session"), "properties"), "token_hash"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define CASE(path, func) g_test_add (path, Api, NULL, set_up, func, tear_down)
  CASE ("/openapi/top", test_top);
  CASE ("/openapi/operations", test_operations);
  CASE ("/openapi/path-parameters", test_path_parameters);
  CASE ("/openapi/patterns", test_patterns);
  CASE ("/openapi/conditions", test_conditions);
  CASE ("/openapi/requests", test_requests);
  CASE ("/openapi/answers", test_answers);
  CASE ("/openapi/problems", test_problems);
  CASE ("/openapi/some-problems", test_some_problems);
  CASE ("/openapi/security", test_security);
  CASE ("/openapi/rights", test_rights);
  CASE ("/openapi/references", test_references);
  CASE ("/openapi/request-schemas", test_request_schemas);
  CASE ("/openapi/kinds", test_kinds);
  CASE ("/openapi/hidden", test_hidden);
  return g_test_run ();
}
