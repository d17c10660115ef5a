/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

#include "client/yx-hall-book.h"
#include "lib/yx-test-folder.h"

#define FIRST "acc_aaaaaaaaaaaaaaaaaaaaaaaaaa"
#define SECOND "acc_bbbbbbbbbbbbbbbbbbbbbbbbba"

static YxHallBook *
open_book (YxTestFolder *folder)
{
  g_autofree char *path = yx_test_folder_path (folder, "yinxin");
  g_autoptr (GError) error = NULL;
  YxHallBook *book = yx_hall_book_open (path, &error);

  g_assert_no_error (error);
  return book;
}

static YxKnownAccount *
account (const char *id, const char *login, const char *name)
{
  YxKnownAccount *made = yx_known_account_new ();

  yx_record_set_text (made, "id", id);
  yx_record_set_int (made, "kind", YX_ACCOUNT_ENTERPRISE);
  yx_record_set_text (made, "login", login);
  yx_record_set_text (made, "name", name);
  return made;
}

/* What was written is there after a restart, and nobody else can look at it. */
static void
test_kept (void)
{
  g_autoptr (YxTestFolder) folder = yx_test_folder_new ();
  g_autoptr (YxHallBook) book = open_book (folder);
  g_autoptr (YxHallBook) again = NULL;
  g_autofree char *path = yx_test_folder_path (folder, "yinxin/halls.json");
  g_autofree char *above = yx_test_folder_path (folder, "yinxin");
  g_autofree char *id = NULL;
  g_autoptr (GError) error = NULL;
  struct stat info;
  YxKnownHall *hall;

  g_assert_null (yx_hall_book_last (book));
  hall = yx_hall_book_add (book, YX_HALL_FAR, "https://hall.example", "ab12", &error);
  g_assert_no_error (error);
  id = g_strdup (hall->id);
  g_assert_true (yx_hall_book_name (book, id, "吉林省网厅", &error));
  again = open_book (folder);
  hall = yx_hall_book_last (again);
  g_assert_nonnull (hall);
  g_assert_cmpstr (hall->id, ==, id);
  g_assert_cmpstr (hall->name, ==, "吉林省网厅");
  g_assert_cmpstr (hall->url, ==, "https://hall.example");
  g_assert_cmpstr (hall->pin, ==, "ab12");
  g_assert_cmpint (stat (path, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0600);
  g_assert_cmpint (stat (above, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0700);
}

/* The same hall is not written down twice; the own one and the sample one are different ones. */
static void
test_once (void)
{
  g_autoptr (YxTestFolder) folder = yx_test_folder_new ();
  g_autoptr (YxHallBook) book = open_book (folder);
  g_autofree char *own = yx_hall_book_hall_folder (book, YX_HALL_OWN);
  g_autofree char *sample = yx_hall_book_hall_folder (book, YX_HALL_SAMPLE);

  yx_hall_book_add (book, YX_HALL_OWN, NULL, NULL, NULL);
  yx_hall_book_add (book, YX_HALL_SAMPLE, NULL, NULL, NULL);
  yx_hall_book_add (book, YX_HALL_FAR, "https://a.example", "1", NULL);
  yx_hall_book_add (book, YX_HALL_FAR, "https://a.example", "2", NULL);
  yx_hall_book_add (book, YX_HALL_OWN, NULL, NULL, NULL);
  g_assert_cmpuint (yx_hall_book_halls (book)->len, ==, 3);
  g_assert_cmpstr (yx_hall_book_find_kind (book, YX_HALL_FAR, "https://a.example")->pin, ==, "1");
  g_assert_cmpstr (own, !=, sample);
}

/* Another key takes the old one's place only when it is written down as confirmed. */
static void
test_pin (void)
{
  g_autoptr (YxTestFolder) folder = yx_test_folder_new ();
  g_autoptr (YxHallBook) book = open_book (folder);
  YxKnownHall *hall = yx_hall_book_add (book, YX_HALL_FAR, "https://a.example", "1", NULL);
  g_autofree char *id = g_strdup (hall->id);

  g_assert_true (yx_hall_book_pin (book, id, "2", NULL));
  g_clear_pointer (&book, yx_hall_book_free);
  book = open_book (folder);
  g_assert_cmpstr (yx_hall_book_find (book, id)->pin, ==, "2");
}

/* Several accounts of one hall are remembered, the latest first; signing out forgets nobody. */
static void
test_accounts (void)
{
  g_autoptr (YxTestFolder) folder = yx_test_folder_new ();
  g_autoptr (YxHallBook) book = open_book (folder);
  g_autofree char *id = g_strdup (yx_hall_book_add (book, YX_HALL_OWN, NULL, NULL, NULL)->id);
  g_autoptr (YxKnownAccount) first = account (FIRST, "chenxi_2026", "长春市晨曦精密机械制造有限公司");
  g_autoptr (YxKnownAccount) second = account (SECOND, "13800138000", "李想");
  YxKnownHall *hall;

  g_assert_true (yx_hall_book_signed_in (book, id, first, NULL));
  g_assert_true (yx_hall_book_signed_in (book, id, second, NULL));
  g_assert_true (yx_hall_book_signed_in (book, id, first, NULL));
  g_assert_true (yx_hall_book_signed_out (book, id, NULL));
  g_clear_pointer (&book, yx_hall_book_free);
  book = open_book (folder);
  hall = yx_hall_book_last (book);
  g_assert_cmpuint (hall->accounts->len, ==, 2);
  g_assert_false (hall->signed_in);
  g_assert_cmpstr (yx_hall_book_last_account (hall)->name, ==, first->name);
  g_assert_cmpstr (((YxKnownAccount *) hall->accounts->pdata[1])->name, ==, "李想");
  g_assert_true (yx_hall_book_forget_account (book, id, FIRST, NULL));
  hall = yx_hall_book_last (book);
  g_assert_cmpuint (hall->accounts->len, ==, 1);
  g_assert_null (yx_hall_book_last_account (hall));
}

static const char *const spoiled[] = { "", "[]", "{", "{\"halls\":[{\"kind\":\"own\"}]}", "{\"halls\":[{\"id\":\"hal_../../x\",\"kind\":\"own\"}]}",
                                       "{\"last\":\"hal_x\"}" };

/* A spoiled book is told of, not taken for an empty one; an id in it never becomes a path. */
static void
test_spoiled (gconstpointer data)
{
  g_autoptr (YxTestFolder) folder = yx_test_folder_new ();
  g_autofree char *path = yx_test_folder_path (folder, "halls.json");
  g_autofree char *above = yx_test_folder_path (folder, ".");
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (path, data, -1, NULL));
  g_assert_null (yx_hall_book_open (above, &error));
  g_assert_nonnull (error);
  g_assert_nonnull (strstr (error->message, "halls.json"));
}

/* A hall that is forgotten takes its accounts along; the others stay. */
static void
test_forget (void)
{
  g_autoptr (YxTestFolder) folder = yx_test_folder_new ();
  g_autoptr (YxHallBook) book = open_book (folder);
  g_autoptr (YxHallBook) again = NULL;
  g_autofree char *own = g_strdup (yx_hall_book_add (book, YX_HALL_OWN, NULL, NULL, NULL)->id);
  g_autofree char *sample = g_strdup (yx_hall_book_add (book, YX_HALL_SAMPLE, NULL, NULL, NULL)->id);
  g_autoptr (YxKnownAccount) one = account (FIRST, "sample_company", "样例公司");
  g_autoptr (GError) error = NULL;

  g_assert_true (yx_hall_book_signed_in (book, sample, one, &error));
  g_assert_true (yx_hall_book_forget (book, sample, &error));
  g_assert_no_error (error);
  again = open_book (folder);
  g_assert_null (yx_hall_book_find (again, sample));
  g_assert_null (yx_hall_book_last (again));
  g_assert_nonnull (yx_hall_book_find (again, own));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/client/hall-book/kept", test_kept);
  g_test_add_func ("/client/hall-book/once", test_once);
  g_test_add_func ("/client/hall-book/pin", test_pin);
  g_test_add_func ("/client/hall-book/accounts", test_accounts);
  g_test_add_func ("/client/hall-book/forget", test_forget);
  for (guint i = 0; i < G_N_ELEMENTS (spoiled); i++)
    {
      g_autofree char *path = g_strdup_printf ("/client/hall-book/spoiled/%u", i);

      g_test_add_data_func (path, spoiled[i], test_spoiled);
    }
  return g_test_run ();
}
