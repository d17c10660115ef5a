/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <adwaita.h>
#include <gmodule.h>

#include "desk/common/yx-shown.h"
#include "desk/desk-seat.h"
#include "yinxin-desk-resources.h"

#define ABOVE "/io/github/yinxin/Yinxin/"
#define TURNS 2000

/* Somebody signed in, for panes to show something of. */
typedef struct
{
  Story story;
  YxSeat *seat;
} Scene;

static void
set_up (Scene *scene, gconstpointer data)
{
  story_set_up (&scene->story, NULL);
  story_register (&scene->story);
  story_certify (&scene->story);
  scene->seat = desk_seat_new_signed_in (&scene->story);
}

static void
tear_down (Scene *scene, gconstpointer data)
{
  yx_seat_close (scene->seat);
  g_object_unref (scene->seat);
  story_tear_down (&scene->story, NULL);
}

/* As GtkBuilder finds classes: YxSidebarRow by yx_sidebar_row_get_type (). */
static GType
type_of (const char *class_name)
{
  GString *name = g_string_new (NULL);
  g_autofree char *symbol = NULL;
  GType (*get_type) (void) = NULL;
  GModule *self = g_module_open (NULL, 0);

  for (const char *p = class_name; *p != '\0'; p++)
    {
      if (g_ascii_isupper (*p) && p != class_name)
        g_string_append_c (name, '_');
      g_string_append_c (name, g_ascii_tolower (*p));
    }
  g_string_append (name, "_get_type");
  symbol = g_string_free (name, FALSE);
  if (!g_module_symbol (self, symbol, (gpointer *) &get_type))
    g_error ("%s: no %s () in the program", class_name, symbol);
  return get_type ();
}

static void
let_it_work (void)
{
  for (int i = 0; i < TURNS && g_main_context_iteration (NULL, FALSE); i++)
    continue;
}

static void
show_object (GObject *object)
{
  GtkWidget *window = NULL;

  if (GTK_IS_WINDOW (object))
    window = GTK_WIDGET (object);
  else if (GTK_IS_WIDGET (object) && !GTK_IS_POPOVER (object) && gtk_widget_get_parent (GTK_WIDGET (object)) == NULL)
    {
      GtkWidget *inner = GTK_WIDGET (object);

      if (GTK_IS_LIST_BOX_ROW (inner))
        {
          inner = gtk_list_box_new ();
          gtk_list_box_append (GTK_LIST_BOX (inner), GTK_WIDGET (object));
        }
      window = gtk_window_new ();
      gtk_window_set_child (GTK_WINDOW (window), inner);
    }
  if (window == NULL)
    return;
  gtk_window_present (GTK_WINDOW (window));
  let_it_work ();
  gtk_window_destroy (GTK_WINDOW (window));
  let_it_work ();
}

static void
make_of_class (Scene *scene, const char *class_name)
{
  GType type = type_of (class_name);
  g_autoptr (GTypeClass) klass = NULL;
  gboolean sits;

  if (G_TYPE_IS_ABSTRACT (type))
    return;
  klass = g_type_class_ref (type);
  sits = g_object_class_find_property (G_OBJECT_CLASS (klass), "seat") != NULL;
  show_object (sits ? g_object_new (type, "seat", scene->seat, NULL) : g_object_new (type, NULL));
}

static void
make_all (const char *text)
{
  g_autoptr (GtkBuilder) builder = gtk_builder_new_from_string (text, -1);
  GSList *objects = gtk_builder_get_objects (builder);

  g_assert_nonnull (objects);
  for (GSList *each = objects; each != NULL; each = each->next)
    if (GTK_IS_WINDOW (each->data) || (GTK_IS_WIDGET (each->data) && gtk_widget_get_parent (each->data) == NULL))
      show_object (each->data);
  g_slist_free (objects);
}

static guint
try_folder (Scene *scene, const char *folder)
{
  g_autoptr (GRegex) template = g_regex_new ("<template class=\"(\\w+)\"", 0, 0, NULL);
  g_auto (GStrv) names = g_resources_enumerate_children (folder, 0, NULL);
  guint n = 0;

  for (; names != NULL && names[n] != NULL; n++)
    {
      g_autofree char *path = g_strconcat (folder, names[n], NULL);
      g_autoptr (GBytes) bytes = g_resources_lookup_data (path, 0, NULL);
      g_autofree char *text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
      g_autoptr (GMatchInfo) match = NULL;

      g_test_message ("%s", path);
      if (g_regex_match (template, text, 0, &match))
        {
          g_autofree char *class_name = g_match_info_fetch (match, 1);

          make_of_class (scene, class_name);
        }
      else
        make_all (text);
    }
  return n;
}

/* Each .ui of the program can be made, shown and destroyed; any critical on the way ends the test. */
static void
test_every_template (Scene *scene, gconstpointer data)
{
  g_assert_cmpuint (try_folder (scene, ABOVE "ui/"), >, 3);
  g_assert_cmpuint (try_folder (scene, ABOVE "keys/"), ==, 1);
}

int
main (int argc, char **argv)
{
  story_find_programs ();
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_resources_register (yx_desk_resources_get_resource ());
  gtk_icon_theme_add_resource_path (gtk_icon_theme_get_for_display (gdk_display_get_default ()), ABOVE "icons");
  yx_shown_tell_accessibility ();
  g_test_add ("/desk/templates/every", Scene, NULL, set_up, test_every_template, tear_down);
  return g_test_run ();
}
