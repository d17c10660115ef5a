/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "hall/everyone.h"

#include <string.h>

#include "base/yx-id.h"
#include "base/yx-json.h"
#include "crypto/yx-crypto.h"

/* Everybody tries everything, wrongly in every way and in every two ways at once. What must come back follows
 * from the tables of api and model and from the order of formats.md "Errors", here written down once. */

#define NESTED 100000

/* What is wrong with a request, in checking order. */
typedef enum
{
  FAULT_METHOD,      /* the path has no such method */
  FAULT_LONG,        /* the body is a byte longer than the endpoint takes */
  FAULT_NO_TOKEN,
  FAULT_STALE_TOKEN, /* of a session that has ended */
  FAULT_ROLE,        /* of an account of the other kind */
  FAULT_FOREIGN,     /* of an account of the same kind that it is not about */
  FAULT_TYPE,        /* the content is said to be text */
  FAULT_UTF8,
  FAULT_DEEP,        /* 100,000 brackets within each other */
  FAULT_JSON,
  FAULT_STEP_UP,     /* the code is missing */
  FAULT_FIELD,       /* the first field is of a wrong kind */
  FAULT_MEMBER,      /* there is one more than the record has */
  FAULT_LIMIT,       /* a page of no items */
  FAULT_CONDITION,   /* If-Match or If-None-Match is missing */
  FAULT_KEY,         /* Idempotency-Key is missing */
  FAULT_STALE,       /* If-Match names a version of long ago */
  N_FAULTS,
} Fault;

#define WITH(fault) (1u << (fault))
#define WHO (WITH (FAULT_NO_TOKEN) | WITH (FAULT_STALE_TOKEN) | WITH (FAULT_ROLE) | WITH (FAULT_FOREIGN))
#define UNREAD (WITH (FAULT_LONG) | WITH (FAULT_UTF8) | WITH (FAULT_DEEP) | WITH (FAULT_JSON))
#define READ (WITH (FAULT_STEP_UP) | WITH (FAULT_FIELD) | WITH (FAULT_MEMBER))

typedef struct
{
  Everyone *everyone;
  const YxEndpoint *endpoint;
  YxRole role;
  const Example *example;
  const char *stale_token;
} Trial;

static gboolean
names_owner (const YxEndpoint *endpoint)
{
  const YxReach reach = yx_right_for (endpoint->action)->reach;
  gboolean names = FALSE;

  for (guint i = 0; i < YX_API_MAX_PARAMETERS && reach != YX_REACH_ANY; i++)
    {
      g_autofree char *kind = yx_endpoint_parameter_kind (endpoint, i);

      names = names || (kind != NULL && (kind[0] == '\0' || strstr ("ent doc acc ses", kind) != NULL));
    }
  return names || (reach != YX_REACH_ANY && endpoint->method != YX_PUT && strstr (endpoint->path, ":crt}") != NULL);
}

/* Whether a fault can be made, and is one. */
static gboolean
applies (const Trial *trial, Fault fault)
{
  const YxEndpoint *endpoint = trial->endpoint;
  gboolean closed = !yx_right_allows (endpoint->action, YX_ROLE_ANYONE);
  YxRole other = trial->role == YX_ROLE_PERSON ? YX_ROLE_ENTERPRISE : YX_ROLE_PERSON;

  switch (fault)
    {
    case FAULT_NO_TOKEN:
    case FAULT_STALE_TOKEN:
      return closed;
    case FAULT_ROLE:
      return closed && !yx_right_allows (endpoint->action, other);
    case FAULT_FOREIGN:
      return closed && names_owner (endpoint) && yx_right_allows (endpoint->action, trial->role);
    case FAULT_TYPE:
      return endpoint->max_body > 0;
    case FAULT_UTF8:
    case FAULT_DEEP:
    case FAULT_JSON:
    case FAULT_FIELD:
    case FAULT_MEMBER:
      return endpoint->request != NULL;
    case FAULT_STEP_UP:
      return endpoint->step_up != YX_STEP_UP_NONE;
    case FAULT_LIMIT:
      return (endpoint->flags & YX_API_PAGED) != 0;
    case FAULT_CONDITION:
      return (endpoint->flags & (YX_API_CREATES | YX_API_COMPARES)) != 0;
    case FAULT_KEY:
      return (endpoint->flags & YX_API_KEYED) != 0;
    case FAULT_STALE:
      return (endpoint->flags & YX_API_COMPARES) != 0;
    case FAULT_METHOD:
    case FAULT_LONG:
    case N_FAULTS:
    default:
      return TRUE;
    }
}

static YxRole
role_of (const Trial *trial, guint faults)
{
  if (faults & (WITH (FAULT_NO_TOKEN) | WITH (FAULT_STALE_TOKEN)))
    return YX_ROLE_ANYONE;
  if (faults & WITH (FAULT_ROLE))
    return trial->role == YX_ROLE_PERSON ? YX_ROLE_ENTERPRISE : YX_ROLE_PERSON;
  return trial->role;
}

/* The order of formats.md "Errors". */
static int
expect (const Trial *trial, guint faults)
{
  const YxEndpoint *endpoint = trial->endpoint;
  YxRole role = role_of (trial, faults);

  if (faults & WITH (FAULT_METHOD))
    return YX_PROBLEM_METHOD;
  if ((faults & WITH (FAULT_LONG)) || ((faults & WITH (FAULT_DEEP)) && NESTED > endpoint->max_body))
    return YX_PROBLEM_TOO_LARGE;
  if (!yx_right_allows (endpoint->action, role))
    return role == YX_ROLE_ANYONE ? YX_PROBLEM_UNAUTHENTICATED : YX_PROBLEM_FORBIDDEN;
  /* What the path or the document doesn't tell, only its row does: that comes with the work itself. */
  if ((faults & WITH (FAULT_FOREIGN)) && strstr (endpoint->path, "{session:") == NULL
      && strstr (endpoint->path, "{certificate:") == NULL)
    return YX_PROBLEM_NOT_FOUND;
  if (faults & WITH (FAULT_TYPE))
    return YX_PROBLEM_CONTENT_TYPE;
  if (faults & WITH (FAULT_UTF8))
    return YX_PROBLEM_INVALID_UTF8;
  if (faults & WITH (FAULT_DEEP))
    return YX_PROBLEM_TOO_DEEP;
  if (faults & WITH (FAULT_JSON))
    return YX_PROBLEM_INVALID_JSON;
  if (faults & WITH (FAULT_STEP_UP))
    return YX_PROBLEM_STEP_UP_REQUIRED;
  if (faults & (WITH (FAULT_FIELD) | WITH (FAULT_MEMBER)))
    return YX_PROBLEM_INVALID_FIELD;
  if (faults & WITH (FAULT_LIMIT))
    return YX_PROBLEM_INVALID_FIELD;
  if (faults & (WITH (FAULT_CONDITION) | WITH (FAULT_KEY)))
    return YX_PROBLEM_PRECONDITION_REQUIRED;
  if (faults & WITH (FAULT_FOREIGN))
    return YX_PROBLEM_NOT_FOUND;
  if (faults & WITH (FAULT_STALE))
    return endpoint->flags & YX_API_BYTES_IN ? YX_PROBLEM_DOCUMENT_MOVED : YX_PROBLEM_PRECONDITION_FAILED;
  return -1;
}

static const YxField *
first_field (const YxRecordType *type)
{
  for (guint i = 0; i < type->n_fields; i++)
    if (type->fields[i].flags & YX_CREATE)
      return &type->fields[i];
  g_assert_not_reached ();
}

/* A value that no such field takes. */
static JsonNode *
wrong_value (const YxField *field)
{
  JsonNode *node = json_node_alloc ();

  switch (field->kind)
    {
    case YX_KIND_INT:
    case YX_KIND_MONEY:
    case YX_KIND_BOOL:
    case YX_KIND_LIST:
    case YX_KIND_RECORD:
      return json_node_init_string (node, "wrong");
    default:
      return json_node_init_int (node, 7);
    }
}

static JsonNode *
json_of (const Example *example)
{
  g_autoptr (YxSecret) json = yx_record_to_request (example->request, YX_CREATE);
  g_autoptr (GError) error = NULL;
  JsonNode *node = yx_json_parse (yx_secret_text (json), yx_secret_size (json), NULL, &error);

  g_assert_no_error (error);
  return node;
}

static GBytes *
text_bytes (const char *text)
{
  return g_bytes_new (text, strlen (text));
}

static GBytes *
body_for (const Trial *trial, guint faults)
{
  const Example *example = trial->example;
  g_autoptr (JsonNode) node = NULL;
  g_autofree char *text = NULL;
  JsonObject *object;

  if (faults & WITH (FAULT_LONG))
    return g_bytes_new_take (g_strnfill (trial->endpoint->max_body + 1, ' '), trial->endpoint->max_body + 1);
  if (example->request == NULL)
    return example->bytes != NULL ? g_bytes_ref (example->bytes) : NULL;
  if (faults & WITH (FAULT_UTF8))
    return text_bytes ("{\"name\":\"\xe6\x9d\"}");
  if (faults & WITH (FAULT_DEEP))
    return g_bytes_new_take (g_strnfill (NESTED, '['), NESTED);
  if (faults & WITH (FAULT_JSON))
    return text_bytes ("{\"name\":");
  node = json_of (example);
  object = json_node_get_object (node);
  if (faults & WITH (FAULT_FIELD))
    json_object_set_member (object, first_field (trial->endpoint->request)->name,
                            wrong_value (first_field (trial->endpoint->request)));
  if (faults & WITH (FAULT_MEMBER))
    json_object_set_int_member (object, "surprise", 1);
  if (faults & WITH (FAULT_STEP_UP))
    json_object_remove_member (object, "code");
  text = yx_json_write (node);
  return text_bytes (text);
}

static const char *
token_of (const StoryActor *actor)
{
  return actor != NULL ? yx_secret_text (actor->session->token) : NULL;
}

static const char *
token_for (const Trial *trial, guint faults)
{
  Everyone *everyone = trial->everyone;
  gboolean person = role_of (trial, faults) == YX_ROLE_PERSON;

  if (faults & WITH (FAULT_NO_TOKEN))
    return NULL;
  if (faults & WITH (FAULT_STALE_TOKEN))
    return trial->stale_token;
  if (faults & WITH (FAULT_ROLE))
    return token_of (person ? everyone->worker : everyone->employer);
  if (faults & WITH (FAULT_FOREIGN))
    return token_of (person ? everyone->other_worker : everyone->other_employer);
  return token_of (trial->example->actor);
}

static void
add_headers (GString *head, const Trial *trial, guint faults, const char *key, gsize length)
{
  const YxEndpoint *endpoint = trial->endpoint;
  const char *token = token_for (trial, faults);
  const char *type = endpoint->flags & YX_API_BYTES_IN ? YX_API_REVISION : YX_API_JSON;

  g_string_append (head, "Host: hall\r\nConnection: close\r\n");
  if (token != NULL)
    g_string_append_printf (head, "Authorization: Bearer %s\r\n", token);
  if (endpoint->max_body > 0)
    g_string_append_printf (head, "Content-Type: %s\r\n", faults & WITH (FAULT_TYPE) ? "text/plain" : type);
  if (length > 0)
    g_string_append_printf (head, "Content-Length: %" G_GSIZE_FORMAT "\r\n", length);
  if ((endpoint->flags & YX_API_CREATES) && !(faults & WITH (FAULT_CONDITION)))
    g_string_append (head, "If-None-Match: *\r\n");
  if ((endpoint->flags & YX_API_COMPARES) && !(faults & WITH (FAULT_CONDITION)))
    g_string_append_printf (head, "If-Match: \"%s\"\r\n",
                            faults & WITH (FAULT_STALE) ? "0123456789abcdef" : trial->example->if_match);
  if ((endpoint->flags & YX_API_KEYED) && !(faults & WITH (FAULT_KEY)))
    g_string_append_printf (head, YX_API_KEY_HEADER ": %s\r\n", key);
  g_string_append (head, "\r\n");
}

static char *
send_request (const Trial *trial, guint faults, const char *key, GBytes *body)
{
  const Example *example = trial->example;
  g_autofree char *path = yx_endpoint_path (trial->endpoint, example->parameters[0], example->parameters[1],
                                            example->parameters[2], NULL);
  const char *method = faults & WITH (FAULT_METHOD) ? "BREW" : yx_method_name (trial->endpoint->method);
  g_autoptr (GSocketConnection) connection = server_fixture_connect (trial->everyone->server);
  g_autoptr (GString) head = g_string_new (NULL);
  gsize length = body != NULL ? g_bytes_get_size (body) : 0;

  g_string_append_printf (head, "%s %s%s HTTP/1.1\r\n", method, path, faults & WITH (FAULT_LIMIT) ? "?limit=0" : "");
  add_headers (head, trial, faults, key, length);
  server_fixture_send (connection, head->str, (gssize)head->len);
  if (length > 0)
    server_fixture_send (connection, g_bytes_get_data (body, NULL), (gssize)length);
  return server_fixture_receive (connection);
}

static void
try_faults (const Trial *trial, guint faults)
{
  int problem = expect (trial, faults);
  g_autofree char *key = yx_id_new ("key");
  g_autoptr (GBytes) body = body_for (trial, faults);
  g_autofree char *reply = send_request (trial, faults, key, body);
  const YxProblemLine *line;

  g_assert_cmpint (problem, >=, 0);
  line = yx_problem_line ((YxProblemCode)problem);
  if (!g_str_has_prefix (reply, "HTTP/1.1") || atoi (reply + 9) != (int)line->status
      || strstr (reply, line->code) == NULL)
    g_error ("%s by %u with faults %x: %s expected: %s", trial->endpoint->name, (guint)trial->role, faults,
             line->code, reply);
  server_fixture_assert (reply, line->status, line->code);
  g_assert_nonnull (strstr (reply, "\"request\":\"req_"));
}

/* Two faults that can be made at once: not two tokens, not two bodies, not a version that is not named. */
static gboolean
go_together (Fault a, Fault b)
{
  guint both = WITH (a) | WITH (b);
  gboolean bodies = (both & (UNREAD | READ)) == both && (both & READ) != both;

  return (both & WHO) != both && !bodies && both != (WITH (FAULT_CONDITION) | WITH (FAULT_STALE));
}

static void
try_all_faults (const Trial *trial)
{
  for (int a = 0; a < N_FAULTS; a++)
    {
      if (!applies (trial, (Fault)a))
        continue;
      try_faults (trial, WITH (a));
      for (int b = a + 1; b < N_FAULTS; b++)
        if (applies (trial, (Fault)b) && go_together ((Fault)a, (Fault)b))
          try_faults (trial, WITH (a) | WITH (b));
    }
}

static void
assert_field (const Trial *trial, const char *reply, const char *field, YxProblemCode code)
{
  const YxProblemLine *line = yx_problem_line (code);
  g_autofree char *said = g_strdup_printf ("\"field\":\"%s\"", field);

  g_test_message ("%s %s", trial->endpoint->name, field);
  server_fixture_assert (reply, line->status, line->code);
  g_assert_nonnull (strstr (reply, said));
}

static char *
send_member (const Trial *trial, const char *name, JsonNode *value)
{
  g_autoptr (JsonNode) node = json_of (trial->example);
  g_autofree char *key = yx_id_new ("key");
  g_autofree char *text = NULL;
  g_autoptr (GBytes) body = NULL;

  if (value != NULL)
    json_object_set_member (json_node_get_object (node), name, value);
  else
    json_object_remove_member (json_node_get_object (node), name);
  text = yx_json_write (node);
  body = text_bytes (text);
  return send_request (trial, 0, key, body);
}

static gboolean
is_step_up (const YxEndpoint *endpoint, const char *field)
{
  return (endpoint->step_up != YX_STEP_UP_NONE && strcmp (field, "code") == 0)
         || (endpoint->step_up == YX_STEP_UP_CODE_AND_PROOF && strcmp (field, "proof") == 0);
}

/* Each field once of a wrong kind, and once missing where it is needed. */
static void
try_fields (const Trial *trial)
{
  const YxRecordType *type = trial->endpoint->request;

  for (guint i = 0; type != NULL && i < type->n_fields; i++)
    {
      const YxField *field = &type->fields[i];
      g_autofree char *wrong = NULL;
      g_autofree char *missing = NULL;

      if (!(field->flags & YX_CREATE))
        continue;
      wrong = send_member (trial, field->name, wrong_value (field));
      assert_field (trial, wrong, field->name, YX_PROBLEM_INVALID_FIELD);
      if (!(field->flags & YX_REQUIRED))
        continue;
      missing = send_member (trial, field->name, NULL);
      assert_field (trial, missing, field->name,
                    is_step_up (trial->endpoint, field->name) ? YX_PROBLEM_STEP_UP_REQUIRED
                                                              : YX_PROBLEM_INVALID_FIELD);
    }
}

static const char *
body_of (const char *reply)
{
  const char *end = strstr (reply, "\r\n\r\n");

  return end != NULL ? end + 4 : "";
}

static void
assert_done (const Trial *trial, const char *reply)
{
  const YxEndpoint *endpoint = trial->endpoint;
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (YxRecord) answer = NULL;
  g_autoptr (GError) error = NULL;
  const char *body = body_of (reply);

  if (!g_str_has_prefix (reply, "HTTP/1.1 2"))
    g_error ("%s by %u: %s", endpoint->name, (guint)trial->role, reply);
  if (endpoint->answer == NULL)
    return;
  node = yx_json_parse (body, strlen (body), NULL, &error);
  g_assert_no_error (error);
  answer = yx_record_from_json (endpoint->answer, node, YX_ANSWER, &error);
  g_assert_no_error (error);
}

/* The request with another value in one field, or another byte. */
static GBytes *
change_body (const Trial *trial, const ExampleLine *line)
{
  g_autoptr (YxRecord) changed = NULL;
  g_autoptr (YxSecret) json = NULL;
  g_autoptr (GError) error = NULL;

  if (trial->example->request == NULL)
    {
      GByteArray *bytes = g_bytes_unref_to_array (g_bytes_new (g_bytes_get_data (trial->example->bytes, NULL),
                                                               g_bytes_get_size (trial->example->bytes)));

      g_byte_array_append (bytes, (const guint8 *)"x", 1);
      return g_byte_array_free_to_bytes (bytes);
    }
  changed = yx_record_copy (trial->example->request);
  (void)yx_record_set_typed (changed, line->field, line->value, &error);
  g_assert_no_error (error);
  json = yx_record_to_request (changed, YX_CREATE);
  return text_bytes (yx_secret_text (json));
}

/* What is done once only: the same again is answered alike, another request under its name is a mistake. */
static void
try_again (const Trial *trial, const char *key, GBytes *body, const char *first)
{
  const ExampleLine *line = example_line (trial->endpoint->id);
  g_autofree char *again = send_request (trial, 0, key, body);
  g_autoptr (GBytes) other = NULL;
  g_autofree char *mistaken = NULL;

  g_test_message ("%s again", trial->endpoint->name);
  server_fixture_assert (again, 200, NULL);
  if (trial->endpoint->flags & YX_API_KEYED)
    g_assert_cmpstr (body_of (again), ==, body_of (first));
  g_assert_true (line->field != NULL || trial->example->bytes != NULL);
  other = change_body (trial, line);
  mistaken = send_request (trial, 0, key, other);
  server_fixture_assert (mistaken, 409, "idempotency-mismatch");
}

/* The request as it should be does what it should. */
static void
try_right (Trial *trial)
{
  g_auto (Example) example = { NULL };
  g_autofree char *key = yx_id_new ("key");
  g_autoptr (GBytes) body = NULL;
  g_autofree char *reply = NULL;
  guint once = YX_API_KEYED | YX_API_CREATES | YX_API_BYTES_IN;

  example_make (trial->everyone, trial->endpoint->id, trial->role, TRUE, &example);
  trial->example = &example;
  body = body_for (trial, 0);
  reply = send_request (trial, 0, key, body);
  assert_done (trial, reply);
  if (trial->endpoint->flags & once)
    try_again (trial, key, body, reply);
}

static void
try_role (Everyone *everyone, const YxEndpoint *endpoint, YxRole role, const char *stale_token)
{
  g_auto (Example) example = { NULL };
  Trial trial = { everyone, endpoint, role, &example, stale_token };

  example_make (everyone, endpoint->id, role, FALSE, &example);
  try_all_faults (&trial);
  if (!yx_right_allows (endpoint->action, role))
    {
      /* Whoever may not do it at all is told so, whatever else is right. */
      try_faults (&trial, 0);
      return;
    }
  try_fields (&trial);
  try_right (&trial);
}

/* Signed in and out again. */
static char *
make_stale_token (Everyone *everyone)
{
  g_autoptr (YxHallCall) call = NULL;
  g_autoptr (StoryActor) actor = story_person_new (++everyone->last);

  story_register (everyone->fixture, actor);
  story_sign_in (everyone->fixture, actor);
  call = story_call (everyone->fixture, YX_API_SESSION_END, actor, actor->session->id, NULL);
  story_does (call);
  return g_strdup (yx_secret_text (actor->session->token));
}

static void
test_everyone (gconstpointer data)
{
  static const YxRole roles[] = { YX_ROLE_ANYONE, YX_ROLE_ENTERPRISE, YX_ROLE_PERSON };
  guint part = GPOINTER_TO_UINT (data);
  g_autoptr (Everyone) everyone = everyone_new ();
  g_autofree char *stale = make_stale_token (everyone);

  for (guint id = 0; id < YX_N_ENDPOINTS; id++)
    if (id % 4 == part)
      for (gsize i = 0; i < G_N_ELEMENTS (roles); i++)
        try_role (everyone, yx_endpoint ((YxEndpointId)id), roles[i], stale);
}

/* Every endpoint has its example, every role its turn, and what is asked for in a step-up a field. */
static void
test_tables (void)
{
  for (guint id = 0; id < YX_N_ENDPOINTS; id++)
    {
      const YxEndpoint *endpoint = yx_endpoint ((YxEndpointId)id);
      const YxRight *right = yx_right_for (endpoint->action);
      guint known = YX_ROLE_ANYONE | YX_ROLE_ENTERPRISE | YX_ROLE_PERSON;

      g_assert_nonnull (example_line ((YxEndpointId)id)->make);
      g_assert_cmpuint (right->roles & ~known, ==, 0);
      if (endpoint->step_up != YX_STEP_UP_NONE)
        g_assert_cmpuint (yx_record_type_find (endpoint->request, "code")->flags & YX_SECRET, !=, 0);
      if (endpoint->step_up == YX_STEP_UP_CODE_AND_PROOF)
        g_assert_cmpuint (yx_record_type_find (endpoint->request, "proof")->flags & YX_SECRET, !=, 0);
      if (endpoint->flags & YX_API_KEYED)
        g_assert_true (endpoint->method == YX_POST && endpoint->request != NULL);
      if (right->reach == YX_REACH_PARTY && strchr (endpoint->path, '{') != NULL)
        g_assert_true (g_str_has_prefix (endpoint->path, "/v1/documents/{document:doc}"));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_assert_true (yx_crypto_init ());
  g_test_add_func ("/hall/everyone/tables", test_tables);
  g_test_add_data_func ("/hall/everyone/first", GUINT_TO_POINTER (0), test_everyone);
  g_test_add_data_func ("/hall/everyone/second", GUINT_TO_POINTER (1), test_everyone);
  g_test_add_data_func ("/hall/everyone/third", GUINT_TO_POINTER (2), test_everyone);
  g_test_add_data_func ("/hall/everyone/fourth", GUINT_TO_POINTER (3), test_everyone);
  return g_test_run ();
}
