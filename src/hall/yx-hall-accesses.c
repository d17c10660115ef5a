/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "hall/yx-hall-accesses.h"

#include "hall/yx-hall-events.h"
#include "hall/yx-hall-rows.h"
#include "model/yx-filing.h"

/* Beyond it the database is asked again what was noted; nothing is noted twice. */
#define MANY 100000

struct _YxHallAccesses
{
  GMutex mutex;
  GHashTable *noted; /* (owned) set of session and object, under the mutex */
};

/* What a session reads for the first time, as far as is known here. */
typedef struct
{
  YxHall *hall;
  const YxHallCall *call; /* (nullable): none of an officer at the hall itself */
  const char *session;    /* empty without a session */
  const char *action;
  GPtrArray *objects; /* (owned) (element-type utf8) */
} Access;

/**
 * yx_hall_accesses_new:
 *
 * Returns: (transfer full): nothing noted yet
 */
YxHallAccesses *
yx_hall_accesses_new (void)
{
  YxHallAccesses *accesses = g_new0 (YxHallAccesses, 1);

  g_mutex_init (&accesses->mutex);
  accesses->noted = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return accesses;
}

/**
 * yx_hall_accesses_free:
 * @accesses: (transfer full): accesses
 */
void
yx_hall_accesses_free (YxHallAccesses *accesses)
{
  g_hash_table_unref (accesses->noted);
  g_mutex_clear (&accesses->mutex);
  g_free (accesses);
}

static char *
key_of (const Access *access, const char *object)
{
  return g_strconcat (access->session, object, NULL);
}

/* Under the mutex. */
static void
add_unknown (Access *access, const char *object)
{
  g_autofree char *key = key_of (access, object);

  if (!g_hash_table_contains (access->hall->accesses->noted, key))
    g_ptr_array_add (access->objects, g_strdup (object));
}

static void
remember (const Access *access)
{
  YxHallAccesses *accesses = access->hall->accesses;
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&accesses->mutex);

  if (g_hash_table_size (accesses->noted) >= MANY)
    g_hash_table_remove_all (accesses->noted);
  for (guint i = 0; i < access->objects->len; i++)
    g_hash_table_add (accesses->noted, key_of (access, access->objects->pdata[i]));
}

/* The document of the path, or what the answer is made of. */
static void
collect (Access *access)
{
  const YxRecord *answer = access->call->answer;
  const YxField *items = answer != NULL ? yx_record_type_find (answer->type, "items") : NULL;
  GPtrArray *list = items != NULL ? *(GPtrArray **)yx_field_at (items, answer) : NULL;
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&access->hall->accesses->mutex);

  if (access->call->document != NULL)
    add_unknown (access, access->call->document->id);
  else if (items == NULL && answer != NULL)
    add_unknown (access, yx_record_get_text (answer, "id"));
  for (guint i = 0; list != NULL && i < list->len; i++)
    add_unknown (access, yx_record_get_text (list->pdata[i], "id"));
}

static gboolean
note (YxHallWrite *write, const Access *access, const char *object, GError **error)
{
  gint64 count;

  if (!yx_hall_number (write->db,
                       "SELECT COUNT (*) AS \"number\" FROM \"event\" WHERE \"object\" = :object AND "
                       "COALESCE (\"session\", '') = :session AND \"action\" = :action",
                       YX_WITH ("object", object, "session", access->session, "action", access->action),
                       &count, error))
    return FALSE;
  return count > 0 || yx_hall_event_write (write, object, access->action, NULL, error);
}

static gboolean
note_all (YxHallWrite *write, gpointer data, GError **error)
{
  const Access *access = data;

  for (guint i = 0; i < access->objects->len; i++)
    if (!note (write, access, access->objects->pdata[i], error))
      return FALSE;
  return TRUE;
}

static gboolean
write_unknown (Access *access, GError **error)
{
  if (access->objects->len == 0)
    return TRUE;
  if (!yx_hall_write (access->hall, access->call, note_all, access, error))
    return FALSE;
  remember (access);
  return TRUE;
}

/* What the call is about to show for the first time; empty where that need not be known. */
static void
begin_access (Access *access, const YxHallCall *call)
{
  *access = (Access){ .hall = call->hall, .call = call, .objects = g_ptr_array_new_with_free_func (g_free) };
  if (!(call->endpoint->flags & YX_API_PERSONAL) || call->session->kind != YX_ACCOUNT_ENTERPRISE)
    return;
  access->session = call->session->id;
  access->action = yx_right_for (call->endpoint->action)->name;
  collect (access);
}

/**
 * yx_hall_access_is_noted:
 * @call: a call that its handler has done
 *
 * Returns: whether yx_hall_access_note() has nothing to write
 */
gboolean
yx_hall_access_is_noted (const YxHallCall *call)
{
  g_autoptr (GPtrArray) objects = NULL;
  Access access;

  begin_access (&access, call);
  objects = access.objects;
  return objects->len == 0;
}

/**
 * yx_hall_access_note:
 * @call: a call that its handler has done
 *
 * Where an enterprise is about to see what is personal about a worker, that stands in the history of the filing or
 * document before the answer leaves: `filing.read`, `document.read`, once for each session and object. The worker sees
 * it there and in the export of their own data.
 *
 * Returns: whether it is written, or need not be
 */
gboolean
yx_hall_access_note (const YxHallCall *call, GError **error)
{
  g_autoptr (GPtrArray) objects = NULL;
  Access access;

  begin_access (&access, call);
  objects = access.objects;
  return write_unknown (&access, error);
}

/**
 * yx_hall_access_note_officer:
 * @hall: a hall
 * @filings: (element-type YxFiling): what an officer at the hall itself is about to be shown
 *
 * As yx_hall_access_note(): `filing.read.officer`, once for each filing.
 *
 * Returns: whether it is written
 */
gboolean
yx_hall_access_note_officer (YxHall *hall, GPtrArray *filings, GError **error)
{
  g_autoptr (GPtrArray) objects = g_ptr_array_new_with_free_func (g_free);
  Access access = { .hall = hall, .session = "", .action = "filing.read.officer", .objects = objects };

  g_mutex_lock (&hall->accesses->mutex);
  for (guint i = 0; i < filings->len; i++)
    add_unknown (&access, ((YxFiling *)filings->pdata[i])->id);
  g_mutex_unlock (&hall->accesses->mutex);
  return write_unknown (&access, error);
}
