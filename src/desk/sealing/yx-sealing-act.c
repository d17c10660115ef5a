/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/sealing/yx-sealing-act.h"

#include "flow/yx-flow-sign.h"

struct _YxSealingAct
{
  GObject parent_instance;

  GPtrArray *documents;    /* (owned) (element-type utf8) */
  YxSeal *seal;            /* (owned) */
  GCancellable *rest;      /* (owned): cancelled by the lane's thread, once no further one is to begin */
  GMainContext *context;   /* (owned) (nullable): the caller's */
  YxSealingNote note;
  gpointer data;
  int stop;                /* atomic */
  int unreachable;         /* atomic */
};

/* News of one document, on its way to the caller's thread. */
typedef struct
{
  YxSealingAct *act; /* (owned) */
  char *document;
  GError *error; /* (nullable) */
} News;

G_DEFINE_FINAL_TYPE (YxSealingAct, yx_sealing_act, G_TYPE_OBJECT)

static void
yx_sealing_act_finalize (GObject *object)
{
  YxSealingAct *self = YX_SEALING_ACT (object);

  g_ptr_array_unref (self->documents);
  yx_seal_unref (self->seal);
  g_object_unref (self->rest);
  g_clear_pointer (&self->context, g_main_context_unref);
  G_OBJECT_CLASS (yx_sealing_act_parent_class)->finalize (object);
}

static void
yx_sealing_act_class_init (YxSealingActClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = yx_sealing_act_finalize;
}

static void
yx_sealing_act_init (YxSealingAct *self)
{
  self->rest = g_cancellable_new ();
}

/**
 * yx_sealing_act_new:
 * @documents: (element-type utf8): documents' ids
 * @seal: the seal, with picture and object
 *
 * Returns: (transfer full): an act that has not begun
 */
YxSealingAct *
yx_sealing_act_new (GPtrArray *documents, YxSeal *seal)
{
  YxSealingAct *self = g_object_new (YX_TYPE_SEALING_ACT, NULL);

  self->documents = g_ptr_array_ref (documents);
  self->seal = yx_seal_ref (seal);
  return self;
}

static void
free_news (gpointer data)
{
  News *news = data;

  g_object_unref (news->act);
  g_clear_error (&news->error);
  g_free (news->document);
  g_free (news);
}

static gboolean
tell (gpointer data)
{
  News *news = data;

  news->act->note (news->document, news->error, news->act->data);
  return G_SOURCE_REMOVE;
}

/* On the lane's thread, after each. Those that do not begin any more are told of as cancelled. */
static void
note_result (guint done, guint all, const YxSigningResult *result, gpointer data)
{
  YxSealingAct *self = data;
  News *news = g_new0 (News, 1);

  if (g_error_matches (result->error, YX_CLIENT_ERROR, YX_CLIENT_ERROR_UNREACHABLE))
    g_atomic_int_set (&self->unreachable, TRUE);
  if (g_atomic_int_get (&self->unreachable) || g_atomic_int_get (&self->stop))
    g_cancellable_cancel (self->rest);
  news->act = g_object_ref (self);
  news->document = g_strdup (result->document);
  news->error = result->error != NULL ? g_error_copy (result->error) : NULL;
  g_main_context_invoke_full (self->context, G_PRIORITY_DEFAULT, tell, news, free_news);
}

static void
cancel_rest (GCancellable *cancellable, gpointer rest)
{
  g_cancellable_cancel (rest);
}

static gpointer
seal_all (YxActor *actor, gpointer data, GCancellable *cancellable, GError **error)
{
  YxSealingAct *self = data;
  gulong handler = g_cancellable_connect (cancellable, G_CALLBACK (cancel_rest), self->rest, NULL);
  g_autoptr (GPtrArray) results
    = yx_flow_seal_many (actor, self->documents, self->seal, note_result, self, self->rest);

  g_cancellable_disconnect (cancellable, handler);
  return GUINT_TO_POINTER (results->len + 1);
}

static void
sealed (GObject *seat, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  GError *error = NULL;

  yx_seat_run_finish (YX_SEAT (seat), result, &error);
  if (g_atomic_int_get (&YX_SEALING_ACT (g_task_get_source_object (task))->unreachable))
    yx_seat_set_online (YX_SEAT (seat), FALSE);
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

/**
 * yx_sealing_act_run:
 * @self: an act that has not begun
 * @seat: an enterprise whose keys are unlocked
 * @note: told after each document
 * @data: for @note; must live until @callback
 * @callback: called once, with @data, when nothing is under way any more
 *
 * Begins. Where the hall does not answer, the rest is not tried.
 */
void
yx_sealing_act_run (YxSealingAct *self, YxSeat *seat, YxSealingNote note, gpointer data, GAsyncReadyCallback callback)
{
  GTask *task = g_task_new (self, NULL, callback, data);

  g_task_set_source_tag (task, yx_sealing_act_run);
  self->note = note;
  self->data = data;
  self->context = g_main_context_ref_thread_default ();
  yx_seat_run (seat, YX_LANE_ACT, seal_all, g_object_ref (self), g_object_unref, NULL, NULL, sealed, task);
}

/**
 * yx_sealing_act_finish:
 * @self: an act
 * @result: what the callback was given
 * @unreachable: (out): whether the hall stopped answering
 */
void
yx_sealing_act_finish (YxSealingAct *self, GAsyncResult *result, gboolean *unreachable)
{
  g_return_if_fail (g_task_is_valid (result, self));
  *unreachable = g_atomic_int_get (&self->unreachable);
  g_task_propagate_boolean (G_TASK (result), NULL);
}

/**
 * yx_sealing_act_stop:
 * @self: an act that runs
 *
 * The document that is under way is finished; no further one begins.
 */
void
yx_sealing_act_stop (YxSealingAct *self)
{
  g_return_if_fail (YX_IS_SEALING_ACT (self));
  g_atomic_int_set (&self->stop, TRUE);
}
