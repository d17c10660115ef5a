/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/common/yx-dialog.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MAX_NAME 200 /* bytes; file systems take 255 */

/* What is offered of a kind of files. */
typedef struct
{
  const char *name;
  const char *patterns[4];
} Kind;

static const Kind kinds[] = {
  [YX_FILE_PDF] = { N_ ("PDF documents"), { "pdf" } },
  [YX_FILE_CERTIFICATES] = { N_ ("Certificates"), { "pem", "crt", "cer", "der" } },
  [YX_FILE_PICTURES] = { N_ ("Pictures"), { "png", "jpg", "jpeg" } },
  [YX_FILE_TABLES] = { N_ ("Tables"), { "csv" } },
  [YX_FILE_TEXT] = { N_ ("Texts"), { "txt" } },
  [YX_FILE_ANY] = { N_ ("All files"), { NULL } },
};
G_STATIC_ASSERT (G_N_ELEMENTS (kinds) == YX_N_FILE_KINDS);

/* A chooser that somebody looks at. */
typedef struct
{
  GtkFileChooserNative *chooser; /* (owned) */
  GtkWidget *toplevel;           /* (owned) (nullable): it remembers the folders */
  YxFileKind kind;
} Choice;

static void
free_choice (gpointer data)
{
  Choice *choice = data;

  g_object_unref (choice->chooser);
  g_clear_object (&choice->toplevel);
  g_free (choice);
}

/* The application remembers them as long as it runs; a window without one does so itself. */
static GObject *
find_memory (const Choice *choice)
{
  GtkApplication *application = GTK_IS_WINDOW (choice->toplevel) ? gtk_window_get_application (GTK_WINDOW (choice->toplevel)) : NULL;

  return application != NULL ? G_OBJECT (application) : (GObject *) choice->toplevel;
}

static const char *
name_memory (YxFileKind kind)
{
  static const char *const names[] = { "yx-folder-pdf", "yx-folder-certificates", "yx-folder-pictures",
                                       "yx-folder-tables", "yx-folder-text", "yx-folder-any" };

  G_STATIC_ASSERT (G_N_ELEMENTS (names) == YX_N_FILE_KINDS);
  return names[kind];
}

static void
remember_folder (const Choice *choice, GFile *file)
{
  GObject *memory = find_memory (choice);
  GFile *folder = gtk_file_chooser_get_action (GTK_FILE_CHOOSER (choice->chooser)) == GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER
                    ? g_object_ref (file)
                    : g_file_get_parent (file);

  if (memory != NULL && folder != NULL)
    g_object_set_data_full (memory, name_memory (choice->kind), g_object_ref (folder), g_object_unref);
  g_clear_object (&folder);
}

static void
go_to_folder (const Choice *choice)
{
  GObject *memory = find_memory (choice);
  GFile *folder = memory != NULL ? g_object_get_data (memory, name_memory (choice->kind)) : NULL;

  if (folder != NULL)
    gtk_file_chooser_set_current_folder (GTK_FILE_CHOOSER (choice->chooser), folder, NULL);
}

static void
answered (GtkNativeDialog *dialog, int response, gpointer data)
{
  GTask *task = data;
  const Choice *choice = g_task_get_task_data (task);
  GFile *file = response == GTK_RESPONSE_ACCEPT ? gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog)) : NULL;

  g_signal_handlers_disconnect_by_data (dialog, task);
  if (file != NULL)
    {
      remember_folder (choice, file);
      g_task_return_pointer (task, file, g_object_unref);
    }
  else if (!g_task_return_error_if_cancelled (task))
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "Nothing was chosen");
  gtk_native_dialog_destroy (dialog);
  g_object_unref (task);
}

/* For the main thread, where whoever asked cancels. */
static void
hide (GCancellable *cancellable, gpointer data)
{
  g_signal_emit_by_name (data, "response", GTK_RESPONSE_CANCEL);
}

static void
add_filters (GtkFileChooser *chooser, YxFileKind kind)
{
  const YxFileKind offered[] = { kind, YX_FILE_ANY };

  for (guint i = 0; i < (kind == YX_FILE_ANY ? 1 : G_N_ELEMENTS (offered)); i++)
    {
      const Kind *line = &kinds[offered[i]];
      g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();

      gtk_file_filter_set_name (filter, _(line->name));
      for (guint k = 0; k < G_N_ELEMENTS (line->patterns) && line->patterns[k] != NULL; k++)
        gtk_file_filter_add_suffix (filter, line->patterns[k]);
      if (line->patterns[0] == NULL)
        gtk_file_filter_add_pattern (filter, "*");
      gtk_file_chooser_add_filter (chooser, filter);
    }
}

static void
choose (GtkWidget *parent, const char *title, GtkFileChooserAction action, YxFileKind kind, const char *name,
        GTask *task)
{
  Choice *choice = g_new0 (Choice, 1);
  GtkRoot *root = parent != NULL ? gtk_widget_get_root (parent) : NULL;
  GtkWindow *window = GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL;

  choice->kind = kind;
  choice->toplevel = window != NULL ? GTK_WIDGET (g_object_ref (window)) : NULL;
  choice->chooser = gtk_file_chooser_native_new (title, window, action, NULL, NULL);
  g_task_set_task_data (task, choice, free_choice);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (choice->chooser), TRUE);
  if (action != GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER)
    add_filters (GTK_FILE_CHOOSER (choice->chooser), kind);
  go_to_folder (choice);
  if (name != NULL)
    gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (choice->chooser), name);
  g_signal_connect (choice->chooser, "response", G_CALLBACK (answered), task);
  if (g_task_get_cancellable (task) != NULL)
    g_signal_connect_object (g_task_get_cancellable (task), "cancelled", G_CALLBACK (hide), choice->chooser, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (choice->chooser));
}

static GTask *
new_task (gpointer tag, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, tag);
  return task;
}

/**
 * yx_dialog_open_file:
 * @parent: (nullable): any widget of the window that asks
 * @title: what to choose, a short phrase
 * @kind: what is offered
 * @cancellable: (nullable): closes the chooser
 * @callback: called when a file was chosen or not
 *
 * Has a person choose a file to read; the system's own chooser, a portal's where there is one.
 */
void
yx_dialog_open_file (GtkWidget *parent, const char *title, YxFileKind kind, GCancellable *cancellable,
                     GAsyncReadyCallback callback, gpointer user_data)
{
  choose (parent, title, GTK_FILE_CHOOSER_ACTION_OPEN, kind, NULL,
          new_task (yx_dialog_open_file, cancellable, callback, user_data));
}

/**
 * yx_dialog_save_file:
 * @parent: (nullable): any widget of the window that asks
 * @title: what is saved, a short phrase
 * @kind: what is offered
 * @name: a name for it, see yx_dialog_file_name()
 * @cancellable: (nullable): closes the chooser
 * @callback: called when a place was chosen or not
 *
 * Has a person choose where to write a file. The chooser has asked before it lets an existing one be replaced.
 */
void
yx_dialog_save_file (GtkWidget *parent, const char *title, YxFileKind kind, const char *name,
                     GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  choose (parent, title, GTK_FILE_CHOOSER_ACTION_SAVE, kind, name,
          new_task (yx_dialog_save_file, cancellable, callback, user_data));
}

/**
 * yx_dialog_choose_folder:
 * @parent: (nullable): any widget of the window that asks
 * @title: what for, a short phrase
 * @cancellable: (nullable): closes the chooser
 * @callback: called when a folder was chosen or not
 *
 * Has a person choose a folder to write several files into.
 */
void
yx_dialog_choose_folder (GtkWidget *parent, const char *title, GCancellable *cancellable,
                         GAsyncReadyCallback callback, gpointer user_data)
{
  choose (parent, title, GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER, YX_FILE_ANY, NULL,
          new_task (yx_dialog_choose_folder, cancellable, callback, user_data));
}

/**
 * yx_dialog_file_finish:
 * @result: what the callback was given
 * @error: return location: %G_IO_ERROR_CANCELLED when nothing was chosen
 *
 * Returns: (transfer full) (nullable): the file or folder
 */
GFile *
yx_dialog_file_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * yx_dialog_file_name:
 * @name: what it is about, for people, such as a person's name
 * @suffix: with its dot, such as `.pdf`
 *
 * Returns: (transfer full): a file name that all file systems take: no separators, controls or leading dots,
 *   and not too long
 */
char *
yx_dialog_file_name (const char *name, const char *suffix)
{
  GString *clean = g_string_new (NULL);

  for (const char *at = name; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);
      gboolean taken = g_unichar_isprint (c) && (c > 127 || strchr ("/\\:*?\"<>|", (int) c) == NULL);

      if (clean->len == 0 && (c == '.' || c == ' '))
        continue;
      if (clean->len + 6 + strlen (suffix) > MAX_NAME)
        break;
      g_string_append_unichar (clean, taken ? c : '_');
    }
  while (clean->len > 0 && clean->str[clean->len - 1] == ' ')
    g_string_truncate (clean, clean->len - 1);
  if (clean->len == 0)
    g_string_append (clean, "yinxin");
  g_string_append (clean, suffix);
  return g_string_free (clean, FALSE);
}
