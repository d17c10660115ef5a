/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hall/hall-story.h"
#include "hall/yx-hall-backup.h"

G_BEGIN_DECLS

/* A hall with a story in it, and where its backup and what comes of it go. */
typedef struct
{
  Story *story;
  char *file;
  char *target;
  YxSecret *key;
} Shelf;

void shelf_open (Shelf *shelf);
void shelf_clear (Shelf *shelf);
YxHallBackup shelf_back_up (Shelf *shelf);
gboolean shelf_restore (Shelf *shelf, const char *file, GError **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Shelf, shelf_clear)

G_END_DECLS
