/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <adwaita.h>
#include <string.h>

#include "desk/common/yx-field-row.h"
#include "lib/yx-test-wait.h"
#include "model/yx-enterprise-registration.h"
#include "model/yx-filing.h"
#include "yinxin-desk-resources.h"

typedef struct
{
  YxDraft *draft;
  GtkWidget *window;
  GtkListBox *list;
} Form;

static Form
open_form (const YxRecordType *type)
{
  Form form = { yx_draft_new (type), gtk_window_new (), GTK_LIST_BOX (gtk_list_box_new ()) };

  gtk_window_set_child (GTK_WINDOW (form.window), GTK_WIDGET (form.list));
  gtk_window_present (GTK_WINDOW (form.window));
  return form;
}

static void
close_form (Form *form)
{
  gtk_window_destroy (GTK_WINDOW (form->window));
  g_assert_finalize_object (form->draft);
}

static YxFieldRow *
add_row (Form *form, const char *field)
{
  GtkWidget *row = yx_field_row_new (form->draft, field);

  gtk_list_box_append (form->list, row);
  return YX_FIELD_ROW (row);
}

/* Every kind of field has the control that fits, with its name on it. */
static void
test_kinds (void)
{
  static const struct
  {
    const char *field;
    GtkAccessibleRole role;
    const char *name;
  } cases[] = {
    { "w_name", GTK_ACCESSIBLE_ROLE_TEXT_BOX, "Name" },      { "duty", GTK_ACCESSIBLE_ROLE_TEXT_BOX, "Duties" },
    { "kind", GTK_ACCESSIBLE_ROLE_COMBO_BOX, "Kind of term" }, { "from", GTK_ACCESSIBLE_ROLE_TEXT_BOX, "Contract begins" },
    { "base", GTK_ACCESSIBLE_ROLE_TEXT_BOX, "Agreed pay" },  { "pay_day", GTK_ACCESSIBLE_ROLE_TEXT_BOX, "Pay day" },
    { "si", GTK_ACCESSIBLE_ROLE_SWITCH, "Social insurance" },  { "parts", GTK_ACCESSIBLE_ROLE_GROUP, "Parts of the pay" },
  };
  Form form = open_form (&yx_filing_type);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      YxFieldRow *row = add_row (&form, cases[i].field);
      GtkAccessible *control = GTK_ACCESSIBLE (yx_field_row_get_control (row));

      gtk_test_accessible_assert_role (control, cases[i].role);
      gtk_test_accessible_assert_property (control, GTK_ACCESSIBLE_PROPERTY_LABEL, cases[i].name);
      g_assert_cmpstr (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)), ==, cases[i].name);
    }
  close_form (&form);
}

/* What is typed reaches the draft; what the draft gets otherwise is shown. */
static void
test_both_ways (void)
{
  Form form = open_form (&yx_filing_type);
  GtkWidget *name = yx_field_row_get_control (add_row (&form, "w_name"));
  GtkWidget *kind = yx_field_row_get_control (add_row (&form, "kind"));
  GtkWidget *si = yx_field_row_get_control (add_row (&form, "si"));
  GtkWidget *duty = yx_field_row_get_control (add_row (&form, "duty"));
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (duty));

  gtk_editable_set_text (GTK_EDITABLE (name), "李想");
  gtk_drop_down_set_selected (GTK_DROP_DOWN (kind), 2);
  gtk_switch_set_active (GTK_SWITCH (si), TRUE);
  gtk_text_buffer_set_text (buffer, "研发", -1);
  g_assert_cmpstr (yx_draft_get_text (form.draft, "w_name"), ==, "李想");
  g_assert_cmpstr (yx_draft_get_text (form.draft, "kind"), ==, "open_ended");
  g_assert_cmpstr (yx_draft_get_text (form.draft, "si"), ==, "true");
  g_assert_cmpstr (yx_draft_get_text (form.draft, "duty"), ==, "研发");
  yx_draft_set_text (form.draft, "w_name", "王小燕");
  yx_draft_set_text (form.draft, "kind", "task");
  yx_draft_set_text (form.draft, "si", "false");
  yx_draft_set_text (form.draft, "duty", "");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (name)), ==, "王小燕");
  g_assert_cmpuint (gtk_drop_down_get_selected (GTK_DROP_DOWN (kind)), ==, 3);
  g_assert_false (gtk_switch_get_active (GTK_SWITCH (si)));
  g_assert_cmpint (gtk_text_buffer_get_char_count (buffer), ==, 0);
  close_form (&form);
}

static void
assert_invalid (YxFieldRow *row, const char *words)
{
  GtkAccessible *control = GTK_ACCESSIBLE (yx_field_row_get_control (row));

  g_assert_cmpstr (yx_field_row_get_reason (row), ==, words);
  gtk_test_accessible_assert_property (control, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, words);
  gtk_test_accessible_assert_state (control, GTK_ACCESSIBLE_STATE_INVALID, GTK_ACCESSIBLE_INVALID_TRUE);
}

/* The reason stands under the row and in its description, but an empty row is left in peace at first. */
static void
test_reason (void)
{
  Form form = open_form (&yx_filing_type);
  YxFieldRow *row = add_row (&form, "w_phone");
  GtkEditable *control = GTK_EDITABLE (yx_field_row_get_control (row));

  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (control), GTK_ACCESSIBLE_PROPERTY_REQUIRED, TRUE);
  g_assert_null (yx_field_row_get_reason (row));
  gtk_editable_set_text (control, "138");
  assert_invalid (row, "A mobile phone number has 11 digits and begins with 13 to 19");
  gtk_editable_set_text (control, "13812345678");
  g_assert_null (yx_field_row_get_reason (row));
  gtk_test_accessible_assert_state (GTK_ACCESSIBLE (control), GTK_ACCESSIBLE_STATE_INVALID, GTK_ACCESSIBLE_INVALID_FALSE);
  gtk_editable_set_text (control, "");
  g_assert_null (yx_field_row_get_reason (row));
  yx_field_row_insist (row);
  assert_invalid (row, "Fill this in");
  close_form (&form);
}

static gboolean
has_reason (gpointer row)
{
  return yx_field_row_get_reason (row) != NULL;
}

static gboolean
has_focus (gpointer row)
{
  return gtk_widget_has_focus (gtk_widget_get_first_child (yx_field_row_get_control (row)));
}

/* While one types nothing is said until a pause; after leaving at once. Leaving shows the number in groups. */
static void
test_typing (void)
{
  Form form = open_form (&yx_filing_type);
  YxFieldRow *row = add_row (&form, "w_phone");
  YxFieldRow *other = add_row (&form, "w_name");
  GtkEditable *control = GTK_EDITABLE (yx_field_row_get_control (row));

  gtk_widget_grab_focus (GTK_WIDGET (row));
  g_assert_true (yx_test_wait (has_focus, row, 5000));
  gtk_editable_set_text (control, "138");
  g_assert_null (yx_field_row_get_reason (row));
  g_assert_true (yx_test_wait (has_reason, row, 5000));
  gtk_editable_set_text (control, "13812345678");
  g_assert_cmpstr (gtk_editable_get_text (control), ==, "13812345678");
  gtk_widget_grab_focus (GTK_WIDGET (other));
  g_assert_cmpstr (gtk_editable_get_text (control), ==, "138 1234 5678");
  g_assert_cmpstr (yx_draft_get_text (form.draft, "w_phone"), ==, "13812345678");
  gtk_widget_grab_focus (GTK_WIDGET (row));
  g_assert_cmpstr (gtk_editable_get_text (control), ==, "13812345678");
  assert_invalid (other, "Fill this in");
  close_form (&form);
}

static void
test_note (void)
{
  g_autoptr (GPtrArray) notes = g_ptr_array_new_with_free_func ((GDestroyNotify) yx_draft_note_free);
  Form form = open_form (&yx_filing_type);
  YxFieldRow *row = add_row (&form, "week_h");

  yx_field_row_set_hint (row, "hours");
  g_assert_cmpstr (yx_field_row_get_reason (row), ==, "hours");
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (yx_field_row_get_control (row)), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, "hours");
  g_ptr_array_add (notes, yx_draft_note_new ("week_h", YX_FINDING_WARNING, "too long", "第三条"));
  yx_draft_set_text (form.draft, "week_h", "44");
  yx_draft_set_notes (form.draft, notes);
  g_assert_cmpstr (yx_field_row_get_reason (row), ==, "too long");
  g_assert_true (gtk_widget_has_css_class (GTK_WIDGET (row), "warning"));
  g_ptr_array_set_size (notes, 0);
  yx_draft_set_notes (form.draft, notes);
  g_assert_cmpstr (yx_field_row_get_reason (row), ==, "hours");
  g_assert_false (gtk_widget_has_css_class (GTK_WIDGET (row), "warning"));
  close_form (&form);
}

/* The first widget inside @widget that is a @type and, with a label, bears it. */
static GtkWidget *
find_inside (GtkWidget *widget, GType type, const char *label)
{
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      gboolean fits = G_TYPE_CHECK_INSTANCE_TYPE (child, type);
      GtkWidget *found;

      if (fits && (label == NULL || g_strcmp0 (gtk_button_get_label (GTK_BUTTON (child)), label) == 0))
        return child;
      found = find_inside (child, type, label);
      if (found != NULL)
        return found;
    }
  return NULL;
}

static GtkWidget *
open_calendar (YxFieldRow *row)
{
  GtkWidget *button = find_inside (GTK_WIDGET (row), GTK_TYPE_MENU_BUTTON, NULL);

  gtk_menu_button_popup (GTK_MENU_BUTTON (button));
  return GTK_WIDGET (gtk_menu_button_get_popover (GTK_MENU_BUTTON (button)));
}

static void
test_calendar (void)
{
  Form form = open_form (&yx_filing_type);
  YxFieldRow *row = add_row (&form, "from");
  g_autoptr (GDateTime) day = g_date_time_new_local (2026, 3, 9, 12, 0, 0);
  GtkWidget *calendar;
  g_autoptr (GDateTime) shown = NULL;

  yx_draft_set_text (form.draft, "from", "20260301");
  calendar = find_inside (open_calendar (row), GTK_TYPE_CALENDAR, NULL);
  shown = gtk_calendar_get_date (GTK_CALENDAR (calendar));
  g_assert_cmpint (g_date_time_get_year (shown), ==, 2026);
  g_assert_cmpint (g_date_time_get_month (shown), ==, 3);
  g_assert_cmpstr (yx_draft_get_text (form.draft, "from"), ==, "20260301");
  gtk_calendar_select_day (GTK_CALENDAR (calendar), day);
  g_assert_cmpstr (yx_draft_get_text (form.draft, "from"), ==, "2026-03-09");
  close_form (&form);
}

/* spec.md 1.1-2: they count from the start. */
static void
test_quick_picks (void)
{
  static const struct
  {
    const char *label;
    const char *text;
  } cases[] = { { "5 years", "2025-02-28" }, { "10 years", "2030-02-28" }, { "20 years", "2040-02-29" }, { "Long-term", "Long-term" } };
  Form form = open_form (&yx_enterprise_registration_type);
  YxFieldRow *row = add_row (&form, "doc_to");
  GtkWidget *popover = open_calendar (row);

  g_assert_false (gtk_widget_get_sensitive (find_inside (popover, GTK_TYPE_BUTTON, "5 years")));
  gtk_popover_popdown (GTK_POPOVER (popover));
  yx_draft_set_text (form.draft, "doc_from", "2020-02-29");
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      popover = open_calendar (row);
      g_signal_emit_by_name (find_inside (popover, GTK_TYPE_BUTTON, cases[i].label), "clicked");
      g_assert_cmpstr (yx_draft_get_text (form.draft, "doc_to"), ==, cases[i].text);
      g_assert_null (yx_draft_get_error (form.draft, "doc_to"));
    }
  close_form (&form);
}

static void
test_list (void)
{
  Form form = open_form (&yx_filing_type);
  YxFieldRow *row = add_row (&form, "annex");
  GtkWidget *add = find_inside (GTK_WIDGET (row), GTK_TYPE_BUTTON, "Add");
  GtkWidget *inner;

  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (add), GTK_ACCESSIBLE_PROPERTY_LABEL, "Add Annexes");
  g_signal_emit_by_name (add, "clicked");
  inner = find_inside (GTK_WIDGET (row), YX_TYPE_FIELD_ROW, NULL);
  gtk_editable_set_text (GTK_EDITABLE (yx_field_row_get_control (YX_FIELD_ROW (inner))), "员工手册");
  g_assert_cmpuint (((YxFiling *) yx_draft_peek (form.draft))->annex->len, ==, 1);
  g_signal_emit_by_name (find_inside (GTK_WIDGET (row), GTK_TYPE_BUTTON, "Remove"), "clicked");
  g_assert_false (yx_record_has (yx_draft_peek (form.draft), "annex"));
  g_assert_null (find_inside (GTK_WIDGET (row), YX_TYPE_FIELD_ROW, NULL));
  close_form (&form);
}

int
main (int argc, char **argv)
{
  g_setenv ("LANGUAGE", "C", TRUE);
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_resources_register (yx_desk_resources_get_resource ());
  g_test_add_func ("/desk/field-row/kinds", test_kinds);
  g_test_add_func ("/desk/field-row/both-ways", test_both_ways);
  g_test_add_func ("/desk/field-row/reason", test_reason);
  g_test_add_func ("/desk/field-row/typing", test_typing);
  g_test_add_func ("/desk/field-row/note", test_note);
  g_test_add_func ("/desk/field-row/calendar", test_calendar);
  g_test_add_func ("/desk/field-row/quick-picks", test_quick_picks);
  g_test_add_func ("/desk/field-row/list", test_list);
  return g_test_run ();
}
