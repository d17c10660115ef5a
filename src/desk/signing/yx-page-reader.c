/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/signing/yx-page-reader.h"

#define FOOT 36.0 /* points at a page's lower end where nothing stands that has to be seen */
#define STEP 0.85 /* of what is seen */

/* The pages within a view of a document. */
YxPageCanvas *
yx_page_reader_find (GtkWidget *view)
{
  YxPageCanvas *found = YX_IS_PAGE_CANVAS (view) ? YX_PAGE_CANVAS (view) : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (view); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = yx_page_reader_find (child);
  return found;
}

/* Which pages end on the screen now; FALSE: none does. */
gboolean
yx_page_reader_ends (YxPageCanvas *canvas, guint *first, guint *last)
{
  double middle = gtk_widget_get_width (GTK_WIDGET (canvas)) / 2.0;
  YxPageSpot top = { 0 };
  YxPageSpot bottom = { 0 };

  /* A spot between pages belongs to one of them, too. */
  yx_page_canvas_spot_at (canvas, middle, 0, &top);
  yx_page_canvas_spot_at (canvas, middle, gtk_widget_get_height (GTK_WIDGET (canvas)), &bottom);
  if (top.page == 0 || bottom.page == 0)
    return FALSE;
  *first = top.y < yx_page_canvas_get_size (canvas, top.page).height - FOOT ? top.page : top.page + 1;
  *last = bottom.y >= yx_page_canvas_get_size (canvas, bottom.page).height - FOOT ? bottom.page : bottom.page - 1;
  return *first <= *last;
}

/* Goes down by most of what is seen; FALSE: the shown page's end is seen already. */
gboolean
yx_page_reader_scroll_on (YxPageCanvas *canvas)
{
  GtkAdjustment *down = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (canvas));
  guint page = yx_page_canvas_get_page (canvas);
  guint first, last;
  double step;

  if (down == NULL || (yx_page_reader_ends (canvas, &first, &last) && last >= page))
    return FALSE;
  step = gtk_adjustment_get_page_size (down) * STEP;
  gtk_adjustment_set_value (down, gtk_adjustment_get_value (down) + step);
  return TRUE;
}
