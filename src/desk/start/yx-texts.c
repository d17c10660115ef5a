/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/start/yx-texts.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#define PREFIX "/io/github/yinxin/Yinxin/texts/"
#define CHINESE "zh_CN"
#define ENGLISH "en"

static const char *const names[] = { [YX_TEXT_AGREEMENT] = "agreement", [YX_TEXT_PRIVACY] = "privacy" };

static const char *
language_of (const char *const *languages)
{
  for (gsize i = 0; languages[i] != NULL; i++)
    {
      if (g_str_has_prefix (languages[i], "zh"))
        return CHINESE;
      if (g_str_has_prefix (languages[i], ENGLISH) || g_str_equal (languages[i], "C"))
        return ENGLISH;
    }
  return ENGLISH;
}

/**
 * yx_text_read:
 * @text: which
 * @languages: as g_get_language_names() lists them
 *
 * Returns: (transfer full): its title, an empty line, its paragraphs; Chinese or else English
 */
char *
yx_text_read (YxText text, const char *const *languages)
{
  g_autofree char *path = g_strconcat (PREFIX, names[text], ".", language_of (languages), ".txt", NULL);
  g_autoptr (GBytes) bytes = g_resources_lookup_data (path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);

  g_return_val_if_fail (bytes != NULL, g_strdup (""));
  return g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

static GtkWidget *
make_body (const char *words)
{
  GtkWidget *label = gtk_label_new (words);
  GtkWidget *clamp = adw_clamp_new ();
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_yalign (GTK_LABEL (label), 0);
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  gtk_widget_set_margin_top (label, 12);
  gtk_widget_set_margin_bottom (label, 24);
  gtk_widget_set_margin_start (label, 18);
  gtk_widget_set_margin_end (label, 18);
  adw_clamp_set_child (ADW_CLAMP (clamp), label);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), clamp);
  gtk_widget_set_vexpand (scrolled, TRUE);
  return scrolled;
}

/**
 * yx_text_show:
 * @parent: a widget of the window that it is shown over
 * @text: which
 *
 * Shows the text to be read; Escape closes it.
 */
void
yx_text_show (GtkWidget *parent, YxText text)
{
  g_autofree char *words = yx_text_read (text, g_get_language_names ());
  char *end = strchr (words, '\n');
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkEventController *keys = gtk_shortcut_controller_new ();
  GtkRoot *root = gtk_widget_get_root (parent);
  GtkWidget *window;

  g_return_if_fail (end != NULL);
  *end = '\0';
  window = g_object_new (ADW_TYPE_WINDOW, "modal", TRUE, "transient-for", GTK_IS_WINDOW (root) ? root : NULL, "title", words,
                         "default-width", 560, "default-height", 620, NULL);
  gtk_box_append (GTK_BOX (box), adw_header_bar_new ());
  gtk_box_append (GTK_BOX (box), make_body (g_strchug (end + 1)));
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (keys),
                                        gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Escape, 0),
                                                          gtk_named_action_new ("window.close")));
  gtk_widget_add_controller (window, keys);
  adw_window_set_content (ADW_WINDOW (window), box);
  gtk_window_present (GTK_WINDOW (window));
}
