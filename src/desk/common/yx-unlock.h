/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "desk/common/yx-seat.h"

G_BEGIN_DECLS

/**
 * YxUnlockAsks:
 * @YX_UNLOCK_CODE: the SMS code, always
 * @YX_UNLOCK_PASSWORD: the certificate password, which exists
 * @YX_UNLOCK_NEW_PASSWORD: a new certificate password, and the same once more
 *
 * What is asked for.
 */
typedef enum
{
  YX_UNLOCK_CODE = 0,
  YX_UNLOCK_PASSWORD = 1 << 0,
  YX_UNLOCK_NEW_PASSWORD = 1 << 1,
} YxUnlockAsks;

/**
 * YxEntered:
 * @code: the SMS code
 * @password: (nullable): the certificate password; %NULL where it is not asked for
 * @new_password: (nullable): a new certificate password; %NULL where none is asked for
 *
 * What somebody entered to prove that it is them.
 */
typedef struct
{
  YxSecret *code;
  YxSecret *password;
  YxSecret *new_password;
} YxEntered;

/**
 * YxUnlockFunc:
 * @actor: the acting lane's
 * @entered: what was entered
 * @data: the caller's own
 *
 * What is done with it, on the acting lane's thread.
 *
 * Returns: (transfer full) (nullable): its result; %NULL with @error set when it failed
 */
typedef gpointer (*YxUnlockFunc) (YxActor *actor, const YxEntered *entered, gpointer data, GCancellable *cancellable,
                                  GError **error);

/**
 * YxUnlock:
 *
 * Rows that ask for an SMS code and the certificate password, and act with both. What is wrong is said under the row
 * that it is about; everything else that was typed stays.
 */
#define YX_TYPE_UNLOCK (yx_unlock_get_type ())
G_DECLARE_FINAL_TYPE (YxUnlock, yx_unlock, YX, UNLOCK, AdwBin)

YxUnlock *yx_unlock_new (YxSeat *seat, YxCodePurpose purpose, YxUnlockAsks asks);
gboolean yx_unlock_get_complete (YxUnlock *self);
void yx_unlock_send_code (YxUnlock *self);
void yx_unlock_clear (YxUnlock *self);

void yx_unlock_act (YxUnlock *self, YxUnlockFunc func, gpointer data, GDestroyNotify data_destroy,
                    GDestroyNotify result_destroy, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gpointer yx_unlock_act_finish (YxUnlock *self, GAsyncResult *result, GError **error);

void yx_unlock_keys (YxUnlock *self, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean yx_unlock_keys_finish (YxUnlock *self, GAsyncResult *result, GError **error);
void yx_unlock_lock_keys (YxSeat *seat);

G_END_DECLS
