/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * YxSignConsent:
 *
 * The notice before the first signature, the consent to the electronic form, and where papers may be delivered (law.md
 * L-form).
 */
#define YX_TYPE_SIGN_CONSENT (yx_sign_consent_get_type ())
G_DECLARE_FINAL_TYPE (YxSignConsent, yx_sign_consent, YX, SIGN_CONSENT, AdwBin)

gboolean yx_sign_consent_get_complete (YxSignConsent *self);
const char *yx_sign_consent_get_address (YxSignConsent *self);

G_END_DECLS
