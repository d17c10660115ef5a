/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <adwaita.h>
#include <math.h>
#include <string.h>

#include "desk/certificates/yx-activation-page.h"
#include "desk/common/yx-code-row.h"
#include "desk/common/yx-password-row.h"
#include "desk/common/yx-unlock.h"
#include "desk/desk-seat.h"
#include "desk/signing/yx-keypad.h"
#include "desk/signing/yx-sign-page.h"
#include "desk/window/yx-application.h"
#include "desk/window/yx-window.h"
#include "flow/relay.h"
#include "ink/yx-strokes-sample.h"
#include "pen.h"

/* A worker before a contract that the enterprise has sealed. */
typedef struct
{
  Story story;
  Relay *relay; /* the seat's way to the hall */
  YxSeat *seat;
  GtkWidget *window;
  YxSignPage *page;
} Scene;

static void
seal_now (Story *story)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YxRevision) revision = NULL;

  story_unlock (story, &story->enterprise, YX_CODE_SEAL_VISIT);
  revision = story_seal (story, NULL, &error);
  g_assert_no_error (error);
}

/* As if the hall could be pulled out of the wall at will. */
static void
sit_behind_relay (Scene *scene)
{
  g_autofree char *path = yx_test_folder_path (scene->story.folder, "relay");
  g_autofree char *url = g_strconcat ("unix:", path, NULL);

  scene->relay = relay_new (path, yx_local_hall_url (scene->story.hall) + strlen ("unix:"));
  scene->seat = desk_seat_new_worker_at (&scene->story, url);
}

/* @new_worker: one who has no certificate yet. */
static void
set_up (Scene *scene, gconstpointer new_worker)
{
  story_set_up (&scene->story, NULL);
  story_register (&scene->story);
  if (new_worker != NULL)
    story_certify_enterprise (&scene->story);
  else
    story_certify (&scene->story);
  story_file (&scene->story);
  seal_now (&scene->story);
  sit_behind_relay (scene);
  scene->window = adw_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (scene->window), 1000, 800);
}

static void
open_page (Scene *scene)
{
  scene->page = yx_sign_page_new (scene->seat, scene->story.document);
  adw_window_set_content (ADW_WINDOW (scene->window), GTK_WIDGET (scene->page));
  gtk_window_present (GTK_WINDOW (scene->window));
}

static void
tear_down (Scene *scene, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (scene->window));
  yx_seat_close (scene->seat);
  g_object_unref (scene->seat);
  relay_free (scene->relay);
  story_tear_down (&scene->story, NULL);
}

static gboolean
is_loaded (gpointer data)
{
  return yx_sign_page_get_loaded (((Scene *) data)->page);
}

typedef struct
{
  Scene *scene;
  YxSignStep step;
} Wanted;

static gboolean
is_at (gpointer data)
{
  const Wanted *wanted = data;

  return yx_sign_page_get_step (wanted->scene->page) == wanted->step && yx_sign_page_get_loaded (wanted->scene->page);
}

static void
await_step (Scene *scene, YxSignStep step)
{
  Wanted wanted = { scene, step };

  g_assert_true (desk_wait (is_at, &wanted));
}

static void
press (Scene *scene, const char *action)
{
  gtk_widget_activate_action (GTK_WIDGET (scene->page), action, NULL);
}

/* One press of Next, until all is read. */
static gboolean
has_read (gpointer data)
{
  Scene *scene = data;

  if (yx_sign_page_get_step (scene->page) == YX_SIGN_STEP_READ)
    press (scene, "sign.next");
  return yx_sign_page_get_step (scene->page) != YX_SIGN_STEP_READ;
}

static void
read_to_the_end (Scene *scene)
{
  g_assert_true (desk_wait (is_loaded, scene));
  g_assert_cmpint (yx_sign_page_get_step (scene->page), ==, YX_SIGN_STEP_READ);
  g_assert_true (desk_wait (has_read, scene));
}

static void
check_all (GtkWidget *above)
{
  for (GtkWidget *child = gtk_widget_get_first_child (above); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      if (GTK_IS_CHECK_BUTTON (child))
        gtk_check_button_set_active (GTK_CHECK_BUTTON (child), TRUE);
      else
        check_all (child);
    }
}

static GtkWidget *
shown_body (Scene *scene)
{
  return gtk_stack_get_visible_child (desk_find (scene->page, GTK_TYPE_STACK, NULL));
}

static void
consent (Scene *scene)
{
  await_step (scene, YX_SIGN_STEP_CONSENT);
  press (scene, "sign.next");
  g_assert_cmpint (yx_sign_page_get_step (scene->page), ==, YX_SIGN_STEP_CONSENT);
  check_all (shown_body (scene));
  press (scene, "sign.next");
}

static gboolean
sheet_has_room (gpointer data)
{
  return gtk_widget_get_width (yx_canvas_get_sheet (yx_sign_page_get_canvas (((Scene *) data)->page))) > 100;
}

static void
write_name (Scene *scene)
{
  YxCanvas *canvas = yx_sign_page_get_canvas (scene->page);
  Pen pen = { YX_PEN_STYLUS, 1, 0 };

  await_step (scene, YX_SIGN_STEP_DRAW);
  g_assert_true (desk_wait (sheet_has_room, scene));
  for (guint stroke = 0; stroke < 3; stroke++)
    for (guint i = 0; i <= 40; i++)
      {
        const YxPenReading reading
          = pen_say (&pen, i == 0 ? YX_PEN_DOWN : i == 40 ? YX_PEN_UP : YX_PEN_MOVE, 60.0 + stroke * 120 + i * 2,
                     100 + 40 * sin (i * 0.2 + stroke), 0.3 + i * 0.01);

        g_assert_true (yx_canvas_feed (canvas, &reading));
      }
}

static void
type_password (gpointer above, YxSecret *password)
{
  YxReasonRow *row = desk_find (above, YX_TYPE_PASSWORD_ROW, NULL);

  gtk_editable_set_text (GTK_EDITABLE (yx_reason_row_get_entry (row)), yx_secret_text (password));
}

static gboolean
is_finished (gpointer data)
{
  return yx_sign_page_get_finished (((Scene *) data)->page);
}

static void
confirm (Scene *scene)
{
  await_step (scene, YX_SIGN_STEP_CONFIRM);
  desk_enter_code (shown_body (scene));
  type_password (shown_body (scene), scene->story.worker.certificate_password);
  press (scene, "sign.next");
  g_assert_true (desk_wait (is_finished, scene));
  g_assert_cmpint (yx_sign_page_get_step (scene->page), ==, YX_SIGN_STEP_DONE);
}

static void
assert_judged (Scene *scene)
{
  g_autoptr (YxHeldDocument) held = NULL;
  g_autoptr (GError) error = NULL;

  story_await (&scene->story, YX_DOCUMENT_COMPLETE);
  held = yx_flow_document (scene->story.worker.actor, scene->story.document, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (held->verdict->status, ==, YX_VERDICT_PASSED);
  g_assert_true (yx_held_document_filled (held, "yx.worker") && yx_held_document_filled (held, "yx.employer"));
}

static gboolean
can_save (gpointer data)
{
  GtkWidget *button = desk_find (data, GTK_TYPE_BUTTON, "_Save My Copy");

  return button != NULL && gtk_widget_is_visible (button);
}

/* From the document to a signature that the judge passes, step by step. */
static void
test_whole (Scene *scene, gconstpointer data)
{
  open_page (scene);
  read_to_the_end (scene);
  consent (scene);
  write_name (scene);
  press (scene, "sign.next");
  await_step (scene, YX_SIGN_STEP_LOOK);
  press (scene, "sign.next");
  confirm (scene);
  assert_judged (scene);
  g_assert_true (desk_wait (can_save, shown_body (scene)));
  press (scene, "sign.back");
  g_assert_cmpint (yx_sign_page_get_step (scene->page), ==, YX_SIGN_STEP_DONE);
}

/* Without a certificate the way leads over its activation, and on to the same document. */
static void
test_activates (Scene *scene, gconstpointer data)
{
  YxActivationPage *form;

  open_page (scene);
  read_to_the_end (scene);
  consent (scene);
  await_step (scene, YX_SIGN_STEP_ACTIVATE);
  form = desk_find (scene->page, YX_TYPE_ACTIVATION_PAGE, NULL);
  desk_enter_code (form);
  for (GtkWidget *row = desk_find (form, YX_TYPE_PASSWORD_ROW, NULL); row != NULL; row = gtk_widget_get_next_sibling (row))
    if (YX_IS_PASSWORD_ROW (row))
      gtk_editable_set_text (GTK_EDITABLE (yx_reason_row_get_entry (YX_REASON_ROW (row))), yx_secret_text (scene->story.worker.certificate_password));
  check_all (GTK_WIDGET (form));
  g_assert_true (yx_activation_page_get_complete (form));
  yx_activation_page_activate (form);
  await_step (scene, YX_SIGN_STEP_DRAW);
  press (scene, "sign.use-name");
  await_step (scene, YX_SIGN_STEP_LOOK);
  press (scene, "sign.next");
  await_step (scene, YX_SIGN_STEP_CONFIRM);
  desk_enter_code (shown_body (scene));
  type_password (shown_body (scene), scene->story.worker.certificate_password);
  press (scene, "sign.next");
  g_assert_true (desk_wait (is_finished, scene));
  assert_judged (scene);
}

/* Every step goes back, and what was written is still there. */
static void
test_back (Scene *scene, gconstpointer data)
{
  open_page (scene);
  read_to_the_end (scene);
  consent (scene);
  write_name (scene);
  press (scene, "sign.next");
  await_step (scene, YX_SIGN_STEP_LOOK);
  press (scene, "sign.next");
  await_step (scene, YX_SIGN_STEP_CONFIRM);
  press (scene, "sign.back");
  await_step (scene, YX_SIGN_STEP_LOOK);
  press (scene, "sign.back");
  await_step (scene, YX_SIGN_STEP_DRAW);
  g_assert_cmpuint (yx_scribble_count (yx_canvas_get_scribble (yx_sign_page_get_canvas (scene->page))), ==, 3);
  press (scene, "sign.back");
  await_step (scene, YX_SIGN_STEP_READ);
  press (scene, "sign.next");
  await_step (scene, YX_SIGN_STEP_DRAW);
}

/* Leaving loses nothing: the document was read, the consent given, the name is written. */
static void
test_return (Scene *scene, gconstpointer data)
{
  open_page (scene);
  read_to_the_end (scene);
  consent (scene);
  write_name (scene);
  press (scene, "sign.leave");
  yx_sign_page_return (scene->page);
  g_assert_false (yx_sign_page_get_loaded (scene->page));
  await_step (scene, YX_SIGN_STEP_DRAW);
  g_assert_cmpuint (yx_scribble_count (yx_canvas_get_scribble (yx_sign_page_get_canvas (scene->page))), ==, 3);
}

/* A wrong password: said under the field; the code need not be asked for again, the ink is there. */
static void
test_wrong_password (Scene *scene, gconstpointer data)
{
  g_autoptr (YxSecret) wrong = yx_secret_new_text ("not-the-one-77");

  open_page (scene);
  read_to_the_end (scene);
  consent (scene);
  await_step (scene, YX_SIGN_STEP_DRAW);
  press (scene, "sign.use-name");
  await_step (scene, YX_SIGN_STEP_LOOK);
  press (scene, "sign.next");
  await_step (scene, YX_SIGN_STEP_CONFIRM);
  desk_enter_code (shown_body (scene));
  type_password (shown_body (scene), wrong);
  press (scene, "sign.next");
  g_assert_false (yx_sign_page_get_loaded (scene->page));
  await_step (scene, YX_SIGN_STEP_CONFIRM);
  g_assert_cmpstr (yx_reason_row_get_reason (desk_find (shown_body (scene), YX_TYPE_PASSWORD_ROW, NULL)), ==,
                   "The certificate password is not right.");
  type_password (shown_body (scene), scene->story.worker.certificate_password);
  press (scene, "sign.next");
  g_assert_true (desk_wait (is_finished, scene));
  assert_judged (scene);
}

static gboolean
is_in_trouble (gpointer data)
{
  Scene *scene = data;
  GtkWidget *body = shown_body (scene);

  return ADW_IS_STATUS_PAGE (body) && gtk_widget_get_mapped (body);
}

static void
test_no_hall (Scene *scene, gconstpointer data)
{
  relay_cut (scene->relay, "GET");
  open_page (scene);
  g_assert_true (desk_wait (is_in_trouble, scene));
  g_assert_cmpstr (adw_status_page_get_title (ADW_STATUS_PAGE (shown_body (scene))), ==, "The Document Could Not Be Fetched");
  g_assert_false (yx_seat_get_online (scene->seat));
  relay_cut (scene->relay, NULL);
  press (scene, "sign.again");
  await_step (scene, YX_SIGN_STEP_READ);
}

static void
go_to_confirm (Scene *scene)
{
  open_page (scene);
  read_to_the_end (scene);
  consent (scene);
  write_name (scene);
  press (scene, "sign.next");
  await_step (scene, YX_SIGN_STEP_LOOK);
  press (scene, "sign.next");
  await_step (scene, YX_SIGN_STEP_CONFIRM);
  desk_enter_code (shown_body (scene));
  type_password (shown_body (scene), scene->story.worker.certificate_password);
}

/* The hall goes before the signature is made: it is said, and everything stays where it is, to be tried again. */
static void
test_hall_goes (Scene *scene, gconstpointer data)
{
  go_to_confirm (scene);
  relay_cut (scene->relay, "HTTP");
  press (scene, "sign.next");
  g_assert_false (yx_sign_page_get_loaded (scene->page));
  await_step (scene, YX_SIGN_STEP_CONFIRM);
  g_assert_false (yx_canvas_get_empty (yx_sign_page_get_canvas (scene->page)));
  g_assert_true (yx_unlock_get_complete (desk_find (shown_body (scene), YX_TYPE_UNLOCK, NULL)));
  relay_cut (scene->relay, NULL);
  press (scene, "sign.next");
  g_assert_true (desk_wait (is_finished, scene));
  assert_judged (scene);
}

/* The hall goes with the signature on its way: it is made, waits here, and is sent by itself when the hall is back. */
static void
test_hall_goes_late (Scene *scene, gconstpointer data)
{
  go_to_confirm (scene);
  relay_cut (scene->relay, "PUT /v1/documents/");
  press (scene, "sign.next");
  await_step (scene, YX_SIGN_STEP_DONE);
  g_assert_false (yx_sign_page_get_finished (scene->page));
  g_assert_cmpstr (adw_status_page_get_title (desk_find (shown_body (scene), ADW_TYPE_STATUS_PAGE, NULL)), ==,
                   "Your Signature Waits for the Hall");
  g_assert_false (yx_seat_get_online (scene->seat));
  relay_cut (scene->relay, NULL);
  g_assert_true (desk_wait (is_finished, scene));
  assert_judged (scene);
  g_assert_true (yx_seat_get_online (scene->seat));
}

/* What is signed already says so, without a way to sign it twice. */
static void
test_signed_already (Scene *scene, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YxRevision) revision = NULL;

  story_unlock (&scene->story, &scene->story.worker, YX_CODE_SIGNING);
  revision = story_sign (&scene->story, NULL, &error);
  g_assert_no_error (error);
  open_page (scene);
  await_step (scene, YX_SIGN_STEP_DONE);
  g_assert_true (yx_sign_page_get_finished (scene->page));
}

/* A signature that was drawn before can be used again, and is the one that was kept. */
static void
test_last (Scene *scene, gconstpointer data)
{
  g_autoptr (YxStrokes) drawn = yx_strokes_sample (2);
  g_autoptr (GBytes) json = yx_strokes_write (drawn);
  g_autoptr (GError) error = NULL;

  g_assert_true (yx_local_store_keep (yx_seat_get_store (scene->seat), "signature-strokes", json, &error));
  g_assert_no_error (error);
  open_page (scene);
  read_to_the_end (scene);
  consent (scene);
  await_step (scene, YX_SIGN_STEP_DRAW);
  g_assert_nonnull (desk_find (shown_body (scene), GTK_TYPE_BUTTON, "Use my last signature"));
  press (scene, "sign.use-last");
  await_step (scene, YX_SIGN_STEP_LOOK);
  g_assert_nonnull (desk_find (scene->page, GTK_TYPE_PICTURE, NULL));
  press (scene, "sign.next");
  confirm (scene);
  assert_judged (scene);
}

/* The window hands itself over to whoever signs; leaving and coming back is the same page. */
static void
test_window (Scene *scene, gconstpointer data)
{
  g_autoptr (YxApplication) application = g_object_ref (YX_APPLICATION (g_application_get_default ()));
  YxWindow *window = yx_window_new (ADW_APPLICATION (application));
  YxSignPage *page;

  yx_window_set_seat (window, scene->seat);
  gtk_window_present (GTK_WINDOW (window));
  gtk_widget_activate_action (GTK_WIDGET (window), "win.sign", "s", scene->story.document);
  page = scene->page = desk_find (window, YX_TYPE_SIGN_PAGE, NULL);
  g_assert_nonnull (page);
  g_assert_true (desk_wait (is_loaded, scene));
  press (scene, "sign.leave");
  g_assert_true (gtk_stack_get_visible_child (GTK_STACK (gtk_widget_get_parent (GTK_WIDGET (page)))) != GTK_WIDGET (page));
  gtk_widget_activate_action (GTK_WIDGET (window), "win.sign", "s", scene->story.document);
  g_assert_true (gtk_stack_get_visible_child (GTK_STACK (gtk_widget_get_parent (GTK_WIDGET (page)))) == GTK_WIDGET (page));
  g_assert_true (desk_wait (is_loaded, scene));
  yx_window_set_seat (window, NULL);
  g_assert_null (desk_find (window, YX_TYPE_SIGN_PAGE, NULL));
  gtk_window_destroy (GTK_WINDOW (window));
}

/* Names and roles of what is pressed on the way. */
static void
test_accessible (Scene *scene, gconstpointer data)
{
  open_page (scene);
  g_assert_true (desk_wait (is_loaded, scene));
  gtk_test_accessible_assert_role (GTK_ACCESSIBLE (desk_find (scene->page, GTK_TYPE_BUTTON, "Next")), GTK_ACCESSIBLE_ROLE_BUTTON);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (desk_find (desk_find (scene->page, GTK_TYPE_FLOW_BOX, NULL), GTK_TYPE_BUTTON, NULL)),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL, "Pay: 每月 8000.00 元, on page 3");
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (yx_canvas_get_sheet (yx_sign_page_get_canvas (scene->page))),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL, "Signature of 李想");
}

/* How somebody writes is remembered for the next document. */
static void
test_hand (Scene *scene, gconstpointer data)
{
  YxCanvas *canvas;

  open_page (scene);
  g_assert_true (desk_wait (is_loaded, scene));
  canvas = yx_sign_page_get_canvas (scene->page);
  yx_canvas_set_pressure (canvas, YX_PRESSURE_FIRM);
  yx_canvas_set_left_handed (canvas, TRUE);
  open_page (scene);
  g_assert_true (desk_wait (is_loaded, scene));
  canvas = yx_sign_page_get_canvas (scene->page);
  g_assert_cmpint (yx_canvas_get_pressure (canvas), ==, YX_PRESSURE_FIRM);
  g_assert_true (yx_canvas_get_left_handed (canvas));
}

/* Large keys write where the focus is. */
static void
test_keypad (void)
{
  GtkWidget *window = gtk_window_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *entry = gtk_entry_new ();
  GtkWidget *keypad = yx_keypad_new ();
  static const char *const keys[] = { "a", "7", "#+=", "@", "abc", "z" };

  gtk_box_append (GTK_BOX (box), entry);
  gtk_box_append (GTK_BOX (box), keypad);
  gtk_window_set_child (GTK_WINDOW (window), box);
  gtk_window_present (GTK_WINDOW (window));
  gtk_widget_grab_focus (entry);
  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      GtkStack *layers = desk_find (keypad, GTK_TYPE_STACK, NULL);

      g_signal_emit_by_name (desk_find (gtk_stack_get_visible_child (layers), GTK_TYPE_BUTTON, keys[i]), "clicked");
    }
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "a7@z");
  gtk_window_destroy (GTK_WINDOW (window));
}

#define CASE(name, func) g_test_add ("/desk/sign-page/" name, Scene, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_autoptr (YxApplication) application = NULL;

  story_find_programs ();
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  application = yx_application_new ();
  g_application_set_default (G_APPLICATION (application));
  g_assert_true (g_application_register (G_APPLICATION (application), NULL, NULL));
  g_test_add_func ("/desk/sign-page/keypad", test_keypad);
  CASE ("whole", test_whole);
  g_test_add ("/desk/sign-page/activates", Scene, "new", set_up, test_activates, tear_down);
  CASE ("back", test_back);
  CASE ("return", test_return);
  CASE ("wrong-password", test_wrong_password);
  CASE ("no-hall", test_no_hall);
  CASE ("hall-goes", test_hall_goes);
  CASE ("hall-goes-late", test_hall_goes_late);
  CASE ("signed-already", test_signed_already);
  CASE ("last", test_last);
  CASE ("window", test_window);
  CASE ("accessible", test_accessible);
  CASE ("hand", test_hand);
  return g_test_run ();
}
