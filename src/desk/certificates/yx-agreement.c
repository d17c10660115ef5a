/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/certificates/yx-agreement.h"

#include <glib/gi18n-lib.h>

static const char *const paragraphs[] = {
  N_ ("1. The certificate names you, and the enterprise where you sign for one, as the hall knows both. What is signed with its key counts as signed by you (Electronic Signature Law, articles 13 and 14)."),
  N_ ("2. The key is made on this computer. It leaves it only locked under your certificate password. The hall keeps it so and cannot open it; it sees a proof of the password, never the password."),
  N_ ("3. Keep the certificate password to yourself. When somebody else may know it, suspend the certificate at once: from then on nothing that is signed with it is taken (article 15)."),
  N_ ("4. A password that is forgotten cannot be recovered. You suspend the certificate and activate a new one; what was signed before stays valid."),
  N_ ("5. Each signature asks for the certificate password; a signature is recorded with the time, the document and the certificate."),
  N_ ("6. The hall keeps your name, your phone number and what the certificate says as long as documents signed with it have to be kept, and uses them for nothing else."),
};

/**
 * yx_agreement_words:
 * @hall: the hall's name
 * @own_hall: whether it is one's own, on this computer
 *
 * Returns: (transfer full): the certificate agreement that whoever activates consents to (spec.md 2.3-1), in the
 *   locale's language
 */
char *
yx_agreement_words (const char *hall, gboolean own_hall)
{
  GString *words = g_string_new (NULL);

  /* Translators: the hall's name. */
  g_string_append_printf (words, _("Between you and %s, which issues the certificate."), hall);
  for (gsize i = 0; i < G_N_ELEMENTS (paragraphs); i++)
    g_string_append_printf (words, "\n\n%s", g_dgettext (GETTEXT_PACKAGE, paragraphs[i]));
  if (own_hall)
    g_string_append_printf (words, "\n\n%s",
                            _("7. This hall is your own, on this computer. It vouches for itself only: every verdict says that identity and time are attested by the employer's own hall."));
  return g_string_free (words, FALSE);
}
