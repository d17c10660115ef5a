/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <adwaita.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#include "crypto/yx-crypto.h"
#include "desk/common/yx-field-row.h"
#include "desk/desk-seat.h"
#include "desk/filing/yx-draft-list.h"
#include "desk/filing/yx-filing-errand.h"
#include "desk/filing/yx-filing-window.h"
#include "yinxin-desk-resources.h"

typedef struct
{
  Story story;
  YxSeat *seat;
  GtkWidget *window;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  story_set_up (&fixture->story, NULL);
  story_register (&fixture->story);
  fixture->seat = desk_seat_new_signed_in (&fixture->story);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  if (fixture->window != NULL)
    gtk_window_destroy (GTK_WINDOW (fixture->window));
  while (fixture->window != NULL)
    g_main_context_iteration (NULL, TRUE);
  yx_seat_close (fixture->seat);
  while (g_main_context_iteration (NULL, FALSE))
    continue;
  g_assert_finalize_object (fixture->seat);
  story_tear_down (&fixture->story, NULL);
}

static gboolean
is_loaded (gpointer window)
{
  return yx_filing_window_get_case (window) != NULL;
}

static YxFilingCase *
open_form (Fixture *fixture, const char *id)
{
  fixture->window = yx_filing_window_new (NULL, fixture->seat, id);
  g_object_add_weak_pointer (G_OBJECT (fixture->window), (gpointer *) &fixture->window);
  gtk_window_present (GTK_WINDOW (fixture->window));
  g_assert_true (desk_wait (is_loaded, fixture->window));
  return yx_filing_window_get_case (YX_FILING_WINDOW (fixture->window));
}

static YxFieldRow *
find_row (GtkWidget *widget, const char *field)
{
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      YxFieldRow *found;

      if (YX_IS_FIELD_ROW (child) && strcmp (yx_field_row_get_field (YX_FIELD_ROW (child)), field) == 0)
        return YX_FIELD_ROW (child);
      found = find_row (child, field);
      if (found != NULL)
        return found;
    }
  return NULL;
}

static void
type (Fixture *fixture, const char *field, const char *text)
{
  YxFieldRow *row = find_row (fixture->window, field);

  g_assert_nonnull (row);
  gtk_editable_set_text (GTK_EDITABLE (yx_field_row_get_control (row)), text);
}

static void
type_needed (Fixture *fixture)
{
  type (fixture, "w_name", "李想");
  type (fixture, "w_doc_no", "220102199003071235");
  type (fixture, "w_phone", "13800138000");
  type (fixture, "w_home", "吉林省长春市朝阳区人民大街5268号");
  type (fixture, "post", "质量检验员");
  type (fixture, "base", "8000");
}

static void
submit (Fixture *fixture)
{
  gtk_widget_activate_action (fixture->window, "filing.submit", NULL);
}

static gboolean
is_gone (gpointer data)
{
  return *(GtkWidget **) data == NULL;
}

static GtkWidget *
find_question (void)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (GList *at = windows; at != NULL; at = at->next)
    if (ADW_IS_MESSAGE_DIALOG (at->data))
      return at->data;
  return NULL;
}

static gboolean
is_over (gpointer data)
{
  return is_gone (data) || find_question () != NULL;
}

static void
say_yes (GtkWidget *question)
{
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (question), "yes");
  gtk_window_destroy (GTK_WINDOW (question));
}

/* Whatever is asked, yes. */
static void
submit_to_the_end (Fixture *fixture)
{
  submit (fixture);
  while (fixture->window != NULL)
    {
      GtkWidget *question;

      g_assert_true (desk_wait (is_over, &fixture->window));
      question = find_question ();
      if (question != NULL)
        say_yes (question);
      while (g_main_context_iteration (NULL, FALSE))
        continue;
    }
}

static GPtrArray *
list_drafts (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *drafts = yx_drafts_list (yx_seat_get_store (fixture->seat), &error);

  g_assert_no_error (error);
  return drafts;
}

static YxFiling *
ask_filing (Fixture *fixture, const char *id)
{
  const YxCall call = { .endpoint = YX_API_FILING_GET, .parameters = { yx_seat_get_session (fixture->seat)->enterprise, id } };
  g_autoptr (GError) error = NULL;
  YxFiling *filing = yx_connection_call (yx_seat_get_connection (fixture->seat), &call, NULL, &error);

  g_assert_no_error (error);
  return filing;
}

/* Six entries and Ctrl+Return: the real hall approves it, and no draft is left. */
static void
test_files (Fixture *fixture, gconstpointer data)
{
  g_autofree char *id = g_strdup (yx_filing_case_get_id (open_form (fixture, "")));
  g_autoptr (GPtrArray) drafts = NULL;
  g_autoptr (YxFiling) filing = NULL;

  type_needed (fixture);
  submit_to_the_end (fixture);
  filing = ask_filing (fixture, id);
  g_assert_cmpint (filing->state, ==, YX_FILING_APPROVED);
  g_assert_cmpstr (filing->w_name, ==, "李想");
  g_assert_cmpint (filing->base, ==, 800000);
  drafts = list_drafts (fixture);
  g_assert_cmpuint (drafts->len, ==, 0);
}

/* An incomplete form says what is missing, goes there, and stays. */
static void
test_incomplete (Fixture *fixture, gconstpointer data)
{
  YxFieldRow *row;

  open_form (fixture, "");
  type (fixture, "w_name", "李想");
  submit (fixture);
  row = find_row (fixture->window, "w_doc_no");
  g_assert_cmpstr (yx_field_row_get_reason (row), ==, "Fill this in");
  gtk_test_accessible_assert_state (GTK_ACCESSIBLE (yx_field_row_get_control (row)), GTK_ACCESSIBLE_STATE_INVALID,
                                    GTK_ACCESSIBLE_INVALID_TRUE);
  g_assert_nonnull (fixture->window);
  g_assert_null (find_question ());
}

/* Rows come and go with what is chosen; the identity number's facts stand under it. */
static void
test_dependent (Fixture *fixture, gconstpointer data)
{
  YxFilingCase *filing = open_form (fixture, "");
  YxFieldRow *host = find_row (fixture->window, "host_name");

  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (host)));
  yx_draft_set_text (yx_filing_case_get_draft (filing), "use_form", "dispatch");
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (host)));
  yx_draft_set_text (yx_filing_case_get_draft (filing), "kind", "open_ended");
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (find_row (fixture->window, "to"))));
  type (fixture, "w_doc_no", "11010519491231002X");
  g_assert_cmpstr (yx_field_row_get_reason (find_row (fixture->window, "w_doc_no")), ==, "Female, born 1949-12-31");
}

/* The hall's reason stands at its field, and nothing typed is lost. */
static void
test_refused (Fixture *fixture, gconstpointer data)
{
  YxFilingCase *filing;

  open_form (fixture, "");
  type_needed (fixture);
  submit_to_the_end (fixture);
  filing = open_form (fixture, "");
  type_needed (fixture);
  submit (fixture);
  while (yx_draft_get_error (yx_filing_case_get_draft (filing), "from") == NULL)
    {
      GtkWidget *question = find_question ();

      if (question != NULL)
        say_yes (question);
      g_main_context_iteration (NULL, TRUE);
    }
  g_assert_cmpstr (yx_field_row_get_reason (find_row (fixture->window, "from")), ==,
                   "This worker already has a contract with this employer in that time");
  g_assert_cmpstr (yx_draft_get_text (yx_filing_case_get_draft (filing), "w_name"), ==, "李想");

  yx_draft_set_text (yx_filing_case_get_draft (filing), "from", "2040-01-01");
  submit_to_the_end (fixture);
}

static gboolean
has_draft (gpointer data)
{
  g_autoptr (GPtrArray) drafts = list_drafts (data);

  return drafts->len == 1;
}

/* Closing asks nothing; the draft is there to go on with. */
static void
test_draft (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) drafts = NULL;
  const YxKeptDraft *draft;
  YxFilingCase *filing;

  open_form (fixture, "");
  type (fixture, "w_name", "李想");
  type (fixture, "post", "车工");
  gtk_window_close (GTK_WINDOW (fixture->window));
  g_assert_true (desk_wait (is_gone, &fixture->window));
  g_assert_true (desk_wait (has_draft, fixture));
  drafts = list_drafts (fixture);
  draft = drafts->pdata[0];
  g_assert_cmpstr (draft->title, ==, "李想 · 车工");
  g_assert_cmpint (draft->state, ==, YX_OUTBOX_NONE);
  filing = open_form (fixture, draft->id);
  g_assert_cmpstr (yx_filing_case_get_id (filing), ==, draft->id);
  g_assert_cmpstr (yx_draft_get_text (yx_filing_case_get_draft (filing), "post"), ==, "车工");
}

/* A new form offers what was begun before; choosing it goes on in its place. */
static void
test_offers_drafts (Fixture *fixture, gconstpointer data)
{
  GtkWidget *list;

  open_form (fixture, "");
  type (fixture, "w_name", "李想");
  gtk_window_close (GTK_WINDOW (fixture->window));
  g_assert_true (desk_wait (is_gone, &fixture->window));
  g_assert_true (desk_wait (has_draft, fixture));
  open_form (fixture, "");
  list = desk_find (fixture->window, YX_TYPE_DRAFT_LIST, NULL);
  g_assert_nonnull (list);
  g_assert_cmpstr (adw_preferences_row_get_title (desk_find (list, ADW_TYPE_ACTION_ROW, NULL)), ==, "李想");
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (desk_find (list, GTK_TYPE_BUTTON, NULL)), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Throw away the draft 李想");
}

/* The overview says of every part how far it is, in words, too. */
static void
test_overview (Fixture *fixture, gconstpointer data)
{
  GtkWidget *list;

  open_form (fixture, "");
  list = desk_find (adw_flap_get_flap (desk_find (fixture->window, ADW_TYPE_FLAP, NULL)), GTK_TYPE_LIST_BOX, NULL);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (gtk_list_box_get_row_at_index (GTK_LIST_BOX (list), 1)),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL, "Worker: something is missing");
  type_needed (fixture);
  for (int i = 0; i < YX_FILING_GROUPS; i++)
    {
      g_autofree char *words = g_strconcat (yx_filing_groups[i].title, ": complete", NULL);

      gtk_test_accessible_assert_property (GTK_ACCESSIBLE (gtk_list_box_get_row_at_index (GTK_LIST_BOX (list), i)),
                                           GTK_ACCESSIBLE_PROPERTY_LABEL, words);
    }
  type (fixture, "base", "much");
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (gtk_list_box_get_row_at_index (GTK_LIST_BOX (list), 6)),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL, "Pay: something is wrong");
}

/* Whoever asks for a filing that is nowhere is told so. */
static gboolean
has_failed (gpointer window)
{
  return desk_find (window, ADW_TYPE_STATUS_PAGE, NULL) != NULL;
}

static void
test_nowhere (Fixture *fixture, gconstpointer data)
{
  fixture->window = yx_filing_window_new (NULL, fixture->seat, "fil_ccccccccccccccccccccccccca");
  g_object_add_weak_pointer (G_OBJECT (fixture->window), (gpointer *) &fixture->window);
  gtk_window_present (GTK_WINDOW (fixture->window));
  g_assert_true (desk_wait (has_failed, fixture->window));
  g_assert_null (yx_filing_window_get_case (YX_FILING_WINDOW (fixture->window)));
}

/* The hall doesn't answer: a new filing is begun with what is known here of the enterprise. */
static void
test_begins_offline (Fixture *fixture, gconstpointer data)
{
  YxFilingCase *filing;

  open_form (fixture, "");
  gtk_window_close (GTK_WINDOW (fixture->window));
  g_assert_true (desk_wait (is_gone, &fixture->window));
  story_stop_hall (&fixture->story);
  filing = open_form (fixture, "");
  g_assert_cmpstr (yx_draft_get_text (yx_filing_case_get_draft (filing), "work_place"), !=, "");
  story_start_hall (&fixture->story);
}

/* What an officer returned opens with all that it said and the reason; left half-way it goes on where it was; sent it
 * is the same filing, approved. */
static void
test_corrects (Fixture *fixture, gconstpointer data)
{
  g_autofree char *id = story_file_returned (&fixture->story);
  g_autoptr (YxFiling) filing = NULL;
  g_autoptr (GPtrArray) drafts = NULL;
  YxFilingCase *returned = open_form (fixture, id);

  g_assert_true (g_str_has_prefix (yx_filing_case_get_id (returned), id));
  g_assert_nonnull (desk_find (fixture->window, GTK_TYPE_LABEL, "岗位与营业执照不符"));
  g_assert_cmpstr (yx_draft_get_text (yx_filing_case_get_draft (returned), "w_doc_no"), ==, "220102196412310010");
  type (fixture, "w_doc_no", "220102199003071235");
  gtk_window_close (GTK_WINDOW (fixture->window));
  g_assert_true (desk_wait (is_gone, &fixture->window));
  g_assert_true (desk_wait (has_draft, fixture));
  returned = open_form (fixture, id);
  g_assert_cmpstr (yx_filing_case_get_reason (returned), ==, "岗位与营业执照不符");
  g_assert_cmpstr (yx_draft_get_text (yx_filing_case_get_draft (returned), "w_doc_no"), ==, "220102199003071235");
  submit_to_the_end (fixture);
  filing = ask_filing (fixture, id);
  g_assert_cmpint (filing->state, ==, YX_FILING_APPROVED);
  g_assert_cmpstr (filing->w_doc_no, ==, "220102199003071235");
  drafts = list_drafts (fixture);
  g_assert_cmpuint (drafts->len, ==, 0);
}

/* Nobody typed: nothing is kept. */
static void
test_untouched (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) drafts = NULL;

  open_form (fixture, "");
  gtk_window_close (GTK_WINDOW (fixture->window));
  g_assert_true (desk_wait (is_gone, &fixture->window));
  drafts = list_drafts (fixture);
  g_assert_cmpuint (drafts->len, ==, 0);
}

/* The hall gone: the filing waits in the outbox, and its draft says so. */
static void
test_offline (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) drafts = NULL;

  open_form (fixture, "");
  type_needed (fixture);
  story_stop_hall (&fixture->story);
  submit_to_the_end (fixture);
  drafts = list_drafts (fixture);
  g_assert_cmpuint (drafts->len, ==, 1);
  g_assert_cmpint (((YxKeptDraft *) drafts->pdata[0])->state, ==, YX_OUTBOX_WAITING);
  story_start_hall (&fixture->story);
}

int
main (int argc, char **argv)
{
  g_setenv ("LANGUAGE", "C", TRUE);
  story_find_programs ();
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_resources_register (yx_desk_resources_get_resource ());
#define ADD(name, func) g_test_add (name, Fixture, NULL, set_up, func, tear_down)
  ADD ("/desk/filing/files", test_files);
  ADD ("/desk/filing/incomplete", test_incomplete);
  ADD ("/desk/filing/dependent", test_dependent);
  ADD ("/desk/filing/refused", test_refused);
  ADD ("/desk/filing/draft", test_draft);
  ADD ("/desk/filing/offers-drafts", test_offers_drafts);
  ADD ("/desk/filing/overview", test_overview);
  ADD ("/desk/filing/nowhere", test_nowhere);
  ADD ("/desk/filing/begins-offline", test_begins_offline);
  ADD ("/desk/filing/corrects", test_corrects);
  ADD ("/desk/filing/untouched", test_untouched);
  ADD ("/desk/filing/offline", test_offline);
#undef ADD
  return g_test_run ();
}
