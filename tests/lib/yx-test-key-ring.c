/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "lib/yx-test-key-ring.h"

#include "lib/yx-test-folder.h"

/* libsecret's file loses its tag each time that it is written anew. GIO makes the tag, in functions without a name. */
const char *__lsan_default_suppressions (void);

const char *
__lsan_default_suppressions (void)
{
  return "leak:libgio-2.0\n";
}

/* Lets libsecret keep secrets in a file of the folder, as it does in a sandbox. */
void
yx_test_use_key_ring (const char *folder)
{
  g_autofree char *path = yx_test_folder_path (folder, "secrets");

  g_setenv ("SECRET_BACKEND", "file", TRUE);
  g_setenv ("SECRET_FILE_TEST_PATH", path, TRUE);
  g_setenv ("SECRET_FILE_TEST_PASSWORD", "for this test only", TRUE);
}
