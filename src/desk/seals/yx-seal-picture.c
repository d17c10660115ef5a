/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/seals/yx-seal-picture.h"

#include <math.h>

#include "desk/seals/yx-seal-render.h"

#define VOIDED_OPACITY 0.5

struct _YxSealPicture
{
  GtkWidget parent_instance;

  double scale;
  guint width; /* mm */
  guint height;
  gboolean voided;
  gboolean fits; /* takes what room it is given */
  GCancellable *drawing; /* (owned) (nullable): what is drawn now */
  GdkTexture *texture;   /* (owned) (nullable) */
};

/* What a worker draws: a page, or a face of its own. */
typedef struct
{
  GBytes *pdf; /* (owned) (nullable) */
  guint width;
  guint height;
  YxSealFace face;
  char *texts[3]; /* (owned): the face's */
  double scale;
} Drawing;

G_DEFINE_FINAL_TYPE (YxSealPicture, yx_seal_picture, GTK_TYPE_WIDGET)

static void
free_drawing (gpointer data)
{
  Drawing *drawing = data;

  g_clear_pointer (&drawing->pdf, g_bytes_unref);
  for (gsize i = 0; i < G_N_ELEMENTS (drawing->texts); i++)
    g_free (drawing->texts[i]);
  g_free (drawing);
}

static GdkTexture *
take_texture (cairo_surface_t *surface)
{
  int width = cairo_image_surface_get_width (surface);
  int height = cairo_image_surface_get_height (surface);
  gsize stride = (gsize) cairo_image_surface_get_stride (surface);
  g_autoptr (GBytes) bytes = NULL;

  cairo_surface_flush (surface);
  bytes = g_bytes_new_with_free_func (cairo_image_surface_get_data (surface), stride * (gsize) height,
                                      (GDestroyNotify) cairo_surface_destroy, surface);
  return gdk_memory_texture_new (width, height, GDK_MEMORY_DEFAULT, bytes, stride);
}

static void
draw (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Drawing *drawing = data;
  GError *error = NULL;
  cairo_surface_t *surface
    = drawing->pdf != NULL ? yx_seal_render_pdf (drawing->pdf, drawing->width, drawing->height, drawing->scale, &error)
                           : yx_seal_render_face (&drawing->face, drawing->scale, &error);

  if (surface != NULL)
    g_task_return_pointer (task, take_texture (surface), g_object_unref);
  else
    g_task_return_error (task, error);
}

static void
drawn (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (YxSealPicture) self = data;
  g_autoptr (GdkTexture) texture = g_task_propagate_pointer (G_TASK (result), NULL);

  if (texture == NULL || g_task_get_cancellable (G_TASK (result)) != self->drawing)
    return;
  g_set_object (&self->texture, texture);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
stop_drawing (YxSealPicture *self)
{
  if (self->drawing != NULL)
    g_cancellable_cancel (self->drawing);
  g_clear_object (&self->drawing);
}

static void
begin (YxSealPicture *self, Drawing *drawing)
{
  g_autoptr (GTask) task = NULL;

  stop_drawing (self);
  self->drawing = g_cancellable_new ();
  drawing->scale = self->scale * YX_SEAL_PER_MM * gtk_widget_get_scale_factor (GTK_WIDGET (self));
  task = g_task_new (NULL, self->drawing, drawn, g_object_ref (self));
  g_task_set_source_tag (task, begin);
  g_task_set_task_data (task, drawing, free_drawing);
  g_task_run_in_thread (task, draw);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

static void
yx_seal_picture_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
                         int *minimum_baseline, int *natural_baseline)
{
  YxSealPicture *self = YX_SEAL_PICTURE (widget);
  guint size = orientation == GTK_ORIENTATION_HORIZONTAL ? self->width : self->height;

  *natural = (int) ceil (size * self->scale * YX_SEAL_PER_MM);
  *minimum = self->fits ? 0 : *natural;
}

/* Grey as on paper that was copied: luminance of Rec. 709. */
static void
push_grey (GtkSnapshot *snapshot)
{
  static const float weights[] = { 0.2126f, 0.7152f, 0.0722f };
  float rows[16] = { 0 };
  graphene_matrix_t matrix;
  graphene_vec4_t none;

  for (int from = 0; from < 3; from++)
    for (int to = 0; to < 3; to++)
      rows[from * 4 + to] = weights[from];
  rows[15] = 1;
  graphene_matrix_init_from_float (&matrix, rows);
  graphene_vec4_init (&none, 0, 0, 0, 0);
  gtk_snapshot_push_color_matrix (snapshot, &matrix, &none);
  gtk_snapshot_push_opacity (snapshot, VOIDED_OPACITY);
}

static void
yx_seal_picture_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  YxSealPicture *self = YX_SEAL_PICTURE (widget);
  double scale = self->scale * YX_SEAL_PER_MM;
  float width, height;
  graphene_rect_t area;

  if (self->texture == NULL)
    return;
  if (self->fits)
    scale = MIN ((double) gtk_widget_get_width (widget) / self->width, (double) gtk_widget_get_height (widget) / self->height);
  width = (float) (self->width * scale);
  height = (float) (self->height * scale);
  graphene_rect_init (&area, ((float) gtk_widget_get_width (widget) - width) / 2,
                      ((float) gtk_widget_get_height (widget) - height) / 2, width, height);
  if (self->voided)
    push_grey (snapshot);
  gtk_snapshot_append_texture (snapshot, self->texture, &area);
  if (self->voided)
    gtk_snapshot_pop (snapshot);
  if (self->voided)
    gtk_snapshot_pop (snapshot);
}

static void
yx_seal_picture_dispose (GObject *object)
{
  stop_drawing (YX_SEAL_PICTURE (object));
  g_clear_object (&YX_SEAL_PICTURE (object)->texture);
  G_OBJECT_CLASS (yx_seal_picture_parent_class)->dispose (object);
}

static void
yx_seal_picture_class_init (YxSealPictureClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = yx_seal_picture_dispose;
  widget_class->measure = yx_seal_picture_measure;
  widget_class->snapshot = yx_seal_picture_snapshot;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
yx_seal_picture_init (YxSealPicture *self)
{
  self->scale = 1;
  gtk_widget_set_halign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
}

/**
 * yx_seal_picture_new:
 * @scale: 1: life size
 *
 * Returns: (transfer floating): a picture of nothing yet
 */
GtkWidget *
yx_seal_picture_new (double scale)
{
  YxSealPicture *self = g_object_new (YX_TYPE_SEAL_PICTURE, NULL);

  self->scale = scale;
  return GTK_WIDGET (self);
}

/**
 * yx_seal_picture_set_fits:
 * @self: a picture
 * @fits: whether it takes what room it is given, drawn as finely as its scale says
 */
void
yx_seal_picture_set_fits (YxSealPicture *self, gboolean fits)
{
  g_return_if_fail (YX_IS_SEAL_PICTURE (self));
  self->fits = fits;
  gtk_widget_set_halign (GTK_WIDGET (self), fits ? GTK_ALIGN_FILL : GTK_ALIGN_CENTER);
  gtk_widget_set_valign (GTK_WIDGET (self), fits ? GTK_ALIGN_FILL : GTK_ALIGN_CENTER);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

static void
name_it (YxSealPicture *self, const char *name)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

/**
 * yx_seal_picture_set_seal:
 * @self: a picture
 * @seal: a seal with its picture
 */
void
yx_seal_picture_set_seal (YxSealPicture *self, const YxSeal *seal)
{
  Drawing *drawing;

  g_return_if_fail (YX_IS_SEAL_PICTURE (self) && seal->picture != NULL);
  drawing = g_new0 (Drawing, 1);
  drawing->pdf = g_bytes_ref (seal->picture);
  drawing->width = self->width = (guint) CLAMP (seal->width, 1, 100);
  drawing->height = self->height = (guint) CLAMP (seal->height, 1, 100);
  self->voided = seal->state == YX_SEAL_VOIDED;
  name_it (self, seal->name);
  begin (self, drawing);
}

/**
 * yx_seal_picture_set_face:
 * @self: a picture
 * @face: what stands on a seal that may come to be
 * @name: what it is called
 *
 * What was shown before stays until this one is drawn.
 */
void
yx_seal_picture_set_face (YxSealPicture *self, const YxSealFace *face, const char *name)
{
  Drawing *drawing;

  g_return_if_fail (YX_IS_SEAL_PICTURE (self));
  drawing = g_new0 (Drawing, 1);
  drawing->face = *face;
  drawing->face.name = drawing->texts[0] = g_strdup (face->name);
  drawing->face.uscc = drawing->texts[1] = g_strdup (face->uscc);
  drawing->face.head = drawing->texts[2] = g_strdup (face->head);
  drawing->face.police_code = NULL;
  self->width = face->measures.width;
  self->height = face->measures.height;
  self->voided = FALSE;
  name_it (self, name);
  begin (self, drawing);
}

/**
 * yx_seal_picture_is_drawn:
 * @self: a picture
 *
 * Returns: whether there is something to be seen
 */
gboolean
yx_seal_picture_is_drawn (YxSealPicture *self)
{
  g_return_val_if_fail (YX_IS_SEAL_PICTURE (self), FALSE);
  return self->texture != NULL;
}
