/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hall/yx-hall-write.h"

G_BEGIN_DECLS

#define YX_HALL_CODE_LIFE (5 * G_TIME_SPAN_MINUTE)
#define YX_HALL_CODE_TRIES 5

/* A set of purposes. */
#define YX_HALL_CODE_FOR(purpose) (1u << (purpose))

gboolean yx_hall_code_check (YxHallWrite *write,
                             const char *phone,
                             guint purposes,
                             YxSecret *code,
                             YxCodePurpose *purpose,
                             GError **error);
gboolean yx_hall_code_use (YxHallWrite *write, const char *phone, YxCodePurpose purpose, GError **error);
gboolean
yx_hall_code_take (YxHallWrite *write, const char *phone, guint purposes, YxSecret *code, GError **error);
gboolean yx_hall_code_peek (
    YxHall *hall, const char *phone, guint purposes, YxSecret *code, gboolean *right, GError **error);

G_END_DECLS
