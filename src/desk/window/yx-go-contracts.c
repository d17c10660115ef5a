/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/window/yx-go-contracts.h"

#include <glib/gi18n-lib.h>

#define MAX_CONTRACTS 20

/* A search on its way. */
typedef struct
{
  YxMirror *mirror;
  char *typed;
  GWeakRef dialog;
} Search;

static void
free_search (gpointer data)
{
  Search *search = data;

  yx_mirror_unref (search->mirror);
  g_free (search->typed);
  g_weak_ref_clear (&search->dialog);
  g_free (search);
}

static YxGoPlace *
place_of (const YxLine *line)
{
  const YxChoice *state = yx_line_state (line->state);
  const char *words = state != NULL ? g_dgettext (GETTEXT_PACKAGE, state->label) : NULL;

  return yx_go_place_new (line->name, words, NULL, "yx-contracts-symbolic", "win.pane", g_variant_new ("(ss)", "contracts", line->id));
}

/**
 * yx_go_contracts_find:
 * @mirror: what is known of an account's contracts
 * @typed: words that must all be there
 * @error: set when they can't be read
 *
 * Blocks for as long as the index needs.
 *
 * Returns: (transfer full) (nullable) (element-type YxGoPlace): the first contracts with them, what waits before the others
 */
GPtrArray *
yx_go_contracts_find (YxMirror *mirror, const char *typed, GError **error)
{
  const YxIndexQuery query = { .segment = YX_INDEX_ALL, .search = typed, .sort = YX_INDEX_BY_NEWS };
  YxIndex *index = yx_mirror_index (mirror);
  g_autoptr (GArray) keys = yx_index_find (index, &query, error);
  g_autoptr (GPtrArray) lines = NULL;
  GPtrArray *places;

  if (keys == NULL)
    return NULL;
  lines = yx_index_read (index, (const YxIndexKey *) (gconstpointer) keys->data, MIN (keys->len, MAX_CONTRACTS));
  places = g_ptr_array_new_with_free_func ((GDestroyNotify) yx_go_place_free);
  for (guint i = 0; i < lines->len; i++)
    if (g_ptr_array_index (lines, i) != NULL)
      g_ptr_array_add (places, place_of (g_ptr_array_index (lines, i)));
  return places;
}

static void
search_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Search *search = data;
  GError *error = NULL;
  GPtrArray *found = yx_go_contracts_find (search->mirror, search->typed, &error);

  if (found != NULL)
    g_task_return_pointer (task, found, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

/* What can't be read is not found; the pane itself says why. */
static void
searched (GObject *source, GAsyncResult *result, gpointer data)
{
  const Search *search = g_task_get_task_data (G_TASK (result));
  g_autoptr (GPtrArray) found = g_task_propagate_pointer (G_TASK (result), NULL);
  g_autoptr (YxGoDialog) dialog = g_weak_ref_get ((GWeakRef *) &search->dialog);

  if (found != NULL && dialog != NULL)
    yx_go_dialog_show_found (dialog, search->typed, g_steal_pointer (&found));
}

static void
find (YxGoDialog *dialog, const char *typed, gpointer data)
{
  Search *search = g_new0 (Search, 1);
  g_autoptr (GTask) task = g_task_new (NULL, NULL, searched, NULL);

  search->mirror = yx_mirror_ref (data);
  search->typed = g_strdup (typed);
  g_weak_ref_init (&search->dialog, dialog);
  g_task_set_source_tag (task, find);
  g_task_set_task_data (task, search, free_search);
  g_task_run_in_thread (task, search_in_thread);
}

/**
 * yx_go_contracts_attach:
 * @dialog: a search over all that one can go to
 * @seat: whose contracts it finds, too
 */
void
yx_go_contracts_attach (YxGoDialog *dialog, YxSeat *seat)
{
  YxMirror *mirror = yx_seat_get_mirror (seat);

  if (mirror != NULL)
    yx_go_dialog_set_finder (dialog, find, yx_mirror_ref (mirror), (GDestroyNotify) yx_mirror_unref);
}
