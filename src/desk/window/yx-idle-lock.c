/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/window/yx-idle-lock.h"

#include <glib/gi18n-lib.h>
#include <time.h>

#include "desk/common/yx-form-manners.h"
#include "desk/common/yx-password-row.h"
#include "desk/common/yx-settings.h"
#include "desk/window/yx-blur.h"
#include "flow/yx-flow-account.h"

#define LOOK_SECONDS 5
#define DEFAULT_MINUTES 10

struct _YxIdleLock
{
  AdwBin parent_instance;

  YxWindow *window;          /* (nullable), weak */
  GSettings *settings;       /* (owned) (nullable) */
  GCancellable *cancellable; /* (owned) */
  GPtrArray *hidden;         /* (owned) of dialogs that were hidden along with the window */
  gint64 touched;
  guint source;

  GtkPicture *blurred;
  AdwStatusPage *page;
  YxPasswordRow *password;
  GtkWidget *go;
  GtkLabel *problem;
};

G_DEFINE_FINAL_TYPE (YxIdleLock, yx_idle_lock, ADW_TYPE_BIN)

/* Goes on while the computer sleeps, and nobody sets it. */
static gint64
steady_now (void)
{
  struct timespec now;

  clock_gettime (CLOCK_BOOTTIME, &now);
  return (gint64) now.tv_sec * G_USEC_PER_SEC + now.tv_nsec / 1000;
}

/**
 * yx_idle_lock_is_due:
 * @touched: when something was last done, in microseconds
 * @now: on the same clock
 * @minutes: after how many without anything it locks
 *
 * Returns: whether it is time; also when the clock went back
 */
gboolean
yx_idle_lock_is_due (gint64 touched, gint64 now, int minutes)
{
  return now < touched || now - touched >= minutes * G_TIME_SPAN_MINUTE;
}

static int
minutes_of (YxIdleLock *self)
{
  return self->settings != NULL ? g_settings_get_int (self->settings, YX_SETTINGS_IDLE_MINUTES) : DEFAULT_MINUTES;
}

static gboolean
look (gpointer data)
{
  YxIdleLock *self = data;

  if (self->window != NULL && yx_window_get_seat (self->window) != NULL && !yx_idle_lock_get_closed (self)
      && yx_idle_lock_is_due (self->touched, steady_now (), minutes_of (self)))
    yx_idle_lock_close (self);
  return G_SOURCE_CONTINUE;
}

static gboolean
used (GtkEventControllerLegacy *controller, GdkEvent *event, YxIdleLock *self)
{
  yx_idle_lock_touch (self, steady_now ());
  return GDK_EVENT_PROPAGATE;
}

static void
show_dialogs (YxIdleLock *self)
{
  for (guint i = 0; i < self->hidden->len; i++)
    gtk_widget_set_visible (self->hidden->pdata[i], TRUE);
  g_ptr_array_set_size (self->hidden, 0);
}

static void
hide_dialogs (YxIdleLock *self)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      if (gtk_window_get_transient_for (window) == GTK_WINDOW (self->window) && gtk_widget_get_visible (GTK_WIDGET (window)))
        g_ptr_array_add (self->hidden, g_object_ref (window));
    }
  for (guint i = 0; i < self->hidden->len; i++)
    gtk_widget_set_visible (self->hidden->pdata[i], FALSE);
}

static void
open_up (YxIdleLock *self)
{
  yx_idle_lock_touch (self, steady_now ());
  yx_window_uncover (self->window);
  gtk_picture_set_paintable (self->blurred, NULL);
  show_dialogs (self);
}

static gpointer
check_password (YxActor *actor, gpointer data, GCancellable *cancellable, GError **error)
{
  return GINT_TO_POINTER (yx_flow_is_password (actor, data, error));
}

static void
free_secret (gpointer secret)
{
  yx_secret_unref (secret);
}

static void
checked (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (YxIdleLock) self = data;
  g_autoptr (GError) error = NULL;
  gpointer right = yx_seat_run_finish (YX_SEAT (source), result, &error);

  if (g_cancellable_is_cancelled (self->cancellable) || self->window == NULL)
    return;
  gtk_widget_set_sensitive (GTK_WIDGET (self->password), TRUE);
  if (right != NULL)
    {
      open_up (self);
      return;
    }
  yx_form_say (self->problem, _("It is not the account's password."));
  gtk_widget_grab_focus (GTK_WIDGET (self->password));
}

static void
unlock (YxIdleLock *self)
{
  YxSecret *password = yx_password_row_take (self->password);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (password == NULL)
    return;
  if (root != NULL)
    gtk_root_set_focus (root, NULL);
  gtk_widget_set_sensitive (GTK_WIDGET (self->password), FALSE);
  yx_seat_run (yx_window_get_seat (self->window), YX_LANE_READ, check_password, password, free_secret, NULL, self->cancellable,
               checked, g_object_ref (self));
}

static void
password_changed (YxIdleLock *self)
{
  gtk_widget_set_sensitive (self->go, yx_password_row_get_complete (self->password));
}

static void
yx_idle_lock_dispose (GObject *object)
{
  YxIdleLock *self = YX_IDLE_LOCK (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->source, g_source_remove);
  g_clear_weak_pointer (&self->window);
  g_ptr_array_set_size (self->hidden, 0);
  G_OBJECT_CLASS (yx_idle_lock_parent_class)->dispose (object);
}

static void
yx_idle_lock_finalize (GObject *object)
{
  YxIdleLock *self = YX_IDLE_LOCK (object);

  g_clear_object (&self->settings);
  g_clear_object (&self->cancellable);
  g_ptr_array_unref (self->hidden);
  G_OBJECT_CLASS (yx_idle_lock_parent_class)->finalize (object);
}

static void
yx_idle_lock_class_init (YxIdleLockClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = yx_idle_lock_dispose;
  G_OBJECT_CLASS (klass)->finalize = yx_idle_lock_finalize;
}

static GtkWidget *
make_entry (YxIdleLock *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *group = adw_preferences_group_new ();
  GtkWidget *leave = gtk_button_new_with_label (_("Sign Out"));

  self->password = yx_password_row_new (YX_PASSWORD_ACCOUNT);
  self->problem = GTK_LABEL (gtk_label_new (NULL));
  self->go = gtk_button_new_with_label (_("Unlock"));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), GTK_WIDGET (self->password));
  gtk_label_set_wrap (self->problem, TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->problem), "error");
  gtk_widget_set_visible (GTK_WIDGET (self->problem), FALSE);
  gtk_widget_add_css_class (self->go, "pill");
  gtk_widget_add_css_class (self->go, "suggested-action");
  gtk_widget_set_halign (self->go, GTK_ALIGN_CENTER);
  gtk_widget_set_sensitive (self->go, FALSE);
  gtk_widget_add_css_class (leave, "pill");
  gtk_widget_set_halign (leave, GTK_ALIGN_CENTER);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (leave), "win.sign-out");
  gtk_box_append (GTK_BOX (box), group);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->problem));
  gtk_box_append (GTK_BOX (box), self->go);
  gtk_box_append (GTK_BOX (box), leave);
  g_signal_connect_swapped (self->password, "notify::complete", G_CALLBACK (password_changed), self);
  g_signal_connect_swapped (self->password, "entered", G_CALLBACK (unlock), self);
  g_signal_connect_swapped (self->go, "clicked", G_CALLBACK (unlock), self);
  return box;
}

/* In front of the blurred window, which can still be moved and closed. */
static GtkWidget *
make_front (YxIdleLock *self)
{
  GtkWidget *front = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *header = adw_header_bar_new ();
  GtkWidget *clamp = adw_clamp_new ();
  GtkWidget *inner = adw_clamp_new ();

  self->page = ADW_STATUS_PAGE (adw_status_page_new ());
  adw_status_page_set_icon_name (self->page, "changes-prevent-symbolic");
  adw_status_page_set_description (self->page, _("Locked while nobody was here. Nothing that you typed is lost."));
  adw_clamp_set_maximum_size (ADW_CLAMP (inner), 400);
  adw_clamp_set_child (ADW_CLAMP (inner), make_entry (self));
  adw_status_page_set_child (self->page, inner);
  gtk_widget_add_css_class (GTK_WIDGET (self->page), "card");
  gtk_widget_add_css_class (GTK_WIDGET (self->page), "lock-card");
  gtk_widget_set_valign (GTK_WIDGET (self->page), GTK_ALIGN_CENTER);
  gtk_widget_set_vexpand (GTK_WIDGET (self->page), TRUE);
  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), 520);
  adw_clamp_set_child (ADW_CLAMP (clamp), GTK_WIDGET (self->page));
  gtk_widget_add_css_class (header, "flat");
  adw_header_bar_set_title_widget (ADW_HEADER_BAR (header), adw_window_title_new ("", ""));
  gtk_box_append (GTK_BOX (front), header);
  gtk_box_append (GTK_BOX (front), clamp);
  return front;
}

static void
yx_idle_lock_init (YxIdleLock *self)
{
  GtkWidget *overlay = gtk_overlay_new ();

  self->cancellable = g_cancellable_new ();
  self->hidden = g_ptr_array_new_with_free_func (g_object_unref);
  self->blurred = g_object_new (GTK_TYPE_PICTURE, "content-fit", GTK_CONTENT_FIT_FILL, "accessible-role",
                                GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  gtk_overlay_set_child (GTK_OVERLAY (overlay), GTK_WIDGET (self->blurred));
  gtk_overlay_add_overlay (GTK_OVERLAY (overlay), make_front (self));
  adw_bin_set_child (ADW_BIN (self), overlay);
}

/**
 * yx_idle_lock_new:
 * @window: what it watches and hides
 * @settings: (nullable): of this desktop
 *
 * Returns: (transfer full): a lock that is open
 */
YxIdleLock *
yx_idle_lock_new (YxWindow *window, GSettings *settings)
{
  YxIdleLock *self = g_object_ref_sink (g_object_new (YX_TYPE_IDLE_LOCK, NULL));
  GtkEventController *controller = gtk_event_controller_legacy_new ();

  g_set_weak_pointer (&self->window, window);
  self->settings = settings != NULL ? g_object_ref (settings) : NULL;
  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  g_signal_connect_object (controller, "event", G_CALLBACK (used), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (window), controller);
  self->touched = steady_now ();
  self->source = g_timeout_add_seconds (LOOK_SECONDS, look, self);
  return self;
}

/**
 * yx_idle_lock_touch:
 * @self: a lock
 * @now: when somebody did something
 */
void
yx_idle_lock_touch (YxIdleLock *self, gint64 now)
{
  g_return_if_fail (YX_IS_IDLE_LOCK (self));
  self->touched = now;
}

/**
 * yx_idle_lock_close:
 * @self: a lock of a window at which somebody has a seat
 *
 * Blurs what the window shows beyond reading, hides its dialogs, and asks for the password. What was shown is gone
 * from the screen and from accessibility; only its colours are left.
 */
void
yx_idle_lock_close (YxIdleLock *self)
{
  g_autoptr (GdkTexture) blurred = NULL;

  g_return_if_fail (YX_IS_IDLE_LOCK (self));
  if (self->window == NULL || yx_window_is_covered (self->window) || yx_window_get_seat (self->window) == NULL)
    return;
  g_ptr_array_set_size (self->hidden, 0);
  adw_status_page_set_title (self->page, yx_seat_get_name (yx_window_get_seat (self->window)));
  gtk_widget_set_visible (GTK_WIDGET (self->problem), FALSE);
  blurred = yx_blur_take (adw_application_window_get_content (ADW_APPLICATION_WINDOW (self->window)));
  gtk_picture_set_paintable (self->blurred, GDK_PAINTABLE (blurred));
  hide_dialogs (self);
  yx_window_cover (self->window, GTK_WIDGET (self));
  gtk_widget_grab_focus (GTK_WIDGET (self->password));
}

/**
 * yx_idle_lock_get_closed:
 * @self: a lock
 *
 * Returns: whether it asks for the password
 */
gboolean
yx_idle_lock_get_closed (YxIdleLock *self)
{
  g_return_val_if_fail (YX_IS_IDLE_LOCK (self), FALSE);
  return self->window != NULL && yx_window_is_covered (self->window);
}
