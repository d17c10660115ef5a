/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "hall/yx-hall-error.h"

G_DEFINE_QUARK (yx - hall - error - quark, yx_hall_error)
