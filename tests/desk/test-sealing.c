/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <adwaita.h>
#include <string.h>

#include "api/yx-problem.h"
#include "client/yx-client-error.h"
#include "desk/common/yx-code-row.h"
#include "desk/common/yx-pane-frame.h"
#include "desk/common/yx-password-row.h"
#include "desk/desk-seat.h"
#include "desk/sealing/yx-seal-picker.h"
#include "desk/sealing/yx-sealing-act.h"
#include "desk/sealing/yx-sealing-list.h"
#include "desk/sealing/yx-sealing-page.h"
#include "desk/sealing/yx-sealing-preview.h"
#include "desk/sealing/yx-sealing-row.h"
#include "flow/yx-flow-certificate.h"
#include "yinxin-desk-resources.h"

#define A "doc_aaaaaaaaaaaaaaaaaaaaaaaaaa"
#define B "doc_bbbbbbbbbbbbbbbbbbbbbbbbba"
#define C "doc_ccccccccccccccccccccccccca"
#define GONE "doc_ddddddddddddddddddddddddda"

static YxDocument *
make_document (const char *id, const char *name, YxDocumentState state)
{
  YxDocument *document = yx_document_new ();

  yx_record_set_text (document, "id", id);
  yx_record_set_text (document, "w_name", name);
  yx_record_set_int (document, "kind", YX_DOCUMENT_CONTRACT);
  yx_record_set_int (document, "state", state);
  return document;
}

/* Three that wait for the seal; what is not the enterprise's is left out. */
static YxSealingList *
make_list (YxDocumentState third)
{
  static const char *const ids[] = { B, GONE, A, C, NULL };
  g_autoptr (GPtrArray) documents = g_ptr_array_new_with_free_func (yx_record_unref);

  g_ptr_array_add (documents, make_document (A, "李想", YX_DOCUMENT_TO_SEAL));
  g_ptr_array_add (documents, make_document (B, "王小燕", YX_DOCUMENT_TO_SEAL));
  g_ptr_array_add (documents, make_document (C, "欧阳建国", third));
  return yx_sealing_list_new (documents, ids);
}

static void
assert_states (YxSealingList *list, YxSealingState first, YxSealingState second, YxSealingState third)
{
  g_assert_cmpint (yx_sealing_list_line (list, 0)->state, ==, first);
  g_assert_cmpint (yx_sealing_list_line (list, 1)->state, ==, second);
  g_assert_cmpint (yx_sealing_list_line (list, 2)->state, ==, third);
}

static void
assert_words (YxSealingList *list, const char *wanted)
{
  g_autofree char *words = yx_sealing_list_words (list);

  g_assert_cmpstr (words, ==, wanted);
}

static void
test_list (void)
{
  g_autoptr (YxSealingList) list = make_list (YX_DOCUMENT_COMPLETE);
  g_autofree char *title = yx_sealing_list_title (yx_sealing_list_line (list, 0));

  g_assert_cmpuint (yx_sealing_list_length (list), ==, 3);
  g_assert_cmpstr (title, ==, "王小燕 · Labour contract");
  g_assert_true (yx_sealing_list_line (list, 0)->chosen);
  g_assert_false (yx_sealing_list_line (list, 2)->chosen); /* complete: nothing to seal */
  g_assert_cmpuint (yx_sealing_list_to_do (list), ==, 2);
  yx_sealing_list_line (list, 0)->chosen = FALSE;
  g_assert_cmpuint (yx_sealing_list_to_do (list), ==, 1);
}

/* One after the other; one that fails does not stop the others, and is tried again with what is left. */
static void
test_progress (void)
{
  g_autoptr (YxSealingList) list = make_list (YX_DOCUMENT_TO_SEAL);
  g_autoptr (GPtrArray) ids = yx_sealing_list_begin (list);
  g_autoptr (GPtrArray) again = NULL;
  g_autoptr (GError) refused = NULL;

  g_assert_cmpuint (ids->len, ==, 3);
  g_assert_cmpstr (ids->pdata[0], ==, B);
  assert_states (list, YX_SEALING_RUNNING, YX_SEALING_WAITING, YX_SEALING_WAITING);
  yx_sealing_list_note (list, B, NULL);
  assert_states (list, YX_SEALING_DONE, YX_SEALING_RUNNING, YX_SEALING_WAITING);
  yx_problem_set (&refused, YX_PROBLEM_CONFLICT, NULL, "no");
  yx_sealing_list_note (list, A, refused);
  assert_states (list, YX_SEALING_DONE, YX_SEALING_FAILED, YX_SEALING_RUNNING);
  g_assert_nonnull (yx_sealing_list_line (list, 1)->reason);
  yx_sealing_list_note (list, C, NULL);
  yx_sealing_list_end (list);
  assert_words (list, "2 sealed, 1 failed.");
  again = yx_sealing_list_begin (list);
  g_assert_cmpuint (again->len, ==, 1);
  g_assert_cmpstr (again->pdata[0], ==, A);
  yx_sealing_list_note (list, A, NULL);
  yx_sealing_list_end (list);
  assert_words (list, "All 3 documents are sealed.");
}

/* Cancelled, or the hall gone: those documents wait, nothing is wrong with them. */
static void
test_waits (void)
{
  static const struct
  {
    GQuark (*domain) (void);
    int code;
  } reasons[] = { { g_io_error_quark, G_IO_ERROR_CANCELLED }, { yx_client_error_quark, YX_CLIENT_ERROR_UNREACHABLE } };

  for (gsize i = 0; i < G_N_ELEMENTS (reasons); i++)
    {
      g_autoptr (YxSealingList) list = make_list (YX_DOCUMENT_TO_SEAL);
      g_autoptr (GPtrArray) ids = yx_sealing_list_begin (list);
      g_autoptr (GError) error = g_error_new_literal (reasons[i].domain (), reasons[i].code, "");

      yx_sealing_list_note (list, B, NULL);
      yx_sealing_list_note (list, A, error);
      yx_sealing_list_note (list, C, error);
      yx_sealing_list_end (list);
      assert_states (list, YX_SEALING_DONE, YX_SEALING_WAITING, YX_SEALING_WAITING);
      assert_words (list, "1 sealed, 2 not yet.");
      g_assert_cmpuint (yx_sealing_list_to_do (list), ==, 2);
    }
}

/* Valid ones that have a place, the employer's before the head's; those for money have none. */
static void
test_usable (void)
{
  static const struct
  {
    YxSealKind kind;
    YxSealState state;
    gint64 to;
  } seals[] = {
    { YX_SEAL_HEAD_NAME, YX_SEAL_VALID, 20 }, { YX_SEAL_FINANCE, YX_SEAL_VALID, 20 }, { YX_SEAL_UNIT, YX_SEAL_VOIDED, 20 },
    { YX_SEAL_PERSONNEL, YX_SEAL_VALID, 10 }, { YX_SEAL_CONTRACT, YX_SEAL_VALID, 20 },
  };
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func (yx_record_unref);
  g_autoptr (GPtrArray) usable = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (seals); i++)
    {
      YxSeal *seal = yx_seal_new ();

      yx_record_set_int (seal, "kind", seals[i].kind);
      yx_record_set_int (seal, "state", seals[i].state);
      yx_record_set_int (seal, "valid_to", seals[i].to);
      g_ptr_array_add (all, seal);
    }
  usable = yx_seal_picker_usable (all, 10);
  g_assert_cmpuint (usable->len, ==, 2);
  g_assert_cmpint (((YxSeal *) usable->pdata[0])->kind, ==, YX_SEAL_CONTRACT);
  g_assert_cmpint (((YxSeal *) usable->pdata[1])->kind, ==, YX_SEAL_HEAD_NAME);
}

/* A contract that waits for its seal at a real hall. */
typedef struct
{
  Story story;
  YxSeat *seat;
  GtkWidget *window;
  gboolean done;
  gboolean unreachable;
  guint told;
  guint sealed;
  guint cancelled;
} Scene;

static void
set_up (Scene *scene, gconstpointer data)
{
  story_set_up (&scene->story, NULL);
  story_up_to_contract (&scene->story);
  scene->seat = desk_seat_new_signed_in (&scene->story);
}

static void
tear_down (Scene *scene, gconstpointer data)
{
  if (scene->window != NULL)
    gtk_window_destroy (GTK_WINDOW (scene->window));
  yx_seat_close (scene->seat);
  g_object_unref (scene->seat);
  story_tear_down (&scene->story, NULL);
}

static gboolean
is_done (gpointer data)
{
  return ((Scene *) data)->done;
}

static gpointer
unlock (YxActor *actor, gpointer data, GCancellable *cancellable, GError **error)
{
  Scene *scene = data;
  g_autoptr (YxSecret) code = story_code (&scene->story, &scene->story.enterprise, YX_CODE_SIGNING);

  return GINT_TO_POINTER (yx_flow_unlock (actor, scene->story.enterprise.certificate_password, code, cancellable, error));
}

static void
unlocked (GObject *seat, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (yx_seat_run_finish (YX_SEAT (seat), result, &error));
  g_assert_no_error (error);
  ((Scene *) data)->done = TRUE;
}

static void
note (const char *document, const GError *error, gpointer data)
{
  Scene *scene = data;

  g_assert_false (scene->done);
  scene->told++;
  scene->sealed += error == NULL;
  scene->cancelled += g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
ended (GObject *act, GAsyncResult *result, gpointer data)
{
  Scene *scene = data;

  yx_sealing_act_finish (YX_SEALING_ACT (act), result, &scene->unreachable);
  scene->done = TRUE;
}

static YxSealingAct *
make_act (Scene *scene, const char *first, const char *second)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);

  yx_seat_run (scene->seat, YX_LANE_ACT, unlock, scene, NULL, NULL, NULL, unlocked, scene);
  g_assert_true (desk_wait (is_done, scene));
  scene->done = FALSE;
  g_ptr_array_add (ids, g_strdup (first));
  g_ptr_array_add (ids, g_strdup (second));
  return yx_sealing_act_new (ids, scene->story.seal);
}

static void
run_act (Scene *scene, YxSealingAct *act)
{
  yx_sealing_act_run (act, scene->seat, note, scene, ended);
  g_assert_true (desk_wait (is_done, scene));
  g_assert_cmpuint (scene->told, ==, 2);
}

/* What fails does not keep the next one from being sealed. */
static void
test_act (Scene *scene, gconstpointer data)
{
  g_autoptr (YxSealingAct) act = make_act (scene, GONE, scene->story.document);

  run_act (scene, act);
  g_assert_false (scene->unreachable);
  g_assert_cmpuint (scene->sealed, ==, 1);
  g_assert_cmpuint (scene->cancelled, ==, 0);
}

/* Stopped: the one under way is finished, the next does not begin. */
static void
test_act_stopped (Scene *scene, gconstpointer data)
{
  g_autoptr (YxSealingAct) act = make_act (scene, scene->story.document, GONE);

  yx_sealing_act_stop (act);
  run_act (scene, act);
  g_assert_cmpuint (scene->sealed, ==, 1);
  g_assert_cmpuint (scene->cancelled, ==, 1);
}

/* The hall gone: the rest is not tried, and the desk knows. */
static void
test_act_hall_gone (Scene *scene, gconstpointer data)
{
  g_autoptr (YxSealingAct) act = make_act (scene, scene->story.document, GONE);

  story_stop_hall (&scene->story);
  run_act (scene, act);
  g_assert_true (scene->unreachable);
  g_assert_cmpuint (scene->sealed, ==, 0);
  g_assert_cmpuint (scene->cancelled, ==, 1);
  g_assert_false (yx_seat_get_online (scene->seat));
}

static gboolean
stands_in_place (gpointer data)
{
  YxSealingPreview *preview = desk_find (((Scene *) data)->window, YX_TYPE_SEALING_PREVIEW, NULL);

  return preview != NULL && yx_sealing_preview_is_sealed (preview);
}

static gboolean
is_sealed (gpointer data)
{
  return desk_find (((Scene *) data)->window, GTK_TYPE_LABEL, "1 document is sealed.") != NULL;
}

static void
note_left (Scene *scene)
{
  scene->done = TRUE;
}

/* The seal stands in its place before anything is decided; afterwards the row tells what came of it. */
static void
test_page (Scene *scene, gconstpointer data)
{
  const char *ids[] = { scene->story.document, NULL };
  GtkWidget *page = yx_sealing_page_new (scene->seat, ids);
  GtkWidget *row, *button;

  scene->window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (scene->window), 1200, 800);
  gtk_window_set_child (GTK_WINDOW (scene->window), page);
  gtk_window_present (GTK_WINDOW (scene->window));
  g_signal_connect_swapped (page, "left", G_CALLBACK (note_left), scene);
  g_assert_true (desk_wait (stands_in_place, scene));
  button = desk_find (page, GTK_TYPE_BUTTON, "_Seal 1 Document");
  g_assert_false (gtk_widget_get_sensitive (button));
  desk_enter_code (page);
  gtk_editable_set_text (desk_entry (desk_find (page, YX_TYPE_PASSWORD_ROW, NULL)),
                         yx_secret_text (scene->story.enterprise.certificate_password));
  g_assert_true (gtk_widget_get_sensitive (button));
  g_signal_emit_by_name (button, "clicked");
  g_assert_true (desk_wait (is_sealed, scene));
  row = desk_find (page, YX_TYPE_SEALING_ROW, NULL);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (desk_find (row, GTK_TYPE_CHECK_BUTTON, NULL)),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL, "李想 · Labour contract");
  g_assert_cmpstr (adw_action_row_get_subtitle (ADW_ACTION_ROW (row)), ==, "Sealed");
  g_assert_false (yx_sealing_page_get_running (YX_SEALING_PAGE (page)));
  g_signal_emit_by_name (button, "clicked"); /* now: Done */
  g_assert_true (scene->done);
}

#define CASE(name, test) g_test_add ("/desk/sealing/" name, Scene, NULL, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  story_find_programs ();
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_resources_register (yx_desk_resources_get_resource ());
  g_test_add_func ("/desk/sealing/list", test_list);
  g_test_add_func ("/desk/sealing/progress", test_progress);
  g_test_add_func ("/desk/sealing/waits", test_waits);
  g_test_add_func ("/desk/sealing/usable-seals", test_usable);
  CASE ("act", test_act);
  CASE ("act-stopped", test_act_stopped);
  CASE ("act-hall-gone", test_act_hall_gone);
  CASE ("page", test_page);
  return g_test_run ();
}
