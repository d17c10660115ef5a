/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "desk/common/yx-seat.h"
#include "desk/start/yx-door.h"

G_BEGIN_DECLS

/**
 * YxArrival:
 * @door: (owned): through which
 * @account: (owned) (nullable): who; %NULL: nobody yet
 * @read: (owned): the actor of the seat's reading lane
 * @act: (owned): that of its acting lane
 * @store: (owned): what this machine keeps of the account
 * @offline: whether the hall did not answer
 *
 * Somebody who has come into a hall, before there is a seat for them: made on any thread, by functions that block.
 */
typedef struct
{
  YxDoor *door;
  YxKnownAccount *account;
  YxActor *read;
  YxActor *act;
  YxLocalStore *store;
  gboolean offline;
} YxArrival;

YxArrival *yx_arrival_of_nobody (YxDoor *door, GCancellable *cancellable, GError **error);
YxArrival *yx_arrival_sign_in (YxDoor *door, YxAccountKind kind, const char *login, YxSecret *password, GCancellable *cancellable,
                               GError **error);
YxArrival *yx_arrival_resume (YxDoor *door, YxKnownAccount *account, GCancellable *cancellable, GError **error);
void yx_arrival_free (YxArrival *arrival);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YxArrival, yx_arrival_free)

YxSeat *yx_arrival_sit_down (YxArrival *arrival);

G_END_DECLS
