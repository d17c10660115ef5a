/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * YxAddressPage:
 *
 * Takes a hall's address, shows the fingerprint of the key found there, and emits `trusted` with both once the person has
 * confirmed it. A key other than the known one blocks until it is confirmed in so many words.
 */
#define YX_TYPE_ADDRESS_PAGE (yx_address_page_get_type ())
G_DECLARE_FINAL_TYPE (YxAddressPage, yx_address_page, YX, ADDRESS_PAGE, AdwBin)

YxAddressPage *yx_address_page_new (void);
void yx_address_page_ask (YxAddressPage *self);
void yx_address_page_ask_again (YxAddressPage *self, const char *url, const char *pin);

G_END_DECLS
