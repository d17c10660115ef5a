/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "desk/common/yx-dialog.h"
#include "desk/verify/yx-verify-window.h"

#define MAX_DROPPED 16 /* windows that one drop opens */

/* A chooser that somebody looks at. */
typedef struct
{
  GtkWidget *parent; /* (owned) */
  GBytes *trust;     /* (owned) (nullable) */
} Choice;

static void
open_window (GtkWidget *widget, GFile *file, GBytes *trust)
{
  GtkRoot *root = gtk_widget_get_root (widget);
  GtkApplication *application = GTK_IS_WINDOW (root) ? gtk_window_get_application (GTK_WINDOW (root)) : NULL;

  gtk_window_present (GTK_WINDOW (yx_verify_window_new (application, file, trust)));
}

static void
take_file (GObject *source, GAsyncResult *result, gpointer data)
{
  Choice *choice = data;
  g_autoptr (GFile) file = yx_dialog_file_finish (result, NULL);

  if (file != NULL)
    open_window (choice->parent, file, choice->trust);
  g_clear_pointer (&choice->trust, g_bytes_unref);
  g_object_unref (choice->parent);
  g_free (choice);
}

/**
 * yx_verify_choose:
 * @parent: any widget of the window that asks
 * @trust: (nullable): certificates that are trusted, PEM
 *
 * Has a person choose a PDF, and verifies it in a window of its own.
 */
void
yx_verify_choose (GtkWidget *parent, GBytes *trust)
{
  Choice *choice = g_new0 (Choice, 1);

  choice->parent = g_object_ref (parent);
  choice->trust = trust != NULL ? g_bytes_ref (trust) : NULL;
  yx_dialog_open_file (parent, _("Verify a PDF"), YX_FILE_PDF, NULL, take_file, choice);
}

static gboolean
dropped (GtkDropTarget *target, const GValue *value, double x, double y, gpointer data)
{
  GtkWidget *widget = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (target));
  guint n = 0;

  if (!G_VALUE_HOLDS (value, GDK_TYPE_FILE_LIST))
    return FALSE;
  for (GSList *at = g_value_get_boxed (value); at != NULL && n < MAX_DROPPED; at = at->next, n++)
    {
      g_autofree char *uri = g_file_get_uri (at->data);

      gtk_widget_activate_action (widget, "win.verify", "s", uri);
    }
  return n > 0;
}

/**
 * yx_verify_accept_drops:
 * @widget: a window with the action `win.verify`
 *
 * Files that are dropped anywhere onto it are verified.
 */
void
yx_verify_accept_drops (GtkWidget *widget)
{
  GtkDropTarget *target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  g_signal_connect (target, "drop", G_CALLBACK (dropped), NULL);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (target));
}
