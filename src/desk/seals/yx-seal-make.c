/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/seals/yx-seal-make.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/yx-id.h"
#include "desk/common/yx-error-words.h"
#include "desk/common/yx-fact-row.h"
#include "desk/common/yx-form-manners.h"
#include "desk/seals/yx-seal-facts.h"
#include "desk/seals/yx-seal-tile.h"
#include "flow/yx-flow-seal.h"

#define LEAST 44
#define NAME_MOST 50
#define TYPE_SCALE 0.55
#define PREVIEW_SCALE 1.6

struct _YxSealMake
{
  AdwBin parent_instance;

  YxSeat *seat;              /* (owned) */
  YxEnterprise *enterprise;  /* (owned) */
  GPtrArray *seals;          /* (owned) */
  GCancellable *cancellable; /* (owned) */
  char *id;                  /* (owned): stays the same until there is one */
  YxSealKind kind;
  gboolean own_name; /* the name was edited: it does not compose itself any more */
  gboolean composing;
  gboolean busy;

  GtkEditable *name;
  GtkLabel *count;
  YxSealPicture *preview;
  GtkLabel *called;
  GtkLabel *trouble;
  GtkWidget *button;
};

enum
{
  SIGNAL_MADE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (YxSealMake, yx_seal_make, ADW_TYPE_BIN)

/* What is to be made, on its way to the lane. */
typedef struct
{
  char *id;
  YxSealKind kind;
  char *name;
} Wish;

static void
free_wish (gpointer data)
{
  Wish *wish = data;

  g_free (wish->id);
  g_free (wish->name);
  g_free (wish);
}

static void
yx_seal_make_dispose (GObject *object)
{
  g_cancellable_cancel (YX_SEAL_MAKE (object)->cancellable);
  G_OBJECT_CLASS (yx_seal_make_parent_class)->dispose (object);
}

static void
yx_seal_make_finalize (GObject *object)
{
  YxSealMake *self = YX_SEAL_MAKE (object);

  g_clear_object (&self->seat);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->enterprise, yx_enterprise_unref);
  g_clear_pointer (&self->seals, g_ptr_array_unref);
  g_free (self->id);
  G_OBJECT_CLASS (yx_seal_make_parent_class)->finalize (object);
}

static void
yx_seal_make_class_init (YxSealMakeClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = yx_seal_make_dispose;
  G_OBJECT_CLASS (klass)->finalize = yx_seal_make_finalize;
  /**
   * YxSealMake::made:
   *
   * There is a new seal.
   */
  signals[SIGNAL_MADE] = g_signal_new ("made", YX_TYPE_SEAL_MAKE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
yx_seal_make_init (YxSealMake *self)
{
  self->cancellable = g_cancellable_new ();
  self->id = yx_id_new ("sea");
}

static gboolean
is_ready (YxSealMake *self)
{
  g_autofree char *name = g_strstrip (g_strdup (gtk_editable_get_text (self->name)));

  return !self->busy && name[0] != '\0' && g_utf8_strlen (name, -1) <= NAME_MOST && !yx_seals_have_valid (self->seals, self->kind);
}

static void
look (YxSealMake *self)
{
  const char *name = gtk_editable_get_text (self->name);
  /* Translators: how many characters the name has, and how many it may have. */
  g_autofree char *count = g_strdup_printf (_("%ld of %d"), g_utf8_strlen (name, -1), NAME_MOST);

  if (!self->composing)
    self->own_name = name[0] != '\0';
  gtk_label_set_label (self->count, count);
  gtk_label_set_label (self->called, name);
  gtk_widget_set_sensitive (self->button, is_ready (self));
}

static void
compose (YxSealMake *self)
{
  g_autofree char *label = yx_flow_seal_label (self->enterprise->u_name, self->kind);

  if (self->own_name)
    return;
  self->composing = TRUE;
  gtk_editable_set_text (self->name, label);
  self->composing = FALSE;
}

static void
show_kind (YxSealMake *self)
{
  const YxSealFace face = yx_seal_face_of (self->enterprise, self->kind);

  yx_seal_picture_set_face (self->preview, &face, _("How the seal will look"));
  compose (self);
  look (self);
}

static void
kind_toggled (GtkToggleButton *button, gpointer data)
{
  YxSealMake *self = data;

  if (!gtk_toggle_button_get_active (button))
    return;
  self->kind = (YxSealKind) GPOINTER_TO_INT (g_object_get_data (G_OBJECT (button), "kind"));
  show_kind (self);
}

static gpointer
make_it (YxActor *actor, gpointer data, GCancellable *cancellable, GError **error)
{
  const Wish *wish = data;

  return yx_flow_make_seal (actor, wish->id, wish->kind, wish->name, cancellable, error);
}

static void
say_trouble (YxSealMake *self, const GError *error)
{
  g_autofree char *words = error != NULL ? yx_error_words (error) : NULL;

  yx_form_say (self->trouble, words);
}

static void
made (GObject *seat, GAsyncResult *result, gpointer data)
{
  g_autoptr (YxSealMake) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (YxSeal) seal = yx_seat_run_finish (YX_SEAT (seat), result, &error);

  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  self->busy = FALSE;
  say_trouble (self, error);
  look (self);
  if (seal != NULL)
    g_signal_emit (self, signals[SIGNAL_MADE], 0);
}

static void
make (YxSealMake *self)
{
  Wish *wish;

  if (!is_ready (self))
    return;
  wish = g_new0 (Wish, 1);
  wish->id = g_strdup (self->id);
  wish->kind = self->kind;
  wish->name = g_strstrip (g_strdup (gtk_editable_get_text (self->name)));
  self->busy = TRUE;
  say_trouble (self, NULL);
  look (self);
  yx_seat_run (self->seat, YX_LANE_ACT, make_it, wish, free_wish, yx_record_unref, self->cancellable, made, g_object_ref (self));
}

static GtkWidget *
make_type (YxSealMake *self, const YxChoice *choice)
{
  const YxSealFace face = yx_seal_face_of (self->enterprise, (YxSealKind) choice->value);
  const char *label = g_dgettext (GETTEXT_PACKAGE, choice->label);
  gboolean taken = yx_seals_have_valid (self->seals, (YxSealKind) choice->value);
  YxSealPicture *picture = YX_SEAL_PICTURE (yx_seal_picture_new (TYPE_SCALE));
  GtkWidget *tile = yx_seal_tile_new (picture, label, taken ? _("There is one") : NULL);

  yx_seal_picture_set_face (picture, &face, label);
  gtk_widget_set_sensitive (tile, !taken);
  g_object_set_data (G_OBJECT (tile), "kind", GINT_TO_POINTER (choice->value));
  return tile;
}

static GtkWidget *
make_types (YxSealMake *self)
{
  GtkFlowBox *tiles = yx_seal_tiles_new (_("Type of the seal"), 7);

  for (const YxChoice *choice = yx_seal_kinds; choice->nick != NULL; choice++)
    {
      GtkWidget *tile = make_type (self, choice);

      yx_seal_tiles_add (tiles, tile, g_dgettext (GETTEXT_PACKAGE, choice->label));
      gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (tile), choice->value == (int) self->kind);
      g_signal_connect (tile, "toggled", G_CALLBACK (kind_toggled), self);
    }
  return GTK_WIDGET (tiles);
}

static GtkWidget *
make_name (YxSealMake *self)
{
  GtkWidget *group = adw_preferences_group_new ();
  GtkWidget *row = adw_entry_row_new ();

  self->name = GTK_EDITABLE (row);
  self->count = GTK_LABEL (gtk_label_new (NULL));
  gtk_widget_add_css_class (GTK_WIDGET (self->count), "dim-label");
  gtk_widget_add_css_class (GTK_WIDGET (self->count), "numeric");
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _("Name of the seal"));
  adw_entry_row_add_suffix (ADW_ENTRY_ROW (row), GTK_WIDGET (self->count));
  gtk_text_set_max_length (GTK_TEXT (gtk_editable_get_delegate (self->name)), NAME_MOST);
  gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_editable_get_delegate (self->name)), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Name of the seal"), -1);
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (group),
                                         _("What it is called here. Engraved is the registered name."));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
  g_signal_connect_swapped (row, "changed", G_CALLBACK (look), self);
  g_signal_connect_swapped (row, "entry-activated", G_CALLBACK (make), self);
  return group;
}

static GtkWidget *
make_preview (YxSealMake *self)
{
  GtkWidget *paper = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);

  self->preview = YX_SEAL_PICTURE (yx_seal_picture_new (PREVIEW_SCALE));
  self->called = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_wrap (self->called, TRUE);
  gtk_label_set_wrap_mode (self->called, PANGO_WRAP_WORD_CHAR);
  gtk_label_set_justify (self->called, GTK_JUSTIFY_CENTER);
  gtk_widget_add_css_class (paper, "seal-paper");
  gtk_widget_add_css_class (paper, "seal-sheet");
  gtk_widget_set_vexpand (GTK_WIDGET (self->preview), TRUE);
  gtk_widget_set_size_request (paper, -1, 320);
  gtk_box_append (GTK_BOX (paper), GTK_WIDGET (self->preview));
  gtk_box_append (GTK_BOX (paper), GTK_WIDGET (self->called));
  return paper;
}

static void
fill (YxSealMake *self, GtkBox *box)
{
  GtkWidget *title = yx_fact_label_new (_("Type of the seal"), "heading");

  self->trouble = GTK_LABEL (yx_fact_label_new (NULL, "error"));
  self->button = gtk_button_new_with_mnemonic (_("_Make Seal"));
  gtk_widget_add_css_class (self->button, "suggested-action");
  gtk_widget_add_css_class (self->button, "pill");
  gtk_widget_set_size_request (self->button, 200, LEAST);
  gtk_widget_set_halign (self->button, GTK_ALIGN_CENTER);
  g_signal_connect_swapped (self->button, "clicked", G_CALLBACK (make), self);
  gtk_widget_set_visible (GTK_WIDGET (self->trouble), FALSE);
  gtk_box_append (box, title);
  gtk_box_append (box, make_types (self));
  gtk_box_append (box, make_name (self));
  gtk_box_append (box, make_preview (self));
  gtk_box_append (box, GTK_WIDGET (self->trouble));
  gtk_box_append (box, self->button);
}

/**
 * yx_seal_make_new:
 * @seat: an enterprise
 * @enterprise: what the hall has of it
 * @seals: (element-type YxSeal): those that it has
 *
 * Returns: (transfer floating): a page, for a column
 */
GtkWidget *
yx_seal_make_new (YxSeat *seat, YxEnterprise *enterprise, GPtrArray *seals)
{
  YxSealMake *self = g_object_new (YX_TYPE_SEAL_MAKE, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);

  self->seat = g_object_ref (seat);
  self->enterprise = yx_enterprise_ref (enterprise);
  self->seals = g_ptr_array_ref (seals);
  yx_seal_next_kind (seals, &self->kind);
  fill (self, GTK_BOX (box));
  adw_bin_set_child (ADW_BIN (self), box);
  show_kind (self);
  return GTK_WIDGET (self);
}

/**
 * yx_seal_make_suggested:
 * @self: a page
 *
 * Makes the seal, as its button does.
 *
 * Returns: whether it could
 */
gboolean
yx_seal_make_suggested (YxSealMake *self)
{
  g_return_val_if_fail (YX_IS_SEAL_MAKE (self), FALSE);
  if (!is_ready (self))
    return FALSE;
  make (self);
  return TRUE;
}
