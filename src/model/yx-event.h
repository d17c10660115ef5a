/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/yx-words.h"

G_BEGIN_DECLS

/**
 * YxEvent:
 *
 * One line of an object's history: who did what, when, from where. Ids and hashes only, chained per object.
 */
typedef struct
{
  YxRecord record;
  char *id;
  char *object;
  gint64 number; /* counts per object from 1 */
  char *action;
  char *account;
  int capacity;
  char *session;
  char *address;
  char *hash; /* of what was done */
  char *previous; /* chain value of the event before */
  char *chain; /* SHA-256 in hex over previous and all the above */
  gint64 at;
} YxEvent;

YX_DECLARE_RECORD (YxEvent, yx_event)

G_END_DECLS
