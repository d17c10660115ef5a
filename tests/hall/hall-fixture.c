/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "hall/hall-fixture.h"

HallFixture *
hall_fixture_new (void)
{
  HallFixture *fixture = g_new0 (HallFixture, 1);
  const YxHallInit init = { "测试网厅", NULL, NULL };
  g_autoptr (GError) error = NULL;

  fixture->above = yx_test_folder_new ();
  fixture->folder = yx_test_folder_path (fixture->above, "hall");
  fixture->clock = yx_test_clock_new (YX_TEST_NOW);
  (void)yx_hall_init (fixture->folder, &init, fixture->clock, &error);
  g_assert_no_error (error);
  hall_fixture_configure (fixture, HALL_FIXTURE_CONFIG);
  return fixture;
}

void
hall_fixture_free (HallFixture *fixture)
{
  hall_fixture_close (fixture);
  yx_test_clock_free (fixture->clock);
  g_free (fixture->folder);
  yx_test_folder_free (fixture->above);
  g_free (fixture);
}

void
hall_fixture_configure (HallFixture *fixture, const char *config)
{
  g_autofree char *path = hall_fixture_path (fixture, "hall.conf");

  g_assert_true (g_file_set_contents (path, config, -1, NULL));
}

void
hall_fixture_open (HallFixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *shown = hall_fixture_path (fixture, "sms/shown.jsonl");
  YxHallSigner *signer = yx_hall_signer_start (fixture->folder, &error);

  g_assert_no_error (error);
  fixture->hall = yx_hall_open (fixture->folder, signer, yx_sms_shown_new (shown, -1, fixture->clock),
                                fixture->clock, &error);
  g_assert_no_error (error);
}

void
hall_fixture_close (HallFixture *fixture)
{
  g_clear_pointer (&fixture->hall, yx_hall_free);
}

char *
hall_fixture_path (HallFixture *fixture, const char *name)
{
  return g_build_filename (fixture->folder, name, NULL);
}

/* What the hall shows on TLS. */
GTlsCertificate *
hall_fixture_certificate (HallFixture *fixture)
{
  g_autofree char *certificate = hall_fixture_path (fixture, "tls/server.pem");
  g_autofree char *key = hall_fixture_path (fixture, "tls/server.key");
  g_autoptr (GError) error = NULL;
  GTlsCertificate *loaded = g_tls_certificate_new_from_files (certificate, key, &error);

  g_assert_no_error (error);
  return loaded;
}
