/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "desk/certificates/yx-certificate-facts.h"

G_BEGIN_DECLS

/**
 * YxCertificateCard:
 *
 * A certificate as an identity card: holder, number, validity, issuer, capacity, state; the rest by a row that opens.
 */
#define YX_TYPE_CERTIFICATE_CARD (yx_certificate_card_get_type ())
G_DECLARE_FINAL_TYPE (YxCertificateCard, yx_certificate_card, YX, CERTIFICATE_CARD, AdwBin)

GtkWidget *yx_certificate_card_new (const YxHeldCertificate *held, gboolean renewable, gint64 now);

G_END_DECLS
