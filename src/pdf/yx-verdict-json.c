/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pdf/yx-verdict.h"

#include <string.h>

#include "base/yx-clock.h"

#define SCHEMA 1
#define MAX_ENTRIES 100000

static void
add_text (JsonBuilder *builder, const char *member, const char *text)
{
  json_builder_set_member_name (builder, member);
  if (text != NULL)
    json_builder_add_string_value (builder, text);
  else
    json_builder_add_null_value (builder);
}

static void
add_int (JsonBuilder *builder, const char *member, gint64 integer)
{
  json_builder_set_member_name (builder, member);
  json_builder_add_int_value (builder, integer);
}

static void
add_bool (JsonBuilder *builder, const char *member, gboolean boolean)
{
  json_builder_set_member_name (builder, member);
  json_builder_add_boolean_value (builder, boolean);
}

static void
add_signer (JsonBuilder *builder, const YxVerdictSignature *signature)
{
  json_builder_set_member_name (builder, "signer");
  json_builder_begin_object (builder);
  add_text (builder, "name", signature->signer_name);
  add_text (builder, "organisation", signature->signer_organisation);
  add_text (builder, "serial", signature->signer_serial);
  add_text (builder, "fingerprint", signature->signer_fingerprint);
  add_text (builder, "capacity", signature->signer_capacity);
  add_text (builder, "identity", signature->signer_identity);
  add_bool (builder, "own_hall", signature->signer_own_hall);
  json_builder_end_object (builder);
}

static void
add_seal (JsonBuilder *builder, const YxVerdictSeal *seal)
{
  json_builder_set_member_name (builder, "seal");
  if (seal == NULL)
    {
      json_builder_add_null_value (builder);
      return;
    }
  json_builder_begin_object (builder);
  add_text (builder, "id", seal->id);
  add_int (builder, "version", seal->version);
  add_text (builder, "type", seal->type);
  add_text (builder, "name", seal->name);
  add_bool (builder, "entitled", seal->entitled);
  json_builder_end_object (builder);
}

static void
add_changes (JsonBuilder *builder, const GPtrArray *changes)
{
  json_builder_set_member_name (builder, "changes_since");
  json_builder_begin_array (builder);
  for (guint i = 0; i < changes->len; i++)
    {
      const YxVerdictChange *change = changes->pdata[i];

      json_builder_begin_object (builder);
      add_int (builder, "revision", change->revision);
      add_int (builder, "object", change->object);
      add_text (builder, "path", change->path);
      add_bool (builder, "allowed", change->allowed);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static char *
encode (GBytes *bytes)
{
  return bytes != NULL ? g_base64_encode (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes)) : NULL;
}

/* What only the house itself needs: the members stand beside those of formats.md. */
static void
add_internal (JsonBuilder *builder, const YxVerdictSignature *signature)
{
  g_autofree char *certificate = encode (signature->certificate);
  g_autofree char *seal_object = encode (signature->seal_object);

  add_text (builder, "mark", signature->mark_digest);
  add_bool (builder, "canonical", signature->canonical);
  add_bool (builder, "pades", signature->pades);
  add_bool (builder, "own", signature->own);
  add_text (builder, "certificate", certificate);
  add_text (builder, "seal_object", seal_object);
  json_builder_set_member_name (builder, "captions");
  json_builder_begin_array (builder);
  for (guint i = 0; signature->captions != NULL && signature->captions[i] != NULL; i++)
    json_builder_add_string_value (builder, signature->captions[i]);
  json_builder_end_array (builder);
}

static void
add_signature (JsonBuilder *builder, const YxVerdictSignature *signature, gboolean internal)
{
  g_autofree char *time = signature->time != G_MININT64 ? yx_instant_format (signature->time) : NULL;

  json_builder_begin_object (builder);
  add_text (builder, "field", signature->field);
  add_int (builder, "revision", signature->revision);
  add_text (builder, "kind", signature->timestamp ? "timestamp" : "signature");
  add_signer (builder, signature);
  add_seal (builder, signature->seal);
  add_text (builder, "time", time);
  add_text (builder, "time_source", signature->time_proven ? "timestamp" : "claimed");
  add_text (builder, "level", signature->level);
  add_text (builder, "algorithm", signature->algorithm);
  json_builder_set_member_name (builder, "byte_range");
  json_builder_begin_array (builder);
  for (guint i = 0; i < 4; i++)
    json_builder_add_int_value (builder, signature->byte_range[i]);
  json_builder_end_array (builder);
  add_bool (builder, "covers_revision", signature->covers_revision);
  json_builder_set_member_name (builder, "certifies");
  if (signature->certifies > 0)
    json_builder_add_int_value (builder, signature->certifies);
  else
    json_builder_add_null_value (builder);
  add_text (builder, "integrity", signature->valid ? "valid" : "invalid");
  add_text (builder, "trust", signature->trust);
  add_text (builder, "revocation", signature->revocation);
  add_changes (builder, signature->changes);
  if (internal)
    add_internal (builder, signature);
  json_builder_end_object (builder);
}

static JsonNode *
write_verdict (const YxVerdict *verdict, gboolean internal)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  add_int (builder, "schema", SCHEMA);
  add_text (builder, "file", verdict->file);
  add_text (builder, "sha256", verdict->sha256);
  add_text (builder, "verdict", yx_verdict_status_nick (verdict->status));
  json_builder_set_member_name (builder, "reasons");
  json_builder_begin_array (builder);
  for (guint i = 0; i < verdict->reasons->len; i++)
    json_builder_add_string_value (builder, verdict->reasons->pdata[i]);
  json_builder_end_array (builder);
  add_int (builder, "revisions", verdict->revisions);
  if (internal)
    add_int (builder, "taken", verdict->taken);
  json_builder_set_member_name (builder, "signatures");
  json_builder_begin_array (builder);
  for (guint i = 0; i < verdict->signatures->len; i++)
    add_signature (builder, verdict->signatures->pdata[i], internal);
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  return json_builder_get_root (builder);
}

/**
 * yx_verdict_to_json:
 * @verdict: a verdict
 *
 * Returns: (transfer full): it as formats.md "verify --json" has it
 */
JsonNode *
yx_verdict_to_json (YxVerdict *verdict)
{
  return write_verdict (verdict, FALSE);
}

/**
 * yx_verdict_to_internal_json:
 * @verdict: a verdict
 *
 * Returns: (transfer full): the same with `taken` and each signature's `mark`, `canonical`, `pades`, `own`,
 *   `captions`, `certificate` and `seal_object`
 */
JsonNode *
yx_verdict_to_internal_json (YxVerdict *verdict)
{
  return write_verdict (verdict, TRUE);
}

static JsonNode *
get (JsonObject *object, const char *member, GType type)
{
  JsonNode *node = object != NULL ? json_object_get_member (object, member) : NULL;

  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != type)
    return NULL;
  return node;
}

static char *
dup_text (JsonObject *object, const char *member)
{
  JsonNode *node = get (object, member, G_TYPE_STRING);

  return node != NULL ? json_node_dup_string (node) : NULL;
}

static gint64
get_int (JsonObject *object, const char *member)
{
  JsonNode *node = get (object, member, G_TYPE_INT64);

  return node != NULL ? json_node_get_int (node) : 0;
}

static gboolean
get_bool (JsonObject *object, const char *member)
{
  JsonNode *node = get (object, member, G_TYPE_BOOLEAN);

  return node != NULL && json_node_get_boolean (node);
}

static JsonObject *
get_object (JsonObject *object, const char *member)
{
  JsonNode *node = json_object_get_member (object, member);

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

static JsonArray *
get_array (JsonObject *object, const char *member)
{
  JsonNode *node = json_object_get_member (object, member);

  return node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
}

static JsonObject *
item_object (JsonArray *array, guint index)
{
  JsonNode *node = json_array_get_element (array, index);

  return JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

static const char *
item_text (JsonArray *array, guint index)
{
  JsonNode *node = json_array_get_element (array, index);

  return JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING ? json_node_get_string (node)
                                                                                         : NULL;
}

static gint64
item_int (JsonArray *array, guint index)
{
  JsonNode *node = json_array_get_element (array, index);

  return JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_INT64 ? json_node_get_int (node) : 0;
}

static void
replace (char **text, char *by)
{
  if (by == NULL)
    return;
  g_free (*text);
  *text = by;
}

static void
read_signer (JsonObject *object, YxVerdictSignature *signature)
{
  replace (&signature->signer_name, dup_text (object, "name"));
  replace (&signature->signer_organisation, dup_text (object, "organisation"));
  replace (&signature->signer_serial, dup_text (object, "serial"));
  replace (&signature->signer_fingerprint, dup_text (object, "fingerprint"));
  replace (&signature->signer_capacity, dup_text (object, "capacity"));
  replace (&signature->signer_identity, dup_text (object, "identity"));
  signature->signer_own_hall = get_bool (object, "own_hall");
}

static void
read_seal (JsonObject *object, YxVerdictSignature *signature)
{
  g_autofree char *id = dup_text (object, "id");
  g_autofree char *type = dup_text (object, "type");
  g_autofree char *name = dup_text (object, "name");

  yx_verdict_signature_set_seal (signature, id, (guint) get_int (object, "version"), type, name,
                                 get_bool (object, "entitled"));
}

static void
read_lists (JsonObject *object, YxVerdictSignature *signature)
{
  JsonArray *range = get_array (object, "byte_range");
  JsonArray *changes = get_array (object, "changes_since");
  JsonArray *captions = get_array (object, "captions");
  g_autoptr (GStrvBuilder) lines = g_strv_builder_new ();

  for (guint i = 0; range != NULL && i < MIN (json_array_get_length (range), 4); i++)
    signature->byte_range[i] = item_int (range, i);
  for (guint i = 0; changes != NULL && i < json_array_get_length (changes); i++)
    {
      JsonObject *change = item_object (changes, i);
      g_autofree char *path = change != NULL ? dup_text (change, "path") : NULL;

      yx_verdict_signature_add_change (signature, (guint) get_int (change, "revision"),
                                       (guint) get_int (change, "object"), path, get_bool (change, "allowed"));
    }
  for (guint i = 0; captions != NULL && i < json_array_get_length (captions); i++)
    if (item_text (captions, i) != NULL)
      g_strv_builder_add (lines, item_text (captions, i));
  signature->captions = g_strv_builder_end (lines);
}

static GBytes *
decode (JsonObject *object, const char *member)
{
  g_autofree char *text = dup_text (object, member);
  guchar *bytes;
  gsize size = 0;

  if (text == NULL)
    return NULL;
  bytes = g_base64_decode (text, &size);
  return g_bytes_new_take (bytes, size);
}

static void
read_signature (JsonObject *object, YxVerdict *verdict)
{
  g_autofree char *field = dup_text (object, "field");
  g_autofree char *kind = dup_text (object, "kind");
  g_autofree char *time = dup_text (object, "time");
  g_autofree char *source = dup_text (object, "time_source");
  g_autofree char *integrity = dup_text (object, "integrity");
  YxVerdictSignature *signature = yx_verdict_add_signature (verdict, field != NULL ? field : "");

  signature->revision = (guint) get_int (object, "revision");
  signature->timestamp = g_strcmp0 (kind, "timestamp") == 0;
  if (get_object (object, "signer") != NULL)
    read_signer (get_object (object, "signer"), signature);
  if (get_object (object, "seal") != NULL)
    read_seal (get_object (object, "seal"), signature);
  if (time == NULL || !yx_instant_parse (time, &signature->time))
    signature->time = G_MININT64;
  signature->time_proven = g_strcmp0 (source, "timestamp") == 0;
  replace (&signature->level, dup_text (object, "level"));
  replace (&signature->algorithm, dup_text (object, "algorithm"));
  signature->covers_revision = get_bool (object, "covers_revision");
  signature->certifies = (guint) get_int (object, "certifies");
  signature->valid = g_strcmp0 (integrity, "valid") == 0;
  replace (&signature->trust, dup_text (object, "trust"));
  replace (&signature->revocation, dup_text (object, "revocation"));
  replace (&signature->mark_digest, dup_text (object, "mark"));
  signature->canonical = get_bool (object, "canonical");
  signature->pades = get_bool (object, "pades");
  signature->own = get_bool (object, "own");
  read_lists (object, signature);
  signature->certificate = decode (object, "certificate");
  signature->seal_object = decode (object, "seal_object");
}

static gboolean
parse_status (const char *nick, YxVerdictStatus *status)
{
  for (int i = YX_VERDICT_PASSED; i <= YX_VERDICT_FAILED; i++)
    if (g_strcmp0 (nick, yx_verdict_status_nick ((YxVerdictStatus) i)) == 0)
      {
        *status = (YxVerdictStatus) i;
        return TRUE;
      }
  return FALSE;
}

/**
 * yx_verdict_from_json:
 * @node: what yx_verdict_to_json() or yx_verdict_to_internal_json() gave
 * @error: return location: %YX_PDF_ERROR_JUDGE where it is no verdict
 *
 * Returns: (transfer full): the verdict
 */
YxVerdict *
yx_verdict_from_json (JsonNode *node, GError **error)
{
  JsonObject *object = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  JsonArray *reasons = object != NULL ? get_array (object, "reasons") : NULL;
  JsonArray *signatures = object != NULL ? get_array (object, "signatures") : NULL;
  g_autofree char *sha256 = object != NULL ? dup_text (object, "sha256") : NULL;
  g_autofree char *nick = object != NULL ? dup_text (object, "verdict") : NULL;
  g_autoptr (YxVerdict) verdict = NULL;
  YxVerdictStatus status = YX_VERDICT_FAILED;

  if (object == NULL || get_int (object, "schema") != SCHEMA || reasons == NULL || signatures == NULL ||
      sha256 == NULL || !parse_status (nick, &status) || json_array_get_length (signatures) > MAX_ENTRIES)
    {
      g_set_error_literal (error, YX_PDF_ERROR, YX_PDF_ERROR_JUDGE, "This is not a verdict");
      return NULL;
    }
  verdict = yx_verdict_new (sha256);
  verdict->file = dup_text (object, "file");
  verdict->revisions = (guint) get_int (object, "revisions");
  verdict->taken = (guint) get_int (object, "taken");
  verdict->status = status;
  for (guint i = 0; i < json_array_get_length (reasons); i++)
    if (item_text (reasons, i) != NULL)
      g_ptr_array_add (verdict->reasons, g_strdup (item_text (reasons, i)));
  for (guint i = 0; i < json_array_get_length (signatures); i++)
    if (item_object (signatures, i) != NULL)
      read_signature (item_object (signatures, i), verdict);
  return g_steal_pointer (&verdict);
}
