/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "client/yx-hall-book.h"

G_BEGIN_DECLS

/**
 * YxWelcomePage:
 *
 * Which hall: known ones, this computer, or an address. Choices are the `start` actions of a #YxStart.
 */
#define YX_TYPE_WELCOME_PAGE (yx_welcome_page_get_type ())
G_DECLARE_FINAL_TYPE (YxWelcomePage, yx_welcome_page, YX, WELCOME_PAGE, AdwBin)

YxWelcomePage *yx_welcome_page_new (void);
void yx_welcome_page_show (YxWelcomePage *self, YxHallBook *book);

G_END_DECLS
