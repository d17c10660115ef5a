/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "hall/yx-hall-config.h"

#include <string.h>

#include "base/yx-files.h"
#include "hall/yx-hall-error.h"
#include "yx-config.h"

#define MAX_SIZE (64 * 1024)
#define LEAST_LOG2N (YX_TESTS ? 4 : 14)

typedef enum
{
  TEXT,
  NUMBER, /* gint64 */
  SMALL,  /* guint */
  SWITCH, /* gboolean */
  WORD,   /* the one word allowed, kept as TRUE */
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
} Key;

#define AT(member) G_STRUCT_OFFSET (YxHallConfig, member)

static const Key keys[] = {
  { "hall", "name", TEXT, AT (name), 1, 40, "Yinxin" },
  { "hall", "phones", TEXT, AT (phones), 0, 200, "" },
  { "hall", "chat", TEXT, AT (chat), 0, 60, "" },
  { "hall", "public-url", TEXT, AT (public_url), 1, 200, NULL },
  { "hall", "idle-minutes", NUMBER, AT (idle_minutes), 1, 1440, "30" },
  { "hall", "embedded", SWITCH, AT (embedded), 0, 0, "false" },
  { "listen", "address", TEXT, AT (address), 1, 100, NULL },
  { "listen", "port", NUMBER, AT (port), 0, 65535, "0" },
  { "sms", "provider", WORD, AT (sms_shown), 0, 0, "shown" },
  { "scrypt", "log2n", SMALL, AT (scrypt_log2n), LEAST_LOG2N, 18, "15" },
  { "scrypt", "r", SMALL, AT (scrypt_r), 8, 16, "8" },
  { "scrypt", "p", SMALL, AT (scrypt_p), 1, 4, "1" },
  { "approval", "filings", WORD, AT (approve_by_rule), 0, 0, "rule" },
  { "limits", "code-per-minute", NUMBER, AT (code_per_minute), 1, G_MAXINT32, "1" },
  { "limits", "code-per-day", NUMBER, AT (code_per_day), 1, G_MAXINT32, "10" },
  { "limits", "seal-visit-per-day", NUMBER, AT (seal_visit_per_day), 1, G_MAXINT32, "30" },
  { "limits", "code-per-day-phone", NUMBER, AT (code_per_day_phone), 1, G_MAXINT32, "60" },
  { "limits", "sign-in-per-minute", NUMBER, AT (sign_in_per_minute), 1, G_MAXINT32, "10" },
  { "limits", "write-per-second", NUMBER, AT (write_per_second), 1, G_MAXINT32, "20" },
  { "limits", "read-per-second", NUMBER, AT (read_per_second), 1, G_MAXINT32, "50" },
  { "limits", "address-per-minute", NUMBER, AT (address_per_minute), 1, G_MAXINT32, "600" },
};

static gboolean
refuse (GError **error, guint line, const char *what, const char *name)
{
  g_set_error (error, YX_HALL_ERROR, YX_HALL_ERROR_CONFIG, "hall.conf line %u: %s: %s", line, what, name);
  return FALSE;
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
set_text (YxHallConfig *config, const Key *key, const char *text)
{
  glong length = g_utf8_strlen (text, -1);

  if (length < key->min || length > key->max)
    return FALSE;
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    if (g_unichar_iscntrl (g_utf8_get_char (p)))
      return FALSE;
  g_free (G_STRUCT_MEMBER (char *, config, key->offset));
  G_STRUCT_MEMBER (char *, config, key->offset) = g_strdup (text);
  return TRUE;
}

static gboolean
set_value (YxHallConfig *config, const Key *key, const char *text)
{
  switch (key->kind)
    {
    case TEXT:
      return set_text (config, key, text);
    case NUMBER:
    case SMALL:
      return set_number (config, key, text);
    case SWITCH:
      G_STRUCT_MEMBER (gboolean, config, key->offset) = strcmp (text, "true") == 0;
      return strcmp (text, "true") == 0 || strcmp (text, "false") == 0;
    case WORD:
    default:
      G_STRUCT_MEMBER (gboolean, config, key->offset) = TRUE;
      return strcmp (text, key->standard) == 0;
    }
}

/* The lines' groups and keys; GKeyFile reads the values but knows no lines. */
static gboolean
take_line (YxHallConfig *config,
           GKeyFile *file,
           GHashTable *seen,
           char **group,
           char *text,
           guint line,
           GError **error)
{
  char *equals = strchr (text, '=');
  g_autofree char *name = NULL;
  g_autofree char *value = NULL;
  g_autoptr (GError) problem = NULL;
  const Key *key;

  if (text[0] == '[')
    {
      g_free (*group);
      *group = g_strndup (text + 1, strcspn (text + 1, "]"));
      return find_key (*group, NULL) != NULL || refuse (error, line, "unknown group", *group);
    }
  if (*group == NULL || equals == NULL)
    return refuse (error, line, "neither a group nor a key", text);
  name = g_strstrip (g_strndup (text, (gsize)(equals - text)));
  key = find_key (*group, name);
  if (key == NULL)
    return refuse (error, line, "unknown key", name);
  if (!g_hash_table_add (seen, (gpointer)key))
    return refuse (error, line, "key given twice", name);
  value = g_key_file_get_string (file, *group, name, &problem);
  if (problem != NULL || !set_value (config, key, g_strchomp (value)))
    return refuse (error, line, "value not allowed for", name);
  return TRUE;
}

static gboolean
take_lines (YxHallConfig *config, GKeyFile *file, const char *text, GError **error)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  g_autofree char *group = NULL;

  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_strstrip (lines[i]);
      if (lines[i][0] != '\0' && lines[i][0] != '#'
          && !take_line (config, file, seen, &group, lines[i], i + 1, error))
        return FALSE;
    }
  return TRUE;
}

/* GKeyFile names the line by its words only; the number is found again. */
static gboolean
refuse_unread (const char *text, GError **error)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_strstrip (lines[i]);
      if (lines[i][0] != '\0' && lines[i][0] != '#' && lines[i][0] != '[' && strchr (lines[i], '=') == NULL)
        return refuse (error, i + 1, "neither a group nor a key", lines[i]);
      if (lines[i][0] == '[' && !g_str_has_suffix (lines[i], "]"))
        return refuse (error, i + 1, "not a group", lines[i]);
    }
  return refuse (error, 1, "cannot be read", "no group at the beginning");
}

/**
 * yx_hall_config_load:
 * @file: hall.conf (formats.md)
 * @error: %YX_HALL_ERROR_CONFIG with the line, or why it cannot be read
 *
 * Returns: (transfer full): what it says, the usual values for what it leaves out
 */
YxHallConfig *
yx_hall_config_load (const char *file, GError **error)
{
  g_autoptr (YxHallConfig) config = g_new0 (YxHallConfig, 1);
  g_autoptr (GBytes) bytes = yx_file_read (file, MAX_SIZE, error);
  g_autoptr (GKeyFile) read = g_key_file_new ();
  g_autofree char *text = NULL;

  if (bytes == NULL)
    return NULL;
  text = g_strndup (g_bytes_get_size (bytes) > 0 ? g_bytes_get_data (bytes, NULL) : "",
                    g_bytes_get_size (bytes));
  if (!g_utf8_validate (text, -1, NULL))
    {
      g_set_error (error, YX_HALL_ERROR, YX_HALL_ERROR_CONFIG, "hall.conf is not UTF-8");
      return NULL;
    }
  if (!g_key_file_load_from_data (read, text, strlen (text), G_KEY_FILE_NONE, NULL))
    {
      refuse_unread (text, error);
      return NULL;
    }
  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    if (keys[i].standard != NULL)
      (void)set_value (config, &keys[i], keys[i].standard);
  return take_lines (config, read, text, error) ? g_steal_pointer (&config) : NULL;
}

/**
 * yx_hall_config_free:
 * @config: (transfer full): what yx_hall_config_load() gave
 */
void
yx_hall_config_free (YxHallConfig *config)
{
  g_free (config->name);
  g_free (config->phones);
  g_free (config->chat);
  g_free (config->public_url);
  g_free (config->address);
  g_free (config);
}
