/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/verify/yx-signature-card.h"

#include <glib/gi18n-lib.h>

#include "desk/document/yx-fact-list.h"
#include "flow/yx-verdict-facts.h"
#include "flow/yx-verdict-words.h"

static GtkWidget *
make_title (const YxVerdictSignature *signature)
{
  const char *name = signature->signer_name != NULL ? signature->signer_name : _("somebody unknown");
  g_autofree char *words = signature->timestamp ? g_strdup (_("Timestamp"))
                           : signature->signer_organisation != NULL
                             ? g_strdup_printf ("%s · %s", signature->signer_organisation, name)
                             : g_strdup (name);
  GtkWidget *title = gtk_label_new (words);

  gtk_label_set_wrap (GTK_LABEL (title), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (title), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_widget_set_hexpand (title, TRUE);
  gtk_widget_add_css_class (title, "heading");
  return title;
}

/* The verdict on this signature: a symbol and a word in its colour. */
static GtkWidget *
make_status (YxVerdictStatus status)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *icon = g_object_new (GTK_TYPE_IMAGE, "icon-name", yx_status_icon (status), "accessible-role",
                                  GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);

  gtk_box_append (GTK_BOX (box), icon);
  gtk_box_append (GTK_BOX (box), gtk_label_new (yx_verdict_status_words (status)));
  gtk_widget_set_valign (box, GTK_ALIGN_START);
  gtk_widget_add_css_class (box, "status-words");
  gtk_widget_add_css_class (box, yx_status_class (status));
  return box;
}

static GtkWidget *
make_details (const YxVerdictSignature *signature)
{
  GtkWidget *details = gtk_expander_new (_("Details"));
  GtkWidget *facts = yx_fact_list_new (signature, TRUE);

  gtk_accessible_update_property (GTK_ACCESSIBLE (details), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Details"), -1);
  gtk_widget_set_margin_top (facts, 6);
  /* GTK 4.8 looks for the keyboard's next place in it, though nobody sees it. */
  g_object_bind_property (details, "expanded", facts, "can-focus", G_BINDING_SYNC_CREATE);
  gtk_expander_set_child (GTK_EXPANDER (details), facts);
  return details;
}

static GtkWidget *
make_finder (const YxVerdictSignature *signature)
{
  GtkWidget *button = gtk_button_new_with_label (_("Show in the document"));

  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "verify.show");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", signature->field);
  gtk_widget_set_halign (button, GTK_ALIGN_START);
  gtk_widget_set_margin_top (button, 6);
  return button;
}

/**
 * yx_signature_card_new:
 * @verdict: what the judge found
 * @signature: one of its signatures
 *
 * Returns: (transfer floating): who signed, when, in which capacity, with which seal, how that is proven. A button in
 *   it activates `verify.show` with the field's name
 */
GtkWidget *
yx_signature_card_new (const YxVerdict *verdict, const YxVerdictSignature *signature)
{
  GtkWidget *card = g_object_new (GTK_TYPE_BOX, "orientation", GTK_ORIENTATION_VERTICAL, "spacing", 12, "accessible-role",
                                  GTK_ACCESSIBLE_ROLE_GROUP, NULL);
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  g_autofree char *line = yx_verdict_signature_words (signature);

  gtk_box_append (GTK_BOX (head), make_title (signature));
  gtk_box_append (GTK_BOX (head), make_status (yx_verdict_signature_status (verdict, signature)));
  gtk_box_append (GTK_BOX (card), head);
  gtk_box_append (GTK_BOX (card), yx_fact_list_new (signature, FALSE));
  gtk_box_append (GTK_BOX (card), make_details (signature));
  if (!signature->timestamp)
    gtk_box_append (GTK_BOX (card), make_finder (signature));
  gtk_widget_add_css_class (card, "card");
  gtk_widget_add_css_class (card, "signature-card");
  gtk_accessible_update_property (GTK_ACCESSIBLE (card), GTK_ACCESSIBLE_PROPERTY_LABEL, line, -1);
  return card;
}
