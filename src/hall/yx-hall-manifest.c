/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "hall/yx-hall-manifest.h"

#include <string.h>

#include "base/yx-clock.h"
#include "base/yx-json.h"
#include "crypto/yx-cipher.h"
#include "hall/yx-hall-error.h"
#include "yx-config.h"

#define FORMAT "yinxin-hall-backup"
#define FORMAT_NUMBER 1
#define MOST_FILE (1024 * 1024)

static void
free_file (gpointer data)
{
  YxHallManifestFile *file = data;

  g_free (file->name);
  g_free (file);
}

/**
 * yx_hall_manifest_new:
 *
 * Returns: (transfer full): one of a backup that holds nothing yet
 */
YxHallManifest *
yx_hall_manifest_new (void)
{
  YxHallManifest *manifest = g_new0 (YxHallManifest, 1);

  manifest->version = g_strdup (YX_VERSION);
  manifest->files = g_ptr_array_new_with_free_func (free_file);
  return manifest;
}

/**
 * yx_hall_manifest_free:
 * @manifest: (transfer full): a manifest
 */
void
yx_hall_manifest_free (YxHallManifest *manifest)
{
  g_free (manifest->version);
  g_free (manifest->database_hash);
  g_ptr_array_unref (manifest->files);
  g_free (manifest);
}

/**
 * yx_hall_manifest_add:
 * @manifest: a manifest
 * @name: a file of the data folder
 * @size: its bytes
 */
void
yx_hall_manifest_add (YxHallManifest *manifest, const char *name, gint64 size)
{
  YxHallManifestFile *file = g_new0 (YxHallManifestFile, 1);

  file->name = g_strdup (name);
  file->size = size;
  g_ptr_array_add (manifest->files, file);
}

/**
 * yx_hall_manifest_names:
 * @name: a path in the data folder
 *
 * Returns: whether it is `hall.conf` or a plain file right in `ca` or `tls`
 */
gboolean
yx_hall_manifest_names (const char *name)
{
  const char *file = strchr (name, '/') != NULL ? strchr (name, '/') + 1 : "";

  if (strcmp (name, "hall.conf") == 0)
    return TRUE;
  return (g_str_has_prefix (name, "ca/") || g_str_has_prefix (name, "tls/")) && g_ascii_isalnum (file[0])
         && file[strspn (file, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-")] == '\0'
         && strlen (file) <= 100;
}

/**
 * yx_hall_manifest_key:
 * @storage_key: the hall's storage key
 *
 * Returns: (transfer full): the key under which manifest and files of a backup are sealed
 */
YxSecret *
yx_hall_manifest_key (YxSecret *storage_key)
{
  return yx_hkdf_sha256 (storage_key, NULL, "yinxin hall backup", YX_CIPHER_KEY_SIZE);
}

static void
write_files (JsonBuilder *builder, const YxHallManifest *manifest)
{
  json_builder_set_member_name (builder, "files");
  json_builder_begin_array (builder);
  for (guint i = 0; i < manifest->files->len; i++)
    {
      const YxHallManifestFile *file = manifest->files->pdata[i];

      json_builder_begin_object (builder);
      json_builder_set_member_name (builder, "name");
      json_builder_add_string_value (builder, file->name);
      json_builder_set_member_name (builder, "size");
      json_builder_add_int_value (builder, file->size);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

/* The numbers, by their names. */
static const struct
{
  const char *name;
  gsize offset;
} numbers[] = {
  { "at", G_STRUCT_OFFSET (YxHallManifest, at) },
  { "schema", G_STRUCT_OFFSET (YxHallManifest, schema) },
  { "database_size", G_STRUCT_OFFSET (YxHallManifest, database_size) },
  { "objects", G_STRUCT_OFFSET (YxHallManifest, objects) },
  { "objects_size", G_STRUCT_OFFSET (YxHallManifest, objects_size) },
};

/**
 * yx_hall_manifest_seal:
 * @manifest: a manifest
 * @key: what yx_hall_manifest_key() gave
 *
 * Returns: (transfer full): it as it stands in the archive
 */
GBytes *
yx_hall_manifest_seal (const YxHallManifest *manifest, YxSecret *key)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) node = NULL;
  g_autofree char *text = NULL;

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, FORMAT);
  json_builder_add_int_value (builder, FORMAT_NUMBER);
  json_builder_set_member_name (builder, "version");
  json_builder_add_string_value (builder, manifest->version);
  json_builder_set_member_name (builder, "database_hash");
  json_builder_add_string_value (builder, manifest->database_hash);
  for (gsize i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      json_builder_set_member_name (builder, numbers[i].name);
      json_builder_add_int_value (builder, G_STRUCT_MEMBER (gint64, manifest, numbers[i].offset));
    }
  write_files (builder, manifest);
  json_builder_end_object (builder);
  node = json_builder_get_root (builder);
  text = yx_json_write (node);
  return yx_cipher_seal (key, YX_HALL_MANIFEST, text, strlen (text));
}

static gboolean
read_files (YxHallManifest *manifest, JsonObject *object)
{
  JsonNode *node = json_object_get_member (object, "files");
  JsonArray *files = node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  for (guint i = 0; files != NULL && i < json_array_get_length (files); i++)
    {
      JsonNode *item = json_array_get_element (files, i);
      JsonObject *file = JSON_NODE_HOLDS_OBJECT (item) ? json_node_get_object (item) : NULL;
      const char *name
          = file != NULL ? json_object_get_string_member_with_default (file, "name", "") : "";
      gint64 size = file != NULL ? json_object_get_int_member_with_default (file, "size", -1) : -1;

      if (!yx_hall_manifest_names (name) || size < 0 || size > MOST_FILE)
        return FALSE;
      yx_hall_manifest_add (manifest, name, size);
    }
  return files != NULL;
}

static gboolean
read_object (YxHallManifest *manifest, JsonObject *object)
{
  if (json_object_get_int_member_with_default (object, FORMAT, 0) != FORMAT_NUMBER)
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      gint64 number = json_object_get_int_member_with_default (object, numbers[i].name, -1);

      if (number < 0)
        return FALSE;
      G_STRUCT_MEMBER (gint64, manifest, numbers[i].offset) = number;
    }
  g_free (manifest->version);
  manifest->version = g_strdup (json_object_get_string_member_with_default (object, "version", ""));
  manifest->database_hash
      = g_strdup (json_object_get_string_member_with_default (object, "database_hash", ""));
  return read_files (manifest, object);
}

/**
 * yx_hall_manifest_open:
 * @sealed: the archive's first entry
 * @key: what yx_hall_manifest_key() gave
 * @error: %YX_HALL_ERROR_DAMAGED when it is not under @key, or says what it must not
 *
 * Returns: (transfer full): the manifest
 */
YxHallManifest *
yx_hall_manifest_open (GBytes *sealed, YxSecret *key, GError **error)
{
  g_autoptr (YxHallManifest) manifest = yx_hall_manifest_new ();
  g_autoptr (YxSecret) text = yx_cipher_open (key, YX_HALL_MANIFEST, sealed, NULL);
  g_autoptr (JsonNode) node = NULL;

  if (text == NULL)
    {
      g_set_error_literal (error, YX_HALL_ERROR, YX_HALL_ERROR_DAMAGED,
                           "The storage key is not that of the hall that was backed up, or the backup is damaged");
      return NULL;
    }
  node = yx_json_parse (yx_secret_text (text), yx_secret_size (text), NULL, NULL);
  if (node != NULL && JSON_NODE_HOLDS_OBJECT (node) && read_object (manifest, json_node_get_object (node)))
    return g_steal_pointer (&manifest);
  g_set_error_literal (error, YX_HALL_ERROR, YX_HALL_ERROR_DAMAGED,
                       "This program does not know this form of backup: use the one that made it, or a newer one");
  return NULL;
}
