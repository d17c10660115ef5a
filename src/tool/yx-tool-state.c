/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tool/yx-tool-state.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

#include "base/yx-files.h"
#include "base/yx-id.h"
#include "base/yx-json.h"
#include "client/yx-local-store.h"
#include "crypto/yx-digest.h"

#define FILE_NAME "walkthrough.json"
#define KEY_NAME "store.key"
#define KEY_SIZE 32
#define MAX_FILE 65536
#define PASSWORD_LETTERS "abcdefghijkmnpqrstuvwxyz23456789"

static gboolean
refuse (GError **error, const char *format, const char *what)
{
  g_autofree char *message = g_strdup_printf ("%s: %s", what, format);

  g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, message);
  return FALSE;
}

static gboolean
write_state (const YxToolState *state, GError **error)
{
  g_autofree char *path = yx_tool_state_path (state, FILE_NAME);
  g_autofree char *salt = yx_hex (state->salt, sizeof state->salt);
  g_autofree char *today = state->today != 0 ? yx_date_format (state->today) : NULL;
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  JsonObject *object = json_object_new ();
  g_autofree char *text = NULL;

  json_object_set_int_member (object, "schema", 1);
  json_object_set_int_member (object, "seed", state->seed);
  json_object_set_int_member (object, "count", state->count);
  json_object_set_string_member (object, "salt", salt);
  if (state->employees != NULL)
    json_object_set_string_member (object, "employees", state->employees);
  if (today != NULL)
    json_object_set_string_member (object, "today", today);
  json_node_take_object (node, object);
  text = yx_json_write (node);
  return yx_file_write (path, text, strlen (text), 0600, error);
}

static gboolean
take_members (YxToolState *state, JsonObject *object)
{
  const char *salt = json_object_get_string_member_with_default (object, "salt", "");
  const char *today = json_object_get_string_member_with_default (object, "today", NULL);
  gint64 count = json_object_get_int_member_with_default (object, "count", 0);

  state->seed = (guint32) json_object_get_int_member_with_default (object, "seed", 0);
  state->count = (int) count;
  state->employees = g_strdup (json_object_get_string_member_with_default (object, "employees", NULL));
  return json_object_get_int_member_with_default (object, "schema", 0) == 1
         && count >= (state->employees != NULL ? 0 : 1) && count <= YX_TOOL_MAX_COUNT
         && strlen (salt) == 2 * sizeof state->salt && yx_hex_parse (salt, state->salt, sizeof state->salt)
         && (today == NULL || yx_date_parse (today, &state->today));
}

static gboolean
read_state (YxToolState *state, const char *path, const YxToolWalkthroughOptions *options, const char *employees,
            GError **error)
{
  g_autoptr (GBytes) bytes = yx_file_read (path, MAX_FILE, error);
  g_autoptr (JsonNode) node = NULL;

  if (bytes == NULL)
    return FALSE;
  node = yx_json_parse (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), NULL, NULL);
  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node) || !take_members (state, json_node_get_object (node)))
    return refuse (error, _("this is not a walkthrough's state"), path);
  if (g_strcmp0 (state->employees, employees) != 0)
    return refuse (error, _("that walkthrough was begun with other --employees, or without"), path);
  if (options->given_count && options->count != state->count)
    return refuse (error, _("that walkthrough was begun with another --count"), path);
  if (options->given_seed && options->seed != state->seed)
    return refuse (error, _("that walkthrough was begun with another --seed"), path);
  return TRUE;
}

static gboolean
read_key (YxToolState *state, GError **error)
{
  g_autofree char *path = yx_tool_state_path (state, KEY_NAME);

  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    {
      g_autoptr (YxSecret) key = yx_secret_new (KEY_SIZE);

      yx_random_bytes (yx_secret_bytes (key), KEY_SIZE);
      if (!yx_file_write (path, yx_secret_bytes (key), KEY_SIZE, 0600, error))
        return FALSE;
    }
  state->key = yx_file_read_secret (path, KEY_SIZE, error);
  if (state->key == NULL || yx_secret_size (state->key) == KEY_SIZE)
    return state->key != NULL;
  return refuse (error, _("this is not a store's key"), path);
}

static char *
find_folder (const YxToolWalkthroughOptions *options, GError **error)
{
  return options->state != NULL ? g_canonicalize_filename (options->state, NULL) : g_dir_make_tmp ("yinxin-walkthrough-XXXXXX", error);
}

/**
 * yx_tool_state_open:
 * @options: where the state is kept, if at all
 * @employees: (nullable): SHA-256 of the file that says whom, in hex
 *
 * Makes a state, or takes up the one that was kept.
 *
 * Returns: (transfer full) (nullable): the state; %G_OPTION_ERROR when it doesn't fit @options
 */
YxToolState *
yx_tool_state_open (const YxToolWalkthroughOptions *options, const char *employees, GError **error)
{
  g_autoptr (YxToolState) state = g_new0 (YxToolState, 1);
  g_autofree char *clients = NULL;
  g_autofree char *path = NULL;

  state->temporary = options->state == NULL;
  state->folder = find_folder (options, error);
  if (state->folder == NULL)
    return NULL;
  clients = yx_tool_state_path (state, "client");
  path = yx_tool_state_path (state, FILE_NAME);
  if (!yx_directory_make (clients, error) || !read_key (state, error))
    return NULL;
  if (g_file_test (path, G_FILE_TEST_EXISTS))
    return read_state (state, path, options, employees, error) ? g_steal_pointer (&state) : NULL;
  state->seed = options->seed;
  state->count = employees != NULL ? 0 : options->count;
  state->employees = g_strdup (employees);
  yx_random_bytes (state->salt, sizeof state->salt);
  return write_state (state, error) ? g_steal_pointer (&state) : NULL;
}

/**
 * yx_tool_state_begin:
 * @state: a state
 * @today: today's date
 *
 * Keeps the day of the first run: contracts begin from it, on a restart days later, too.
 *
 * Returns: whether it is kept
 */
gboolean
yx_tool_state_begin (YxToolState *state, YxDate today, GError **error)
{
  if (state->today != 0)
    return TRUE;
  state->today = today;
  return write_state (state, error);
}

/**
 * yx_tool_state_free:
 * @state: (transfer full): a state; a temporary one is removed
 */
void
yx_tool_state_free (YxToolState *state)
{
  if (state->temporary && state->folder != NULL)
    yx_directory_remove (state->folder);
  g_clear_pointer (&state->key, yx_secret_unref);
  g_free (state->employees);
  g_free (state->folder);
  g_free (state);
}

/**
 * yx_tool_state_path:
 * @state: a state
 * @name: a file's name
 *
 * Returns: (transfer full): its path in the state's folder
 */
char *
yx_tool_state_path (const YxToolState *state, const char *name)
{
  return g_build_filename (state->folder, name, NULL);
}

/**
 * yx_tool_state_id:
 * @state: a state
 * @kind: `acc`, `fil` …
 * @index: of which of them
 *
 * Returns: (transfer full): always the same id, so that what was sent before a restart is known again
 */
char *
yx_tool_state_id (const YxToolState *state, const char *kind, guint index)
{
  g_autofree char *salt = yx_hex (state->salt, sizeof state->salt);
  g_autofree char *text = g_strdup_printf ("%s|%s|%u", salt, kind, index);
  guint8 digest[YX_SHA256_SIZE];

  yx_sha256 (text, strlen (text), digest);
  return yx_id_from_bytes (kind, digest);
}

/**
 * yx_tool_password:
 * @purpose: `account` or `certificate`
 * @seed: the walkthrough's
 * @of: whose
 *
 * Passwords of made-up people follow from the seed, so that those who are registered already can sign in.
 *
 * Returns: (transfer full): 14 characters: small letters, digits and a symbol
 */
YxSecret *
yx_tool_password (const char *purpose, guint32 seed, const char *of)
{
  g_autofree char *text = g_strdup_printf ("yinxin walkthrough|%s|%u|%s", purpose, seed, of);
  guint8 digest[YX_SHA256_SIZE];
  GString *password = g_string_new ("x7-");

  yx_sha256 (text, strlen (text), digest);
  for (int i = 0; i < 11; i++)
    g_string_append_c (password, PASSWORD_LETTERS[digest[i] % 32]);
  return yx_secret_new_take_text (g_string_free (password, FALSE));
}
