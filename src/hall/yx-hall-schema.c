/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "hall/yx-hall-schema.h"

#include <gio/gio.h>

#include "hall/yx-hall-schema-files.h"

#define FOLDER "/io/github/yinxin/hall/schema/"

/* One numbered file a step, all there ever were; a released one never changes. */
static const char *const files[] = {
  "0001-first.sql",
  "0002-whole.sql",
  "0003-pages.sql",
};

/**
 * yx_hall_schema_newest:
 *
 * Returns: the number of the last step that this program knows
 */
gint64
yx_hall_schema_newest (void)
{
  return G_N_ELEMENTS (files);
}

/**
 * yx_hall_schema_of:
 * @db: the hall's database
 * @error: %YX_BASE_ERROR_NEWER_SCHEMA when a later program has written it
 *
 * For who only reads.
 *
 * Returns: the number of the last step that it has taken; -1 with @error
 */
gint64
yx_hall_schema_of (YxDatabase *db, GError **error)
{
  gint64 found = yx_database_schema (db, error);

  return found < 0 || !yx_database_refuse_newer (found, G_N_ELEMENTS (files), error) ? found : -1;
}

/**
 * yx_hall_schema_apply:
 * @db: the hall's database, writing
 * @error: see yx_database_migrate()
 *
 * Takes the schema steps that @db has not yet seen.
 *
 * Returns: whether its schema is now the newest
 */
gboolean
yx_hall_schema_apply (YxDatabase *db, GError **error)
{
  YxSchemaStep steps[G_N_ELEMENTS (files)];
  GBytes *texts[G_N_ELEMENTS (files)] = { NULL };
  gboolean done = TRUE;

  for (guint i = 0; i < G_N_ELEMENTS (files) && done; i++)
    {
      g_autofree char *path = g_strconcat (FOLDER, files[i], NULL);

      texts[i] = g_resource_lookup_data (yx_hall_schema_files_get_resource (), path,
                                         G_RESOURCE_LOOKUP_FLAGS_NONE, error);
      done = texts[i] != NULL;
      steps[i] = (YxSchemaStep){ (int)i + 1, done ? g_bytes_get_data (texts[i], NULL) : NULL };
    }
  done = done && yx_database_migrate (db, steps, G_N_ELEMENTS (files), error);
  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    g_clear_pointer (&texts[i], g_bytes_unref);
  return done;
}
