/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/document/yx-sign-mark.h"

#include <glib/gi18n-lib.h>

#include "desk/document/yx-fact-list.h"
#include "flow/yx-verdict-facts.h"
#include "flow/yx-verdict-words.h"

/* A signature that may have a place. */
typedef struct
{
  char *field;
  GtkWidget *frame; /* (owned) */
  GtkWidget *badge; /* (owned) */
} Mark;

struct _YxSignMarks
{
  GPtrArray *list;      /* of Mark */
  YxPageCanvas *canvas; /* (owned) (nullable): where they were put */
};

static void
free_mark (gpointer data)
{
  Mark *mark = data;

  g_free (mark->field);
  g_object_unref (mark->frame);
  g_object_unref (mark->badge);
  g_free (mark);
}

static GtkWidget *
make_popover (const YxVerdictSignature *signature)
{
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *facts = yx_fact_list_new (signature, FALSE);

  gtk_widget_add_css_class (facts, "fact-popover");
  gtk_popover_set_child (GTK_POPOVER (popover), facts);
  gtk_accessible_update_property (GTK_ACCESSIBLE (popover), GTK_ACCESSIBLE_PROPERTY_LABEL, _("About this signature"), -1);
  return popover;
}

static GtkWidget *
make_badge (const YxVerdictSignature *signature, YxVerdictStatus status)
{
  GtkWidget *badge = gtk_menu_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);
  GtkWidget *icon = g_object_new (GTK_TYPE_IMAGE, "icon-name", yx_status_icon (status), "accessible-role",
                                  GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  const char *word = yx_verdict_status_words (status);
  g_autofree char *line = yx_verdict_signature_words (signature);
  /* Translators: a verdict in a word, and a line about the signature. */
  g_autofree char *name = g_strdup_printf (_("%s: %s"), word, line);

  gtk_box_append (GTK_BOX (box), icon);
  gtk_box_append (GTK_BOX (box), gtk_label_new (word));
  gtk_menu_button_set_child (GTK_MENU_BUTTON (badge), box);
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (badge), make_popover (signature));
  gtk_widget_add_css_class (badge, "sign-badge");
  gtk_widget_add_css_class (badge, yx_status_class (status));
  gtk_accessible_update_property (GTK_ACCESSIBLE (badge), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  return g_object_ref_sink (badge);
}

static GtkWidget *
make_frame (YxVerdictStatus status)
{
  GtkWidget *frame = g_object_new (GTK_TYPE_BOX, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, "can-target", FALSE, NULL);

  gtk_widget_add_css_class (frame, "sign-frame");
  gtk_widget_add_css_class (frame, yx_status_class (status));
  return g_object_ref_sink (frame);
}

/**
 * yx_sign_marks_new:
 * @verdict: the judge's; not needed afterwards
 *
 * Returns: (transfer full): a mark for each of its signatures
 */
YxSignMarks *
yx_sign_marks_new (const YxVerdict *verdict)
{
  YxSignMarks *marks = g_new0 (YxSignMarks, 1);

  marks->list = g_ptr_array_new_with_free_func (free_mark);
  for (guint i = 0; i < verdict->signatures->len; i++)
    {
      const YxVerdictSignature *signature = verdict->signatures->pdata[i];
      YxVerdictStatus status = yx_verdict_signature_status (verdict, signature);
      Mark *mark = g_new0 (Mark, 1);

      mark->field = g_strdup (signature->field);
      mark->frame = make_frame (status);
      mark->badge = make_badge (signature, status);
      g_ptr_array_add (marks->list, mark);
    }
  return marks;
}

/**
 * yx_sign_marks_free:
 * @marks: (transfer full): marks; they go from the paper, too
 */
void
yx_sign_marks_free (YxSignMarks *marks)
{
  for (guint i = 0; marks->canvas != NULL && i < marks->list->len; i++)
    {
      yx_page_canvas_remove (marks->canvas, ((Mark *) marks->list->pdata[i])->frame);
      yx_page_canvas_remove (marks->canvas, ((Mark *) marks->list->pdata[i])->badge);
    }
  g_clear_object (&marks->canvas);
  g_ptr_array_unref (marks->list);
  g_free (marks);
}

/**
 * yx_sign_marks_widget:
 * @widgets: (element-type YxPdfWidget): where fields show something
 * @field: full name of one
 *
 * Returns: (transfer none) (nullable): where it does; %NULL for nowhere that can be seen, or for more than one place
 */
const YxPdfWidget *
yx_sign_marks_widget (GPtrArray *widgets, const char *field)
{
  const YxPdfWidget *found = NULL;

  for (guint i = 0; i < widgets->len; i++)
    {
      const YxPdfWidget *widget = widgets->pdata[i];

      if (g_strcmp0 (widget->field, field) != 0 || widget->box.width < 1 || widget->box.height < 1)
        continue;
      if (found != NULL)
        return NULL;
      found = widget;
    }
  return found;
}

/**
 * yx_sign_marks_place:
 * @canvas: the paper
 * @widgets: (element-type YxPdfWidget): where the document's fields are
 *
 * Puts each mark where its signature is seen. One that is seen nowhere, or in two places, gets none.
 */
void
yx_sign_marks_place (YxSignMarks *marks, YxPageCanvas *canvas, GPtrArray *widgets)
{
  g_return_if_fail (marks->canvas == NULL);
  marks->canvas = g_object_ref (canvas);
  for (guint i = 0; i < marks->list->len; i++)
    {
      const Mark *mark = marks->list->pdata[i];
      const YxPdfWidget *widget = yx_sign_marks_widget (widgets, mark->field);

      if (widget == NULL)
        continue;
      yx_page_canvas_add (canvas, mark->frame, widget->page, &widget->box, YX_PAGE_ANCHOR_FILL);
      yx_page_canvas_add (canvas, mark->badge, widget->page, &widget->box, YX_PAGE_ANCHOR_CORNER);
    }
}

/**
 * yx_sign_marks_find:
 * @field: full name of a signature field
 *
 * Returns: (transfer none) (nullable): the button on its mark
 */
GtkWidget *
yx_sign_marks_find (YxSignMarks *marks, const char *field)
{
  for (guint i = 0; i < marks->list->len; i++)
    if (g_strcmp0 (((Mark *) marks->list->pdata[i])->field, field) == 0)
      return ((Mark *) marks->list->pdata[i])->badge;
  return NULL;
}
