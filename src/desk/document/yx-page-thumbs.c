/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/document/yx-page-thumbs.h"

#include <glib/gi18n-lib.h>

#define SIDE 132

struct _YxPageThumbs
{
  AdwBin parent_instance;

  YxPageCanvas *canvas;    /* (unowned) (nullable): beside it in the view */
  YxPdfRenderer *renderer; /* (owned) (nullable) */
  YxTileCache *cache;      /* (owned): of GdkTexture */
  GQueue waiting;          /* of Errand: one is drawn at a time, so that the pages themselves never wait for many */
  struct Errand *drawn;    /* (unowned) (nullable): on its way */
  gulong follows;

  GtkListView *list;
  GtkSingleSelection *selection;
};

/* A small picture that is wanted. */
typedef struct Errand
{
  YxPageThumbs *self;         /* (owned) once it is on its way */
  GtkPicture *picture;        /* where it goes; it stops the errand before it dies */
  GCancellable *cancellable;  /* (owned) */
  YxTile tile;
} Errand;

G_DEFINE_FINAL_TYPE (YxPageThumbs, yx_page_thumbs, ADW_TYPE_BIN)

static void draw_next (YxPageThumbs *self);

static void
free_errand (gpointer data)
{
  g_object_unref (((Errand *) data)->cancellable);
  g_free (data);
}

static void
take_picture (GObject *source, GAsyncResult *result, gpointer data)
{
  Errand *errand = data;
  g_autoptr (YxPageThumbs) self = errand->self;
  GdkTexture *texture = yx_pdf_renderer_draw_finish (YX_PDF_RENDERER (source), result, NULL);

  if (!g_cancellable_is_cancelled (errand->cancellable))
    {
      gtk_picture_set_paintable (errand->picture, texture != NULL ? GDK_PAINTABLE (texture) : NULL);
      yx_tile_cache_put (self->cache, &errand->tile, g_steal_pointer (&texture), SIDE * SIDE * YX_PDF_PIXEL);
    }
  g_clear_object (&texture);
  if (self->drawn == errand)
    self->drawn = NULL;
  free_errand (errand);
  draw_next (self);
}

static void
draw_next (YxPageThumbs *self)
{
  if (self->drawn != NULL || self->renderer == NULL || g_queue_is_empty (&self->waiting))
    return;
  self->drawn = g_queue_pop_head (&self->waiting);
  self->drawn->self = g_object_ref (self);
  yx_pdf_renderer_thumbnail (self->renderer, self->drawn->tile.page, SIDE * self->drawn->tile.scale, self->drawn->cancellable,
                             take_picture, self->drawn);
}

/* Whatever is wanted for @picture is wanted no longer. */
static void
stop_picture (YxPageThumbs *self, GtkPicture *picture)
{
  if (self->drawn != NULL && self->drawn->picture == picture)
    g_cancellable_cancel (self->drawn->cancellable);
  for (GList *at = self->waiting.head; at != NULL; at = at->next)
    if (((Errand *) at->data)->picture == picture)
      {
        free_errand (at->data);
        g_queue_delete_link (&self->waiting, at);
        return;
      }
}

static void
stop_all (YxPageThumbs *self)
{
  if (self->drawn != NULL)
    g_cancellable_cancel (self->drawn->cancellable);
  self->drawn = NULL;
  g_queue_clear_full (&self->waiting, free_errand);
}

static void
set_up (YxPageThumbs *self, GtkListItem *item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *picture = g_object_new (GTK_TYPE_PICTURE, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  GtkWidget *label = gtk_label_new (NULL);

  gtk_widget_set_size_request (picture, -1, SIDE);
  gtk_picture_set_can_shrink (GTK_PICTURE (picture), TRUE);
  gtk_widget_set_halign (picture, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (picture, "thumbnail");
  gtk_widget_add_css_class (label, "caption");
  gtk_widget_set_margin_top (box, 6);
  gtk_widget_set_margin_bottom (box, 6);
  gtk_box_append (GTK_BOX (box), picture);
  gtk_box_append (GTK_BOX (box), label);
  gtk_list_item_set_child (item, box);
}

static void
bind (YxPageThumbs *self, GtkListItem *item)
{
  GtkWidget *box = gtk_list_item_get_child (item);
  GtkWidget *picture = gtk_widget_get_first_child (box);
  guint page = gtk_list_item_get_position (item) + 1;
  g_autofree char *number = g_strdup_printf ("%u", page);
  const int device = gtk_widget_get_scale_factor (GTK_WIDGET (self));
  const YxTile tile = { .page = page, .scale = (guint) device };
  gpointer known = NULL;
  Errand *errand;

  gtk_label_set_label (GTK_LABEL (gtk_widget_get_last_child (box)), number);
  if (yx_tile_cache_find (self->cache, &tile, &known) || self->renderer == NULL)
    {
      gtk_picture_set_paintable (GTK_PICTURE (picture), known);
      return;
    }
  gtk_picture_set_paintable (GTK_PICTURE (picture), NULL);
  errand = g_new0 (Errand, 1);
  errand->picture = GTK_PICTURE (picture);
  errand->cancellable = g_cancellable_new ();
  errand->tile = tile;
  g_queue_push_tail (&self->waiting, errand);
  draw_next (self);
}

static void
unbind (YxPageThumbs *self, GtkListItem *item)
{
  GtkWidget *box = gtk_list_item_get_child (item);

  if (box != NULL)
    stop_picture (self, GTK_PICTURE (gtk_widget_get_first_child (box)));
}

static void
activated (YxPageThumbs *self, guint position)
{
  if (self->canvas != NULL)
    yx_page_canvas_show_page (self->canvas, position + 1);
}

static void
follow_page (YxPageThumbs *self)
{
  guint page = self->canvas != NULL ? yx_page_canvas_get_page (self->canvas) : 0;

  if (page == 0 || gtk_single_selection_get_selected (self->selection) == page - 1)
    return;
  gtk_single_selection_set_selected (self->selection, page - 1);
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    gtk_widget_activate_action (GTK_WIDGET (self->list), "list.scroll-to-item", "u", page - 1);
}

/* Only who looks at it has it filled: with its model a list makes rows, seen or not, and each wants a picture. */
static void
fill (YxPageThumbs *self)
{
  g_autoptr (GtkStringList) pages = NULL;

  if (self->canvas == NULL || gtk_single_selection_get_model (self->selection) != NULL)
    return;
  pages = gtk_string_list_new (NULL);
  for (guint page = 1; page <= yx_page_canvas_get_n_pages (self->canvas); page++)
    {
      g_autofree char *number = g_strdup_printf ("%u", page);

      gtk_string_list_append (pages, number);
    }
  gtk_single_selection_set_model (self->selection, G_LIST_MODEL (pages));
  follow_page (self);
}

/* Unfolded, it begins at the page that is shown. */
static void
show_current (YxPageThumbs *self)
{
  guint selected;

  fill (self);
  selected = gtk_single_selection_get_selected (self->selection);
  if (selected != GTK_INVALID_LIST_POSITION)
    gtk_widget_activate_action (GTK_WIDGET (self->list), "list.scroll-to-item", "u", selected);
}

static void
leave_canvas (YxPageThumbs *self)
{
  if (self->canvas != NULL && self->follows != 0)
    g_signal_handler_disconnect (self->canvas, self->follows);
  self->follows = 0;
  self->canvas = NULL;
}

static void
yx_page_thumbs_dispose (GObject *object)
{
  YxPageThumbs *self = YX_PAGE_THUMBS (object);

  leave_canvas (self);
  stop_all (self);
  if (self->selection != NULL)
    gtk_single_selection_set_model (self->selection, NULL);
  g_clear_object (&self->renderer);
  G_OBJECT_CLASS (yx_page_thumbs_parent_class)->dispose (object);
}

static void
yx_page_thumbs_finalize (GObject *object)
{
  yx_tile_cache_free (YX_PAGE_THUMBS (object)->cache);
  G_OBJECT_CLASS (yx_page_thumbs_parent_class)->finalize (object);
}

static void
yx_page_thumbs_class_init (YxPageThumbsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = yx_page_thumbs_dispose;
  G_OBJECT_CLASS (klass)->finalize = yx_page_thumbs_finalize;
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/yinxin/Yinxin/ui/page-thumbs.ui");
  gtk_widget_class_bind_template_child (widget_class, YxPageThumbs, list);
  gtk_widget_class_bind_template_child (widget_class, YxPageThumbs, selection);
  gtk_widget_class_bind_template_callback (widget_class, set_up);
  gtk_widget_class_bind_template_callback (widget_class, bind);
  gtk_widget_class_bind_template_callback (widget_class, unbind);
  gtk_widget_class_bind_template_callback (widget_class, activated);
}

static void
yx_page_thumbs_init (YxPageThumbs *self)
{
  self->cache = yx_tile_cache_new (YX_PAGE_THUMBS_LIMIT, g_object_unref);
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect (self, "map", G_CALLBACK (show_current), NULL);
}

/**
 * yx_page_thumbs_set_pages:
 * @canvas: what shows the pages; it lives as long as this
 * @renderer: (nullable): what draws them; %NULL: none are shown
 */
void
yx_page_thumbs_set_pages (YxPageThumbs *self, YxPageCanvas *canvas, YxPdfRenderer *renderer)
{
  g_return_if_fail (YX_IS_PAGE_THUMBS (self));
  leave_canvas (self);
  stop_all (self);
  gtk_single_selection_set_model (self->selection, NULL);
  yx_tile_cache_clear (self->cache);
  g_set_object (&self->renderer, renderer);
  if (renderer == NULL)
    return;
  self->canvas = canvas;
  self->follows = g_signal_connect_swapped (canvas, "notify::page", G_CALLBACK (follow_page), self);
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    fill (self);
}
