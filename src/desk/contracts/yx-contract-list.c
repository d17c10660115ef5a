/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/contracts/yx-contract-list.h"

#include "desk/contracts/yx-contract-places.h"
#include "desk/contracts/yx-list-change.h"

struct _YxContractList
{
  GObject parent_instance;

  YxMirror *mirror; /* (owned) */
  GArray *keys;     /* (owned) (element-type YxIndexKey): what was found */
  gint64 counts[YX_N_INDEX_SEGMENTS];
  gboolean settled; /* found at least once */

  /* What is asked for. */
  YxIndexSegment segment;
  YxIndexSort sort;
  char *search; /* (owned) (nullable) */
  char *state;  /* (owned) (nullable) */
  gboolean asking;
  gboolean again; /* something changed while it was asked */
  gboolean other; /* something else than before is asked for */
  guint top;      /* the first place that is seen */

  YxContractPlaces *places; /* (owned): the rows that are at hand */
  GHashTable *checked; /* (owned) (element-type utf8 YxLine) */
  gint64 chosen;       /* the number of the line that is selected, in the list or not; 0: none */
  guint chosen_at;     /* where it stands; G_MAXUINT: not in the list */
};

/* A question to the index, on its way through another thread. */
typedef struct
{
  YxMirror *mirror;
  YxIndexQuery query;
  char *search;
  char *state;
  GPtrArray *checked; /* (owned) (element-type utf8): what was checked; afterwards what of it is gone */
  gint64 counts[YX_N_INDEX_SEGMENTS];
} Question;

enum
{
  SIGNAL_FOUND,
  SIGNAL_CHECKED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void model_init (GListModelInterface *interface);
static void selection_init (GtkSelectionModelInterface *interface);
static void ask (YxContractList *self);

G_DEFINE_FINAL_TYPE_WITH_CODE (YxContractList, yx_contract_list, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, model_init)
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_SELECTION_MODEL, selection_init))

static void
free_question (gpointer data)
{
  Question *question = data;

  yx_mirror_unref (question->mirror);
  g_ptr_array_unref (question->checked);
  g_free (question->search);
  g_free (question->state);
  g_free (question);
}

static const YxIndexKey *
key_at (GArray *keys, guint i)
{
  return &g_array_index (keys, YxIndexKey, i);
}

static void
check_changed (YxContractList *self, GParamSpec *spec, YxContractRow *row)
{
  const YxLine *line = yx_contract_row_get_line (row);

  if (line == NULL)
    return;
  if (yx_contract_row_get_checked (row))
    g_hash_table_replace (self->checked, g_strdup (line->id), yx_line_ref ((YxLine *) line));
  else
    g_hash_table_remove (self->checked, line->id);
  g_signal_emit (self, signals[SIGNAL_CHECKED], 0);
}

static YxLine *
read_line (YxContractList *self, const YxIndexKey *key)
{
  g_autoptr (GPtrArray) lines = yx_index_read (yx_mirror_index (self->mirror), key, 1);

  return lines->pdata[0] != NULL ? yx_line_ref (lines->pdata[0]) : NULL;
}

static gboolean
is_checked (YxContractList *self, const YxLine *line)
{
  return line != NULL && g_hash_table_contains (self->checked, line->id);
}

static YxContractRow *
make_row (YxContractList *self, const YxIndexKey *key)
{
  g_autoptr (YxLine) line = read_line (self, key);
  YxContractRow *row = yx_contract_row_new (line);

  yx_contract_row_set_checked (row, is_checked (self, line));
  g_signal_connect_object (row, "notify::checked", G_CALLBACK (check_changed), self, G_CONNECT_SWAPPED);
  return row;
}

/* Whoever asks for a place twice is given one row, so that it can follow what becomes of the place. */
static gpointer
get_item (GListModel *model, guint position)
{
  YxContractList *self = YX_CONTRACT_LIST (model);
  YxContractRow *row;

  if (position >= self->keys->len)
    return NULL;
  row = yx_contract_places_find (self->places, position);
  if (row != NULL)
    return g_object_ref (row);
  row = make_row (self, key_at (self->keys, position));
  yx_contract_places_put (self->places, position, key_at (self->keys, position), row);
  return row;
}

static GType
get_item_type (GListModel *model)
{
  return YX_TYPE_CONTRACT_ROW;
}

static guint
get_n_items (GListModel *model)
{
  return YX_CONTRACT_LIST (model)->keys->len;
}

static void
model_init (GListModelInterface *interface)
{
  interface->get_item = get_item;
  interface->get_item_type = get_item_type;
  interface->get_n_items = get_n_items;
}

/* --- what is selected ---------------------------------------------------------------------------- */

static guint
position_of (GArray *keys, gint64 number)
{
  for (guint i = 0; number != 0 && i < keys->len; i++)
    if (key_at (keys, i)->number == number)
      return i;
  return G_MAXUINT;
}

static void
choose (YxContractList *self, gint64 number, guint position)
{
  guint before = self->chosen_at;
  guint first = MIN (before, position);
  guint last = before == G_MAXUINT ? position : position == G_MAXUINT ? before : MAX (before, position);

  self->chosen = number;
  self->chosen_at = position;
  if (before != position)
    gtk_selection_model_selection_changed (GTK_SELECTION_MODEL (self), first, last - first + 1);
}

static gboolean
is_selected (GtkSelectionModel *model, guint position)
{
  return YX_CONTRACT_LIST (model)->chosen_at == position;
}

static GtkBitset *
get_selection_in_range (GtkSelectionModel *model, guint position, guint n)
{
  YxContractList *self = YX_CONTRACT_LIST (model);

  return self->chosen_at != G_MAXUINT ? gtk_bitset_new_range (self->chosen_at, 1) : gtk_bitset_new_empty ();
}

static gboolean
select_item (GtkSelectionModel *model, guint position, gboolean unselect_rest)
{
  YxContractList *self = YX_CONTRACT_LIST (model);

  if (position < self->keys->len)
    choose (self, key_at (self->keys, position)->number, position);
  return TRUE;
}

static gboolean
unselect_item (GtkSelectionModel *model, guint position)
{
  YxContractList *self = YX_CONTRACT_LIST (model);

  if (self->chosen_at == position)
    choose (self, 0, G_MAXUINT);
  return TRUE;
}

static void
selection_init (GtkSelectionModelInterface *interface)
{
  interface->is_selected = is_selected;
  interface->get_selection_in_range = get_selection_in_range;
  interface->select_item = select_item;
  interface->unselect_item = unselect_item;
}

static void
yx_contract_list_finalize (GObject *object)
{
  YxContractList *self = YX_CONTRACT_LIST (object);

  yx_mirror_unref (self->mirror);
  g_array_unref (self->keys);
  yx_contract_places_free (self->places);
  g_hash_table_unref (self->checked);
  g_free (self->search);
  g_free (self->state);
  G_OBJECT_CLASS (yx_contract_list_parent_class)->finalize (object);
}

static void
yx_contract_list_class_init (YxContractListClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = yx_contract_list_finalize;
  /**
   * YxContractList::found:
   *
   * What was asked for last is what stands in the list, and the counts are of now.
   */
  signals[SIGNAL_FOUND] = g_signal_new ("found", YX_TYPE_CONTRACT_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  /**
   * YxContractList::checked:
   *
   * Other rows are checked than before.
   */
  signals[SIGNAL_CHECKED] = g_signal_new ("checked", YX_TYPE_CONTRACT_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
yx_contract_list_init (YxContractList *self)
{
  self->keys = g_array_new (FALSE, FALSE, sizeof (YxIndexKey));
  self->places = yx_contract_places_new ();
  self->checked = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, yx_record_unref);
  self->chosen_at = G_MAXUINT;
}

/**
 * yx_contract_list_new:
 * @mirror: an account's
 *
 * Returns: (transfer full): a list that is empty until it is asked for something
 */
YxContractList *
yx_contract_list_new (YxMirror *mirror)
{
  YxContractList *self = g_object_new (YX_TYPE_CONTRACT_LIST, NULL);

  self->mirror = yx_mirror_ref (mirror);
  return self;
}

static guint
shift (guint position, const YxListStep *step)
{
  if (position == G_MAXUINT || position < step->position)
    return position;
  return position - step->position < step->removed ? G_MAXUINT : position - step->removed + step->added;
}

static void
take_step (YxContractList *self, const YxListStep *step, GArray *keys)
{
  g_array_unref (self->keys);
  self->keys = g_array_ref (keys);
  if (step->removed == 0 && step->added == 0)
    return;
  self->chosen_at = shift (self->chosen_at, step);
  yx_contract_places_shift (self->places, step->position, step->removed, step->added);
  g_list_model_items_changed (G_LIST_MODEL (self), step->position, step->removed, step->added);
}

static void
show_row (YxContractRow *row, const YxIndexKey *key, gpointer data)
{
  YxContractList *self = data;
  g_autoptr (YxLine) line = read_line (self, key);

  g_signal_handlers_block_by_func (row, check_changed, self);
  yx_contract_row_show (row, line, is_checked (self, line));
  g_signal_handlers_unblock_by_func (row, check_changed, self);
}

/* Places stay and show other lines: a view that is told of other places throws its widgets away, makes new ones, and asks for
 * every line of the list that has come. */
static void
replace_keys (YxContractList *self, GArray *keys)
{
  const YxListChange change = yx_list_change_find (self->keys, keys, self->other ? 0 : self->top);
  g_autoptr (GArray) halfway = yx_list_change_halfway (&change, self->keys, keys);

  self->other = FALSE;
  take_step (self, &change.last, halfway);
  take_step (self, &change.first, keys);
  yx_contract_places_follow (self->places, self->keys, show_row, self);
  choose (self, self->chosen, position_of (self->keys, self->chosen));
}

static void
keep_gone (YxIndex *index, GPtrArray *ids)
{
  for (guint i = ids->len; i > 0; i--)
    if (yx_index_number (index, ids->pdata[i - 1]) != 0)
      g_ptr_array_remove_index_fast (ids, i - 1);
}

static void
find (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Question *question = data;
  YxIndex *index = yx_mirror_index (question->mirror);
  GError *error = NULL;
  GArray *keys = yx_index_find (index, &question->query, &error);

  if (keys != NULL && !yx_index_count (index, question->counts, &error))
    g_clear_pointer (&keys, g_array_unref);
  keep_gone (index, question->checked);
  if (keys != NULL)
    g_task_return_pointer (task, keys, (GDestroyNotify) g_array_unref);
  else
    g_task_return_error (task, error);
}

/* What is gone can't be sealed or saved with the others. */
static void
uncheck_gone (YxContractList *self, const GPtrArray *gone)
{
  for (guint i = 0; i < gone->len; i++)
    g_hash_table_remove (self->checked, gone->pdata[i]);
  if (gone->len > 0)
    g_signal_emit (self, signals[SIGNAL_CHECKED], 0);
}

static void
found (GObject *source, GAsyncResult *result, gpointer data)
{
  YxContractList *self = YX_CONTRACT_LIST (source);
  Question *question = g_task_get_task_data (G_TASK (result));
  g_autoptr (GArray) keys = g_task_propagate_pointer (G_TASK (result), NULL);

  self->asking = FALSE;
  if (self->again)
    {
      ask (self);
      return;
    }
  if (keys == NULL)
    return;
  memcpy (self->counts, question->counts, sizeof self->counts);
  self->settled = TRUE;
  replace_keys (self, keys);
  uncheck_gone (self, question->checked);
  g_signal_emit (self, signals[SIGNAL_FOUND], 0);
}

/* One question at a time; what comes meanwhile is asked as one afterwards. */
static void
ask (YxContractList *self)
{
  g_autoptr (GTask) task = NULL;
  GHashTableIter iter;
  Question *question;
  gpointer id;

  self->again = self->asking;
  if (self->asking)
    return;
  self->asking = TRUE;
  question = g_new0 (Question, 1);
  question->mirror = yx_mirror_ref (self->mirror);
  question->search = g_strdup (self->search);
  question->state = g_strdup (self->state);
  question->checked = g_ptr_array_new_with_free_func (g_free);
  g_hash_table_iter_init (&iter, self->checked);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    g_ptr_array_add (question->checked, g_strdup (id));
  question->query = (YxIndexQuery){ self->segment, question->search, question->state, self->sort };
  task = g_task_new (self, NULL, found, NULL);
  g_task_set_source_tag (task, ask);
  g_task_set_task_data (task, question, free_question);
  g_task_run_in_thread (task, find);
}

/**
 * yx_contract_list_ask:
 * @self: a list
 * @query: what shall stand in it
 *
 * What was found comes with #YxContractList::found; until then the list stays as it is.
 */
void
yx_contract_list_ask (YxContractList *self, const YxIndexQuery *query)
{
  g_return_if_fail (YX_IS_CONTRACT_LIST (self));
  self->other = TRUE;
  self->segment = query->segment;
  self->sort = query->sort;
  g_free (self->search);
  self->search = g_strdup (query->search);
  g_free (self->state);
  self->state = g_strdup (query->state);
  ask (self);
}

/**
 * yx_contract_list_refresh:
 * @self: a list
 *
 * Asks for the same again, after the mirror changed.
 */
void
yx_contract_list_refresh (YxContractList *self)
{
  g_return_if_fail (YX_IS_CONTRACT_LIST (self));
  ask (self);
}

/**
 * yx_contract_list_set_top:
 * @self: a list
 * @position: the first place that is seen
 *
 * What stands there keeps its place on the screen when the list is refreshed, unless it is the very first.
 */
void
yx_contract_list_set_top (YxContractList *self, guint position)
{
  g_return_if_fail (YX_IS_CONTRACT_LIST (self));
  self->top = position;
}

/**
 * yx_contract_list_get_counts:
 * @self: a list
 *
 * Returns: (transfer none) (array fixed-size=3): how many lines each #YxIndexSegment had when it was last asked
 */
const gint64 *
yx_contract_list_get_counts (YxContractList *self)
{
  g_return_val_if_fail (YX_IS_CONTRACT_LIST (self), NULL);
  return self->counts;
}

/**
 * yx_contract_list_get_settled:
 * @self: a list
 *
 * Returns: whether anything was found yet, even nothing
 */
gboolean
yx_contract_list_get_settled (YxContractList *self)
{
  g_return_val_if_fail (YX_IS_CONTRACT_LIST (self), FALSE);
  return self->settled;
}

/**
 * yx_contract_list_select:
 * @self: a list
 * @id: (nullable): a line's; %NULL: none
 *
 * It stays selected however the list is searched and sorted, and is so again when it comes back into it.
 */
void
yx_contract_list_select (YxContractList *self, const char *id)
{
  gint64 number;

  g_return_if_fail (YX_IS_CONTRACT_LIST (self));
  number = id != NULL ? yx_index_number (yx_mirror_index (self->mirror), id) : 0;
  choose (self, number, position_of (self->keys, number));
}

/**
 * yx_contract_list_get_selected:
 * @self: a list
 *
 * Returns: (transfer full) (nullable): the row that is selected, if it is in the list
 */
YxContractRow *
yx_contract_list_get_selected (YxContractList *self)
{
  g_return_val_if_fail (YX_IS_CONTRACT_LIST (self), NULL);
  return g_list_model_get_item (G_LIST_MODEL (self), self->chosen_at);
}

/**
 * yx_contract_list_get_n_checked:
 * @self: a list
 *
 * Returns: how many rows are checked, those out of sight included
 */
guint
yx_contract_list_get_n_checked (YxContractList *self)
{
  g_return_val_if_fail (YX_IS_CONTRACT_LIST (self), 0);
  return g_hash_table_size (self->checked);
}

/**
 * yx_contract_list_get_checked:
 * @self: a list
 *
 * Returns: (transfer full) (element-type YxLine): what is checked
 */
GPtrArray *
yx_contract_list_get_checked (YxContractList *self)
{
  GPtrArray *lines = g_ptr_array_new_with_free_func (yx_record_unref);
  GHashTableIter iter;
  gpointer line;

  g_return_val_if_fail (YX_IS_CONTRACT_LIST (self), lines);
  g_hash_table_iter_init (&iter, self->checked);
  while (g_hash_table_iter_next (&iter, NULL, &line))
    g_ptr_array_add (lines, yx_line_ref (line));
  return lines;
}

static void
show_check (YxContractRow *row, const YxIndexKey *key, gpointer data)
{
  YxContractList *self = data;

  g_signal_handlers_block_by_func (row, check_changed, self);
  yx_contract_row_set_checked (row, is_checked (self, yx_contract_row_get_line (row)));
  g_signal_handlers_unblock_by_func (row, check_changed, self);
}

/* Rows that are at hand follow what is checked. */
static void
show_checks (YxContractList *self)
{
  yx_contract_places_each (self->places, show_check, self);
  g_signal_emit (self, signals[SIGNAL_CHECKED], 0);
}

/**
 * yx_contract_list_uncheck:
 * @self: a list
 *
 * Afterwards nothing is checked.
 */
void
yx_contract_list_uncheck (YxContractList *self)
{
  g_return_if_fail (YX_IS_CONTRACT_LIST (self));
  if (g_hash_table_size (self->checked) == 0)
    return;
  g_hash_table_remove_all (self->checked);
  show_checks (self);
}

/**
 * yx_contract_list_check_all:
 * @self: a list
 * @most: how many at most
 *
 * Afterwards the first @most of the list are checked.
 */
void
yx_contract_list_check_all (YxContractList *self, guint most)
{
  g_autoptr (GPtrArray) lines = NULL;

  g_return_if_fail (YX_IS_CONTRACT_LIST (self));
  if (self->keys->len == 0)
    return;
  lines = yx_index_read (yx_mirror_index (self->mirror), key_at (self->keys, 0), MIN (most, self->keys->len));
  for (guint i = 0; i < lines->len; i++)
    {
      YxLine *line = lines->pdata[i];

      if (line != NULL)
        g_hash_table_replace (self->checked, g_strdup (line->id), yx_line_ref (line));
    }
  show_checks (self);
}
