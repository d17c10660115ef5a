/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <adwaita.h>
#include <string.h>

#include "client/yx-hall-book.h"
#include "crypto/yx-crypto.h"
#include "desk/accounts/yx-account-facts.h"
#include "desk/accounts/yx-accounts-pane.h"
#include "desk/accounts/yx-password-dialog.h"
#include "desk/common/yx-password-row.h"
#include "desk/common/yx-settings.h"
#include "desk/desk-seat.h"
#include "desk/window/yx-blur.h"
#include "desk/window/yx-idle-lock.h"
#include "flow/yx-flow-account.h"
#include "yinxin-desk-resources.h"

static void
set_up (DeskScene *scene, gconstpointer data)
{
  story_set_up (&scene->story, NULL);
  story_register (&scene->story);
  scene->seat = desk_seat_new_signed_in (&scene->story);
  desk_scene_show (scene, YX_TYPE_ACCOUNTS_PANE);
}

static AdwActionRow *
find_row (gpointer above, const char *title)
{
  for (GtkWidget *child = gtk_widget_get_first_child (above); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      AdwActionRow *found = ADW_IS_ACTION_ROW (child) && g_str_equal (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (child)), title)
                                ? ADW_ACTION_ROW (child) : find_row (child, title);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static gboolean
shows_devices (gpointer data)
{
  return find_row (data, "This device") != NULL;
}

/* Who I am, where I am signed in and which hall it is stand there; this device can't be ended by mistake. */
static void
test_shows (DeskScene *scene, gconstpointer data)
{
  AdwActionRow *row;

  g_assert_true (desk_wait (shows_devices, scene->pane));
  row = find_row (scene->pane, "Enterprise name");
  g_assert_cmpstr (adw_action_row_get_subtitle (row), ==, "长春市晨曦精密机械制造有限公司");
  g_assert_null (desk_find (find_row (scene->pane, "This device"), GTK_TYPE_BUTTON, NULL));
  g_assert_cmpstr (adw_action_row_get_subtitle (find_row (scene->pane, "Name")), ==,
                   yx_seat_get_hall (scene->seat)->name);
}

/* Ends whatever can be ended, until this device is the only one. */
static gboolean
ends_all (gpointer data)
{
  GtkWidget *button = desk_find (data, GTK_TYPE_BUTTON, "End");

  if (button != NULL && gtk_widget_get_sensitive (button))
    g_signal_emit_by_name (button, "clicked");
  return button == NULL && shows_devices (data);
}

/* Another device of the account is ended from here, and its session is really over. */
static void
test_end_device (DeskScene *scene, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) sessions = NULL;
  Desk other = { 0 };

  story_second_desk (&scene->story, &scene->story.enterprise, &other);
  gtk_window_set_child (GTK_WINDOW (scene->window), NULL);
  scene->pane = g_object_new (YX_TYPE_ACCOUNTS_PANE, "seat", scene->seat, NULL);
  gtk_window_set_child (GTK_WINDOW (scene->window), scene->pane);
  g_assert_true (desk_wait (shows_devices, scene->pane));
  g_assert_true (desk_wait (ends_all, scene->pane));
  sessions = yx_flow_sessions (other.actor, NULL, &error);
  g_assert_null (sessions);
  g_assert_error (error, YX_PROBLEM_ERROR, YX_PROBLEM_UNAUTHENTICATED);
  story_close_desk (&other);
}

static gboolean
failed (gpointer pane)
{
  return desk_find (pane, GTK_TYPE_BUTTON, "Try Again") != NULL || desk_find (pane, ADW_TYPE_STATUS_PAGE, NULL) != NULL;
}

/* Without the hall the pane says so instead of showing nothing. */
static void
test_hall_gone (DeskScene *scene, gconstpointer data)
{
  g_assert_true (desk_wait (shows_devices, scene->pane));
  story_stop_hall (&scene->story);
  gtk_window_set_child (GTK_WINDOW (scene->window), NULL);
  scene->pane = g_object_new (YX_TYPE_ACCOUNTS_PANE, "seat", scene->seat, NULL);
  gtk_window_set_child (GTK_WINDOW (scene->window), scene->pane);
  g_assert_true (desk_wait (failed, scene->pane));
  g_assert_false (yx_seat_get_online (scene->seat));
}

static const struct
{
  const char *text;
  const char *masked;
} masks[] = {
  { "13800138000", "138••••8000" }, { "11010519491231002X", "110•••••••••••002X" }, { "1234567", "•••••••" }, { "12345678", "123•5678" },
  { "", "" }, { "护照甲乙丙丁戊己", "护照甲•丙丁戊己" },
};

static void
test_mask (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (masks); i++)
    {
      g_autofree char *masked = yx_account_mask (masks[i].text);

      g_assert_cmpstr (masked, ==, masks[i].masked);
    }
}

static void
test_stored (void)
{
  g_autoptr (YxTestFolder) folder = yx_test_folder_new ();
  g_autofree char *one = yx_test_folder_path (folder, YX_HALL_BOOK_STORES "/hal_1/acc_1.db");
  g_autofree char *wal = yx_test_folder_path (folder, YX_HALL_BOOK_STORES "/hal_1/acc_1.db-wal");
  g_autofree char *other = yx_test_folder_path (folder, YX_HALL_BOOK_STORES "/hal_1/acc_2.db");
  g_autofree char *above = g_path_get_dirname (one);

  g_assert_cmpint (yx_account_stored (folder, "acc_1"), ==, 0);
  g_assert_cmpint (g_mkdir_with_parents (above, 0700), ==, 0);
  g_assert_true (g_file_set_contents (one, "12345", 5, NULL));
  g_assert_true (g_file_set_contents (wal, "123", 3, NULL));
  g_assert_true (g_file_set_contents (other, "1", 1, NULL));
  g_assert_cmpint (yx_account_stored (folder, "acc_1"), ==, 8);
  g_assert_cmpint (yx_account_stored (folder, "acc_2"), ==, 1);
}

static const struct
{
  gint64 touched;
  gint64 now;
  int minutes;
  gboolean due;
} idles[] = {
  { 0, 0, 1, FALSE }, { 0, 59 * G_USEC_PER_SEC, 1, FALSE }, { 0, 60 * G_USEC_PER_SEC, 1, TRUE },
  { 5 * G_USEC_PER_SEC, 64 * G_USEC_PER_SEC, 1, FALSE }, { 10, 5, 60, TRUE }, { 0, G_GINT64_CONSTANT (3600) * G_USEC_PER_SEC, 60, TRUE },
};

static void
test_idle_due (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (idles); i++)
    g_assert_cmpint (yx_idle_lock_is_due (idles[i].touched, idles[i].now, idles[i].minutes), ==, idles[i].due);
}

static gboolean
is_open (gpointer window)
{
  return !yx_window_is_covered (window);
}

static gboolean
says_wrong (gpointer lock)
{
  return desk_find (lock, GTK_TYPE_LABEL, "It is not the account's password.") != NULL;
}

/* As signing in does. */
static void
keep_password (DeskScene *scene)
{
  g_autoptr (GError) error = NULL;
  YxActor actor = { .store = yx_seat_get_store (scene->seat) };

  yx_flow_keep_password (&actor, scene->story.enterprise.password, &error);
  g_assert_no_error (error);
}

/* What stands behind the question is too small a picture to be read: a sixteenth of the window. */
static void
assert_blurred (YxIdleLock *lock, YxWindow *window)
{
  GdkPaintable *blurred = gtk_picture_get_paintable (desk_find (lock, GTK_TYPE_PICTURE, NULL));

  g_assert_true (GDK_IS_TEXTURE (blurred));
  g_assert_cmpint (gdk_paintable_get_intrinsic_width (blurred), <=, gtk_widget_get_width (GTK_WIDGET (window)) / 16 + 1);
  g_assert_cmpint (gdk_paintable_get_intrinsic_height (blurred), <=, gtk_widget_get_height (GTK_WIDGET (window)) / 16 + 1);
}

static gboolean
is_drawn (gpointer window)
{
  g_autoptr (GdkTexture) texture = yx_blur_take (adw_application_window_get_content (window));

  return texture != NULL;
}

/* Locked, the window shows nothing of what it showed but a blur; the account's password, and no other, opens it as it was. */
static void
test_lock (DeskScene *scene, gconstpointer data)
{
  YxWindow *window = yx_window_new (NULL);
  g_autoptr (YxIdleLock) lock = yx_idle_lock_new (window, NULL);
  YxPasswordRow *row;
  GtkWidget *pane;

  keep_password (scene);
  yx_idle_lock_close (lock);
  g_assert_false (yx_idle_lock_get_closed (lock));
  yx_window_set_seat (window, scene->seat);
  gtk_window_present (GTK_WINDOW (window));
  pane = desk_find (window, YX_TYPE_PANE, NULL);
  g_assert_nonnull (pane);
  g_assert_true (desk_wait (is_drawn, window));
  yx_idle_lock_close (lock);
  g_assert_true (yx_idle_lock_get_closed (lock));
  assert_blurred (lock, window);
  g_assert_false (gtk_widget_get_child_visible (gtk_widget_get_ancestor (pane, ADW_TYPE_LEAFLET)));
  row = desk_find (lock, YX_TYPE_PASSWORD_ROW, NULL);
  gtk_editable_set_text (GTK_EDITABLE (yx_reason_row_get_entry (YX_REASON_ROW (row))), "not-this-1");
  g_signal_emit_by_name (desk_find (lock, GTK_TYPE_BUTTON, "Unlock"), "clicked");
  g_assert_true (desk_wait (says_wrong, lock));
  g_assert_true (yx_idle_lock_get_closed (lock));
  gtk_editable_set_text (GTK_EDITABLE (yx_reason_row_get_entry (YX_REASON_ROW (row))), "abcd-1234");
  g_signal_emit_by_name (desk_find (lock, GTK_TYPE_BUTTON, "Unlock"), "clicked");
  g_assert_true (desk_wait (is_open, window));
  g_assert_true (desk_find (window, YX_TYPE_PANE, NULL) == (gpointer) pane);
  g_assert_null (gtk_picture_get_paintable (desk_find (lock, GTK_TYPE_PICTURE, NULL)));
  gtk_window_destroy (GTK_WINDOW (window));
}

static gboolean
may_be (GSettings *settings, const char *name, GVariant *value)
{
  g_autoptr (GVariant) sunk = g_variant_ref_sink (value);
  g_autoptr (GSettingsSchema) schema = NULL;
  g_autoptr (GSettingsSchemaKey) key = NULL;

  g_object_get (settings, "settings-schema", &schema, NULL);
  key = g_settings_schema_get_key (schema, name);
  return g_settings_schema_key_range_check (key, sunk);
}

/* The settings' schema is there, and takes only what there is. */
static void
test_settings (void)
{
  g_autoptr (GSettings) settings = yx_settings_new ();

  g_assert_nonnull (settings);
  g_assert_cmpint (g_settings_get_int (settings, YX_SETTINGS_IDLE_MINUTES), ==, 10);
  g_assert_true (may_be (settings, YX_SETTINGS_LANGUAGE, g_variant_new_string ("zh_CN")));
  g_assert_true (may_be (settings, YX_SETTINGS_LANGUAGE, g_variant_new_string ("")));
  g_assert_false (may_be (settings, YX_SETTINGS_LANGUAGE, g_variant_new_string ("xx")));
  g_assert_false (may_be (settings, YX_SETTINGS_IDLE_MINUTES, g_variant_new_int32 (0)));
  g_assert_false (may_be (settings, YX_SETTINGS_IDLE_MINUTES, g_variant_new_int32 (61)));
}

int
main (int argc, char **argv)
{
  story_find_programs ();
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  yx_crypto_init ();
  g_resources_register (yx_desk_resources_get_resource ());
  g_test_add ("/desk/accounts/shows", DeskScene, NULL, set_up, test_shows, desk_scene_tear_down);
  g_test_add ("/desk/accounts/end-device", DeskScene, NULL, set_up, test_end_device, desk_scene_tear_down);
  g_test_add ("/desk/accounts/hall-gone", DeskScene, NULL, set_up, test_hall_gone, desk_scene_tear_down);
  g_test_add ("/desk/idle-lock/lock", DeskScene, NULL, set_up, test_lock, desk_scene_tear_down);
  g_test_add_func ("/desk/idle-lock/due", test_idle_due);
  g_test_add_func ("/desk/accounts/mask", test_mask);
  g_test_add_func ("/desk/accounts/stored", test_stored);
  g_test_add_func ("/desk/accounts/settings", test_settings);
  return g_test_run ();
}
