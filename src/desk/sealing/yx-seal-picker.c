/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/sealing/yx-seal-picker.h"

#include <glib/gi18n-lib.h>

#include "desk/seals/yx-seal-picture.h"
#include "model/yx-rights.h"

#define SCALE 0.55

struct _YxSealPicker
{
  AdwBin parent_instance;

  YxSeal *seal; /* (owned) (nullable) */
};

enum
{
  SIGNAL_PICKED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (YxSealPicker, yx_seal_picker, ADW_TYPE_BIN)

static void
yx_seal_picker_finalize (GObject *object)
{
  g_clear_pointer (&YX_SEAL_PICKER (object)->seal, yx_seal_unref);
  G_OBJECT_CLASS (yx_seal_picker_parent_class)->finalize (object);
}

static void
yx_seal_picker_class_init (YxSealPickerClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = yx_seal_picker_finalize;
  /**
   * YxSealPicker::picked:
   *
   * Another seal was chosen.
   */
  signals[SIGNAL_PICKED] = g_signal_new ("picked", YX_TYPE_SEAL_PICKER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
yx_seal_picker_init (YxSealPicker *self)
{
}

/**
 * yx_seal_picker_usable:
 * @seals: (element-type YxSeal): an enterprise's
 * @now: the time
 *
 * Returns: (transfer full) (element-type YxSeal): those that can stand on documents (law.md 3), valid ones only; those
 *   for the employer's place come first, the head's name seal after them
 */
GPtrArray *
yx_seal_picker_usable (GPtrArray *seals, gint64 now)
{
  GPtrArray *usable = g_ptr_array_new_with_free_func (yx_record_unref);

  for (int pass = 0; pass < 2; pass++)
    for (guint i = 0; i < seals->len; i++)
      {
        YxSeal *seal = seals->pdata[i];
        const char *place = yx_seal_place ((YxSealKind) seal->kind);
        gboolean first = g_strcmp0 (place, "yx.employer") == 0;

        if (seal->state == YX_SEAL_VALID && seal->valid_to > now && place != NULL && first == (pass == 0))
          g_ptr_array_add (usable, yx_seal_ref (seal));
      }
  return usable;
}

static void
toggled (GtkToggleButton *button, gpointer data)
{
  YxSealPicker *self = data;

  if (!gtk_toggle_button_get_active (button))
    return;
  g_clear_pointer (&self->seal, yx_seal_unref);
  self->seal = yx_seal_ref (g_object_get_data (G_OBJECT (button), "seal"));
  g_signal_emit (self, signals[SIGNAL_PICKED], 0);
}

static GtkWidget *
make_button (YxSealPicker *self, YxSeal *seal)
{
  const char *kind = g_dgettext (GETTEXT_PACKAGE, yx_choice_find (yx_seal_kinds, seal->kind)->label);
  GtkWidget *button = gtk_toggle_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *paper = adw_bin_new ();
  GtkWidget *picture = yx_seal_picture_new (SCALE);
  GtkWidget *words = gtk_label_new (kind);

  yx_seal_picture_set_seal (YX_SEAL_PICTURE (picture), seal);
  adw_bin_set_child (ADW_BIN (paper), picture);
  gtk_widget_add_css_class (paper, "seal-paper");
  gtk_widget_set_vexpand (paper, TRUE);
  gtk_label_set_wrap (GTK_LABEL (words), TRUE);
  gtk_label_set_justify (GTK_LABEL (words), GTK_JUSTIFY_CENTER);
  gtk_label_set_max_width_chars (GTK_LABEL (words), 12);
  gtk_box_append (GTK_BOX (box), paper);
  gtk_box_append (GTK_BOX (box), words);
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_add_css_class (button, "seal-type");
  gtk_widget_set_tooltip_text (button, seal->name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, seal->name, -1);
  g_object_set_data_full (G_OBJECT (button), "seal", yx_seal_ref (seal), yx_record_unref);
  g_signal_connect (button, "toggled", G_CALLBACK (toggled), self);
  return button;
}

/**
 * yx_seal_picker_new:
 * @seals: (element-type YxSeal): what to choose from, see yx_seal_picker_usable()
 *
 * Returns: (transfer floating): a picker; the first is chosen
 */
GtkWidget *
yx_seal_picker_new (GPtrArray *seals)
{
  YxSealPicker *self = g_object_new (YX_TYPE_SEAL_PICKER, NULL);
  GtkWidget *flow = gtk_flow_box_new ();
  GtkToggleButton *first = NULL;

  gtk_flow_box_set_selection_mode (GTK_FLOW_BOX (flow), GTK_SELECTION_NONE);
  gtk_flow_box_set_homogeneous (GTK_FLOW_BOX (flow), TRUE);
  gtk_flow_box_set_max_children_per_line (GTK_FLOW_BOX (flow), 4);
  gtk_widget_set_valign (flow, GTK_ALIGN_START);
  gtk_widget_set_vexpand (flow, FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (flow), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Seal"), -1);
  for (guint i = 0; i < seals->len; i++)
    {
      GtkWidget *button = make_button (self, seals->pdata[i]);
      GtkWidget *child = gtk_flow_box_child_new ();

      gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (button), first);
      if (first == NULL)
        first = GTK_TOGGLE_BUTTON (button);
      gtk_flow_box_child_set_child (GTK_FLOW_BOX_CHILD (child), button);
      gtk_widget_set_focusable (child, FALSE);
      gtk_accessible_update_property (GTK_ACCESSIBLE (child), GTK_ACCESSIBLE_PROPERTY_LABEL, ((YxSeal *) seals->pdata[i])->name, -1);
      gtk_flow_box_append (GTK_FLOW_BOX (flow), child);
    }
  if (first != NULL)
    gtk_toggle_button_set_active (first, TRUE);
  adw_bin_set_child (ADW_BIN (self), flow);
  return GTK_WIDGET (self);
}

/**
 * yx_seal_picker_get_seal:
 * @self: a picker
 *
 * Returns: (transfer none) (nullable): the seal that is chosen
 */
YxSeal *
yx_seal_picker_get_seal (YxSealPicker *self)
{
  g_return_val_if_fail (YX_IS_SEAL_PICKER (self), NULL);
  return self->seal;
}
