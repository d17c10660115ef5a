/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/start/yx-way-row.h"

typedef struct
{
  GtkWidget *list;
  GtkWidget *row;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->list = g_object_ref_sink (gtk_list_box_new ());
  fixture->row = yx_way_row_new ("A hall's address", "Of <somebody> & else");
  gtk_list_box_append (GTK_LIST_BOX (fixture->list), fixture->row);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_object_unref (fixture->list);
}

static GtkLabel *
find_label (GtkWidget *above, const char *text)
{
  GtkLabel *found = GTK_IS_LABEL (above) && g_str_equal (gtk_label_get_text (GTK_LABEL (above)), text) ? GTK_LABEL (above) : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (above); child != NULL && found == NULL; child = gtk_widget_get_next_sibling (child))
    found = find_label (child, text);
  return found;
}

/* It shows what it is told, as it is; what is empty takes no room. */
static void
test_words (Fixture *fixture, gconstpointer data)
{
  g_autofree char *subtitle = NULL;
  g_autofree char *icon_name = NULL;
  int high, low;

  g_assert_nonnull (find_label (fixture->row, "A hall's address"));
  g_assert_nonnull (find_label (fixture->row, "Of <somebody> & else"));
  gtk_widget_measure (fixture->row, GTK_ORIENTATION_VERTICAL, 120, &high, NULL, NULL, NULL);
  g_object_set (fixture->row, "title", "Here", "subtitle", "", "icon-name", "computer-symbolic", NULL);
  g_assert_nonnull (find_label (fixture->row, "Here"));
  g_object_get (fixture->row, "subtitle", &subtitle, "icon-name", &icon_name, NULL);
  g_assert_cmpstr (subtitle, ==, "");
  g_assert_cmpstr (icon_name, ==, "computer-symbolic");
  gtk_widget_measure (fixture->row, GTK_ORIENTATION_VERTICAL, 120, &low, NULL, NULL, NULL);
  g_assert_cmpint (low, <, high);
  g_assert_cmpint (low, >=, 44);
}

/* It can be taken by pointer and keyboard, and says its name. */
static void
test_taken (Fixture *fixture, gconstpointer data)
{
  g_assert_true (gtk_list_box_row_get_activatable (GTK_LIST_BOX_ROW (fixture->row)));
  g_assert_true (gtk_widget_get_focusable (fixture->row));
  gtk_test_accessible_assert_role (GTK_ACCESSIBLE (fixture->row), GTK_ACCESSIBLE_ROLE_LIST_ITEM);
  g_assert_true (gtk_test_accessible_has_relation (GTK_ACCESSIBLE (fixture->row), GTK_ACCESSIBLE_RELATION_LABELLED_BY));
  g_assert_true (gtk_test_accessible_has_relation (GTK_ACCESSIBLE (fixture->row), GTK_ACCESSIBLE_RELATION_DESCRIBED_BY));
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add ("/desk/way-row/words", Fixture, NULL, set_up, test_words, tear_down);
  g_test_add ("/desk/way-row/taken", Fixture, NULL, set_up, test_taken, tear_down);
  return g_test_run ();
}
