/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/start/yx-reception.h"

#include <glib/gi18n-lib.h>

#include "base/yx-files.h"
#include "base/yx-workers.h"
#include "client/yx-hall-keeper.h"
#include "flow/yx-flow-account.h"
#include "flow/yx-sample-hall.h"

#define MAX_WAITING 32
#define PER_MILLE 1000

struct _YxReception
{
  GObject parent_instance;

  char *folder;       /* (owned) */
  YxHallBook *book;   /* (owned) */
  YxWorkers *workers; /* (owned): one thread */
  GWeakRef *here;     /* (owned): for threads that want to tell something */
  YxDoor *door;       /* (owned) (nullable): of the hall that was entered last */
  YxSeat *lobby;      /* (owned) (nullable): nobody's seat there */
  YxSeat *seat;       /* (nullable), weak: the seat that was given out last */
  char *account;      /* (owned) (nullable): whose that is */
  gboolean lasting;
  gint sample_made; /* atomic: per mille of the sample hall that is being made */

  /* Of the worker's thread. */
  YxKeyRing *ring;                        /* (owned) (nullable) */
  YxHallKeeper *keepers[YX_HALL_FAR + 1]; /* (owned) (nullable): by kind */
};

G_DEFINE_FINAL_TYPE (YxReception, yx_reception, G_TYPE_OBJECT)

/* What is to be done on the worker's thread. */
typedef struct
{
  YxReception *reception; /* the task's source, which outlives it */
  YxKnownHall *hall;      /* (owned) */
  YxKnownAccount *account; /* (owned) (nullable): whose session goes on */
  YxAccountKind kind;
  char *login;        /* (owned) (nullable): who signs in */
  YxSecret *password; /* (owned) (nullable) */
} Errand;

static void
free_errand (gpointer data)
{
  Errand *errand = data;

  g_clear_pointer (&errand->hall, yx_known_hall_unref);
  g_clear_pointer (&errand->account, yx_known_account_unref);
  g_clear_pointer (&errand->password, yx_secret_unref);
  g_free (errand->login);
  g_free (errand);
}

typedef struct
{
  YxReception *reception; /* (owned) */
  gboolean up;
} News;

static void
free_news (gpointer data)
{
  News *news = data;

  g_object_unref (news->reception);
  g_free (news);
}

static gboolean
take_news (gpointer data)
{
  const News *news = data;
  YxReception *self = news->reception;
  gboolean own = self->door != NULL && self->door->kind != YX_HALL_FAR;

  if (own && self->seat != NULL)
    yx_seat_set_online (self->seat, news->up);
  if (own && self->lobby != NULL)
    yx_seat_set_online (self->lobby, news->up);
  return G_SOURCE_REMOVE;
}

/* On a keeper's thread. */
static void
hall_changed (gboolean up, gpointer data)
{
  YxReception *self = g_weak_ref_get (data);
  News *news;

  if (self == NULL)
    return;
  news = g_new0 (News, 1);
  news->reception = self;
  news->up = up;
  g_idle_add_full (G_PRIORITY_DEFAULT, take_news, news, free_news);
}

static YxHallKeeper *
keep (YxReception *self, YxHallKind kind, GCancellable *cancellable, GError **error)
{
  g_autofree char *folder = NULL;

  if (self->keepers[kind] != NULL)
    return self->keepers[kind];
  folder = yx_hall_book_hall_folder (self->book, kind);
  self->keepers[kind] = yx_hall_keeper_new (folder, _("Hall on this computer"), cancellable, error);
  if (self->keepers[kind] != NULL)
    yx_hall_keeper_watch (self->keepers[kind], hall_changed, self->here);
  return self->keepers[kind];
}

static YxDoor *
open_door (const Errand *errand, GCancellable *cancellable, GError **error)
{
  YxReception *self = errand->reception;
  g_autofree char *folder = yx_hall_book_stores_folder (self->book, errand->hall->id);
  YxHallKeeper *keeper;

  if (self->ring == NULL)
    self->ring = yx_key_ring_new ();
  if (errand->hall->kind == YX_HALL_FAR)
    return yx_door_new (errand->hall, errand->hall->url, folder, self->ring, NULL);
  keeper = keep (self, (YxHallKind) errand->hall->kind, cancellable, error);
  return keeper != NULL
             ? yx_door_new (errand->hall, yx_hall_keeper_url (keeper), folder, self->ring, yx_hall_keeper_codes (keeper))
             : NULL;
}

static gpointer
run_errand (gpointer data, GCancellable *cancellable, GError **error)
{
  const Errand *errand = data;
  g_autoptr (YxDoor) door = open_door (errand, cancellable, error);

  if (door == NULL)
    return NULL;
  if (errand->login != NULL)
    return yx_arrival_sign_in (door, errand->kind, errand->login, errand->password, cancellable, error);
  if (errand->account != NULL)
    return yx_arrival_resume (door, errand->account, cancellable, error);
  return yx_arrival_of_nobody (door, cancellable, error);
}

static void
free_arrival (gpointer arrival)
{
  yx_arrival_free (arrival);
}

static void
send_errand (YxReception *self, Errand *errand, gpointer tag, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  errand->reception = self;
  g_task_set_source_tag (task, tag);
  g_task_set_task_data (task, errand, free_errand);
  yx_workers_run_task (self->workers, task, run_errand, free_arrival);
}

static void
yx_reception_finalize (GObject *object)
{
  YxReception *self = YX_RECEPTION (object);

  g_clear_pointer (&self->workers, yx_workers_free);
  g_clear_weak_pointer (&self->seat);
  g_clear_object (&self->lobby);
  for (gsize i = 0; i < G_N_ELEMENTS (self->keepers); i++)
    g_clear_pointer (&self->keepers[i], yx_hall_keeper_free);
  g_weak_ref_clear (self->here);
  g_free (self->here);
  g_clear_pointer (&self->door, yx_door_unref);
  g_clear_pointer (&self->ring, yx_key_ring_unref);
  g_clear_pointer (&self->book, yx_hall_book_free);
  g_free (self->account);
  g_free (self->folder);
  G_OBJECT_CLASS (yx_reception_parent_class)->finalize (object);
}

static void
yx_reception_class_init (YxReceptionClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = yx_reception_finalize;
}

static void
yx_reception_init (YxReception *self)
{
  self->here = g_new0 (GWeakRef, 1);
  g_weak_ref_init (self->here, self);
  self->workers = yx_workers_new ("reception", 1, MAX_WAITING);
}

/**
 * yx_reception_new:
 * @folder: where the desktop keeps its things
 *
 * Returns: (transfer full) (nullable): a reception
 */
YxReception *
yx_reception_new (const char *folder, GError **error)
{
  g_autoptr (YxReception) self = g_object_new (YX_TYPE_RECEPTION, NULL);

  self->folder = g_strdup (folder);
  self->book = yx_hall_book_open (folder, error);
  return self->book != NULL ? g_steal_pointer (&self) : NULL;
}

/**
 * yx_reception_get_book:
 * @self: a reception
 *
 * Returns: (transfer none): the halls that this machine knows
 */
YxHallBook *
yx_reception_get_book (YxReception *self)
{
  g_return_val_if_fail (YX_IS_RECEPTION (self), NULL);
  return self->book;
}

/**
 * yx_reception_get_hall:
 * @self: a reception
 *
 * Returns: (transfer none) (nullable): the hall that was entered last, until the book is changed
 */
YxKnownHall *
yx_reception_get_hall (YxReception *self)
{
  g_return_val_if_fail (YX_IS_RECEPTION (self), NULL);
  return self->door != NULL ? yx_hall_book_find (self->book, self->door->hall) : NULL;
}

/**
 * yx_reception_get_lasting:
 * @self: a reception at which a hall was entered
 *
 * Returns: whether there is a secret service; without one, nothing that is kept of an account can be read after the next start
 */
gboolean
yx_reception_get_lasting (YxReception *self)
{
  g_return_val_if_fail (YX_IS_RECEPTION (self), FALSE);
  return self->lasting;
}

/**
 * yx_reception_get_account:
 * @self: a reception
 *
 * Returns: (transfer none) (nullable): the id of the account that has the seat
 */
const char *
yx_reception_get_account (YxReception *self)
{
  g_return_val_if_fail (YX_IS_RECEPTION (self), NULL);
  return self->account;
}

/**
 * yx_reception_enter:
 * @self: a reception
 * @hall: the hall's id in the book
 *
 * Goes into a hall, to register or to sign in; one on this computer is made and started first. Ask
 * yx_reception_finish() for the seat, which is nobody's.
 */
void
yx_reception_enter (YxReception *self, const char *hall, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  Errand *errand = g_new0 (Errand, 1);

  errand->hall = yx_known_hall_ref (yx_hall_book_find (self->book, hall));
  send_errand (self, errand, yx_reception_enter, cancellable, callback, user_data);
}

/**
 * yx_reception_sign_in:
 * @self: a reception at which a hall was entered
 * @kind: an enterprise's account or a person's
 * @login: account name, phone or document number
 * @password: the account's password
 *
 * Signs in there. Ask yx_reception_finish() for the account's seat.
 */
void
yx_reception_sign_in (YxReception *self, YxAccountKind kind, const char *login, YxSecret *password, GCancellable *cancellable,
                      GAsyncReadyCallback callback, gpointer user_data)
{
  Errand *errand = g_new0 (Errand, 1);

  errand->hall = yx_known_hall_ref (yx_reception_get_hall (self));
  errand->kind = kind;
  errand->login = g_strdup (login);
  errand->password = yx_secret_ref (password);
  send_errand (self, errand, yx_reception_sign_in, cancellable, callback, user_data);
}

static YxKnownAccount *
find_account (YxKnownHall *hall, const char *id)
{
  for (guint i = 0; hall->accounts != NULL && i < hall->accounts->len; i++)
    {
      YxKnownAccount *account = hall->accounts->pdata[i];

      if (g_str_equal (account->id, id))
        return account;
    }
  return NULL;
}

/**
 * yx_reception_resume:
 * @self: a reception
 * @hall: the hall's id in the book
 * @account: an account that the book knows there
 *
 * Goes on where that account's session was left. Ask yx_reception_finish() for its seat.
 */
void
yx_reception_resume (YxReception *self, const char *hall, const char *account, GCancellable *cancellable,
                     GAsyncReadyCallback callback, gpointer user_data)
{
  Errand *errand = g_new0 (Errand, 1);

  errand->hall = yx_known_hall_ref (yx_hall_book_find (self->book, hall));
  errand->account = yx_known_account_ref (find_account (errand->hall, account));
  send_errand (self, errand, yx_reception_resume, cancellable, callback, user_data);
}

/* The book is a convenience: that it could not be written spoils nothing that was done. */
static void
note_arrival (YxReception *self, YxArrival *arrival)
{
  g_autoptr (GError) error = NULL;
  const char *hall = arrival->door->hall;

  if (!yx_hall_book_name (self->book, hall, arrival->read->hall->name, &error)
      || (arrival->account != NULL && !yx_hall_book_signed_in (self->book, hall, arrival->account, &error)))
    g_debug ("The known halls can't be written: %s", error->message);
}

/**
 * yx_reception_finish:
 * @self: a reception
 * @result: what the callback was given
 *
 * Returns: (transfer full) (nullable): the seat that was asked for
 */
YxSeat *
yx_reception_finish (YxReception *self, GAsyncResult *result, GError **error)
{
  g_autoptr (YxArrival) arrival = NULL;
  YxSeat *seat;

  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  arrival = g_task_propagate_pointer (G_TASK (result), error);
  if (arrival == NULL)
    return NULL;
  note_arrival (self, arrival);
  self->lasting = yx_key_ring_is_lasting (arrival->door->ring);
  g_clear_pointer (&self->door, yx_door_unref);
  self->door = yx_door_ref (arrival->door);
  seat = yx_arrival_sit_down (arrival);
  if (arrival->account == NULL)
    {
      g_set_object (&self->lobby, seat);
      return seat;
    }
  g_free (self->account);
  self->account = g_strdup (arrival->account->id);
  g_set_weak_pointer (&self->seat, seat);
  return seat;
}

/* What is left to do once somebody wants to go. */
typedef struct
{
  YxKeyRing *ring;
  char *hall;
  char *account;
} Leaving;

static void
free_leaving (gpointer data)
{
  Leaving *leaving = data;

  yx_key_ring_unref (leaving->ring);
  g_free (leaving->hall);
  g_free (leaving->account);
  g_free (leaving);
}

static gpointer
leave (YxActor *actor, gpointer data, GCancellable *cancellable, GError **error)
{
  const Leaving *leaving = data;
  gboolean forgotten = yx_key_ring_forget_token (leaving->ring, leaving->hall, leaving->account, NULL, error);

  return GINT_TO_POINTER (yx_flow_sign_out (actor, NULL, NULL) && forgotten);
}

static void
left (GObject *source, GAsyncResult *result, gpointer data)
{
  yx_seat_close (YX_SEAT (source));
}

/**
 * yx_reception_sign_out:
 * @self: a reception
 * @seat: the seat that it gave out last
 *
 * Ends the session, here in any case, and closes the seat afterwards. The account stays in the book.
 */
void
yx_reception_sign_out (YxReception *self, YxSeat *seat)
{
  g_autoptr (GError) error = NULL;
  Leaving *leaving;

  g_return_if_fail (YX_IS_RECEPTION (self) && seat == self->seat);
  leaving = g_new0 (Leaving, 1);
  leaving->ring = yx_key_ring_ref (self->door->ring);
  leaving->hall = g_strdup (self->door->hall);
  leaving->account = g_steal_pointer (&self->account);
  g_clear_weak_pointer (&self->seat);
  if (!yx_hall_book_signed_out (self->book, leaving->hall, &error))
    g_debug ("The known halls can't be written: %s", error->message);
  yx_seat_run (seat, YX_LANE_ACT, leave, leaving, free_leaving, NULL, NULL, left, NULL);
}

static void
note_made (guint done, guint all, gpointer data)
{
  g_atomic_int_set (&((YxReception *) data)->sample_made, (gint) ((guint64) done * PER_MILLE / MAX (all, 1)));
}

static gpointer
make_sample (gpointer data, GCancellable *cancellable, GError **error)
{
  YxReception *self = data;
  g_autofree char *folder = yx_hall_book_hall_folder (self->book, YX_HALL_SAMPLE);

  g_atomic_int_set (&self->sample_made, 0);
  if (!yx_sample_hall_make (folder, note_made, self, cancellable, error))
    return NULL;
  return yx_sample_guide_read (folder, error);
}

static void
free_guide (gpointer guide)
{
  yx_sample_guide_unref (guide);
}

/**
 * yx_reception_make_sample:
 * @self: a reception
 *
 * Makes the sample hall where there is none yet. What is cancelled or fails leaves nothing.
 */
void
yx_reception_make_sample (YxReception *self, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, yx_reception_make_sample);
  g_task_set_task_data (task, self, NULL);
  yx_workers_run_task (self->workers, task, make_sample, free_guide);
}

/**
 * yx_reception_make_sample_finish:
 * @self: a reception
 * @result: what the callback was given
 *
 * Returns: (transfer full) (nullable): how to get into the sample hall
 */
YxSampleGuide *
yx_reception_make_sample_finish (YxReception *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * yx_reception_get_sample_made:
 * @self: a reception
 *
 * Returns: how much of the sample hall is made, 0 to 1
 */
double
yx_reception_get_sample_made (YxReception *self)
{
  g_return_val_if_fail (YX_IS_RECEPTION (self), 0);
  return (double) g_atomic_int_get (&self->sample_made) / PER_MILLE;
}

/**
 * yx_reception_read_sample:
 * @self: a reception
 *
 * Returns: (transfer full) (nullable): how to get into the sample hall of this machine
 */
YxSampleGuide *
yx_reception_read_sample (YxReception *self, GError **error)
{
  g_autofree char *folder = NULL;

  g_return_val_if_fail (YX_IS_RECEPTION (self), NULL);
  folder = yx_hall_book_hall_folder (self->book, YX_HALL_SAMPLE);
  return yx_sample_guide_read (folder, error);
}

/* What is to be taken away. */
typedef struct
{
  YxReception *reception; /* the task's source, which outlives it */
  char *hall;             /* (owned) (nullable): its id, where the book had it */
} Removal;

static void
free_removal (gpointer data)
{
  g_free (((Removal *) data)->hall);
  g_free (data);
}

static gpointer
remove_sample (gpointer data, GCancellable *cancellable, GError **error)
{
  const Removal *removal = data;
  YxReception *self = removal->reception;
  g_autofree char *folder = yx_hall_book_hall_folder (self->book, YX_HALL_SAMPLE);
  g_autofree char *stores = NULL;

  g_clear_pointer (&self->keepers[YX_HALL_SAMPLE], yx_hall_keeper_free);
  yx_sample_hall_remove (folder);
  if (removal->hall == NULL)
    return self;
  stores = yx_hall_book_stores_folder (self->book, removal->hall);
  yx_directory_remove (stores);
  return self->ring == NULL || yx_key_ring_forget_hall (self->ring, removal->hall, cancellable, error) ? self : NULL;
}

/**
 * yx_reception_remove_sample:
 * @self: a reception; nobody has a seat at the sample hall any more
 *
 * Removes the sample hall and all that this machine keeps of its accounts.
 */
void
yx_reception_remove_sample (YxReception *self, GAsyncReadyCallback callback, gpointer user_data)
{
  YxKnownHall *hall = yx_hall_book_find_kind (self->book, YX_HALL_SAMPLE, NULL);
  GTask *task = g_task_new (self, NULL, callback, user_data);
  Removal *removal = g_new0 (Removal, 1);
  g_autoptr (GError) error = NULL;

  removal->reception = self;
  removal->hall = hall != NULL ? g_strdup (hall->id) : NULL;
  if (self->door != NULL && self->door->kind == YX_HALL_SAMPLE)
    {
      g_clear_pointer (&self->door, yx_door_unref);
      g_clear_pointer (&self->account, g_free);
      g_clear_object (&self->lobby);
    }
  if (hall != NULL && !yx_hall_book_forget (self->book, removal->hall, &error))
    g_debug ("The known halls can't be written: %s", error->message);
  g_task_set_source_tag (task, yx_reception_remove_sample);
  g_task_set_task_data (task, removal, free_removal);
  yx_workers_run_task (self->workers, task, remove_sample, NULL);
}

/**
 * yx_reception_remove_sample_finish:
 * @self: a reception
 * @result: what the callback was given
 *
 * Returns: whether nothing of it is left
 */
gboolean
yx_reception_remove_sample_finish (YxReception *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  return g_task_propagate_pointer (G_TASK (result), error) != NULL;
}
