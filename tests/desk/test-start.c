/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <adwaita.h>
#include <signal.h>
#include <string.h>

#include "crypto/yx-crypto.h"
#include "desk/common/yx-code-row.h"
#include "desk/common/yx-field-row.h"
#include "desk/common/yx-password-row.h"
#include "desk/desk-seat.h"
#include "desk/start/yx-sign-in-page.h"
#include "desk/start/yx-start.h"
#include "desk/start/yx-texts.h"
#include "desk/start/yx-validity.h"
#include "desk/window/yx-application.h"
#include "lib/yx-test-folder.h"
#include "lib/yx-test-key-ring.h"
#include "yinxin-desk-resources.h"

/* A window at whose start somebody stands, with a data folder of its own. */
typedef struct
{
  YxTestFolder *folder;
  YxReception *reception;
  YxWindow *window;
  YxStart *start;
} Door;

static void
open_window (Door *door)
{
  g_autofree char *data = yx_test_folder_path (door->folder, "yinxin");
  g_autoptr (GError) error = NULL;

  door->reception = yx_reception_new (data, &error);
  g_assert_no_error (error);
  door->window = yx_window_new (NULL);
  door->start = yx_start_new (door->reception, door->window);
  yx_window_set_start (door->window, GTK_WIDGET (door->start));
  yx_start_begin (door->start);
  gtk_window_present (GTK_WINDOW (door->window));
}

static void
close_window (Door *door)
{
  YxSeat *seat = yx_window_get_seat (door->window);

  if (seat != NULL)
    yx_seat_close (seat);
  gtk_window_destroy (GTK_WINDOW (door->window));
  g_clear_object (&door->reception);
}

static void
set_up (Door *door, gconstpointer data)
{
  door->folder = yx_test_folder_new ();
  open_window (door);
}

static void
tear_down (Door *door, gconstpointer data)
{
  close_window (door);
  yx_test_folder_free (door->folder);
}

/* What a person looks for on the page that is shown. */
typedef struct
{
  gpointer above;
  GType type;
  const char *label;
} Wanted;

static gboolean
is_there (gpointer data)
{
  const Wanted *wanted = data;
  GtkWidget *found = desk_find (wanted->above, wanted->type, wanted->label);

  return found != NULL && gtk_widget_get_mapped (found) && gtk_widget_is_sensitive (found);
}

static gpointer
await (Door *door, GType type, const char *label)
{
  Wanted wanted = { door->window, type, label };

  g_assert_true (desk_wait (is_there, &wanted));
  return desk_find (door->window, type, label);
}

static void
press (Door *door, const char *label)
{
  g_signal_emit_by_name (await (door, GTK_TYPE_BUTTON, label), "clicked");
}

static gpointer
find_field (gpointer above, const char *field)
{
  for (GtkWidget *child = gtk_widget_get_first_child (above); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      gpointer found = YX_IS_FIELD_ROW (child) && g_str_equal (yx_field_row_get_field (YX_FIELD_ROW (child)), field)
                           ? child : find_field (child, field);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static void
fill_in (Door *door, const char *const lines[][2])
{
  for (gsize i = 0; lines[i][0] != NULL; i++)
    {
      YxFieldRow *row = find_field (door->window, lines[i][0]);

      g_assert_nonnull (row);
      gtk_editable_set_text (GTK_EDITABLE (yx_field_row_get_control (row)), lines[i][1]);
    }
}

static void
enter_code (Door *door)
{
  YxCodeRow *row = await (door, YX_TYPE_CODE_ROW, NULL);

  desk_enter_code (door->window);
  g_assert_true (yx_code_row_get_complete (row));
}

/* The first one takes the password, a second one its repeat. */
static void
enter_password (gpointer above, const char *text)
{
  for (GtkWidget *child = gtk_widget_get_first_child (above); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      if (YX_IS_PASSWORD_ROW (child))
        gtk_editable_set_text (GTK_EDITABLE (yx_reason_row_get_entry (YX_REASON_ROW (child))), text);
      else
        enter_password (child, text);
    }
}

static gpointer
shown_page (Door *door)
{
  return gtk_stack_get_visible_child (desk_find (door->start, GTK_TYPE_STACK, NULL));
}

static gboolean
asks_who (gpointer data)
{
  GtkWidget *page = shown_page (data);

  return YX_IS_SIGN_IN_PAGE (page) && gtk_widget_is_sensitive (desk_find (page, ADW_TYPE_PREFERENCES_GROUP, NULL));
}

static void
choose_own_hall (Door *door)
{
  gtk_widget_activate_action (GTK_WIDGET (door->start), "start.own", NULL);
  g_assert_true (desk_wait (asks_who, door));
}

static void
agree (Door *door)
{
  gtk_check_button_set_active (await (door, GTK_TYPE_CHECK_BUTTON, NULL), TRUE);
}

static void
press_named (Door *door, const char *name)
{
  GtkWidget *label = await (door, GTK_TYPE_LABEL, name);

  g_signal_emit_by_name (gtk_widget_get_ancestor (label, GTK_TYPE_BUTTON), "clicked");
}

static void
register_person (Door *door)
{
  static const char *const lines[][2] = { { "name", "李想" }, { "doc_no", "11010519491231002X" }, { "doc_from", "2020-1-1" },
                                          { "phone", "13800138000" }, { NULL } };

  gtk_toggle_button_set_active (await (door, GTK_TYPE_TOGGLE_BUTTON, "Person"), TRUE);
  press (door, "Register an Account");
  await (door, YX_TYPE_CODE_ROW, NULL);
  fill_in (door, lines);
  press (door, "20 Years");
  enter_password (shown_page (door), "abcd-1234");
  enter_code (door);
  agree (door);
  press_named (door, "Register");
  g_assert_true (desk_wait (asks_who, door));
}

static gboolean
has_seat (gpointer data)
{
  return yx_window_get_seat (((Door *) data)->window) != NULL;
}

static void
sign_in (Door *door)
{
  enter_password (shown_page (door), "abcd-1234");
  press_named (door, "Sign In");
  g_assert_true (desk_wait (has_seat, door));
}

/* On this computer: a hall is made, a person registers, is back at the sign-in with the name filled in, and has a seat. */
static void
test_person (Door *door, gconstpointer data)
{
  YxKnownHall *hall;

  choose_own_hall (door);
  register_person (door);
  g_assert_cmpstr (gtk_editable_get_text (desk_find (shown_page (door), ADW_TYPE_ENTRY_ROW, NULL)), ==, "13800138000");
  sign_in (door);
  g_assert_cmpstr (yx_seat_get_name (yx_window_get_seat (door->window)), ==, "李想");
  g_assert_cmpint (yx_seat_get_session (yx_window_get_seat (door->window))->kind, ==, YX_ACCOUNT_PERSON);
  hall = yx_reception_get_hall (door->reception);
  g_assert_true (hall->signed_in);
  g_assert_cmpstr (yx_hall_book_last_account (hall)->login, ==, "13800138000");
}

/* The number-th thing that may be chosen; before them stands that nothing is chosen. */
static void
choose (Door *door, const char *field, guint number)
{
  gtk_drop_down_set_selected (GTK_DROP_DOWN (yx_field_row_get_control (find_field (door->window, field))), number);
}

static const char *const enterprise[][2] = {
  { "login", "chenxi_2026" }, { "u_name", "长春市晨曦精密机械制造有限公司" }, { "u_uscc", "91220101MA0Y1A2B3D" },
  { "u_addr", "吉林省长春市高新技术产业开发区硅谷大街1198号" }, { "u_phone", "0431-80001234" }, { "u_head", "赵明远" },
  { "doc_no", "220102198001010012" }, { "doc_from", "2020-01-01" }, { "phone", "13900139000" }, { NULL },
};

/* On one page an enterprise registers; it is back at the sign-in with its account name filled in, and has a seat. Its
 * rows are named; an account name that can't be is told beside its field, and nothing else is lost by it. */
static void
test_enterprise (Door *door, gconstpointer data)
{
  YxFieldRow *login;

  choose_own_hall (door);
  gtk_toggle_button_set_active (await (door, GTK_TYPE_TOGGLE_BUTTON, "Enterprise"), TRUE);
  press (door, "Register an Account");
  await (door, YX_TYPE_CODE_ROW, NULL);
  login = find_field (door->window, "login");
  gtk_test_accessible_assert_role (GTK_ACCESSIBLE (yx_field_row_get_control (login)), GTK_ACCESSIBLE_ROLE_TEXT_BOX);
  g_assert_true (gtk_test_accessible_has_property (GTK_ACCESSIBLE (yx_field_row_get_control (login)), GTK_ACCESSIBLE_PROPERTY_LABEL));
  fill_in (door, enterprise);
  choose (door, "u_type", 1);
  choose (door, "u_head_kind", 1);
  press (door, "20 Years");
  enter_password (shown_page (door), "abcd-1234");
  enter_code (door);
  agree (door);
  gtk_editable_set_text (GTK_EDITABLE (yx_field_row_get_control (login)), "1chenxi");
  press_named (door, "Register");
  g_assert_cmpstr (yx_field_row_get_reason (login), !=, "");
  g_assert_false (asks_who (door));
  gtk_editable_set_text (GTK_EDITABLE (yx_field_row_get_control (login)), "chenxi_2026");
  press_named (door, "Register");
  g_assert_true (desk_wait (asks_who, door));
  g_assert_cmpstr (gtk_editable_get_text (desk_find (shown_page (door), ADW_TYPE_ENTRY_ROW, NULL)), ==, "chenxi_2026");
  sign_in (door);
  g_assert_cmpstr (yx_seat_get_name (yx_window_get_seat (door->window)), ==, "长春市晨曦精密机械制造有限公司");
  g_assert_cmpint (yx_seat_get_session (yx_window_get_seat (door->window))->kind, ==, YX_ACCOUNT_ENTERPRISE);
}

/* After a restart the session goes on by itself, without the password. */
static void
test_restart (Door *door, gconstpointer data)
{
  choose_own_hall (door);
  register_person (door);
  sign_in (door);
  close_window (door);
  open_window (door);
  g_assert_true (desk_wait (has_seat, door));
  g_assert_cmpstr (yx_seat_get_name (yx_window_get_seat (door->window)), ==, "李想");
}

/* Who signs out is asked for the password again, with the name filled in; another start does not let them in either. */
static void
test_sign_out (Door *door, gconstpointer data)
{
  choose_own_hall (door);
  register_person (door);
  sign_in (door);
  g_action_group_activate_action (G_ACTION_GROUP (door->window), "sign-out", NULL);
  g_assert_null (yx_window_get_seat (door->window));
  g_assert_true (desk_wait (asks_who, door));
  g_assert_cmpstr (gtk_editable_get_text (desk_find (shown_page (door), ADW_TYPE_ENTRY_ROW, NULL)), ==, "13800138000");
  close_window (door);
  open_window (door);
  g_assert_true (desk_wait (asks_who, door));
  g_assert_null (yx_window_get_seat (door->window));
  sign_in (door);
}

static gboolean
is_refused (gpointer data)
{
  return desk_find (((Door *) data)->window, GTK_TYPE_LABEL, "Account or password is wrong") != NULL;
}

/* A wrong password is said; the name stays, the password must be typed again, and then one is in. */
static void
test_wrong_password (Door *door, gconstpointer data)
{
  choose_own_hall (door);
  register_person (door);
  enter_password (shown_page (door), "abcd-1235");
  press_named (door, "Sign In");
  g_assert_true (desk_wait (is_refused, door));
  g_assert_null (yx_window_get_seat (door->window));
  g_assert_cmpstr (gtk_editable_get_text (desk_find (shown_page (door), ADW_TYPE_ENTRY_ROW, NULL)), ==, "13800138000");
  g_assert_cmpstr (gtk_editable_get_text (desk_entry (desk_find (shown_page (door), YX_TYPE_PASSWORD_ROW, NULL))), ==, "");
  sign_in (door);
}

/* How often a seat was told that the hall is gone, and that it is back. */
typedef struct
{
  guint gone;
  guint back;
} Turns;

static void
note_turn (YxSeat *seat, GParamSpec *spec, Turns *turns)
{
  (*(yx_seat_get_online (seat) ? &turns->back : &turns->gone))++;
}

static gboolean
went_and_came (gpointer data)
{
  const Turns *turns = data;

  return turns->gone > 0 && turns->back > 0;
}

/* Finds the hall's process by its data folder. */
static GPid
hall_process (Door *door)
{
  g_autoptr (GDir) processes = g_dir_open ("/proc", 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (processes)) != NULL)
    {
      g_autofree char *path = g_build_filename ("/proc", name, "cmdline", NULL);
      g_autofree char *folder = yx_test_folder_path (door->folder, "yinxin/hall");
      g_autofree char *line = NULL;
      gsize size;

      if (!g_ascii_isdigit (name[0]) || !g_file_get_contents (path, &line, &size, NULL))
        continue;
      for (gsize i = 0; i + 1 < size; i++)
        if (line[i] == '\0')
          line[i] = ' ';
      if (strstr (line, folder) != NULL && strstr (line, "serve") != NULL)
        return (GPid) g_ascii_strtoll (name, NULL, 10);
    }
  return 0;
}

static gboolean
is_online (gpointer data)
{
  return yx_seat_get_online (data);
}

/* A hall of this computer that is killed is told of as gone, and is back by itself; the seat is kept. */
static void
test_hall_killed (Door *door, gconstpointer data)
{
  Turns turns = { 0 };
  YxSeat *seat;
  GPid pid;

  choose_own_hall (door);
  register_person (door);
  sign_in (door);
  seat = yx_window_get_seat (door->window);
  g_signal_connect (seat, "notify::online", G_CALLBACK (note_turn), &turns);
  pid = hall_process (door);
  g_assert_cmpint (pid, >, 0);
  g_assert_cmpint (kill (pid, SIGKILL), ==, 0);
  g_assert_true (desk_wait (went_and_came, &turns));
  /* What was asked of the one that was killed may fail after the new one has answered. */
  g_assert_true (desk_wait (is_online, seat));
  g_signal_handlers_disconnect_by_data (seat, &turns);
  g_assert_true (yx_window_get_seat (door->window) == seat);
}

/* What the hall does not take is told beside its field; nothing that was typed is lost, and the next try goes through. */
static void
test_refused (Door *door, gconstpointer data)
{
  static const char *const lines[][2] = { { "name", "王小燕" }, { "doc_no", "11010519491231002" }, { "doc_from", "2020-1-1" },
                                          { "phone", "13800138001" }, { NULL } };
  YxFieldRow *row;

  choose_own_hall (door);
  gtk_toggle_button_set_active (await (door, GTK_TYPE_TOGGLE_BUTTON, "Person"), TRUE);
  press (door, "Register an Account");
  await (door, YX_TYPE_CODE_ROW, NULL);
  fill_in (door, lines);
  agree (door);
  press_named (door, "Register");
  row = find_field (door->window, "doc_no");
  g_assert_cmpstr (yx_field_row_get_reason (row), !=, NULL);
  g_assert_cmpstr (yx_field_row_get_reason (row), !=, "");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (yx_field_row_get_control (find_field (door->window, "name")))), ==, "王小燕");
  gtk_widget_activate_action (GTK_WIDGET (door->start), "start.back", NULL);
  press (door, "Register an Account");
  await (door, YX_TYPE_CODE_ROW, NULL);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (yx_field_row_get_control (find_field (door->window, "name")))), ==, "王小燕");
}

static const struct
{
  const char *from;
  int years;
  const char *to;
} validities[] = {
  { "2020-01-01", 5, "2025-01-01" }, { "2020-01-01", 20, "2040-01-01" }, { "2024-02-29", 5, "2029-02-28" },
  { "2024-02-29", 20, "2044-02-29" }, { "2020-01-01", 0, "Long-term" }, { "no date", 5, NULL }, { "", 10, NULL },
};

/* Quick picks count from the start date (spec.md 1.1-2). */
static void
test_validity (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (validities); i++)
    {
      g_autofree char *end = yx_validity_end (validities[i].from, validities[i].years);

      g_assert_cmpstr (end, ==, validities[i].to);
    }
}

/* What is consented to can be read, in Chinese where the locale is, and is whole. */
static void
test_texts (void)
{
  static const char *const chinese[] = { "zh_CN", "zh", "C", NULL };
  static const char *const german[] = { "de_DE", "de", "C", NULL };

  for (int i = YX_TEXT_AGREEMENT; i <= YX_TEXT_PRIVACY; i++)
    {
      g_autofree char *zh = yx_text_read ((YxText) i, chinese);
      g_autofree char *en = yx_text_read ((YxText) i, german);

      g_assert_nonnull (strstr (zh, "\n\n一、"));
      g_assert_nonnull (strstr (zh, "\n\n七、"));
      g_assert_nonnull (strstr (en, "\n\n1. "));
      g_assert_nonnull (strstr (en, "\n\n7. "));
    }
}

int
main (int argc, char **argv)
{
  g_autoptr (YxTestFolder) secrets = yx_test_folder_new ();

  yx_test_use_key_ring (secrets);
  story_find_programs ();
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  yx_crypto_init ();
  g_resources_register (yx_desk_resources_get_resource ());
  g_test_add ("/desk/start/person", Door, NULL, set_up, test_person, tear_down);
  g_test_add ("/desk/start/enterprise", Door, NULL, set_up, test_enterprise, tear_down);
  g_test_add ("/desk/start/wrong-password", Door, NULL, set_up, test_wrong_password, tear_down);
  g_test_add ("/desk/start/restart", Door, NULL, set_up, test_restart, tear_down);
  g_test_add ("/desk/start/sign-out", Door, NULL, set_up, test_sign_out, tear_down);
  g_test_add ("/desk/start/hall-killed", Door, NULL, set_up, test_hall_killed, tear_down);
  g_test_add ("/desk/start/refused", Door, NULL, set_up, test_refused, tear_down);
  g_test_add_func ("/desk/start/validity", test_validity);
  g_test_add_func ("/desk/start/texts", test_texts);
  return g_test_run ();
}
