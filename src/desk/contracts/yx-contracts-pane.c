/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/contracts/yx-contracts-pane.h"

#include <glib/gi18n-lib.h>

#include "desk/common/yx-dialog.h"
#include "desk/contracts/yx-contract-cells.h"
#include "desk/contracts/yx-contract-list.h"
#include "desk/contracts/yx-contract-saver.h"
#include "desk/contracts/yx-contract-subject.h"
#include "desk/contracts/yx-contract-words.h"
#include "desk/contracts/yx-contracts-first.h"

#define BREATH 250 /* milliseconds between two questions that nobody typed */
#define MOST_CHECKED 1000

struct _YxContractsPane
{
  YxPane parent_instance;

  YxContractList *list;          /* (owned) (nullable) */
  YxContractSaver *saver;        /* (owned) (nullable): while it saves */
  GSimpleActionGroup *actions;   /* (owned) */
  char *state;                   /* (owned) (nullable): the nick that is filtered by */
  char *wanted;                  /* (owned) (nullable): what shall be opened once it is there */
  YxIndexSort sort;
  guint breath;
  gboolean stale;
  gboolean first_shown;

  AdwLeaflet *leaflet;
  AdwHeaderBar *header;
  GtkWidget *back;
  GtkToggleButton *todo;
  GtkToggleButton *all;
  GtkToggleButton *ending;
  GtkWidget *file;
  GtkStack *states;
  YxContractsFirst *first;
  GtkSearchEntry *search;
  GtkMenuButton *filter;
  GtkButton *filtered;
  GtkStack *found;
  GtkColumnView *view;
  AdwStatusPage *nothing;
  GtkRevealer *saving;
  GtkProgressBar *progress;
  GtkActionBar *bar;
  GtkLabel *selected;
  GtkWidget *seal;
  YxContractSubject *subject;
};

G_DEFINE_FINAL_TYPE (YxContractsPane, yx_contracts_pane, YX_TYPE_PANE)

static YxSeat *
seat_of (YxContractsPane *self)
{
  return yx_pane_get_seat (YX_PANE (self));
}

static gboolean
is_enterprise (YxContractsPane *self)
{
  return yx_seat_get_session (seat_of (self))->kind == YX_ACCOUNT_ENTERPRISE;
}

static YxIndexSegment
segment_of (YxContractsPane *self)
{
  if (gtk_toggle_button_get_active (self->todo))
    return YX_INDEX_TODO;
  return gtk_toggle_button_get_active (self->ending) ? YX_INDEX_ENDING : YX_INDEX_ALL;
}

static void
ask (YxContractsPane *self)
{
  const YxIndexQuery query = { .segment = segment_of (self), .search = gtk_editable_get_text (GTK_EDITABLE (self->search)),
                               .state = self->state, .sort = self->sort };

  if (self->list != NULL)
    yx_contract_list_ask (self->list, &query);
}

static void
segment_toggled (YxContractsPane *self, GtkToggleButton *button)
{
  if (gtk_toggle_button_get_active (button))
    ask (self);
}

static void
stop_search (YxContractsPane *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

static void
show_segment (GtkToggleButton *button, const char *word, gint64 count)
{
  g_autofree char *label = count > 0 ? g_strdup_printf ("%s %" G_GINT64_FORMAT, word, count) : g_strdup (word);

  gtk_button_set_label (GTK_BUTTON (button), label);
}

static void
show_counts (YxContractsPane *self)
{
  const gint64 *counts = yx_contract_list_get_counts (self->list);

  show_segment (self->todo, _("To do"), counts[YX_INDEX_TODO]);
  show_segment (self->all, _("All"), 0);
  show_segment (self->ending, _("Ending soon"), counts[YX_INDEX_ENDING]);
  gtk_widget_set_visible (GTK_WIDGET (self->ending),
                          counts[YX_INDEX_ENDING] > 0 || gtk_toggle_button_get_active (self->ending));
  yx_pane_set_waiting (YX_PANE (self), (guint) MIN (counts[YX_INDEX_TODO], G_MAXUINT));
}

static void
show_nothing (YxContractsPane *self)
{
  gboolean searches = gtk_editable_get_text (GTK_EDITABLE (self->search))[0] != '\0' || self->state != NULL;
  gboolean todo = segment_of (self) == YX_INDEX_TODO;

  adw_status_page_set_icon_name (self->nothing, searches ? "system-search-symbolic" : "emblem-ok-symbolic");
  adw_status_page_set_title (self->nothing, searches ? _("Nothing found") : todo ? _("Nothing waits for you") : _("Nothing here"));
  adw_status_page_set_description (self->nothing, searches ? _("Search for other words, or look at all.")
                                                  : todo ? _("What is to be sealed, signed or corrected appears here.")
                                                         : NULL);
}

static void
show_state (YxContractsPane *self)
{
  YxSeat *seat = seat_of (self);
  const gint64 *counts = yx_contract_list_get_counts (self->list);
  gboolean empty = counts[YX_INDEX_ALL] == 0;
  gboolean first = empty && yx_seat_get_current (seat);

  if (first && !self->first_shown)
    yx_contracts_first_show (self->first, seat);
  self->first_shown = first;
  if (!empty)
    gtk_stack_set_visible_child_name (self->states, "list");
  else if (first)
    gtk_stack_set_visible_child_name (self->states, "first");
  else
    gtk_stack_set_visible_child_name (self->states, yx_seat_get_online (seat) ? "loading" : "offline");
  if (g_list_model_get_n_items (G_LIST_MODEL (self->list)) == 0)
    show_nothing (self);
  gtk_stack_set_visible_child_name (self->found, g_list_model_get_n_items (G_LIST_MODEL (self->list)) > 0 ? "rows" : "nothing");
}

static YxLine *
find_line (YxContractsPane *self, const char *id)
{
  return yx_index_get (yx_mirror_index (yx_seat_get_mirror (seat_of (self))), id);
}

static void
show_subject (YxContractsPane *self, YxLine *line)
{
  yx_contract_subject_show (self->subject, seat_of (self), line);
}

static gboolean
open_id (YxContractsPane *self, const char *id)
{
  g_autoptr (YxLine) line = find_line (self, id);

  if (line == NULL)
    return FALSE;
  show_subject (self, line);
  adw_leaflet_navigate (self->leaflet, ADW_NAVIGATION_DIRECTION_FORWARD);
  return TRUE;
}

static void
follow_subject (YxContractsPane *self)
{
  const char *id = yx_contract_subject_get_id (self->subject);
  g_autoptr (YxLine) line = id != NULL ? find_line (self, id) : NULL;

  if (id == NULL)
    return;
  if (line != NULL)
    show_subject (self, line);
  else
    yx_contract_subject_clear (self->subject);
  yx_contract_list_select (self->list, line != NULL ? line->id : NULL);
}

static void
list_found (YxContractsPane *self)
{
  show_counts (self);
  show_state (self);
  follow_subject (self);
  if (self->wanted != NULL && open_id (self, self->wanted))
    g_clear_pointer (&self->wanted, g_free);
}

/* A row that is chosen by keys is shown beside the list; where both take turns it must be opened. */
static void
selection_changed (YxContractsPane *self)
{
  g_autoptr (YxContractRow) row = yx_contract_list_get_selected (self->list);
  const YxLine *line = row != NULL ? yx_contract_row_get_line (row) : NULL;

  if (line != NULL && !adw_leaflet_get_folded (self->leaflet))
    show_subject (self, (YxLine *) line);
}

static void
open_position (guint position, gpointer data)
{
  YxContractsPane *self = data;
  g_autoptr (YxContractRow) row = g_list_model_get_item (G_LIST_MODEL (self->list), position);
  const YxLine *line = row != NULL ? yx_contract_row_get_line (row) : NULL;

  if (line == NULL)
    return;
  show_subject (self, (YxLine *) line);
  adw_leaflet_navigate (self->leaflet, ADW_NAVIGATION_DIRECTION_FORWARD);
}

static void
row_activated (YxContractsPane *self, guint position)
{
  open_position (position, self);
}

static void
show_checked (YxContractsPane *self)
{
  guint n = yx_contract_list_get_n_checked (self->list);
  g_autofree char *words = g_strdup_printf (ngettext ("%u selected", "%u selected", n), n);

  gtk_label_set_label (self->selected, words);
  gtk_action_bar_set_revealed (self->bar, n > 0);
}

static gboolean
breathed (gpointer data)
{
  YxContractsPane *self = data;

  self->breath = 0;
  if (self->stale)
    yx_contract_list_refresh (self->list);
  self->stale = FALSE;
  return G_SOURCE_REMOVE;
}

static void
mirror_changed (YxContractsPane *self)
{
  if (self->breath != 0)
    {
      self->stale = TRUE;
      return;
    }
  yx_contract_list_refresh (self->list);
  self->breath = g_timeout_add (BREATH, breathed, self);
}

static void
seat_changed (YxContractsPane *self)
{
  if (yx_contract_list_get_settled (self->list))
    show_state (self);
}

static void
filter_chosen (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  YxContractsPane *self = data;
  const char *nick = g_variant_get_string (parameter, NULL);
  const YxChoice *state = nick[0] != '\0' ? yx_line_state (nick) : NULL;

  g_simple_action_set_state (action, parameter);
  g_free (self->state);
  self->state = state != NULL ? g_strdup (nick) : NULL;
  gtk_widget_set_visible (GTK_WIDGET (self->filtered), state != NULL);
  if (state != NULL)
    {
      g_autofree char *label = g_strdup_printf ("%s  ✕", g_dgettext (GETTEXT_PACKAGE, state->label));
      /* Translators: a button that ends showing only contracts in a state. */
      g_autofree char *spoken = g_strdup_printf (_("Only “%s”; show all again"), g_dgettext (GETTEXT_PACKAGE, state->label));

      gtk_button_set_label (self->filtered, label);
      gtk_accessible_update_property (GTK_ACCESSIBLE (self->filtered), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
      gtk_toggle_button_set_active (self->all, TRUE);
    }
  ask (self);
}

static void
sort_chosen (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  static const char *const names[YX_N_INDEX_SORTS] = { "news", "name", "start", "end" };
  YxContractsPane *self = data;

  g_simple_action_set_state (action, parameter);
  for (int i = 0; i < YX_N_INDEX_SORTS; i++)
    if (g_str_equal (names[i], g_variant_get_string (parameter, NULL)))
      self->sort = (YxIndexSort) i;
  ask (self);
}

static void
check_all (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  yx_contract_list_check_all (YX_CONTRACTS_PANE (data)->list, MOST_CHECKED);
}

static void
uncheck (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  yx_contract_list_uncheck (YX_CONTRACTS_PANE (data)->list);
}

static void
seal_checked (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  YxContractsPane *self = data;
  g_autoptr (GPtrArray) lines = yx_contract_list_get_checked (self->list);
  g_autoptr (GPtrArray) documents = g_ptr_array_new ();

  for (guint i = 0; i < lines->len; i++)
    {
      const YxLine *line = lines->pdata[i];

      if (yx_contract_suggested (line, YX_ACCOUNT_ENTERPRISE) == YX_CONTRACT_SEAL)
        g_ptr_array_add (documents, line->document);
    }
  if (documents->len == 0)
    {
      yx_pane_toast (GTK_WIDGET (self), _("None of the selected contracts waits for a seal."));
      return;
    }
  g_ptr_array_add (documents, NULL);
  gtk_widget_activate_action (GTK_WIDGET (self), "win.seal", "^as", documents->pdata);
  yx_contract_list_uncheck (self->list);
}

static void
show_progress (YxContractsPane *self)
{
  guint done = yx_contract_saver_get_done (self->saver);
  guint all = yx_contract_saver_get_all (self->saver);
  /* Translators: how many documents are saved, of how many. */
  g_autofree char *words = g_strdup_printf (_("%u of %u saved"), done, all);

  gtk_progress_bar_set_fraction (self->progress, all > 0 ? (double) done / all : 0);
  gtk_progress_bar_set_text (self->progress, words);
}

static void
say_waiting (YxContractsPane *self)
{
  yx_pane_toast (GTK_WIDGET (self), yx_contract_saver_waits ());
}

static void
all_saved (YxContractsPane *self)
{
  guint failed = yx_contract_saver_get_failed (self->saver);
  guint well = yx_contract_saver_get_done (self->saver) - failed;
  g_autofree char *words = NULL;

  words = failed == 0
            ? g_strdup_printf (ngettext ("%u document is saved.", "%u documents are saved.", well), well)
            : g_strdup_printf (ngettext ("%u document could not be saved.", "%u documents could not be saved.", failed), failed);
  gtk_revealer_set_reveal_child (self->saving, FALSE);
  yx_pane_toast (GTK_WIDGET (self), words);
  g_signal_handlers_disconnect_by_data (self->saver, self);
  g_clear_object (&self->saver);
}

static void
folder_chosen (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (YxContractsPane) self = data;
  g_autoptr (GFile) folder = yx_dialog_file_finish (result, NULL);
  g_autofree char *path = folder != NULL ? g_file_get_path (folder) : NULL;
  g_autoptr (GPtrArray) lines = NULL;

  if (path == NULL || self->list == NULL || self->saver != NULL)
    return;
  lines = yx_contract_list_get_checked (self->list);
  self->saver = yx_contract_saver_new (seat_of (self));
  yx_contract_saver_add_all (self->saver, lines, path);
  g_signal_connect_swapped (self->saver, "progress", G_CALLBACK (show_progress), self);
  g_signal_connect_swapped (self->saver, "waiting", G_CALLBACK (say_waiting), self);
  g_signal_connect_swapped (self->saver, "done", G_CALLBACK (all_saved), self);
  show_progress (self);
  gtk_revealer_set_reveal_child (self->saving, TRUE);
  yx_contract_list_uncheck (self->list);
  yx_contract_saver_start (self->saver);
}

static void
download_checked (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  YxContractsPane *self = data;
  g_autoptr (GPtrArray) lines = yx_contract_list_get_checked (self->list);
  guint complete = 0;

  for (guint i = 0; i < lines->len; i++)
    complete += yx_contract_is_complete (lines->pdata[i]) ? 1 : 0;
  if (complete == 0)
    yx_pane_toast (GTK_WIDGET (self), _("None of the selected contracts is complete yet."));
  else if (self->saver != NULL)
    yx_pane_toast (GTK_WIDGET (self), _("Wait until the other downloads are done."));
  else
    yx_dialog_choose_folder (GTK_WIDGET (self), _("Download to"), NULL, folder_chosen, g_object_ref (self));
}

static void
cancel_saving (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  if (YX_CONTRACTS_PANE (data)->saver != NULL)
    yx_contract_saver_cancel (YX_CONTRACTS_PANE (data)->saver);
}

static const GActionEntry entries[] = {
  { .name = "state", .activate = filter_chosen, .parameter_type = "s", .state = "''" },
  { .name = "sort", .activate = sort_chosen, .parameter_type = "s", .state = "'news'" },
  { .name = "check-all", .activate = check_all },
  { .name = "uncheck", .activate = uncheck },
  { .name = "seal", .activate = seal_checked },
  { .name = "download", .activate = download_checked },
  { .name = "cancel", .activate = cancel_saving },
};

static gboolean
yx_contracts_pane_act (YxPane *pane, YxPaneAct act)
{
  YxContractsPane *self = YX_CONTRACTS_PANE (pane);
  gboolean turned = adw_leaflet_get_folded (self->leaflet)
                    && adw_leaflet_get_visible_child (self->leaflet) == GTK_WIDGET (self->subject);

  switch (act)
    {
    case YX_PANE_NEW:
      return is_enterprise (self) && gtk_widget_activate_action (GTK_WIDGET (self), "win.file", "s", "");
    case YX_PANE_SEARCH:
      adw_leaflet_navigate (self->leaflet, ADW_NAVIGATION_DIRECTION_BACK);
      return gtk_widget_grab_focus (GTK_WIDGET (self->search));
    case YX_PANE_SUGGESTED:
      return yx_contract_subject_suggested (self->subject);
    case YX_PANE_BACK:
      return turned && adw_leaflet_navigate (self->leaflet, ADW_NAVIGATION_DIRECTION_BACK);
    default:
      return FALSE;
    }
}

static void
yx_contracts_pane_open (YxPane *pane, const char *id)
{
  YxContractsPane *self = YX_CONTRACTS_PANE (pane);

  if (self->list == NULL || open_id (self, id))
    return;
  g_free (self->wanted);
  self->wanted = g_strdup (id);
  yx_contract_list_refresh (self->list);
}

static void
fill_filter (YxContractsPane *self)
{
  static const char *const employer[] = { "draft", "submitted", "returned", "to_seal", "to_sign", "to_stamp", "pending", "running",
                                          "expired", "declined", "withdrawn", "lapsed", NULL };
  static const char *const worker[] = { "to_sign", "signed", "declined", "withdrawn", "lapsed", NULL };
  const char *const *nicks = is_enterprise (self) ? employer : worker;
  g_autoptr (GMenu) menu = g_menu_new ();

  g_menu_append (menu, _("All states"), "contracts.state::");
  for (gsize i = 0; nicks[i] != NULL; i++)
    {
      g_autofree char *action = g_strconcat ("contracts.state::", nicks[i], NULL);

      g_menu_append (menu, g_dgettext (GETTEXT_PACKAGE, yx_line_state (nicks[i])->label), action);
    }
  gtk_menu_button_set_menu_model (self->filter, G_MENU_MODEL (menu));
}

/* The view keeps to a line that it shows; whoever looks at the top of the list stays at the top. */
static void
stay_at_top (YxContractsPane *self)
{
  GtkAdjustment *place = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (self->view));
  GtkWidget *lines = gtk_widget_get_first_child (GTK_WIDGET (self->view));

  while (lines != NULL && !GTK_IS_LIST_VIEW (lines))
    lines = gtk_widget_get_next_sibling (lines);
  if (lines != NULL && gtk_adjustment_get_value (place) <= 0 && g_list_model_get_n_items (G_LIST_MODEL (self->list)) > 0)
    gtk_widget_activate_action (lines, "list.scroll-to-item", "u", 0);
}

/* Rows are about equally high. */
static void
scrolled (YxContractsPane *self, GtkAdjustment *place)
{
  const double share = gtk_adjustment_get_value (place) / MAX (gtk_adjustment_get_upper (place), 1);

  if (self->list != NULL)
    yx_contract_list_set_top (self->list, (guint) (share * g_list_model_get_n_items (G_LIST_MODEL (self->list))));
}

static void
begin (YxContractsPane *self, YxMirror *mirror)
{
  self->list = yx_contract_list_new (mirror);
  yx_contract_cells_add (self->view, open_position, self);
  gtk_column_view_set_model (self->view, GTK_SELECTION_MODEL (self->list));
  g_signal_connect_object (gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (self->view)), "value-changed",
                           G_CALLBACK (scrolled), self, G_CONNECT_SWAPPED);
  g_signal_connect_swapped (self->list, "items-changed", G_CALLBACK (stay_at_top), self);
  g_signal_connect_swapped (self->list, "selection-changed", G_CALLBACK (selection_changed), self);
  g_signal_connect_swapped (self->list, "found", G_CALLBACK (list_found), self);
  g_signal_connect_swapped (self->list, "checked", G_CALLBACK (show_checked), self);
  g_signal_connect_swapped (seat_of (self), "changed", G_CALLBACK (mirror_changed), self);
  g_signal_connect_swapped (seat_of (self), "notify::current", G_CALLBACK (seat_changed), self);
  g_signal_connect_swapped (seat_of (self), "notify::online", G_CALLBACK (seat_changed), self);
  gtk_widget_set_visible (self->file, is_enterprise (self));
  gtk_widget_set_visible (self->seal, is_enterprise (self));
  fill_filter (self);
  show_counts (self);
  ask (self);
}

static void
yx_contracts_pane_constructed (GObject *object)
{
  YxContractsPane *self = YX_CONTRACTS_PANE (object);
  YxMirror *mirror = seat_of (self) != NULL ? yx_seat_get_mirror (seat_of (self)) : NULL;

  G_OBJECT_CLASS (yx_contracts_pane_parent_class)->constructed (object);
  if (mirror != NULL)
    begin (self, mirror);
}

static void
folded_changed (YxContractsPane *self)
{
  gboolean folded = adw_leaflet_get_folded (self->leaflet);

  yx_contract_subject_set_back (self->subject, folded);
  adw_header_bar_set_show_end_title_buttons (self->header, folded);
}

static void
yx_contracts_pane_root (GtkWidget *widget)
{
  YxContractsPane *self = YX_CONTRACTS_PANE (widget);
  GtkWidget *outer = gtk_widget_get_ancestor (widget, ADW_TYPE_LEAFLET);

  GTK_WIDGET_CLASS (yx_contracts_pane_parent_class)->root (widget);
  if (outer != NULL)
    g_object_bind_property (outer, "folded", self->back, "visible", G_BINDING_SYNC_CREATE);
}

static void
yx_contracts_pane_dispose (GObject *object)
{
  YxContractsPane *self = YX_CONTRACTS_PANE (object);

  if (self->saver != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->saver, self);
      yx_contract_saver_cancel (self->saver);
    }
  g_clear_object (&self->saver);
  g_clear_handle_id (&self->breath, g_source_remove);
  if (self->list != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->list, self);
      g_signal_handlers_disconnect_by_data (seat_of (self), self);
      gtk_column_view_set_model (self->view, NULL);
    }
  g_clear_object (&self->list);
  G_OBJECT_CLASS (yx_contracts_pane_parent_class)->dispose (object);
}

static void
yx_contracts_pane_finalize (GObject *object)
{
  YxContractsPane *self = YX_CONTRACTS_PANE (object);

  g_clear_object (&self->actions);
  g_free (self->state);
  g_free (self->wanted);
  G_OBJECT_CLASS (yx_contracts_pane_parent_class)->finalize (object);
}

static void
bind_children (GtkWidgetClass *klass)
{
  gtk_widget_class_bind_template_child (klass, YxContractsPane, leaflet);
  gtk_widget_class_bind_template_child (klass, YxContractsPane, header);
  gtk_widget_class_bind_template_child (klass, YxContractsPane, back);
  gtk_widget_class_bind_template_child (klass, YxContractsPane, todo);
  gtk_widget_class_bind_template_child (klass, YxContractsPane, all);
  gtk_widget_class_bind_template_child (klass, YxContractsPane, ending);
  gtk_widget_class_bind_template_child (klass, YxContractsPane, file);
  gtk_widget_class_bind_template_child (klass, YxContractsPane, states);
  gtk_widget_class_bind_template_child (klass, YxContractsPane, first);
  gtk_widget_class_bind_template_child (klass, YxContractsPane, search);
  gtk_widget_class_bind_template_child (klass, YxContractsPane, filter);
  gtk_widget_class_bind_template_child (klass, YxContractsPane, filtered);
  gtk_widget_class_bind_template_child (klass, YxContractsPane, found);
  gtk_widget_class_bind_template_child (klass, YxContractsPane, view);
  gtk_widget_class_bind_template_child (klass, YxContractsPane, nothing);
  gtk_widget_class_bind_template_child (klass, YxContractsPane, saving);
  gtk_widget_class_bind_template_child (klass, YxContractsPane, progress);
  gtk_widget_class_bind_template_child (klass, YxContractsPane, bar);
  gtk_widget_class_bind_template_child (klass, YxContractsPane, selected);
  gtk_widget_class_bind_template_child (klass, YxContractsPane, seal);
  gtk_widget_class_bind_template_child (klass, YxContractsPane, subject);
  gtk_widget_class_bind_template_callback (klass, ask);
  gtk_widget_class_bind_template_callback (klass, segment_toggled);
  gtk_widget_class_bind_template_callback (klass, stop_search);
  gtk_widget_class_bind_template_callback (klass, row_activated);
}

static void
yx_contracts_pane_class_init (YxContractsPaneClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->constructed = yx_contracts_pane_constructed;
  object_class->dispose = yx_contracts_pane_dispose;
  object_class->finalize = yx_contracts_pane_finalize;
  GTK_WIDGET_CLASS (klass)->root = yx_contracts_pane_root;
  YX_PANE_CLASS (klass)->act = yx_contracts_pane_act;
  YX_PANE_CLASS (klass)->open = yx_contracts_pane_open;
  g_type_ensure (YX_TYPE_CONTRACTS_FIRST);
  g_type_ensure (YX_TYPE_CONTRACT_SUBJECT);
  gtk_widget_class_set_template_from_resource (GTK_WIDGET_CLASS (klass), "/io/github/yinxin/Yinxin/ui/contracts-pane.ui");
  bind_children (GTK_WIDGET_CLASS (klass));
}

static void
yx_contracts_pane_init (YxContractsPane *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries), self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "contracts", G_ACTION_GROUP (self->actions));
  gtk_search_entry_set_key_capture_widget (self->search, GTK_WIDGET (self->view));
  g_signal_connect_swapped (self->leaflet, "notify::folded", G_CALLBACK (folded_changed), self);
  folded_changed (self);
}
