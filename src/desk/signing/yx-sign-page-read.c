/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "desk/signing/yx-page-reader.h"
#include "desk/signing/yx-sign-page-private.h"

/* One pressed item of the summary leads to where it stands. */
static void
item_clicked (GtkButton *button, YxSignPage *self)
{
  yx_document_view_show_page (self->view, GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "page")));
}

static GtkWidget *
make_item (YxSignPage *self, YxSummaryKind kind, const YxSummaryItem *item)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *label = gtk_label_new (yx_summary_label (kind));
  GtkWidget *words = gtk_label_new (item->words);
  g_autofree char *name = g_strdup_printf (_("%s: %s, on page %u"), yx_summary_label (kind), item->words, item->page);

  gtk_widget_add_css_class (label, "caption");
  gtk_widget_add_css_class (label, "dim-label");
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_xalign (GTK_LABEL (words), 0);
  gtk_label_set_wrap (GTK_LABEL (words), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (words), PANGO_WRAP_WORD_CHAR);
  gtk_widget_add_css_class (words, "heading");
  gtk_widget_add_css_class (words, "numeric");
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), words);
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_size_request (button, -1, 44);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_object_set_data (G_OBJECT (button), "page", GUINT_TO_POINTER (item->page));
  g_signal_connect (button, "clicked", G_CALLBACK (item_clicked), self);
  return button;
}

static void
show_summary (YxSignPage *self)
{
  GtkWidget *child;
  gboolean any = FALSE;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->summary))) != NULL)
    gtk_flow_box_remove (self->summary, child);
  for (YxSummaryKind kind = 0; kind < YX_N_SUMMARY_KINDS; kind++)
    {
      const YxSummaryItem *item = &self->what->summary->items[kind];

      if (item->words == NULL)
        continue;
      gtk_flow_box_append (self->summary, make_item (self, kind, item));
      gtk_widget_set_focusable (gtk_widget_get_last_child (GTK_WIDGET (self->summary)), FALSE);
      any = TRUE;
    }
  gtk_widget_set_visible (GTK_WIDGET (self->summary), any);
}

/* A document that was fetched: what was read of the same one stays read. */
void
yx_sign_page_show_document (YxSignPage *self)
{
  yx_document_view_set_bytes (self->view, self->what->held->bytes, self->what->held->verdict);
  show_summary (self);
  gtk_widget_set_visible (self->use_last, self->what->last != NULL);
  gtk_widget_set_visible (self->use_name, self->what->named != NULL);
  yx_canvas_set_signer (self->canvas, self->what->held->record->w_name);
}

/* Pages whose lower end is on the screen count as read. */
void
yx_sign_page_note_seen (YxSignPage *self)
{
  guint n = yx_document_view_get_n_pages (self->view);
  guint first, last;
  gboolean more = FALSE;

  if (self->step != YX_SIGN_STEP_READ || n == 0 || self->what == NULL)
    return;
  if (self->pages == NULL)
    self->pages = yx_pages_read_new (n);
  if (yx_page_reader_ends (yx_page_reader_find (GTK_WIDGET (self->view)), &first, &last))
    for (guint page = first; page <= last; page++)
      more |= yx_pages_read_note (self->pages, page);
  if (!more)
    return;
  self->facts.read = yx_pages_read_all (self->pages);
  yx_sign_page_update (self);
}

/* Further down the page, or on to the next one that was not read. */
void
yx_sign_page_read_on (YxSignPage *self)
{
  guint page = yx_document_view_get_page (self->view);
  guint next;

  if (self->pages == NULL || yx_page_reader_scroll_on (yx_page_reader_find (GTK_WIDGET (self->view))))
    return;
  next = yx_pages_read_next (self->pages, page);
  if (next > 0)
    yx_document_view_show_page (self->view, next);
}
