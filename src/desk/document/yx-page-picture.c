/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/document/yx-page-picture.h"

#include <glib/gi18n-lib.h>

/* Paper is white in the dark, too. */
static const GdkRGBA white = { 1, 1, 1, 1 };
static const GdkRGBA edge = { 0, 0, 0, 0.18f };
static const GdkRGBA pencil = { 0.35f, 0.35f, 0.35f, 1 };
static const GdkRGBA found = { 1, 0.85f, 0, 0.4f };
static const GdkRGBA current = { 1, 0.5f, 0, 0.55f };
static const GdkRGBA selection = { 0.2f, 0.45f, 0.9f, 0.3f };

static graphene_rect_t
to_rect (const YxPageArea *area)
{
  return GRAPHENE_RECT_INIT ((float) area->x, (float) area->y, (float) area->width, (float) area->height);
}

static void
append_texture (GtkSnapshot *snapshot, GdkTexture *texture, const YxPageArea *area)
{
  const graphene_rect_t rect = to_rect (area);

  gtk_snapshot_append_texture (snapshot, texture, &rect);
}

static void
append_colour (GtkSnapshot *snapshot, const GdkRGBA *colour, const YxPageArea *area)
{
  const graphene_rect_t rect = to_rect (area);

  gtk_snapshot_append_color (snapshot, colour, &rect);
}

static void
draw_paper (const YxPageSheet *sheet, GtkSnapshot *snapshot)
{
  const graphene_rect_t paper = to_rect (&sheet->area);
  GskRoundedRect outline;

  gsk_rounded_rect_init_from_rect (&outline, &paper, 0);
  gtk_snapshot_append_outset_shadow (snapshot, &outline, &edge, 0, 1, 1, 4);
  gtk_snapshot_append_color (snapshot, &white, &paper);
}

static void
draw_excuse (const YxPageSheet *sheet, GtkWidget *widget, GtkSnapshot *snapshot)
{
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (widget, _("This page cannot be shown."));
  int width, height;

  pango_layout_set_width (layout, (int) (sheet->area.width * PANGO_SCALE));
  pango_layout_set_alignment (layout, PANGO_ALIGN_CENTER);
  pango_layout_get_pixel_size (layout, &width, &height);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((float) sheet->area.x, (float) (sheet->area.y + (sheet->area.height - height) / 2)));
  gtk_snapshot_append_layout (snapshot, layout, &pencil);
  gtk_snapshot_restore (snapshot);
}

/* Whether all tiles that are seen are there; without @snapshot nothing is drawn. */
static gboolean
draw_tiles (guint scale, const YxPageSheet *sheet, GtkSnapshot *snapshot, YxPageTiles *tiles, gboolean *broken)
{
  const double unit = sheet->scale * 1024 / scale; /* pixels for one of the tile's */
  const YxPageArea part = { (sheet->seen.x - sheet->area.x) / unit, (sheet->seen.y - sheet->area.y) / unit, sheet->seen.width / unit,
                            sheet->seen.height / unit };
  gboolean all = TRUE;
  YxTile first, last;

  yx_tile_range (scale, &sheet->size, &part, &first, &last);
  for (guint row = first.row; row <= last.row; row++)
    for (guint column = first.column; column <= last.column; column++)
      {
        const YxTile tile = { sheet->page, scale, column, row };
        GdkTexture *texture = NULL;
        YxPageArea area;
        int pixels[4];

        if (!yx_page_tiles_find (tiles, &tile, &texture))
          all = FALSE;
        else if (texture == NULL)
          *broken = TRUE;
        if (texture == NULL || snapshot == NULL || !yx_tile_area (&tile, &sheet->size, pixels))
          continue;
        area = (YxPageArea) { sheet->area.x + pixels[0] * unit, sheet->area.y + pixels[1] * unit, pixels[2] * unit, pixels[3] * unit };
        append_texture (snapshot, texture, &area);
      }
  return all;
}

static void
draw_boxes (const YxPageSheet *sheet, GArray *boxes, const GdkRGBA *colour, int special, const GdkRGBA *special_colour, GtkSnapshot *snapshot)
{
  for (guint i = 0; boxes != NULL && i < boxes->len; i++)
    {
      const YxPdfBox *box = &g_array_index (boxes, YxPdfBox, i);
      const YxPageArea area = { sheet->area.x + box->x * sheet->scale,
                                sheet->area.y + (sheet->size.height - box->y - box->height) * sheet->scale, box->width * sheet->scale,
                                box->height * sheet->scale };

      append_colour (snapshot, (int) i == special ? special_colour : colour, &area);
    }
}

/**
 * yx_page_picture_draw:
 * @picture: what is drawn
 * @sheet: the page
 * @widget: for its typeface
 * @snapshot: takes it
 * @tiles: pictures that are there
 *
 * Draws a page, or what there is of it yet, with what was found and selected in it.
 */
void
yx_page_picture_draw (const YxPagePicture *picture, const YxPageSheet *sheet, GtkWidget *widget, GtkSnapshot *snapshot,
                      YxPageTiles *tiles)
{
  const graphene_rect_t paper = to_rect (&sheet->area);
  gboolean broken = FALSE;
  GArray *hits = picture->hits != NULL && sheet->page <= picture->hits->len ? picture->hits->pdata[sheet->page - 1] : NULL;

  draw_paper (sheet, snapshot);
  gtk_snapshot_push_clip (snapshot, &paper);
  if (picture->former != 0 && !draw_tiles (picture->scale, sheet, NULL, tiles, &broken))
    draw_tiles (picture->former, sheet, snapshot, tiles, &broken);
  broken = FALSE;
  draw_tiles (picture->scale, sheet, snapshot, tiles, &broken);
  draw_boxes (sheet, hits, &found, sheet->page == picture->hit_page ? (int) picture->hit : -1, &current, snapshot);
  if (sheet->page == picture->selected_page)
    draw_boxes (sheet, picture->selected, &selection, -1, NULL, snapshot);
  gtk_snapshot_pop (snapshot);
  if (broken)
    draw_excuse (sheet, widget, snapshot);
}

/**
 * yx_page_picture_clear:
 * @picture: forgets what was found and selected
 */
void
yx_page_picture_clear (YxPagePicture *picture)
{
  g_clear_pointer (&picture->hits, g_ptr_array_unref);
  g_clear_pointer (&picture->selected, g_array_unref);
  picture->hit_page = 0;
  picture->selected_page = 0;
}
