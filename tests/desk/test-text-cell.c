/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <adwaita.h>

#include "desk/contracts/yx-text-cell.h"
#include "lib/yx-test-wait.h"

#define NARROWEST 90
#define WIDEST 900
#define PATIENCE 15000

typedef struct
{
  GHashTable *layouts;
  GtkWidget *window;
  YxTextCell *cell;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer expands)
{
  fixture->layouts = yx_text_cell_layouts ();
  fixture->window = gtk_window_new ();
  fixture->cell = YX_TEXT_CELL (yx_text_cell_new (fixture->layouts, GPOINTER_TO_INT (expands)));
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 400, 200);
  gtk_window_set_child (GTK_WINDOW (fixture->window), GTK_WIDGET (fixture->cell));
}

static void
tear_down (Fixture *fixture, gconstpointer expands)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  g_hash_table_unref (fixture->layouts);
}

static int
measure (Fixture *fixture, GtkOrientation orientation, int size)
{
  int natural;

  gtk_widget_measure (GTK_WIDGET (fixture->cell), orientation, size, NULL, &natural, NULL, NULL);
  return natural;
}

static int
height (Fixture *fixture, int width)
{
  return measure (fixture, GTK_ORIENTATION_VERTICAL, width);
}

static void
say (Fixture *fixture, YxTextStyle style, const char *text)
{
  yx_text_cell_set_line (fixture->cell, 0, style, text);
}

/* How wide Pango finds it in one row. */
static int
true_width (Fixture *fixture, const char *text, gboolean bold)
{
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (GTK_WIDGET (fixture->cell), text);
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();
  int width;

  if (bold)
    pango_attr_list_insert (attributes, pango_attr_weight_new (PANGO_WEIGHT_BOLD));
  pango_layout_set_attributes (layout, attributes);
  pango_layout_get_pixel_size (layout, &width, NULL);
  return width;
}

/* Text stands in one row as long as there is room for it, however that is found out, and then in two. */
static void
test_rows (Fixture *fixture, gconstpointer expands)
{
  static const char *const texts[] = {
    "王小燕 111",   "质量检验员  2025-04-22 → 2026-04-22", "Quality inspector, second shift", "↳ 试用期超过法定上限，请改正后重新提交", "WWWW MMMM @@@@ %%%%",
    "ＦＵＬＬ ｗｉｄｔｈ", "0123456789 0123456789",
  };
  static const YxTextStyle styles[] = { YX_TEXT_HEADING, YX_TEXT_PLAIN };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    for (gsize k = 0; k < G_N_ELEMENTS (styles); k++)
      {
        int single, fits = true_width (fixture, texts[i], styles[k] == YX_TEXT_HEADING);

        say (fixture, styles[k], texts[i]);
        single = height (fixture, -1);
        g_assert_cmpint (single, >, 0);
        for (int width = NARROWEST; width < WIDEST; width += 7)
          {
            const int now = height (fixture, width);

            g_assert_true (width >= fits ? now == single : now > single);
          }
      }
}

/* Rows are as high with letters as with characters, and each line adds its own. */
static void
test_lines (Fixture *fixture, gconstpointer expands)
{
  int one, two;

  g_assert_cmpint (height (fixture, 300), ==, 0);
  say (fixture, YX_TEXT_HEADING, "Li");
  one = height (fixture, 300);
  say (fixture, YX_TEXT_HEADING, "李想");
  g_assert_cmpint (height (fixture, 300), ==, one);
  yx_text_cell_set_line (fixture->cell, 1, YX_TEXT_DIM, "2025-01-01");
  two = height (fixture, 300);
  g_assert_cmpint (two, >, one);
  yx_text_cell_set_line (fixture->cell, 2, YX_TEXT_REASON, "");
  g_assert_cmpint (height (fixture, 300), ==, two);
  yx_text_cell_set_line (fixture->cell, 1, YX_TEXT_DIM, NULL);
  g_assert_cmpint (height (fixture, 300), ==, one);
}

static void
test_width (Fixture *fixture, gconstpointer expands)
{
  int before, after;

  say (fixture, YX_TEXT_PLAIN, "Wait");
  before = measure (fixture, GTK_ORIENTATION_HORIZONTAL, -1);
  say (fixture, YX_TEXT_PLAIN, "Wait for the worker");
  after = measure (fixture, GTK_ORIENTATION_HORIZONTAL, -1);
  g_assert_true (GPOINTER_TO_INT (expands) ? after == before : after > before);
  yx_text_cell_set_symbol (fixture->cell, "object-select-symbolic");
  before = after;
  after = measure (fixture, GTK_ORIENTATION_HORIZONTAL, -1);
  g_assert_true (GPOINTER_TO_INT (expands) ? after == before : after > before);
}

/* A height that is waited for. */
typedef struct
{
  Fixture *fixture;
  int height;
  gboolean more;
} Awaited;

static gboolean
is_high (gpointer data)
{
  Awaited *awaited = data;
  int now = height (awaited->fixture, 300);

  return awaited->more ? now > awaited->height : now == awaited->height;
}

/* Larger letters take higher rows, and the cell finds out. */
static void
test_typeface (Fixture *fixture, gconstpointer expands)
{
  g_autoptr (GtkCssProvider) provider = gtk_css_provider_new ();
  GdkDisplay *display = gtk_widget_get_display (fixture->window);
  Awaited awaited = { fixture, 0, TRUE };

  gtk_window_present (GTK_WINDOW (fixture->window));
  say (fixture, YX_TEXT_PLAIN, "李想");
  awaited.height = height (fixture, 300);
  gtk_css_provider_load_from_data (provider, "text-cell { font-size: 40px; }", -1);
  gtk_style_context_add_provider_for_display (display, GTK_STYLE_PROVIDER (provider), GTK_STYLE_PROVIDER_PRIORITY_USER);
  g_assert_true (yx_test_wait (is_high, &awaited, PATIENCE));
  gtk_style_context_remove_provider_for_display (display, GTK_STYLE_PROVIDER (provider));
  awaited.more = FALSE;
  g_assert_true (yx_test_wait (is_high, &awaited, PATIENCE));
}

static gboolean
is_drawn (gpointer data)
{
  return gtk_widget_get_width (data) > 0;
}

static void
note_layout (GdkFrameClock *clock, guint *layouts)
{
  *layouts += 1;
}

static guint
count_layouts (Fixture *fixture, const char *text)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (fixture->window);
  guint layouts = 0;
  gulong handler = g_signal_connect (clock, "layout", G_CALLBACK (note_layout), &layouts);
  gint64 before = gdk_frame_clock_get_frame_counter (clock);

  say (fixture, YX_TEXT_HEADING, text);
  while (gdk_frame_clock_get_frame_counter (clock) == before)
    g_main_context_iteration (NULL, TRUE);
  g_signal_handler_disconnect (clock, handler);
  return layouts;
}

/* Other words that take as much room are drawn, and nothing is placed anew. */
static void
test_same_room (Fixture *fixture, gconstpointer expands)
{
  say (fixture, YX_TEXT_HEADING, "李想");
  gtk_window_present (GTK_WINDOW (fixture->window));
  g_assert_true (yx_test_wait (is_drawn, fixture->cell, PATIENCE));
  while (g_main_context_iteration (NULL, FALSE))
    continue;
  g_assert_cmpuint (count_layouts (fixture, "欧阳"), ==, 0);
  g_assert_cmpuint (count_layouts (fixture, "从前有座山，山里有座庙，庙里有个老和尚，老和尚对小和尚说：从前有座山，山里有座庙"), >, 0);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
#define TEST(name, expands, test) g_test_add ("/desk/text-cell/" name, Fixture, GINT_TO_POINTER (expands), set_up, test, tear_down)
  TEST ("rows", FALSE, test_rows);
  TEST ("lines", FALSE, test_lines);
  TEST ("width", FALSE, test_width);
  TEST ("width-of-the-rest", TRUE, test_width);
  TEST ("typeface", FALSE, test_typeface);
  TEST ("same-room", TRUE, test_same_room);
#undef TEST
  return g_test_run ();
}
