/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "client/yx-index.h"
#include "client/yx-local-store.h"

G_BEGIN_DECLS

/**
 * YxMirror:
 *
 * What this machine knows of an account's filings, contracts and documents: whole and encrypted in the local store,
 * as narrow lines in an index. Calls may come from any thread; those that read or write the store block.
 */
typedef struct _YxMirror YxMirror;

YxMirror *yx_mirror_new (YxLocalStore *store, YxAccountKind account, YxClock *clock, GError **error);
YxMirror *yx_mirror_ref (YxMirror *mirror);
void yx_mirror_unref (YxMirror *mirror);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YxMirror, yx_mirror_unref)

YxIndex *yx_mirror_index (YxMirror *mirror);
YxLocalStore *yx_mirror_store (YxMirror *mirror);
YxAccountKind yx_mirror_account (YxMirror *mirror);

gboolean yx_mirror_load (YxMirror *mirror, gboolean *more, GError **error);
gboolean yx_mirror_age (YxMirror *mirror, gboolean *changed, GError **error);

gboolean yx_mirror_begin_round (YxMirror *mirror, gint64 *round, GError **error);
gboolean yx_mirror_take (YxMirror *mirror, GPtrArray *records, gint64 round, GError **error);
gboolean yx_mirror_forget (YxMirror *mirror, const char *id, GError **error);
gboolean yx_mirror_sweep (YxMirror *mirror, gint64 round, GError **error);
gboolean yx_mirror_wipe (YxMirror *mirror, GError **error);
gboolean yx_mirror_show_drafts (YxMirror *mirror, GError **error);

YxFiling *yx_mirror_filing (YxMirror *mirror, const char *id, GError **error);
YxDocument *yx_mirror_document (YxMirror *mirror, const char *id, GError **error);

G_END_DECLS
