/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/certificates/yx-activation-page.h"

#include <glib/gi18n-lib.h>

#include "base/yx-id.h"
#include "desk/certificates/yx-agreement.h"
#include "desk/common/yx-unlock.h"
#include "flow/yx-flow-certificate.h"

#define LEAST 44
#define TEXT_HEIGHT 220

struct _YxActivationPage
{
  AdwBin parent_instance;

  YxSeat *seat;              /* (owned) */
  GCancellable *cancellable; /* (owned) */
  char *certificate;         /* (owned): its id stays the same until there is one */
  gboolean complete;
  gboolean begun;

  YxUnlock *unlock;
  GtkCheckButton *consent;
  GtkWidget *button;
  GtkSpinner *spinner;
  GtkWidget *progress;
};

enum
{
  PROP_0,
  PROP_COMPLETE,
  N_PROPS,
};

enum
{
  SIGNAL_ACTIVATED,
  N_SIGNALS,
};

static GParamSpec *props[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (YxActivationPage, yx_activation_page, ADW_TYPE_BIN)

static void
look (YxActivationPage *self)
{
  gboolean complete = yx_unlock_get_complete (self->unlock) && gtk_check_button_get_active (self->consent);

  gtk_widget_set_sensitive (self->button, complete);
  if (complete == self->complete)
    return;
  self->complete = complete;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_COMPLETE]);
}

static void
set_busy (YxActivationPage *self, gboolean busy)
{
  gtk_spinner_set_spinning (self->spinner, busy);
  gtk_widget_set_visible (self->progress, busy);
  gtk_widget_set_sensitive (GTK_WIDGET (self->consent), !busy);
}

static gpointer
activate (YxActor *actor, const YxEntered *entered, gpointer data, GCancellable *cancellable, GError **error)
{
  const YxActivation activation = { data, entered->new_password, entered->code };

  return GINT_TO_POINTER (yx_flow_activate (actor, &activation, cancellable, error));
}

static void
activated (GObject *unlock, GAsyncResult *result, gpointer data)
{
  g_autoptr (YxActivationPage) self = data;
  gboolean done = yx_unlock_act_finish (YX_UNLOCK (unlock), result, NULL) != NULL;

  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  set_busy (self, FALSE);
  look (self);
  if (done)
    g_signal_emit (self, signals[SIGNAL_ACTIVATED], 0);
}

static void
yx_activation_page_get_property (GObject *object, guint id, GValue *value, GParamSpec *spec)
{
  if (id == PROP_COMPLETE)
    g_value_set_boolean (value, YX_ACTIVATION_PAGE (object)->complete);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
}

/* The hall sends the code by itself, once the page is looked at. */
static void
yx_activation_page_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (yx_activation_page_parent_class)->map (widget);
  yx_activation_page_begin (YX_ACTIVATION_PAGE (widget));
}

static void
yx_activation_page_dispose (GObject *object)
{
  g_cancellable_cancel (YX_ACTIVATION_PAGE (object)->cancellable);
  G_OBJECT_CLASS (yx_activation_page_parent_class)->dispose (object);
}

static void
yx_activation_page_finalize (GObject *object)
{
  YxActivationPage *self = YX_ACTIVATION_PAGE (object);

  g_clear_object (&self->seat);
  g_clear_object (&self->cancellable);
  g_free (self->certificate);
  G_OBJECT_CLASS (yx_activation_page_parent_class)->finalize (object);
}

static void
yx_activation_page_class_init (YxActivationPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = yx_activation_page_get_property;
  object_class->dispose = yx_activation_page_dispose;
  object_class->finalize = yx_activation_page_finalize;
  GTK_WIDGET_CLASS (klass)->map = yx_activation_page_map;
  /**
   * YxActivationPage:complete:
   *
   * Whether all three steps are done, and nothing is on its way.
   */
  props[PROP_COMPLETE] = g_param_spec_boolean ("complete", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
  /**
   * YxActivationPage::activated:
   *
   * There is a certificate now.
   */
  signals[SIGNAL_ACTIVATED]
    = g_signal_new ("activated", YX_TYPE_ACTIVATION_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
yx_activation_page_init (YxActivationPage *self)
{
  self->cancellable = g_cancellable_new ();
  self->certificate = yx_id_new ("crt");
}

static GtkWidget *
make_agreement (YxSeat *seat)
{
  YxHallInfo *hall = yx_seat_get_hall (seat);
  g_autofree char *words = yx_agreement_words (hall->name, hall->own_hall);
  GtkWidget *label = gtk_label_new (words);
  GtkWidget *scroller = gtk_scrolled_window_new ();

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  gtk_widget_set_margin_start (label, 12);
  gtk_widget_set_margin_end (label, 12);
  gtk_widget_set_margin_top (label, 12);
  gtk_widget_set_margin_bottom (label, 12);
  gtk_widget_set_valign (label, GTK_ALIGN_START);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), label);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (scroller), TEXT_HEIGHT);
  return scroller;
}

static GtkWidget *
make_consent (YxActivationPage *self)
{
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *text = adw_expander_row_new ();
  GtkWidget *inside = gtk_list_box_row_new ();
  GtkWidget *check = gtk_check_button_new ();

  self->consent = GTK_CHECK_BUTTON (check);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _("I have read the certificate agreement and consent to it"));
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), check);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), check);
  gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("I have read the certificate agreement and consent to it"), -1);
  g_signal_connect_swapped (check, "toggled", G_CALLBACK (look), self);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (text), _("Read the certificate agreement"));
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (inside), make_agreement (self->seat));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (inside), FALSE);
  adw_expander_row_add_row (ADW_EXPANDER_ROW (text), inside);
  adw_preferences_group_set_title (group, _("3. Consent"));
  adw_preferences_group_add (group, text);
  adw_preferences_group_add (group, row);
  return GTK_WIDGET (group);
}

static GtkWidget *
make_end (YxActivationPage *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *words = gtk_label_new (_("The key is being made and the certificate issued…"));

  self->button = gtk_button_new_with_mnemonic (_("_Activate"));
  self->spinner = GTK_SPINNER (gtk_spinner_new ());
  self->progress = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  gtk_widget_add_css_class (self->button, "suggested-action");
  gtk_widget_add_css_class (self->button, "pill");
  gtk_widget_set_size_request (self->button, 200, LEAST);
  gtk_widget_set_halign (self->button, GTK_ALIGN_CENTER);
  gtk_widget_set_halign (self->progress, GTK_ALIGN_CENTER);
  gtk_label_set_wrap (GTK_LABEL (words), TRUE);
  gtk_box_append (GTK_BOX (self->progress), GTK_WIDGET (self->spinner));
  gtk_box_append (GTK_BOX (self->progress), words);
  gtk_widget_set_visible (self->progress, FALSE);
  gtk_box_append (GTK_BOX (box), self->button);
  gtk_box_append (GTK_BOX (box), self->progress);
  g_signal_connect_swapped (self->button, "clicked", G_CALLBACK (yx_activation_page_activate), self);
  return box;
}

/**
 * yx_activation_page_new:
 * @seat: who is signed in
 *
 * Returns: (transfer floating): the page, for a column of readable width; the code is sent when it is first shown
 */
YxActivationPage *
yx_activation_page_new (YxSeat *seat)
{
  YxActivationPage *self = g_object_new (YX_TYPE_ACTIVATION_PAGE, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);

  self->seat = g_object_ref (seat);
  self->unlock = yx_unlock_new (seat, YX_CODE_CERTIFICATE, YX_UNLOCK_NEW_PASSWORD);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->unlock));
  gtk_box_append (GTK_BOX (box), make_consent (self));
  gtk_box_append (GTK_BOX (box), make_end (self));
  adw_bin_set_child (ADW_BIN (self), box);
  g_signal_connect_object (self->unlock, "notify::complete", G_CALLBACK (look), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->unlock, "entered", G_CALLBACK (yx_activation_page_activate), self, G_CONNECT_SWAPPED);
  look (self);
  return self;
}

/**
 * yx_activation_page_begin:
 * @self: a page
 *
 * Has the SMS code sent, the first time.
 */
void
yx_activation_page_begin (YxActivationPage *self)
{
  g_return_if_fail (YX_IS_ACTIVATION_PAGE (self));
  if (self->begun)
    return;
  self->begun = TRUE;
  yx_unlock_send_code (self->unlock);
}

/**
 * yx_activation_page_get_complete:
 * @self: a page
 *
 * Returns: whether all three steps are done, and nothing is on its way
 */
gboolean
yx_activation_page_get_complete (YxActivationPage *self)
{
  g_return_val_if_fail (YX_IS_ACTIVATION_PAGE (self), FALSE);
  return self->complete;
}

/**
 * yx_activation_page_activate:
 * @self: a page
 *
 * Gets the certificate, as its button does; ::activated tells when there is one.
 */
void
yx_activation_page_activate (YxActivationPage *self)
{
  g_return_if_fail (YX_IS_ACTIVATION_PAGE (self));
  if (!self->complete)
    return;
  set_busy (self, TRUE);
  yx_unlock_act (self->unlock, activate, g_strdup (self->certificate), g_free, NULL, self->cancellable, activated,
                 g_object_ref (self));
}
