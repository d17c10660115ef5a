/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "desk/common/yx-seat.h"

G_BEGIN_DECLS

/**
 * YxActivationPage:
 *
 * The activation of a certificate, three steps on one page (spec.md 2.3-1): SMS code, certificate password, consent.
 * For the certificates' pane, and for signing, where the first signature asks for one.
 */
#define YX_TYPE_ACTIVATION_PAGE (yx_activation_page_get_type ())
G_DECLARE_FINAL_TYPE (YxActivationPage, yx_activation_page, YX, ACTIVATION_PAGE, AdwBin)

YxActivationPage *yx_activation_page_new (YxSeat *seat);
void yx_activation_page_begin (YxActivationPage *self);
gboolean yx_activation_page_get_complete (YxActivationPage *self);
void yx_activation_page_activate (YxActivationPage *self);

G_END_DECLS
