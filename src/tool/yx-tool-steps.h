/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * YxToolSteps:
 *
 * How long each step of a walkthrough took, and how often it was done. Any thread may add.
 */
typedef struct _YxToolSteps YxToolSteps;

YxToolSteps *yx_tool_steps_new (void);
void yx_tool_steps_free (YxToolSteps *steps);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YxToolSteps, yx_tool_steps_free)

void yx_tool_steps_add (YxToolSteps *steps, const char *name, gint64 microseconds, gint64 scrypt);
void yx_tool_steps_scrypt (YxToolSteps *steps, const char *name, gint64 microseconds);
void yx_tool_steps_wall (YxToolSteps *steps, const char *name, gint64 microseconds);
char *yx_tool_steps_line (YxToolSteps *steps, const char *name);
char *yx_tool_steps_table (YxToolSteps *steps);
JsonNode *yx_tool_steps_json (YxToolSteps *steps);

G_END_DECLS
