/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <adwaita.h>

#include "crypto/yx-crypto.h"
#include "desk/common/yx-code-row.h"
#include "desk/common/yx-password-row.h"
#include "desk/desk-seat.h"
#include "yinxin-desk-resources.h"

static GtkWidget *
show (GtkWidget *row)
{
  GtkWidget *window = gtk_window_new ();

  gtk_window_set_child (GTK_WINDOW (window), row);
  gtk_window_present (GTK_WINDOW (window));
  return window;
}

static void
type (gpointer row, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (yx_reason_row_get_entry (row)), text);
}

static const char *
typed (gpointer row)
{
  return gtk_editable_get_text (GTK_EDITABLE (yx_reason_row_get_entry (row)));
}

static const struct
{
  YxPasswordKind kind;
  const char *text;
  gboolean complete;
  const char *reason;
} passwords[] = {
  { YX_PASSWORD_ACCOUNT, "", FALSE, "" },
  { YX_PASSWORD_ACCOUNT, "x", TRUE, "" },
  { YX_PASSWORD_CERTIFICATE, "旧密码", TRUE, "" },
  { YX_PASSWORD_NEW_ACCOUNT, "", FALSE, "A password has 8 to 16 characters: at least two kinds of digits, letters and symbols" },
  { YX_PASSWORD_NEW_ACCOUNT, "abcd123", FALSE, "A password has 8 to 16 characters: at least two kinds of digits, letters and symbols" },
  { YX_PASSWORD_NEW_ACCOUNT, "abcdefgh", FALSE, "A password has 8 to 16 characters: at least two kinds of digits, letters and symbols" },
  { YX_PASSWORD_NEW_ACCOUNT, "abcd-1234", TRUE, "" },
  { YX_PASSWORD_NEW_CERTIFICATE, "abcd-1234", TRUE, "" },
  { YX_PASSWORD_NEW_CERTIFICATE, "password1", FALSE, "This certificate password is too easy to guess" },
  { YX_PASSWORD_NEW_CERTIFICATE, "12345678901", FALSE,
    "A certificate password has 8 to 32 characters: at least two kinds of digits, letters and symbols" },
};

/* A password is judged while it is typed, by the same rules as in the hall, with the reason under it. */
static void
test_rules (gconstpointer data)
{
  const guint i = GPOINTER_TO_UINT (data);
  YxPasswordRow *row = yx_password_row_new (passwords[i].kind);
  GtkWidget *window = show (GTK_WIDGET (row));

  type (row, passwords[i].text);
  g_assert_cmpint (yx_password_row_get_complete (row), ==, passwords[i].complete);
  g_assert_cmpstr (yx_reason_row_get_reason (YX_REASON_ROW (row)), ==, passwords[i].reason);
  gtk_window_destroy (GTK_WINDOW (window));
}

/* What was taken stands nowhere in the row any more, nor in the one that repeats it. */
static void
test_take (void)
{
  YxPasswordRow *row = yx_password_row_new (YX_PASSWORD_NEW_ACCOUNT);
  YxPasswordRow *repeat = yx_password_row_new_repeat (row);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *window = show (box);
  g_autoptr (YxSecret) secret = NULL;

  gtk_box_append (GTK_BOX (box), GTK_WIDGET (row));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (repeat));
  type (row, "abcd-1234");
  g_assert_null (yx_password_row_take (row));
  type (repeat, "abcd-1235");
  g_assert_null (yx_password_row_take (row));
  g_assert_cmpstr (yx_reason_row_get_reason (YX_REASON_ROW (repeat)), ==, "The two passwords differ");
  g_assert_cmpstr (typed (row), ==, "abcd-1234");
  type (repeat, "abcd-1234");
  secret = yx_password_row_take (row);
  g_assert_cmpstr (yx_secret_text (secret), ==, "abcd-1234");
  g_assert_cmpstr (typed (row), ==, "");
  g_assert_cmpstr (typed (repeat), ==, "");
  g_assert_false (yx_password_row_get_complete (row));
  gtk_window_destroy (GTK_WINDOW (window));
}

/* Someone who can't see it is told what the field is and what is wrong. */
static void
test_named (void)
{
  YxPasswordRow *row = yx_password_row_new (YX_PASSWORD_NEW_ACCOUNT);
  GtkWidget *window = show (GTK_WIDGET (row));
  GtkAccessible *entry = GTK_ACCESSIBLE (yx_reason_row_get_entry (YX_REASON_ROW (row)));

  gtk_test_accessible_assert_role (entry, GTK_ACCESSIBLE_ROLE_TEXT_BOX);
  gtk_test_accessible_assert_property (entry, GTK_ACCESSIBLE_PROPERTY_LABEL, "New password");
  type (row, "short");
  gtk_test_accessible_assert_state (entry, GTK_ACCESSIBLE_STATE_INVALID, GTK_ACCESSIBLE_INVALID_TRUE);
  gtk_test_accessible_assert_property (entry, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                       "A password has 8 to 16 characters: at least two kinds of digits, letters and symbols");
  type (row, "longer-1234");
  gtk_test_accessible_assert_state (entry, GTK_ACCESSIBLE_STATE_INVALID, GTK_ACCESSIBLE_INVALID_FALSE);
  gtk_window_destroy (GTK_WINDOW (window));
}

static gboolean
offers_code (gpointer row)
{
  GtkButton *button = desk_find (row, GTK_TYPE_BUTTON, NULL);

  return button != NULL && g_str_has_prefix (gtk_button_get_label (button), "Fill in");
}

static gboolean
has_reason (gpointer row)
{
  return yx_reason_row_get_reason (row)[0] != '\0';
}

/* The code of a hall on this computer is filled in by one press, and is the code that the hall takes. */
static void
test_own_code (Story *story, gconstpointer data)
{
  g_autoptr (YxSeat) seat = desk_seat_new (story);
  YxCodeRow *row = yx_code_row_new (seat, YX_CODE_REGISTER);
  GtkWidget *window = show (GTK_WIDGET (row));
  GtkWidget *button = desk_find (row, GTK_TYPE_BUTTON, "Send Code");
  g_autoptr (YxSecret) code = NULL;

  g_assert_false (gtk_widget_get_sensitive (button));
  yx_code_row_set_phone (row, "1390013");
  g_assert_false (gtk_widget_get_sensitive (button));
  yx_code_row_set_phone (row, "13900139000");
  g_assert_true (gtk_widget_get_sensitive (button));
  g_signal_emit_by_name (button, "clicked");
  g_assert_false (gtk_widget_get_sensitive (button));
  g_assert_true (desk_wait (offers_code, row));
  g_assert_cmpstr (typed (row), ==, "");
  g_signal_emit_by_name (button, "clicked");
  g_assert_true (yx_code_row_get_complete (row));
  g_assert_true (g_str_has_prefix (gtk_button_get_label (GTK_BUTTON (button)), "Again in "));
  code = yx_code_row_take (row);
  g_assert_cmpuint (yx_secret_size (code), ==, 6);
  g_assert_cmpstr (typed (row), ==, "");
  gtk_window_destroy (GTK_WINDOW (window));
  yx_seat_close (seat);
}

/* A hall that does not answer is told of under the field; asking again is free at once. */
static void
test_gone (Story *story, gconstpointer data)
{
  g_autoptr (YxSeat) seat = desk_seat_new (story);
  YxCodeRow *row = yx_code_row_new (seat, YX_CODE_REGISTER);
  GtkWidget *window = show (GTK_WIDGET (row));
  GtkWidget *button = desk_find (row, GTK_TYPE_BUTTON, NULL);

  story_stop_hall (story);
  yx_code_row_set_phone (row, "13900139000");
  yx_code_row_send (row);
  g_assert_true (desk_wait (has_reason, row));
  g_assert_cmpstr (yx_reason_row_get_reason (YX_REASON_ROW (row)), ==,
                   "The hall does not answer. What you entered is kept; try again later.");
  g_assert_true (gtk_widget_get_sensitive (button));
  g_assert_false (yx_seat_get_online (seat));
  gtk_window_destroy (GTK_WINDOW (window));
  yx_seat_close (seat);
}

/* A row that is gone before the answer comes leaves nothing behind. */
static void
test_left (Story *story, gconstpointer data)
{
  g_autoptr (YxSeat) seat = desk_seat_new (story);
  YxCodeRow *row = yx_code_row_new (seat, YX_CODE_REGISTER);
  GtkWidget *window = show (GTK_WIDGET (row));
  gpointer gone = row;

  g_object_add_weak_pointer (G_OBJECT (row), &gone);
  yx_code_row_set_phone (row, "13900139000");
  yx_code_row_send (row);
  gtk_window_destroy (GTK_WINDOW (window));
  yx_seat_close (seat);
  while (g_main_context_iteration (NULL, FALSE))
    continue;
  g_assert_null (gone);
}

/* Only six digits are a code. */
static void
test_digits (Story *story, gconstpointer data)
{
  g_autoptr (YxSeat) seat = desk_seat_new (story);
  YxCodeRow *row = yx_code_row_new (seat, YX_CODE_REGISTER);
  GtkWidget *window = show (GTK_WIDGET (row));

  type (row, "12345");
  g_assert_false (yx_code_row_get_complete (row));
  g_assert_cmpstr (yx_reason_row_get_reason (YX_REASON_ROW (row)), ==, "");
  type (row, "12345x");
  g_assert_null (yx_code_row_take (row));
  g_assert_cmpstr (yx_reason_row_get_reason (YX_REASON_ROW (row)), ==, "A code has six digits");
  type (row, "012345");
  g_assert_true (yx_code_row_get_complete (row));
  gtk_window_destroy (GTK_WINDOW (window));
  yx_seat_close (seat);
}

int
main (int argc, char **argv)
{
  story_find_programs ();
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  yx_crypto_init ();
  g_resources_register (yx_desk_resources_get_resource ());
  for (guint i = 0; i < G_N_ELEMENTS (passwords); i++)
    {
      g_autofree char *path = g_strdup_printf ("/desk/rows/password/rules/%u", i);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_rules);
    }
  g_test_add_func ("/desk/rows/password/take", test_take);
  g_test_add_func ("/desk/rows/password/named", test_named);
  g_test_add ("/desk/rows/code/own", Story, NULL, story_set_up, test_own_code, story_tear_down);
  g_test_add ("/desk/rows/code/gone", Story, NULL, story_set_up, test_gone, story_tear_down);
  g_test_add ("/desk/rows/code/left", Story, NULL, story_set_up, test_left, story_tear_down);
  g_test_add ("/desk/rows/code/digits", Story, NULL, story_set_up, test_digits, story_tear_down);
  return g_test_run ();
}
