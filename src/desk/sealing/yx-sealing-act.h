/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "desk/common/yx-seat.h"
#include "model/yx-seal.h"

G_BEGIN_DECLS

/**
 * YxSealingNote:
 * @document: a document's id
 * @error: (nullable): why it was not sealed
 * @data: the caller's own
 *
 * One document is done with; called on the caller's thread.
 */
typedef void (*YxSealingNote) (const char *document, const GError *error, gpointer data);

/**
 * YxSealingAct:
 *
 * Many documents that are sealed one after the other on the acting lane (spec.md 4-4).
 */
#define YX_TYPE_SEALING_ACT (yx_sealing_act_get_type ())
G_DECLARE_FINAL_TYPE (YxSealingAct, yx_sealing_act, YX, SEALING_ACT, GObject)

YxSealingAct *yx_sealing_act_new (GPtrArray *documents, YxSeal *seal);
void yx_sealing_act_run (YxSealingAct *self, YxSeat *seat, YxSealingNote note, gpointer data, GAsyncReadyCallback callback);
void yx_sealing_act_finish (YxSealingAct *self, GAsyncResult *result, gboolean *unreachable);
void yx_sealing_act_stop (YxSealingAct *self);

G_END_DECLS
