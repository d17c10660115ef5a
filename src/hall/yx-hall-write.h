/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hall/yx-hall-call.h"

G_BEGIN_DECLS

/* What proves besides the session that it is the account's person. */
typedef enum
{
  YX_HALL_PROOF_CODE = 1 << 0,
  YX_HALL_PROOF_PASSWORD = 1 << 1,
} YxHallProof;

/**
 * YxHallWrite:
 * @hall: the hall
 * @call: (nullable): who asked; %NULL for the hall's own work
 * @db: the writing handle
 * @now: the hall's time, the same for all that is written
 * @account: (nullable): who acts, where nobody is signed in yet
 * @proven: a set of #YxHallProof, found right in this transaction
 * @again: set when the same was done before and nothing is written
 * @keep: set to keep what is written although the call is refused, so that wrong entries count
 * @scopes: (element-type utf8): whose feeds grew
 *
 * A transaction on its way. Its function may run twice.
 */
typedef struct
{
  YxHall *hall;
  const YxHallCall *call;
  YxDatabase *db;
  gint64 now;
  const char *account;
  guint proven;
  gboolean again;
  gboolean keep;
  GHashTable *scopes;
} YxHallWrite;

typedef gboolean (*YxHallWriteFunc) (YxHallWrite *write, gpointer data, GError **error);

gboolean
yx_hall_write (YxHall *hall, const YxHallCall *call, YxHallWriteFunc func, gpointer data, GError **error);

G_END_DECLS
