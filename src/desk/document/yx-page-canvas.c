/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/document/yx-page-canvas.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "desk/document/yx-page-hand.h"
#include "desk/document/yx-page-overlays.h"
#include "desk/document/yx-page-picture.h"
#include "desk/document/yx-page-tiles.h"

#define MAX_WANTED 64
#define AHEAD 0.5 /* of what is seen, drawn before it is seen */

struct _YxPageCanvas
{
  GtkWidget parent_instance;

  GtkAdjustment *adjustments[2]; /* (owned) (nullable): across, down */
  GtkScrollablePolicy policies[2];
  YxPageLayout *layout; /* (owned) (nullable) */
  YxPageTiles *tiles;   /* (owned) (nullable) */
  YxPagePicture picture;
  YxPageOverlays *overlays; /* (owned) */
  YxPageFit fit;
  double zoom;
  guint page;
  YxPageSpot pending; /* to be shown once there is a size; page 0 for none */
  int width, height;
  gboolean arranging;
  guint telling; /* a source: properties are told of when the layout is done */
  guint told_page;
  double told_zoom;
};

enum
{
  PROP_0,
  PROP_PAGE,
  PROP_ZOOM,
  N_PROPS,
  PROP_HADJUSTMENT = N_PROPS,
  PROP_VADJUSTMENT,
  PROP_HSCROLL_POLICY,
  PROP_VSCROLL_POLICY,
};

static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE_WITH_CODE (YxPageCanvas, yx_page_canvas, GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_SCROLLABLE, NULL))

static double
scrolled (YxPageCanvas *self, GtkOrientation orientation)
{
  GtkAdjustment *adjustment = self->adjustments[orientation];

  return adjustment != NULL ? floor (gtk_adjustment_get_value (adjustment)) : 0;
}

/* --- what is wanted --------------------------------------------------------------------------- */

static void
want_page (YxPageCanvas *self, guint page, double top, double height, GArray *wanted)
{
  const YxPageArea area = yx_page_layout_area (self->layout, page, self->width);
  const YxPageSize size = yx_page_layout_size (self->layout, page);
  const double device = gtk_widget_get_scale_factor (GTK_WIDGET (self));
  const YxPageArea part = {
    (scrolled (self, GTK_ORIENTATION_HORIZONTAL) - area.x) * device, (top - area.y) * device, self->width * device, height * device,
  };
  YxTile first, last;

  yx_tile_range (self->picture.scale, &size, &part, &first, &last);
  for (guint row = first.row; row <= last.row; row++)
    for (guint column = first.column; column <= last.column && wanted->len < MAX_WANTED; column++)
      {
        const YxTile tile = { page, self->picture.scale, column, row };

        g_array_append_val (wanted, tile);
      }
}

static void
want_between (YxPageCanvas *self, double top, double height, GArray *wanted)
{
  guint last = yx_page_layout_page_at (self->layout, top + height);

  for (guint page = yx_page_layout_page_at (self->layout, top); page > 0 && page <= last; page++)
    want_page (self, page, top, height, wanted);
}

/* What is seen, then what comes below, then what is above. */
static void
want_tiles (YxPageCanvas *self)
{
  double top = scrolled (self, GTK_ORIENTATION_VERTICAL);
  g_autoptr (GArray) wanted = NULL;

  if (self->tiles == NULL || self->height == 0 || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;
  wanted = g_array_new (FALSE, FALSE, sizeof (YxTile));
  want_between (self, top, self->height, wanted);
  want_between (self, top + self->height, self->height * AHEAD, wanted);
  want_between (self, MAX (top - self->height * AHEAD, 0), self->height * AHEAD, wanted);
  yx_page_tiles_want (self->tiles, (const YxTile *) (gpointer) wanted->data, wanted->len);
}

static void
tile_arrived (gpointer data)
{
  gtk_widget_queue_draw (data);
}

/* --- where things are -------------------------------------------------------------------------- */

static gboolean
tell (gpointer data)
{
  YxPageCanvas *self = data;
  g_autofree char *words = NULL;

  self->telling = 0;
  if (self->zoom != self->told_zoom)
    {
      self->told_zoom = self->zoom;
      g_object_notify_by_pspec (G_OBJECT (self), props[PROP_ZOOM]);
    }
  if (self->page == self->told_page)
    return G_SOURCE_REMOVE;
  self->told_page = self->page;
  words = g_strdup_printf (_("Page %u of %u"), self->page, yx_page_canvas_get_n_pages (self));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, words, -1);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_PAGE]);
  return G_SOURCE_REMOVE;
}

static void
note_place (YxPageCanvas *self)
{
  if (self->layout != NULL && self->height > 0)
    self->page = yx_page_layout_main_page (self->layout, scrolled (self, GTK_ORIENTATION_VERTICAL), self->height);
  if (self->telling == 0 && (self->page != self->told_page || self->zoom != self->told_zoom))
    self->telling = g_idle_add_full (G_PRIORITY_HIGH_IDLE, tell, self, NULL);
}

static void
configure (YxPageCanvas *self, double x, double y)
{
  const double content[] = { self->layout != NULL ? yx_page_layout_width (self->layout) : 0,
                             self->layout != NULL ? yx_page_layout_height (self->layout) : 0 };
  const double seen[] = { self->width, self->height };
  const double values[] = { x, y };

  for (int i = 0; i < 2; i++)
    {
      double upper = MAX (content[i], seen[i]);

      if (self->adjustments[i] != NULL)
        gtk_adjustment_configure (self->adjustments[i], CLAMP (values[i], 0, upper - seen[i]), 0, upper, YX_PAGE_HAND_STEP, seen[i] * 0.9, seen[i]);
    }
}

static void
set_scale (YxPageCanvas *self, double zoom)
{
  double device = gtk_widget_get_scale_factor (GTK_WIDGET (self));
  guint scale;

  yx_page_layout_set_zoom (self->layout, zoom);
  scale = yx_tile_scale (yx_page_layout_scale (self->layout) * device);
  if (scale != self->picture.scale)
    self->picture.former = self->picture.scale;
  self->picture.scale = scale;
  self->picture.device = device;
}

/* Brings @spot to @x, @y of what is seen. */
static void
bring (YxPageCanvas *self, const YxPageSpot *spot, double x, double y)
{
  double at_x, at_y;

  yx_page_layout_point (self->layout, spot, self->width, &at_x, &at_y);
  configure (self, at_x - x, at_y - y);
}

/* Zooms; what lies at @x, @y of what is seen stays there. */
static void
rescale (YxPageCanvas *self, double zoom, double x, double y)
{
  YxPageSpot spot;
  double top = scrolled (self, GTK_ORIENTATION_VERTICAL);

  if (self->layout == NULL)
    return;
  spot = yx_page_layout_spot (self->layout, scrolled (self, GTK_ORIENTATION_HORIZONTAL) + x, top + y, self->width);
  self->arranging = TRUE;
  set_scale (self, zoom);
  bring (self, &spot, x, y);
  self->arranging = FALSE;
  self->zoom = zoom;
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

static YxPageArea
find_box (YxPageCanvas *self, guint page, const YxPdfBox *box)
{
  const YxPageArea area = yx_page_layout_area (self->layout, page, self->width);
  const double scale = yx_page_layout_scale (self->layout);

  return (YxPageArea) {
    area.x + box->x * scale - scrolled (self, GTK_ORIENTATION_HORIZONTAL),
    area.y + (yx_page_layout_size (self->layout, page).height - box->y - box->height) * scale - scrolled (self, GTK_ORIENTATION_VERTICAL),
    box->width * scale,
    box->height * scale,
  };
}

static gboolean
place_overlay (guint page, const YxPdfBox *box, YxPageArea *area, gpointer data)
{
  YxPageCanvas *self = data;

  if (self->layout == NULL || page < 1 || page > yx_page_layout_n_pages (self->layout))
    return FALSE;
  *area = find_box (self, page, box);
  return TRUE;
}

static void
show_pending (YxPageCanvas *self)
{
  YxPageSpot spot = self->pending;

  if (spot.page == 0 || self->layout == NULL)
    return;
  self->pending.page = 0;
  bring (self, &spot, spot.x > 0 ? self->width / 2.0 : YX_PAGE_GAP, spot.y > 0 ? self->height / 2.0 : YX_PAGE_GAP);
}

/* The width decides the zoom, where that is wanted; what stood at the top stays there. */
static void
arrange (YxPageCanvas *self, int width, int height)
{
  const double across = scrolled (self, GTK_ORIENTATION_HORIZONTAL);
  const double down = scrolled (self, GTK_ORIENTATION_VERTICAL);
  const gboolean resized = self->width != width || self->height != height;
  YxPageSpot spot = { 0 };

  if (resized && self->height > 0 && down > 0)
    spot = yx_page_layout_spot (self->layout, across + self->width / 2.0, down, self->width);
  self->width = width;
  self->height = height;
  if (self->fit != YX_PAGE_FIT_NONE && (resized || self->picture.scale == 0))
    self->zoom = yx_page_layout_fit (self->layout, self->fit, MAX (self->page, 1), width, height);
  set_scale (self, self->zoom);
  if (spot.page > 0)
    bring (self, &spot, width / 2.0, 0);
  else
    configure (self, across, down);
  show_pending (self);
}

static void
yx_page_canvas_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  YxPageCanvas *self = YX_PAGE_CANVAS (widget);

  self->arranging = TRUE;
  if (self->layout != NULL)
    arrange (self, width, height);
  else
    {
      self->width = width;
      self->height = height;
      configure (self, 0, 0);
    }
  yx_page_overlays_allocate (self->overlays, place_overlay, self);
  self->arranging = FALSE;
  note_place (self);
  want_tiles (self);
}

/* --- the widget -------------------------------------------------------------------------------- */

static void
scrolled_to (YxPageCanvas *self)
{
  if (self->arranging)
    return;
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

static void
set_adjustment (YxPageCanvas *self, GtkOrientation orientation, GtkAdjustment *adjustment)
{
  if (self->adjustments[orientation] != NULL)
    g_signal_handlers_disconnect_by_data (self->adjustments[orientation], self);
  g_clear_object (&self->adjustments[orientation]);
  if (adjustment == NULL)
    return;
  self->adjustments[orientation] = g_object_ref_sink (adjustment);
  g_signal_connect_swapped (adjustment, "value-changed", G_CALLBACK (scrolled_to), self);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

static void
yx_page_canvas_get_property (GObject *object, guint id, GValue *value, GParamSpec *spec)
{
  YxPageCanvas *self = YX_PAGE_CANVAS (object);

  switch (id)
    {
    case PROP_PAGE:
      g_value_set_uint (value, self->page);
      break;
    case PROP_ZOOM:
      g_value_set_double (value, self->zoom);
      break;
    case PROP_HADJUSTMENT:
    case PROP_VADJUSTMENT:
      g_value_set_object (value, self->adjustments[id - PROP_HADJUSTMENT]);
      break;
    case PROP_HSCROLL_POLICY:
    case PROP_VSCROLL_POLICY:
      g_value_set_enum (value, self->policies[id - PROP_HSCROLL_POLICY]);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
    }
}

static void
yx_page_canvas_set_property (GObject *object, guint id, const GValue *value, GParamSpec *spec)
{
  YxPageCanvas *self = YX_PAGE_CANVAS (object);

  switch (id)
    {
    case PROP_HADJUSTMENT:
    case PROP_VADJUSTMENT:
      set_adjustment (self, (GtkOrientation) (id - PROP_HADJUSTMENT), g_value_get_object (value));
      break;
    case PROP_HSCROLL_POLICY:
    case PROP_VSCROLL_POLICY:
      self->policies[id - PROP_HSCROLL_POLICY] = g_value_get_enum (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
    }
}

static void
yx_page_canvas_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  YxPageCanvas *self = YX_PAGE_CANVAS (widget);
  const double top = scrolled (self, GTK_ORIENTATION_VERTICAL);
  guint last = self->tiles != NULL ? yx_page_layout_page_at (self->layout, top + self->height) : 0;

  for (guint page = last > 0 ? yx_page_layout_page_at (self->layout, top) : 1; page <= last; page++)
    {
      YxPageSheet sheet = { .page = page,
                            .size = yx_page_layout_size (self->layout, page),
                            .scale = yx_page_layout_scale (self->layout),
                            .area = yx_page_layout_area (self->layout, page, self->width),
                            .seen = { 0, 0, self->width, self->height } };

      sheet.area.x -= scrolled (self, GTK_ORIENTATION_HORIZONTAL);
      sheet.area.y -= top;
      yx_page_picture_draw (&self->picture, &sheet, widget, snapshot, self->tiles);
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    gtk_widget_snapshot_child (widget, child, snapshot);
}

static void
yx_page_canvas_measure (GtkWidget *widget, GtkOrientation orientation, int size, int *least, int *natural, int *least_line, int *natural_line)
{
  *least = 0;
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? 480 : 400;
}

static void
yx_page_canvas_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (yx_page_canvas_parent_class)->map (widget);
  want_tiles (YX_PAGE_CANVAS (widget));
}

/* Who comes to a mark by the keyboard sees it. */
static void
yx_page_canvas_set_focus_child (GtkWidget *widget, GtkWidget *child)
{
  YxPageCanvas *self = YX_PAGE_CANVAS (widget);
  YxPdfBox box;
  guint page;

  GTK_WIDGET_CLASS (yx_page_canvas_parent_class)->set_focus_child (widget, child);
  if (child != NULL && self->height > 0 && yx_page_overlays_find (self->overlays, child, &page, &box))
    {
      YxPageArea area;

      if (place_overlay (page, &box, &area, self) && (area.y < 0 || area.y + area.height > self->height))
        yx_page_canvas_show_box (self, page, &box, FALSE);
    }
}

static void
yx_page_canvas_dispose (GObject *object)
{
  YxPageCanvas *self = YX_PAGE_CANVAS (object);

  g_clear_handle_id (&self->telling, g_source_remove);
  yx_page_overlays_clear (self->overlays);
  yx_page_canvas_set_pages (self, NULL, NULL);
  set_adjustment (self, GTK_ORIENTATION_HORIZONTAL, NULL);
  set_adjustment (self, GTK_ORIENTATION_VERTICAL, NULL);
  G_OBJECT_CLASS (yx_page_canvas_parent_class)->dispose (object);
}

static void
yx_page_canvas_finalize (GObject *object)
{
  yx_page_overlays_free (YX_PAGE_CANVAS (object)->overlays);
  G_OBJECT_CLASS (yx_page_canvas_parent_class)->finalize (object);
}

static void
yx_page_canvas_class_init (YxPageCanvasClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = yx_page_canvas_get_property;
  object_class->set_property = yx_page_canvas_set_property;
  object_class->dispose = yx_page_canvas_dispose;
  object_class->finalize = yx_page_canvas_finalize;
  widget_class->size_allocate = yx_page_canvas_size_allocate;
  widget_class->snapshot = yx_page_canvas_snapshot;
  widget_class->measure = yx_page_canvas_measure;
  widget_class->map = yx_page_canvas_map;
  widget_class->set_focus_child = yx_page_canvas_set_focus_child;
  /**
   * YxPageCanvas:page:
   *
   * The page that most is seen of, from 1.
   */
  props[PROP_PAGE] = g_param_spec_uint ("page", NULL, NULL, 0, G_MAXUINT, 0, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  /**
   * YxPageCanvas:zoom:
   *
   * 1 for the size on paper.
   */
  props[PROP_ZOOM] = g_param_spec_double ("zoom", NULL, NULL, YX_ZOOM_MIN, YX_ZOOM_MAX, 1, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
  g_object_class_override_property (object_class, PROP_HADJUSTMENT, "hadjustment");
  g_object_class_override_property (object_class, PROP_VADJUSTMENT, "vadjustment");
  g_object_class_override_property (object_class, PROP_HSCROLL_POLICY, "hscroll-policy");
  g_object_class_override_property (object_class, PROP_VSCROLL_POLICY, "vscroll-policy");
  yx_page_hand_bind_keys (widget_class);
  gtk_widget_class_set_css_name (widget_class, "pages");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_DOCUMENT);
}

static void
scale_factor_changed (YxPageCanvas *self)
{
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

static void
yx_page_canvas_init (YxPageCanvas *self)
{
  self->overlays = yx_page_overlays_new (GTK_WIDGET (self));
  self->zoom = self->told_zoom = 1;
  self->fit = YX_PAGE_FIT_WIDTH;
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  g_signal_connect (self, "notify::scale-factor", G_CALLBACK (scale_factor_changed), NULL);
  yx_page_hand_attach (self);
}

/**
 * yx_page_canvas_set_pages:
 * @renderer: (nullable): what draws, open; %NULL: nothing is shown
 * @pages: (nullable): its pages
 *
 * Shows another document from its first page on. Widgets on the paper stay.
 */
void
yx_page_canvas_set_pages (YxPageCanvas *self, YxPdfRenderer *renderer, const YxPdfPages *pages)
{
  g_return_if_fail (YX_IS_PAGE_CANVAS (self));
  g_clear_pointer (&self->tiles, yx_page_tiles_free);
  g_clear_pointer (&self->layout, yx_page_layout_free);
  yx_page_picture_clear (&self->picture);
  self->picture.scale = self->picture.former = 0;
  self->page = self->told_page = 0;
  self->pending.page = 0;
  if (renderer == NULL)
    return;
  self->layout = yx_page_layout_new (pages->sizes, pages->n);
  self->tiles = yx_page_tiles_new (renderer, YX_PAGE_CANVAS_LIMIT, tile_arrived, self);
  self->page = 1;
  self->arranging = TRUE;
  configure (self, 0, 0);
  self->arranging = FALSE;
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

/**
 * yx_page_canvas_get_n_pages:
 *
 * Returns: how many pages there are
 */
guint
yx_page_canvas_get_n_pages (YxPageCanvas *self)
{
  g_return_val_if_fail (YX_IS_PAGE_CANVAS (self), 0);
  return self->layout != NULL ? yx_page_layout_n_pages (self->layout) : 0;
}

/**
 * yx_page_canvas_get_page:
 *
 * Returns: the page that most is seen of, from 1; 0 without a document
 */
guint
yx_page_canvas_get_page (YxPageCanvas *self)
{
  g_return_val_if_fail (YX_IS_PAGE_CANVAS (self), 0);
  return self->page;
}

static void
go_to_spot (YxPageCanvas *self, const YxPageSpot *spot)
{
  self->pending = *spot;
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

/**
 * yx_page_canvas_show_page:
 * @page: from 1
 *
 * Scrolls to its upper side.
 */
void
yx_page_canvas_show_page (YxPageCanvas *self, guint page)
{
  g_return_if_fail (YX_IS_PAGE_CANVAS (self));
  if (page >= 1 && page <= yx_page_canvas_get_n_pages (self))
    go_to_spot (self, &(const YxPageSpot) { .page = page });
}

/**
 * yx_page_canvas_show_box:
 * @page: from 1
 * @box: in points of the page
 * @nearer: whether to zoom so that it takes most of the width
 *
 * Scrolls to the middle of a box.
 */
void
yx_page_canvas_show_box (YxPageCanvas *self, guint page, const YxPdfBox *box, gboolean nearer)
{
  YxPageSpot spot = { .page = page };

  g_return_if_fail (YX_IS_PAGE_CANVAS (self));
  if (page < 1 || page > yx_page_canvas_get_n_pages (self))
    return;
  spot.x = MAX (box->x + box->width / 2, 0.1);
  spot.y = MAX (yx_page_layout_size (self->layout, page).height - box->y - box->height / 2, 0.1);
  if (nearer && self->width > 0 && box->width > 0)
    {
      self->fit = YX_PAGE_FIT_NONE;
      rescale (self, CLAMP (self->width * 0.75 / box->width * 0.6, YX_ZOOM_MIN, 3), 0, 0);
    }
  go_to_spot (self, &spot);
}

/**
 * yx_page_canvas_get_scale:
 *
 * Returns: pixels for a point
 */
double
yx_page_canvas_get_scale (YxPageCanvas *self)
{
  g_return_val_if_fail (YX_IS_PAGE_CANVAS (self), 1);
  return self->layout != NULL ? yx_page_layout_scale (self->layout) : 1;
}

/**
 * yx_page_canvas_get_size:
 * @page: from 1; there is such a page
 *
 * Returns: its size
 */
YxPageSize
yx_page_canvas_get_size (YxPageCanvas *self, guint page)
{
  return yx_page_layout_size (self->layout, page);
}

/**
 * yx_page_canvas_get_zoom:
 *
 * Returns: 1 for the size on paper
 */
double
yx_page_canvas_get_zoom (YxPageCanvas *self)
{
  g_return_val_if_fail (YX_IS_PAGE_CANVAS (self), 1);
  return self->zoom;
}

/**
 * yx_page_canvas_zoom_at:
 * @zoom: 1 for the size on paper; brought into bounds
 * @x: pixels of the widget
 * @y: pixels of the widget
 *
 * Zooms; what lies at @x, @y stays there.
 */
void
yx_page_canvas_zoom_at (YxPageCanvas *self, double zoom, double x, double y)
{
  g_return_if_fail (YX_IS_PAGE_CANVAS (self));
  self->fit = YX_PAGE_FIT_NONE;
  rescale (self, CLAMP (zoom, YX_ZOOM_MIN, YX_ZOOM_MAX), x, y);
}

/**
 * yx_page_canvas_set_zoom:
 * @zoom: 1 for the size on paper; brought into bounds
 *
 * Zooms about the middle.
 */
void
yx_page_canvas_set_zoom (YxPageCanvas *self, double zoom)
{
  yx_page_canvas_zoom_at (self, zoom, self->width / 2.0, self->height / 2.0);
}

/**
 * yx_page_canvas_get_fit:
 *
 * Returns: what the zoom follows
 */
YxPageFit
yx_page_canvas_get_fit (YxPageCanvas *self)
{
  g_return_val_if_fail (YX_IS_PAGE_CANVAS (self), YX_PAGE_FIT_NONE);
  return self->fit;
}

/**
 * yx_page_canvas_set_fit:
 * @fit: what the zoom follows from now on
 */
void
yx_page_canvas_set_fit (YxPageCanvas *self, YxPageFit fit)
{
  g_return_if_fail (YX_IS_PAGE_CANVAS (self));
  self->fit = fit;
  if (self->layout == NULL || self->height == 0 || fit == YX_PAGE_FIT_NONE)
    return;
  rescale (self, yx_page_layout_fit (self->layout, fit, MAX (self->page, 1), self->width, self->height), self->width / 2.0, 0);
  if (fit == YX_PAGE_FIT_PAGE)
    yx_page_canvas_show_page (self, MAX (self->page, 1));
}

/**
 * yx_page_canvas_add:
 * @child: (transfer floating): a widget
 * @page: from 1
 * @box: in points of the page as it is shown, from its lower left corner
 * @anchor: how it lies there
 *
 * Puts a widget on the paper. It stays when another document is shown, until it is removed.
 */
void
yx_page_canvas_add (YxPageCanvas *self, GtkWidget *child, guint page, const YxPdfBox *box, YxPageAnchor anchor)
{
  g_return_if_fail (YX_IS_PAGE_CANVAS (self));
  yx_page_overlays_add (self->overlays, child, page, box, anchor);
}

/**
 * yx_page_canvas_move:
 * @child: a widget on the paper
 * @page: from 1
 * @box: where it shall lie from now on
 */
void
yx_page_canvas_move (YxPageCanvas *self, GtkWidget *child, guint page, const YxPdfBox *box)
{
  g_return_if_fail (YX_IS_PAGE_CANVAS (self));
  yx_page_overlays_move (self->overlays, child, page, box);
}

/**
 * yx_page_canvas_find:
 * @child: a widget
 * @page: (out): where it lies
 * @box: (out): where on the page
 *
 * Returns: whether it lies on the paper
 */
gboolean
yx_page_canvas_find (YxPageCanvas *self, GtkWidget *child, guint *page, YxPdfBox *box)
{
  g_return_val_if_fail (YX_IS_PAGE_CANVAS (self), FALSE);
  return yx_page_overlays_find (self->overlays, child, page, box);
}

/**
 * yx_page_canvas_remove:
 * @child: a widget on the paper
 */
void
yx_page_canvas_remove (YxPageCanvas *self, GtkWidget *child)
{
  g_return_if_fail (YX_IS_PAGE_CANVAS (self));
  yx_page_overlays_remove (self->overlays, child);
}

/**
 * yx_page_canvas_spot_at:
 * @x: pixels of the widget
 * @y: pixels of the widget
 * @spot: (out): what lies there
 *
 * Returns: whether it is on a page
 */
gboolean
yx_page_canvas_spot_at (YxPageCanvas *self, double x, double y, YxPageSpot *spot)
{
  YxPageSize size;

  g_return_val_if_fail (YX_IS_PAGE_CANVAS (self), FALSE);
  if (self->layout == NULL)
    return FALSE;
  *spot = yx_page_layout_spot (self->layout, x + scrolled (self, GTK_ORIENTATION_HORIZONTAL), y + scrolled (self, GTK_ORIENTATION_VERTICAL),
                               self->width);
  size = yx_page_layout_size (self->layout, spot->page);
  return spot->x >= 0 && spot->y >= 0 && spot->x <= size.width && spot->y <= size.height;
}

/**
 * yx_page_canvas_set_hits:
 * @hits: (nullable) (element-type GArray): for each page, boxes of what was found, or %NULL
 * @page: with the one that was gone to, 0 for none
 * @current: which of its boxes
 *
 * Marks what was found.
 */
void
yx_page_canvas_set_hits (YxPageCanvas *self, GPtrArray *hits, guint page, guint current)
{
  g_return_if_fail (YX_IS_PAGE_CANVAS (self));
  if (hits != NULL)
    g_ptr_array_ref (hits);
  g_clear_pointer (&self->picture.hits, g_ptr_array_unref);
  self->picture.hits = hits;
  self->picture.hit_page = page;
  self->picture.hit = current;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * yx_page_canvas_set_selection:
 * @page: from 1, 0 for none
 * @boxes: (nullable) (element-type YxPdfBox): what is selected on it
 */
void
yx_page_canvas_set_selection (YxPageCanvas *self, guint page, GArray *boxes)
{
  g_return_if_fail (YX_IS_PAGE_CANVAS (self));
  if (boxes != NULL)
    g_array_ref (boxes);
  g_clear_pointer (&self->picture.selected, g_array_unref);
  self->picture.selected = boxes;
  self->picture.selected_page = boxes != NULL ? page : 0;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * yx_page_canvas_cached:
 *
 * Returns: bytes of pictures of pages that are kept, %YX_PAGE_CANVAS_LIMIT at most
 */
gsize
yx_page_canvas_cached (YxPageCanvas *self)
{
  g_return_val_if_fail (YX_IS_PAGE_CANVAS (self), 0);
  return self->tiles != NULL ? yx_page_tiles_size (self->tiles) : 0;
}
