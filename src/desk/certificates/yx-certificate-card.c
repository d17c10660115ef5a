/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/certificates/yx-certificate-card.h"

#include <glib/gi18n-lib.h>

#include "desk/common/yx-fact-row.h"
#include "desk/common/yx-moment.h"
#include "model/yx-authority-entry.h"

#define LEAST 44

struct _YxCertificateCard
{
  AdwBin parent_instance;

  GtkBox *box;
};

enum
{
  SIGNAL_CHANGE_PASSWORD,
  SIGNAL_SUSPEND,
  SIGNAL_RENEW,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (YxCertificateCard, yx_certificate_card, ADW_TYPE_BIN)

static void
yx_certificate_card_class_init (YxCertificateCardClass *klass)
{
  /**
   * YxCertificateCard::change-password:
   *
   * The certificate password shall be changed.
   */
  signals[SIGNAL_CHANGE_PASSWORD]
    = g_signal_new ("change-password", YX_TYPE_CERTIFICATE_CARD, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  /**
   * YxCertificateCard::suspend:
   *
   * The certificate shall be suspended.
   */
  signals[SIGNAL_SUSPEND]
    = g_signal_new ("suspend", YX_TYPE_CERTIFICATE_CARD, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  /**
   * YxCertificateCard::renew:
   *
   * Another certificate shall take its place.
   */
  signals[SIGNAL_RENEW]
    = g_signal_new ("renew", YX_TYPE_CERTIFICATE_CARD, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
yx_certificate_card_init (YxCertificateCard *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);

  self->box = GTK_BOX (box);
  gtk_widget_add_css_class (GTK_WIDGET (self), "card");
  gtk_widget_add_css_class (GTK_WIDGET (self), "certificate-card");
  adw_bin_set_child (ADW_BIN (self), box);
}

static GtkWidget *
make_state (const YxIssuedCertificate *issued, gint64 now)
{
  g_autofree char *words = yx_certificate_state_words (issued, now);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *icon = gtk_image_new_from_icon_name (yx_certificate_state_icon (issued, now));
  GtkWidget *label = gtk_label_new (words);

  gtk_widget_set_valign (box, GTK_ALIGN_START);
  gtk_widget_add_css_class (box, yx_certificate_is_usable (issued, now) ? "success" : "dim-label");
  gtk_box_append (GTK_BOX (box), icon);
  gtk_box_append (GTK_BOX (box), label);
  return box;
}

/* Whom it names, and for whom they sign. */
static GtkWidget *
make_head (const YxHeldCertificate *held, gint64 now)
{
  const char *capacity
    = g_dgettext (GETTEXT_PACKAGE, yx_choice_find (yx_capacities, held->issued->capacity)->label);
  const char *organisation = held->certificate != NULL ? yx_certificate_organisation (held->certificate) : NULL;
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *names = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);

  gtk_box_append (GTK_BOX (names),
                  yx_fact_label_new (held->certificate != NULL ? yx_certificate_name (held->certificate) : _("Not issued yet"), "title-2"));
  if (organisation != NULL)
    gtk_box_append (GTK_BOX (names), yx_fact_label_new (organisation, NULL));
  gtk_box_append (GTK_BOX (names), yx_fact_label_new (capacity, "dim-label"));
  gtk_box_append (GTK_BOX (head), names);
  gtk_box_append (GTK_BOX (head), make_state (held->issued, now));
  return head;
}

static GtkWidget *
make_validity (const YxIssuedCertificate *issued, gint64 now)
{
  g_autofree char *from = yx_moment_day (issued->valid_from);
  g_autofree char *to = yx_moment_day (issued->valid_to);
  /* Translators: a day and a later one. */
  g_autofree char *words = g_strdup_printf (_("Valid from %s to %s"), from, to);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *bar = gtk_level_bar_new_for_interval (0, 1);

  gtk_level_bar_set_value (GTK_LEVEL_BAR (bar), 1 - yx_certificate_spent (issued, now));
  gtk_accessible_update_property (GTK_ACCESSIBLE (bar), GTK_ACCESSIBLE_PROPERTY_LABEL, _("What is left of its validity"), -1);
  gtk_box_append (GTK_BOX (box), yx_fact_label_new (words, "numeric"));
  gtk_box_append (GTK_BOX (box), bar);
  return box;
}

static void
add_row (AdwExpanderRow *details, const char *title, const char *value, const char *to_copy)
{
  adw_expander_row_add_row (details, yx_fact_row_new (title, value, to_copy));
}

/* Who vouches for whom, up to the root. */
static void
add_chain (AdwExpanderRow *details, GPtrArray *issuers)
{
  for (guint i = 0; i < issuers->len; i++)
    {
      YxCertificate *issuer = issuers->pdata[i];
      g_autofree char *to = yx_moment_day (yx_certificate_not_after (issuer));
      g_autofree char *pem = yx_certificate_to_pem (issuer);
      g_autofree char *name = yx_authority_words (yx_certificate_name (issuer));
      /* Translators: an authority's subject, the day until which its certificate is valid. */
      g_autofree char *words = g_strdup_printf (_("%s, until %s"), name, to);

      add_row (details, i + 1 == issuers->len ? _("Root of the chain") : _("Issued by"), words, pem);
    }
}

static GtkWidget *
make_details (const YxHeldCertificate *held)
{
  GtkWidget *list = gtk_list_box_new ();
  GtkWidget *details = adw_expander_row_new ();
  AdwExpanderRow *row = ADW_EXPANDER_ROW (details);
  g_autofree char *serial = yx_certificate_grouped (yx_certificate_serial (held->certificate));
  g_autofree char *fingerprint = yx_certificate_grouped (yx_certificate_fingerprint (held->certificate));
  g_autofree char *pem = yx_certificate_to_pem (held->certificate);

  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Certificate details"), -1);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (details), _("For experts"));
  add_row (row, _("Subject"), yx_certificate_subject (held->certificate), pem);
  add_row (row, _("Serial number"), serial, yx_certificate_serial (held->certificate));
  add_row (row, _("Algorithm"), yx_certificate_algorithm (held->certificate), NULL);
  add_row (row, _("Fingerprint (SHA-256)"), fingerprint, yx_certificate_fingerprint (held->certificate));
  add_row (row, _("How identity was proven"),
           g_dgettext (GETTEXT_PACKAGE, yx_choice_find (yx_identities, held->issued->identity)->label), NULL);
  add_chain (row, held->issuers);
  gtk_list_box_append (GTK_LIST_BOX (list), details);
  return list;
}

static void
emit (GtkButton *button, gpointer data)
{
  YxCertificateCard *self = data;

  g_signal_emit (self, signals[GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "signal"))], 0);
}

static GtkWidget *
make_button (YxCertificateCard *self, const char *label, guint signal)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  gtk_widget_set_size_request (button, -1, LEAST);
  g_object_set_data (G_OBJECT (button), "signal", GUINT_TO_POINTER (signal));
  g_signal_connect (button, "clicked", G_CALLBACK (emit), self);
  return button;
}

static GtkWidget *
make_buttons (YxCertificateCard *self, gboolean renewable)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *renew;

  if (renewable)
    {
      renew = make_button (self, _("_Renew…"), SIGNAL_RENEW);
      gtk_widget_add_css_class (renew, "suggested-action");
      gtk_box_append (GTK_BOX (box), renew);
    }
  gtk_box_append (GTK_BOX (box), make_button (self, _("Change _Password…"), SIGNAL_CHANGE_PASSWORD));
  gtk_box_append (GTK_BOX (box), make_button (self, _("_Suspend…"), SIGNAL_SUSPEND));
  return box;
}

/* Why it ended or was refused. */
static char *
reason_words (const YxIssuedCertificate *issued)
{
  if (issued->state == YX_CERTIFICATE_REFUSED)
    return g_strdup (issued->refusal);
  if (issued->state == YX_CERTIFICATE_REQUESTED)
    return g_strdup (_("The certificate authority has not decided yet. It comes by itself."));
  if (yx_record_has (issued, "ended"))
    {
      g_autofree char *since = yx_moment_minute (issued->ended);
      const YxChoice *why = yx_choice_find (yx_end_reasons, issued->end_reason);

      /* Translators: a moment, and why the certificate ended then. */
      return g_strdup_printf (_("Since %s: %s"), since, g_dgettext (GETTEXT_PACKAGE, why->label));
    }
  return NULL;
}

/**
 * yx_certificate_card_new:
 * @held: a certificate
 * @renewable: whether another may take its place now
 * @now: the time
 *
 * Returns: (transfer floating): its card; it asks by signals for what can be done with one that is valid
 */
GtkWidget *
yx_certificate_card_new (const YxHeldCertificate *held, gboolean renewable, gint64 now)
{
  YxCertificateCard *self = g_object_new (YX_TYPE_CERTIFICATE_CARD, NULL);
  g_autofree char *reason = reason_words (held->issued);
  g_autofree char *serial = held->certificate != NULL ? yx_certificate_grouped (yx_certificate_serial (held->certificate)) : NULL;

  gtk_box_append (self->box, make_head (held, now));
  if (reason != NULL)
    gtk_box_append (self->box, yx_fact_label_new (reason, "dim-label"));
  if (held->certificate == NULL)
    return GTK_WIDGET (self);
  gtk_box_append (self->box, yx_fact_label_new (serial, "numeric"));
  gtk_box_append (self->box, make_validity (held->issued, now));
  if (held->issuers->len > 0)
    {
      g_autofree char *name = yx_authority_words (yx_certificate_name (held->issuers->pdata[0]));
      /* Translators: who issued the certificate. */
      g_autofree char *issuer = g_strdup_printf (_("Issued by %s"), name);

      gtk_box_append (self->box, yx_fact_label_new (issuer, "dim-label"));
    }
  gtk_box_append (self->box, make_details (held));
  if (yx_certificate_is_usable (held->issued, now))
    gtk_box_append (self->box, make_buttons (self, renewable));
  return GTK_WIDGET (self);
}
