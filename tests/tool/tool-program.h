/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* What yinxinctl said and how it ended. */
typedef struct
{
  int status;
  char *said;
  char *complained;
} ToolSaid;

ToolSaid tool_program_run (const char *const *arguments);
ToolSaid tool_program_run_with (const char *const *variables, const char *const *arguments);
void tool_said_clear (ToolSaid *said);

#define TOOL_RUN(...) tool_program_run ((const char *const[]){ __VA_ARGS__, NULL })

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (ToolSaid, tool_said_clear)

G_END_DECLS
