/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "api/yx-api.h"
#include "api/yx-problem.h"
#include "base/yx-id.h"

static char *
path_of (const YxEndpoint *endpoint, char **ids)
{
  g_auto (GStrv) segments = g_strsplit (endpoint->path, "/", -1);
  guint n = 0;

  for (guint i = 0; segments[i] != NULL; i++)
    if (segments[i][0] == '{')
      {
        const char *colon = strchr (segments[i], ':');
        g_autofree char *kind = colon == NULL ? g_strdup ("per") : g_strndup (colon + 1, 3);

        ids[n++] = yx_id_new (kind);
      }
  return yx_endpoint_path (endpoint, ids[0], ids[1], ids[2], NULL);
}

static void
test_every_endpoint_is_found (void)
{
  for (int id = 0; id < YX_N_ENDPOINTS; id++)
    {
      const YxEndpoint *endpoint = yx_endpoint ((YxEndpointId) id);
      g_auto (YxApiParameters) parameters = { 0 };
      char *ids[YX_API_MAX_PARAMETERS + 1] = { NULL };
      gboolean known;
      g_autofree char *path = path_of (endpoint, ids);

      g_assert_cmpint (endpoint->id, ==, id);
      g_assert_true (yx_endpoint_match (yx_method_name (endpoint->method), path, &parameters, &known) == endpoint);
      g_assert_true (known);
      for (guint i = 0; i < YX_API_MAX_PARAMETERS; i++)
        {
          g_assert_cmpstr (parameters.values[i], ==, ids[i]);
          g_free (ids[i]);
        }
    }
}

static void
test_consistent (void)
{
  for (int id = 0; id < YX_N_ENDPOINTS; id++)
    {
      const YxEndpoint *endpoint = yx_endpoint ((YxEndpointId) id);
      gboolean reads = endpoint->method == YX_GET;

      g_assert_true (!reads || (endpoint->request == NULL && endpoint->max_body == 0));
      g_assert_true (endpoint->request == NULL || endpoint->max_body > 0);
      g_assert_true ((endpoint->flags & YX_API_CREATES) == 0 || endpoint->method == YX_PUT);
      g_assert_true ((endpoint->flags & YX_API_BYTES_IN) == 0 || endpoint->request == NULL);
      g_assert_true ((endpoint->flags & (YX_API_PAGED | YX_API_WAITS)) == 0 || reads);
      g_assert_nonnull (yx_right_for (endpoint->action));
      for (int other = 0; other < id; other++)
        g_assert_cmpstr (yx_endpoint ((YxEndpointId) other)->name, !=, endpoint->name);
    }
}

static void
test_unknown (void)
{
  const struct { const char *method; const char *path; gboolean known; } rows[] = {
    { "GET", "/", FALSE }, { "GET", "", FALSE }, { "GET", "/v1/nothing", FALSE }, { "GET", "/v1/hall/", FALSE }, { "POST", "/v1/hall", TRUE },
    { "get", "/v1/hall", TRUE }, { "GET", "/v1/enterprises/ent_1", FALSE }, { "GET", "/v1/enterprises/doc_aaaaaaaaaaaaaaaaaaaaaaaaaa", FALSE },
    { "DELETE", "/v1/enterprises/ent_aaaaaaaaaaaaaaaaaaaaaaaaaa", TRUE }, { "GET", "/v1/feeds/../../etc/passwd", FALSE },
    { "GET", "/v1/feeds/ent_aaaaaaaaaaaaaaaaaaaaaaaaa=", FALSE }, { "GET", "/v1/a/b/c/d/e/f/g/h/i/j/k/l/m/n/o/p", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_auto (YxApiParameters) parameters = { 0 };
      gboolean known = TRUE;

      g_assert_null (yx_endpoint_match (rows[i].method, rows[i].path, &parameters, &known));
      g_assert_cmpint (known, ==, rows[i].known);
      g_assert_null (parameters.values[0]);
    }
}

static void
test_long_path (void)
{
  g_autofree char *slashes = g_strnfill (100000, '/');
  g_auto (YxApiParameters) parameters = { 0 };
  gboolean known;

  g_assert_null (yx_endpoint_match ("GET", slashes, &parameters, &known));
}

static void
test_scope_kinds (void)
{
  const struct { const char *path; gboolean good; } rows[] = {
    { "/v1/feeds/ent_aaaaaaaaaaaaaaaaaaaaaaaaaa", TRUE }, { "/v1/feeds/per_aaaaaaaaaaaaaaaaaaaaaaaaaa", TRUE },
    { "/v1/feeds/acc_aaaaaaaaaaaaaaaaaaaaaaaaaa", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_auto (YxApiParameters) parameters = { 0 };
      gboolean known;

      g_assert_cmpint (yx_endpoint_match ("GET", rows[i].path, &parameters, &known) != NULL, ==, rows[i].good);
    }
}

static void
test_problems (void)
{
  for (int i = 0; i < YX_N_PROBLEMS; i++)
    {
      const YxProblemLine *line = yx_problem_line ((YxProblemCode) i);
      YxProblemCode found;

      g_assert_true (yx_problem_find (line->code, &found));
      g_assert_cmpint (found, ==, i);
      g_assert_cmpuint (line->status, >=, 400);
      g_assert_cmpuint (line->status, <, 600);
      g_assert_nonnull (line->title);
    }
  g_assert_false (yx_problem_find ("teapot", &(YxProblemCode){ 0 }));
}

static void
test_problem_errors (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) copy = NULL;
  g_autoptr (GError) wait = NULL;

  yx_problem_set (&error, YX_PROBLEM_INVALID_FIELD, "w_name", "%s is missing", "Name");
  copy = g_error_copy (error);
  g_assert_error (copy, YX_PROBLEM_ERROR, YX_PROBLEM_INVALID_FIELD);
  g_assert_cmpstr (copy->message, ==, "Name is missing");
  g_assert_cmpstr (yx_problem_field (copy), ==, "w_name");
  g_assert_cmpint (yx_problem_retry_after (copy), ==, 0);
  yx_problem_set_wait (&wait, YX_PROBLEM_LOCKED, 0, 77);
  g_assert_cmpint (yx_problem_retry_after (wait), ==, 1);
  g_assert_cmpint (yx_problem_until (wait), ==, 77);
  yx_problem_set (NULL, YX_PROBLEM_BUSY, NULL, NULL);
  yx_problem_set_wait (NULL, YX_PROBLEM_BUSY, 1, 0);
  g_clear_error (&error);
  yx_problem_set (&error, YX_PROBLEM_BUSY, NULL, NULL);
  g_assert_cmpstr (error->message, ==, yx_problem_line (YX_PROBLEM_BUSY)->title);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/api/every-endpoint-is-found", test_every_endpoint_is_found);
  g_test_add_func ("/api/consistent", test_consistent);
  g_test_add_func ("/api/unknown", test_unknown);
  g_test_add_func ("/api/long-path", test_long_path);
  g_test_add_func ("/api/scope-kinds", test_scope_kinds);
  g_test_add_func ("/api/problems", test_problems);
  g_test_add_func ("/api/problem-errors", test_problem_errors);
  return g_test_run ();
}
