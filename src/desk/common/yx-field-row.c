/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/common/yx-field-row.h"

#include <glib/gi18n-lib.h>

#include "desk/common/yx-field-input.h"
#include "desk/common/yx-field-text.h"

#define PAUSE_MS 700

struct _YxFieldRow
{
  AdwPreferencesRow parent_instance;

  YxDraft *draft; /* (owned) */
  const YxField *field;
  char *hint;  /* (owned) (nullable) */
  char *words; /* (owned) (nullable): what stands under it */
  gboolean left;    /* the person has been here, and gone, or wants to send it */
  gboolean paused;  /* the person has stopped typing for a moment */
  gboolean inside;
  guint timer;

  YxFieldInput *input;
  GtkLabel *title;
  GtkLabel *mark;
  GtkLabel *article;
  AdwBin *below;
  AdwBin *beside;
  GtkBox *under;
  GtkImage *symbol;
  GtkLabel *reason;
};

G_DEFINE_FINAL_TYPE (YxFieldRow, yx_field_row, ADW_TYPE_PREFERENCES_ROW)

/* What stands under the row. */
typedef struct
{
  const char *words;
  const char *article;
  const char *style;
  const char *symbol;
} Reason;

static const Reason looks[] = {
  [YX_FINDING_ERROR] = { .style = "error", .symbol = "dialog-error-symbolic" },
  [YX_FINDING_WARNING] = { .style = "warning", .symbol = "dialog-warning-symbolic" },
  [YX_FINDING_OFFICER] = { .style = "dim-label", .symbol = "dialog-information-symbolic" },
};

/* Nobody is told what is wrong before they had a chance to write it. */
static gboolean
may_complain (YxFieldRow *self)
{
  if (self->left || self->field->kind == YX_KIND_BOOL)
    return TRUE;
  return !yx_draft_is_empty (self->draft, self->field->name) && (!self->inside || self->paused);
}

static Reason
find_reason (YxFieldRow *self)
{
  const char *error = yx_draft_get_error (self->draft, self->field->name);
  const YxDraftNote *note = yx_draft_get_note (self->draft, self->field->name);
  gboolean missing = self->field->kind == YX_KIND_BOOL && yx_draft_is_empty (self->draft, self->field->name);
  Reason reason = { .words = self->hint, .style = "dim-label" };

  if (error != NULL && may_complain (self) && (!missing || self->left))
    {
      reason = looks[YX_FINDING_ERROR];
      reason.words = error;
    }
  else if (note != NULL && may_complain (self))
    {
      reason = looks[note->severity];
      reason.words = note->words;
      reason.article = note->article;
    }
  return reason;
}

static void
describe (YxFieldRow *self, const Reason *reason)
{
  GtkAccessible *control = GTK_ACCESSIBLE (yx_field_input_get_control (self->input));
  gboolean invalid = reason->style == looks[YX_FINDING_ERROR].style;

  if (reason->words != NULL)
    gtk_accessible_update_property (control, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, reason->words, -1);
  else
    gtk_accessible_reset_property (control, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION);
  gtk_accessible_update_state (control, GTK_ACCESSIBLE_STATE_INVALID,
                               invalid ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE, -1);
}

/* The law's article stands behind the words, like a link. */
static void
write_reason (YxFieldRow *self, const Reason *reason)
{
  g_autofree char *markup = NULL;

  if (reason->words != NULL && reason->article != NULL)
    markup = g_markup_printf_escaped ("%s  <span alpha=\"70%%\" underline=\"single\">%s</span>", reason->words, reason->article);
  else
    markup = g_markup_escape_text (reason->words != NULL ? reason->words : "", -1);
  gtk_label_set_markup (self->reason, markup);
  if (self->words != reason->words)
    {
      g_free (self->words);
      self->words = g_strdup (reason->words);
    }
}

static void
show_reason (YxFieldRow *self)
{
  Reason reason = find_reason (self);

  for (gsize i = 0; i < G_N_ELEMENTS (looks); i++)
    {
      gtk_widget_remove_css_class (GTK_WIDGET (self->under), looks[i].style);
      gtk_widget_remove_css_class (GTK_WIDGET (self), looks[i].style);
    }
  gtk_widget_add_css_class (GTK_WIDGET (self->under), reason.style);
  if (reason.symbol != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self), reason.style);
  write_reason (self, &reason);
  gtk_image_set_from_icon_name (self->symbol, reason.symbol);
  gtk_widget_set_visible (GTK_WIDGET (self->symbol), reason.symbol != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->under), reason.words != NULL);
  describe (self, &reason);
}

static gboolean
pause_over (gpointer data)
{
  YxFieldRow *self = data;

  self->timer = 0;
  self->paused = TRUE;
  show_reason (self);
  return G_SOURCE_REMOVE;
}

static void
text_changed (YxFieldRow *self)
{
  g_clear_handle_id (&self->timer, g_source_remove);
  if (self->inside && !self->left && !self->paused)
    self->timer = g_timeout_add (PAUSE_MS, pause_over, self);
  show_reason (self);
}

static void
focus_moved (YxFieldRow *self, GParamSpec *spec, GtkEventControllerFocus *focus)
{
  gboolean inside = gtk_event_controller_focus_contains_focus (focus);

  if (inside == self->inside)
    return;
  self->inside = inside;
  if (!inside)
    self->left = TRUE;
  yx_field_input_show_groups (self->input, !inside);
  show_reason (self);
}

static void
pressed (YxFieldRow *self)
{
  GtkWidget *control = yx_field_input_get_control (self->input);

  if (!self->inside && GTK_IS_EDITABLE (control))
    gtk_entry_grab_focus_without_selecting (GTK_ENTRY (control));
}

static gboolean
yx_field_row_grab_focus (GtkWidget *widget)
{
  YxFieldRow *self = YX_FIELD_ROW (widget);

  return gtk_widget_grab_focus (yx_field_input_get_control (self->input));
}

/* A list box's row would take the focus itself; here its inside does. */
static gboolean
yx_field_row_focus (GtkWidget *widget, GtkDirectionType direction)
{
  return gtk_widget_child_focus (gtk_widget_get_first_child (widget), direction);
}

static void
yx_field_row_dispose (GObject *object)
{
  g_clear_handle_id (&YX_FIELD_ROW (object)->timer, g_source_remove);
  G_OBJECT_CLASS (yx_field_row_parent_class)->dispose (object);
}

static void
yx_field_row_finalize (GObject *object)
{
  g_clear_object (&YX_FIELD_ROW (object)->draft);
  g_free (YX_FIELD_ROW (object)->hint);
  g_free (YX_FIELD_ROW (object)->words);
  G_OBJECT_CLASS (yx_field_row_parent_class)->finalize (object);
}

static void
yx_field_row_class_init (YxFieldRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = yx_field_row_dispose;
  G_OBJECT_CLASS (klass)->finalize = yx_field_row_finalize;
  widget_class->grab_focus = yx_field_row_grab_focus;
  widget_class->focus = yx_field_row_focus;
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/yinxin/Yinxin/ui/field-row.ui");
  gtk_widget_class_bind_template_child (widget_class, YxFieldRow, title);
  gtk_widget_class_bind_template_child (widget_class, YxFieldRow, mark);
  gtk_widget_class_bind_template_child (widget_class, YxFieldRow, article);
  gtk_widget_class_bind_template_child (widget_class, YxFieldRow, below);
  gtk_widget_class_bind_template_child (widget_class, YxFieldRow, beside);
  gtk_widget_class_bind_template_child (widget_class, YxFieldRow, under);
  gtk_widget_class_bind_template_child (widget_class, YxFieldRow, symbol);
  gtk_widget_class_bind_template_child (widget_class, YxFieldRow, reason);
}

static void
yx_field_row_init (YxFieldRow *self)
{
  GtkEventController *focus = gtk_event_controller_focus_new ();
  GtkGesture *press = gtk_gesture_click_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (focus, "notify::contains-focus", G_CALLBACK (focus_moved), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), focus);
  g_signal_connect_object (press, "pressed", G_CALLBACK (pressed), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (press));
}

static void
follow (YxFieldRow *self, const char *signal, GCallback callback)
{
  g_autofree char *detailed = g_strconcat (signal, "::", self->field->name, NULL);

  g_signal_connect_object (self->draft, detailed, callback, self, G_CONNECT_SWAPPED);
}

/**
 * yx_field_row_new:
 * @draft: whose
 * @field: a field that passes through a draft
 *
 * A row of a form for one field, fitting its kind: what is typed is checked while typing, and the reason stands
 * under it, though not before the person has left an empty field. Numbers of people and phones are shown in groups.
 *
 * Returns: (transfer floating): a row for an #AdwPreferencesGroup or a list box
 */
GtkWidget *
yx_field_row_new (YxDraft *draft, const char *field)
{
  const YxField *line = yx_draft_find (draft, field);
  YxFieldRow *self;
  gboolean beside;

  g_return_val_if_fail (line != NULL, NULL);
  self = g_object_new (YX_TYPE_FIELD_ROW, NULL);
  self->draft = g_object_ref (draft);
  self->field = line;
  self->input = YX_FIELD_INPUT (yx_field_input_new (draft, line));
  beside = yx_field_input_stands_beside (line);
  adw_bin_set_child (beside ? self->beside : self->below, GTK_WIDGET (self->input));
  gtk_widget_set_visible (GTK_WIDGET (self->beside), beside);
  if (!beside)
    gtk_widget_add_css_class (GTK_WIDGET (self->title), "field-title");
  yx_field_row_set_title (self, g_dgettext (GETTEXT_PACKAGE, line->label));
  yx_field_row_set_required (self, (line->flags & YX_REQUIRED) != 0);
  follow (self, "changed", G_CALLBACK (text_changed));
  follow (self, "noted", G_CALLBACK (show_reason));
  show_reason (self);
  return GTK_WIDGET (self);
}

/**
 * yx_field_row_get_field:
 * @self: a row
 *
 * Returns: (transfer none): its field's name
 */
const char *
yx_field_row_get_field (YxFieldRow *self)
{
  g_return_val_if_fail (YX_IS_FIELD_ROW (self), NULL);
  return self->field->name;
}

/**
 * yx_field_row_get_control:
 * @self: a row
 *
 * Returns: (transfer none): the widget that takes the focus and bears the name
 */
GtkWidget *
yx_field_row_get_control (YxFieldRow *self)
{
  g_return_val_if_fail (YX_IS_FIELD_ROW (self), NULL);
  return yx_field_input_get_control (self->input);
}

/**
 * yx_field_row_get_reason:
 * @self: a row
 *
 * Returns: (transfer none) (nullable): what stands under it
 */
const char *
yx_field_row_get_reason (YxFieldRow *self)
{
  g_return_val_if_fail (YX_IS_FIELD_ROW (self), NULL);
  return self->words;
}

/**
 * yx_field_row_set_title:
 * @self: a row
 * @title: in the locale's language, instead of the field's own label
 */
void
yx_field_row_set_title (YxFieldRow *self, const char *title)
{
  GtkWidget *control = yx_field_row_get_control (self);

  gtk_label_set_label (self->title, title);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (control), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
}

/**
 * yx_field_row_set_hint:
 * @self: a row
 * @hint: (nullable): what helps to fill it in, in the locale's language
 */
void
yx_field_row_set_hint (YxFieldRow *self, const char *hint)
{
  g_return_if_fail (YX_IS_FIELD_ROW (self));
  g_free (self->hint);
  self->hint = g_strdup (hint);
  show_reason (self);
}

/**
 * yx_field_row_set_article:
 * @self: a row
 * @article: (nullable): of the law that asks for the field, in Chinese
 */
void
yx_field_row_set_article (YxFieldRow *self, const char *article)
{
  g_return_if_fail (YX_IS_FIELD_ROW (self));
  gtk_label_set_label (self->article, article != NULL ? article : "");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->article), article);
  gtk_widget_set_visible (GTK_WIDGET (self->article), article != NULL);
}

/**
 * yx_field_row_set_required:
 * @self: a row
 * @required: whether it bears the mark of what must be filled in
 */
void
yx_field_row_set_required (YxFieldRow *self, gboolean required)
{
  g_return_if_fail (YX_IS_FIELD_ROW (self));
  gtk_widget_set_visible (GTK_WIDGET (self->mark), required);
  if (yx_draft_find (self->draft, self->field->name)->kind != YX_KIND_LIST)
    gtk_accessible_update_property (GTK_ACCESSIBLE (yx_field_row_get_control (self)), GTK_ACCESSIBLE_PROPERTY_REQUIRED, required,
                                    -1);
}

/**
 * yx_field_row_insist:
 * @self: a row
 *
 * Says what is wrong with it even if nobody was there yet: the person wants to send the form.
 */
void
yx_field_row_insist (YxFieldRow *self)
{
  g_return_if_fail (YX_IS_FIELD_ROW (self));
  self->left = TRUE;
  show_reason (self);
}
