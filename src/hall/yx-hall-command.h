/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "base/yx-secret.h"

G_BEGIN_DECLS

/* Exit statuses of yinxin-hall. */
#define YX_HALL_EXIT_DONE 0
#define YX_HALL_EXIT_FAILED 1
#define YX_HALL_EXIT_USAGE 2

int yx_hall_command_init (int argc, char **argv);
int yx_hall_command_serve (int argc, char **argv);
int yx_hall_command_review (int argc, char **argv);
int yx_hall_command_status (int argc, char **argv);
int yx_hall_command_backup (int argc, char **argv);
int yx_hall_command_restore (int argc, char **argv);
int yx_hall_command_check (int argc, char **argv);
int yx_hall_command_check_config (int argc, char **argv);
int yx_hall_command_authorities (int argc, char **argv);
int yx_hall_command_revoke (int argc, char **argv);

gboolean yx_hall_command_parse (int argc, char **argv, const GOptionEntry *entries);
gboolean yx_hall_command_needs_data (const char *command, const char *folder);
YxSecret *yx_hall_command_passphrase (const char *file, gboolean twice, GError **error);
int yx_hall_command_fail (int status, const GError *error);

G_END_DECLS
