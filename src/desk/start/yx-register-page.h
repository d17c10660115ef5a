/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "desk/common/yx-seat.h"

G_BEGIN_DECLS

/**
 * YxRegisterPage:
 *
 * Registers an enterprise (spec.md 1.1-1) or a person (1.1-8) on one page. Emits `registered` with what to sign in with;
 * until then nothing that was typed is lost, whatever goes wrong, but for the password and the code, which go out once.
 */
#define YX_TYPE_REGISTER_PAGE (yx_register_page_get_type ())
G_DECLARE_FINAL_TYPE (YxRegisterPage, yx_register_page, YX, REGISTER_PAGE, AdwBin)

YxRegisterPage *yx_register_page_new (YxSeat *lobby, YxAccountKind kind);

G_END_DECLS
