/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/yx-secret.h"
#include "crypto/yx-authority.h"
#include "model/yx-words.h"

G_BEGIN_DECLS

gboolean yx_hall_authorities_make (const char *folder,
                                   const char *name,
                                   YxSecret *passphrase,
                                   const char *const *hosts,
                                   YxAlgorithm algorithm,
                                   gint64 now,
                                   GError **error);
gboolean yx_hall_authorities_add (const char *folder,
                                  const char *name,
                                  YxAuthorityRole role,
                                  YxSecret *passphrase,
                                  YxAlgorithm algorithm,
                                  gint64 now,
                                  GError **error);

G_END_DECLS
