/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <adwaita.h>
#include <string.h>

#include "desk/contracts-scene.h"
#include "desk/contracts/yx-contract-list.h"
#include "desk/contracts/yx-contract-subject.h"
#include "desk/contracts/yx-contracts-pane.h"
#include "lib/yx-test-wait.h"

#define CONTRACTS 200
#define PATIENCE 15000

static void
set_up (ContractsScene *scene, gconstpointer account)
{
  contracts_scene_set_up (scene, (YxAccountKind) GPOINTER_TO_INT (account), CONTRACTS);
  contracts_scene_show (scene, 1200, 780);
}

static void
tear_down (ContractsScene *scene, gconstpointer account)
{
  contracts_scene_tear_down (scene);
}

static GtkWidget *
pane_of (ContractsScene *scene)
{
  return contracts_scene_child (GTK_WIDGET (scene->window), YX_TYPE_CONTRACTS_PANE, NULL);
}

static GtkWidget *
child (ContractsScene *scene, GType type, const char *name)
{
  GtkWidget *found = contracts_scene_child (pane_of (scene), type, name);

  g_assert_nonnull (found);
  return found;
}

static GListModel *
model_of (ContractsScene *scene)
{
  return G_LIST_MODEL (gtk_column_view_get_model (GTK_COLUMN_VIEW (child (scene, GTK_TYPE_COLUMN_VIEW, "view"))));
}

/* A number of rows that is waited for. */
typedef struct
{
  ContractsScene *scene;
  guint n;
} Awaited;

static gboolean
has_rows (gpointer data)
{
  Awaited *awaited = data;

  while (g_main_context_iteration (NULL, FALSE))
    continue;
  return g_list_model_get_n_items (model_of (awaited->scene)) == awaited->n;
}

static void
await_rows (ContractsScene *scene, guint n)
{
  Awaited awaited = { scene, n };

  if (!yx_test_wait (has_rows, &awaited, PATIENCE))
    g_error ("%u rows instead of %u", g_list_model_get_n_items (model_of (scene)), n);
}

static const YxLine *
line_at (ContractsScene *scene, guint position)
{
  static YxLine *line;
  g_autoptr (YxContractRow) row = g_list_model_get_item (model_of (scene), position);

  g_clear_pointer (&line, yx_line_unref);
  line = yx_line_ref ((YxLine *) yx_contract_row_get_line (row)); /* until the next one */
  return line;
}

/* The list opens on what waits: what was returned and what is to be sealed; the sidebar counts it. */
static void
test_todo (ContractsScene *scene, gconstpointer data)
{
  await_rows (scene, CONTRACTS / 10 * 3);
  for (guint i = 0; i < CONTRACTS / 10 * 3; i++)
    g_assert_true (line_at (scene, i)->todo);
  g_assert_cmpuint (yx_pane_get_waiting (YX_PANE (pane_of (scene))), ==, CONTRACTS / 10 * 3);
  g_assert_cmpstr (gtk_button_get_label (GTK_BUTTON (child (scene, GTK_TYPE_TOGGLE_BUTTON, "todo"))), !=, "");
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (child (scene, GTK_TYPE_TOGGLE_BUTTON, "all")), TRUE);
  await_rows (scene, CONTRACTS);
}

/* A worker sees what waits for a signature first. */
static void
test_worker (ContractsScene *scene, gconstpointer data)
{
  await_rows (scene, CONTRACTS / 10 * 2);
  for (guint i = 0; i < CONTRACTS / 10 * 2; i++)
    g_assert_cmpstr (line_at (scene, i)->state, ==, "to_sign");
  g_assert_false (gtk_widget_get_visible (child (scene, GTK_TYPE_BUTTON, "file")));
}

static void
test_search (ContractsScene *scene, gconstpointer data)
{
  GtkWidget *search = child (scene, GTK_TYPE_SEARCH_ENTRY, "search");

  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (child (scene, GTK_TYPE_TOGGLE_BUTTON, "all")), TRUE);
  await_rows (scene, CONTRACTS);
  g_assert_true (yx_pane_act (YX_PANE (pane_of (scene)), YX_PANE_SEARCH));
  gtk_editable_set_text (GTK_EDITABLE (search), "欧阳");
  await_rows (scene, CONTRACTS / 5);
  gtk_editable_set_text (GTK_EDITABLE (search), "欧阳 engineer");
  await_rows (scene, 14); /* every fifteenth */
  gtk_editable_set_text (GTK_EDITABLE (search), "nobody");
  await_rows (scene, 0);
  g_assert_cmpstr (gtk_stack_get_visible_child_name (GTK_STACK (child (scene, GTK_TYPE_STACK, "found"))), ==, "nothing");
  g_signal_emit_by_name (search, "stop-search");
  await_rows (scene, CONTRACTS);
}

static void
test_filter_and_sort (ContractsScene *scene, gconstpointer data)
{
  GtkWidget *view = child (scene, GTK_TYPE_COLUMN_VIEW, "view");

  await_rows (scene, CONTRACTS / 10 * 3);
  gtk_widget_activate_action (view, "contracts.state", "s", "declined");
  await_rows (scene, CONTRACTS / 10);
  g_assert_cmpstr (line_at (scene, 0)->state, ==, "declined");
  gtk_widget_activate_action (view, "contracts.state", "s", "");
  await_rows (scene, CONTRACTS);
  for (const char *const *sort = (const char *const[]){ "name", "start", "end", "news", NULL }; *sort != NULL; sort++)
    {
      gtk_widget_activate_action (view, "contracts.sort", "s", *sort);
      await_rows (scene, CONTRACTS);
    }
}

/* What is checked stays so when it goes out of sight, and the bar says how many. */
static void
test_checks (ContractsScene *scene, gconstpointer data)
{
  GtkWidget *view = child (scene, GTK_TYPE_COLUMN_VIEW, "view");
  GtkActionBar *bar = GTK_ACTION_BAR (child (scene, GTK_TYPE_ACTION_BAR, "bar"));
  GtkLabel *words = GTK_LABEL (child (scene, GTK_TYPE_LABEL, "selected"));

  await_rows (scene, CONTRACTS / 10 * 3);
  g_assert_false (gtk_action_bar_get_revealed (bar));
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (YxContractRow) row = g_list_model_get_item (model_of (scene), i);

      yx_contract_row_set_checked (row, TRUE);
    }
  g_assert_true (gtk_action_bar_get_revealed (bar));
  g_assert_true (g_str_has_prefix (gtk_label_get_label (words), "2"));
  gtk_widget_activate_action (view, "contracts.state", "s", "declined");
  await_rows (scene, CONTRACTS / 10);
  g_assert_true (g_str_has_prefix (gtk_label_get_label (words), "2"));
  gtk_widget_activate_action (view, "contracts.check-all", NULL);
  g_assert_true (g_str_has_prefix (gtk_label_get_label (words), "22"));
  gtk_widget_activate_action (view, "contracts.uncheck", NULL);
  g_assert_false (gtk_action_bar_get_revealed (bar));
}

static gboolean
is_chosen (ContractsScene *scene, guint position, const char *id)
{
  GtkSelectionModel *model = GTK_SELECTION_MODEL (model_of (scene));
  g_autoptr (GtkBitset) chosen = gtk_selection_model_get_selection (model);

  return gtk_selection_model_is_selected (model, position) && gtk_bitset_get_size (chosen) == 1
         && gtk_bitset_get_nth (chosen, 0) == position && g_str_equal (line_at (scene, position)->id, id);
}

static guint
position_of (ContractsScene *scene, const char *id)
{
  for (guint i = 0; i < g_list_model_get_n_items (model_of (scene)); i++)
    if (g_str_equal (line_at (scene, i)->id, id))
      return i;
  return G_MAXUINT;
}

/* What is selected stays so through searching and sorting, wherever it goes, and comes back selected. */
static void
test_selection (ContractsScene *scene, gconstpointer data)
{
  GtkWidget *search = child (scene, GTK_TYPE_SEARCH_ENTRY, "search");
  GtkWidget *subject = child (scene, YX_TYPE_CONTRACT_SUBJECT, "subject");
  GtkSelectionModel *model = GTK_SELECTION_MODEL (model_of (scene));
  g_autofree char *id = NULL;
  g_autoptr (GtkBitset) none = NULL;

  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (child (scene, GTK_TYPE_TOGGLE_BUTTON, "all")), TRUE);
  await_rows (scene, CONTRACTS);
  id = g_strdup (line_at (scene, 42)->id);
  g_assert_true (gtk_selection_model_select_item (model, 42, TRUE));
  g_assert_true (is_chosen (scene, 42, id));
  g_assert_cmpstr (yx_contract_subject_get_id (YX_CONTRACT_SUBJECT (subject)), ==, id);
  gtk_editable_set_text (GTK_EDITABLE (search), line_at (scene, 42)->name);
  await_rows (scene, 1);
  g_assert_true (is_chosen (scene, 0, id));
  gtk_editable_set_text (GTK_EDITABLE (search), "nobody");
  await_rows (scene, 0);
  none = gtk_selection_model_get_selection (model);
  g_assert_true (gtk_bitset_is_empty (none));
  g_assert_cmpstr (yx_contract_subject_get_id (YX_CONTRACT_SUBJECT (subject)), ==, id);
  gtk_editable_set_text (GTK_EDITABLE (search), "");
  await_rows (scene, CONTRACTS);
  g_assert_true (is_chosen (scene, position_of (scene, id), id));
  g_assert_true (gtk_selection_model_unselect_item (model, position_of (scene, id)));
  g_assert_false (gtk_selection_model_is_selected (model, position_of (scene, id)));
}

static void
count (guint *n)
{
  *n += 1;
}

/* Places that stay in the list keep their rows, which show what stands there now: the view need not make others. Whoever
 * holds no row any more is given another one. */
static void
test_rows_stay (ContractsScene *scene, gconstpointer data)
{
  GtkWidget *search = child (scene, GTK_TYPE_SEARCH_ENTRY, "search");
  g_autoptr (YxContractRow) row = NULL;
  g_autoptr (YxContractRow) found = NULL;
  g_autofree char *id = NULL;
  guint changed = 0;

  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (child (scene, GTK_TYPE_TOGGLE_BUTTON, "all")), TRUE);
  await_rows (scene, CONTRACTS);
  row = g_list_model_get_item (model_of (scene), 0);
  id = g_strdup (line_at (scene, 60)->id);
  g_assert_cmpstr (yx_contract_row_get_line (row)->id, !=, id);
  g_signal_connect_swapped (row, "changed", G_CALLBACK (count), &changed);
  gtk_editable_set_text (GTK_EDITABLE (search), line_at (scene, 60)->name);
  await_rows (scene, 1);
  found = g_list_model_get_item (model_of (scene), 0);
  g_assert_true (found == row);
  g_assert_cmpuint (changed, ==, 1);
  g_assert_cmpstr (yx_contract_row_get_line (row)->id, ==, id);
  g_assert_null (g_list_model_get_item (model_of (scene), 1));
}

/* With the hall gone the subject still says what is known, and offers what needs no hall only. */
static void
test_subject_offline (ContractsScene *scene, gconstpointer data)
{
  GtkWidget *subject;
  g_autofree char *id = g_strdup ((await_rows (scene, CONTRACTS / 10 * 3), line_at (scene, 0)->id));

  subject = child (scene, YX_TYPE_CONTRACT_SUBJECT, "subject");
  g_assert_null (yx_contract_subject_get_id (YX_CONTRACT_SUBJECT (subject)));
  yx_pane_open (YX_PANE (pane_of (scene)), id);
  g_assert_cmpstr (yx_contract_subject_get_id (YX_CONTRACT_SUBJECT (subject)), ==, id);
  g_assert_true (gtk_widget_get_visible (child (scene, GTK_TYPE_BUTTON, "suggested")));
  g_assert_cmpstr (gtk_button_get_label (GTK_BUTTON (child (scene, GTK_TYPE_BUTTON, "suggested"))), !=, "");
}

/* The entry, the table and the check marks say what they are. */
static void
test_names (ContractsScene *scene, gconstpointer data)
{
  GtkWidget *view = child (scene, GTK_TYPE_COLUMN_VIEW, "view");
  GtkWidget *check;

  await_rows (scene, CONTRACTS / 10 * 3);
  check = contracts_scene_child (view, GTK_TYPE_CHECK_BUTTON, NULL);
  g_assert_nonnull (check);
  gtk_test_accessible_assert_role (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_ROLE_CHECKBOX);
  g_assert_true (gtk_test_accessible_has_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL));
  g_assert_true (gtk_test_accessible_has_property (GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_PROPERTY_LABEL));
  gtk_test_accessible_assert_role (GTK_ACCESSIBLE (child (scene, GTK_TYPE_SEARCH_ENTRY, "search")), GTK_ACCESSIBLE_ROLE_SEARCH_BOX);
}

static AdwMessageDialog *
find_question (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GObject) window = g_list_model_get_item (windows, i);

      if (ADW_IS_MESSAGE_DIALOG (window))
        return ADW_MESSAGE_DIALOG (window);
    }
  return NULL;
}

static void
answer (const char *response)
{
  AdwMessageDialog *question = find_question ();

  g_assert_nonnull (question);
  adw_message_dialog_response (question, response);
  gtk_window_destroy (GTK_WINDOW (question));
}

/* Who left the form half-way finds it in the list, goes on there, and can throw it away, which is asked once. */
static void
test_draft (ContractsScene *scene, gconstpointer data)
{
  static const char id[] = "fil_ccccccccccccccccccccccccca";
  g_autoptr (JsonNode) body = json_from_string ("{}", NULL);
  g_autoptr (GArray) kept = NULL;
  GtkWidget *subject = child (scene, YX_TYPE_CONTRACT_SUBJECT, "subject");

  await_rows (scene, CONTRACTS / 10 * 3);
  g_assert_true (yx_drafts_keep (yx_seat_get_store (scene->seat), id, "李想 · 车工", body, g_get_real_time (), NULL));
  g_assert_true (yx_mirror_show_drafts (yx_seat_get_mirror (scene->seat), NULL));
  yx_seat_changed (scene->seat);
  await_rows (scene, CONTRACTS / 10 * 3 + 1);
  g_assert_cmpstr (line_at (scene, 0)->id, ==, id);
  gtk_widget_activate_action (child (scene, GTK_TYPE_COLUMN_VIEW, "view"), "contracts.state", "s", "draft");
  await_rows (scene, 1);
  yx_pane_open (YX_PANE (pane_of (scene)), id);
  g_assert_cmpstr (yx_contract_subject_get_id (YX_CONTRACT_SUBJECT (subject)), ==, id);
  g_assert_cmpstr (gtk_label_get_label (GTK_LABEL (child (scene, GTK_TYPE_LABEL, "state"))), ==, "Draft");
  g_assert_cmpstr (gtk_button_get_label (GTK_BUTTON (child (scene, GTK_TYPE_BUTTON, "suggested"))), ==, "_Go On");
  g_assert_true (gtk_widget_get_visible (child (scene, GTK_TYPE_MENU_BUTTON, "more")));
  gtk_widget_activate_action (child (scene, GTK_TYPE_BUTTON, "suggested"), "subject.discard", NULL);
  answer ("no");
  await_rows (scene, 1);
  gtk_widget_activate_action (child (scene, GTK_TYPE_BUTTON, "suggested"), "subject.discard", NULL);
  answer ("yes");
  await_rows (scene, 0);
  g_assert_null (yx_contract_subject_get_id (YX_CONTRACT_SUBJECT (subject)));
  g_assert_null (yx_drafts_read (yx_seat_get_store (scene->seat), id, NULL));
}

/* Nothing kept and no hall: said so, not shown as empty. */
static void
test_nothing_offline (void)
{
  ContractsScene scene = { 0 };
  GtkWidget *states;

  contracts_scene_set_up (&scene, YX_ACCOUNT_ENTERPRISE, 0);
  contracts_scene_show (&scene, 480, 700);
  states = contracts_scene_child (pane_of (&scene), GTK_TYPE_STACK, "states");
  for (gint64 end = g_get_monotonic_time () + PATIENCE * 1000;
       g_strcmp0 (gtk_stack_get_visible_child_name (GTK_STACK (states)), "offline") != 0 && g_get_monotonic_time () < end;)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpstr (gtk_stack_get_visible_child_name (GTK_STACK (states)), ==, "offline");
  contracts_scene_tear_down (&scene);
}

#define ADD(name, account, test) \
  g_test_add ("/desk/contracts/" name, ContractsScene, GINT_TO_POINTER (account), set_up, test, tear_down)

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  ADD ("todo", YX_ACCOUNT_ENTERPRISE, test_todo);
  ADD ("worker", YX_ACCOUNT_PERSON, test_worker);
  ADD ("search", YX_ACCOUNT_ENTERPRISE, test_search);
  ADD ("filter-and-sort", YX_ACCOUNT_ENTERPRISE, test_filter_and_sort);
  ADD ("checks", YX_ACCOUNT_ENTERPRISE, test_checks);
  ADD ("selection", YX_ACCOUNT_ENTERPRISE, test_selection);
  ADD ("rows-stay", YX_ACCOUNT_ENTERPRISE, test_rows_stay);
  ADD ("subject-offline", YX_ACCOUNT_ENTERPRISE, test_subject_offline);
  ADD ("draft", YX_ACCOUNT_ENTERPRISE, test_draft);
  ADD ("names", YX_ACCOUNT_ENTERPRISE, test_names);
  g_test_add_func ("/desk/contracts/nothing-offline", test_nothing_offline);
  return g_test_run ();
}
