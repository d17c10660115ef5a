/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/certificates/yx-certificates-pane.h"

#include <glib/gi18n-lib.h>

#include "base/yx-id.h"
#include "desk/certificates/yx-activation-page.h"
#include "desk/certificates/yx-certificate-card.h"
#include "desk/common/yx-pane-frame.h"
#include "desk/common/yx-unlock-dialog.h"
#include "flow/yx-flow-certificate.h"

#define WIDTH 640

struct _YxCertificatesPane
{
  YxPane parent_instance;

  GCancellable *cancellable; /* (owned) */
  GPtrArray *list;           /* (owned) (nullable) (element-type YxHeldCertificate) */
  gboolean loading;

  YxPaneFrame *frame;
  GtkBox *column;
};

G_DEFINE_FINAL_TYPE (YxCertificatesPane, yx_certificates_pane, YX_TYPE_PANE)

static void load (YxCertificatesPane *self);

static void
free_held (gpointer held)
{
  yx_held_certificate_free (held);
}

/* What signs now comes first, then the newest. */
static int
compare (gconstpointer a, gconstpointer b, gpointer data)
{
  const YxIssuedCertificate *first = (*(YxHeldCertificate *const *) a)->issued;
  const YxIssuedCertificate *second = (*(YxHeldCertificate *const *) b)->issued;
  gint64 now = *(gint64 *) data;
  gboolean usable = yx_certificate_is_usable (first, now);

  if (usable != yx_certificate_is_usable (second, now))
    return usable ? -1 : 1;
  return first->created == second->created ? 0 : first->created > second->created ? -1 : 1;
}

static gpointer
fetch (YxActor *actor, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) issued = yx_flow_certificates (actor, cancellable, error);
  GPtrArray *list = issued != NULL ? g_ptr_array_new_with_free_func (free_held) : NULL;
  gint64 now = g_get_real_time ();

  for (guint i = 0; list != NULL && i < issued->len; i++)
    g_ptr_array_add (list, yx_held_certificate_new (issued->pdata[i], actor->hall));
  if (list != NULL)
    g_ptr_array_sort_with_data (list, compare, &now);
  return list;
}

static gpointer
suspend (YxActor *actor, const YxEntered *entered, gpointer data, GCancellable *cancellable, GError **error)
{
  return GINT_TO_POINTER (yx_flow_suspend (actor, data, entered->code, cancellable, error));
}

static void
suspended (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (YxCertificatesPane) self = data;

  if (yx_unlock_ask_finish (GTK_WIDGET (source), result, NULL) == NULL || g_cancellable_is_cancelled (self->cancellable))
    return;
  yx_pane_toast (GTK_WIDGET (self), _("The certificate is suspended"));
  load (self);
}

static void
ask_to_suspend (YxCertificateCard *card, gpointer data)
{
  YxCertificatesPane *self = data;
  const YxUnlockQuestion question = {
    .title = _("Suspend the Certificate?"),
    .words = _("From now on nothing that is signed with it is taken. What was signed before stays valid. "
               "It does not come back: you activate a new certificate, with a new password."),
    .yes = _("_Suspend"),
    .destructive = TRUE,
    .purpose = YX_CODE_CERTIFICATE,
    .asks = YX_UNLOCK_CODE,
  };
  const char *id = g_object_get_data (G_OBJECT (card), "certificate");
  const YxUnlockDeed deed = { suspend, g_strdup (id), g_free, NULL };

  yx_unlock_ask (GTK_WIDGET (self), yx_pane_get_seat (YX_PANE (self)), &question, &deed, NULL, suspended, g_object_ref (self));
}

static gpointer
change_password (YxActor *actor, const YxEntered *entered, gpointer data, GCancellable *cancellable, GError **error)
{
  return GINT_TO_POINTER (yx_flow_change_certificate_password (actor, entered->password, entered->new_password, entered->code,
                                                               cancellable, error));
}

static void
changed (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (YxCertificatesPane) self = data;

  if (yx_unlock_ask_finish (GTK_WIDGET (source), result, NULL) != NULL)
    yx_pane_toast (GTK_WIDGET (self), _("The certificate password is changed"));
}

static void
ask_to_change (YxCertificatesPane *self)
{
  const YxUnlockQuestion question = {
    .title = _("Change Password"),
    .words = _("All your certificates keep their keys; from now on the new password unlocks them."),
    .yes = _("_Change"),
    .purpose = YX_CODE_CERTIFICATE,
    .asks = YX_UNLOCK_PASSWORD | YX_UNLOCK_NEW_PASSWORD,
  };
  const YxUnlockDeed deed = { change_password, NULL, NULL, NULL };

  yx_unlock_ask (GTK_WIDGET (self), yx_pane_get_seat (YX_PANE (self)), &question, &deed, NULL, changed, g_object_ref (self));
}

static gpointer
renew (YxActor *actor, const YxEntered *entered, gpointer data, GCancellable *cancellable, GError **error)
{
  const YxActivation activation = { data, entered->password, entered->code };

  return GINT_TO_POINTER (yx_flow_renew (actor, &activation, cancellable, error));
}

static void
renewed (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (YxCertificatesPane) self = data;

  if (yx_unlock_ask_finish (GTK_WIDGET (source), result, NULL) == NULL || g_cancellable_is_cancelled (self->cancellable))
    return;
  yx_pane_toast (GTK_WIDGET (self), _("The certificate is renewed"));
  load (self);
}

static void
ask_to_renew (YxCertificatesPane *self)
{
  const YxUnlockQuestion question = {
    .title = _("Renew the Certificate?"),
    .words = _("A new certificate with a new key takes its place, under the same password; seals know it at once. "
               "With it you consent to the certificate agreement anew."),
    .yes = _("_Renew"),
    .purpose = YX_CODE_CERTIFICATE,
    .asks = YX_UNLOCK_PASSWORD,
  };
  const YxUnlockDeed deed = { renew, yx_id_new ("crt"), g_free, NULL };

  yx_unlock_ask (GTK_WIDGET (self), yx_pane_get_seat (YX_PANE (self)), &question, &deed, NULL, renewed, g_object_ref (self));
}

static void
clear_column (YxCertificatesPane *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->column))) != NULL)
    gtk_box_remove (self->column, child);
}

static void
activated (YxCertificatesPane *self)
{
  yx_pane_toast (GTK_WIDGET (self), _("The certificate is active"));
  load (self);
}

static void
add_activation (YxCertificatesPane *self)
{
  GtkWidget *title = gtk_label_new (self->list->len == 0 ? _("Activate your certificate") : _("Activate a new certificate"));
  GtkWidget *words = gtk_label_new (_("With it you seal and sign. It takes three steps."));
  YxActivationPage *page = yx_activation_page_new (yx_pane_get_seat (YX_PANE (self)));

  gtk_widget_add_css_class (title, "title-1");
  gtk_label_set_wrap (GTK_LABEL (title), TRUE);
  gtk_widget_add_css_class (words, "dim-label");
  gtk_label_set_wrap (GTK_LABEL (words), TRUE);
  gtk_box_append (self->column, title);
  gtk_box_append (self->column, words);
  gtk_box_append (self->column, GTK_WIDGET (page));
  g_signal_connect_object (page, "activated", G_CALLBACK (activated), self, G_CONNECT_SWAPPED);
}

/* A further one is activated only when none signs or is on its way. */
static gboolean
wants_activation (YxCertificatesPane *self, gint64 now)
{
  for (guint i = 0; i < self->list->len; i++)
    {
      const YxHeldCertificate *held = self->list->pdata[i];

      if (yx_certificate_is_usable (held->issued, now) || held->issued->state == YX_CERTIFICATE_REQUESTED)
        return FALSE;
    }
  return TRUE;
}

static void
show_list (YxCertificatesPane *self)
{
  gint64 now = g_get_real_time ();

  clear_column (self);
  if (wants_activation (self, now))
    add_activation (self);
  for (guint i = 0; i < self->list->len; i++)
    {
      const YxHeldCertificate *held = self->list->pdata[i];
      gboolean renewable = yx_certificate_can_be_renewed (held->issued, self->list, now);
      GtkWidget *card = yx_certificate_card_new (held, renewable, now);

      g_object_set_data_full (G_OBJECT (card), "certificate", g_strdup (held->issued->id), g_free);
      g_signal_connect_object (card, "change-password", G_CALLBACK (ask_to_change), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (card, "renew", G_CALLBACK (ask_to_renew), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (card, "suspend", G_CALLBACK (ask_to_suspend), self, 0);
      gtk_box_append (self->column, card);
    }
  yx_pane_frame_show_content (self->frame);
}

static void
loaded (GObject *seat, GAsyncResult *result, gpointer data)
{
  g_autoptr (YxCertificatesPane) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) list = yx_seat_run_finish (YX_SEAT (seat), result, &error);

  self->loading = FALSE;
  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  if (list != NULL)
    {
      g_clear_pointer (&self->list, g_ptr_array_unref);
      self->list = g_steal_pointer (&list);
      show_list (self);
    }
  else if (self->list == NULL)
    yx_pane_frame_show_error (self->frame, error);
  else
    yx_pane_toast_error (GTK_WIDGET (self), error);
}

static void
free_list (gpointer list)
{
  g_ptr_array_unref (list);
}

static void
load (YxCertificatesPane *self)
{
  if (self->loading)
    return;
  self->loading = TRUE;
  if (self->list == NULL)
    yx_pane_frame_show_loading (self->frame);
  yx_seat_run (yx_pane_get_seat (YX_PANE (self)), YX_LANE_READ, fetch, NULL, NULL, free_list, self->cancellable, loaded,
               g_object_ref (self));
}

/* The hall is there again. */
static void
online_changed (YxCertificatesPane *self)
{
  if (yx_seat_get_online (yx_pane_get_seat (YX_PANE (self))) && self->list == NULL)
    load (self);
}

static void
yx_certificates_pane_constructed (GObject *object)
{
  YxCertificatesPane *self = YX_CERTIFICATES_PANE (object);

  G_OBJECT_CLASS (yx_certificates_pane_parent_class)->constructed (object);
  g_signal_connect_object (yx_pane_get_seat (YX_PANE (self)), "notify::online", G_CALLBACK (online_changed), self,
                           G_CONNECT_SWAPPED);
  load (self);
}

static void
yx_certificates_pane_dispose (GObject *object)
{
  g_cancellable_cancel (YX_CERTIFICATES_PANE (object)->cancellable);
  G_OBJECT_CLASS (yx_certificates_pane_parent_class)->dispose (object);
}

static void
yx_certificates_pane_finalize (GObject *object)
{
  YxCertificatesPane *self = YX_CERTIFICATES_PANE (object);

  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->list, g_ptr_array_unref);
  G_OBJECT_CLASS (yx_certificates_pane_parent_class)->finalize (object);
}

static void
yx_certificates_pane_class_init (YxCertificatesPaneClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->constructed = yx_certificates_pane_constructed;
  object_class->dispose = yx_certificates_pane_dispose;
  object_class->finalize = yx_certificates_pane_finalize;
}

static void
yx_certificates_pane_init (YxCertificatesPane *self)
{
  self->cancellable = g_cancellable_new ();
  self->frame = yx_pane_frame_new (_("Certificates"));
  self->column = yx_pane_frame_add_column (self->frame, WIDTH, 18);
  g_signal_connect_swapped (self->frame, "retry", G_CALLBACK (load), self);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->frame));
}
