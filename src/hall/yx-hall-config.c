/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "hall/yx-hall-config.h"

#include <string.h>

#include "base/yx-files.h"
#include "hall/yx-hall-error.h"
#include "hall/yx-sms-template.h"
#include "yx-config.h"

#define MAX_SIZE (64 * 1024)
#define LEAST_LOG2N (YX_TESTS ? 4 : 14)

typedef enum
{
  TEXT,
  NUMBER,    /* gint64 */
  SMALL,     /* guint */
  SWITCH,    /* gboolean: true or false, yes or no */
  CHOICE,    /* int: which of the words */
  LIST,      /* char **: one-line texts, `;` between them, `\\;` within them */
  PATH,      /* char *: absolute, or in the data folder */
  ADDRESSES, /* GPtrArray of GInetAddressMask */
} Kind;

/* One key of hall.conf. */
typedef struct
{
  const char *group;
  const char *key;
  Kind kind;
  gsize offset;
  gint64 min; /* of text: characters */
  gint64 max;
  const char *standard; /* (nullable): absent: none */
  const char *words;    /* of a CHOICE: `rule|officer` */
} Key;

/* hall.conf on its way. */
typedef struct
{
  YxHallConfig *config;
  GKeyFile *file;
  char *folder;      /* (owned): where relative paths begin */
  char *group;       /* (owned) (nullable): which one the line belongs to */
  GPtrArray *faults; /* of char * */
} Reading;

#define AT(member) G_STRUCT_OFFSET (YxHallConfig, member)

static const Key keys[] = {
  { "hall", "name", TEXT, AT (name), 1, 40, "Yinxin" },
  { "hall", "phones", TEXT, AT (phones), 0, 200, "" },
  { "hall", "chat", TEXT, AT (chat), 0, 60, "" },
  { "hall", "public-url", TEXT, AT (public_url), 1, 200, NULL },
  { "hall", "idle-minutes", NUMBER, AT (idle_minutes), 1, 1440, "30" },
  { "hall", "embedded", SWITCH, AT (embedded), 0, 0, "false" },
  { "hall", "sample", SWITCH, AT (sample), 0, 0, "false" },
  { "listen", "address", TEXT, AT (address), 1, 100, NULL },
  { "listen", "port", NUMBER, AT (port), 0, 65535, "0" },
  { "listen", "certificate", PATH, AT (certificate), 1, 1000, NULL },
  { "listen", "key", PATH, AT (key), 1, 1000, NULL },
  { "listen", "trusted-proxies", ADDRESSES, AT (trusted_proxies), 0, 0, NULL },
  { "sms", "provider", CHOICE, AT (sms_provider), 0, 0, "shown", "shown|http" },
  { "sms", "url", TEXT, AT (sms_url), 1, 500, NULL },
  { "sms", "method", TEXT, AT (sms_method), 1, 10, "POST" },
  { "sms", "headers", LIST, AT (sms_headers), 1, 10, NULL },
  { "sms", "body", TEXT, AT (sms_body), 0, 2000, "" },
  { "sms", "success", TEXT, AT (sms_success), 1, 200, "200" },
  { "ca", "provider", CHOICE, AT (ca_provider), 0, 0, "own", "own|http" },
  { "ca", "url", TEXT, AT (ca_url), 1, 500, NULL },
  { "ca", "algorithm", CHOICE, AT (ca_algorithm), 0, 0, "p256", "p256|rsa3072" },
  { "scrypt", "log2n", SMALL, AT (scrypt_log2n), LEAST_LOG2N, 18, "15" },
  { "scrypt", "r", SMALL, AT (scrypt_r), 8, 16, "8" },
  { "scrypt", "p", SMALL, AT (scrypt_p), 1, 4, "1" },
  { "approval", "filings", CHOICE, AT (filings), 0, 0, "rule", "rule|officer" },
  { "approval", "sign-before", SWITCH, AT (sign_before), 0, 0, "no" },
  { "approval", "supplements", CHOICE, AT (supplements), 0, 0, "new", "new|running" },
  { "seals", "sizes", PATH, AT (seal_sizes), 1, 1000, NULL },
  { "law", "minimum-wages", PATH, AT (minimum_wages), 1, 1000, NULL },
  { "law", "average-wages", PATH, AT (average_wages), 1, 1000, NULL },
  { "limits", "code-per-minute", NUMBER, AT (code_per_minute), 1, G_MAXINT32, "1" },
  { "limits", "code-per-day", NUMBER, AT (code_per_day), 1, G_MAXINT32, "10" },
  { "limits", "seal-visit-per-day", NUMBER, AT (seal_visit_per_day), 1, G_MAXINT32, "30" },
  { "limits", "code-per-day-phone", NUMBER, AT (code_per_day_phone), 1, G_MAXINT32, "60" },
  { "limits", "sign-in-per-minute", NUMBER, AT (sign_in_per_minute), 1, G_MAXINT32, "10" },
  { "limits", "write-per-second", NUMBER, AT (write_per_second), 1, G_MAXINT32, "20" },
  { "limits", "read-per-second", NUMBER, AT (read_per_second), 1, G_MAXINT32, "50" },
  { "limits", "address-per-minute", NUMBER, AT (address_per_minute), 1, G_MAXINT32, "600" },
};

/* Groups of formats.md that this program does not have yet. */
static const char *const unbuilt[] = { "identity", NULL };

static void
refuse (GPtrArray *faults, guint line, const char *what, const char *name)
{
  g_ptr_array_add (faults, g_strdup_printf ("line %u: %s: %s", line, what, name));
}

static const Key *
find_key (const char *group, const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    if (strcmp (keys[i].group, group) == 0 && (name == NULL || strcmp (keys[i].key, name) == 0))
      return &keys[i];
  return NULL;
}

static gboolean
set_number (YxHallConfig *config, const Key *key, const char *text)
{
  gint64 number;

  if (!g_ascii_string_to_signed (text, 10, key->min, key->max, &number, NULL))
    return FALSE;
  if (key->kind == SMALL)
    G_STRUCT_MEMBER (guint, config, key->offset) = (guint)number;
  else
    G_STRUCT_MEMBER (gint64, config, key->offset) = number;
  return TRUE;
}

static gboolean
is_one_line (const char *text)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    if (g_unichar_iscntrl (g_utf8_get_char (p)))
      return FALSE;
  return TRUE;
}

static gboolean
set_text (YxHallConfig *config, const Key *key, const char *text)
{
  glong length = g_utf8_strlen (text, -1);

  if (length < key->min || length > key->max || !is_one_line (text))
    return FALSE;
  g_free (G_STRUCT_MEMBER (char *, config, key->offset));
  G_STRUCT_MEMBER (char *, config, key->offset) = g_strdup (text);
  return TRUE;
}

static gboolean
set_list (YxHallConfig *config, const Key *key, char **list)
{
  gint64 n = list != NULL ? (gint64)g_strv_length (list) : 0;

  if (n < key->min || n > key->max)
    return FALSE;
  for (gint64 i = 0; i < n; i++)
    if (!is_one_line (g_strstrip (list[i])))
      return FALSE;
  G_STRUCT_MEMBER (char **, config, key->offset) = g_strdupv (list);
  return TRUE;
}

static gboolean
set_switch (YxHallConfig *config, const Key *key, const char *text)
{
  gboolean on = strcmp (text, "true") == 0 || strcmp (text, "yes") == 0;

  G_STRUCT_MEMBER (gboolean, config, key->offset) = on;
  return on || strcmp (text, "false") == 0 || strcmp (text, "no") == 0;
}

static gboolean
set_choice (YxHallConfig *config, const Key *key, const char *text)
{
  g_auto (GStrv) words = g_strsplit (key->words, "|", -1);

  for (int i = 0; words[i] != NULL; i++)
    if (strcmp (words[i], text) == 0)
      {
        G_STRUCT_MEMBER (int, config, key->offset) = i;
        return TRUE;
      }
  return FALSE;
}

static gboolean
set_path (YxHallConfig *config, const Key *key, const char *folder, const char *text)
{
  g_autofree char *path = g_canonicalize_filename (text, folder);

  return text[0] != '\0' && set_text (config, key, path);
}

/* `10.0.0.1, 192.168.0.0/16` */
static gboolean
set_addresses (YxHallConfig *config, const Key *key, const char *text)
{
  g_auto (GStrv) words = g_strsplit_set (text, ", ;", -1);
  g_autoptr (GPtrArray) masks = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; words[i] != NULL; i++)
    {
      GInetAddressMask *mask;

      if (words[i][0] == '\0')
        continue;
      mask = g_inet_address_mask_new_from_string (words[i], NULL);
      if (mask == NULL)
        return FALSE;
      g_ptr_array_add (masks, mask);
    }
  G_STRUCT_MEMBER (GPtrArray *, config, key->offset) = g_steal_pointer (&masks);
  return TRUE;
}

static gboolean
set_value (YxHallConfig *config, const Key *key, const char *folder, const char *text)
{
  switch (key->kind)
    {
    case TEXT:
      return set_text (config, key, text);
    case NUMBER:
    case SMALL:
      return set_number (config, key, text);
    case SWITCH:
      return set_switch (config, key, text);
    case PATH:
      return set_path (config, key, folder, text);
    case ADDRESSES:
      return set_addresses (config, key, text);
    case CHOICE:
    default:
      return set_choice (config, key, text);
    }
}

static void
take_group (Reading *reading, const char *text, guint line)
{
  g_free (reading->group);
  reading->group = g_strndup (text + 1, strcspn (text + 1, "]"));
  if (g_strv_contains (unbuilt, reading->group))
    refuse (reading->faults, line, "not built yet", reading->group);
  else if (find_key (reading->group, NULL) == NULL)
    refuse (reading->faults, line, "unknown group", reading->group);
}

/* As GKeyFile reads it. */
static gboolean
take_value (Reading *reading, const Key *key)
{
  g_autoptr (GError) problem = NULL;
  g_autofree char *value = NULL;
  g_auto (GStrv) list = NULL;

  if (key->kind == LIST)
    {
      list = g_key_file_get_string_list (reading->file, key->group, key->key, NULL, &problem);
      return problem == NULL && set_list (reading->config, key, list);
    }
  value = g_key_file_get_string (reading->file, key->group, key->key, &problem);
  return problem == NULL && set_value (reading->config, key, reading->folder, g_strchomp (value));
}

/* What stands in a group that is refused is not judged. */
static void
take_key (Reading *reading, char *text, guint line)
{
  g_autofree char *name = g_strstrip (g_strndup (text, strcspn (text, "=")));
  g_autofree char *place = g_strdup_printf ("%s %s", reading->group, name);
  const Key *key = find_key (reading->group, name);

  if (key == NULL && find_key (reading->group, NULL) != NULL)
    refuse (reading->faults, line, "unknown key", name);
  if (key == NULL)
    return;
  if (g_hash_table_contains (reading->config->lines, place))
    {
      refuse (reading->faults, line, "key given twice", name);
      return;
    }
  g_hash_table_insert (reading->config->lines, g_steal_pointer (&place), GUINT_TO_POINTER (line));
  if (!take_value (reading, key))
    refuse (reading->faults, line, "value not allowed for", name);
}

/* The lines' groups and keys; GKeyFile reads the values but knows no lines. */
static void
take_lines (Reading *reading, const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_strstrip (lines[i]);
      if (lines[i][0] == '[')
        take_group (reading, lines[i], i + 1);
      else if (lines[i][0] != '\0' && lines[i][0] != '#')
        take_key (reading, lines[i], i + 1);
    }
}

/* GKeyFile names the line by its words only; the number is found again. */
static void
refuse_unread (GPtrArray *faults, const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  guint before = faults->len;

  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_strstrip (lines[i]);
      if (lines[i][0] != '\0' && lines[i][0] != '#' && lines[i][0] != '[' && strchr (lines[i], '=') == NULL)
        refuse (faults, i + 1, "neither a group nor a key", lines[i]);
      else if (lines[i][0] == '[' && !g_str_has_suffix (lines[i], "]"))
        refuse (faults, i + 1, "not a group", lines[i]);
    }
  if (faults->len == before)
    refuse (faults, 1, "cannot be read", "no group at the beginning");
}

static gboolean
is_web_address (const char *text)
{
  g_autoptr (GUri) uri = text != NULL ? g_uri_parse (text, G_URI_FLAGS_NONE, NULL) : NULL;

  return uri != NULL && g_uri_get_host (uri) != NULL && *g_uri_get_host (uri) != '\0'
         && (strcmp (g_uri_get_scheme (uri), "https") == 0 || strcmp (g_uri_get_scheme (uri), "http") == 0);
}

/* What stands in certificates, with more behind it. */
static void
check_public_url (YxHallConfig *config, GPtrArray *faults)
{
  char *url = config->public_url;

  if (url != NULL && g_str_has_suffix (url, "/"))
    url[strlen (url) - 1] = '\0';
  if (url != NULL && (!is_web_address (url) || strpbrk (url, ",?#") != NULL))
    refuse (faults, yx_hall_config_line (config, "hall", "public-url"), "not an address for certificates",
            "public-url");
}

static void
check_providers (const YxHallConfig *config, GPtrArray *faults)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (YxSmsTemplate) template = NULL;

  if (config->ca_provider == YX_HALL_CA_HTTP && !is_web_address (config->ca_url))
    refuse (faults, yx_hall_config_line (config, "ca", "provider"), "without the authority's url", "provider");
  if (config->sms_provider == YX_HALL_SMS_HTTP)
    template = yx_sms_template_new (config, &problem);
  if (problem != NULL)
    refuse (faults, yx_hall_config_line (config, "sms", "provider"), "provider=http", problem->message);
}

/* What two keys must agree on. */
static void
check_together (YxHallConfig *config, GPtrArray *faults)
{
  check_public_url (config, faults);
  check_providers (config, faults);
  if (config->certificate != NULL && config->key == NULL)
    refuse (faults, yx_hall_config_line (config, "listen", "certificate"), "without a key", "certificate");
  if (config->key != NULL && config->certificate == NULL)
    refuse (faults, yx_hall_config_line (config, "listen", "key"), "without a certificate", "key");
}

static void
read_text (Reading *reading, const char *text)
{
  YxHallConfig *config = reading->config;

  config->lines = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    if (keys[i].standard != NULL)
      (void)set_value (config, &keys[i], reading->folder, keys[i].standard);
  if (!g_key_file_load_from_data (reading->file, text, strlen (text), G_KEY_FILE_NONE, NULL))
    refuse_unread (reading->faults, text);
  else
    {
      take_lines (reading, text);
      check_together (config, reading->faults);
    }
}

/**
 * yx_hall_config_faults_new:
 *
 * Returns: (transfer full) (element-type utf8): for yx_hall_config_read()
 */
GPtrArray *
yx_hall_config_faults_new (void)
{
  return g_ptr_array_new_with_free_func (g_free);
}

/**
 * yx_hall_config_read:
 * @file: hall.conf (formats.md)
 * @faults: (element-type utf8): what is wrong in it, with its line, is added to it
 * @error: why it cannot be read
 *
 * Returns: (transfer full): what it says, the usual values for what it leaves out
 */
YxHallConfig *
yx_hall_config_read (const char *file, GPtrArray *faults, GError **error)
{
  g_autoptr (YxHallConfig) config = g_new0 (YxHallConfig, 1);
  g_autoptr (GBytes) bytes = yx_file_read (file, MAX_SIZE, error);
  g_autoptr (GKeyFile) read = g_key_file_new ();
  g_autofree char *text = NULL;
  Reading reading = { config, read, NULL, NULL, faults };

  if (bytes == NULL)
    return NULL;
  text = g_strndup (g_bytes_get_size (bytes) > 0 ? g_bytes_get_data (bytes, NULL) : "",
                    g_bytes_get_size (bytes));
  if (!g_utf8_validate_len (text, g_bytes_get_size (bytes), NULL))
    g_ptr_array_add (faults, g_strdup ("is not UTF-8"));
  reading.folder = g_path_get_dirname (file);
  read_text (&reading, faults->len == 0 ? text : "");
  g_free (reading.folder);
  g_free (reading.group);
  return g_steal_pointer (&config);
}

/**
 * yx_hall_config_load:
 * @file: hall.conf (formats.md)
 * @error: %YX_HALL_ERROR_CONFIG with the first line that is wrong, or why it cannot be read
 *
 * Returns: (transfer full): what it says, the usual values for what it leaves out
 */
YxHallConfig *
yx_hall_config_load (const char *file, GError **error)
{
  g_autoptr (GPtrArray) faults = yx_hall_config_faults_new ();
  g_autoptr (YxHallConfig) config = yx_hall_config_read (file, faults, error);

  if (config == NULL || faults->len == 0)
    return g_steal_pointer (&config);
  g_set_error (error, YX_HALL_ERROR, YX_HALL_ERROR_CONFIG, "hall.conf %s", (const char *)faults->pdata[0]);
  return NULL;
}

/**
 * yx_hall_config_line:
 * @config: what hall.conf says
 * @group: a group
 * @key: a key
 *
 * Returns: where it stands, 0 where it does not
 */
guint
yx_hall_config_line (const YxHallConfig *config, const char *group, const char *key)
{
  g_autofree char *place = g_strdup_printf ("%s %s", group, key);

  return GPOINTER_TO_UINT (g_hash_table_lookup (config->lines, place));
}

/**
 * yx_hall_config_paths:
 * @config: what hall.conf says
 * @func: (scope call): called with each file that it names
 * @data: for @func
 */
void
yx_hall_config_paths (const YxHallConfig *config, YxHallConfigPathFunc func, gpointer data)
{
  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    if (keys[i].kind == PATH && G_STRUCT_MEMBER (char *, config, keys[i].offset) != NULL)
      func (keys[i].group, keys[i].key, G_STRUCT_MEMBER (char *, config, keys[i].offset), data);
}

/**
 * yx_hall_config_free:
 * @config: (transfer full): what yx_hall_config_load() gave
 */
void
yx_hall_config_free (YxHallConfig *config)
{
  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    if (keys[i].kind == TEXT || keys[i].kind == PATH)
      g_free (G_STRUCT_MEMBER (char *, config, keys[i].offset));
    else if (keys[i].kind == LIST)
      g_strfreev (G_STRUCT_MEMBER (char **, config, keys[i].offset));
    else if (keys[i].kind == ADDRESSES)
      g_clear_pointer (&G_STRUCT_MEMBER (GPtrArray *, config, keys[i].offset), g_ptr_array_unref);
  g_clear_pointer (&config->lines, g_hash_table_unref);
  g_free (config);
}
