/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/certificates/yx-certificate-facts.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "desk/common/yx-moment.h"

#define MAX_ISSUERS 8

static GPtrArray *
read_authorities (YxHallInfo *hall)
{
  GPtrArray *read = yx_certificate_list_new ();

  for (guint i = 0; hall->authorities != NULL && i < hall->authorities->len; i++)
    {
      const YxAuthorityEntry *entry = hall->authorities->pdata[i];
      YxCertificate *one = yx_certificate_from_der (entry->certificate, NULL);

      if (one != NULL)
        g_ptr_array_add (read, one);
    }
  return read;
}

static YxCertificate *
find_issuer (YxCertificate *certificate, GPtrArray *authorities)
{
  for (guint i = 0; i < authorities->len; i++)
    if (!yx_certificate_equal (certificate, authorities->pdata[i])
        && yx_certificate_is_issued_by (certificate, authorities->pdata[i]))
      return authorities->pdata[i];
  return NULL;
}

/**
 * yx_held_certificate_new:
 * @issued: a certificate as the hall has it
 * @hall: the hall, with its authorities
 *
 * Returns: (transfer full): the same ready to be shown
 */
YxHeldCertificate *
yx_held_certificate_new (YxIssuedCertificate *issued, YxHallInfo *hall)
{
  g_autoptr (GPtrArray) authorities = read_authorities (hall);
  YxHeldCertificate *held = g_new0 (YxHeldCertificate, 1);
  YxCertificate *next;

  held->issued = yx_issued_certificate_ref (issued);
  held->issuers = yx_certificate_list_new ();
  if (issued->certificate != NULL)
    held->certificate = yx_certificate_from_der (issued->certificate, NULL);
  next = held->certificate;
  while (next != NULL && held->issuers->len < MAX_ISSUERS)
    {
      next = find_issuer (next, authorities);
      if (next != NULL)
        g_ptr_array_add (held->issuers, yx_certificate_ref (next));
    }
  return held;
}

/**
 * yx_held_certificate_free:
 * @held: (transfer full): a certificate
 */
void
yx_held_certificate_free (YxHeldCertificate *held)
{
  yx_issued_certificate_unref (held->issued);
  g_clear_pointer (&held->certificate, yx_certificate_unref);
  g_ptr_array_unref (held->issuers);
  g_free (held);
}

/**
 * yx_certificate_is_usable:
 * @issued: a certificate
 * @now: the time
 *
 * Returns: whether it can sign now
 */
gboolean
yx_certificate_is_usable (const YxIssuedCertificate *issued, gint64 now)
{
  return issued->state == YX_CERTIFICATE_VALID && issued->valid_to > now;
}

/**
 * yx_certificate_can_be_renewed:
 * @issued: a certificate
 * @held: (element-type YxHeldCertificate): all of the account, @issued included
 * @now: the time
 *
 * Returns: whether it is near its end, and nothing that takes its place is there or on its way
 */
gboolean
yx_certificate_can_be_renewed (const YxIssuedCertificate *issued, GPtrArray *held, gint64 now)
{
  if (!yx_certificate_is_usable (issued, now) || issued->valid_to > now + YX_CERTIFICATE_RENEWAL_DAYS * G_TIME_SPAN_DAY)
    return FALSE;
  for (guint i = 0; i < held->len; i++)
    {
      const YxIssuedCertificate *other = ((const YxHeldCertificate *) held->pdata[i])->issued;

      if (other->capacity == issued->capacity
          && (other->state == YX_CERTIFICATE_REQUESTED || (yx_certificate_is_usable (other, now) && other->valid_to > issued->valid_to)))
        return FALSE;
    }
  return TRUE;
}

static gboolean
is_expired (const YxIssuedCertificate *issued, gint64 now)
{
  return issued->state == YX_CERTIFICATE_VALID && issued->valid_to <= now;
}

/**
 * yx_certificate_state_icon:
 * @issued: a certificate
 * @now: the time
 *
 * Returns: (transfer none): the symbolic icon that goes with the words of yx_certificate_state_words()
 */
const char *
yx_certificate_state_icon (const YxIssuedCertificate *issued, gint64 now)
{
  if (issued->state == YX_CERTIFICATE_REQUESTED)
    return "content-loading-symbolic";
  if (!yx_certificate_is_usable (issued, now))
    return "action-unavailable-symbolic";
  return yx_moment_days_left (issued->valid_to, now) > YX_CERTIFICATE_RENEWAL_DAYS ? "emblem-ok-symbolic" : "dialog-warning-symbolic";
}

/**
 * yx_certificate_state_words:
 * @issued: a certificate
 * @now: the time
 *
 * Returns: (transfer full): its state for people, in the locale's language; near its end, how many days are left
 */
char *
yx_certificate_state_words (const YxIssuedCertificate *issued, gint64 now)
{
  gint64 left = yx_moment_days_left (issued->valid_to, now);

  if (is_expired (issued, now))
    return g_strdup (_("Expired"));
  if (yx_certificate_is_usable (issued, now) && left <= YX_CERTIFICATE_RENEWAL_DAYS)
    return g_strdup_printf (ngettext ("Valid, ends in %d day", "Valid, ends in %d days", (gulong) left), (int) left);
  return g_strdup (g_dgettext (GETTEXT_PACKAGE, yx_choice_find (yx_certificate_states, issued->state)->label));
}

/**
 * yx_certificate_spent:
 * @issued: a certificate
 * @now: the time
 *
 * Returns: from 0 to 1: how much of its validity has passed
 */
double
yx_certificate_spent (const YxIssuedCertificate *issued, gint64 now)
{
  gint64 all = issued->valid_to - issued->valid_from;

  if (all <= 0 || now >= issued->valid_to)
    return 1;
  return now <= issued->valid_from ? 0 : (double) (now - issued->valid_from) / (double) all;
}

/**
 * yx_certificate_grouped:
 * @hex: hexadecimal digits
 *
 * Returns: (transfer full): the same in groups of four, to be read and compared
 */
char *
yx_certificate_grouped (const char *hex)
{
  GString *grouped = g_string_new (NULL);

  for (gsize i = 0; hex[i] != '\0'; i++)
    {
      if (i > 0 && i % 4 == 0)
        g_string_append_c (grouped, ' ');
      g_string_append_c (grouped, g_ascii_toupper (hex[i]));
    }
  return g_string_free (grouped, FALSE);
}
