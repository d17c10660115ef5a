/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "desk/common/yx-seat.h"
#include "desk/signing/yx-canvas.h"
#include "desk/signing/yx-sign-step.h"

G_BEGIN_DECLS

/**
 * YxSignPage:
 *
 * The way of a person from a document to their signature, on one page (desk.md "Sign"): reads, consents and activates
 * once, writes, looks, confirms. Every step but the last can be taken back; leaving loses nothing while the page lives.
 */
#define YX_TYPE_SIGN_PAGE (yx_sign_page_get_type ())
G_DECLARE_FINAL_TYPE (YxSignPage, yx_sign_page, YX, SIGN_PAGE, AdwBin)

YxSignPage *yx_sign_page_new (YxSeat *seat, const char *document);
const char *yx_sign_page_get_document (YxSignPage *self);
YxSignStep yx_sign_page_get_step (YxSignPage *self);
gboolean yx_sign_page_get_loaded (YxSignPage *self);
gboolean yx_sign_page_get_finished (YxSignPage *self);
YxCanvas *yx_sign_page_get_canvas (YxSignPage *self);
void yx_sign_page_return (YxSignPage *self);
void yx_sign_page_act (YxSignPage *self, gboolean next, gboolean back);

G_END_DECLS
