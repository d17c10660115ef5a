/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "client/yx-connection.h"

G_BEGIN_DECLS

/**
 * YxPager:
 *
 * A list of the hall's on its way, one page after the other. For one thread.
 */
typedef struct _YxPager YxPager;

YxPager *yx_pager_new (YxConnection *connection, const YxCall *call);
void yx_pager_free (YxPager *pager);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YxPager, yx_pager_free)

gboolean yx_pager_next (YxPager *pager, GPtrArray **items, GCancellable *cancellable, GError **error);

G_END_DECLS
