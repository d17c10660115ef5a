/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/yx-date.h"
#include "base/yx-secret.h"
#include "tool/yx-tool-options.h"

G_BEGIN_DECLS

/**
 * YxToolState:
 * @folder: where all is kept, 0700
 * @temporary: whether it goes with the program
 * @salt: makes this walkthrough's ids
 * @employees: (nullable): SHA-256 of the file that says whom, in hex; then @count is 0
 * @today: the day on which it began; 0 while no hall has said
 * @key: of the clients' stores
 *
 * What a walkthrough keeps, so that it goes on after a restart.
 */
typedef struct
{
  char *folder;
  gboolean temporary;
  guint32 seed;
  int count;
  char *employees;
  guint8 salt[16];
  YxDate today;
  YxSecret *key;
} YxToolState;

YxToolState *yx_tool_state_open (const YxToolWalkthroughOptions *options, const char *employees, GError **error);
gboolean yx_tool_state_begin (YxToolState *state, YxDate today, GError **error);
void yx_tool_state_free (YxToolState *state);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YxToolState, yx_tool_state_free)

char *yx_tool_state_path (const YxToolState *state, const char *name);
char *yx_tool_state_id (const YxToolState *state, const char *kind, guint index);
YxSecret *yx_tool_password (const char *purpose, guint32 seed, const char *of);

G_END_DECLS
