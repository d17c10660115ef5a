/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/contracts/yx-contract-row.h"

struct _YxContractRow
{
  GObject parent_instance;

  YxLine *line; /* (owned) (nullable) */
  gboolean checked;
};

enum
{
  PROP_0,
  PROP_CHECKED,
  N_PROPS,
};

static GParamSpec *props[N_PROPS];
static guint changed_signal;

G_DEFINE_FINAL_TYPE (YxContractRow, yx_contract_row, G_TYPE_OBJECT)

static void
yx_contract_row_get_property (GObject *object, guint id, GValue *value, GParamSpec *spec)
{
  if (id == PROP_CHECKED)
    g_value_set_boolean (value, YX_CONTRACT_ROW (object)->checked);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
}

static void
yx_contract_row_set_property (GObject *object, guint id, const GValue *value, GParamSpec *spec)
{
  if (id == PROP_CHECKED)
    yx_contract_row_set_checked (YX_CONTRACT_ROW (object), g_value_get_boolean (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
}

static void
yx_contract_row_finalize (GObject *object)
{
  g_clear_pointer (&YX_CONTRACT_ROW (object)->line, yx_line_unref);
  G_OBJECT_CLASS (yx_contract_row_parent_class)->finalize (object);
}

static void
yx_contract_row_class_init (YxContractRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = yx_contract_row_get_property;
  object_class->set_property = yx_contract_row_set_property;
  object_class->finalize = yx_contract_row_finalize;
  /**
   * YxContractRow:checked:
   *
   * Whether it is one of those that a person wants to do something with together.
   */
  props[PROP_CHECKED] = g_param_spec_boolean ("checked", NULL, NULL, FALSE,
                                              G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, props);
  /**
   * YxContractRow::changed:
   *
   * It shows another line than before.
   */
  changed_signal = g_signal_new ("changed", YX_TYPE_CONTRACT_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
yx_contract_row_init (YxContractRow *self)
{
}

/**
 * yx_contract_row_new:
 * @line: (nullable): what it shows; %NULL: what was there is gone
 *
 * Returns: (transfer full): a row
 */
YxContractRow *
yx_contract_row_new (YxLine *line)
{
  YxContractRow *self = g_object_new (YX_TYPE_CONTRACT_ROW, NULL);

  self->line = line != NULL ? yx_line_ref (line) : NULL;
  return self;
}

/**
 * yx_contract_row_show:
 * @self: a row
 * @line: (nullable): what it shows from now on; %NULL: what was there is gone
 * @checked: whether that is checked
 *
 * Its place in the list has another line now.
 */
void
yx_contract_row_show (YxContractRow *self, YxLine *line, gboolean checked)
{
  g_autoptr (YxLine) before = NULL;

  g_return_if_fail (YX_IS_CONTRACT_ROW (self));
  before = g_steal_pointer (&self->line);
  self->line = line != NULL ? yx_line_ref (line) : NULL;
  g_signal_emit (self, changed_signal, 0);
  yx_contract_row_set_checked (self, checked);
}

/**
 * yx_contract_row_get_line:
 * @self: a row
 *
 * Returns: (transfer none) (nullable): what it shows
 */
const YxLine *
yx_contract_row_get_line (YxContractRow *self)
{
  g_return_val_if_fail (YX_IS_CONTRACT_ROW (self), NULL);
  return self->line;
}

/**
 * yx_contract_row_get_checked:
 * @self: a row
 *
 * Returns: whether it is checked
 */
gboolean
yx_contract_row_get_checked (YxContractRow *self)
{
  g_return_val_if_fail (YX_IS_CONTRACT_ROW (self), FALSE);
  return self->checked;
}

/**
 * yx_contract_row_set_checked:
 * @self: a row
 * @checked: whether it is checked
 */
void
yx_contract_row_set_checked (YxContractRow *self, gboolean checked)
{
  g_return_if_fail (YX_IS_CONTRACT_ROW (self));
  if (self->checked == !!checked)
    return;
  self->checked = !!checked;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_CHECKED]);
}
