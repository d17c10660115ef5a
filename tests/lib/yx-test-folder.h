/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

char *yx_test_folder_new (void);
char *yx_test_folder_path (const char *folder, const char *name);
void yx_test_folder_free (char *folder);

/* The path of a temporary folder, removed with all that is in it. */
typedef char YxTestFolder;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YxTestFolder, yx_test_folder_free)
