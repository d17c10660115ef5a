/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/document/yx-page-find.h"

#include <glib/gi18n-lib.h>

#include "desk/document/yx-find-hits.h"

struct _YxPageFind
{
  AdwBin parent_instance;

  YxPageCanvas *canvas;    /* (unowned) (nullable): beside it in the view */
  YxPdfRenderer *renderer; /* (owned) (nullable) */
  GCancellable *cancellable; /* (owned) (nullable) */
  char *text;                /* (owned) (nullable): what is looked for */
  YxFindHits *hits;          /* (owned) (nullable) */
  YxFindHit current;
  guint start; /* the page that was looked at first */
  guint page;  /* the page that is looked at */

  GtkRevealer *revealer;
  GtkSearchEntry *entry;
  GtkLabel *count;
  GtkWidget *previous;
  GtkWidget *next;
};

G_DEFINE_FINAL_TYPE (YxPageFind, yx_page_find, ADW_TYPE_BIN)

static void look_at_page (YxPageFind *self);

static void
show_count (YxPageFind *self)
{
  gboolean any = self->hits != NULL && self->hits->total > 0;
  g_autofree char *words = NULL;

  if (any)
    /* Translators: which of the places where a text was found is shown, of how many. */
    words = g_strdup_printf (_("%u of %u"), yx_find_hits_number (self->hits, &self->current), self->hits->total);
  else if (self->hits != NULL)
    words = g_strdup (yx_find_hits_done (self->hits) ? _("Not found") : _("Looking…"));
  gtk_label_set_label (self->count, words != NULL ? words : "");
  gtk_widget_set_sensitive (self->previous, any);
  gtk_widget_set_sensitive (self->next, any);
  if (self->hits != NULL && yx_find_hits_done (self->hits) && !any)
    gtk_widget_add_css_class (GTK_WIDGET (self->entry), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->entry), "error");
}

static void
show_hits (YxPageFind *self)
{
  if (self->canvas != NULL)
    yx_page_canvas_set_hits (self->canvas, self->hits != NULL ? self->hits->pages : NULL, self->current.page, self->current.index);
  show_count (self);
}

static void
go_to_current (YxPageFind *self)
{
  if (self->current.page > 0)
    yx_page_canvas_show_box (self->canvas, self->current.page, yx_find_hits_box (self->hits, &self->current), FALSE);
  show_hits (self);
}

static void
forget (YxPageFind *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->text, g_free);
  g_clear_pointer (&self->hits, yx_find_hits_free);
  self->current = (YxFindHit) { 0, 0 };
}

static void
take_hits (GObject *source, GAsyncResult *result, gpointer data)
{
  YxPageFind *self = data;
  g_autoptr (GError) error = NULL;
  GArray *boxes = yx_pdf_renderer_find_finish (YX_PDF_RENDERER (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  yx_find_hits_take (self->hits, self->page, boxes);
  self->page = self->page % self->hits->pages->len + 1;
  if (self->current.page == 0 && self->hits->total > 0)
    {
      self->current = yx_find_hits_first (self->hits, self->start);
      go_to_current (self);
    }
  else
    show_hits (self);
  if (!yx_find_hits_done (self->hits))
    look_at_page (self);
}

/* One page at a time, so that what is to be drawn meanwhile does not wait for all. */
static void
look_at_page (YxPageFind *self)
{
  yx_pdf_renderer_find (self->renderer, self->page, self->text, self->cancellable, take_hits, self);
}

static void
search_changed (YxPageFind *self)
{
  yx_page_find_search (self, gtk_editable_get_text (GTK_EDITABLE (self->entry)));
}

static void
go_next (YxPageFind *self)
{
  yx_page_find_step (self, 1);
}

static void
go_previous (YxPageFind *self)
{
  yx_page_find_step (self, -1);
}

static void
yx_page_find_dispose (GObject *object)
{
  YxPageFind *self = YX_PAGE_FIND (object);

  self->canvas = NULL;
  forget (self);
  g_clear_object (&self->renderer);
  G_OBJECT_CLASS (yx_page_find_parent_class)->dispose (object);
}

static void
yx_page_find_class_init (YxPageFindClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = yx_page_find_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/yinxin/Yinxin/ui/page-find.ui");
  gtk_widget_class_bind_template_child (widget_class, YxPageFind, revealer);
  gtk_widget_class_bind_template_child (widget_class, YxPageFind, entry);
  gtk_widget_class_bind_template_child (widget_class, YxPageFind, count);
  gtk_widget_class_bind_template_child (widget_class, YxPageFind, previous);
  gtk_widget_class_bind_template_child (widget_class, YxPageFind, next);
  gtk_widget_class_bind_template_callback (widget_class, search_changed);
  gtk_widget_class_bind_template_callback (widget_class, go_next);
  gtk_widget_class_bind_template_callback (widget_class, go_previous);
  gtk_widget_class_bind_template_callback (widget_class, yx_page_find_close);
}

static void
yx_page_find_init (YxPageFind *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * yx_page_find_set_pages:
 * @canvas: what shows the pages; it lives as long as this
 * @renderer: (nullable): what reads them
 *
 * Forgets what was found before.
 */
void
yx_page_find_set_pages (YxPageFind *self, YxPageCanvas *canvas, YxPdfRenderer *renderer)
{
  g_return_if_fail (YX_IS_PAGE_FIND (self));
  forget (self);
  self->canvas = canvas;
  g_set_object (&self->renderer, renderer);
  show_hits (self);
}

/**
 * yx_page_find_open:
 *
 * Shows the bar, or goes back into it.
 */
void
yx_page_find_open (YxPageFind *self)
{
  g_return_if_fail (YX_IS_PAGE_FIND (self));
  gtk_revealer_set_reveal_child (self->revealer, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
  gtk_editable_select_region (GTK_EDITABLE (self->entry), 0, -1);
}

/**
 * yx_page_find_close:
 *
 * Hides the bar, and what was found with it.
 */
void
yx_page_find_close (YxPageFind *self)
{
  g_return_if_fail (YX_IS_PAGE_FIND (self));
  gtk_revealer_set_reveal_child (self->revealer, FALSE);
  forget (self);
  show_hits (self);
  if (self->canvas != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (self->canvas));
}

/**
 * yx_page_find_step:
 * @direction: 1 for the next, -1 for the one before
 */
void
yx_page_find_step (YxPageFind *self, int direction)
{
  g_return_if_fail (YX_IS_PAGE_FIND (self));
  if (self->hits == NULL || self->hits->total == 0)
    return;
  self->current = yx_find_hits_step (self->hits, &self->current, direction);
  go_to_current (self);
}

/**
 * yx_page_find_search:
 * @text: what to look for, from the page on that is shown; empty: nothing
 */
void
yx_page_find_search (YxPageFind *self, const char *text)
{
  g_return_if_fail (YX_IS_PAGE_FIND (self));
  if (g_strcmp0 (self->text, text) == 0)
    return;
  forget (self);
  if (text[0] != '\0' && self->renderer != NULL)
    {
      self->text = g_strdup (text);
      self->hits = yx_find_hits_new (yx_page_canvas_get_n_pages (self->canvas));
      self->cancellable = g_cancellable_new ();
      self->start = self->page = MAX (yx_page_canvas_get_page (self->canvas), 1);
      look_at_page (self);
    }
  show_hits (self);
}

/**
 * yx_page_find_total:
 *
 * Returns: how many places were found so far
 */
guint
yx_page_find_total (YxPageFind *self)
{
  g_return_val_if_fail (YX_IS_PAGE_FIND (self), 0);
  return self->hits != NULL ? self->hits->total : 0;
}
