/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "flow/yx-actor.h"
#include "model/yx-receipt.h"
#include "model/yx-revision.h"

G_BEGIN_DECLS

/**
 * YxSigned:
 * @document: the document
 * @revision: the revision's id, made here
 * @base: SHA-256 in hex of the document that was signed
 * @hash: SHA-256 in hex of what was appended
 * @head: SHA-256 in hex of both
 *
 * What was signed here, as it must come back in the receipt. Free with yx_signed_free().
 */
typedef struct
{
  char *document;
  char *revision;
  char *base;
  char *hash;
  char *head;
} YxSigned;

YxSigned *yx_signed_new (const char *document, const char *revision, GBytes *base, GBytes *appended);
void yx_signed_free (YxSigned *signed_here);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YxSigned, yx_signed_free)

gboolean yx_signed_keep (YxSigned *signed_here, YxLocalStore *store, GError **error);
YxSigned *yx_signed_kept (YxLocalStore *store, const char *revision, GError **error);

YxReceipt *yx_flow_read_receipt (YxActor *actor, GBytes *receipt, GError **error);
gboolean yx_flow_keep_receipt (YxActor *actor, const YxSigned *signed_here, const YxRevision *revision, GError **error);
YxReceipt *yx_flow_kept_receipt (YxActor *actor, const char *revision, GError **error);

G_END_DECLS
