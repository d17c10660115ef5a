/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "desk/start/yx-reception.h"

G_BEGIN_DECLS

/**
 * YxSignInPage:
 *
 * Account and password of an enterprise or a person at the hall that was entered last. Emits `register`, and `seated` with
 * the seat of who signed in.
 */
#define YX_TYPE_SIGN_IN_PAGE (yx_sign_in_page_get_type ())
G_DECLARE_FINAL_TYPE (YxSignInPage, yx_sign_in_page, YX, SIGN_IN_PAGE, AdwBin)

YxSignInPage *yx_sign_in_page_new (YxReception *reception);
void yx_sign_in_page_show (YxSignInPage *self, YxHallInfo *hall);
void yx_sign_in_page_fill_in (YxSignInPage *self, YxAccountKind kind, const char *login, const char *words);

G_END_DECLS
