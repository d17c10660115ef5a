/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "base/yx-json.h"
#include "hall/yx-ca.h"
#include "hall/yx-hall-error.h"
#include "hall/yx-hall-outgoing.h"

#define MOST_ANSWER (64 * 1024)
#define MOST_DEPTH 4
#define MOST_VALUES 50
#define MOST_REASON 200

typedef struct
{
  YxCa ca;
  char *url; /* (owned): without the slash at its end */
  guint milliseconds;
} Licensed;

static void
add_text (JsonBuilder *builder, const char *name, const char *value)
{
  if (value == NULL)
    return;
  json_builder_set_member_name (builder, name);
  json_builder_add_string_value (builder, value);
}

/* What the authority needs to judge the order; the request's own subject says nothing. */
static char *
write_order (const YxCaOrder *order)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autofree char *request = g_base64_encode (g_bytes_get_data (order->request, NULL), g_bytes_get_size (order->request));
  g_autoptr (JsonNode) root = NULL;

  json_builder_begin_object (builder);
  add_text (builder, "id", order->id);
  add_text (builder, "request", request);
  add_text (builder, "name", order->subject->name);
  add_text (builder, "organisation", order->subject->organisation);
  add_text (builder, "uscc", order->subject->uscc);
  add_text (builder, "account", order->subject->account);
  add_text (builder, "capacity", yx_certificate_capacity_nick (order->subject->capacity));
  add_text (builder, "identity", yx_certificate_identity_nick (order->subject->identity));
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  return yx_json_write (root);
}

static gboolean
refuse (GError **error, const char *what)
{
  g_set_error (error, YX_HALL_ERROR, YX_HALL_ERROR_UNANSWERED, "The certificate authority %s", what);
  return FALSE;
}

static const char *
text_of (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) ? json_node_get_string (node) : NULL;
}

static gboolean
take_certificate (JsonObject *object, YxCaAnswer *answer, GError **error)
{
  const char *text = text_of (object, "certificate");
  gsize size = 0;
  g_autofree guchar *bytes = text != NULL && *text != '\0' ? g_base64_decode (text, &size) : NULL;

  if (size == 0)
    return refuse (error, "issued without a certificate");
  answer->state = YX_CA_ISSUED;
  answer->certificate = g_bytes_new (bytes, size);
  return TRUE;
}

/* For the one who asked for the certificate, as far as it is a text. */
static char *
take_reason (JsonObject *object)
{
  const char *reason = text_of (object, "reason");
  g_autofree char *short_one = reason != NULL ? g_utf8_substring (reason, 0, MIN (g_utf8_strlen (reason, -1), MOST_REASON)) : NULL;

  for (char *at = short_one; at != NULL && *at != '\0'; at++)
    if (g_ascii_iscntrl (*at))
      *at = ' ';
  return g_steal_pointer (&short_one);
}

static gboolean
read_answer (GBytes *body, YxCaAnswer *answer, GError **error)
{
  const YxJsonLimits limits = { 0, MOST_DEPTH, MOST_VALUES };
  gsize size;
  const char *text = g_bytes_get_data (body, &size);
  g_autoptr (JsonNode) node = yx_json_parse (size > 0 ? text : "", size, &limits, NULL);
  JsonObject *object = node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  const char *state = object != NULL ? text_of (object, "state") : NULL;

  if (g_strcmp0 (state, "requested") == 0)
    return TRUE;
  if (g_strcmp0 (state, "issued") == 0)
    return take_certificate (object, answer, error);
  if (g_strcmp0 (state, "refused") != 0)
    return refuse (error, "does not say how the order stands");
  answer->state = YX_CA_REFUSED;
  answer->reason = take_reason (object);
  return TRUE;
}

static gboolean
ask_licensed (YxCa *ca, const YxCaOrder *order, YxCaAnswer *answer, GError **error)
{
  const Licensed *licensed = (Licensed *)ca;
  g_autofree char *url = g_strconcat (licensed->url, "/", order->id, NULL);
  char *text = write_order (order);
  g_autoptr (GBytes) body = g_bytes_new_take (text, strlen (text));
  const YxHallOutgoing outgoing = { .method = "PUT",
                                    .url = url,
                                    .type = "application/json",
                                    .body = body,
                                    .milliseconds = licensed->milliseconds,
                                    .most = MOST_ANSWER };
  g_auto (YxHallReply) reply = { 0 };

  if (!yx_hall_outgoing_ask (&outgoing, &reply, error))
    {
      g_prefix_error (error, "The certificate authority: ");
      return FALSE;
    }
  if (reply.status != 200)
    {
      g_set_error (error, YX_HALL_ERROR, YX_HALL_ERROR_UNANSWERED, "The certificate authority answers with status %u",
                   reply.status);
      return FALSE;
    }
  return read_answer (reply.body, answer, error);
}

static void
free_licensed (YxCa *ca)
{
  g_free (((Licensed *)ca)->url);
  g_free (ca);
}

/**
 * yx_ca_http_new:
 * @url: below which orders lie
 * @milliseconds: how long one question may take: %YX_CA_MILLISECONDS
 *
 * The provider `http`: a licensed authority. `PUT URL/ID` with a JSON object (`id request name organisation uscc account
 * capacity identity`; `request` is PKCS#10 in base64) orders a certificate or asks how the order stands; the answer is
 * 200 with `{"state":"requested"}`, `{"state":"issued","certificate":BASE64}` or `{"state":"refused","reason":TEXT}`.
 *
 * Returns: (transfer full): the provider
 */
YxCa *
yx_ca_http_new (const char *url, guint milliseconds)
{
  Licensed *licensed = g_new0 (Licensed, 1);

  licensed->ca = (YxCa){ FALSE, ask_licensed, free_licensed };
  licensed->url = g_strdup (url);
  if (g_str_has_suffix (url, "/"))
    licensed->url[strlen (url) - 1] = '\0';
  licensed->milliseconds = milliseconds;
  return &licensed->ca;
}
