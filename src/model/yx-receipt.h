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

/* What the CMS around a receipt says that it holds: our own type, a YxReceipt in JSON. */
#define YX_RECEIPT_CONTENT_TYPE "2.25.141859633504468530173996111425358372707.7.2"

YX_DECLARE_RECORD (YxReceipt, yx_receipt)

G_END_DECLS
