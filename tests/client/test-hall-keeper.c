/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <signal.h>
#include <string.h>
#include <sys/types.h>

#include "client/yx-client-error.h"
#include "client/yx-connection.h"
#include "client/yx-hall-book.h"
#include "client/yx-hall-keeper.h"
#include "client/yx-hall-look.h"
#include "crypto/yx-crypto.h"
#include "lib/yx-test-hall.h"
#include "lib/yx-test-wait.h"
#include "model/yx-code-request.h"
#include "model/yx-hall-info.h"

#define PATIENCE 30000

static void
point_to_hall (void)
{
  g_autofree char *program = yx_test_hall_program ();

  g_setenv ("YINXIN_HALL", program, TRUE);
}

static YxHallKeeper *
keep_hall (YxTestFolder *folder)
{
  g_autofree char *data = yx_test_folder_path (folder, "own");
  g_autoptr (GError) error = NULL;
  YxHallKeeper *keeper = yx_hall_keeper_new (data, "本机网厅", NULL, &error);

  g_assert_no_error (error);
  return keeper;
}

static gboolean
hall_answers (const char *url)
{
  g_autoptr (YxConnection) connection = yx_connection_new (url, NULL, NULL, NULL);
  const YxCall call = { .endpoint = YX_API_HALL_GET };
  g_autoptr (YxHallInfo) info = yx_connection_call (connection, &call, NULL, NULL);

  return info != NULL && info->own_hall;
}

static gboolean
was_revived (gpointer keeper)
{
  return yx_hall_keeper_revivals (keeper) > 0;
}

typedef struct
{
  gint downs;
  gint ups;
} Told;

static void
note (gboolean up, gpointer data)
{
  Told *told = data;

  g_atomic_int_inc (up ? &told->ups : &told->downs);
}

/* A hall that is killed is back by itself at the same address, and its codes still come. */
static void
test_killed (void)
{
  g_autoptr (YxTestFolder) folder = yx_test_folder_new ();
  g_autoptr (YxHallKeeper) keeper = keep_hall (folder);
  g_autofree char *url = g_strdup (yx_hall_keeper_url (keeper));
  g_autoptr (YxConnection) connection = yx_connection_new (url, NULL, NULL, NULL);
  g_autoptr (YxCodeRequest) request = yx_code_request_new ();
  const YxCall call = { .endpoint = YX_API_CODE_SEND, .request = request };
  g_autoptr (YxSecret) code = NULL;
  g_autoptr (GError) error = NULL;
  Told told = { 0 };
  GPid first = yx_hall_keeper_pid (keeper);

  yx_hall_keeper_watch (keeper, note, &told);
  g_assert_true (hall_answers (url));
  g_assert_cmpint (kill (first, SIGKILL), ==, 0);
  g_assert_true (yx_test_wait (was_revived, keeper, PATIENCE));
  g_assert_cmpint (yx_hall_keeper_pid (keeper), !=, first);
  g_assert_cmpstr (yx_hall_keeper_url (keeper), ==, url);
  g_assert_true (hall_answers (url));
  g_assert_cmpint (g_atomic_int_get (&told.downs), ==, 1);
  g_assert_cmpint (g_atomic_int_get (&told.ups), ==, 1);
  yx_record_set_text (request, "phone", "13800138000");
  yx_record_set_int (request, "purpose", YX_CODE_REGISTER);
  g_assert_true (yx_connection_send (connection, &call, NULL, &error));
  g_assert_no_error (error);
  code = yx_code_source_wait (yx_hall_keeper_codes (keeper), NULL, "register", 20, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (yx_secret_size (code), ==, 6);
}

/* The hall ends with its keeper, and the folder's lock with it. */
static void
test_let_go (void)
{
  g_autoptr (YxTestFolder) folder = yx_test_folder_new ();
  YxHallKeeper *keeper = keep_hall (folder);
  GPid pid = yx_hall_keeper_pid (keeper);

  yx_hall_keeper_free (keeper);
  g_assert_cmpint (kill (pid, 0), ==, -1);
  keeper = keep_hall (folder);
  g_assert_cmpuint (yx_hall_keeper_revivals (keeper), ==, 0);
  yx_hall_keeper_free (keeper);
}

/* A second keeper of the same folder does not get it while the first one has it. */
static void
test_locked (void)
{
  g_autoptr (YxTestFolder) folder = yx_test_folder_new ();
  g_autoptr (YxHallKeeper) keeper = keep_hall (folder);
  g_autofree char *data = yx_test_folder_path (folder, "own");
  g_autoptr (GError) error = NULL;

  g_assert_null (yx_hall_keeper_new (data, "本机网厅", NULL, &error));
  g_assert_error (error, YX_CLIENT_ERROR, YX_CLIENT_ERROR_START);
  g_assert_true (hall_answers (yx_hall_keeper_url (keeper)));
}

static gboolean
asks (const char *url, const char *pin, GError **error)
{
  g_autoptr (YxConnection) connection = yx_connection_new (url, NULL, pin, error);
  const YxCall call = { .endpoint = YX_API_HALL_GET };
  g_autoptr (YxHallInfo) info = yx_connection_call (connection, &call, NULL, error);

  return info != NULL;
}

/* Another hall at the same address is not spoken to, until its own key was looked at and confirmed. */
static void
test_pin_change (void)
{
  g_autoptr (YxTestHall) hall = yx_test_hall_new ("");
  g_autoptr (YxTestHall) other = yx_test_hall_new ("");
  g_autoptr (YxTestFolder) folder = yx_test_folder_new ();
  g_autofree char *kept = yx_test_folder_path (folder, "book");
  g_autoptr (YxHallBook) book = yx_hall_book_open (kept, NULL);
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autofree char *id = NULL;
  g_autoptr (GError) error = NULL;
  gboolean vouched = TRUE;

  yx_test_hall_start_tls (hall);
  yx_test_hall_start_tls (other);
  first = yx_hall_look (hall->url, &vouched, NULL, &error);
  g_assert_no_error (error);
  g_assert_false (vouched);
  g_assert_cmpuint (strlen (first), ==, 64);
  id = g_strdup (yx_hall_book_add (book, YX_HALL_FAR, hall->url, first, NULL)->id);
  g_assert_true (asks (hall->url, yx_hall_book_find (book, id)->pin, &error));
  g_assert_no_error (error);
  g_assert_false (asks (other->url, yx_hall_book_find (book, id)->pin, &error));
  g_assert_error (error, YX_CLIENT_ERROR, YX_CLIENT_ERROR_IDENTITY);
  g_clear_error (&error);
  second = yx_hall_look (other->url, &vouched, NULL, &error);
  g_assert_cmpstr (first, !=, second);
  g_assert_true (yx_hall_book_pin (book, id, second, &error));
  g_assert_true (asks (other->url, yx_hall_book_find (book, id)->pin, &error));
  g_assert_no_error (error);
}

static const struct
{
  const char *url;
  int code;
} addresses[] = {
  { "http://127.0.0.1:1", YX_CLIENT_ERROR_PROTOCOL },
  { "hall.example", YX_CLIENT_ERROR_PROTOCOL },
  { "", YX_CLIENT_ERROR_PROTOCOL },
  { "https://127.0.0.1:1", YX_CLIENT_ERROR_UNREACHABLE },
  { "https://", YX_CLIENT_ERROR_UNREACHABLE },
};

static void
test_no_hall (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (addresses); i++)
    {
      g_autoptr (GError) error = NULL;
      gboolean vouched;

      g_assert_null (yx_hall_look (addresses[i].url, &vouched, NULL, &error));
      g_assert_error (error, YX_CLIENT_ERROR, addresses[i].code);
    }
}

static void
test_fingerprint (void)
{
  g_autofree char *shown = yx_fingerprint_show ("00ab12cd34");
  g_autofree char *none = yx_fingerprint_show ("");

  g_assert_cmpstr (shown, ==, "00AB 12CD 34");
  g_assert_cmpstr (none, ==, "");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  yx_crypto_init ();
  point_to_hall ();
  g_test_add_func ("/client/hall-keeper/killed", test_killed);
  g_test_add_func ("/client/hall-keeper/let-go", test_let_go);
  g_test_add_func ("/client/hall-keeper/locked", test_locked);
  g_test_add_func ("/client/hall-look/pin-change", test_pin_change);
  g_test_add_func ("/client/hall-look/no-hall", test_no_hall);
  g_test_add_func ("/client/hall-look/fingerprint", test_fingerprint);
  return g_test_run ();
}
