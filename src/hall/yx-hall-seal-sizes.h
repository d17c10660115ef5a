/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hall/yx-hall-config.h"
#include "seal/yx-seal-sizes.h"

G_BEGIN_DECLS

YxSealSizes *yx_hall_seal_sizes_load (const YxHallConfig *config, GError **error);

G_END_DECLS
