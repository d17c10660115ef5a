/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/desk-seat.h"

#include <gtk/gtk.h>

#include "desk/common/yx-code-row.h"
#include "flow/yx-flow-account.h"
#include "lib/yx-test-wait.h"

#define PATIENCE 20000

static YxActor *
sit_down (const char *url, YxLocalStore *store)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YxConnection) connection = yx_connection_new (url, NULL, NULL, &error);
  YxActor *actor;

  g_assert_no_error (error);
  actor = yx_actor_new (connection, store, NULL, &error);
  g_assert_no_error (error);
  return actor;
}

static YxSeat *
make_seat (Story *story, const char *name, YxActor *read, YxActor *act, YxLocalStore *store)
{
  YxSeat *seat = yx_seat_new (name, read, act, store);

  yx_seat_set_codes (seat, yx_local_hall_codes (story->hall));
  return seat;
}

YxSeat *
desk_seat_new (Story *story)
{
  g_autofree char *path = yx_test_folder_path (story->folder, "nobody.db");
  g_autoptr (GError) error = NULL;
  YxLocalStore *store = yx_local_store_open (path, story->key, &error);

  g_assert_no_error (error);
  return make_seat (story, NULL, sit_down (yx_local_hall_url (story->hall), store), sit_down (yx_local_hall_url (story->hall), store), store);
}

static YxSeat *
sign_in (Story *story, const char *url, const char *name, Desk *desk, YxAccountKind kind)
{
  g_autofree char *file = g_strdup_printf ("%s-seat.db", desk->login);
  g_autofree char *path = yx_test_folder_path (story->folder, file);
  g_autoptr (GError) error = NULL;
  YxLocalStore *store = yx_local_store_open (path, story->key, &error);
  YxActor *actors[2];

  g_assert_no_error (error);
  for (gsize i = 0; i < G_N_ELEMENTS (actors); i++)
    actors[i] = sit_down (url, store);
  yx_flow_sign_in (actors[0], kind, desk->login, desk->password, NULL, &error);
  g_assert_no_error (error);
  yx_flow_adopt (actors[1], actors[0]->session, actors[0]->session->token);
  return make_seat (story, name, actors[0], actors[1], store);
}

YxSeat *
desk_seat_new_signed_in (Story *story)
{
  return sign_in (story, yx_local_hall_url (story->hall), "长春市晨曦精密机械制造有限公司", &story->enterprise, YX_ACCOUNT_ENTERPRISE);
}

YxSeat *
desk_seat_new_worker (Story *story)
{
  return desk_seat_new_worker_at (story, yx_local_hall_url (story->hall));
}

YxSeat *
desk_seat_new_worker_at (Story *story, const char *url)
{
  return sign_in (story, url, "李想", &story->worker, YX_ACCOUNT_PERSON);
}

typedef struct
{
  gboolean (*done) (gpointer);
  gpointer data;
} Waiting;

static gboolean
turn (gpointer data)
{
  const Waiting *waiting = data;

  while (g_main_context_iteration (NULL, FALSE))
    continue;
  return waiting->done (waiting->data);
}

gboolean
desk_wait (gboolean (*done) (gpointer), gpointer data)
{
  Waiting waiting = { done, data };

  return yx_test_wait (turn, &waiting, PATIENCE);
}

gpointer
desk_find (gpointer above, GType type, const char *label)
{
  for (GtkWidget *child = gtk_widget_get_first_child (above); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      gpointer found = NULL;

      if (!gtk_widget_get_visible (child))
        continue;
      if (G_TYPE_CHECK_INSTANCE_TYPE (child, type))
        {
          g_autofree char *words = NULL;

          if (label != NULL)
            g_object_get (child, "label", &words, NULL);
          if (label == NULL || g_strcmp0 (words, label) == 0)
            return child;
        }
      found = desk_find (child, type, label);
      if (found != NULL)
        return found;
    }
  return NULL;
}

static GtkWidget *
code_button (gpointer above)
{
  return desk_find (desk_find (above, YX_TYPE_CODE_ROW, NULL), GTK_TYPE_BUTTON, NULL);
}

static gboolean
offers_code (gpointer above)
{
  GtkWidget *button = code_button (above);
  const char *label = button != NULL ? gtk_button_get_label (GTK_BUTTON (button)) : NULL;

  return label != NULL && g_str_has_prefix (label, "Fill in");
}

static gboolean
can_ask (gpointer above)
{
  const char *label = gtk_button_get_label (GTK_BUTTON (code_button (above)));

  return g_strcmp0 (label, "Send Code") == 0 && gtk_widget_is_sensitive (code_button (above));
}

void
desk_enter_code (gpointer above)
{
  if (can_ask (above))
    g_signal_emit_by_name (code_button (above), "clicked");
  g_assert_true (desk_wait (offers_code, above));
  g_signal_emit_by_name (code_button (above), "clicked");
}

GtkEditable *
desk_entry (gpointer row)
{
  return GTK_EDITABLE (yx_reason_row_get_entry (YX_REASON_ROW (row)));
}

GtkWindow *
desk_dialog_over (gpointer window)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) one = g_list_model_get_item (windows, i);

      if (gtk_window_get_transient_for (one) == window)
        return one;
    }
  return NULL;
}

void
desk_scene_show (DeskScene *scene, GType pane)
{
  scene->window = gtk_window_new ();
  scene->pane = g_object_new (pane, "seat", scene->seat, NULL);
  gtk_window_set_child (GTK_WINDOW (scene->window), scene->pane);
  gtk_window_present (GTK_WINDOW (scene->window));
}

void
desk_scene_tear_down (DeskScene *scene, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (scene->window));
  yx_seat_close (scene->seat);
  g_object_unref (scene->seat);
  story_tear_down (&scene->story, NULL);
}
