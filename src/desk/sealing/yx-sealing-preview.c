/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/sealing/yx-sealing-preview.h"

#include <glib/gi18n-lib.h>

#include "desk/document/yx-document-view.h"
#include "desk/seals/yx-seal-picture.h"
#include "flow/yx-flow-document.h"
#include "model/yx-rights.h"
#include "pdf/yx-pdf-place.h"

#define POINTS_PER_MM (72 / 25.4)
#define FINE 2 /* drawn for twice life size: people look closely */

/* A document as it was fetched. */
typedef struct
{
  YxHeldDocument *held; /* (owned) */
  YxPdfPlace employer;
  YxPdfPlace head;
  gboolean has_head;
} Sheet;

struct _YxSealingPreview
{
  AdwBin parent_instance;

  YxSeat *seat;              /* (owned) */
  YxSeal *seal;              /* (owned) (nullable) */
  Sheet *sheet;              /* (owned) (nullable) */
  GCancellable *cancellable; /* (owned) (nullable): of what is fetched now */
  YxDocumentView *view;
  GtkWidget *mark; /* (unowned) (nullable): on the paper */
};

G_DEFINE_FINAL_TYPE (YxSealingPreview, yx_sealing_preview, ADW_TYPE_BIN)

static void
free_sheet (gpointer data)
{
  Sheet *sheet = data;

  g_clear_pointer (&sheet->held, yx_held_document_free);
  g_free (sheet);
}

static gpointer
fetch (YxActor *actor, gpointer data, GCancellable *cancellable, GError **error)
{
  Sheet *sheet = g_new0 (Sheet, 1);

  sheet->held = yx_flow_document (actor, data, cancellable, error);
  if (sheet->held == NULL || !yx_pdf_find_place (sheet->held->bytes, "yx.employer", &sheet->employer, error))
    {
      free_sheet (sheet);
      return NULL;
    }
  sheet->has_head = yx_pdf_find_place (sheet->held->bytes, "yx.head", &sheet->head, NULL);
  return sheet;
}

static void
stop_fetching (YxSealingPreview *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static void
yx_sealing_preview_dispose (GObject *object)
{
  YxSealingPreview *self = YX_SEALING_PREVIEW (object);

  stop_fetching (self);
  G_OBJECT_CLASS (yx_sealing_preview_parent_class)->dispose (object);
}

static void
yx_sealing_preview_finalize (GObject *object)
{
  YxSealingPreview *self = YX_SEALING_PREVIEW (object);

  g_clear_object (&self->seat);
  g_clear_pointer (&self->seal, yx_seal_unref);
  g_clear_pointer (&self->sheet, free_sheet);
  G_OBJECT_CLASS (yx_sealing_preview_parent_class)->finalize (object);
}

static void
yx_sealing_preview_class_init (YxSealingPreviewClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = yx_sealing_preview_dispose;
  G_OBJECT_CLASS (klass)->finalize = yx_sealing_preview_finalize;
}

/* As the signature's appearance puts it: at true size where there is room, else smaller, in the middle. */
static YxPdfBox
find_box (const YxSeal *seal, const YxPdfBox *mark)
{
  double width = (double) seal->width * POINTS_PER_MM;
  double height = (double) seal->height * POINTS_PER_MM;
  double factor = MIN (1, MIN (mark->width / width, mark->height / height));

  return (YxPdfBox) { mark->x + (mark->width - width * factor) / 2, mark->y + (mark->height - height * factor) / 2,
                      width * factor, height * factor };
}

static const YxPdfPlace *
place_of (const Sheet *sheet, const YxSeal *seal)
{
  const char *field = yx_seal_place ((YxSealKind) seal->kind);

  if (field == NULL || yx_held_document_filled (sheet->held, field))
    return NULL;
  if (g_str_equal (field, "yx.employer"))
    return &sheet->employer;
  return sheet->has_head ? &sheet->head : NULL;
}

static void
take_mark_away (YxSealingPreview *self)
{
  if (self->mark != NULL)
    yx_document_view_remove_overlay (self->view, self->mark);
  self->mark = NULL;
}

static void
put_mark (YxSealingPreview *self)
{
  const YxPdfPlace *place = self->sheet != NULL && self->seal != NULL ? place_of (self->sheet, self->seal) : NULL;
  YxPdfBox box;

  take_mark_away (self);
  if (place == NULL || !yx_document_view_get_ready (self->view))
    return;
  box = find_box (self->seal, &place->mark);
  self->mark = yx_seal_picture_new (FINE);
  yx_seal_picture_set_fits (YX_SEAL_PICTURE (self->mark), TRUE);
  yx_seal_picture_set_seal (YX_SEAL_PICTURE (self->mark), self->seal);
  gtk_widget_set_can_target (self->mark, FALSE);
  yx_document_view_add_overlay (self->view, self->mark, place->page, &box);
  yx_document_view_show_field (self->view, yx_seal_place ((YxSealKind) self->seal->kind), FALSE);
}

static void
yx_sealing_preview_init (YxSealingPreview *self)
{
  self->view = YX_DOCUMENT_VIEW (yx_document_view_new ());
  g_signal_connect_object (self->view, "notify::ready", G_CALLBACK (put_mark), self, G_CONNECT_SWAPPED);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->view));
}

static void
fetched (GObject *seat, GAsyncResult *result, gpointer data)
{
  g_autoptr (YxSealingPreview) self = data;
  g_autoptr (GError) error = NULL;
  Sheet *sheet = yx_seat_run_finish (YX_SEAT (seat), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->cancellable == NULL)
    {
      g_clear_pointer (&sheet, free_sheet);
      return;
    }
  if (sheet == NULL)
    {
      yx_document_view_set_failed (self->view, error);
      return;
    }
  g_clear_pointer (&self->sheet, free_sheet);
  self->sheet = sheet;
  yx_document_view_set_bytes (self->view, sheet->held->bytes, sheet->held->verdict);
  put_mark (self);
}

/**
 * yx_sealing_preview_new:
 * @seat: an enterprise
 *
 * Returns: (transfer floating): a preview of nothing
 */
GtkWidget *
yx_sealing_preview_new (YxSeat *seat)
{
  YxSealingPreview *self = g_object_new (YX_TYPE_SEALING_PREVIEW, NULL);

  self->seat = g_object_ref (seat);
  return GTK_WIDGET (self);
}

/**
 * yx_sealing_preview_show:
 * @self: a preview
 * @document: a document's id
 * @title: what it is, for people
 *
 * Fetches it, has it judged, and shows it.
 */
void
yx_sealing_preview_show (YxSealingPreview *self, const char *document, const char *title)
{
  g_return_if_fail (YX_IS_SEALING_PREVIEW (self));
  stop_fetching (self);
  take_mark_away (self);
  g_clear_pointer (&self->sheet, free_sheet);
  self->cancellable = g_cancellable_new ();
  yx_document_view_set_title (self->view, title);
  yx_document_view_set_loading (self->view);
  yx_seat_run (self->seat, YX_LANE_READ, fetch, g_strdup (document), g_free, free_sheet, self->cancellable, fetched,
               g_object_ref (self));
}

/**
 * yx_sealing_preview_set_seal:
 * @self: a preview
 * @seal: (nullable): the seal that is to stand in its place
 */
void
yx_sealing_preview_set_seal (YxSealingPreview *self, YxSeal *seal)
{
  g_return_if_fail (YX_IS_SEALING_PREVIEW (self));
  g_clear_pointer (&self->seal, yx_seal_unref);
  self->seal = seal != NULL ? yx_seal_ref (seal) : NULL;
  put_mark (self);
}

/**
 * yx_sealing_preview_is_sealed:
 * @self: a preview
 *
 * Returns: whether the seal stands on the paper
 */
gboolean
yx_sealing_preview_is_sealed (YxSealingPreview *self)
{
  g_return_val_if_fail (YX_IS_SEALING_PREVIEW (self), FALSE);
  return self->mark != NULL;
}
