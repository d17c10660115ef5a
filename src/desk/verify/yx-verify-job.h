/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "pdf/yx-verdict.h"

G_BEGIN_DECLS

/**
 * YxVerified:
 * @verdict: what the judge found
 * @bytes: (nullable): exactly what it was asked about; %NULL when the file could not be read
 * @now: when it was asked, microseconds since 1970
 *
 * A file that was verified.
 */
typedef struct
{
  YxVerdict *verdict;
  GBytes *bytes;
  gint64 now;
} YxVerified;

void yx_verified_free (YxVerified *verified);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YxVerified, yx_verified_free)

YxVerified *yx_verify (GFile *file, GBytes *trust, GCancellable *cancellable, GError **error);
void yx_verify_async (GFile *file, GBytes *trust, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
YxVerified *yx_verify_finish (GAsyncResult *result, GError **error);

GBytes *yx_verify_join_trust (GBytes *one, GBytes *other);
GFile *yx_verify_file (const char *name);

G_END_DECLS
