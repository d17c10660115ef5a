/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/common/yx-field-input.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "desk/common/yx-date-button.h"
#include "desk/common/yx-field-text.h"
#include "desk/common/yx-item-list.h"

#define LONG_TEXT_HEIGHT 72

struct _YxFieldInput
{
  AdwBin parent_instance;

  YxDraft *draft; /* (owned) */
  const YxField *field;
  GtkWidget *control; /* what takes the focus and bears the name */
  gboolean grouped;
  gboolean filling; /* what the control says now comes from the draft */
};

G_DEFINE_FINAL_TYPE (YxFieldInput, yx_field_input, ADW_TYPE_BIN)

static void
put (YxFieldInput *self, const char *text)
{
  if (!self->filling)
    yx_draft_set_text (self->draft, self->field->name, text);
}

static void
text_changed (YxFieldInput *self, GtkEditable *editable)
{
  put (self, gtk_editable_get_text (editable));
}

static void
buffer_changed (YxFieldInput *self, GtkTextBuffer *buffer)
{
  g_autofree char *text = NULL;

  g_object_get (buffer, "text", &text, NULL);
  put (self, text);
}

static void
choice_changed (YxFieldInput *self, GParamSpec *spec, GtkDropDown *list)
{
  guint selected = gtk_drop_down_get_selected (list);

  if (selected != GTK_INVALID_LIST_POSITION)
    put (self, selected == 0 ? "" : self->field->choices[selected - 1].nick);
}

static void
switched (YxFieldInput *self, GParamSpec *spec, GtkSwitch *control)
{
  put (self, gtk_switch_get_active (control) ? "true" : "false");
}

static void
date_picked (YxFieldInput *self, const char *text, YxDateButton *button)
{
  yx_draft_set_text (self->draft, self->field->name, text);
}

static char *
shown_text (YxFieldInput *self)
{
  const char *text = yx_draft_get_text (self->draft, self->field->name);
  YxTextGroups groups = yx_field_groups (self->field);
  g_autofree char *clean = NULL;

  if (!self->grouped || groups == YX_GROUPS_NONE)
    return g_strdup (text);
  clean = yx_field_clean (self->field, text);
  return yx_text_group (groups, clean);
}

static void
fill_editable (YxFieldInput *self)
{
  g_autofree char *text = shown_text (self);

  if (strcmp (gtk_editable_get_text (GTK_EDITABLE (self->control)), text) != 0)
    gtk_editable_set_text (GTK_EDITABLE (self->control), text);
}

static void
fill_buffer (YxFieldInput *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->control));
  const char *text = yx_draft_get_text (self->draft, self->field->name);
  g_autofree char *shown = NULL;

  g_object_get (buffer, "text", &shown, NULL);
  if (strcmp (shown, text) != 0)
    gtk_text_buffer_set_text (buffer, text, -1);
}

static void
fill_choice (YxFieldInput *self)
{
  const char *nick = yx_draft_get_text (self->draft, self->field->name);
  guint selected = 0;

  for (guint i = 0; self->field->choices[i].nick != NULL; i++)
    if (strcmp (self->field->choices[i].nick, nick) == 0)
      selected = i + 1;
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->control), selected);
}

/* The draft's text stands in the control. */
static void
fill (YxFieldInput *self)
{
  self->filling = TRUE;
  if (GTK_IS_EDITABLE (self->control))
    fill_editable (self);
  else if (GTK_IS_TEXT_VIEW (self->control))
    fill_buffer (self);
  else if (GTK_IS_DROP_DOWN (self->control))
    fill_choice (self);
  else if (GTK_IS_SWITCH (self->control))
    gtk_switch_set_active (GTK_SWITCH (self->control),
                           strcmp (yx_draft_get_text (self->draft, self->field->name), "true") == 0);
  self->filling = FALSE;
}

static GtkWidget *
make_text (YxFieldInput *self)
{
  GtkWidget *text = gtk_entry_new ();

  gtk_entry_set_has_frame (GTK_ENTRY (text), FALSE);
  gtk_widget_add_css_class (text, "field-text");
  if (self->field->kind == YX_KIND_INT)
    gtk_entry_set_input_purpose (GTK_ENTRY (text), GTK_INPUT_PURPOSE_DIGITS);
  else if (self->field->kind == YX_KIND_MONEY)
    gtk_entry_set_input_purpose (GTK_ENTRY (text), GTK_INPUT_PURPOSE_NUMBER);
  else if (yx_field_groups (self->field) == YX_GROUPS_PHONE)
    gtk_entry_set_input_purpose (GTK_ENTRY (text), GTK_INPUT_PURPOSE_PHONE);
  gtk_widget_set_hexpand (text, TRUE);
  if (self->field->kind != YX_KIND_TEXT || yx_field_groups (self->field) != YX_GROUPS_NONE)
    gtk_widget_add_css_class (text, "numeric");
  g_signal_connect_object (text, "changed", G_CALLBACK (text_changed), self, G_CONNECT_SWAPPED);
  return text;
}

/* An entry with something at its end. */
static GtkWidget *
with_end (GtkWidget *text, GtkWidget *end)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  gtk_box_append (GTK_BOX (box), text);
  gtk_box_append (GTK_BOX (box), end);
  return box;
}

static GtkWidget *
make_money (YxFieldInput *self)
{
  GtkWidget *unit = gtk_label_new (_("yuan"));

  gtk_widget_add_css_class (unit, "dim-label");
  self->control = make_text (self);
  return with_end (self->control, unit);
}

static GtkWidget *
make_date (YxFieldInput *self)
{
  GtkWidget *button = yx_date_button_new (self->draft, self->field);

  self->control = make_text (self);
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->control), _("2026-3-1"));
  g_signal_connect_object (button, "picked", G_CALLBACK (date_picked), self, G_CONNECT_SWAPPED);
  return with_end (self->control, button);
}

static GtkWidget *
make_long_text (YxFieldInput *self)
{
  GtkWidget *view = gtk_text_view_new ();
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (view), GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (view), FALSE);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (scrolled), LONG_TEXT_HEIGHT);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), view);
  gtk_widget_add_css_class (view, "field-long-text");
  g_signal_connect_object (gtk_text_view_get_buffer (GTK_TEXT_VIEW (view)), "changed", G_CALLBACK (buffer_changed), self,
                           G_CONNECT_SWAPPED);
  self->control = view;
  return scrolled;
}

static void
setup_word (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer data)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_list_item_set_child (item, label);
}

static void
bind_word (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer data)
{
  GtkStringObject *word = gtk_list_item_get_item (item);

  gtk_label_set_label (GTK_LABEL (gtk_list_item_get_child (item)), gtk_string_object_get_string (word));
}

static GtkListItemFactory *
word_factory (void)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (setup_word), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_word), NULL);
  return factory;
}

static GtkWidget *
make_choice (YxFieldInput *self)
{
  GtkStringList *words = gtk_string_list_new (NULL);
  g_autoptr (GtkListItemFactory) factory = word_factory ();

  gtk_string_list_append (words, (self->field->flags & YX_REQUIRED) != 0 ? _("Choose…") : _("Not stated"));
  for (const YxChoice *choice = self->field->choices; choice->nick != NULL; choice++)
    gtk_string_list_append (words, yx_choice_words (choice));
  self->control = gtk_drop_down_new (G_LIST_MODEL (words), NULL);
  gtk_drop_down_set_factory (GTK_DROP_DOWN (self->control), factory);
  g_signal_connect_object (self->control, "notify::selected", G_CALLBACK (choice_changed), self, G_CONNECT_SWAPPED);
  return self->control;
}

static GtkWidget *
make_switch (YxFieldInput *self)
{
  self->control = gtk_switch_new ();
  gtk_widget_set_valign (self->control, GTK_ALIGN_CENTER);
  g_signal_connect_object (self->control, "notify::active", G_CALLBACK (switched), self, G_CONNECT_SWAPPED);
  return self->control;
}

static GtkWidget *
make (YxFieldInput *self)
{
  switch (self->field->kind)
    {
    case YX_KIND_CHOICE:
      return make_choice (self);
    case YX_KIND_BOOL:
      return make_switch (self);
    case YX_KIND_MONEY:
      return make_money (self);
    case YX_KIND_DATE:
      return make_date (self);
    case YX_KIND_LIST:
      self->control = yx_item_list_new (self->draft, self->field);
      return self->control;
    default:
      if (yx_field_is_long (self->field))
        return make_long_text (self);
      self->control = make_text (self);
      return self->control;
    }
}

static void
yx_field_input_finalize (GObject *object)
{
  g_clear_object (&YX_FIELD_INPUT (object)->draft);
  G_OBJECT_CLASS (yx_field_input_parent_class)->finalize (object);
}

static void
yx_field_input_class_init (YxFieldInputClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = yx_field_input_finalize;
}

static void
yx_field_input_init (YxFieldInput *self)
{
  self->grouped = TRUE;
}

/**
 * yx_field_input_new:
 * @draft: whose
 * @field: a line of its table that passes through a draft
 *
 * The control that fits a field's kind; what is typed goes to the draft, and what the draft gets otherwise is shown.
 *
 * Returns: (transfer floating): a widget
 */
GtkWidget *
yx_field_input_new (YxDraft *draft, const YxField *field)
{
  YxFieldInput *self = g_object_new (YX_TYPE_FIELD_INPUT, NULL);
  g_autofree char *signal = g_strconcat ("changed::", field->name, NULL);

  self->draft = g_object_ref (draft);
  self->field = field;
  adw_bin_set_child (ADW_BIN (self), make (self));
  if (field->kind == YX_KIND_LIST)
    return GTK_WIDGET (self);
  fill (self);
  g_signal_connect_object (draft, signal, G_CALLBACK (fill), self, G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}

/**
 * yx_field_input_get_control:
 * @self: an input
 *
 * Returns: (transfer none): the widget that takes the focus and bears the name
 */
GtkWidget *
yx_field_input_get_control (YxFieldInput *self)
{
  g_return_val_if_fail (YX_IS_FIELD_INPUT (self), NULL);
  return self->control;
}

/**
 * yx_field_input_stands_beside:
 * @field: a line of a record's table
 *
 * Returns: whether its control stands beside its label, not below
 */
gboolean
yx_field_input_stands_beside (const YxField *field)
{
  return field->kind == YX_KIND_CHOICE || field->kind == YX_KIND_BOOL;
}

/**
 * yx_field_input_show_groups:
 * @self: an input
 * @grouped: whether nobody types in it, so that numbers are parted for the eye
 *
 * A date that can be read is then shown in full, too.
 */
void
yx_field_input_show_groups (YxFieldInput *self, gboolean grouped)
{
  g_autofree char *full = NULL;
  YxDate date;

  g_return_if_fail (YX_IS_FIELD_INPUT (self));
  self->grouped = grouped;
  if (!GTK_IS_EDITABLE (self->control))
    return;
  fill (self);
  if (!grouped || self->field->kind != YX_KIND_DATE
      || !yx_date_typed (yx_draft_get_text (self->draft, self->field->name), &date))
    return;
  full = yx_date_format (date);
  yx_draft_set_text (self->draft, self->field->name, full);
}
