/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "seal/yx-seal-error.h"

G_DEFINE_QUARK (yx - seal - error - quark, yx_seal_error)
