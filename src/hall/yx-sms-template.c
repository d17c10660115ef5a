/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "hall/yx-sms-template.h"

#include <string.h>

#include "base/yx-json.h"
#include "hall/yx-hall-error.h"

#define JSON "application/json"
#define FORM "application/x-www-form-urlencoded"
#define MOST_DEPTH 8
#define MOST_VALUES 500
/* A byte in JSON (`\u001f`) or in a form (`%1F`) at most. */
#define MOST_ESCAPED 6

struct _YxSmsTemplate
{
  char *url;        /* (owned) */
  char *method;     /* (owned) */
  char **headers;   /* (owned): name, value, name, value, … */
  char *body;       /* (owned) */
  const char *type; /* (nullable): of the body, without parameters */
  guint status;     /* of success */
  char **member;    /* (owned) (nullable): the way to a member of the answer */
  char *value;      /* (owned) (nullable): what it then says */
};

/* What a place in the body is filled with. */
typedef struct
{
  const char *name;
  const char *value;
  gsize size;
} Filling;

static gboolean
is_json (const YxSmsTemplate *template)
{
  return strcmp (template->type, JSON) == 0;
}

static gboolean
refuse (GError **error, const char *what)
{
  g_set_error (error, YX_HALL_ERROR, YX_HALL_ERROR_CONFIG, "%s", what);
  return FALSE;
}

static gboolean
take_url (YxSmsTemplate *template, const char *url, GError **error)
{
  g_autoptr (GUri) uri = url != NULL ? g_uri_parse (url, G_URI_FLAGS_NONE, NULL) : NULL;

  if (uri == NULL || g_uri_get_host (uri) == NULL || *g_uri_get_host (uri) == '\0'
      || (strcmp (g_uri_get_scheme (uri), "https") != 0 && strcmp (g_uri_get_scheme (uri), "http") != 0))
    return refuse (error, "needs the gateway's url");
  /* Addresses end up in logs of others. */
  if (strchr (url, '{') != NULL)
    return refuse (error, "phone and code stand in the body, not in the url");
  template->url = g_strdup (url);
  return TRUE;
}

static gboolean
take_header (YxSmsTemplate *template, GStrvBuilder *headers, const char *text, GError **error)
{
  static const char *const ours[] = { "host", "content-length", "transfer-encoding", "connection", "expect" };
  const char *colon = strchr (text, ':');
  g_autofree char *name = colon != NULL ? g_ascii_strdown (text, colon - text) : g_strdup ("");
  g_autofree char *value = colon != NULL ? g_strstrip (g_strdup (colon + 1)) : NULL;

  if (*name == '\0' || name[strspn (name, "abcdefghijklmnopqrstuvwxyz0123456789-_")] != '\0')
    return refuse (error, "headers are written Name: value, with ; between them");
  for (guint i = 0; i < G_N_ELEMENTS (ours); i++)
    if (strcmp (name, ours[i]) == 0)
      return refuse (error, "a header is set that is not for you to set");
  if (strcmp (name, "content-type") == 0)
    {
      g_autofree char *type = g_strstrip (g_strndup (value, strcspn (value, ";")));

      template->type = g_ascii_strcasecmp (type, JSON) == 0 ? JSON : g_ascii_strcasecmp (type, FORM) == 0 ? FORM : NULL;
      return template->type != NULL || refuse (error, "the body is JSON or a form");
    }
  g_strv_builder_add (headers, name);
  g_strv_builder_add (headers, value);
  return TRUE;
}

static gboolean
take_headers (YxSmsTemplate *template, char **texts, GError **error)
{
  g_autoptr (GStrvBuilder) headers = g_strv_builder_new ();

  for (guint i = 0; texts != NULL && texts[i] != NULL; i++)
    if (*texts[i] != '\0' && !take_header (template, headers, texts[i], error))
      return FALSE;
  template->headers = g_strv_builder_end (headers);
  return TRUE;
}

/* `200`, or `200 data.code=0`. */
static gboolean
take_success (YxSmsTemplate *template, const char *text, GError **error)
{
  g_auto (GStrv) parts = g_strsplit (text, " ", 2);
  const char *equals = parts[0] != NULL && parts[1] != NULL ? strchr (parts[1], '=') : NULL;
  guint64 status;

  if (parts[0] == NULL || !g_ascii_string_to_unsigned (parts[0], 10, 200, 299, &status, NULL)
      || (parts[1] != NULL && (equals == NULL || equals == parts[1])))
    return refuse (error, "success is a status from 200 to 299 and, if need be, a member and its value: 200 code=0");
  template->status = (guint)status;
  if (equals != NULL)
    {
      g_autofree char *path = g_strndup (parts[1], (gsize)(equals - parts[1]));

      template->member = g_strsplit (path, ".", MOST_DEPTH);
      template->value = g_strdup (equals + 1);
    }
  return TRUE;
}

static gboolean
take_body (YxSmsTemplate *template, const char *body, GError **error)
{
  g_autoptr (YxSecret) code = yx_secret_new_text ("123456");
  g_autoptr (YxSecret) filled = NULL;
  g_autoptr (JsonNode) node = NULL;

  template->body = g_strdup (body);
  if (template->type == NULL)
    template->type = body[0] == '{' || body[0] == '[' ? JSON : FORM;
  if (strstr (body, "{phone}") == NULL || strstr (body, "{code}") == NULL)
    return refuse (error, "the body needs {phone} and {code}");
  if (!is_json (template))
    return TRUE;
  filled = yx_sms_template_fill (template, "13900000000", "register", code);
  node = yx_json_parse (yx_secret_text (filled), yx_secret_size (filled), NULL, NULL);
  return node != NULL || refuse (error, "the body is no JSON");
}

static gboolean
take_all (YxSmsTemplate *template, const YxHallConfig *config, GError **error)
{
  template->method = g_strdup (config->sms_method);
  if (strcmp (template->method, "POST") != 0 && strcmp (template->method, "PUT") != 0)
    return refuse (error, "method is POST or PUT");
  return take_url (template, config->sms_url, error) && take_headers (template, config->sms_headers, error)
         && take_success (template, config->sms_success, error) && take_body (template, config->sms_body, error);
}

/**
 * yx_sms_template_new:
 * @config: hall.conf's [sms]
 * @error: %YX_HALL_ERROR_CONFIG: what cannot be used
 *
 * Returns: (transfer full) (nullable): the template
 */
YxSmsTemplate *
yx_sms_template_new (const YxHallConfig *config, GError **error)
{
  g_autoptr (YxSmsTemplate) template = g_new0 (YxSmsTemplate, 1);

  return take_all (template, config, error) ? g_steal_pointer (&template) : NULL;
}

/**
 * yx_sms_template_free:
 * @template: (transfer full): a template
 */
void
yx_sms_template_free (YxSmsTemplate *template)
{
  g_free (template->url);
  g_free (template->method);
  g_strfreev (template->headers);
  g_free (template->body);
  g_strfreev (template->member);
  g_free (template->value);
  g_free (template);
}

/**
 * yx_sms_template_url:
 * @template: a template
 *
 * Returns: (transfer none): the gateway's address
 */
const char *
yx_sms_template_url (const YxSmsTemplate *template)
{
  return template->url;
}

/**
 * yx_sms_template_method:
 * @template: a template
 *
 * Returns: (transfer none): `POST` or `PUT`
 */
const char *
yx_sms_template_method (const YxSmsTemplate *template)
{
  return template->method;
}

/**
 * yx_sms_template_type:
 * @template: a template
 *
 * Returns: (transfer none): the body's content type
 */
const char *
yx_sms_template_type (const YxSmsTemplate *template)
{
  return template->type;
}

/**
 * yx_sms_template_headers:
 * @template: a template
 *
 * Returns: (transfer none) (array zero-terminated=1): further headers: a name, its value, the next name, …
 */
const char *const *
yx_sms_template_headers (const YxSmsTemplate *template)
{
  return (const char *const *)template->headers;
}

static gsize
escape_json (char *to, guint8 byte)
{
  if (byte == '"' || byte == '\\')
    {
      to[0] = '\\';
      to[1] = (char)byte;
      return 2;
    }
  if (byte >= 0x20)
    {
      to[0] = (char)byte;
      return 1;
    }
  memcpy (to, "\\u00", 4);
  to[4] = "0123456789abcdef"[byte >> 4];
  to[5] = "0123456789abcdef"[byte & 15];
  return 6;
}

static gsize
escape_form (char *to, guint8 byte)
{
  if (g_ascii_isalnum (byte) || (byte != '\0' && strchr ("*-._", byte) != NULL))
    {
      to[0] = (char)byte;
      return 1;
    }
  if (byte == ' ')
    {
      to[0] = '+';
      return 1;
    }
  to[0] = '%';
  to[1] = "0123456789ABCDEF"[byte >> 4];
  to[2] = "0123456789ABCDEF"[byte & 15];
  return 3;
}

static const Filling *
find_filling (const Filling *fillings, const char *at)
{
  for (const Filling *one = fillings; one->name != NULL; one++)
    if (g_str_has_prefix (at, one->name))
      return one;
  return NULL;
}

/**
 * yx_sms_template_fill:
 * @template: a template
 * @phone: to whom
 * @purpose: a word of `yx_code_purposes`
 * @code: the code
 *
 * Returns: (transfer full): the body to send
 */
YxSecret *
yx_sms_template_fill (const YxSmsTemplate *template, const char *phone, const char *purpose, YxSecret *code)
{
  const Filling fillings[] = { { "{phone}", phone, strlen (phone) },
                               { "{purpose}", purpose, strlen (purpose) },
                               { "{code}", yx_secret_text (code), yx_secret_size (code) },
                               { NULL } };
  gsize (*escape) (char *, guint8) = is_json (template) ? escape_json : escape_form;
  gsize most = strlen (phone) + strlen (purpose) + yx_secret_size (code);
  YxSecret *filled = yx_secret_new (strlen (template->body) * (1 + most * MOST_ESCAPED / strlen ("{code}")));
  char *out = yx_secret_bytes (filled);
  gsize n = 0;

  for (const char *at = template->body; *at != '\0';)
    {
      const Filling *filling = *at == '{' ? find_filling (fillings, at) : NULL;

      if (filling == NULL)
        {
          out[n++] = *at++;
          continue;
        }
      for (gsize i = 0; i < filling->size; i++)
        n += escape (out + n, (guint8)filling->value[i]);
      at += strlen (filling->name);
    }
  yx_secret_truncate (filled, n);
  return filled;
}

/* A string, number or truth value as people write it in hall.conf. */
static char *
write_value (JsonNode *node)
{
  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node))
    return NULL;
  switch (json_node_get_value_type (node))
    {
    case G_TYPE_STRING:
      return g_strdup (json_node_get_string (node));
    case G_TYPE_BOOLEAN:
      return g_strdup (json_node_get_boolean (node) ? "true" : "false");
    case G_TYPE_INT64:
      return g_strdup_printf ("%" G_GINT64_FORMAT, json_node_get_int (node));
    default:
      return NULL;
    }
}

/**
 * yx_sms_template_accepts:
 * @template: a template
 * @status: the answer's HTTP status
 * @answer: its body
 *
 * Returns: whether the gateway says that it has taken the message
 */
gboolean
yx_sms_template_accepts (const YxSmsTemplate *template, guint status, GBytes *answer)
{
  const YxJsonLimits limits = { 0, MOST_DEPTH, MOST_VALUES };
  gsize size;
  const char *text = g_bytes_get_data (answer, &size);
  g_autoptr (JsonNode) node = NULL;
  g_autofree char *value = NULL;
  JsonNode *at;

  if (status != template->status)
    return FALSE;
  if (template->member == NULL)
    return TRUE;
  node = yx_json_parse (size > 0 ? text : "", size, &limits, NULL);
  at = node;
  for (guint i = 0; at != NULL && template->member[i] != NULL; i++)
    at = JSON_NODE_HOLDS_OBJECT (at) ? json_object_get_member (json_node_get_object (at), template->member[i]) : NULL;
  value = write_value (at);
  return value != NULL && strcmp (value, template->value) == 0;
}
