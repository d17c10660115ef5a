/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/contracts/yx-contract-cells.h"

#include <glib/gi18n-lib.h>

#include "desk/contracts/yx-contract-row.h"
#include "desk/contracts/yx-contract-words.h"
#include "desk/contracts/yx-text-cell.h"

/* What a click on a cell does. */
typedef struct
{
  YxContractOpenFunc open;
  gpointer data;
  GHashTable *layouts; /* (owned): of the view's cells */
} Opening;

static void
free_opening (gpointer data)
{
  g_hash_table_unref (((Opening *) data)->layouts);
  g_free (data);
}

static const YxLine *
line_of (GtkListItem *item)
{
  YxContractRow *row = gtk_list_item_get_item (item);

  return row != NULL ? yx_contract_row_get_line (row) : NULL;
}

static void
clicked (GtkGestureClick *gesture, int n, double x, double y, GtkListItem *item)
{
  GtkWidget *cell = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (gesture));
  Opening *opening = g_object_get_data (G_OBJECT (cell), "opening");

  opening->open (gtk_list_item_get_position (item), opening->data);
}

static void
make_clickable (GtkListItem *item, GtkWidget *cell, gpointer opening)
{
  GtkGesture *gesture = gtk_gesture_click_new ();

  g_object_set_data (G_OBJECT (cell), "opening", opening);
  g_signal_connect (gesture, "released", G_CALLBACK (clicked), item);
  gtk_widget_add_controller (cell, GTK_EVENT_CONTROLLER (gesture));
}

/* A person set or took away the mark. */
static void
toggled (GtkCheckButton *check, GtkListItem *item)
{
  YxContractRow *row = gtk_list_item_get_item (item);

  if (row != NULL)
    yx_contract_row_set_checked (row, gtk_check_button_get_active (check));
}

static void
set_up_check (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer data)
{
  GtkWidget *check = gtk_check_button_new ();

  gtk_widget_set_size_request (check, 28, 44);
  /* A row with something in it that takes the keyboard would not take it itself, and Enter could not open it. */
  gtk_widget_set_can_focus (check, FALSE);
  g_signal_connect (check, "toggled", G_CALLBACK (toggled), item);
  gtk_list_item_set_child (item, check);
}

static void
show_check (GtkListItem *item)
{
  GtkWidget *check = gtk_list_item_get_child (item);

  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), yx_contract_row_get_checked (gtk_list_item_get_item (item)));
}

static void
fill_check (GtkListItem *item)
{
  GtkWidget *check = gtk_list_item_get_child (item);
  const YxLine *line = line_of (item);
  /* Translators: a check mark beside a contract; whose it is. */
  g_autofree char *name = g_strdup_printf (_("Select %s"), line != NULL && line->name != NULL ? line->name : "");

  show_check (item);
  gtk_widget_set_sensitive (check, line != NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
bind_check (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer data)
{
  g_signal_connect_swapped (gtk_list_item_get_item (item), "notify::checked", G_CALLBACK (show_check), item);
}

static void
unbind_check (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer data)
{
  g_signal_handlers_disconnect_by_func (gtk_list_item_get_item (item), show_check, item);
}

static GtkWidget *
find_check (GtkWidget *widget)
{
  GtkWidget *found = GTK_IS_CHECK_BUTTON (widget) ? widget : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL; child = gtk_widget_get_next_sibling (child))
    found = find_check (child);
  return found;
}

/* Ctrl+Space sets the check mark of the row that has the keyboard. */
static gboolean
key_pressed (GtkWidget *view, guint key, guint code, GdkModifierType modifiers)
{
  GtkWidget *row = gtk_root_get_focus (gtk_widget_get_root (view));
  GtkWidget *check;

  if (key != GDK_KEY_space || (modifiers & gtk_accelerator_get_default_mod_mask ()) != GDK_CONTROL_MASK || row == NULL
      || !gtk_widget_is_ancestor (row, view))
    return GDK_EVENT_PROPAGATE;
  check = find_check (row);
  return check != NULL && gtk_widget_activate (check);
}

static void
listen_to_keys (GtkWidget *view)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_pressed), view);
  gtk_widget_add_controller (view, keys);
}

/* What a screen reader says of a row is what it says of its contract. */
static void
name_row (GtkWidget *text, const char *spoken)
{
  GtkWidget *cell = gtk_widget_get_parent (text);
  GtkWidget *row = cell != NULL ? gtk_widget_get_parent (cell) : NULL;

  if (row != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
}

static void
set_up_text (GtkListItem *item, Opening *data, gboolean expands)
{
  GtkWidget *cell = yx_text_cell_new (data->layouts, expands);

  gtk_widget_set_size_request (cell, -1, 44);
  make_clickable (item, cell, data);
  gtk_list_item_set_child (item, cell);
}

static void
set_up_contract (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer data)
{
  set_up_text (item, data, TRUE);
}

static void
set_up_state (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer data)
{
  set_up_text (item, data, FALSE);
}

static void
say (YxTextCell *cell, const char *spoken)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (cell), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
}

static void
fill_contract (GtkListItem *item)
{
  YxTextCell *cell = YX_TEXT_CELL (gtk_list_item_get_child (item));
  const YxLine *line = line_of (item);
  g_autofree char *words = line != NULL ? yx_contract_second_line (line) : NULL;
  g_autofree char *why = line != NULL && line->reason != NULL ? g_strdup_printf ("↳ %s", line->reason) : NULL;
  g_autofree char *spoken = line != NULL ? yx_contract_spoken (line) : NULL;

  yx_text_cell_set_line (cell, 0, YX_TEXT_HEADING, line != NULL ? line->name : NULL);
  yx_text_cell_set_line (cell, 1, YX_TEXT_DIM, words);
  yx_text_cell_set_line (cell, 2, YX_TEXT_REASON, why);
  say (cell, spoken != NULL ? spoken : "");
  name_row (GTK_WIDGET (cell), spoken != NULL ? spoken : "");
}

static void
fill_state (GtkListItem *item)
{
  YxTextCell *cell = YX_TEXT_CELL (gtk_list_item_get_child (item));
  const YxLine *line = line_of (item);
  const char *word = line != NULL ? yx_contract_state_word (line) : "";

  yx_text_cell_set_symbol (cell, line != NULL ? yx_contract_symbol (line->state) : NULL);
  yx_text_cell_set_line (cell, 0, line != NULL && line->todo ? YX_TEXT_WAITING : YX_TEXT_PLAIN, word);
  yx_text_cell_set_line (cell, 1, YX_TEXT_DIM, line != NULL ? yx_contract_kind_word (line) : NULL);
  say (cell, word);
}

typedef void (*ItemFunc) (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer data);
typedef void (*FillFunc) (GtkListItem *item);

/* Writes into a cell what its row shows, now and whenever that is something else. */
static void
bind (GtkSignalListItemFactory *factory, GtkListItem *item, FillFunc fill)
{
  g_signal_connect_swapped (gtk_list_item_get_item (item), "changed", G_CALLBACK (fill), item);
  fill (item);
}

static void
unbind (GtkSignalListItemFactory *factory, GtkListItem *item, FillFunc fill)
{
  g_signal_handlers_disconnect_by_func (gtk_list_item_get_item (item), fill, item);
}

static GtkColumnViewColumn *
add_column (GtkColumnView *view, const char *title, ItemFunc set_up, FillFunc fill, gpointer data)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkColumnViewColumn) column = NULL;

  g_signal_connect (factory, "setup", G_CALLBACK (set_up), data);
  g_signal_connect (factory, "bind", G_CALLBACK (bind), fill);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind), fill);
  if (fill == fill_check)
    {
      g_signal_connect (factory, "bind", G_CALLBACK (bind_check), NULL);
      g_signal_connect (factory, "unbind", G_CALLBACK (unbind_check), NULL);
    }
  column = gtk_column_view_column_new (title, factory);
  gtk_column_view_append_column (view, column);
  return column;
}

/**
 * yx_contract_cells_add:
 * @view: a view over rows of #YxContractRow
 * @open: called when a row is clicked
 * @data: for @open; both must outlive @view
 *
 * Gives @view its columns: check mark, contract, state.
 */
void
yx_contract_cells_add (GtkColumnView *view, YxContractOpenFunc open, gpointer data)
{
  Opening *opening = g_new0 (Opening, 1);

  opening->open = open;
  opening->data = data;
  opening->layouts = yx_text_cell_layouts ();
  g_object_set_data_full (G_OBJECT (view), "opening", opening, free_opening);
  listen_to_keys (GTK_WIDGET (view));
  add_column (view, "", set_up_check, fill_check, opening);
  gtk_column_view_column_set_expand (add_column (view, _("Contract"), set_up_contract, fill_contract, opening), TRUE);
  add_column (view, _("State"), set_up_state, fill_state, opening);
}
