/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/yx-checks.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define DIGITS "0123456789"
#define CAPITALS "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
#define SMALL "abcdefghijklmnopqrstuvwxyz"

static gboolean
refuse (GError **error, const char *reason)
{
  yx_record_error_set (error, YX_RECORD_ERROR_FORMAT, NULL, "%s", reason);
  return FALSE;
}

/**
 * yx_check_name:
 * @text: a person's name
 *
 * Letters of any script, · (U+00B7) and single spaces inside; no digits (law.md 2).
 *
 * Returns: whether it can be a name
 */
gboolean
yx_check_name (const char *text, GError **error)
{
  gunichar before = ' ';

  if (g_utf8_strlen (text, -1) < 2)
    return refuse (error, N_ ("A name has at least two characters"));
  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);
      gboolean joint = c == 0xb7 || c == ' ' || c == '-' || c == '\'';

      if ((!g_unichar_isalpha (c) && !g_unichar_ismark (c) && !joint) || (joint && before == c))
        return refuse (error, N_ ("A name consists of letters, spaces inside and ·"));
      before = c;
    }
  if (before == ' ' || before == 0xb7 || text[0] == ' ')
    return refuse (error, N_ ("A name neither begins nor ends with a space or ·"));
  return TRUE;
}

/**
 * yx_check_unit_name:
 * @text: an enterprise's registered name
 *
 * Letters, digits, brackets, · and spaces inside; it gets engraved, so nothing else.
 *
 * Returns: whether it can be one
 */
gboolean
yx_check_unit_name (const char *text, GError **error)
{
  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);

      if (!g_unichar_isalnum (c) && !g_unichar_ismark (c) && c != 0xb7 && c != 0x3007
          && strchr ("()-&., ", c < 0x80 ? (int) c : 1) == NULL && c != 0xff08 && c != 0xff09 && c != 0x3001)
        return refuse (error, N_ ("The name has a character that a registered name can't have"));
    }
  if (g_ascii_isspace (text[0]) || (text[0] != '\0' && g_ascii_isspace (text[strlen (text) - 1])))
    return refuse (error, N_ ("The name begins or ends with a space"));
  return TRUE;
}

/**
 * yx_check_login:
 * @text: an account name
 *
 * First a letter, then letters, digits, `_` (spec.md 1.1-3); the length is the record's.
 *
 * Returns: whether it can be one
 */
gboolean
yx_check_login (const char *text, GError **error)
{
  if (!g_ascii_isalpha (text[0]) || strspn (text, SMALL CAPITALS DIGITS "_") != strlen (text))
    return refuse (error, N_ ("An account name begins with a letter and has letters, digits and _ only"));
  return TRUE;
}

/**
 * yx_check_phone:
 * @text: a mobile phone number
 *
 * 11 digits, `1[3-9]` (spec.md 1.1-4).
 *
 * Returns: whether it is one
 */
gboolean
yx_check_phone (const char *text, GError **error)
{
  if (strlen (text) != 11 || strspn (text, DIGITS) != 11 || text[0] != '1' || text[1] < '3')
    return refuse (error, N_ ("A mobile phone number has 11 digits and begins with 13 to 19"));
  return TRUE;
}

/**
 * yx_check_email:
 * @text: a mail address
 *
 * Something, one @ and a domain with a dot; what a mail server takes besides is its own affair.
 *
 * Returns: whether it can be one
 */
gboolean
yx_check_email (const char *text, GError **error)
{
  const char *at = strchr (text, '@');
  const char *dot = at != NULL ? strrchr (at, '.') : NULL;

  if (at == NULL || at == text || strchr (at + 1, '@') != NULL || dot == NULL || dot == at + 1 || dot[1] == '\0'
      || strpbrk (text, " \t\n<>\"") != NULL)
    return refuse (error, N_ ("A mail address is written name@domain"));
  return TRUE;
}

/**
 * yx_check_occupation:
 * @text: the code of an occupation
 *
 * As the national classification of occupations writes it: a digit, then up to three pairs, `2-02-10-03`.
 *
 * Returns: whether it can be one
 */
gboolean
yx_check_occupation (const char *text, GError **error)
{
  gsize n = strlen (text);

  for (gsize i = 0; i < n; i++)
    if (i % 3 == 1 ? text[i] != '-' : !g_ascii_isdigit (text[i]))
      return refuse (error, N_ ("The code of an occupation is written 2-02-10-03"));
  if (n == 0 || n > 10 || (n > 1 && n % 3 != 1))
    return refuse (error, N_ ("The code of an occupation is written 2-02-10-03"));
  return TRUE;
}

/**
 * yx_check_code:
 * @text: an SMS code
 *
 * Six digits (spec.md 2.3-1).
 *
 * Returns: whether it can be one
 */
gboolean
yx_check_code (const char *text, GError **error)
{
  if (strlen (text) != 6 || strspn (text, DIGITS) != 6)
    return refuse (error, N_ ("A code has six digits"));
  return TRUE;
}

static int
kinds_of_characters (const char *text)
{
  gboolean digit = FALSE;
  gboolean letter = FALSE;
  gboolean symbol = FALSE;

  for (const char *c = text; *c != '\0'; c++)
    {
      if (*c <= ' ' || *c > '~')
        return 0;
      digit |= g_ascii_isdigit (*c);
      letter |= g_ascii_isalpha (*c);
      symbol |= !g_ascii_isalnum (*c);
    }
  return digit + letter + symbol;
}

/**
 * yx_check_password:
 * @text: an account's password
 *
 * 8 to 16 digits, letters and symbols, at least two of the three kinds (spec.md 1.1-5).
 *
 * Returns: whether it may be one
 */
gboolean
yx_check_password (const char *text, GError **error)
{
  gsize n = strlen (text);

  if (n < 8 || n > 16 || kinds_of_characters (text) < 2)
    return refuse (error, N_ ("A password has 8 to 16 characters: at least two kinds of digits, letters and symbols"));
  return TRUE;
}

static gboolean
common (const char *text)
{
  static const char *known[] = { "password", "passw0rd", "12345678", "qwertyui", "abcd1234", "1234abcd", "a1234567", "aa123456",
                                 "abc12345", "qwer1234", "1qaz2wsx", "iloveyou", "admin123", "woaini1314", "zaq12wsx", "11111111", NULL };
  g_autofree char *small = g_ascii_strdown (text, -1);

  for (gsize i = 0; known[i] != NULL; i++)
    if (g_str_has_prefix (small, known[i]) && strlen (small) <= strlen (known[i]) + 2)
      return TRUE;
  return FALSE;
}

/**
 * yx_check_certificate_password:
 * @text: a certificate password
 *
 * 8 to 32 characters of at least two kinds, not only digits, not a common one (spec.md 2.3-1); that
 * it isn't the account's password is the caller's to see.
 *
 * Returns: whether it may be one
 */
gboolean
yx_check_certificate_password (const char *text, GError **error)
{
  gsize n = strlen (text);

  if (n < 8 || n > 32 || kinds_of_characters (text) < 2)
    return refuse (error, N_ ("A certificate password has 8 to 32 characters: at least two kinds of digits, letters and symbols"));
  if (common (text))
    return refuse (error, N_ ("This certificate password is too easy to guess"));
  return TRUE;
}

static const char USCC_CHARACTERS[] = "0123456789ABCDEFGHJKLMNPQRTUWXY";

static int
uscc_value (char c)
{
  const char *at = c == '\0' ? NULL : strchr (USCC_CHARACTERS, c);

  return at == NULL ? -1 : (int) (at - USCC_CHARACTERS);
}

/* GB 11714: eight characters and a check character over 36 values. */
static gboolean
organisation_code_right (const char *code)
{
  const int weights[] = { 3, 7, 9, 10, 5, 8, 4, 2 };
  int sum = 0;
  int check;

  for (int i = 0; i < 8; i++)
    sum += weights[i] * (g_ascii_isdigit (code[i]) ? code[i] - '0' : code[i] - 'A' + 10);
  check = 11 - sum % 11;
  return code[8] == (check == 10 ? 'X' : check == 11 ? '0' : (char) ('0' + check));
}

/**
 * yx_check_uscc:
 * @text: a unified social credit code (统一社会信用代码)
 *
 * GB 32100: 18 characters without I O S V Z; weights 3^i mod 31; characters 9 to 17 are also a
 * GB 11714 code (law.md 2).
 *
 * Returns: whether it is one
 */
gboolean
yx_check_uscc (const char *text, GError **error)
{
  int sum = 0;
  int weight = 1;

  if (strlen (text) != 18)
    return refuse (error, N_ ("A unified social credit code has 18 characters"));
  for (int i = 0; i < 18; i++)
    {
      int value = uscc_value (text[i]);

      if (value < 0)
        return refuse (error, N_ ("A unified social credit code has digits and capitals without I, O, S, V and Z"));
      if (i < 17)
        sum += value * weight;
      weight = weight * 3 % 31;
    }
  if (uscc_value (text[17]) != (31 - sum % 31) % 31)
    return refuse (error, N_ ("This unified social credit code has a typing error: its check character is wrong"));
  if (!organisation_code_right (text + 8))
    return refuse (error, N_ ("This unified social credit code has a typing error: its organisation code is wrong"));
  return TRUE;
}

/**
 * yx_uscc_suits:
 * @uscc: a valid code
 * @type: the unit's type
 *
 * Returns: whether the code's first two characters are those of such a unit (law.md 2); where they
 *   aren't, people are asked
 */
gboolean
yx_uscc_suits (const char *uscc, YxUnitType type)
{
  static const struct
  {
    YxUnitType type;
    const char *prefix;
  } kinds[] = {
    { YX_UNIT_LIMITED, "91" },        { YX_UNIT_JOINT_STOCK, "91" },    { YX_UNIT_FOREIGN, "91" },
    { YX_UNIT_PROPRIETOR, "92" },     { YX_UNIT_COOPERATIVE, "93" },    { YX_UNIT_GOVERNMENT, "11" },
    { YX_UNIT_INSTITUTION, "12" },    { YX_UNIT_SOCIETY, "51" },        { YX_UNIT_NON_ENTERPRISE, "52" },
    { YX_UNIT_FOUNDATION, "53" },     { YX_UNIT_LAW_FIRM, "31" },       { YX_UNIT_UNION, "81" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (kinds[i].type == type)
      return g_str_has_prefix (uscc, kinds[i].prefix);
  return type == YX_UNIT_OTHER;
}

/**
 * yx_uscc_region:
 * @uscc: a valid code
 *
 * Returns: (transfer full): characters 3 to 8: the area of the authority that registered the unit; 100000
 *   is the nation's
 */
char *
yx_uscc_region (const char *uscc)
{
  return g_strndup (uscc + 2, 6);
}

/**
 * yx_normalize_document_number:
 * @text: a document number as typed
 *
 * Returns: (transfer full): without spaces, in capitals
 */
char *
yx_normalize_document_number (const char *text)
{
  GString *number = g_string_new (NULL);

  for (const char *c = text; *c != '\0'; c++)
    if (*c != ' ')
      g_string_append_c (number, g_ascii_toupper (*c));
  return g_string_free (number, FALSE);
}

static YxDate
birth_in (const char *number)
{
  g_autofree char *text = g_strdup_printf ("%.4s-%.2s-%.2s", number + 6, number + 10, number + 12);
  YxDate birth;

  return yx_date_parse (text, &birth) ? birth : YX_DATE_NONE;
}

/* GB 11643: ISO 7064 MOD 11-2. */
static gboolean
mod_11_2_right (const char *number)
{
  const int weights[] = { 7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2 };
  int sum = 0;

  for (int i = 0; i < 17; i++)
    sum += weights[i] * (number[i] - '0');
  return number[17] == "10X98765432"[sum % 11];
}

/**
 * yx_check_resident_number:
 * @text: a resident identity number (公民身份号码), or a residence permit's of 810000, 820000, 830000
 *
 * GB 11643: 17 digits and a check character, the date of birth in the middle. `x` counts as `X`;
 * 15 digits are refused.
 *
 * Returns: whether it is one
 */
gboolean
yx_check_resident_number (const char *text, GError **error)
{
  g_autofree char *number = yx_normalize_document_number (text);

  if (strlen (number) == 15 && strspn (number, DIGITS) == 15)
    return refuse (error, N_ ("Identity numbers of 15 digits are no longer valid: please enter the one of 18"));
  if (strlen (number) != 18 || strspn (number, DIGITS) < 17 || strspn (number, DIGITS "X") != 18)
    return refuse (error, N_ ("An identity number has 18 characters: 17 digits and a digit or X"));
  if (birth_in (number) == YX_DATE_NONE || number[0] == '0')
    return refuse (error, N_ ("This identity number has a typing error: its date of birth isn't in the calendar"));
  if (!mod_11_2_right (number))
    return refuse (error, N_ ("This identity number has a typing error: its check character is wrong"));
  return TRUE;
}

static gboolean
check_permanent (const char *number, GError **error)
{
  if (strlen (number) == 18 && number[0] == '9')
    return yx_check_resident_number (number, error);
  if (strlen (number) == 15 && strspn (number, CAPITALS) == 3 && strspn (number + 3, DIGITS) == 12)
    return TRUE;
  return refuse (error, N_ ("This is not the number of a permanent residence card"));
}

/**
 * yx_check_document_number:
 * @type: the document's type
 * @text: its number as typed
 *
 * The formats of law.md 2.
 *
 * Returns: whether it is written as such a number is
 */
gboolean
yx_check_document_number (YxDocType type, const char *text, GError **error)
{
  g_autofree char *number = yx_normalize_document_number (text);
  gsize n = strlen (number);

  switch (type)
    {
    case YX_DOC_RESIDENT:
      return yx_check_resident_number (number, error);
    case YX_DOC_HK_MACAO:
      if ((n == 9 || n == 11) && strchr ("HM", number[0]) != NULL && strspn (number + 1, DIGITS) == n - 1)
        return TRUE;
      return refuse (error, N_ ("A travel permit for Hong Kong and Macao has H or M and 8 or 10 digits"));
    case YX_DOC_TAIWAN:
      if (n == 8 && strspn (number, DIGITS) == 8)
        return TRUE;
      return refuse (error, N_ ("A travel permit for Taiwan has 8 digits"));
    case YX_DOC_PERMANENT:
      return check_permanent (number, error);
    case YX_DOC_PASSPORT:
      if (n >= 5 && n <= 17 && strspn (number, CAPITALS DIGITS) == n)
        return TRUE;
      return refuse (error, N_ ("A passport number has 5 to 17 letters and digits"));
    default:
      g_return_val_if_reached (FALSE);
    }
}

/**
 * yx_resident_number_facts:
 * @number: a valid resident identity number
 * @birth: (out) (optional): the date of birth
 * @male: (out) (optional): whether its 17th digit is odd
 *
 * Returns: whether @number says so: only numbers of 18 characters do
 */
gboolean
yx_resident_number_facts (const char *number, YxDate *birth, gboolean *male)
{
  g_autofree char *normal = yx_normalize_document_number (number);

  if (!yx_check_resident_number (normal, NULL))
    return FALSE;
  if (birth != NULL)
    *birth = birth_in (normal);
  if (male != NULL)
    *male = (normal[16] - '0') % 2 == 1;
  return TRUE;
}

/**
 * yx_document_number_facts:
 * @type: the document's type
 * @number: its number
 * @birth: (out) (optional): the date of birth
 * @male: (out) (optional): whether its 17th digit is odd
 *
 * Returns: whether such a number says so: those of identity cards, residence permits and the permanent
 *   residence cards of 2023 do
 */
gboolean
yx_document_number_facts (YxDocType type, const char *number, YxDate *birth, gboolean *male)
{
  return (type == YX_DOC_RESIDENT || type == YX_DOC_PERMANENT) && yx_resident_number_facts (number, birth, male);
}
