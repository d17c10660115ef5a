/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/yx-words.h"
#include "model/yx-authority-entry.h"

G_BEGIN_DECLS

/**
 * YxHallInfo:
 *
 * Who the hall is: what a client needs before it signs in.
 */
typedef struct
{
  YxRecord record;
  char *name;
  char *version;
  char *epoch;
  char *phones;
  char *chat;
  gboolean own_hall; /* an embedded hall */
  gboolean sample;   /* all there is made up; each page of its documents says so */
  gboolean supplements_running; /* supplements also to contracts that were renewed */
  gint64 now;
  GPtrArray *authorities;
} YxHallInfo;

YX_DECLARE_RECORD (YxHallInfo, yx_hall_info)

G_END_DECLS
