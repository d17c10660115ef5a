/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/verify/yx-verify-report.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "crypto/yx-certificate.h"
#include "desk/common/yx-moment.h"
#include "flow/yx-verdict-facts.h"
#include "flow/yx-verdict-words.h"
#include "yx-config.h"

/* A line of its own, whatever a file or a certificate says of itself. */
static void
add_line (GString *text, const char *label, const char *value)
{
  g_autofree char *clean = g_strdup (value);

  g_strdelimit (clean, "\r\v\f", ' ');
  g_string_append (text, label);
  /* Translators: stands between a label and what it labels. */
  g_string_append (text, _(": "));
  for (const char *at = clean; *at != '\0'; at++)
    if (*at == '\n')
      g_string_append (text, "\n      ");
    else
      g_string_append_c (text, *at);
  g_string_append_c (text, '\n');
}

static void
add_signature (GString *text, YxVerdict *verdict, guint index)
{
  const YxVerdictSignature *signature = verdict->signatures->pdata[index];
  g_autoptr (GPtrArray) facts = yx_verdict_signature_facts (signature);

  g_string_append_printf (text, "\n%u. %s\n", index + 1,
                          yx_verdict_status_words (yx_verdict_signature_status (verdict, signature)));
  for (guint i = 0; i < facts->len; i++)
    {
      const YxVerdictFact *fact = facts->pdata[i];

      g_string_append (text, "   ");
      add_line (text, fact->label, fact->value);
    }
}

static void
add_trust (GString *text, GBytes *trust)
{
  g_autoptr (GPtrArray) list = trust != NULL && g_bytes_get_size (trust) > 0 ? yx_certificate_list_from_pem (trust, NULL) : NULL;

  g_string_append_printf (text, "\n%s\n", _("Trusted certificates"));
  if (list == NULL || list->len == 0)
    g_string_append_printf (text, "   %s\n", _("none"));
  for (guint i = 0; list != NULL && i < list->len; i++)
    {
      g_string_append (text, "   ");
      add_line (text, yx_certificate_subject (list->pdata[i]), yx_certificate_fingerprint (list->pdata[i]));
    }
}

/**
 * yx_verify_report:
 * @verdict: what the judge found
 * @name: of the file, for people
 * @trust: (nullable): certificates that were trusted, PEM
 * @now: when it was asked, microseconds since 1970
 *
 * Returns: (transfer full): all that is to be said of the file, as a text in the locale's language
 */
char *
yx_verify_report (YxVerdict *verdict, const char *name, GBytes *trust, gint64 now)
{
  GString *text = g_string_new (NULL);
  g_autofree char *headline = yx_verdict_headline (verdict);
  g_autofree char *checked = yx_moment_minute (now);
  g_autofree char *revisions = g_strdup_printf ("%u", verdict->revisions);

  g_string_append_printf (text, "%s\n\n", _("Verification report"));
  add_line (text, _("File"), name);
  add_line (text, "SHA-256", verdict->sha256);
  add_line (text, _("Verified"), checked);
  add_line (text, _("By"), "Yinxin " YX_VERSION);
  add_line (text, _("Versions in the file"), revisions);
  g_string_append_printf (text, "\n%s\n%s\n", headline, yx_verdict_sentence (verdict));
  for (guint i = 0; i < verdict->signatures->len; i++)
    add_signature (text, verdict, i);
  add_trust (text, trust);
  if (verdict->reasons->len > 0)
    {
      g_string_append_printf (text, "\n%s\n", _("Codes of the reasons"));
      for (guint i = 0; i < verdict->reasons->len; i++)
        g_string_append_printf (text, "   %s\n", (const char *) verdict->reasons->pdata[i]);
    }
  return g_string_free (text, FALSE);
}
