/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/yx-record-sql.h"
#include "base/yx-secret.h"

G_BEGIN_DECLS

#define YX_HALL_STORAGE_KEY_SIZE 32

YxSealer yx_hall_sealer_new (YxSecret *storage_key);
void yx_hall_sealer_clear (YxSealer *sealer);

YxSealer yx_hall_sealer_begin_reading (const YxSealer *sealer);
void yx_hall_sealer_end_reading (YxSealer *reading);

G_END_DECLS
