/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hall/yx-hall-write.h"
#include "model/yx-enterprise.h"
#include "model/yx-seal.h"

G_BEGIN_DECLS

/* Who may use an enterprise's seals: the fingerprints of its valid certificates, in order. */
GPtrArray *
yx_hall_grantees (YxHall *hall, YxDatabase *db, const char *enterprise, gint64 now, GError **error);
GPtrArray *yx_hall_grantees_now (YxHall *hall, const char *enterprise, gint64 now, GError **error);

gboolean yx_hall_seal_answer (YxHallCall *call, GError **error);
GPtrArray *
yx_hall_seals_renew (YxHall *hall, const YxEnterprise *enterprise, GPtrArray *grantees, GError **error);
gboolean yx_hall_seals_replace (YxHallWrite *write, const char *enterprise, GPtrArray *seals, GError **error);

G_END_DECLS
