/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "base/yx-secret.h"
#include "crypto/yx-crypto-error.h"

G_BEGIN_DECLS

#define YX_KEY_BUNDLE_MAX 64

/**
 * YxKeyBundle:
 *
 * All private keys of one person: an immutable list of certificate ids, each with its key as
 * PKCS#8 (RFC 5958). Reference counting is atomic.
 */
typedef struct _YxKeyBundle YxKeyBundle;

YxKeyBundle *yx_key_bundle_new (void);
YxKeyBundle *yx_key_bundle_with (YxKeyBundle *bundle, const char *certificate_id, YxSecret *pkcs8);
YxKeyBundle *yx_key_bundle_without (YxKeyBundle *bundle, const char *certificate_id);
YxKeyBundle *yx_key_bundle_ref (YxKeyBundle *bundle);
void yx_key_bundle_unref (YxKeyBundle *bundle);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YxKeyBundle, yx_key_bundle_unref)

guint yx_key_bundle_count (YxKeyBundle *bundle);
const char *yx_key_bundle_id (YxKeyBundle *bundle, guint index);
YxSecret *yx_key_bundle_find (YxKeyBundle *bundle, const char *certificate_id);

YxSecret *yx_key_bundle_write (YxKeyBundle *bundle);
YxKeyBundle *yx_key_bundle_read (YxSecret *bytes, GError **error);

G_END_DECLS
