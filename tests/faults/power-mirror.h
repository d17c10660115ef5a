/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* What of a folder would be on the disk if the power went: kept beside it, file by file as each is synced. */
void power_mirror_descriptor (const char *mirror, int fd);
void power_mirror_tree (const char *mirror, const char *folder);
void power_mirror_restore (const char *mirror, const char *folder, GRand *dice);
