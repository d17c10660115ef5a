/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "seal/yx-seal-error.h"
#include "seal/yx-seal-number.h"

static void
test_new (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *number = yx_seal_number_new ("91330106MA2B1CQX1D", 17, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (strlen (number), ==, 12);
  g_assert_true (g_str_has_prefix (number, "33010600017"));
  g_assert_true (yx_seal_number_check (number));
}

/* Worked out by hand after ISO/IEC 7064 MOD 11,10. */
static void
test_check_digit (void)
{
  const struct { const char *number; gboolean good; } rows[] = {
    { "330106000176", TRUE }, { "110000000016", TRUE }, { "110000000061", FALSE },
    { "", FALSE }, { "33010600017", FALSE }, { "3301060001700", FALSE }, { "3301060001７", FALSE },
    { "33010600017x", FALSE }, { "000000000000", FALSE },
  };

  g_assert_false (yx_seal_number_check (NULL));
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    g_assert_cmpint (yx_seal_number_check (rows[i].number), ==, rows[i].good);
}

/* Each wrong digit is noticed, and every number but one of ten is refused. */
static void
test_wrong_digit (void)
{
  g_autofree char *number = yx_seal_number_new ("91330106MA2B1CQX1D", 99999, NULL);

  for (int i = 0; i < 12; i++)
    for (char digit = '0'; digit <= '9'; digit++)
      {
        g_autofree char *wrong = g_strdup (number);

        wrong[i] = digit;
        g_assert_cmpint (yx_seal_number_check (wrong), ==, digit == number[i]);
      }
}

static void
test_refused (void)
{
  const struct { const char *uscc; guint serial; } rows[] = {
    { "91330106MA2B1CQX1D", 0 }, { "91330106MA2B1CQX1D", 100000 }, { "", 1 }, { "91330106", 1 },
    { "913301O6MA2B1CQX1D", 1 }, { "91330106MA2B1CQX1DD", 1 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (yx_seal_number_new (rows[i].uscc, rows[i].serial, &error));
      g_assert_error (error, YX_SEAL_ERROR, YX_SEAL_ERROR_NUMBER);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/seal/number/new", test_new);
  g_test_add_func ("/seal/number/check-digit", test_check_digit);
  g_test_add_func ("/seal/number/wrong-digit", test_wrong_digit);
  g_test_add_func ("/seal/number/refused", test_refused);
  return g_test_run ();
}
