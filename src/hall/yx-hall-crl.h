/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hall/yx-hall-write.h"

G_BEGIN_DECLS

/* A list is made anew when something is revoked, and when it is this old; the next one is promised for later. */
#define YX_HALL_CRL_FRESH G_TIME_SPAN_HOUR
#define YX_HALL_CRL_HOLDS (24 * G_TIME_SPAN_HOUR)

GBytes *yx_hall_crl (YxHall *hall, const char *authority, GError **error);
gboolean yx_hall_crl_outdated (YxHallWrite *write, const char *authority, GError **error);

G_END_DECLS
