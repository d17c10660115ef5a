/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "flow/yx-actor.h"
#include "model/yx-document.h"
#include "model/yx-revision.h"
#include "pdf/yx-verdict.h"

G_BEGIN_DECLS

/**
 * YxHeldDocument:
 * @record: what the hall says of it
 * @revisions: (element-type YxRevision): what it was made of, in order
 * @bytes: the whole document, its hashes checked
 * @verdict: what the judge found
 *
 * A document as it was fetched, in memory only. Immutable; free with yx_held_document_free().
 */
typedef struct
{
  YxDocument *record;
  GPtrArray *revisions;
  GBytes *bytes;
  YxVerdict *verdict;
} YxHeldDocument;

YxHeldDocument *yx_flow_document (YxActor *actor, const char *id, GCancellable *cancellable, GError **error);
void yx_held_document_free (YxHeldDocument *held);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YxHeldDocument, yx_held_document_free)

gboolean yx_held_document_judge (YxHeldDocument *held, GBytes *trust, gint64 now, GCancellable *cancellable, GError **error);
gboolean yx_held_document_filled (YxHeldDocument *held, const char *field);
gboolean yx_flow_check_revision (const YxRevision *revision, const char *previous, GBytes *before, GBytes *appended,
                                 GError **error);

G_END_DECLS
