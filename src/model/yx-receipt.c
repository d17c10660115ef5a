/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/yx-receipt.h"

#include <glib/gi18n-lib.h>

static const YxField fields[] = {
  YX_ID (YxReceipt, document, "doc", N_ ("Document"), YX_ANSWER),
  YX_ID (YxReceipt, revision, "rev", N_ ("Revision"), YX_ANSWER),
  YX_TEXT (YxReceipt, hash, N_ ("Hash"), YX_ANSWER, .max = 64),
  YX_TEXT (YxReceipt, head, N_ ("Head"), YX_ANSWER, .max = 64),
  YX_ID (YxReceipt, seal, "sea", N_ ("Seal"), YX_ANSWER),
  YX_INT (YxReceipt, seal_version, N_ ("Version of the seal"), YX_ANSWER),
  YX_TEXT (YxReceipt, signer, N_ ("Signer"), YX_ANSWER, .max = 64),
  YX_CHOICE (YxReceipt, capacity, yx_capacities, N_ ("Capacity"), YX_ANSWER),
  YX_INSTANT (YxReceipt, at, N_ ("Hall time"), YX_ANSWER),
};

YX_DEFINE_RECORD (YxReceipt, yx_receipt, "receipt", fields);
