/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <adwaita.h>

#include "client/mirror-fixture.h"
#include "desk/help/yx-help-topics.h"
#include "desk/help/yx-help-window.h"
#include "desk/window/yx-application.h"
#include "desk/window/yx-go-contracts.h"
#include "desk/window/yx-window.h"
#include "lib/yx-test-wait.h"

/* What is typed, against a title and its words. */
static const struct
{
  const char *typed;
  const char *title;
  const char *words;
  guint score;
} scores[] = {
  { "contracts", "Contracts", "", 4 },
  { "con", "Contracts", "", 3 },
  { "tracts", "Contracts", "", 2 },
  { "备案", "合同", "用工备案管理", 1 },
  { "用工备案管理", "Contracts", "劳动关系（原用工备案） 用工备案管理", 1 },
  { "(原用工备案)", "Contracts", "劳动关系（原用工备案）", 1 },
  { "ＰＤＦ", "Check a PDF", NULL, 2 },
  { "pdf check", "Check a PDF", NULL, 2 },
  { "pdf seal", "Check a PDF", "verify", 0 },
  { "xyz", "Contracts", "", 0 },
  { "", "Contracts", "", 1 },
  { "  ", "Contracts", NULL, 1 },
  { "\xff", "Contracts", NULL, 1 },
};

static void
test_scores (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (scores); i++)
    g_assert_cmpuint (yx_help_score (scores[i].typed, scores[i].title, scores[i].words), ==, scores[i].score);
}

static guint
count_topics (const char *typed)
{
  guint n, found = 0;
  const YxHelpTopic *topics = yx_help_topics (&n);

  for (guint i = 0; i < n; i++)
    found += yx_help_topic_matches (&topics[i], typed);
  return found;
}

/* Who comes from the old portal finds its menus; law.md 9 has the names. */
static void
test_old_menus (void)
{
  static const char *const menus[] = { "劳动关系（原用工备案）", "用工备案管理", "电子劳动合同生成", "电子合同签章授权", "证书验证密码", "签名口令" };
  guint n;

  yx_help_topics (&n);
  g_assert_cmpuint (count_topics (""), ==, n);
  g_assert_cmpuint (count_topics ("nobody writes of this"), ==, 0);
  for (gsize i = 0; i < G_N_ELEMENTS (menus); i++)
    g_assert_cmpuint (count_topics (menus[i]), >, 0);
}

static GPtrArray *
make_places (const char *const *titles, guint n)
{
  GPtrArray *places = g_ptr_array_new_with_free_func ((GDestroyNotify) yx_go_place_free);

  for (guint i = 0; i < n; i++)
    g_ptr_array_add (places, yx_go_place_new (titles[i], "note", "words", "yx-seals-symbolic", "win.trial", g_variant_new_string (titles[i])));
  return places;
}

/* The best comes first; among equals the order stays; no more than wanted. */
static void
test_places_in_order (void)
{
  static const char *const titles[] = { "Make a seal", "Help with seals", "Seals", "Seal uses", "Accounts" };
  static const char *const expected[] = { "Seals", "Seal uses", "Make a seal" };
  g_autoptr (GPtrArray) places = make_places (titles, G_N_ELEMENTS (titles));
  g_autoptr (GPtrArray) found = yx_go_places_find (places, "seal", 3);

  g_assert_cmpuint (found->len, ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < found->len; i++)
    g_assert_cmpstr (((YxGoPlace *) g_ptr_array_index (found, i))->title, ==, expected[i]);
}

static void
note_trial (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  char **gone = data;

  g_free (*gone);
  *gone = g_variant_dup_string (parameter, NULL);
}

static GtkWidget *
find_widget (GtkWidget *above, GType type)
{
  GtkWidget *found = NULL;

  if (G_TYPE_CHECK_INSTANCE_TYPE (above, type))
    return above;
  for (GtkWidget *child = gtk_widget_get_first_child (above); child != NULL && found == NULL; child = gtk_widget_get_next_sibling (child))
    found = find_widget (child, type);
  return found;
}

static void
find_further (YxGoDialog *dialog, const char *typed, gpointer data)
{
  static const char *const titles[] = { "李想 · 劳动合同" };

  yx_go_dialog_show_found (dialog, "something else", make_places (titles, 1));
  if (g_str_equal (typed, "李"))
    yx_go_dialog_show_found (dialog, typed, make_places (titles, 1));
}

/* Typing and Enter go to the first that is found, to what a finder found too; with nothing found nothing happens. */
static void
test_goes (void)
{
  static const char *const titles[] = { "Contracts", "Seals" };
  static const struct
  {
    const char *typed;
    const char *gone;
  } goes[] = { { "sea", "Seals" }, { "李", "李想 · 劳动合同" }, { "zzz", NULL }, { "", "Contracts" } };
  const GActionEntry trial = { .name = "trial", .activate = note_trial, .parameter_type = "s" };

  for (gsize i = 0; i < G_N_ELEMENTS (goes); i++)
    {
      g_autofree char *gone = NULL;
      GtkWidget *window = gtk_window_new ();
      g_autoptr (GSimpleActionGroup) actions = g_simple_action_group_new ();
      YxGoDialog *dialog;
      GtkWidget *search;

      g_action_map_add_action_entries (G_ACTION_MAP (actions), &trial, 1, &gone);
      gtk_widget_insert_action_group (window, "win", G_ACTION_GROUP (actions));
      gtk_window_present (GTK_WINDOW (window));
      dialog = yx_go_dialog_new (GTK_WINDOW (window), make_places (titles, G_N_ELEMENTS (titles)));
      yx_go_dialog_set_finder (dialog, find_further, NULL, NULL);
      gtk_window_present (GTK_WINDOW (dialog));
      search = find_widget (GTK_WIDGET (dialog), GTK_TYPE_SEARCH_ENTRY);
      gtk_editable_set_text (GTK_EDITABLE (search), goes[i].typed);
      g_signal_emit_by_name (search, "search-changed");
      g_signal_emit_by_name (search, "activate");
      g_assert_cmpstr (gone, ==, goes[i].gone);
      gtk_window_destroy (GTK_WINDOW (window));
    }
}

/* Contracts are found by what stands in them, no more than can be read, and lead to their pane. */
static void
test_contracts (MirrorFixture *fixture, gconstpointer data)
{
  g_autoptr (YxFiling) first = mirror_filing (0, YX_FILING_RETURNED);
  g_autoptr (GPtrArray) found = NULL;
  g_autoptr (GPtrArray) all = NULL;
  g_autoptr (GError) error = NULL;
  const YxGoPlace *place;
  const char *pane, *id;

  for (guint i = 0; i < 40; i++)
    mirror_take (fixture, mirror_filing (i, YX_FILING_RETURNED));
  found = yx_go_contracts_find (fixture->mirror, first->w_name, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (found->len, >, 0);
  place = g_ptr_array_index (found, 0);
  g_assert_cmpstr (place->action, ==, "win.pane");
  g_variant_get (place->target, "(&s&s)", &pane, &id);
  g_assert_cmpstr (pane, ==, "contracts");
  g_assert_cmpstr (place->title, ==, first->w_name);
  all = yx_go_contracts_find (fixture->mirror, "", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (all->len, ==, 20);
}

static guint
count_visible_rows (GtkWidget *list)
{
  guint n = 0;

  for (GtkWidget *row = gtk_widget_get_first_child (list); row != NULL; row = gtk_widget_get_next_sibling (row))
    n += gtk_widget_get_visible (row);
  return n;
}

/* The help lines are the hall's; what is looked for is shown, and nothing else. */
static void
test_help_window (void)
{
  g_autoptr (YxHallInfo) hall = yx_hall_info_new ();
  GtkWidget *window = gtk_window_new ();
  YxHelpWindow *help;
  GtkWidget *list, *phones;

  hall->phones = g_strdup ("0431-80767550");
  help = yx_help_window_new (GTK_WINDOW (window), hall);
  gtk_window_present (GTK_WINDOW (help));
  list = find_widget (GTK_WIDGET (help), GTK_TYPE_LIST_BOX);
  phones = GTK_WIDGET (gtk_widget_get_template_child (GTK_WIDGET (help), YX_TYPE_HELP_WINDOW, "phones"));
  g_assert_cmpstr (adw_action_row_get_subtitle (ADW_ACTION_ROW (phones)), ==, "0431-80767550");
  g_assert_true (gtk_widget_is_visible (phones));
  g_assert_cmpuint (count_visible_rows (list), ==, count_topics (""));
  yx_help_window_look_for (help, "电子合同签章授权");
  g_assert_cmpuint (count_visible_rows (list), ==, count_topics ("电子合同签章授权"));
  yx_help_window_look_for (help, "nobody writes of this");
  g_assert_cmpuint (count_visible_rows (list), ==, 0);
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
look_at_dialogs (GApplication *application, gpointer data)
{
  guint *seen = data;
  GtkWidget *window = GTK_WIDGET (gtk_application_get_active_window (GTK_APPLICATION (application)));
  g_autoptr (GListModel) windows = NULL;

  g_assert_true (gtk_widget_activate_action (window, "win.help", "s", ""));
  g_assert_true (gtk_widget_activate_action (window, "win.go", NULL));
  g_assert_true (gtk_widget_activate_action (window, "win.show-help-overlay", NULL));
  windows = g_object_ref (gtk_window_get_toplevels ());
  *seen = g_list_model_get_n_items (windows);
  g_application_quit (application);
}

/* Without anybody signed in, too: Help, Go to and the keys open. */
static void
test_opens_from_the_window (void)
{
  g_autoptr (YxApplication) application = yx_application_new ();
  guint seen = 0;

  g_signal_connect_after (application, "activate", G_CALLBACK (look_at_dialogs), &seen);
  g_assert_cmpint (g_application_run (G_APPLICATION (application), 0, NULL), ==, 0);
  g_assert_cmpuint (seen, ==, 4);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add_func ("/desk/help/scores", test_scores);
  g_test_add_func ("/desk/help/old-menus", test_old_menus);
  g_test_add_func ("/desk/help/places-in-order", test_places_in_order);
  g_test_add_func ("/desk/help/opens-from-the-window", test_opens_from_the_window);
  g_test_add_func ("/desk/help/goes", test_goes);
  g_test_add ("/desk/help/contracts", MirrorFixture, GINT_TO_POINTER (YX_ACCOUNT_ENTERPRISE), mirror_fixture_set_up, test_contracts,
              mirror_fixture_tear_down);
  g_test_add_func ("/desk/help/window", test_help_window);
  return g_test_run ();
}
