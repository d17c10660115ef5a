/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <glib-unix.h>

#include "base/yx-secret.h"
#include "crypto/yx-authority.h"
#include "crypto/yx-revocation.h"

G_BEGIN_DECLS

/**
 * YxHallSigner:
 *
 * The process that holds the hall's issuing, seal maker's, timestamp and records keys. It is forked
 * before any thread exists, opens the key files itself and knows a few fixed verbs over a socketpair;
 * the hall itself never has these keys in memory. Calls block and may come from any thread.
 */
typedef struct _YxHallSigner YxHallSigner;

/* What records say that they are (RFC 5652 §5.2): below the UUID that crypto's identifiers lie under. */
#define YX_HALL_RECORD_TYPE "2.25.141859633504468530173996111425358372707.7.2"

YxHallSigner *yx_hall_signer_start (const char *folder, GError **error);
void yx_hall_signer_stop (YxHallSigner *signer);
gint64 yx_hall_signer_process (YxHallSigner *signer);
GSource *yx_hall_signer_watch (YxHallSigner *signer, GUnixFDSourceFunc func, gpointer data);

GBytes *yx_hall_signer_issue (
    YxHallSigner *signer, GBytes *request, const YxSubject *subject, gint64 now, GError **error);
GBytes *yx_hall_signer_seal_object (YxHallSigner *signer, GBytes *content, GError **error);
GBytes *yx_hall_signer_timestamp (YxHallSigner *signer, const guint8 digest[32], gint64 now, GError **error);
GBytes *yx_hall_signer_record (YxHallSigner *signer, GBytes *content, GError **error);
GBytes *yx_hall_signer_revoked (YxHallSigner *signer,
                                const char *authority,
                                const YxRevocationStatus *revoked,
                                gsize n,
                                gint64 number,
                                gint64 now,
                                gint64 next,
                                GError **error);
GBytes *yx_hall_signer_status (YxHallSigner *signer,
                               GBytes *request,
                               const YxRevocationStatus *statuses,
                               gsize n,
                               gint64 now,
                               gint64 next,
                               GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YxHallSigner, yx_hall_signer_stop)

G_END_DECLS
