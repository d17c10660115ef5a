/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ink/yx-ink-error.h"

G_DEFINE_QUARK (yx - ink - error - quark, yx_ink_error)
