/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "client/yx-key-ring.h"
#include "lib/yx-test-folder.h"
#include "lib/yx-test-key-ring.h"

#define HALL "hal_aaaaaaaaaaaaaaaaaaaaaaaaaa"
#define ACCOUNT "acc_aaaaaaaaaaaaaaaaaaaaaaaaaa"

static YxSecret *
store_key (YxKeyRing *ring, const char *account, gboolean *made)
{
  g_autoptr (GError) error = NULL;
  YxSecret *key = yx_key_ring_store_key (ring, HALL, account, made, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (yx_secret_size (key), ==, 32);
  return key;
}

/* Of an account there is one key, made once; others have others. */
static void
check_keys (YxKeyRing *ring)
{
  gboolean made;
  g_autoptr (YxSecret) first = store_key (ring, ACCOUNT, &made);
  g_autoptr (YxSecret) nobody = NULL;
  g_autoptr (YxSecret) again = NULL;

  g_assert_true (made);
  nobody = store_key (ring, NULL, &made);
  g_assert_true (made);
  again = store_key (ring, ACCOUNT, &made);
  g_assert_false (made);
  g_assert_true (yx_secret_equal (first, again));
  g_assert_false (yx_secret_equal (first, nobody));
}

static void
test_memory (void)
{
  g_autoptr (YxKeyRing) ring = yx_key_ring_new_in_memory ();
  g_autoptr (YxSecret) token = yx_secret_new_text ("tok-1");
  g_autoptr (YxSecret) found = NULL;

  g_assert_false (yx_key_ring_is_lasting (ring));
  check_keys (ring);
  g_assert_null (yx_key_ring_token (ring, HALL, ACCOUNT, NULL, NULL));
  g_assert_true (yx_key_ring_keep_token (ring, HALL, ACCOUNT, token, NULL, NULL));
  found = yx_key_ring_token (ring, HALL, ACCOUNT, NULL, NULL);
  g_assert_cmpstr (yx_secret_text (found), ==, "tok-1");
  g_assert_true (yx_key_ring_forget_token (ring, HALL, ACCOUNT, NULL, NULL));
  g_assert_null (yx_key_ring_token (ring, HALL, ACCOUNT, NULL, NULL));
}

/* libsecret keeps them in a file here, as it does in a sandbox; another ring is another start. */
static void
test_lasting (void)
{
  g_autoptr (YxKeyRing) ring = yx_key_ring_new ();
  g_autoptr (YxKeyRing) again = NULL;
  g_autoptr (YxSecret) token = yx_secret_new_text ("tok-2");
  g_autoptr (YxSecret) found = NULL;
  g_autoptr (YxSecret) before = NULL;
  g_autoptr (YxSecret) after = NULL;
  g_autoptr (GError) error = NULL;
  gboolean made;

  g_assert_true (yx_key_ring_is_lasting (ring));
  check_keys (ring);
  before = store_key (ring, ACCOUNT, &made);
  g_assert_true (yx_key_ring_keep_token (ring, HALL, ACCOUNT, token, NULL, &error));
  again = yx_key_ring_new ();
  after = store_key (again, ACCOUNT, &made);
  g_assert_false (made);
  g_assert_true (yx_secret_equal (before, after));
  found = yx_key_ring_token (again, HALL, ACCOUNT, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (yx_secret_text (found), ==, "tok-2");
  g_assert_true (yx_key_ring_forget_token (again, HALL, ACCOUNT, NULL, &error));
  g_clear_pointer (&again, yx_key_ring_unref);
  again = yx_key_ring_new ();
  g_assert_null (yx_key_ring_token (again, HALL, ACCOUNT, NULL, &error));
  g_assert_no_error (error);
}

/* Where no secret service answers, the ring says so and keeps things in memory. */
static void
test_no_service (void)
{
  if (g_test_subprocess ())
    {
      g_autoptr (YxKeyRing) ring = NULL;

      g_unsetenv ("SECRET_BACKEND");
      g_setenv ("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere/bus", TRUE);
      ring = yx_key_ring_new ();
      g_assert_false (yx_key_ring_is_lasting (ring));
      check_keys (ring);
      return;
    }
  g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_DEFAULT);
  g_test_trap_assert_passed ();
}

/* What belongs to a hall that is gone is gone, now and at the next start; another hall's stays. */
static void
test_forget_hall (void)
{
  static const char *const halls[] = { "hal_sample", "hal_own" };
  g_autoptr (YxKeyRing) ring = yx_key_ring_new ();
  g_autoptr (YxKeyRing) again = NULL;
  g_autoptr (GError) error = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (halls); i++)
    {
      g_autoptr (YxSecret) token = yx_secret_new_take_text (g_strdup ("token"));

      g_assert_true (yx_key_ring_keep_token (ring, halls[i], "acc_one", token, NULL, &error));
    }
  g_assert_true (yx_key_ring_forget_hall (ring, halls[0], NULL, &error));
  g_assert_no_error (error);
  again = yx_key_ring_new ();
  for (gsize i = 0; i < G_N_ELEMENTS (halls); i++)
    {
      g_autoptr (YxSecret) now = yx_key_ring_token (ring, halls[i], "acc_one", NULL, &error);
      g_autoptr (YxSecret) later = yx_key_ring_token (again, halls[i], "acc_one", NULL, &error);

      g_assert_no_error (error);
      g_assert_true ((now != NULL) == (i == 1) && (later != NULL) == (i == 1));
    }
}

int
main (int argc, char **argv)
{
  g_autoptr (YxTestFolder) folder = yx_test_folder_new ();

  yx_test_use_key_ring (folder);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/client/key-ring/memory", test_memory);
  g_test_add_func ("/client/key-ring/lasting", test_lasting);
  g_test_add_func ("/client/key-ring/forget-hall", test_forget_hall);
  g_test_add_func ("/client/key-ring/no-service", test_no_service);
  return g_test_run ();
}
