/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/start/yx-reception.h"

#include <glib/gi18n-lib.h>

#include "base/yx-workers.h"
#include "client/yx-hall-keeper.h"
#include "flow/yx-flow-account.h"

#define MAX_WAITING 32

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
  g_autofree char *folder = g_build_filename (self->folder, "accounts", errand->hall->id, NULL);
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
