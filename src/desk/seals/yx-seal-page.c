/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/seals/yx-seal-page.h"

#include <glib/gi18n-lib.h>

#include "desk/common/yx-error-words.h"
#include "desk/common/yx-fact-row.h"
#include "desk/common/yx-moment.h"
#include "desk/common/yx-pane.h"
#include "desk/common/yx-unlock-dialog.h"
#include "desk/seals/yx-seal-facts.h"
#include "desk/seals/yx-seal-picture.h"
#include "flow/yx-flow-seal.h"
#include "model/yx-seal-use.h"

#define LEAST 44
#define SCALE 2.2
#define USES_SHOWN 100

struct _YxSealPage
{
  AdwBin parent_instance;

  YxSeat *seat;              /* (owned) */
  YxSeal *seal;              /* (owned) */
  GCancellable *cancellable; /* (owned) */
  AdwPreferencesGroup *uses;
};

enum
{
  SIGNAL_VOIDED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (YxSealPage, yx_seal_page, ADW_TYPE_BIN)

static void
yx_seal_page_dispose (GObject *object)
{
  g_cancellable_cancel (YX_SEAL_PAGE (object)->cancellable);
  G_OBJECT_CLASS (yx_seal_page_parent_class)->dispose (object);
}

static void
yx_seal_page_finalize (GObject *object)
{
  YxSealPage *self = YX_SEAL_PAGE (object);

  g_clear_object (&self->seat);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->seal, yx_seal_unref);
  G_OBJECT_CLASS (yx_seal_page_parent_class)->finalize (object);
}

static void
yx_seal_page_class_init (YxSealPageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = yx_seal_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = yx_seal_page_finalize;
  /**
   * YxSealPage::voided:
   *
   * The seal is voided now.
   */
  signals[SIGNAL_VOIDED] = g_signal_new ("voided", YX_TYPE_SEAL_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
yx_seal_page_init (YxSealPage *self)
{
  self->cancellable = g_cancellable_new ();
}

static gpointer
void_seal (YxActor *actor, const YxEntered *entered, gpointer data, GCancellable *cancellable, GError **error)
{
  return yx_flow_void_seal (actor, data, entered->password, entered->code, cancellable, error);
}

static void
voided (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (YxSealPage) self = data;
  g_autoptr (YxSeal) seal = yx_unlock_ask_finish (GTK_WIDGET (source), result, NULL);

  if (seal == NULL || g_cancellable_is_cancelled (self->cancellable))
    return;
  yx_pane_toast (GTK_WIDGET (self), _("The seal is voided"));
  g_signal_emit (self, signals[SIGNAL_VOIDED], 0);
}

static void
ask_to_void (YxSealPage *self)
{
  const YxUnlockQuestion question = {
    .title = _("Void the Seal?"),
    .words = _("From now on nothing can be sealed with it, and everybody's right to use it ends. "
               "What was sealed before stays valid. It can't be undone."),
    .yes = _("_Void"),
    .destructive = TRUE,
    .purpose = YX_CODE_SEAL_VISIT,
    .asks = YX_UNLOCK_PASSWORD,
  };
  const YxUnlockDeed deed = { void_seal, g_strdup (self->seal->id), g_free, yx_record_unref };

  yx_unlock_ask (GTK_WIDGET (self), self->seat, &question, &deed, NULL, voided, g_object_ref (self));
}

static gpointer
fetch_uses (YxActor *actor, gpointer data, GCancellable *cancellable, GError **error)
{
  return yx_flow_seal_uses (actor, data, cancellable, error);
}

static void
free_uses (gpointer uses)
{
  g_ptr_array_unref (uses);
}

static void
open_document (AdwActionRow *row)
{
  gtk_widget_activate_action (GTK_WIDGET (row), "win.pane", "(ss)", "contracts",
                              (const char *) g_object_get_data (G_OBJECT (row), "document"));
}

static void
add_use (YxSealPage *self, const YxSealUse *use)
{
  g_autofree char *at = yx_moment_minute (use->at);
  GtkWidget *row = yx_fact_row_new (at, use->user_name, NULL);

  g_object_set_data_full (G_OBJECT (row), "document", g_strdup (use->document), g_free);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), gtk_image_new_from_icon_name ("go-next-symbolic"));
  g_signal_connect (row, "activated", G_CALLBACK (open_document), NULL);
  adw_preferences_group_add (self->uses, row);
}

static void
uses_fetched (GObject *seat, GAsyncResult *result, gpointer data)
{
  g_autoptr (YxSealPage) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) uses = yx_seat_run_finish (YX_SEAT (seat), result, &error);
  g_autofree char *words = NULL;

  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  if (uses == NULL)
    words = yx_error_words (error);
  else if (uses->len == 0)
    words = g_strdup (_("It was not used yet."));
  else
    words = g_strdup_printf (ngettext ("It was used once.", "It was used %u times; the latest come first.", uses->len), uses->len);
  adw_preferences_group_set_description (self->uses, words);
  for (guint i = uses != NULL ? uses->len : 0; i-- > 0 && uses->len - i <= USES_SHOWN;)
    add_use (self, uses->pdata[i]);
}

static void
add_fact (AdwPreferencesGroup *group, const char *title, const char *value, const char *to_copy)
{
  adw_preferences_group_add (group, yx_fact_row_new (title, value, to_copy));
}

static char *
validity_words (const YxSeal *seal)
{
  g_autofree char *from = yx_moment_day (seal->valid_from);
  g_autofree char *to = yx_moment_day (seal->valid_to);

  return g_strdup_printf (_("%s to %s"), from, to);
}

static char *
state_words (const YxSeal *seal)
{
  const char *state = yx_seal_state_words (seal, g_get_real_time ());
  g_autofree char *at = NULL;

  if (seal->state != YX_SEAL_VOIDED)
    return g_strdup (state);
  at = yx_moment_minute (seal->voided);
  return g_strdup_printf ("%s · %s", state, at);
}

static GtkWidget *
make_facts (const YxSeal *seal, GPtrArray *certificates)
{
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  g_autofree char *maker = yx_seal_maker_words (seal);
  g_autofree char *validity = validity_words (seal);
  g_autofree char *state = state_words (seal);
  g_autoptr (GPtrArray) users = yx_seal_users (seal, certificates);

  add_fact (group, _("Type"), g_dgettext (GETTEXT_PACKAGE, yx_choice_find (yx_seal_kinds, seal->kind)->label), NULL);
  add_fact (group, _("Name"), seal->name, NULL);
  add_fact (group, _("Code"), seal->number, seal->number);
  add_fact (group, _("State"), state, NULL);
  add_fact (group, _("Validity"), validity, NULL);
  add_fact (group, _("Maker"), maker, NULL);
  for (guint i = 0; seal->state == YX_SEAL_VALID && i < users->len; i++)
    add_fact (group, _("Who may use it"), users->pdata[i], NULL);
  return GTK_WIDGET (group);
}

static GtkWidget *
make_paper (YxSeal *seal)
{
  GtkWidget *paper = adw_bin_new ();
  GtkWidget *picture = yx_seal_picture_new (SCALE);

  yx_seal_picture_set_seal (YX_SEAL_PICTURE (picture), seal);
  adw_bin_set_child (ADW_BIN (paper), picture);
  gtk_widget_add_css_class (paper, "seal-paper");
  gtk_widget_add_css_class (paper, "seal-sheet");
  gtk_widget_set_size_request (paper, -1, 380);
  return paper;
}

/**
 * yx_seal_page_new:
 * @seat: an enterprise
 * @seal: one of its seals, with picture and object
 * @certificates: (element-type YxIssuedCertificate): the account's, to tell who may use it
 *
 * Returns: (transfer floating): a page, for a column
 */
GtkWidget *
yx_seal_page_new (YxSeat *seat, YxSeal *seal, GPtrArray *certificates)
{
  YxSealPage *self = g_object_new (YX_TYPE_SEAL_PAGE, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);
  GtkWidget *button = gtk_button_new_with_mnemonic (_("_Void…"));

  self->seat = g_object_ref (seat);
  self->seal = yx_seal_ref (seal);
  self->uses = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  adw_preferences_group_set_title (self->uses, _("Where used"));
  adw_preferences_group_set_description (self->uses, _("Loading"));
  gtk_widget_add_css_class (button, "destructive-action");
  gtk_widget_set_size_request (button, 120, LEAST);
  gtk_widget_set_halign (button, GTK_ALIGN_END);
  gtk_widget_set_visible (button, seal->state == YX_SEAL_VALID);
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (ask_to_void), self);
  gtk_box_append (GTK_BOX (box), make_paper (seal));
  gtk_box_append (GTK_BOX (box), make_facts (seal, certificates));
  gtk_box_append (GTK_BOX (box), button);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->uses));
  adw_bin_set_child (ADW_BIN (self), box);
  yx_seat_run (seat, YX_LANE_READ, fetch_uses, g_strdup (seal->id), g_free, free_uses, self->cancellable, uses_fetched,
               g_object_ref (self));
  return GTK_WIDGET (self);
}
