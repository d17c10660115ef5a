/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Whose hall it is: a real one, with TLS on loopback. */

#include <string.h>

#include "client/yx-connection.h"
#include "lib/yx-test-hall.h"
#include "model/yx-hall-info.h"

typedef struct
{
  YxTestHall *hall;
  char *root;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->hall = yx_test_hall_new (YX_TEST_HALL_WIDE);
  yx_test_hall_start_tls (fixture->hall);
  fixture->root = yx_test_hall_path (fixture->hall, "ca/root.pem");
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  yx_test_hall_free (fixture->hall);
  g_free (fixture->root);
}

static YxHallInfo *
ask (Fixture *fixture, const char *ca, const char *pin, char **seen, GError **error)
{
  g_autoptr (YxConnection) connection = yx_connection_new (fixture->hall->url, ca, pin, NULL);
  YxHallInfo *info;

  g_assert_nonnull (connection);
  info = yx_connection_call (connection, &(YxCall){ .endpoint = YX_API_HALL_GET }, NULL, error);
  if (seen != NULL)
    *seen = yx_connection_pin (connection);
  return info;
}

static void
test_authority_vouches (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *seen = NULL;
  g_autoptr (YxHallInfo) info = ask (fixture, fixture->root, NULL, &seen, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (strlen (seen), ==, 64);
}

static void
test_nobody_vouches (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *seen = NULL;

  g_assert_null (ask (fixture, NULL, NULL, &seen, &error));
  g_assert_error (error, YX_CLIENT_ERROR, YX_CLIENT_ERROR_IDENTITY);
  g_assert_null (seen);
}

static void
test_pin_alone_will_do (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *seen = NULL;
  g_autoptr (YxHallInfo) first = ask (fixture, fixture->root, NULL, &seen, NULL);
  g_autoptr (YxHallInfo) info = ask (fixture, NULL, seen, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (info);
}

/* A certificate that the authority vouches for, but of another key than the one seen before. */
static void
test_another_key (Fixture *fixture, gconstpointer data)
{
  g_autofree char *other = g_strnfill (64, '0');
  const char *authorities[] = { fixture->root, NULL };

  for (gsize i = 0; i < G_N_ELEMENTS (authorities); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *seen = NULL;

      g_assert_null (ask (fixture, authorities[i], other, &seen, &error));
      g_assert_error (error, YX_CLIENT_ERROR, YX_CLIENT_ERROR_IDENTITY);
      g_assert_cmpstr (seen, ==, other);
    }
}

static void
test_pin_set_later (Fixture *fixture, gconstpointer data)
{
  g_autofree char *other = g_strnfill (64, '0');
  g_autoptr (YxConnection) connection = yx_connection_new (fixture->hall->url, fixture->root, NULL, NULL);
  g_autoptr (GError) error = NULL;

  yx_connection_set_pin (connection, NULL);
  yx_connection_set_pin (connection, other);
  yx_connection_set_pin (connection, "not this one");
  g_assert_null (yx_connection_call (connection, &(YxCall){ .endpoint = YX_API_HALL_GET }, NULL, &error));
  g_assert_error (error, YX_CLIENT_ERROR, YX_CLIENT_ERROR_IDENTITY);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func) g_test_add ("/client/pin/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("authority-vouches", test_authority_vouches);
  ADD ("nobody-vouches", test_nobody_vouches);
  ADD ("pin-alone", test_pin_alone_will_do);
  ADD ("another-key", test_another_key);
  ADD ("set-later", test_pin_set_later);
  return g_test_run ();
}
