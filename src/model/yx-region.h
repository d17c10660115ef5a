/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Areas by their six digits (GB/T 2260): two for the province, two for the city, two for the county. */
gboolean yx_check_region (const char *text, GError **error);
const char *yx_region_province (const char *code);
gboolean yx_region_only_province (const char *place);
const char *yx_region_of_place (const char *place);
gboolean yx_region_within (const char *code, const char *area);

G_END_DECLS
