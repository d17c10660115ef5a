/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "base/yx-clock.h"
#include "base/yx-date.h"
#include "base/yx-id.h"
#include "base/yx-secret.h"

static void
test_id (void)
{
  const guint8 zeros[16] = { 0 };
  const guint8 ones[16] = { 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255 };
  g_autofree char *low = yx_id_from_bytes ("acc", zeros);
  g_autofree char *high = yx_id_from_bytes ("acc", ones);
  g_autofree char *a = yx_id_new ("doc");
  g_autofree char *b = yx_id_new ("doc");

  g_assert_cmpstr (low, ==, "acc_aaaaaaaaaaaaaaaaaaaaaaaaaa");
  g_assert_cmpstr (high, ==, "acc_7777777777777777777777777" "4");
  g_assert_cmpstr (a, !=, b);
  g_assert_cmpuint (strlen (a), ==, YX_ID_LENGTH);
  g_assert_true (yx_id_check ("doc", a));
  g_assert_false (yx_id_check ("acc", a));
  g_assert_false (yx_id_check ("doc", NULL));
  g_assert_false (yx_id_check ("doc", "doc_"));
  g_assert_false (yx_id_check ("acc", "acc_7777777777777777777777777" "7"));
  g_assert_false (yx_id_check ("acc", "acc_AAAAAAAAAAAAAAAAAAAAAAAAAA"));
}

static void
test_secret (void)
{
  guint before = yx_secret_count ();
  YxSecret *a = yx_secret_new_take_text (g_strdup ("开门 sesame"));
  YxSecret *b = yx_secret_new_text ("开门 sesame");

  g_assert_true (yx_secret_equal (a, b));
  yx_secret_truncate (b, 6);
  g_assert_false (yx_secret_equal (a, b));
  g_assert_cmpstr (yx_secret_text (b), ==, "开门");
  g_assert_cmpuint (yx_secret_size (b), ==, 6);
  yx_secret_ref (a);
  yx_secret_unref (a);
  g_assert_cmpuint (yx_secret_count (), ==, before + 2);
  yx_secret_unref (a);
  yx_secret_unref (b);
  g_assert_cmpuint (yx_secret_count (), ==, before);
}

static void
test_instant_every_century (void)
{
  const gint64 first = G_GINT64_CONSTANT (-30610224000000000);

  for (gint64 i = 0; i < 10000; i++)
    {
      gint64 seconds = first / G_USEC_PER_SEC + i * 31556951;
      g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (seconds);
      g_autofree char *wanted = time != NULL ? g_date_time_format (time, "%Y-%m-%dT%H:%M:%SZ") : NULL;
      g_autofree char *shown = NULL;

      if (wanted == NULL)
        break;
      shown = yx_instant_format (seconds * G_USEC_PER_SEC + g_test_rand_int_range (0, 1000));
      g_assert_cmpstr (shown, ==, wanted);
    }
}

static void
test_instant (void)
{
  const struct { const char *text; gboolean good; gint64 instant; } rows[] = {
    { "2026-03-01T00:00:00Z", TRUE, G_GINT64_CONSTANT (1772323200000000) },
    { "2026-03-01T08:00:00+08:00", TRUE, G_GINT64_CONSTANT (1772323200000000) },
    { "2026-03-01T00:00:00.250Z", TRUE, G_GINT64_CONSTANT (1772323200250000) },
    { "2026-03-01", FALSE, 0 },
    { "2026-13-01T00:00:00Z", FALSE, 0 },
    { "20260301T000000Z", FALSE, 0 },
  };
  g_autofree char *shown = yx_instant_format (G_GINT64_CONSTANT (1772323200250000));
  g_autofree char *old = yx_instant_format (-1000);

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      gint64 instant = 0;

      g_assert_cmpint (yx_instant_parse (rows[i].text, &instant), ==, rows[i].good);
      g_assert_cmpint (instant, ==, rows[i].instant);
    }
  g_assert_cmpstr (shown, ==, "2026-03-01T00:00:00.250Z");
  g_assert_cmpstr (old, ==, "1969-12-31T23:59:59.999Z");
}

static void
test_date (void)
{
  const struct { const char *from; int months; const char *to; } rows[] = {
    { "2026-01-31", 1, "2026-02-28" }, { "2024-01-31", 1, "2024-02-29" }, { "2026-03-31", -1, "2026-02-28" },
    { "2026-12-15", 1, "2027-01-15" }, { "2026-01-15", -1, "2025-12-15" }, { "2026-03-01", 36, "2029-03-01" },
  };
  const char *bad[] = { "2026-02-29", "2026-1-5", "20260105", "2026-00-10", "2026-13-01", "0000-01-01", "abcd-ef-gh", "" };
  YxDate date;

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *text = NULL;

      g_assert_true (yx_date_parse (rows[i].from, &date));
      text = yx_date_format (yx_date_add_months (date, rows[i].months));
      g_assert_cmpstr (text, ==, rows[i].to);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    g_assert_false (yx_date_parse (bad[i], &date));
  g_assert_cmpint (yx_date_new (1970, 1, 1), ==, 0);
  g_assert_cmpint (yx_date_from_instant (0), ==, 0);
  g_assert_cmpint (yx_date_from_instant (G_GINT64_CONSTANT (1772294400000000)), ==, yx_date_new (2026, 3, 1));
  g_assert_cmpint (yx_date_from_instant (G_GINT64_CONSTANT (1772294399000000)), ==, yx_date_new (2026, 2, 28));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/id", test_id);
  g_test_add_func ("/base/secret", test_secret);
  g_test_add_func ("/base/instant", test_instant);
  g_test_add_func ("/base/instant-every-century", test_instant_every_century);
  g_test_add_func ("/base/date", test_date);
  return g_test_run ();
}
