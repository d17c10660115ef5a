/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hall/yx-hall-call.h"

G_BEGIN_DECLS

/* What stands in certificates behind `public-url`: for programs that verify, not for clients, and therefore not in
 * the interface's table. */
#define YX_HALL_PUBLIC_CRL "/crl/"
#define YX_HALL_PUBLIC_CA "/ca/"
#define YX_HALL_PUBLIC_OCSP "/ocsp"

const YxEndpoint *yx_hall_public_match (const char *method, const char *path, YxApiParameters *parameters, gboolean *known);
YxHallHandler yx_hall_public_handler (const YxEndpoint *endpoint);
const char *yx_hall_public_takes (const YxEndpoint *endpoint);

G_END_DECLS
