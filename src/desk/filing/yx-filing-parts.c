/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/filing/yx-filing-parts.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "desk/common/yx-field-row.h"
#include "desk/common/yx-field-text.h"

/* How far a group is, as its line says it. */
typedef struct
{
  const char *icon;
  const char *style;
  const char *words;
} Mark;

static const Mark marks[] = {
  [YX_GROUP_MISSING] = { "media-record-symbolic", "dim-label", N_ ("something is missing") },
  [YX_GROUP_WRONG] = { "dialog-error-symbolic", "error", N_ ("something is wrong") },
  [YX_GROUP_WARNED] = { "dialog-warning-symbolic", "warning", N_ ("a rule warns") },
  [YX_GROUP_DONE] = { "object-select-symbolic", "success", N_ ("complete") },
};

/* The articles that people ask for when they wonder why a field is there. */
static const struct
{
  const char *field;
  const char *article;
} articles[] = {
  { "w_home", "劳动合同法第十七条" },   { "employment_start", "劳动合同法第七条" }, { "fixed_count", "劳动合同法第十四条" },
  { "kind", "劳动合同法第十二条" },     { "prob", "劳动合同法第十九条" },           { "prob_pay", "劳动合同法第二十条" },
  { "worker_asks_fixed", "劳动合同法第十四条" }, { "hours", "劳动法第三十六条" },   { "hours_permit", "劳动法第三十九条" },
  { "rest", "劳动法第三十八条" },       { "pay_day", "劳动法第五十条" },             { "si", "劳动法第七十二条" },
  { "hazard", "职业病防治法第三十三条" }, { "train", "劳动合同法第二十二条" },       { "secret", "劳动合同法第二十三条" },
  { "nc", "劳动合同法第二十四条" },     { "rules", "劳动合同法第四条" },             { "host_name", "劳动合同法第五十八条" },
};

static const char *
article_of (const char *field)
{
  for (gsize i = 0; i < G_N_ELEMENTS (articles); i++)
    if (strcmp (articles[i].field, field) == 0)
      return articles[i].article;
  return NULL;
}

static GtkWidget *
make_row (YxFilingPart *part, YxFilingCase *filing_case, const char *field)
{
  GtkWidget *row = yx_field_row_new (yx_filing_case_get_draft (filing_case), field);

  if (strcmp (field, "w_name") == 0)
    yx_field_row_set_title (YX_FIELD_ROW (row), _("Full name"));
  yx_field_row_set_article (YX_FIELD_ROW (row), article_of (field));
  g_ptr_array_add (part->rows, row);
  return row;
}

static gboolean
any_filled (YxFilingPart *part, YxFilingCase *filing_case)
{
  for (const char *const *field = part->group->more; *field != NULL; field++)
    if (!yx_draft_is_empty (yx_filing_case_get_draft (filing_case), *field))
      return TRUE;
  return FALSE;
}

static void
make_more (YxFilingPart *part, YxFilingCase *filing_case)
{
  if (part->group->more[0] == NULL)
    return;
  part->more = ADW_EXPANDER_ROW (adw_expander_row_new ());
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (part->more), _("More, where it is agreed"));
  for (const char *const *field = part->group->more; *field != NULL; field++)
    adw_expander_row_add_row (part->more, make_row (part, filing_case, *field));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (part->widget), GTK_WIDGET (part->more));
  adw_expander_row_set_expanded (part->more, any_filled (part, filing_case));
}

static void
make_line (YxFilingPart *part, const char *title)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *label = gtk_label_new (title);

  part->line = gtk_list_box_row_new ();
  part->symbol = gtk_image_new ();
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_size_request (box, -1, 44);
  gtk_box_append (GTK_BOX (box), part->symbol);
  gtk_box_append (GTK_BOX (box), label);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (part->line), box);
}

/**
 * yx_filing_part_new:
 * @filing_case: what is filled in
 * @group: which part of it
 *
 * Returns: (transfer full): the widgets of a part; whoever puts them somewhere owns them
 */
YxFilingPart *
yx_filing_part_new (YxFilingCase *filing_case, const YxFilingGroup *group)
{
  YxFilingPart *part = g_new0 (YxFilingPart, 1);
  const char *title = g_dgettext (GETTEXT_PACKAGE, group->title);

  part->group = group;
  part->rows = g_ptr_array_new ();
  part->widget = adw_preferences_group_new ();
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (part->widget), title);
  for (const char *const *field = group->needed; *field != NULL; field++)
    adw_preferences_group_add (ADW_PREFERENCES_GROUP (part->widget), make_row (part, filing_case, *field));
  make_more (part, filing_case);
  make_line (part, title);
  yx_filing_part_update (part, filing_case);
  return part;
}

/**
 * yx_filing_part_free:
 * @part: (transfer full): a part; its widgets are left to who has them
 */
void
yx_filing_part_free (YxFilingPart *part)
{
  g_ptr_array_unref (part->rows);
  g_free (part);
}

static void
add_fact (AdwExpanderRow *facts, const char *title, const char *value)
{
  GtkWidget *row = adw_action_row_new ();

  if (value == NULL)
    return;
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), value);
  adw_expander_row_add_row (facts, row);
}

/**
 * yx_filing_part_show_employer:
 * @part: the employer's
 * @enterprise: who files
 *
 * The hall writes these into the contract as they are then, so they are only shown.
 */
void
yx_filing_part_show_employer (YxFilingPart *part, const YxEnterprise *enterprise)
{
  GtkWidget *facts = adw_expander_row_new ();
  g_autofree char *code = yx_text_group (YX_GROUPS_USCC, enterprise->u_uscc);
  const YxChoice *kind = yx_choice_find (yx_head_kinds, enterprise->u_head_kind);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (facts), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (facts), enterprise->u_name);
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (facts), code);
  add_fact (ADW_EXPANDER_ROW (facts), _("Domicile of the enterprise"), enterprise->u_addr);
  add_fact (ADW_EXPANDER_ROW (facts), kind != NULL ? yx_choice_words (kind) : _("Name of the head"), enterprise->u_head);
  g_object_ref (part->more);
  adw_preferences_group_remove (ADW_PREFERENCES_GROUP (part->widget), GTK_WIDGET (part->more));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (part->widget), facts);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (part->widget), GTK_WIDGET (part->more));
  g_object_unref (part->more);
}

static void
show_hint (YxFieldRow *row, YxFilingCase *filing_case)
{
  g_autofree char *words = NULL;

  if (strcmp (yx_field_row_get_field (row), "w_doc_no") != 0)
    return;
  words = yx_filing_case_number_words (filing_case);
  yx_field_row_set_hint (row, words);
}

static void
update_rows (YxFilingPart *part, YxFilingCase *filing_case)
{
  const YxFiling *filing = yx_draft_peek (yx_filing_case_get_draft (filing_case));
  gboolean any = FALSE;

  for (guint i = 0; i < part->rows->len; i++)
    {
      YxFieldRow *row = part->rows->pdata[i];
      const char *field = yx_field_row_get_field (row);
      gboolean shown = yx_filing_case_shows (filing_case, field);

      gtk_widget_set_visible (GTK_WIDGET (row), shown);
      yx_field_row_set_required (row, yx_filing_needs (filing, field));
      show_hint (row, filing_case);
      any = any || (shown && g_strv_contains (part->group->more, field));
    }
  if (part->more != NULL)
    gtk_widget_set_visible (GTK_WIDGET (part->more), any);
}

/**
 * yx_filing_part_update:
 * @part: a part
 * @filing_case: what is filled in
 *
 * Shows the rows that apply now, and how far it is.
 */
void
yx_filing_part_update (YxFilingPart *part, YxFilingCase *filing_case)
{
  const Mark *mark = &marks[yx_filing_case_state (filing_case, part->group)];
  /* Translators: a part of a form, and how far it is. */
  g_autofree char *words
    = g_strdup_printf (_("%s: %s"), g_dgettext (GETTEXT_PACKAGE, part->group->title), g_dgettext (GETTEXT_PACKAGE, mark->words));

  update_rows (part, filing_case);
  gtk_image_set_from_icon_name (GTK_IMAGE (part->symbol), mark->icon);
  gtk_widget_set_tooltip_text (part->line, words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (part->line), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  for (gsize i = 0; i < G_N_ELEMENTS (marks); i++)
    gtk_widget_remove_css_class (part->symbol, marks[i].style);
  gtk_widget_add_css_class (part->symbol, mark->style);
}

/**
 * yx_filing_part_insist:
 * @part: a part
 *
 * Every row says what is wrong with it.
 */
void
yx_filing_part_insist (YxFilingPart *part)
{
  for (guint i = 0; i < part->rows->len; i++)
    yx_field_row_insist (part->rows->pdata[i]);
}

/**
 * yx_filing_part_find_row:
 * @part: a part
 * @field: a field
 *
 * Unfolds what hides it.
 *
 * Returns: (transfer none) (nullable): its row, where this part has it
 */
GtkWidget *
yx_filing_part_find_row (YxFilingPart *part, const char *field)
{
  for (guint i = 0; i < part->rows->len; i++)
    {
      YxFieldRow *row = part->rows->pdata[i];

      if (strcmp (yx_field_row_get_field (row), field) != 0)
        continue;
      gtk_widget_set_visible (GTK_WIDGET (row), TRUE);
      if (part->more != NULL && g_strv_contains (part->group->more, field))
        {
          gtk_widget_set_visible (GTK_WIDGET (part->more), TRUE);
          adw_expander_row_set_expanded (part->more, TRUE);
        }
      return GTK_WIDGET (row);
    }
  return NULL;
}
