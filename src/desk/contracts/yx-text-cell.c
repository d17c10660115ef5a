/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/contracts/yx-text-cell.h"

#include <math.h>
#include <string.h>

#define MOST_LAYOUTS 4096 /* then the cells begin anew with none */
#define GAP 3             /* between lines */
#define SYMBOL 16
#define BESIDE 6 /* between a symbol and its line */
#define LEAST 48
#define DIM 0.6f
#define N_STYLES (YX_TEXT_REASON + 1)

typedef struct
{
  YxTextStyle style;
  PangoLayout *whole; /* (owned) (nullable): in one row, as long as it is; shared */
  PangoLayout *fit;   /* (owned) (nullable): within @width */
  int width;          /* that @fit was made for, in pixels */
  int guess;          /* what its text is no wider than, in pixels; 0: not known yet */
} Line;

/* What text of a style takes, in pixels. */
typedef struct
{
  int row; /* how high a row becomes, whatever is written in it; 0: not known yet */
  int baseline;
  int digit; /* how wide they are */
  int letter;
  int character;
} Measure;

typedef struct
{
  int width;
  int height;
  int least;
} Room;

struct _YxTextCell
{
  GtkWidget parent_instance;

  GHashTable *layouts; /* (owned) (element-type utf8 PangoLayout): what other cells have said already */
  gboolean expands;    /* it asks for no room of its own and is given what is left */
  Line lines[YX_TEXT_CELL_LINES];
  Measure measures[N_STYLES];
  PangoFontDescription *font; /* (owned) (nullable): that they were taken with */
  char *texts[YX_TEXT_CELL_LINES]; /* (owned) (nullable) */
  char *symbol_name;               /* (owned) (nullable) */
  GtkIconPaintable *symbol;        /* (owned) (nullable): looked up when it is drawn */
};

G_DEFINE_FINAL_TYPE (YxTextCell, yx_text_cell, GTK_TYPE_WIDGET)

static void
forget_layouts (YxTextCell *self, guint at)
{
  g_clear_object (&self->lines[at].whole);
  g_clear_object (&self->lines[at].fit);
  self->lines[at].guess = 0;
}

static void
yx_text_cell_finalize (GObject *object)
{
  YxTextCell *self = YX_TEXT_CELL (object);

  for (guint i = 0; i < YX_TEXT_CELL_LINES; i++)
    {
      forget_layouts (self, i);
      g_free (self->texts[i]);
    }
  g_free (self->symbol_name);
  g_clear_object (&self->symbol);
  g_clear_pointer (&self->font, pango_font_description_free);
  g_hash_table_unref (self->layouts);
  G_OBJECT_CLASS (yx_text_cell_parent_class)->finalize (object);
}

static PangoLayout *
lay_out (YxTextCell *self, YxTextStyle style, const char *text)
{
  PangoLayout *layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), text);
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();

  if (style == YX_TEXT_HEADING || style == YX_TEXT_WAITING)
    pango_attr_list_insert (attributes, pango_attr_weight_new (PANGO_WEIGHT_BOLD));
  if (style == YX_TEXT_DIM)
    pango_attr_list_insert (attributes, pango_attr_font_features_new ("tnum"));
  pango_layout_set_attributes (layout, attributes);
  return layout;
}

/* What @text looks like in one row, shared with all who say the same. */
static PangoLayout *
share_layout (YxTextCell *self, YxTextStyle style, const char *text)
{
  g_autofree char *key = g_strdup_printf ("%d%s", style, text);
  PangoLayout *layout = g_hash_table_lookup (self->layouts, key);

  if (layout != NULL)
    return g_object_ref (layout);
  layout = lay_out (self, style, text);
  if (g_hash_table_size (self->layouts) >= MOST_LAYOUTS)
    g_hash_table_remove_all (self->layouts);
  g_hash_table_insert (self->layouts, g_steal_pointer (&key), g_object_ref (layout));
  return layout;
}

static PangoLayout *
whole_line (YxTextCell *self, guint at)
{
  Line *line = &self->lines[at];

  if (line->whole == NULL)
    line->whole = share_layout (self, line->style, self->texts[at]);
  return line->whole;
}

static int
sample (YxTextCell *self, YxTextStyle style, const char *text, Measure *measure)
{
  g_autoptr (PangoLayout) layout = share_layout (self, style, text);
  int width;

  pango_layout_get_pixel_size (layout, &width, &measure->row);
  measure->baseline = PANGO_PIXELS (pango_layout_get_baseline (layout));
  return width;
}

static const Measure *
measure_style (YxTextCell *self, YxTextStyle style)
{
  Measure *measure = &self->measures[style];

  if (measure->row > 0)
    return measure;
  if (self->font == NULL)
    self->font = pango_font_description_copy (pango_context_get_font_description (gtk_widget_get_pango_context (GTK_WIDGET (self))));
  measure->digit = sample (self, style, "0", measure);
  measure->letter = sample (self, style, "W", measure);
  measure->character = sample (self, style, "国", measure);
  sample (self, style, "国Ág", measure);
  return measure;
}

/* From above, as far as one can without the typeface: what takes more after all is cut at the end of its row. */
static int
guess_width (const char *text, const Measure *measure)
{
  int width = 0;

  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);

      if (g_unichar_isdigit (c) || c == ' ' || c == '-')
        width += measure->digit;
      else if (c < 0x80)
        width += measure->letter;
      else
        width += c >= 0x2e80 && c < 0x10000 ? measure->character : measure->row;
    }
  return width;
}

static int
row_height (YxTextCell *self, guint at)
{
  return measure_style (self, self->lines[at].style)->row;
}

static int
beside (YxTextCell *self, guint at)
{
  return at == 0 && self->symbol_name != NULL ? SYMBOL + BESIDE : 0;
}

static int
whole_width (YxTextCell *self, guint at)
{
  int width;

  pango_layout_get_pixel_size (whole_line (self, at), &width, NULL);
  return width;
}

static int
room_for (YxTextCell *self, guint at, int width)
{
  return MAX (width - beside (self, at), 1);
}

/* To lay out a text only to know that it fits takes longer than all else that a cell does. */
static gboolean
surely_fits (YxTextCell *self, guint at, int width)
{
  Line *line = &self->lines[at];

  if (width >= 0 && line->guess == 0)
    line->guess = guess_width (self->texts[at], measure_style (self, line->style));
  return width < 0 || line->guess <= room_for (self, at, width);
}

static gboolean
fits (YxTextCell *self, guint at, int width)
{
  return surely_fits (self, at, width) || whole_width (self, at) <= room_for (self, at, width);
}

/* As much of a line as there is room for. */
static PangoLayout *
fit_line (YxTextCell *self, guint at, int width)
{
  Line *line = &self->lines[at];
  int room = room_for (self, at, width);

  if (whole_width (self, at) <= room)
    return line->whole;
  if (line->fit != NULL && line->width == room)
    return line->fit;
  g_clear_object (&line->fit);
  line->width = room;
  line->fit = lay_out (self, line->style, self->texts[at]);
  pango_layout_set_width (line->fit, room * PANGO_SCALE);
  pango_layout_set_wrap (line->fit, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_height (line->fit, surely_fits (self, at, width) ? 0 : -2);
  pango_layout_set_ellipsize (line->fit, PANGO_ELLIPSIZE_END);
  return line->fit;
}

static int
line_height (YxTextCell *self, guint at, int width)
{
  int height = row_height (self, at);

  if (!fits (self, at, width))
    {
      pango_layout_get_pixel_size (fit_line (self, at, width), NULL, &height);
      height = MAX (height, row_height (self, at));
    }
  return beside (self, at) > 0 ? MAX (height, SYMBOL) : height;
}

static int
whole_height (YxTextCell *self, int width)
{
  int height = 0;

  for (guint i = 0; i < YX_TEXT_CELL_LINES; i++)
    if (self->texts[i] != NULL)
      height += (height > 0 ? GAP : 0) + line_height (self, i, width);
  return height;
}

static int
natural_width (YxTextCell *self)
{
  int width = 0;

  if (self->expands)
    return LEAST;
  for (guint i = 0; i < YX_TEXT_CELL_LINES; i++)
    if (self->texts[i] != NULL)
      width = MAX (width, whole_width (self, i) + beside (self, i));
  return width;
}

static void
yx_text_cell_measure (GtkWidget *widget, GtkOrientation orientation, int size, int *least, int *natural, int *least_line,
                      int *natural_line)
{
  YxTextCell *self = YX_TEXT_CELL (widget);

  *least = *natural = 0;
  if (orientation == GTK_ORIENTATION_VERTICAL)
    {
      *least = *natural = whole_height (self, size);
      return;
    }
  *natural = natural_width (self);
  *least = MIN (*natural, LEAST);
}

static GtkSizeRequestMode
yx_text_cell_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

/* What it asks for, as it is and before there is a width. */
static Room
ask_room (YxTextCell *self)
{
  const int width = gtk_widget_get_width (GTK_WIDGET (self));

  return width > 0 ? (Room){ natural_width (self), whole_height (self, width), whole_height (self, -1) } : (Room){ 0, 0, 0 };
}

/* Only who asks for other room than before has all cells of a view placed anew. */
static void
queue_change (YxTextCell *self, const Room *before)
{
  const Room after = ask_room (self);

  if (before->width == 0 || memcmp (before, &after, sizeof after) != 0)
    gtk_widget_queue_resize (GTK_WIDGET (self));
  else
    gtk_widget_queue_draw (GTK_WIDGET (self));
}

static GdkRGBA
color_of (YxTextCell *self, YxTextStyle style)
{
  GtkStyleContext *context = gtk_widget_get_style_context (GTK_WIDGET (self));
  GdkRGBA color;

  gtk_style_context_get_color (context, &color);
  if (style == YX_TEXT_DIM)
    color.alpha *= DIM;
  else if (style == YX_TEXT_WAITING)
    (void) gtk_style_context_lookup_color (context, "accent_color", &color);
  else if (style == YX_TEXT_REASON)
    (void) gtk_style_context_lookup_color (context, "error_color", &color);
  return color;
}

static void
draw_symbol (YxTextCell *self, GtkSnapshot *snapshot, int height, const GdkRGBA *color)
{
  GtkWidget *widget = GTK_WIDGET (self);

  if (self->symbol == NULL)
    self->symbol = gtk_icon_theme_lookup_icon (gtk_icon_theme_get_for_display (gtk_widget_get_display (widget)),
                                               self->symbol_name, NULL, SYMBOL, gtk_widget_get_scale_factor (widget),
                                               gtk_widget_get_direction (widget), GTK_ICON_LOOKUP_FORCE_SYMBOLIC);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (0, floorf ((float) (height - SYMBOL) / 2)));
  gtk_symbolic_paintable_snapshot_symbolic (GTK_SYMBOLIC_PAINTABLE (self->symbol), snapshot, SYMBOL, SYMBOL, color, 1);
  gtk_snapshot_restore (snapshot);
}

/* Rows of different typefaces stand on one line. */
static int
lower (YxTextCell *self, guint at, PangoLayout *layout)
{
  if (layout != self->lines[at].whole)
    return 0;
  return measure_style (self, self->lines[at].style)->baseline - PANGO_PIXELS (pango_layout_get_baseline (layout));
}

static void
yx_text_cell_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  YxTextCell *self = YX_TEXT_CELL (widget);
  const int width = gtk_widget_get_width (widget);
  int y = (gtk_widget_get_height (widget) - whole_height (self, width)) / 2;

  for (guint i = 0; i < YX_TEXT_CELL_LINES; i++)
    {
      const GdkRGBA color = color_of (self, self->lines[i].style);
      PangoLayout *layout;
      int height;

      if (self->texts[i] == NULL)
        continue;
      height = line_height (self, i, width);
      gtk_snapshot_save (snapshot);
      gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (0, (float) y));
      if (beside (self, i) > 0)
        draw_symbol (self, snapshot, height, &color);
      layout = fit_line (self, i, width);
      gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((float) beside (self, i), (float) lower (self, i, layout)));
      gtk_snapshot_append_layout (snapshot, layout, &color);
      gtk_snapshot_restore (snapshot);
      y += height + GAP;
    }
}

/* What was laid out is of no use any more, to the other cells neither. */
static void
forget_typeface (YxTextCell *self)
{
  g_hash_table_remove_all (self->layouts);
  g_clear_pointer (&self->font, pango_font_description_free);
  memset (self->measures, 0, sizeof self->measures);
  for (guint i = 0; i < YX_TEXT_CELL_LINES; i++)
    forget_layouts (self, i);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

static void
yx_text_cell_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  YxTextCell *self = YX_TEXT_CELL (widget);
  PangoContext *context;

  GTK_WIDGET_CLASS (yx_text_cell_parent_class)->css_changed (widget, change);
  context = gtk_widget_get_pango_context (widget);
  if (self->font != NULL && !pango_font_description_equal (self->font, pango_context_get_font_description (context)))
    forget_typeface (self);
  gtk_widget_queue_draw (widget);
}

static void
yx_text_cell_system_setting_changed (GtkWidget *widget, GtkSystemSetting setting)
{
  YxTextCell *self = YX_TEXT_CELL (widget);

  GTK_WIDGET_CLASS (yx_text_cell_parent_class)->system_setting_changed (widget, setting);
  if (setting == GTK_SYSTEM_SETTING_ICON_THEME)
    g_clear_object (&self->symbol);
  forget_typeface (self);
}

static gboolean
yx_text_cell_query_tooltip (GtkWidget *widget, int x, int y, gboolean keyboard, GtkTooltip *tooltip)
{
  YxTextCell *self = YX_TEXT_CELL (widget);
  gboolean cut = FALSE;

  for (guint i = 0; i < YX_TEXT_CELL_LINES; i++)
    cut = cut || (self->texts[i] != NULL && pango_layout_is_ellipsized (fit_line (self, i, gtk_widget_get_width (widget))));
  if (cut)
    {
      g_autoptr (GString) words = g_string_new (NULL);

      for (guint i = 0; i < YX_TEXT_CELL_LINES; i++)
        if (self->texts[i] != NULL)
          g_string_append_printf (words, "%s%s", words->len > 0 ? "\n" : "", self->texts[i]);
      gtk_tooltip_set_text (tooltip, words->str);
    }
  return cut;
}

static void
yx_text_cell_class_init (YxTextCellClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = yx_text_cell_finalize;
  widget_class->measure = yx_text_cell_measure;
  widget_class->get_request_mode = yx_text_cell_get_request_mode;
  widget_class->snapshot = yx_text_cell_snapshot;
  widget_class->css_changed = yx_text_cell_css_changed;
  widget_class->system_setting_changed = yx_text_cell_system_setting_changed;
  widget_class->query_tooltip = yx_text_cell_query_tooltip;
  gtk_widget_class_set_css_name (widget_class, "text-cell");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_LABEL);
}

static void
yx_text_cell_init (YxTextCell *self)
{
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
}

/**
 * yx_text_cell_layouts:
 *
 * Returns: (transfer full): what cells of one view share, so that a word is laid out once
 */
GHashTable *
yx_text_cell_layouts (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
}

/**
 * yx_text_cell_new:
 * @layouts: what cells of its view share
 * @expands: whether its column is given the room that the others leave
 *
 * Its accessible name is its owner's to set.
 *
 * Returns: (transfer floating): a cell without a line
 */
GtkWidget *
yx_text_cell_new (GHashTable *layouts, gboolean expands)
{
  YxTextCell *self = g_object_new (YX_TYPE_TEXT_CELL, NULL);

  self->expands = expands;
  self->layouts = g_hash_table_ref (layouts);
  return GTK_WIDGET (self);
}

/**
 * yx_text_cell_set_line:
 * @self: a cell
 * @at: which line, from 0
 * @style: how it looks
 * @text: (nullable): what it says; %NULL or empty: nothing, and it takes no room
 */
void
yx_text_cell_set_line (YxTextCell *self, guint at, YxTextStyle style, const char *text)
{
  Room before;

  g_return_if_fail (YX_IS_TEXT_CELL (self) && at < YX_TEXT_CELL_LINES);
  if (text != NULL && text[0] == '\0')
    text = NULL;
  if (self->lines[at].style == style && g_strcmp0 (self->texts[at], text) == 0)
    return;
  before = ask_room (self);
  forget_layouts (self, at);
  self->lines[at].style = style;
  g_free (self->texts[at]);
  self->texts[at] = g_strdup (text);
  queue_change (self, &before);
}

/**
 * yx_text_cell_set_symbol:
 * @self: a cell
 * @icon_name: (nullable): of a symbolic icon before the first line
 */
void
yx_text_cell_set_symbol (YxTextCell *self, const char *icon_name)
{
  Room before;

  g_return_if_fail (YX_IS_TEXT_CELL (self));
  if (g_strcmp0 (self->symbol_name, icon_name) == 0)
    return;
  before = ask_room (self);
  g_free (self->symbol_name);
  self->symbol_name = g_strdup (icon_name);
  g_clear_object (&self->symbol);
  queue_change (self, &before);
}
