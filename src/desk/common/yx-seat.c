/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/common/yx-seat.h"

#include "base/yx-workers.h"
#include "client/yx-sync.h"
#include "flow/yx-flow-certificate.h"

#define MAX_WAITING 256
#define READ_PATIENCE 3

typedef struct
{
  YxActor *actor;     /* (owned) */
  YxWorkers *workers; /* (owned) (nullable): one thread; NULL once closed */
} Lane;

struct _YxSeat
{
  GObject parent_instance;

  char *name; /* (owned) */
  Lane lanes[YX_N_LANES];
  YxLocalStore *store;   /* (owned) */
  YxCodeSource *codes;   /* (owned) (nullable) */
  GCancellable *closing; /* (owned) */
  gboolean online;

  YxMirror *mirror; /* (owned) (nullable): while somebody is signed in, from the first question for it */
  YxSync *sync;     /* (owned) (nullable) */
  gboolean current;
  gboolean told; /* atomic: news of a change is on its way to the main thread */
};

/* News of the mirror, on its way to the main thread. */
typedef struct
{
  YxSeat *seat; /* (owned) */
  YxSyncNews news;
} News;

enum
{
  SIGNAL_CHANGED,
  SIGNAL_ENDED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* Work on its way through a lane. */
typedef struct
{
  YxActor *actor;
  YxSeatFunc func;
  gpointer data;
  GDestroyNotify data_destroy;
  GCancellable *closing;     /* (owned) */
  GCancellable *cancellable; /* (owned): also cancelled by @closing */
  gulong handler;
} Errand;

enum
{
  PROP_0,
  PROP_ONLINE,
  PROP_CURRENT,
  N_PROPS,
};

static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (YxSeat, yx_seat, G_TYPE_OBJECT)

static void
free_errand (gpointer data)
{
  Errand *errand = data;

  g_cancellable_disconnect (errand->closing, errand->handler);
  if (errand->data_destroy != NULL)
    errand->data_destroy (errand->data);
  g_object_unref (errand->closing);
  g_object_unref (errand->cancellable);
  g_free (errand);
}

static void
cancel_other (GCancellable *closing, gpointer other)
{
  g_cancellable_cancel (other);
}

static gpointer
do_errand (gpointer data, GCancellable *cancellable, GError **error)
{
  Errand *errand = data;

  return errand->func (errand->actor, errand->data, cancellable, error);
}

static void
yx_seat_get_property (GObject *object, guint id, GValue *value, GParamSpec *spec)
{
  if (id == PROP_ONLINE)
    g_value_set_boolean (value, YX_SEAT (object)->online);
  else if (id == PROP_CURRENT)
    g_value_set_boolean (value, YX_SEAT (object)->current);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
}

static void
yx_seat_set_property (GObject *object, guint id, const GValue *value, GParamSpec *spec)
{
  if (id == PROP_ONLINE)
    yx_seat_set_online (YX_SEAT (object), g_value_get_boolean (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
}

static void
yx_seat_dispose (GObject *object)
{
  yx_seat_close (YX_SEAT (object));
  G_OBJECT_CLASS (yx_seat_parent_class)->dispose (object);
}

static void
yx_seat_finalize (GObject *object)
{
  YxSeat *self = YX_SEAT (object);

  for (int i = 0; i < YX_N_LANES; i++)
    g_clear_pointer (&self->lanes[i].actor, yx_actor_free);
  g_clear_pointer (&self->mirror, yx_mirror_unref);
  g_clear_pointer (&self->store, yx_local_store_free);
  g_clear_pointer (&self->codes, yx_code_source_unref);
  g_clear_object (&self->closing);
  g_free (self->name);
  G_OBJECT_CLASS (yx_seat_parent_class)->finalize (object);
}

static void
yx_seat_class_init (YxSeatClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = yx_seat_get_property;
  object_class->set_property = yx_seat_set_property;
  object_class->dispose = yx_seat_dispose;
  object_class->finalize = yx_seat_finalize;

  /**
   * YxSeat:online:
   *
   * Whether the hall answered when it was last asked.
   */
  props[PROP_ONLINE] = g_param_spec_boolean ("online", NULL, NULL, TRUE, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  /**
   * YxSeat:current:
   *
   * Whether the mirror has once been what the hall has.
   */
  props[PROP_CURRENT] = g_param_spec_boolean ("current", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);

  /**
   * YxSeat::changed:
   *
   * The mirror, or something else of the account in the hall, is no longer what it was.
   */
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", YX_TYPE_SEAT, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  /**
   * YxSeat::ended:
   *
   * The hall has ended the session; one must sign in again.
   */
  signals[SIGNAL_ENDED] = g_signal_new ("ended", YX_TYPE_SEAT, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
yx_seat_init (YxSeat *self)
{
  self->closing = g_cancellable_new ();
  self->online = TRUE;
}

/**
 * yx_seat_new:
 * @name: (nullable): the enterprise's or the person's, for people
 * @read: (transfer full): an actor for looking; it never unlocks keys
 * @act: (transfer full): another of the same account at the same hall, for acting
 * @store: (transfer full): what this machine keeps of the account
 *
 * A seat at this desk: an account at a hall, or a hall at which nobody is signed in yet. `flow` blocks; a seat
 * lets it do so on threads of its own, and answers on the caller's. For the main thread.
 *
 * Returns: (transfer full): a seat
 */
YxSeat *
yx_seat_new (const char *name, YxActor *read, YxActor *act, YxLocalStore *store)
{
  static const char *const names[] = { "read", "act" };
  YxActor *actors[] = { read, act };
  YxSeat *self = g_object_new (YX_TYPE_SEAT, NULL);

  self->name = g_strdup (name != NULL ? name : "");
  self->store = store;
  for (int i = 0; i < YX_N_LANES; i++)
    {
      self->lanes[i].actor = actors[i];
      self->lanes[i].workers = yx_workers_new (names[i], 1, MAX_WAITING);
    }
  /* People wait behind it: a code that is asked for too soon says so instead of holding up all reading. */
  yx_connection_set_patience (read->connection, READ_PATIENCE);
  return self;
}

/**
 * yx_seat_get_name:
 * @self: a seat
 *
 * Returns: (transfer none): whose it is, for people; empty while nobody is signed in
 */
const char *
yx_seat_get_name (YxSeat *self)
{
  g_return_val_if_fail (YX_IS_SEAT (self), NULL);
  return self->name;
}

/**
 * yx_seat_get_session:
 * @self: a seat
 *
 * Returns: (transfer none) (nullable): who is signed in
 */
YxSession *
yx_seat_get_session (YxSeat *self)
{
  g_return_val_if_fail (YX_IS_SEAT (self), NULL);
  return self->lanes[YX_LANE_READ].actor->session;
}

/**
 * yx_seat_get_hall:
 * @self: a seat
 *
 * Returns: (transfer none): what the hall says of itself
 */
YxHallInfo *
yx_seat_get_hall (YxSeat *self)
{
  g_return_val_if_fail (YX_IS_SEAT (self), NULL);
  return self->lanes[YX_LANE_READ].actor->hall;
}

/**
 * yx_seat_get_store:
 * @self: a seat
 *
 * Returns: (transfer none): what this machine keeps of the account; for any thread while the seat is open
 */
YxLocalStore *
yx_seat_get_store (YxSeat *self)
{
  g_return_val_if_fail (YX_IS_SEAT (self), NULL);
  return self->store;
}

/**
 * yx_seat_get_connection:
 * @self: a seat
 *
 * Returns: (transfer none): the way to the hall of the reading lane; calls on it block
 */
YxConnection *
yx_seat_get_connection (YxSeat *self)
{
  g_return_val_if_fail (YX_IS_SEAT (self), NULL);
  return self->lanes[YX_LANE_READ].actor->connection;
}

/**
 * yx_seat_get_trust:
 * @self: a seat
 *
 * Returns: (transfer none): the hall's root certificates, PEM
 */
GBytes *
yx_seat_get_trust (YxSeat *self)
{
  g_return_val_if_fail (YX_IS_SEAT (self), NULL);
  return self->lanes[YX_LANE_READ].actor->trust;
}

static void
free_news (gpointer data)
{
  News *news = data;

  g_object_unref (news->seat);
  g_free (news);
}

static gboolean
take_news (gpointer data)
{
  News *news = data;
  YxSeat *self = news->seat;

  if (news->news == YX_SYNC_CHANGED)
    g_atomic_int_set (&self->told, FALSE);
  if (g_cancellable_is_cancelled (self->closing))
    return G_SOURCE_REMOVE;
  if (news->news == YX_SYNC_ONLINE || news->news == YX_SYNC_OFFLINE)
    yx_seat_set_online (self, news->news == YX_SYNC_ONLINE);
  else if (news->news == YX_SYNC_ENDED)
    g_signal_emit (self, signals[SIGNAL_ENDED], 0);
  else if (news->news == YX_SYNC_CHANGED)
    g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
  else if (!self->current)
    {
      self->current = TRUE;
      g_object_notify_by_pspec (G_OBJECT (self), props[PROP_CURRENT]);
    }
  return G_SOURCE_REMOVE;
}

/* On the thread that syncs. Of changes one word at a time is enough. */
static void
pass_on (YxSyncNews what, gpointer data)
{
  YxSeat *self = data;
  News *news;

  if (what == YX_SYNC_CHANGED && !g_atomic_int_compare_and_exchange (&self->told, FALSE, TRUE))
    return;
  news = g_new0 (News, 1);
  news->seat = g_object_ref (self);
  news->news = what;
  g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, take_news, news, free_news);
}

/**
 * yx_seat_get_mirror:
 * @self: a seat
 *
 * From the first question on, a thread of the seat's keeps it like the hall: see #YxSeat::changed, #YxSeat:online and
 * #YxSeat:current.
 *
 * Returns: (transfer none) (nullable): what this machine knows of the account's contracts; %NULL: nobody is signed in
 */
YxMirror *
yx_seat_get_mirror (YxSeat *self)
{
  YxActor *actor;
  g_autoptr (GError) error = NULL;

  g_return_val_if_fail (YX_IS_SEAT (self), NULL);
  actor = self->lanes[YX_LANE_READ].actor;
  if (self->mirror != NULL || actor->session == NULL || g_cancellable_is_cancelled (self->closing))
    return self->mirror;
  self->mirror = yx_mirror_new (self->store, actor->session->kind, yx_clock_system (), &error);
  if (self->mirror == NULL)
    {
      g_critical ("There is no room for an index: %s", error->message);
      return NULL;
    }
  self->sync = yx_sync_start (self->mirror, actor->connection, yx_actor_scope (actor), pass_on, self);
  return self->mirror;
}

/**
 * yx_seat_changed:
 * @self: a seat
 *
 * Something was done here that changed the mirror: #YxSeat::changed says so.
 */
void
yx_seat_changed (YxSeat *self)
{
  g_return_if_fail (YX_IS_SEAT (self));
  if (!g_cancellable_is_cancelled (self->closing))
    g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/**
 * yx_seat_get_current:
 * @self: a seat
 *
 * Returns: whether the mirror has once been what the hall has
 */
gboolean
yx_seat_get_current (YxSeat *self)
{
  g_return_val_if_fail (YX_IS_SEAT (self), FALSE);
  return self->current;
}

/**
 * yx_seat_get_codes:
 * @self: a seat
 *
 * Returns: (transfer none) (nullable): the SMS codes of a hall on this computer, which has no gateway to send them by
 */
YxCodeSource *
yx_seat_get_codes (YxSeat *self)
{
  g_return_val_if_fail (YX_IS_SEAT (self), NULL);
  return self->codes;
}

/**
 * yx_seat_set_codes:
 * @self: a seat
 * @codes: (nullable): the SMS codes of its hall, where that is on this computer
 */
void
yx_seat_set_codes (YxSeat *self, YxCodeSource *codes)
{
  g_return_if_fail (YX_IS_SEAT (self));
  if (codes != NULL)
    yx_code_source_ref (codes);
  g_clear_pointer (&self->codes, yx_code_source_unref);
  self->codes = codes;
}

/**
 * yx_seat_get_online:
 * @self: a seat
 *
 * Returns: whether the hall answered when it was last asked
 */
gboolean
yx_seat_get_online (YxSeat *self)
{
  g_return_val_if_fail (YX_IS_SEAT (self), FALSE);
  return self->online;
}

/**
 * yx_seat_set_online:
 * @self: a seat
 * @online: whether the hall answered just now; if not, what keeps the mirror says when it does again
 */
void
yx_seat_set_online (YxSeat *self, gboolean online)
{
  g_return_if_fail (YX_IS_SEAT (self));
  if (!online && self->sync != NULL)
    yx_sync_doubt (self->sync);
  if (self->online == !!online)
    return;
  self->online = !!online;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_ONLINE]);
}

/**
 * yx_seat_run:
 * @self: an open seat
 * @lane: where
 * @func: what to do, on the lane's thread
 * @data: (transfer full): for @func
 * @data_destroy: (nullable): frees @data, on the caller's thread
 * @result_destroy: (nullable): frees a result that nobody took
 * @cancellable: (nullable): cancels it; closing the seat does, too
 * @callback: called on the caller's thread, never before this returns; also when the work failed
 */
void
yx_seat_run (YxSeat *self, YxLane lane, YxSeatFunc func, gpointer data, GDestroyNotify data_destroy,
             GDestroyNotify result_destroy, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GCancellable) own = cancellable != NULL ? g_object_ref (cancellable) : g_cancellable_new ();
  GTask *task = g_task_new (self, own, callback, user_data);
  Errand *errand = g_new0 (Errand, 1);

  errand->actor = self->lanes[lane].actor;
  errand->func = func;
  errand->data = data;
  errand->data_destroy = data_destroy;
  errand->closing = g_object_ref (self->closing);
  errand->cancellable = g_object_ref (own);
  errand->handler = g_cancellable_connect (self->closing, G_CALLBACK (cancel_other), g_object_ref (own), g_object_unref);
  g_task_set_source_tag (task, yx_seat_run);
  g_task_set_task_data (task, errand, free_errand);
  if (self->lanes[lane].workers != NULL)
    {
      yx_workers_run_task (self->lanes[lane].workers, task, do_errand, result_destroy);
      return;
    }
  g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "The seat is closed");
  g_object_unref (task);
}

/**
 * yx_seat_run_finish:
 * @self: a seat
 * @result: what the callback was given
 *
 * Notes by the way whether the hall answers.
 *
 * Returns: (transfer full) (nullable): what the work returned
 */
gpointer
yx_seat_run_finish (YxSeat *self, GAsyncResult *result, GError **error)
{
  g_autoptr (GError) local = NULL;
  gpointer found;

  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  found = g_task_propagate_pointer (G_TASK (result), &local);
  if (g_error_matches (local, YX_CLIENT_ERROR, YX_CLIENT_ERROR_UNREACHABLE))
    yx_seat_set_online (self, FALSE);
  if (local != NULL)
    g_propagate_error (error, g_steal_pointer (&local));
  return found;
}

/**
 * yx_seat_close:
 * @self: a seat
 *
 * Cancels what runs, waits for it, and wipes unlocked keys. Nothing runs on it any more.
 */
void
yx_seat_close (YxSeat *self)
{
  g_return_if_fail (YX_IS_SEAT (self));
  g_cancellable_cancel (self->closing);
  g_clear_pointer (&self->sync, yx_sync_free);
  for (int i = 0; i < YX_N_LANES; i++)
    {
      g_clear_pointer (&self->lanes[i].workers, yx_workers_free);
      yx_flow_lock (self->lanes[i].actor);
    }
}
