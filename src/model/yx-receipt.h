/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/yx-words.h"

G_BEGIN_DECLS

/**
 * YxReceipt:
 *
 * What the hall signs when it takes a revision (design.md, idea 3).
 */
typedef struct
{
  YxRecord record;
  char *document;
  char *revision;
  char *hash;
  char *head;
  char *seal;
  gint64 seal_version;
  char *signer; /* fingerprint of the certificate */
  int capacity;
  gint64 at;
} YxReceipt;

/* What the CMS around a receipt says that it holds: data (RFC 5652 §4), a YxReceipt in JSON. */
#define YX_RECEIPT_CONTENT_TYPE "1.2.840.113549.1.7.1"

YX_DECLARE_RECORD (YxReceipt, yx_receipt)

G_END_DECLS
