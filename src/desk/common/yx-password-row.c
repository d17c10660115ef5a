/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/common/yx-password-row.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "model/yx-checks.h"

struct _YxPasswordRow
{
  YxReasonRow parent_instance;

  YxPasswordKind kind;
  GtkEditable *entry;
  YxPasswordRow *first;  /* (nullable), weak: the one that this repeats */
  YxPasswordRow *repeat; /* (nullable), weak: the one that repeats this */
  gboolean complete;
};

enum
{
  PROP_0,
  PROP_COMPLETE,
  N_PROPS,
};

enum
{
  SIGNAL_ACTIVATE,
  N_SIGNALS,
};

static GParamSpec *props[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (YxPasswordRow, yx_password_row, YX_TYPE_REASON_ROW)

/* The model's check of a new password; %NULL: it exists already, so the hall or the keys tell. */
static YxFieldCheck
check_of (YxPasswordKind kind)
{
  static const YxFieldCheck checks[] = {
    [YX_PASSWORD_NEW_ACCOUNT] = yx_check_password,
    [YX_PASSWORD_NEW_CERTIFICATE] = yx_check_certificate_password,
  };

  return kind < G_N_ELEMENTS (checks) ? checks[kind] : NULL;
}

static gboolean
is_right (YxPasswordRow *self, GError **error)
{
  const char *text = gtk_editable_get_text (self->entry);
  YxFieldCheck check = check_of (self->kind);

  if (self->first == NULL)
    return check == NULL || check (text, error);
  if (strcmp (text, gtk_editable_get_text (self->first->entry)) == 0)
    return TRUE;
  yx_record_error_set (error, YX_RECORD_ERROR_FORMAT, NULL, N_ ("The two passwords differ"));
  return FALSE;
}

static void
set_complete (YxPasswordRow *self, gboolean complete)
{
  if (complete == self->complete)
    return;
  self->complete = complete;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_COMPLETE]);
}

/* While there is nothing to check, the rule stands there to be read; a repeat that is not begun is not scolded. */
static gboolean
look_at (YxPasswordRow *self)
{
  gboolean empty = gtk_editable_get_text (self->entry)[0] == '\0';
  g_autoptr (GError) error = NULL;
  gboolean right = is_right (self, &error);

  if (right || (empty && self->first != NULL))
    yx_reason_row_say (YX_REASON_ROW (self), NULL, FALSE);
  else
    yx_reason_row_say (YX_REASON_ROW (self), g_dgettext (GETTEXT_PACKAGE, error->message), !empty);
  return right && !empty;
}

static void
look (YxPasswordRow *self)
{
  YxPasswordRow *first = self->first != NULL ? self->first : self;
  gboolean right = look_at (first);
  gboolean same = first->repeat == NULL || look_at (first->repeat);

  if (first->repeat != NULL)
    set_complete (first->repeat, same);
  set_complete (first, right && same);
}

static void
activated (YxPasswordRow *self)
{
  g_signal_emit (self, signals[SIGNAL_ACTIVATE], 0);
}

static void
yx_password_row_get_property (GObject *object, guint id, GValue *value, GParamSpec *spec)
{
  if (id == PROP_COMPLETE)
    g_value_set_boolean (value, YX_PASSWORD_ROW (object)->complete);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
}

static void
yx_password_row_dispose (GObject *object)
{
  YxPasswordRow *self = YX_PASSWORD_ROW (object);

  g_clear_weak_pointer (&self->first);
  g_clear_weak_pointer (&self->repeat);
  G_OBJECT_CLASS (yx_password_row_parent_class)->dispose (object);
}

static void
yx_password_row_class_init (YxPasswordRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = yx_password_row_get_property;
  object_class->dispose = yx_password_row_dispose;
  /**
   * YxPasswordRow:complete:
   *
   * Whether there is a password by the rules, and the same in the row that repeats it, where there is one.
   */
  props[PROP_COMPLETE] = g_param_spec_boolean ("complete", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
  /**
   * YxPasswordRow::entered:
   *
   * Enter was pressed.
   */
  signals[SIGNAL_ACTIVATE] = g_signal_new ("entered", YX_TYPE_PASSWORD_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
yx_password_row_init (YxPasswordRow *self)
{
  GtkWidget *entry = adw_password_entry_row_new ();

  self->entry = GTK_EDITABLE (entry);
  g_signal_connect_swapped (entry, "entry-activated", G_CALLBACK (activated), self);
  g_signal_connect_swapped (entry, "changed", G_CALLBACK (look), self);
}

static const char *
title_of (YxPasswordKind kind)
{
  static const char *const titles[] = {
    [YX_PASSWORD_ACCOUNT] = N_ ("Password"),
    [YX_PASSWORD_CERTIFICATE] = N_ ("Certificate password"),
    [YX_PASSWORD_NEW_ACCOUNT] = N_ ("New password"),
    [YX_PASSWORD_NEW_CERTIFICATE] = N_ ("New certificate password"),
  };

  return g_dgettext (GETTEXT_PACKAGE, titles[kind]);
}

/**
 * yx_password_row_new:
 * @kind: what is asked for
 *
 * Returns: (transfer floating): a row that takes it; a new one is checked while it is typed, with the reason under it
 */
YxPasswordRow *
yx_password_row_new (YxPasswordKind kind)
{
  YxPasswordRow *self = g_object_new (YX_TYPE_PASSWORD_ROW, NULL);

  self->kind = kind;
  yx_reason_row_set_entry (YX_REASON_ROW (self), ADW_ENTRY_ROW (self->entry), title_of (kind));
  look (self);
  return self;
}

/**
 * yx_password_row_new_repeat:
 * @first: a row that takes a new password
 *
 * Returns: (transfer floating): a row that takes the same once more
 */
YxPasswordRow *
yx_password_row_new_repeat (YxPasswordRow *first)
{
  YxPasswordRow *self = g_object_new (YX_TYPE_PASSWORD_ROW, NULL);

  self->kind = first->kind;
  g_set_weak_pointer (&self->first, first);
  yx_reason_row_set_entry (YX_REASON_ROW (self), ADW_ENTRY_ROW (self->entry), _("The same once more"));
  g_set_weak_pointer (&first->repeat, self);
  look (first);
  return self;
}

/**
 * yx_password_row_get_complete:
 * @self: a row
 *
 * Returns: whether there is something in it that can be taken
 */
gboolean
yx_password_row_get_complete (YxPasswordRow *self)
{
  g_return_val_if_fail (YX_IS_PASSWORD_ROW (self), FALSE);
  return self->complete;
}

/**
 * yx_password_row_take:
 * @self: a row
 *
 * Takes the password out: the field and its repeat are empty afterwards, as accessibility shows what is in them.
 *
 * Returns: (transfer full) (nullable): the password; %NULL when it is not complete, and then it stays
 */
YxSecret *
yx_password_row_take (YxPasswordRow *self)
{
  YxSecret *secret;

  g_return_val_if_fail (YX_IS_PASSWORD_ROW (self), NULL);
  if (!self->complete)
    return NULL;
  secret = yx_secret_new_text (gtk_editable_get_text (self->entry));
  yx_password_row_clear (self);
  return secret;
}

/**
 * yx_password_row_clear:
 * @self: a row
 *
 * Empties it and its repeat without taking anything, as when a page is left.
 */
void
yx_password_row_clear (YxPasswordRow *self)
{
  g_return_if_fail (YX_IS_PASSWORD_ROW (self));
  gtk_editable_set_text (self->entry, "");
  if (self->repeat != NULL)
    gtk_editable_set_text (self->repeat->entry, "");
}
