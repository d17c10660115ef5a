/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/common/yx-pane.h"

#include "desk/common/yx-error-words.h"

typedef struct
{
  YxSeat *seat; /* (owned) */
  guint waiting;
} YxPanePrivate;

enum
{
  PROP_0,
  PROP_SEAT,
  PROP_WAITING,
  N_PROPS,
};

static GParamSpec *props[N_PROPS];

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (YxPane, yx_pane, ADW_TYPE_BIN)

static void
yx_pane_get_property (GObject *object, guint id, GValue *value, GParamSpec *spec)
{
  YxPanePrivate *priv = yx_pane_get_instance_private (YX_PANE (object));

  switch (id)
    {
    case PROP_SEAT:
      g_value_set_object (value, priv->seat);
      break;
    case PROP_WAITING:
      g_value_set_uint (value, priv->waiting);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
    }
}

static void
yx_pane_set_property (GObject *object, guint id, const GValue *value, GParamSpec *spec)
{
  YxPanePrivate *priv = yx_pane_get_instance_private (YX_PANE (object));

  switch (id)
    {
    case PROP_SEAT:
      priv->seat = g_value_dup_object (value);
      break;
    case PROP_WAITING:
      yx_pane_set_waiting (YX_PANE (object), g_value_get_uint (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
    }
}

static void
yx_pane_finalize (GObject *object)
{
  YxPanePrivate *priv = yx_pane_get_instance_private (YX_PANE (object));

  g_clear_object (&priv->seat);
  G_OBJECT_CLASS (yx_pane_parent_class)->finalize (object);
}

static void
yx_pane_class_init (YxPaneClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = yx_pane_get_property;
  object_class->set_property = yx_pane_set_property;
  object_class->finalize = yx_pane_finalize;

  /**
   * YxPane:seat:
   *
   * The account that it shows things of.
   */
  props[PROP_SEAT] = g_param_spec_object ("seat", NULL, NULL, YX_TYPE_SEAT,
                                          G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  /**
   * YxPane:waiting:
   *
   * How many things in it wait for the person; shown in the sidebar.
   */
  props[PROP_WAITING] = g_param_spec_uint ("waiting", NULL, NULL, 0, G_MAXUINT, 0,
                                           G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
yx_pane_init (YxPane *self)
{
}

/**
 * yx_pane_get_seat:
 * @self: a pane
 *
 * Returns: (transfer none): the account that it shows things of
 */
YxSeat *
yx_pane_get_seat (YxPane *self)
{
  YxPanePrivate *priv = yx_pane_get_instance_private (self);

  g_return_val_if_fail (YX_IS_PANE (self), NULL);
  return priv->seat;
}

/**
 * yx_pane_get_waiting:
 * @self: a pane
 *
 * Returns: how many things in it wait for the person
 */
guint
yx_pane_get_waiting (YxPane *self)
{
  YxPanePrivate *priv = yx_pane_get_instance_private (self);

  g_return_val_if_fail (YX_IS_PANE (self), 0);
  return priv->waiting;
}

/**
 * yx_pane_set_waiting:
 * @self: a pane
 * @waiting: how many things in it wait for the person
 */
void
yx_pane_set_waiting (YxPane *self, guint waiting)
{
  YxPanePrivate *priv = yx_pane_get_instance_private (self);

  g_return_if_fail (YX_IS_PANE (self));
  if (priv->waiting == waiting)
    return;
  priv->waiting = waiting;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_WAITING]);
}

/**
 * yx_pane_act:
 * @self: a pane
 * @act: what was asked for
 *
 * Returns: whether the pane did something
 */
gboolean
yx_pane_act (YxPane *self, YxPaneAct act)
{
  g_return_val_if_fail (YX_IS_PANE (self), FALSE);
  return YX_PANE_GET_CLASS (self)->act != NULL && YX_PANE_GET_CLASS (self)->act (self, act);
}

/**
 * yx_pane_open:
 * @self: a pane
 * @id: of a subject that it can show
 */
void
yx_pane_open (YxPane *self, const char *id)
{
  g_return_if_fail (YX_IS_PANE (self));
  if (YX_PANE_GET_CLASS (self)->open != NULL)
    YX_PANE_GET_CLASS (self)->open (self, id);
}

/**
 * yx_pane_leave:
 * @self: a pane
 *
 * Tells it that another one is shown now.
 */
void
yx_pane_leave (YxPane *self)
{
  g_return_if_fail (YX_IS_PANE (self));
  if (YX_PANE_GET_CLASS (self)->left != NULL)
    YX_PANE_GET_CLASS (self)->left (self);
}

/**
 * yx_pane_toast:
 * @widget: any widget of the window
 * @words: one sentence
 *
 * Says something that passes by itself.
 */
void
yx_pane_toast (GtkWidget *widget, const char *words)
{
  gtk_widget_activate_action (widget, "win.toast", "s", words);
}

/**
 * yx_pane_toast_error:
 * @widget: any widget of the window
 * @error: what went wrong; nothing is said of what the person cancelled
 */
void
yx_pane_toast_error (GtkWidget *widget, const GError *error)
{
  g_autofree char *words = yx_error_words (error);

  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    yx_pane_toast (widget, words);
}
