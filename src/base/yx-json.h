/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * YxJsonLimits:
 * @max_size: bytes of the whole text
 * @max_depth: objects and arrays within each other
 * @max_values: values of all kinds, the outermost included
 *
 * What a text may be at most. 0 stands for the value in the comment.
 */
typedef struct
{
  gsize max_size;   /* 1 MiB */
  guint max_depth;  /* 32 */
  guint max_values; /* 100000 */
} YxJsonLimits;

JsonNode *yx_json_parse (const char *text, gsize size, const YxJsonLimits *limits, GError **error);
char *yx_json_write (JsonNode *node);

G_END_DECLS
