/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "desk/common/yx-unlock.h"

G_BEGIN_DECLS

/**
 * YxUnlockQuestion:
 * @title: what is to be done
 * @words: what exactly happens
 * @yes: the answer that does it, with a mnemonic
 * @destructive: whether it can't be undone
 * @purpose: what the SMS code is for
 * @asks: what else is asked for
 *
 * Something that a person decides and proves to be them for, in the locale's language.
 */
typedef struct
{
  const char *title;
  const char *words;
  const char *yes;
  gboolean destructive;
  YxCodePurpose purpose;
  YxUnlockAsks asks;
} YxUnlockQuestion;

/* What is done then, and with what. */
typedef struct
{
  YxUnlockFunc func;
  gpointer data;
  GDestroyNotify data_destroy;
  GDestroyNotify result_destroy;
} YxUnlockDeed;

void yx_unlock_ask (GtkWidget *parent, YxSeat *seat, const YxUnlockQuestion *question, const YxUnlockDeed *deed,
                    GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gpointer yx_unlock_ask_finish (GtkWidget *parent, GAsyncResult *result, GError **error);

G_END_DECLS
