/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "client/yx-code-source.h"
#include "client/yx-mirror.h"
#include "flow/yx-actor.h"

G_BEGIN_DECLS

/**
 * YxLane:
 * @YX_LANE_READ: what a person waits for while looking: a document, a list
 * @YX_LANE_ACT: what changes something: sealing, signing, filing; keys are unlocked here
 *
 * Each lane does one thing at a time, in order, on a thread of its own.
 */
typedef enum
{
  YX_LANE_READ,
  YX_LANE_ACT,
  YX_N_LANES,
} YxLane;

/**
 * YxSeatFunc:
 * @actor: the lane's
 * @data: the caller's own
 *
 * Work of `flow`, on a lane's thread.
 *
 * Returns: (transfer full) (nullable): its result; %NULL with @error set when it failed
 */
typedef gpointer (*YxSeatFunc) (YxActor *actor, gpointer data, GCancellable *cancellable, GError **error);

#define YX_TYPE_SEAT (yx_seat_get_type ())
G_DECLARE_FINAL_TYPE (YxSeat, yx_seat, YX, SEAT, GObject)

YxSeat *yx_seat_new (const char *name, YxActor *read, YxActor *act, YxLocalStore *store);

const char *yx_seat_get_name (YxSeat *self);
YxSession *yx_seat_get_session (YxSeat *self);
YxHallInfo *yx_seat_get_hall (YxSeat *self);
YxLocalStore *yx_seat_get_store (YxSeat *self);
YxConnection *yx_seat_get_connection (YxSeat *self);
GBytes *yx_seat_get_trust (YxSeat *self);
YxCodeSource *yx_seat_get_codes (YxSeat *self);
void yx_seat_set_codes (YxSeat *self, YxCodeSource *codes);
YxMirror *yx_seat_get_mirror (YxSeat *self);
void yx_seat_changed (YxSeat *self);
gboolean yx_seat_get_current (YxSeat *self);
gboolean yx_seat_get_online (YxSeat *self);
void yx_seat_set_online (YxSeat *self, gboolean online);

void yx_seat_run (YxSeat *self, YxLane lane, YxSeatFunc func, gpointer data, GDestroyNotify data_destroy,
                  GDestroyNotify result_destroy, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gpointer yx_seat_run_finish (YxSeat *self, GAsyncResult *result, GError **error);
void yx_seat_close (YxSeat *self);

G_END_DECLS
