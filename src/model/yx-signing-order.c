/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/yx-signing-order.h"

#include <glib/gi18n-lib.h>

static const YxField fields[] = {
  YX_CHOICE (YxSigningOrder, first, yx_parties, N_ ("Who signs first"), YX_CREATE | YX_REQUIRED),
};

YX_DEFINE_RECORD (YxSigningOrder, yx_signing_order, "signing_order", fields);
