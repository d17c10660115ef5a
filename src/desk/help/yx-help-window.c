/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/help/yx-help-window.h"

#include <glib/gi18n-lib.h>

#include "desk/help/yx-help-topics.h"

struct _YxHelpWindow
{
  AdwWindow parent_instance;

  GtkSearchEntry *search;
  GtkStack *stack;
  GtkWidget *found;
  GtkListBox *topics;
  AdwPreferencesGroup *lines;
  AdwActionRow *phones;
  AdwActionRow *chat;
};

G_DEFINE_FINAL_TYPE (YxHelpWindow, yx_help_window, ADW_TYPE_WINDOW)

static const YxHelpTopic *
topic_of (GtkWidget *row)
{
  return g_object_get_data (G_OBJECT (row), "topic");
}

static GtkWidget *
make_row (const YxHelpTopic *topic)
{
  GtkWidget *row = adw_expander_row_new ();
  GtkWidget *words = gtk_label_new (g_dgettext (GETTEXT_PACKAGE, topic->text));
  GtkWidget *inner = gtk_list_box_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), g_dgettext (GETTEXT_PACKAGE, topic->title));
  gtk_label_set_wrap (GTK_LABEL (words), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (words), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_selectable (GTK_LABEL (words), TRUE);
  gtk_label_set_xalign (GTK_LABEL (words), 0);
  gtk_widget_add_css_class (words, "help-words");
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (inner), FALSE);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (inner), words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (inner), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  g_dgettext (GETTEXT_PACKAGE, topic->title), -1);
  adw_expander_row_add_row (ADW_EXPANDER_ROW (row), inner);
  g_object_set_data (G_OBJECT (row), "topic", (gpointer) topic);
  return row;
}

/* What is looked for is shown; the only one that is found is opened. */
static void
look (YxHelpWindow *self)
{
  const char *typed = gtk_editable_get_text (GTK_EDITABLE (self->search));
  GtkWidget *last = NULL;
  guint n = 0;

  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->topics)); row != NULL; row = gtk_widget_get_next_sibling (row))
    {
      gboolean matches = yx_help_topic_matches (topic_of (row), typed);

      gtk_widget_set_visible (row, matches);
      if (matches)
        {
          last = row;
          n++;
        }
    }
  if (n == 1)
    adw_expander_row_set_expanded (ADW_EXPANDER_ROW (last), TRUE);
  if (n > 0)
    gtk_stack_set_visible_child (self->stack, self->found);
  else
    gtk_stack_set_visible_child_name (self->stack, "nothing");
}

static void
yx_help_window_class_init (YxHelpWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/yinxin/Yinxin/ui/help-window.ui");
  gtk_widget_class_bind_template_child (widget_class, YxHelpWindow, search);
  gtk_widget_class_bind_template_child (widget_class, YxHelpWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, YxHelpWindow, found);
  gtk_widget_class_bind_template_child (widget_class, YxHelpWindow, topics);
  gtk_widget_class_bind_template_child (widget_class, YxHelpWindow, lines);
  gtk_widget_class_bind_template_child (widget_class, YxHelpWindow, phones);
  gtk_widget_class_bind_template_child (widget_class, YxHelpWindow, chat);
  gtk_widget_class_bind_template_callback (widget_class, look);
  gtk_widget_class_bind_template_callback (widget_class, gtk_window_close);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
yx_help_window_init (YxHelpWindow *self)
{
  guint n;
  const YxHelpTopic *topics = yx_help_topics (&n);

  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint i = 0; i < n; i++)
    gtk_list_box_append (self->topics, make_row (&topics[i]));
}

static void
set_line (AdwActionRow *row, const char *line)
{
  gboolean given = line != NULL && line[0] != '\0';

  adw_action_row_set_subtitle (row, given ? line : "");
  gtk_widget_set_visible (GTK_WIDGET (row), given);
}

/**
 * yx_help_window_new:
 * @parent: above which it stands
 * @hall: (nullable): whose help lines are shown
 *
 * Returns: (transfer none): the help
 */
YxHelpWindow *
yx_help_window_new (GtkWindow *parent, YxHallInfo *hall)
{
  YxHelpWindow *self = g_object_new (YX_TYPE_HELP_WINDOW, "transient-for", parent, NULL);

  set_line (self->phones, hall != NULL ? hall->phones : NULL);
  set_line (self->chat, hall != NULL ? hall->chat : NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->lines), gtk_widget_get_visible (GTK_WIDGET (self->phones))
                                                      || gtk_widget_get_visible (GTK_WIDGET (self->chat)));
  return self;
}

/**
 * yx_help_window_look_for:
 * @self: the help
 * @typed: as if a person had typed it
 */
void
yx_help_window_look_for (YxHelpWindow *self, const char *typed)
{
  g_return_if_fail (YX_IS_HELP_WINDOW (self));
  gtk_editable_set_text (GTK_EDITABLE (self->search), typed);
  look (self);
}
