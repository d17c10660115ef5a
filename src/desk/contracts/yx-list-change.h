/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "client/yx-index.h"

G_BEGIN_DECLS

/**
 * YxListStep:
 * @position: where
 * @removed: how many places go there
 * @added: how many come there
 */
typedef struct
{
  guint position;
  guint removed;
  guint added;
} YxListStep;

/**
 * YxListChange:
 * @last: the first step, behind what stays in place
 * @first: the second step, before what stays in place
 *
 * How a list becomes another one. What is between the two steps stays in its places, which may show something else then.
 */
typedef struct
{
  YxListStep last;
  YxListStep first;
} YxListChange;

YxListChange yx_list_change_find (GArray *before, GArray *after, guint top);
GArray *yx_list_change_halfway (const YxListChange *change, GArray *before, GArray *after);
gboolean yx_list_key_same (const YxIndexKey *a, const YxIndexKey *b);

G_END_DECLS
