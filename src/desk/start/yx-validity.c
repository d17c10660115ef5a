/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/start/yx-validity.h"

#include <glib/gi18n-lib.h>

#include "base/yx-date.h"

static const int picks[] = { 5, 10, 20, 0 };

/* Whose fields a pick fills in. */
typedef struct
{
  YxDraft *draft; /* (owned) */
  const char *from;
  const char *to;
  int years;
} Pick;

static void
free_pick (gpointer data, GClosure *closure)
{
  g_object_unref (((Pick *) data)->draft);
  g_free (data);
}

/**
 * yx_validity_end:
 * @from: the first day of a document's validity, as YYYY-MM-DD
 * @years: for how long; 0: long-term
 *
 * Returns: (transfer full) (nullable): the last day (spec.md 1.1-2); or the word for long-term; %NULL: @from is no date
 */
char *
yx_validity_end (const char *from, int years)
{
  YxDate date;

  if (years == 0)
    return g_strdup (_("Long-term"));
  return yx_date_parse (from, &date) ? yx_date_format (yx_date_add_months (date, years * 12)) : NULL;
}

static void
picked (GtkButton *button, gpointer data)
{
  const Pick *pick = data;
  g_autofree char *end = NULL;

  if (!yx_draft_is_empty (pick->draft, pick->from) && yx_draft_get_error (pick->draft, pick->from) == NULL)
    {
      g_autofree char *from = yx_record_show (yx_draft_peek (pick->draft), pick->from);

      end = yx_validity_end (from, pick->years);
    }
  else if (pick->years == 0)
    end = yx_validity_end ("", 0);
  if (end != NULL)
    yx_draft_set_text (pick->draft, pick->to, end);
}

static void
allow (YxDraft *draft, const char *field, GtkWidget *box)
{
  gboolean dated = !yx_draft_is_empty (draft, field) && yx_draft_get_error (draft, field) == NULL;

  for (GtkWidget *button = gtk_widget_get_first_child (box); button != NULL; button = gtk_widget_get_next_sibling (button))
    gtk_widget_set_sensitive (button, dated || gtk_widget_get_next_sibling (button) == NULL);
}

/**
 * yx_validity_picks_new:
 * @draft: a draft
 * @from: its field with the first day of a document's validity; a static string
 * @to: its field with the last one; a static string
 *
 * Returns: (transfer floating): buttons that fill in the last day: 5, 10, 20 years, long-term (spec.md 1.1-2)
 */
GtkWidget *
yx_validity_picks_new (YxDraft *draft, const char *from, const char *to)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  g_autofree char *signal = g_strconcat ("changed::", from, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (picks); i++)
    {
      g_autofree char *words = picks[i] > 0 ? g_strdup_printf (ngettext ("%d Year", "%d Years", (gulong) picks[i]), picks[i])
                                            : g_strdup (_("Long-term"));
      GtkWidget *button = gtk_button_new_with_label (words);
      Pick *pick = g_new0 (Pick, 1);

      *pick = (Pick){ g_object_ref (draft), from, to, picks[i] };
      gtk_widget_set_size_request (button, -1, 44);
      gtk_widget_set_hexpand (button, TRUE);
      g_signal_connect_data (button, "clicked", G_CALLBACK (picked), pick, free_pick, 0);
      gtk_box_append (GTK_BOX (box), button);
    }
  gtk_widget_add_css_class (box, "linked");
  gtk_accessible_update_property (GTK_ACCESSIBLE (box), GTK_ACCESSIBLE_PROPERTY_LABEL, _("How long the document is valid"), -1);
  g_signal_connect_object (draft, signal, G_CALLBACK (allow), box, 0);
  allow (draft, from, box);
  return box;
}
