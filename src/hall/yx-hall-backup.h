/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/yx-clock.h"
#include "base/yx-secret.h"

G_BEGIN_DECLS

/* What a backup held, and how large it was. */
typedef struct
{
  gint64 objects;
  gint64 size;
} YxHallBackup;

gboolean yx_hall_backup (
    const char *folder, const char *to, YxClock *clock, YxHallBackup *made, GError **error);
char *yx_hall_backup_note (const char *folder);
gboolean
yx_hall_restore (const char *folder, const char *from, YxSecret *storage_key, YxClock *clock, GError **error);

G_END_DECLS
