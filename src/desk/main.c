/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>
#include <locale.h>
#include <sys/prctl.h>

#include "crypto/yx-crypto.h"
#include "desk/window/yx-application.h"
#include "yx-config.h"

int
main (int argc, char **argv)
{
  const char *folder = g_getenv ("YINXIN_LOCALEDIR");
  g_autoptr (YxApplication) application = NULL;

  /* Users' keys are unlocked in here: no core dump, nobody who looks in. */
  (void) prctl (PR_SET_DUMPABLE, 0);
  if (!yx_crypto_init ())
    return 1;
  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, folder != NULL ? folder : YX_LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  application = yx_application_new ();
  return g_application_run (G_APPLICATION (application), argc, argv);
}
