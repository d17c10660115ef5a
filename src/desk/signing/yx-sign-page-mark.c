/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "desk/common/yx-pane.h"
#include "desk/signing/yx-mark-texture.h"
#include "desk/signing/yx-sign-page-private.h"
#include "ink/yx-ink-mark.h"

/* What is drawn on the reading lane's thread. */
typedef struct
{
  YxSignCase *what;
  GBytes *mark;
} Drawing;

static void
free_drawing (gpointer data)
{
  Drawing *drawing = data;

  yx_sign_case_unref (drawing->what);
  g_bytes_unref (drawing->mark);
  g_free (drawing);
}

static gpointer
draw (YxActor *actor, gpointer data, GCancellable *cancellable, GError **error)
{
  const Drawing *drawing = data;

  return yx_mark_texture_new (drawing->mark, &drawing->what->place.mark, error);
}

/* The mark lies where it is going to stand, on the paper that was read. */
static void
lay_on_paper (YxSignPage *self, GdkTexture *texture)
{
  g_autofree char *label = g_strdup_printf (_("Signature of %s"), self->what->held->record->w_name);

  if (self->picture != NULL)
    yx_document_view_remove_overlay (self->view, self->picture);
  self->picture = gtk_picture_new_for_paintable (GDK_PAINTABLE (texture));
  gtk_widget_set_can_target (self->picture, FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->picture), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  yx_document_view_add_overlay (self->view, self->picture, self->what->place.page, &self->what->place.mark);
}

static void
drawn (GObject *seat, GAsyncResult *result, gpointer data)
{
  g_autoptr (YxSignPage) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GdkTexture) texture = yx_seat_run_finish (YX_SEAT (seat), result, &error);

  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  yx_sign_page_set_busy (self, FALSE);
  if (texture == NULL)
    {
      yx_pane_toast_error (GTK_WIDGET (self), error);
      return;
    }
  lay_on_paper (self, texture);
  self->facts.marked = TRUE;
  yx_sign_page_show_step (self, yx_sign_step_next (YX_SIGN_STEP_DRAW, &self->facts));
}

static void
use_mark (YxSignPage *self, GBytes *mark, YxStrokes *strokes)
{
  Drawing *drawing = g_new0 (Drawing, 1);

  g_clear_pointer (&self->mark, g_bytes_unref);
  g_clear_pointer (&self->drawn, yx_strokes_unref);
  self->mark = g_bytes_ref (mark);
  self->drawn = strokes != NULL ? yx_strokes_ref (strokes) : NULL;
  drawing->what = yx_sign_case_ref (self->what);
  drawing->mark = g_bytes_ref (mark);
  yx_sign_page_set_busy (self, TRUE);
  yx_seat_run (self->seat, YX_LANE_READ, draw, drawing, free_drawing, g_object_unref, self->cancellable, drawn,
               g_object_ref (self));
}

static void
use_strokes (YxSignPage *self, YxStrokes *strokes, gboolean now)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) mark = yx_ink_mark_pdf (strokes, &error);

  if (mark != NULL)
    use_mark (self, mark, now ? strokes : NULL);
  else
    yx_pane_toast_error (GTK_WIDGET (self), error);
}

/* What stands on the canvas becomes the mark. */
void
yx_sign_page_take_drawing (YxSignPage *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YxStrokes) strokes = yx_canvas_get_strokes (self->canvas, &error);

  if (strokes != NULL)
    use_strokes (self, strokes, TRUE);
  else
    yx_pane_toast_error (GTK_WIDGET (self), error);
}

/* The signature that was drawn for an earlier document. */
void
yx_sign_page_use_last (YxSignPage *self)
{
  if (self->what != NULL && self->what->last != NULL && !self->busy)
    use_strokes (self, self->what->last, FALSE);
}

/* For who cannot write: the name, as spec.md 3.5-1 has it. */
void
yx_sign_page_use_name (YxSignPage *self)
{
  if (self->what != NULL && self->what->named != NULL && !self->busy)
    use_mark (self, self->what->named, NULL);
}
