/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client/yx-client-error.h"

G_DEFINE_QUARK (yx-client-error-quark, yx_client_error)
