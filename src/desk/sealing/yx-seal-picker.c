/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/sealing/yx-seal-picker.h"

#include <glib/gi18n-lib.h>

#include "desk/seals/yx-seal-tile.h"
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
make_tile (YxSealPicker *self, YxSeal *seal)
{
  const char *kind = g_dgettext (GETTEXT_PACKAGE, yx_choice_find (yx_seal_kinds, seal->kind)->label);
  YxSealPicture *picture = YX_SEAL_PICTURE (yx_seal_picture_new (SCALE));
  GtkWidget *tile = yx_seal_tile_new (picture, kind, NULL);

  yx_seal_picture_set_seal (picture, seal);
  gtk_widget_set_tooltip_text (tile, seal->name);
  g_object_set_data_full (G_OBJECT (tile), "seal", yx_seal_ref (seal), yx_record_unref);
  g_signal_connect (tile, "toggled", G_CALLBACK (toggled), self);
  return tile;
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
  GtkFlowBox *tiles = yx_seal_tiles_new (_("Seal"), 4);

  gtk_widget_set_valign (GTK_WIDGET (tiles), GTK_ALIGN_START);
  gtk_widget_set_vexpand (GTK_WIDGET (tiles), FALSE);
  for (guint i = 0; i < seals->len; i++)
    {
      GtkWidget *tile = make_tile (self, seals->pdata[i]);

      yx_seal_tiles_add (tiles, tile, ((YxSeal *) seals->pdata[i])->name);
      if (i == 0)
        gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (tile), TRUE);
    }
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (tiles));
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
