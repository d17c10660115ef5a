/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <adwaita.h>
#include <gdk/x11/gdkx.h>
#include <math.h>

#include "desk/signing/yx-canvas.h"
#include "desk/signing/yx-sheet.h"
#include "lib/yx-test-wait.h"
#include "pen.h"
#include "yinxin-desk-resources.h"

#define WIDTH 720
#define N_PEN 1000
#define N_MOVES 30
#define PATIENCE 20000 /* ms */

typedef struct
{
  GtkWidget *window;
  YxCanvas *canvas;
  GtkWidget *sheet;
} Desk;

static gboolean
is_laid_out (gpointer data)
{
  GtkWidget *sheet = data;

  return gtk_widget_get_mapped (sheet) && gtk_widget_get_width (sheet) > 0;
}

static void
set_up (Desk *desk, gconstpointer data)
{
  desk->window = gtk_window_new ();
  desk->canvas = YX_CANVAS (yx_canvas_new ());
  desk->sheet = yx_canvas_get_sheet (desk->canvas);
  gtk_window_set_decorated (GTK_WINDOW (desk->window), FALSE);
  gtk_window_set_default_size (GTK_WINDOW (desk->window), WIDTH, 400);
  gtk_window_set_child (GTK_WINDOW (desk->window), GTK_WIDGET (desk->canvas));
  gtk_window_present (GTK_WINDOW (desk->window));
  g_assert_true (yx_test_wait (is_laid_out, desk->sheet, PATIENCE));
}

static void
tear_down (Desk *desk, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (desk->window));
}

static gboolean
say (Desk *desk, Pen *pen, YxPenPhase phase, double x, double y, double pressure)
{
  const YxPenReading reading = pen_say (pen, phase, x, y, pressure);

  return yx_canvas_feed (desk->canvas, &reading);
}

/* What the sheet shows, as pixels. */
static cairo_surface_t *
take_picture (Desk *desk)
{
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  int width = gtk_widget_get_width (desk->sheet);
  int height = gtk_widget_get_height (desk->sheet);
  GskRenderNode *node;
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, width, height);
  cairo_t *cr = cairo_create (surface);

  GTK_WIDGET_GET_CLASS (desk->sheet)->snapshot (desk->sheet, snapshot);
  node = gtk_snapshot_free_to_node (snapshot);
  if (node != NULL)
    gsk_render_node_draw (node, cr);
  g_clear_pointer (&node, gsk_render_node_unref);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  return surface;
}

static guint
count_ink (cairo_surface_t *surface, int x0, int x1)
{
  guint found = 0;

  for (int y = 0; y < cairo_image_surface_get_height (surface); y++)
    {
      const guint32 *row = (const guint32 *) (gconstpointer) (cairo_image_surface_get_data (surface)
                                                              + (gsize) y * cairo_image_surface_get_stride (surface));

      for (int x = x0; x < x1; x++)
        found += (row[x] >> 24) > 128;
    }
  return found;
}

static guint
ink_now (Desk *desk)
{
  cairo_surface_t *surface = take_picture (desk);
  guint found = count_ink (surface, 0, cairo_image_surface_get_width (surface));

  cairo_surface_destroy (surface);
  return found;
}

/* 1,000 pen samples at 200 a second through the one way in: none lost, order and pressure kept. */
static void
test_pen (Desk *desk, gconstpointer data)
{
  Pen pen = { YX_PEN_STYLUS, 1, 0 };
  YxScribble *scribble = yx_canvas_get_scribble (desk->canvas);
  const YxPenReading *readings;
  guint n;

  for (guint i = 0; i < N_PEN; i++)
    g_assert_true (say (desk, &pen, i == 0 ? YX_PEN_DOWN : YX_PEN_MOVE, 20 + i * 0.6, 100 + 60 * sin (i * 0.05),
                        0.2 + (i % 50) / 100.0));
  g_assert_true (say (desk, &pen, YX_PEN_UP, 20 + (N_PEN - 1) * 0.6, 100 + 60 * sin ((N_PEN - 1) * 0.05), 0.0));
  readings = yx_scribble_readings (scribble, 0, &n);
  g_assert_cmpuint (n, ==, N_PEN);
  for (guint i = 0; i < n; i++)
    {
      g_assert_cmpfloat (readings[i].pressure, ==, 0.2 + (i % 50) / 100.0);
      g_assert_cmpint (readings[i].time, ==, i * 5);
      if (i > 0)
        g_assert_cmpfloat (readings[i].x, >, readings[i - 1].x);
    }
}

typedef struct
{
  Desk *desk;
  guint strokes;
} Wanted;

static gboolean
has_strokes (gpointer data)
{
  const Wanted *wanted = data;
  YxScribble *scribble = yx_canvas_get_scribble (wanted->desk->canvas);

  return yx_scribble_count (scribble) == wanted->strokes && !yx_scribble_is_open (scribble);
}

/* One xdotool call that presses, moves fast and lets go: the server has all of it before a frame is over. */
static void
move_pointer (Desk *desk, const graphene_point_t *points, guint n)
{
  g_autoptr (GPtrArray) arguments = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;
  GdkSurface *surface = gtk_native_get_surface (GTK_NATIVE (desk->window));
  g_autofree char *id = g_strdup_printf ("%lu", gdk_x11_surface_get_xid (surface));

  g_ptr_array_add (arguments, g_strdup ("xdotool"));
  for (guint i = 0; i < n; i++)
    {
      g_ptr_array_add (arguments, g_strdup ("mousemove"));
      g_ptr_array_add (arguments, g_strdup ("--window"));
      g_ptr_array_add (arguments, g_strdup (id));
      g_ptr_array_add (arguments, g_strdup_printf ("%d", (int) points[i].x));
      g_ptr_array_add (arguments, g_strdup_printf ("%d", (int) points[i].y));
      if (i == 0 || i + 1 == n)
        {
          g_ptr_array_add (arguments, g_strdup (i == 0 ? "mousedown" : "mouseup"));
          g_ptr_array_add (arguments, g_strdup ("1"));
        }
    }
  g_ptr_array_add (arguments, NULL);
  g_assert_true (g_spawn_sync (NULL, (char **) arguments->pdata, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, NULL, &error));
  g_assert_no_error (error);
}

/* Whether @readings has every point of @points, in order. */
static void
assert_all_there (Desk *desk, const graphene_point_t *points, guint n)
{
  YxScribble *scribble = yx_canvas_get_scribble (desk->canvas);
  double pixels = gtk_widget_get_width (desk->sheet) / YX_SHEET_WIDTH;
  guint n_readings, at = 0;
  const YxPenReading *readings = yx_scribble_readings (scribble, 0, &n_readings);
  double y = (gtk_widget_get_height (desk->sheet) - YX_SHEET_HEIGHT * pixels) / 2;

  for (guint i = 0; i < n_readings && at < n; i++)
    at += fabs (readings[i].x * pixels - points[at].x) < 0.6 && fabs (readings[i].y * pixels + y - points[at].y) < 0.6;
  g_assert_cmpuint (at, ==, n);
}

/* 30 fast moves of the pointer through the X server: though they arrive put together, none is lost. */
static void
test_pointer (Desk *desk, gconstpointer data)
{
  graphene_point_t points[N_MOVES];
  Wanted wanted = { desk, 1 };

  for (guint i = 0; i < N_MOVES; i++)
    points[i] = GRAPHENE_POINT_INIT (60 + 18.0f * (float) i, (i % 2 == 0 ? 80.0f : 200.0f) + (float) i);
  move_pointer (desk, points, N_MOVES);
  g_assert_true (yx_test_wait (has_strokes, &wanted, PATIENCE));
  assert_all_there (desk, points, N_MOVES);
  g_assert_false (yx_canvas_get_empty (desk->canvas));
}

/* Pressed on the sheet, out of the window and back: one stroke. */
static void
test_pointer_leaves (Desk *desk, gconstpointer data)
{
  const graphene_point_t points[] = {
    GRAPHENE_POINT_INIT (300, 100), GRAPHENE_POINT_INIT (300, 200), GRAPHENE_POINT_INIT (300, 600), GRAPHENE_POINT_INIT (320, 150),
  };
  Wanted wanted = { desk, 1 };

  move_pointer (desk, points, G_N_ELEMENTS (points));
  g_assert_true (yx_test_wait (has_strokes, &wanted, PATIENCE));
  assert_all_there (desk, points, G_N_ELEMENTS (points));
}

/* The frame after a reading shows it, while the stroke goes on as well as when it has ended. */
static void
test_ink (Desk *desk, gconstpointer data)
{
  Pen pen = { YX_PEN_STYLUS, 1, 0 };
  guint empty = ink_now (desk);
  guint begun, longer, ended;

  say (desk, &pen, YX_PEN_DOWN, 100, 100, 0.6);
  begun = ink_now (desk);
  g_assert_cmpuint (begun, >, empty + 20);
  for (guint i = 1; i < 60; i++)
    say (desk, &pen, YX_PEN_MOVE, 100 + i * 2, 100 + 20 * sin (i * 0.2), 0.6);
  longer = ink_now (desk);
  g_assert_cmpuint (longer, >, begun + 500);
  say (desk, &pen, YX_PEN_UP, 218, 100, 0.0);
  ended = ink_now (desk);
  g_assert_cmpfloat (fabs ((double) ended - longer), <, 0.1 * longer);
  gtk_widget_activate_action (GTK_WIDGET (desk->canvas), "canvas.undo", NULL);
  g_assert_cmpuint (ink_now (desk), ==, empty);
  gtk_widget_activate_action (GTK_WIDGET (desk->canvas), "canvas.redo", NULL);
  g_assert_cmpuint (ink_now (desk), ==, ended);
}

/* A long stroke that is drawn piece by piece looks as it does in one. */
static void
test_pieces (Desk *desk, gconstpointer data)
{
  Pen pen = { YX_PEN_STYLUS, 1, 0 };
  guint pieces, whole;

  say (desk, &pen, YX_PEN_DOWN, 40, 100, 0.5);
  for (guint i = 1; i < 900; i++)
    {
      say (desk, &pen, YX_PEN_MOVE, 40 + i * 0.7, 140 + 80 * sin (i * 0.05), 0.5 + 0.3 * sin (i * 0.02));
      if (i % 7 == 0)
        cairo_surface_destroy (take_picture (desk));
    }
  pieces = ink_now (desk);
  say (desk, &pen, YX_PEN_LOST, NAN, NAN, NAN);
  whole = ink_now (desk);
  g_assert_cmpfloat (fabs ((double) pieces - whole), <, 0.02 * whole);
}

/* Harder is thicker; a dot is a dot. */
static void
test_thickness (Desk *desk, gconstpointer data)
{
  Pen pen = { YX_PEN_STYLUS, 1, 0 };
  cairo_surface_t *surface;
  guint light, hard, dot;

  for (guint i = 0; i < 2; i++)
    {
      say (desk, &pen, YX_PEN_DOWN, i == 0 ? 100 : 300, 50, i == 0 ? 0.1 : 0.9);
      say (desk, &pen, YX_PEN_UP, i == 0 ? 100 : 300, 200, 0.0);
    }
  say (desk, &pen, YX_PEN_DOWN, 500, 100, 0.5);
  say (desk, &pen, YX_PEN_UP, 500, 100, 0.0);
  surface = take_picture (desk);
  light = count_ink (surface, 50, 200);
  hard = count_ink (surface, 250, 350);
  dot = count_ink (surface, 450, 550);
  cairo_surface_destroy (surface);
  g_assert_cmpuint (hard, >, 2 * light);
  g_assert_cmpuint (dot, >, 10);
  g_assert_cmpuint (dot, <, 200);
}

static gboolean
is_enabled (Desk *desk, GtkWidget *button)
{
  return gtk_widget_is_sensitive (button);
}

static GtkWidget *
find_button (GtkWidget *from, const char *action)
{
  GtkWidget *found = NULL;

  if (GTK_IS_ACTIONABLE (from) && g_strcmp0 (gtk_actionable_get_action_name (GTK_ACTIONABLE (from)), action) == 0)
    return from;
  for (GtkWidget *child = gtk_widget_get_first_child (from); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_button (child, action);
  return found;
}

static void
test_tools (Desk *desk, gconstpointer data)
{
  Pen pen = { YX_PEN_STYLUS, 1, 0 };
  GtkWidget *widget = GTK_WIDGET (desk->canvas);
  GtkWidget *undo = find_button (widget, "canvas.undo");
  GtkWidget *redo = find_button (widget, "canvas.redo");
  GtkWidget *clear = find_button (widget, "canvas.clear");

  g_assert_false (is_enabled (desk, undo) || is_enabled (desk, redo) || is_enabled (desk, clear));
  say (desk, &pen, YX_PEN_DOWN, 100, 100, 0.6);
  say (desk, &pen, YX_PEN_UP, 150, 100, 0.0);
  g_assert_true (is_enabled (desk, undo) && is_enabled (desk, clear));
  gtk_widget_activate_action (widget, "canvas.clear", NULL);
  g_assert_true (yx_canvas_get_empty (desk->canvas));
  g_assert_false (is_enabled (desk, clear));
  gtk_widget_activate_action (widget, "canvas.undo", NULL);
  g_assert_false (yx_canvas_get_empty (desk->canvas));
  g_assert_true (is_enabled (desk, redo));
}

static void
test_left_hand (Desk *desk, gconstpointer data)
{
  GtkWidget *undo = find_button (GTK_WIDGET (desk->canvas), "canvas.undo");
  GtkWidget *tools = gtk_widget_get_parent (undo);

  g_assert_cmpint (gtk_widget_get_halign (tools), ==, GTK_ALIGN_START);
  gtk_widget_activate_action (GTK_WIDGET (desk->canvas), "canvas.left-handed", NULL);
  g_assert_true (yx_canvas_get_left_handed (desk->canvas));
  g_assert_cmpint (gtk_widget_get_halign (tools), ==, GTK_ALIGN_END);
}

static void
test_pressure (Desk *desk, gconstpointer data)
{
  Pen pen = { YX_PEN_STYLUS, 1, 0 };
  guint medium, firm;

  say (desk, &pen, YX_PEN_DOWN, 100, 100, 0.4);
  say (desk, &pen, YX_PEN_UP, 300, 100, 0.0);
  medium = ink_now (desk);
  gtk_widget_activate_action (GTK_WIDGET (desk->canvas), "canvas.pressure", "s", "firm");
  g_assert_cmpint (yx_canvas_get_pressure (desk->canvas), ==, YX_PRESSURE_FIRM);
  firm = ink_now (desk);
  g_assert_cmpuint (firm, <, medium);
}

static void
test_accessible (Desk *desk, gconstpointer data)
{
  Pen pen = { YX_PEN_STYLUS, 1, 0 };

  yx_canvas_set_signer (desk->canvas, "李想");
  gtk_test_accessible_assert_role (GTK_ACCESSIBLE (desk->sheet), GTK_ACCESSIBLE_ROLE_IMG);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (desk->sheet), GTK_ACCESSIBLE_PROPERTY_LABEL, "Signature of 李想");
  say (desk, &pen, YX_PEN_DOWN, 100, 100, 0.6);
  say (desk, &pen, YX_PEN_UP, 150, 100, 0.0);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (desk->sheet), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, "1 stroke");
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (find_button (GTK_WIDGET (desk->canvas), "canvas.redo")),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL, "Redo");
}

/* What was written is kept when the window changes its size. */
static void
test_strokes (Desk *desk, gconstpointer data)
{
  Pen pen = { YX_PEN_STYLUS, 1, 0 };
  g_autoptr (YxStrokes) strokes = NULL;
  g_autoptr (GError) error = NULL;
  double pixels = gtk_widget_get_width (desk->sheet) / YX_SHEET_WIDTH;

  say (desk, &pen, YX_PEN_DOWN, 100, 100, 0.6);
  say (desk, &pen, YX_PEN_UP, 100 + 20 * pixels, 100 + 5 * pixels, 0.0);
  strokes = yx_canvas_get_strokes (desk->canvas, &error);
  g_assert_no_error (error);
  g_assert_cmpfloat_with_epsilon (yx_strokes_width (strokes), 23, 0.001);
  g_assert_cmpfloat_with_epsilon (yx_strokes_height (strokes), 8, 0.001);
}

#define CASE(name, func) g_test_add ("/desk/canvas/" name, Desk, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_resources_register (yx_desk_resources_get_resource ());
  CASE ("pen", test_pen);
  CASE ("pointer", test_pointer);
  CASE ("pointer-leaves", test_pointer_leaves);
  CASE ("ink", test_ink);
  CASE ("pieces", test_pieces);
  CASE ("thickness", test_thickness);
  CASE ("tools", test_tools);
  CASE ("left-hand", test_left_hand);
  CASE ("pressure", test_pressure);
  CASE ("accessible", test_accessible);
  CASE ("strokes", test_strokes);
  return g_test_run ();
}
