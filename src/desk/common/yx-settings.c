/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/common/yx-settings.h"

#define SCHEMA "io.github.yinxin.Yinxin"

/**
 * yx_settings_new:
 *
 * What a person has chosen for this desktop.
 *
 * Returns: (transfer full) (nullable): the settings; %NULL where their schema is not installed: nothing is remembered then
 */
GSettings *
yx_settings_new (void)
{
  GSettingsSchemaSource *source = g_settings_schema_source_get_default ();
  g_autoptr (GSettingsSchema) schema = source != NULL ? g_settings_schema_source_lookup (source, SCHEMA, TRUE) : NULL;

  return schema != NULL ? g_settings_new_full (schema, NULL, NULL) : NULL;
}
