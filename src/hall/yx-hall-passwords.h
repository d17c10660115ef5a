/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/yx-secret.h"
#include "crypto/yx-password.h"

G_BEGIN_DECLS

/* Hashes account passwords, a few at a time, for each takes its share of memory and time. */
typedef struct _YxHallPasswords YxHallPasswords;

YxHallPasswords *yx_hall_passwords_new (const YxScrypt *scrypt, guint at_once, guint waiting, GError **error);
void yx_hall_passwords_free (YxHallPasswords *passwords);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YxHallPasswords, yx_hall_passwords_free)

char *yx_hall_passwords_hash (YxHallPasswords *passwords, YxSecret *password, GError **error);
gboolean yx_hall_passwords_is_current (YxHallPasswords *passwords, const char *hash);
gboolean yx_hall_passwords_verify (
    YxHallPasswords *passwords, YxSecret *password, const char *hash, gboolean *right, GError **error);

G_END_DECLS
