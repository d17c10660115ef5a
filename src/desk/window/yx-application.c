/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/window/yx-application.h"

#include <glib/gi18n-lib.h>

#include "desk/common/yx-shown.h"
#include "desk/common/yx-settings.h"
#include "desk/start/yx-start.h"
#include "desk/window/yx-idle-lock.h"
#include "desk/verify/yx-verify-window.h"
#include "desk/window/yx-window.h"
#include "yx-config.h"
#include "yinxin-desk-resources.h"

/* The desktop application. */
struct _YxApplication
{
  AdwApplication parent_instance;

  YxReception *reception; /* (owned) (nullable) */
  YxIdleLock *lock;       /* (owned) (nullable) */
};

G_DEFINE_FINAL_TYPE (YxApplication, yx_application, ADW_TYPE_APPLICATION)

/* An action and the keys for it. */
typedef struct
{
  const char *action;
  const char *keys[3];
} Keys;

static const Keys keys[] = {
  { "app.quit", { "<Control>q" } },
  { "win.new", { "<Control>n" } },
  { "win.search", { "<Control>f" } },
  { "win.suggested", { "<Control>Return", "<Control>KP_Enter" } },
  { "win.open", { "<Control>o" } },
  { "win.back", { "<Alt>Left" } },
  { "win.go", { "<Control>k" } },
  { "win.help::", { "F1" } },
  { "win.show-help-overlay", { "<Control>question" } },
  { "window.close", { "<Control>w" } },
};

static void
complain (YxWindow *window, const GError *error)
{
  GtkWidget *page = adw_status_page_new ();

  adw_status_page_set_icon_name (ADW_STATUS_PAGE (page), "dialog-error-symbolic");
  adw_status_page_set_title (ADW_STATUS_PAGE (page), _("Yinxin can't open what it keeps on this computer"));
  adw_status_page_set_description (ADW_STATUS_PAGE (page), error->message);
  yx_window_set_start (window, page);
}

static YxWindow *
make_window (YxApplication *self)
{
  YxWindow *window = yx_window_new (ADW_APPLICATION (self));
  g_autofree char *folder = g_build_filename (g_get_user_data_dir (), "yinxin", NULL);
  g_autoptr (GSettings) settings = yx_settings_new ();
  g_autoptr (GError) error = NULL;
  YxStart *start;

  if (self->reception == NULL)
    self->reception = yx_reception_new (folder, &error);
  if (self->reception == NULL)
    {
      complain (window, error);
      return window;
    }
  start = yx_start_new (self->reception, window);
  yx_window_set_start (window, GTK_WIDGET (start));
  g_clear_object (&self->lock);
  self->lock = yx_idle_lock_new (window, settings);
  yx_start_begin (start);
  return window;
}

static YxWindow *
window_of (YxApplication *self)
{
  for (GList *at = gtk_application_get_windows (GTK_APPLICATION (self)); at != NULL; at = at->next)
    if (YX_IS_WINDOW (at->data))
      return at->data;
  return make_window (self);
}

static void
yx_application_activate (GApplication *application)
{
  gtk_window_present (GTK_WINDOW (window_of (YX_APPLICATION (application))));
}

/* Files on the command line are verified, each in a window of its own, by what whoever sits here trusts. */
static void
yx_application_open (GApplication *application, GFile **files, int n, const char *hint)
{
  GBytes *trust = NULL;

  for (GList *at = gtk_application_get_windows (GTK_APPLICATION (application)); at != NULL; at = at->next)
    if (YX_IS_WINDOW (at->data) && yx_window_get_seat (at->data) != NULL)
      trust = yx_seat_get_trust (yx_window_get_seat (at->data));
  for (int i = 0; i < n; i++)
    gtk_window_present (GTK_WINDOW (yx_verify_window_new (GTK_APPLICATION (application), files[i], trust)));
}

static void
yx_application_startup (GApplication *application)
{
  G_APPLICATION_CLASS (yx_application_parent_class)->startup (application);
  gtk_window_set_default_icon_name (YX_APPLICATION_ID);
  yx_shown_tell_accessibility ();
  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_application_set_accels_for_action (GTK_APPLICATION (application), keys[i].action, keys[i].keys);
}

/* The windows go first, with the seats; then the halls of this computer end. */
static void
yx_application_shutdown (GApplication *application)
{
  YxApplication *self = YX_APPLICATION (application);

  G_APPLICATION_CLASS (yx_application_parent_class)->shutdown (application);
  g_clear_object (&self->lock);
  g_clear_object (&self->reception);
}

static void
yx_application_class_init (YxApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  application_class->activate = yx_application_activate;
  application_class->open = yx_application_open;
  application_class->startup = yx_application_startup;
  application_class->shutdown = yx_application_shutdown;
}

static void
quit (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  g_application_quit (data);
}

static void
show_about (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  static const char *const developers[] = { "Yinxin", NULL };

  adw_show_about_window (gtk_application_get_active_window (data),
                         "application-name", _("Yinxin"),
                         "application-icon", YX_APPLICATION_ID,
                         "version", YX_VERSION,
                         "developers", developers,
                         "license-type", GTK_LICENSE_GPL_3_0,
                         "comments", _("The desk at which labour contracts are filed, sealed, signed, kept and checked."),
                         NULL);
}

static const GActionEntry actions[] = {
  { .name = "quit", .activate = quit },
  { .name = "about", .activate = show_about },
};

static void
yx_application_init (YxApplication *self)
{
  g_resources_register (yx_desk_resources_get_resource ());
  g_action_map_add_action_entries (G_ACTION_MAP (self), actions, G_N_ELEMENTS (actions), self);
}

/**
 * yx_application_new:
 *
 * Returns: (transfer full): the desktop
 */
YxApplication *
yx_application_new (void)
{
  return g_object_new (YX_TYPE_APPLICATION, "application-id", YX_APPLICATION_ID, "flags", G_APPLICATION_HANDLES_OPEN, NULL);
}
