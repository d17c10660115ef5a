/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "flow/yx-flow-error.h"

G_DEFINE_QUARK (yx-flow-error-quark, yx_flow_error)
