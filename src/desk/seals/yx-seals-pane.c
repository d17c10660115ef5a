/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/seals/yx-seals-pane.h"

#include <glib/gi18n-lib.h>

#include "desk/common/yx-fact-row.h"
#include "desk/common/yx-pane-frame.h"
#include "desk/common/yx-unlock.h"
#include "desk/seals/yx-seal-facts.h"
#include "desk/seals/yx-seal-make.h"
#include "desk/seals/yx-seal-page.h"
#include "desk/seals/yx-seal-picture.h"
#include "desk/seals/yx-visit.h"
#include "flow/yx-flow-account.h"
#include "flow/yx-flow-certificate.h"
#include "flow/yx-flow-seal.h"
#include "model/yx-rights.h"

#define LEAST 44
#define WIDTH 780
#define GATE_WIDTH 440
#define CARD_WIDTH 230
#define LOOK_SECONDS 5
#define NAME_CHARS 16

/* What the pane shows, as the hall has it. */
typedef struct
{
  GPtrArray *seals;         /* (owned) (element-type YxSeal) */
  GPtrArray *certificates;  /* (owned) (element-type YxIssuedCertificate) */
  YxEnterprise *enterprise; /* (owned) */
  gboolean certified;
} Shelf;

struct _YxSealsPane
{
  YxPane parent_instance;

  GCancellable *cancellable; /* (owned) */
  Shelf *shelf;              /* (owned) (nullable) */
  YxVisit visit;
  guint clock; /* a source while a visit is open */
  gboolean loading;

  YxPaneFrame *frame;
  GtkStack *pages;
  AdwBin *gate;
  YxUnlock *unlock; /* (nullable) */
  GtkWidget *enter; /* (nullable) */
  GtkFlowBox *gallery;
  AdwBin *subject;
  GtkWidget *make;
};

G_DEFINE_FINAL_TYPE (YxSealsPane, yx_seals_pane, YX_TYPE_PANE)

static void load (YxSealsPane *self);
static void show_gate (YxSealsPane *self);

static void
free_shelf (gpointer data)
{
  Shelf *shelf = data;

  g_clear_pointer (&shelf->seals, g_ptr_array_unref);
  g_clear_pointer (&shelf->certificates, g_ptr_array_unref);
  g_clear_pointer (&shelf->enterprise, yx_enterprise_unref);
  g_free (shelf);
}

static gpointer
fetch (YxActor *actor, gpointer data, GCancellable *cancellable, GError **error)
{
  Shelf *shelf = g_new0 (Shelf, 1);

  shelf->seals = yx_flow_seals (actor, cancellable, error);
  if (shelf->seals != NULL)
    shelf->certificates = yx_flow_certificates (actor, cancellable, error);
  if (shelf->certificates != NULL)
    shelf->enterprise = yx_flow_enterprise (actor, cancellable, error);
  if (shelf->enterprise == NULL || !yx_flow_has_certificate (actor, &shelf->certified, cancellable, error))
    {
      free_shelf (shelf);
      return NULL;
    }
  yx_seals_sort (shelf->seals);
  return shelf;
}

static void
show_page (YxSealsPane *self, const char *name)
{
  gboolean gallery = g_str_equal (name, "gallery");
  YxSealKind kind;

  gtk_stack_set_visible_child_name (self->pages, name);
  yx_pane_frame_set_deeper (self->frame, g_str_equal (name, "subject"));
  gtk_widget_set_visible (self->make, gallery && self->shelf != NULL && yx_seal_next_kind (self->shelf->seals, &kind));
}

/* The keys are locked with it. */
static void
end_visit (YxSealsPane *self)
{
  g_clear_handle_id (&self->clock, g_source_remove);
  if (yx_visit_end (&self->visit))
    yx_unlock_lock_keys (yx_pane_get_seat (YX_PANE (self)));
  adw_bin_set_child (self->subject, NULL);
}

static gboolean
look_at_clock (gpointer data)
{
  YxSealsPane *self = data;

  if (!yx_visit_is_idle (&self->visit, g_get_monotonic_time ()))
    return G_SOURCE_CONTINUE;
  self->clock = 0;
  end_visit (self);
  show_gate (self);
  yx_pane_toast (GTK_WIDGET (self), _("The visit to the seals has ended, as nothing was done for five minutes"));
  return G_SOURCE_REMOVE;
}

static void
entered (GObject *unlock, GAsyncResult *result, gpointer data)
{
  g_autoptr (YxSealsPane) self = data;
  gboolean unlocked = yx_unlock_keys_finish (YX_UNLOCK (unlock), result, NULL);

  if (!unlocked)
    return;
  if (g_cancellable_is_cancelled (self->cancellable) || self->unlock != YX_UNLOCK (unlock))
    {
      yx_unlock_lock_keys (yx_pane_get_seat (YX_PANE (self)));
      return;
    }
  yx_visit_begin (&self->visit, g_get_monotonic_time ());
  g_clear_handle_id (&self->clock, g_source_remove);
  self->clock = g_timeout_add_seconds (LOOK_SECONDS, look_at_clock, self);
  show_page (self, "gallery");
}

static void
enter (YxSealsPane *self)
{
  if (self->unlock != NULL && yx_unlock_get_complete (self->unlock))
    yx_unlock_keys (self->unlock, NULL, entered, g_object_ref (self));
}

static void
send_code (YxSealsPane *self)
{
  if (self->unlock != NULL)
    yx_unlock_send_code (self->unlock);
}

static GtkWidget *
make_gate (YxSealsPane *self)
{
  GtkWidget *page = adw_status_page_new ();
  GtkWidget *clamp = adw_clamp_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);

  self->unlock = yx_unlock_new (yx_pane_get_seat (YX_PANE (self)), YX_CODE_SEAL_VISIT, YX_UNLOCK_PASSWORD);
  self->enter = gtk_button_new_with_mnemonic (_("_Enter"));
  gtk_widget_add_css_class (self->enter, "suggested-action");
  gtk_widget_add_css_class (self->enter, "pill");
  gtk_widget_set_size_request (self->enter, 200, LEAST);
  gtk_widget_set_halign (self->enter, GTK_ALIGN_CENTER);
  g_object_bind_property (self->unlock, "complete", self->enter, "sensitive", G_BINDING_SYNC_CREATE);
  g_signal_connect_swapped (self->enter, "clicked", G_CALLBACK (enter), self);
  g_signal_connect_object (self->unlock, "entered", G_CALLBACK (enter), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->unlock));
  gtk_box_append (GTK_BOX (box), self->enter);
  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), GATE_WIDTH);
  adw_clamp_set_child (ADW_CLAMP (clamp), box);
  adw_status_page_set_icon_name (ADW_STATUS_PAGE (page), "yx-seals-symbolic");
  adw_status_page_set_title (ADW_STATUS_PAGE (page), _("Visit the seals"));
  adw_status_page_set_description (ADW_STATUS_PAGE (page), _("Each visit asks for an SMS code and the certificate password. It ends when you leave, or after five idle minutes."));
  adw_status_page_set_child (ADW_STATUS_PAGE (page), clamp);
  return page;
}

static void
show_gate (YxSealsPane *self)
{
  self->unlock = NULL;
  adw_bin_set_child (self->gate, make_gate (self));
  show_page (self, "gate");
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    send_code (self);
}

static GtkWidget *
make_card (const YxSeal *seal)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);
  GtkWidget *paper = adw_bin_new ();
  GtkWidget *picture = yx_seal_picture_new (1);
  const char *state = yx_seal_state_words (seal, g_get_real_time ());
  g_autofree char *words = g_strdup_printf ("%s, %s", seal->name, state);
  GtkWidget *name = yx_fact_label_new (seal->name, seal->state == YX_SEAL_VALID ? "heading" : "dim-label");

  gtk_label_set_max_width_chars (GTK_LABEL (name), NAME_CHARS); /* so that cards stand beside each other */
  yx_seal_picture_set_seal (YX_SEAL_PICTURE (picture), seal);
  adw_bin_set_child (ADW_BIN (paper), picture);
  gtk_widget_add_css_class (paper, "seal-paper");
  gtk_widget_set_vexpand (paper, TRUE);
  gtk_box_append (GTK_BOX (box), paper);
  gtk_box_append (GTK_BOX (box), name);
  gtk_box_append (GTK_BOX (box), yx_fact_label_new (state, seal->state == YX_SEAL_VALID ? "success" : "dim-label"));
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_add_css_class (button, "card");
  gtk_widget_add_css_class (button, "seal-card");
  gtk_widget_set_size_request (button, CARD_WIDTH, CARD_WIDTH + 60);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  return button;
}

static void
voided (YxSealsPane *self)
{
  load (self);
  show_page (self, "gallery");
}

static void
show_seal (YxSealsPane *self, YxSeal *seal)
{
  GtkWidget *page = yx_seal_page_new (yx_pane_get_seat (YX_PANE (self)), seal, self->shelf->certificates);

  g_signal_connect_object (page, "voided", G_CALLBACK (voided), self, G_CONNECT_SWAPPED);
  adw_bin_set_child (self->subject, page);
  show_page (self, "subject");
}

static void
card_clicked (GtkButton *card, gpointer data)
{
  show_seal (data, g_object_get_data (G_OBJECT (card), "seal"));
}

static void
made (YxSealsPane *self)
{
  yx_pane_toast (GTK_WIDGET (self), _("The seal is made"));
  load (self);
  show_page (self, "gallery");
}

static void
begin_making (YxSealsPane *self)
{
  GtkWidget *page;

  if (self->shelf == NULL || !self->visit.open)
    return;
  page = yx_seal_make_new (yx_pane_get_seat (YX_PANE (self)), self->shelf->enterprise, self->shelf->seals);
  g_signal_connect_object (page, "made", G_CALLBACK (made), self, G_CONNECT_SWAPPED);
  adw_bin_set_child (self->subject, page);
  show_page (self, "subject");
}

/* Without any seal the gallery invites to make the first. */
static GtkWidget *
make_first_card (YxSealsPane *self)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *words = gtk_label_new (_("Make the first seal"));

  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name ("list-add-symbolic"));
  gtk_box_append (GTK_BOX (box), words);
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_add_css_class (button, "card");
  gtk_widget_set_size_request (button, CARD_WIDTH, CARD_WIDTH + 60);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Make the first seal"), -1);
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (begin_making), self);
  return button;
}

static void
add_card (YxSealsPane *self, GtkWidget *card, const char *name)
{
  GtkWidget *child = gtk_flow_box_child_new ();

  gtk_flow_box_child_set_child (GTK_FLOW_BOX_CHILD (child), card);
  gtk_widget_set_focusable (child, FALSE);
  gtk_widget_set_halign (child, GTK_ALIGN_START);
  gtk_accessible_update_property (GTK_ACCESSIBLE (child), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_flow_box_append (self->gallery, child);
}

static void
show_gallery (YxSealsPane *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->gallery))) != NULL)
    gtk_flow_box_remove (self->gallery, child);
  for (guint i = 0; i < self->shelf->seals->len; i++)
    {
      YxSeal *seal = self->shelf->seals->pdata[i];
      GtkWidget *card = make_card (seal);

      g_object_set_data_full (G_OBJECT (card), "seal", yx_seal_ref (seal), yx_record_unref);
      g_signal_connect (card, "clicked", G_CALLBACK (card_clicked), self);
      add_card (self, card, seal->name);
    }
  if (self->shelf->seals->len == 0)
    add_card (self, make_first_card (self), _("Make the first seal"));
}

static void
show_no_certificate (YxSealsPane *self)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (_("_Activate Certificate"));

  gtk_widget_add_css_class (button, "suggested-action");
  gtk_widget_add_css_class (button, "pill");
  gtk_widget_set_halign (button, GTK_ALIGN_CENTER);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.pane");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "(ss)", "certificates", "");
  yx_pane_frame_show_empty (self->frame, "yx-certificates-symbolic", _("First a certificate"),
                            _("Seals are made and used with the enterprise's certificate. Activating it takes three steps."), button);
}

static void
show_shelf (YxSealsPane *self)
{
  if (!self->shelf->certified)
    {
      show_no_certificate (self);
      return;
    }
  show_gallery (self);
  yx_pane_frame_show_content (self->frame);
  if (!self->visit.open && self->unlock == NULL)
    show_gate (self);
  else
    show_page (self, gtk_stack_get_visible_child_name (self->pages));
}

static void
loaded (GObject *seat, GAsyncResult *result, gpointer data)
{
  g_autoptr (YxSealsPane) self = data;
  g_autoptr (GError) error = NULL;
  Shelf *shelf = yx_seat_run_finish (YX_SEAT (seat), result, &error);

  self->loading = FALSE;
  if (shelf != NULL)
    {
      g_clear_pointer (&self->shelf, free_shelf);
      self->shelf = shelf;
    }
  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  if (shelf != NULL)
    show_shelf (self);
  else if (self->shelf == NULL)
    yx_pane_frame_show_error (self->frame, error);
  else
    yx_pane_toast_error (GTK_WIDGET (self), error);
}

static gboolean
may_see (YxSealsPane *self)
{
  YxSession *session = yx_seat_get_session (yx_pane_get_seat (YX_PANE (self)));

  return session != NULL && yx_right_allows (YX_ACTION_SEAL_READ, yx_role_of ((YxAccountKind) session->kind));
}

static void
load (YxSealsPane *self)
{
  if (!may_see (self))
    {
      yx_pane_frame_show_empty (self->frame, "yx-seals-symbolic", _("Seals belong to enterprises"),
                                _("A person signs by hand. Enterprises see their seals here."), NULL);
      return;
    }
  if (self->loading)
    return;
  self->loading = TRUE;
  if (self->shelf == NULL)
    yx_pane_frame_show_loading (self->frame);
  yx_seat_run (yx_pane_get_seat (YX_PANE (self)), YX_LANE_READ, fetch, NULL, NULL, free_shelf, self->cancellable, loaded,
               g_object_ref (self));
}

static void
online_changed (YxSealsPane *self)
{
  if (self->shelf == NULL && yx_seat_get_online (yx_pane_get_seat (YX_PANE (self))))
    load (self);
}

/* What somebody does here makes the visit longer. */
static gboolean
touched (YxSealsPane *self)
{
  yx_visit_touch (&self->visit, g_get_monotonic_time ());
  return GDK_EVENT_PROPAGATE;
}

static gboolean
yx_seals_pane_act (YxPane *pane, YxPaneAct act)
{
  YxSealsPane *self = YX_SEALS_PANE (pane);
  const char *page = gtk_stack_get_visible_child_name (self->pages);
  GtkWidget *subject = adw_bin_get_child (self->subject);

  if (act == YX_PANE_NEW && g_str_equal (page, "gallery") && gtk_widget_get_visible (self->make))
    begin_making (self);
  else if (act == YX_PANE_BACK && g_str_equal (page, "subject"))
    show_page (self, "gallery");
  else if (act == YX_PANE_SUGGESTED && g_str_equal (page, "gate"))
    enter (self);
  else if (act == YX_PANE_SUGGESTED && g_str_equal (page, "subject") && YX_IS_SEAL_MAKE (subject))
    return yx_seal_make_suggested (YX_SEAL_MAKE (subject));
  else
    return FALSE;
  return TRUE;
}

static void
yx_seals_pane_left (YxPane *pane)
{
  YxSealsPane *self = YX_SEALS_PANE (pane);

  end_visit (self);
  if (self->shelf != NULL && self->shelf->certified)
    show_gate (self);
}

/* Whoever comes back may have got a certificate meanwhile; the hall sends the code by itself. */
static void
yx_seals_pane_map (GtkWidget *widget)
{
  YxSealsPane *self = YX_SEALS_PANE (widget);

  GTK_WIDGET_CLASS (yx_seals_pane_parent_class)->map (widget);
  load (self);
  if (!self->visit.open)
    send_code (self);
}

static void
yx_seals_pane_constructed (GObject *object)
{
  YxSealsPane *self = YX_SEALS_PANE (object);

  G_OBJECT_CLASS (yx_seals_pane_parent_class)->constructed (object);
  g_signal_connect_object (yx_pane_get_seat (YX_PANE (self)), "notify::online", G_CALLBACK (online_changed), self,
                           G_CONNECT_SWAPPED);
}

static void
yx_seals_pane_dispose (GObject *object)
{
  YxSealsPane *self = YX_SEALS_PANE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->clock, g_source_remove);
  G_OBJECT_CLASS (yx_seals_pane_parent_class)->dispose (object);
}

static void
yx_seals_pane_finalize (GObject *object)
{
  YxSealsPane *self = YX_SEALS_PANE (object);

  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->shelf, free_shelf);
  G_OBJECT_CLASS (yx_seals_pane_parent_class)->finalize (object);
}

static void
yx_seals_pane_class_init (YxSealsPaneClass *klass)
{
  G_OBJECT_CLASS (klass)->constructed = yx_seals_pane_constructed;
  G_OBJECT_CLASS (klass)->dispose = yx_seals_pane_dispose;
  G_OBJECT_CLASS (klass)->finalize = yx_seals_pane_finalize;
  GTK_WIDGET_CLASS (klass)->map = yx_seals_pane_map;
  YX_PANE_CLASS (klass)->act = yx_seals_pane_act;
  YX_PANE_CLASS (klass)->left = yx_seals_pane_left;
}

static GtkWidget *
make_column (GtkWidget *inside)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *clamp = adw_clamp_new ();

  gtk_widget_set_margin_top (inside, 24);
  gtk_widget_set_margin_bottom (inside, 24);
  gtk_widget_set_margin_start (inside, 12);
  gtk_widget_set_margin_end (inside, 12);
  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), WIDTH);
  adw_clamp_set_child (ADW_CLAMP (clamp), inside);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), clamp);
  return scroller;
}

static void
make_pages (YxSealsPane *self)
{
  self->pages = GTK_STACK (gtk_stack_new ());
  self->gate = ADW_BIN (adw_bin_new ());
  self->gallery = GTK_FLOW_BOX (gtk_flow_box_new ());
  self->subject = ADW_BIN (adw_bin_new ());
  gtk_flow_box_set_selection_mode (self->gallery, GTK_SELECTION_NONE);
  gtk_flow_box_set_row_spacing (self->gallery, 12);
  gtk_flow_box_set_column_spacing (self->gallery, 12);
  gtk_widget_set_valign (GTK_WIDGET (self->gallery), GTK_ALIGN_START);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->gallery), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Seals"), -1);
  gtk_stack_add_named (self->pages, GTK_WIDGET (self->gate), "gate");
  gtk_stack_add_named (self->pages, make_column (GTK_WIDGET (self->gallery)), "gallery");
  gtk_stack_add_named (self->pages, make_column (GTK_WIDGET (self->subject)), "subject");
  gtk_stack_set_transition_type (self->pages, GTK_STACK_TRANSITION_TYPE_CROSSFADE);
  gtk_stack_set_vhomogeneous (self->pages, FALSE);
  gtk_stack_set_hhomogeneous (self->pages, FALSE);
}

static void
yx_seals_pane_init (YxSealsPane *self)
{
  GtkEventController *controller = gtk_event_controller_legacy_new ();

  self->cancellable = g_cancellable_new ();
  self->frame = yx_pane_frame_new (_("Seals"));
  self->make = gtk_button_new_with_mnemonic (_("_Make a Seal"));
  gtk_widget_add_css_class (self->make, "suggested-action");
  gtk_widget_set_visible (self->make, FALSE);
  g_signal_connect_swapped (self->make, "clicked", G_CALLBACK (begin_making), self);
  adw_header_bar_pack_end (yx_pane_frame_get_header (self->frame), self->make);
  make_pages (self);
  yx_pane_frame_set_content (self->frame, GTK_WIDGET (self->pages));
  g_signal_connect_swapped (self->frame, "retry", G_CALLBACK (load), self);
  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (controller, "event", G_CALLBACK (touched), self);
  gtk_widget_add_controller (GTK_WIDGET (self), controller);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->frame));
}
