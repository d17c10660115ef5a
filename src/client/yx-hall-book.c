/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client/yx-hall-book.h"

#include <string.h>

#include "base/yx-files.h"
#include "base/yx-id.h"
#include "base/yx-json.h"

#define FILE_NAME "halls.json"
#define MAX_SIZE (1024 * 1024)

struct _YxHallBook
{
  char *folder;        /* (owned) */
  YxKnownHalls *known; /* (owned) */
};

static YxKnownHalls *
read_known (const char *path, GError **error)
{
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (YxKnownHalls) known = NULL;
  gsize size;
  const char *text;

  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    return yx_known_halls_new ();
  bytes = yx_file_read (path, MAX_SIZE, error);
  if (bytes == NULL)
    return NULL;
  text = g_bytes_get_data (bytes, &size);
  node = yx_json_parse (text, size, NULL, error);
  known = node != NULL ? yx_record_from_json (&yx_known_halls_type, node, YX_ANSWER, error) : NULL;
  return known != NULL && yx_record_validate (known, error) ? g_steal_pointer (&known) : NULL;
}

/**
 * yx_hall_book_open:
 * @folder: where the desktop keeps its things; made, for its owner only, when it isn't there
 *
 * Returns: (transfer full) (nullable): the book; an empty one when nothing was written yet
 */
YxHallBook *
yx_hall_book_open (const char *folder, GError **error)
{
  g_autofree char *path = g_build_filename (folder, FILE_NAME, NULL);
  YxKnownHalls *known;
  YxHallBook *book;

  if (!yx_directory_make (folder, error))
    return NULL;
  known = read_known (path, error);
  if (known == NULL)
    {
      g_prefix_error (error, "%s can't be read: ", path);
      return NULL;
    }
  book = g_new0 (YxHallBook, 1);
  book->folder = g_strdup (folder);
  book->known = known;
  return book;
}

/**
 * yx_hall_book_free:
 * @book: (transfer full): a book
 */
void
yx_hall_book_free (YxHallBook *book)
{
  yx_known_halls_unref (book->known);
  g_free (book->folder);
  g_free (book);
}

static gboolean
save (YxHallBook *book, GError **error)
{
  g_autofree char *path = g_build_filename (book->folder, FILE_NAME, NULL);
  g_autoptr (JsonNode) node = yx_record_to_json (book->known, YX_ANSWER);
  g_autofree char *text = json_to_string (node, TRUE);

  return yx_file_write (path, text, strlen (text), 0600, error);
}

/* Records never change while others may hold them: what is in the book is replaced by a changed copy. */
static gboolean
put_halls (YxHallBook *book, GPtrArray *halls, const char *last, GError **error)
{
  YxKnownHalls *known = yx_known_halls_new ();

  yx_record_take_list (known, "halls", halls);
  if (last != NULL)
    yx_record_set_text (known, "last", last);
  yx_known_halls_unref (book->known);
  book->known = known;
  return save (book, error);
}

static GPtrArray *
copy_list (GPtrArray *list)
{
  GPtrArray *copy = g_ptr_array_new_with_free_func (yx_record_unref);

  for (guint i = 0; list != NULL && i < list->len; i++)
    g_ptr_array_add (copy, yx_record_ref (list->pdata[i]));
  return copy;
}

static gboolean
replace (YxHallBook *book, YxKnownHall *changed, const char *last, GError **error)
{
  GPtrArray *halls = copy_list (book->known->halls);

  for (guint i = 0; i < halls->len; i++)
    if (strcmp (((YxKnownHall *) halls->pdata[i])->id, changed->id) == 0)
      {
        yx_record_unref (halls->pdata[i]);
        halls->pdata[i] = yx_known_hall_ref (changed);
      }
  return put_halls (book, halls, last, error);
}

/**
 * yx_hall_book_halls:
 * @book: a book
 *
 * Returns: (transfer none) (nullable) (element-type YxKnownHall): all halls, until the book is changed
 */
GPtrArray *
yx_hall_book_halls (YxHallBook *book)
{
  return book->known->halls;
}

/**
 * yx_hall_book_find:
 * @book: a book
 * @id: a hall's id
 *
 * Returns: (transfer none) (nullable): that hall, until the book is changed
 */
YxKnownHall *
yx_hall_book_find (YxHallBook *book, const char *id)
{
  GPtrArray *halls = book->known->halls;

  for (guint i = 0; id != NULL && halls != NULL && i < halls->len; i++)
    if (strcmp (((YxKnownHall *) halls->pdata[i])->id, id) == 0)
      return halls->pdata[i];
  return NULL;
}

/**
 * yx_hall_book_find_kind:
 * @book: a book
 * @kind: where it is
 * @url: (nullable): of a far one
 *
 * Returns: (transfer none) (nullable): the hall, until the book is changed
 */
YxKnownHall *
yx_hall_book_find_kind (YxHallBook *book, YxHallKind kind, const char *url)
{
  GPtrArray *halls = book->known->halls;

  for (guint i = 0; halls != NULL && i < halls->len; i++)
    {
      YxKnownHall *hall = halls->pdata[i];

      if (hall->kind == (int) kind && g_strcmp0 (hall->url, url) == 0)
        return hall;
    }
  return NULL;
}

/**
 * yx_hall_book_last:
 * @book: a book
 *
 * Returns: (transfer none) (nullable): the hall that was used last
 */
YxKnownHall *
yx_hall_book_last (YxHallBook *book)
{
  return yx_hall_book_find (book, book->known->last);
}

/**
 * yx_hall_book_last_account:
 * @hall: a hall
 *
 * Returns: (transfer none) (nullable): the account that signed in there last
 */
YxKnownAccount *
yx_hall_book_last_account (YxKnownHall *hall)
{
  for (guint i = 0; hall->accounts != NULL && i < hall->accounts->len; i++)
    {
      YxKnownAccount *account = hall->accounts->pdata[i];

      if (g_strcmp0 (account->id, hall->last) == 0)
        return account;
    }
  return NULL;
}

/**
 * yx_hall_book_add:
 * @book: a book
 * @kind: where it is
 * @url: (nullable): of a far one
 * @pin: (nullable): hex SHA-256 of its public key, which somebody confirmed
 *
 * Returns: (transfer none) (nullable): the hall; the one that is there already, if so
 */
YxKnownHall *
yx_hall_book_add (YxHallBook *book, YxHallKind kind, const char *url, const char *pin, GError **error)
{
  YxKnownHall *hall = yx_hall_book_find_kind (book, kind, url);
  g_autofree char *id = yx_id_new ("hal");
  GPtrArray *halls;

  if (hall != NULL)
    return hall;
  hall = yx_known_hall_new ();
  yx_record_set_text (hall, "id", id);
  yx_record_set_int (hall, "kind", kind);
  if (url != NULL)
    yx_record_set_text (hall, "url", url);
  if (pin != NULL)
    yx_record_set_text (hall, "pin", pin);
  halls = copy_list (book->known->halls);
  g_ptr_array_add (halls, hall);
  return put_halls (book, halls, id, error) ? yx_hall_book_find (book, id) : NULL;
}

/**
 * yx_hall_book_forget:
 * @book: a book
 * @hall: the hall's id
 *
 * Returns: whether it is written that this machine does not know the hall
 */
gboolean
yx_hall_book_forget (YxHallBook *book, const char *hall, GError **error)
{
  YxKnownHall *found = yx_hall_book_find (book, hall);
  g_autofree char *last = g_strcmp0 (book->known->last, hall) != 0 ? g_strdup (book->known->last) : NULL;
  GPtrArray *halls;

  g_return_val_if_fail (found != NULL, FALSE);
  halls = copy_list (book->known->halls);
  for (guint i = halls->len; i-- > 0;)
    if (strcmp (((YxKnownHall *) halls->pdata[i])->id, found->id) == 0)
      g_ptr_array_remove_index (halls, i);
  return put_halls (book, halls, last, error);
}

static gboolean
set_text (YxHallBook *book, const char *id, const char *field, const char *value, GError **error)
{
  YxKnownHall *hall = yx_hall_book_find (book, id);
  g_autoptr (YxKnownHall) changed = NULL;

  g_return_val_if_fail (hall != NULL, FALSE);
  changed = yx_record_copy (hall);
  yx_record_set_text (changed, field, value);
  return replace (book, changed, id, error);
}

/**
 * yx_hall_book_name:
 * @book: a book
 * @hall: the hall's id
 * @name: what it calls itself
 *
 * Returns: whether it is written
 */
gboolean
yx_hall_book_name (YxHallBook *book, const char *hall, const char *name, GError **error)
{
  return set_text (book, hall, "name", name, error);
}

/**
 * yx_hall_book_pin:
 * @book: a book
 * @hall: the hall's id
 * @pin: hex SHA-256 of another public key, which somebody confirmed
 *
 * Returns: whether it is written
 */
gboolean
yx_hall_book_pin (YxHallBook *book, const char *hall, const char *pin, GError **error)
{
  return set_text (book, hall, "pin", pin, error);
}

static GPtrArray *
without_account (YxKnownHall *hall, const char *account)
{
  GPtrArray *accounts = copy_list (hall->accounts);

  for (guint i = accounts->len; i-- > 0;)
    if (strcmp (((YxKnownAccount *) accounts->pdata[i])->id, account) == 0)
      g_ptr_array_remove_index (accounts, i);
  return accounts;
}

/**
 * yx_hall_book_signed_in:
 * @book: a book
 * @hall: the hall's id
 * @account: who signed in there; the first one from now on
 *
 * Returns: whether it is written
 */
gboolean
yx_hall_book_signed_in (YxHallBook *book, const char *hall, YxKnownAccount *account, GError **error)
{
  YxKnownHall *found = yx_hall_book_find (book, hall);
  g_autoptr (YxKnownHall) changed = NULL;
  GPtrArray *accounts;

  g_return_val_if_fail (found != NULL, FALSE);
  changed = yx_record_copy (found);
  accounts = without_account (found, account->id);
  g_ptr_array_insert (accounts, 0, yx_known_account_ref (account));
  if (accounts->len > yx_field_limit (yx_record_type_find (&yx_known_hall_type, "accounts")))
    g_ptr_array_remove_index (accounts, accounts->len - 1);
  yx_record_take_list (changed, "accounts", accounts);
  yx_record_set_text (changed, "last", account->id);
  yx_record_set_int (changed, "signed_in", TRUE);
  return replace (book, changed, hall, error);
}

/**
 * yx_hall_book_signed_out:
 * @book: a book
 * @hall: the hall's id
 *
 * Notes that the last account there has signed out, or that its session is over: the next start asks for the password.
 *
 * Returns: whether it is written
 */
gboolean
yx_hall_book_signed_out (YxHallBook *book, const char *hall, GError **error)
{
  YxKnownHall *found = yx_hall_book_find (book, hall);
  g_autoptr (YxKnownHall) changed = NULL;

  g_return_val_if_fail (found != NULL, FALSE);
  changed = yx_record_copy (found);
  yx_record_set_int (changed, "signed_in", FALSE);
  return replace (book, changed, hall, error);
}

/**
 * yx_hall_book_forget_account:
 * @book: a book
 * @hall: the hall's id
 * @account: the account's id
 *
 * Returns: whether it is written that nobody knows of the account here
 */
gboolean
yx_hall_book_forget_account (YxHallBook *book, const char *hall, const char *account, GError **error)
{
  YxKnownHall *found = yx_hall_book_find (book, hall);
  g_autoptr (YxKnownHall) changed = NULL;

  g_return_val_if_fail (found != NULL, FALSE);
  changed = yx_record_copy (found);
  yx_record_take_list (changed, "accounts", without_account (found, account));
  if (g_strcmp0 (found->last, account) == 0)
    yx_record_unset (changed, "last");
  return replace (book, changed, hall, error);
}

/**
 * yx_hall_book_hall_folder:
 * @book: a book
 * @kind: %YX_HALL_OWN or %YX_HALL_SAMPLE
 *
 * Returns: (transfer full): the data folder of such a hall (formats.md "Environment and logs")
 */
char *
yx_hall_book_hall_folder (YxHallBook *book, YxHallKind kind)
{
  return g_build_filename (book->folder, kind == YX_HALL_SAMPLE ? "sample" : "hall", NULL);
}

/**
 * yx_hall_book_stores_folder:
 * @book: a book
 * @hall: the hall's id
 *
 * Returns: (transfer full): where the #YxLocalStore of each account at that hall lies; it need not be there yet
 */
char *
yx_hall_book_stores_folder (YxHallBook *book, const char *hall)
{
  return g_build_filename (book->folder, YX_HALL_BOOK_STORES, hall, NULL);
}
