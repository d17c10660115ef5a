/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "client/yx-code-source.h"
#include "flow/yx-actor.h"
#include "tool/yx-tool-state.h"

G_BEGIN_DECLS

/**
 * YxToolHall:
 * @url: its address
 * @ca: (nullable): who vouches for it
 * @codes: what it sends as SMS
 *
 * The hall that a walkthrough goes to.
 */
typedef struct
{
  const char *url;
  const char *ca;
  YxCodeSource *codes;
} YxToolHall;

/**
 * YxToolDesk:
 * @phone: where codes go
 * @password: of the account
 * @certificate_password: of the keys
 * @store: what this machine keeps of the account
 * @actor: who sits there
 *
 * One made-up participant at a desk of their own: the enterprise (0) or an employee.
 */
typedef struct
{
  const YxToolHall *hall;
  const YxToolState *state;
  guint index;
  char *phone;
  YxSecret *password;
  YxSecret *certificate_password;
  YxLocalStore *store;
  YxActor *actor;
} YxToolDesk;

YxToolDesk *yx_tool_desk_new (const YxToolHall *hall, const YxToolState *state, guint index, const char *phone,
                              GError **error);
void yx_tool_desk_free (YxToolDesk *desk);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YxToolDesk, yx_tool_desk_free)

YxSecret *yx_tool_desk_code (YxToolDesk *desk, YxCodePurpose purpose, GError **error);
gboolean yx_tool_desk_enter (YxToolDesk *desk, YxAccountKind kind, const char *login, const char *id, gpointer registration,
                             GError **error);
gboolean yx_tool_desk_activate (YxToolDesk *desk, GError **error);
gboolean yx_tool_desk_unlock (YxToolDesk *desk, YxCodePurpose purpose, GError **error);

G_END_DECLS
