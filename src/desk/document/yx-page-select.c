/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/document/yx-page-select.h"

struct _YxPageSelect
{
  YxPageCanvas *canvas;      /* (unowned): lives longer */
  GtkGesture *gesture;       /* (unowned): the canvas's */
  YxPdfRenderer *renderer;   /* (owned) (nullable) */
  GCancellable *cancellable; /* (owned) (nullable) */
  YxPageSpot from, to;
  YxPageSpot begun;
  char *text; /* (owned) (nullable) */
  gboolean asking;
  gboolean again; /* the end has moved on since it was asked for */
};

static void ask (YxPageSelect *select);

static void
forget (YxPageSelect *select)
{
  if (select->cancellable != NULL)
    g_cancellable_cancel (select->cancellable);
  g_clear_object (&select->cancellable);
  g_clear_pointer (&select->text, g_free);
  select->asking = select->again = FALSE;
  yx_page_canvas_set_selection (select->canvas, 0, NULL);
}

static void
take_selection (GObject *source, GAsyncResult *result, gpointer data)
{
  YxPageSelect *select = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (YxPdfSelection) selection = yx_pdf_renderer_select_finish (YX_PDF_RENDERER (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  select->asking = FALSE;
  g_clear_pointer (&select->text, g_free);
  if (selection != NULL)
    {
      select->text = g_steal_pointer (&selection->text);
      yx_page_canvas_set_selection (select->canvas, select->from.page, selection->boxes);
    }
  if (select->again)
    ask (select);
}

static void
ask (YxPageSelect *select)
{
  select->again = select->asking;
  if (select->asking || select->renderer == NULL)
    return;
  if (select->cancellable == NULL)
    select->cancellable = g_cancellable_new ();
  select->asking = TRUE;
  yx_pdf_renderer_select (select->renderer, &select->from, &select->to, select->cancellable, take_selection, select);
}

/* A finger scrolls; pointer and pen select. */
static void
drag_begin (GtkGestureDrag *gesture, double x, double y, gpointer data)
{
  YxPageSelect *select = data;
  GdkDevice *device = gtk_gesture_get_device (GTK_GESTURE (gesture));

  forget (select);
  gtk_widget_grab_focus (GTK_WIDGET (select->canvas));
  if ((device != NULL && gdk_device_get_source (device) == GDK_SOURCE_TOUCHSCREEN) ||
      !yx_page_canvas_spot_at (select->canvas, x, y, &select->begun))
    gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_DENIED);
}

static void
drag_update (GtkGestureDrag *gesture, double dx, double dy, gpointer data)
{
  YxPageSelect *select = data;
  YxPageSpot spot;
  double x, y;

  gtk_gesture_drag_get_start_point (gesture, &x, &y);
  if (yx_page_canvas_spot_at (select->canvas, x + dx, y + dy, &spot) && spot.page == select->begun.page)
    yx_page_select_between (select, &select->begun, &spot);
}

/**
 * yx_page_select_new:
 * @canvas: pages; they live longer
 *
 * Returns: (transfer full): nothing is selected yet
 */
YxPageSelect *
yx_page_select_new (YxPageCanvas *canvas)
{
  YxPageSelect *select = g_new0 (YxPageSelect, 1);

  select->canvas = canvas;
  select->gesture = gtk_gesture_drag_new ();
  g_signal_connect (select->gesture, "drag-begin", G_CALLBACK (drag_begin), select);
  g_signal_connect (select->gesture, "drag-update", G_CALLBACK (drag_update), select);
  gtk_widget_add_controller (GTK_WIDGET (canvas), GTK_EVENT_CONTROLLER (select->gesture));
  return select;
}

/**
 * yx_page_select_free:
 * @select: (transfer full): a selection
 */
void
yx_page_select_free (YxPageSelect *select)
{
  forget (select);
  gtk_widget_remove_controller (GTK_WIDGET (select->canvas), GTK_EVENT_CONTROLLER (select->gesture));
  g_clear_object (&select->renderer);
  g_free (select);
}

/**
 * yx_page_select_set_renderer:
 * @renderer: (nullable): what reads the pages
 *
 * Nothing is selected afterwards.
 */
void
yx_page_select_set_renderer (YxPageSelect *select, YxPdfRenderer *renderer)
{
  forget (select);
  g_set_object (&select->renderer, renderer);
}

/**
 * yx_page_select_between:
 * @from: where the selection begins
 * @to: where it ends, on the same page
 */
void
yx_page_select_between (YxPageSelect *select, const YxPageSpot *from, const YxPageSpot *to)
{
  g_return_if_fail (from->page == to->page);
  select->from = *from;
  select->to = *to;
  ask (select);
}

/**
 * yx_page_select_text:
 *
 * Returns: (transfer none) (nullable): what is selected
 */
const char *
yx_page_select_text (YxPageSelect *select)
{
  return select->text;
}

/**
 * yx_page_select_copy:
 *
 * Puts what is selected onto the clipboard.
 */
void
yx_page_select_copy (YxPageSelect *select)
{
  if (select->text != NULL && select->text[0] != '\0')
    gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (select->canvas)), select->text);
}
