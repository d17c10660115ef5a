/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A place whose people, streets and number areas are made up. */
typedef struct
{
  const char *area; /* six digits of an identity number */
  const char *name;
} YxToolPlace;

extern const char *const yx_tool_signed[];
extern const char *const yx_tool_surnames[];
extern const char *const yx_tool_compound_surnames[];
extern const char *const yx_tool_given[];
extern const char *const yx_tool_dotted[];
extern const char *const yx_tool_rare[];
extern const YxToolPlace yx_tool_places[];
extern const char *const yx_tool_streets[];
extern const char *const yx_tool_posts[];
extern const char *const yx_tool_education[];
extern const char *const yx_tool_unit_words[];
extern const char *const yx_tool_trades[][2];

G_END_DECLS
