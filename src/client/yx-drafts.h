/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "client/yx-local-store.h"
#include "client/yx-outbox.h"

G_BEGIN_DECLS

/**
 * YxKeptDraft:
 * @id: the id that it will have at the hall
 * @title: what people know it by; may be empty
 * @changed: when it was kept last, microseconds since 1970
 * @state: what became of it in the outbox
 *
 * Something begun and not yet at the hall.
 */
typedef struct
{
  char *id;
  char *title;
  gint64 changed;
  YxOutboxState state;
} YxKeptDraft;

void yx_kept_draft_free (YxKeptDraft *draft);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YxKeptDraft, yx_kept_draft_free)

gboolean yx_drafts_keep (YxLocalStore *store, const char *id, const char *title, JsonNode *body, gint64 now, GError **error);
JsonNode *yx_drafts_read (YxLocalStore *store, const char *id, GError **error);
gboolean yx_drafts_drop (YxLocalStore *store, const char *id, GError **error);
GPtrArray *yx_drafts_list (YxLocalStore *store, GError **error);

G_END_DECLS
