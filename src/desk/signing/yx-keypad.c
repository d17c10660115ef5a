/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/signing/yx-keypad.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define KEY_WIDTH 38
#define KEY_HEIGHT 52

struct _YxKeypad
{
  GtkBox parent_instance;

  GtkStack *layers;
};

G_DEFINE_FINAL_TYPE (YxKeypad, yx_keypad, GTK_TYPE_BOX)

/* Keys of a layer; a row's control characters are keys that write nothing: the layer of capitals, of signs, of small
 * letters, and the one that wipes. */
#define CAPITALS '\001'
#define SIGNS '\002'
#define SMALL '\003'
#define WIPE '\b'

static const struct
{
  const char *name;
  const char *rows[4];
} layers[] = {
  { "small", { "1234567890", "qwertyuiop", "asdfghjkl", "\001zxcvbnm\002\b" } },
  { "capitals", { "1234567890", "QWERTYUIOP", "ASDFGHJKL", "\003ZXCVBNM\002\b" } },
  { "signs", { "1234567890", "!@#$%^&*()", "-_=+[]{}|", "\003;:,.?/~\\\b" } },
};

static GtkEditable *
find_target (YxKeypad *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  return GTK_IS_EDITABLE (focus) && gtk_editable_get_editable (GTK_EDITABLE (focus)) ? GTK_EDITABLE (focus) : NULL;
}

static void
write_key (GtkEditable *target, const char *key)
{
  int at;

  gtk_editable_delete_selection (target);
  at = gtk_editable_get_position (target);
  gtk_editable_insert_text (target, key, -1, &at);
  gtk_editable_set_position (target, at);
}

static void
wipe_last (GtkEditable *target)
{
  int at = gtk_editable_get_position (target);

  if (gtk_editable_get_selection_bounds (target, NULL, NULL))
    gtk_editable_delete_selection (target);
  else if (at > 0)
    gtk_editable_delete_text (target, at - 1, at);
}

static void
key_pressed (GtkButton *button, YxKeypad *self)
{
  const char *key = g_object_get_data (G_OBJECT (button), "key");
  GtkEditable *target = find_target (self);

  if (*key == CAPITALS || *key == SMALL || *key == SIGNS)
    gtk_stack_set_visible_child_name (self->layers, *key == CAPITALS ? "capitals" : *key == SMALL ? "small" : "signs");
  else if (target != NULL && *key == WIPE)
    wipe_last (target);
  else if (target != NULL)
    write_key (target, key);
}

static void
show_symbol (GtkWidget *button, const char *icon, const char *label)
{
  gtk_button_set_icon_name (GTK_BUTTON (button), icon);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

static GtkWidget *
make_key (YxKeypad *self, char key)
{
  GtkWidget *button = gtk_button_new ();
  char *text = g_strndup (&key, 1);

  g_object_set_data_full (G_OBJECT (button), "key", text, g_free);
  if (key == CAPITALS)
    show_symbol (button, "caps-lock-symbolic", _("Capital letters"));
  else if (key == SMALL)
    gtk_button_set_label (GTK_BUTTON (button), "abc");
  else if (key == SIGNS)
    gtk_button_set_label (GTK_BUTTON (button), "#+=");
  else if (key == WIPE)
    show_symbol (button, "edit-clear-symbolic", _("Delete the last character"));
  else
    gtk_button_set_label (GTK_BUTTON (button), text);
  gtk_widget_set_size_request (button, KEY_WIDTH, KEY_HEIGHT);
  gtk_widget_set_focusable (button, FALSE);
  gtk_widget_set_focus_on_click (button, FALSE);
  gtk_widget_add_css_class (button, "key");
  g_signal_connect (button, "clicked", G_CALLBACK (key_pressed), self);
  return button;
}

static GtkWidget *
make_row (YxKeypad *self, const char *keys)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);

  gtk_box_set_homogeneous (GTK_BOX (row), TRUE);
  for (; *keys != '\0'; keys++)
    gtk_box_append (GTK_BOX (row), make_key (self, *keys));
  return row;
}

static void
yx_keypad_class_init (YxKeypadClass *klass)
{
}

static void
yx_keypad_init (YxKeypad *self)
{
  self->layers = GTK_STACK (gtk_stack_new ());
  for (gsize i = 0; i < G_N_ELEMENTS (layers); i++)
    {
      GtkWidget *layer = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);

      for (gsize k = 0; k < G_N_ELEMENTS (layers[i].rows); k++)
        gtk_box_append (GTK_BOX (layer), make_row (self, layers[i].rows[k]));
      gtk_stack_add_named (self->layers, layer, layers[i].name);
    }
  gtk_widget_set_hexpand (GTK_WIDGET (self->layers), TRUE);
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->layers));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Keys on the screen"), -1);
}

/**
 * yx_keypad_new:
 *
 * Returns: (transfer floating): keys
 */
GtkWidget *
yx_keypad_new (void)
{
  return g_object_new (YX_TYPE_KEYPAD, "orientation", GTK_ORIENTATION_VERTICAL, NULL);
}
