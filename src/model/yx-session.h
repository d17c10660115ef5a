/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/yx-words.h"

G_BEGIN_DECLS

/**
 * YxSession:
 *
 * A sign-in that lasts until it idles or is ended (spec.md 1.2-6).
 */
typedef struct
{
  YxRecord record;
  char *id;
  char *account;
  int kind;
  char *person;
  char *enterprise;
  char *address;
  char *device;
  gint64 created;
  gint64 used; /* written at most once a minute */
  char *token_hash; /* SHA-256 in hex, never sent */
  YxSecret *token; /* only in the answer to a sign-in */
} YxSession;

YX_DECLARE_RECORD (YxSession, yx_session)

G_END_DECLS
