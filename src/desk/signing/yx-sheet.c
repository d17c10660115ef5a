/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/signing/yx-sheet.h"

#include <math.h>

#include "desk/signing/yx-sheet-input.h"
#include "ink/yx-outline.h"

#define NATURAL_WIDTH 720
#define MIN_WIDTH 240
#define BASELINE 0.76 /* of the height */
#define BASELINE_MARGIN 0.06
#define MAX_LIVE 160 /* samples of the open stroke that are drawn anew each frame; older ones stay as they are */
#define OVERLAP 24   /* … but for these, on which what comes next still has a say */
#define INK_REACH 1.5 /* mm of ink beyond a sample, smoothing included */

/* Ink as it was drawn, in pixels of the screen. */
typedef struct
{
  cairo_surface_t *surface; /* (owned) (nullable) */
  GdkTexture *texture;      /* (owned) (nullable): what the surface shows */
} Layer;

struct _YxSheet
{
  GtkWidget parent_instance;

  YxScribble *scribble; /* (owned) */
  Layer dry;            /* strokes that have ended */
  Layer wet;            /* what is settled of the open one */
  guint n_dry;
  guint n_wet; /* samples of the open stroke in @wet */
  guint epoch;
  int width;
  int height;
  int scale;
};

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (YxSheet, yx_sheet, GTK_TYPE_WIDGET)

static void
wipe (Layer *layer)
{
  g_clear_pointer (&layer->surface, cairo_surface_destroy);
  g_clear_object (&layer->texture);
}

/* Pixels a millimetre; the sheet keeps its shape in whatever room it gets. */
static double
resolution (YxSheet *self)
{
  double width = gtk_widget_get_width (GTK_WIDGET (self));
  double height = gtk_widget_get_height (GTK_WIDGET (self));

  return MAX (MIN (width / YX_SHEET_WIDTH, height / YX_SHEET_HEIGHT), 0.1);
}

static void
frame_origin (YxSheet *self, double *x, double *y)
{
  double pixels = resolution (self);

  *x = (gtk_widget_get_width (GTK_WIDGET (self)) - YX_SHEET_WIDTH * pixels) / 2;
  *y = (gtk_widget_get_height (GTK_WIDGET (self)) - YX_SHEET_HEIGHT * pixels) / 2;
}

static void
scale_to_frame (YxSheet *self, cairo_t *cr)
{
  double x, y;

  frame_origin (self, &x, &y);
  cairo_translate (cr, x, y);
  cairo_scale (cr, resolution (self), resolution (self));
}

static void
fill_ink (cairo_t *cr, GArray *samples, guint from)
{
  cairo_new_path (cr);
  yx_outline_path (cr, &g_array_index (samples, YxSample, from), samples->len - from);
  cairo_set_fill_rule (cr, CAIRO_FILL_RULE_WINDING);
  cairo_set_source_rgb (cr, 0.06, 0.09, 0.20);
  cairo_fill (cr);
}

static void
draw_into (YxSheet *self, Layer *layer, GArray *samples, guint from)
{
  cairo_t *cr;

  if (layer->surface == NULL)
    {
      layer->surface
        = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, self->width * self->scale, self->height * self->scale);
      cairo_surface_set_device_scale (layer->surface, self->scale, self->scale);
    }
  cr = cairo_create (layer->surface);
  scale_to_frame (self, cr);
  fill_ink (cr, samples, from);
  cairo_destroy (cr);
  g_clear_object (&layer->texture);
}

static void
make_texture (Layer *layer)
{
  g_autoptr (GBytes) bytes = NULL;
  int stride, height;

  if (layer->surface == NULL || layer->texture != NULL)
    return;
  cairo_surface_flush (layer->surface);
  stride = cairo_image_surface_get_stride (layer->surface);
  height = cairo_image_surface_get_height (layer->surface);
  bytes = g_bytes_new (cairo_image_surface_get_data (layer->surface), (gsize) stride * height);
  layer->texture = gdk_memory_texture_new (cairo_image_surface_get_width (layer->surface), height, GDK_MEMORY_DEFAULT, bytes, stride);
}

/* Ink that was drawn for another size, or that is not there any more, is drawn again. */
static void
forget_stale (YxSheet *self)
{
  int width = gtk_widget_get_width (GTK_WIDGET (self));
  int height = gtk_widget_get_height (GTK_WIDGET (self));
  int scale = gtk_widget_get_scale_factor (GTK_WIDGET (self));
  guint epoch = yx_scribble_epoch (self->scribble);

  if (width == self->width && height == self->height && scale == self->scale && epoch == self->epoch)
    return;
  self->width = width;
  self->height = height;
  self->scale = scale;
  self->epoch = epoch;
  self->n_dry = self->n_wet = 0;
  wipe (&self->dry);
  wipe (&self->wet);
}

static void
dry_ended (YxSheet *self)
{
  guint ended = yx_scribble_count (self->scribble) - (yx_scribble_is_open (self->scribble) ? 1 : 0);

  for (; self->n_dry < ended; self->n_dry++)
    {
      g_autoptr (GArray) samples = yx_scribble_samples (self->scribble, self->n_dry);

      draw_into (self, &self->dry, samples, 0);
      wipe (&self->wet);
      self->n_wet = 0;
    }
}

static void
snapshot_texture (YxSheet *self, GtkSnapshot *snapshot, Layer *layer)
{
  make_texture (layer);
  if (layer->texture != NULL)
    gtk_snapshot_append_texture (snapshot, layer->texture, &GRAPHENE_RECT_INIT (0, 0, (float) self->width, (float) self->height));
}

/* Where the ink of the last samples is, in pixels of the widget. */
static graphene_rect_t
find_bounds (YxSheet *self, GArray *samples, guint from)
{
  double x0 = G_MAXDOUBLE, y0 = G_MAXDOUBLE, x1 = -G_MAXDOUBLE, y1 = -G_MAXDOUBLE;
  double pixels = resolution (self);
  double left, top;

  for (guint i = from; i < samples->len; i++)
    {
      const YxSample *sample = &g_array_index (samples, YxSample, i);

      x0 = MIN (x0, sample->x);
      y0 = MIN (y0, sample->y);
      x1 = MAX (x1, sample->x);
      y1 = MAX (y1, sample->y);
    }
  frame_origin (self, &left, &top);
  return GRAPHENE_RECT_INIT ((float) floor (left + (x0 - INK_REACH) * pixels), (float) floor (top + (y0 - INK_REACH) * pixels),
                             (float) ceil ((x1 - x0 + 2 * INK_REACH) * pixels + 1),
                             (float) ceil ((y1 - y0 + 2 * INK_REACH) * pixels + 1));
}

static void
snapshot_open (YxSheet *self, GtkSnapshot *snapshot)
{
  g_autoptr (GArray) samples = yx_scribble_samples (self->scribble, yx_scribble_count (self->scribble) - 1);
  graphene_rect_t all = GRAPHENE_RECT_INIT (0, 0, (float) self->width, (float) self->height);
  graphene_rect_t bounds;
  guint from = self->n_wet > OVERLAP ? self->n_wet - OVERLAP : 0;
  cairo_t *cr;

  if (samples->len - from > MAX_LIVE)
    {
      draw_into (self, &self->wet, samples, from);
      self->n_wet = samples->len;
      from = self->n_wet - OVERLAP;
    }
  snapshot_texture (self, snapshot, &self->wet);
  bounds = find_bounds (self, samples, from);
  if (!graphene_rect_intersection (&all, &bounds, &bounds))
    return;
  cr = gtk_snapshot_append_cairo (snapshot, &bounds);
  scale_to_frame (self, cr);
  fill_ink (cr, samples, from);
  cairo_destroy (cr);
}

static void
snapshot_baseline (YxSheet *self, GtkSnapshot *snapshot)
{
  static const GdkRGBA faint = { 0.0f, 0.0f, 0.0f, 0.16f };
  double pixels = resolution (self);
  double x, y;
  graphene_rect_t line;

  frame_origin (self, &x, &y);
  line = GRAPHENE_RECT_INIT ((float) (x + YX_SHEET_WIDTH * BASELINE_MARGIN * pixels),
                             (float) round (y + YX_SHEET_HEIGHT * BASELINE * pixels),
                             (float) (YX_SHEET_WIDTH * (1 - 2 * BASELINE_MARGIN) * pixels), 1.0f);
  gtk_snapshot_append_color (snapshot, &faint, &line);
}

static void
yx_sheet_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  YxSheet *self = YX_SHEET (widget);

  forget_stale (self);
  snapshot_baseline (self, snapshot);
  dry_ended (self);
  snapshot_texture (self, snapshot, &self->dry);
  if (yx_scribble_is_open (self->scribble))
    snapshot_open (self, snapshot);
}

static GtkSizeRequestMode
yx_sheet_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
yx_sheet_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
                  int *minimum_baseline, int *natural_baseline)
{
  const double shape = YX_SHEET_HEIGHT / YX_SHEET_WIDTH;

  *minimum = orientation == GTK_ORIENTATION_HORIZONTAL ? MIN_WIDTH : (int) (MIN_WIDTH * shape);
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? NATURAL_WIDTH : (int) (NATURAL_WIDTH * shape);
  if (orientation == GTK_ORIENTATION_VERTICAL && for_size > 0)
    *natural = MAX (*minimum, (int) ceil (for_size * shape));
}

static void
yx_sheet_finalize (GObject *object)
{
  YxSheet *self = YX_SHEET (object);

  wipe (&self->dry);
  wipe (&self->wet);
  yx_scribble_free (self->scribble);
  G_OBJECT_CLASS (yx_sheet_parent_class)->finalize (object);
}

static void
yx_sheet_class_init (YxSheetClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = yx_sheet_finalize;
  widget_class->snapshot = yx_sheet_snapshot;
  widget_class->measure = yx_sheet_measure;
  widget_class->get_request_mode = yx_sheet_get_request_mode;
  gtk_widget_class_set_css_name (widget_class, "ink-sheet");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);

  /**
   * YxSheet::changed:
   *
   * What is written on it has changed.
   */
  signals[CHANGED]
    = g_signal_new ("changed", YX_TYPE_SHEET, G_SIGNAL_RUN_LAST, 0, NULL, NULL, g_cclosure_marshal_VOID__VOID, G_TYPE_NONE, 0);
}

static void
yx_sheet_init (YxSheet *self)
{
  self->scribble = yx_scribble_new (YX_SHEET_WIDTH, YX_SHEET_HEIGHT);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), "crosshair");
  yx_sheet_listen (self);
}

/* Takes a reading whose place is in pixels of the widget. Whether what is written has changed. */
gboolean
yx_sheet_feed (YxSheet *self, const YxPenReading *reading)
{
  YxPenReading placed = *reading;
  double pixels = resolution (self);
  double x, y;

  frame_origin (self, &x, &y);
  placed.x = (reading->x - x) / pixels;
  placed.y = (reading->y - y) / pixels;
  if (!yx_scribble_feed (self->scribble, &placed))
    return FALSE;
  yx_sheet_changed (self);
  return TRUE;
}

YxScribble *
yx_sheet_get_scribble (YxSheet *self)
{
  return self->scribble;
}

/* Says that what is written was changed from outside. */
void
yx_sheet_changed (YxSheet *self)
{
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_signal_emit (self, signals[CHANGED], 0);
}
