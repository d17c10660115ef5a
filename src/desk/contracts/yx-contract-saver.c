/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/contracts/yx-contract-saver.h"

#include <glib/gi18n-lib.h>

#include "client/yx-client-error.h"
#include "desk/common/yx-dialog.h"
#include "desk/contracts/yx-contract-words.h"
#include "flow/yx-flow-download.h"

/* One document and where it goes. */
typedef struct
{
  char *document;
  char *path;
} Order;

struct _YxContractSaver
{
  GObject parent_instance;

  YxSeat *seat;              /* (owned) */
  GPtrArray *orders;         /* (owned) (element-type Order) */
  GCancellable *cancellable; /* (owned) */
  GError *error;             /* (owned) (nullable): the first */
  guint next;
  guint failed;
  gulong online;  /* while it waits for the hall */
  gulong stopped; /* likewise */
};

enum
{
  SIGNAL_PROGRESS,
  SIGNAL_WAITING,
  SIGNAL_DONE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void save_next (YxContractSaver *self);

G_DEFINE_FINAL_TYPE (YxContractSaver, yx_contract_saver, G_TYPE_OBJECT)

static void
free_order (gpointer data)
{
  Order *order = data;

  g_free (order->document);
  g_free (order->path);
  g_free (order);
}

static void
yx_contract_saver_finalize (GObject *object)
{
  YxContractSaver *self = YX_CONTRACT_SAVER (object);

  g_clear_object (&self->seat);
  g_clear_object (&self->cancellable);
  g_ptr_array_unref (self->orders);
  g_clear_error (&self->error);
  G_OBJECT_CLASS (yx_contract_saver_parent_class)->finalize (object);
}

static void
yx_contract_saver_class_init (YxContractSaverClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = yx_contract_saver_finalize;
  /**
   * YxContractSaver::progress:
   *
   * One more is done, well or not.
   */
  signals[SIGNAL_PROGRESS]
    = g_signal_new ("progress", YX_TYPE_CONTRACT_SAVER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  /**
   * YxContractSaver::waiting:
   *
   * The hall does not answer; it goes on by itself when it does.
   */
  signals[SIGNAL_WAITING]
    = g_signal_new ("waiting", YX_TYPE_CONTRACT_SAVER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  /**
   * YxContractSaver::done:
   *
   * All are done, or it was cancelled.
   */
  signals[SIGNAL_DONE] = g_signal_new ("done", YX_TYPE_CONTRACT_SAVER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
yx_contract_saver_init (YxContractSaver *self)
{
  self->orders = g_ptr_array_new_with_free_func (free_order);
  self->cancellable = g_cancellable_new ();
}

/**
 * yx_contract_saver_new:
 * @seat: whose documents they are
 *
 * Returns: (transfer full): a saver with nothing to do
 */
YxContractSaver *
yx_contract_saver_new (YxSeat *seat)
{
  YxContractSaver *self = g_object_new (YX_TYPE_CONTRACT_SAVER, NULL);

  self->seat = g_object_ref (seat);
  return self;
}

/**
 * yx_contract_saver_add:
 * @self: a saver that was not started
 * @document: a document's id
 * @path: where it goes
 */
void
yx_contract_saver_add (YxContractSaver *self, const char *document, const char *path)
{
  Order *order = g_new0 (Order, 1);

  g_return_if_fail (YX_IS_CONTRACT_SAVER (self));
  order->document = g_strdup (document);
  order->path = g_strdup (path);
  g_ptr_array_add (self->orders, order);
}

/**
 * yx_contract_saver_path:
 * @line: a contract
 * @folder: where to
 * @taken: (element-type utf8): paths that are given away already; the new one is added
 *
 * Returns: (transfer full): a path in @folder that is neither given away nor there
 */
char *
yx_contract_saver_path (const YxLine *line, const char *folder, GHashTable *taken)
{
  g_autofree char *path = NULL;
  guint number = 1;

  do
    {
      g_autofree char *numbered
        = number > 1 ? g_strdup_printf ("%s (%u)", line->name != NULL ? line->name : line->id, number)
                     : g_strdup (line->name != NULL ? line->name : line->id);
      g_autofree char *name = yx_dialog_file_name (numbered, ".pdf");

      g_free (path);
      path = g_build_filename (folder, name, NULL);
      number++;
    }
  while (g_hash_table_contains (taken, path) || g_file_test (path, G_FILE_TEST_EXISTS));
  g_hash_table_add (taken, g_strdup (path));
  return g_steal_pointer (&path);
}

/**
 * yx_contract_saver_add_all:
 * @self: a saver that was not started
 * @lines: (element-type YxLine): contracts; those that are not complete are left out
 * @folder: where they go
 *
 * Returns: how many were added
 */
guint
yx_contract_saver_add_all (YxContractSaver *self, GPtrArray *lines, const char *folder)
{
  g_autoptr (GHashTable) taken = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  g_return_val_if_fail (YX_IS_CONTRACT_SAVER (self), 0);
  for (guint i = 0; i < lines->len; i++)
    {
      const YxLine *line = lines->pdata[i];
      g_autofree char *path = NULL;

      if (!yx_contract_is_complete (line))
        continue;
      path = yx_contract_saver_path (line, folder, taken);
      yx_contract_saver_add (self, line->document, path);
    }
  return self->orders->len;
}

static gpointer
save (YxActor *actor, gpointer data, GCancellable *cancellable, GError **error)
{
  Order *order = data;

  return GINT_TO_POINTER (yx_flow_download (actor, order->document, order->path, cancellable, error));
}

/* Back from waiting: the hall is there again, or nobody wants it any more. */
static void
go_on (YxContractSaver *self)
{
  g_autoptr (YxContractSaver) alive = g_object_ref (self);

  g_clear_signal_handler (&self->online, self->seat);
  g_clear_signal_handler (&self->stopped, self->cancellable);
  save_next (self);
  g_object_unref (self);
}

/* Kept alive by itself meanwhile. */
static void
wait_for_hall (YxContractSaver *self)
{
  g_object_ref (self);
  self->online = g_signal_connect_swapped (self->seat, "notify::online", G_CALLBACK (go_on), self);
  self->stopped = g_signal_connect_swapped (self->cancellable, "cancelled", G_CALLBACK (go_on), self);
  g_signal_emit (self, signals[SIGNAL_WAITING], 0);
}

static void
saved (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (YxContractSaver) self = data;
  g_autoptr (GError) error = NULL;

  yx_seat_run_finish (YX_SEAT (source), result, &error);
  if (g_error_matches (error, YX_CLIENT_ERROR, YX_CLIENT_ERROR_UNREACHABLE) && !g_cancellable_is_cancelled (self->cancellable))
    {
      wait_for_hall (self);
      return;
    }
  if (error != NULL)
    {
      self->failed++;
      if (self->error == NULL)
        self->error = g_steal_pointer (&error);
    }
  self->next++;
  g_signal_emit (self, signals[SIGNAL_PROGRESS], 0);
  save_next (self);
}

static void
save_next (YxContractSaver *self)
{
  if (self->next >= self->orders->len || g_cancellable_is_cancelled (self->cancellable))
    {
      g_signal_emit (self, signals[SIGNAL_DONE], 0);
      return;
    }
  yx_seat_run (self->seat, YX_LANE_READ, save, self->orders->pdata[self->next], NULL, NULL, self->cancellable, saved,
               g_object_ref (self));
}

/**
 * yx_contract_saver_start:
 * @self: a saver
 *
 * It goes on until #YxContractSaver::done; where the hall stops answering it waits for it.
 */
void
yx_contract_saver_start (YxContractSaver *self)
{
  g_return_if_fail (YX_IS_CONTRACT_SAVER (self));
  save_next (self);
}

/**
 * yx_contract_saver_cancel:
 * @self: a saver
 *
 * What is saved stays; the rest is left.
 */
void
yx_contract_saver_cancel (YxContractSaver *self)
{
  g_return_if_fail (YX_IS_CONTRACT_SAVER (self));
  g_cancellable_cancel (self->cancellable);
}

/**
 * yx_contract_saver_get_done:
 * @self: a saver
 *
 * Returns: how many are behind it, well or not
 */
guint
yx_contract_saver_get_done (YxContractSaver *self)
{
  g_return_val_if_fail (YX_IS_CONTRACT_SAVER (self), 0);
  return self->next;
}

/**
 * yx_contract_saver_get_all:
 * @self: a saver
 *
 * Returns: how many there are in all
 */
guint
yx_contract_saver_get_all (YxContractSaver *self)
{
  g_return_val_if_fail (YX_IS_CONTRACT_SAVER (self), 0);
  return self->orders->len;
}

/**
 * yx_contract_saver_get_failed:
 * @self: a saver
 *
 * Returns: how many could not be saved
 */
guint
yx_contract_saver_get_failed (YxContractSaver *self)
{
  g_return_val_if_fail (YX_IS_CONTRACT_SAVER (self), 0);
  return self->failed;
}

/**
 * yx_contract_saver_get_error:
 * @self: a saver
 *
 * Returns: (transfer none) (nullable): what went wrong first
 */
const GError *
yx_contract_saver_get_error (YxContractSaver *self)
{
  g_return_val_if_fail (YX_IS_CONTRACT_SAVER (self), NULL);
  return self->error;
}

/**
 * yx_contract_saver_waits:
 *
 * Returns: what to say of #YxContractSaver::waiting, in the locale's language
 */
const char *
yx_contract_saver_waits (void)
{
  return _("The hall does not answer. The rest goes on by itself when it is back.");
}
