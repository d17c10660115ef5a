/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>
#include <locale.h>
#include <sys/prctl.h>

#include "crypto/yx-crypto.h"
#include "desk/common/yx-settings.h"
#include "desk/window/yx-application.h"
#include "yx-config.h"

/* What was chosen goes before the system's language; gettext reads it when it is first asked. */
static void
choose_language (void)
{
  g_autoptr (GSettings) settings = yx_settings_new ();
  g_autofree char *language = settings != NULL ? g_settings_get_string (settings, YX_SETTINGS_LANGUAGE) : NULL;

  if (language != NULL && language[0] != '\0')
    g_setenv ("LANGUAGE", language, TRUE);
}

int
main (int argc, char **argv)
{
  const char *folder = g_getenv ("YINXIN_LOCALEDIR");
  g_autoptr (YxApplication) application = NULL;

  /* Users' keys are unlocked in here: no core dump, nobody who looks in. */
  (void) prctl (PR_SET_DUMPABLE, 0);
  if (!yx_crypto_init ())
    return 1;
  choose_language ();
  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, folder != NULL ? folder : YX_LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  application = yx_application_new ();
  return g_application_run (G_APPLICATION (application), argc, argv);
}
