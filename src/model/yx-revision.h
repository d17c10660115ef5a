/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/yx-words.h"

G_BEGIN_DECLS

/**
 * YxRevision:
 *
 * What was appended to a document: its bytes alone, chained by SHA-256.
 */
typedef struct
{
  YxRecord record;
  char *id;
  char *document;
  gint64 number; /* 1 is the base */
  int kind;
  char *hash; /* SHA-256 in hex of the appended bytes; names the stored object */
  char *head; /* SHA-256 in hex of the document up to here */
  char *previous;
  gint64 size;
  char *field;
  char *account;
  char *seal;
  GBytes *receipt; /* CMS signed by the hall's records key */
  gint64 at;
} YxRevision;

YX_DECLARE_RECORD (YxRevision, yx_revision)

G_END_DECLS
