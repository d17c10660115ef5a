/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "seal/yx-seal-number.h"

#include <string.h>

#include "seal/yx-seal-error.h"

#define USCC_LENGTH 18
#define AREA_START 2
#define AREA_DIGITS 6

/* ISO/IEC 7064 MOD 11,10: finds every single wrong digit and nearly all swapped neighbours. */
static int
check_digit (const char *digits, int n)
{
  int product = 10;

  for (int i = 0; i < n; i++)
    {
      int sum = (digits[i] - '0' + product) % 10;

      product = (sum == 0 ? 10 : sum) * 2 % 11;
    }
  return (11 - product) % 10;
}

/**
 * yx_seal_number_new:
 * @uscc: the enterprise's unified social credit code
 * @serial: the seal's number within the area, 1 to %YX_SEAL_SERIAL_MAX
 * @error: %YX_SEAL_ERROR_NUMBER
 *
 * Makes a seal's number, which stands beside the seal. Twelve digits: the area of the registering authority
 * (characters 3 to 8 of the code, GB 32100 §4.3), five of the serial number, and a check digit by ISO/IEC
 * 7064 MOD 11,10 over the eleven before it. It is our own and not the thirteen digits that the police give to
 * engraved seals.
 *
 * Returns: (transfer full): the number
 */
char *
yx_seal_number_new (const char *uscc, guint serial, GError **error)
{
  char number[YX_SEAL_NUMBER_DIGITS + 1];

  if (strlen (uscc) != USCC_LENGTH || strspn (uscc + AREA_START, "0123456789") < AREA_DIGITS)
    {
      g_set_error (error, YX_SEAL_ERROR, YX_SEAL_ERROR_NUMBER, "This credit code names no area: %s", uscc);
      return NULL;
    }
  if (serial < 1 || serial > YX_SEAL_SERIAL_MAX)
    {
      g_set_error (error, YX_SEAL_ERROR, YX_SEAL_ERROR_NUMBER, "No seal has the serial number %u", serial);
      return NULL;
    }
  g_snprintf (number, sizeof number, "%.6s%05u", uscc + AREA_START, serial);
  number[YX_SEAL_NUMBER_DIGITS - 1] = (char)('0' + check_digit (number, YX_SEAL_NUMBER_DIGITS - 1));
  number[YX_SEAL_NUMBER_DIGITS] = '\0';
  return g_strdup (number);
}

/**
 * yx_seal_number_check:
 * @number: (nullable): text from anywhere
 *
 * Returns: whether @number is twelve digits of which the last is right
 */
gboolean
yx_seal_number_check (const char *number)
{
  if (number == NULL || strlen (number) != YX_SEAL_NUMBER_DIGITS
      || strspn (number, "0123456789") != YX_SEAL_NUMBER_DIGITS)
    return FALSE;
  return number[YX_SEAL_NUMBER_DIGITS - 1] - '0' == check_digit (number, YX_SEAL_NUMBER_DIGITS - 1);
}
