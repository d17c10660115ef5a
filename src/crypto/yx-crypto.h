/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "crypto/yx-crypto-error.h"
#include "crypto/yx-digest.h"

G_BEGIN_DECLS

gboolean yx_crypto_init (void);

G_END_DECLS
