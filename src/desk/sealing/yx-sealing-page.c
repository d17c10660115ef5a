/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/sealing/yx-sealing-page.h"

#include <glib/gi18n-lib.h>

#include "desk/common/yx-fact-row.h"
#include "desk/common/yx-pane-frame.h"
#include "desk/common/yx-pane.h"
#include "desk/common/yx-unlock.h"
#include "desk/sealing/yx-seal-picker.h"
#include "desk/sealing/yx-sealing-act.h"
#include "desk/sealing/yx-sealing-list.h"
#include "desk/sealing/yx-sealing-preview.h"
#include "desk/sealing/yx-sealing-row.h"
#include "flow/yx-flow-certificate.h"
#include "flow/yx-flow-seal.h"
#include "flow/yx-flow-watch.h"

#define LEAST 44
#define DESK_WIDTH 400
#define PAPER_WIDTH 420
#define AGAIN_SECONDS 5
#define KEYS_SECONDS 300 /* that keys stay unlocked for what is left, at most */

/* What is needed to begin, as the hall has it. */
typedef struct
{
  GPtrArray *documents; /* (owned) (element-type YxDocument) */
  GPtrArray *seals;     /* (owned) (element-type YxSeal) */
  gboolean certified;
} Table;

struct _YxSealingPage
{
  AdwBin parent_instance;

  YxSeat *seat;              /* (owned) */
  char **ids;                /* (owned) */
  GCancellable *cancellable; /* (owned) */
  YxSealingList *list;       /* (owned) (nullable) */
  GPtrArray *rows;           /* (owned) of YxSealingRow, unowned */
  YxSealingAct *act;         /* (owned) (nullable): while it runs */
  gboolean unlocked;
  gboolean tried;
  gboolean gone; /* the hall stopped answering in the middle */
  guint again;   /* a source: tries whether the hall is back */
  guint locking; /* a source: locks the keys */

  YxPaneFrame *frame;
  AdwLeaflet *leaflet;
  YxSealingPreview *preview;
  YxSealPicker *picker;
  GtkWidget *proof;
  YxUnlock *unlock;
  GtkProgressBar *progress;
  GtkLabel *words;
  GtkWidget *button;
  GtkWidget *stop;
  GtkWidget *look;
};

enum
{
  SIGNAL_LEFT,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (YxSealingPage, yx_sealing_page, ADW_TYPE_BIN)

static void show_state (YxSealingPage *self);
static void run (YxSealingPage *self);

static void
free_table (gpointer data)
{
  Table *table = data;

  g_clear_pointer (&table->documents, g_ptr_array_unref);
  g_clear_pointer (&table->seals, g_ptr_array_unref);
  g_free (table);
}

static gpointer
fetch (YxActor *actor, gpointer data, GCancellable *cancellable, GError **error)
{
  Table *table = g_new0 (Table, 1);

  table->documents = yx_flow_documents (actor, cancellable, error);
  if (table->documents != NULL)
    table->seals = yx_flow_seals (actor, cancellable, error);
  if (table->seals != NULL && yx_flow_has_certificate (actor, &table->certified, cancellable, error))
    return table;
  free_table (table);
  return NULL;
}

/* --- keys --- */

static void
lock_keys (YxSealingPage *self)
{
  g_clear_handle_id (&self->locking, g_source_remove);
  g_clear_handle_id (&self->again, g_source_remove);
  if (self->unlocked)
    yx_unlock_lock_keys (self->seat);
  self->unlocked = FALSE;
}

static gboolean
idled (gpointer data)
{
  YxSealingPage *self = data;

  self->locking = 0;
  lock_keys (self);
  show_state (self);
  return G_SOURCE_REMOVE;
}

/* Unlocked for the act; what is left of it has a little longer, which trying by itself does not stretch. */
static void
settle_keys (YxSealingPage *self)
{
  if (yx_sealing_list_to_do (self->list) == 0)
    lock_keys (self);
  else if (self->unlocked && self->locking == 0)
    self->locking = g_timeout_add_seconds (KEYS_SECONDS, idled, self);
}

/* --- the act --- */

static void
look_at_rows (YxSealingPage *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    yx_sealing_row_look (self->rows->pdata[i], self->act != NULL);
}

static void
note (const char *document, const GError *error, gpointer data)
{
  YxSealingPage *self = data;

  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  yx_sealing_list_note (self->list, document, error);
  look_at_rows (self);
  show_state (self);
}

static gboolean
try_again (gpointer data)
{
  YxSealingPage *self = data;

  self->again = 0;
  if (self->unlocked && self->act == NULL)
    run (self);
  return G_SOURCE_REMOVE;
}

/* The hall is known to be back, or it is tried whether it is. */
static void
online_changed (YxSealingPage *self)
{
  if (!self->gone || self->act != NULL || !yx_seat_get_online (self->seat))
    return;
  g_clear_handle_id (&self->again, g_source_remove);
  try_again (self);
}

static void
ended (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (YxSealingPage) self = data;
  gboolean unreachable;

  yx_sealing_act_finish (YX_SEALING_ACT (source), result, &unreachable);
  g_clear_object (&self->act);
  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  yx_sealing_list_end (self->list);
  self->gone = unreachable;
  if (!unreachable && yx_sealing_list_count (self->list, YX_SEALING_DONE) > 0)
    yx_seat_set_online (self->seat, TRUE);
  settle_keys (self);
  g_clear_handle_id (&self->again, g_source_remove);
  if (self->gone && self->unlocked)
    self->again = g_timeout_add_seconds (AGAIN_SECONDS, try_again, self);
  look_at_rows (self);
  show_state (self);
  if (!gtk_widget_get_mapped (GTK_WIDGET (self)))
    yx_pane_toast (GTK_WIDGET (self), gtk_label_get_label (self->words));
}

static void
run (YxSealingPage *self)
{
  g_autoptr (GPtrArray) ids = yx_sealing_list_begin (self->list);
  YxSeal *seal = yx_seal_picker_get_seal (self->picker);

  if (ids->len == 0 || seal == NULL || self->act != NULL)
    return;
  self->tried = TRUE;
  self->act = yx_sealing_act_new (ids, seal);
  yx_sealing_act_run (self->act, self->seat, note, g_object_ref (self), ended);
  look_at_rows (self);
  show_state (self);
}

static void
unlocked (GObject *unlock, GAsyncResult *result, gpointer data)
{
  g_autoptr (YxSealingPage) self = data;

  if (!yx_unlock_keys_finish (YX_UNLOCK (unlock), result, NULL))
    return;
  self->unlocked = TRUE;
  if (g_cancellable_is_cancelled (self->cancellable))
    lock_keys (self);
  else
    run (self);
}

static gboolean
is_finished (YxSealingPage *self)
{
  return self->tried && self->act == NULL && yx_sealing_list_to_do (self->list) == 0;
}

/* What is under way goes on, and a toast tells when it is done. */
static void
leave (YxSealingPage *self)
{
  g_signal_emit (self, signals[SIGNAL_LEFT], 0);
}

static void
press (YxSealingPage *self)
{
  if (self->list == NULL || self->act != NULL)
    return;
  if (is_finished (self))
    leave (self);
  else if (yx_sealing_list_to_do (self->list) == 0 || yx_seal_picker_get_seal (self->picker) == NULL)
    return;
  else if (self->unlocked)
    {
      g_clear_handle_id (&self->locking, g_source_remove);
      run (self);
    }
  else if (yx_unlock_get_complete (self->unlock))
    yx_unlock_keys (self->unlock, NULL, unlocked, g_object_ref (self));
}

static void
stop (YxSealingPage *self)
{
  if (self->act == NULL)
    return;
  yx_sealing_act_stop (self->act);
  gtk_widget_set_sensitive (self->stop, FALSE);
  gtk_label_set_label (self->words, _("Stops after the document that is being sealed…"));
}

/* --- what is shown --- */

static char *
button_words (YxSealingPage *self)
{
  guint n = yx_sealing_list_to_do (self->list);

  if (is_finished (self))
    return g_strdup (_("_Done"));
  if (self->tried && self->unlocked)
    return g_strdup (yx_sealing_list_count (self->list, YX_SEALING_FAILED) > 0 ? _("_Retry Failed") : _("_Go On"));
  /* Translators: the button that seals so many documents. */
  return g_strdup_printf (ngettext ("_Seal %u Document", "_Seal %u Documents", n), n);
}

static char *
state_words (YxSealingPage *self)
{
  guint done = yx_sealing_list_count (self->list, YX_SEALING_DONE);
  guint all = done + yx_sealing_list_to_do (self->list) + yx_sealing_list_count (self->list, YX_SEALING_RUNNING);
  g_autofree char *words = NULL;

  if (self->act != NULL)
    /* Translators: how many of how many documents are sealed so far. */
    return g_strdup_printf (_("%u of %u sealed"), done, all);
  if (!self->tried)
    return NULL;
  words = yx_sealing_list_words (self->list);
  if (!self->gone)
    return g_steal_pointer (&words);
  return g_strdup_printf ("%s %s", words,
                          self->unlocked ? _("The hall does not answer. The rest goes on by itself when it is back.")
                                         : _("The hall does not answer. Enter code and password again when it is back."));
}

static void
show_progress (YxSealingPage *self)
{
  guint done = yx_sealing_list_count (self->list, YX_SEALING_DONE) + yx_sealing_list_count (self->list, YX_SEALING_FAILED);
  guint all = done + yx_sealing_list_count (self->list, YX_SEALING_WAITING) + yx_sealing_list_count (self->list, YX_SEALING_RUNNING);

  gtk_progress_bar_set_fraction (self->progress, all > 0 ? (double) done / all : 0);
  gtk_widget_set_visible (GTK_WIDGET (self->progress), self->act != NULL);
}

static void
show_state (YxSealingPage *self)
{
  g_autofree char *label = button_words (self);
  g_autofree char *words = state_words (self);
  gboolean running = self->act != NULL;
  gboolean asks = !running && !self->unlocked && !is_finished (self);
  gboolean ready = is_finished (self)
                   || (yx_sealing_list_to_do (self->list) > 0 && (self->unlocked || yx_unlock_get_complete (self->unlock)));

  gtk_button_set_label (GTK_BUTTON (self->button), label);
  gtk_widget_set_sensitive (self->button, ready && !running);
  gtk_widget_set_visible (self->button, !running);
  gtk_widget_set_visible (self->stop, running);
  gtk_widget_set_sensitive (GTK_WIDGET (self->picker), !running && !self->tried);
  gtk_widget_set_visible (self->proof, asks);
  gtk_label_set_label (self->words, words != NULL ? words : "");
  gtk_widget_set_visible (GTK_WIDGET (self->words), words != NULL);
  show_progress (self);
}

static void
begin_to_stop (YxSealingPage *self)
{
  stop (self);
}

static void
show_document (YxSealingPage *self, guint index)
{
  const YxSealingLine *line = yx_sealing_list_line (self->list, index);
  g_autofree char *title = yx_sealing_list_title (line);

  yx_sealing_preview_show (self->preview, line->document->id, title);
}

static void
row_activated (GtkListBox *box, GtkListBoxRow *row, gpointer data)
{
  YxSealingPage *self = data;

  show_document (self, (guint) gtk_list_box_row_get_index (row));
  adw_leaflet_navigate (self->leaflet, ADW_NAVIGATION_DIRECTION_FORWARD);
}

static GtkWidget *
make_rows (YxSealingPage *self)
{
  GtkWidget *box = gtk_list_box_new ();

  gtk_widget_add_css_class (box, "boxed-list");
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (box), GTK_SELECTION_NONE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (box), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Documents to seal"), -1);
  for (guint i = 0; i < yx_sealing_list_length (self->list); i++)
    {
      GtkWidget *row = yx_sealing_row_new (yx_sealing_list_line (self->list, i));

      g_signal_connect_object (row, "chosen", G_CALLBACK (show_state), self, G_CONNECT_SWAPPED);
      g_ptr_array_add (self->rows, row);
      gtk_list_box_append (GTK_LIST_BOX (box), row);
    }
  g_signal_connect (box, "row-activated", G_CALLBACK (row_activated), self);
  return box;
}

static void
picked (YxSealPicker *picker, gpointer data)
{
  YxSealingPage *self = data;

  yx_sealing_preview_set_seal (self->preview, yx_seal_picker_get_seal (picker));
}

static GtkWidget *
make_proof (YxSealingPage *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  self->unlock = yx_unlock_new (self->seat, YX_CODE_SIGNING, YX_UNLOCK_PASSWORD);
  g_signal_connect_object (self->unlock, "notify::complete", G_CALLBACK (show_state), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->unlock, "entered", G_CALLBACK (press), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), yx_fact_label_new (_("That it is you"), "heading"));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->unlock));
  return box;
}

static void
margin (GtkWidget *widget, int size)
{
  gtk_widget_set_margin_top (widget, size);
  gtk_widget_set_margin_bottom (widget, size);
  gtk_widget_set_margin_start (widget, size);
  gtk_widget_set_margin_end (widget, size);
}

static GtkWidget *
make_controls (YxSealingPage *self, GPtrArray *seals)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *scroller = gtk_scrolled_window_new ();

  self->picker = YX_SEAL_PICKER (yx_seal_picker_new (seals));
  self->proof = make_proof (self);
  g_signal_connect_object (self->picker, "picked", G_CALLBACK (picked), self, 0);
  gtk_box_append (GTK_BOX (box), yx_fact_label_new (_("Documents"), "heading"));
  gtk_box_append (GTK_BOX (box), make_rows (self));
  gtk_box_append (GTK_BOX (box), yx_fact_label_new (_("Seal"), "heading"));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->picker));
  gtk_box_append (GTK_BOX (box), self->proof);
  margin (box, 12);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), box);
  gtk_widget_set_vexpand (scroller, TRUE);
  return scroller;
}

static GtkWidget *
make_button (YxSealingPage *self, const char *label, const char *style, GCallback clicked)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  if (style != NULL)
    gtk_widget_add_css_class (button, style);
  gtk_widget_set_size_request (button, -1, LEAST);
  g_signal_connect_swapped (button, "clicked", clicked, self);
  return button;
}

static GtkWidget *
make_foot (YxSealingPage *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);

  self->progress = GTK_PROGRESS_BAR (gtk_progress_bar_new ());
  self->words = GTK_LABEL (yx_fact_label_new (NULL, NULL));
  self->button = make_button (self, "", "suggested-action", G_CALLBACK (press));
  self->stop = make_button (self, _("_Cancel"), NULL, G_CALLBACK (begin_to_stop));
  gtk_button_set_use_underline (GTK_BUTTON (self->button), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->progress), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Progress"), -1);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->words));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->progress));
  gtk_box_append (GTK_BOX (box), self->button);
  gtk_box_append (GTK_BOX (box), self->stop);
  margin (box, 12);
  return box;
}

static void
fold_changed (YxSealingPage *self)
{
  gtk_widget_set_visible (self->look, adw_leaflet_get_folded (self->leaflet));
}

/* Where both don't fit beside each other, the button turns the page. */
static void
turn (YxSealingPage *self)
{
  gboolean desk = adw_leaflet_get_visible_child (self->leaflet) != GTK_WIDGET (self->preview);

  adw_leaflet_navigate (self->leaflet, desk ? ADW_NAVIGATION_DIRECTION_FORWARD : ADW_NAVIGATION_DIRECTION_BACK);
}

static void
lay_out (YxSealingPage *self, GPtrArray *seals)
{
  GtkWidget *desk = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->leaflet = ADW_LEAFLET (adw_leaflet_new ());
  self->preview = YX_SEALING_PREVIEW (yx_sealing_preview_new (self->seat));
  gtk_box_append (GTK_BOX (desk), make_controls (self, seals));
  gtk_box_append (GTK_BOX (desk), gtk_separator_new (GTK_ORIENTATION_HORIZONTAL));
  gtk_box_append (GTK_BOX (desk), make_foot (self));
  gtk_widget_set_size_request (desk, DESK_WIDTH, -1);
  gtk_widget_set_size_request (GTK_WIDGET (self->preview), PAPER_WIDTH, -1);
  gtk_widget_set_hexpand (GTK_WIDGET (self->preview), TRUE);
  adw_leaflet_append (self->leaflet, desk);
  adw_leaflet_append (self->leaflet, GTK_WIDGET (self->preview));
  adw_leaflet_set_can_navigate_back (self->leaflet, TRUE);
  g_signal_connect_object (self->leaflet, "notify::folded", G_CALLBACK (fold_changed), self, G_CONNECT_SWAPPED);
  yx_sealing_preview_set_seal (self->preview, yx_seal_picker_get_seal (self->picker));
  yx_pane_frame_set_content (self->frame, GTK_WIDGET (self->leaflet));
}

static GtkWidget *
make_way (const char *label, const char *pane)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  gtk_widget_add_css_class (button, "suggested-action");
  gtk_widget_add_css_class (button, "pill");
  gtk_widget_set_halign (button, GTK_ALIGN_CENTER);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.pane");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "(ss)", pane, "");
  return button;
}

static void
show_table (YxSealingPage *self, const Table *table)
{
  g_autoptr (GPtrArray) seals = yx_seal_picker_usable (table->seals, g_get_real_time ());

  if (!table->certified)
    {
      GtkWidget *way = make_way (_("_Activate Certificate"), "certificates");

      g_signal_connect_object (way, "clicked", G_CALLBACK (leave), self, G_CONNECT_SWAPPED | G_CONNECT_AFTER);
      yx_pane_frame_show_empty (self->frame, "yx-certificates-symbolic", _("First a certificate"),
                                _("Seals are made and used with the enterprise's certificate. Activating it takes three steps."), way);
      return;
    }
  if (seals->len == 0)
    {
      GtkWidget *way = make_way (_("Make a _Seal"), "seals");

      g_signal_connect_object (way, "clicked", G_CALLBACK (leave), self, G_CONNECT_SWAPPED | G_CONNECT_AFTER);
      yx_pane_frame_show_empty (self->frame, "yx-seals-symbolic", _("First a seal"),
                                _("The enterprise has no valid seal for contracts yet."), way);
      return;
    }
  self->list = yx_sealing_list_new (table->documents, (const char *const *) self->ids);
  lay_out (self, seals);
  show_state (self);
  fold_changed (self);
  if (yx_sealing_list_length (self->list) > 0)
    show_document (self, 0);
  yx_pane_frame_show_content (self->frame);
  yx_unlock_send_code (self->unlock);
}

static void
loaded (GObject *seat, GAsyncResult *result, gpointer data)
{
  g_autoptr (YxSealingPage) self = data;
  g_autoptr (GError) error = NULL;
  Table *table = yx_seat_run_finish (YX_SEAT (seat), result, &error);

  if (!g_cancellable_is_cancelled (self->cancellable))
    {
      if (table != NULL)
        show_table (self, table);
      else
        yx_pane_frame_show_error (self->frame, error);
    }
  g_clear_pointer (&table, free_table);
}

static void
load (YxSealingPage *self)
{
  yx_pane_frame_show_loading (self->frame);
  yx_seat_run (self->seat, YX_LANE_READ, fetch, NULL, NULL, free_table, self->cancellable, loaded, g_object_ref (self));
}

static void
yx_sealing_page_dispose (GObject *object)
{
  YxSealingPage *self = YX_SEALING_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  if (self->act != NULL)
    yx_sealing_act_stop (self->act);
  lock_keys (self);
  G_OBJECT_CLASS (yx_sealing_page_parent_class)->dispose (object);
}

static void
yx_sealing_page_finalize (GObject *object)
{
  YxSealingPage *self = YX_SEALING_PAGE (object);

  g_clear_object (&self->seat);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->list, yx_sealing_list_free);
  g_ptr_array_unref (self->rows);
  g_strfreev (self->ids);
  G_OBJECT_CLASS (yx_sealing_page_parent_class)->finalize (object);
}

static void
yx_sealing_page_class_init (YxSealingPageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = yx_sealing_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = yx_sealing_page_finalize;
  /**
   * YxSealingPage::left:
   *
   * The page is done with, or somebody goes elsewhere; what is under way is finished.
   */
  signals[SIGNAL_LEFT] = g_signal_new ("left", YX_TYPE_SEALING_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
yx_sealing_page_init (YxSealingPage *self)
{
  GtkWidget *back = make_button (self, _("_Back"), NULL, G_CALLBACK (leave));

  self->cancellable = g_cancellable_new ();
  self->rows = g_ptr_array_new ();
  self->frame = yx_pane_frame_new (_("Seal Documents"));
  self->look = gtk_button_new_with_mnemonic (_("_Document"));
  gtk_widget_set_visible (self->look, FALSE);
  g_signal_connect_swapped (self->look, "clicked", G_CALLBACK (turn), self);
  adw_header_bar_pack_start (yx_pane_frame_get_header (self->frame), back);
  adw_header_bar_pack_end (yx_pane_frame_get_header (self->frame), self->look);
  g_signal_connect_swapped (self->frame, "retry", G_CALLBACK (load), self);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->frame));
}

/**
 * yx_sealing_page_new:
 * @seat: an enterprise
 * @documents: (array zero-terminated=1): ids of its documents
 *
 * Returns: (transfer floating): a page; ::left tells when to take it away
 */
GtkWidget *
yx_sealing_page_new (YxSeat *seat, const char *const *documents)
{
  YxSealingPage *self = g_object_new (YX_TYPE_SEALING_PAGE, NULL);

  self->seat = g_object_ref (seat);
  self->ids = g_strdupv ((char **) documents);
  g_signal_connect_object (seat, "notify::online", G_CALLBACK (online_changed), self, G_CONNECT_SWAPPED);
  load (self);
  return GTK_WIDGET (self);
}

/**
 * yx_sealing_page_get_running:
 * @self: a page
 *
 * Returns: whether documents are being sealed
 */
gboolean
yx_sealing_page_get_running (YxSealingPage *self)
{
  g_return_val_if_fail (YX_IS_SEALING_PAGE (self), FALSE);
  return self->act != NULL;
}
